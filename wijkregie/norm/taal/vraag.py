# SPDX-License-Identifier: EUPL-1.2
"""Questions about facts: filtered sets, existence, counts, first and last. Each filter may be unknown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from wijkregie.norm.feiten.beeld import GEEN, OP, Ctx, Ding, tot_en_met
from wijkregie.norm.feiten.feit import SLEUTEL, Feit
from wijkregie.norm.taal.bereik import Fn
from wijkregie.norm.taal.rekenen import logica
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import ONEINDIG, VRIJ, aantal

_DAG: Final = timedelta(days=1)


def na(f: Feit, x: Feit) -> bool:
    """Did f happen on or after x? The same day counts, unless both have a time."""
    if f.op != x.op:
        return f.op > x.op
    return f is not x and (f.tijd is None or x.tijd is None or f.tijd >= x.tijd)


def uit_venster(op: date, termijn: Termijn, c: Ctx) -> date:
    """The first day on which a look-back window of this length no longer holds `op`."""
    d: date = termijn.na(op, c.b.kalender)[0] - timedelta(days=4)
    terug = -termijn
    while terug.na(d, c.b.kalender)[0] <= op:
        d += _DAG
    return d


def _begrensd(lijst: Sequence[Feit], grens: Feit | date, sinds: bool) -> Sequence[Feit]:
    """The facts since or before a day or a fact; they stand in order."""
    if isinstance(grens, Feit):
        if sinds:
            return [f for f in lijst[bisect_left(lijst, grens.op, key=OP) :] if na(f, grens)]
        return lijst[: bisect_left(lijst, grens.sleutel, key=SLEUTEL)]
    i = bisect_left(lijst, grens, key=OP)
    return lijst[i:] if sinds else lijst[:i]


class Vraag:
    """Facts of some types that pass the filters: those that do for certain, and those of which it is unknown."""

    __slots__ = (
        *("soorten", "over", "rollen", "sinds", "voor", "binnen", "waar", "volledig", "merken", "categorieen"),
        *("kaal", "over_een", "filtert", "eis", "delen"),
    )

    def __init__(
        self,
        soorten: tuple[str, ...],
        over: list[Fn],
        rollen: frozenset[str] | None,
        sinds: Fn | None,
        voor: Fn | None,
        binnen: Termijn | None,
        waar: list[Fn],
        volledig: list[Fn],
    ) -> None:
        self.soorten = soorten
        self.over = over
        self.rollen = rollen
        self.sinds = sinds
        self.voor = voor
        self.binnen = binnen
        self.waar = waar
        self.volledig = volledig  # of an open fact type: when is "none" an answer
        self.delen: Sequence[Vraag] = ()  # of several sets together: each by itself
        self.merken: frozenset[str] = frozenset()  # what the conditions of a named set hang on, beside facts
        self.categorieen: frozenset[str] = frozenset()  # categories of data that the answer gives away
        een = len(soorten) == 1
        self.filtert = bool(rollen or sinds or voor or binnen)
        self.kaal = een and not (over or waar or self.filtert)
        self.over_een = over[0] if een and len(over) == 1 and not (self.filtert or volledig) else None  # the commonest: about one thing
        self.eis = waar[0] if len(waar) == 1 else logica("en", waar)

    def bron(self, c: Ctx, per: dict[str, list[Feit]] | None = None) -> Sequence[Feit]:
        """All facts of the types (of one thing: `per`) up to the day asked, without the act under test."""
        if per is None:
            per = c.per
        if len(self.soorten) == 1:
            lijst: Sequence[Feit] = per.get(self.soorten[0], GEEN)
        else:
            samen = [f for s in self.soorten for f in per.get(s, GEEN)]
            samen.sort(key=Feit.volgorde)
            lijst = samen
        if not lijst:
            return lijst
        if c.dag < c.b.laatste:
            lijst = tot_en_met(lijst, c.dag)
        if c.weg is not None and c.weg.soort in self.soorten:
            weg = c.weg
            lijst = [f for f in lijst if f is not weg]
        return lijst

    def kandidaten(self, c: Ctx) -> tuple[Sequence[Feit], Any]:
        """The facts that may pass, and True if they do so far; None or VRIJ if a filter itself is unknown or hangs on the act."""
        zeker: Any = True
        over = self.over
        if over:
            x = over[0](c)
            ding = c.b.dingen.get(x) if x.__class__ is str else None
            if ding is not None:  # the facts of one thing are at hand
                over = over[1:]
                lijst = self.bron(c, ding.per)
            else:
                lijst = self.bron(c)
        else:
            lijst = self.bron(c)
        if not lijst or not (over or self.filtert):
            return lijst, zeker
        if self.rollen is not None:
            rollen = self.rollen
            lijst = [f for f in lijst if f.door.rol in rollen or f.door.soort in rollen or f.namens in rollen]
        for fn in over:
            x = fn(c)
            if x is None or x is VRIJ:
                zeker = x if zeker is True else None
            else:
                ids = x.over if isinstance(x, Feit) else (x,) if isinstance(x, str) else tuple(x)
                lijst = [f for f in lijst if any(d in f.over for d in ids)]
        for sinds, fn_grens in ((True, self.sinds), (False, self.voor)):
            if fn_grens is None:
                continue
            x = fn_grens(c)
            if x is None or x is VRIJ:
                zeker = x if zeker is True else None
            else:
                if c.dit is VRIJ and x == c.dag and any(f.op == x for f in lijst):
                    c.wissel(x + _DAG)  # the day of a blank act: tomorrow these lie before it
                lijst = _begrensd(lijst, x, sinds)
        if self.binnen is not None and lijst:
            begin = (-self.binnen).na(c.dag, c.b.kalender)[0]
            lijst = [f for f in lijst if f.op >= begin]
            if lijst:
                c.wissel(uit_venster(lijst[0].op, self.binnen, c))
        return lijst, zeker

    def toets(self, c: Ctx, f: Feit) -> Any:
        """Do the `waar` conditions hold for one fact?"""
        oud, c.f = c.f, f
        uit = self.eis(c)
        c.f = oud
        return uit if uit is True or uit is False or uit is None else VRIJ

    def leeg(self, c: Ctx) -> Any:
        """False when "none" is an answer; None while an open fact type has not been asked out."""
        return False if all(fn(c) is True for fn in self.volledig) else None

    def bestaat(self, c: Ctx) -> Any:
        if self.kaal:
            lijst = c.per.get(self.soorten[0])
            if lijst and c.weg is None and lijst[0].op <= c.dag:
                return True
            return True if self.bron(c) else (self.leeg(c) if self.volledig else False)
        if self.over_een is not None:
            x = self.over_een(c)
            ding = c.b.dingen.get(x) if x.__class__ is str else None
            if ding is not None:
                return self._bestaat_over(ding, c)
        lijst2, zeker = self.kandidaten(c)
        uit: Any = False
        for f in lijst2:
            v = self.toets(c, f) if self.waar else True
            if v is True and zeker is not True:
                v = zeker
            if v is True:
                return True
            if v is not False:
                uit = VRIJ if v is VRIJ or uit is VRIJ else None
        return self.leeg(c) if uit is False and self.volledig else uit

    def _bestaat_over(self, ding: Ding, c: Ctx) -> Any:
        """Is there one among the facts of a thing?"""
        uit: Any = False
        for f in ding.per.get(self.soorten[0], GEEN):
            if f is c.weg:
                continue
            if f.op > c.dag:
                break
            v = self.toets(c, f) if self.waar else True
            if v is True:
                return True
            if v is not False:
                uit = VRIJ if v is VRIJ or uit is VRIJ else None
        return uit

    def geen(self, c: Ctx) -> Any:
        v = self.bestaat(c)
        return (not v) if v is True or v is False else v

    def leden(self, c: Ctx) -> tuple[list[Feit], list[Feit], bool]:
        """(certain members, possible members, whether possibility hangs on the blank act)."""
        lijst, zeker = self.kandidaten(c)
        wel: list[Feit] = []
        misschien: list[Feit] = []
        vrij = zeker is VRIJ
        for f in lijst:
            v = self.toets(c, f) if self.waar else True
            if v is True and zeker is True:
                wel.append(f)
            elif v is not False:
                misschien.append(f)
                vrij = vrij or v is VRIJ
        return wel, misschien, vrij

    def tel(self, c: Ctx) -> Any:
        if self.kaal:
            n = len(self.bron(c))
            return n if not self.volledig or self.leeg(c) is False else aantal(n, ONEINDIG)
        wel, misschien, vrij = self.leden(c)
        if vrij and misschien:
            return VRIJ
        hoog = len(wel) + len(misschien)
        if self.volledig and self.leeg(c) is None:
            hoog = ONEINDIG
        return aantal(len(wel), hoog)

    def tel_verschillende(self, c: Ctx, wat: Fn) -> Any:
        wel, misschien, vrij = self.leden(c)
        if vrij and misschien:
            return VRIJ
        oud = c.f
        waarden = set()
        onbekend = len(misschien)
        for f in wel:
            c.f = f
            v = wat(c)
            if v is None:
                onbekend += 1
            else:
                waarden.add(v)
        c.f = oud
        laag = max(len(waarden), 1 if wel else 0)
        hoog = len(waarden) + onbekend
        if self.volledig and self.leeg(c) is None:
            hoog = ONEINDIG
        return aantal(laag, max(laag, hoog))

    def uiterste(self, c: Ctx, laatste: bool) -> Any:
        """The first or last fact; unknown if there is none, or if the filter is unknown at that end."""
        lijst, zeker = self.kandidaten(c)
        if zeker is not True and lijst:
            return zeker
        for f in reversed(lijst) if laatste else lijst:
            v = self.toets(c, f) if self.waar else True
            if v is True:
                return f
            if v is not False:
                return v
        return None
