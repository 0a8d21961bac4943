# SPDX-License-Identifier: EUPL-1.2
"""Forms: an act, a rectification, and the page for who was second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from .basis import Beeld, DossierVerwijzing, Link, Tot, WaaromLink
from .dossier import Ladder, Verandering
from .waarom import FeitKaart, NormTekst

Soort = Literal["tekst", "lang", "ja_nee", "keuze", "lijst", "datum", "tijd", "getal", "rol", "organisatie", "bestand", "wachtwoord", "groep"]


@dataclass(frozen=True, slots=True)
class Fout:
    """A line of the summary; `doel` is the id of the field it links to, empty when it is about the whole."""

    tekst: str
    doel: str = ""


@dataclass(frozen=True, slots=True)
class Optie:
    waarde: str
    tekst: str
    sub: str = ""
    gekozen: bool = False


@dataclass(frozen=True, slots=True)
class Ziet:
    """*Dit zien: ...* or, narrower than the rest (`beperkt`), *Dit ziet alleen ...*."""

    tekst: str
    beperkt: bool = False


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question. `groep` holds `delen`: questions beside each other under one heading (a day and a time, two opinions), or below each other under
    a fold with the name `vouw`, that is open as soon as one of them is answered or wrong.

    The name of the control is `naam`, its id `v-<naam>`; a date is typed and shown as dd-mm-jjjj, a time as uu.mm. Up to five choices are
    buttons, more are a list to pick from; the choices of `ja_nee` are *ja* and *nee*; `lijst` may have several values."""

    naam: str
    vraag: str
    soort: Soort = "tekst"
    uitleg: str = ""
    waarde: str = ""
    opties: tuple[Optie, ...] = ()
    delen: tuple[Vraag, ...] = ()
    fout: str = ""
    verplicht: bool = True
    eenheid: str = ""
    ziet: Ziet | None = None
    waarom: WaaromLink | None = None
    invullen: str = "off"
    groot: int = 2000
    vouw: str = ""

    @property
    def id(self) -> str:
        return f"v-{self.naam}"

    @property
    def keuzes(self) -> tuple[Optie, ...]:
        if self.soort != "ja_nee" or self.opties:
            return self.opties
        return tuple(Optie(w, t, gekozen=self.waarde == w) for w, t in (("ja", "Ja"), ("nee", "Nee")))

    @property
    def vorm(self) -> str:
        """Which template draws it."""
        if self.soort in ("keuze", "rol", "organisatie", "ja_nee"):
            rond = self.soort == "ja_nee" or (len(self.opties) <= 5 and self.soort == "keuze")
            kort = not any(o.sub for o in self.keuzes) and sum(len(o.tekst) for o in self.keuzes) <= 56 and len(self.keuzes) <= 4
            return "knoppen" if rond and kort else "rondjes" if rond else "kiezer"
        return {"lijst": "vinkjes", "lang": "lang", "bestand": "bestand", "groep": "groep"}.get(self.soort, "regel")

    @property
    def open(self) -> bool:
        return any(map(_gevuld, self.delen)) or any(True for _ in fouten_van(self.delen))

    @property
    def in_vakken(self) -> bool:
        """Several controls under one question: a fieldset with a legend, not a label."""
        return self.vorm in ("knoppen", "rondjes", "vinkjes", "groep")

    @property
    def beschreven_door(self) -> str:
        delen = [("uitleg", self.uitleg), ("fout", self.fout), ("ziet", self.ziet)]
        return " ".join(f"{self.id}-{naam}" for naam, is_er in delen if is_er)


def _gevuld(v: Vraag) -> bool:
    return bool(v.waarde) or any(o.gekozen for o in v.opties) or any(map(_gevuld, v.delen))


def fouten_van(vragen: Iterable[Vraag], bij: str = "") -> Iterator[Fout]:
    """What is wrong, each with the question that it is about: in a list on top of the page the sentence alone says nothing."""
    for v in vragen:
        vraag = f"{bij} {v.vraag}".strip()
        if v.fout:
            genoemd = v.vraag in v.fout
            yield Fout(v.fout if genoemd else f"{vraag}{'' if vraag.endswith(('?', '.', ':')) else ':'} {v.fout}", v.id)
        yield from fouten_van(v.delen, vraag)


@dataclass(frozen=True, slots=True)
class Afwijking:
    """What happened differs from the agreement. It is recorded all the same, with the reason that `reden` asks for."""

    norm: NormTekst
    tekst: str = ""
    reden: Vraag | None = None
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class Punt:
    tekst: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Gevolg:
    """One thing that follows: a phase (with its ladder), new acts with their owner, what is done (`klaar`), what moves."""

    kop: str
    tekst: str = ""
    punten: tuple[Punt, ...] = ()
    klaar: bool = False
    let: bool = False
    ladder: Ladder | None = None
    waarom: WaaromLink | None = None


