# SPDX-License-Identifier: EUPL-1.2
"""Gates: a tree with three values, read blank in the stand and with the act itself when one is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding.merken import onder_voorbehoud, zonder_twijfel
from wijkregie.norm.afleiding.regels import EisRegel, ToetsKnoop, ToetsRegel
from wijkregie.norm.feiten.beeld import GEEN, Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.waarden import VRIJ, en, of

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

NVT = "nvt"
DAG = timedelta(days=1)


class Blad:
    """The outcome of one leaf: what its condition says, and whether it lets the act pass."""

    __slots__ = ("regel", "uitkomst", "door", "afwijking", "rust_op")

    def __init__(self, regel: EisRegel, uitkomst: Any, door: Any, afwijking: Feit | None, rust_op: tuple[str, ...] = ()) -> None:
        self.regel = regel
        self.uitkomst = uitkomst  # True | False | None | VRIJ | NVT
        self.door = door  # does it let the act pass: a deviation makes it pass, advice always does
        self.afwijking = afwijking
        self.rust_op = rust_op  # ids of contested or restricted facts without which it would not hold


class Toetsing:
    """A gate as it reads on a day: its outcome, whether an act passes, and every leaf. Dossiers share leaves and gates that no fact of theirs
    is read by: nobody changes one."""

    __slots__ = ("regel", "ding", "uitkomst", "door", "bladen", "sw", "rij")

    def __init__(self, regel: ToetsRegel, ding: str | None, uitkomst: Any, door: Any, bladen: list[Blad], sw: date | None) -> None:
        self.regel = regel
        self.ding = ding
        self.uitkomst = uitkomst
        self.door = door
        self.bladen = bladen
        self.sw = sw
        self.rij: Any = None  # room for what a write stores of it: made once for a gate that dossiers share


def blad(a: Afleider, e: EisRegel, c: Ctx) -> Blad:
    """One leaf; a blank one of which no fact is there is the same in every dossier."""
    if e.gevoelig is None or c.dit is not VRIJ or not e.gevoelig.isdisjoint(a.b.soorten):
        return _blad(e, c)
    if e.leeg_blad is None:
        e.leeg_blad = _blad(e, c)
    uit: Blad = e.leeg_blad
    return uit


def _blad(e: EisRegel, c: Ctx) -> Blad:
    """`indien` false makes a leaf not applicable (counts as met), unknown makes it unknown; unknown never counts as met."""
    v = True if e.indien is None else e.indien.fn(c)
    if v is False:
        return Blad(e, NVT, True, None)
    if e.leeg:
        oud, c.leeg = c.leeg, True
        w = e.eis.fn(c)
        c.leeg = oud
    else:
        w = e.eis.fn(c)
    w = _voorwaardelijk(v, w)
    if w is True:
        return Blad(e, True, True, None)
    if e.hardheid == "doorgaans":
        f = afwijking(e, c)
        if f is not None:
            return Blad(e, w, True, f)
    return Blad(e, w, _door(e, w), None)


def _voorwaardelijk(indien: Any, w: Any) -> Any:
    """What only counts if it applies; met either way is met."""
    return w if indien is True else of([indien, w])


def _door(e: EisRegel, w: Any) -> Any:
    if e.hardheid == "advies":
        return True
    return VRIJ if e.hardheid == "doorgaans" and w is not True else w


def afwijking(e: EisRegel, c: Ctx) -> Feit | None:
    """A recorded, motivated deviation from this norm, by a role that may, for this act or thing, still in force on the day."""
    for f in c.per.get("afwijking_gemotiveerd", GEEN):
        if f.op > c.dag or f is c.weg or f.velden.get("norm") not in e.norm or not f.velden.get("reden"):
            continue
        tot = f.velden.get("tot")
        if tot is not None:
            if tot < c.dag:
                continue
            c.wissel(tot + DAG)
        if f.door.rol not in e.afwijken and f.door.soort not in e.afwijken:
            continue
        dingen = c.dit.over if isinstance(c.dit, Feit) else ((c.ding,) if c.ding is not None else ())
        if f.over and not any(d in f.over for d in dingen):
            continue
        if not f.over and tot is None and _al_gebruikt(f, c):
            continue
        return f
    return None


def _al_gebruikt(f: Feit, c: Ctx) -> bool:
    """A deviation that names no thing and no end is for one act: the first of that type after it."""

    def eerder(g: Feit) -> bool:
        return g is not c.weg and f.sleutel < g.sleutel and g.op <= c.dag and (c.weg is None or g.sleutel < c.weg.sleutel)

    return bool(c.bewaakt) and all(any(eerder(g) for g in c.per.get(s, GEEN)) for s in c.bewaakt)


def loop_boom(a: Afleider, k: ToetsKnoop, c: Ctx, bladen: list[Blad]) -> tuple[Any, Any]:
    """(what the conditions say, whether the act passes); every leaf is read, so that the answer can list them all."""
    if k.indien is not None:
        v = k.indien.fn(c)
        if v is not True:
            eigen: list[Blad] = []
            zegt, door = _kinderen(a, k, c, eigen)
            bladen += [_met_indien(b, v) for b in eigen]
            return (True, True) if v is False else (_voorwaardelijk(v, zegt), _voorwaardelijk(v, door))
    return _kinderen(a, k, c, bladen)


def _met_indien(b: Blad, v: Any) -> Blad:
    """A leaf under a condition that is not true for certain."""
    if v is False:
        return Blad(b.regel, NVT, True, b.afwijking)
    return b if b.uitkomst is NVT else Blad(b.regel, _voorwaardelijk(v, b.uitkomst), _voorwaardelijk(v, b.door), b.afwijking)


def _kinderen(a: Afleider, k: ToetsKnoop, c: Ctx, bladen: list[Blad]) -> tuple[Any, Any]:
    if k.soort == "kies":
        return _kies(a, k, c, bladen)
    if k.blad is not None:
        return _lees_blad(a, k.blad, c, bladen)
    delen = [_lees_blad(a, d.blad, c, bladen) if d.blad is not None else loop_boom(a, d, c, bladen) for d in k.delen]
    zegt, door = [x[0] for x in delen], [x[1] for x in delen]
    if k.soort == "alle":
        return en(zegt), en(door)
    if k.soort == "een_van":
        return of(zegt), of(door)
    return _minstens(zegt, k.n), _minstens(door, k.n)


def _lees_blad(a: Afleider, e: EisRegel, c: Ctx, bladen: list[Blad]) -> tuple[Any, Any]:
    b = blad(a, e, c)
    bladen.append(b)
    # advice never closes a gate, and a motivated deviation opens it
    return (True if b.uitkomst is NVT or b.door is True else b.uitkomst), b.door


def _minstens(w: list[Any], n: int) -> Any:
    zeker = sum(x is True for x in w)
    if zeker >= n:
        return True
    if zeker + sum(x is VRIJ for x in w) >= n:
        return VRIJ
    return None if sum(x is not False for x in w) >= n else False


def _kies(a: Afleider, k: ToetsKnoop, c: Ctx, bladen: list[Blad]) -> tuple[Any, Any]:
    """The act names its ground; that branch is tested. Blank: it passes if some branch may."""
    assert k.veld is not None
    grond = k.veld.fn(c)
    if grond is VRIJ:
        delen = [loop_boom(a, t, c, bladen) for t in k.takken.values()]
        return _enige([x[0] for x in delen]), _enige([x[1] for x in delen])
    for waarde, tak in k.takken.items():
        if waarde == grond:
            return loop_boom(a, tak, c, bladen)
    if grond is None:
        return None, None
    return False, False


def _enige(w: list[Any]) -> Any:
    if all(x is True for x in w):
        return True
    if any(x is True or x is VRIJ for x in w):
        return VRIJ
    return None if any(x is None for x in w) else False


def toets_blanco(a: Afleider, t: ToetsRegel, ding: str | None, dag: date) -> Toetsing:
    """A gate in the stand: read with a blank act on the day asked."""
    uit = _blanco(a, t, ding, dag)
    twijfel = zonder_twijfel(a, dag, None) if t.belast else None
    return uit if twijfel is None else _voorbehoud(a, uit, _blanco(twijfel[1], t, ding, dag), twijfel[0])


def _blanco(a: Afleider, t: ToetsRegel, ding: str | None, dag: date) -> Toetsing:
    c = Ctx(a.b, dag)
    c.dit, c.ding, c.bewaakt = VRIJ, ding, t.soorten
    bladen: list[Blad] = []
    uitkomst, door = loop_boom(a, t.boom, c, bladen)
    return Toetsing(t, ding, uitkomst, door, bladen, c.sw)


def toets_feit(a: Afleider, t: ToetsRegel, f: Feit) -> Toetsing | None:
    """A gate as of the day of an act, with what this derivation knows; None if it does not guard this act."""
    uit = _van_feit(a, t, f)
    twijfel = zonder_twijfel(a, f.op, f) if uit is not None and t.belast else None
    if uit is None or twijfel is None:
        return uit
    zonder = _van_feit(twijfel[1], t, f)
    return uit if zonder is None else _voorbehoud(a, uit, zonder, twijfel[0])


def _van_feit(a: Afleider, t: ToetsRegel, f: Feit) -> Toetsing | None:
    c = Ctx(a.b, f.op)
    c.dit, c.weg, c.bewaakt = f, f, (f.soort,)
    if t.per is not None:
        eigen = a.b.ding_van(f, t.per)
        c.ding = eigen if isinstance(eigen, str) else None
    geldt: Any = False
    for w in t.wachten:
        if f.soort not in w.soorten:
            continue
        if w.rollen is not None and f.door.rol not in w.rollen and f.door.soort not in w.rollen:
            continue
        geldt = of([geldt, True if w.als is None else w.als.fn(c)])
    if geldt is False:
        return None
    bladen: list[Blad] = []
    uitkomst, door = loop_boom(a, t.boom, c, bladen)
    return Toetsing(t, c.ding, uitkomst, door, bladen, None)


def _voorbehoud(a: Afleider, met: Toetsing, zonder: Toetsing, weg: list[Feit]) -> Toetsing:
    """A gate of which some outcomes hold only with facts that are contested or restricted."""
    anders = {b.regel.naam: b for b in zonder.bladen}
    bladen = [_blad_onder_voorbehoud(a, b, anders.get(b.regel.naam, b), weg) for b in met.bladen]
    sw = min((d for d in (met.sw, zonder.sw) if d is not None), default=None)
    uitkomst, door = onder_voorbehoud(met.uitkomst, zonder.uitkomst), onder_voorbehoud(met.door, zonder.door)
    return Toetsing(met.regel, met.ding, uitkomst, door, bladen, sw)


def _blad_onder_voorbehoud(a: Afleider, b: Blad, zonder: Blad, weg: list[Feit]) -> Blad:
    uit = onder_voorbehoud(_als_voldaan(b.uitkomst), _als_voldaan(zonder.uitkomst))
    door = onder_voorbehoud(b.door, zonder.door)
    if uit is _als_voldaan(b.uitkomst) and door is b.door:
        return b
    e = b.regel
    leest = a.lezen(e.eis) | (a.lezen(e.indien) if e.indien is not None else frozenset())
    rust_op = tuple(f.id for f in weg if f.soort in leest) or tuple(f.id for f in weg)
    return Blad(e, uit, door, b.afwijking, rust_op)


def _als_voldaan(uitkomst: Any) -> Any:
    return True if uitkomst is NVT else uitkomst


def breuken(t: Toetsing) -> list[Blad]:
    """The leaves that make an act a breach: what is not met, unless the gate passes without it."""
    if t.door is True:
        return []
    return [b for b in t.bladen if b.door is not True and b.regel.hardheid != "advies"]
