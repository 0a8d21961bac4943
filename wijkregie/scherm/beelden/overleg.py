# SPDX-License-Identifier: EUPL-1.2
"""Meetings: the list, the agenda, the item in meeting mode, and the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, Geen, Keuze, Link, Tot, WaaromLink, Zin
from .formulier import Formulier, Fout, Vraag, fouten_van


@dataclass(frozen=True, slots=True)
class OverlegRij:
    titel: str
    adres: str
    tekst: str
    tot: Tot | None = None


@dataclass(frozen=True, slots=True)
class OverlegGroep:
    kop: str
    rijen: tuple[OverlegRij, ...]


@dataclass(frozen=True, slots=True)
class ReeksRij:
    """A series; `plan` plans its next meeting."""

    titel: str
    tekst: str
    dossier: Link
    plan: Formulier | None = None


@dataclass(frozen=True, slots=True)
class Overleggen(Beeld):
    sjabloon: ClassVar[str] = "scherm/overleggen.html"

    zin: Zin
    groepen: tuple[OverlegGroep, ...] = ()
    reeksen: tuple[ReeksRij, ...] = ()
    leeg: Geen | None = None
    begin: Formulier | None = None  # a new series

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        formulieren = [f for f in (*(r.plan for r in self.reeksen), self.begin) if f]
        return tuple(x for f in formulieren for x in (*f.fouten, *fouten_van(f.vragen)))


@dataclass(frozen=True, slots=True)
class Stap:
    """An item in the agenda beside the page: a number, no name."""

    nummer: int
    tekst: str
    sub: str
    adres: str
    stand: Literal["klaar", "nu", "straks", "af"] = "straks"


@dataclass(frozen=True, slots=True)
class Balk:
    """The line on top of a meeting."""

    naam: str
    tekst: str
    adres: str
    bewaard: str = ""


@dataclass(frozen=True, slots=True)
class Stoel:
    """A party at the table. `sleutel` says who it is in a form; `vast`: always there."""

    sleutel: str
    naam: str
    sub: str = ""
    vast: bool = False
    weg: str = ""  # who must leave: why


@dataclass(frozen=True, slots=True)
class Zaal:
    """Who is there: a form with a button for each who comes or goes; none to press for who only looks."""

    zin: str
    adres: str
    terug: str
    hier: tuple[Stoel, ...] = ()
    moet_weg: tuple[Stoel, ...] = ()
    was_hier: tuple[Stoel, ...] = ()
    niet_hier: tuple[Stoel, ...] = ()
    gasten: tuple[Keuze, ...] = ()
    mag: bool = False


@dataclass(frozen=True, slots=True)
class AgendaRij:
    punt: str
    nummer: int
    tekst: str
    reden: str
    adres: str = ""
    stand: str = ""
    waarom: WaaromLink | None = None
    tot: Tot | None = None
    sleutel: str = ""  # of a case that is not on the agenda yet
    af: Vraag | None = None  # why it is dropped


@dataclass(frozen=True, slots=True)
class Voorbereiding:
    """An item at which the reader's information is awaited, and the note that he leaves there."""

    nummer: int
    tekst: str
    adres: str
    gevraagd: tuple[tuple[str, str, Tot], ...] = ()  # what, in the words of the agreement, by when
    notitie: Formulier | None = None
    notities: tuple[tuple[str, str], ...] = ()  # of others, by organisation
    sub: str = ""  # which part of the meeting


@dataclass(frozen=True, slots=True)
class AgendaBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/overleg_agenda.html"

    balk: Balk
    titel: str
    zin: Zin
    adres: str
    punten: tuple[AgendaRij, ...] = ()
    nieuw: tuple[AgendaRij, ...] = ()
    zaal: Zaal | None = None
    toevoegen: Formulier | None = None
    mag: bool = False
    begin: Link | None = None
    verslag: Link | None = None
    bestand: Link | None = None  # for a calendar
    vooraf: tuple[Voorbereiding, ...] = ()
    fouten: tuple[Fout, ...] = ()
    sluiten: Vraag | None = None  # why it is closed as it is, if that must be said

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        t = self.toevoegen
        vooraf = fouten_van(v for x in self.vooraf if x.notitie for v in x.notitie.vragen)
        sluiten = fouten_van([self.sluiten] if self.sluiten else [])
        return (*self.fouten, *((*t.fouten, *fouten_van(t.vragen)) if t else ()), *vooraf, *sluiten)


