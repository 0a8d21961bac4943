# SPDX-License-Identifier: EUPL-1.2
"""When a letter that lies on the page of its receiver was first opened there. Later times stand in the read log only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from wijkregie.dossier import kern
from wijkregie.partijen.sessie import Sessie


def noteer(sessie: Sessie, dossier: UUID, feit: UUID) -> None:
    """The first time stays."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "insert into stukken_geopend (gemeente, id, dossier, op) values (%s, %s, %s, %s) on conflict do nothing",
            [k.gemeente, feit, dossier, k.nu],
        )


def sinds(sessie: Sessie, feiten: Iterable[UUID]) -> dict[UUID, datetime]:
    """Of facts that the session may see."""
    lijst = list(feiten)
    if not lijst:
        return {}
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("select id, op from stukken_geopend where gemeente = %s and id = any(%s)", [k.gemeente, lijst])
        return dict(k.cursor.fetchall())
