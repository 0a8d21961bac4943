# SPDX-License-Identifier: EUPL-1.2
"""In which order facts of one day count, said where that can surprise: a fact without a time counts as the end of its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.scherm.taal import dag_lang, en

MEESTE: Final = 3
INVULLEN: Final = " Was het eerder? Vul dan de tijd in."
REGEL: Final = "Wat geen tijd heeft, telt als het laatste van de dag."


def ertussen(op: date, tijd: int | None, feiten: Iterable[Feit], zelf: str = "") -> list[Feit]:
    """Facts of the same day of which only one of the two has a time. What says nothing of a thing (who takes part) has no order that matters."""
    hier = (f for f in feiten if f.op == op and f.id != zelf and (f.opent or f.over))
    return [f for f in hier if (f.tijd is None) != (tijd is None)]


def volgorde_zin(op: date, tijd: int | None, anders: Sequence[Feit], w: Wereld) -> str:
    """Which order, why, and what changes it; empty where nothing is in doubt."""
    if not anders:
        return ""
    if tijd is None:
        wat = en([f"{w.naam_van(f.soort)} om {uur(f.tijd)}" for f in anders[:MEESTE]])
        return f"Op {dag_lang(op, met_jaar=False)} staat ook: {wat}. {REGEL} Dit telt dus daarna.{INVULLEN}"
    wat = en(list(dict.fromkeys(w.naam_van(f.soort) for f in anders))[:MEESTE])
    return f"Op {dag_lang(op, met_jaar=False)} staat ook, zonder tijd: {wat}. {REGEL} Dat telt dus na dit."


def uur(tijd: int | None) -> str:
    return f"{(tijd or 0) // 60}.{(tijd or 0) % 60:02d} uur"
