# SPDX-License-Identifier: EUPL-1.2
"""Deciding on a report: what it says, what it resembles and why, what weighs, and the decision, in one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, Link, Zin
from .dossier import Kenmerk
from .formulier import Formulier, Fout, Vraag, fouten_van

Stand = Literal["voldaan", "niet", "onbekend"]


@dataclass(frozen=True, slots=True)
class Bewijs:
    """One piece of evidence, with how strong it is in a word."""

    soort: str
    kracht: str
    tekst: str


@dataclass(frozen=True, slots=True)
class LijktOp:
    """A report or case that may be about the same."""

    link: Link
    sub: str
    oordeel: str
    zeker: bool
    bewijs: tuple[Bewijs, ...]
    zaken: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class WeegFactor:
    """What weighs: met, not met, or for the reader to find out; or a count."""

    tekst: str
    stand: Stand = "onbekend"
    aantal: int | None = None
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """One of the decisions, with the questions that belong to it alone."""

    waarde: str
    kop: str
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True, slots=True)
class Triage(Beeld):
    """The form asks the choice itself and what every choice asks; each outcome has questions of its own. Without `:has` all of them stand there."""

    sjabloon: ClassVar[str] = "scherm/triage.html"

    titel: str
    zin: Zin
    melding: tuple[Kenmerk, ...]
    verteld: tuple[tuple[str, str], ...]  # (when, what)
    meldingen: tuple[LijktOp, ...]
    zaken: tuple[LijktOp, ...]
    factoren: tuple[WeegFactor, ...]
    keuze: Vraag
    uitkomsten: tuple[Uitkomst, ...]
    formulier: Formulier
    aanwijzing: str = ""

    @property
    def bekend(self) -> tuple[WeegFactor, ...]:
        return tuple(f for f in self.factoren if f.aantal is not None or f.stand != "onbekend")

    @property
    def uitzoeken(self) -> tuple[WeegFactor, ...]:
        return tuple(f for f in self.factoren if f.aantal is None and f.stand == "onbekend")

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        alle = (self.keuze, *(v for u in self.uitkomsten for v in u.vragen), *self.formulier.vragen)
        return (*self.formulier.fouten, *fouten_van(alle))
