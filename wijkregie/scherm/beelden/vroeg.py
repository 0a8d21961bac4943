# SPDX-License-Identifier: EUPL-1.2
"""Early recognition: situations that look like one household being targeted, with what speaks for it and what against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Geen, Knop, Link, Tab, Zin


@dataclass(frozen=True, slots=True)
class VroegMelding:
    """A report that a situation rests on."""

    link: Link
    sub: str


@dataclass(frozen=True, slots=True)
class VroegSituatie:
    kop: str
    sub: str
    voor: tuple[str, ...]
    tegen: tuple[str, ...]
    meldingen: tuple[VroegMelding, ...]
    knoppen: tuple[Knop, ...]


@dataclass(frozen=True, slots=True)
class VroegHerkennen(Beeld):
    """`weet_niet`: what the list cannot know, in the open and above it."""

    sjabloon: ClassVar[str] = "scherm/vroeg.html"

    zin: Zin
    weet_niet: tuple[str, ...]
    situaties: tuple[VroegSituatie, ...] = ()
    tabs: tuple[Tab, ...] = ()
    leeg: Geen | None = None
