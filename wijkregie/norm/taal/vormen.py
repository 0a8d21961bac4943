# SPDX-License-Identifier: EUPL-1.2
"""The forms of the language that are more than an operator: windows, tables, fixed functions; and where every form is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.afgeleid import roep_aanwezig, roep_convenant, roep_fase, roep_onder, roep_plicht, roep_rol, roep_toets, roep_verbonden
from wijkregie.norm.taal.argumenten import een_naam, tel
from wijkregie.norm.taal.bereik import BOOL, BUITEN, DATUM, GETAL, TIJD, VAAG, Bereik, Soort, lijkt_op
from wijkregie.norm.taal.blanco import met_wissel, plek
from wijkregie.norm.taal.feitvragen import aantal, bestaat, geen, uiterste
from wijkregie.norm.taal.kwantoren import kwantor, somreeks
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.taal.velden import veld
from wijkregie.norm.taal.vraag import uit_venster
from wijkregie.norm.tijd.kalender import jarig, leeftijd
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import VRIJ, Aantal

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler

Vorm = Callable[[Any, Knoop, Bereik], Soort]


def uiterste_datum(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`later van (..)`, `vroegste van (..)`: unknown while one of them is."""
    soorten = [v.k(x, r) for x in k.arg]
    if any(s[0] not in ("datum", "?") for s in soorten):
        raise TaalFout("Tussen deze haakjes horen datums.", k.plaats)
    fns = [x.fn for x in k.arg]
    kies = max if k.soort == "later" else min

    def fn(c: Ctx) -> Any:
        w = [f(c) for f in fns]
        return None if None in w else VRIJ if VRIJ in w else kies(w)

    k.fn = fn
    return DATUM


