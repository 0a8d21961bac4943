# SPDX-License-Identifier: EUPL-1.2
"""Building gates: the acts they stand on, and the tree of what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.regelmodel import Eis, Kies, Tak, Toets
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad, samen
from wijkregie.norm.taal.bereik import Bereik, Uitdrukking
from wijkregie.norm.taal.gevoelig import gevoelig


def bouw_eis(b: Bouwplaats, naam: str, m: Eis, r: Bereik, pad: Pad) -> rg.EisRegel | None:
    """A leaf; None if its condition cannot be read."""
    eis = b.lees(m.eis, r, (*pad, "eis"))
    indien = b.lees(m.indien, r, (*pad, "indien"))
    if m.afwijken and m.hardheid == "hard":
        b.fout((*pad, "afwijken"), "Van een harde norm kan niemand afwijken.", "Zet hardheid: doorgaans, of haal afwijken weg.")
    if eis is None:
        return None
    return rg.EisRegel(
        **b.basis(naam, m, pad),
        eis=eis,
        indien=indien,
        hardheid=m.hardheid,
        afwijken=b.onder(m.afwijken, (*pad, "afwijken")),
        leeg=m.leeg is not None,
        gevoelig=_gevoelig([eis, indien], r.ding),
        smal=b.smal(m.categorie, (*pad, "categorie")),
    )


def bouw_toets(b: Bouwplaats, naam: str, m: Toets, pad: Pad) -> None:
    """A gate, with its leaves in one row besides the tree."""
    wachten = []
    for x in m.bewaakt:
        feiten = b.feiten(x.feit, (*pad, "bewaakt"))
        if feiten is None:
            continue
        als = b.lees(x.als, Bereik(dit=feiten, ding=m.per), (*pad, "bewaakt", "als"))
        wachten.append(rg.Wacht(feiten, b.onder(x.door, (*pad, "bewaakt", "door")) if x.door else None, als))
    soorten = tuple(dict.fromkeys(s for w in wachten for s in w.soorten))
    b.moet_bestaan((*pad, "per"), m.per, "soort ding", b.w.soorten_ding)
    bladen: list[rg.EisRegel] = []
    boom = _knoop(b, naam, m, Bereik(dit=soorten, ding=m.per), pad, bladen)
    if not bladen and not b.fouten:
        b.fout(pad, "Deze toets heeft geen voorwaarden.", "Zet er alle, een_van, minstens of kies bij.")
    alle = (*(x.eis for x in bladen), *(x.indien for x in bladen), *(w.als for w in wachten), *_van_takken(boom))
    uitdrukkingen = tuple(u for u in alle if u is not None)
    regel = rg.ToetsRegel(
        **b.basis(naam, m, pad),
        wachten=tuple(wachten),
        soorten=soorten,
        per=m.per,
        boom=boom,
        bladen=tuple(bladen),
        uitdrukkingen=uitdrukkingen,
        leest=samen(uitdrukkingen) | {"afwijking_gemotiveerd"},
        gevoelig=_gevoelig(uitdrukkingen, m.per),
        belast=_belast(b, soorten, pad),
    )
    b.nog_vrij(pad, naam, "toets", b.v.toetsen)
    b.v.toetsen[naam] = regel


def _belast(b: Bouwplaats, soorten: tuple[str, ...], pad: Pad) -> bool:
    """Do its acts weigh on the person? All or none: in the state a gate is read once for all its acts."""
    zwaar = [s for s in soorten if b.w.feiten[s].belastend]
    if zwaar and len(zwaar) < len(soorten):
        licht = next(s for s in soorten if s not in zwaar)
        b.fout((*pad, "bewaakt"), f"{zwaar[0]} is belastend en {licht} niet.", "Maak twee toetsen, of zet belastend: ja bij allebei de feiten.")
    return bool(zwaar)


def _van_takken(k: rg.ToetsKnoop) -> Iterator[Uitdrukking | None]:
    """What decides which branches count."""
    yield from (k.indien, k.veld)
    for deel in k.delen:
        yield from _van_takken(deel)


def _gevoelig(uitdrukkingen: Iterable[Uitdrukking | None], per: str | None) -> frozenset[str] | None:
    """Of a gate or leaf about the dossier; a deviation from the norm changes it too."""
    soorten = gevoelig(uitdrukkingen) if per is None else None
    return None if soorten is None else soorten | {"afwijking_gemotiveerd"}


def _groep(pad: Pad) -> str:
    """The place of a leaf in words: "een van 2", "grond woonfraude"; nothing for what always counts."""
    uit = []
    for i, x in enumerate(pad):
        if x == "een_van":
            uit.append(f"een van, mogelijkheid {int(pad[i + 1]) + 1}")
        elif x == "minstens":
            uit.append("genoeg hiervan")
        elif x == "takken":
            uit.append(f"grond {pad[i + 1]}")
    return ", ".join(uit)


def _knoop(b: Bouwplaats, naam: str, m: Tak | Eis, r: Bereik, pad: Pad, bladen: list[rg.EisRegel]) -> rg.ToetsKnoop:
    if isinstance(m, Eis):
        blad = bouw_eis(b, f"{naam}.{len(bladen)}", m, r, pad)
        if blad is None:
            return rg.ToetsKnoop("alle")
        blad.groep = _groep(pad)
        bladen.append(blad)
        return rg.ToetsKnoop("blad", blad=blad)
    if not isinstance(m, Toets):
        b.basis(naam, m, pad)
    indien = b.lees(m.indien, r, (*pad, "indien"))

    def takken(onder: list[Eis | Tak], *waar: str) -> tuple[rg.ToetsKnoop, ...]:
        return tuple(_knoop(b, naam, x, r, (*pad, *waar, i), bladen) for i, x in enumerate(onder))

    if m.alle is not None:
        return rg.ToetsKnoop("alle", takken(m.alle, "alle"), indien=indien)
    if m.een_van is not None:
        return rg.ToetsKnoop("een_van", takken(m.een_van, "een_van"), indien=indien)
    if m.minstens is not None:
        return rg.ToetsKnoop("minstens", takken(m.minstens.van, "minstens", "van"), n=m.minstens.n, indien=indien)
    if m.kies is not None:
        knoop = _kies(b, naam, m.kies, r, (*pad, "kies"), bladen)
        knoop.indien = indien
        return knoop
    b.fout(pad, "Hier staat geen voorwaarde.", "Schrijf eis, alle, een_van, minstens of kies.")
    return rg.ToetsKnoop("alle")


def _kies(b: Bouwplaats, naam: str, m: Kies, r: Bereik, pad: Pad, bladen: list[rg.EisRegel]) -> rg.ToetsKnoop:
    """A branch for each ground that the act can name."""
    veld = b.lees(m.veld, r, (*pad, "veld"), False)
    takken: dict[Any, rg.ToetsKnoop] = {}
    for k, t in m.takken.items():
        if veld is not None and veld.soort[0] == "keuze":
            b.moet_bestaan((*pad, "takken", k), k, "waarde van dit veld", veld.soort[1])
        takken[{"ja": True, "nee": False}.get(k, k)] = _knoop(b, naam, t, r, (*pad, "takken", k), bladen)
    return rg.ToetsKnoop("kies", tuple(takken.values()), veld=veld, takken=takken)
