# SPDX-License-Identifier: EUPL-1.2
"""Finding: search, the list of dossiers, and starting a new one without seeing those of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Bladeren, DossierVerwijzing, Geen, Knop, Tab, Tot, Zin
from .formulier import Formulier, Fout, fouten_van
from .werk import Filter


@dataclass(frozen=True, slots=True)
class DossierRij:
    dossier: DossierVerwijzing
    naam: str
    plaats: str = ""
    fase: str = ""
    regie: str = ""
    tot: Tot | None = None
    gevonden: str = ""
    gesloten: bool = False


@dataclass(frozen=True, slots=True)
class Zoekresultaten(Beeld):
    sjabloon: ClassVar[str] = "scherm/zoeken.html"

    vraag: str
    zin: Zin
    rijen: tuple[DossierRij, ...] = ()
    leeg: Geen | None = None
    adres: str = ""
    bladeren: Bladeren | None = None
    nieuw: Knop | None = None


@dataclass(frozen=True, slots=True)
class DossierLijst(Beeld):
    sjabloon: ClassVar[str] = "scherm/dossiers.html"

    zin: Zin
    rijen: tuple[DossierRij, ...] = ()
    tabs: tuple[Tab, ...] = ()
    filters: tuple[Filter, ...] = ()
    filter_adres: str = ""
    filter_vast: tuple[tuple[str, str], ...] = ()
    leeg: Geen | None = None
    bladeren: Bladeren | None = None
    nieuw: Knop | None = None


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A person or an address that may be the one meant. Which dossiers it has is never told."""

    waarde: str
    naam: str
    sub: str = ""
    gekozen: bool = False


@dataclass(frozen=True, slots=True)
class KandidaatKeuze:
    """*Is het een van deze?* with the own words for none of them; the control is named `naam`."""

    naam: str
    kop: str
    kandidaten: tuple[Kandidaat, ...]
    nieuw: str
    nieuw_gekozen: bool = False
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Samenvoegen(Beeld):
    """Persons that were entered twice: a choice of pairs and the reason. Only who they are stands here."""

    sjabloon: ClassVar[str] = "scherm/samenvoegen.html"

    titel: str
    zin: str
    formulier: Formulier | None = None
    leeg: Geen | None = None

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        f = self.formulier
        return (*f.fouten, *fouten_van(f.vragen)) if f is not None else ()


@dataclass(frozen=True, slots=True)
class NieuwDossier(Beeld):
    """Three steps with names: who, where, what it is about. `keuzes` appear when a likely one was found."""

    sjabloon: ClassVar[str] = "scherm/nieuw_dossier.html"

    zin: str
    stappen: tuple[str, ...]
    stap: int
    kop: str
    formulier: Formulier
    keuzes: tuple[KandidaatKeuze, ...] = ()
    samenvatting: tuple[tuple[str, str], ...] = ()
    noot: str = ""
    vooraf: str = ""

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))

    @property
    def stap_zin(self) -> str:
        return ": ".join((f"Stap {self.stap} van {len(self.stappen)}", *self.stappen[self.stap - 1 : self.stap]))
