# SPDX-License-Identifier: EUPL-1.2
"""A fact in the wrong dossier goes to the right one, and who saw it in the wrong one does not see it there any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie import klok
from wijkregie.dossier.controle import controleer_dossiers
from wijkregie.dossier.opdracht import Bijlage, Geweigerd, Onbekend
from wijkregie.dossier.verplaats import verplaats


@pytest.fixture
def klacht(duinveste: Any) -> tuple[UUID, UUID, UUID]:
    """A complaint with a file, put right once, in the wrong one of two cases."""
    fout, goed = duinveste.begin("femke"), duinveste.begin("femke")
    foto = Bijlage("brief.pdf", "application/pdf", b"%PDF-1 Trommels")
    f = duinveste.leg_vast(
        "femke",
        fout,
        "klacht_ontvangen",
        op="2026-01-20",
        opent=uuid4(),
        kanaal="zorgaanbieder",
        melder="Testbuur",
        omschrijving="Muziek",
        bijlagen=(foto,),
    )
    duinveste.leg_vast("femke", fout, "", rectificeer=str(f), wordt={"omschrijving": "Trommels"}, reden="Verkeerd verstaan.")
    return fout, goed, f


def inhoud(duinveste: Any, wie: str, dossier: UUID) -> str:
    return " ".join(duinveste.leest(wie, "dossier = %s", dossier))


def test_it_is_withdrawn_here_and_recorded_there_with_its_day(duinveste: Any, klacht: tuple[UUID, UUID, UUID]) -> None:
    fout, goed, f = klacht
    uitslag = verplaats(duinveste.sessie("femke"), uuid4(), fout, goed, [f])
    assert set(uitslag.dossiers) == {fout, goed}
    assert duinveste.ziet("femke", "dossier_feit", "op::text", "soort = 'klacht_ontvangen' and dossier = %s", goed) == [("2026-01-20",)]
    daar = inhoud(duinveste, "femke", goed)
    assert "Trommels" in daar
    assert "Testbuur" in daar
    assert duinveste.ziet("femke", "dossier_bestand", "naam", "dossier = %s", goed) == [("brief.pdf",)]
    assert duinveste.ziet("femke", "dossier_fase", "dossier, fase", "spoor = 'ladder' and fase = 'actie_1'") == [(goed, "actie_1")]
    assert duinveste.ziet("femke", "dossier_plicht", "count(*)", "dossier = %s and regel = 'corporatie_inlichten'", fout) == [(0,)]
    uit = controleer_dossiers(duinveste.gemeente, "amsterdam", [fout, goed], klok.vandaag())
    assert uit.bezwaren == []


def test_the_old_rows_are_closed_to_all_but_who_recorded_them(duinveste: Any, klacht: tuple[UUID, UUID, UUID]) -> None:
    fout, goed, f = klacht
    assert "Trommels" in inhoud(duinveste, "harm", fout)
    verplaats(duinveste.sessie("femke"), uuid4(), fout, goed, [f])
    hier = inhoud(duinveste, "harm", fout)
    assert "Trommels" not in hier
    assert "Muziek" not in hier
    assert "Vastgelegd in het verkeerde dossier" in hier  # that something went, he may know
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", "id = %s", f) == [(0,)]
    assert duinveste.ziet("harm", "dossier_bestand", "count(*)", "feit = %s", f) == [(0,)]
    assert duinveste.ziet("harm", "dossier_plicht", "count(*)", "dossier = %s and status = 'vervallen'", fout) == [(0,)]
    assert "Trommels" in inhoud(duinveste, "harm", goed)
    eigen = inhoud(duinveste, "femke", fout)
    assert "Muziek" in eigen
    assert "Trommels" in eigen


def test_what_was_said_about_it_can_move_along(duinveste: Any, klacht: tuple[UUID, UUID, UUID]) -> None:
    fout, goed, f = klacht
    ding = duinveste.ziet("femke", "dossier_feit", "opent", "id = %s", f)[0][0]
    g = duinveste.leg_vast("femke", fout, "deelnemer_aangesproken", over=[str(ding)])
    verplaats(duinveste.sessie("femke"), uuid4(), fout, goed, [f, g])
    rijen = dict(duinveste.ziet("femke", "dossier_feit", "soort, over", "dossier = %s and cardinality(over) > 0", goed))
    assert rijen["klacht_ontvangen"] == rijen["deelnemer_aangesproken"] != [ding]


def test_only_who_recorded_it_and_only_to_a_dossier_that_he_sees(duinveste: Any, klacht: tuple[UUID, UUID, UUID]) -> None:
    fout, goed, f = klacht
    for wie, waar in (("harm", goed), ("wout", goed)):
        with pytest.raises((Geweigerd, Onbekend)):
            verplaats(duinveste.sessie(wie), uuid4(), fout, waar, [f])
    vreemd = duinveste.begin("wout")
    with pytest.raises(Onbekend):
        verplaats(duinveste.sessie("femke"), uuid4(), fout, vreemd, [f])
    with pytest.raises(Onbekend):
        verplaats(duinveste.sessie("femke"), uuid4(), fout, goed, [uuid4()])


def test_twice_the_same_key_moves_once_and_putting_it_back_opens_it(duinveste: Any, databank: Any, klacht: tuple[UUID, UUID, UUID]) -> None:
    fout, goed, f = klacht
    sleutel, s = uuid4(), duinveste.sessie("femke")
    een = verplaats(s, sleutel, fout, goed, [f])
    assert verplaats(s, sleutel, fout, goed, [f]).feiten == een.feiten
    [(weg,)] = databank.beheer("select id from dossier_feit where van = %s order by nr desc limit 1", f)
    duinveste.leg_vast("femke", fout, "", rectificeer=str(weg), intrekken="ja", reden="Toch wel hier.")
    assert "Trommels" in inhoud(duinveste, "harm", fout)
    assert databank.beheer("select count(*) from dossier_dicht") == [(0,)]
