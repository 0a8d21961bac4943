# SPDX-License-Identifier: EUPL-1.2
"""A case of harassment up to the registration for Restart, with who signs its letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from gemeenteproef import klant, richt_gemeente_in

HIER = Path(__file__).parent
DAG = "2026-03-10"


@pytest.fixture
def stad(databank: Any, op_dag: Callable[[str], None]) -> Any:
    op_dag(f"{DAG} 10:00")
    return richt_gemeente_in(databank, HIER / "partijen.yaml")


@pytest.fixture
def als_in_stad(stad: Any) -> Callable[[str], Any]:
    return lambda wie: klant(stad, wie)


@pytest.fixture
def treiterzaak(stad: Any) -> UUID:
    """About a person at an address, weighed as complex."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    d, huis = uuid4(), uuid4()
    signaal = Nieuw(d, uuid4(), {"op": "2026-01-06", "feit": "treitersignaal_ontvangen", "velden": {}}, uuid4())
    begin = Begin(d, "zaak", ("treiteraanpak",), stad.gebied("zuid"), begonnen=date(2026, 1, 6))
    kern.leg_vast(stad.sessie("rosa"), Opdracht(uuid4(), (signaal,), begin=(begin,)))
    stad.persoon("rosa", d)
    adres = {"straat": "Lisdoddestraat", "huisnummer": 14, "postcode": "1234 XX", "plaats": "Duinveste"}
    feit = Nieuw(huis, uuid4(), {"op": DAG, "feit": "adres_vastgelegd", "velden": adres})
    link = Nieuw(d, uuid4(), {"op": DAG, "feit": "dossiers_verbonden", "velden": {"ander": str(huis), "relatie": "betreft"}})
    kern.leg_vast(stad.sessie("rosa"), Opdracht(uuid4(), (feit, link), (Begin(huis, "adres", ("adres",)),)))
    gewogen = {"aard_geduid": "treiteren", "structureel": "ja", "gericht_tegen": "een_persoon", "burenruzie": "nee", "zwaarte": "complex"}
    stad.leg_vast("kees", d, "signaal_geduid", op="2026-01-07", over=[str(signaal.opent)], motivering="elke dag", **gewogen)
    return d


def stemming(stad: Any, d: UUID, *, kans: bool = True) -> None:
    """Every fixed party votes for."""
    wie = ["mzwo", "buurtteam", "ggd", "ggz", "politie", "woningcorporatie", "zorgaanbieder", "zorgaanbieder", "zorgaanbieder"]
    namen = [str(o) for o in stad.organisaties.values()]
    orgs = [namen[i % len(namen)] for i in range(len(wie))]
    recht = [{"partij": p, "organisatie": o} for p, o in zip(wie, orgs, strict=True)]
    vragen = {"einde_interventie": "voor", "laatste_kans": "voor" if kans else "veto"}
    stemmen = [{"organisatie": o, "stemvraag": v, "stem": s} for v, s in vragen.items() for o in dict.fromkeys(orgs)]
    stad.leg_vast("rosa", d, "stemming_gehouden", op="2026-03-02", stemgerechtigd=recht, stemmen=stemmen)


@pytest.fixture
def besloten(treiterzaak: UUID, stad: Any) -> UUID:
    stemming(stad, treiterzaak)
    return treiterzaak


@pytest.fixture
def aangemeld(besloten: UUID, stad: Any) -> tuple[UUID, UUID]:
    """The case, and the registration with both profiles."""
    stad.leg_vast("kees", besloten, "toestemming_gegeven", op="2026-03-09", schriftelijk="ja", uitleg_gegeven="2026-03-09")
    f = stad.leg_vast(
        "vera", besloten, "aangemeld_bij_trajectbureau", herkomst="systeem", formulier="ja", profiel="Woont alleen.",
        bejegeningsprofiel="Spreek rustig.", kopie_aan=["treiterregisseur", "teamleider", "zorgcoordinator"],
    )  # fmt: skip
    return besloten, f
