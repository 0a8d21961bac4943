# SPDX-License-Identifier: EUPL-1.2
"""Breaches, and acts that a later record left without ground: each act is read with what was known then and with all that is known now."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.regels import BestaanRegel, EisRegel, PlichtRegel, ToetsRegel
from wijkregie.norm.afleiding.toetsen import Toetsing, breuken, toets_feit
from wijkregie.norm.afleiding.zicht import ELK_DOEL, VERSTREKT
from wijkregie.norm.feiten.beeld import OP, Beeld
from wijkregie.norm.feiten.feit import Feit, vouw

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider, Stand
    from wijkregie.norm.afleiding.regelset import Regelset

__all__ = ["ELK_DOEL", "Schending", "ZonderGrond", "schendingen", "verboden", "zonder_grond"]
NIET_BESTAAN: Final = "dit gegeven mag niet bestaan"
BLIJFT_DICHT: Final = ". Wat zo is doorgegeven, blijft dicht voor wie het kreeg"
NIETS: Final[frozenset[str]] = frozenset()


@dataclass(slots=True)
class Schending:
    """An act was recorded although a leaf was not met (or unknown) as known then."""

    feit: Feit
    toets: ToetsRegel | None
    norm: tuple[str, ...]
    wat: str
    blad: EisRegel | None
    uitkomst: Any
    achteraf_gedekt: bool


@dataclass(slots=True)
class ZonderGrond:
    """An act was right when it was done; what was recorded later took its ground away."""

    feit: Feit
    norm: tuple[str, ...]
    wat: str
    waarom: str


def _als_toen(a: Afleider, alle: list[Feit], nr: int, bekend_op: date | None, regels: Any) -> Afleider:
    """The derivation with what had been recorded before a number; several gates and duties ask for the same one."""
    sleutel = ("toen", nr, id(regels))
    uit: Afleider | None = a.b.memo.get(sleutel)
    if uit is None:
        uit = a.b.memo[sleutel] = type(a)(regels, vouw(alle, bekend_op, nr), a.peildatum, a.om)
    return uit


@dataclass(frozen=True, slots=True)
class Inhaal:
    """Something recorded out of order: which fact it touches, of which type (None: any), and from which day that may matter."""

    nr: int
    feit: str
    soort: str | None
    vanaf: date

    def raakt(self, leest: frozenset[str]) -> bool:
        return self.soort is None or self.soort in leest


def _inhaal(a: Afleider, alle: list[Feit]) -> list[Inhaal]:
    """Facts recorded after they happened, and rectifications: only these can have changed what was known."""
    uit = [Inhaal(g.nr, g.id, g.soort, g.op) for g in a.b.gevouwen.feiten if g.vastgelegd_op > g.op]
    return uit + _rechtgezet(a, alle)


def _rechtgezet(a: Afleider, alle: list[Feit]) -> list[Inhaal]:
    """Each rectification with the fact at the root of its chain; a fact that opens a thing carries all that is about it."""
    uit: list[Inhaal] | None = a.b.memo.get("rechtgezet")
    if uit is None:
        rechtzettingen = a.b.gevouwen.rectificaties
        van = {r.id: str(r.velden.get("van")) for r in rechtzettingen}
        wortel: dict[str, str] = {}
        for r in rechtzettingen:  # in order of recording: what it is about has its root by now
            wortel[r.id] = wortel.get(van[r.id], van[r.id])
        feiten = {f.id: f for f in alle if f.id in set(wortel.values())} if rechtzettingen else {}
        eerste = {id_: f.op for id_, f in feiten.items()}
        for r in rechtzettingen:
            op = (r.velden.get("wordt") or {}).get("op")
            if op is not None and wortel[r.id] in eerste:
                eerste[wortel[r.id]] = min(eerste[wortel[r.id]], op)
        uit = a.b.memo["rechtgezet"] = [
            Inhaal(r.nr, w, None if feiten[w].opent is not None else feiten[w].soort, eerste[w])
            for r in rechtzettingen
            if (w := wortel[r.id]) in feiten
        ]
    return uit


def _onder_meer_later(a: Afleider, f: Feit, leest: frozenset[str], alle: list[Feit]) -> bool:
    """Was something the gate reads recorded after this act, yet happened on or before its day; or the act itself put right?"""
    b = a.b
    if b.gevouwen.rectificaties:
        for r in _rechtgezet(a, alle):
            if r.nr > f.nr and (r.feit == f.id or (r.vanaf <= f.op and r.raakt(leest))):
                return True
    return any(_hoogste(b, s, f.op) > f.nr for s in leest if s in b.per)


def _hoogste(b: Beeld, soort: str, dag: date) -> int:
    """The highest number of the facts of a type that happened up to and including a day."""
    sleutel = ("hoogste", soort)
    hoogste: list[int] | None = b.memo.get(sleutel)
    if hoogste is None:
        hoogste = b.memo[sleutel] = list(accumulate((g.nr for g in b.per[soort]), max))
    i = bisect_right(b.per[soort], dag, key=OP)
    return hoogste[i - 1] if i else -1


def schendingen(a: Afleider, regelset: Regelset, alle: list[Feit], bekend_op: date | None) -> tuple[list[Schending], list[ZonderGrond]]:
    """Read every guarded act twice. Not met or unknown then: a breach. Met then and not now: without ground."""
    uit: list[Schending] = []
    weg: list[ZonderGrond] = []
    begin = a.b.eerste
    for soort, toetsen in a.regels.toetsen_per_soort.items():
        for f in a.b.per.get(soort, ()):
            regels = regelset.op(f.op, begin)
            for t in toetsen if regels is a.regels else regels.toetsen_per_soort.get(soort, ()):
                _lees_daad(a, t, f, alle, bekend_op, regels, uit, weg)
    for r in a.regels.bestaan:
        _bestaan(a, r, uit)
    uit.sort(key=lambda s: s.feit.volgorde())
    return uit, weg


def _lees_daad(
    a: Afleider, t: ToetsRegel, f: Feit, alle: list[Feit], bekend_op: date | None, regels: Any, uit: list[Schending], weg: list[ZonderGrond]
) -> None:
    nu = toets_feit(a, t, f)
    if not _onder_meer_later(a, f, regels.toets_leest(t), alle):
        if nu is not None:
            uit += [_schending(f, t, b.regel, b.uitkomst, False) for b in breuken(nu)] or _zonder_tak(f, t, nu)
        return
    toen_a = _als_toen(a, alle, f.nr + 1, bekend_op, regels)
    toen_f = next((g for g in toen_a.b.per.get(f.soort, ()) if g.id == f.id), None)
    toen = toets_feit(toen_a, t, toen_f) if toen_f is not None else None
    if toen is not None and toen.door is not True:
        nu_fout = {b.regel.naam for b in breuken(nu)} if nu is not None else set()
        for b in breuken(toen):
            uit.append(_schending(f, t, b.regel, b.uitkomst, b.regel.naam not in nu_fout))
        if not breuken(toen):
            uit += _zonder_tak(f, t, toen)
    elif nu is not None and nu.door is not True and toen_f is not None:
        for b in breuken(nu):
            wat = (b.regel.wat or t.wat) + _gevolg(f, False)
            weg.append(ZonderGrond(f, b.regel.norm or t.norm, wat, "voldaan toen het gebeurde, door een latere vastlegging niet meer"))


def _schending(f: Feit, t: ToetsRegel, e: EisRegel, uitkomst: Any, gedekt: bool) -> Schending:
    return Schending(f, t, e.norm or t.norm, (e.wat or t.wat or t.naam) + _gevolg(f, gedekt), e, uitkomst, gedekt)


def _gevolg(f: Feit, gedekt: bool) -> str:
    """A provision with a breach opens nothing (zicht.py), and the breach says so."""
    return BLIJFT_DICHT if f.soort == VERSTREKT and not gedekt else ""


def _zonder_tak(f: Feit, t: ToetsRegel, x: Toetsing) -> list[Schending]:
    """The act named no ground, or one that does not exist: no leaf was tested, yet it did not pass."""
    return [] if x.door is True or x.bladen else [Schending(f, t, t.norm, (t.wat or t.naam) + _gevolg(f, False), None, x.door, False)]


def _bestaan(a: Afleider, r: Any, uit: list[Schending]) -> None:
    """Data that may not exist, yet was recorded."""
    for f in a.b.feiten:
        if verboden(a, r, f):
            uit.append(Schending(f, None, r.norm, r.wat or NIET_BESTAAN, None, False, False))


def verboden(a: Afleider, r: BestaanRegel, f: Feit) -> frozenset[str]:
    """The categories of a fact that may not exist, by this rule."""
    model = a.regels.feiten.get(f.soort)
    if model is None:
        return NIETS
    cats = r.niet & {model.categorie, *((v.categorie or model.categorie) for n, v in model.velden.items() if f.velden.get(n) is not None)}
    if not cats:
        return NIETS
    c = a.ctx(f.op)
    if r.per is not None:
        eigen = a.b.ding_van(f, r.per)
        if eigen is None:
            return NIETS
        c.ding = eigen if isinstance(eigen, str) else None
    return cats if r.als is None or r.als.fn(c) is not False else NIETS


def zonder_grond(a: Afleider, stand: Stand, alle: list[Feit], bekend_op: date | None) -> list[ZonderGrond]:
    """Acts that discharged a duty which, after a later record, never was."""
    laat = _inhaal(a, alle)
    if not laat:
        return []
    b = a.b
    nu: dict[str, set[str]] = {}
    for q in stand.plichten:
        if q.voldaan is not None:
            nu.setdefault(q.regel.naam, set()).add(q.voldaan.id)
    uit: dict[tuple[str, str], ZonderGrond] = {}
    for g in laat:
        for p in a.regels.plichten.values():
            if b.soorten.isdisjoint(p.doe_soorten) or not g.raakt(a.regels.plicht_leest(p)):
                continue
            eigen = nu.get(p.naam, ())  # only an act that ends none of these duties now can have lost its ground
            for soort in p.doe_soorten:
                for f in b.per.get(soort, ()):
                    if f.op >= g.vanaf and f.nr < g.nr and f.id not in eigen and (p.naam, f.id) not in uit:
                        _vergelijk(p, f, _als_toen(a, alle, f.nr + 1, bekend_op, a.regels), a, uit)
    return list(uit.values())


def _vergelijk(p: PlichtRegel, f: Feit, toen: Afleider, a: Afleider, uit: dict[tuple[str, str], ZonderGrond]) -> None:
    """Did the act end a duty, as known when it was recorded, that now does not exist at all?"""
    nu = a.plichten_van(p.naam, a.peildatum)
    for q in toen.plichten_van(p.naam, a.peildatum):
        if q.voldaan is None or q.voldaan.id != f.id or q.status != "voldaan":
            continue
        if any(x.aanleiding.op == q.aanleiding.op and x.ding == q.ding for x in nu):
            continue
        wat = "deze handeling beëindigde een plicht die door een latere vastlegging nooit heeft bestaan"
        uit[(p.naam, f.id)] = ZonderGrond(f, p.norm, p.wat or p.naam, wat)