def binnen(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """A look-back window, both end days counting: from the day asked, or between two given days."""
    wat, van, tot = k.arg
    op_dag, s = v.op_dag(lambda: [v.k(x, r) for x in (wat, van, tot) if x is not None][1])
    f = wat.fn
    if tot is not None:
        fv, ft = van.fn, tot.fn

        def tussen(c: Ctx) -> Any:
            w, a, b = f(c), fv(c), ft(c)
            if w is None or a is None or b is None:
                return None
            return VRIJ if VRIJ in (w, a, b) else a <= w <= b

        k.fn = met_wissel(tussen, plek(f, fv, ft)) if op_dag else tussen
        return BOOL
    if s[0] not in ("termijn", "?"):
        raise TaalFout("Schrijf binnen(datum, 6 maanden) of binnen(datum, van .. tot).", van.plaats)
    v.merken.add(TIJD)
    fn_termijn = van.fn

    def terug(c: Ctx) -> Any:
        w, t = f(c), fn_termijn(c)
        if w is None or t is None:
            return None
        if w is VRIJ or t is VRIJ:
            return VRIJ
        if w > c.dag:
            c.wissel(w)
            return False
        if (-t).na(c.dag, c.b.kalender)[0] > w:
            return False
        c.wissel(uit_venster(w, t, c))
        return True

    k.fn = terug
    return BOOL


def roep(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """A name with parentheses: a fixed function or a decision table."""
    naam, *arg = k.arg
    if naam in v.w.tabellen:
        return _tabel(v, k, naam, arg, r)
    vorm = _FUNCTIES.get(naam)
    if vorm is None:
        raise TaalFout(f"{naam}(..) bestaat niet.{lijkt_op(naam, [*_FUNCTIES, *v.w.tabellen])}", k.plaats)
    return vorm(v, k, arg, r)


def _tabel(v: Vertaler, k: Knoop, naam: str, arg: list[Knoop], r: Bereik) -> Soort:
    tabel = v.w.tabellen[naam]
    if len(arg) != len(tabel.invoer):
        raise TaalFout(f"De tabel {naam} vraagt {len(tabel.invoer)} waarden ({', '.join(tabel.invoer)}), er staan er {len(arg)}.", k.plaats)
    for x in arg:
        v.k(x, r)
    fns = [x.fn for x in arg]
    k.fn = lambda c: tabel.lees([f(c) for f in fns])
    velden: dict[str, Soort] = dict.fromkeys(tabel.uitvoer, VAAG)
    return ("record", velden) if len(tabel.uitvoer) > 1 else VAAG


def _verstreken(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    tel(k, arg, 1, 1)
    s = v.k(arg[0], r)
    if s[0] not in ("datum", "?"):
        raise TaalFout("verstreken(..) vraagt een datum.", k.plaats)
    v.merken.add(TIJD)
    fn = arg[0].fn

    def verstreken(c: Ctx) -> Any:
        d = fn(c)
        if d is None or d is VRIJ:
            return d
        if d <= c.dag:
            return True
        c.wissel(d)
        return False

    k.fn = verstreken
    return BOOL


def _leeftijd(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    tel(k, arg, 1, 2)
    for x in arg:
        v.k(x, r)
    geboren = arg[0].fn
    op = arg[1].fn if len(arg) == 2 else None
    if op is None:
        v.merken.add(TIJD)

    def jaren(c: Ctx) -> Any:
        g = geboren(c)
        d = c.dag if op is None else op(c)
        if g is None or d is None:
            return None
        if g is VRIJ or d is VRIJ:
            return VRIJ
        n = leeftijd(g, d)
        if op is None:
            c.wissel(jarig(g, n + 1))
        return n

    k.fn = jaren
    return GETAL


def _keuze(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = een_naam(k, arg, v.w.keuzes, "keuze")
    keuze = v.w.keuzes[naam]
    v.merken.add(BUITEN)

    def gekozen(c: Ctx) -> Any:
        optie = keuze.standaard
        for n, vanaf, o in c.b.om.keuzes:
            if n == naam:
                if vanaf <= c.dag:
                    optie = o
                else:
                    c.wissel(vanaf)
        return keuze.opties[optie] if optie is not None else None

    k.fn = gekozen
    soorten = {type(w) for w in keuze.opties.values()}
    return ("termijn",) if soorten == {Termijn} else BOOL if soorten == {bool} else GETAL if soorten == {int} else VAAG


def _kengetal(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = een_naam(k, arg, v.w.kengetallen, "kengetal")
    tel(k, arg, 1, 2)
    waarden = v.w.kengetallen[naam]
    op = None
    if len(arg) == 2:
        v.k(arg[1], r)
        op = arg[1].fn
    else:
        v.merken.add(TIJD)

    def getal(c: Ctx) -> Any:
        d = c.dag if op is None else op(c)
        if d is None or d is VRIJ:
            return d
        uit = None
        for vanaf, waarde in waarden:
            if vanaf <= d:
                uit = waarde
            elif op is None or c.dit is VRIJ:
                c.wissel(vanaf)
        return uit

    k.fn = getal
    return GETAL


def _minmax(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    soorten = [v.k(x, r) for x in arg]
    fns = [x.fn for x in arg]
    kies = min if k.arg[0] == "min" else max

    def fn(c: Ctx) -> Any:
        w = [f(c) for f in fns]
        return None if None in w or any(isinstance(x, Aantal) for x in w) else VRIJ if VRIJ in w else kies(w)

    k.fn = fn
    return soorten[0] if soorten else VAAG


_FUNCTIES: Final[dict[str, Callable[[Any, Knoop, list[Knoop], Bereik], Soort]]] = {
    "verstreken": _verstreken,
    "leeftijd": _leeftijd,
    "keuze": _keuze,
    "kengetal": _kengetal,
    "fase": roep_fase,
    "fase_sinds": roep_fase,
    "plicht": roep_plicht,
    "toets": roep_toets,
    "verbonden": roep_verbonden,
    "aanwezig": roep_aanwezig,
    "rol": roep_rol,
    "onder": roep_onder,
    "convenant": roep_convenant,
    "min": _minmax,
    "max": _minmax,
}

VORMEN: Final[dict[str, Vorm]] = {
    "bestaat": bestaat,
    "geen": geen,
    "eerste": uiterste,
    "laatste": uiterste,
    "aantal": aantal,
    "veld": veld,
    "kwantor": kwantor,
    "somreeks": somreeks,
    "later": uiterste_datum,
    "vroegste": uiterste_datum,
    "binnen": binnen,
    "roep": roep,
}
"""Kinds of node that the compiler leaves to others."""
