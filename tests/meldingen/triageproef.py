# SPDX-License-Identifier: EUPL-1.2
"""Reports in a fictional municipality, for the tests of triage."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from gemeenteproef import klant, richt_gemeente_in

PARTIJEN = Path(__file__).parent / "triage_partijen.yaml"
DOELEN = ("meldingen", "overlastaanpak", "treiteraanpak", "beeldvorming")


@pytest.fixture
def duinveste(databank: Any, op_dag: Any) -> Any:
    """Wednesday 14 January 2026."""
    op_dag("2026-01-14 10:00")
    return richt_gemeente_in(databank, PARTIJEN)


@pytest.fixture
def als(duinveste: Any) -> Any:
    return lambda wie: klant(duinveste, wie)


def meld(d: Any, wie: str = "bram", *, op: str = "2026-01-13 09:30", anoniem: bool = False, **velden: Any) -> UUID:
    """A report that somebody took; its dossier."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    id_ = uuid4()
    vast = {"kanaal": "telefoon", "anoniem": "ja" if anoniem else "nee", "omschrijving": "Elke avond gebonk op de muur en briefjes in de bus."}
    if not anoniem:
        vast |= {"melder_naam": "Mies Proefduin", "melder_bereikbaar": "06-00000000"}
    feit = Nieuw(id_, uuid4(), {"feit": "melding_ontvangen", "op": op, "velden": {**vast, **velden}})
    s = d.sessie(wie)
    kern.leg_vast(s, Opdracht(uuid4(), (feit,), begin=(Begin(id_, "melding", ("melding",), d.gebied("duinwijk")),)))
    return id_


def nummer(d: Any, dossier: UUID) -> str:
    return str(d.databank.beheer("select nummer from dossier_dossier where id = %s", dossier)[0][0])


@contextmanager
def ogen(d: Any, wie: str) -> Any:
    """In the context of the page of a report, as this person."""
    with d.ogen(wie, DOELEN):
        yield d.sessie(wie)
