# SPDX-License-Identifier: EUPL-1.2
"""Facts that the person concerned contests, objects to or had restricted: marked for who sees them, and closed where the law closes them.

A mark is a fact in the dossier where the marked one lies, recorded by who handles requests. That gives nobody sight of the dossier: not who
recorded it either. What is restricted still counts (its terms run on); it is read only by who recorded it and for purposes that the law names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from wijkregie.dossier import afspraken
from wijkregie.norm.afleiding.merken import BEPERKT, SYSTEEM, Merken
from wijkregie.norm.afleiding.merken import merken as merken_van
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit, vouw
from wijkregie.norm.taal.wereld import Wereld

if TYPE_CHECKING:
    from wijkregie.dossier.laden import Geladen
    from wijkregie.dossier.projecties import Rij, Zaak

DEUR: Final = "beperkt"
"""Under this name a vocabulary lists the purposes for which the law lets restricted data be read."""


def is_merk(w: Wereld, soort: str) -> bool:
    """Is this fact type a mark? Recording it opens nothing for who records it."""
    return soort in w.feiten and w.feiten[soort].systeem in SYSTEEM


def merksoorten(w: Wereld) -> list[str]:
    return [n for n, f in w.feiten.items() if f.systeem in SYSTEEM]


def merken(w: Wereld, feiten: Iterable[Feit]) -> Merken:
    """The marks as they stand: a mark that was withdrawn counts for nothing."""
    lijst = list(feiten)
    return merken_van(w.feiten, vouw(lijst).feiten) if any(is_merk(w, f.soort) for f in lijst) else {}


def beperkte(w: Wereld, feiten: Iterable[Feit]) -> frozenset[str]:
    """The restricted facts, with what was put right in them."""
    lijst = list(feiten)
    dicht = {wat for wat, merk in merken(w, lijst) if merk == BEPERKT}
    if dicht:
        for f in sorted(lijst, key=lambda f: f.nr):
            if f.soort == RECTIFICATIE and str(f.velden.get("van")) in dicht:
                dicht.add(f.id)
    return frozenset(dicht)


def merk(g: Geladen, z: Zaak, alle: dict[str, dict[UUID, Rij]]) -> None:
    """Add the marks, and close what is restricted; call it after `dicht.sluit`."""
    bekend = {f.id for f in g.feiten}
    gemerkt = {k: f for k, f in merken(g.wereld, g.feiten).items() if k[0] in bekend}
    alle["merk"] = {
        uuid5(g.id, f"merk|{wat}|{soort}"): {"feit": wat, "soort": soort, "sinds": f.op, "door": f.id} for (wat, soort), f in sorted(gemerkt.items())
    }
    verplaatst = {r["feit"] for r in alle["dicht"].values()}
    dicht = beperkte(g.wereld, g.feiten) & bekend - verplaatst
    if dicht:
        alle["dicht"] |= {uuid5(g.id, f"beperkt|{f}"): {"feit": f, "beperkt": True} for f in sorted(dicht)}
        _wettig(g, z, alle, dicht)
        _publiceer_niet(g, z, alle, dicht)


def _wettig(g: Geladen, z: Zaak, alle: dict[str, dict[UUID, Rij]], dicht: frozenset[str]) -> None:
    """Only purposes that the law names open a restricted fact, each by a row for that fact."""
    doelen = {z.bits.doel[d] for d in afspraken.deur(g.code, DEUR) if d in z.bits.doel}
    alle["toegang_feit"] = {i: r for i, r in alle["toegang_feit"].items() if r["feit"] not in dicht or r["doel"] in doelen}
    for r in alle["toegang"].values():
        if r["doel"] not in doelen or r["eigen"] or r["ding"] is not None:
            continue
        for feit in sorted(dicht):
            id_ = uuid5(g.id, f"wettig|{feit}|{r['sleutel']}|{r['doel']}|{r['weg']}")
            alle["toegang_feit"][id_] = {"feit": feit} | {k: r[k] for k in ("sleutel", "doel", "weg", "inhoud", "van", "tot")}


def _publiceer_niet(g: Geladen, z: Zaak, alle: dict[str, dict[UUID, Rij]], dicht: frozenset[str]) -> None:
    """Other dossiers do not read what rests on a restricted fact."""
    soorten = {f.soort for f in g.feiten if f.id in dicht}
    a = z.stand.afleider
    weg = {p.naam for p in a.regels.publiceert if not soorten.isdisjoint(a.lezen(p.waarde))}
    alle["publicatie"] = {i: r for i, r in alle["publicatie"].items() if r["naam"] not in weg}
