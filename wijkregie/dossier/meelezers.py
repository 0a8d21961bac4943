# SPDX-License-Identifier: EUPL-1.2
"""Which organisations read along in a dossier: what their access keys open today. Never who works there, and no content."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wijkregie.delen.context import EIGEN_WERK, INZAGE
from wijkregie.dossier import kern
from wijkregie.partijen.sessie import Sessie

Maskers = dict[int, tuple[int, int]]
"""Organisation -> the categories that it may read in full, and those of which it may know that there is something."""


def per_organisatie(k: kern.Kern, dossier: UUID, doelen: Iterable[int] | None = None) -> Maskers:
    """What each organisation may see by the agreement, apart from its own work; with `doelen` for those purposes only."""
    k.cursor.execute(
        "select s.organisatie, bit_or(t.inhoud), bit_or(t.bestaat)"
        " from delen_toegang t join partijen_sleutel s on s.gemeente = t.gemeente and s.id = t.sleutel"
        " where t.gemeente = %s and t.dossier = %s and t.ding is null and t.van <= %s and t.tot > %s and t.doel <> %s and t.weg = %s"
        " and (%s::int[] is null or t.doel = any(%s)) group by s.organisatie",
        [k.gemeente, dossier, k.dag, k.dag, EIGEN_WERK, INZAGE, *[None if doelen is None else list(doelen)] * 2],
    )
    return {o: (inhoud, bestaat) for o, inhoud, bestaat in k.cursor.fetchall()}


def meelezers(sessie: Sessie, dossier: UUID, doelen: Iterable[int], mag: int) -> Maskers:
    """Who can open this dossier for these purposes, as far as a session may know it: in the categories of `mag`, those that it knows of itself."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        if not k.ziet(sessie, dossier):
            return {}
        return {o: (inhoud & mag, bestaat & mag) for o, (inhoud, bestaat) in per_organisatie(k, dossier, list(doelen)).items() if bestaat & mag}
