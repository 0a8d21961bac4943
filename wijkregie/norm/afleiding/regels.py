# SPDX-License-Identifier: EUPL-1.2
"""Compiled rules: what the loader makes of a protocol version and what leid_af walks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from wijkregie.norm.model.overlegmodel import Overlegvorm
from wijkregie.norm.model.regelmodel import Aanwijzing, Kop
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.vraag import Vraag
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.tijd.termijn import Termijn

ONVERWIJLD = "onverwijld"
Einden = tuple[date | None, int | None, date | None, date | None]  # deadline with its time, target, not before
GEEN: frozenset[str] = frozenset()
Lengte = Termijn | Uitdrukking | str | None  # a term, an expression for a term or date, or a term without a number


@dataclass(slots=True)
class Basisregel:
    """What every compiled rule knows of itself."""

    naam: str
    protocol: str
    norm: tuple[str, ...]
    wat: str
    bron: str  # file and line, for messages
    niet_mogelijk: dict[str, str]


@dataclass(slots=True)
class EisRegel(Basisregel):
    """A leaf: condition, when it applies, how hard, who may deviate."""

    eis: Uitdrukking
    indien: Uitdrukking | None
    hardheid: str
    afwijken: frozenset[str]
    leeg: bool
    gevoelig: frozenset[str] | None  # while none of these facts is there, the blank leaf is the same in every dossier (None: never)
    groep: str = ""  # where it stands in a gate's tree, in words: an alternative, or a ground
    leeg_blad: Any = None  # that leaf, filled by toetsen.py on first use
    smal: str | None = None  # a narrower category, allowed by a sharing norm
    categorieen: frozenset[str] = GEEN  # of data that its outcome gives away (categorieen.py)


@dataclass(slots=True)
class Doe:
    """One way to do what a duty asks."""

    vraag: Vraag
    soorten: tuple[str, ...]
    waar: Uitdrukking | None


@dataclass(slots=True)
class Nde:
    """The n-th fact of a kind."""

    n: int
    vraag: Vraag
    verschillende: Uitdrukking | None


@dataclass(slots=True)
class Herhaling:
    """How a periodic duty comes back: rolling, fixed from an anchor, or by calendar period."""

    vorm: str  # rollend | vast | kalender
    lengte: Termijn | Uitdrukking | None
    periode: str = ""  # maand | kwartaal | jaar


@dataclass
class Eigenaar:
    """Whose duty it is."""

    modus: str  # een_van | samen | elk | expressie | regie
    rollen: tuple[str, ...] = ()
    expressie: Uitdrukking | None = None

    @cached_property
    def vast(self) -> bool:
        """The same role or roles in every dossier, with one duty between them."""
        return self.modus in ("een_van", "samen") and self.rollen != ("regie",)


@dataclass(slots=True)
class PlichtRegel(Basisregel):
    """A duty norm."""

    hardheid: str
    soorten: tuple[str, ...]  # fact types that can trigger it
    bij: Vraag | None
    op_datum: Uitdrukking | None
    nde: Nde | None
    gemist: tuple[str, str] | None  # (duty, uiterlijk or streef)
    fase: tuple[str, frozenset[str], frozenset[str]] | None
    als: Uitdrukking | None
    per: str  # trigger | dossier | kind of thing
    per_ding: str | None
    wie: Eigenaar
    doe: tuple[Doe, ...]
    doe_soorten: tuple[str, ...]
    over: bool
    eisen: tuple[EisRegel, ...]
    houdt: Uitdrukking | None
    zolang: Uitdrukking | None
    voor_elk: Uitdrukking | tuple[str, ...] | None
    voor_elk_waar: Uitdrukking | None
    elk_is_ding: bool
    vanaf: Uitdrukking | None
    uiterlijk: Lengte
    niet_voor: Lengte
    streef: Lengte
    moment: Lengte
    speling: Lengte
    verschuif: bool
    herhaal: Herhaling | None
    afzien: frozenset[str]
    vervangt: frozenset[str]
    leest: frozenset[str]
    kalender: Kalender
    vooraf: Termijn  # back from the deadline: from then on it is due soon
    zorg: bool = False
    alleen_feiten: bool = True  # nothing but facts calls it up
    stuit: list[OpschortRegel] = field(default_factory=list)
    smal: str | None = None
    categorieen: frozenset[str] = GEEN
    oproep: tuple[Any, ...] = field(init=False)  # norms that have this in common are called up alike
    met_termijn: bool = field(init=False)
    vaste_termijn: bool = field(init=False)  # how long depends on nothing
    in_uren: bool = field(init=False)  # the time of its anchor matters
    einden: dict[tuple[date, int | None], Einden] = field(default_factory=dict)  # filled by termijnen.py

    def __post_init__(self) -> None:
        self.oproep = (id(self.bij), id(self.als), self.per_ding, self.per == "trigger")
        lengtes = (self.uiterlijk, self.streef, self.niet_voor, self.moment)
        self.met_termijn = any(t is not None for t in lengtes)
        self.in_uren = any(isinstance(t, Termijn) and t.heeft_uren for t in lengtes)
        self.vaste_termijn = self.moment is None and not any(isinstance(t, Uitdrukking) for t in lengtes)


@dataclass(slots=True)
class OpschortRegel(Basisregel):
    """A suspension: between which facts, and which duties it stops."""

    van: Vraag
    tot: Vraag
    als: Uitdrukking | None
    stuit: tuple[str, ...]


@dataclass(slots=True)
class ToetsKnoop:
    """A node of a gate's tree."""

    soort: str  # alle | een_van | minstens | kies | blad
    delen: tuple[ToetsKnoop, ...] = ()
    n: int = 0
    veld: Uitdrukking | None = None
    takken: dict[Any, ToetsKnoop] = field(default_factory=dict)
    blad: EisRegel | None = None
    indien: Uitdrukking | None = None


