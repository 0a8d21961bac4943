# SPDX-License-Identifier: EUPL-1.2
"""A fact about to be recorded, against the rules: what refuses it, and what is recorded with it as a breach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wijkregie.norm.afleiding import uitleg
from wijkregie.norm.afleiding.achteraf import NIET_BESTAAN, verboden
from wijkregie.norm.afleiding.leid_af import Afleider, afleider
from wijkregie.norm.afleiding.regels import RechtRegel
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.afleiding.toetsen import NVT, Blad, Toetsing, breuken, toets_feit
from wijkregie.norm.feiten.beeld import NERGENS, Omstandigheden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.waarden import uitkomst

RECHT, TOETS, BESTAAN = "recht", "toets", "bestaan"
_NIETS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """One thing that a rule has against an act."""

    soort: str  # recht | toets | bestaan
    weigert: bool  # the act is refused; else it is recorded, with its breach unless this is advice
    norm: tuple[str, ...]
    wat: str  # what must hold
    uitkomst: str = "nee"  # nee | onbekend
    hardheid: str = "hard"
    toets: str | None = None
    regel: str = ""
    groep: str = ""  # where it stands among alternatives or grounds
    afwijken: frozenset[str] = _NIETS  # the roles that may deviate with a reason
    beslist_door: tuple[str, ...] = ()  # the fact types that would settle it
    categorieen: frozenset[str] = _NIETS  # seen by a reader who is granted all of these
    rust_op: tuple[str, ...] = ()  # ids of contested or restricted facts without which it would not hold

    @property
    def schending(self) -> bool:
        """Is this recorded with the fact as a breach?"""
        return not self.weigert and self.hardheid != "advies"


def toetsing_van_feit(regelset: Regelset, feiten: Sequence[Feit], feit_id: str, rollen: Iterable[str], om: Omstandigheden = NERGENS) -> list[Bezwaar]:
    """What the rules have against this fact, which is among the facts already. Empty: it may be recorded as it is.

    `rollen`: those of who records it. Gates are read as of its `op` under the rules of that day; an act of the system is refused
    while a leaf is unmet or unknown, one from outside is recorded with its breach. Without the right to record it, it is always refused.
    """
    daad = next(f for f in feiten if f.id == feit_id)
    a = afleider(regelset, feiten, max(daad.vastgelegd_op, daad.op), None, om, regels_van=daad.op)
    f = next(g for g in a.b.per.get(daad.soort, ()) if g.id == feit_id)  # as rectified
    return [*_recht(a, f, frozenset(rollen)), *_bestaan(a, f), *_toetsen(a, f)]


def _recht(a: Afleider, f: Feit, rollen: frozenset[str]) -> Iterator[Bezwaar]:
    model = a.regels.feiten[f.soort]
    if any(not rollen.isdisjoint(a.regels.onder(r)) for r in model.door):
        return
    c = a.ctx(f.op)
    c.dit, c.weg = f, f
    gezien: list[tuple[RechtRegel, Any]] = []
    for r in a.regels.rechten:
        if f.soort in r.soorten and not rollen.isdisjoint(r.rollen):
            v = True if r.als is None else r.als.fn(c)
            if v is True:
                return
            gezien.append((r, v))
    for r, v in gezien:
        wat = r.wat or (r.als.tekst if r.als is not None else r.naam)
        yield Bezwaar(RECHT, True, r.norm, wat, uitkomst(v), regel=r.naam, categorieen=r.categorieen)
    if not gezien:
        yield Bezwaar(RECHT, True, (), "deze rol legt dit niet vast")


def _bestaan(a: Afleider, f: Feit) -> Iterator[Bezwaar]:
    for r in a.regels.bestaan:
        if verboden(a, r, f):
            yield Bezwaar(BESTAAN, True, r.norm, r.wat or NIET_BESTAAN, regel=r.naam, categorieen=r.categorieen)


def _toetsen(a: Afleider, f: Feit) -> Iterator[Bezwaar]:
    systeem = f.herkomst == "systeem"
    for t in a.regels.toetsen_per_soort.get(f.soort, ()):
        x = toets_feit(a, t, f)
        if x is None:
            continue
        mis = breuken(x)
        yield from (_van_blad(x, b, systeem) for b in mis)
        if x.door is not True and not mis:  # it names no ground, or one that does not exist: no leaf was tested
            yield Bezwaar(TOETS, systeem, t.norm, t.wat or t.naam, uitkomst(x.door), toets=t.naam, regel=t.naam, categorieen=t.categorieen)
        yield from (_van_blad(x, b, False) for b in x.bladen if b.regel.hardheid == "advies" and b.uitkomst is not True and b.uitkomst is not NVT)


def _van_blad(x: Toetsing, b: Blad, weigert: bool) -> Bezwaar:
    e = b.regel
    mist = uitleg.beslist_door(e.eis) if b.uitkomst is not False and not b.rust_op else ()
    return Bezwaar(
        TOETS,
        weigert,
        e.norm or x.regel.norm,
        e.wat or x.regel.wat or e.eis.tekst,
        uitkomst(b.uitkomst),
        e.hardheid,
        x.regel.naam,
        e.naam,
        e.groep,
        e.afwijken,
        mist,
        e.categorieen,
        b.rust_op,
    )
