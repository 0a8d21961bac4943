# SPDX-License-Identifier: EUPL-1.2
"""The municipality with people who watch over privacy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from gemeenteproef import Duinveste, klant, richt_gemeente_in


@pytest.fixture
def gemeente(databank: Any, op_dag: Callable[[str], None]) -> Duinveste:
    """The same with a privacy officer (Pleun) and an area broker (Gijs) of the municipality, on Friday 23 January 2026 at 16.40."""
    from wijkregie.privacy.inrichten import richt_in

    op_dag("2026-01-23 16:40")
    d = richt_gemeente_in(databank, Path(__file__).parent / "partijen.yaml")
    richt_in()
    return d


@pytest.fixture
def als_gemeente(gemeente: Duinveste) -> Callable[[str], Any]:
    """A client that is logged in as somebody of that municipality."""
    return lambda wie: klant(gemeente, wie)


@pytest.fixture
def toezicht(duinveste: Any) -> Any:
    """Wout and Rosa are privacy officers."""
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.privacy.inrichten import richt_in as richt_privacy_in

    for wie in ("wout", "rosa"):
        duinveste.databank.beheer(
            "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'privacyfunctionaris', %s)",
            duinveste.gemeente, duinveste.leden[wie][0], date(2015, 1, 1),
        )  # fmt: skip
    richt_in()
    richt_privacy_in()
    return duinveste


@pytest.fixture
def zaak(toezicht: Any) -> UUID:
    """A closed case with a reporter, a file and a person."""
    from wijkregie.dossier.opdracht import Bijlage

    from .vernietigd import GEHEIM, OPEN

    d: UUID = toezicht.begin("femke")
    toezicht.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder=GEHEIM, omschrijving=OPEN,
        bijlagen=(Bijlage(f"{GEHEIM}.pdf", "application/pdf", b"%PDF-1.4 " + GEHEIM.encode(), "melder_identiteit"),),
    )  # fmt: skip
    toezicht.persoon("femke", d)
    toezicht.leg_vast("femke", d, "dossier_gesloten", reden="Klaar")
    return d
