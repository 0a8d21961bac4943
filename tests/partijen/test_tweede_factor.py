# SPDX-License-Identifier: EUPL-1.2
"""The second factor: codes of an app and recovery codes, each taken once, kept encrypted, seen by nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest
from django.test import Client, override_settings

from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen import kluis, sleutelwissel, tweede
from wijkregie.partijen.aanbieders import aanbieder, stel_in
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.pogingen import PER_ACCOUNT

ANNA, GOED, NIEUW = "anna@helm.example", "een lang proefwachtwoord", "een ander proefwachtwoord"
MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
GEHEIM = pyotp.random_base32()
STAP = timedelta(seconds=30)


def code(moment: datetime = MAART, geheim: str = GEHEIM) -> str:
    return pyotp.TOTP(geheim).at(moment)


@pytest.fixture
def leden(databank: Any, duinveste: Path) -> Any:
    from django.contrib.auth.hashers import make_password

    importeer(duinveste)
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    return databank


@pytest.fixture
def streng(leden: Any) -> Iterator[Any]:
    """As in production: nobody without a second factor."""
    with override_settings(TWEEDE_FACTOR=True), met_klok(MAART):
        yield leden


@pytest.fixture
def anna(nummer: Callable[..., int], leden: Any) -> int:
    return nummer("login", gebruikersnaam=ANNA)


def met_wachtwoord(naam: str = ANNA, verder: str = "") -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/inloggen/", {"naam": naam, "wachtwoord": GOED, "next": verder})


def met_app(login: int, sinds: datetime = MAART - timedelta(days=1)) -> None:
    assert tweede.voeg_app_toe(login, GEHEIM, code(sinds), "telefoon", sinds)


def test_a_code_is_taken_once_and_only_now(leden: Any, anna: int) -> None:
    met_app(anna)
    assert not tweede.klopt_code(anna, code(MAART - 3 * STAP), MAART)
    assert not tweede.klopt_code(anna, code(MAART + 3 * STAP), MAART)
    assert not tweede.klopt_code(anna, "", MAART) and not tweede.klopt_code(anna, "١٢٣٤٥٦", MAART)
    assert tweede.klopt_code(anna, f"{code()[:3]} {code()[3:]}", MAART)
    assert not tweede.klopt_code(anna, code(), MAART)
    assert not tweede.klopt_code(anna, code(MAART - STAP), MAART)  # an earlier one than was used
    assert tweede.klopt_code(anna, code(MAART + STAP), MAART)


def test_an_app_is_added_with_a_code_that_it_shows(leden: Any, anna: int) -> None:
    assert not tweede.voeg_app_toe(anna, GEHEIM, "000000" if code() != "000000" else "111111", "telefoon", MAART)
    assert not tweede.heeft_middel(anna)
    met_app(anna, MAART)
    assert not tweede.klopt_code(anna, code(), MAART)  # that code was used to add it


def test_recovery_codes_work_once_and_the_old_ones_no_more(leden: Any, anna: int) -> None:
    oud = tweede.nieuwe_herstelcodes(anna)
    codes = tweede.nieuwe_herstelcodes(anna)
    assert len(set(codes)) == 10
    assert not tweede.klopt_herstelcode(anna, oud[0], MAART)
    assert tweede.klopt_herstelcode(anna, codes[0].upper().replace("-", " "), MAART)
    assert not tweede.klopt_herstelcode(anna, codes[0], MAART)
    assert tweede.herstelcodes_over(anna) == 9


def test_nothing_lies_readable_and_nothing_fits_another(leden: Any, anna: int, nummer: Callable[..., int]) -> None:
    bert = nummer("login", gebruikersnaam="bert@helm.example")
    met_app(anna)
    codes = tweede.nieuwe_herstelcodes(anna)
    alles = str(leden.beheer("SELECT m::text, h::text FROM partijen_middel m, partijen_herstelcode h"))
    assert GEHEIM not in alles and GEHEIM.encode().hex() not in alles and codes[0] not in alles
    leden.beheer("UPDATE partijen_middel SET login = %s", bert)  # who writes in the database cannot give Anna's app to Bert
    with pytest.raises(kluis.Onleesbaar):
        tweede.middelen(bert)


def test_a_former_key_still_opens(leden: Any, anna: int) -> None:
    met_app(anna)
    with override_settings(SLEUTELS_INLOG=("een nieuwe sleutel", "alleen-voor-toetsen")):
        assert tweede.klopt_code(anna, code(), MAART)
    with override_settings(SLEUTELS_INLOG=("een nieuwe sleutel",)), pytest.raises(kluis.Onleesbaar):
        tweede.middelen(anna)


def test_what_a_former_key_wrote_is_encrypted_anew_so_that_it_can_go(leden: Any, anna: int, nummer: Callable[..., int]) -> None:
    met_app(anna)
    stel_in("amsterdam", "helm", issuer="https://helm.example", client="wijkregie", geheim="clientgeheim", veld="email", acr=[], amr=[])
    helm = nummer("organisatie", code="helm")
    with override_settings(SLEUTELS_INLOG=("een nieuwe sleutel",)):
        assert sleutelwissel.vernieuw() == (0, 2)
    with override_settings(SLEUTELS_INLOG=("een nieuwe sleutel", "alleen-voor-toetsen")):
        assert sleutelwissel.vernieuw() == (2, 0)
        assert sleutelwissel.vernieuw() == (0, 0)
    with override_settings(SLEUTELS_INLOG=("een nieuwe sleutel",)):
        assert tweede.klopt_code(anna, code(), MAART)
        a = aanbieder(helm)
        assert a is not None and a.geheim == "clientgeheim"


def test_raw_sql_sees_the_means_of_the_login_in_the_context_only(leden: Any, anna: int, nummer: Callable[..., int]) -> None:
    met_app(anna)
    tweede.nieuwe_herstelcodes(anna)
    for rol, wie, verwacht in (("wijk_web", anna, (1, 10)), ("wijk_web", anna + 1, (0, 0)), ("wijk_web", "", (0, 0))):
        with leden.rauw(rol) as c:
            c.execute("SELECT set_config('app.login', %s, true)", [str(wie)])
            telling = [c.execute(f"SELECT count(*) FROM partijen_{t}").fetchone()[0] for t in ("middel", "herstelcode")]
            assert tuple(telling) == verwacht
            c.rollback()
    with leden.rauw("wijk_kern") as c, pytest.raises(psycopg.errors.InsufficientPrivilege):
        c.execute("SELECT count(*) FROM partijen_middel")


def test_the_last_means_stays(leden: Any, anna: int) -> None:
    met_app(anna)
    eerste = tweede.middelen(anna)[0].id
    assert not tweede.verwijder(anna, eerste)
    tweede.voeg_app_toe(anna, GEHEIM, code(), "tablet", MAART)
    assert tweede.verwijder(anna, eerste)
    assert [m.naam for m in tweede.middelen(anna)] == ["tablet"]


# the pages


def test_a_password_alone_opens_nothing(streng: Any, anna: int) -> None:
    met_app(anna)
    client, antwoord = met_wachtwoord(verder="/afwezigheid/")
    assert antwoord["Location"] == "/inloggen/bewijs/"
    for adres in ("/werk/", "/afwezigheid/", "/beveiliging/", "/wachtwoord/", "/lidmaatschap/"):
        assert client.get(adres)["Location"].startswith("/inloggen/"), adres
    assert client.post("/beveiliging/herstelcodes/")["Location"].startswith("/inloggen/")
    assert client.get("/beveiliging/toevoegen/")["Location"] == "/inloggen/bewijs/"  # nobody adds a second one halfway
    fout = client.post("/inloggen/bewijs/", {"code": "123 45"})
    assert fout.status_code == 400 and "klopt niet" in fout.content.decode()
    sleutel = client.session.session_key
    assert client.post("/inloggen/bewijs/", {"code": code()})["Location"] == "/afwezigheid/"
    assert client.session.session_key != sleutel
    assert client.get("/afwezigheid/").status_code == 200


def test_halfway_ends_after_ten_minutes_and_with_another_password(streng: Any, anna: int) -> None:
    met_app(anna)
    client, _ = met_wachtwoord()
    with met_klok(MAART + timedelta(minutes=11)):
        assert client.get("/inloggen/bewijs/")["Location"] == "/inloggen/"
    client, _ = met_wachtwoord()
    streng.beheer("UPDATE partijen_login SET password = 'anders'")
    assert client.get("/inloggen/bewijs/")["Location"] == "/inloggen/"
    client, _ = met_wachtwoord()
    assert Client().get("/inloggen/bewijs/")["Location"] == "/inloggen/"


def test_who_has_no_means_adds_one_and_gets_recovery_codes_once(streng: Any, anna: int) -> None:
    client, antwoord = met_wachtwoord(verder="/afwezigheid/")
    assert antwoord["Location"] == "/beveiliging/toevoegen/"
    pagina = client.get("/beveiliging/toevoegen/").content.decode()
    geheim = pagina.split('wr-geheim"><bdi>')[1].split("</bdi>")[0].replace(" ", "")
    assert "<svg" in pagina and "style=" not in pagina
    assert geheim not in str(streng.beheer("SELECT session_data FROM django_session"))
    fout = client.post("/beveiliging/toevoegen/", {"code": "000"})
    assert fout.status_code == 400 and geheim in fout.content.decode().replace(" ", "")
    goed = client.post("/beveiliging/toevoegen/", {"code": code(geheim=geheim), "naam": "Telefoon\u0000"})
    tekst = goed.content.decode()
    assert "Bewaar uw herstelcodes" in tekst and goed["Cache-Control"] == "no-store"
    assert client.get("/lidmaatschap/")["Location"] == "/afwezigheid/"
    assert client.get("/beveiliging/").content.decode().count("nog 10 herstelcodes") == 1
    een = tekst.split("<code><bdi>")[1].split("</bdi>")[0]
    ander, _ = met_wachtwoord()
    assert ander.post("/inloggen/bewijs/", {"code": een})["Location"] == "/werk/"
    assert "nog 9" in ander.get("/afwezigheid/").content.decode()


def test_guessing_codes_ends(streng: Any, anna: int) -> None:
    met_app(anna)
    client, _ = met_wachtwoord()
    for _ in range(PER_ACCOUNT):
        assert client.post("/inloggen/bewijs/", {"code": "1"}).status_code == 400
    antwoord = client.post("/inloggen/bewijs/", {"code": code()})
    assert antwoord.status_code == 429 and "Wacht 15 minuten" in antwoord.content.decode()
    ander, _ = met_wachtwoord()  # a new start does not help
    assert ander.post("/inloggen/bewijs/", {"code": code()}).status_code == 429


def test_what_matters_asks_for_fresh_proof(streng: Any, anna: int) -> None:
    met_app(anna)
    client, _ = met_wachtwoord()
    client.post("/inloggen/bewijs/", {"code": code()})
    assert client.get("/beveiliging/toevoegen/").status_code == 200
    straks = MAART + timedelta(minutes=11)
    with met_klok(straks):
        assert client.get("/beveiliging/").status_code == 200
        assert client.get("/beveiliging/toevoegen/")["Location"] == "/inloggen/bewijs/?next=/beveiliging/toevoegen/"
        assert client.post("/beveiliging/herstelcodes/")["Location"] == "/inloggen/bewijs/?next=%2Fbeveiliging%2F"
        assert client.post("/beveiliging/weg/", {"middel": "x"})["Location"].startswith("/inloggen/bewijs/")
        assert "gevoelig" in client.get("/inloggen/bewijs/?next=/beveiliging/").content.decode()
        assert client.post("/inloggen/bewijs/", {"code": code(straks), "next": "//elders.example/"})["Location"] == "/werk/"
        assert client.get("/beveiliging/toevoegen/").status_code == 200
        assert "Bewaar uw herstelcodes" in client.post("/beveiliging/herstelcodes/").content.decode()


def test_in_the_demo_nobody_needs_one_but_who_has_one_uses_it(leden: Any, anna: int) -> None:
    with met_klok(MAART):
        assert met_wachtwoord()[1]["Location"] == "/werk/"
        met_app(anna)
        assert met_wachtwoord()[1]["Location"] == "/inloggen/bewijs/"


@pytest.mark.parametrize("kwaad", ["{}", "[]", "null", '{"id": 1}', "[" * 15_000, "\u202e\x00", "a" * 100_000])
def test_hostile_answers_of_a_device(streng: Any, anna: int, kwaad: str) -> None:
    met_app(anna)
    client, _ = met_wachtwoord()
    assert client.post("/inloggen/bewijs/passkey/").status_code == 400  # has no passkey
    assert client.post("/inloggen/bewijs/", {"antwoord": kwaad}).status_code == 400
    client.post("/inloggen/bewijs/", {"code": code()})
    assert client.post("/beveiliging/toevoegen/passkey/").status_code == 200
    client.get("/beveiliging/toevoegen/")
    assert client.post("/beveiliging/toevoegen/", {"antwoord": kwaad}).status_code == 400
    assert len(tweede.middelen(anna)) == 1
