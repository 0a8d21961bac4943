# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The shape of a vocabulary as people write it: roles, things, facts with their fields, notions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from wijkregie.norm.model.basis import Basis, JaNee, Lijst, Naam, Namen, Regel, Tekst

Systeemnaam = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?$")]  # what code recognises: identiteit, persoon.gegevens


def leesbaar(naam: str) -> str:
    """A name as people read it, where nobody wrote a better text."""
    return naam.replace("_", " ")


class Veld(Basis):
    soort: Literal["tekst", "janee", "getal", "datum", "tijd", "termijn", "keuze", "rol", "persoon", "organisatie", "ding", "lijst"] = "tekst"
    waarden: Lijst = []
    teksten: dict[str, str] = {}  # how a value reads on screen, where its name is not good Dutch; of a yes or no: what it means
    kort: str | None = None  # what stands before the value on the timeline, where the question is too long
    van: Naam | dict[Naam, Veld] | None = None
    verplicht: JaNee = False
    categorie: Naam | None = None
    norm: Lijst = []
    vraag: str | None = None
    noot: str | None = None

    @model_validator(mode="after")
    def _past(self) -> Veld:
        if self.soort == "keuze" and not self.waarden:
            raise ValueError("een keuze heeft waarden nodig; schrijf waarden: [a, b]")
        vreemd = [w for w in self.teksten if w not in (("ja", "nee") if self.soort == "janee" else self.waarden)]
        if vreemd:
            raise ValueError(f"bij teksten staat {vreemd[0]}, en dat is geen waarde van dit veld")
        return self

    def tekst(self, waarde: str) -> str:
        """A value as people read it."""
        return self.teksten.get(waarde) or leesbaar(waarde)


class Categorie(Basis):
    naam: str = ""
    versleuteld: JaNee = False
    nood: JaNee = False  # may be opened by emergency access
    systeem: Systeemnaam | None = None
    inzage: Literal["anderen", "melder", "medewerker", "politie", "veiligheid", "aantekening"] | None = None  # not for the person, unless reviewed
    noot: str | None = None


class Rol(Basis):
    naam: str = ""
    soort: str | None = None
    onder: Naam | None = None
    categorie: Naam | None = None  # of who acts in this role; else that of the role above, else the one marked `medewerker`
    # `privacy` looks into the read log, `beheer` administers logins and sees no file, `melder` reports without a login
    systeem: Systeemnaam | None = None
    noot: str | None = None


class DingSoort(Basis):
    naam: str = ""
    systeem: Systeemnaam | None = None
    noot: str | None = None


class Vraaggroep(Basis):
    """Fields that a form asks as one question; with `vouw` they lie under a fold of that name until one is answered."""

    vraag: str
    uitleg: str | None = None
    vouw: str | None = None
    velden: Namen


class FeitType(Basis):
    naam: str = ""
    knop: str = ""  # the button that records it: a noun and a verb
    uitleg: str | None = None  # one line: what this act is
    groep: str = ""  # the short heading under which acts are listed
    norm: Lijst = []
    deel: dict[str, Lijst] = {}
    opent: Naam | None = None
    over: Namen = []
    door: Lijst = []
    namens: JaNee = False
    herkomst: Literal["systeem", "buiten", "beide"] = "buiten"
    categorie: str = ""
    belastend: JaNee = False  # a letter, summons or decision that weighs on the person: it may not rest on a contested or restricted fact
    systeem: Systeemnaam | None = None
    volledig_na: Tekst | None = None
    velden: dict[Naam, Veld] = {}
    groepen: dict[Naam, Vraaggroep] = {}  # a form asks a group where its first field stands
    noot: str | None = None

    @model_validator(mode="after")
    def _groepen_passen(self) -> FeitType:
        genoemd = [n for g in self.groepen.values() for n in g.velden]
        fout = next((n for n in genoemd if n not in self.velden or genoemd.count(n) > 1), None)
        if fout is not None:
            raise ValueError(f"bij groepen staat {fout}; noem daar elk veld van dit feit ten hoogste één keer")
        return self


class Begrip(Regel):
    """A notion: a value or condition with a name, or a named set of facts."""

    is_: Tekst | None = Field(default=None, alias="is")
    per: Naam | None = None
    feiten: Lijst = []
    waar: Tekst | None = None
    categorie: Naam | None = None
    uitkomst: JaNee = False


class Vocabulaire(Basis):
    gemeente: Naam | None = None
    kalender: str = "nederland"
    categorieen: dict[Naam, Categorie] = {}
    rollen: dict[Naam, Rol] = {}
    dingen: dict[Naam, DingSoort] = {}
    feiten: dict[Naam, FeitType] = {}
    symbolen: Lijst = []
    deuren: dict[Naam, Lijst] = {}  # a door (page, form, letter, export) and the purposes that it serves
    begrippen: dict[Naam, Begrip] = {}  # notions that every protocol of the municipality shares

    def systeemfeit(self, systeem: str) -> str | None:
        """The fact type that bears a system name."""
        return next((n for n, f in self.feiten.items() if f.systeem == systeem), None)

    def systeemcategorie(self, systeem: str) -> str | None:
        """The category that bears a system name."""
        return next((n for n, c in self.categorieen.items() if c.systeem == systeem), None)
