# SPDX-License-Identifier: EUPL-1.2
"""Getting in, acting for whom, being away, handing over; a letter to print; and the pages for when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .basis import Beeld, DossierVerwijzing, Geen, Link
from .formulier import Formulier, Fout, Optie, fouten_van


@dataclass(frozen=True, slots=True)
class Inloggen(Beeld):
    sjabloon: ClassVar[str] = "scherm/inloggen.html"

    formulier: Formulier
    personas: Link | None = None
    via: tuple[Link, ...] = ()  # organisations whose people log in at home

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class Doorsturen(Beeld):
    """On the way to where one logs in; the browser goes on by itself, and who waits has a link."""

    sjabloon: ClassVar[str] = "scherm/doorsturen.html"

    naam: str
    adres: str


@dataclass(frozen=True, slots=True)
class Persona:
    waarde: str
    naam: str
    functie: str
    organisatie: str
    ziet: str = ""


@dataclass(frozen=True, slots=True)
class Personas(Beeld):
    """Demo only: one button per person; the form posts `naam` with the value of the button."""

    sjabloon: ClassVar[str] = "scherm/personas.html"

    adres: str
    personas: tuple[Persona, ...]
    naam: str = "persona"
    verder: str = ""
    zin: str = "Alles hier is verzonnen. Weet u niet waar te beginnen? Kies iemand bij wie een taak te laat is."
    samen: str = ""
    melden: str = ""  # the form of residents


@dataclass(frozen=True, slots=True)
class KiesLidmaatschap(Beeld):
    sjabloon: ClassVar[str] = "scherm/kies_lidmaatschap.html"

    adres: str
    opties: tuple[Optie, ...]
    naam: str = "lidmaatschap"
    verder: str = ""
    zin: str = "U werkt voor meer dan één organisatie. U ziet steeds alleen wat bij uw keuze hoort."


@dataclass(frozen=True, slots=True)
class BriefDeel:
    tekst: str
    kop: str = ""


@dataclass(frozen=True, slots=True)
class BriefElement:
    """What the agreement asks the letter to have, and whether it is there."""

    tekst: str
    aanwezig: bool
    verplicht: bool = True
    waarom: str = ""
    norm: str = ""  # where the agreement says so
    link: Link | None = None  # where it is filled in


@dataclass(frozen=True, slots=True)
class BriefWeg:
    """How and when it went, and the PDF as it went."""

    tekst: str
    pdf: Link | None = None


@dataclass(frozen=True, slots=True)
class PostRij:
    """A letter that waits. The form sends it by post; one that must go in another way has only its page."""

    link: Link
    naam: str
    sub: str
    formulier: Formulier | None = None
    reden: str = ""  # why it did not go when it was tried


@dataclass(frozen=True, slots=True)
class Postlijst(Beeld):
    """The letters of one's own dossiers that still have to go."""

    sjabloon: ClassVar[str] = "scherm/post.html"

    zin: str
    rijen: tuple[PostRij, ...]
    leeg: Geen | None = None


@dataclass(frozen=True, slots=True)
class BriefMist:
    """What keeps the letter from being sent, and where that is filled in."""

    tekst: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Brief(Beeld):
    sjabloon: ClassVar[str] = "scherm/brief.html"

    titel: str
    dossier: DossierVerwijzing
    afzender: tuple[str, ...]
    geadresseerde: tuple[str, ...]
    plaats_datum: str
    betreft: str
    kenmerk: str
    delen: tuple[BriefDeel, ...]
    aanhef: str = ""
    groet: str = "Met vriendelijke groet,"
    ondertekening: tuple[str, ...] = ()
    elementen: tuple[BriefElement, ...] = ()
    verder: tuple[BriefElement, ...] = ()  # what else the agreement asks of the act
    mist: BriefMist | None = None  # as long as it is there, no address is shown and nothing comes on paper
    voet: str = ""
    fout: str = ""
    maak: tuple[Link, ...] = ()
    versturen: Formulier | None = None
    verstuurd: tuple[BriefWeg, ...] = ()
    concept: bool = False
    bezwaar: str = ""
    bezwaar_kop: str = "Bent u het er niet mee eens?"
    tekenen: str = ""

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        vragen = fouten_van(self.versturen.vragen) if self.versturen is not None else ()
        return (*((Fout(self.fout),) if self.fout else ()), *vragen)


@dataclass(frozen=True, slots=True)
class CaseloadRij:
    waarde: str
    nummer: str
    naam: str
    sub: str = ""
    gekozen: bool = True


@dataclass(frozen=True, slots=True)
class Overdracht(Beeld):
    """Hand over a caseload in one act: which dossiers (control `dossier`), and the question to whom."""

    sjabloon: ClassVar[str] = "scherm/overdracht.html"

    zin: str
    formulier: Formulier
    rijen: tuple[CaseloadRij, ...] = ()
    leeg: Geen | None = None

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class Waarneming:
    tekst: str
    sub: str = ""
    stop_adres: str = ""
    stop_waarde: str = ""


@dataclass(frozen=True, slots=True)
class Afwezigheid(Beeld):
    """Arrangements about people that hold now, each with its end, and a form for one more."""

    sjabloon: ClassVar[str] = "scherm/afwezigheid.html"

    zin: str
    formulier: Formulier
    lopend: tuple[Waarneming, ...] = ()
    titel: str = "Afwezigheid"
    kop: str = "Dit is afgesproken"
    stop: str = "Beëindig"

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class Foutpagina(Beeld):
    """Needs no database, no login and no session."""

    sjabloon: ClassVar[str] = "scherm/fout.html"

    kop: str
    tekst: str
    stappen: tuple[str, ...] = ()
    link: Link | None = None
    code: int = 500
