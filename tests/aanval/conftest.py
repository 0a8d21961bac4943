# SPDX-License-Identifier: EUPL-1.2
"""Two fictional municipalities with a dossier each, whose people attack every address."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from .stad import Stad, bouw

_naam = "wijkregie_toets_scherm"
if _naam not in sys.modules:
    _spec = importlib.util.spec_from_file_location(_naam, Path(__file__).parents[1] / "scherm" / "conftest.py")
    assert _spec is not None and _spec.loader is not None
    sys.modules[_naam] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[_naam])
duinveste = sys.modules[_naam].duinveste
op_dag = sys.modules[_naam].op_dag
als = sys.modules[_naam].als


@pytest.fixture
def stad(duinveste: Any, als: Any, tmp_path: Path) -> Stad:
    return bouw(duinveste, als, tmp_path)
