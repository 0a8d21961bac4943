# SPDX-License-Identifier: EUPL-1.2
"""The destruction list, and deciding about one dossier on it. Numbers and days only: not whom or what it was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Geen, Zin
from .formulier import Formulier, Fout, fouten_van


@dataclass(frozen=True, slots=True)
class VernietigRegel:
    dossier: str
    adres: str
    gesloten: str
    termijn: str
    stand: str  # who decided what


@dataclass(frozen=True, slots=True)
class VernietigLijst(Beeld):
    sjabloon: ClassVar[str] = "scherm/vernietigen.html"

    zin: Zin
    regels: tuple[VernietigRegel, ...] = ()
    leeg: Geen | None = None
    gegevens: tuple[VernietigRegel, ...] = ()  # of single facts: `gesloten` says when it was decided, `termijn` how many


@dataclass(frozen=True, slots=True)
class VernietigBesluit(Beeld):
    sjabloon: ClassVar[str] = "scherm/vernietigbesluit.html"

    dossier: str
    zin: Zin
    gevolgen: tuple[str, ...]
    formulier: Formulier | None
    wat: str = "vernietigen"

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        if self.formulier is None:  # nothing to decide for this reader
            return ()
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))
