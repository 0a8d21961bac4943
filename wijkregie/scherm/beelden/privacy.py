# SPDX-License-Identifier: EUPL-1.2
"""The privacy officer's desk: requests of the person concerned, the review of what was found, and packages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, DossierVerwijzing, Geen, Knop, Link, Tot, WaaromLink, Zin
from .formulier import Formulier, Fout, Vraag


@dataclass(frozen=True, slots=True)
class VerzoekRij:
    dossier: DossierVerwijzing
    naam: str
    vraagt: str
    sinds: str
    tot: Tot | None = None


@dataclass(frozen=True, slots=True)
class DeskRij:
    """Another list of this desk; `aantal`: what waits there."""

    link: Link
    tekst: str
    aantal: int = 0


@dataclass(frozen=True, slots=True)
class PrivacyDesk(Beeld):
    sjabloon: ClassVar[str] = "scherm/privacy.html"

    zin: Zin
    nieuw: Knop
    leeslog: Link
    open: tuple[VerzoekRij, ...] = ()
    klaar: tuple[VerzoekRij, ...] = ()
    leeg: Geen | None = None
    ook: tuple[DeskRij, ...] = ()


@dataclass(frozen=True, slots=True)
class StukGroep:
    """What was found in one dossier."""

    nummer: str
    adres: str
    tekst: str
    nog: int = 0  # to be looked at


@dataclass(frozen=True, slots=True)
class PakketRij:
    wanneer: str
    tekst: str
    links: tuple[Link, ...] = ()
    gegeven: Formulier | None = None


@dataclass(frozen=True, slots=True)
class VerzoekBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/privacy_verzoek.html"

    titel: str
    zin: Zin
    dossier: DossierVerwijzing
    zoek: Formulier | None  # none for who recorded the request
    groepen: tuple[StukGroep, ...] = ()
    pakketten: tuple[PakketRij, ...] = ()
    maak: Formulier | None = None
    nog: str = ""  # what has to be done before a package can be made
    tot: Tot | None = None
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class StukRij:
    titel: str
    sub: str
    antwoorden: tuple[tuple[str, str], ...]
    vraag: Vraag
    let: str = ""


@dataclass(frozen=True, slots=True)
class StukkenBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/privacy_stukken.html"

    titel: str
    zin: Zin
    formulier: Formulier
    rijen: tuple[StukRij, ...] = ()
    foutlijst: tuple[Fout, ...] = ()
    bladen: str = ""
