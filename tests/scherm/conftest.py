# SPDX-License-Identifier: EUPL-1.2
"""Pages of a fictional municipality, looked at through the Django test client by its people."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_DOSSIER = Path(__file__).parents[1] / "dossier" / "conftest.py"
_naam = "wijkregie_toets_dossier"
if _naam not in sys.modules:  # the municipality with a case of tests/dossier, under a name of its own
    _spec = importlib.util.spec_from_file_location(_naam, _DOSSIER)
    assert _spec is not None and _spec.loader is not None
    sys.modules[_naam] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[_naam])
duinveste = sys.modules[_naam].duinveste
op_dag = sys.modules[_naam].op_dag


@pytest.fixture
def als(duinveste: Any) -> Callable[[str], Any]:
    """A client that is logged in as somebody, by first name."""
    from django.test import Client

    from wijkregie.partijen.inlog import Inlog
    from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

    def maak(wie: str) -> Any:
        lid, login = duinveste.leden[wie]
        c = Client()
        c.force_login(Inlog().get_user(login), "wijkregie.partijen.inlog.Inlog")
        s = c.session
        s[LIDMAATSCHAP] = lid
        s.save()
        return c

    return maak
