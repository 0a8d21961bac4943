# SPDX-License-Identifier: EUPL-1.2
"""Who sees what in a dossier: a matrix of parties and kinds of data, how that changed, and the file as another sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, Geen, Keuze, Knop, Link, Zin
from .waarom import NormTekst

Mate = Literal["alles", "bestaat", "deel", "nog", "nee", "onbekend"]


@dataclass(frozen=True, slots=True)
class DelenPartij:
    """The head of a column."""

    naam: str
    sub: str = ""
    u: bool = False


@dataclass(frozen=True, slots=True)
class DelenCel:
    """A symbol and a word; the link opens the explanation under its row."""

    partij: str
    mate: Mate
    woord: str
    adres: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class DelenUitleg:
    """Why a cell is as it is: the agreement, and what would change it."""

    vraag: str
    antwoord: str
    normen: tuple[NormTekst, ...] = ()
    punten: tuple[tuple[str, str], ...] = ()
    sluit: Link | None = None


@dataclass(frozen=True, slots=True)
class DelenRij:
    soort: str
    cellen: tuple[DelenCel, ...]
    uitleg: DelenUitleg | None = None


@dataclass(frozen=True, slots=True)
class DelenGroep:
    """Kinds of data that stand together; without a heading when there is only one group."""

    kop: str
    rijen: tuple[DelenRij, ...]


@dataclass(frozen=True, slots=True)
class Betekenis:
    """A line of the legend."""

    mate: Mate
    woord: str
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class DelenWijziging:
    """A day on which somebody came to see more or less, and what happened then."""

    wanneer: str
    iso: str
    kop: str
    regels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DelenGrond:
    """The consent of the person it is about, as the reader may know it."""

    kop: str
    tekst: str
    geldt: bool
    tweede: str = ""
    knop: Knop | None = None


@dataclass(frozen=True, slots=True)
class KijkAls:
    """*Bekijk het dossier als*: who may look through the eyes of which party."""

    adres: str
    keuzes: tuple[Keuze, ...]


@dataclass(frozen=True, slots=True)
class DelenBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/delen.html"

    zin: Zin
    partijen: tuple[DelenPartij, ...] = ()
    groepen: tuple[DelenGroep, ...] = ()
    legenda: tuple[Betekenis, ...] = ()
    noot: str = ""
    toestemming: DelenGrond | None = None
    als: KijkAls | None = None
    wijzigingen: tuple[DelenWijziging, ...] = ()
    geen_wijzigingen: str = ""
    leeg: Geen | None = None


@dataclass(frozen=True, slots=True)
class AlsFeit:
    titel: str
    wanneer: str
    iso: str
    details: tuple[str, ...] = ()
    dicht: bool = False


@dataclass(frozen=True, slots=True)
class AlsGroep:
    """The facts of one kind of data."""

    kop: str
    feiten: tuple[AlsFeit, ...]


@dataclass(frozen=True, slots=True)
class DelenAls(Beeld):
    """The dossier as another party sees it, as far as the reader sees that too: to look at, nothing can be done here."""

    sjabloon: ClassVar[str] = "scherm/delen_als.html"

    partij: str
    banier: str
    terug: Link
    groepen: tuple[AlsGroep, ...] = ()
    niets: tuple[str, ...] = ()
    grenzen: tuple[str, ...] = ()
    leeg: Geen | None = None
