# SPDX-License-Identifier: EUPL-1.2
"""Filling in an act: what follows from the first moment, every mistake at once and by its name, and who takes regie over from whom."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import woorden as _woorden

PAD = "/dossier/WR-2026-0001/handeling/"


def woorden(a: Any) -> str:
    """The text of a page, also of one that refuses."""
    a.status_code_was, a.status_code = a.status_code, 200
    tekst = str(_woorden(a))
    a.status_code = a.status_code_was
    return tekst


@pytest.fixture
def klacht(duinveste: Any) -> tuple[UUID, UUID]:
    """A case with a complaint."""
    d, k = duinveste.begin("femke"), uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="Harde muziek in de nacht")
    return d, k


def vast(c: Any, adres: str) -> dict[str, Any]:
    return dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))


def aside(c: Any, feit: str, **data: Any) -> str:
    return woorden(c.post(f"{PAD}{feit}/volgt/", data))


# what follows


def test_what_follows_is_asked_for_when_the_form_opens(klacht: Any, als: Any) -> None:
    html = als("femke").get(f"{PAD}melder_gesproken/").content.decode()
    assert re.search(r'hx-trigger="load, change from:closest form delay:300ms"', html)
    assert 'name="stap" value="bekijk"' in html  # without a script


def test_what_must_be_filled_in_first_is_one_line(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    t = aside(als("femke"), "klacht_ontvangen", op="23-01-2026")
    assert "Beantwoord eerst: Bij wie kwam de klacht binnen?" in t and "Klaar" not in t
    t = aside(als("femke"), "stappen_overgeslagen", op="23-01-2026")
    assert "Beantwoord eerst: Naar welke actie gaat u? Waarom slaat u stappen over?" in t


def test_what_is_not_done_yet_is_not_called_done(klacht: Any, als: Any) -> None:
    _, k = klacht
    t = aside(als("femke"), "klacht_beoordeeld", op="23-01-2026", ding=str(k), **{"f-terecht_zorgaanbieder": "ja", "f-gedrag": "onbewust"})
    assert "Hiermee is nog niet alles gedaan" in t and "Klaar" not in t


# mistakes


def test_every_mistake_is_told_at_once_and_names_its_field(klacht: Any, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}stappen_overgeslagen/"
    a = c.post(adres, vast(c, adres) | {"op": "31-02-2026", "tijd": "99.99"})
    fouten = woorden(a).partition("dingen niet goed")[2]
    assert a.status_code == 400
    for zin in (
        "Wanneer was dit? Dag: Dit is geen dag die bestaat",
        "Wanneer was dit? Tijd: Dit is geen tijd",
        "Vul dit in: Naar welke actie gaat u?",
        "Vul dit in: Waarom slaat u stappen over?",
    ):
        assert zin in fouten, zin
    a = c.post(adres, vast(c, adres) | {"op": "31-12-2026"})
    assert "ligt in de toekomst" in woorden(a) and "Vul dit in: Naar welke actie gaat u?" in woorden(a)


def test_a_wrong_date_further_down_names_its_question_too(als: Any, duinveste: Any) -> None:
    duinveste.begin("femke")
    c, adres = als("femke"), f"{PAD}begeleidingsovereenkomst_ondertekend/"
    html = c.get(adres).content.decode()
    naam = re.search(
        r'<label[^>]*for="v-(f-[a-z_]+)"[^>]*>(?:<bdi>)?([^<]+)(?:</bdi>)?(?:(?!</label>).)*</label>(?:(?!<label).)*?Bijvoorbeeld 7-4-2026',
        html,
        re.S,
    )
    assert naam is not None
    a = c.post(adres, vast(c, adres) | {"op": "23-01-2026", naam[1]: "32-13-2026"})
    assert a.status_code == 400 and f"{naam[2].strip()} Dit is geen dag die bestaat" in woorden(a)


# regie


def test_regie_goes_only_to_who_the_agreement_names(klacht: Any, als: Any, duinveste: Any) -> None:
    c, adres = als("femke"), f"{PAD}regie_besproken/"
    html = c.get(adres).content.decode()
    veld = re.search(r'<select[^>]*name="f-aan".*?</select>', html, re.S)
    assert veld is not None
    assert set(re.findall(r'value="([a-z_]+)"', veld[0])) == {"zorgaanbieder", "mzwo"}
    a = c.post(adres, vast(c, adres) | {"op": "23-01-2026", "f-aan": "woningcorporatie"})
    assert a.status_code == 400 and "Kies een van de antwoorden" in woorden(a)


def test_from_whom_to_whom_regie_goes_is_said_before_and_after(klacht: Any, als: Any, duinveste: Any) -> None:
    d, _ = klacht
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Weer muziek")
    c, adres = als("femke"), f"{PAD}regie_besproken/"
    zin = "De regie gaat van Linde (zorgaanbieder) naar MZWO (Meldpunt Zorg en Woonoverlast)"
    t = aside(c, "regie_besproken", op="23-01-2026", **{"f-aan": "mzwo"})
    assert zin in t, t
    assert "De regie blijft bij" in aside(c, "regie_besproken", op="23-01-2026", **{"f-aan": "zorgaanbieder"})
    a = c.post(adres, vast(c, adres) | {"op": "23-01-2026", "f-aan": "mzwo"})
    assert a.status_code == 302 and "De regie ging van Linde (zorgaanbieder) naar MZWO" in c.session["_messages"], c.session["_messages"]


# sent before


def test_a_form_that_was_sent_answers_with_what_it_recorded(klacht: Any, als: Any, duinveste: Any) -> None:
    c, adres = als("femke"), f"{PAD}klacht_ontvangen/"
    data = vast(c, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "Geblaf in de tuin"}
    assert c.post(adres, data).status_code == 302
    assert c.post(adres, data).status_code == 302 and "Dit was al vastgelegd: overlastklacht" in c.session["_messages"]
    a = c.get(adres, {"sleutel": data["sleutel"]})
    assert a.status_code == 200 and "Geblaf in de tuin" in woorden(a) and "Nog een vastleggen" in woorden(a)
    for anders in ({"f-omschrijving": "Weer geblaf"}, {"f-kanaal": ""}, {"op": "99"}):
        a = c.post(adres, data | anders)
        assert a.status_code == 409 and "Dit is al vastgelegd" in woorden(a) and "Geblaf in de tuin" in woorden(a), anders
    a = c.post(adres, data | {"f-omschrijving": "Weer geblaf"})
    assert "Dit vulde u nu in" in woorden(a) and "Weer geblaf" in woorden(a)
    nog = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', a.content.decode()))
    assert nog["sleutel"] != data["sleutel"] and nog["stap"] == "bekijk"
    a = c.post(adres, nog)  # the button opens the form with it and records nothing yet
    assert a.status_code == 200 and "Weer geblaf" in a.content.decode()
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(2,)]
    assert c.post(adres, {k: w for k, w in nog.items() if k != "stap"}).status_code == 302
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(3,)]


def test_a_browser_gets_an_address_with_the_key_of_the_form(klacht: Any, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}klacht_ontvangen/"
    a = c.get(adres, {"ding": "x y"}, headers={"Sec-Fetch-Mode": "navigate"})
    assert a.status_code == 302 and re.fullmatch(re.escape(adres) + r"\?ding=x\+y&sleutel=[0-9a-f-]{36}", a["Location"])
    sleutel = a["Location"].rpartition("=")[2]
    html = c.get(a["Location"], headers={"Sec-Fetch-Mode": "navigate"}).content.decode()
    assert f'name="sleutel" value="{sleutel}"' in html and f'action="{adres}?sleutel={sleutel}"' in html
    assert c.get(adres, {"sleutel": "\x00'"}).status_code == 200


def test_the_key_of_somebody_else_says_nothing(klacht: Any, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}klacht_ontvangen/"
    data = vast(c, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "Geblaf"}
    assert c.post(adres, data).status_code == 302
    a = als("joris").get(adres, {"sleutel": data["sleutel"]})
    assert a.status_code == 200 and "al vastgelegd" not in woorden(a)


def test_of_a_day_that_cannot_be_nothing_is_foretold(klacht: Any, als: Any) -> None:
    t = aside(als("femke"), "huisbezoek_gelukt", op="31-12-2026")
    assert "ligt in de toekomst" in t and "Er verandert niets" not in t
