# SPDX-License-Identifier: EUPL-1.2
"""What the person himself is told about sharing: on paper, at B1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, DossierVerwijzing
from .formulier import Punt


@dataclass(frozen=True, slots=True)
class Mag:
    """*Leest*: these kinds of data."""

    kop: str
    wat: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartijUitleg:
    naam: str
    soort: str
    mag: tuple[Mag, ...]
    waarom: tuple[Punt, ...]
    tot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToestemmingUitleg(Beeld):
    """*Wie mag wat van u weten*, party by party. `straks`: consent was not given yet, this is what it would open."""

    sjabloon: ClassVar[str] = "scherm/toestemming_uitleg.html"

    dossier: DossierVerwijzing
    plaats_datum: str
    aanhef: str
    inleiding: tuple[str, ...]
    kop: str
    partijen: tuple[PartijUitleg, ...]
    intrekken: tuple[str, ...] = ()
    gevolgen: tuple[Punt, ...] = ()
    rechten: tuple[str, ...] = ()
    straks: bool = False
    voet: str = ""
