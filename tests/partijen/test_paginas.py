# SPDX-License-Identifier: EUPL-1.2
"""Log-in, choosing an organisation, personas, absence: through the pages themselves."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.pogingen import PER_ACCOUNT

ANNA, GOED, NIEUW = "anna@helm.example", "een lang proefwachtwoord", "een ander proefwachtwoord"
MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture
def wijk(databank: Any, duinveste: Path) -> Any:
    from django.contrib.auth.hashers import make_password

    from wijkregie.dossier.inrichten import richt_in

    importeer(duinveste)
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with met_klok(MAART):
        yield databank


def log_in(naam: str = ANNA, wachtwoord: str = GOED, verder: str = "") -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/inloggen/", {"naam": naam, "wachtwoord": wachtwoord, **({"next": verder} if verder else {})})


def tekst(antwoord: Any) -> str:
    return str(antwoord.content.decode())


def lid(databank: Any, naam: str, organisatie: str = "helm") -> int:
    return int(
        databank.beheer(
            """SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_medewerker l ON l.id = m.login
            JOIN partijen_organisatie o ON o.id = m.organisatie WHERE l.naam = %s AND o.code = %s""",
            naam,
            organisatie,
        )[0][0]
    )


def test_logging_in_and_out(wijk: Any) -> None:
    client, antwoord = log_in()
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/werk/")
    assert client.session["lidmaatschap"] == lid(wijk, "Anna Test")
    assert client.get("/inloggen/").status_code == 302
    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/")["Location"] == "/inloggen/"
    assert client.get("/afwezigheid/")["Location"] == "/inloggen/?next=/afwezigheid/"
    assert "U bent uitgelogd." in tekst(client.get("/inloggen/"))


def test_unknown_and_wrong_look_the_same_and_nothing_typed_comes_back(wijk: Any) -> None:
    def kaal(antwoord: Any) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", tekst(antwoord))

    fout, onbekend = (log_in(naam, "mis")[1] for naam in (ANNA, "niemand@helm.example"))
    assert fout.status_code == onbekend.status_code == 400
    assert kaal(fout) == kaal(onbekend)
    assert "klopt niet" in tekst(fout)
    assert ANNA not in tekst(fout)
    assert log_in("", "")[1].status_code == 400


def test_too_often_says_how_long_to_wait(wijk: Any) -> None:
    for _ in range(PER_ACCOUNT):
        log_in(wachtwoord="mis")
    _, antwoord = log_in()
    assert antwoord.status_code == 429
    assert antwoord["Retry-After"]
    assert "Wacht 15 minuten" in tekst(antwoord)
    with met_klok(MAART + timedelta(minutes=15)):
        assert log_in()[1].status_code == 302


@pytest.mark.parametrize("slecht", ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:alert(1)", "werk"])
def test_going_on_stays_inside(wijk: Any, slecht: str) -> None:
    assert log_in(verder=slecht)[1]["Location"] == "/werk/"
    assert log_in(verder="/afwezigheid/")[1]["Location"] == "/afwezigheid/"


def test_the_session_is_new_at_each_log_in(wijk: Any) -> None:
    client, _ = log_in()
    eerste, lidmaatschap = client.session.session_key, client.session["lidmaatschap"]
    client.post("/inloggen/", {"naam": "dirk@stadsdeel.example", "wachtwoord": GOED})
    assert client.session.session_key != eerste
    assert client.session["lidmaatschap"] == lid(wijk, "Dirk Test", "stadsdeel") != lidmaatschap


def test_choosing_an_organisation(wijk: Any) -> None:
    with met_klok(datetime(2026, 7, 1, 9, tzinfo=ZONE)):
        client, antwoord = log_in(verder="/afwezigheid/")
        assert antwoord["Location"] == "/lidmaatschap/"
        pagina = tekst(client.get("/lidmaatschap/"))
        assert "Woningstichting Helm" in pagina
        assert "contactpersoon van de woningcorporatie" in pagina
        vreemd = lid(wijk, "Bert Test")
        assert client.post("/lidmaatschap/", {"lidmaatschap": vreemd}).status_code == 400
        assert "lidmaatschap" not in client.session
        eigen = lid(wijk, "Anna Test", "stadsdeel")
        assert client.post("/lidmaatschap/", {"lidmaatschap": eigen})["Location"] == "/afwezigheid/"
        assert "Stadsdeel Duinveste" in tekst(client.get("/afwezigheid/"))
        assert "nu gekozen" in tekst(client.get("/lidmaatschap/"))


def test_a_membership_that_ended_ends_the_work_at_once(wijk: Any) -> None:
    client, _ = log_in()
    assert client.get("/afwezigheid/").status_code == 200
    with met_klok(datetime(2027, 2, 1, 9, tzinfo=ZONE)):
        client2, antwoord = log_in("bert@helm.example")
        assert antwoord.status_code == 302
        wijk.beheer("UPDATE partijen_lidmaatschap SET tot = '2027-01-31'")
        assert client2.get("/afwezigheid/")["Location"] == "/inloggen/"
        assert "Uw toegang is veranderd." in tekst(client2.get("/inloggen/"))
        assert client2.get("/beveiliging/").status_code == 302
        assert "voor geen enkele organisatie" in tekst(log_in("bert@helm.example")[0].get("/lidmaatschap/"))


def test_changing_the_password_logs_out_other_browsers(wijk: Any) -> None:
    client, ander = log_in()[0], log_in()[0]
    fout = client.post("/wachtwoord/", {"oud": "mis", "nieuw": NIEUW, "herhaald": NIEUW})
    assert fout.status_code == 400
    assert "oude wachtwoord klopt niet" in tekst(fout)
    assert NIEUW not in tekst(fout)
    assert client.post("/wachtwoord/", {"oud": GOED, "nieuw": NIEUW, "herhaald": NIEUW})["Location"] == "/werk/"
    assert client.get("/wachtwoord/").status_code == 200
    assert ander.get("/wachtwoord/").status_code == 302
    assert log_in(wachtwoord=NIEUW)[1].status_code == 302


def test_personas_exist_in_the_demo_only(wijk: Any) -> None:
    client = Client()
    pagina = tekst(client.get("/personas/"))
    assert "Anna Test" in pagina
    assert "contactpersoon van de woningcorporatie" in pagina
    assert "Cora Test" not in pagina  # has no role
    assert "Nu niets te doen." in pagina  # where to begin, by person
    assert client.post("/personas/", {"persona": lid(wijk, "Anna Test")})["Location"] == "/werk/"
    assert client.get("/afwezigheid/").status_code == 200
    with override_settings(DEMO=False):
        ander = Client()
        assert ander.get("/personas/").status_code == 404
        assert ander.post("/personas/", {"persona": lid(wijk, "Anna Test")}).status_code == 404
        assert "/personas/" not in tekst(ander.get("/inloggen/"))


def test_arranging_absence(wijk: Any) -> None:
    client, _ = log_in()
    invoer = {"voor": lid(wijk, "Anna Test"), "door": lid(wijk, "Cora Test"), "van": "04-05-2026", "tot": "8 5 2026", "reden": "afwezig"}
    assert client.post("/afwezigheid/", invoer)["Location"] == "/afwezigheid/"
    pagina = tekst(client.get("/afwezigheid/"))
    assert "Vastgelegd: de vervanging van ma 4 mei tot en met vr 8 mei." in pagina
    assert "vervangt" in pagina
    for anders, melding in [
        ({"van": "31-02-2026"}, "Dit is geen datum."),
        ({"tot": ""}, "Dit is geen datum."),
        ({"door": ""}, "Kies een collega."),
        ({"door": "١"}, "Kies een collega."),
        ({"door": "99999999999999999999"}, "Kies een collega uit de lijst."),
        ({"van": "01-03-2026"}, "al voorbij"),
        ({"tot": "01-05-2026"}, "einddatum ligt voor"),
        ({}, "vervangt al"),
        ({"reden": "ziek"}, "reden bestaat niet"),
        ({"door": lid(wijk, "Dirk Test", "stadsdeel")}, "niet bij uw organisatie"),
    ]:
        fout = client.post("/afwezigheid/", {**invoer, **anders})
        assert fout.status_code == 400, anders
        assert melding in tekst(fout), anders
    nummer = wijk.beheer("SELECT max(id) FROM partijen_waarneming")[0][0]
    assert client.post("/afwezigheid/stop/", {"waarneming": nummer}).status_code == 302
    assert "De vervanging is beëindigd." in tekst(client.get("/afwezigheid/"))
    for vreemd in (nummer, "x", "", 10**15):
        client.post("/afwezigheid/stop/", {"waarneming": vreemd})
        assert "is er niet meer" in tekst(client.get("/afwezigheid/"))


def test_no_page_takes_a_form_from_elsewhere(wijk: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    for adres in ("/inloggen/", "/uitloggen/", "/personas/"):
        assert client.post(adres, {"naam": ANNA, "wachtwoord": GOED}).status_code == 403


@pytest.mark.parametrize("kwaad", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202e\x00\x07", "a" * 100_000, "é" * 300])
def test_hostile_input(wijk: Any, kwaad: str) -> None:
    client, _ = log_in()
    for adres, velden in (
        ("/inloggen/", ("naam", "wachtwoord", "next")),
        ("/lidmaatschap/", ("lidmaatschap",)),
        ("/personas/", ("persona", "next")),
        ("/afwezigheid/", ("voor", "door", "van", "tot", "reden")),
        ("/afwezigheid/stop/", ("waarneming",)),
        ("/wachtwoord/", ("oud", "nieuw", "herhaald")),
    ):
        for veld in velden:
            for c in (client, Client()):
                antwoord = c.post(adres, dict.fromkeys(velden, "1") | {veld: kwaad})
                assert antwoord.status_code < 500
                assert "<script>alert" not in tekst(antwoord)
