# SPDX-License-Identifier: EUPL-1.2
"""Facts plus norms give the state: `leid_af` is a pure function of its arguments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import proxy

from wijkregie.norm.afleiding.aanleidingen import Aanleiding
from wijkregie.norm.afleiding.achteraf import Schending, ZonderGrond, schendingen, zonder_grond
from wijkregie.norm.afleiding.besluiten import BesluitStand, besluiten
from wijkregie.norm.afleiding.handelingen import Handeling, handelingen
from wijkregie.norm.afleiding.plicht import Plicht
from wijkregie.norm.afleiding.plichten import ingetrokken_plichten, leid_plicht
from wijkregie.norm.afleiding.regels import BegripRegel, PlichtRegel, ToetsRegel, Versie
from wijkregie.norm.afleiding.regelset import Laag, Regels, Regelset
from wijkregie.norm.afleiding.sporen import Verloop, loop, regie
from wijkregie.norm.afleiding.termijnen import wissels
from wijkregie.norm.afleiding.toetsen import Toetsing, toets_blanco
from wijkregie.norm.afleiding.zicht import Zicht, zicht
from wijkregie.norm.feiten.beeld import NERGENS, Beeld, Ctx, Omstandigheden
from wijkregie.norm.feiten.feit import Feit, Gevouwen, vouw
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.waarden import VRIJ


@dataclass(slots=True)
class Stand:
    """What follows from facts and norms on a day. Explanations are made from it when asked (uitleg.py)."""

    peildatum: date
    plichten: list[Plicht] = field(default_factory=list)
    verlopen: list[Verloop] = field(default_factory=list)
    regie: list[tuple[str, str, str | None, str | None, Feit | None, str | None]] = field(default_factory=list)
    toetsen: list[Toetsing] = field(default_factory=list)
    handelingen: list[Handeling] = field(default_factory=list)
    zicht: list[Zicht] = field(default_factory=list)
    schendingen: list[Schending] = field(default_factory=list)
    zonder_grond: list[ZonderGrond] = field(default_factory=list)
    besluiten: list[BesluitStand] = field(default_factory=list)
    uitkomsten: list[tuple[str, str | None, Any]] = field(default_factory=list)
    gepubliceerd: list[tuple[str, Any, str | None]] = field(default_factory=list)
    volgende_wisseling: date | None = None
    afleider: Any = None


class Afleider:
    """One derivation: the picture of the dossier, the rules in force, and what was derived so far."""

    __slots__ = ("b", "regels", "peildatum", "sw", "_plichten", "_verlopen", "_toetsen", "_wissels", "per_soort", "om", "__weakref__")

    def __init__(self, regels: Regels, gevouwen: Gevouwen, peildatum: date, om: Omstandigheden) -> None:
        self.regels = regels
        self.b = Beeld(gevouwen, peildatum, regels.opent, regels.kalender, om)
        self.b.afleiding = proxy(self)  # not itself: what points at itself waits for the collector
        self.peildatum = peildatum
        self.sw: date | None = self.b.volgende_feit
        self._wissels: dict[date, date] = {}  # of any day that was read: the first later day on which something changes by itself
        self._plichten: dict[tuple[str, date], list[Plicht]] = {}
        self._verlopen: dict[str, dict[str | None, Verloop]] = {}
        self._toetsen: dict[tuple[str, str | None, date], Toetsing] = {}
        self.per_soort = regels.per_soort
        self.om = om

    # helpers for the rooms of the derivation

    def ctx(self, dag: date) -> Ctx:
        return Ctx(self.b, dag)

    def versie(self, p: PlichtRegel) -> Versie:
        return self.regels.versie_van(p)

    def wissel(self, d: date | None, dag: date) -> None:
        """The state changes by itself on this later day."""
        if d is None or d <= dag:
            return
        if dag == self.peildatum and (self.sw is None or d < self.sw):
            self.sw = d
        if d < self._wissels.get(dag, date.max):
            self._wissels[dag] = d

    def lezen(self, u: Uitdrukking) -> frozenset[str]:
        return self.regels.lezen(u)

    def verloop(self, c: Ctx, fn: Callable[[Ctx], Any], leest: frozenset[str], van: date, tot: date) -> Iterator[tuple[date, Any]]:
        """The values of an expression from a day on: read again only on days on which it can change."""
        dagen = self.b.data_van(leest)
        d = van
        while True:
            c.dag = d
            c.sw = None
            yield d, fn(c)
            i = bisect_right(dagen, d)
            volgende = dagen[i] if i < len(dagen) else None
            if c.sw is not None and (volgende is None or c.sw < volgende):
                volgende = c.sw
            if volgende is None:
                return
            if volgende > tot:
                self.wissel(volgende, tot)
                return
            d = volgende

    def eerste_dag(self, c: Ctx, u: Uitdrukking, van: date, tot: date, waarde: bool) -> date | None:
        """The first day in a range on which a condition is true (or false) for certain."""
        if van > tot:
            return None
        for d, v in self.verloop(c, u.fn, self.lezen(u), van, tot):
            if v is waarde:
                return d
        return None

    def verloop_van(self, c: Ctx, p: PlichtRegel, van: date, tot: date) -> Iterator[tuple[date, tuple[Any, Any]]]:
        """For a standing obligation: is it needed, and does the state hold?"""
        assert p.houdt is not None
        zolang, houdt = p.zolang, p.houdt
        leest = self.lezen(houdt) | (self.lezen(zolang) if zolang is not None else frozenset())

        def beide(c: Ctx) -> tuple[Any, Any]:
            return (True if zolang is None else zolang.fn(c)), houdt.fn(c)

        return self.verloop(c, beide, leest, van, tot)

    def elementen(self, p: PlichtRegel, x: Aanleiding, ding: str | None, dag: date) -> list[tuple[Any, date, bool]]:
        """The elements of `voor_elk` with the day each joined, and whether it is still there."""
        if isinstance(p.voor_elk, tuple):
            return [(e, x.op, True) for e in p.voor_elk]
        assert p.voor_elk is not None
        bron, waar = p.voor_elk, p.voor_elk_waar
        leest = self.lezen(bron) | (self.lezen(waar) if waar is not None else frozenset())
        c = self.ctx(dag)
        c.dit, c.ding = x.feit, ding

        def leden(c: Ctx) -> tuple[list[Any], list[Any] | None]:
            """Who belongs to it for certain, and who may; None: it is not known who."""
            ruw = bron.fn(c)
            if ruw is None or ruw is VRIJ:
                return [], None
            lijst = [ruw] if isinstance(ruw, str) else [e.get("partij") if isinstance(e, dict) and "partij" in e else e for e in ruw]
            if waar is None:
                return lijst, lijst
            zeker, misschien = [], []
            for e in lijst:
                c.elk = e
                w = waar.fn(c)
                if w is not False:
                    misschien.append(e)
                if w is True:
                    zeker.append(e)
            return zeker, misschien

        sinds: list[tuple[Any, date, bool]] = []
        for d, (lijst, misschien) in self.verloop(c, leden, leest, x.op, dag):
            sinds = [(e, v, er and (misschien is None or e in misschien)) for e, v, er in sinds]  # nobody leaves by what is unknown
            bekend = [e for e, _, er in sinds if er]
            sinds = [s for s in sinds if s[2] or s[0] not in lijst] + [(e, d, True) for e in lijst if e not in bekend]
        return sinds

    def eigenaren(self, p: PlichtRegel, x: Aanleiding, ding: str | None, elk: Any, dag: date) -> tuple[tuple[str, ...], str]:
        """Whose duty it is, as of the day asked; without an owner it belongs to who has regie."""
        w = p.wie
        if w.modus == "expressie" and w.expressie is not None:
            c = self.ctx(dag)
            c.dit, c.ding, c.elk = x.feit, ding, elk
            v = w.expressie.fn(c)
            if isinstance(v, dict):
                v = v.get("partij")
            rollen = (v,) if isinstance(v, str) else v if isinstance(v, tuple) else ()
            if rollen:
                return rollen, "een_van"
        if not w.rollen or w.rollen == ("regie",):
            rol = self.regisseur(p, dag, ding)
            return (rol or "regie",), "een_van"
        return w.rollen, w.modus

    def regisseur(self, p: PlichtRegel | None, dag: date, ding: str | None = None) -> str | None:
        """The role that has casus regie: of the norm's own protocol first, and of the thing before the dossier."""
        sporen = sorted(self.regels.sporen.values(), key=lambda s: (p is None or s.protocol != p.protocol, s.per is None))
        for s in sporen:
            verloop = next((v for v in self.verlopen(s.naam) if v.ding in (None, ding)), None) if s.regie else None
            if verloop is not None:
                casus = next((r for r in s.regie if r.soort == "casus"), s.regie[0])
                return regie(casus, verloop, self.b, dag)[0]
        return None

    def door_rol(self, f: Feit, rol: str) -> bool:
        onder = self.regels.onder(rol)
        return f.door.rol in onder or f.door.soort in onder or f.namens in onder

    # derived elements, also asked for by expressions

    def verlopen(self, spoor: str) -> list[Verloop]:
        return list(self._verloop_van(spoor).values())

    def _verloop_van(self, spoor: str) -> dict[str | None, Verloop]:
        uit = self._verlopen.get(spoor)
        if uit is None:
            self._verlopen[spoor] = {}
            s = self.regels.sporen[spoor]
            dingen: list[str | None] = [None] if s.per is None else [d.id for d in self.b.per_dingsoort.get(s.per, ())]
            uit = self._verlopen[spoor] = {d: loop(s, self.b, d) for d in dingen}
        return uit

    def fase(self, spoor: str, ding: str | None, dag: date, weg: Feit | None = None) -> tuple[str, date | None]:
        s = self.regels.sporen.get(spoor)
        if s is None:
            return ("", None)
        v = self._verloop_van(spoor).get(ding if s.per is not None else None)
        return v.op(dag, weg) if v is not None else (s.begin, None)

    def plichten_van(self, naam: str, dag: date) -> list[Plicht]:
        sleutel = (naam, dag)
        uit = self._plichten.get(sleutel)
        if uit is None:
            p = self.regels.plichten.get(naam)
            if p is None:
                return []
            self._plichten[sleutel] = []  # what asks for itself finds nothing
            uit = self._plichten[sleutel] = leid_plicht(self, p, dag)
        return uit

    def plicht(self, naam: str, ding: str | None, dag: date) -> dict[str, Any]:
        """A duty as a value: the open one if there is one, else the last; `wissel` is when its status changes by time."""
        p = self.regels.plichten.get(naam)
        alle = self.plichten_van(naam, dag)
        if ding is not None and p is not None and p.per_ding is not None:
            alle = [q for q in alle if q.ding == ding]
        if not alle:
            return {"status": "geen", "uiterlijk": None, "voldaan_op": None, "afgerond": False, "wissel": self._wissels.get(dag)}
        lopend = [q for q in alle if q.voldaan_op is None and q.status not in ("vervallen", "gemist")]
        q = (lopend or alle)[-1]
        dagen = [d for x in lopend for d in wissels(x) if d > dag]
        if dag in self._wissels:
            dagen.append(self._wissels[dag])
        return {
            "status": q.status,
            "uiterlijk": q.uiterlijk,
            "voldaan_op": q.voldaan_op,
            "afgerond": not lopend,
            "wissel": min(dagen, default=None),
        }

    def toetsing(self, naam: str, ding: str | None, dag: date) -> Toetsing:
        sleutel = (naam, ding, dag)
        t = self._toetsen.get(sleutel)
        if t is None:
            t = self._toetsen[sleutel] = toets_blanco(self, self.regels.toetsen[naam], ding, dag)
        return t

    def toets(self, naam: str, ding: str | None, dag: date) -> tuple[Any, date | None]:
        if naam not in self.regels.toetsen:
            return None, None
        t = self.toetsing(naam, ding, dag)
        return t.uitkomst, t.sw

    def toets_in_stand(self, t: ToetsRegel, ding: str | None) -> Toetsing:
        """A gate in the stand; one that no fact of the dossier touches is the same in every dossier."""
        vast = t.gevoelig is not None and t.gevoelig.isdisjoint(self.b.soorten)
        if vast and t.leeg is not None:
            leeg: Toetsing = t.leeg
            return leeg
        uit = self.toetsing(t.naam, ding, self.peildatum)
        if vast:
            t.leeg = uit
        self.wissel(uit.sw, self.peildatum)
        return uit


