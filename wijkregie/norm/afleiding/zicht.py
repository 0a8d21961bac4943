# SPDX-License-Identifier: EUPL-1.2
"""Sight: visible is, if and only if, what a rule grants and no rule forbids. An unknown condition never grants and always forbids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.regels import DeelRegel
from wijkregie.norm.afleiding.toetsen import toets_feit
from wijkregie.norm.feiten.beeld import GEEN, Ctx
from wijkregie.norm.feiten.feit import Feit

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider
    from wijkregie.norm.afleiding.regelset import Regels

ELK_DOEL = "*"
VERSTREKT: Final = "verstrekt"
RegelsOp = Callable[[date], "Regels"]
"""The rules that are in force for an act on a day."""
Tafel = frozenset[tuple[str, str]]  # role and organisation
Grenzen = tuple[tuple[str, ...] | None, tuple[str, ...] | None, tuple[str, ...] | None, Tafel | None]
"""To which purposes, receivers and categories a ground is limited, and who sits at the table that a rule asks for; None: not."""
ONBEPERKT: Final[Grenzen] = (None, None, None, None)
Feiten = tuple[str, ...]
Uitkomst = tuple[DeelRegel, Any, Grenzen, Feiten, date | None]
"""A rule, whether it holds, its limits, which facts it gives (per fact), and when that next changes by itself."""


@dataclass(slots=True)
class Zicht:
    """What one role may see of one category for one purpose, until when, and by which rules."""

    rol: str
    doel: str
    categorie: str
    zichtbaar: bool
    vorm: str | None
    weg: tuple[str, ...]
    eenmalig: bool
    feiten: Feiten | None  # per provision or per fact: only these
    tot: date | None
    toe: list[tuple[DeelRegel, Any]]
    verbod: list[tuple[DeelRegel, Any]]
    buiten: list[DeelRegel] = field(default_factory=list)  # rules that hold, but whose ground does not reach this role, purpose or category
    organisaties: frozenset[str] | None = None  # only these, of those that have the role


def geldt(r: DeelRegel, c: Ctx) -> Any:
    """Does the condition of a sharing rule hold: its ground and its own condition?"""
    if r.grond_uit:
        return False
    v: Any = True if r.grond_is is None else r.grond_is.fn(c)
    if v is not False and r.als is not None:
        w = r.als.fn(c)
        v = w if w is False or v is True else v
    return v


def opent(a: Afleider, f: Feit, regels: Regels) -> bool:
    """Does a provision open anything? Only if every gate that guards it lets it pass, as of its day and with all that is known now."""
    toetsen = (toets_feit(a, t, f) for t in regels.toetsen_per_soort.get(VERSTREKT, ()))
    return all(t is None or t.door is True for t in toetsen)


def verstrekkingen(a: Afleider, dag: date, regels_op: RegelsOp) -> list[Feit]:
    """The provisions up to a day that open something. One with a breach happened, and stays closed."""
    return [f for f in a.b.per.get(VERSTREKT, GEEN) if f.op <= dag and f.velden.get("feit") and opent(a, f, regels_op(f.op))]


def verstrekt(gegeven: list[Feit], r: DeelRegel, rol: str) -> dict[str, Feiten]:
    """The facts that were given onward to this role, one by one, by who may give them; under the organisation that they were given to, "" for each
    that has the role."""
    uit: dict[str, Feiten] = {"": ()}
    for f in gegeven:
        if rol in (f.velden.get("aan") or ()) and (not r.van or f.door.rol in r.van or f.door.soort in r.van):
            wie = str(f.velden.get("organisatie") or "")
            uit[wie] = (*uit.get(wie, ()), str(f.velden["feit"]))
    return uit


def zicht(a: Afleider, dag: date, regels_op: RegelsOp | None = None) -> list[Zicht]:
    """One row for each role, purpose and category that any rule speaks of. Dossiers with the same outcomes share their rows: nobody changes one.

    `regels_op`: the rules under which an act of that day is read; without it those of the derivation.
    """
    c = a.ctx(dag)
    sw: date | None
    soorten = a.b.soorten
    uitkomsten: list[Uitkomst] = []
    for r in a.regels.delen:
        if r.gevoelig is not None and r.gevoelig.isdisjoint(soorten):
            if r.leeg is None:
                r.leeg = _lees(r, c)
            (v, grenzen, feiten), sw = r.leeg, None
        else:
            c.sw = None
            (v, grenzen, feiten), sw = _lees(r, c), c.sw
        if sw is not None:
            a.wissel(sw, dag)
        uitkomsten.append((r, v, grenzen, feiten, sw))
    if any(sw is not None or feiten or (v is True and r.per == "verstrekking") for r, v, _, feiten, sw in uitkomsten):
        return _rijen(a.regels, uitkomsten, verstrekkingen(a, dag, regels_op or (lambda _: a.regels)))
    sleutel = tuple([(v, grenzen) for _, v, grenzen, _, _ in uitkomsten])
    rijen = a.regels.zicht.get(sleutel)
    if rijen is None:
        rijen = a.regels.zicht[sleutel] = _rijen(a.regels, uitkomsten, [])
    return list(rijen)


def _lees(r: DeelRegel, c: Ctx) -> tuple[Any, Grenzen, Feiten]:
    """Does a rule hold, to what is its ground limited, and which facts does it give? One of which that is unknown is not given."""
    v = geldt(r, c)
    if v is not True:
        return v, ONBEPERKT, ()
    doelen, aan, gegevens = (None, None, None) if r.omvang is None else (None if u is None else _lijst(u.fn(c)) for u in r.omvang.regels)
    feiten = () if r.welke is None else tuple(f.id for f in r.welke.leden(c)[0])
    return v, (doelen, aan, gegevens, _aan_tafel(r, c)), feiten


def _aan_tafel(r: DeelRegel, c: Ctx) -> Tafel | None:
    """Who sits at a thing of which the rule asks it. An unknown condition seats nobody."""
    if r.tafel is None:
        return None
    soort, als = r.tafel
    uit: set[tuple[str, str]] = set()
    for d in c.b.dingen.values():
        if d.soort == soort:
            c.ding = d.id
            if als.fn(c) is True:
                uit |= {(str(x["partij"]), str(x["organisatie"])) for x in c.b.aanwezig(d.id, c.dag, c.weg)}
    c.ding = None
    return frozenset(uit)


def _lijst(x: Any) -> tuple[str, ...] | None:
    return x if x is None or isinstance(x, tuple) else (str(x),)


def _ontvangers(regels: Regels, r: DeelRegel, aan: tuple[str, ...] | None) -> dict[str, bool]:
    """The roles that a rule gives to, and whether its ground reaches them: one named there is reached with all under it, and of one
    that stands above it only the named one."""
    if aan is None:
        return dict.fromkeys(r.rollen, True)
    bereikt = frozenset(x for n in aan for x in regels.onder(n))
    uit = {rol: rol in bereikt for rol in r.rollen}
    for rol in r.rollen:
        if rol not in bereikt:
            uit |= {n: True for n in aan if n in regels.onder(rol)}
    return uit


def _rijen(regels: Regels, uitkomsten: list[Uitkomst], gegeven: list[Feit]) -> list[Zicht]:
    """What is granted by another way or per provision stands apart, for a form that is granted by one way is not granted by another."""
    rijen: dict[tuple[Any, ...], Zicht] = {}
    for r, v, (doelen, aan, gegevens, tafel), welke, sw in uitkomsten:
        if r.verbod:
            continue
        for rol, bereikt in _ontvangers(regels, r, aan).items():
            zit = None if tafel is None else frozenset(o for partij, o in tafel if partij in regels.onder(rol))
            for wie, feiten in _voor_wie(r, rol, zit, welke, gegeven):
                mag = v is True and (feiten is None or bool(feiten)) and (wie is None or bool(wie))
                for doel in r.doelen:
                    for cat in r.categorieen:
                        binnen = bereikt and (doelen is None or doel in doelen) and (gegevens is None or cat in gegevens)
                        sleutel = (rol, doel, cat, r.weg, r.per, wie)
                        z = rijen.get(sleutel)
                        if z is None:
                            z = Zicht(rol, doel, cat, False, None, (), r.eenmalig, None if feiten is None else (), None, [], [], organisaties=wie)
                            rijen[sleutel] = z
                        _geef(z, r, v, sw, mag, binnen, feiten)
    uit = list(rijen.values())
    per: defaultdict[tuple[str, str], list[Zicht]] = defaultdict(list)
    for z in uit:
        per[z.rol, z.categorie].append(z)
    for r, v, _, _, sw in uitkomsten:
        if r.verbod:
            uit += _verbied(r, v, sw, per)
    return uit


def _voor_wie(
    r: DeelRegel, rol: str, zit: frozenset[str] | None, welke: Feiten, gegeven: list[Feit]
) -> list[tuple[frozenset[str] | None, Feiten | None]]:
    """To which organisations of a role (None: each), and which facts (None: the category)."""
    if r.per != "verstrekking":
        return [(zit, None if r.per == "dossier" else welke)]
    return [(zit if not wie else frozenset((wie,)) if zit is None else zit & {wie}, feiten) for wie, feiten in verstrekt(gegeven, r, rol).items()]


def _geef(z: Zicht, r: DeelRegel, v: Any, sw: date | None, mag: bool, binnen: bool, feiten: Feiten | None) -> None:
    """What one rule adds to an outcome. `mag`: it gives; `binnen`: its ground reaches this role, purpose and category."""
    if mag and binnen:
        z.eenmalig = r.eenmalig and (z.eenmalig or not z.zichtbaar)
        z.zichtbaar, z.vorm, z.weg = True, _ruimste(z.vorm, r.vorm), r.weg
        z.feiten = None if feiten is None else tuple(dict.fromkeys((*(z.feiten or ()), *feiten)))
    if sw is not None and (z.tot is None or sw < z.tot):
        z.tot = sw
    z.toe.append((r, v if binnen else False))
    if not binnen:
        z.buiten.append(r)


_RUIM = ("bestaat", "janee", "aantal", "waarde", "inhoud")


def _ruimste(a: str | None, b: str) -> str:
    return b if a is None or _RUIM.index(b) > _RUIM.index(a) else a


def _verbied(r: DeelRegel, v: Any, sw: date | None, per: dict[tuple[str, str], list[Zicht]]) -> list[Zicht]:
    """A prohibition takes away what it names: the category, or only its way (pull, not push). Gives the rows of what nobody granted.

    `per`: the rows of a role and a category.
    """
    nieuw: list[Zicht] = []
    for rol in r.rollen:
        for cat in r.categorieen:
            raakt = [z for z in per[rol, cat] if not r.doelen or z.doel in r.doelen]
            if not raakt:
                doel = r.doelen[0] if r.doelen else ELK_DOEL
                z = Zicht(rol, doel, cat, False, None, (), False, None, sw, [], [(r, v)])
                per[rol, cat].append(z)
                nieuw.append(z)
            for z in raakt:
                z.verbod.append((r, v))
                if sw is not None and (z.tot is None or sw < z.tot):
                    z.tot = sw
                if v is False or not z.zichtbaar:
                    continue
                over = () if r.weg == ("inzage",) else tuple(w for w in z.weg if w not in r.weg)
                if over:
                    z.weg = over
                else:
                    z.zichtbaar, z.vorm, z.weg = False, None, ()
    return nieuw
