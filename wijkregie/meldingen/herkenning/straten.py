# SPDX-License-Identifier: EUPL-1.2
"""Which streets a set of reports speaks of: names that occur often are streets, the others are one of these with a typing error, an abbreviation or
half of the name gone. Learned from the reports themselves, so that no register of addresses is needed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from wijkregie.meldingen.gelijkenis.adres import SOORTEN, Plaats, lees_adres
from wijkregie.meldingen.gelijkenis.klank import kaal, klank

_ROND: Final = re.compile(
    r"^(?:(?:ergens|de|het|een|in|bij|op|aan|van|hoek|poort|portiek|steeg|achter|achterom|ingang|trap|trappenhuis|galerij|tegenover|naast|parkeerplaats)\s+)+"
)
_VAAK: Final = 4  # a name that occurs as often is a street and no mistake


@lru_cache(maxsize=50_000)
def lees_plaats(waar: str) -> Plaats | None:
    """A place from a field that holds nothing but a place: what stands around the street goes, and a name alone is a street too."""
    tekst = _ROND.sub("", kaal(waar).replace(". ", " "))
    if not tekst:
        return None
    gevonden = lees_adres(tekst)
    if gevonden is None and len(tekst.split()) <= 4 and (p := lees_adres(f"{tekst} 1")) is not None:
        gevonden = replace(p, nummer=None)
    return gevonden


class Straten:
    """The streets of these reports."""

    def __init__(self, plaatsen: Iterable[Plaats | None]) -> None:
        aantal = Counter(p.stam for p in plaatsen if p is not None)
        self.van: dict[str, str] = {}
        self._begin: dict[str, list[str]] = defaultdict(list)
        for stam, n in sorted(aantal.items(), key=lambda x: (-x[1], x[0])):
            bekend = self._bekende(stam)
            if bekend is None and (n >= _VAAK or len(stam) > 3):
                bekend = stam
                self._begin[stam[0]].append(stam)
            if bekend is not None:
                self.van[stam] = bekend

    def straat(self, stam: str) -> str | None:
        """The street that a name means; None: none that is known."""
        if stam not in self.van:
            bekend = self._bekende(stam) if len(stam) > 4 else None
            self.van[stam] = bekend or ""
        return self.van[stam] or None

    def _bekende(self, stam: str) -> str | None:
        """The most frequent street whose name this may be."""
        for s in self._begin[stam[0]]:
            if s == stam or _een_naam(s, stam):
                return s
        return None


def _een_naam(straat: str, stam: str) -> bool:
    if straat[:2] != stam[:2] and len(straat) < 6:
        return False
    if stam.startswith(straat) and len(straat) > 3:
        return len(stam) - len(straat) <= 5 and any(_begin_van(stam[len(straat) :], s) for s in SOORTEN)
    if len(straat) < 4 or abs(len(straat) - len(stam)) > 2:
        return False
    fouten = 1 if len(straat) < 8 else 2
    return OSA.distance(straat, stam, score_cutoff=fouten) <= fouten or (klank(straat) == klank(stam) and len(stam) > 4)


def _begin_van(rest: str, soort: str) -> bool:
    """What is left of *straat* in a name that was cut off or mistyped."""
    return soort.startswith(rest) or OSA.distance(rest, soort, score_cutoff=1) <= 1
