# SPDX-License-Identifier: EUPL-1.2
"""For whom a request acts: one membership, the roles it has on a day (deputies included), and the keys that go with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.partijen.context import binnen, zet
from wijkregie.partijen.models import Lidmaatschap, LidRol, Organisatie
from wijkregie.partijen.models.basis import geldig_op
from wijkregie.partijen.sleutels import RolHier, Slot, past

Boven = Callable[[str, str], tuple[str, ...]]
"""By the code of a vocabulary and a role: the roles above it."""


class GeenToegang(Exception):
    """This login has no such membership on this day."""


@dataclass(frozen=True, slots=True)
class Lid:
    """A membership to choose from."""

    id: int
    gemeente: int
    gemeente_code: str
    gemeente_naam: str
    organisatie: int
    organisatie_naam: str
    rollen: tuple[str, ...]
    stil_minuten: int = 15


@dataclass(frozen=True, slots=True)
class Sessie:
    """For whom a request acts. Numbers and names only: no model, no connection."""

    gemeente: int
    gemeente_code: str
    organisatie: int
    soort: str  # kind of organisation
    lidmaatschap: int
    login: int
    naam: str
    rollen: tuple[str, ...]  # exact roles today, own and as a deputy (one step: what a deputy does for another is not passed on)
    sleutels: tuple[int, ...]  # keys of those roles: what may be seen
    werk: tuple[int, ...]  # the same and the keys of every role above them: whose duties are mine
    neemt_waar: tuple[int, ...]  # memberships that this one stands in for
    dag: date
    gemeente_naam: str = ""
    organisatie_naam: str = ""
    beheert: bool = False  # administers this organisation in Wijkregie
    alleen: UUID | None = None  # a session for one dossier, of who is nobody's member


def lidmaatschappen(login: int, dag: date, *, databank: str = "default") -> list[Lid]:
    """The memberships of a login on a day, by municipality and organisation."""
    with binnen(databank, login=login, gemeente=""):
        rijen = list(Lidmaatschap.objects.using(databank).filter(geldig_op(dag), login=login).select_related("gemeente"))
    uit: list[Lid] = []
    for gemeente in {r.gemeente_id: r.gemeente for r in rijen}.values():
        eigen = [r for r in rijen if r.gemeente_id == gemeente.id]
        with binnen(databank, gemeente=gemeente.id):
            namen = dict(Organisatie.objects.using(databank).filter(id__in=[r.organisatie_id for r in eigen]).values_list("id", "naam"))
            for r in eigen:
                rijen_rol = LidRol.objects.using(databank).filter(geldig_op(dag), lidmaatschap=r.id).order_by("id")
                rollen = tuple(dict.fromkeys(rijen_rol.values_list("rol", flat=True)))
                uit.append(
                    Lid(r.id, gemeente.id, gemeente.code, gemeente.naam, r.organisatie_id, namen[r.organisatie_id], rollen, gemeente.stil_minuten)
                )
    return sorted(uit, key=lambda x: (x.gemeente_naam, x.organisatie_naam, x.id))


_LID: Final = """SELECT m.gemeente, g.code, g.naam, m.organisatie, l.naam
    FROM partijen_lidmaatschap m JOIN partijen_gemeente g ON g.id = m.gemeente JOIN partijen_medewerker l ON l.id = m.login
    WHERE m.id = %(lid)s AND m.login = %(login)s AND l.actief AND m.van <= %(dag)s AND (m.tot IS NULL OR m.tot >= %(dag)s)"""

# What is valid on the day, in one round trip: this is asked at every request.
_VERDER: Final = """WITH waar AS (
        SELECT DISTINCT w.voor FROM partijen_waarneming w
            JOIN partijen_lidmaatschap v ON v.id = w.voor JOIN partijen_medewerker l ON l.id = v.login
        WHERE w.door = %(lid)s AND NOT w.ingetrokken AND l.actief AND w.van <= %(dag)s AND (w.tot IS NULL OR w.tot >= %(dag)s)
            AND v.van <= %(dag)s AND (v.tot IS NULL OR v.tot >= %(dag)s)),
    rol AS (
        SELECT r.id, r.rol, r.gebied, r.team, r.lidmaatschap = %(lid)s AS eigen,
            EXISTS (SELECT 1 FROM partijen_beheerrol b WHERE b.gemeente = r.gemeente AND b.rol = r.rol) AS beheer FROM partijen_lidrol r
        WHERE (r.lidmaatschap = %(lid)s OR r.lidmaatschap IN (SELECT voor FROM waar)) AND r.van <= %(dag)s AND (r.tot IS NULL OR r.tot >= %(dag)s))
    SELECT o.soort, o.naam, (SELECT coalesce(array_agg(voor ORDER BY voor), '{}') FROM waar),
        (SELECT coalesce(json_agg(json_build_array(rol, gebied, team, eigen, beheer) ORDER BY id), '[]') FROM rol),
        (SELECT coalesce(json_agg(json_build_array(s.id, s.rol, s.gebied, g.ouder, s.team) ORDER BY s.id), '[]')
            FROM partijen_sleutel s LEFT JOIN partijen_gebied g ON g.id = s.gebied WHERE s.organisatie = o.id)
    FROM partijen_organisatie o WHERE o.id = %(organisatie)s"""


def maak_sessie(lidmaatschap_id: int, login_id: int, dag: date, boven: Boven, *, databank: str = "default") -> Sessie:
    """The session of a membership. `boven` gives the roles above a role in a vocabulary: this room knows no protocol.

    Call it in a transaction; it leaves app.login and app.gemeente set. Raises GeenToegang for a membership that is another's,
    that does not hold on this day, or whose login was closed.
    """
    zet(databank, login=login_id, gemeente="")
    waarden: dict[str, Any] = {"lid": lidmaatschap_id, "login": login_id, "dag": dag}
    with connections[databank].cursor() as c:
        c.execute(_LID, waarden)
        rij = c.fetchone()
        if rij is None:
            raise GeenToegang("Dit lidmaatschap geldt vandaag niet voor deze login.")
        gemeente, code, gemeente_naam, organisatie, naam = rij
        zet(databank, gemeente=gemeente)
        c.execute(_VERDER, {**waarden, "organisatie": organisatie})
        soort, organisatie_naam, waar, rollen, alle = c.fetchone()
    beheert = any(eigen and beheer for *_, eigen, beheer in rollen)
    # Who administers sees configuration and no file: no keys, and no roles of others. What an administrator may do passes to no deputy.
    hier = [RolHier(*r) for *r, eigen, beheer in rollen if (eigen and beheer if beheert else not beheer)]
    if beheert:
        alle, waar = [], []
    sloten = [Slot(*s) for s in alle]
    return Sessie(
        gemeente=gemeente,
        gemeente_code=code,
        organisatie=organisatie,
        soort=soort,
        lidmaatschap=lidmaatschap_id,
        login=login_id,
        naam=naam,
        rollen=tuple(dict.fromkeys(x.rol for x in hier)),
        sleutels=tuple(s.id for s in sloten if any(past(h, s, (h.rol,)) for h in hier)),
        werk=tuple(s.id for s in sloten if any(past(h, s, (h.rol, *boven(code, h.rol))) for h in hier)),
        neemt_waar=tuple(waar),
        dag=dag,
        gemeente_naam=gemeente_naam,
        organisatie_naam=organisatie_naam,
        beheert=beheert,
    )
