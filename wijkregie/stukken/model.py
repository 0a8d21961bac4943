# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The shape of a letter as people write it, one file each, beside the chapters of the protocol version that it belongs to."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, model_validator

from wijkregie.norm.model.basis import Basis, JaNee, Lijst, Naam, Namen, Tekst

WAARDE = "{waarde}"
Weg = Literal["post", "aangetekend", "overhandigd", "mail", "portaal"]
PER_POST: Final = frozenset({"post", "aangetekend"})
MAIL: Final = "mail"
PORTAAL: Final = "portaal"


class Element(Basis):
    """One part of a letter, in its order: a fixed sentence, or one around what the file says.

    `veld`: of the act that the letter is; with `feit`: of the last fact of that kind. `afgeleid`: a line of the language, never a text.
    `persoon`: who the file is about, by name. `verplicht`: without it there is no letter. `indien`: only where this holds. `eis`: what must hold for
    the sentence to be true; else the letter lacks it.
    """

    norm: Lijst = []
    wat: str | None = None
    kop: str | None = None
    tekst: str = Field(min_length=1)
    veld: Naam | None = None
    feit: Naam | None = None
    afgeleid: Tekst | None = None
    persoon: JaNee = False
    indien: Tekst | None = None
    eis: Tekst | None = None
    verplicht: JaNee = False
    noot: str | None = None

    @model_validator(mode="after")
    def _past(self) -> Element:
        bronnen = [self.veld is not None, self.afgeleid is not None, self.persoon]
        uit_dossier = any(bronnen)
        if sum(bronnen) > 1:
            raise ValueError("een element komt uit een veld, uit een regel (afgeleid) of het noemt de persoon, en niet meer dan een daarvan")
        if self.feit is not None and self.veld is None:
            raise ValueError("bij feit hoort het veld dat de brief noemt")
        if uit_dossier and WAARDE not in self.tekst:
            raise ValueError(f"de tekst zegt niet waar het antwoord komt; zet {WAARDE} in de tekst")
        if not uit_dossier and WAARDE in self.tekst:
            raise ValueError(f"de tekst noemt {WAARDE}, en het element zegt niet waar dat vandaan komt; zet er veld, afgeleid of persoon bij")
        if self.verplicht and not self.wat:
            raise ValueError("wat verplicht is, heeft een wat: zo heet het als het ontbreekt")
        return self


class Brief(Basis):
    """A letter: what it is of, to whom and why, who may sign it, how it may go, and what stands in it."""

    brief: str = Field(min_length=1)
    bij: Naam
    aan: Naam
    doel: Naam
    deur: Naam = "brief"
    norm: Lijst = []
    tekent: Namen = Field(min_length=1)
    wegen: list[Weg] = Field(min_length=1)
    aanhef: str = ""  # instead of the name of the person, where the receiver is another
    elementen: list[Element] = Field(min_length=1)
    bezwaar: str = Field(min_length=1)
    bezwaar_kop: str = Field("Bent u het er niet mee eens?", min_length=1)
    bezwaar_norm: Lijst = []
    tekenen: str = ""  # what the receiver signs for, on paper
    noot: str | None = None
