# SPDX-License-Identifier: EUPL-1.2
"""The closures that read a value: a field of a fact, thing or record, a notion, the things of a kind."""

from __future__ import annotations

from typing import Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.bereik import Fn
from wijkregie.norm.waarden import VRIJ


def dingen(c: Ctx, soort: str) -> list[str]:
    """The things of a kind that exist on the day asked."""
    return [d.id for d in c.b.per_dingsoort.get(soort, ()) if d.opener.op <= c.dag and d.opener is not c.weg]


def onthoud(naam: str, fn: Fn, *, ding: bool, lokaal: bool) -> Fn:
    """A notion has one value a day; one that looks at the thing, the act or the element at hand has one for each of those."""

    def onthouden(c: Ctx) -> Any:
        if c.weg is not None or c.leeg is not None:
            return fn(c)
        sleutel = (naam, c.dag, c.ding, id(c.dit), id(c.elk)) if lokaal else (naam, c.dag, c.ding) if ding else (naam, c.dag)
        hit = c.memo.get(sleutel)
        if hit is None:
            oud, c.sw = c.sw, None
            waarde = fn(c)
            hit = (waarde, c.sw)
            if not c.vernietigd:
                c.memo[sleutel] = hit
            c.sw = oud
        if hit[1] is not None and (c.sw is None or hit[1] < c.sw):
            c.sw = hit[1]
        return hit[0]

    return onthouden


def op_ding(fn: Fn, ding: Fn | None) -> Fn:
    if ding is None:
        return fn

    def van(c: Ctx) -> Any:
        x = ding(c)
        if x is None or x is VRIJ or not isinstance(x, str):
            return x if x is VRIJ else None
        oud, c.ding = c.ding, x
        uit = fn(c)
        c.ding = oud
        return uit

    return van


def onthoud_feit(naam: str, fn: Fn, *, per_dag: bool) -> Fn:
    """The condition of a named set of facts is about the fact: one answer for each, or one a day if it looks at other facts too."""

    def onthouden(c: Ctx) -> Any:
        if c.weg is not None or c.leeg is not None:
            return fn(c)
        sleutel = (naam, c.f, c.dag) if per_dag else (naam, c.f)
        uit = c.memo.get(sleutel, onthouden)
        if uit is onthouden:
            uit = fn(c)
            if not c.vernietigd:
                c.memo[sleutel] = uit
        return uit

    return onthouden


def als_dit(fn: Fn) -> Fn:
    """Read a condition about `dit` for the candidate fact, as of the day it happened."""

    def lees(c: Ctx) -> Any:
        oud, dag = c.dit, c.dag
        c.dit = c.f
        c.dag = c.f.op
        uit = fn(c)
        c.dit = oud
        c.dag = dag
        return uit

    return lees


def actorveld(fn: Fn, naam: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        return x if x is None or x is VRIJ else getattr(x, naam)

    return lees


_EIGEN: Final = {"vastgelegd_door": "door", "volgnummer": "nr"}


def eigen_veld(fn: Fn, naam: str) -> Fn:
    naam = _EIGEN.get(naam, naam)

    def lees(c: Ctx) -> Any:
        x = fn(c)
        if x is VRIJ:
            return (c.blanco or c.dag) if naam == "op" else VRIJ  # a blank act happens on the day asked
        return None if x is None else getattr(x, naam)

    return lees


def ding_van(fn: Fn, soort: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        if x is VRIJ:
            return c.ding if c.ding is not None and c.b.dingen[c.ding].soort == soort else VRIJ
        return c.b.ding_van(x, soort) if isinstance(x, Feit) else None

    return lees


def veld(fn: Fn, naam: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        return x if x is None or x is VRIJ else _waarde(x, naam, c)

    return lees


def _waarde(f: Feit, naam: str, c: Ctx) -> Any:
    """A field of a fact; nobody knows any more what a destroyed one held, not even whether it was filled."""
    waarde = f.velden.get(naam)
    if waarde is None and naam in f.vernietigd:
        c.vernietigd = True
    return waarde


def veld_van_dit(naam: str) -> Fn:
    """The shortest way to a field of the act or trigger: most conditions read nothing else."""

    def lees(c: Ctx) -> Any:
        x = c.dit
        if x is None or x is VRIJ:
            return x
        waarde = x.velden.get(naam)
        return _waarde(x, naam, c) if waarde is None else waarde

    return lees


def veld_van_kandidaat(naam: str) -> Fn:
    """The same for the candidate fact, which is always there."""

    def lees(c: Ctx) -> Any:
        waarde = c.f.velden.get(naam)
        return _waarde(c.f, naam, c) if waarde is None else waarde

    return lees


def dingveld(fn: Fn, naam: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        if isinstance(x, str):
            return c.b.veld_van_ding(x, naam, c)
        return x if x is VRIJ else None

    return lees


def recordveld(fn: Fn, naam: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        if isinstance(x, list):
            x = x[0] if len(x) == 1 else None
        return x.get(naam) if isinstance(x, dict) else (x if x is VRIJ else None)

    return lees


def vaagveld(fn: Fn, naam: str) -> Fn:
    def lees(c: Ctx) -> Any:
        x = fn(c)
        if isinstance(x, dict):
            return x.get(naam)
        if isinstance(x, Feit):
            return x.op if naam == "op" else _waarde(x, naam, c)
        if isinstance(x, str) and x in c.b.dingen:
            return c.b.veld_van_ding(x, naam, c)
        return x if x is VRIJ else None

    return lees
