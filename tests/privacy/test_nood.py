# SPDX-License-Identifier: EUPL-1.2
"""Emergency access: one member, chosen categories, two days, told to all who see the dossier, judged afterwards by somebody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import override_settings

from tests.privacy.test_leeslog_pagina import pleun
from wijkregie.klok import nu
from wijkregie.scherm.paginas.aanmelden import BEWEZEN

__all__ = ["pleun"]
REDEN = "De deelnemer is vannacht opgenomen en de arts vraagt wat er speelt."


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    """A case of Femke's in which the corporation takes part and sees part."""
    d: UUID = duinveste.begin("femke", gebied="duinwijk", toestemming=True)
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def _keuzes(c: Any, nummer: str) -> list[str]:
    return re.findall(r'name="gegevens" value="([^"]+)"', c.get(f"/dossier/{nummer}/noodtoegang/").content.decode())


def _open(c: Any, nummer: str, wat: list[str], reden: str = REDEN) -> Any:
    return c.post(f"/dossier/{nummer}/noodtoegang/", {"gegevens": wat, "reden": reden}, follow=True)


def _inhoud(duinveste: Any, wie: str, d: UUID) -> int:
    return sum(b.bit_count() for (b,) in duinveste.ziet(wie, "delen_toegang", "bit_or(inhoud)", "dossier = %s", d) if b)


def test_what_is_shut_opens_for_two_days_for_this_member_alone(duinveste: Any, als: Any, zaak: Any, op_dag: Any) -> None:
    d, nummer = zaak
    c = als("harm")
    voor, dicht = _inhoud(duinveste, "harm", d), _keuzes(c, nummer)
    assert len(dicht) >= 2
    tekst = _open(c, nummer, dicht[:2]).content.decode()
    assert "Vastgelegd: u ziet deze gegevens vandaag en morgen" in tekst and "gegevens die anders dicht zijn" in tekst
    assert _inhoud(duinveste, "harm", d) == voor + 2
    assert "Noodtoegang" in als("femke").get(f"/dossier/{nummer}/").content.decode()
    anderen = [w for w in duinveste.leden if w != "harm" and duinveste.sessie(w).organisatie == duinveste.sessie("harm").organisatie]
    assert all(_inhoud(duinveste, w, d) <= voor for w in anderen)
    op_dag("2026-01-25 09:00")
    assert _inhoud(duinveste, "harm", d) == voor
    assert "anders dicht" not in als("femke").get(f"/dossier/{nummer}/").content.decode()


def _oud_bewijs(c: Any, minuten: int) -> None:
    s = c.session
    s[BEWEZEN] = (nu() - timedelta(minutes=minuten)).isoformat()
    s.save()


