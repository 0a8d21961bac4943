# SPDX-License-Identifier: EUPL-1.2
"""Two fictional municipalities in a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HIER = Path(__file__).parent
DUINVESTE = HIER / "duinveste.yaml"

Schrijf = Callable[[str], Path]


@pytest.fixture
def schrijf(tmp_path: Path) -> Schrijf:
    """Text to a file to be imported."""

    def doe(tekst: str) -> Path:
        pad = tmp_path / "partijen.yaml"
        pad.write_text(tekst, encoding="utf-8")
        return pad

    return doe


@pytest.fixture
def gemeenten(databank: Any, schrijf: Schrijf) -> tuple[int, int]:
    """Duinveste, and a second municipality of the same shape."""
    from wijkregie.partijen.importeren import importeer

    een = importeer(DUINVESTE).gemeente
    ander = DUINVESTE.read_text(encoding="utf-8").replace("{code: amsterdam, naam: Duinveste}", "{code: dordrecht, naam: Zeeduin}")
    twee = importeer(schrijf(ander.replace("@helm", "@zeehelm").replace("@stadsdeel", "@zeestad"))).gemeente
    return een, twee


@pytest.fixture
def nummer(databank: Any) -> Callable[..., int]:
    """The number of a row, past row-level security: `nummer("login", gebruikersnaam=...)`."""

    def zoek(tabel: str, **waar: Any) -> int:
        voorwaarde = " AND ".join(f"{k} = %s" for k in waar)
        return int(databank.beheer(f"SELECT id FROM partijen_{tabel} WHERE {voorwaarde}", *waar.values())[0][0])

    return zoek


@pytest.fixture
def duinveste() -> Path:
    return DUINVESTE
