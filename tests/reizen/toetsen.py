# SPDX-License-Identifier: EUPL-1.2
"""Somebody without a mouse: reaches everything with Tab, and presses Enter, the space bar and the arrows."""

from __future__ import annotations

from typing import Any

from .mens import Mens

HIER = "(e, groep) => { const f = document.activeElement; return f === e || (groep && f.type === 'radio' && f.name === e.name && f.form === e.form) }"
GENOEG = 300  # presses of Tab: no page has as many places
PLEKKEN = """e => { const keuzes = new Set(), f = document.activeElement;
  const lijst = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(x => {
    if (x.tabIndex < 0 || x.disabled || x.type === "hidden" || !x.checkVisibility({visibilityProperty: true})) return false;
    if (x.type !== "radio") return true;
    const groep = x.form ? x.form.id + x.form.action + x.name : x.name;
    return !keuzes.has(groep) && keuzes.add(groep) });
  return lijst.filter(x => (f === document.body || f.compareDocumentPosition(x) & 4) && x.compareDocumentPosition(e) & 4).length }"""
"""How many places lie between the focus and an element further on: so many times nobody needs to look where Tab brought him."""


class Toetsenmens(Mens):
    def druk(self, wat: Any) -> None:
        self._naar_toe(wat)
        self.p.keyboard.press("Enter")

    def schrijf(self, veld: Any, waarde: str) -> None:
        self._naar_toe(veld)
        self.p.keyboard.press("Control+A")
        self.p.keyboard.type(waarde)

    def kies_optie(self, keuze: Any, woorden: str) -> None:
        """Arrows through the answers, from the first."""
        self._naar_toe(keuze)
        gewild = keuze.locator("option", has_text=woorden).first.get_attribute("value")
        self.p.keyboard.press("Home")
        for _ in range(60):
            if keuze.input_value() == gewild:
                return
            self.p.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.adres}: met de pijlen kom je niet bij {woorden!r}")

    def vink(self, label: Any) -> None:
        """A tick with the space bar; among answers of which one counts, on with the arrows."""
        invoer = self.invoer(label)
        self._naar_toe(invoer, groep=True)
        for _ in range(20):
            if invoer.evaluate("e => e === document.activeElement"):
                if not invoer.is_checked():
                    self.p.keyboard.press("Space")
                assert invoer.is_checked(), f"{self.adres}: de spatiebalk kiest {label.inner_text()!r} niet"
                return
            self.p.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.adres}: met de pijlen kom je niet bij {label.inner_text()!r}")

    def _naar_toe(self, wat: Any, *, groep: bool = False) -> None:
        """Tab until the focus is there, and see that it can be seen there."""
        e = wat.element_handle()
        if not e.evaluate(HIER, groep):
            for _ in range(e.evaluate(PLEKKEN)):
                self.p.keyboard.press("Tab")
        for _ in range(GENOEG):
            if e.evaluate(HIER, groep):
                self._te_zien(e)
                return
            self.p.keyboard.press("Tab")
        raise AssertionError(f"{self.adres}: met Tab kom je niet bij {wat.inner_text() or wat!r}")

    def _te_zien(self, e: Any) -> None:
        """Whoever has no mouse must see where he is: in the window, with a mark around it."""
        zicht = self.p.evaluate(
            """() => { const f = document.activeElement, r = f.getBoundingClientRect();
              const om = x => { const s = getComputedStyle(x); return s.outlineStyle !== "none" || s.boxShadow !== "none" };
              const bij = [f, ...[...f.labels ?? []].flatMap(l => [l, ...l.children])];
              return [r.bottom > 0 && r.top < innerHeight, bij.some(om)] }"""
        )
        assert zicht == [True, True], f"{self.adres}: de focus op {self.focus!r} is niet te zien {zicht}"
