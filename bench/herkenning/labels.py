# SPDX-License-Identifier: EUPL-1.2
"""What is true about the reports of a set. Only the score and the tests may read this."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

WAAR: Final = "waar"
EENMALIG: Final = "eenmalig"
# Of a thousand reports: how many belong to each kind of story. The rest is one-off.
AANDELEN: Final = {
    WAAR: 20,
    "overlastadres": 16,
    "studentenhuis": 10,
    "plek": 7,
    "ruzie": 13,
    "halve_ruzie": 5,
    "campagne": 7,
    "boze_melder": 6,
    "vaste_klacht": 11,
    "een_voorval": 5,
}


@dataclass(frozen=True, slots=True)
class Label:
    """What one report is: of which kind of story, which story, and for a true one which case and what can be read from it."""

    soort: str
    verhaal: int = 0
    zaak: int = 0
    schrijver: str = ""
    noemt: bool = False  # names the household of the victim, by its right number
    gericht: tuple[str, ...] = ()  # what the text tells that is aimed at the household


@dataclass(slots=True)
class Labels:
    """The labels of a set, by report number."""

    van: dict[int, Label]
    situaties: dict[int, frozenset[int]] = field(init=False)
    zaken: dict[int, frozenset[int]] = field(init=False)
    zaak_van: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        situaties: dict[int, set[int]] = defaultdict(set)
        zaken: dict[int, set[int]] = defaultdict(set)
        self.zaak_van = {}
        for nr, label in self.van.items():
            if label.soort == WAAR:
                situaties[label.verhaal].add(nr)
                zaken[label.zaak].add(nr)
                self.zaak_van[label.verhaal] = label.zaak
        self.situaties = {s: frozenset(nrs) for s, nrs in situaties.items()}
        self.zaken = {z: frozenset(nrs) for z, nrs in zaken.items()}
