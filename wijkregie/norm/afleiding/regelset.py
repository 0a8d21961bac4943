# SPDX-License-Identifier: EUPL-1.2
"""Which rules apply to a dossier on a day: protocol versions laid together, replaced norms left out, indexed by what calls them up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from wijkregie.norm.afleiding.merken import VERNIETIGD, soorten
from wijkregie.norm.afleiding.regels import DeelRegel, PlichtRegel, SpoorRegel, ToetsRegel, Versie
from wijkregie.norm.afleiding.zicht import Zicht
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.taal.bereik import Uitdrukking


class Regels:
    """The rules of several protocol versions together."""

    def __init__(self, versies: Sequence[Versie]) -> None:
        self.versies = list(versies)
        vervangen = {(n, v.naam) for v in versies for n in v.vervangt}

        def wijkt(norm: tuple[str, ...], protocol: str) -> bool:
            return bool(norm) and any(n == norm[0] and door != protocol for n, door in vervangen)

        self.plichten: dict[str, PlichtRegel] = {}
        self.toetsen: dict[str, ToetsRegel] = {}
        self.sporen: dict[str, SpoorRegel] = {}
        self.delen: list[DeelRegel] = []
        self._versie: dict[str, Versie] = {}
        for v in versies:
            self._versie[v.naam] = v
            self._geen_dubbele_namen(v)
            self.plichten.update((n, p) for n, p in v.plichten.items() if not wijkt(p.norm, v.naam))
            self.toetsen.update((n, t) for n, t in v.toetsen.items() if not wijkt(t.norm, v.naam))
            self.sporen.update(v.sporen)
            self.delen += [d for d in v.delen if not wijkt(d.norm, v.naam)]
        self.bestaan = [r for v in versies for r in v.bestaan]
        self.rechten = [r for v in versies for r in v.rechten]
        self.besluiten = [b for v in versies for b in v.besluiten.values()]
        self.uitkomsten = [u for v in versies for u in v.uitkomsten]
        self.publiceert = [u for v in versies for u in v.publiceert]
        self.aanwijzingen = [x for v in versies for x in v.aanwijzingen]
        self.wereld = versies[0].wereld if versies else None
        self.kalender = versies[0].kalender if versies else None
        self.feiten = self.wereld.feiten if self.wereld is not None else {}
        self.merksoorten = tuple(soorten(self.feiten))
        self.vernietigt = frozenset(n for n, m in soorten(self.feiten).items() if m == VERNIETIGD)
        self.opent = {n: f.opent for n, f in self.feiten.items() if f.opent}
        self._lezen: dict[int, frozenset[str]] = {}
        self._toets_leest: dict[str, frozenset[str]] = {}
        self._plicht_leest: dict[str, frozenset[str]] = {}
        self.zicht: dict[tuple[Any, ...], list[Zicht]] = {}  # by the outcomes of all rules for sharing; filled by zicht.py
        self.per_soort: dict[str, list[PlichtRegel]] = {}
        self.altijd: list[PlichtRegel] = []  # called up by dates, missed duties, phases or states
        self._index()
        self.toetsen_per_soort: dict[str, list[ToetsRegel]] = {}
        for t in self.toetsen.values():
            for s in t.soorten:
                self.toetsen_per_soort.setdefault(s, []).append(t)
        self.handeling_plan: Any = None  # filled by handelingen.py on first use
        self.formulier: list[dict[str, Any]] | None = None  # filled by weergave.py on first use
        self._aan_bod: dict[frozenset[str], list[PlichtRegel]] = {}
        self._volgorde = {n: i for i, n in enumerate(self.plichten)}

    def _geen_dubbele_namen(self, v: Versie) -> None:
        """Two protocols on one dossier may not use one name for two rules: one would silently take the other's place."""
        for soort, hier, daar in (("plicht", v.plichten, self.plichten), ("toets", v.toetsen, self.toetsen), ("spoor", v.sporen, self.sporen)):
            for naam, regel in hier.items():
                ander = daar.get(naam)
                if ander is not None:
                    bestand, _, plek = regel.bron.rpartition(":")
                    melding = f"{v.naam} en {ander.protocol} hebben allebei een {soort} {naam}."
                    raise InvoerFout(Fout(bestand, int(plek), naam, melding, "Geef één van beide een andere naam."))

    def _index(self) -> None:
        for p in self.plichten.values():
            for s in p.soorten:
                self.per_soort.setdefault(s, []).append(p)
            if p.op_datum is not None or p.gemist is not None or p.fase is not None or p.zorg:
                self.altijd.append(p)

    def aan_bod(self, soorten: Collection[str]) -> Iterable[PlichtRegel]:
        """The duty norms that some fact in the dossier, or time, can call up; in the order in which they are written."""
        sleutel = frozenset(soorten)
        uit = self._aan_bod.get(sleutel)
        if uit is None:
            if len(self._aan_bod) > 20_000:
                self._aan_bod.clear()
            uit = self._aan_bod[sleutel] = self._zoek(soorten)
        return uit

    def _zoek(self, soorten: Collection[str]) -> list[PlichtRegel]:
        gezien: dict[str, PlichtRegel] = {}
        for s in soorten:
            for p in self.per_soort.get(s, ()):
                gezien[p.naam] = p
        for p in self.altijd:
            if p.naam in gezien or (not p.zorg and not self._kan(p, soorten)):
                continue
            gezien[p.naam] = p
        return sorted(gezien.values(), key=lambda p: self._volgorde[p.naam])

    def _kan(self, p: PlichtRegel, soorten: Collection[str]) -> bool:
        """Can a norm without a triggering fact type be called up by what is there?"""
        if p.op_datum is not None:
            leest = self.lezen(p.op_datum)
            return not leest or not leest.isdisjoint(soorten)
        if p.fase is not None:
            return p.fase[0] in self.sporen and not self.sporen[p.fase[0]].soorten.isdisjoint(soorten)
        q = self.plichten.get(p.gemist[0]) if p.gemist is not None else None
        return q is not None and (not q.alleen_feiten or q.zorg or any(s in soorten for s in q.soorten))

    def besproken(self) -> list[str]:
        """The fact types that a rule of these protocols speaks of; of the others nobody asks who may record them."""
        soorten = {s for p in self.plichten.values() for s in (*p.soorten, *p.doe_soorten, *p.leest)}
        soorten |= {s for t in self.toetsen.values() for s in (*t.soorten, *t.leest)} | {s for r in self.rechten for s in r.soorten}
        soorten |= {s for x in self.sporen.values() for s in x.soorten} | {s for d in self.delen for s in d.leest}
        soorten |= {s for u in (*self.uitkomsten, *self.publiceert) for s in u.waarde.leest} | {s for b in self.besluiten for s in b.soorten}
        return [f for f in self.feiten if f in soorten]

    def versie_van(self, p: PlichtRegel) -> Versie:
        return self._versie[p.protocol]

    def onder(self, rol: str) -> frozenset[str]:
        assert self.wereld is not None
        return self.wereld._onder.get(rol) or frozenset((rol,))

    def lezen(self, u: Uitdrukking) -> frozenset[str]:
        """Every fact type on which an expression hangs, through phases, duties and gates too."""
        uit = self._lezen.get(id(u))
        if uit is None:
            uit = self._lezen[id(u)] = self._alle(u, set())
        return uit

    def _alle(self, u: Uitdrukking | None, gezien: set[str]) -> frozenset[str]:
        if u is None:
            return frozenset()
        uit = set(u.leest)
        for m in u.merken:
            soort, _, naam = m.partition(".")
            if not naam or m in gezien:
                continue
            gezien.add(m)
            if soort == "#spoor" and naam in self.sporen:
                s = self.sporen[naam]
                uit |= s.soorten
                for o in s.overgangen:
                    uit |= self._alle(o.als, gezien)
            elif soort == "#plicht" and naam in self.plichten:
                p = self.plichten[naam]
                uit |= p.leest | {"afgezien"}
                eisen = (y for e in p.eisen for y in (e.eis, e.indien))
                for x in (p.als, p.zolang, p.houdt, p.op_datum, p.vanaf, p.uiterlijk, p.moment, p.streef, *eisen):
                    uit |= self._alle(x, gezien) if isinstance(x, Uitdrukking) else frozenset()
                for schorsing in p.stuit:
                    uit.update(schorsing.van.soorten, schorsing.tot.soorten)
                    uit |= self._alle(schorsing.als, gezien)
            elif soort == "#toets" and naam in self.toetsen:
                t = self.toetsen[naam]
                uit |= t.leest
                for x in t.uitdrukkingen:
                    uit |= self._alle(x, gezien)
        return frozenset(uit)

    def toets_leest(self, t: ToetsRegel) -> frozenset[str]:
        """Every fact type that a gate reads."""
        uit = self._toets_leest.get(t.naam)
        if uit is None:
            uit = self._toets_leest[t.naam] = t.leest.union(*(self.lezen(u) for u in t.uitdrukkingen))
        return uit

    def plicht_leest(self, p: PlichtRegel) -> frozenset[str]:
        """Every fact type on which a duty hangs."""
        uit = self._plicht_leest.get(p.naam)
        if uit is None:
            merk = Uitdrukking("", None, None, ("?",), p.leest, frozenset({f"#plicht.{p.naam}"}), frozenset())  # type: ignore[arg-type]
            uit = self._plicht_leest[p.naam] = self._alle(merk, set())
            if p.gemist is not None and p.gemist[0] in self.plichten:
                uit = self._plicht_leest[p.naam] = uit | self.plicht_leest(self.plichten[p.gemist[0]])
            if p.fase is not None and p.fase[0] in self.sporen:
                uit = self._plicht_leest[p.naam] = uit | self.sporen[p.fase[0]].soorten
        return uit


