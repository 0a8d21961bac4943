# SPDX-License-Identifier: EUPL-1.2
"""The code of a report: made with it, shown once, and a key of that one dossier for who comes back with it.

It follows from the key of the form, so that a form that is sent twice shows the same code; who has neither form nor server key can only guess, at 71
bits. The database keeps an HMAC of it. A session by code holds one access key, that of its own dossier: the policies of the database refuse the rest.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings

from wijkregie.dossier import kern
from wijkregie.meldingen import systeem
from wijkregie.meldingen.melder import Loket
from wijkregie.partijen.sessie import Sessie

TEKENS: Final = "23456789ACDEFGHJKMNPQRTVWXY"
"""Nothing that reads or sounds like another: no 0 and O, 1, I and L, B, S, Z, U."""
LENGTE: Final = 15
BLOK: Final = 5
NOG_TE_ZIEN: Final = timedelta(minutes=10)
"""So long a form that is sent again shows its code again: a double click, a lost answer. Later somebody else may hold the phone."""
_LIJKT_OP: Final = str.maketrans("BSZU", "852V")  # what was written by hand and read back; none of these is in a code


@dataclass(frozen=True, slots=True)
class Sleutel:
    """What a code opens."""

    nummer: int
    dossier: UUID


def maak(loket: Loket, formulier: UUID) -> str:
    """The code of what is recorded with this form."""
    n = int.from_bytes(_hmac(b"maak", f"{loket.gemeente}|{formulier}".encode()), "big")
    uit = ""
    for _ in range(LENGTE):
        n, rest = divmod(n, len(TEKENS))
        uit += TEKENS[rest]
    return uit


def schrijf(code: str) -> str:
    """As people read and copy it: in blocks."""
    return "-".join(code[i : i + BLOK] for i in range(0, len(code), BLOK))


def lees(tekst: str) -> str | None:
    """A code as it was typed: small letters, spaces and dashes are as good. None for what cannot be one."""
    kaal = "".join(x for x in tekst[:100].upper() if x.isalnum()).translate(_LIJKT_OP)
    return kaal if len(kaal) == LENGTE and all(x in TEKENS for x in kaal) else None


def geef(k: kern.Kern, loket: Loket, dossier: UUID, code: str) -> None:
    """Make the key of this dossier that this code opens. Before the dossier is derived, so that its rows of access are there at once."""
    tot = k.dag + timedelta(days=settings.MELDCODE_DAGEN)
    k.cursor.execute(
        "insert into delen_zaaksleutel (gemeente, sleutel, dossier, organisatie, rol, van, tot)"
        " values (%s, nextval('delen_zaaksleutel_nummer'), %s, %s, %s, %s, %s) returning sleutel",
        [k.gemeente, dossier, loket.organisatie, systeem.rol(loket.code), k.dag, tot],
    )
    (nummer,) = k.cursor.fetchone()
    k.cursor.execute("insert into meldingen_code (gemeente, merk, sleutel) values (%s, %s, %s)", [k.gemeente, _merk(loket, code), nummer])


def beeindig(k: kern.Kern, loket: Loket, dossier: UUID) -> bool:
    """End every code of this dossier, as of now; False if none holds. Before the dossier is derived, so that its rows of access go at once.

    The dossier is locked first: two who end it at once may not leave the new code of one beside that of the other."""
    k.cursor.execute("select 1 from dossier_dossier where gemeente = %s and id = %s for update", [k.gemeente, dossier])
    k.cursor.execute(
        "update delen_zaaksleutel s set tot = %s from meldingen_code c where s.gemeente = %s and s.dossier = %s and s.organisatie = %s and s.tot > %s"
        " and c.gemeente = s.gemeente and c.sleutel = s.sleutel",
        [k.dag, k.gemeente, dossier, loket.organisatie, k.dag],
    )
    return bool(k.cursor.rowcount)


def geldt(loket: Loket, dossier: UUID) -> bool:
    """Does a code open this dossier today?"""
    return _gevonden(loket, "s.dossier = %s", dossier) is not None


def nog_te_zien(loket: Loket, code: str, sinds: datetime, moment: datetime) -> bool:
    """May a form that is sent again show its code again? Shortly after, and if it was not ended since."""
    return moment - sinds <= NOG_TE_ZIEN and zoek(loket, code) is not None


def zoek(loket: Loket, tekst: str) -> Sleutel | None:
    """What a code opens today. None: never a code, one that ended, or one of a dossier that was destroyed; the same work for each."""
    code = lees(tekst) or ""
    return _gevonden(loket, "c.merk = any(%s)", [_merk(loket, code, g) for g in _geheimen()])


def geldig(loket: Loket, nummer: int) -> Sleutel | None:
    """The same for a key that was opened before."""
    return _gevonden(loket, "s.sleutel = %s", nummer)


def _gevonden(loket: Loket, waar: str, waarde: list[bytes] | int | UUID) -> Sleutel | None:
    with kern.in_kern(loket.gemeente, loket.code) as k:
        k.cursor.execute(
            "select s.sleutel, s.dossier from meldingen_code c join delen_zaaksleutel s on s.gemeente = c.gemeente and s.sleutel = c.sleutel"
            " join dossier_dossier d on d.gemeente = s.gemeente and d.id = s.dossier and d.soort = %s and d.vernietigd_op is null"
            f" where c.gemeente = %s and s.organisatie = %s and s.van <= %s and s.tot > %s and {waar}",
            [systeem.SOORT, k.gemeente, loket.organisatie, k.dag, k.dag, waarde],
        )
        rij = k.cursor.fetchone()
    return Sleutel(*rij) if rij is not None else None


def sessie(loket: Loket, sleutel: Sleutel, dag: date) -> Sessie:
    """The session of who came with a code: that key and no other, for that dossier and no other."""
    return loket.sessie(dag, sleutel=sleutel.nummer, dossier=sleutel.dossier)


def _merk(loket: Loket, code: str, geheim: str | None = None) -> bytes:
    return _hmac(b"merk", f"{loket.gemeente}|{code}".encode(), geheim)


def _hmac(waarvoor: bytes, tekst: bytes, geheim: str | None = None) -> bytes:
    return hmac.new(_sleutel(geheim or _geheimen()[0], waarvoor), tekst, sha256).digest()


def _geheimen() -> tuple[str, ...]:
    """The key of now first, then the former ones: what was given out under those still opens."""
    return settings.SLEUTELS_INLOG or (settings.SECRET_KEY,)


@cache
def _sleutel(geheim: str, waarvoor: bytes) -> bytes:
    return hmac.new(geheim.encode(), b"wijkregie.meldcode." + waarvoor, sha256).digest()
