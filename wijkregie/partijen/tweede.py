# SPDX-License-Identifier: EUPL-1.2
"""The second factor of a login: which means somebody has, codes of an app (RFC 6238) and recovery codes. Passkeys are in `passkeys`.

Everything here acts for one login and sets it in the context: the database gives the means of nobody else.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

import pyotp
from django.db import connections
from django.utils.crypto import salted_hmac

from wijkregie.partijen import kluis
from wijkregie.partijen.context import binnen

CODE, PASSKEY = "code", "passkey"
_STAP: Final = 30
_SPELING: Final = 1
"""Steps that a telephone may be early or late."""
_AANTAL: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
HOOGSTENS: Final = 10
"""Means of one login."""


@dataclass(frozen=True, slots=True)
class Middel:
    id: UUID
    soort: str
    naam: str
    toegevoegd: datetime
    gebruikt: datetime | None
    inhoud: bytes
    teller: int


def middelen(login: int) -> list[Middel]:
    """What this login can prove itself with, the oldest first."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "select id, soort, naam, toegevoegd, gebruikt, geheim, teller from partijen_middel where login = %s order by toegevoegd, id", [login]
        )
        return [Middel(i, soort, naam, sinds, laatst, kluis.open_(x, bij(login, i)), n) for i, soort, naam, sinds, laatst, x, n in c.fetchall()]


def heeft_middel(login: int) -> bool:
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("select exists (select 1 from partijen_middel where login = %s)", [login])
        return bool(c.fetchone()[0])


def voeg_toe(login: int, soort: str, naam: str, inhoud: bytes, teller: int, moment: datetime) -> None:
    nummer = uuid4()
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "insert into partijen_middel (id, login, soort, naam, geheim, teller, toegevoegd) values (%s, %s, %s, %s, %s, %s, %s)",
            [nummer, login, soort, naam, kluis.sluit(inhoud, bij(login, nummer)), teller, moment],
        )


def verwijder(login: int, middel: UUID) -> bool:
    """Take one away, never the last: who lost that asks two administrators."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("select id from partijen_middel where login = %s for update", [login])
        if len(c.fetchall()) < 2:
            return False
        c.execute("delete from partijen_middel where login = %s and id = %s", [login, middel])
        return bool(c.rowcount)


def neem(login: int, middel: Middel, teller: int, moment: datetime, *, gelijk: bool = False) -> bool:
    """Use a means. Of two uses with the same number one loses; `gelijk`: this passkey does not count."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "update partijen_middel set teller = %s, gebruikt = %s where login = %s and id = %s and (teller < %s or %s)",
            [teller, moment, login, middel.id, teller, gelijk],
        )
        return bool(c.rowcount == 1)


def bij(login: int, middel: Any) -> str:
    return f"middel|{login}|{middel}"


# codes of an app


def nieuw_geheim() -> str:
    return pyotp.random_base32()


def app_adres(geheim: str, gebruikersnaam: str) -> str:
    """What the app reads from the QR code."""
    return pyotp.TOTP(geheim).provisioning_uri(name=gebruikersnaam, issuer_name="Wijkregie")


def stap_van(geheim: str, code: str, moment: datetime, na: int = 0) -> int | None:
    """The step that this code belongs to, if it is now, just before or just after, and later than `na`."""
    cijfers = "".join(code.split())
    nu = int(moment.timestamp()) // _STAP
    app = pyotp.TOTP(geheim)
    gevonden = None
    for stap in range(nu - _SPELING, nu + _SPELING + 1):  # all of them, so that the time it takes tells nothing
        if hmac.compare_digest(app.generate_otp(stap).encode(), cijfers.encode()) and stap > na:
            gevonden = stap
    return gevonden


def voeg_app_toe(login: int, geheim: str, code: str, naam: str, moment: datetime) -> bool:
    """Only with a code that the app just showed: then it works."""
    stap = stap_van(geheim, code, moment)
    if stap is None:
        return False
    voeg_toe(login, CODE, naam, geheim.encode(), stap, moment)
    return True


def klopt_code(login: int, code: str, moment: datetime) -> bool:
    """Is this the code of one of the apps, not used before?"""
    for m in middelen(login):
        if m.soort == CODE:
            stap = stap_van(m.inhoud.decode(), code, moment, m.teller)
            if stap is not None:
                return neem(login, m, stap, moment)
    return False


# recovery codes


def nieuwe_herstelcodes(login: int) -> tuple[str, ...]:
    """A new set, to be shown once; what was there before is worth nothing any more."""
    codes = tuple("-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3)) for _ in range(_AANTAL))
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("delete from partijen_herstelcode where login = %s", [login])
        c.executemany("insert into partijen_herstelcode (login, code) values (%s, %s)", [(login, _hash(login, x)) for x in codes])
    return codes


def klopt_herstelcode(login: int, code: str, moment: datetime) -> bool:
    """Each works once."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "update partijen_herstelcode set gebruikt = %s where login = %s and code = %s and gebruikt is null", [moment, login, _hash(login, code)]
        )
        return bool(c.rowcount == 1)


def herstelcodes_over(login: int) -> int:
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("select count(*) from partijen_herstelcode where login = %s and gebruikt is null", [login])
        return int(c.fetchone()[0])


def _hash(login: int, code: str) -> str:
    """Fifteen characters of thirty-one are 74 bits: a keyed hash is enough."""
    kaal = "".join(x for x in code.lower() if x.isalnum())
    return salted_hmac("wijkregie.herstelcode", f"{login}|{kaal}", algorithm="sha256").hexdigest()
