# SPDX-License-Identifier: EUPL-1.2
"""When a duty is due: anchors, terms, windows, and duties that come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.afleiding.aanleidingen import DAG, Aanleiding
from wijkregie.norm.afleiding.opschorting import opgeschort
from wijkregie.norm.afleiding.perioden import periode
from wijkregie.norm.afleiding.plicht import Plicht, afgezien, gedaan
from wijkregie.norm.afleiding.regels import Einden, Lengte, PlichtRegel
from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.tijd.kalender import Moment
from wijkregie.norm.tijd.termijn import Termijn, rest, samengevoegd

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider

_MAX_PERIODEN: Final = 1200


# one term


def einde(p: PlichtRegel, lengte: Lengte, c: Ctx, anker: date, tijd: int | None, dicht: Sequence[tuple[date, date]] = ()) -> Moment | None:
    """Where a term ends; None if it has no number or its length is unknown."""
    if lengte.__class__ is Termijn:
        return lengte.na(anker, p.kalender, tijd, dicht)
    if lengte is None or isinstance(lengte, str):
        return None
    waarde = lengte.fn(c)  # type: ignore[union-attr]
    if isinstance(waarde, Termijn):
        return waarde.na(anker, p.kalender, tijd, dicht)
    if isinstance(waarde, Feit):
        return waarde.op, waarde.tijd
    return (waarde, None) if isinstance(waarde, date) else None


def anker_van(q: Plicht, c: Ctx) -> tuple[date | None, int | None]:
    """From when a term runs, as of the day asked: a moved meeting moves its deadlines."""
    p, x = q.regel, q.aanleiding
    if p.vanaf is not None:
        waarde = p.vanaf.fn(c)
        if isinstance(waarde, Feit):
            return waarde.op, waarde.tijd
        return (waarde, None) if isinstance(waarde, date) else (None, None)
    return x.op, x.feit.tijd if x.feit is not None and x.feit.op == x.op else None


def rond(a: Afleider, q: Plicht, c: Ctx) -> date | None:
    """For `moment`: the first day on which doing it counts."""
    p = q.regel
    anker, tijd = anker_van(q, c)
    if anker is None:
        return None
    m = einde(p, p.moment, c, anker, tijd, opgeschort(a, p, q.ding, c.dag)[0]) if p.moment is not None else None
    if m is None:
        return None
    q.moment = m[0]
    if p.speling is not None and isinstance(p.speling, Termijn):
        return (-p.speling).na(m[0], p.kalender)[0]
    return m[0]


def bepaal(a: Afleider, q: Plicht, c: Ctx, dag: date) -> None:
    """Deadline, window and target of a duty, and the status that follows from them on a day."""
    p = q.regel
    c.dag = dag
    c.ding, c.elk, c.dit = q.ding, q.elk, q.aanleiding.feit
    if not p.met_termijn:
        if p.vanaf is not None and q.status == "open":
            q.anker, _ = anker_van(q, c)
        return
    anker, tijd = anker_van(q, c)
    if anker is None:
        q.termijn_onbekend = True
        return
    q.anker = anker
    if p.vaste_termijn and not p.stuit:
        q.uiterlijk, q.uiterlijk_tijd, q.streef, q.niet_voor = _vaste_einden(p, anker, tijd if p.in_uren else None)
        status(q, None, dag, anker)
        return
    dicht: Sequence[tuple[date, date]] = ()
    open_: date | None = None
    if p.stuit:
        dicht, open_ = opgeschort(a, p, q.ding, dag)
        q.opgeschort = dicht
    uiterlijk: Moment | None = None
    if p.uiterlijk is not None:
        uiterlijk = einde(p, p.uiterlijk, c, anker, tijd, dicht)
    if p.moment is not None:
        m = einde(p, p.moment, c, anker, tijd, dicht)
        if m is not None:
            q.moment = m[0]
            uiterlijk = einde(p, p.speling if p.speling is not None else a.versie(p).speling, c, m[0], None)
    if uiterlijk is None and p.uiterlijk is not None and not isinstance(p.uiterlijk, (str, Termijn)):
        q.termijn_onbekend = True
    if uiterlijk is not None:
        q.uiterlijk, q.uiterlijk_tijd = p.kalender.verschuif_werkdag(uiterlijk) if p.verschuif else uiterlijk
    if p.streef is not None:
        streef = einde(p, p.streef, c, anker, tijd, dicht)
        q.streef = streef[0] if streef else None
    if p.niet_voor is not None:
        niet_voor = einde(p, p.niet_voor, c, anker, tijd)
        q.niet_voor = niet_voor[0] if niet_voor else None
    status(q, open_, dag, anker)


def _vaste_einden(p: PlichtRegel, anker: date, tijd: int | None) -> Einden:
    """Where terms of a constant length end: the same in every dossier, so found once for each day."""
    uit = p.einden.get((anker, tijd))
    if uit is None:
        lengtes = (x if isinstance(x, Termijn) else None for x in (p.uiterlijk, p.streef, p.niet_voor))
        uiterlijk, streef, niet_voor = (None if x is None else x.na(anker, p.kalender, tijd) for x in lengtes)
        if uiterlijk is not None and p.verschuif:
            uiterlijk = p.kalender.verschuif_werkdag(uiterlijk)
        if len(p.einden) > 10_000:
            p.einden.clear()
        uit = p.einden[anker, tijd] = (*(uiterlijk or (None, None)), streef and streef[0], niet_voor and niet_voor[0])
    return uit


def status(q: Plicht, open_: date | None, dag: date, anker: date) -> None:
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
            q.rest = rest(lengte, anker, p.kalender, open_, q.opgeschort)
        elif grens is not None:
            q.rest = max(0, (grens - open_).days + 1)
        q.uiterlijk = q.uiterlijk_tijd = None
        return
    if grens is None:
        return
    if grens < dag:
        q.status = "te_laat"
    elif _dreigt(q, grens) <= dag:
        q.status = "dreigt"


def wissels(q: Plicht) -> tuple[date, ...]:
    """The days on which a running duty changes its status by time: due soon, too late."""
    grens = q.uiterlijk
    return () if grens is None else (_dreigt(q, grens), grens + DAG)


def _dreigt(q: Plicht, grens: date) -> date:
    return q.regel.vooraf.na(grens, q.regel.kalender)[0]


# duties that come back


def herhaald(a: Afleider, p: PlichtRegel, groepen: list[tuple[str | None, list[Aanleiding]]], dag: date) -> list[Plicht]:
    """A series for each trigger; `per: dossier` or a thing: the first trigger's, and a new one only after it ended."""
    uit: list[Plicht] = []
    for ding, groep in groepen:
        tot = date.min
        for x in groep:
            if p.per != "trigger" and x.op <= tot:
                continue
            reeks, einde = _reeks(a, p, x, ding, dag)
            uit += reeks
            tot = einde or date.max
    return uit


