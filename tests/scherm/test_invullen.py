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