@dataclass(slots=True)
class Wacht:
    """On which acts a gate stands."""

    soorten: tuple[str, ...]
    rollen: frozenset[str] | None
    als: Uitdrukking | None


@dataclass(slots=True)
class ToetsRegel(Basisregel):
    """A gate."""

    wachten: tuple[Wacht, ...]
    soorten: tuple[str, ...]
    per: str | None
    boom: ToetsKnoop
    bladen: tuple[EisRegel, ...]
    uitdrukkingen: tuple[Uitdrukking, ...]  # of leaves, branches and guards
    leest: frozenset[str]
    gevoelig: frozenset[str] | None  # as for a leaf
    belast: bool = False  # its acts weigh on the person: it does not pass on a fact that is contested or restricted
    leeg: Any = None  # the blank gate while none of those facts is there, as for a leaf
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class RechtRegel(Basisregel):
    """A right to record."""

    rollen: frozenset[str]
    soorten: tuple[str, ...]
    als: Uitdrukking | None
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class OvergangRegel(Basisregel):
    """A transition of a track."""

    bij: Vraag
    soorten: tuple[str, ...]
    van: frozenset[str]
    naar: str
    als: Uitdrukking | None
    besluit: frozenset[str] | None  # the roles that decide it; none: whoever may record the fact
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class RegieRegel(Basisregel):
    """Who has regie of one kind: by phase, or by the last recorded transfer."""

    soort: str
    tabel: dict[str, str]
    overdracht: tuple[str, ...]
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class SpoorRegel(Basisregel):
    """A track."""

    per: str | None
    begin: str
    fasen: dict[str, str]
    overgangen: tuple[OvergangRegel, ...]
    soorten: frozenset[str]
    regie: tuple[RegieRegel, ...]
    zonder_gevolg: frozenset[str] = GEEN
    fase_kort: dict[str, str] = field(default_factory=dict)  # the short label of a phase, for the drawn track
    fase_wat: dict[str, str] = field(default_factory=dict)
    smal: str | None = None
    categorieen: frozenset[str] = GEEN
    per_soort: dict[str, list[tuple[int, OvergangRegel]]] = field(init=False)  # the transitions that a type of fact can take, with their place

    def __post_init__(self) -> None:
        self.per_soort = {s: [(i, o) for i, o in enumerate(self.overgangen) if s in o.soorten] for s in self.soorten}

    @property
    def zonder_volgorde(self) -> bool:
        """Are the phases alternatives, and no steps? If and only if each but the first is reached from every other: nothing comes before it."""
        return all(set(self.fasen) - {x} <= {v for o in self.overgangen if o.naar == x for v in o.van} for x in set(self.fasen) - {self.begin})


