# SPDX-License-Identifier: EUPL-1.2
"""Single facts whose content must go: which a decision names, and the proof that it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from wijkregie.dossier.inhoud import wortel
from wijkregie.dossier.kern import Kern
from wijkregie.norm.afleiding.merken import GEGEVEN
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.wereld import Wereld

SYSTEEM: Final = "gegeven.vernietigd"
_BEWIJS: Final = "select besluit, feiten, blijft from dossier_gegevenvernietiging where gemeente = %s and dossier = %s"


def soort(w: Wereld) -> str | None:
    """The fact by which somebody decides that content must go; None: this municipality has none."""
    return w.voc.systeemfeit(SYSTEEM)


def doelen(w: Wereld, besluit: Feit, alle: Iterable[Feit]) -> list[str]:
    """The facts that a decision names: the one in its field, those that open a thing that it is about or are about no other, with corrections.

    Only what was recorded before it: what comes later asks a decision of its own.
    """
    eerder = {f.id: f for f in alle if f.nr < besluit.nr and f.soort != besluit.soort}
    dingen = set(besluit.over)
    zelf = str(besluit.velden.get(GEGEVEN))

    def genoemd(f: Feit) -> bool:
        return f.id == zelf or f.opent in dingen or (bool(f.over) and dingen.issuperset(f.over))

    return [f.id for f in eerder.values() if (r := wortel(f, eerder)) is not None and r.soort != besluit.soort and genoemd(r)]


@dataclass(frozen=True, slots=True)
class Bewijs:
    """That what a decision genoemd was emptied; the category `blijft` says who recorded it, and stays."""

    besluit: UUID
    feiten: frozenset[UUID]
    blijft: int


def bewijzen(k: Kern, dossier: UUID) -> list[Bewijs]:
    k.cursor.execute(_BEWIJS, [k.gemeente, dossier])
    return [Bewijs(b, frozenset(feiten), blijft) for b, feiten, blijft in k.cursor.fetchall()]


def gedekt(lijst: Iterable[Bewijs], feit: UUID, categorie: int | None) -> bool:
    """May this row (of a file: None) be empty, by one of these proofs?"""
    return any(feit in b.feiten and categorie != b.blijft for b in lijst)


def zonder_besluit(w: Wereld, lijst: Iterable[Bewijs], feiten: Mapping[str, Feit]) -> list[UUID]:
    """Facts that were emptied by a proof whose decision does not name them."""
    uit: list[UUID] = []
    for b in lijst:
        besluit = feiten.get(str(b.besluit))
        genoemd = set(doelen(w, besluit, feiten.values())) if besluit is not None and besluit.soort == soort(w) else set()
        uit += [f for f in b.feiten if str(f) not in genoemd]
    return uit
