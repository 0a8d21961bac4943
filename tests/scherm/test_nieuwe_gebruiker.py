# SPDX-License-Identifier: EUPL-1.2
"""Where somebody who was new here stumbled: each of these misled, and must not come back."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from formulierwerk import WAAR, WIE, laatste, stappen


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str, UUID]:
    """A case with one complaint: its id, its number and the complaint."""
    d = duinveste.begin("femke")
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="Harde muziek in de nacht")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0]), k


def invullen(c: Any, adres: str, **antwoorden: Any) -> Any:
    html = c.get(adres).content.decode()
    vast = {n: re.search(rf'name="{n}" value="([^"]*)"', html)[1] for n in ("sleutel", "kenmerk")}  # type: ignore[index]
    data = vast | {"op": "23-01-2026"} | antwoorden
    a = c.post(adres, data)
    gevraagd = [unescape(x) for x in re.findall(r'name="bevestigd" value="([^"]*)"', a.content.decode())]
    return c.post(adres, data | {"bevestigd": gevraagd}) if "Toch vastleggen</bdi></span>" in a.content.decode() else a


# what is left open


def test_an_act_that_does_not_end_its_task_says_so_and_what_lacks(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr, k = zaak
    c = als("femke")
    a = invullen(c, f"/dossier/{nr}/handeling/mzwo_gemeld/", ding=[str(k)])
    assert a.status_code == 302
    melding = c.session["_messages"]
    assert "Nog niet klaar: De overlast bij het MZWO melden." in melding
    assert "Dit ontbreekt: de aanpak is met het MZWO afgestemd" in melding
    assert invullen(c, f"/dossier/{nr}/handeling/mzwo_gemeld/", ding=[str(k)], **{"f-aanpak_afgestemd": "ja"}).status_code == 302


def test_an_act_that_ends_its_task_lacks_nothing(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr, k = zaak
    c = als("femke")
    invullen(c, f"/dossier/{nr}/handeling/melder_gesproken/", ding=[str(k)], **{"f-zonder_zorg_en_verhuur": "ja"})
    assert "Nog niet klaar" not in c.session["_messages"]


def test_a_question_that_was_not_answered_is_asked_before_a_reason(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr, k = zaak
    adres = f"/dossier/{nr}/handeling/melder_gesproken/"
    a = invullen(als("femke"), adres, ding=[str(k)])
    html = a.content.decode()
    assert a.status_code == 400 and 'href="#v-f-zonder_zorg_en_verhuur"' in html and "Beantwoord deze vraag." in html
    assert invullen(als("femke"), adres, ding=[str(k)], reden="Dat weet ik niet meer").status_code == 302


def test_too_long_a_text_is_refused_and_never_cut_off(als: Any, zaak: Any) -> None:
    """A browser cuts what is pasted at maxlength without a word: the control takes more than fits."""
    from wijkregie.dossier.schoon import HOOGSTENS

    _, nr, _ = zaak
    html = als("femke").get(f"/dossier/{nr}/handeling/klacht_ontvangen/").content.decode()
    assert min(int(n) for n in re.findall(r'<textarea[^>]*maxlength="(\d+)"', html)) > HOOGSTENS


# what comes first


def test_what_is_due_in_months_does_not_stand_before_what_is_due_now(als: Any, zaak: Any) -> None:
    _, nr, _ = zaak
    html = als("femke").get(f"/dossier/{nr}/").content.decode()
    moet = html.split("Wat moet er gebeuren", 1)[1]
    assert moet.index("De melder benaderen") < moet.index("De klacht met de deelnemer bespreken") < moet.index("De overlast oplossen")


def test_the_next_task_is_not_the_target_of_three_months(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr, k = zaak
    duinveste.leg_vast("femke", d, "melder_gesproken", over=[str(k)], zonder_zorg_en_verhuur="ja")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")
    c = als("femke")
    antwoorden = {"f-behandelwijze": "We praten", "f-contactpersoon_ingelicht": "ja", "f-aanpak_afgestemd": "ja"}
    invullen(c, f"/dossier/{nr}/handeling/corporatie_ingelicht/", ding=[str(k)], **antwoorden)
    assert "Uw volgende taak: De klacht met de deelnemer bespreken en beoordelen, zo snel mogelijk." in c.session["_messages"]
    assert "Eerst, zo snel mogelijk: de klacht met de deelnemer" in c.get(f"/dossier/{nr}/").content.decode()


def test_a_target_is_named_as_a_target() -> None:
    from wijkregie.scherm.paginas.taakrij import wanneer_eerst

    dag = date(2026, 1, 23)
    assert wanneer_eerst(None, None, dag) == "zo snel mogelijk"
    assert wanneer_eerst(date(2026, 1, 27), date(2026, 1, 25), dag) == "vóór het einde van dinsdag 27 januari"
    assert wanneer_eerst(None, date(2026, 1, 27), dag) == "liefst uiterlijk dinsdag 27 januari"
    assert wanneer_eerst(date(2026, 1, 20), None, dag) == wanneer_eerst(None, date(2026, 1, 20), dag) == "zo snel mogelijk"


def test_what_a_deviation_lacks_is_not_said_as_if_it_were_there() -> None:
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.voorbeeld import Gevolgen
    from wijkregie.scherm.paginas.volgt import volgt

    w = afspraken.wereld("amsterdam")
    beeld = volgt(Gevolgen(schendingen=["Er is juridisch advies over actie 4"]), None, w, {}, date(2026, 1, 23), "/")  # type: ignore[arg-type]
    (g,) = beeld.gevolgen
    assert g.let and "staat nog niet vast" in f"{g.kop} {g.tekst}"


def test_as_many_other_agreements_are_counted_as_are_told(als: Any, zaak: Any) -> None:
    _, nr, _ = zaak
    c = als("femke")
    html = c.get(f"/dossier/{nr}/").content.decode()
    rijen = re.findall(r'<li class="wr-plicht">.*?</li>', html, re.S)
    assert rijen
    for rij in rijen:
        geteld = re.search(r"\+ (\d+) andere", rij)
        adres = re.search(r'href="(/dossier/[^"]+/waarom/plicht/[^"]+)"', rij)
        assert adres is not None
        waarom = c.get(adres[1]).content.decode()
        ook = re.search(r"Met deze handeling doet u ook:</p><ul>(.*?)</ul>", waarom, re.S)
        verteld = ook[1].count("<li") if ook else 0
        assert verteld == (int(geteld[1]) if geteld else 0), adres[1]


# a new dossier


@pytest.mark.parametrize("nummer", ["0", "-5", "2,5", "1234567"])
def test_a_house_number_is_a_number_of_a_house(als: Any, duinveste: Any, nummer: str) -> None:
    wijk = str(duinveste.gebied("duinwijk"))
    a = stappen(als("femke"), duinveste, WIE, WAAR | {"wijk": wijk, "f-huisnummer": nummer})
    html = a.content.decode()
    assert a.status_code == 400 and 'href="#v-f-huisnummer"' in html and "Stap 2 van 4" in html


@pytest.mark.parametrize(("code", "goed"), [("1234 AB", True), ("1234ab", True), ("", True), ("12345", False), ("AB 1234", False)])
def test_a_postcode_is_four_figures_and_two_letters(als: Any, duinveste: Any, code: str, goed: bool) -> None:
    wijk = str(duinveste.gebied("duinwijk"))
    a = stappen(als("femke"), duinveste, WIE, WAAR | {"wijk": wijk, "f-postcode": code})
    assert (a.status_code == 200) is goed and ('href="#v-f-postcode"' in a.content.decode()) is not goed


def test_nobody_was_born_tomorrow(als: Any, duinveste: Any) -> None:
    a = stappen(als("femke"), duinveste, WIE | {"f-geboortedatum": "24-1-2026"})
    assert a.status_code == 400 and 'href="#v-f-geboortedatum"' in a.content.decode()


def test_the_first_step_says_who_is_meant(als: Any, duinveste: Any) -> None:
    html = als("femke").get("/dossiers/nieuw/").content.decode()
    assert "Over wie gaat het dossier?" in html and "Wie iets meldt, vult u later in." in html
    assert "7-4-2026" not in html  # as an example of a birthday


def test_the_first_complaint_asks_the_same_as_every_complaint(als: Any, duinveste: Any, zaak: Any) -> None:
    _, nr, _ = zaak
    c = als("femke")
    eerste = stappen(c, duinveste, *laatste(duinveste)[:3]).content.decode()
    andere = c.get(f"/dossier/{nr}/handeling/klacht_ontvangen/").content.decode()
    for html in (eerste, andere):
        assert re.search(r"Is het een ernstig incident\?(</bdi>)?\s*</legend>", html)  # nothing says that it need not be answered


# letters and the demo


def test_a_letter_that_is_not_sent_is_not_called_sent(als: Any, zaak: Any) -> None:
    _, nr, _ = zaak
    c = als("femke")
    adres = f"/dossier/{nr}/handeling/sommatiebrief_verzonden/"
    a = invullen(c, adres, stap="brief", herkomst="buiten")
    html = c.get(a["Location"]).content.decode()
    kop = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert kop is not None and re.sub(r"<[^>]+>", "", kop[1]).strip() == "Sommatiebrief"


def test_the_demo_opens_with_the_choice_of_a_person(duinveste: Any) -> None:
    from django.test import Client

    c = Client()
    assert c.get("/", follow=True).redirect_chain[-1][0].startswith("/personas/")
    assert c.get("/inloggen/").status_code == 200  # by password too, for who asks for it


# in the browser


def test_a_word_on_a_button_is_whole_and_a_small_link_can_be_hit(duinveste: Any, als: Any, zaak: Any, pagina: Any, webserver: str) -> None:
    d, nr, k = zaak
    oordeel = {"gedrag": "bewust", "terecht_zorgaanbieder": "ja", "gelijksoortig": "ja"}
    duinveste.leg_vast("femke", d, "klacht_beoordeeld", over=[str(k)], **oordeel)
    pagina.context.add_cookies([{"name": n, "value": w.value, "url": webserver} for n, w in als("femke").cookies.items()])
    pagina.set_viewport_size({"width": 1440, "height": 900})
    pagina.goto(f"/dossier/{nr}/")
    woord = """() => { const a = document.querySelector(".wr-todo .doe a"), s = document.createElement("span");
      s.textContent = "Waarschuwingsgesprek"; a.replaceChildren(s); return s.getClientRects().length }"""
    assert pagina.evaluate(woord) == 1
    assert min(pagina.evaluate("() => [...document.querySelectorAll('.wr-tijd .bron a')].map(a => a.getBoundingClientRect().height)")) >= 24
    pagina.goto("/dossiers/nieuw/")
    pagina.get_by_role("button", name="Verder").click()
    pagina.locator("#fouten").wait_for()
    ruimte = """() => { const plek = e => document.querySelector(e).getBoundingClientRect();
      return plek("main h2:not(#fouten-kop)").top - plek(".wr-fout").bottom }"""
    assert pagina.evaluate(ruimte) >= 16
    pagina.fouten[:] = [f for f in pagina.fouten if "status of 400" not in f]


def test_a_long_list_to_narrow_consent_is_folded_and_may_stay_empty(als: Any, zaak: Any) -> None:
    """Eighty choices of which none is needed stood between the first question and the button."""
    _, nr, _ = zaak
    html = als("femke").get(f"/dossier/{nr}/handeling/toestemming_gegeven/").content.decode()
    voor, gevouwen = html.split("Alleen voor een deel", 1)
    assert all(f'name="f-{n}"' in gevouwen and f'name="f-{n}"' not in voor for n in ("doeleinden", "gegevens", "geldig_tot"))
    assert all(f'name="f-{n}"' in voor for n in ("schriftelijk", "uitleg"))


def test_who_administers_is_not_offered_as_the_one_who_handles(duinveste: Any, als: Any, zaak: Any) -> None:
    """He sees no file: a dossier that he handled would be in nobody's list."""
    _, nr, _ = zaak
    d = duinveste.databank
    lid, _ = duinveste.leden["joris"]
    c = als("femke")
    assert f'value="{lid}"' in c.get(f"/dossier/{nr}/").content.decode()
    d.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'beheerder', %s)", duinveste.gemeente, lid, date(2015, 1, 1)
    )
    assert f'value="{lid}"' not in c.get(f"/dossier/{nr}/").content.decode()
    a = c.post(f"/dossier/{nr}/behandelaar/", {"doe": "geef", "naar": str(lid), "nu": ""}, follow=True)
    assert "Kies een collega uit de lijst" in a.content.decode()