@dataclass(frozen=True, slots=True)
class Omvang:
    """To which purposes, receivers and categories a ground is limited: lines that give a list, unknown is no limit."""

    doel: Uitdrukking | None
    aan: Uitdrukking | None
    gegevens: Uitdrukking | None

    @property
    def regels(self) -> tuple[Uitdrukking | None, ...]:
        return (self.doel, self.aan, self.gegevens)


@dataclass(slots=True)
class DeelRegel(Basisregel):
    """A sharing rule, grant or prohibition."""

    verbod: bool
    doelen: tuple[str, ...]
    grond: str | None
    grond_is: Uitdrukking | None
    grond_uit: bool
    omvang: Omvang | None  # to what the ground is limited
    van: frozenset[str]
    rollen: tuple[str, ...]
    categorieen: tuple[str, ...]
    vorm: str
    weg: tuple[str, ...]
    per: str
    eenmalig: bool
    als: Uitdrukking | None
    tafel: tuple[str, Uitdrukking] | None  # of a kind of thing: it gives only to organisations that sit at one for which this holds
    leest: frozenset[str]
    gevoelig: frozenset[str] | None  # as for a leaf
    welke: Vraag | None = None  # per fact: those that it gives
    leeg: tuple[Any, Any, Any] | None = None  # its outcome, limits and facts while none of those facts is there
    voorwaarde_categorieen: frozenset[str] = GEEN  # what is read to know whether it holds; `categorieen` is what it is about


@dataclass(slots=True)
class BestaanRegel(Basisregel):
    """What may not exist."""

    niet: frozenset[str]
    als: Uitdrukking | None
    per: str | None
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class BegripRegel(Basisregel):
    """A notion that is shown as an outcome, or a published value."""

    waarde: Uitdrukking
    per: str | None
    smal: str | None  # its own category
    categorieen: frozenset[str] = GEEN
    kop: str | None = None  # it heads the dossiers that read it
    ervoor: str = " "


@dataclass(slots=True)
class BesluitRegel(Basisregel):
    """A decision: which fact, when valid, when adopted."""

    soorten: tuple[str, ...]
    als: Uitdrukking | None
    geldig: Uitdrukking
    aangenomen: Uitdrukking
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class OverlegRegel(Basisregel):
    """A kind of meeting. The derivation does not read it: the rules speak of its facts, a room holds it."""

    model: Overlegvorm
    ritme: Termijn | None
    voorzitter: Uitdrukking | None  # gives a role; None: nobody said who
    mandaat: Uitdrukking | None  # a condition; None: nothing is asked about it


@dataclass(slots=True)
class AanwijzingRegel(Basisregel):
    """A text that is shown where and when it matters."""

    model: Aanwijzing
    feit: tuple[str, ...]
    plicht: str | None
    spoor: str | None
    fase: str | None
    als: Uitdrukking | None
    categorieen: frozenset[str] = GEEN


@dataclass(slots=True)
class Versie:
    """One compiled version of a protocol."""

    gemeente: str
    naam: str
    vanaf: date
    kop: Kop
    wereld: Wereld
    kalender: Kalender
    dreigt: Termijn
    speling: Termijn
    plichten: dict[str, PlichtRegel] = field(default_factory=dict)
    toetsen: dict[str, ToetsRegel] = field(default_factory=dict)
    rechten: list[RechtRegel] = field(default_factory=list)
    sporen: dict[str, SpoorRegel] = field(default_factory=dict)
    delen: list[DeelRegel] = field(default_factory=list)
    bestaan: list[BestaanRegel] = field(default_factory=list)
    publiceert: list[BegripRegel] = field(default_factory=list)
    uitkomsten: list[BegripRegel] = field(default_factory=list)
    besluiten: dict[str, BesluitRegel] = field(default_factory=dict)
    overleggen: dict[str, OverlegRegel] = field(default_factory=dict)
    aanwijzingen: list[AanwijzingRegel] = field(default_factory=list)
    vervangt: frozenset[str] = frozenset()
    getoond: dict[str, str] = field(default_factory=dict)
    buiten_bereik: dict[str, str] = field(default_factory=dict)
    normen: dict[str, list[str]] = field(default_factory=dict)  # norm id -> where it stands
    bestand: str = ""

    @property
    def sleutel(self) -> str:
        return f"{self.gemeente}/{self.naam}@{self.vanaf.isoformat()}"
