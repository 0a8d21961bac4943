# SPDX-License-Identifier: EUPL-1.2
"""The calendar of a member: a feed behind a token, and what stands in it.

Whoever has the token reads what that membership may read for the purposes of the door `agenda`, and nothing else: the session is made again at
every request, so it ends when the membership or the login does. A day holds the name of a meeting or of an act, and a number; no person.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings

from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_taken import LOOPT, taken_van
from wijkregie.dossier.lezen_werk import MIJ, TEAM, Wiens, aantallen, einde_werkweek, kalender, plekken, team_van
from wijkregie.dossier.lezen_wie import gebieden
from wijkregie.koppelingen.ics import Dag
from wijkregie.overleg import lezen
from wijkregie.overleg.lezen import Bijeenkomst, Reeks
from wijkregie.partijen.context import zet
from wijkregie.partijen.sessie import Sessie

DEUR: Final = "agenda"
"""The door, in the vocabulary too."""
TERUG: Final = timedelta(days=31)
TAKEN: Final = 200
_OCTETTEN: Final = 32


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar it is."""

    lidmaatschap: int
    login: int
    merk: bytes


@dataclass(frozen=True, slots=True)
class Stand:
    """That somebody has a feed, since when, and when a calendar last asked for it."""

    gemaakt: datetime
    gehaald: date | None


def maak(sessie: Sessie, moment: datetime) -> str:
    """A new token, to be shown once; an earlier one of this membership ends. Only for the session's own membership."""
    token = secrets.token_urlsafe(_OCTETTEN)
    rijen(
        "insert into koppelingen_feed (gemeente, lidmaatschap, login, merk, gemaakt) values (%s, %s, %s, %s, %s)"
        " on conflict (gemeente, lidmaatschap) do update set merk = excluded.merk, gemaakt = excluded.gemaakt, gehaald = null returning 1",
        [sessie.gemeente, sessie.lidmaatschap, sessie.login, _merk(token, _geheimen()[0]), moment],
    )
    return token


def stop(sessie: Sessie) -> bool:
    """No if there was none."""
    weg = "delete from koppelingen_feed where gemeente = %s and lidmaatschap = %s returning 1"
    return bool(rijen(weg, [sessie.gemeente, sessie.lidmaatschap]))


def stand(sessie: Sessie) -> Stand | None:
    vraag = "select gemaakt, gehaald from koppelingen_feed where gemeente = %s and lidmaatschap = %s"
    gevonden = rijen(vraag, [sessie.gemeente, sessie.lidmaatschap])
    return Stand(*gevonden[0]) if gevonden else None


def zoek(token: str) -> Feed | None:
    """What a token opens; the same work for any. Call it in the transaction that reads on."""
    for geheim in _geheimen():
        merk = _merk(token[:200], geheim)
        zet(feed=merk.hex())
        gevonden = rijen("select lidmaatschap, login from koppelingen_feed where merk = %s", [merk])
        zet(feed="")
        if gevonden:
            lidmaatschap, login = gevonden[0]
            return Feed(lidmaatschap, login, merk)
    return None


def gehaald(sessie: Sessie) -> None:
    """A calendar asked for it today."""
    rijen(
        "update koppelingen_feed set gehaald = %s where gemeente = %s and lidmaatschap = %s and gehaald is distinct from %s returning 1",
        [sessie.dag, sessie.gemeente, sessie.lidmaatschap, sessie.dag],
    )


def _geheimen() -> tuple[str, ...]:
    """The key of now first, then the former ones: what was given out under those still opens."""
    return settings.SLEUTELS_INLOG or (settings.SECRET_KEY,)


def _merk(token: str, geheim: str) -> bytes:
    return hmac.new(geheim.encode(), b"wijkregie.agenda." + token.encode(), sha256).digest()


# what stands in it


def dagen(sessie: Sessie, site: str) -> list[Dag]:
    """The meetings of this membership and the deadlines of its duties."""
    return [*overlegdagen(sessie, site, sessie.dag - TERUG), *taakdagen(sessie, site)]


def overlegdagen(sessie: Sessie, site: str, vanaf: date) -> list[Dag]:
    streken = {s.id: s.naam for s in gebieden(sessie).values()}
    return sorted(
        (als_dag(r, b, streken, site) for r, b in overleggen(sessie) if b.op >= vanaf and not b.afgezegd), key=lambda d: (d.op, d.titel, d.id)
    )


def overleggen(sessie: Sessie) -> Iterable[tuple[Reeks, Bijeenkomst]]:
    """The meetings of the series in which this session has a seat, and those of one case to which it is asked."""
    zit = (r for r in lezen.alle(sessie) if r.eigen or any(r.vorm.plek(rol) for rol in sessie.rollen))
    return ((r, b) for r in zit for b in r.bijeenkomsten.values())


def als_dag(r: Reeks, b: Bijeenkomst, streken: dict[int, str], site: str) -> Dag:
    """A meeting in a calendar: its kind, area or number, day, hour and page."""
    return Dag(b.id, b.op, lezen.naam_van(r, streken), f"{site}/overleg/{r.nummer}/{b.id}/", b.verplaatst, b.afgezegd, b.tijd)


def wiens(sessie: Sessie) -> Wiens:
    """The list with which Mijn werk opens: one's own cases, of who handles none those of the team."""
    w = Wiens(MIJ, sessie.dag, einde_werkweek(kalender(sessie.gemeente_code), sessie.dag), team=team_van(sessie))
    totalen = aantallen(sessie, w)
    return w if totalen[MIJ] or not totalen[TEAM] else Wiens(TEAM, w.vandaag, w.einde_week, team=w.team)


def taakdagen(sessie: Sessie, site: str) -> list[Dag]:
    plaatsen = plekken(sessie, wiens(sessie), ("laat", "voorbij", "week", "later"), TAKEN)
    taken = taken_van(sessie, [(p.dossier, p.plicht) for p in plaatsen])
    nummers = dict(
        rijen("select id, nummer from dossier_dossier where gemeente = %s and id = any(%s)", [sessie.gemeente, [p.dossier for p in plaatsen]])
    )
    lijst = [t for t in taken.values() if t.status == LOOPT and t.dag != date.max and t.dossier in nummers]
    return [
        Dag(str(t.id), t.dag, f"{t.wat} ({nummers[t.dossier]})", f"{site}/dossier/{nummers[t.dossier]}/")
        for t in sorted(lijst, key=lambda t: t.volgorde)
    ]


__all__ = ["DEUR", "Feed", "Stand", "als_dag", "dagen", "gehaald", "maak", "overlegdagen", "overleggen", "stand", "stop", "wiens", "zoek"]
