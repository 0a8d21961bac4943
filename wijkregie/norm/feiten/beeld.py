# SPDX-License-Identifier: EUPL-1.2
"""One dossier on one day: its facts, indexed, with the dated inputs that norms may ask about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Final, Protocol

from wijkregie.norm.feiten.feit import Feit, Gevouwen

OP: Final = attrgetter("op")
GEEN: Final[tuple[Any, ...]] = ()


@dataclass(frozen=True, slots=True)
class Bezet:
    """Who fills a role in an area (none: everywhere), from and up to and including a day."""

    rol: str
    organisatie: str
    gebied: str | None = None
    van: date = date.min
    tot: date = date.max
    team: str | None = None
    persoon: str | None = None


@dataclass(frozen=True, slots=True)
class Convenant:
    """A covenant that binds an organisation."""

    organisatie: str
    van: date = date.min
    tot: date = date.max


@dataclass(frozen=True, slots=True)
class Verbonden:
    """A linked dossier as this one may read it: what it publishes, each value with the day from which it holds."""

    soort: str
    dossier: str
    sinds: date = date.min
    tot: date = date.max
    waarden: tuple[tuple[date, str, Any], ...] = ()  # (holds from, name, value), in order of date


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """The dated inputs beside the facts: who fills which role, covenants, linked dossiers, choices made."""

    gebied: str | None = None
    bezetting: tuple[Bezet, ...] = ()
    convenanten: tuple[Convenant, ...] = ()
    verbonden: tuple[Verbonden, ...] = ()
    keuzes: tuple[tuple[str, date, str], ...] = ()  # (choice, from, option)
    vernietigd: tuple[tuple[str, date], ...] = ()  # (fact that decided so, the day on which what it names was emptied)


NERGENS: Final = Omstandigheden()


@dataclass(slots=True)
class Ding:
    """A thing with an identity: opened by a fact."""

    id: str
    soort: str
    opener: Feit
    feiten: list[Feit] = field(default_factory=list)  # every fact that names it, in order
    per: dict[str, list[Feit]] = field(default_factory=dict)  # the same by type


class Afleiding(Protocol):
    """The derived elements that expressions may ask about; filled in by leid_af, so that the arrow of imports stays one way."""

    def fase(self, spoor: str, ding: str | None, dag: date, weg: Feit | None = None) -> tuple[str, date | None]: ...

    def plicht(self, naam: str, ding: str | None, dag: date) -> dict[str, Any]: ...

    def toets(self, naam: str, ding: str | None, dag: date) -> tuple[Any, date | None]: ...


class Beeld:
    """The facts of one dossier up to a day, indexed by type and by thing."""

    __slots__ = (
        "gevouwen",
        "feiten",
        "per",
        "dingen",
        "per_dingsoort",
        "soorten",
        "laatste",
        "eerste",
        "peildatum",
        "volgende_feit",
        "om",
        "kalender",
        "afleiding",
        "memo",
        "data",
        "v",
    )

    def __init__(self, gevouwen: Gevouwen, peildatum: date, opent: dict[str, str], kalender: Any, om: Omstandigheden = NERGENS) -> None:
        alle = gevouwen.feiten
        self.volgende_feit: date | None = None
        if alle and alle[-1].op > peildatum:
            i = bisect_right(alle, peildatum, key=OP)
            self.volgende_feit = alle[i].op
            alle = alle[:i]
        self.gevouwen = gevouwen
        self.feiten = alle
        self.peildatum = peildatum
        self.om = om
        self.kalender = kalender
        self.afleiding: Afleiding | None = None
        self.memo: dict[Any, Any] = {}
        self.v: list[Any] = [None] * 8  # variables of quantifiers: each restores what it found
        self.data: dict[frozenset[str], list[date]] = {}
        per: dict[str, list[Feit]] = {}
        dingen: dict[str, Ding] = {}
        for f in alle:
            s = f.soort
            if s in per:
                per[s].append(f)
            else:
                per[s] = [f]
            if f.opent is not None and f.opent not in dingen:
                dingen[f.opent] = Ding(f.opent, opent.get(s, s), f)
        if dingen:
            for f in alle:
                for d in f.over:
                    ding = dingen.get(d)
                    if ding is not None:
                        ding.feiten.append(f)
                        if f.soort in ding.per:
                            ding.per[f.soort].append(f)
                        else:
                            ding.per[f.soort] = [f]
        self.per = per
        self.dingen = dingen
        self.soorten = per.keys()
        self.eerste = alle[0].op if alle else peildatum
        self.laatste = alle[-1].op if alle else date.min
        per_dingsoort: dict[str, list[Ding]] = {}
        for ding in dingen.values():
            per_dingsoort.setdefault(ding.soort, []).append(ding)
        self.per_dingsoort = per_dingsoort

    def ding_van(self, f: Feit, soort: str) -> Any:
        """The thing(s) of this kind that a fact names: the id, a tuple of ids, or None."""
        dingen = self.dingen
        uit = [d for d in f.over if d in dingen and dingen[d].soort == soort]
        return uit[0] if len(uit) == 1 else (tuple(uit) or None)

    def veld_van_ding(self, ding: str, veld: str, c: Ctx) -> Any:
        """The last value that a fact about the thing gave, as of the day asked."""
        d = self.dingen.get(ding)
        if d is None:
            return None
        for f in reversed(d.feiten):
            if f.op <= c.dag and f is not c.weg:
                if veld in f.vernietigd:
                    c.vernietigd = True
                    return None
                waarde = f.velden.get(veld)
                if waarde is not None:
                    return waarde
        return None

    def data_van(self, soorten: frozenset[str]) -> list[date]:
        """The days on which facts of these types happened, and on which linked values changed: where an expression over them can change."""
        uit = self.data.get(soorten)
        if uit is None:
            dagen = {f.op for s in soorten if s in self.per for f in self.per[s]}
            for v in self.om.verbonden:
                dagen.update(w[0] for w in v.waarden)
                dagen.update(d for d in (v.sinds, v.tot) if date.min < d < date.max)
            uit = self.data[soorten] = sorted(dagen)
        return uit

    def vervulling(self, rol: str, dag: date) -> list[Bezet]:
        """Who fills a role on a day: what the dossier recorded, else who is appointed for the area."""
        sleutel = ("rol", rol, dag)
        uit: list[Bezet] | None = self.memo.get(sleutel)
        if uit is None:
            uit = self.memo[sleutel] = self._vervulling(rol, dag)
        return uit

    def _vervulling(self, rol: str, dag: date) -> list[Bezet]:
        feiten = [f for s in ("partij_betrokken", "partij_vertrokken") for f in self.per.get(s, GEEN) if f.op <= dag and f.velden.get("rol") == rol]
        feiten.sort(key=Feit.volgorde)
        nu: dict[str, Bezet] = {}
        weg: list[tuple[str | None, date]] = []
        betrokken = False
        for f in feiten:
            org = f.velden.get("organisatie")
            if f.soort == "partij_vertrokken":
                weg.append((org, f.op))
                nu = {o: b for o, b in nu.items() if org is not None and o != org}
            elif org is not None:
                betrokken = True
                nu[org] = Bezet(rol, org, None, f.op, date.max, f.velden.get("team"), f.velden.get("persoon"))
        if betrokken:
            return list(nu.values())
        hier = [b for b in self.om.bezetting if b.rol == rol and b.van <= dag <= b.tot and (b.gebied is None or b.gebied == self.om.gebied)]
        return [b for b in hier if not any(org in (None, b.organisatie) and b.van <= op for org, op in weg)]

    def verbondenen(self, soort: str, dag: date) -> list[dict[str, Any]]:
        """The published values of the dossiers linked in this way, as of a day."""
        uit = []
        for v in self.om.verbonden:
            if v.soort == soort and v.sinds <= dag <= v.tot:
                waarden: dict[str, Any] = {"dossier": v.dossier}
                for vanaf, naam, waarde in v.waarden:
                    if vanaf <= dag:
                        waarden[naam] = waarde
                uit.append(waarden)
        return uit

    def aanwezig(self, ding: str, dag: date, weg: Feit | None, moment: Feit | None = None) -> list[dict[str, Any]]:
        """The parties present at a meeting item: who arrived and has not left, up to the moment asked."""
        d = self.dingen.get(ding)
        if d is None:
            return []
        grens = moment.volgorde() if moment is not None and moment.tijd is not None else None
        nu: dict[tuple[Any, ...], dict[str, Any]] = {}
        for f in d.feiten:
            if f.op > dag or f is weg or (grens is not None and f.volgorde() > grens):
                continue
            if f.soort in ("aangekomen", "vertrokken"):
                wie = (f.velden.get("partij"), f.velden.get("organisatie"), f.velden.get("persoon"))
                if f.soort == "aangekomen":
                    nu[wie] = {"partij": wie[0], "organisatie": wie[1], "persoon": wie[2], "sinds": f.op}
                else:  # what a departure does not name, it does not tell apart
                    nu = {w: x for w, x in nu.items() if any(a is not None and a != b for a, b in zip(wie, w, strict=True))}
        return list(nu.values())


class Ctx:
    """Where an expression is read: the day, the act, the thing, the candidate; and the first later day on which its answer can change."""

    __slots__ = ("b", "per", "dag", "dit", "ding", "f", "elk", "v", "weg", "sw", "leeg", "memo", "vernietigd", "bewaakt", "blanco")

    def __init__(self, b: Beeld, dag: date | None = None) -> None:
        self.b = b
        self.per = b.per
        self.dag = b.peildatum if dag is None else dag
        self.dit: Any = None
        self.ding: str | None = None
        self.f: Any = None
        self.elk: Any = None
        self.v = b.v
        self.weg: Feit | None = None
        self.sw: date | None = None
        self.leeg: bool | None = None
        self.memo = b.memo
        self.bewaakt: tuple[str, ...] = ()  # the fact types that the gate at hand guards
        self.blanco: date | None = None  # what if the blank act came on this later day
        self.vernietigd = False  # a destroyed field was read: what it held is known to nobody

    def wissel(self, dag: date | None) -> None:
        """An answer changes on this later day by itself."""
        if dag is not None and dag > self.dag and (self.sw is None or dag < self.sw):
            self.sw = dag


def tot_en_met(lijst: Sequence[Feit], dag: date) -> Sequence[Feit]:
    """The facts of one type that happened up to and including a day."""
    return lijst[: bisect_right(lijst, dag, key=OP)]
