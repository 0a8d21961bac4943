# SPDX-License-Identifier: EUPL-1.2
"""Breaches, and acts that a later record left without ground: each act is read with what was known then and with all that is known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding.plichten import Plicht
from wijkregie.norm.afleiding.regels import EisRegel, PlichtRegel, ToetsRegel
from wijkregie.norm.afleiding.toetsen import Toetsing, breuken, toets_feit
from wijkregie.norm.afleiding.zicht import ELK_DOEL
from wijkregie.norm.feiten.feit import Feit, vouw

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider, Stand
    from wijkregie.norm.afleiding.regelset import Regelset

__all__ = ["ELK_DOEL", "Schending", "ZonderGrond", "schendingen", "zonder_grond"]


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


def _inhaal(a: Afleider, alle: list[Feit]) -> list[tuple[Feit, str, date]]:
    """Facts recorded after they happened, and rectifications: the fact type they touch, and the day from which they may change what was known."""
    uit = [(g, g.soort, g.op) for g in a.b.gevouwen.feiten if g.vastgelegd_op > g.op]
    if not a.b.gevouwen.rectificaties:
        return uit
    toen = {f.id: f.op for f in alle}
    nu = {f.id: f.op for f in a.b.gevouwen.feiten}
    for r, s in zip(a.b.gevouwen.rectificaties, _geraakt(a), strict=True):
        doel = str(r.velden.get("van"))
        uit.append((r, s, min(toen.get(doel, date.min), nu.get(doel, date.max))))
    return uit


def _geraakt(a: Afleider) -> list[str]:
    """The fact type that each rectification touches."""
    soorten: list[str] | None = a.b.memo.get("geraakt")
    if soorten is None:
        g = a.b.gevouwen
        types = {f.id: f.soort for f in g.feiten} | {f.id: f.soort for f, _ in g.ingetrokken}
        doel = {r.id: str(r.velden.get("van")) for r in g.rectificaties}
        soorten = []
        for r in g.rectificaties:
            id_ = doel[r.id]
            for _ in range(len(doel)):
                id_ = doel.get(id_, id_)
            soorten.append(types.get(id_, ""))
        a.b.memo["geraakt"] = soorten
    return soorten


def _onder_meer_later(a: Afleider, f: Feit, leest: frozenset[str]) -> bool:
    """Was something the gate reads recorded after this act, yet happened on or before its day; or the act itself put right?"""
    b = a.b
    if b.gevouwen.rectificaties:
        for r, soort in zip(b.gevouwen.rectificaties, _geraakt(a), strict=True):
            if r.nr > f.nr and (soort in leest or soort == f.soort):
                return True
    for s in leest:
        for g in b.per.get(s, ()):
            if g.op > f.op:
                break
            if g.nr > f.nr:
                return True
    return False


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
    if not _onder_meer_later(a, f, regels.toets_leest(t)):
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
            weg.append(
                ZonderGrond(f, b.regel.norm or t.norm, b.regel.wat or t.wat, "voldaan toen het gebeurde, door een latere vastlegging niet meer")
            )


def _schending(f: Feit, t: ToetsRegel, e: EisRegel, uitkomst: Any, gedekt: bool) -> Schending:
    return Schending(f, t, e.norm or t.norm, e.wat or t.wat or t.naam, e, uitkomst, gedekt)


def _zonder_tak(f: Feit, t: ToetsRegel, x: Toetsing) -> list[Schending]:
    """The act named no ground, or one that does not exist: no leaf was tested, yet it did not pass."""
    return [] if x.door is True or x.bladen else [Schending(f, t, t.norm, t.wat or t.naam, None, x.door, False)]


def _bestaan(a: Afleider, r: Any, uit: list[Schending]) -> None:
    """Data that may not exist, yet was recorded."""
    for f in a.b.feiten:
        model = a.regels.feiten.get(f.soort)
        if model is None:
            continue
        cats = {model.categorie, *((v.categorie or model.categorie) for n, v in model.velden.items() if f.velden.get(n) is not None)}
        if not cats & r.niet:
            continue
        c = a.ctx(f.op)
        if r.per is not None:
            eigen = a.b.ding_van(f, r.per)
            if eigen is None:
                continue
            c.ding = eigen if isinstance(eigen, str) else None
        if r.als is None or r.als.fn(c) is not False:
            uit.append(Schending(f, None, r.norm, r.wat or "dit gegeven mag niet bestaan", None, False, False))


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
    for g, soort, vanaf in laat:
        for p in a.regels.plichten.values():
            if not p.doe_soorten or soort not in a.regels.plicht_leest(p):
                continue
            eigen = nu.get(p.naam, ())  # only an act that ends none of these duties now can have lost its ground
            ids = {f.id for s in p.doe_soorten for f in b.per.get(s, ()) if f.op >= vanaf and f.nr < g.nr and f is not g and f.id not in eigen}
            if ids:
                for q in _als_toen(a, alle, g.nr, bekend_op, a.regels).plichten_van(p.naam, a.peildatum):
                    _vergelijk(p, q, ids, nu, a, uit)
    return list(uit.values())


def _vergelijk(p: PlichtRegel, q: Plicht, ids: set[str], nu: dict[str, set[str]], a: Afleider, uit: dict[tuple[str, str], ZonderGrond]) -> None:
    f = q.voldaan
    if f is None or f.id not in ids or f.id in nu.get(p.naam, ()) or q.status != "voldaan":
        return
    nu_f = next((x for x in a.b.feiten if x.id == f.id), None)
    if nu_f is None or any(x.aanleiding.op == q.aanleiding.op and x.ding == q.ding for x in a.plichten_van(p.naam, a.peildatum)):
        return
    uit[(p.naam, f.id)] = ZonderGrond(
        nu_f, p.norm, p.wat or p.naam, "deze handeling beëindigde een plicht die door een latere vastlegging nooit heeft bestaan"
    )
