# SPDX-License-Identifier: EUPL-1.2
"""Who does it, as people say it: names, nicknames and descriptions, and how well two of them mean the same person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler

from wijkregie.meldingen.gelijkenis.aanwijzing import WIE, Aanwijzing
from wijkregie.meldingen.gelijkenis.klank import geraamte, kaal, klank
from wijkregie.meldingen.gelijkenis.woorden import AANSPREEKWOORDEN, ROEPNAMEN, TUSSENVOEGSELS, VAN_IEDEREEN

_WOORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NUMMER: Final = re.compile(r"\b(?:van|op|nummer|nr|no|huisnummer)\.?\s+(\d{1,4})\b(?!\s*(?:uur|jaar|keer))")


@dataclass(frozen=True, slots=True)
class Wie:
    """Somebody as described: what may be a name, the other words that tell something, and the house number that was named."""

    namen: tuple[str, ...] = ()
    kenmerken: frozenset[str] = frozenset()
    nummer: int | None = None


@lru_cache(maxsize=20_000)
def lees_wie(tekst: str, *, naam: bool = False) -> Wie:
    """Read a description. `naam`: the text is a name and nothing else. A capital letter marks a name only where not everything is one."""
    plat = kaal(tekst)
    hoofd = {kaal(w) for w in re.findall(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'-]+", tekst)} if not tekst.isupper() else set()
    woorden = [w for w in _WOORD.findall(plat) if len(w) > 1 and w not in TUSSENVOEGSELS and w not in AANSPREEKWOORDEN and w not in VAN_IEDEREEN]
    namen = tuple(dict.fromkeys(w for w in woorden if naam or w in hoofd or w in ROEPNAMEN or len(woorden) <= 2))
    m = _NUMMER.search(plat)
    return Wie(namen, frozenset(woorden) - set(namen), int(m[1]) if m is not None else None)


def vergelijk_wie(a: Wie, b: Wie) -> Aanwijzing | None:
    """Do two descriptions mean one person: by name, by nickname, by sound, or by what is told of them."""
    sterkte, hoe = zelfde_naam(a.namen, b.namen)
    redenen = [hoe] if hoe else []
    if a.nummer is not None and a.nummer == b.nummer:
        sterkte = 1 - (1 - sterkte) * 0.5
        redenen.append(f"hetzelfde huisnummer in de beschrijving: {a.nummer}")
    samen = sorted((a.kenmerken | set(a.namen)) & (b.kenmerken | set(b.namen)) - (set(a.namen) & set(b.namen)))
    if samen:
        sterkte = 1 - (1 - sterkte) * (1 - min(0.6, 0.2 * len(samen)))
        redenen.append(f"dezelfde woorden: {', '.join(samen[:4])}")
    return Aanwijzing(WIE, round(sterkte, 3), "; ".join(redenen)) if redenen else None


def zelfde_naam(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, str]:
    """How well two names are one, and in which words. A first name alone says little: half the street is called Jan."""
    beste: dict[str, tuple[float, str, bool]] = {}
    for x in a:
        for y in b:
            s = _zelfde_woord(x, y)
            if s and s > beste.get(x, (0.0, "", False))[0]:
                beste[x] = (s, y, x in ROEPNAMEN and y in ROEPNAMEN)
    if not beste:
        return 0.0, ""
    voornaam = [s for s, _, v in beste.values() if v]
    achternaam = [s for s, _, v in beste.values() if not v]
    if not achternaam and _elk_een_eigen(a, b):  # Jan Jansen and Jan Pieterse are two people
        return 0.0, ""
    sterkte = max([0.85 * s for s in achternaam] + [0.45 * s for s in voornaam])
    if len(beste) > 1:
        sterkte = 1 - (1 - sterkte) * 0.3
    anders = sorted("/".join(sorted((x, y))) for x, (_, y, _) in beste.items() if x != y)
    gelijk = sorted(x for x, (_, y, _) in beste.items() if x == y)
    zin = [f"dezelfde naam: {', '.join(gelijk)}"] if gelijk else []
    zin += [f"namen die op elkaar lijken: {', '.join(anders)}"] if anders else []
    return sterkte, "; ".join(zin)


def _elk_een_eigen(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Do both name a family name, and not the same?"""
    return any(x not in ROEPNAMEN for x in a) and any(y not in ROEPNAMEN for y in b)


@lru_cache(maxsize=100_000)
def _zelfde_woord(a: str, b: str) -> float:
    a, b = sorted((a, b))
    if a == b:
        return 1.0
    if a in ROEPNAMEN and ROEPNAMEN[a] == ROEPNAMEN.get(b):
        return 0.9
    if min(len(a), len(b)) < 3:
        return 0.0
    if klank(a) == klank(b) and len(klank(a)) > 1:
        return 0.9
    if min(len(a), len(b)) < 5:
        return 0.0
    lijkt = JaroWinkler.normalized_similarity(a, b)
    if geraamte(a) == geraamte(b) and lijkt >= 0.8:
        return 0.75
    return 0.7 if lijkt >= 0.93 else 0.0


def sleutels(wie: Wie) -> frozenset[str]:
    """Under what a description is filed: each name by its sound without vowels, a first name by its group."""
    return frozenset(ROEPNAMEN.get(n, geraamte(n)) for n in wie.namen if len(n) > 2 or n in ROEPNAMEN)
