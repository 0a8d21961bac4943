# SPDX-License-Identifier: EUPL-1.2
"""One of several that record at once. Nothing here may import Django: a new process reads this before it is set up."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from bench.databank import plek

WARM = 5


def neem_op(map_: Path, dag: str, werk: list[tuple[UUID, str, int, int]], seconden: float, hek: Any, uit: Any) -> None:
    """Record in these dossiers in turn for so long, from when all are ready; puts how many, and how long it took."""
    plek.zet_op(map_, dag)
    from bench.databank.metingen import leg_vast

    for dossier, _, lid, login in werk[:WARM]:
        leg_vast(dossier, lid, login)
    hek.wait()
    begin, n, duur = perf_counter(), 0, 0.0
    while duur < seconden:
        dossier, _, lid, login = werk[n % len(werk)]
        n += leg_vast(dossier, lid, login)
        duur = perf_counter() - begin
    uit.put((n, duur))
