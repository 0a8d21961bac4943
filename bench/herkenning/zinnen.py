# SPDX-License-Identifier: EUPL-1.2
"""The sentences by heading, in one of the two series, and how a sentence is filled in."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Final

REEKSEN: Final = ("oefen", "toets")
KEUZE: Final = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@cache
def lees(reeks: str) -> dict[str, tuple[str, ...]]:
    """The lists of a series."""
    koppen: dict[str, list[str]] = {}
    for regel in (Path(__file__).parent / "zinnen.txt").read_text("utf-8").splitlines():
        if regel.startswith("# "):
            lijst = koppen[regel[2:]] = []
        elif regel and not regel.startswith(";"):
            lijst.append(regel)
    return {kop: tuple(lijst[REEKSEN.index(reeks) :: 2]) for kop, lijst in koppen.items()}


def vul(zin: str, meervoud: bool, slots: dict[str, str]) -> str:
    """A sentence with its words, verbs agreeing with who does it, and a capital."""
    tekst = KEUZE.sub(lambda m: m[2] if meervoud else m[1], zin.format_map(slots))
    return tekst[:1].upper() + tekst[1:]


def slordig(rng: random.Random, tekst: str) -> str:
    """As typed on a phone: one text in four loses capitals or points, or has two letters swapped."""
    kans = rng.random()
    if kans < 0.1:
        return tekst.lower()
    if kans < 0.15:
        return tekst.lower().replace(".", "")
    if kans < 0.25 and len(tekst) > 20:
        i = rng.randrange(5, len(tekst) - 5)
        return tekst[:i] + tekst[i + 1] + tekst[i] + tekst[i + 2 :] if tekst[i : i + 2].isalpha() else tekst
    return tekst
