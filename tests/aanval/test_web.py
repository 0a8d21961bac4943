# SPDX-License-Identifier: EUPL-1.2
"""Attacks of the web on every address: forms from elsewhere, fixed sessions, ids of others, fields that no form has, what a browser keeps."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from .oordeel import Afdruk
from .stad import NIEMAND, Route, Stad, argumenten, client, routes

ELDERS = (
    "//kwaad.example",
    "https://kwaad.example/",
    "/\\kwaad.example",
    "///kwaad.example",
    "/\tkwaad.example",
    "javascript:alert(1)",
    "/%0d%0aX: y",
    "http:kwaad",
)
_WISSELEND = re.compile(r'(name="(?:csrfmiddlewaretoken|sleutel|kenmerk|nu)" value=")[^"]*')


def _vul(r: Route, **anders: str) -> str:
    return r.vorm.format(**{a: anders.get(a, "1") for a in r.argumenten})


def _zonder(html: bytes, *weg: str) -> str:
    tekst = _WISSELEND.sub(r"\1", html.decode())
    for w in weg:
        tekst = tekst.replace(w, "")
    return tekst


# forms from elsewhere

ZONDER_BEWIJS = ("melden", "melden_en")
"""The public form: a browser without cookies must lose no report."""


@pytest.mark.parametrize("hoe", ["without a token", "from a foreign page", "from no page at all", "with the token of another"])
def test_no_address_takes_a_form_from_elsewhere(stad: Stad, hoe: str) -> None:
    bron = stad.als("femke")
    bron.get("/inloggen/")
    c = Client(enforce_csrf_checks=True)
    c.cookies = bron.cookies
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', c.get("/werk/").content.decode())
    assert token is not None
    data = {"op": "23-01-2026", "csrfmiddlewaretoken": {"without a token": "", "with the token of another": "a" * 64}.get(hoe, token[1])}
    kop = {"from a foreign page": {"HTTP_ORIGIN": "https://kwaad.example"}, "from no page at all": {"HTTP_ORIGIN": "null"}}.get(hoe, {})
    afdruk, open_ = Afdruk(stad), []
    stand = afdruk.neem()
    for r in routes():
        bestaand = {a: argumenten(stad, r, a)[0] for a in r.argumenten}
        a = c.post(_vul(r, **bestaand), data, **kop)
        if r.naam in ZONDER_BEWIJS:  # answered as to anybody: there is no session to misuse
            assert a.status_code == 400
            continue
        if a.status_code != 403 or "Er is niets vastgelegd" not in a.content.decode():
            open_.append((r.naam, a.status_code))
    assert not open_ and afdruk.neem() == stand
    assert c.get("/werk/").status_code == 200, "logged out by a form from elsewhere"


@pytest.mark.parametrize("lang", ["x", "-1", "²", "1e3", "9" * 400])
def test_a_length_that_is_no_length_is_answered(stad: Stad, lang: str) -> None:
    c = stad.als("harm")
    c.raise_request_exception = True
    for pad in ("/zoeken/", "/beheer/doe/"):
        assert c.generic("POST", pad, b"q=x", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=lang).status_code < 500


# sessions


@pytest.mark.parametrize("hoe", ["persona", "wachtwoord"])
def test_a_session_that_was_fixed_beforehand_is_worth_nothing(stad: Stad, hoe: str) -> None:
    from django.contrib.auth.hashers import make_password

    stad.databank.beheer("update partijen_login set password = %s", make_password("een lang proefwachtwoord"))
    boef = Client()
    s = boef.session  # an anonymous session of the attacker, put in the victim's browser
    s["verder"] = "//kwaad.example"
    s.save()
    slachtoffer = Client()
    slachtoffer.cookies["wijkregie"] = boef.session.session_key
    if hoe == "persona":
        a = slachtoffer.post("/personas/", {"persona": str(stad.duinveste.leden["femke"][0])})
    else:
        a = slachtoffer.post("/inloggen/", {"naam": "femke@linde.example", "wachtwoord": "een lang proefwachtwoord"})
    assert a.status_code == 302 and a["Location"].startswith("/") and not a["Location"].startswith("//")
    assert slachtoffer.get("/werk/").status_code == 200
    assert slachtoffer.session.session_key != boef.cookies.get("wijkregie", boef.session.session_key)
    assert boef.get("/werk/")["Location"].startswith("/inloggen/")


def test_who_logged_out_leaves_nothing_to_use(stad: Stad) -> None:
    c = stad.als("femke")
    sleutel = c.session.session_key
    assert c.get(f"/dossier/{stad.nummer}/").status_code == 200
    c.post("/uitloggen/")
    terug = Client()
    terug.cookies["wijkregie"] = sleutel
    for r in routes():
        if "{nummer}" in r.vorm and r.naam != "vers":
            pad = _vul(r, **{a: argumenten(stad, r, a)[0] for a in r.argumenten})
            a = terug.get(pad)
            assert a.status_code == 405 or a["Location"].startswith("/inloggen/"), pad


def test_cookies_are_kept_to_this_site_and_from_scripts(stad: Stad) -> None:
    productie = {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-wijkregie",
        "CSRF_COOKIE_NAME": "__Host-csrf",
    }
    with override_settings(**productie):
        c = Client()
        c.get("/inloggen/", secure=True)
        c.post("/personas/", {"persona": str(stad.duinveste.leden["femke"][0])}, secure=True)
        assert set(c.cookies) == {"__Host-wijkregie", "__Host-csrf"}
        for koekje in c.cookies.values():
            assert koekje["secure"] and koekje["httponly"] and koekje["samesite"] == "Lax" and koekje["path"] == "/" and not koekje["domain"]
        assert len(c.cookies["__Host-wijkregie"].value) >= 32


@pytest.mark.parametrize("verder", ELDERS)
def test_no_way_of_going_on_leads_elsewhere(stad: Stad, verder: str) -> None:
    femke = str(stad.duinveste.leden["femke"][0])
    antwoorden = [
        client(stad, "femke").get("/inloggen/", {"next": verder}),
        client(stad, NIEMAND).post("/personas/", {"persona": femke, "next": verder}),
    ]
    c = stad.als("femke")
    s = c.session
    s["verder"] = verder
    s.save()
    antwoorden.append(c.post("/lidmaatschap/", {"lidmaatschap": femke}))
    for a in antwoorden:
        assert a.status_code == 302 and re.fullmatch(r"/(?![/\\])[ -~]*", a["Location"]) and not a.has_header("X"), a["Location"]
        assert "kwaad" not in a["Location"] or a["Location"].startswith("/%"), a["Location"]  # a name of a page, not of a site
    pagina = client(stad, NIEMAND).get("/inloggen/", {"next": verder}, follow=True)
    assert not re.search(r'(?:href|action|src)="[^"]*kwaad', pagina.content.decode())


# ids of others


@pytest.mark.parametrize("wie", ["femke", "harm", "bo"])
def test_ids_of_another_municipality_answer_as_absent_ones_on_every_address(stad: Stad, wie: str) -> None:
    """As somebody of this municipality, and as one of that whom nothing was shared with."""
    c = client(stad, wie)
    echt = {"nummer": stad.vreemd if wie != "bo" else stad.nummer, "feit": str(stad.vreemd_feit), "bestand": str(stad.vreemd_bestand)}
    weg = {"nummer": "WR-2026-9998", "feit": str(uuid4()), "bestand": str(uuid4())}
    afdruk = Afdruk(stad)
    stand = afdruk.neem()
    for r in routes():
        if "nummer" not in r.argumenten:
            continue
        soort = {"feit": "klacht_ontvangen"} if "/feit/" not in r.vorm else {}
        vast = {"wat": "verborgen/zorg"}
        for methode in ("get", "post"):
            antwoorden = [getattr(c, methode)(_vul(r, **(ids | soort | vast)), {"op": "23-01-2026", "stap": "bekijk"}) for ids in (echt, weg)]
            assert antwoorden[0].status_code == antwoorden[1].status_code in (204, 302, 404, 405), (r.naam, methode, antwoorden[0].status_code)
            a, b = (_zonder(x.content, *ids.values()) for x, ids in zip(antwoorden, (echt, weg), strict=True))
            assert a == b, (r.naam, methode)
    assert afdruk.neem() == stand


def test_facts_and_files_of_another_municipality_do_not_open_under_ones_own_number(stad: Stad) -> None:
    c = client(stad, "femke")
    for r in routes():
        if "/feit/" in r.vorm or "bestand" in r.argumenten:
            eigen = {"nummer": stad.nummer}
            ids = ((stad.vreemd_feit, stad.vreemd_bestand), (uuid4(), uuid4()))
            gezien = set()
            for doe in (c.get, c.post):
                a, b = (doe(_vul(r, **eigen, feit=str(f), bestand=str(f_))) for f, f_ in ids)
                assert a.status_code == b.status_code and a.content == b.content, r.naam
                gezien.add(a.status_code)
            assert 404 in gezien and gezien <= {404, 405}, (r.naam, gezien)


# fields that no form has


def test_no_field_says_whose_a_record_is(stad: Stad) -> None:
    """Mass assignment: who recorded it, for whom, when and where come from the session and the core."""
    c, adres = stad.als("femke"), f"/dossier/{stad.nummer}/handeling/klacht_ontvangen/"
    velden = dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))
    kwaad = {
        "vastgelegd_door": "4", "vastgelegd_op": "2020-01-01", "organisatie": str(stad.duinveste.organisaties["eik"]), "gemeente": "2", "login": "4", "soort": "besluit",
        "door": "politie", "dossier": str(stad.vreemd_feit), "id": str(stad.vreemd_feit), "nr": "1", "masker": "-1", "categorie": "0", "f-login": "4", "f-:door": "x",
        "lidmaatschap": "4", "bron": "x",
    }  # fmt: skip
    a = c.post(adres, velden | kwaad | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "water"})
    assert a.status_code == 302
    nieuw = stad.databank.beheer("select * from dossier_feit where dossier = %s and id <> %s order by nr desc limit 1", stad.zaak, stad.feit)
    kolommen = [
        r[0]
        for r in stad.databank.beheer(
            "select column_name from information_schema.columns where table_name = 'dossier_feit' order by ordinal_position"
        )
    ]
    rij = dict(zip(kolommen, nieuw[0], strict=True))
    assert (rij["soort"], rij["gemeente"]) == ("klacht_ontvangen", stad.duinveste.gemeente)
    assert rij["organisatie"] == stad.duinveste.organisaties["linde"] and rij["id"] != stad.vreemd_feit
    assert str(rij["vastgelegd"]).startswith("2026-01-23")


def test_no_field_makes_one_somebody_else(stad: Stad) -> None:
    c = stad.als("femke")
    afdruk = Afdruk(stad)
    stand = afdruk.neem()
    for pad in ("/wachtwoord/", "/lidmaatschap/", "/afwezigheid/", "/afwezigheid/stop/", "/overdracht/"):
        c.post(
            pad,
            {
                "gebruikersnaam": "x@y.example",
                "is_superuser": "1",
                "actief": "0",
                "rollen": "regisseur",
                "organisatie": "3",
                "gemeld_door": "4",
                "login": "4",
            },
        )
    assert afdruk.neem() == stand
    assert "Femke Proef" in c.get("/werk/").content.decode()


# what a browser keeps and runs


def test_a_picture_that_is_a_page_is_kept_as_a_picture_and_never_shown(stad: Stad) -> None:
    c, adres = stad.als("femke"), f"/dossier/{stad.nummer}/handeling/klacht_ontvangen/"
    velden = dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))
    vals = SimpleUploadedFile("foto.html", b"\xff\xd8\xff\xe0<html><script>alert(1)</script>", "text/html")
    assert c.post(adres, velden | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "bestand": vals}).status_code == 302
    ((id_, naam),) = stad.databank.beheer("select id, naam from dossier_bestand where naam like 'foto%%' and gemeente = %s", stad.duinveste.gemeente)
    a = c.get(f"/dossier/{stad.nummer}/bestand/{id_}/")
    assert naam == "foto.jpg" and a["Content-Type"] == "image/jpeg" and a["Content-Disposition"].startswith("attachment")
    assert a["X-Content-Type-Options"] == "nosniff" and a["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in a["Cache-Control"] and a["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_name_of_the_site_is_never_taken_from_the_request(stad: Stad) -> None:
    """Links in pages are relative: a forged host name cannot get into one. There is no mail yet."""
    from django.conf import settings

    assert not settings.USE_X_FORWARDED_HOST and not settings.USE_X_FORWARDED_PORT
    c = client(stad, "femke")
    for kop in ({"HTTP_X_FORWARDED_HOST": "kwaad.example"}, {"HTTP_FORWARDED": "host=kwaad.example"}, {"HTTP_X_FORWARDED_SERVER": "kwaad.example"}):
        for pad in ("/werk/", f"/dossier/{stad.nummer}/", f"/dossier/{stad.nummer}/delen/uitleg/", "/inloggen/", "/"):
            a = c.get(pad, **kop)
            assert "kwaad" not in a.content.decode() and "kwaad" not in a.get("Location", "")
    a = c.get("/werk/", HTTP_HOST="kwaad.example")
    assert a.status_code == 400
    assert "kwaad" not in a.content.decode()


def test_one_word_for_many_accounts_is_stopped_too(stad: Stad) -> None:
    """Password spraying: each account sees one attempt, the address sees them all."""
    from wijkregie.partijen.pogingen import PER_ADRES

    c = Client(REMOTE_ADDR="198.51.100.9")
    statussen = [c.post("/inloggen/", {"naam": f"iemand{i}@linde.example", "wachtwoord": "Welkom2026!"}).status_code for i in range(PER_ADRES + 2)]
    assert statussen == [400] * PER_ADRES + [429] * 2
    assert Client(REMOTE_ADDR="198.51.100.10").post("/inloggen/", {"naam": "femke@linde.example", "wachtwoord": "mis"}).status_code == 400


@pytest.mark.parametrize(
    "q", ["(" * 200, "a*" * 100, "(a+)+$" + "a" * 190, "%_%_" * 50, "' & !" * 40, "\\" * 200, "🙂" * 200, "a b " * 50, "*:* | !(x)" * 20, "0" * 200]
)
def test_no_question_makes_the_search_ask_more(stad: Stad, q: str) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    c = client(stad, "femke")
    with CaptureQueriesContext(connections["default"]) as gewoon:
        c.post("/zoeken/", {"q": "niemand zo"})
    with CaptureQueriesContext(connections["default"]) as vreemd:
        a = c.post("/zoeken/", {"q": q})
    assert a.status_code == 200 and len(vreemd) <= len(gewoon) + 2
