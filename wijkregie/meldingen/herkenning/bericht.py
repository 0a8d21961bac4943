# SPDX-License-Identifier: EUPL-1.2
"""What the detector gets, and what it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from math import prod


@dataclass(frozen=True, slots=True)
class Bericht:
    """A report as far as its reader may know it. What is unknown or hidden is empty, and then it is no evidence. `aangekruist`: the reporter says
    that it is aimed at somebody (tormenting, threats)."""

    id: int
    op: datetime
    waar: str = ""
    tekst: str = ""
    wie: str = ""
    wie_nummer: str = ""
    melder_naam: str = ""
    melder_adres: str = ""
    beroep: bool = False
    aangekruist: bool = False
    schade: bool = False

    @property
    def wie_nummer_kaal(self) -> str:
        """The digits with which a house number begins."""
        m = re.match(r"\s*(\d{1,4})", self.wie_nummer)
        return m[1] if m is not None else ""


@dataclass(frozen=True, slots=True)
class Signaal:
    """One reason, in words: what speaks for it with its points, or (`dempt`) what speaks against it with the part of the points that it leaves."""

    soort: str
    punten: float
    uitleg: str
    dempt: bool = False


@dataclass(frozen=True, slots=True)
class Situatie:
    """Reports that look like one household being targeted, why, and what speaks against it."""

    adres: str
    berichten: tuple[int, ...]
    bron: str
    punten: float
    signalen: tuple[Signaal, ...]

    @property
    def voor(self) -> tuple[str, ...]:
        """The evidence, in words."""
        return tuple(s.uitleg for s in self.signalen if not s.dempt)

    @property
    def tegen(self) -> tuple[str, ...]:
        """What speaks against it, in words."""
        return tuple(s.uitleg for s in self.signalen if s.dempt)

    @property
    def demping(self) -> float:
        """The part of the points that is left."""
        return prod(s.punten for s in self.signalen if s.dempt)
