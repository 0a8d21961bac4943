# SPDX-License-Identifier: EUPL-1.2
"""The desk of reports: the list, and a report that somebody tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Bladeren, DossierVerwijzing, Geen, Knop, Tab, Tot, Zin
from .formulier import Formulier, Fout, fouten_van


@dataclass(frozen=True, slots=True)
class MeldingRij:
    dossier: DossierVerwijzing
    naam: str
    sub: str = ""
    sinds: str = ""
    tot: Tot | None = None
    zelf: str = ""
    via: str = ""  # which way it came in


@dataclass(frozen=True, slots=True)
class MeldingGroep:
    kop: str
    uitleg: str
    rijen: tuple[MeldingRij, ...]
    telling: str = ""


@dataclass(frozen=True, slots=True)
class MeldingLijst(Beeld):
    sjabloon: ClassVar[str] = "scherm/meldingen.html"

    zin: Zin
    groepen: tuple[MeldingGroep, ...] = ()
    tabs: tuple[Tab, ...] = ()
    leeg: Geen | None = None
    bladeren: Bladeren | None = None
    nieuw: Knop | None = None
    postbus: tuple[str, ...] = ()  # what to do for mail that did not come in


@dataclass(frozen=True, slots=True)
class MeldingNieuw(Beeld):
    """A report that somebody tells, on one page."""

    sjabloon: ClassVar[str] = "scherm/melding_nieuw.html"

    zin: str
    formulier: Formulier
    zegt: tuple[str, ...] = ()  # what to say to who calls

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class MeldingKlaar(Beeld):
    """The code for who told it, or a new one, shown once."""

    sjabloon: ClassVar[str] = "scherm/melding_klaar.html"

    dossier: DossierVerwijzing
    code: str
    zegt: tuple[str, ...]
    adres: str
    kop: str = "De melding is vastgelegd"
