# SPDX-License-Identifier: EUPL-1.2
"""Ending a code: at the next question it opens nothing, wherever it was open; by the desk, and by who reported."""

from __future__ import annotations

import re
from datetime import date
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from paginaproef import woorden as tekst_van

from .formulier import ANONIEM, meld, nummer_en_code
from .test_code import _dossier, _open, tekst_ongeacht

NOOIT = "23456-789AC-DEFGH"
FORMULIER = {"had": "ja", "reden": "anderen_lazen_mee", "herkend": "teruggebeld", "nieuwe": "nee"}


def plek(nummer: str) -> str:
    return f"/meldingen/{nummer}/code/"


def beeindig(c: Any, nummer: str, **anders: str) -> Any:
    return c.post(plek(nummer), {"sleutel": str(uuid4()), **FORMULIER, **anders})


def test_an_open_page_is_refused_at_the_next_question(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    open_ = _open(code)
    assert nummer in open_.get("/melden/code/").content.decode()
    assert beeindig(als_gemeente("rosa"), nummer).status_code == 302
    a = open_.post("/melden/code/", {"doe": "erbij", "sleutel": str(uuid4()), "f-omschrijving": "te laat"})
    assert a.status_code == 403 and nummer not in a.content.decode()
    assert nummer not in open_.get("/melden/code/").content.decode()
    assert gemeente.databank.beheer("select count(*) from dossier_feit where soort = 'melding_aangevuld'") == [(0,)]
    assert gemeente.databank.beheer("select count(*) from delen_toegang where sleutel < -1000000000") == [(0,)]


def test_the_database_and_the_core_refuse_it_too(gemeente: Any, als_gemeente: Any) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Onbekend
    from wijkregie.meldingen import code, volgen
    from wijkregie.meldingen.melder import loket

    nummer, geheim = meld(Client(), gemeente)
    waar = loket(date(2026, 1, 23))
    assert waar is not None
    sleutel = code.zoek(waar, geheim)
    assert sleutel is not None
    sessie = code.sessie(waar, sleutel, date(2026, 1, 23))
    beeindig(als_gemeente("rosa"), nummer)
    assert code.zoek(waar, geheim) is None and code.geldig(waar, sleutel.nummer) is None
    with pytest.raises(Onbekend):
        kern.zaak(sessie, sleutel.dossier)
    with pytest.raises(Onbekend):
        volgen.vul_aan(sessie, sleutel.dossier, {"omschrijving": "vals"}, _nu(), uuid4(), ())
    with gemeente.ogen("rosa", ("meldingen",)), connections["default"].cursor() as c:
        c.execute("select set_config('app.sleutels', %s, true)", ["{" + str(sleutel.nummer) + "}"])
        c.execute("select count(*) from dossier_feit")
        assert c.fetchone()[0] == 0


def _nu() -> Any:
    from wijkregie.klok import nu

    return nu()


def test_the_old_code_and_one_that_never_was_look_the_same(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    beeindig(als_gemeente("rosa"), nummer)
    oud, nooit = (Client().post("/melden/code/", {"code": x}) for x in (code, NOOIT))
    assert oud.status_code == nooit.status_code == 400
    assert tekst_ongeacht(oud) == tekst_ongeacht(nooit)


def test_it_is_an_act_in_the_file_with_its_reason(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    blad = c.get(f"/dossier/{nummer}/handeling/meldcode_beeindigd/")
    assert blad.status_code == 302 and blad["Location"] == plek(nummer)
    assert "de melder deed het zelf" not in tekst_van(c.get(plek(nummer))).lower()
    mis = beeindig(c, nummer, herkend="", reden="melder_deed_het_zelf")
    assert mis.status_code == 400 and all(zin in mis.content.decode() for zin in ("Kies waaraan u de melder herkende", "Kies waarom"))
    beeindig(c, nummer)
    tijdlijn = tekst_van(c.get(f"/dossier/{nummer}/"))
    assert "ode van de melding beëindigd" in tijdlijn
    assert "iemand anders heeft de code" in tijdlijn and "teruggebeld op het nummer" in tijdlijn
    ((door, organisatie),) = gemeente.databank.beheer("select rol, vastlegger from dossier_feit where soort = 'meldcode_beeindigd'")
    assert (door, organisatie) == ("mzwo", gemeente.organisaties["meldpunt"])


def test_the_form_of_every_act_does_not_say_what_was_not_done(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    for feit in ("meldcode_beeindigd", "meldcode_gegeven"):
        a = c.post(
            f"/dossier/{nummer}/handeling/{feit}/",
            {"sleutel": str(uuid4()), "stap": "vastleggen", "f-reden_einde_code": "kwijt", "f-herkend_aan": "zelf_langs"},
        )
        assert a.status_code == 302 and a["Location"] == plek(nummer)
    assert gemeente.databank.beheer("select count(*) from dossier_feit where soort = 'meldcode_beeindigd'") == [(0,)]
    assert _open(code)


def test_a_new_code_is_shown_once_and_opens_the_same_report(gemeente: Any, als_gemeente: Any, op_dag: Any) -> None:
    nummer, oud = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    data = {"sleutel": str(uuid4()), **FORMULIER, "nieuwe": "ja"}
    a = c.post(plek(nummer), data)
    _, nieuw = nummer_en_code(a)
    assert len(nieuw) == 17 and nieuw != oud and "Er is een nieuwe code" in tekst_van(a)
    assert nummer in _open(nieuw).get("/melden/code/").content.decode()
    assert Client().post("/melden/code/", {"code": oud}).status_code == 400
    assert nummer_en_code(c.post(plek(nummer), data))[1] == nieuw  # a double click
    op_dag("2026-01-23 16:55")
    weer = c.post(plek(nummer), data)
    assert nummer_en_code(weer)[1] == "" and "Dit was al vastgelegd" in tekst_van(weer)
    assert nummer in _open(nieuw).get("/melden/code/").content.decode()
    assert [r[0] for r in gemeente.databank.beheer("select soort from dossier_feit order by nr")] == [
        "melding_ontvangen", "meldcode_gegeven", "meldcode_beeindigd", "meldcode_gegeven",
    ]  # fmt: skip


def test_the_form_that_gave_a_code_does_not_show_it_once_it_ended(gemeente: Any, als_gemeente: Any) -> None:
    """Going back in the browser shortly after: the code on that page is dead, and showing it would send somebody to a shut door."""
    c = als_gemeente("bea")
    data = {
        "sleutel": str(uuid4()),
        "f-kanaal": "telefoon",
        "f-anoniem": "ja",
        "f-omschrijving": "Geschreeuw",
        "wijk": str(gemeente.gebied("duinwijk")),
    }
    nummer, code = nummer_en_code(c.post("/meldingen/nieuw/", data))
    assert code
    beeindig(als_gemeente("rosa"), nummer)
    assert nummer_en_code(c.post("/meldingen/nieuw/", data)) == (nummer, "")


def test_who_takes_reports_may_and_who_does_not_see_it_may_not(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    for wie in ("bea", "harm"):  # they do not see this report
        assert beeindig(als_gemeente(wie), nummer).status_code == 404
    assert _open(code)
    a = als_gemeente("bea").post(
        "/meldingen/nieuw/",
        {"sleutel": str(uuid4()), "f-kanaal": "telefoon", "f-anoniem": "nee", "f-omschrijving": "x", "wijk": str(gemeente.gebied("duinwijk"))},
    )
    eigen, geheim = nummer_en_code(a)
    assert beeindig(als_gemeente("bea"), eigen).status_code == 302
    assert Client().post("/melden/code/", {"code": geheim}).status_code == 400


def test_a_closed_report_too_without_a_new_code(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    dossier = _dossier(gemeente, nummer)
    gemeente.leg_vast("rosa", dossier, "melding_contact_gelegd", wijze="telefoon")
    gemeente.leg_vast("rosa", dossier, "melding_getrieerd", uitkomst_triage="afsluiten", tekenen_van_treiteren="nee", motivering="loos alarm")
    gemeente.leg_vast("rosa", dossier, "dossier_gesloten", reden="afgehandeld")
    assert _open(code)
    c = als_gemeente("rosa")
    assert "nieuwe code?" not in tekst_van(c.get(plek(nummer)))
    assert beeindig(c, nummer, nieuwe="ja").status_code == 302
    assert Client().post("/melden/code/", {"code": code}).status_code == 400
    assert gemeente.databank.beheer("select count(*) from dossier_feit where soort = 'meldcode_gegeven'") == [(1,)]
    assert c.get(plek(nummer)).status_code == 302


def test_without_a_code_a_new_one_is_given(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    beeindig(c, nummer)
    assert "heeft nu geen code" in tekst_van(c.get(plek(nummer)))
    a = c.post(plek(nummer), {"sleutel": str(uuid4()), "had": "nee", "herkend": "zelf_langs"})
    assert nummer in _open(nummer_en_code(a)[1]).get("/melden/code/").content.decode()


def test_two_desks_at_once_leave_one_code(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    samen, antwoorden = Barrier(2), []

    def doe(c: Any) -> None:
        samen.wait()
        antwoorden.append(beeindig(c, nummer, nieuwe="ja"))
        connections.close_all()

    draden = [Thread(target=doe, args=(als_gemeente("rosa"),)) for _ in range(2)]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    geldig = gemeente.databank.beheer("select count(*) from delen_zaaksleutel where tot > date '2026-01-23'")
    assert geldig == [(1,)], sorted(a.status_code for a in antwoorden)


def test_who_reported_ends_it_after_reading_what_follows(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente, wie=ANONIEM)
    een, ander = _open(code), _open(code)
    vraag = een.post("/melden/code/", {"doe": "einde"})
    assert "Uw melding blijft" in tekst_van(vraag) and "nieuwe code" in tekst_van(vraag)
    assert nummer in een.get("/melden/code/").content.decode()  # nothing happened yet
    sleutel = re.search(r'name="sleutel" value="([^"]+)"', vraag.content.decode())
    assert sleutel is not None
    klaar = een.post("/melden/code/", {"doe": "einde_zeker", "sleutel": sleutel[1]})
    assert "De code is beëindigd" in tekst_van(klaar) and nummer not in tekst_van(klaar)
    assert ander.post("/melden/code/", {"doe": "erbij", "sleutel": str(uuid4()), "f-omschrijving": "nog"}).status_code == 403
    assert Client().post("/melden/code/", {"code": code}).status_code == 400
    tijdlijn = tekst_van(als_gemeente("rosa").get(f"/dossier/{nummer}/"))
    assert "de melder deed het zelf" in tijdlijn and "de melder had de code" in tijdlijn
    assert "Elke avond gebonk op de muur" in tijdlijn


def test_what_the_reporter_is_owed_follows_from_the_code(gemeente: Any, als_gemeente: Any) -> None:
    """Anonymous and by phone: with a code there is a message to give, without one there is nobody to give it to."""
    a = als_gemeente("bea").post(
        "/meldingen/nieuw/",
        {"sleutel": str(uuid4()), "f-kanaal": "telefoon", "f-anoniem": "ja", "f-omschrijving": "x", "wijk": str(gemeente.gebied("duinwijk"))},
    )
    nummer, _ = nummer_en_code(a)
    dossier = _dossier(gemeente, nummer)
    assert _bericht_verschuldigd(gemeente, dossier)
    beeindig(als_gemeente("bea"), nummer)
    assert not _bericht_verschuldigd(gemeente, dossier)
    als_gemeente("bea").post(plek(nummer), {"sleutel": str(uuid4()), "had": "nee", "herkend": "zelf_langs"})
    assert _bericht_verschuldigd(gemeente, dossier)


def _bericht_verschuldigd(d: Any, dossier: UUID) -> bool:
    rijen = d.databank.beheer("select status from dossier_plicht where dossier = %s and regel = 'bericht_aan_de_melder'", dossier)
    return "loopt" in {r[0] for r in rijen}
