# SPDX-License-Identifier: EUPL-1.2
"""Two ways to read in a meeting: what a page shows, and what may be said to who is at the table. A context of the database knows one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connections

from wijkregie.delen.context import EIGEN_WERK, INZAGE, zet
from wijkregie.delen.lezing import langs
from wijkregie.dossier import afspraken
from wijkregie.partijen.sessie import Sessie

OVERLEG: Final = "overleg"
"""The way by which something is said in a meeting, and the door to it."""


@contextmanager
def aan_tafel(sessie: Sessie) -> Iterator[None]:
    """Read by the way of a meeting, also in the read log; afterwards by that of a page again."""
    _zet(sessie, OVERLEG)
    try:
        with langs(OVERLEG):
            yield
    finally:
        if not connections["default"].needs_rollback:
            _zet(sessie, INZAGE)


def _zet(sessie: Sessie, weg: str) -> None:
    c = connections["default"].cursor()
    bits = afspraken.bits(c, sessie.gemeente)
    zet(c, sessie, [EIGEN_WERK, *(bits.doel[d] for d in afspraken.deur(sessie.gemeente_code, OVERLEG) if d in bits.doel)], weg)
