# SPDX-License-Identifier: EUPL-1.2
"""Proving who one is, one's own means and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, Link
from .formulier import Formulier, Fout, fouten_van


@dataclass(frozen=True, slots=True)
class Passkey:
    """A button that asks the device. `adres` gives what the browser needs; the answer goes with the form."""

    adres: str
    formulier: Formulier
    soort: str = "bewijs"  # or `nieuw`
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Bewijs(Beeld):
    """The second step of logging in, and the same question again before something that matters."""

    sjabloon: ClassVar[str] = "scherm/bewijs.html"

    kop: str
    zin: str
    formulier: Formulier | None = None
    passkey: Passkey | None = None
    elders: Formulier | None = None
    hulp: tuple[str, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen)) if self.formulier else ()


@dataclass(frozen=True, slots=True)
class MiddelToevoegen(Beeld):
    """An app by its QR code (`pad`: one path of squares in a box of `maat`) or by typing `geheim`; or a passkey."""

    sjabloon: ClassVar[str] = "scherm/middel_toevoegen.html"

    zin: str
    formulier: Formulier
    geheim: str
    pad: str
    maat: int
    passkey: Passkey | None = None
    app_adres: str = ""

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class Herstelcodes(Beeld):
    """Shown once."""

    sjabloon: ClassVar[str] = "scherm/herstelcodes.html"

    codes: tuple[str, ...]
    verder: Link


@dataclass(frozen=True, slots=True)
class MiddelRij:
    naam: str
    sub: str
    waarde: str = ""  # of the button that takes it away; none for the last


@dataclass(frozen=True, slots=True)
class SessieRij:
    naam: str
    sub: str
    waarde: str = ""  # of the button that ends it; none for this one


@dataclass(frozen=True, slots=True)
class Beveiliging(Beeld):
    sjabloon: ClassVar[str] = "scherm/beveiliging.html"

    middelen: tuple[MiddelRij, ...]
    herstel: str
    sessies: tuple[SessieRij, ...] = ()
    gebeurd: tuple[str, ...] = ()  # with this login, the newest first
    toevoegen: str = "/beveiliging/toevoegen/"
    weg: str = "/beveiliging/weg/"
    codes: str = "/beveiliging/herstelcodes/"
    sessie_weg: str = "/beveiliging/sessie/"
    andere_weg: str = "/beveiliging/sessies/"
