# SPDX-License-Identifier: EUPL-1.2
"""Commands: what a room asks the file to record, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file that goes with a fact, already checked (bestanden.py). `categorie`: None is that of the fact."""

    naam: str
    mediatype: str
    inhoud: bytes
    categorie: str | None = None


@dataclass(frozen=True, slots=True)
class Begin:
    """A dossier to open in the same transaction. `soort`: zaak, or the kind of subject."""

    id: UUID
    soort: str
    protocollen: tuple[str, ...]
    gebied: int | None = None
    behandelaar: int | None = None  # membership
    begonnen: date | None = None  # None: today; a case that is taken over began earlier


@dataclass(frozen=True, slots=True)
class Nieuw:
    """A fact to record. `ruw` is a fact as people write it in scenarios and imports: feit, op, over, velden, rectificeer, ...

    `opent`: it opens the thing of its type, under this id. `rol`: in which of the session's roles; None: the first that may.
    `door_organisatie`: who did it, if that was another organisation, one that does not log in. `overgenomen`: taken over
    from elsewhere, recorded there in time.
    """

    dossier: UUID
    id: UUID
    ruw: Mapping[str, Any]
    opent: UUID | None = None
    rol: str | None = None
    door_organisatie: int | None = None
    bijlagen: tuple[Bijlage, ...] = ()
    overgenomen: bool = False
    verplaatst: bool = False  # a withdrawal because the fact belongs in another dossier


@dataclass(frozen=True, slots=True)
class Opdracht:
    """Facts for one or several dossiers, recorded together or not at all. The same `sleutel` is carried out once.

    `verwacht`: per dossier the mark (kenmerk) of the state that the form was made from. `verzonden`: what somebody sent, where the facts that
    it becomes differ from time to time; None: the facts themselves. `ongezien`: dossiers in which the session may record without seeing them, as the
    room that gives the command has proven (a mark that a request asks for).
    """

    sleutel: UUID
    feiten: tuple[Nieuw, ...]
    begin: tuple[Begin, ...] = ()
    verwacht: Mapping[UUID, str] = field(default_factory=dict)
    verzonden: bytes | None = None
    ongezien: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What was recorded. Ids, never texts: a page reads the rest through its own connection."""

    feiten: tuple[UUID, ...]
    dossiers: tuple[UUID, ...]
    herhaald: bool = False
    gemaakt: tuple[tuple[UUID, str], ...] = ()  # new dossiers and their numbers


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """Why a fact cannot be recorded as it was asked: a field, a right, a gate. `soort`: veld, recht, toets, bestaan, reden, afwijken.

    `norm` and `wat` are the agreement's words; `masker` the categories it rests on (a page that may not see those names no more than that it cannot).
    """

    feit: int  # place in the command
    soort: str
    melding: str
    veld: str | None = None
    norm: tuple[str, ...] = ()
    masker: int = 0


class Geweigerd(Exception):
    """The command was refused; nothing changed."""

    def __init__(self, bezwaren: list[Bezwaar]) -> None:
        super().__init__(f"{len(bezwaren)} bezwaren")  # no content: this ends up in logs
        self.bezwaren = bezwaren


class SamenGeweigerd(Exception):
    """Some of many commands were refused; nothing changed. Place of the command -> its objections."""

    def __init__(self, bezwaren: dict[int, list[Bezwaar]]) -> None:
        super().__init__(f"{len(bezwaren)} opdrachten met bezwaren")
        self.bezwaren = bezwaren


class Gewijzigd(Exception):
    """Somebody was first: these facts were recorded since the form was made."""

    def __init__(self, dossier: UUID, feiten: tuple[UUID, ...], kenmerk: str) -> None:
        super().__init__("gewijzigd")
        self.dossier = dossier
        self.feiten = feiten
        self.kenmerk = kenmerk


class NietTeZeggen(Exception):
    """As known then cannot be answered: the case was taken over on this day."""

    def __init__(self, sinds: date) -> None:
        super().__init__("niet te zeggen")
        self.sinds = sinds


class Onbekend(Exception):
    """There is no such dossier for this session: absent and hidden are the same."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a command is carried out."""

    nu: datetime

    @property
    def dag(self) -> date:
        return self.nu.date()
