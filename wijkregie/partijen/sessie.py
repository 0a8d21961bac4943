# SPDX-License-Identifier: EUPL-1.2
"""For whom a request acts: one membership, the roles it has on a day (deputies included), and the keys that go with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wijkregie.partijen.context import binnen, zet
from wijkregie.partijen.models import Gemeente, Lidmaatschap, LidRol, Organisatie, Waarneming
from wijkregie.partijen.models.basis import geldig_op
from wijkregie.partijen.sleutels import RolHier, past, sloten


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
    rollen: tuple[str, ...]  # exact roles today, own and as a deputy
    sleutels: tuple[int, ...]  # keys of those roles: what may be seen
    werk: tuple[int, ...]  # the same and the keys of every role above them: whose duties are mine
    neemt_waar: tuple[int, ...]  # memberships that this one stands in for
    dag: date
    gemeente_naam: str = ""
    organisatie_naam: str = ""


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
                rollen = tuple(dict.fromkeys(x.rol for x in _rollen([r.id], dag, databank)))
                uit.append(Lid(r.id, gemeente.id, gemeente.code, gemeente.naam, r.organisatie_id, namen[r.organisatie_id], rollen))
    return sorted(uit, key=lambda x: (x.gemeente_naam, x.organisatie_naam, x.id))


def maak_sessie(lidmaatschap_id: int, login_id: int, dag: date, boven: Callable[[str], tuple[str, ...]], *, databank: str = "default") -> Sessie:
    """The session of a membership. `boven` gives the roles above a role in the vocabulary: this room knows no protocol.

    Call it in a transaction; it leaves app.login and app.gemeente set. Raises GeenToegang for a membership that is another's,
    that does not hold on this day, or whose login was closed.
    """
    zet(databank, login=login_id, gemeente="")
    lid = Lidmaatschap.objects.using(databank).filter(geldig_op(dag), id=lidmaatschap_id, login=login_id, login__actief=True).first()
    if lid is None:
        raise GeenToegang("Dit lidmaatschap geldt vandaag niet voor deze login.")
    zet(databank, gemeente=lid.gemeente_id)
    lid = Lidmaatschap.objects.using(databank).select_related("gemeente", "organisatie", "login").get(id=lid.id)
    gemeente: Gemeente = lid.gemeente
    organisatie: Organisatie = lid.organisatie
    waar = waarneemt(lid.id, dag, databank=databank)
    hier = _rollen([lid.id, *waar], dag, databank)
    sleutels, werk = _sleutels(organisatie.id, hier, boven, databank)
    return Sessie(
        gemeente=gemeente.id,
        gemeente_code=gemeente.code,
        organisatie=organisatie.id,
        soort=organisatie.soort,
        lidmaatschap=lid.id,
        login=login_id,
        naam=lid.login.naam,
        rollen=tuple(dict.fromkeys(x.rol for x in hier)),
        sleutels=sleutels,
        werk=werk,
        neemt_waar=waar,
        dag=dag,
        gemeente_naam=gemeente.naam,
        organisatie_naam=organisatie.naam,
    )


def waarneemt(lidmaatschap: int, dag: date, *, databank: str = "default") -> tuple[int, ...]:
    """The memberships for which this one is the deputy on a day. One step: what a deputy does for another is not passed on."""
    rijen = Waarneming.objects.using(databank).filter(
        geldig_op(dag), geldig_op(dag, "voor__"), door=lidmaatschap, ingetrokken=False, voor__login__actief=True
    )
    return tuple(rijen.order_by("voor").values_list("voor", flat=True).distinct())


def _rollen(leden: list[int], dag: date, databank: str) -> list[RolHier]:
    rijen = LidRol.objects.using(databank).filter(geldig_op(dag), Q(lidmaatschap__in=leden)).order_by("id")
    return list(dict.fromkeys(RolHier(*r) for r in rijen.values_list("rol", "gebied", "team")))


def _sleutels(
    organisatie: int, hier: list[RolHier], boven: Callable[[str], tuple[str, ...]], databank: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The keys of the roles themselves, and those with the keys of the roles above them."""
    alle = sloten(organisatie, databank)
    sleutels = tuple(s.id for s in alle if any(past(h, s, (h.rol,)) for h in hier))
    werk = tuple(s.id for s in alle if any(past(h, s, (h.rol, *boven(h.rol))) for h in hier))
    return sleutels, werk
