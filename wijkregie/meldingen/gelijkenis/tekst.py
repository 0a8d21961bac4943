# SPDX-License-Identifier: EUPL-1.2
"""Wording: do two texts tell of the same thing, and was one copied from the other?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from wijkregie.meldingen.gelijkenis.aanwijzing import TEKST, Aanwijzing
from wijkregie.meldingen.gelijkenis.klank import kaal
from wijkregie.meldingen.gelijkenis.woorden import STOPWOORDEN

_WOORD: Final = re.compile(r"[a-z0-9]+")
REEKS: Final = 4
"""As many words in a row, the same in two texts, are hardly chance."""
_MINST: Final = 6
"""A shorter text has nothing to copy."""


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text as words that tell something, each cut to its stem, and its rows of words."""

    woorden: frozenset[str] = frozenset()
    reeksen: frozenset[int] = frozenset()


@lru_cache(maxsize=20_000)
def lees_tekst(tekst: str) -> Tekst:
    alle = _WOORD.findall(kaal(tekst))
    reeksen = frozenset(crc32(" ".join(alle[i : i + REEKS]).encode()) for i in range(len(alle) - REEKS + 1)) if len(alle) >= _MINST else frozenset()
    return Tekst(frozenset(_stam(w) for w in alle if w not in STOPWOORDEN and len(w) > 2), reeksen)


def _stam(woord: str) -> str:
    """Crude on purpose: bonkt, bonken and gebonkt meet in four letters."""
    if len(woord) > 6 and woord.startswith("ge"):
        woord = woord[2:]
    return woord[:5]


def overgenomen(a: Tekst, b: Tekst) -> float:
    """Which part of the shorter text stands in the other, in whole rows of words."""
    minst = min(len(a.reeksen), len(b.reeksen))
    return len(a.reeksen & b.reeksen) / minst if minst else 0.0


def vergelijk_tekst(a: Tekst, b: Tekst) -> Aanwijzing | None:
    """Copied wording is strong evidence of one writer; words in common are weak evidence of one thing."""
    deel = overgenomen(a, b)
    if deel >= 0.5:
        return Aanwijzing(TEKST, round(min(1.0, 0.4 + 0.6 * deel), 3), "bijna dezelfde woorden: mogelijk is de tekst overgenomen")
    samen = a.woorden & b.woorden
    alle = min(len(a.woorden), len(b.woorden))
    if len(samen) < 2 or len(samen) / alle < 0.25:
        return None
    return Aanwijzing(TEKST, round(min(0.7, len(samen) / alle), 3), f"woorden die in beide staan: {', '.join(sorted(samen)[:5])}")


def sleutels(t: Tekst) -> frozenset[str]:
    """Under what a text is filed: the three smallest of its rows, which a copy most likely shares."""
    return frozenset(map(str, sorted(t.reeksen)[:3]))