@dataclass(frozen=True, slots=True)
class StemRij:
    """A party's vote: a radio group, or what follows from presence."""

    naam: str  # of the control
    partij: str
    sub: str
    keuzes: tuple[Keuze, ...] = ()
    afwezig: str = ""
    reden: Vraag | None = None
    zorg: bool = False
    zorg_waarde: str = ""
    gemachtigd: bool = False
    versie: int = 0
    mandaat: str = ""  # the name of its control: asked once for each party


@dataclass(frozen=True, slots=True)
class StemVraag:
    kop: str
    rijen: tuple[StemRij, ...]
    zin: str = ""
    vouw: bool = False


@dataclass(frozen=True, slots=True)
class Uitslag:
    zin: str
    telling: str
    soort: Literal["aangenomen", "tegengehouden", "ongeldig"]


@dataclass(frozen=True, slots=True)
class Ander:
    """What somebody else wrote in the same field meanwhile."""

    veld: str
    vraag: str
    wie: str  # who wrote it, as the beginning of a sentence
    tekst: str
    eigen: str


@dataclass(frozen=True, slots=True)
class Gesloten:
    """Why an item is shut: who must leave first, or that nobody opened it yet."""

    kop: str
    zin: str
    nadruk: str
    norm: str
    uitleg: str
    knop: str = ""
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class PuntBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/overleg_punt.html"

    balk: Balk
    agenda: tuple[Stap, ...]
    regel: str
    titel: str
    adres: str
    zaal: Zaal | None
    concept: str = ""
    blad: str = ""  # this page, and no other that its writer has open
    dossier: Link | None = None
    gevraagd: str = ""  # what who brought it in wants to know
    dicht: Gesloten | None = None
    open: tuple[str, ...] = ()
    niet_open: tuple[str, ...] = ()
    lezers: str = ""
    vragen: tuple[tuple[Vraag, int], ...] = ()  # with the version that was read
    stemmen: tuple[StemVraag, ...] = ()
    uitslag: tuple[Uitslag, ...] = ()
    acties: tuple[tuple[tuple[Vraag, int], ...], ...] = ()
    meer_acties: bool = False
    knop: str = ""
    vast: tuple[tuple[str, str], ...] = ()
    klaar: tuple[tuple[str, str], ...] = ()
    anders: tuple[Ander, ...] = ()
    vooraf: tuple[tuple[str, str], ...] = ()  # notes that organisations left, as far as the reader may read them
    volgende: Link | None = None
    vorige: Link | None = None
    fouten: tuple[Fout, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        redenen = [r.reden for s in self.stemmen for r in s.rijen if r.reden]
        return (*self.fouten, *fouten_van(v for v, _ in self.vragen), *fouten_van(redenen), *fouten_van(v for a in self.acties for v, _ in a))


@dataclass(frozen=True, slots=True)
class VerslagPunt:
    nummer: int
    titel: str
    sub: str = ""
    antwoorden: tuple[tuple[str, str], ...] = ()
    uitslag: tuple[Uitslag, ...] = ()
    stemmen: tuple[str, ...] = ()
    acties: tuple[str, ...] = ()
    noot: str = ""
    dossier: Link | None = None


@dataclass(frozen=True, slots=True)
class VerslagBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/overleg_verslag.html"

    balk: Balk
    titel: str
    zin: Zin
    aanwezig: tuple[str, ...] = ()
    punten: tuple[VerslagPunt, ...] = ()
    algemeen: str = ""
    vaststellen: Formulier | None = None

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        f = self.vaststellen
        return (*f.fouten, *fouten_van(f.vragen)) if f else ()


@dataclass(frozen=True, slots=True)
class AgendaEnMail(Beeld):
    """One's calendar elsewhere, and what is mailed. `adres`: a new link, shown once."""

    sjabloon: ClassVar[str] = "scherm/agenda.html"

    organisatie: str
    mail: Formulier
    naar: str  # the address that is mailed to
    sinds: str = ""  # of a link that there is
    adres: str = ""
    maken: str = "/agenda/maken/"
    stoppen: str = "/agenda/stoppen/"
