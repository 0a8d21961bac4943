# SPDX-License-Identifier: EUPL-1.2
"""The fictional municipality of tests/scherm."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_naam = "wijkregie_toets_scherm"
if _naam not in sys.modules:
    _spec = importlib.util.spec_from_file_location(_naam, Path(__file__).parents[1] / "scherm" / "conftest.py")
    assert _spec is not None and _spec.loader is not None
    sys.modules[_naam] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[_naam])
duinveste = sys.modules[_naam].duinveste
op_dag = sys.modules[_naam].op_dag
als = sys.modules[_naam].als
