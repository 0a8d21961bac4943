# SPDX-License-Identifier: EUPL-1.2
"""Make a set: reports and, apart from them, their labels. The same for the same seed, size and series."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count
from typing import Final

from bench.herkenning.afleiders import ENIG, SOORTEN, eenmalig
from bench.herkenning.labels import AANDELEN, WAAR, Label, Labels
from bench.herkenning.melding import Melding
from bench.herkenning.pen import Pen, Rij
from bench.herkenning.waar import MIN, zaak

AANTAL: Final = 20_000
KLEIN: Final = 2_000


def maak(zaad: int, aantal: int = AANTAL, reeks: str = "toets") -> tuple[list[Melding], Labels]:
    """The reports in order of time, and what is true about them."""
    rng = random.Random(f"{reeks} {zaad} {aantal}")
    pen = Pen(rng, reeks)
    nummers = count(1)
    rijen: list[Rij] = []
    for soort, aandeel in AANDELEN.items():
        over = aantal * aandeel // 1000
        while over >= (MIN if soort == WAAR else SOORTEN[soort].minst):
            verhaal = _waar(pen, over, nummers) if soort == WAAR else _afleider(pen, soort, over, nummers)
            rijen += verhaal
            over -= len(verhaal)
    rijen += [eenmalig(pen, ENIG) for _ in range(aantal - len(rijen))]
    return _nummer(rng, rijen)


def _waar(pen: Pen, over: int, nummers: count[int]) -> list[Rij]:
    nummer = next(nummers)
    for _ in range(4):  # a case has at most five numbers: its own and those of four households
        eerste = next(nummers)
    return zaak(pen, over, nummer, eerste - 3)


def _afleider(pen: Pen, soort: str, over: int, nummers: count[int]) -> list[Rij]:
    minst, meest = SOORTEN[soort].minst, SOORTEN[soort].meest
    return SOORTEN[soort].schrijf(pen, min(pen.rng.randint(minst, meest), over), Label(soort, next(nummers)))


def _nummer(rng: random.Random, rijen: list[Rij]) -> tuple[list[Melding], Labels]:
    """Numbers at random, so that they tell nothing; the reports in order of time, and of number within a second."""
    nrs = rng.sample(range(1, 10 * len(rijen)), len(rijen))
    meldingen = sorted((replace(m, nr=nr) for nr, (m, _) in zip(nrs, rijen, strict=True)), key=lambda m: (m.op, m.nr))
    van = {nr: label for nr, (_, label) in zip(nrs, rijen, strict=True)}
    return meldingen, Labels({m.nr: van[m.nr] for m in meldingen})
