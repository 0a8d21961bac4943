# SPDX-License-Identifier: EUPL-1.2
"""The fictional municipality of tests/scherm, for tests that were written apart from it; and the world of markers, built once per module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from gemeenteproef import richt_gemeente_in

from wijkregie import klok

from .hulp import ingelogd, nummer
from .wereld import HIER, Wereld, bouw, luister


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    """A dossier of Femke: id and number."""
    d = duinveste.begin("femke")
    return d, nummer(duinveste, d)


@pytest.fixture(scope="module")
def wereld(_databank: Any) -> Iterator[Wereld]:
    """The municipality of personas.yaml with its dossiers full of markers, on Friday 23 January 2026. A module that asks for it must not ask for
    `databank` too: that one empties after each test."""
    from wijkregie.privacy.inrichten import richt_in

    try:
        with klok.met_klok(datetime(2026, 1, 23, 16, 40), overal=True):
            w = Wereld(richt_gemeente_in(_databank, HIER / "personas.yaml"))
            richt_in()
            with luister(w):
                yield bouw(w)
    finally:
        _databank.leeg()


@pytest.fixture(scope="module")
def inloggen(wereld: Wereld) -> Callable[[str], Any]:
    """A client that is logged in as a persona."""
    return lambda wie: ingelogd(wereld.d, wie)
