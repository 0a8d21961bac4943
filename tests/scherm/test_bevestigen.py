# SPDX-License-Identifier: EUPL-1.2
"""Before something is recorded that falls short of the agreement, the user is asked once, with the norm, and may still record it."""

from __future__ import annotations

import html as html_
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import woorden as _woorden

PAD = "/dossier/WR-2026-0001/handeling/"
OORDEEL = f"{PAD}klacht_beoordeeld/"


def vast(c: Any, adres: str) -> dict[str, Any]:
    return dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))


def woorden(a: Any) -> str:
    """The text of a page, also of one that refuses."""
    code, a.status_code = a.status_code, 200
    tekst = str(_woorden(a))
    a.status_code = code
    return tekst


@pytest.fixture
def klacht(duinveste: Any) -> UUID:
    k = uuid4()
    duinveste.leg_vast("femke", duinveste.begin("femke"), "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="Muziek")
    return k


def alle(html: str) -> list[str]:
    return [html_.unescape(x) for x in re.findall(r'name="bevestigd" value="([^"]*)"', html)]


def test_what_the_agreement_needs_and_is_not_there_is_asked_once(klacht: UUID, als: Any, duinveste: Any) -> None:
    c = als("femke")
    data = vast(c, OORDEEL) | {"op": "23-01-2026", "ding": str(klacht), "f-terecht_zorgaanbieder": "ja", "f-gedrag": "onbewust"}

    def aantal() -> int:
        return int(duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'klacht_beoordeeld'")[0][0])

    a = c.post(OORDEEL, data)
    assert a.status_code == 400 and aantal() == 0
    t = woorden(a)
    assert "Er is nog niets vastgelegd" in t and "Toch vastleggen" in t and re.search(r"norm T[WG]-[B0-9.]+", t)
    tokens = alle(a.content.decode())
    assert tokens and len(tokens) == len(set(tokens))
    # less is missing: what is left was asked already
    a = c.post(OORDEEL, data | {"bevestigd": tokens, "f-gelijksoortig": "nee"})
    assert a.status_code == 302 and aantal() == 1


def test_what_is_complete_is_not_asked(klacht: UUID, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}melder_gesproken/"
    a = c.post(adres, vast(c, adres) | {"op": "23-01-2026", "ding": str(klacht), "f-zonder_zorg_en_verhuur": "ja"})
    assert a.status_code == 302


def test_a_breach_for_which_a_reason_is_given_is_not_asked_again(klacht: UUID, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}melder_gesproken/"
    data = vast(c, adres) | {"op": "23-01-2026", "ding": str(klacht), "f-zonder_zorg_en_verhuur": "nee"}
    html = c.post(adres, data).content.decode()
    a = c.post(adres, data | {"reden": "De buurman begon er zelf over", "bevestigd": alle(html)})
    assert a.status_code == 302


def test_what_is_missing_comes_in_the_same_round_as_the_reason(klacht: UUID, als: Any) -> None:
    c, adres = als("femke"), f"{PAD}waarschuwingsbrief_uitgereikt/"
    data = vast(c, adres) | {"op": "23-01-2026", "herkomst": "buiten", "f-niet_nagekomen_afspraak": "Stil na 22 uur"}
    a = c.post(adres, data)
    assert a.status_code == 400 and "Schrijf waarom" in woorden(a)
    assert c.post(adres, data | {"reden": "Spoed", "bevestigd": alle(a.content.decode())}).status_code == 302


def test_a_duty_towards_another_is_not_missed_by_an_act_for_one(klacht: UUID, als: Any, duinveste: Any) -> None:
    ((d,),) = duinveste.databank.beheer("select id from dossier_dossier where soort = 'zaak'")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(klacht)], aanpak_afgestemd="ja")
    c, adres = als("rosa"), f"{PAD}partners_benaderd/"
    a = c.post(adres, vast(c, adres) | {"op": "23-01-2026", "ding": str(klacht), "f-aan": ["zorgaanbieder"]})
    assert a.status_code == 302
