# SPDX-License-Identifier: EUPL-1.2
"""A conflict of interest: staff who are party as a citizen, or know who is, are shut out of that dossier as a login (ontwerp 6).

One says so oneself, of a dossier that one sees; of others the role that watches over privacy says it, by the number, without seeing the dossier.
It works at the next request. Only the watching role ends it, and never for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connections

from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.partijen.collegas import Weigering, login_met_naam
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.inrichten import mag_toezien

GRONDEN: Final = {
    "partij": "Is zelf partij in het dossier",
    "naaste": "Familie, partner of huisgenoot van iemand in het dossier",
    "bekende": "Buur, vriend of bekende van iemand in het dossier",
    "anders": "Een andere reden om zich erbuiten te houden",
}


@dataclass(frozen=True, slots=True)
class Belang:
    id: UUID
    dossier: UUID
    login: int
    grond: str
    van: date
    gemeld_door: int


def meld_zelf(sessie: Sessie, dossier: UUID, grond: str) -> None:
    """Shut out this login. Raises Onbekend for a dossier that is not there for it, Weigering."""
    _sluit_uit(sessie, dossier, sessie.login, grond, alleen_wat_zichtbaar_is=True)


def meld_ander(sessie: Sessie, nummer: str, mailadres: str, grond: str) -> None:
    """Shut out another, by the number of the dossier and the name to log in with. Raises Onbekend for who may not, Weigering."""
    if not mag_toezien(sessie):
        raise Onbekend
    dossiers = kern.met_nummer(sessie.gemeente, sessie.gemeente_code, nummer)
    login = login_met_naam(mailadres)
    if not dossiers or login is None:
        raise Weigering("Dit dossier of deze medewerker is niet gevonden. Controleer het nummer en het mailadres.")
    _sluit_uit(sessie, next(iter(dossiers)), login, grond, alleen_wat_zichtbaar_is=False)


def hef_op(sessie: Sessie, id_: UUID) -> None:
    """From today the login is let in again. Raises Onbekend for who may not, Weigering."""
    if not mag_toezien(sessie):
        raise Onbekend
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("select login from delen_belang where gemeente = %s and id = %s and tot is null for update", [k.gemeente, id_])
        rij = k.cursor.fetchone()
        if rij is None:
            raise Weigering("Dit is al opgeheven. Open de pagina opnieuw.")
        if rij[0] == sessie.login:
            raise Weigering("Uw eigen uitsluiting kunt u niet opheffen. Vraag het aan een collega met dezelfde taak.")
        k.cursor.execute(
            "update delen_belang set tot = %s, opgeheven_door = %s where gemeente = %s and id = %s", [k.dag, sessie.login, k.gemeente, id_]
        )


def lopend(sessie: Sessie) -> list[Belang]:
    """Who is shut out of what now, the newest first: of everybody if and only if a role of this session watches over privacy, else one's own."""
    with connections["default"].cursor() as c:
        c.execute(
            "select id, dossier, login, grond, van, gemeld_door from delen_belang where gemeente = %s and tot is null order by van desc, id",
            [sessie.gemeente],
        )
        return [Belang(*r) for r in c.fetchall()]


def _sluit_uit(sessie: Sessie, dossier: UUID, login: int, grond: str, *, alleen_wat_zichtbaar_is: bool) -> None:
    if grond not in GRONDEN:
        raise Weigering("Kies een reden uit de lijst.")
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        if alleen_wat_zichtbaar_is and not k.ziet(sessie, dossier):
            raise Onbekend
        _laat_los(k.cursor, k.gemeente, dossier, login, k.dag)
        k.cursor.execute(
            "insert into delen_belang (gemeente, id, dossier, login, grond, van, gemeld_door) values (%s, %s, %s, %s, %s, %s, %s)"
            " on conflict (gemeente, login, dossier) where tot is null do nothing",
            [k.gemeente, uuid4(), dossier, login, grond, k.dag, sessie.login],
        )


def _laat_los(cursor: Any, gemeente: int, dossier: UUID, login: int, dag: date) -> None:
    """Who is shut out handles it no longer: it goes back to the team."""
    cursor.execute(
        "update dossier_behandelaar b set tot = %s from partijen_lidmaatschap m where m.id = b.lidmaatschap and m.login = %s"
        " and b.gemeente = %s and b.dossier = %s and b.tot is null",
        [dag, login, gemeente, dossier],
    )
