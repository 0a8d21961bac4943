# SPDX-License-Identifier: EUPL-1.2
"""Acts that wait for others: the form and the dossier name those others, with a way to each."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from paginaproef import woorden

PAD = "/dossier/WR-2026-0001/"
BRIEF = f"{PAD}handeling/waarschuwingsbrief_uitgereikt/"
AFSTEMMEN = f"{PAD}handeling/actie_afgestemd/"
NAAR_AFSTEMMEN = 'name="stap" value="eerst-actie_afgestemd"'


@pytest.fixture
def zaak(duinveste: Any) -> Any:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    return d


def test_what_a_condition_waits_for_is_read_from_it() -> None:
    from wijkregie.dossier.afspraken import bibliotheek
    from wijkregie.dossier.openers import nodig

    v = next(v for v in bibliotheek().alles() if (v.gemeente, v.naam) == ("amsterdam", "overlastprotocol"))

    def van(toets: str) -> list[tuple[str, ...]]:
        return [nodig(b.eis, [v.wereld]) for b in v.toetsen[toets].bladen]

    assert van("actie_afstemmen") == [("actie_afgestemd",)]
    assert van("advies_voor_actie_4") == [("juridisch_advies_ontvangen",)]
    assert van("regie_overnemen") == [("klacht_ontvangen",)]
    assert van("afspraak_noemen") == [()]  # an answer of the act itself


def test_a_form_names_on_top_which_acts_open_it(zaak: Any, als: Any, duinveste: Any) -> None:
    html = als("femke").get(BRIEF).content.decode()
    boven = html.partition('<div class="wr-vragen">')[0]
    assert "Dit moet eerst" in boven and NAAR_AFSTEMMEN in boven
    duinveste.leg_vast("femke", zaak, "actie_afgestemd", **{"met": ["woningcorporatie", "mzwo", "behandelaar"]})
    assert "Dit moet eerst" not in als("femke").get(BRIEF).content.decode()


def test_who_may_not_do_it_reads_who_does(zaak: Any, als: Any) -> None:
    boven = als("harm").get(BRIEF).content.decode().partition('<div class="wr-vragen">')[0]
    assert NAAR_AFSTEMMEN not in boven


def test_the_dossier_puts_on_top_what_a_task_waits_for(zaak: Any, als: Any, duinveste: Any) -> None:
    duinveste.leg_vast("femke", zaak, "stappen_overgeslagen", naar="actie_3", motivering="Ernstig", herkomst="buiten", reden="Spoed")
    a = als("femke").get(PAD)
    t = woorden(a).partition("Wat kan ik nu doen")[2]
    assert t.strip().startswith("Eerst nodig"), t[:200]
    assert "eerst nodig voor: waarschuwingsbrief vastleggen" in t.lower()
    groep = re.search(r'id="d-kan".*?Eerst nodig.*?</ul>', a.content.decode(), re.S)
    assert groep is not None and f'href="{AFSTEMMEN}"' in groep[0]


def test_the_ladder_says_what_brings_the_next_step(zaak: Any, als: Any, duinveste: Any) -> None:
    duinveste.leg_vast("femke", zaak, "stappen_overgeslagen", naar="actie_3", motivering="Ernstig", herkomst="buiten", reden="Spoed")
    t = woorden(als("femke").get(PAD))
    assert "Wanneer naar actie 4?" in t
    assert "Zodra is vastgelegd: klacht met de deelnemer besproken en beoordeeld. Eerst nodig: waarschuwingsbrief uitgereikt." in t


def test_doing_first_what_must_come_first_leads_back_with_what_was_typed(zaak: Any, als: Any) -> None:
    femke = als("femke")
    weg = femke.post(BRIEF, {"stap": "eerst-actie_afgestemd", "f-niet_nagekomen_afspraak": "Stil na 22 uur", "op": "2026-01-23"})
    assert weg.status_code == 302 and weg.url == f"{AFSTEMMEN}?terug=waarschuwingsbrief_uitgereikt"
    form = femke.get(weg.url).content.decode()
    assert '<input type="hidden" name="terug" value="waarschuwingsbrief_uitgereikt">' in form
    assert f'href="{BRIEF}"><bdi>Terug naar: ' in form  # leaving it goes back, too
    vast = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    klaar = femke.post(AFSTEMMEN, vast | {"f-met": ["woningcorporatie", "mzwo", "behandelaar"]})
    assert klaar.status_code == 302 and klaar.url == BRIEF
    terug = femke.get(BRIEF)
    assert "Stil na 22 uur" in terug.content.decode()
    assert "Vastgelegd" in woorden(terug) and "U gaat verder met:" in woorden(terug)


def test_back_is_only_to_an_act_that_was_left_half_done(zaak: Any, als: Any) -> None:
    for naar in ("waarschuwingsbrief_uitgereikt", "https://kwaad.example/", "actie_afgestemd", "bestaat_niet"):
        form = als("femke").get(f"{AFSTEMMEN}?terug={naar}").content.decode()
        assert 'name="terug"' not in form, naar
        antwoord = als("femke").post(AFSTEMMEN, {"stap": f"eerst-{naar}"})
        assert antwoord.status_code != 302 or antwoord.url.startswith("/dossier/"), naar
