# SPDX-License-Identifier: EUPL-1.2
"""Forms that run over a list, the things of a kind, or facts: `elk`, `enig`, `minstens`, `som`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.bereik import BOOL, GETAL, VAAG, VAR, Bereik, Soort
from wijkregie.norm.taal.feitvragen import vraag
from wijkregie.norm.taal.lezers import dingen
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.waarden import VRIJ, Aantal, en, of

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler

Bron = Callable[[Ctx], tuple[list[Any], list[Any], Any]]  # certain members, possible members, what makes it unknown


def _verzameling(v: Vertaler, k: Knoop, r: Bereik) -> tuple[Bron, Soort]:
    """What a quantifier runs over, with the kind of its members."""
    if k.soort == "naam":
        naam = k.arg[0]
        if naam in v.w.soorten_ding and naam not in v.w.begrippen:
            v.gelezen.update(v.w.openers(naam))
            v.categorieen |= v.w.bestaan(v.w.openers(naam))
            k.fn = lambda c: dingen(c, naam)
            return (lambda c: (dingen(c, naam), [], True)), ("ding", naam)
        if naam in v.w.feiten or naam in v.w.feitensets:
            k.soort, k.arg = "feiten", (naam,)
    if k.soort == "feiten":
        q, basis = vraag(v, k, r)

        def uit_feiten(c: Ctx) -> tuple[list[Any], list[Any], Any]:
            wel, misschien, vrij = q.leden(c)
            open_ = bool(q.volledig) and q.leeg(c) is None
            return wel, misschien, VRIJ if vrij else None if open_ else True

        k.fn = lambda c: uit_feiten(c)[0]
        return uit_feiten, ("feit", basis)
    s = v.k(k, r)
    if s[0] not in ("lijst", "verbonden", "?", "ding"):
        raise TaalFout("Hier hoort een lijst, een soort ding of een feit met filters.", k.plaats)
    fn = k.fn

    def uit_lijst(c: Ctx) -> tuple[list[Any], list[Any], Any]:
        x = fn(c)
        if x is None or x is VRIJ:
            return [], [], x
        return ([x] if isinstance(x, str) else list(x)), [], True

    return uit_lijst, s[1] if s[0] == "lijst" else ("record", s[1]) if s[0] == "verbonden" else s if s[0] == "ding" else VAAG


def kwantor(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`elk`, `enig`, `minstens n`; `elk` over nobody is unknown, unless the leaf says otherwise."""
    woord, n, var, bron, eis = k.arg
    haal, lid = _verzameling(v, bron, r)
    binnen = r.met_var(var, lid)
    if len(binnen.vars) > 8:
        raise TaalFout("Meer dan acht kwantoren in elkaar is te diep. Maak er een begrip van.", k.plaats)
    i = len(r.vars)
    s = v.k(eis, binnen)
    if s not in (BOOL, VAAG):
        raise TaalFout("Na de dubbele punt hoort een voorwaarde.", eis.plaats)
    v.merken.discard(VAR) if not r.vars else None
    fn = eis.fn

    def uitkomsten(c: Ctx) -> tuple[list[Any], list[Any], Any]:
        wel, misschien, vaag = haal(c)
        oud = c.v[i]
        a, b = [], []
        for x in wel:
            c.v[i] = x
            a.append(fn(c))
        for x in misschien:
            c.v[i] = x
            b.append(fn(c))
        c.v[i] = oud
        return a, b, vaag

    def elk(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        if not a and vaag is True:
            if b:
                return en([*(True if x is True else None for x in b), c.leeg])  # perhaps it is over nobody
            return c.leeg
        delen = [*a, *(True if x is True else None for x in b)]
        return en(delen if vaag is True else [*delen, vaag])

    def enig(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        delen = [*a, *(False if x is False else None for x in b)]
        return of(delen if vaag is True else [*delen, vaag])

    def minstens(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        zeker = sum(x is True for x in a)
        if zeker >= n:
            return True
        mogelijk = zeker + sum(x is None or x is VRIJ for x in a) + sum(x is not False for x in b)
        if vaag is True and mogelijk < n:
            return False
        return VRIJ if vaag is VRIJ or any(x is VRIJ for x in a) else None

    k.fn = elk if woord == "elk" else enig if woord == "enig" else minstens
    return BOOL


def somreeks(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    var, bron, wat = k.arg
    haal, lid = _verzameling(v, bron, r)
    i = len(r.vars)
    v.k(wat, r.met_var(var, lid))
    fn = wat.fn

    def som(c: Ctx) -> Any:
        wel, misschien, vaag = haal(c)
        if misschien or vaag is not True:
            return VRIJ if vaag is VRIJ else None
        oud, totaal = c.v[i], 0
        for x in wel:
            c.v[i] = x
            y = fn(c)
            if y is None or y is VRIJ or isinstance(y, Aantal):
                c.v[i] = oud
                return y if y is VRIJ else None
            totaal += y
        c.v[i] = oud
        return totaal

    k.fn = som
    return GETAL