def afleider(
    regelset: Regelset,
    feiten: Iterable[Feit],
    peildatum: date,
    bekend_op: date | None = None,
    om: Omstandigheden = NERGENS,
    *,
    regels_van: date | None = None,
) -> Afleider:
    """A derivation that works out nothing yet: for one question about a dossier. `regels_van`: under the rules of that day."""
    gevouwen = vouw(feiten, bekend_op)
    begin = gevouwen.feiten[0].op if gevouwen.feiten else peildatum
    return Afleider(regelset.op(regels_van or peildatum, begin), gevouwen, peildatum, om)


def leid_af(
    regelset: Regelset,
    feiten: Iterable[Feit],
    peildatum: date,
    bekend_op: date | None = None,
    om: Omstandigheden = NERGENS,
    *,
    achteraf: bool = True,
) -> Stand:
    """The state of a dossier on a day, with what was recorded up to `bekend_op` (default: everything given).

    Pure: no clock, no database. `achteraf=False` leaves out breaches and acts without ground (for a look at duties alone).
    """
    lijst = feiten if isinstance(feiten, list) else list(feiten)
    gevouwen = vouw(lijst, bekend_op)
    begin = gevouwen.feiten[0].op if gevouwen.feiten else peildatum
    lagen = regelset.lagen(peildatum, begin)
    regels = lagen[0][0]
    a = Afleider(regels, gevouwen, peildatum, om)
    a.wissel(regelset.volgende(peildatum), peildatum)
    stand = Stand(peildatum)
    for p in regels.aan_bod(a.b.soorten):
        if p.naam in regels.plichten:
            stand.plichten += a.plichten_van(p.naam, peildatum)
    if len(lagen) > 1:
        _van_eerdere_versies(a, stand, lagen)
    if gevouwen.ingetrokken:
        stand.plichten += ingetrokken_plichten(a, peildatum)
    for s in regels.sporen.values():
        for v in a.verlopen(s.naam):
            stand.verlopen.append(v)
            for r in s.regie:
                rol, feit = regie(r, v, a.b, peildatum)
                stand.regie.append((s.naam, r.soort, rol, organisatie(a, rol, feit), feit, v.ding))
    for t in regels.toetsen.values():
        for ding in [d.id for d in a.b.per_dingsoort.get(t.per, ())] if t.per is not None else [None]:
            stand.toetsen.append(a.toets_in_stand(t, ding))
    stand.handelingen = handelingen(a, stand.toetsen)
    stand.zicht = zicht(a, peildatum, lambda dag: regelset.op(dag, begin))
    stand.besluiten = besluiten(a)
    stand.uitkomsten = [(r.naam, ding, waarde) for r in regels.uitkomsten for ding, waarde in _waarden(a, r)]
    stand.gepubliceerd = gepubliceerd(a)
    if achteraf:
        stand.schendingen, zg = schendingen(a, regelset, lijst, bekend_op)
        stand.zonder_grond = zg + zonder_grond(a, stand, lijst, bekend_op)
    for b in om.bezetting:
        a.wissel(b.van, peildatum)
        a.wissel(date.fromordinal(b.tot.toordinal() + 1) if b.tot < date.max else None, peildatum)
    stand.volgende_wisseling = a.sw
    stand.afleider = a
    return stand


