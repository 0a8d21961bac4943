# SPDX-License-Identifier: EUPL-1.2
"""The desk: who sees which report, what it waits for, and a report that somebody tells."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from paginaproef import woorden as tekst_van

from .formulier import ANONIEM, meld, nummer_en_code


def _telefoon(d: Any, **anders: str) -> dict[str, Any]:
    return {
        "sleutel": str(uuid4()), "f-kanaal": "telefoon", "f-anoniem": "nee", "f-melder_naam": "Annelies Kwikstaart", "f-omschrijving": "Geschreeuw",
        "f-waar": "Vlierhof 3", "wijk": str(d.gebied("duinwijk")), **anders,
    }  # fmt: skip


def test_the_reporting_point_sees_a_public_report_with_its_deadline(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    blad = tekst_van(als_gemeente("rosa").get("/meldingen/"))
    assert nummer in blad and "Lisdoddestraat 14" in blad
    assert "1 melder wacht op contact" in blad
    assert "di 27 januari" in blad  # two working days after Friday
    for wie in ("harm", "bea"):
        assert nummer not in als_gemeente(wie).get("/meldingen/").content.decode()


def test_contact_and_decision_move_it_through_the_list(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    ((dossier,),) = gemeente.databank.beheer("select id from dossier_dossier")
    gemeente.leg_vast("rosa", dossier, "melding_contact_gelegd", wijze="telefoon")
    assert "1 melding op een besluit" in tekst_van(als_gemeente("rosa").get("/meldingen/"))
    gemeente.leg_vast(
        "rosa", dossier, "melding_getrieerd", uitkomst_triage="doorverwijzen", tekenen_van_treiteren="nee", verwezen_naar="buurtbemiddeling",
        motivering="ruzie van twee kanten",
    )  # fmt: skip
    assert nummer in tekst_van(als_gemeente("rosa").get("/meldingen/"))  # the reporter must still hear what was decided
    gemeente.leg_vast(
        "rosa", dossier, "melder_beantwoord", soort_bericht="uitkomst_melding", antwoord="Buurtbemiddeling belt u", alleen_de_melding="ja"
    )
    gemeente.leg_vast("rosa", dossier, "dossier_gesloten", reden="afgehandeld")
    assert nummer not in tekst_van(als_gemeente("rosa").get("/meldingen/"))


def test_a_report_by_phone_is_one_page_and_gives_a_code(gemeente: Any, als_gemeente: Any) -> None:
    c = als_gemeente("bea")
    assert "112" in tekst_van(c.get("/meldingen/nieuw/"))
    data = _telefoon(gemeente)
    a = c.post("/meldingen/nieuw/", data)
    nummer, code = nummer_en_code(a)
    assert nummer == "M-2026-0001" and len(code) == 17
    assert nummer_en_code(c.post("/meldingen/nieuw/", data)) == (nummer, code)
    assert gemeente.databank.beheer("select tijd from dossier_feit where soort = 'melding_ontvangen'") == [(16 * 60 + 40,)]
    blad = tekst_van(c.get("/meldingen/"))
    assert "Vlierhof 3" in blad and "Dit is uw taak" in blad
    assert nummer in als_gemeente("rosa").get("/meldingen/").content.decode()


def test_an_earlier_entrance_keeps_its_day(gemeente: Any, als_gemeente: Any) -> None:
    als_gemeente("harm").post("/meldingen/nieuw/", _telefoon(gemeente, **{"f-kanaal": "woningcorporatie", "op": "22-01-2026", "tijd": "9.15"}))
    ((op, tijd),) = gemeente.databank.beheer("select op::text, tijd from dossier_feit where soort = 'melding_ontvangen'")
    assert (op, tijd) == ("2026-01-22", 9 * 60 + 15)


def test_a_mistake_by_phone_loses_nothing(gemeente: Any, als_gemeente: Any) -> None:
    a = als_gemeente("bea").post("/meldingen/nieuw/", _telefoon(gemeente, **{"f-omschrijving": ""}))
    assert a.status_code == 400
    assert "Annelies Kwikstaart" in a.content.decode() and "Vul dit in" in a.content.decode()
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(0,)]


@pytest.mark.parametrize(
    "feit", ["melding_contact_gelegd", "melding_contact_onmogelijk", "melder_beantwoord", "melding_getrieerd", "melding_aangevuld"]
)
def test_the_page_of_a_report_has_its_acts(gemeente: Any, als_gemeente: Any, feit: str) -> None:
    nummer, _ = meld(Client(), gemeente, wie=ANONIEM)
    c = als_gemeente("rosa")
    assert c.get(f"/dossier/{nummer}/").status_code == 200
    assert c.get(f"/dossier/{nummer}/handeling/{feit}/", follow=True).status_code == 200


def test_the_name_of_the_reporter_is_for_who_must_answer(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    assert "Annelies Kwikstaart" in als_gemeente("rosa").get(f"/dossier/{nummer}/").content.decode()
    assert als_gemeente("harm").get(f"/dossier/{nummer}/").status_code == 404
    gemeente.leg_vast("rosa", gemeente.databank.beheer("select id from dossier_dossier")[0][0], "melding_contact_gelegd", wijze="telefoon")
    assert "Annelies Kwikstaart" not in als_gemeente("rosa").get(f"/dossier/{nummer}/").content.decode()


def test_reports_are_no_cases(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    for welke in ("open", "mij", "gesloten"):
        assert nummer not in c.get(f"/dossiers/?welke={welke}").content.decode()
    from wijkregie.dossier.personen import protocollen_van_zaak

    assert "melding" not in dict(protocollen_van_zaak("amsterdam"))


def test_the_menu_has_reports_for_who_may_record_them(gemeente: Any, als_gemeente: Any) -> None:
    html = als_gemeente("rosa").get("/werk/").content.decode()
    assert 'href="/meldingen/"' in html
