# SPDX-License-Identifier: EUPL-1.2
"""Facts: what happened, when, who did it, and how a later fact puts an earlier one right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

RECTIFICATIE: Final = "rectificatie"
_KADER: Final = frozenset({"op", "tijd", "door", "over", "opent", "intrekken"})


class Actor:
    """Who did it: person, organisation, kind of organisation, role."""

    __slots__ = ("persoon", "organisatie", "soort", "rol")

    def __init__(self, rol: str | None = None, organisatie: str | None = None, soort: str | None = None, persoon: str | None = None) -> None:
        self.rol = rol
        self.organisatie = organisatie
        self.soort = soort
        self.persoon = persoon


NIEMAND: Final = Actor()


class Feit:
    """One fact. `op` and `tijd` (minutes since midnight) say when it happened, `vastgelegd_op` and `nr` when and in which order it was recorded."""

    __slots__ = (
        "id",
        "soort",
        "op",
        "tijd",
        "nr",
        "vastgelegd_op",
        "vastgelegd_tijd",
        "door",
        "namens",
        "opent",
        "over",
        "velden",
        "herkomst",
        "reden",
        "vernietigd",
        "sleutel",
    )

    def __init__(
        self,
        id: str,
        soort: str,
        op: date,
        nr: int,
        *,
        tijd: int | None = None,
        vastgelegd_op: date | None = None,
        vastgelegd_tijd: int | None = None,
        door: Actor = NIEMAND,
        namens: str | None = None,
        opent: str | None = None,
        over: tuple[str, ...] = (),
        velden: Mapping[str, Any] | None = None,
        herkomst: str | None = None,
        reden: str | None = None,
        vernietigd: frozenset[str] = frozenset(),
    ) -> None:
        self.id = id
        self.soort = soort
        self.op = op
        self.tijd = tijd
        self.nr = nr
        self.vastgelegd_op = op if vastgelegd_op is None else vastgelegd_op
        self.vastgelegd_tijd = vastgelegd_tijd
        self.door = door
        self.namens = namens
        self.opent = opent
        self.over = over  # every thing it names, the one it opens included
        self.velden: Mapping[str, Any] = {} if velden is None else velden
        self.herkomst = herkomst
        self.reden = reden
        self.vernietigd = vernietigd
        self.sleutel = (op, 1440 if tijd is None else tijd, nr)

    def __repr__(self) -> str:
        return f"Feit({self.id}, {self.soort}, {self.op})"

    def volgorde(self) -> tuple[date, int, int]:
        """Total order: date, then time (unknown = end of day), then number of first recording."""
        return self.sleutel

    def met(self, wijziging: Mapping[str, Any]) -> Feit:
        """This fact with a correction laid over it; number and recording stay those of the first recording."""
        velden = dict(self.velden)
        velden.update((k, v) for k, v in wijziging.items() if k not in _KADER and k not in self.vernietigd)
        opent = wijziging.get("opent", self.opent)
        over = wijziging.get("over", self.over)
        if opent is not None and opent not in over:
            over = (opent, *over)
        op = wijziging.get("op", self.op)
        tijd = wijziging.get("tijd", None if "op" in wijziging else self.tijd)
        return Feit(
            self.id,
            self.soort,
            op,
            self.nr,
            tijd=tijd,
            vastgelegd_op=self.vastgelegd_op,
            vastgelegd_tijd=self.vastgelegd_tijd,
            door=wijziging.get("door", self.door),
            namens=self.namens,
            opent=opent,
            over=over,
            velden=velden,
            herkomst=self.herkomst,
            reden=self.reden,
            vernietigd=self.vernietigd,
        )


@dataclass(frozen=True, slots=True)
class Gevouwen:
    """The facts as they count now: corrections applied, sorted; withdrawn facts apart, with the id of what withdrew them."""

    feiten: list[Feit]
    ingetrokken: list[tuple[Feit, str]]
    gewijzigd: dict[str, str]  # fact id -> id of the last rectification that changed it
    rectificaties: list[Feit]


SLEUTEL: Final = attrgetter("sleutel")
_nummer = attrgetter("nr")


def vouw(feiten: Iterable[Feit], bekend_op: date | None = None, voor_nr: int | None = None) -> Gevouwen:
    """Lay rectifications over the facts they put right.

    `bekend_op`: only what was recorded up to and including that day; `voor_nr`: only what was recorded before that number.
    """
    lijst = list(feiten)
    if bekend_op is not None:
        lijst = [f for f in lijst if f.vastgelegd_op <= bekend_op]
    if voor_nr is not None:
        lijst = [f for f in lijst if f.nr < voor_nr]
    rechtzettingen = [f for f in lijst if f.soort == RECTIFICATIE]
    if not rechtzettingen:
        lijst.sort(key=SLEUTEL)
        return Gevouwen(lijst, [], {}, rechtzettingen)
    return _pas_toe(lijst, rechtzettingen)


def _pas_toe(lijst: list[Feit], rechtzettingen: list[Feit]) -> Gevouwen:
    rechtzettingen.sort(key=_nummer)
    nummers = {f.id: f.nr for f in lijst}
    erover: dict[str, tuple[dict[str, Any], str]] = {}  # what the later ones make of a fact, and the last of them
    for r in reversed(rechtzettingen):  # only a later one can be about this one, so those are settled by now
        doel = str(r.velden.get("van"))
        eigen, _ = erover.pop(r.id, ({}, r.id))
        if nummers.get(doel, r.nr) >= r.nr or eigen.pop("intrekken", False):
            continue  # about nothing that was there, or withdrawn itself
        patch = {"intrekken": True} if r.velden.get("intrekken") else dict(r.velden.get("wordt") or {})
        later, laatste = erover.get(doel, ({}, r.id))
        erover[doel] = ({**patch, **eigen, **later}, laatste)

    gelden: list[Feit] = []
    weg: list[tuple[Feit, str]] = []
    gewijzigd: dict[str, str] = {}
    for f in lijst:
        if f.soort == RECTIFICATIE:
            continue
        gevonden = erover.get(f.id)
        patch, bron = gevonden if gevonden is not None else ({}, None)
        if bron is not None and patch.pop("intrekken", False):
            weg.append((f, bron))
        elif bron is not None and patch:
            gewijzigd[f.id] = bron
            gelden.append(f.met(patch))
        else:
            gelden.append(f)
    if weg:
        gelden = _zonder_dingen(gelden, {f.opent for f, _ in weg if f.opent is not None})
    gelden.sort(key=SLEUTEL)
    return Gevouwen(gelden, weg, gewijzigd, rechtzettingen)


def _zonder_dingen(feiten: list[Feit], weg: set[str]) -> list[Feit]:
    """Facts about a withdrawn thing stay in the file and count for nothing; a fact that names others too keeps those."""
    if not weg:
        return feiten
    uit: list[Feit] = []
    for f in feiten:
        if not weg.intersection(f.over):
            uit.append(f)
            continue
        over = tuple(d for d in f.over if d not in weg)
        if over:
            uit.append(f.met({"over": over}))
    return uit
