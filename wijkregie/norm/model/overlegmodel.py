# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The shape of a kind of meeting as people write it: who sits there, how often, what may be said, and what it decides."""

from __future__ import annotations

from wijkregie.norm.model.basis import Basis, JaNee, Lijst, Naam, Namen, Regel, Tekst, TermijnTekst


class Overlegdeel(Basis):
    """A part of a meeting, and who is not there then: they come later or leave before. `verslag`: the field of the minutes for it."""

    naam: str
    verslag: Naam | None = None
    zonder: Namen = []
    norm: Lijst = []


class Stemvraag(Basis):
    """A question that the meeting votes on, and the sentence for each outcome of the decision."""

    vraag: str
    aangenomen: str
    tegengehouden: str
    ongeldig: str


class Overlegvorm(Regel):
    """A kind of meeting. Its name is the value that facts name it by. `voorzitter` that is left out is open: the source names nobody."""

    naam: str
    kort: str = ""
    ritme: TermijnTekst | None = None
    voorzitter: Tekst | None = None  # an expression that gives a role
    vast: Namen  # roles that are always there
    flexibel: Namen = []
    persoonsgegevens: JaNee = True
    convenant: JaNee = False  # who is there has signed the covenant
    buiten_convenant: Namen = []  # but for these roles
    relatie: Naam | None = None  # how a case is linked to a series of these meetings; none: the meeting belongs to one case
    vragen: Namen = []  # the fields of a discussion that are asked at this meeting; none: all
    delen: dict[Naam, Overlegdeel] = {}
    besluiten: dict[Naam, Stemvraag] = {}
    mandaat: Tekst | None = None  # an expression: is a vote one only with a mandate? left out: nothing is asked about it
    vanzelf: dict[Naam, Naam] = {}  # duties that bring a case to the agenda by themselves, each with the reason that the fact names
    ingebracht: Naam | None = None  # the reason of what a partner brought in
