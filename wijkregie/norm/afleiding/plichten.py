# SPDX-License-Identifier: EUPL-1.2
"""Duties: one for each trigger, dossier or thing, with its status. One duty stands in plicht.py, terms in termijnen.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding import termijnen
from wijkregie.norm.afleiding.aanleidingen import DAG, Aanleiding, dingen_van, groepen
from wijkregie.norm.afleiding.plicht import LOPEND, Plicht, afgezien, gedaan, gedaan_op
from wijkregie.norm.afleiding.regels import PlichtRegel
from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.vraag import na
from wijkregie.norm.waarden import en

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider


def leid_plicht(a: Afleider, p: PlichtRegel, dag: date) -> list[Plicht]:
    """All duties of one norm on a day, done ones included."""
    if p.zorg:
        return termijnen.zorg_dat(a, p, dag)
    per = groepen(a, p, dag)
    if not per:
        return []
    if p.herhaal is not None:
        return termijnen.herhaald(a, p, per, dag)
    uit: list[Plicht] = []
    c = Ctx(a.b, dag)
    een = p.per == "trigger" or p.voor_elk is None
    for ding, groep in per:
        if een and len(groep) == 1:
            voor_iedereen(a, p, groep[0], ding, c, dag, uit)
        elif p.per == "trigger":
            for x in groep:
                voor_iedereen(a, p, x, ding, c, dag, uit)
        else:
            uit += _samengevoegd(a, p, ding, groep, c, dag)
    return uit


def _samengevoegd(a: Afleider, p: PlichtRegel, ding: str | None, groep: list[Aanleiding], c: Ctx, dag: date) -> list[Plicht]:
    """`per: dossier` and `per: ding` have at most one open duty: a further trigger joins it and the deadline stays."""
    uit: list[Plicht] = []
    loopt: dict[Any, Plicht] = {}  # the last one of each element and owner
    for x in groep:
        if loopt and all(_voegt_zich(x, q) for q in loopt.values()):
            continue
        nieuw: list[Plicht] = []
        voor_iedereen(a, p, x, ding, c, dag, nieuw)
        for q in nieuw:
            sleutel = (q.ding, str(q.elk), q.wie)
            eerder = loopt.get(sleutel)
            if eerder is not None and _voegt_zich(x, eerder):
                continue
            if eerder is not None and eerder.status == "mogelijk":  # a certain trigger wins over a possible one
                uit.remove(eerder)
            loopt[sleutel] = q
            uit.append(q)
    return uit


def _voegt_zich(x: Aanleiding, q: Plicht) -> bool:
    """Does this trigger join a duty: was that still open when it came?"""
    if q.aanleiding.zeker is None and x.zeker is True:
        return False
    if q.voldaan is not None and x.feit is not None:
        return na(q.voldaan, x.feit) or q.voldaan is x.feit
    einde = q.voldaan_op or q.vervallen_op
    return einde >= x.op if einde is not None else q.status in LOPEND


def voor_iedereen(a: Afleider, p: PlichtRegel, x: Aanleiding, ding: str | None, c: Ctx, dag: date, uit: list[Plicht]) -> None:
    """One trigger gives one duty, or one for each of a list and for each owner who has his own."""
    if p.voor_elk is None and p.wie.vast:
        q = Plicht(p, x, ding, None, p.wie.rollen, p.wie.modus)
        beslis(a, q, c, dag)
        uit.append(q)
        return
    elementen: list[tuple[Any, date, bool]] = [(None, x.op, True)]
    if p.voor_elk is not None:
        elementen = a.elementen(p, x, ding, dag)
    for elk, vanaf, is_er in elementen:
        wie, modus = a.eigenaren(p, x, ding, elk, dag)
        for deel in [(r,) for r in wie] if modus == "elk" else [wie]:
            q = Plicht(p, x if vanaf == x.op else Aanleiding(vanaf, x.feit, x.zeker, x.ding), elk if p.elk_is_ding else ding, elk, deel, modus)
            beslis(a, q, c, dag, is_er)
            uit.append(q)


def beslis(a: Afleider, q: Plicht, c: Ctx, dag: date, is_er: bool = True) -> None:
    """The status of one duty: done, lapsed, waived, or still open with its term."""
    p, x = q.regel, q.aanleiding
    c.dit, c.ding, c.elk, c.sw = x.feit, q.ding, q.elk, None
    einde = dag
    if p.doe:
        vanaf = x.op
        if p.moment is not None:
            c.dag = dag
            vanaf = max(vanaf, termijnen.rond(a, q, c) or vanaf)
        f = gedaan(a, q, c, vanaf, dag)
        if f is not None:
            einde = gedaan_op(a, f) or f.op
            q.voldaan, q.voldaan_op, q.status, q.reden = f, einde, "voldaan", None
    if p.houdt is not None:
        dag_houdt = a.eerste_dag(c, p.houdt, x.op, einde, True)
        if dag_houdt is not None and (q.voldaan_op is None or dag_houdt < q.voldaan_op):
            q.voldaan, q.voldaan_op, q.status, einde = None, dag_houdt, "voldaan", dag_houdt
    if p.zolang is not None:
        niet_meer = a.eerste_dag(c, p.zolang, x.op, einde if q.voldaan_op is None else einde - DAG, False)
        if niet_meer is not None:
            q.voldaan, q.voldaan_op, q.status, q.vervallen_op = None, None, "vervallen", niet_meer
            q.reden = f"{p.zolang.tekst}: niet meer sinds {niet_meer.isoformat()}"
    if q.status == "open":
        if not is_er:
            q.status, q.reden = "vervallen", "hoort er niet meer bij"
        elif p.afzien and p.hardheid != "hard":
            f = afgezien(a, q, dag)
            if f is not None:
                q.status, q.voldaan_op, q.reden = "afgezien", f.op, f.velden.get("reden")
                q.voldaan = f
        if x.zeker is None and q.status == "open":
            q.status = "mogelijk"
            return
    if p.met_termijn or p.vanaf is not None:
        termijnen.bepaal(a, q, c, dag)


def ingetrokken_plichten(a: Afleider, dag: date) -> Iterator[Plicht]:
    """When a trigger is withdrawn its duty is lapsed with that reason, not gone."""
    for f, door in a.b.gevouwen.ingetrokken:
        if f.op > dag:
            continue
        for p in a.per_soort.get(f.soort, ()):
            if p.bij is None or f.soort not in p.bij.soorten:
                continue
            c = Ctx(a.b, f.op)
            c.dit, c.ding = f, _ding_van_ingetrokken(a, p, f)
            voorwaarden = [p.bij.toets(c, f) if p.bij.waar else True, True if p.als is None else p.als.fn(c)]
            if en(voorwaarden) is False:
                continue
            x = Aanleiding(f.op, f)
            wie, modus = a.eigenaren(p, x, c.ding, None, dag)
            q = Plicht(p, x, c.ding, None, wie, modus)
            q.status, q.reden = "vervallen", f"de aanleiding is ingetrokken ({door})"
            yield q


def _ding_van_ingetrokken(a: Afleider, p: PlichtRegel, f: Feit) -> str | None:
    """The thing a withdrawn duty was about; a thing that the withdrawn fact itself opened is gone, but keeps its name."""
    if p.per_ding is None:
        return None
    if f.opent is not None and a.regels.opent.get(f.soort) == p.per_ding:
        return f.opent
    return dingen_van(a, p.per_ding, f)[0]