@dataclass(frozen=True, slots=True)
class DitVolgt(Beeld):
    """The aside of an act, also asked for alone while the form is being filled in."""

    sjabloon: ClassVar[str] = "scherm/onderdelen/dit_volgt.html"
    deel: ClassVar[str] = "scherm/onderdelen/dit_volgt.html"

    gevolgen: tuple[Gevolg, ...] = ()
    leeg: str = "Vul het formulier in. Dan ziet u hier wat er volgt."
    adres: str = ""


@dataclass(frozen=True, slots=True)
class Formulier:
    """What every form has. `vast` are hidden fields (the token against doubles, the number of the last fact that was read)."""

    adres: str
    knop: str
    vragen: tuple[Vraag, ...] = ()
    vast: tuple[tuple[str, str], ...] = ()
    fouten: tuple[Fout, ...] = ()
    niet_doen: Link | None = None
    bestanden: bool = False
    knoppen: tuple[tuple[str, str], ...] = ()  # others than the act itself: (value of `stap`, text)


@dataclass(frozen=True, slots=True)
class EerstDoen:
    """An act that must come first. `stap` keeps what was typed and goes there; empty where others do it."""

    tekst: str
    sub: str
    stap: str = ""


@dataclass(frozen=True, slots=True)
class HandelingFormulier(Beeld):
    sjabloon: ClassVar[str] = "scherm/handeling.html"

    titel: str
    formulier: Formulier
    dossier: DossierVerwijzing
    voor_wie: str
    tot: Tot | None = None
    norm: str = ""
    meer: int = 0
    waarom: WaaromLink | None = None
    uitleg: str = ""
    aanwijzingen: tuple[NormTekst, ...] = ()
    dingen: tuple[Vraag, ...] = ()
    overige: tuple[Vraag, ...] = ()  # what no norm reads and nobody must fill in: folded
    herkomst: Vraag | None = None
    afwijkingen: tuple[Afwijking, ...] = ()
    geweigerd: tuple[Afwijking, ...] = ()
    bijlagen: Vraag | None = None
    volgt: DitVolgt | None = None
    bevestig: tuple[Afwijking, ...] = ()  # what falls short of the agreement: it is recorded when the user says so
    eerst: tuple[EerstDoen, ...] = ()  # the acts that it waits for

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        rest = [v for v in (self.herkomst, self.bijlagen, *(a.reden for a in self.afwijkingen)) if v]
        return (*self.formulier.fouten, *fouten_van((*self.dingen, *self.formulier.vragen, *self.overige, *rest)))

    @property
    def overige_open(self) -> bool:
        """A mistake may not lie under a fold."""
        return any(True for _ in fouten_van(self.overige))


@dataclass(frozen=True, slots=True)
class Rectificatie(Beeld):
    """First the questions, then (`voorbeeld`) the table of what changes and the button that does it."""

    sjabloon: ClassVar[str] = "scherm/rectificatie.html"

    titel: str
    dossier: DossierVerwijzing
    feit: FeitKaart
    formulier: Formulier
    uitleg: str = ""
    voorbeeld: tuple[Verandering, ...] | None = None
    voorbeeld_zin: str = ""
    let_op: tuple[str, ...] = ()

    @property
    def foutlijst(self) -> tuple[Fout, ...]:
        return (*self.formulier.fouten, *fouten_van(self.formulier.vragen))


@dataclass(frozen=True, slots=True)
class AlVastgelegd(Beeld):
    """A form that was sent before: what it recorded, and how to record another. `formulier` carries what was typed now, if that differs."""

    sjabloon: ClassVar[str] = "scherm/al_vastgelegd.html"

    kop: str
    zin: str
    dossier: DossierVerwijzing
    feiten: tuple[FeitKaart, ...]
    nog: Link | None = None
    formulier: Formulier | None = None
    ingevuld: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict(Beeld):
    """Someone was first. What they recorded stands beside what you typed; the form carries all of it along."""

    sjabloon: ClassVar[str] = "scherm/conflict.html"

    kop: str
    zin: str
    dossier: DossierVerwijzing
    nieuw: tuple[FeitKaart, ...]
    formulier: Formulier
    ingevuld: tuple[tuple[str, str], ...] = ()
    verandert: tuple[Verandering, ...] = ()
    terug: Link | None = None
