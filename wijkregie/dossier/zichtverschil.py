# SPDX-License-Identifier: EUPL-1.2
"""What organisations may know by the agreement in a state of a dossier, and what an act changes in that. Pure; holds no content of facts.

Only what rules give: what an organisation recorded itself, and what follows for its own tasks, stays with it whatever is shared.

That a party may know a kind of data rests on who takes part and on what the rules read (consent, a phase), not on that data: it says nothing of
whether there is any. Of one fact that was given onward it does, so there the data counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wijkregie.delen.context import EIGEN_WERK
from wijkregie.dossier.projecties import Sleutel, Zaak
from wijkregie.dossier.toegang import VORM_BESTAAT, VORM_INHOUD, bereikt, toegang
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.norm.afleiding.regels import DeelRegel
from wijkregie.norm.afleiding.zicht import Zicht


@dataclass(frozen=True, slots=True)
class Deel:
    """One category that one organisation may know of, by one way; with `feit` of that one fact only, which was given onward."""

    organisatie: int
    categorie: str
    weg: str
    vorm: str  # inhoud or bestaat
    masker: int  # every category that this answer rests on: who may not know one of them may not know the answer
    feit: str | None = None
    tot: date | None = None
    normen: tuple[str, ...] = ()
    leest: frozenset[str] = frozenset()  # the kinds of facts that decide it

    @property
    def sleutel(self) -> tuple[int, str, str, str | None]:
        return self.organisatie, self.categorie, self.weg, self.feit


Delen = Mapping[tuple[int, str, str, str | None], Deel]


@dataclass(frozen=True, slots=True)
class Verschil:
    """What an act opens and closes. Where less is left (only that there is something), `rest` has it."""

    opent: tuple[Deel, ...] = ()
    stopt: tuple[Deel, ...] = ()
    rest: tuple[Deel, ...] = ()


def deel(z: Zaak) -> Delen:
    """What each organisation may know in this state."""
    rijen, per_feit = toegang(z, (), ())
    doel = {n: naam for naam, n in z.bits.doel.items()}
    sleutels = {s.id: s for s in z.sleutels}
    regels = _Regels(z)
    uit: dict[tuple[int, str, str, str | None], Deel] = {}
    for r in rijen.values():
        if r["doel"] == EIGEN_WERK:
            continue
        s = sleutels[r["sleutel"]]
        for c in z.bits.namen(r["bestaat"]):
            vorm = VORM_INHOUD if r["inhoud"] >> z.bits.bit[c] & 1 else VORM_BESTAAT
            _voeg_toe(uit, regels.deel(s, c, r["weg"], vorm, doel[r["doel"]], None))
    for r in per_feit.values():
        for c in z.bits.namen(r["inhoud"]):
            _voeg_toe(uit, regels.deel(sleutels[r["sleutel"]], c, r["weg"], VORM_INHOUD, doel[r["doel"]], str(r["feit"])))
    return uit


def _voeg_toe(uit: dict[tuple[int, str, str, str | None], Deel], d: Deel) -> None:
    """An organisation may know what any of its keys opens: the widest form, as long as the longest."""
    eerder = uit.get(d.sleutel)
    if eerder is not None:
        ruim = VORM_INHOUD if VORM_INHOUD in (eerder.vorm, d.vorm) else d.vorm
        tot = None if eerder.tot is None or d.tot is None else max(eerder.tot, d.tot)
        normen = tuple(dict.fromkeys((*eerder.normen, *d.normen)))
        d = replace(d, vorm=ruim, tot=tot, normen=normen, masker=eerder.masker | d.masker, leest=eerder.leest | d.leest)
    uit[d.sleutel] = d


def verschil(voor: Zaak, na: Zaak, masker: int, eigen: int) -> Verschil:
    """What changes, as far as who may know the categories of `masker` may know it; `eigen` is his own organisation."""
    oud, nieuw = deel(voor), deel(na)
    opent, stopt, rest = [], [], []
    mag = {k: _mag(voor, (d for d in (oud.get(k), nieuw.get(k)) if d is not None), masker, eigen) for k in {**oud, **nieuw}}
    for k, d in nieuw.items():
        eerder = oud.get(k)
        if mag[k] and (eerder is None or (eerder.vorm, d.vorm) == (VORM_BESTAAT, VORM_INHOUD)):
            opent.append(d)
    for k, d in oud.items():
        later = nieuw.get(k)
        if mag[k] and (later is None or (d.vorm, later.vorm) == (VORM_INHOUD, VORM_BESTAAT)):
            stopt.append(d)
            if later is not None:
                rest.append(later)
    return Verschil(tuple(opent), tuple(stopt), tuple(rest))


def zichtbaar(z: Zaak, masker: int, eigen: int) -> list[Deel]:
    """The state of sharing, as far as who may know the categories of `masker` may know it."""
    return [d for d in deel(z).values() if _mag(z, (d,), masker, eigen)]


def _mag(z: Zaak, delen: Iterable[Deel], masker: int, eigen: int) -> bool:
    """Is every category granted that this rests on? That another takes part is known to who may know who is involved."""
    nodig = 0
    for d in delen:
        nodig |= d.masker
        if d.organisatie != eigen:
            nodig |= 1 << z.bits.bit[z.stand.afleider.regels.feiten[BETROKKEN].categorie]
    return not nodig & ~masker


def nooit(z: Zaak, masker: int) -> dict[int, tuple[frozenset[str], tuple[str, ...]]]:
    """Per organisation that takes part: the categories that are forbidden to it whatever is given, and the norms that say so."""
    meedoen = {d.organisatie for d in deel(z).values()}
    uit: dict[int, tuple[frozenset[str], tuple[str, ...]]] = {}
    for x in z.stand.zicht:
        regels = [r for r, v in x.verbod if v is True]
        if not regels or x.zichtbaar or z.bits.masker(_gelezen(regels)) & ~masker:
            continue
        for o in {s.organisatie for s in z.sleutels if s.rol in z.voor_rol(x.rol)} & meedoen:
            wat, normen = uit.get(o, (frozenset(), ()))
            uit[o] = wat | {x.categorie}, tuple(dict.fromkeys((*normen, *(n for r in regels for n in r.norm))))
    return uit


class _Regels:
    """The rules behind a row of the access table, found again by role, category, purpose and way."""

    def __init__(self, z: Zaak) -> None:
        self.z = z
        self.soort = {f.id: f.soort for f in z.feiten}
        self.per: dict[str, list[Zicht]] = {}
        for x in z.stand.zicht:
            self.per.setdefault(x.categorie, []).append(x)

    def deel(self, s: Sleutel, categorie: str, weg: str, vorm: str, doel: str, feit: str | None) -> Deel:
        hier = [x for x in self.per.get(categorie, ()) if s.rol in self.z.voor_rol(x.rol) and bereikt(x, s.organisatie)]
        gegeven = [x for x in hier if x.zichtbaar and x.doel == doel and weg in x.weg and (x.feiten is not None) == (feit is not None)]
        regels = [r for x in hier for r, _ in (*x.toe, *x.verbod)]
        gelden = [r for x in gegeven for r, v in x.toe if v is True]
        dagen = [x.tot for x in gegeven]
        leunt = [*_gelezen(regels)]
        if feit is not None and feit in self.soort:
            leunt += [categorie, self.z.stand.afleider.regels.feiten[self.soort[feit]].categorie]
        return Deel(
            s.organisatie, categorie, weg, vorm, self.z.bits.masker(leunt), feit,
            None if not dagen or None in dagen else max(d for d in dagen if d is not None),
            tuple(dict.fromkeys(n for r in gelden for n in r.norm)), frozenset(f for r in gelden for f in r.leest),
        )  # fmt: skip


def _gelezen(regels: Iterable[DeelRegel]) -> Iterator[str]:
    return (c for r in regels for c in r.voorwaarde_categorieen if c)
