# SPDX-License-Identifier: EUPL-1.2
"""Somebody behind a screen: reads, clicks and types what the page offers by the words on it. Every page that is opened is checked.

With WIJKREGIE_BEELDEN=<folder> each page is also kept as a picture, to be looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

AXE = (Path(__file__).parents[1] / "hulpmiddel/axe.min.js").read_text(encoding="utf-8")
KEUR = """() => axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})
  .then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 160)).join(" || ")))"""
VORMEN = """() => [...new Set([...document.querySelectorAll("body *")].filter(e => e.checkVisibility())
  .map(e => [e.parentElement.getAttribute("class"), e.tagName, e.getAttribute("class"), e.type ?? "", ...e.getAttributeNames()].join(" ")))]"""
FOCUS = """() => { const e = document.activeElement;
  const vraag = e.closest("fieldset")?.querySelector("legend")?.innerText;
  return (e.labels?.length ? [...e.labels].map(l => l.innerText).join(" ") + (vraag ? " | " + vraag : "")
    : e.innerText).replace(/\\s+/g, " ").trim() }"""
TE_BREED = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BEELDEN = os.environ.get("WIJKREGIE_BEELDEN", "")
WACHTWOORD = "een lang proefwachtwoord"
NOOIT_IN_ADRES = ("wilgenroos", "lisdodde", "testbuur", "daan", "anaïs", "anais", "weegbree")
"""Of the fictional people here: none of it may stand in the address or the title of a page."""


_gekeurd: set[tuple[int, str]] = set()


class Mens:
    """One person with one browser of their own."""

    def __init__(self, context: Any, wie: str, js: bool = True) -> None:
        self.wie = wie
        self.js = js
        self.p = context.new_page()
        self.fouten: list[str] = []
        self.html: list[str] = []
        self._n = 0
        self.p.on("console", lambda m: self.fouten.append(m.text) if m.type == "error" and not _verwacht(m.text) else None)
        self.p.on("pageerror", lambda e: self.fouten.append(str(e)))

    # going somewhere

    def ga(self, adres: str) -> Mens:
        self.p.goto(adres)
        return self.keur()

    def klik(self, naam: str, *, binnen: str = "", n: int = 0) -> Mens:
        """Press the button or follow the link with these words, and read the page that comes."""
        return self._naar(lambda: self.druk(self.knop(naam, binnen=binnen).nth(n)))

    def volg(self, link: Any) -> Mens:
        """Follow a link that is not found by its words alone."""
        return self._naar(lambda: self.druk(link))

    def toets(self, *toetsen: str) -> Mens:
        for t in toetsen:
            self.p.keyboard.press(t)
        return self

    def enter(self) -> Mens:
        """Enter on what has the focus, when that opens a page."""
        return self._naar(lambda: self.p.keyboard.press("Enter"))

    def menu(self, naam: str) -> Mens:
        """The main menu: a bar on a desk, folded on a phone."""
        balk = self.p.locator(".wr-nav")
        if not balk.is_visible():
            self.druk(self.p.locator(".wr-smalmenu summary"))
        return self.klik(naam, binnen=".wr-nav" if balk.is_visible() else ".wr-smalmenu")

    def tab_naar(self, naam: str, *, terug: bool = False) -> Mens:
        """Tab until the focus is on what bears this name."""
        for _ in range(150):
            self.p.keyboard.press("Shift+Tab" if terug else "Tab")
            if self.focus.startswith(naam):
                return self
        raise AssertionError(f"{self.adres}: met Tab kom je niet bij {naam!r}")

    def _naar(self, doe: Callable[[], object]) -> Mens:
        """A page opens whole, or its body is swapped: either way its `main` is a new one."""
        self.p.locator("main").evaluate("m => { m.dataset.oud = 'ja' }")
        doe()
        self.p.locator("main:not([data-oud])").wait_for(state="attached")
        self.p.wait_for_load_state()
        if self.js:
            self.p.locator(".htmx-settling, .htmx-swapping, .htmx-request").first.wait_for(state="detached")
        return self.keur()

    def log_in(self) -> Mens:
        self.ga("/inloggen/")
        self.vul("Uw mailadres", self.wie).vul("Uw wachtwoord", WACHTWOORD)
        return self.klik("Inloggen")

    # reading

    @property
    def adres(self) -> str:
        return str(self.p.url).split("/", 3)[3]

    @property
    def tekst(self) -> str:
        return " ".join(self.p.locator("main").inner_text().split())

    def leest(self, *zinnen: str) -> Mens:
        tekst = self.tekst
        for z in zinnen:
            assert z.lower() in tekst.lower(), f"{self.wie} leest niet: {z!r}. Wel: {tekst}"
        return self

    def leest_niet(self, *zinnen: str) -> Mens:
        tekst = self.tekst
        for z in zinnen:
            assert z.lower() not in tekst.lower(), f"{self.wie} leest: {z!r} in {tekst}"
        return self

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        return str(self.p.evaluate(FOCUS))

    def taken(self, kop: str = "") -> list[str]:
        """The titles of the tasks on this page, in order, under the heading with these words."""
        waar = self.p.locator(f"section:has(h2:text-is('{kop}'))") if kop else self.p.locator("main")
        return [str(t) for t in waar.locator(".wr-plicht .t").all_inner_texts()]

    def taak(self, *woorden: str) -> Any:
        """The row of one task."""
        rij = self.p.locator(".wr-plicht")
        for w in woorden:
            rij = rij.filter(has_text=w)
        return rij

    def leest_bij(self, taak: str, *zinnen: str) -> Mens:
        tekst = " ".join(self.taak(taak).first.inner_text().split())
        for z in zinnen:
            assert z.lower() in tekst.lower(), f"{z!r} staat niet bij {tekst!r}"
        return self

    # by hand: with the mouse

    def druk(self, wat: Any) -> None:
        wat.click()

    def schrijf(self, veld: Any, waarde: str) -> None:
        veld.fill(waarde)

    def kies_optie(self, keuze: Any, woorden: str) -> None:
        keuze.select_option(keuze.locator("option", has_text=woorden).first.get_attribute("value"))

    def vink(self, label: Any) -> None:
        if not self.invoer(label).is_checked():  # what was proposed is ticked already
            label.click()

    def invoer(self, label: Any) -> Any:
        return self.p.locator(f"#{label.get_attribute('for')}") if label.get_attribute("for") else label.locator("input").first

    # doing

    def knop(self, naam: str, *, binnen: str = "") -> Any:
        waar = self.p.locator(binnen) if binnen else self.p.locator("body")
        patroon = re.compile(rf"^{re.escape(naam)}(?=\W|$)")
        return waar.get_by_role("button", name=patroon).or_(waar.get_by_role("link", name=patroon)).locator("visible=true")

    def begin(self, taak: str, *woorden: str) -> Mens:
        """The one button of a task, also when the list shows only its first rows."""
        if not self.taak(taak, *woorden).count():
            self.klik("Toon alle")
        return self._naar(lambda: self.druk(self.taak(taak, *woorden).first.locator(".doe a")))

    def vul(self, label: str, waarde: str) -> Mens:
        self.schrijf(self.p.get_by_label(re.compile(rf"^{re.escape(label)}")).locator("visible=true").first, waarde)
        return self

    def antwoord(self, vraag: str, *waarden: str) -> Mens:
        """Answer a question as the page asks it: a text, a choice, or ticks."""
        patroon = re.compile(rf"^{re.escape(vraag)}")
        vak = self.p.locator("fieldset").filter(has=self.p.locator("> legend", has_text=patroon))
        veld = self.p.locator(".wr-vraag").filter(has=self.p.locator("> label", has_text=patroon))
        wat = vak.or_(veld).first
        if not wat.is_visible():
            self.druk(self.p.locator("details.wr-overige > summary"))
        if vak.count() == 0:
            invoer = veld.first.locator("input, textarea, select").first
            if invoer.evaluate("e => e.tagName") == "SELECT":
                self.kies_optie(invoer, waarden[0])
            else:
                self.schrijf(invoer, waarden[0])
            return self
        for w in waarden:
            self.vink(vak.first.locator("label").filter(has_text=re.compile(rf"^\s*{re.escape(w)}", re.I)).first)
        return self

    def zoekt(self, wat: str) -> Mens:
        """From the box on top of every page."""
        self.schrijf(self.p.locator(".wr-kop input[type=search]"), wat)
        return self.klik("Zoeken", binnen=".wr-kop")

    def doet(self, taak: str, antwoorden: dict[str, str | tuple[str, ...]] | None = None, over: str = "") -> Mens:
        """A task from *Mijn werk*: the button that it offers, the form, and recorded."""
        self.menu("Mijn werk")
        self.begin(taak, *([over] if over else []))
        return self.vult_in(antwoorden or {})

    def vult_in(self, antwoorden: dict[str, str | tuple[str, ...]]) -> Mens:
        """The form of an act, to its end."""
        for vraag, a in antwoorden.items():
            self.antwoord(vraag, *((a,) if isinstance(a, str) else a))
        self._naar(lambda: self.druk(self.p.locator("form.wr-handeling .utrecht-button--primary-action")))
        if self.knop("Toch vastleggen").count():  # something lacks, and is said to lack: that is how the journey goes
            self.klik("Toch vastleggen")
        return self.leest("Vastgelegd: ")

    def kies(self, groep: str, handeling: str) -> Mens:
        """An act from *Wat kan ik nu doen*, under its heading."""
        if not self.knop(handeling, binnen=".wr-acties").count():
            self.druk(self.p.locator(".wr-acties summary", has_text=groep))
        return self.klik(handeling, binnen=".wr-acties")

    # checking

    def keur(self) -> Mens:
        self._n += 1
        self.html.append(self.p.content())
        if BEELDEN:
            breed = self.p.viewport_size["width"]
            self.p.screenshot(path=Path(BEELDEN) / f"{self.wie.split('@')[0]}-{breed}-{self._n:03d}.png", full_page=True)
        over = self.p.evaluate(TE_BREED)
        assert over <= 0, f"{self.adres}: {over} pixels te breed"
        openbaar = f"{self.adres} {self.p.title()}".lower()
        assert not [w for w in NOOIT_IN_ADRES if re.search(rf"(?<![a-zï]){w}", openbaar)], openbaar
        if self.js:
            self._axe()
        return self

    def _axe(self) -> None:
        """axe, unless every shape of element on this page was judged before at this width: it is half the time of a journey."""
        breed = self.p.viewport_size["width"]
        vormen = {(breed, v) for v in self.p.evaluate(VORMEN)}
        if vormen <= _gekeurd:
            return
        if not self.p.evaluate("() => 'axe' in window"):
            self.p.evaluate(AXE)
        gevonden = self.p.evaluate(KEUR)
        assert not gevonden, f"{self.adres}: {gevonden}"
        _gekeurd.update(vormen)


def _verwacht(melding: str) -> bool:
    """What the console tells of and is no fault: answers to forms with mistakes, conflicts and absent pages; a preview that the next page
    overtook; the style that taking a picture needs."""
    return (
        any(f"status of {s}" in melding for s in (400, 404, 409))
        or melding.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        or (bool(BEELDEN) and "inline style" in melding)
    )
