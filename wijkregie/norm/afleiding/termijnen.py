# SPDX-License-Identifier: EUPL-1.2
"""When a duty is due: anchors, terms, windows, suspension, and duties that come back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.aanleidingen import DAG, Aanleiding
from wijkregie.norm.afleiding.perioden import periode
from wijkregie.norm.afleiding.plichten import Plicht, afgezien, gedaan
from wijkregie.norm.afleiding.regels import Lengte, OpschortRegel, PlichtRegel
from wijkregie.norm.feiten.beeld import GEEN, Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.tijd.kalender import Moment
from wijkregie.norm.tijd.termijn import Termijn, rest, samengevoegd

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

_MAX_PERIODEN: Final = 1200
_TERUG: Final[dict[Termijn, Termijn]] = {}


class Termijnen:
    """The reckoning of dates for one derivation."""

    def __init__(self, a: Afleider) -> None:
        self.a = a

    # suspension

    def perioden(self, regel: OpschortRegel, ding: str | None, dag: date) -> tuple[list[tuple[date, date]], date | None]:
        """Closed suspensions (first and last suspended day), and the start of one that still runs."""
        b = self.a.b
        begin = [f for s in regel.van.soorten for f in b.per.get(s, GEEN) if f.op <= dag and self._raakt(f, ding)]
        if not begin:
            return [], None
        einde = [f for s in regel.tot.soorten for f in b.per.get(s, GEEN) if f.op <= dag and self._raakt(f, ding)]
        c = self.a.ctx(dag)
        stappen = sorted([(f.volgorde(), f, True) for f in begin] + [(f.volgorde(), f, False) for f in einde], key=lambda s: s[0])
        dicht: list[tuple[date, date]] = []
        open_: date | None = None
        for _, f, start in stappen:
            if start:
                c.op(f.op)
                c.f = f
                if (regel.als is None or regel.als.fn(c) is True) and (not regel.van.waar or regel.van.toets(c, f) is True):
                    open_ = f.op if open_ is None else open_
            elif open_ is not None:
                c.op(f.op)
                if regel.tot.waar and regel.tot.toets(c, f) is False:  # what may have ended gives no more respite
                    continue
                if f.op > open_:
                    dicht.append((open_, f.op - DAG))
                open_ = None
        return dicht, open_

    def _raakt(self, f: Feit, ding: str | None) -> bool:
        """A suspension about other things of the same kind does not stop this duty."""
        if ding is None or ding in f.over:
            return True
        dingen = self.a.b.dingen
        soort = dingen[ding].soort if ding in dingen else None
        return not any(d in dingen and dingen[d].soort == soort for d in f.over)

    def opgeschort(self, p: PlichtRegel, ding: str | None, dag: date) -> tuple[list[tuple[date, date]], date | None]:
        """All suspensions that stop this duty."""
        dicht: list[tuple[date, date]] = []
        open_: date | None = None
        for o in p.stuit:
            d, s = self.perioden(o, ding, dag)
            dicht += d
            if s is not None:
                open_ = s if open_ is None else min(open_, s)
        return dicht, open_

    # one term

    def einde(self, p: PlichtRegel, lengte: Lengte, c: Ctx, anker: date, tijd: int | None, dicht: list[tuple[date, date]]) -> Moment | None:
        """Where a term ends; None if it has no number or its length is unknown."""
        if lengte is None or isinstance(lengte, str):
            return None
        waarde: Any = lengte
        if not isinstance(lengte, Termijn):
            waarde = lengte.fn(c)
        if isinstance(waarde, Termijn):
            return waarde.na(anker, self.a.versie(p).kalender, tijd, dicht)
        if isinstance(waarde, Feit):
            return waarde.op, waarde.tijd
        return (waarde, None) if isinstance(waarde, date) else None

    def anker(self, q: Plicht, c: Ctx) -> tuple[date | None, int | None]:
        """From when a term runs, as of the day asked: a moved meeting moves its deadlines."""
        p, x = q.regel, q.aanleiding
        if p.vanaf is not None:
            waarde = p.vanaf.fn(c)
            if isinstance(waarde, Feit):
                return waarde.op, waarde.tijd
            return (waarde, None) if isinstance(waarde, date) else (None, None)
        return x.op, x.feit.tijd if x.feit is not None and x.feit.op == x.op else None

    def rond(self, q: Plicht, c: Ctx) -> date | None:
        """For `moment`: the first day on which doing it counts."""
        p = q.regel
        anker, tijd = self.anker(q, c)
        if anker is None:
            return None
        m = self.einde(p, p.moment, c, anker, tijd, self.opgeschort(p, q.ding, c.dag)[0]) if p.moment is not None else None
        if m is None:
            return None
        q.moment = m[0]
        if p.speling is not None and isinstance(p.speling, Termijn):
            return (-p.speling).na(m[0], self.a.versie(p).kalender)[0]
        return m[0]

    def bepaal(self, q: Plicht, c: Ctx, dag: date) -> None:
        """Deadline, window and target of a duty, and the status that follows from them on a day."""
        p = q.regel
        if p.uiterlijk is None and p.streef is None and p.niet_voor is None and p.moment is None:
            if p.vanaf is not None and q.status == "open":
                q.anker, _ = self.anker(q, c)
            return
        c.ding, c.elk, c.dit = q.ding, q.elk, q.aanleiding.feit
        anker, tijd = self.anker(q, c)
        if anker is None:
            q.termijn_onbekend = True
            return
        q.anker = anker
        dicht, open_ = self.opgeschort(p, q.ding, dag) if p.stuit else ([], None)
        q.opgeschort = dicht
        kal = self.a.versie(p).kalender
        uiterlijk = self.einde(p, p.uiterlijk, c, anker, tijd, dicht)
        if p.moment is not None:
            m = self.einde(p, p.moment, c, anker, tijd, dicht)
            if m is not None:
                q.moment = m[0]
                speling = p.speling if p.speling is not None else self.a.versie(p).speling
                uiterlijk = self.einde(p, speling, c, m[0], None, [])
        if uiterlijk is None and p.uiterlijk is not None and not isinstance(p.uiterlijk, (str, Termijn)):
            q.termijn_onbekend = True
        if uiterlijk is not None and p.verschuif:
            uiterlijk = kal.verschuif_werkdag(uiterlijk)
        streef = self.einde(p, p.streef, c, anker, tijd, dicht)
        niet_voor = self.einde(p, p.niet_voor, c, anker, tijd, [])
        q.streef = streef[0] if streef else None
        q.niet_voor = niet_voor[0] if niet_voor else None
        if uiterlijk is not None:
            q.uiterlijk, q.uiterlijk_tijd = uiterlijk
        self.status(q, open_, dag, anker, kal)

    def status(self, q: Plicht, open_: date | None, dag: date, anker: date, kal: Any) -> None:
        """Open, due soon, too late, suspended; done in time, late, or recorded late."""
        p = q.regel
        grens = q.uiterlijk
        if q.status in ("voldaan", "afgezien"):
            if grens is None or (open_ is not None and q.voldaan_op is not None and open_ <= min(grens, q.voldaan_op)):
                return
            assert q.voldaan_op is not None
            q.te_laat_voldaan = q.voldaan_op > grens or (
                q.voldaan_op == grens
                and q.uiterlijk_tijd is not None
                and q.voldaan is not None
                and q.voldaan.tijd is not None
                and q.voldaan.tijd > q.uiterlijk_tijd
            )
            q.vastgelegd_laat = not q.te_laat_voldaan and q.voldaan is not None and q.voldaan.vastgelegd_op > grens
            return
        if q.status != "open":
            return
        if open_ is not None and (grens is None or grens >= open_) and (p.uiterlijk is not None or p.moment is not None):
            q.status = "opgeschort"
            lengte = p.uiterlijk if isinstance(p.uiterlijk, Termijn) else None
            if lengte is not None:
                q.rest = rest(lengte, anker, kal, open_, q.opgeschort)
            elif grens is not None:
                q.rest = max(0, (grens - open_).days + 1)
            q.uiterlijk = q.uiterlijk_tijd = None
            return
        if grens is None:
            return
        if grens < dag:
            q.status = "te_laat"
        elif self._dreigt(q, grens, kal) <= dag:
            q.status = "dreigt"

    def wissels(self, q: Plicht) -> tuple[date, ...]:
        """The days on which a running duty changes its status by time: due soon, too late."""
        grens = q.uiterlijk
        return () if grens is None else (self._dreigt(q, grens, self.a.versie(q.regel).kalender), grens + DAG)

    def _dreigt(self, q: Plicht, grens: date, kal: Any) -> date:
        t = self.a.versie(q.regel).dreigt
        terug = _TERUG.get(t)
        if terug is None:
            terug = _TERUG[t] = -t
        d: date = terug.na(grens, kal)[0]
        return d

    # duties that come back

    def herhaald(self, p: PlichtRegel, groepen: list[tuple[str | None, list[Aanleiding]]], dag: date) -> list[Plicht]:
        """A series for each trigger; `per: dossier` or a thing: the first trigger's, and a new one only after it ended."""
        uit: list[Plicht] = []
        for ding, groep in groepen:
            tot = date.min
            for x in groep:
                if p.per != "trigger" and x.op <= tot:
                    continue
                reeks, einde = self._reeks(p, x, ding, dag)
                uit += reeks
                tot = einde or date.max
        return uit

    def _reeks(self, p: PlichtRegel, x: Aanleiding, ding: str | None, dag: date) -> tuple[list[Plicht], date | None]:
        c = self.a.ctx(dag)
        c.dit, c.ding = x.feit, ding
        einde = self.a.eerste_dag(c, p.zolang, x.op, dag, False) if p.zolang is not None else None
        uit: list[Plicht] = []
        herhaal = p.herhaal
        assert herhaal is not None
        for voorbeeld in self._voorbeelden(p, x, ding, dag):
            c.op(dag)
            c.dit, c.ding, c.elk = x.feit, voorbeeld.ding, voorbeeld.elk
            anker, _ = self.anker(voorbeeld, c)
            if x.zeker is None or anker is None:
                voorbeeld.status = "mogelijk" if x.zeker is None else "open"
                voorbeeld.termijn_onbekend = anker is None
                uit.append(voorbeeld)
                continue
            lengte: Any = herhaal.lengte
            if lengte is not None and not isinstance(lengte, Termijn):
                lengte = lengte.fn(c)
            if herhaal.vorm != "kalender" and not isinstance(lengte, Termijn):
                voorbeeld.termijn_onbekend = True
                uit.append(voorbeeld)
            elif herhaal.vorm == "rollend":
                uit += self._rollend(p, voorbeeld, c, anker, lengte, einde, dag)
            else:
                uit += self._vast(p, voorbeeld, c, anker, lengte, einde, dag)
        return uit, einde

    def _voorbeelden(self, p: PlichtRegel, x: Aanleiding, ding: str | None, dag: date) -> list[Plicht]:
        """For whom the series runs: one for each element and owner."""
        elementen: list[tuple[Any, date, bool]] = [(None, x.op, True)] if p.voor_elk is None else self.a.elementen(p, x, ding, dag)
        uit = []
        for elk, vanaf, is_er in elementen:
            wie, modus = self.a.eigenaren(p, x, ding, elk, dag)
            for deel in [(r,) for r in wie] if modus == "elk" else [wie]:
                if is_er:
                    y = x if vanaf == x.op else Aanleiding(vanaf, x.feit, x.zeker, x.ding)
                    uit.append(Plicht(p, y, elk if p.elk_is_ding else ding, elk, deel, modus))
        return uit

    def _kopie(self, q: Plicht, anker: date, uiterlijk: date | None) -> Plicht:
        k = Plicht(q.regel, q.aanleiding, q.ding, q.elk, q.wie, q.modus)
        k.anker, k.uiterlijk = anker, uiterlijk
        return k

    def _afgezien(self, k: Plicht, van: date, tot: date) -> Plicht | None:
        """One time of a duty that comes back, waived."""
        f = afgezien(self.a, k, tot, van) if k.regel.afzien and k.regel.hardheid != "hard" else None
        if f is None:
            return None
        k.voldaan, k.voldaan_op, k.status, k.reden = f, f.op, "afgezien", f.velden.get("reden")
        return k

    def _rollend(self, p: PlichtRegel, q: Plicht, c: Ctx, anker: date, lengte: Termijn, einde: date | None, dag: date) -> list[Plicht]:
        """One period after the anchor, then after the last time."""
        uit: list[Plicht] = []
        kal = self.a.versie(p).kalender
        dicht, open_ = self.opgeschort(p, q.ding, dag) if p.stuit else ([], None)
        vorige, vanaf = anker, max(q.aanleiding.op, min(anker, q.aanleiding.op))
        tot = dag if einde is None else min(dag, einde - DAG)
        for _ in range(_MAX_PERIODEN):
            grens = lengte.na(vorige, kal, None, dicht)[0]
            k = self._kopie(q, vorige, grens)
            k.opgeschort = dicht
            f = gedaan(self.a, k, c, vanaf, tot, na_aanleiding=not uit)
            af = self._afgezien(k, vanaf, tot if f is None else f.op - DAG)
            if af is not None:
                uit.append(af)
                vorige = af.voldaan_op or vorige
                vanaf = vorige + DAG
                continue
            if f is None:
                q.mist = k.mist
                if einde is not None:
                    k.status, k.reden = "vervallen", f"niet meer nodig sinds {einde.isoformat()}"
                else:
                    self._open(k, open_, dag, vorige, kal, lengte)
                uit.append(k)
                break
            k.voldaan, k.voldaan_op, k.status = f, f.op, "voldaan"
            self.status(k, open_ if open_ is not None and open_ <= f.op else None, dag, vorige, kal)
            uit.append(k)
            vorige, vanaf = f.op, f.op + DAG
        return uit

    def _open(self, k: Plicht, open_: date | None, dag: date, vorige: date, kal: Any, lengte: Termijn) -> None:
        grens = k.uiterlijk
        assert grens is not None
        if open_ is not None and grens >= open_:
            k.status, k.uiterlijk = "opgeschort", None
            k.rest = rest(lengte, vorige, kal, open_, k.opgeschort)
        elif grens < dag:
            k.status = "te_laat"
        elif self._dreigt(k, grens, kal) <= dag:
            k.status = "dreigt"

    def _vast(self, p: PlichtRegel, q: Plicht, c: Ctx, anker: date, lengte: Termijn | None, einde: date | None, dag: date) -> list[Plicht]:
        """Fixed periods from an anchor, or whole calendar periods: only an act inside the period discharges it."""
        uit: list[Plicht] = []
        herhaal, kal = p.herhaal, self.a.versie(p).kalender
        assert herhaal is not None
        dicht, open_ = self.opgeschort(p, q.ding, dag) if p.stuit else ([], None)
        if open_ is not None:
            dicht = [*dicht, (open_, date.max - DAG)]
        dicht = list(samengevoegd(dicht))
        for n in range(1, _MAX_PERIODEN):
            begin, slot = periode(herhaal, anker, lengte, n, kal)
            if begin > dag:
                self.a.wissel(begin, dag)
                break
            geschorst = any(s <= begin and slot <= e for s, e in dicht)
            if slot < q.aanleiding.op or (geschorst and slot < dag):  # over before it was owed, or wholly suspended
                continue
            k = self._kopie(q, begin, slot)
            k.periode = (begin, slot)
            f = gedaan(self.a, k, c, begin, min(slot, dag), na_aanleiding=False)
            af = self._afgezien(k, begin, min(slot, dag)) if f is None else None
            if af is not None:
                k = af
            elif f is not None and (einde is None or f.op < einde):
                k.voldaan, k.voldaan_op, k.status = f, f.op, "voldaan"
                k.vastgelegd_laat = f.vastgelegd_op > slot
            elif einde is not None and einde <= slot:
                k.status, k.reden = "vervallen", f"niet meer nodig sinds {einde.isoformat()}"
                uit.append(k)
                break
            elif geschorst:
                k.status, k.uiterlijk = "opgeschort", None
            elif slot < dag:
                k.status = "gemist"
            else:
                if self._dreigt(k, slot, kal) <= dag:
                    k.status = "dreigt"
                self.a.wissel(slot + DAG, dag)
            uit.append(k)
            if slot >= dag:
                self.a.wissel(slot + DAG, dag)
        return uit

    # standing obligations

    def zorg_dat(self, p: PlichtRegel, dag: date) -> list[Plicht]:
        """While the state does not hold, one duty is open since that day."""
        b = self.a.b
        if not b.feiten:
            return []
        assert p.houdt is not None
        uit: list[Plicht] = []
        for ding in [d.id for d in b.per_dingsoort.get(p.per_ding, ())] if p.per_ding else [None]:
            begin = b.dingen[ding].opener.op if ding is not None else b.eerste
            c = self.a.ctx(dag)
            c.ding = ding
            loopt: Plicht | None = None
            for d, (nodig, houdt) in self.a.verloop_van(c, p, begin, dag):
                if nodig is not False and houdt is not True:
                    zeker = None if houdt is None or nodig is None else True
                    x = Aanleiding(d, None, zeker, ding)
                    if loopt is None:
                        wie, modus = self.a.eigenaren(p, x, ding, None, dag)
                        loopt = Plicht(p, x, ding, None, wie, modus)
                        uit.append(loopt)
                    elif zeker and loopt.aanleiding.zeker is None:  # it is owed since the day on which that is certain
                        loopt.aanleiding = x
                    loopt.status = "open" if zeker else "mogelijk"
                elif loopt is not None:
                    loopt.voldaan_op = d if houdt is True else None
                    loopt.status = "voldaan" if houdt is True else "vervallen"
                    loopt.reden = None if houdt is True else "hoeft niet meer"
                    self._sluit(loopt, c, dag)
                    loopt = None
            if loopt is not None:
                self._sluit(loopt, c, dag)
        return uit

    def _sluit(self, q: Plicht, c: Ctx, dag: date) -> None:
        c.op(dag)
        self.bepaal(q, c, dag)
