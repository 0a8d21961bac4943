# SPDX-License-Identifier: EUPL-1.2
"""The fictional municipality of tests/scherm, for tests that were written apart from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from .hulp import nummer


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    """A dossier of Femke: id and number."""
    d = duinveste.begin("femke")
    return d, nummer(duinveste, d)
