# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The shape of a vocabulary as people write it: roles, things, facts with their fields, notions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from wijkregie.norm.model.basis import Basis, JaNee, Lijst, Naam, Namen, Regel, Tekst


class Veld(Basis):
    soort: Literal["tekst", "janee", "getal", "datum", "tijd", "termijn", "keuze", "rol", "persoon", "organisatie", "ding", "lijst"] = "tekst"
    waarden: Lijst = []
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
        return self


class Categorie(Basis):
    naam: str = ""
    versleuteld: JaNee = False
    noot: str | None = None


class Rol(Basis):
    naam: str = ""
    soort: str | None = None
    onder: Naam | None = None
    noot: str | None = None


class DingSoort(Basis):
    naam: str = ""
    noot: str | None = None


class FeitType(Basis):
    naam: str = ""
    norm: Lijst = []
    deel: dict[str, Lijst] = {}
    opent: Naam | None = None
    over: Namen = []
    door: Lijst = []
    namens: JaNee = False
    herkomst: Literal["systeem", "buiten", "beide"] = "buiten"
    categorie: str = ""
    systeem: str | None = None
    volledig_na: Tekst | None = None
    velden: dict[Naam, Veld] = {}
    noot: str | None = None


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
    begrippen: dict[Naam, Begrip] = {}  # notions that every protocol of the municipality shares
