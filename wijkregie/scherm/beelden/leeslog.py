# SPDX-License-Identifier: EUPL-1.2
"""The read log as the privacy officer sees it: who read what, when, through which page. Never what stood there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Geen, Link, Zin
from .formulier import Vraag


@dataclass(frozen=True, slots=True)
class LeesRegel:
    wanneer: str
    wie: str
    organisatie: str
    deur: str
    dossiers: tuple[str, ...]
    meer: int  # dossiers of the line that are not named
    categorieen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeesLog(Beeld):
    sjabloon: ClassVar[str] = "scherm/leeslog.html"

    zin: Zin
    adres: str
    vragen: tuple[Vraag, ...] = ()
    regels: tuple[LeesRegel, ...] = ()
    leeg: Geen | None = None
    verder: Link | None = None
