# SPDX-License-Identifier: EUPL-1.2
"""Marks that a fact bears: contested, restricted, objected to; free again, or usable all the same on a ground of the law; to be destroyed.

What rests on a contested or restricted fact is read twice, with it and without it: a heavier step passes only if it would without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.waarden import VRIJ as MITS

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

BETWIST, BEPERKT, BEZWAAR, VRIJ, GEBRUIK, VERNIETIGD = "betwist", "beperkt", "bezwaar", "vrij", "gebruik", "vernietigd"
SYSTEEM: Final = {f"gegeven.{m}": m for m in (BETWIST, BEPERKT, BEZWAAR, VRIJ, GEBRUIK, VERNIETIGD)}
GEGEVEN: Final = "gegeven"
"""The field of a mark that names the fact."""
IN_TWIJFEL: Final = (BETWIST, BEPERKT)

Merken = Mapping[tuple[str, str], Feit]
"""(fact, mark) -> the fact that says so."""
_RANG: Final[dict[Any, int]] = {True: 3, MITS: 2, None: 1, False: 0}


def soorten(feittypes: Mapping[str, FeitType]) -> dict[str, str]:
    """The fact types that are marks, each with its mark."""
    return {n: SYSTEEM[f.systeem] for n, f in feittypes.items() if f.systeem in SYSTEEM}


def merken(feittypes: Mapping[str, FeitType], feiten: Iterable[Feit]) -> Merken:
    """The marks as they stand: the last word on each fact. `feiten`: with corrections applied."""
    merk_van = soorten(feittypes)
    uit: dict[tuple[str, str], Feit] = {}
    for f in sorted((f for f in feiten if f.soort in merk_van), key=lambda f: f.sleutel):
        merk, wat = merk_van[f.soort], str(f.velden.get(GEGEVEN))
        if merk in (VRIJ, *IN_TWIJFEL):  # another word on it asks another ground too
            uit.pop((wat, GEBRUIK), None)
        if merk == VRIJ:
            for m in IN_TWIJFEL:
                uit.pop((wat, m), None)
        else:
            uit[wat, merk] = f
    return uit


def in_twijfel(alle: Merken) -> frozenset[str]:
    """The facts on which nothing that weighs on the person may rest."""
    return frozenset(wat for wat, merk in alle if merk in IN_TWIJFEL and (wat, GEBRUIK) not in alle)


def zonder_twijfel(a: Afleider, dag: date, daad: Feit | None) -> tuple[list[Feit], Afleider] | None:
    """What is in doubt on a day, and the derivation without it; None if nothing is. Of an act counts what was marked when it was recorded."""
    hier = [f for s in a.regels.merksoorten for f in a.b.per.get(s, ()) if f.op <= dag and (daad is None or f.nr < daad.nr)]
    if not hier:
        return None
    ids = in_twijfel(merken(a.regels.feiten, hier))
    weg = [f for f in a.b.gevouwen.feiten if f.id in ids and f is not daad]
    if not weg:
        return None
    sleutel = ("zonder", frozenset(f.id for f in weg))
    b: Afleider | None = a.b.memo.get(sleutel)
    if b is None:
        over = [f for f in a.b.gevouwen.feiten if f not in weg]
        b = a.b.memo[sleutel] = type(a)(a.regels, replace(a.b.gevouwen, feiten=over), a.peildatum, a.om)
    return weg, b


def onder_voorbehoud(met: Any, zonder: Any) -> Any:
    """What may be said of an outcome that rests on a fact in doubt: what holds without it too, else unknown. It never opens anything."""
    if _RANG[zonder] >= _RANG[met]:
        return met
    return MITS if zonder is MITS else None