@override_settings(TWEEDE_FACTOR=True)
def test_who_wrote_for_longer_than_the_proof_holds_finds_it_back_after_the_proof(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    _, nummer = zaak
    c, adres = als("harm"), f"/dossier/{nummer}/noodtoegang/"
    _oud_bewijs(c, 1)
    wat = _keuzes(c, nummer)[:1]
    _oud_bewijs(c, 11)
    assert c.post(adres, {"gegevens": wat, "reden": REDEN})["Location"].startswith("/inloggen/bewijs/")
    assert duinveste.databank.beheer("select count(*) from delen_nood") == [(0,)]
    assert "opgenomen" not in str(duinveste.databank.beheer("select inhoud from dossier_concept"))
    assert duinveste.databank.beheer("select dossier from dossier_concept") == [(zaak[0],)]  # goes with it
    _oud_bewijs(c, 1)
    tekst = c.get(adres).content.decode()
    assert REDEN in tekst and re.search(f'value="{wat[0]}"[^>]*checked', tekst) and "Dit vulde u net in" in tekst
    assert c.post(adres, {"gegevens": wat, "reden": REDEN}).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_concept") == [(0,)] and REDEN not in c.get(adres).content.decode()

    _oud_bewijs(pleun, 1)
    (id_,) = re.findall(r'name="nood" value="([^"]+)"', pleun.get("/noodtoegang/").content.decode())
    _oud_bewijs(pleun, 11)
    pleun.post("/noodtoegang/", {"nood": id_, "oordeel": "onterecht", "toelichting": "Dit kon wachten."})
    _oud_bewijs(pleun, 1)
    assert "Dit kon wachten." in pleun.get("/noodtoegang/").content.decode()


@override_settings(TWEEDE_FACTOR=True)
def test_nothing_is_kept_for_who_may_not_have_the_page(duinveste: Any, als: Any, zaak: Any) -> None:
    vreemd = next(w for w in duinveste.leden if not duinveste.ziet(w, "dossier_dossier", "id", "id = %s", zaak[0]))
    for wie, adres in ((vreemd, f"/dossier/{zaak[1]}/noodtoegang/"), ("harm", "/noodtoegang/")):
        c = als(wie)
        _oud_bewijs(c, 11)
        c.post(adres, {"reden": REDEN, "nood": str(uuid4()), "toelichting": REDEN})
    assert duinveste.databank.beheer("select count(*) from dossier_concept") == [(0,)]


def test_it_is_judged_by_somebody_else_and_what_was_wrong_ends_at_once(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    d, nummer = zaak
    voor = _inhoud(duinveste, "harm", d)
    _open(als("harm"), nummer, _keuzes(als("harm"), nummer)[:1])
    tekst = pleun.get("/noodtoegang/").content.decode()
    assert REDEN in tekst and nummer in tekst
    (id_,) = re.findall(r'name="nood" value="([^"]+)"', tekst)
    assert als("harm").post("/noodtoegang/", {"nood": id_, "oordeel": "terecht"}).status_code == 404
    a = pleun.post("/noodtoegang/", {"nood": id_, "oordeel": "onterecht", "toelichting": ""})
    assert a.status_code == 400 and "Schrijf kort waarom" in a.content.decode()
    pleun.post("/noodtoegang/", {"nood": id_, "oordeel": "onterecht", "toelichting": "Kon wachten."})
    assert _inhoud(duinveste, "harm", d) == voor
    assert "Er is niets te beoordelen" in pleun.get("/noodtoegang/").content.decode()
    assert pleun.post("/noodtoegang/", {"nood": id_, "oordeel": "terecht"}).status_code == 400


def test_why_lies_encrypted_and_who_reads_it_is_in_the_read_log(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    d, nummer = zaak
    _open(als("harm"), nummer, _keuzes(als("harm"), nummer)[:1])
    tekst = pleun.get("/noodtoegang/").content.decode()
    assert REDEN in tekst
    assert d in duinveste.databank.beheer("select dossiers from privacy_lezing order by id desc limit 1")[0][0]
    (id_,) = re.findall(r'name="nood" value="([^"]+)"', tekst)
    pleun.post("/noodtoegang/", {"nood": id_, "oordeel": "terecht", "toelichting": "Testarts Lindelaan belde."})
    ((reden, gezegd),) = duinveste.databank.beheer("select reden, toelichting from delen_nood")
    assert b"arts" not in bytes(reden) and b"Lindelaan" not in bytes(gezegd)


def test_why_is_gone_with_the_key(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    _open(als("harm"), zaak[1], _keuzes(als("harm"), zaak[1])[:1])
    duinveste.databank.beheer("delete from dossier_sleutel where dossier = %s", zaak[0])
    tekst = pleun.get("/noodtoegang/").content.decode()
    assert REDEN not in tekst and "niet meer te lezen" in tekst


def test_nobody_judges_his_own(duinveste: Any, zaak: Any) -> None:
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation):
        duinveste.databank.beheer(
            "insert into delen_nood (gemeente, id, dossier, login, lidmaatschap, organisatie, categorieen, reden, moment, van, tot, oordeel,"
            " beoordeeld_door, beoordeeld) values (1, gen_random_uuid(), %s, 5, 5, 5, '{1}', 'x', '2026-01-01', '2026-01-01', '2026-01-02',"
            " 'terecht', 5, '2026-01-01')",
            zaak[0],
        )  # fmt: skip


@pytest.mark.parametrize(("wat", "reden"), [([], REDEN), (["bestaat_niet"], REDEN), (["\x00"], REDEN), (None, "kort"), (None, "x" * 2000)])
def test_bad_input_changes_nothing_and_keeps_what_was_typed(duinveste: Any, als: Any, zaak: Any, wat: list[str] | None, reden: str) -> None:
    c, nummer = als("harm"), zaak[1]
    a = _open(c, nummer, _keuzes(c, nummer)[:1] if wat is None else wat, reden)
    assert a.status_code == 400 and reden[:100] in a.content.decode()
    assert duinveste.databank.beheer("select count(*) from delen_nood")[0][0] == 0


def test_a_dossier_that_is_not_there_for_somebody_is_not_there_this_way_either(als: Any, duinveste: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Onbekend
    from wijkregie.privacy.nood import open_nood

    vreemd = next(w for w in duinveste.leden if not duinveste.ziet(w, "dossier_dossier", "id", "id = %s", zaak[0]))
    assert als(vreemd).get(f"/dossier/{zaak[1]}/noodtoegang/").status_code == 404
    with pytest.raises(Onbekend):
        open_nood(duinveste.sessie(vreemd), zaak[0], ["zorg"], REDEN)


def test_the_proof_knows_these_rows_and_no_others(duinveste: Any, als: Any, zaak: Any) -> None:
    from datetime import date

    from wijkregie.dossier.controle import controleer_dossiers

    d, nummer = zaak
    _open(als("harm"), nummer, _keuzes(als("harm"), nummer)[:1])
    s = duinveste.sessie("femke")
    assert controleer_dossiers(s.gemeente, s.gemeente_code, [d], date(2026, 1, 23)).bezwaren == []
    duinveste.databank.beheer("update delen_nood set lidmaatschap = lidmaatschap + 1")
    assert any("delen_toegang" in b for b in controleer_dossiers(s.gemeente, s.gemeente_code, [d], date(2026, 1, 23)).bezwaren)


def test_only_what_the_vocabulary_marks_for_it_can_be_opened(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier import afspraken

    voc = afspraken.wereld("amsterdam").voc.categorieen
    keuzes = _keuzes(als("harm"), zaak[1])
    assert keuzes and all(voc[c].nood for c in keuzes)
    assert not {"melder_identiteit", "bsn", "politie_gegevens", "justitie"} & {c for c, m in voc.items() if m.nood}
    for c in ("melder_identiteit", "bsn"):
        a = _open(als("harm"), zaak[1], [c])
        assert a.status_code == 400 and "Kies uit de lijst" in a.content.decode()


def test_judging_has_a_term_that_the_municipality_chooses(duinveste: Any, als: Any, pleun: Any, zaak: Any, op_dag: Any) -> None:
    """In working days, from the day itself; without a choice there is none, and production asks for it."""
    from wijkregie.privacy import bewaren

    _open(als("harm"), zaak[1], _keuzes(als("harm"), zaak[1])[:1])
    assert "uiterlijk" not in pleun.get("/noodtoegang/").content.decode()
    (bezwaar,) = bewaren.zonder_oordeeltermijn()
    assert "oordeeltermijn" in bezwaar and "partijen importeer" in bezwaar
    duinveste.databank.beheer(
        "insert into partijen_keuze (gemeente, keuze, vanaf, optie, door) values (%s, 'oordeeltermijn', '2020-01-01', 'na_2_werkdagen', 'college')",
        duinveste.gemeente,
    )
    duinveste.databank.beheer("update partijen_stempel set nummer = nummer + 1 where gemeente = %s", duinveste.gemeente)
    assert bewaren.zonder_oordeeltermijn() == []
    # Friday 23 January: two working days later is Tuesday
    assert "Oordeel uiterlijk di 27 jan" in pleun.get("/noodtoegang/").content.decode()
    assert "De eerste uiterlijk di 27 jan" in pleun.get("/privacy/").content.decode()
    op_dag("2026-01-28 09:00")
    assert "te laat" in pleun.get("/noodtoegang/").content.decode() and "te laat" in pleun.get("/privacy/").content.decode()
