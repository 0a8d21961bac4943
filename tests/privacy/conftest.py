# SPDX-License-Identifier: EUPL-1.2
"""The fictional municipality of tests/scherm."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
def gemeente(databank: Any, op_dag: Callable[[str], None]) -> Any:
    """The same with a privacy officer (Pleun) and an area broker (Gijs) of the municipality, on Friday 23 January 2026 at 16.40."""
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.partijen.importeren import importeer
    from wijkregie.privacy.inrichten import richt_in as richt_privacy_in

    op_dag("2026-01-23 16:40")
    id_ = importeer(Path(__file__).parent / "partijen.yaml").gemeente
    afspraken._bits.clear()
    richt_in()
    richt_privacy_in()
    organisaties = dict(databank.beheer("select code, id from partijen_organisatie"))
    leden = {
        naam.split()[0].lower(): (lid, login)
        for naam, lid, login in databank.beheer("select l.naam, m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login")
    }
    return sys.modules["wijkregie_toets_dossier"].Duinveste(databank, id_, organisaties, leden)


@pytest.fixture
def als_gemeente(gemeente: Any) -> Callable[[str], Any]:
    """A client that is logged in as somebody of that municipality."""
    from django.test import Client

    from wijkregie.partijen.inlog import Inlog
    from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

    def maak(wie: str) -> Any:
        lid, login = gemeente.leden[wie]
        c = Client()
        c.force_login(Inlog().get_user(login), "wijkregie.partijen.inlog.Inlog")
        s = c.session
        s[LIDMAATSCHAP] = lid
        s.save()
        return c

    return maak
