# SPDX-License-Identifier: EUPL-1.2
"""What an administrator sees: who may log in, what waits for a second pair of eyes, what was done. Nothing of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld
from .dossier import Verandering
from .formulier import Formulier, Fout, Optie, fouten_van


@dataclass(frozen=True, slots=True)
class BeheerLid:
    waarde: str
    naam: str
    sub: str
    let: str = ""
    doen: tuple[Optie, ...] = ()


@dataclass(frozen=True, slots=True)
class BeheerVoorstel:
    waarde: str
    tekst: str
    sub: str
    doen: tuple[Optie, ...] = ()


@dataclass(frozen=True, slots=True)
class BeheerBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/beheer.html"

    leden: tuple[BeheerLid, ...]
    voorstellen: tuple[BeheerVoorstel, ...]
    gedaan: tuple[str, ...]
    rollen: tuple[Optie, ...] = ()
    plekken: tuple[Optie, ...] = ()  # where a role can hold
    nieuw: str = "/beheer/nieuw/"
    doe: str = "/beheer/doe/"
    besluit: str = "/beheer/besluit/"
    gebeurtenissen: str = "/beheer/gebeurtenissen/"


@dataclass(frozen=True, slots=True)
class Gebeurtenissen(Beeld):
    """What happened around logging in, the newest first."""

    sjabloon: ClassVar[str] = "scherm/gebeurtenissen.html"

    regels: tuple[str, ...]
    vreemd: str  # about names that are nobody's
    dagen: int  # how long they are kept


@dataclass(frozen=True, slots=True)
class Formulierblad(Beeld):
    """A page with one form and little else; `verandert` is what will follow, seen before it is confirmed."""

    sjabloon: ClassVar[str] = "scherm/formulierblad.html"

    zin: str
    formulier: Formulier
    verandert: tuple[Verandering, ...] = ()
    let_op: tuple[str, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class UitnodigingOpenen(Formulierblad):
    """Where the link of an invitation leads: a script fills in what stands behind its `#`."""

    sjabloon: ClassVar[str] = "scherm/uitnodiging_openen.html"
