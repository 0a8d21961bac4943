# SPDX-License-Identifier: EUPL-1.2
"""The code is the key of one report: it opens that one and nothing else, in the pages and in the database under them."""

from __future__ import annotations

from datetime import date
from math import log2
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.test import Client, override_settings
from paginaproef import woorden as tekst_van

from .formulier import WIE, meld

TABELLEN = ("dossier_dossier", "dossier_feit", "dossier_deel", "dossier_bestand", "dossier_plicht", "dossier_kop", "dossier_sleutel", "delen_toegang")


def _open(code: str, adres: str = "/melden/code/") -> Any:
    c = Client()
    a = c.post(adres, {"code": code})
    assert a.status_code == 302, a.content.decode()
    return c


def _dossier(d: Any, nummer: str) -> Any:
    return d.databank.beheer("select id from dossier_dossier where nummer = %s", nummer)[0][0]


def _antwoord(d: Any, nummer: str, tekst: str, soort: str = "stand_van_zaken") -> None:
    d.leg_vast("rosa", _dossier(d, nummer), "melder_beantwoord", soort_bericht=soort, antwoord=tekst, alleen_de_melding="ja")


def test_a_code_has_sixty_bits_and_no_signs_that_look_alike() -> None:
    from wijkregie.meldingen import code

    assert log2(len(code.TEKENS)) * code.LENGTE > 60
    assert not set("0O1ILBSZU") & set(code.TEKENS)
    assert len(set(code.TEKENS)) == len(code.TEKENS)


def test_the_code_stands_nowhere(gemeente: Any) -> None:
    _, code = meld(Client(), gemeente)
    for (tabel,) in gemeente.databank.beheer("select table_name from information_schema.tables where table_schema = 'public'"):
        for (rij,) in gemeente.databank.beheer(f"select t::text from {tabel} t"):
            assert code not in rij and code.replace("-", "") not in rij, tabel


