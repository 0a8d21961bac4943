# SPDX-License-Identifier: EUPL-1.2
"""The public form: nothing typed is lost, nothing unfinished is kept, one report per form, and only what was answered is recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from formulierwerk import velden
from paginaproef import woorden as tekst_van

from .formulier import ANONIEM, WAAR, WAT, WIE, meld, nummer_en_code, stappen

TABELLEN = "select count(*) from dossier_dossier union all select count(*) from django_session union all select count(*) from dossier_concept"


def _inhoud(d: Any, systeem: str = "melding_ontvangen") -> dict[str, Any]:
    """All fields of the last fact of a type, as the core reads them."""
    from wijkregie.dossier import kern

    with kern.in_kern(d.gemeente, "amsterdam") as k:
        k.cursor.execute("select dossier from dossier_feit where soort = %s order by vastgelegd desc limit 1", [systeem])
        (dossier,) = k.cursor.fetchone()
        g = k.laad(dossier, slot=False)
        return {"soort": g.soort, "protocollen": g.protocollen, **next(f for f in reversed(g.feiten) if f.soort == systeem).velden}


def test_steps_carry_what_was_typed_and_keep_nothing_here(gemeente: Any) -> None:
    voor = gemeente.databank.beheer(TABELLEN)
    a = stappen(Client(), WAAR, WAT, WIE)
    assert "Lisdoddestraat 14" in tekst_van(a)
    assert "Elke avond gebonk" in tekst_van(a)
    assert gemeente.databank.beheer(TABELLEN) == voor


def test_a_report_is_a_small_dossier_with_a_number_and_a_code(gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    assert nummer == "M-2026-0001"
    assert len(code.replace("-", "")) == 15
    f = _inhoud(gemeente)
    assert (f["soort"], f["protocollen"]) == ("melding", ("melding",))
    assert (f["kanaal"], f["anoniem"], f["melder_naam"]) == ("website", False, "Annelies Kwikstaart")
    assert list(f["gedrag"]) == ["pesten", "bedreiging"]
    ((tijd, vastlegger),) = gemeente.databank.beheer("select tijd, vastlegger from dossier_feit where soort = 'melding_ontvangen'")
    assert (tijd, vastlegger) == (16 * 60 + 40, gemeente.organisaties["melders"])


def test_who_stays_anonymous_sends_no_name(gemeente: Any) -> None:
    meld(Client(), gemeente, wie=ANONIEM)
    f = _inhoud(gemeente)
    assert f["anoniem"] is True
    assert not {n for n in f if n.startswith("melder_")}


def test_a_double_click_is_one_report_and_shows_the_code_again(gemeente: Any, op_dag: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    een, twee = c.post("/melden/", vast), c.post("/melden/", vast)
    assert nummer_en_code(een) == nummer_en_code(twee) != ("", "")
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(1,)]
    assert gemeente.databank.beheer("select count(*) from meldingen_code") == [(1,)]
    op_dag("2026-01-23 17:00")
    later = c.post("/melden/", vast)
    assert nummer_en_code(later)[1] == ""
    assert "hebben wij al ontvangen" in tekst_van(later)


def test_a_form_that_was_sent_and_then_changed_says_so(gemeente: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    c.post("/melden/", vast)
    anders = c.post("/melden/", vast | {"f-omschrijving": "Iets anders"})
    assert anders.status_code == 409
    assert "Wat u eerst verstuurde, hebben wij" in anders.content.decode()


@pytest.mark.parametrize(("adres", "woord"), [("/melden/", "Vul dit in: Waar gebeurt het?"), ("/report/", "Please fill in: Where does it happen?")])
def test_errors_are_precise_in_the_language_of_the_page(gemeente: Any, adres: str, woord: str) -> None:
    a = stappen(Client(), WAAR | {"f-waar": ""}, adres=adres)
    assert a.status_code == 400
    assert woord in a.content.decode()
    assert "22-01-2026" in a.content.decode()


def test_a_day_to_come_is_refused(gemeente: Any) -> None:
    a = stappen(Client(), WAAR | {"f-gebeurd_op": "24-01-2026"})
    assert a.status_code == 400
    assert "nog niet geweest" in a.content.decode()


def test_back_and_the_other_language_lose_nothing(gemeente: Any) -> None:
    c = Client()
    a = stappen(c, WAAR, WAT)
    terug = c.post("/melden/", velden(a.content.decode()) | WIE | {"stap": "terug"})
    assert "Elke avond gebonk" in terug.content.decode()
    engels = c.post("/report/", velden(terug.content.decode()) | WAT | {"stap": "taal"})
    assert 'lang="en"' in engels.content.decode()
    verder = c.post("/report/", velden(engels.content.decode()) | WAT)
    assert "Annelies Kwikstaart" in verder.content.decode()


def test_without_an_area_that_somebody_reads_it_asks_the_area(gemeente: Any) -> None:
    a = stappen(Client(), WAAR, WAT, WIE, {})
    assert a.status_code == 400
    assert "Kies de buurt" in a.content.decode()
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(0,)]


def test_a_report_of_an_area_without_readers_is_kept_all_the_same(gemeente: Any) -> None:
    meld(Client(), gemeente, waar={"f-:wijk": str(gemeente.gebied("plas"))})
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(1,)]


def test_files_are_checked_by_content_and_by_the_scanner(gemeente: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    fout = c.post("/melden/", vast | {"bestand": SimpleUploadedFile("foto.jpg", b"MZ geen foto")})
    assert fout.status_code == 400
    assert "Dit bestand kan niet" in fout.content.decode()
    with override_settings(BESTAND_SCANNER="scanproef.scanner"):
        vies = c.post("/melden/", vast | {"bestand": SimpleUploadedFile("stuk.pdf", b"%PDF-1.4 VIRUS")})
    assert "niet veilig" in vies.content.decode()
    goed = c.post("/melden/", vast | {"bestand": SimpleUploadedFile("stuk.pdf", b"%PDF-1.4 verzonnen")})
    assert nummer_en_code(goed)[1]
    assert gemeente.databank.beheer("select count(*) from dossier_bestand") == [(1,)]


def test_a_scanner_that_is_down_keeps_the_form_and_not_the_file(gemeente: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    with override_settings(BESTAND_SCANNER="wijkregie.koppelingen.clamav.scan", CLAMAV="/nergens/clamd.ctl"):
        stil = c.post("/melden/", vast | {"bestand": SimpleUploadedFile("stuk.pdf", b"%PDF-1.4 verzonnen")})
    assert stil.status_code == 400
    assert "kunnen dit bestand nu niet op virussen nakijken" in stil.content.decode()
    assert velden(stil.content.decode())["f-omschrijving"] == [WAT["f-omschrijving"]]
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(0,)]
    assert nummer_en_code(c.post("/melden/", vast))[1]


def test_too_many_from_one_address_wait_and_lose_nothing(gemeente: Any, op_dag: Any) -> None:
    meld(Client(), gemeente)
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    with override_settings(MELDEN_PER_ADRES=1):
        wacht = c.post("/melden/", vast)
    assert wacht.status_code == 429
    assert velden(wacht.content.decode()) == vast
    op_dag("2026-01-23 17:00")
    assert nummer_en_code(c.post("/melden/", vast))[1]


@pytest.fixture
def drempel(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A threshold with two places inside, of which one writes."""
    from wijkregie.scherm import drukte

    d = drukte.Drempel(2, 1)
    monkeypatch.setattr(drukte, "drempel_van_proces", lambda: d)
    return d