def _reeks(a: Afleider, p: PlichtRegel, x: Aanleiding, ding: str | None, dag: date) -> tuple[list[Plicht], date | None]:
    c = a.ctx(dag)
    c.dit, c.ding = x.feit, ding
    einde = a.eerste_dag(c, p.zolang, x.op, dag, False) if p.zolang is not None else None
    uit: list[Plicht] = []
    herhaal = p.herhaal
    assert herhaal is not None
    for voorbeeld in _voorbeelden(a, p, x, ding, dag):
        c.dag = dag
        c.dit, c.ding, c.elk = x.feit, voorbeeld.ding, voorbeeld.elk
        anker, _ = anker_van(voorbeeld, c)
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
            uit += _rollend(a, p, voorbeeld, c, anker, lengte, einde, dag)
        else:
            uit += _vast(a, p, voorbeeld, c, anker, lengte, einde, dag)
    return uit, einde


def _voorbeelden(a: Afleider, p: PlichtRegel, x: Aanleiding, ding: str | None, dag: date) -> list[Plicht]:
    """For whom the series runs: one for each element and owner."""
    elementen: list[tuple[Any, date, bool]] = [(None, x.op, True)] if p.voor_elk is None else a.elementen(p, x, ding, dag)
    uit = []
    for elk, vanaf, is_er in elementen:
        wie, modus = a.eigenaren(p, x, ding, elk, dag)
        for deel in [(r,) for r in wie] if modus == "elk" else [wie]:
            if is_er:
                y = x if vanaf == x.op else Aanleiding(vanaf, x.feit, x.zeker, x.ding)
                uit.append(Plicht(p, y, elk if p.elk_is_ding else ding, elk, deel, modus))
    return uit


def _kopie(q: Plicht, anker: date, uiterlijk: date | None) -> Plicht:
    k = Plicht(q.regel, q.aanleiding, q.ding, q.elk, q.wie, q.modus)
    k.anker, k.uiterlijk = anker, uiterlijk
    return k


def _afgezien(a: Afleider, k: Plicht, van: date, tot: date) -> Plicht | None:
    """One time of a duty that comes back, waived."""
    f = afgezien(a, k, tot, van) if k.regel.afzien and k.regel.hardheid != "hard" else None
    if f is None:
        return None
    k.voldaan, k.voldaan_op, k.status, k.reden = f, f.op, "afgezien", f.velden.get("reden")
    return k