@pytest.mark.parametrize("vorm", [str, str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("-", "")])
def test_it_may_be_typed_in_small_letters_and_with_spaces(gemeente: Any, vorm: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    assert nummer in tekst_van(_open(vorm(code)).get("/melden/code/"))


def test_it_shows_what_was_told_but_not_by_whom(gemeente: Any) -> None:
    _, code = meld(Client(), gemeente)
    blad = tekst_van(_open(code).get("/melden/code/"))
    assert "Elke avond gebonk op de muur" in blad
    assert "Kwikstaart" not in blad and "annelies@" not in blad


def test_a_message_is_read_and_one_about_another_report_is_not(gemeente: Any) -> None:
    een, code_een = meld(Client(), gemeente)
    ander, code_ander = meld(Client(), gemeente, **{"f-omschrijving": "MERK van de ander"})
    _antwoord(gemeente, een, "Wij belden u vandaag")
    _antwoord(gemeente, ander, "GEHEIM voor de ander", "uitkomst_melding")
    blad = tekst_van(_open(code_een).get("/melden/code/"))
    assert "Wij belden u vandaag" in blad
    assert "MERK" not in blad and "GEHEIM" not in blad and ander not in blad
    anders = tekst_van(_open(code_ander).get("/melden/code/"))
    assert "Er is besloten" in anders and "GEHEIM voor de ander" in anders


def test_the_database_refuses_every_other_report(gemeente: Any) -> None:
    from wijkregie.meldingen import code
    from wijkregie.meldingen.melder import loket
    from wijkregie.scherm.paginas.melden_code import _context

    een, geheim = meld(Client(), gemeente)
    ander, _ = meld(Client(), gemeente)
    _antwoord(gemeente, ander, "GEHEIM")
    waar = loket(date(2026, 1, 23))
    assert waar is not None
    sleutel = code.zoek(waar, geheim)
    assert sleutel is not None and sleutel.nummer < -1_000_000_000
    with transaction.atomic():
        sessie, _ = _context(waar, sleutel)
        assert (sessie.sleutels, sessie.werk, sessie.alleen) == ((sleutel.nummer,), (), _dossier(gemeente, een))
        for tabel in TABELLEN:
            kolom = "id" if tabel == "dossier_dossier" else "dossier"
            with connections["default"].cursor() as c:
                c.execute(f"select count(*) filter (where {kolom} = %s), count(*) from {tabel}", [_dossier(gemeente, een)])
                eigen, alle = c.fetchone()
            assert eigen == alle, tabel
        with connections["default"].cursor() as c:
            c.execute("select count(*) from dossier_deel")
            assert c.fetchone()[0] > 0


def test_the_core_refuses_every_other_report(gemeente: Any) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Onbekend
    from wijkregie.meldingen import code, volgen
    from wijkregie.meldingen.melder import loket

    _, geheim = meld(Client(), gemeente)
    ander, _ = meld(Client(), gemeente)
    waar = loket(date(2026, 1, 23))
    assert waar is not None
    sleutel = code.zoek(waar, geheim)
    assert sleutel is not None
    sessie = code.sessie(waar, sleutel, date(2026, 1, 23))
    with pytest.raises(Onbekend):
        kern.zaak(sessie, _dossier(gemeente, ander))
    with pytest.raises(Onbekend):
        volgen.vul_aan(sessie, _dossier(gemeente, ander), {"omschrijving": "vals"}, gemeente_nu(), uuid4(), ())


def gemeente_nu() -> Any:
    from wijkregie.klok import nu

    return nu()


def test_no_key_opens_the_reports_of_all(gemeente: Any) -> None:
    meld(Client(), gemeente)
    melders = gemeente.organisaties["melders"]
    assert gemeente.databank.beheer("select count(*) from partijen_sleutel where organisatie = %s", melders) == [(0,)]
    c = Client()
    assert c.login(gebruikersnaam="meldformulier@gemeente.example", password="") is False


def test_wrong_and_ended_look_the_same_and_guessing_ends(gemeente: Any, op_dag: Any) -> None:
    _, code = meld(Client(), gemeente)
    mis = Client().post("/melden/code/", {"code": "23456-789AC-DEFGH"})
    with override_settings(MELDCODE_DAGEN=1):
        _, kort = meld(Client(), gemeente)
    op_dag("2026-01-24 17:00")
    over = Client().post("/melden/code/", {"code": kort})
    assert mis.status_code == over.status_code == 400
    assert tekst_ongeacht(mis) == tekst_ongeacht(over)
    with override_settings(MELDCODES_PER_ADRES=3):
        for _ in range(2):
            assert Client().post("/melden/code/", {"code": "x"}).status_code == 400
        assert Client().post("/melden/code/", {"code": code}).status_code == 429
    op_dag("2026-01-24 17:30")
    assert Client().post("/melden/code/", {"code": code}).status_code == 302


def tekst_ongeacht(a: Any) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", a.content.decode())


def test_the_page_shuts_by_itself_and_by_leaving(gemeente: Any, op_dag: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    c = _open(code)
    op_dag("2026-01-23 16:56")
    assert nummer not in c.get("/melden/code/").content.decode()
    c = _open(code)
    c.get("/melden/weg/")
    assert nummer not in c.get("/melden/code/").content.decode()
    c = _open(code)
    c.post("/melden/code/", {"doe": "sluiten"})
    assert nummer not in c.get("/melden/code/").content.decode()


def test_more_that_happened_is_added_once(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    c = _open(code)
    sleutel = str(uuid4())
    data = {"doe": "erbij", "sleutel": sleutel, "f-omschrijving": "Vannacht weer", "f-gedrag": ["agressie"]}
    a = c.post("/melden/code/", data)
    assert "Wij hebben wat u erbij vertelde" in tekst_van(a) and "Vannacht weer" in tekst_van(a)
    assert "hadden wij al ontvangen" in tekst_van(c.post("/melden/code/", data))
    leeg = c.post("/melden/code/", {"doe": "erbij", "sleutel": str(uuid4())})
    assert leeg.status_code == 400 and "Vul dit in" in leeg.content.decode()
    assert gemeente.databank.beheer("select count(*) from dossier_feit where soort = 'melding_aangevuld'") == [(1,)]
    assert "Vannacht weer" in als_gemeente("rosa").get(f"/dossier/{nummer}/").content.decode()


def test_reading_by_code_is_in_the_read_log(gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    _open(code).get("/melden/code/")
    ((deur, weg, dossiers),) = gemeente.databank.beheer("select deur, weg, dossiers from privacy_lezing order by id desc limit 1")
    assert (deur, weg, dossiers) == ("code", "bericht", [_dossier(gemeente, nummer)])


def test_a_report_by_phone_has_a_code_that_shows_messages_only(gemeente: Any, als_gemeente: Any) -> None:
    from .formulier import nummer_en_code

    a = als_gemeente("bea").post(
        "/meldingen/nieuw/",
        {"sleutel": str(uuid4()), "f-kanaal": "telefoon", "f-anoniem": "nee", "f-melder_naam": WIE["f-melder_naam"], "f-omschrijving": "Belde zelf",
         "wijk": str(gemeente.gebied("duinwijk"))},
    )  # fmt: skip
    nummer, code = nummer_en_code(a)
    c = _open(code)
    blad = tekst_van(c.get("/melden/code/"))
    assert nummer in blad and "Belde zelf" not in blad and "Kwikstaart" not in blad
    gemeente.leg_vast(
        "bea", _dossier(gemeente, nummer), "melder_beantwoord", soort_bericht="ontvangst", antwoord="Wij hebben het", alleen_de_melding="ja"
    )
    assert "Wij hebben het" in tekst_van(c.get("/melden/code/"))
    a = c.post("/melden/code/", {"doe": "erbij", "sleutel": str(uuid4()), "f-omschrijving": "Ook vandaag"})
    assert "Ook vandaag" in tekst_van(a)