def test_when_half_of_the_threads_are_taken_the_next_hears_so_at_once(gemeente: Any, drempel: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    assert drempel.erin() and drempel.erin()
    with CaptureQueriesContext(connections["default"]) as vragen:
        druk, lezen = c.post("/report/", vast), c.get("/melden/")
    assert len(vragen) == 0
    assert (druk.status_code, druk["Retry-After"], "Refresh" in druk) == (503, "5", False)  # a refresh would be a GET, and lose what was typed
    assert (lezen.status_code, lezen["Refresh"]) == (503, "5")
    html = druk.content.decode()
    assert "Choose yes. It cannot be sent twice" in html and "112" in html and 'href="/melden/weg/"' in html
    assert "<link" not in html and "<script" not in html and len(html) < 2000
    assert druk["Content-Security-Policy"] and druk["Cache-Control"] == "no-store"
    assert c.get("/melden/weg/").status_code == 302  # who must leave never waits
    assert c.get("/inloggen/").status_code == 200  # nor does who works here
    drempel.eruit()
    assert nummer_en_code(c.post("/melden/", vast))[1]


def test_who_writes_waits_for_a_turn_and_who_reads_does_not(gemeente: Any, drempel: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    assert drempel.erin() and drempel.schrijf()
    with override_settings(MELDEN_WACHT=0):
        assert c.post("/melden/", vast).status_code == 503
    assert c.get("/melden/").status_code == 200
    drempel.klaar()
    drempel.eruit()
    assert nummer_en_code(c.post("/melden/", vast))[1]
    assert gemeente.databank.beheer("select count(*) from dossier_dossier") == [(1,)]


def test_a_page_that_breaks_gives_its_place_back(gemeente: Any, drempel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkregie.scherm.paginas import melden

    def stuk() -> None:
        raise RuntimeError

    c = Client(raise_request_exception=False)
    with monkeypatch.context() as m:
        m.setattr(melden, "hier", stuk)
        assert [c.post("/melden/", {}).status_code for _ in range(3)] == [500, 500, 500]
    assert c.get("/melden/").status_code == 200


def test_files_that_must_be_chosen_again_are_named_next_to_the_field(gemeente: Any) -> None:
    c = Client()
    a = stappen(c, WAAR | {"f-:wijk": str(gemeente.gebied("duinwijk"))}, WAT, WIE)
    vast = velden(a.content.decode())
    assert "Kies ze hier opnieuw" not in a.content.decode()
    stuk = {"bestand": SimpleUploadedFile("stuk.pdf", b"%PDF-1.4 verzonnen")}
    with override_settings(MELDEN_PER_ADRES=0):
        wacht = c.post("/melden/", vast | stuk)
    assert wacht.status_code == 429 and "Kies ze hier opnieuw" in wacht.content.decode()
    terug = c.post("/melden/", velden(wacht.content.decode()) | {"stap": "terug"})
    weer = c.post("/report/", velden(terug.content.decode()) | WIE)
    assert "Choose them here again" in weer.content.decode()


@pytest.mark.parametrize("adres", ["/melden/", "/report/", "/melden/code/", "/report/code/"])
def test_every_page_has_112_and_a_way_out_that_works_without_script(gemeente: Any, adres: str) -> None:
    html = Client().get(adres).content.decode()
    assert "112" in html
    assert 'href="/melden/weg/"' in html
    weg = Client().get("/melden/weg/")
    assert (weg.status_code, weg["Referrer-Policy"]) == (302, "no-referrer")


def test_where_there_is_no_form_there_is_no_page(duinveste: Any) -> None:
    assert Client().get("/melden/").status_code == 404


def test_the_languages_say_the_same(gemeente: Any) -> None:
    from wijkregie.dossier import afspraken
    from wijkregie.meldingen import systeem
    from wijkregie.meldingen.woorden import TALEN, opzet, woorden

    w = [woorden(t) for t in TALEN]
    assert w[0].teksten.keys() == w[1].teksten.keys()
    o, (_, model) = opzet("amsterdam"), systeem.model("amsterdam")
    assert o is not None
    assert set(o.velden) <= set(model.velden)
    assert {n for n, v in model.velden.items() if v.verplicht} <= {*o.velden, *o.vast}
    for x in w:
        for n in o.velden:
            t, v = x.vragen["amsterdam"][n], model.velden[n]
            assert (t.opties is not None) == bool(v.waarden), n
            assert t.opties is None or set(t.opties) == set(v.waarden), n
    assert afspraken.wereld("amsterdam").rollen[systeem.rol("amsterdam")].soort
