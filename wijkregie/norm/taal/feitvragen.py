# SPDX-License-Identifier: EUPL-1.2
"""Questions about facts: a type or named set with filters, and whether, which and how many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wijkregie.norm.taal.bereik import BOOL, GETAL, KANDIDAAT, TIJD, VAAG, Bereik, Fn, Soort, lijkt_op, noem
from wijkregie.norm.taal.lezers import als_dit, dingen, onthoud_feit
from wijkregie.norm.taal.ontleden import ontleed
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.taal.vraag import Vraag
from wijkregie.norm.tijd.termijn import Termijn

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler


def vraag(v: Vertaler, k: Knoop, r: Bereik) -> tuple[Vraag, tuple[str, ...]]:
    """A fact type or named set of facts with filters, as a question."""
    naam, *filters = k.arg
    basis, waar = _feitenset(v, naam, k.plaats)
    v.gelezen.update(basis)
    v.categorieen |= v.w.bestaan(basis)
    volledig: list[Fn] = []
    for s in basis:
        tekst = v.w.feiten[s].volledig_na
        if tekst:
            volledig.append(_apart(v, tekst, f"volledig_na van {s}"))
    rollen: frozenset[str] | None = None
    over: list[Fn] = []
    sinds = voor = None
    binnen: Termijn | None = None
    for soort, x in filters:
        if soort == "door":
            rollen = v.w.rollen_onder(v.rol(x, r, k.plaats), k.plaats)
        elif soort == "waar":
            soort_waar = v.k(x, replace(r, f=basis))
            if soort_waar not in (BOOL, VAAG):
                raise TaalFout(f"Na 'waar' hoort een voorwaarde, geen {noem(soort_waar)}.", x.plaats)
            waar.append(x.fn)
        elif soort == "over":
            v.k(x, r)
            over.append(x.fn)
        elif soort == "binnen":
            if x.soort != "vast" or not isinstance(x.arg[0], Termijn):
                raise TaalFout("Na 'binnen' hoort hier een termijn, zoals 6 maanden.", x.plaats)
            binnen = x.arg[0]
            v.merken.add(TIJD)
        else:
            soort_grens = v.k(x, r)
            if soort_grens[0] not in ("datum", "feit", "?"):
                raise TaalFout(f"Na '{soort}' hoort een datum of een feit, geen {noem(soort_grens)}.", x.plaats)
            sinds, voor = (x.fn, voor) if soort == "sinds" else (sinds, x.fn)
    k.vraag = Vraag(basis, over, rollen, sinds, voor, binnen, waar, volledig)
    return k.vraag, basis


def _apart(v: Vertaler, tekst: str, waar: str) -> Fn:
    """A condition that stands with the vocabulary."""
    if waar in v.bezig:
        raise TaalFout(f"{waar} verwijst naar zichzelf.", 0)
    v.bezig.append(waar)
    try:
        boom = ontleed(tekst)
        v.k(boom, Bereik())
    finally:
        v.bezig.pop()
    fn: Fn = boom.fn
    return fn


def _feitenset(v: Vertaler, naam: str, plaats: int) -> tuple[tuple[str, ...], list[Fn]]:
    """The fact types of a name, and the conditions that a named set or a decision adds."""
    if naam in v.w.feiten:
        return (naam,), []
    if naam not in v.w.feitensets:
        namen = [*v.w.feiten, *v.w.feitensets]
        raise TaalFout(f"{naam} is geen feit en geen verzameling feiten.{lijkt_op(naam, namen)}", plaats)
    if naam in v.bezig:
        raise TaalFout(f"{naam} verwijst naar zichzelf.", plaats)
    bronnen, voorwaarden, dit = v.w.feitensets[naam]
    soorten: list[str] = []
    waar: list[Fn] = []
    for bron in bronnen:
        s, w = _feitenset(v, bron, plaats)
        soorten += s
        waar += w
    basis = tuple(dict.fromkeys(soorten))
    v.bezig.append(naam)
    try:
        for tekst in voorwaarden:
            boom = ontleed(tekst)
            gelezen, merken = v.gelezen, v.merken
            v.gelezen, v.merken = set(), set()
            v.k(boom, Bereik(dit=basis) if dit else Bereik(f=basis))
            # read as of the day of the fact, or about the fact alone: one answer; what looks further changes with the day asked, or with more
            los = bool(v.merken - {KANDIDAAT}) and not dit
            per_dag = bool(v.gelezen) and not dit
            v.gelezen, v.merken = gelezen | v.gelezen, merken | v.merken
            fn = als_dit(boom.fn) if dit else boom.fn
            waar.append(fn if los else onthoud_feit(f"{naam}/{tekst}", fn, per_dag=per_dag))
    except TaalFout as e:
        raise TaalFout(f"In {naam}: {e}", plaats) from None
    finally:
        v.bezig.pop()
    return basis, waar


def feitenset(v: Vertaler, naam: str) -> tuple[Vraag, tuple[str, ...]]:
    """A trigger or decision by name, as a question without filters."""
    eerder, v.merken = v.merken, set()
    gegevens, v.categorieen = v.categorieen, set()
    try:
        basis, waar = _feitenset(v, naam, 0)
    finally:
        eigen, v.merken = v.merken, eerder | v.merken
        gelezen, v.categorieen = v.categorieen, gegevens | v.categorieen
    v.gelezen.update(basis)
    uit = Vraag(basis, [], None, None, None, None, waar, [])
    uit.merken = frozenset(eigen)
    uit.categorieen = v.w.bestaan(basis) | gelezen
    return uit, basis


def bestaat(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """Is there such a fact?"""
    k.fn = vraag(v, k.arg[0], r)[0].bestaat
    return BOOL


def geen(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """Is there no such fact, as far as can be known?"""
    k.fn = vraag(v, k.arg[0], r)[0].geen
    return BOOL


def uiterste(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`eerste` or `laatste`: the fact itself."""
    q, basis = vraag(v, k.arg[0], r)
    laatste = k.soort == "laatste"
    k.fn = lambda c: q.uiterste(c, laatste)
    return ("feit", basis)


def aantal(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """How many facts, things, or different values."""
    feiten, wat = k.arg
    naam = feiten.arg[0]
    if naam in v.w.soorten_ding and len(feiten.arg) == 1 and wat is None:
        k.fn = lambda c: len(dingen(c, naam))
        v.gelezen.update(v.w.openers(naam))
        v.categorieen |= v.w.bestaan(v.w.openers(naam))
        return GETAL
    if naam == "verbonden":
        raise TaalFout("Tel verbonden dossiers met 'minstens n x in verbonden(soort): ...'.", k.plaats)
    q, basis = vraag(v, feiten, r)
    if wat is None:
        k.fn = q.tel
    else:
        v.k(wat, replace(r, f=basis))
        fn = wat.fn
        k.fn = lambda c: q.tel_verschillende(c, fn)
    return GETAL
