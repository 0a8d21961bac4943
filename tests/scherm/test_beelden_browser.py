# SPDX-License-Identifier: EUPL-1.2
"""Sample pages in Chromium: no violation that axe knows, no sideways scrolling at any width, and the script does what it promises.

The pages are made here and served to the browser by a route, so no database and no server take part."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from schermproef import html, overal, stalen

from wijkregie.scherm.patronen.schermen import HELE

THUIS = "http://wijkregie.test"
AXE = (Path(__file__).parents[1] / "hulpmiddel/axe.min.js").read_text()
KEUR = """axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})
  .then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).join(" || ")))"""
TE_BREED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ALLES = stalen()
LANG = "Kattenstaartweegbreewederikpad" * 4 + " "
FOUTEN = tuple(n for n in ALLES if n.startswith("fout-"))


@pytest.fixture
def staal(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    p = context.new_page()
    p.fouten = []
    p.on("pageerror", lambda e: p.fouten.append(str(e)))
    p.inhoud = {}

    def antwoord(route: Any) -> None:
        pad = route.request.url.removeprefix(THUIS).split("?")[0]
        if pad.startswith("/statisch/"):
            bestand = finders.find(pad.removeprefix("/statisch/"))
            assert bestand, pad
            route.fulfill(path=bestand, content_type=mimetypes.guess_type(pad)[0] or "font/woff2")
            return
        naam = pad.strip("/").removeprefix("patronen/")
        pagina, beeld = p.inhoud.get(naam) or ALLES[naam]
        deel = beeld.deel if route.request.headers.get("hx-target") in ("paneel-inhoud", "dit-volgt") else ""
        route.fulfill(body=html(pagina, beeld, deel), content_type="text/html; charset=utf-8")

    context.route("**/*", antwoord)
    yield p
    context.close()
    assert not p.fouten


def naar(p: Any, naam: str, breed: int) -> None:
    p.set_viewport_size({"width": breed, "height": 900})
    p.goto(f"{THUIS}/patronen/{naam}/")


@pytest.mark.parametrize("naam", [*HELE, FOUTEN[0]])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(staal: Any, naam: str) -> None:
    for breed in (1440, 390, 320):
        naar(staal, naam, breed)
        assert staal.evaluate(TE_BREED) <= 0, breed
        if breed != 390:
            staal.evaluate(AXE)
            assert staal.evaluate(KEUR) == []


@pytest.mark.parametrize("naam", [*HELE, FOUTEN[0]])
def test_words_without_end_stay_inside(staal: Any, naam: str) -> None:
    pagina, beeld = ALLES[naam]
    staal.inhoud[naam] = (pagina, overal(beeld, lambda t: LANG + t))
    for breed in (1440, 900, 320):
        naar(staal, naam, breed)
        assert staal.evaluate(TE_BREED) <= 0, breed


def test_waarom_opens_beside_the_page_and_gives_focus_back(staal: Any) -> None:
    naar(staal, "mijn-werk", 1440)
    link = staal.locator("a.wr-waarom").nth(2)
    link.focus()
    staal.keyboard.press("Enter")
    staal.wait_for_selector("dialog[open]")
    assert staal.evaluate("document.activeElement.className") == "wr-sluit"
    assert staal.locator("dialog h2").first.inner_text() == "Waarom woensdag 8 april?"
    staal.evaluate(AXE)
    assert staal.evaluate(KEUR) == []
    staal.keyboard.press("Escape")
    assert staal.locator("dialog[open]").count() == 0
    assert staal.evaluate("document.activeElement === document.querySelectorAll('a.wr-waarom')[2]")


def test_waarom_is_a_page_without_script(browser: Any) -> None:
    pagina, beeld = ALLES["mijn-werk"]
    context = browser.new_context(java_script_enabled=False)
    p = context.new_page()
    context.route("**/*", lambda r: r.fulfill(body=html(pagina, beeld), content_type="text/html; charset=utf-8"))
    p.goto(f"{THUIS}/patronen/mijn-werk/")
    p.locator("a.wr-waarom").first.click()
    assert p.url.endswith("/patronen/waarom/")
    context.close()


def test_form_without_answer_keeps_its_text_and_can_be_sent_again(staal: Any) -> None:
    naar(staal, "handeling", 1440)
    staal.fill("#v-motivering", "Dit blijft staan")
    knop = staal.locator("button[data-bezig]")
    weg = f"{THUIS}/patronen/handeling-fout/"
    staal.route(weg, lambda r: r.abort())
    knop.click()
    staal.wait_for_function("document.querySelector('.wr-formstatus').textContent.includes('geen verbinding')")
    staal.unroute(weg)
    staal.route(weg, lambda r: r.fulfill(status=503, body="x"))
    knop.click()
    staal.wait_for_function("document.querySelector('.wr-formstatus').textContent.includes('Het lukte ons niet')")
    assert staal.input_value("#v-motivering") == "Dit blijft staan"
    staal.unroute(weg)
    knop.click()
    staal.wait_for_selector("#fouten")
    assert staal.evaluate("document.activeElement.id") == "fouten"
    assert staal.title().startswith("Fout: ")


def test_form_is_sent_once_and_says_that_it_takes_a_while(staal: Any) -> None:
    naar(staal, "handeling", 1440)
    aanvragen: list[Any] = []
    staal.route(f"{THUIS}/patronen/handeling-fout/", lambda r: aanvragen.append(r))
    knop = staal.locator("button[data-bezig]")
    knop.click()
    knop.click()
    staal.wait_for_function("document.querySelector('button[data-bezig]').textContent.includes('Bezig met bewaren')")
    assert len(aanvragen) == 1
    aanvragen[0].abort()


def test_what_follows_is_asked_while_the_form_is_filled_in(staal: Any) -> None:
    naar(staal, "handeling", 1440)
    with staal.expect_request("**/dit-volgt/") as vraag:
        staal.locator("label", has_text="Onterecht").first.click()
    assert "terecht_u=onterecht" in vraag.value.post_data
    assert "bestand=" not in vraag.value.post_data


def test_no_text_of_a_page_stays_in_the_browser(staal: Any) -> None:
    """The addresses that htmx notes name nobody; a page that it kept would outlive the session."""
    naar(staal, "handeling", 1440)
    staal.fill("#v-motivering", "Kattenstaart")
    staal.locator("button[data-bezig]").click()
    staal.wait_for_selector("#fouten")
    bewaard = staal.evaluate("Object.entries({...localStorage, ...sessionStorage})")
    assert [k for k, _ in bewaard] in ([], ["htmx-current-path-for-history"])
    assert "Kattenstaart" not in str(bewaard)
