# SPDX-License-Identifier: EUPL-1.2
"""The chain as it is stored is the chain as it is proven, for every kind of fact."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from wijkregie import klok
from wijkregie.dossier import kern
from wijkregie.dossier.controle import controleer_dossiers


def alles(duinveste: Any) -> Any:
    """Prove every dossier of the municipality."""
    dossiers = kern.alle_dossiers(duinveste.gemeente, "amsterdam")
    return controleer_dossiers(duinveste.gemeente, "amsterdam", dossiers, klok.vandaag())


def test_a_case_that_nobody_touched_is_proven(duinveste: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d = duinveste.begin("femke")
    k = uuid4()
    foto = Bijlage("foto.png", "image/png", b"\x89PNG\r\n\x1a\n test")
    f = duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", melder="Testbuur", omschrijving="Muziek", bijlagen=(foto,)
    )
    duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"omschrijving": "Trommels", "op": "2026-01-22"}, reden="Verkeerd verstaan.")
    u = alles(duinveste)
    assert u.bezwaren == []
    assert (u.dossiers, u.feiten) == (1, 4)
    assert u.rijen > 50


def test_the_proof_holds_on_every_later_day_also_before_the_night_has_run(duinveste: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    for dag in ("2026-01-24", "2026-01-28", "2026-03-01", "2026-09-01"):
        op_dag(f"{dag} 08:00")
        assert alles(duinveste).bezwaren == [], dag
