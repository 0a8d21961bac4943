# SPDX-License-Identifier: EUPL-1.2
"""What calls a duty up: a fact, a date that arrives, the n-th of a kind, a missed duty, a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.regels import PlichtRegel
from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.feiten.feit import SLEUTEL, Feit
from wijkregie.norm.taal.vraag import Vraag

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

DAG: Final = timedelta(days=1)


class Aanleiding:
    """What called a duty up: a fact, or a day that arrived."""

    __slots__ = ("op", "feit", "zeker", "ding")

    def __init__(self, op: date, feit: Feit | None, zeker: Any = True, ding: str | None = None) -> None:
        self.op = op
        self.feit = feit
        self.zeker = zeker  # True, or None: its condition is unknown
        self.ding = ding


Groepen = list[tuple[str | None, list[Aanleiding]]]


def groepen(a: Afleider, p: PlichtRegel, dag: date) -> Groepen:
    """What calls the duty up, by the thing it is about. Norms that are called up alike share one answer, which nobody changes."""
    if not p.alleen_feiten:
        return _per(a, p, aanleidingen(a, p, dag))
    memo = a.b.memo
    sleutel = (p.oproep, dag)
    uit: Groepen | None = memo.get(sleutel)
    if uit is None:
        uit = memo[sleutel] = _per(a, p, aanleidingen(a, p, dag))
    return uit


def _per(a: Afleider, p: PlichtRegel, lijst: list[Aanleiding]) -> Groepen:
    if not lijst:
        return []
    if p.per_ding is None:
        return [(None, lijst)] if p.per != "trigger" else [(x.ding, [x]) for x in lijst]
    uit: dict[str | None, list[Aanleiding]] = {}
    for x in lijst:
        for d in [x.ding] if x.ding is not None or x.feit is None else dingen_van(a, p.per_ding, x.feit):
            uit.setdefault(d, []).append(x)
    return list(uit.items())


def aanleidingen(a: Afleider, p: PlichtRegel, dag: date) -> list[Aanleiding]:
    """Everything that calls the duty up to and including a day, in order; the condition read as of the day of each."""
    uit: list[Aanleiding] = []
    if p.bij is not None:
        uit = _feiten(a, p.bij, dag)
    if not p.alleen_feiten:
        uit = list(uit)
        if p.nde is not None:
            uit += _nde(a, p, dag)
        if p.op_datum is not None:
            uit += _op_datum(a, p, dag)
        if p.gemist is not None:
            uit += _gemist(a, p, dag)
        if p.fase is not None:
            uit += _fase(a, p, dag)
        uit.sort(key=_orde)
    if p.als is not None and uit:
        return _met_voorwaarde(a, p, uit)
    return uit


def _feiten(a: Afleider, bij: Vraag, dag: date) -> list[Aanleiding]:
    """Facts as triggers, in order. Many norms are called up by the same facts: those share one list, which nobody changes."""
    memo = a.b.memo
    sleutel = ("bij", bij.soorten, dag) if not bij.waar else ("bij", id(bij), dag)
    uit: list[Aanleiding] | None = memo.get(sleutel)
    if uit is None:
        uit = memo[sleutel] = _van_delen(a, bij, dag) if bij.delen else _van_een(a, bij, dag)
    return uit


def _van_een(a: Afleider, bij: Vraag, dag: date) -> list[Aanleiding]:
    per = a.b.per
    feiten = [f for s in bij.soorten if s in per for f in per[s] if f.op <= dag]
    if len(bij.soorten) > 1:
        feiten.sort(key=SLEUTEL)
    if not bij.waar:
        return [Aanleiding(f.op, f) for f in feiten]
    uit = []
    c = Ctx(a.b, dag)
    for f in feiten:
        c.dag = f.op
        v = bij.toets(c, f)
        if v is not False:
            uit.append(Aanleiding(f.op, f, True if v is True else None))
    return uit


def _van_delen(a: Afleider, bij: Vraag, dag: date) -> list[Aanleiding]:
    """Of several sets: what one of them holds; certain in one is certain."""
    uit: dict[Feit, Aanleiding] = {}
    for deel in bij.delen:
        for x in _feiten(a, deel, dag):
            if x.feit is not None and (x.zeker is True or x.feit not in uit):
                uit[x.feit] = x
    return sorted(uit.values(), key=_orde)


def _orde(x: Aanleiding) -> tuple[date, int, int]:
    return x.feit.volgorde() if x.feit is not None and x.feit.op == x.op else (x.op, -1, -1)


def _met_voorwaarde(a: Afleider, p: PlichtRegel, lijst: list[Aanleiding]) -> list[Aanleiding]:
    assert p.als is not None
    fn = p.als.fn
    c = Ctx(a.b, lijst[0].op)
    uit = []
    for x in lijst:
        c.dag = x.op
        c.dit = x.feit
        per_ding = p.per_ding is not None and x.ding is None and x.feit is not None
        for d in dingen_van(a, p.per_ding, x.feit) if per_ding else (x.ding,):  # type: ignore[arg-type]
            c.ding = d
            v = fn(c)
            if v is True and d == x.ding:
                uit.append(x)
            elif v is not False:
                uit.append(Aanleiding(x.op, x.feit, x.zeker if v is True else None, d))
    return uit


def dingen_van(a: Afleider, soort: str, f: Feit) -> list[str | None]:
    """The things of a kind that a fact names; none: the duty belongs to the dossier."""
    memo = a.b.memo
    uit: list[str | None] | None = memo.get((soort, f))
    if uit is None:
        dingen = a.b.dingen
        uit = memo[(soort, f)] = [d for d in f.over if d in dingen and dingen[d].soort == soort] or [None]
    return uit


def _nde(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    nde = p.nde
    assert nde is not None
    c = Ctx(a.b, dag)
    zeker: dict[str | None, set[Any]] = {}  # what counts for certain, and with what may count besides
    misschien: dict[str | None, set[Any]] = {}
    uit: dict[str | None, Aanleiding] = {}
    for f in nde.vraag.bron(c):
        c.dag = f.op
        v = nde.vraag.toets(c, f) if nde.vraag.waar else True
        if v is False:
            continue
        waarde: Any = f.id
        if nde.verschillende is not None:
            c.f = f
            waarde = nde.verschillende.fn(c)
            if waarde is None:
                waarde, v = f, None
        for d in dingen_van(a, p.per_ding, f) if p.per_ding else [None]:
            for tellers, telt in ((zeker, v is True), (misschien, True)):
                gezien = tellers.setdefault(d, set())
                if telt and waarde not in gezien:
                    gezien.add(waarde)
                    if len(gezien) == nde.n and (d not in uit or tellers is zeker):
                        uit[d] = Aanleiding(f.op, f, True if tellers is zeker else None, d)
    yield from uit.values()


def _op_datum(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    """A date arrives. Walked over the days on which the expression can change, so that what once arrived stays."""
    u = p.op_datum
    assert u is not None
    dingen: Sequence[str | None] = [d.id for d in a.b.per_dingsoort.get(p.per_ding, ())] if p.per_ding else [None]
    for d in dingen:
        c = Ctx(a.b, dag)
        c.ding = d
        begin = a.b.dingen[d].opener.op if d is not None else a.b.eerste
        stukken = list(a.verloop(c, u.fn, u.leest, begin, dag))
        laatst: date | None = None
        for i, (van, waarde) in enumerate(stukken):
            tot = stukken[i + 1][0] - DAG if i + 1 < len(stukken) else date.max
            if not isinstance(waarde, date):
                continue
            valt = max(waarde, van)
            if valt > tot or (laatst is not None and waarde == laatst):
                continue
            if valt <= dag:
                laatst = waarde
                yield Aanleiding(valt, None, True, d)
            else:
                a.wissel(valt, dag)


def _gemist(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    naam, soort = p.gemist or ("", "")
    for q in a.plichten_van(naam, dag):
        grens = q.streef if soort == "streef" else q.uiterlijk
        klaar = q.voldaan_op or q.vervallen_op  # what lapsed or was waived after its deadline was missed before
        if grens is None or q.aanleiding.zeker is None or (q.status == "vervallen" and klaar is None) or (klaar is not None and klaar <= grens):
            continue
        if grens < dag:
            yield Aanleiding(grens + DAG, None, True, q.ding)
        else:
            a.wissel(grens + DAG, dag)


def _fase(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    spoor, in_, uit = p.fase or ("", frozenset(), frozenset())
    for verloop in a.verlopen(spoor):
        vorig = verloop.spoor.begin
        for stap in verloop.stappen:
            if stap.op <= dag and stap.fase != vorig and (stap.fase in in_ or vorig in uit):
                yield Aanleiding(stap.op, stap.feit, True, verloop.ding)
            vorig = stap.fase
