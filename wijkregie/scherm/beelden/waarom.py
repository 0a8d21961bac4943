# SPDX-License-Identifier: EUPL-1.2
"""Waarom? The answer in two sentences, then what it rests on: the agreement, the facts, the count, what was known when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, Knop, Link
from .dossier import Verborgen


@dataclass(frozen=True, slots=True)
class NormTekst:
    """A norm in our own words, and where it stands in its source."""

    tekst: str
    plaats: str = ""
    norm: str = ""
    hardheid: str = ""
    noot: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class FeitKaart:
    titel: str
    regels: tuple[tuple[str, str], ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class TelDag:
    """A day of the count. `tel` is its number; a day that does not count has a dash and its name."""

    kort: str
    noot: str = ""
    tel: str = ""
    soort: Literal["", "start", "vrij", "eind"] = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """The count, day by day when it is short (`dagen`), else as steps in words."""

    naam: str
    dagen: tuple[TelDag, ...] = ()
    stappen: tuple[str, ...] = ()
    noot: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """A leaf of a gate: met, not met, unknown or not applicable, with evidence and what would settle it."""

    stand: Literal["voldaan", "niet", "onbekend", "nvt"]
    tekst: str
    bewijs: str = ""
    nodig: str = ""
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Blok:
    """A heading with sentences, for what has no form of its own: why this role, which reading was chosen."""

    kop: str
    regels: tuple[str, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Terugkijken:
    """What was known then: the form asks for a day and goes to `adres` with `bekend_op`."""

    tekst: str
    adres: str
    datum: str
    vast: tuple[tuple[str, str], ...] = ()
    fout: str = ""


@dataclass(frozen=True, slots=True)
class Waarom(Beeld):
    sjabloon: ClassVar[str] = "scherm/waarom.html"
    deel: ClassVar[str] = "scherm/onderdelen/waarom.html"

    vraag: str
    antwoord: str
    over: str = ""
    normen: tuple[NormTekst, ...] = ()
    ook: tuple[NormTekst, ...] = ()
    feiten: tuple[FeitKaart, ...] = ()
    verborgen: Verborgen | None = None
    telling: Telling | None = None
    voorwaarden: tuple[Voorwaarde, ...] = ()
    blokken: tuple[Blok, ...] = ()
    terugkijken: Terugkijken | None = None
    knop: Knop | None = None
    slot: str = ""
