# SPDX-License-Identifier: EUPL-1.2
"""One piece of evidence that two reports belong together, and what several say together. A person decides; this only orders and explains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from typing import Final

ADRES, WIE, TEKST, TIJD, MELDER, PATROON = "adres", "wie", "tekst", "tijd", "melder", "patroon"
WAARSCHIJNLIJK, MOGELIJK = "waarschijnlijk", "mogelijk"

GEWICHT: Final = {ADRES: 0.7, WIE: 0.7, MELDER: 0.6, PATROON: 0.6, TEKST: 0.4, TIJD: 0.15}
"""How far a kind of evidence goes alone: none of them makes *waarschijnlijk*, and time and wording do not even make *mogelijk*."""
_GRENS: Final = ((WAARSCHIJNLIJK, 0.72), (MOGELIJK, 0.4))


@dataclass(frozen=True, slots=True)
class Aanwijzing:
    """Evidence of one kind: how strong it is (0 to 1) and why, in words that name what was seen."""

    soort: str
    sterkte: float
    uitleg: str


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """All evidence about two reports, the heaviest first, and what it amounts to."""

    oordeel: str
    sterkte: float
    aanwijzingen: tuple[Aanwijzing, ...]


def weeg(aanwijzingen: Iterable[Aanwijzing | None]) -> Gelijkenis | None:
    """Pieces of evidence together: each takes away a part of the doubt. None: they do not make even *mogelijk*."""
    gevonden = sorted((a for a in aanwijzingen if a is not None), key=lambda a: (-a.sterkte * GEWICHT[a.soort], a.soort))
    sterkte = 1 - prod(1 - a.sterkte * GEWICHT[a.soort] for a in gevonden)
    oordeel = next((naam for naam, grens in _GRENS if sterkte >= grens), None)
    return Gelijkenis(oordeel, sterkte, tuple(gevonden)) if oordeel is not None else None
