# SPDX-License-Identifier: EUPL-1.2
"""What each role may record now: *ja*, *nee* or *mits*. Who is not listed may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding.regels import BestaanRegel, RechtRegel, ToetsRegel, Wacht
from wijkregie.norm.afleiding.toetsen import Toetsing
from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.waarden import VRIJ, en, of

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider
    from wijkregie.norm.afleiding.regelset import Regels

JA, NEE, MITS = "ja", "nee", "mits"


class Handeling:
    """One right: these roles, this fact type, for this thing (or the dossier). Dossiers share those that are the same for all: nobody changes one."""

    __slots__ = ("rollen", "feit", "ding", "mag", "toetsen", "rechten", "bestaan", "rij")

    def __init__(
        self,
        rollen: tuple[str, ...],
        feit: str,
        ding: str | None,
        mag: str,
        toetsen: tuple[Toetsing, ...] = (),
        rechten: tuple[tuple[RechtRegel, Any], ...] = (),
        bestaan: tuple[BestaanRegel, ...] = (),
    ) -> None:
        self.rollen = rollen
        self.feit = feit
        self.ding = ding
        self.mag = mag
        self.toetsen = toetsen
        self.rechten = rechten
        self.bestaan = bestaan
        self.rij = (rollen, feit, ding, mag)  # what is stored of it


class _Groep:
    """Roles that meet the same gates on an act: those whose guard names them, each with the conditions of that guard."""

    __slots__ = ("rollen", "toetsen", "rechten")

    def __init__(self, rollen: tuple[str, ...], toetsen: list[tuple[ToetsRegel, list[Wacht] | None]], rechten: tuple[RechtRegel, ...]) -> None:
        self.rollen = rollen
        self.toetsen = toetsen
        self.rechten = rechten


class _Plan:
    """For one fact type, what is the same for every dossier: who may always, who may sometimes, which gates stand on it."""

    __slots__ = ("feit", "groepen", "toetsen", "herkomst", "per", "ook_zonder", "verboden", "gevoelig", "leeg")

    def __init__(self, feit: str, regels: Regels) -> None:
        model = regels.feiten[feit]
        assert regels.wereld is not None
        bekend = regels.wereld.rollen
        altijd: dict[str, None] = {}
        for r in model.door:
            altijd.update(dict.fromkeys(sorted(regels.onder(r))))
        rechten = [r for r in regels.rechten if feit in r.soorten]
        for recht in rechten:
            if recht.als is None:
                altijd.update(dict.fromkeys(sorted(recht.rollen)))
        self.feit = feit
        self.toetsen = regels.toetsen_per_soort.get(feit, [])
        self.herkomst = model.herkomst
        verplicht = {v.categorie for v in model.velden.values() if v.verplicht and v.categorie} | ({model.categorie} - {""})
        self.verboden = [b for b in regels.bestaan if b.niet & verplicht and (b.per is None or b.per in model.over)]
        soorten_ding = sorted({t.per for t in self.toetsen if t.per is not None}) or sorted({b.per for b in self.verboden if b.per is not None})
        self.per = soorten_ding[0] if soorten_ding else None
        self.ook_zonder = not any(t.per is not None for t in self.toetsen)  # an act that no gate ties to a thing may name none
        groepen: dict[Any, list[str]] = {}
        soms = {rol: tuple(r for r in rechten if r.als is not None and rol in r.rollen) for r in rechten for rol in r.rollen if rol not in altijd}
        for rol in [*altijd, *sorted(soms)]:
            if rol in bekend:
                past = tuple(w.rollen is None or rol in w.rollen for t in self.toetsen for w in self._wachten(t))
                groepen.setdefault((past, tuple(r.naam for r in soms.get(rol, ()))), []).append(rol)
        self.groepen = [_Groep(tuple(rollen), self._van(rollen[0]), soms.get(rollen[0], ())) for rollen in groepen.values()]
        los = self.per is not None or self.verboden or soms or any(t.gevoelig is None for t in self.toetsen)
        self.gevoelig = None if los else frozenset(s for t in self.toetsen for s in t.gevoelig or ())
        self.leeg: list[Handeling] | None = None

    def _wachten(self, t: ToetsRegel) -> list[Wacht]:
        return [w for w in t.wachten if self.feit in w.soorten]

    def _van(self, rol: str) -> list[tuple[ToetsRegel, list[Wacht] | None]]:
        """The gates that stand on this act of a role; None: always, else under one of these conditions."""
        uit: list[tuple[ToetsRegel, list[Wacht] | None]] = []
        for t in self.toetsen:
            eigen = [w for w in self._wachten(t) if w.rollen is None or rol in w.rollen]
            if eigen:
                uit.append((t, None if any(w.als is None for w in eigen) else eigen))
        return uit


def _plannen(regels: Regels) -> tuple[list[Handeling], list[_Plan]]:
    """Rights that never change, made once; and the fact types of which the rights depend on the dossier."""
    if regels.handeling_plan is None:
        vast: list[Handeling] = []
        los: list[_Plan] = []
        for feit in regels.feiten:
            plan = _Plan(feit, regels)
            if plan.toetsen or plan.verboden or any(g.rechten for g in plan.groepen):
                los.append(plan)
            else:
                vast += [Handeling(g.rollen, feit, None, JA) for g in plan.groepen]
        regels.handeling_plan = (vast, los)
    uit: tuple[list[Handeling], list[_Plan]] = regels.handeling_plan
    return uit


def handelingen(a: Afleider, toetsen: list[Toetsing]) -> list[Handeling]:
    """Every right that somebody has, and every one that a gate keeps from somebody who otherwise has it."""
    vast, los = _plannen(a.regels)
    per_toets: dict[tuple[str, str | None], Toetsing] = {(t.regel.naam, t.ding): t for t in toetsen}
    uit = list(vast)
    c = a.ctx(a.peildatum)
    c.dit = VRIJ
    for plan in los:
        _voor_dingen(a, plan, c, per_toets, uit)
    a.wissel(c.sw, a.peildatum)
    return uit


def handelingen_van(a: Afleider, feit: str, rollen: frozenset[str]) -> list[Handeling]:
    """The rights of these roles on one fact type, without deriving the rest of the state. Empty: they may not record it."""
    vast, los = _plannen(a.regels)
    uit = [h for h in vast if h.feit == feit]
    plan = next((p for p in los if p.feit == feit), None)
    if plan is not None:
        c = a.ctx(a.peildatum)
        c.dit = VRIJ
        _voor_dingen(a, plan, c, {}, uit)
    return [h for h in uit if not rollen.isdisjoint(h.rollen)]


def vast_recht(regels: Regels, feit: str, rol: str) -> bool | None:
    """May this role record this fact in every dossier alike? None: that hangs on the dossier (`handelingen_van`)."""
    vast, los = _plannen(regels)
    if any(p.feit == feit and any(g.rechten for g in p.groepen) for p in los):
        return None
    van = [g.rollen for p in los if p.feit == feit for g in p.groepen] + [h.rollen for h in vast if h.feit == feit]
    return any(rol in rollen for rollen in van)


def _voor_dingen(a: Afleider, plan: _Plan, c: Ctx, per_toets: dict[tuple[str, str | None], Toetsing], uit: list[Handeling]) -> None:
    if plan.gevoelig is not None and plan.gevoelig.isdisjoint(a.b.soorten):
        if plan.leeg is None:
            leeg: list[Handeling] = []
            _voor(a, plan, None, c, per_toets, leeg)
            plan.leeg = leeg
        uit += plan.leeg
        return
    if plan.per is None:
        _voor(a, plan, None, c, per_toets, uit)
        return
    dingen: list[str | None] = [d.id for d in a.b.per_dingsoort.get(plan.per, ())]
    for d in [None, *dingen] if plan.ook_zonder else dingen or [None]:
        _voor(a, plan, d, c, per_toets, uit)


def _voor(a: Afleider, plan: _Plan, ding: str | None, c: Ctx, per_toets: dict[tuple[str, str | None], Toetsing], uit: list[Handeling]) -> None:
    c.ding = ding
    bestaan: tuple[BestaanRegel, ...] = ()
    if plan.verboden:
        # what may not exist about a thing bars nothing while there is no thing
        hier = (b for b in plan.verboden if b.per is None or (b.per == plan.per and ding is not None))
        bestaan = tuple(b for b in hier if b.als is None or b.als.fn(c) is not False)
    for g in plan.groepen:
        geldend: list[Toetsing] = []
        door: list[Any] = []
        for t, wachten in g.toetsen:
            staat: Any = True if wachten is None else of([w.als.fn(c) for w in wachten if w.als is not None])
            if staat is False:
                continue
            toetsing = _toetsing(a, t, ding, per_toets)
            geldend.append(toetsing)
            door.append(toetsing.door if staat is True else of([staat, toetsing.door]))
        v = en(door) if door else True
        mag = JA if v is True else MITS if v is VRIJ or plan.herkomst != "systeem" else NEE
        rechten: tuple[tuple[RechtRegel, Any], ...] = ()
        if g.rechten:
            rechten = tuple((r, r.als.fn(c)) for r in g.rechten if r.als is not None)
            recht = of([w for _, w in rechten])
            mag = NEE if recht is False or recht is None else MITS if recht is VRIJ and mag == JA else mag
        uit.append(Handeling(g.rollen, plan.feit, ding, NEE if bestaan else mag, tuple(geldend), rechten, bestaan))


def _toetsing(a: Afleider, t: ToetsRegel, ding: str | None, per_toets: dict[tuple[str, str | None], Toetsing]) -> Toetsing:
    uit = per_toets.get((t.naam, ding if t.per is not None else None))
    return uit if uit is not None else a.toetsing(t.naam, ding if t.per is not None else None, a.peildatum)
