# SPDX-License-Identifier: EUPL-1.2
"""Pages for residents: the public form step by step, the code, and what a code shows. Texts come ready in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Link
from .formulier import Fout, Vraag, fouten_van


@dataclass(frozen=True, slots=True)
class Openbaar:
    """The frame of a public page: its texts, the municipality, and where one can go from every page."""

    taal: str
    woorden: Mapping[str, str]
    gemeente: str
    begin: str  # the first step: also what clears all
    weg: str
    code: str
    anders: Link  # the same in the other language
    anders_taal: str
    bellen: Link
    demo: str = ""  # where the demo is left for


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """What was answered on a step; `stap` leads back to it."""

    kop: str
    stap: str
    regels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeldStap(Beeld):
    sjabloon: ClassVar[str] = "scherm/melden.html"

    o: Openbaar
    stappen: tuple[str, ...]
    stap: int
    kop: str
    adres: str
    vragen: tuple[Vraag, ...]
    knop: str
    vast: tuple[tuple[str, str], ...] = ()
    fouten: tuple[Fout, ...] = ()
    samenvatting: tuple[Samenvatting, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.fouten, *fouten_van(self.vragen))

    @property
    def fouten_kop(self) -> str:
        n = len(self.foutlijst)
        return self.o.woorden["fouten_een"] if n == 1 else self.o.woorden["fouten_meer"].format(n=n)

    @property
    def laatste(self) -> bool:
        return self.stap == len(self.stappen)


@dataclass(frozen=True, slots=True)
class MeldKlaar(Beeld):
    sjabloon: ClassVar[str] = "scherm/melden_klaar.html"

    o: Openbaar
    zin: str
    nummer: str
    code: str
    nu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeldCode(Beeld):
    sjabloon: ClassVar[str] = "scherm/melden_code.html"

    o: Openbaar
    fout: str = ""
    melding: str = ""


@dataclass(frozen=True, slots=True)
class MeldEinde(Beeld):
    """What follows when the code is ended, before it is."""

    sjabloon: ClassVar[str] = "scherm/melden_einde.html"

    o: Openbaar
    sleutel: str


@dataclass(frozen=True, slots=True)
class MeldBericht:
    dag: str
    kop: str
    tekst: str
    regels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeldStand(Beeld):
    sjabloon: ClassVar[str] = "scherm/melden_stand.html"

    o: Openbaar
    nummer: str
    stand: tuple[str, ...]
    berichten: tuple[MeldBericht, ...]
    eigen: tuple[MeldBericht, ...]
    vragen: tuple[Vraag, ...]
    sleutel: str
    gesloten: bool = False
    gelukt: str = ""
    fouten: tuple[Fout, ...] = ()
    brieven: tuple[Link, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.fouten, *fouten_van(self.vragen))

    @property
    def fouten_kop(self) -> str:
        n = len(self.foutlijst)
        return self.o.woorden["fouten_een"] if n == 1 else self.o.woorden["fouten_meer"].format(n=n)
