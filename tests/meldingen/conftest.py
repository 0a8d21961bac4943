# SPDX-License-Identifier: EUPL-1.2
"""The municipality where residents can report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import Duinveste, klant, richt_gemeente_in


@pytest.fixture
def gemeente(databank: Any, op_dag: Callable[[str], None]) -> Duinveste:
    """With a reporting point for Zuid (Rosa), a corporation (Harm), a front desk (Bea) and the form, on Friday 23 January 2026 at 16.40."""
    op_dag("2026-01-23 16:40")
    return richt_gemeente_in(databank, Path(__file__).parent / "partijen.yaml")


@pytest.fixture
def als_gemeente(gemeente: Duinveste) -> Callable[[str], Any]:
    """A client that is logged in as somebody of that municipality."""
    return lambda wie: klant(gemeente, wie)
