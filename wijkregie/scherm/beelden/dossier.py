# SPDX-License-Identifier: EUPL-1.2
"""The dossier: who, which phase, who has regie, what is owed, what may be done now and why not, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, Bericht, Keuze, Link, Tab, WaaromLink, Zin
from .werk import PlichtRij


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """Fase, regie, next term: a label, the fact of it, a second line and why."""

    label: str
    waarde: str
    sub: str = ""
    waarom: WaaromLink | None = None
    soort: Literal["", "te_laat", "dreigt"] = ""


@dataclass(frozen=True, slots=True)
class Trede:
    label: str
    naam: str
    stand: Literal["klaar", "nu", "straks", "overgeslagen"]
    sinds: str = ""


@dataclass(frozen=True, slots=True)
class RegieDeel:
    """Who has regie over how many steps; `nu` is the present one, the rest is what could come."""

    tekst: str
    treden: int
    nu: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The phases of a track, drawn. `naam` says the same in words: *Dit dossier staat op actie 3 van 6.*

    `keuze`: they have no order; it is one of them."""

    naam: str
    treden: tuple[Trede, ...]
    regie: tuple[RegieDeel, ...] = ()
    vraag: str = ""
    antwoord: str = ""
    waarom: WaaromLink | None = None
    keuze: bool = False


@dataclass(frozen=True, slots=True)
class Handeling:
    tekst: str
    adres: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class HandelingGroep:
    """Acts under a heading; `ingeklapt` shows the heading with their number, the rest when asked."""

    kop: str
    handelingen: tuple[Handeling, ...]
    ingeklapt: bool = False


@dataclass(frozen=True, slots=True)
class KanNiet:
    """What cannot be done now: never hidden, always with the reason and what would change it."""

    naam: str
    reden: str
    waarom: WaaromLink | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Verandering:
    wat: str
    was: str
    wordt: str = ""


@dataclass(frozen=True, slots=True)
class Correctie:
    """A rectification under its fact: both values stay readable. Without `veranderingen` the fact was withdrawn (`ingetrokken`)."""

    kop: str
    veranderingen: tuple[Verandering, ...] = ()
    ingetrokken: bool = False
    reden: str = ""
    gevolg: WaaromLink | None = None
    door: str = ""
    bekend_op: Link | None = None


@dataclass(frozen=True, slots=True)
class Schending:
    """Done, and not as agreed: the norm in its own words, where it stands, the reason that was given."""

    norm: str
    plaats: str = ""
    reden: str = ""
    noot: str = ""
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class Bijlage:
    naam: str
    adres: str
    soort: str = ""
    grootte: str = ""
    bij: str = ""


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One fact on the timeline. A square knot (`fase`) for a change of phase, a ring with a cross when there is a `schending`."""

    sleutel: str
    wanneer: str
    titel: str
    tijd: str = ""
    iso: str = ""
    details: tuple[str, ...] = ()
    fase: str = ""
    bron: str = ""
    laat: str = ""
    ingetrokken: bool = False
    schendingen: tuple[Schending, ...] = ()
    correcties: tuple[Correctie, ...] = ()
    bijlagen: tuple[Bijlage, ...] = ()
    acties: tuple[Link, ...] = ()
    merken: tuple[str, ...] = ()  # contested, restricted, objected to

    @property
    def knoop(self) -> str:
        return "schending" if self.schendingen else "fase" if self.fase else ""


@dataclass(frozen=True, slots=True)
class Verborgen:
    """*2 feiten niet zichtbaar voor u: zorg – werkafspraak 10.* One line, never between dated entries."""

    kop: str
    tekst: str
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class Deelnemer:
    naam: str
    sub: str = ""
    merken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behandelaar:
    """Who handles the dossier for the reader's organisation. With `adres`: what the reader can change; `nu` is the membership that had it
    when the page was made."""

    label: str
    tekst: str
    adres: str = ""
    nu: str = ""
    is_u: bool = False
    collegas: tuple[Keuze, ...] = ()


@dataclass(frozen=True, slots=True)
class Verbonden:
    relatie: str
    link: Link
    sub: str = ""


@dataclass(frozen=True, slots=True)
class BekendOp:
    """The dossier is shown as it was known on a day, not as it is; nothing can be recorded on such a page."""

    tekst: str
    terug: Link


@dataclass(frozen=True, slots=True)
class Vers:
    """Where an open page asks whether it still shows what its reader may see."""

    adres: str


@dataclass(frozen=True, slots=True)
class DossierBeeld(Beeld):
    sjabloon: ClassVar[str] = "scherm/dossier.html"

    naam: str
    nummer: str
    plaats: str = ""
    hoedanigheid: str = ""
    protocollen: tuple[str, ...] = ()
    gesloten: str = ""
    zin: Zin | None = None
    kenmerken: tuple[Kenmerk, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    tabs: tuple[Tab, ...] = ()
    kop_door_u: str = "Door u"
    door_u: tuple[PlichtRij, ...] = ()
    door_anderen: tuple[PlichtRij, ...] = ()
    handelingen: tuple[HandelingGroep, ...] = ()
    kan_niet: tuple[KanNiet, ...] = ()
    vandaag: str = ""
    tijdlijn: tuple[Gebeurtenis, ...] = ()
    oudere: Link | None = None
    stil: tuple[Gebeurtenis, ...] = ()  # what only arranges the dossier: one line, the rest when asked
    verborgen: tuple[Verborgen, ...] = ()
    deelnemers: tuple[Deelnemer, ...] = ()
    wie_ziet: Link | None = None
    bijlagen: tuple[Bijlage, ...] = ()
    verbonden: tuple[Verbonden, ...] = ()
    bekend_op: BekendOp | None = None
    terugkijken: str = ""
    bijgewerkt: str = ""
    te_oud: bool = False
    behandelaar: Behandelaar | None = None
    dubbel: Link | None = None
    wie: Link | None = None  # nobody said yet about whom the case is
    nieuwere: Link | None = None
    meer_taken: Link | None = None
    vers: Vers | None = None
    donker: Bericht | None = None  # who owes something here and cannot see what
    nood: Bericht | None = None  # who opened what is shut to his organisation
