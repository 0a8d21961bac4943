# SPDX-License-Identifier: EUPL-1.2
"""Facts that were moved to another dossier: here they count for nothing any more, and only who recorded them still sees them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit, vouw

if TYPE_CHECKING:
    from wijkregie.dossier.projecties import Rij

VERPLAATST = "verplaatst"
"""What the withdrawal of a moved fact says besides; it lies in the content of that rectification."""


def dichte_feiten(feiten: Iterable[Feit]) -> frozenset[str]:
    """The facts that were moved away, with what was put right in them before. The withdrawals themselves stay open: they say that something went.

    A withdrawal that is withdrawn itself opens its fact again.
    """
    lijst = list(feiten)
    verplaatst = {f.id for f in lijst if f.soort == RECTIFICATIE and f.velden.get(VERPLAATST)}
    if not verplaatst:
        return frozenset()
    weg = {f.id for f, door in vouw(lijst).ingetrokken if door in verplaatst}
    for f in sorted(lijst, key=lambda f: f.nr):
        if f.soort == RECTIFICATIE and f.id not in verplaatst and str(f.velden.get("van")) in weg:
            weg.add(f.id)
    return frozenset(weg)


def sluit(dossier: UUID, feiten: Iterable[Feit], alle: dict[str, dict[UUID, Rij]]) -> None:
    """Add the rows that close facts, and take away what was derived from a closed fact: a duty that lapsed would still tell of it."""
    weg = dichte_feiten(feiten)
    alle["dicht"] = {uuid5(dossier, f"dicht|{f}"): {"feit": f} for f in sorted(weg)}
    if not weg:
        return
    plichten = {i for i, r in alle["plicht_grond"].items() if r["aanleiding"] in weg}
    for tabel in ("plicht", "plicht_grond"):
        alle[tabel] = {i: r for i, r in alle[tabel].items() if i not in plichten}
    alle["schending"] = {i: r for i, r in alle["schending"].items() if r["feit"] not in weg}
    alle["toegang_feit"] = {i: r for i, r in alle["toegang_feit"].items() if r["feit"] not in weg}
