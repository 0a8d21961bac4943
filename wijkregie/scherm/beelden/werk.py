# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk: the sentence, three weeks drawn, and the acts in the order in which a good professional would do them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from .basis import Beeld, Bladeren, DossierVerwijzing, Geen, Keuze, Knop, Link, Tab, Tot, WaaromLink, Zin


@dataclass(frozen=True, slots=True)
class Dag:
    """One day of the strip. `vrij` names why nobody works (*Goede Vrijdag*); a weekend needs no name."""

    datum: date
    kort: str
    adres: str = ""
    taken: int = 0
    streef: int = 0
    te_laat: int = 0
    vrij: str = ""
    weekend: bool = False
    vandaag: bool = False
    voorbij: bool = False
    nieuwe_week: bool = False

    @property
    def blokken(self) -> range:
        """A block per act, four at most: the number beside them says the rest."""
        return range(min(self.taken, 4))

    @property
    def iets(self) -> bool:
        return bool(self.taken or self.streef or self.te_laat)


@dataclass(frozen=True, slots=True)
class Dagstrook:
    naam: str
    dagen: tuple[Dag, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    naam: str
    label: str
    keuzes: tuple[Keuze, ...]


@dataclass(frozen=True, slots=True)
class Wie:
    """*U*, a colleague whom you replace, another party; `bij` is the second line."""

    naam: str
    bij: str = ""


@dataclass(frozen=True, slots=True)
class PlichtRij:
    """One act, however many norms it meets. `norm` is the leading one in own words, `meer` counts the others."""

    tot: Tot
    titel: str
    adres: str
    norm: str = ""
    meer: int = 0
    waarom: WaaromLink | None = None
    dossier: DossierVerwijzing | None = None
    wie: Wie | None = None
    knop: Knop | None = None
    noot: str = ""


@dataclass(frozen=True, slots=True)
class PlichtGroep:
    sleutel: str
    kop: str
    rijen: tuple[PlichtRij, ...]
    aantal: int
    sub: str = ""
    soort: Literal["", "te_laat", "wacht"] = ""
    alle: Link | None = None


@dataclass(frozen=True, slots=True)
class NiemandRij:
    """A dossier that nobody handles, with the one button that takes it; `nu` is who had it when the page was made."""

    tot: Tot
    naam: str
    dossier: DossierVerwijzing
    neem: str
    nu: str = ""
    noot: str = ""


@dataclass(frozen=True, slots=True)
class NiemandGroep:
    rijen: tuple[NiemandRij, ...]
    alle: Link | None = None


@dataclass(frozen=True, slots=True)
class MijnWerk(Beeld):
    sjabloon: ClassVar[str] = "scherm/mijn_werk.html"

    zin: Zin
    groepen: tuple[PlichtGroep, ...] = ()
    strook: Dagstrook | None = None
    tabs: tuple[Tab, ...] = ()
    filters: tuple[Filter, ...] = ()
    filter_adres: str = ""
    filter_vast: tuple[tuple[str, str], ...] = ()
    gekozen_dag: str = ""
    alle_dagen: Link | None = None
    leeg: Geen | None = None
    bladeren: Bladeren | None = None
    niemand: NiemandGroep | None = None
