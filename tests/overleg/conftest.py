# SPDX-License-Identifier: EUPL-1.2
"""The municipality around a table, and clients of who sits there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from gemeenteproef import klant, richt_gemeente_in
from tafelproef import DAG, PARTIJEN, Tafel


@pytest.fixture
def tafel(databank: Any, op_dag: Callable[[str], None]) -> Tafel:
    """On Monday 12 January 2026 at 10.00."""
    op_dag(f"{DAG} 10:00")
    return Tafel(richt_gemeente_in(databank, PARTIJEN))


@pytest.fixture
def als_aan_tafel(tafel: Tafel) -> Callable[[str], Any]:
    return lambda wie: klant(tafel.d, wie)
