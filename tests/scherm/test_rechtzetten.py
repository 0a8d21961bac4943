# SPDX-License-Identifier: EUPL-1.2
"""Putting a fact right: see first, then confirm; who may; undoing it; what others may know of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from formulierwerk import velden


@pytest.fixture
def zaak(duinveste: Any) -> tuple[str, UUID]:
    d = duinveste.begin("femke")
    nr = str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])
    f = duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", op="2026-01-22", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek", melder="Testbuur"
    )
    return nr, f


def adres(nr: str, f: UUID | str) -> str:
    return f"/dossier/{nr}/feit/{f}/rechtzetten/"


def test_a_day_is_put_right_after_seeing_what_moves(als: Any, zaak: Any, duinveste: Any) -> None:
    nr, f = zaak
    c = als("femke")
    html = c.get(adres(nr, f)).content.decode()
    assert 'value="22-01-2026"' in html and "Muziek" in html
    data = velden(html) | {"wat": "wijzigen", "op": "21-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "Muziek", "f-melder": "Testbuur"}
    assert c.post(adres(nr, f), data).status_code == 400  # no reason
    a = c.post(adres(nr, f), data | {"reden": "Een dag te laat opgeschreven"})
    html = a.content.decode()
    assert a.status_code == 200 and "Dit verandert er" in html
    assert "uiterlijk ma 26 januari" in html and "uiterlijk vr 23 januari" in html and "do 22 januari 2026" in html
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'rectificatie'") == [(0,)]
    assert c.post(adres(nr, f), velden(html)).status_code == 302
    assert duinveste.ziet("femke", "dossier_plicht", "uiterlijk::text", "regel = 'corporatie_inlichten' and status = 'loopt'") == [("2026-01-23",)]


def test_withdrawing_and_undoing_that(als: Any, zaak: Any, duinveste: Any) -> None:
    nr, f = zaak
    c = als("femke")
    data = velden(c.get(adres(nr, f)).content.decode()) | {"wat": "intrekken", "reden": "Verkeerde persoon"}
    html = c.post(adres(nr, f), data).content.decode()
    assert "Vastlegging intrekken" in html and "hoeft niet meer" in html
    assert c.post(adres(nr, f), velden(html)).status_code == 302
    assert duinveste.ziet("femke", "dossier_fase", "fase") == [("geen_overlast",)]
    ((r,),) = duinveste.ziet("femke", "dossier_feit", "id", "soort = 'rectificatie'")
    html = c.get(adres(nr, r)).content.decode()
    assert "Correctie terugdraaien" in html and "Verkeerde persoon" in html
    html = c.post(adres(nr, r), velden(html) | {"reden": "Toch de goede persoon"}).content.decode()
    assert c.post(adres(nr, r), velden(html)).status_code == 302
    assert duinveste.ziet("femke", "dossier_fase", "fase") == [("actie_1",)]


def test_nothing_changed_is_said(als: Any, zaak: Any) -> None:
    nr, f = zaak
    c = als("femke")
    data = velden(c.get(adres(nr, f)).content.decode())
    data |= {"wat": "wijzigen", "op": "22-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "Muziek", "f-melder": "Testbuur", "reden": "x"}
    a = c.post(adres(nr, f), data)
    assert a.status_code == 400 and "U heeft niets veranderd" in a.content.decode()


def test_another_organisation_may_not_and_does_not_see_the_reporter(als: Any, zaak: Any) -> None:
    nr, f = zaak
    c = als("harm")
    html = c.get(adres(nr, f)).content.decode()
    assert "Muziek" in html and "Testbuur" not in html and "f-melder" not in html
    a = c.post(adres(nr, f), velden(html) | {"wat": "intrekken", "reden": "Klopt niet"})
    assert a.status_code == 400 and "Rechtzetten kan de organisatie die dit vastlegde" in a.content.decode()
    assert als("wout").get(adres(nr, f)).status_code == 404
    assert als("femke").get(adres(nr, uuid4())).status_code == 404
    assert als("femke").get(adres(nr, "geen-uuid")).status_code == 404


def test_somebody_was_first_shows_the_new_effect(als: Any, zaak: Any, duinveste: Any) -> None:
    nr, f = zaak
    c = als("femke")
    html = c.post(adres(nr, f), velden(c.get(adres(nr, f)).content.decode()) | {"wat": "intrekken", "reden": "Dubbel"}).content.decode()
    (d,) = duinveste.databank.beheer("select dossier from dossier_feit where id = %s", f)[0]
    duinveste.leg_vast("joris", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    html = c.post(adres(nr, f), velden(html)).content.decode()
    assert "Iemand was u voor" in html
    assert c.post(adres(nr, f), velden(html)).status_code == 302


@pytest.mark.parametrize("waarde", ["x" * 30_000, "\x00\x1b", "<script>x</script>", "31-02-2026", "1e999"])
def test_hostile_input(als: Any, zaak: Any, waarde: str) -> None:
    nr, f = zaak
    c = als("femke")
    html = c.get(adres(nr, f)).content.decode()
    namen = set(re.findall(r'name="([^"]+)"', html)) - {"csrfmiddlewaretoken"}
    for vast in ({}, {"wat": "wijzigen"}, {"wat": "intrekken", "stap": "leg_vast"}, {"wat": "wijzigen", "stap": "leg_vast", "reden": "x"}):
        a = c.post(adres(nr, f), dict.fromkeys(namen, waarde) | vast)
        assert a.status_code in (200, 302, 400), vast
        assert "<script>x" not in a.content.decode()


def test_a_fact_in_the_wrong_dossier_is_moved(als: Any, zaak: Any, duinveste: Any) -> None:
    nr, f = zaak
    ander = duinveste.begin("femke")
    naar = str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", ander)[0][0])
    c = als("femke")
    a = c.post(adres(nr, f), velden(c.get(adres(nr, f)).content.decode()) | {"wat": "elders"})
    plek = f"/dossier/{nr}/feit/{f}/verplaatsen/"
    assert a["Location"] == plek
    data = velden(c.get(plek).content.decode())
    for fout in ("", "WR-2026-9999", nr, "<script>", "\x00"):
        assert c.post(plek, data | {"naar": fout}).status_code == 400, fout
    html = c.post(plek, data | {"naar": naar}).content.decode()
    assert f"in {nr}" in html and f"in {naar}" in html and "hoeft niet meer" in html
    assert c.post(plek, velden(html)).status_code == 302
    assert duinveste.ziet("femke", "dossier_feit", "op::text", "soort = 'klacht_ontvangen' and dossier = %s", ander) == [("2026-01-22",)]
    assert als("harm").get(plek).status_code == 404