def _rollend(a: Afleider, p: PlichtRegel, q: Plicht, c: Ctx, anker: date, lengte: Termijn, einde: date | None, dag: date) -> list[Plicht]:
    """One period after the anchor, then after the last time."""
    uit: list[Plicht] = []
    dicht, open_ = opgeschort(a, p, q.ding, dag) if p.stuit else ([], None)
    vorige, vanaf = anker, max(q.aanleiding.op, min(anker, q.aanleiding.op))
    tot = dag if einde is None else min(dag, einde - DAG)
    for _ in range(_MAX_PERIODEN):
        grens = lengte.na(vorige, p.kalender, None, dicht)[0]
        k = _kopie(q, vorige, grens)
        k.opgeschort = dicht
        f = gedaan(a, k, c, vanaf, tot, na_aanleiding=not uit)
        af = _afgezien(a, k, vanaf, tot if f is None else f.op - DAG)
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
                _open(k, open_, dag, vorige, lengte)
            uit.append(k)
            break
        k.voldaan, k.voldaan_op, k.status = f, f.op, "voldaan"
        status(k, open_ if open_ is not None and open_ <= f.op else None, dag, vorige)
        uit.append(k)
        vorige, vanaf = f.op, f.op + DAG
    return uit


def _open(k: Plicht, open_: date | None, dag: date, vorige: date, lengte: Termijn) -> None:
    grens = k.uiterlijk
    assert grens is not None
    if open_ is not None and grens >= open_:
        k.status, k.uiterlijk = "opgeschort", None
        k.rest = rest(lengte, vorige, k.regel.kalender, open_, k.opgeschort)
    elif grens < dag:
        k.status = "te_laat"
    elif _dreigt(k, grens) <= dag:
        k.status = "dreigt"


def _vast(a: Afleider, p: PlichtRegel, q: Plicht, c: Ctx, anker: date, lengte: Termijn | None, einde: date | None, dag: date) -> list[Plicht]:
    """Fixed periods from an anchor, or whole calendar periods: only an act inside the period discharges it."""
    uit: list[Plicht] = []
    herhaal = p.herhaal
    assert herhaal is not None
    dicht, open_ = opgeschort(a, p, q.ding, dag) if p.stuit else ([], None)
    if open_ is not None:
        dicht = [*dicht, (open_, date.max - DAG)]
    dicht = list(samengevoegd(dicht))
    for n in range(1, _MAX_PERIODEN):
        begin, slot = periode(herhaal, anker, lengte, n, p.kalender)
        if begin > dag:
            a.wissel(begin, dag)
            break
        geschorst = any(s <= begin and slot <= e for s, e in dicht)
        if slot < q.aanleiding.op or (geschorst and slot < dag):  # over before it was owed, or wholly suspended
            continue
        k = _kopie(q, begin, slot)
        k.periode = (begin, slot)
        f = gedaan(a, k, c, begin, min(slot, dag), na_aanleiding=False)
        af = _afgezien(a, k, begin, min(slot, dag)) if f is None else None
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
            if _dreigt(k, slot) <= dag:
                k.status = "dreigt"
            a.wissel(slot + DAG, dag)
        uit.append(k)
        if slot >= dag:
            a.wissel(slot + DAG, dag)
    return uit


# standing obligations


def zorg_dat(a: Afleider, p: PlichtRegel, dag: date) -> list[Plicht]:
    """While the state does not hold, one duty is open since that day."""
    b = a.b
    if not b.feiten:
        return []
    assert p.houdt is not None
    uit: list[Plicht] = []
    for ding in [d.id for d in b.per_dingsoort.get(p.per_ding, ())] if p.per_ding else [None]:
        begin = b.dingen[ding].opener.op if ding is not None else b.eerste
        c = a.ctx(dag)
        c.ding = ding
        loopt: Plicht | None = None
        for d, (nodig, houdt) in a.verloop_van(c, p, begin, dag):
            if nodig is not False and houdt is not True:
                zeker = None if houdt is None or nodig is None else True
                x = Aanleiding(d, None, zeker, ding)
                if loopt is None:
                    wie, modus = a.eigenaren(p, x, ding, None, dag)
                    loopt = Plicht(p, x, ding, None, wie, modus)
                    uit.append(loopt)
                elif zeker and loopt.aanleiding.zeker is None:  # it is owed since the day on which that is certain
                    loopt.aanleiding = x
                loopt.status = "open" if zeker else "mogelijk"
            elif loopt is not None:
                loopt.voldaan_op = d if houdt is True else None
                loopt.status = "voldaan" if houdt is True else "vervallen"
                loopt.reden = None if houdt is True else "hoeft niet meer"
                bepaal(a, loopt, c, dag)
                loopt = None
        if loopt is not None:
            bepaal(a, loopt, c, dag)
    return uit