def _van_eerdere_versies(a: Afleider, stand: Stand, lagen: list[Laag]) -> None:
    """Of a version that moves running dossiers only from its date on: what was triggered before keeps the old rules."""

    def telt(q: Plicht, perioden: dict[str, tuple[date, date]]) -> bool:
        van, tot = perioden.get(q.regel.protocol, (date.min, date.max))
        return van <= q.aanleiding.op < tot

    stand.plichten = [q for q in stand.plichten if telt(q, lagen[0][1])]
    for regels, perioden in lagen[1:]:
        oud = Afleider(regels, a.b.gevouwen, a.peildatum, a.om)
        for p in regels.aan_bod(oud.b.soorten):
            if p.protocol in perioden and p.naam in regels.plichten:
                stand.plichten += [q for q in oud.plichten_van(p.naam, a.peildatum) if telt(q, perioden)]
        a.wissel(oud.sw, a.peildatum)


def organisatie(a: Afleider, rol: str | None, feit: Feit | None = None) -> str | None:
    """The one organisation that fills a role; None if nobody or several do."""
    if rol is None:
        return None
    wie = a.b.vervulling(rol, a.peildatum)
    return wie[0].organisatie if len(wie) == 1 else None


def gepubliceerd(a: Afleider) -> list[tuple[str, Any, str | None]]:
    """What the dossiers linked to this one may read: name, value, and the thing that it is about."""
    return [(r.naam, waarde, ding) for r in a.regels.publiceert for ding, waarde in _waarden(a, r)]


def _waarden(a: Afleider, r: BegripRegel) -> list[tuple[str | None, Any]]:
    """The value of a named outcome, or its value for each thing that it is about."""
    c = a.ctx(a.peildatum)
    uit: list[tuple[str | None, Any]] = []
    for ding in [None] if r.per is None else [d.id for d in a.b.per_dingsoort.get(r.per, ())]:
        c.ding = ding
        uit.append((ding, r.waarde.fn(c)))
    a.wissel(c.sw, a.peildatum)
    return uit
