# SPDX-License-Identifier: EUPL-1.2
"""Reading one line of the language: text to a tree. Says where and what to write instead when it cannot."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from wijkregie.norm.taal.tekens import FILTERS, WOORDEN, Knoop, TaalFout, tekens
from wijkregie.norm.tijd.termijn import lees_termijn

MAX_LENGTE: Final = 2000
MAX_DIEPTE: Final = 40
_EENHEID: Final = frozenset(
    ["uur", "uren", "dag", "dagen", "werkdag", "werkdagen", "week", "weken", "maand", "maanden", "kwartaal", "kwartalen", "jaar", "jaren"]
)
_VERGELIJK: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Ontleder:
    """Recursive descent over one line; `ontleed` is the way in."""

    def __init__(self, tekst: str) -> None:
        if len(tekst) > MAX_LENGTE:
            raise TaalFout(f"De voorwaarde telt {len(tekst)} tekens; {MAX_LENGTE} is het meeste. Maak er een begrip van.", 0)
        self.t = tekens(tekst)
        self.i = 0
        self.diepte = 0

    # helpers

    def _woord(self, *woorden: str) -> bool:
        s, w, _ = self.t[self.i]
        return s in ("naam", "op") and w in woorden

    def _neem(self, *woorden: str) -> bool:
        if self._woord(*woorden):
            self.i += 1
            return True
        return False

    def _eis(self, woord: str) -> None:
        if not self._neem(woord):
            _, w, p = self.t[self.i]
            raise TaalFout(f"Hier wordt '{woord}' verwacht" + (f", er staat '{w}'." if w else ", maar de regel is uit."), p)

    def _naam(self) -> str:
        s, w, p = self.t[self.i]
        if s != "naam" or w in WOORDEN:
            raise TaalFout("Hier wordt een naam verwacht" + (f", er staat '{w}'." if w else ", maar de regel is uit."), p)
        self.i += 1
        return w

    def _knoop(self, soort: str, begin: int, *arg: Any) -> Knoop:
        vorig = self.t[self.i - 1] if self.i else self.t[0]
        return Knoop(soort, begin, arg, vorig[2] + len(vorig[1]))

    def _plaats(self) -> int:
        return self.t[self.i][2]

    # grammar, loosest binding first

    def ontleed(self) -> Knoop:
        if self.t[0][0] == "eind":
            raise TaalFout("De voorwaarde is leeg. Schrijf een voorwaarde of haal de regel weg.", 0)
        k = self.regel()
        if self.t[self.i][0] != "eind":
            _, w, p = self.t[self.i]
            raise TaalFout(f"Bij '{w}' loopt de voorwaarde niet goed door. Zet haakjes, of 'en' of 'of' ertussen.", p)
        return k

    def regel(self) -> Knoop:
        self.diepte += 1
        if self.diepte > MAX_DIEPTE:
            raise TaalFout("De voorwaarde is te diep genest. Maak van een deel een begrip.", self._plaats())
        try:
            return self._als() if self._woord("als") else self._of()
        finally:
            self.diepte -= 1

    def _als(self) -> Knoop:
        p = self._plaats()
        self._eis("als")
        c = self._of()
        self._eis("dan")
        a = self._of(terugval=False)
        self._eis("anders")
        b = self.regel()
        return self._knoop("als", p, c, a, b)

    def _of(self, terugval: bool = True) -> Knoop:
        p = self._plaats()
        delen = [self._en(terugval)]
        while self._neem("of"):
            delen.append(self._en(terugval))
        return delen[0] if len(delen) == 1 else self._knoop("of", p, *delen)

    def _en(self, terugval: bool) -> Knoop:
        p = self._plaats()
        delen = [self._niet(terugval)]
        while self._neem("en"):
            delen.append(self._niet(terugval))
        return delen[0] if len(delen) == 1 else self._knoop("en", p, *delen)

    def _niet(self, terugval: bool = True) -> Knoop:
        p = self._plaats()
        if self._neem("niet"):
            self.diepte += 1
            if self.diepte > MAX_DIEPTE:
                raise TaalFout("Te vaak 'niet' achter elkaar. Schrijf de voorwaarde zonder dubbele ontkenning.", p)
            k = self._niet(terugval)
            self.diepte -= 1
            return self._knoop("niet", p, k)
        if self._woord("elk", "enig", "minstens"):
            return self._kwantor()
        return self._vergelijking(terugval)

    def _kwantor(self) -> Knoop:
        p = self._plaats()
        woord = self.t[self.i][1]
        self.i += 1
        n = 1
        if woord == "minstens":
            s, w, q = self.t[self.i]
            if s != "getal" or "." in w:
                raise TaalFout("Na 'minstens' hoort een heel getal.", q)
            n = int(w)
            self.i += 1
        var = self._naam()
        self._eis("in")
        bron = self._verzameling()
        self._eis(":")
        return self._knoop("kwantor", p, woord, n, var, bron, self.regel())

    def _vergelijking(self, terugval: bool) -> Knoop:
        p = self._plaats()
        links = self._terugval(terugval)
        s, w, _ = self.t[self.i]
        if s == "op" and w in _VERGELIJK:
            self.i += 1
            return self._knoop("vergelijk", p, w, links, self._terugval(terugval))
        if self._neem("bekend"):
            return self._knoop("bekend", p, links)
        if self._neem("onbekend"):
            return self._knoop("niet", p, self._knoop("bekend", p, links))
        if self._neem("in"):
            return self._knoop("in", p, links, self._terugval(terugval))
        if self._woord("deel"):
            self.i += 1
            self._eis("van")
            return self._knoop("deel", p, links, self._terugval(terugval))
        if self._woord("verschilt"):
            self.i += 1
            self._eis("van")
            return self._knoop("vergelijk", p, "!=", links, self._terugval(terugval))
        return links

    def _terugval(self, mag: bool) -> Knoop:
        p = self._plaats()
        links = self._som()
        while mag and self._neem("anders"):
            links = self._knoop("anders", p, links, self._som())
        return links

    def _som(self) -> Knoop:
        p = self._plaats()
        links = self._maal()
        while self._woord("+", "-"):
            op = self.t[self.i][1]
            self.i += 1
            links = self._knoop("som", p, op, links, self._maal())
        return links

    def _maal(self) -> Knoop:
        p = self._plaats()
        links = self._keten()
        while self._neem("*"):
            links = self._knoop("maal", p, links, self._keten())
        return links

    def _keten(self) -> Knoop:
        p = self._plaats()
        k = self._atoom()
        while self._woord(".") and self.t[self.i + 1][0] == "naam":
            self.i += 1
            w = self.t[self.i][1]
            self.i += 1
            k = self._knoop("veld", p, k, w)
        return k

    def _atoom(self) -> Knoop:
        s, w, p = self.t[self.i]
        if s == "op":
            return self._haak(w, p)
        if s == "eind":
            raise TaalFout("De voorwaarde houdt te vroeg op. Maak haar af.", p)
        self.i += 1
        if s == "datum":
            try:
                return self._knoop("vast", p, date.fromisoformat(w))
            except ValueError:
                raise TaalFout(f"{w} is geen bestaande datum. Schrijf jjjj-mm-dd.", p) from None
        if s == "getal":
            return self._getal(w, p, 1)
        if s == "tekst":
            return self._knoop("vast", p, w[1:-1])
        return self._woordatoom(w, p)

    def _haak(self, w: str, p: int) -> Knoop:
        if self._neem("("):
            k = self.regel()
            self._eis(")")
            return k
        if self._neem("["):
            delen: list[Knoop] = []
            while not self._neem("]"):
                if delen:
                    self._eis(",")
                delen.append(self._som())
            return self._knoop("lijst", p, *delen)
        if self._neem("-"):
            s2, w2, p2 = self.t[self.i]
            if s2 == "getal":
                self.i += 1
                return self._getal(w2, p2, -1)
        raise TaalFout(f"'{w}' kan hier niet staan.", p)

    def _getal(self, w: str, p: int, teken: int) -> Knoop:
        s2, eenheid, _ = self.t[self.i]
        if s2 == "naam" and eenheid in _EENHEID and "." not in w:
            self.i += 1
            try:
                return self._knoop("vast", p, lees_termijn(f"{'-' if teken < 0 else ''}{w} {eenheid}"))
            except ValueError as e:
                raise TaalFout(str(e), p) from None
        return self._knoop("vast", p, teken * (int(w) if "." not in w else float(w)))

    def _woordatoom(self, w: str, p: int) -> Knoop:
        if w in ("ja", "nee"):
            return self._knoop("vast", p, w == "ja")
        if w == "onbekend":
            return self._knoop("vast", p, None)
        if w in ("bestaat", "geen", "eerste", "laatste"):
            return self._knoop(w, p, self._feiten())
        if w == "aantal":
            if self._neem("verschillende"):
                wat = self._keten()
                self._eis("van")
                return self._knoop("aantal", p, self._feiten(), wat)
            return self._knoop("aantal", p, self._feiten(), None)
        if w in ("later", "vroegste") and self._woord("van"):
            self.i += 1
            return self._knoop(w, p, *self._argumenten(2))
        if w == "binnen":
            return self._binnen(p)
        if w in ("elk", "enig", "minstens", "niet", "als"):
            self.i -= 1
            raise TaalFout(f"Zet '{w} ...' hier tussen haakjes.", p)
        if w in WOORDEN:
            raise TaalFout(f"Het woord '{w}' kan hier niet staan.", p)
        if w == "som" and self._woord("("):
            return self._somreeks(p)
        if self._woord("("):
            return self._knoop("roep", p, w, *self._argumenten(0))
        if w == "half" and self._neem("jaar"):
            return self._knoop("vast", p, lees_termijn("6 maanden"))
        return self._knoop("naam", p, w)

    def _binnen(self, p: int) -> Knoop:
        self._eis("(")
        wat = self._som()
        self._eis(",")
        van = self._som()
        tot = self._som() if self._neem("..") else None
        self._eis(")")
        return self._knoop("binnen", p, wat, van, tot)

    def _somreeks(self, p: int) -> Knoop:
        self._eis("(")
        var = self._naam()
        self._eis("in")
        bron = self._verzameling()
        self._eis(":")
        k = self._som()
        self._eis(")")
        return self._knoop("somreeks", p, var, bron, k)

    def _argumenten(self, minstens: int) -> list[Knoop]:
        self._eis("(")
        delen: list[Knoop] = []
        while not self._neem(")"):
            if delen:
                self._eis(",")
            delen.append(self.regel())
        if len(delen) < minstens:
            raise TaalFout(f"Hier horen minstens {minstens} waarden tussen de haakjes.", self._plaats())
        return delen

    def _feiten(self) -> Knoop:
        """A fact type (or named set of facts) with its filters."""
        p = self._plaats()
        naam = self._naam()
        return self._knoop("feiten", p, naam, *self._filters())

    def _filters(self) -> list[tuple[str, Any]]:
        uit: list[tuple[str, Any]] = []
        while self._woord(*FILTERS):
            soort = self.t[self.i][1]
            self.i += 1
            if soort == "waar":
                uit.append((soort, self._niet(terugval=False)))
            elif soort == "door":
                uit.append((soort, self._naam()))
            else:
                uit.append((soort, self._keten_of_feit()))
        return uit

    def _keten_of_feit(self) -> Knoop:
        """What may stand after a filter without parentheses: a chain, or `eerste/laatste <type>` without filters of its own."""
        s, w, p = self.t[self.i]
        if s == "naam" and w in ("eerste", "laatste"):
            self.i += 1
            q = self._plaats()
            return self._knoop(w, p, self._knoop("feiten", q, self._naam()))
        return self._keten()

    def _verzameling(self) -> Knoop:
        """What a quantifier runs over: facts with filters, or a chain that gives a list."""
        s, w, _ = self.t[self.i]
        if s == "naam" and w not in WOORDEN and self.t[self.i + 1][1] in FILTERS:
            return self._feiten()
        return self._som()


def ontleed(tekst: str) -> Knoop:
    """Text to tree. Raises TaalFout with the place in the line."""
    return Ontleder(tekst).ontleed()
