# SPDX-License-Identifier: EUPL-1.2
"""A report as it comes in: all that a detector may know. What is true about it is elsewhere (labels.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

TIKKEN: Final = ("geluid", "intimidatie", "vernieling", "drugs", "anders")  # what the form offers
KANALEN: Final = ("website", "telefoon", "balie", "politie", "zorg", "corporatie")


@dataclass(frozen=True, slots=True)
class Melder:
    """Who reports, as typed. A professional gives no address."""

    naam: str
    adres: str


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where it is, as typed; a house number is missing for a square, a gate, or somebody who does not want to say."""

    straat: str
    huisnummer: str = ""
    toevoeging: str = ""


@dataclass(frozen=True, slots=True)
class Bron:
    """Who is said to do it, as far as the reporter describes that: a name or nickname, a mark, a house number."""

    noemt: str = ""
    kenmerk: str = ""
    huisnummer: str = ""


@dataclass(frozen=True, slots=True)
class Melding:
    """One report."""

    nr: int
    op: datetime
    kanaal: str
    melder: Melder | None
    plaats: Plaats
    tikken: tuple[str, ...]
    tekst: str
    bron: Bron | None
