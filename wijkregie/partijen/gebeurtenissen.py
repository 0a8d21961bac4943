# SPDX-License-Identifier: EUPL-1.2
"""What happened around logging in: kept for who guards it, without an address and without a name that was typed.

Written outside the transaction of a page, or with what it tells of; read by its own login and by administrators of who works for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connections
from django.utils.crypto import salted_hmac

from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Login
from wijkregie.partijen.models.leden import naam_van_invoer
from wijkregie.partijen.pogingen import Teller, TeVaak
from wijkregie.partijen.sessie import Sessie

ONJUIST, TE_VAAK, TWEEDE, GEEN_TOEGANG = "onjuist", "te vaak", "tweede onjuist", "geen toegang"
ADRES_DICHT = "adres dicht"
HERSTELCODE, HERSTELCODES, ERBIJ, WEG = "herstelcode", "herstelcodes", "erbij", "weg"
WACHTWOORD, ELDERS_UIT = "wachtwoord", "elders uit"
AGENDA, AGENDA_WEG = "agenda", "agenda weg"
"""The kinds. The first five went wrong; that an address was shut is about nobody."""
BEWAAR: Final = timedelta(days=180)
"""Long enough to look back on an attack that shows late; then they are cleared."""


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    moment: datetime
    soort: str
    naam: str  # of a colleague


@dataclass(frozen=True, slots=True)
class Vreemd:
    """Tries with names that are nobody's."""

    keren: int
    namen: int
    dicht: int  # how often an address was shut for a while


def schrijf(soort: str, moment: datetime, *, login: int | None = None, naam: str = "", databank: str = "default") -> None:
    """About a login, about a name that was typed, or about nobody. Of a name that is nobody's only a hash stays, which the secret of the site keeps
    from being guessed."""
    if login is None and naam:
        login = _van(naam, databank)
    merk = None if login is not None or not naam else salted_hmac("wijkregie.gebeurtenis", naam_van_invoer(naam), algorithm="sha256").hexdigest()
    with connections[databank].cursor() as c:
        c.execute("insert into partijen_gebeurtenis (moment, soort, login, merk) values (%s, %s, %s, %s)", [moment, soort, login, merk])


def _van(naam: str, databank: str) -> int | None:
    """Whose name it is, also of a login that was closed."""
    schoon = naam_van_invoer(naam)
    with binnen(databank, aanmelden=schoon, login=""):
        login: int | None = Login.objects.using(databank).filter(gebruikersnaam=schoon).values_list("pk", flat=True).first()
    return login


def tel(begin: Callable[[], Teller], moment: datetime, *, login: int | None = None, naam: str = "") -> Teller:
    """Count an attempt; the first one too many is told, those after it are not: who keeps trying fills nothing. A shut address is told of nobody:
    the login whose name was typed is open. Raises TeVaak."""
    try:
        return begin()
    except TeVaak as e:
        if e.eerste and e.account:
            schrijf(TE_VAAK, moment, login=login, naam=naam)
        elif e.eerste:
            schrijf(ADRES_DICHT, moment)
        raise


def van_login(login: int, hoogstens: int = 10) -> list[tuple[datetime, str]]:
    """One's own, the newest first."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("select moment, soort from partijen_gebeurtenis where login = %s order by id desc limit %s", [login, hoogstens])
        return list(c.fetchall())


def van_organisatie(s: Sessie, hoogstens: int = 100) -> list[Gebeurtenis]:
    """Of who works for the organisation that this session administers, the newest first."""
    with connections["default"].cursor() as c:
        c.execute(
            "select g.moment, g.soort, w.naam from partijen_gebeurtenis g join partijen_medewerker w on w.id = g.login"
            " where g.login in (select m.login from partijen_lidmaatschap m where m.gemeente = %s and m.organisatie = %s"
            " and coalesce(m.tot, %s) >= %s) order by g.id desc limit %s",
            [s.gemeente, s.organisatie, s.dag, s.dag, hoogstens],
        )
        return [Gebeurtenis(*r) for r in c.fetchall()]


def vreemden(s: Sessie, sinds: datetime) -> Vreemd:
    """How often somebody tried names that are nobody's, and how many; how often an address was shut. Of no organisation: every administrator is told
    the same."""
    with connections["default"].cursor() as c:
        c.execute(
            "select count(merk), count(distinct merk), count(*) filter (where soort = %s) from partijen_gebeurtenis"
            " where login is null and moment >= %s",
            [ADRES_DICHT, sinds],
        )
        return Vreemd(*c.fetchone()) if s.beheert else Vreemd(0, 0, 0)
