# SPDX-License-Identifier: EUPL-1.2
"""Tracks: the phase is the fold over the facts; regie is a table over the phase and the last recorded transfer."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wijkregie.norm.afleiding.regels import RegieRegel, SpoorRegel
from wijkregie.norm.feiten.beeld import OP, Beeld, Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.vraag import Vraag


@dataclass(slots=True)
class Overgegaan:
    """One step of a track: on this day, to this phase, by this fact."""

    op: date
    fase: str
    feit: Feit
    regel: int  # place of the transition in the track


@dataclass(slots=True)
class Verloop:
    """The course of one track for the dossier or one thing."""

    spoor: SpoorRegel
    ding: str | None
    stappen: list[Overgegaan] = field(default_factory=list)
    buiten_route: list[Feit] = field(default_factory=list)
    misschien: list[tuple[Feit, int]] = field(default_factory=list)

    def op(self, dag: date, weg: Feit | None = None) -> tuple[str, date | None]:
        """Phase on a day, and since when; for a gate: before the act itself moved it."""
        i = bisect_right(self.stappen, dag, key=OP)
        if weg is not None:
            i = next((j for j in range(i) if self.stappen[j].feit is weg), i)
        if i == 0:
            return self.spoor.begin, None
        stap = self.stappen[i - 1]
        return stap.fase, stap.op


def loop(spoor: SpoorRegel, b: Beeld, ding: str | None) -> Verloop:
    """Fold the facts over the transitions. An unknown condition is not taken, and shown as *misschien*."""
    uit = Verloop(spoor, ding)
    per = b.per if ding is None else b.dingen[ding].per
    feiten = [f for s in spoor.per_soort if s in per for f in per[s]]
    if not feiten:
        return uit
    if len(spoor.per_soort) > 1:
        feiten.sort(key=Feit.volgorde)
    c = Ctx(b)
    c.ding = ding
    fase = spoor.begin
    for f in feiten:
        c.dag = f.op
        c.dit = f
        past = kent = False
        bij: Vraag | None = None
        hoort: Any = True
        for i, o in spoor.per_soort[f.soort]:
            if o.bij is not bij:  # transitions on the same facts stand together: asked once
                bij = o.bij
                hoort = bij.toets(c, f) if bij.waar else True
            if hoort is False:
                continue
            kent = True
            if fase not in o.van or (o.besluit is not None and f.door.rol not in o.besluit and f.door.soort not in o.besluit):
                continue
            past = True
            v = hoort if o.als is None else o.als.fn(c) if hoort is True else None
            if v is True:
                fase = o.naar
                uit.stappen.append(Overgegaan(f.op, fase, f, i))
                break
            if v is not False:
                uit.misschien.append((f, i))
        if kent and not past and f.soort not in spoor.zonder_gevolg:
            uit.buiten_route.append(f)
    return uit


def regie(regel: RegieRegel, verloop: Verloop, b: Beeld, dag: date) -> tuple[str | None, Feit | None]:
    """The role that has regie on a day, and the transfer it rests on, if any."""
    laatste: Feit | None = None
    for s in regel.overdracht:
        for f in b.per.get(s, ()):
            if f.op > dag or (laatste is not None and f.volgorde() < laatste.volgorde()):
                continue
            if f.velden.get("spoor") not in (None, verloop.spoor.naam) or f.velden.get("soort") not in (None, regel.soort):
                continue
            if verloop.ding is not None and f.over and verloop.ding not in f.over:
                continue
            if f.velden.get("aan") is not None:
                laatste = f
    if laatste is not None:
        return str(laatste.velden["aan"]), laatste
    fase = verloop.op(dag)[0]
    return regel.tabel.get(fase, regel.tabel.get("*")), None
