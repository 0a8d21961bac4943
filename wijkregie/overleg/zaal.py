# SPDX-License-Identifier: EUPL-1.2
"""Who is in the room, who must leave first, and what those who are there may see together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal
from uuid import UUID, uuid4, uuid5

from wijkregie.delen.context import INZAGE
from wijkregie.dossier import afspraken, kern, lezen_wie
from wijkregie.dossier.delen_stand import mag_van
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.dossier.toegang import VORM_INHOUD, Toegang
from wijkregie.klok import nu
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige, Bijeenkomst, Reeks
from wijkregie.overleg.weg import OVERLEG, aan_tafel

EEN_DAG: Final = timedelta(days=1)
Waarom = Literal["geen_lid", "convenant", "deel"]


@dataclass(frozen=True, slots=True)
class MoetWeg:
    """Who may not be there at this item, and why."""

    wie: Aanwezige
    waarom: Waarom
    norm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Samen:
    """The categories that all who are there may see, and those that the reader knows of and they may not. `blijft`: of the first those that
    each of them may read tomorrow too, on a page."""

    open: tuple[str, ...]
    dicht: tuple[str, ...]
    blijft: frozenset[str] = frozenset()


def leden(r: Reeks, b: Bijeenkomst | None = None) -> list[tuple[Aanwezige, bool]]:
    """Who has a seat: in a series who is appointed in its area, in a meeting of one case who takes part in that; fixed or not. Of a meeting that
    asked some only those."""
    if r.eigen:
        alle = _deelnemers(r)
        return [x for x in alle if b is None or not b.genodigd or (x[0].rol, x[0].organisatie) in b.genodigd]
    hier = lezen_wie.hogerop(lezen_wie.gebieden(r.sessie), r.gebied)
    uit: dict[tuple[str, int], bool] = {}
    for rol, organisatie, gebied in lezen_wie.aangewezen(r.sessie):
        zetel = r.vorm.plek(rol)
        if zetel is not None and gebied in hier:
            uit.setdefault((zetel, organisatie), zetel in r.vorm.model.vast)
    volgorde = [*r.vorm.model.vast, *r.vorm.model.flexibel]
    return [(Aanwezige(*k), v) for k, v in sorted(uit.items(), key=lambda x: (volgorde.index(x[0][0]), x[0][1]))]


def _deelnemers(r: Reeks) -> list[tuple[Aanwezige, bool]]:
    """Of each seat the organisations that fill it in this case; nobody there, those that fill a role under it, in that role."""
    m, beeld, dag = r.vorm.model, r.stand.afleider.b, r.sessie.dag
    uit: dict[tuple[str, int], bool] = {}
    for zetel in (*m.vast, *m.flexibel):
        onder = [rol for rol in r.vorm.wereld.rollen if rol != zetel and r.vorm.plek(rol) == zetel]
        for wie in _vult(beeld, [zetel], dag) or _vult(beeld, onder, dag):
            uit.setdefault(wie, zetel in m.vast)
    return [(Aanwezige(*k), v) for k, v in uit.items()]


def _vult(beeld: Any, rollen: Iterable[str], dag: date) -> list[tuple[str, int]]:
    return sorted({(rol, int(x.organisatie)) for rol in rollen for x in beeld.vervulling(rol, dag) if x.organisatie.isdecimal()})


def moeten_weg(r: Reeks, aanwezigen: Iterable[Aanwezige], deel: str | None = None) -> list[MoetWeg]:
    """Who is there and may not be, for an item about a person."""
    m = r.vorm.model
    if not m.persoonsgegevens:
        return []
    uit = []
    for a in aanwezigen:
        if r.vorm.plek(a.rol) is None:
            uit.append(MoetWeg(a, "geen_lid", r.vorm.regel.norm))
        elif m.convenant and not r.vorm.valt_onder(a.rol, m.buiten_convenant) and not r.gebonden(a.organisatie):
            uit.append(MoetWeg(a, "convenant", r.vorm.regel.norm))
        elif deel is not None and deel in m.delen and r.vorm.valt_onder(a.rol, m.delen[deel].zonder):
            uit.append(MoetWeg(a, "deel", tuple(m.delen[deel].norm) or r.vorm.regel.norm))
    return uit


def ontbreken(r: Reeks, aanwezigen: Iterable[Aanwezige]) -> list[str]:
    """The fixed seats that nobody takes."""
    bezet = {r.vorm.plek(a.rol) for a in aanwezigen}
    return [rol for rol in r.vorm.model.vast if rol not in bezet]


def samen(r: Reeks, zaak: UUID, zicht: Zicht, aanwezigen: Iterable[Aanwezige]) -> Samen:
    """What all who are there may see of a case, on a page or in a meeting: a category is open if and only if it is open to each seat that is taken.
    Nothing is told of what the session does not know of itself."""
    with kern.in_kern(r.sessie.gemeente, r.sessie.gemeente_code) as k:
        g = k.laad_voor(r.sessie, zaak)
        z = k.zaak(g, k.omstandigheden(g))
        bits = k.bits
    weet = mag_van(r.sessie, zaak, zicht, bits).weet
    with aan_tafel(r.sessie):
        weet |= mag_van(r.sessie, zaak, zicht, bits).weet
    toegang = Toegang(z, [], [], [])
    per: dict[tuple[int, str], set[str]] = {}  # by organisation and exact role
    morgen: dict[tuple[int, str], set[str]] = {}
    for s, rechten in toegang.per_sleutel(toegang.verbiedt()):
        heel = [x for x in rechten if x.feiten is None and x.vorm == VORM_INHOUD]
        per.setdefault((s.organisatie, s.rol), set()).update(x.categorie for x in heel if {INZAGE, OVERLEG} & set(x.weg))
        later = (x.categorie for x in heel if INZAGE in x.weg and (x.tot is None or x.tot > r.sessie.dag + EEN_DAG))
        morgen.setdefault((s.organisatie, s.rol), set()).update(later)
    wie = list(aanwezigen)
    allen, blijft = _allen(r, wie, per), _allen(r, wie, morgen)
    # of a fact in this dossier: what nobody recorded anything of is neither open nor shut
    hier = {bits.naam[x.categorie] for x in zicht.kaders.values()} | {c for x in zicht.categorieen.values() for c in x}
    weet &= (hier | allen) - {afspraken.systeemcategorie(r.sessie.gemeente_code, "medewerker")}  # who wrote it down is nobody's subject here
    namen = [c for c in g.wereld.voc.categorieen if c in weet]
    return Samen(tuple(c for c in namen if c in allen), tuple(c for c in namen if c not in allen), frozenset(blijft))


def _allen(r: Reeks, aanwezigen: list[Aanwezige], per: Mapping[tuple[int, str], set[str]]) -> set[str]:
    stoelen = [_van_stoel(r, a, per) for a in aanwezigen]
    return set.intersection(*stoelen) if stoelen else set()


def _van_stoel(r: Reeks, a: Aanwezige, per: Mapping[tuple[int, str], set[str]]) -> set[str]:
    """What the seat opens: its own role, or, where nobody of the organisation has just that role, what each role under it may see. Never what
    a colleague in another role may."""
    eigen = per.get((a.organisatie, a.rol))
    onder = [x for (o, rol), x in per.items() if o == a.organisatie and a.rol in r.vorm.wereld.boven(rol)]
    return eigen if eigen is not None else set.intersection(*onder) if onder else set()


# arriving and leaving


def komt_of_gaat(r: Reeks, b: Bijeenkomst, wie: Aanwezige, *, komt: bool, bij: Iterable[tuple[UUID, list[str]]] = ()) -> None:
    """Record that somebody came or left: in the series, and at these items, each with its case and what it is about (the item first).

    Raises Geweigerd, Onbekend."""
    if komt == (wie.sleutel in {a.sleutel for a in b.aanwezig()}):
        return
    feit = w.AANGEKOMEN if komt else w.VERTROKKEN
    punten = list(bij)
    feiten = [Nieuw(r.id, uuid4(), _ruw(feit, wie, [b.id, *(over[0] for _, over in punten)]))]
    feiten += [Nieuw(zaak, uuid4(), _ruw(feit, wie, over)) for zaak, over in punten if zaak != r.id]
    keer = sum(f.soort == feit for f in b.feiten)  # a double click is one arrival
    kern.leg_vast(r.sessie, Opdracht(uuid5(UUID(b.id), f"{feit}|{wie.sleutel}|{keer}"), tuple(feiten), verzonden=wie.sleutel.encode()))


def open_punt(r: Reeks, zaak: UUID, over: list[str], aanwezigen: Iterable[Aanwezige], deel: tuple[str, str] | None = None) -> None:
    """Record who is there as the item begins: in the case, and in the series, where all who are there may know it. `deel`: the meeting and the part
    of it that begins with the item. Raises Geweigerd, Onbekend."""
    lijst = list(aanwezigen)
    waar = {r.id: over[:1], zaak: over}
    feiten = [Nieuw(d, uuid4(), _ruw(w.AANGEKOMEN, a, o)) for d, o in waar.items() for a in lijst]
    if deel is not None:
        begint = {"feit": w.naam(r.sessie, w.DEEL), "op": moment(), "over": [deel[0]], "velden": {"overlegdeel": deel[1]}}
        feiten.insert(0, Nieuw(zaak, uuid4(), begint))
    if feiten:
        kern.leg_vast(r.sessie, Opdracht(uuid4(), tuple(feiten)))


def _ruw(feit: str, wie: Aanwezige, over: Iterable[str]) -> dict[str, object]:
    velden = {"partij": wie.rol, "organisatie": str(wie.organisatie)} | ({"persoon": wie.persoon} if wie.persoon else {})
    return {"feit": feit, "op": moment(), "over": list(over), "velden": velden}


def moment() -> str:
    n = nu()
    return f"{n.date().isoformat()} {n.hour:02d}:{n.minute:02d}"
