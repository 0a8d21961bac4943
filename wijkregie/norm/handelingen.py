# SPDX-License-Identifier: EUPL-1.2
"""What each role may record now: *ja*, *nee* or *mits* (ontwerp 5, Gates). Who is not listed may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.norm.beeld import Ctx
from wijkregie.norm.regels import BestaanRegel, RechtRegel, ToetsRegel
from wijkregie.norm.toetsen import Toetsing, wacht_open
from wijkregie.norm.waarden import VRIJ, en

if TYPE_CHECKING:
    from wijkregie.norm.leid_af import Afleider
    from wijkregie.norm.regelset import Regels

JA, NEE, MITS = "ja", "nee", "mits"


class Handeling:
    """One right: this role, this fact type, for this thing (or the dossier)."""

    __slots__ = ("rol", "feit", "ding", "mag", "toetsen", "rechten", "bestaan")

    def __init__(
        self,
        rol: str,
        feit: str,
        ding: str | None,
        mag: str,
        toetsen: tuple[Toetsing, ...] = (),
        rechten: tuple[tuple[RechtRegel, Any], ...] = (),
        bestaan: tuple[BestaanRegel, ...] = (),
    ) -> None:
        self.rol = rol
        self.feit = feit
        self.ding = ding
        self.mag = mag
        self.toetsen = toetsen
        self.rechten = rechten
        self.bestaan = bestaan


class _Plan:
    """For one fact type, what is the same for every dossier: who may always, who may sometimes, which gates stand on it."""

    __slots__ = ("feit", "altijd", "soms", "toetsen", "herkomst", "per", "verboden")

    def __init__(self, feit: str, regels: Regels) -> None:
        model = regels.feiten[feit]
        rollen: dict[str, None] = {}
        for r in model.door:
            rollen.update(dict.fromkeys(sorted(regels.onder(r))))
        for recht in regels.rechten:
            if feit in recht.soorten and recht.als is None:
                rollen.update(dict.fromkeys(sorted(recht.rollen)))
        assert regels.wereld is not None
        self.feit = feit
        self.altijd = [r for r in rollen if r in regels.wereld.rollen]
        self.soms = [r for r in regels.rechten if feit in r.soorten and r.als is not None]
        self.toetsen = regels.toetsen_per_soort.get(feit, [])
        self.herkomst = model.herkomst
        pers = {t.per for t in self.toetsen if t.per is not None}
        self.per = next(iter(sorted(pers)), None)
        eigen = {model.categorie} - {""}
        verplicht = {v.categorie for v in model.velden.values() if v.verplicht and v.categorie} | eigen
        self.verboden = [b for b in regels.bestaan if b.niet & verplicht]


def _plannen(regels: Regels) -> tuple[list[Handeling], list[_Plan]]:
    """Rights that never change, made once; and the fact types of which the rights depend on the dossier."""
    if regels.handeling_plan is None:
        vast: list[Handeling] = []
        los: list[_Plan] = []
        for feit in regels.feiten:
            plan = _Plan(feit, regels)
            if plan.toetsen or plan.soms or plan.verboden:
                los.append(plan)
            else:
                vast += [Handeling(r, feit, None, JA) for r in plan.altijd]
        regels.handeling_plan = (vast, los)
    uit: tuple[list[Handeling], list[_Plan]] = regels.handeling_plan
    return uit


def handelingen(a: Afleider, toetsen: list[Toetsing]) -> list[Handeling]:
    """Every right that somebody has, and every one that a gate keeps from somebody who otherwise has it."""
    vast, los = _plannen(a.regels)
    per_toets: dict[tuple[str, str | None], Toetsing] = {(t.regel.naam, t.ding): t for t in toetsen}
    uit = list(vast)
    c = a.ctx(a.peildatum)
    for plan in los:
        dingen: list[str | None] = [None]
        if plan.per is not None:
            dingen = [d.id for d in a.b.per_dingsoort.get(plan.per, ())] or [None]
        for ding in dingen:
            _voor(a, plan, ding, c, per_toets, uit)
    a.wissel(c.sw, a.peildatum)
    return uit


def _voor(a: Afleider, plan: _Plan, ding: str | None, c: Ctx, per_toets: dict[tuple[str, str | None], Toetsing], uit: list[Handeling]) -> None:
    c.dit, c.ding = VRIJ, ding
    bestaan = tuple(b for b in plan.verboden if b.als is None or b.als.fn(c) is not False)
    voorwaardelijk: dict[str, list[tuple[RechtRegel, Any]]] = {}
    for r in plan.soms:
        assert r.als is not None and a.regels.wereld is not None
        v = r.als.fn(c)
        for rol in r.rollen:
            if rol in a.regels.wereld.rollen and rol not in plan.altijd:
                voorwaardelijk.setdefault(rol, []).append((r, v))
    gedeeld: dict[tuple[bool, ...], tuple[str, tuple[Toetsing, ...]]] = {}
    for rol in [*plan.altijd, *sorted(voorwaardelijk)]:
        rechten = tuple(voorwaardelijk.get(rol, ()))
        recht: Any = True if not rechten else _beste([v for _, v in rechten])
        sleutel = tuple(w.rollen is None or rol in w.rollen for t in plan.toetsen for w in t.wachten)
        if sleutel not in gedeeld:
            gedeeld[sleutel] = _toetsen(a, plan, ding, rol, c, per_toets)
        mag, toetsen = gedeeld[sleutel]
        if bestaan or recht is False or recht is None:
            mag = NEE
        elif recht is VRIJ and mag == JA:
            mag = MITS
        uit.append(Handeling(rol, plan.feit, ding, mag, toetsen, rechten, bestaan))


def _beste(w: list[Any]) -> Any:
    return True if True in w else VRIJ if any(x is VRIJ for x in w) else None if None in w else False


def _toetsen(
    a: Afleider, plan: _Plan, ding: str | None, rol: str, c: Ctx, per_toets: dict[tuple[str, str | None], Toetsing]
) -> tuple[str, tuple[Toetsing, ...]]:
    """The answer of all gates on this act together."""
    geldend: list[Toetsing] = []
    door: list[Any] = []
    for t in plan.toetsen:
        staat = wacht_open(a, t, plan.feit, rol, c)
        if staat is False:
            continue
        toetsing = _toetsing(a, t, ding, per_toets)
        geldend.append(toetsing)
        d = toetsing.door
        door.append(d if staat is True else (True if d is True else VRIJ))
    v = en(door)
    if v is True:
        return JA, tuple(geldend)
    if v is VRIJ or plan.herkomst != "systeem":
        return MITS, tuple(geldend)
    return NEE, tuple(geldend)


def _toetsing(a: Afleider, t: ToetsRegel, ding: str | None, per_toets: dict[tuple[str, str | None], Toetsing]) -> Toetsing:
    uit = per_toets.get((t.naam, ding if t.per is not None else None))
    return uit if uit is not None else a.toetsing(t.naam, ding if t.per is not None else None, a.peildatum)
