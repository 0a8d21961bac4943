# SPDX-License-Identifier: EUPL-1.2
"""Parts that every page is made of. A beeld holds ready Dutch text; a template only places it, and escapes and isolates all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Link:
    tekst: str
    adres: str


@dataclass(frozen=True, slots=True)
class WaaromLink:
    """The dotted *waarom?*; `over` completes its name for who does not see what stands beside it."""

    adres: str
    over: str


@dataclass(frozen=True, slots=True)
class Zin:
    """The derived sentence that opens a page: what is urgent in bold, then the rest."""

    nadruk: str = ""
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Knop:
    """A button named after the act. `eerst` fills it: at most one on a page, and those in *Te laat*."""

    tekst: str
    adres: str
    eerst: bool = False


@dataclass(frozen=True, slots=True)
class Geen:
    """Nothing here: what is not there, what comes first, one link."""

    kop: str
    tekst: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Bericht:
    """What just happened or holds for the whole page. `fout` and `let` come with their symbol and colour."""

    soort: Literal["goed", "let", "fout"]
    kop: str
    tekst: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierVerwijzing:
    nummer: str
    adres: str
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Tot:
    """What stands where the date stands: *wo 8 april*, and under it *morgen*. `tot_van` in `taal.py` makes the common ones."""

    tekst: str
    sub: str = ""
    datum: date | None = None
    soort: Literal["", "te_laat", "dreigt"] = ""


@dataclass(frozen=True, slots=True)
class Keuze:
    waarde: str
    tekst: str
    gekozen: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    tekst: str
    adres: str
    aantal: int | None = None
    actief: bool = False


@dataclass(frozen=True, slots=True)
class Bladeren:
    """Next and previous page of a list, with the words of where one is: *1 tot en met 50 van 312*."""

    tekst: str
    vorige: Link | None = None
    volgende: Link | None = None


@dataclass(frozen=True, slots=True)
class Ik:
    """Who is logged in, for which organisation; `links` fill the menu under the name (other organisation, absence, handing over)."""

    naam: str
    organisatie: str
    links: tuple[Link, ...] = ()
    uitloggen: str = ""


@dataclass(frozen=True, slots=True)
class Pagina:
    """The frame of every page. `titel` is the document title and never names a person or an address."""

    titel: str
    gemeente: str
    ik: Ik | None = None
    nav: tuple[Tab, ...] = ()
    start: str = "/"
    zoek: str = ""
    terug: Link | None = None
    vandaag: str = ""
    berichten: tuple[Bericht, ...] = ()
    demo: Link | None = None
    nog: int = 0  # seconds until the session ends by itself; 0: nobody is logged in, or it does not


class Beeld:
    """A page names its template; `deel` is the part that answers a request from the page itself."""

    __slots__ = ()
    sjabloon: ClassVar[str]
    deel: ClassVar[str] = ""
