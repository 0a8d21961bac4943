# SPDX-License-Identifier: EUPL-1.2
"""Two fictional municipalities with a dossier each, whose people attack every address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .stad import Stad, bouw


@pytest.fixture
def stad(duinveste: Any, als: Any, tmp_path: Path) -> Stad:
    return bouw(duinveste, als, tmp_path)
