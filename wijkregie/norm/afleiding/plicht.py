# SPDX-License-Identifier: EUPL-1.2
"""One duty, and what ends it: the act that the norm asks, or a motivated waiver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.aanleidingen import Aanleiding
from wijkregie.norm.afleiding.regels import PlichtRegel
from wijkregie.norm.feiten.beeld import GEEN, Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.vraag import na

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

STATUSSEN: Final = ("te_laat", "dreigt", "open", "opgeschort", "mogelijk", "voldaan", "afgezien", "gemist", "vervallen")
"""Every status of a duty, what asks most attention first."""
BESLOTEN: Final = "besloten; een collega geeft nog akkoord en daarna worden de gegevens leeggemaakt"
LOPEND: Final = frozenset({"open", "dreigt", "te_laat", "opgeschort", "mogelijk"})


class Plicht:
    """One duty as it stands on the day asked."""

    # defaults stand on the class: most duties fill in only a few, and thousands are made a second
    status = "open"
    anker: date | None = None
    uiterlijk: date | None = None
    uiterlijk_tijd: int | None = None
    niet_voor: date | None = None
    streef: date | None = None
    moment: date | None = None
    voldaan: Feit | None = None
    voldaan_op: date | None = None
    vervallen_op: date | None = None
    vastgelegd_laat = False
    te_laat_voldaan = False
    reden: str | None = None
    periode: tuple[date, date] | None = None
    rest: int | None = None
    mist: Sequence[tuple[Feit, int, Any]] = ()  # acts that did not discharge it: (act, leaf, outcome)
    opgeschort: Sequence[tuple[date, date]] = ()
    termijn_onbekend = False

    def __init__(self, regel: PlichtRegel, aanleiding: Aanleiding, ding: str | None, elk: Any, wie: tuple[str, ...], modus: str) -> None:
        self.regel = regel
        self.aanleiding = aanleiding
        self.ding = ding
        self.elk = elk
        self.wie = wie
        self.modus = modus

    def __repr__(self) -> str:
        return f"Plicht({self.regel.naam}, {self.ding}, {self.status}, {self.uiterlijk})"


def gedaan(a: Afleider, q: Plicht, c: Ctx, vanaf: date, tot: date, *, na_aanleiding: bool = True) -> Feit | None:
    """The first act on or after the trigger that does what the duty asks."""
    p = q.regel
    moet_over = p.over and q.ding is not None
    if moet_over:
        ding = a.b.dingen.get(q.ding)  # type: ignore[arg-type]
        if ding is None:
            return None
        per = ding.per
    else:
        per = a.b.per
    kandidaten: list[tuple[Feit, Any]] = [(f, d) for d in p.doe for s in d.soorten if s in per for f in per[s] if vanaf <= f.op <= tot]
    if kandidaten and not a.regels.vernietigt.isdisjoint(p.doe_soorten):
        kandidaten = _uitgevoerd(a, q, kandidaten, tot)
    if not kandidaten:
        return None
    if len(kandidaten) > 1 and len(p.doe_soorten) > 1:
        kandidaten.sort(key=_daad)
    trigger = q.aanleiding.feit if na_aanleiding else None
    for f, d in kandidaten:
        if trigger is not None and trigger.op == f.op and not na(f, trigger):
            continue
        if q.modus == "elk" and not a.door_rol(f, q.wie[0]):
            continue
        if _voldoet(q, c, f, d):
            return f
    return None


def _uitgevoerd(a: Afleider, q: Plicht, kandidaten: list[tuple[Feit, Any]], tot: date) -> list[tuple[Feit, Any]]:
    """Of decisions to destroy those that were carried out: until somebody else agreed and the content is gone, nothing was done."""
    uit = []
    for f, d in kandidaten:
        op = gedaan_op(a, f)
        if op is not None and op <= tot:
            uit.append((f, d))
        else:
            q.reden = BESLOTEN
            if op is not None:
                a.wissel(op, tot)
    return uit


def gedaan_op(a: Afleider, f: Feit) -> date | None:
    """The day on which an act is done: its own, and of a decision to destroy the day on which that was carried out. None: it was not."""
    if f.soort not in a.regels.vernietigt:
        return f.op
    return next((max(op, f.op) for besluit, op in a.om.vernietigd if besluit == f.id), None)


def _daad(k: tuple[Feit, Any]) -> tuple[date, int, int]:
    return k[0].sleutel


def _voldoet(q: Plicht, c: Ctx, f: Feit, d: Any) -> bool:
    """Does the act hold what the norm asks of it? Read as of the day of the act; what is missing is kept for the explanation."""
    p = q.regel
    c.dag = f.op
    c.f = f
    v: Any = d.vraag.toets(c, f) if d.vraag.waar else True
    if v is True and d.waar is not None:
        v = d.waar.fn(c)
    if v is not True:
        if v is None:
            q.mist = (*q.mist, (f, -1, v))
        return False
    goed = True
    for i, e in enumerate(p.eisen):
        if e.hardheid == "advies":
            continue
        n = True if e.indien is None else e.indien.fn(c)
        if n is False:
            continue
        v = e.eis.fn(c)
        if v is not True:
            v = v if n is True else None
            q.mist = (*q.mist, (f, i, v))
            goed = False
    return goed


def afgezien(a: Afleider, q: Plicht, dag: date, vanaf: date | None = None) -> Feit | None:
    """A motivated waiver by the role that may, of this norm and this thing."""
    p = q.regel
    for f in a.b.per.get("afgezien", GEEN):
        if not (vanaf or q.aanleiding.op) <= f.op <= dag or f.velden.get("norm") not in (p.naam, *p.norm):
            continue
        if q.ding is not None and q.ding not in f.over:
            continue
        if (f.door.rol in p.afzien or f.door.soort in p.afzien) and f.velden.get("reden"):
            return f
    return None