Laag = tuple[Regels, dict[str, tuple[date, date]]]
"""Rules with, per protocol, the days on which their triggers count: from, up to but not including."""


class Regelset:
    """The protocols of a dossier with all their versions. Which apply follows from their dates and what each says about running dossiers."""

    def __init__(self, versies: dict[str, list[Versie]]) -> None:
        self.versies = versies
        self._cache: dict[tuple[str, ...], Regels] = {}
        self._grenzen = sorted({v.vanaf for reeks in versies.values() for v in reeks})  # between these days the choice is the same
        self._op: dict[tuple[int, int], Regels] = {}
        self._lagen: dict[tuple[int, int], list[Laag]] = {}

    def _vak(self, dag: date, begin: date) -> tuple[int, int]:
        return bisect_right(self._grenzen, dag), bisect_right(self._grenzen, begin)

    def gekozen(self, dag: date, begin: date) -> list[Versie]:
        """The version of each protocol on a day, for a dossier that began on another."""
        uit = []
        for reeks in self.versies.values():
            i = bisect_right(reeks, dag, key=lambda v: v.vanaf)
            while i > 1 and reeks[i - 1].kop.lopende_dossiers == "blijft" and reeks[i - 1].vanaf > begin:
                i -= 1
            if i > 0:
                uit.append(reeks[i - 1])
        return uit

    def op(self, dag: date, begin: date) -> Regels:
        """The rules in force. Versions that move running dossiers only for what is triggered from their date on are laid together."""
        vak = self._vak(dag, begin)
        uit = self._op.get(vak)
        if uit is None:
            uit = self._op[vak] = self._regels(self.gekozen(dag, begin))
        return uit

    def _regels(self, versies: list[Versie]) -> Regels:
        sleutel = tuple(v.sleutel for v in versies)
        regels = self._cache.get(sleutel)
        if regels is None:
            regels = self._cache[sleutel] = Regels(versies)
        return regels

    def lagen(self, dag: date, begin: date) -> list[Laag]:
        """One layer, unless a version moves running dossiers `vanaf` its date: then what was triggered before stays with the old one."""
        vak = self._vak(dag, begin)
        uit = self._lagen.get(vak)
        if uit is None:
            uit = self._lagen[vak] = self._zoek_lagen(dag, begin)
        return uit

    def _zoek_lagen(self, dag: date, begin: date) -> list[Laag]:
        nu = self.gekozen(dag, begin)
        lagen: list[Laag] = []
        open_: dict[str, tuple[date, date]] = {}
        for v in nu:
            reeks = self.versies[f"{v.gemeente}/{v.naam}"]
            i, tot = reeks.index(v), date.max
            while i > 0 and reeks[i].kop.lopende_dossiers == "vanaf" and begin < reeks[i].vanaf:
                open_.setdefault(v.naam, (reeks[i].vanaf, date.max))
                tot, i = reeks[i].vanaf, i - 1
                eerder = [reeks[i] if w is v else w for w in nu]
                lagen.append((self._regels(eerder), {v.naam: (reeks[i].vanaf if i > 0 else date.min, tot)}))
        return [(self._regels(nu), open_), *lagen]

    def volgende(self, dag: date) -> date | None:
        """The first later day on which another version begins to hold."""
        i = bisect_right(self._grenzen, dag)
        return self._grenzen[i] if i < len(self._grenzen) else None
