# SPDX-License-Identifier: EUPL-1.2
"""Duties: what calls them up, what ends them, whose they are (ontwerp 5, Triggers and Duties). Terms stand in termijnen.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.beeld import GEEN, Ctx
from wijkregie.norm.feit import Feit
from wijkregie.norm.regels import PlichtRegel
from wijkregie.norm.vraag import Vraag, na
from wijkregie.norm.waarden import en

if TYPE_CHECKING:
    from wijkregie.norm.leid_af import Afleider

DAG: Final = timedelta(days=1)
OPEN: Final = frozenset({"open", "dreigt", "te_laat"})
LOPEND: Final = frozenset({"open", "dreigt", "te_laat", "opgeschort", "mogelijk"})


class Aanleiding:
    """What called a duty up: a fact, or a day that arrived."""

    __slots__ = ("op", "feit", "zeker", "ding")

    def __init__(self, op: date, feit: Feit | None, zeker: Any = True, ding: str | None = None) -> None:
        self.op = op
        self.feit = feit
        self.zeker = zeker  # True, or None: its condition is unknown
        self.ding = ding


class Plicht:
    """One duty as it stands on the day asked."""

    # defaults stand on the class: most duties fill in only a few, and thousands are made a second
    status = "open"
    anker: date | None = None
    uiterlijk: date | None = None
    uiterlijk_tijd: int | None = None
    niet_voor: date | None = None
    streef: date | None = None
    moment: date | None = None
    voldaan: Feit | None = None
    voldaan_op: date | None = None
    vervallen_op: date | None = None
    vastgelegd_laat = False
    te_laat_voldaan = False
    reden: str | None = None
    periode: tuple[date, date] | None = None
    rest: int | None = None
    mist: Sequence[tuple[Feit, int, Any]] = ()  # acts that did not discharge it: (act, leaf, outcome)
    opgeschort: Sequence[tuple[date, date]] = ()
    termijn_onbekend = False

    def __init__(self, regel: PlichtRegel, aanleiding: Aanleiding, ding: str | None, elk: Any, wie: tuple[str, ...], modus: str) -> None:
        self.regel = regel
        self.aanleiding = aanleiding
        self.ding = ding
        self.elk = elk
        self.wie = wie
        self.modus = modus

    def __repr__(self) -> str:
        return f"Plicht({self.regel.naam}, {self.ding}, {self.status}, {self.uiterlijk})"


# triggers


def aanleidingen(a: Afleider, p: PlichtRegel, dag: date) -> list[Aanleiding]:
    """Everything that calls the duty up to and including a day, in order; the condition read as of the day of each."""
    uit: list[Aanleiding] = []
    if p.bij is not None:
        uit = _feiten(a, p.bij, dag)
    if not p.alleen_feiten:
        uit = list(uit)
        if p.nde is not None:
            uit += _nde(a, p, dag)
        if p.op_datum is not None:
            uit += _op_datum(a, p, dag)
        if p.gemist is not None:
            uit += _gemist(a, p, dag)
        if p.fase is not None:
            uit += _fase(a, p, dag)
        uit.sort(key=_orde)
    if p.als is not None and uit:
        return _met_voorwaarde(a, p, uit)
    return uit


def _feiten(a: Afleider, bij: Vraag, dag: date) -> list[Aanleiding]:
    """Facts as triggers, in order. Many norms are called up by the same facts: those share one list, which nobody changes."""
    memo = a.b.memo
    sleutel = ("bij", bij.soorten, dag) if not bij.waar else ("bij", id(bij), dag)
    uit: list[Aanleiding] | None = memo.get(sleutel)
    if uit is None:
        per = a.b.per
        feiten = [f for s in bij.soorten for f in per.get(s, GEEN) if f.op <= dag]
        if len(bij.soorten) > 1:
            feiten.sort(key=Feit.volgorde)
        if bij.waar:
            c = a.ctx(dag)
            uit = []
            for f in feiten:
                c.op(f.op)
                v = bij.toets(c, f)
                if v is not False:
                    uit.append(Aanleiding(f.op, f, True if v is True else None))
        else:
            uit = [Aanleiding(f.op, f) for f in feiten]
        memo[sleutel] = uit
    return uit


def _orde(x: Aanleiding) -> tuple[date, int, int]:
    return x.feit.volgorde() if x.feit is not None and x.feit.op == x.op else (x.op, -1, -1)


def _met_voorwaarde(a: Afleider, p: PlichtRegel, lijst: list[Aanleiding]) -> list[Aanleiding]:
    assert p.als is not None
    fn = p.als.fn
    c = a.ctx(lijst[0].op)
    uit = []
    for x in lijst:
        c.op(x.op)
        c.dit = x.feit
        per_ding = p.per_ding is not None and x.ding is None and x.feit is not None
        for d in dingen_van(a, p.per_ding, x.feit) if per_ding else (x.ding,):  # type: ignore[arg-type]
            c.ding = d
            v = fn(c)
            if v is True and d == x.ding:
                uit.append(x)
            elif v is not False:
                uit.append(Aanleiding(x.op, x.feit, x.zeker if v is True else None, d))
    return uit


def dingen_van(a: Afleider, soort: str, f: Feit) -> list[str | None]:
    """The things of a kind that a fact names; none: the duty belongs to the dossier."""
    memo = a.b.memo
    uit: list[str | None] | None = memo.get((soort, f))
    if uit is None:
        dingen = a.b.dingen
        uit = memo[(soort, f)] = [d for d in f.over if d in dingen and dingen[d].soort == soort] or [None]
    return uit


def _nde(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    nde = p.nde
    assert nde is not None
    c = a.ctx(dag)
    zeker: dict[str | None, set[Any]] = {}  # what counts for certain, and with what may count besides
    misschien: dict[str | None, set[Any]] = {}
    uit: dict[str | None, Aanleiding] = {}
    for f in nde.vraag.bron(c):
        c.op(f.op)
        v = nde.vraag.toets(c, f) if nde.vraag.waar else True
        if v is False:
            continue
        waarde: Any = f.id
        if nde.verschillende is not None:
            c.f = f
            waarde = nde.verschillende.fn(c)
            if waarde is None:
                waarde, v = f, None
        for d in dingen_van(a, p.per_ding, f) if p.per_ding else [None]:
            for tellers, telt in ((zeker, v is True), (misschien, True)):
                gezien = tellers.setdefault(d, set())
                if telt and waarde not in gezien:
                    gezien.add(waarde)
                    if len(gezien) == nde.n and (d not in uit or tellers is zeker):
                        uit[d] = Aanleiding(f.op, f, True if tellers is zeker else None, d)
    yield from uit.values()


def _op_datum(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    """A date arrives. Walked over the days on which the expression can change, so that what once arrived stays."""
    u = p.op_datum
    assert u is not None
    dingen: Sequence[str | None] = [d.id for d in a.b.per_dingsoort.get(p.per_ding, ())] if p.per_ding else [None]
    for d in dingen:
        c = a.ctx(dag)
        c.ding = d
        begin = a.b.dingen[d].opener.op if d is not None else a.b.eerste
        stukken = list(a.verloop(c, u.fn, u.leest, begin, dag))
        laatst: date | None = None
        for i, (van, waarde) in enumerate(stukken):
            tot = stukken[i + 1][0] - DAG if i + 1 < len(stukken) else date.max
            if not isinstance(waarde, date):
                continue
            valt = max(waarde, van)
            if valt > tot or (laatst is not None and waarde == laatst):
                continue
            if valt <= dag:
                laatst = waarde
                yield Aanleiding(valt, None, True, d)
            else:
                a.wissel(valt, dag)


def _gemist(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    naam, soort = p.gemist or ("", "")
    for q in a.plichten_van(naam, dag):
        grens = q.streef if soort == "streef" else q.uiterlijk
        klaar = q.voldaan_op or q.vervallen_op  # what lapsed or was waived after its deadline was missed before
        if grens is None or q.status == "mogelijk" or (q.status == "vervallen" and klaar is None) or (klaar is not None and klaar <= grens):
            continue
        if grens < dag:
            yield Aanleiding(grens + DAG, None, True, q.ding)
        else:
            a.wissel(grens + DAG, dag)


def _fase(a: Afleider, p: PlichtRegel, dag: date) -> Iterator[Aanleiding]:
    spoor, in_, uit = p.fase or ("", frozenset(), frozenset())
    for verloop in a.verlopen(spoor):
        vorig = verloop.spoor.begin
        for stap in verloop.stappen:
            if stap.op <= dag and stap.fase != vorig and (stap.fase in in_ or vorig in uit):
                yield Aanleiding(stap.op, stap.feit, True, verloop.ding)
            vorig = stap.fase


# duties


def leid_plicht(a: Afleider, p: PlichtRegel, dag: date) -> list[Plicht]:
    """All duties of one norm on a day, done ones included."""
    if p.zorg:
        return a.termijnen.zorg_dat(p, dag)
    lijst = aanleidingen(a, p, dag)
    if not lijst:
        return []
    if p.herhaal is not None:
        return a.termijnen.herhaald(p, _per(a, p, lijst), dag)
    uit: list[Plicht] = []
    c = a.ctx(dag)
    for ding, groep in _per(a, p, lijst):
        uit += _samengevoegd(a, p, ding, groep, c, dag) if p.per != "trigger" else [q for x in groep for q in voor_iedereen(a, p, x, ding, c, dag)]
    return uit


def _per(a: Afleider, p: PlichtRegel, lijst: list[Aanleiding]) -> list[tuple[str | None, list[Aanleiding]]]:
    if p.per_ding is None:
        return [(None, lijst)] if p.per != "trigger" else [(x.ding, [x]) for x in lijst]
    groepen: dict[str | None, list[Aanleiding]] = {}
    for x in lijst:
        for d in [x.ding] if x.ding is not None or x.feit is None else dingen_van(a, p.per_ding, x.feit):
            groepen.setdefault(d, []).append(x)
    return list(groepen.items())


def _samengevoegd(a: Afleider, p: PlichtRegel, ding: str | None, groep: list[Aanleiding], c: Ctx, dag: date) -> list[Plicht]:
    """`per: dossier` and `per: ding` have at most one open duty: a further trigger joins it and the deadline stays."""
    uit: list[Plicht] = []
    loopt: dict[Any, Plicht] = {}  # the last one of each element and owner
    for x in groep:
        if loopt and all(_voegt_zich(x, q) for q in loopt.values()):
            continue
        for q in voor_iedereen(a, p, x, ding, c, dag):
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


def voor_iedereen(a: Afleider, p: PlichtRegel, x: Aanleiding, ding: str | None, c: Ctx, dag: date) -> list[Plicht]:
    """One trigger gives one duty, or one for each of a list and for each owner who has his own."""
    if p.voor_elk is None and p.wie.vast:
        q = Plicht(p, x, ding, None, p.wie.rollen, p.wie.modus)
        beslis(a, q, c, dag)
        return [q]
    elementen: list[tuple[Any, date, bool]] = [(None, x.op, True)]
    if p.voor_elk is not None:
        elementen = a.elementen(p, x, ding, dag)
    uit: list[Plicht] = []
    for elk, vanaf, is_er in elementen:
        wie, modus = a.eigenaren(p, x, ding, elk, dag)
        for deel in [(r,) for r in wie] if modus == "elk" else [wie]:
            q = Plicht(p, x if vanaf == x.op else Aanleiding(vanaf, x.feit, x.zeker, x.ding), elk if p.elk_is_ding else ding, elk, deel, modus)
            beslis(a, q, c, dag, is_er)
            uit.append(q)
    return uit


def beslis(a: Afleider, q: Plicht, c: Ctx, dag: date, is_er: bool = True) -> None:
    """The status of one duty: done, lapsed, waived, or still open with its term."""
    p, x = q.regel, q.aanleiding
    c.op(dag)
    c.dit, c.ding, c.elk, c.sw = x.feit, q.ding, q.elk, None
    if x.zeker is None:
        q.status = "mogelijk"
        return
    einde = dag
    if p.doe:
        vanaf = x.op if p.moment is None else max(x.op, a.termijnen.rond(q, c) or x.op)
        f = gedaan(a, q, c, vanaf, dag)
        if f is not None:
            q.voldaan, q.voldaan_op, q.status, einde = f, f.op, "voldaan", f.op
    if p.houdt is not None:
        dag_houdt = a.eerste_dag(c, p.houdt, x.op, einde, True)
        if dag_houdt is not None and (q.voldaan_op is None or dag_houdt < q.voldaan_op):
            q.voldaan, q.voldaan_op, q.status, einde = None, dag_houdt, "voldaan", dag_houdt
    if p.zolang is not None:
        c.op(dag)
        uit = a.eerste_dag(c, p.zolang, x.op, einde if q.voldaan_op is None else einde - DAG, False)
        if uit is not None:
            q.voldaan, q.voldaan_op, q.status, q.vervallen_op = None, None, "vervallen", uit
            q.reden = f"{p.zolang.tekst}: niet meer sinds {uit.isoformat()}"
    if q.status == "open" and not is_er:
        q.status, q.reden = "vervallen", "hoort er niet meer bij"
    if q.status == "open" and p.afzien and p.hardheid != "hard":
        f = afgezien(a, q, dag)
        if f is not None:
            q.status, q.voldaan_op, q.reden = "afgezien", f.op, f.velden.get("reden")
            q.voldaan = f
    c.op(dag)
    a.termijnen.bepaal(q, c, dag)


def gedaan(a: Afleider, q: Plicht, c: Ctx, vanaf: date, tot: date, *, na_aanleiding: bool = True) -> Feit | None:
    """The first act on or after the trigger that does what the duty asks."""
    p = q.regel
    moet_over = p.over and q.ding is not None
    if moet_over:
        ding = a.b.dingen.get(q.ding)  # type: ignore[arg-type]
        if ding is None:
            return None
        per = ding.per
    else:
        per = a.b.per
    kandidaten: list[tuple[Feit, Any]] = [(f, d) for d in p.doe for s in d.soorten for f in per.get(s, GEEN) if vanaf <= f.op <= tot]
    if not kandidaten:
        return None
    if len(kandidaten) > 1 and len(p.doe_soorten) > 1:
        kandidaten.sort(key=_daad)
    trigger = q.aanleiding.feit if na_aanleiding else None
    for f, d in kandidaten:
        if trigger is not None and trigger.op == f.op and not na(f, trigger):
            continue
        if q.modus == "elk" and not a.door_rol(f, q.wie[0]):
            continue
        if _voldoet(q, c, f, d):
            return f
    return None


def _daad(k: tuple[Feit, Any]) -> tuple[date, int, int]:
    return k[0].sleutel


def _voldoet(q: Plicht, c: Ctx, f: Feit, d: Any) -> bool:
    """Does the act hold what the norm asks of it? Read as of the day of the act; what is missing is kept for the explanation."""
    p = q.regel
    c.op(f.op)
    c.f = f
    v: Any = d.vraag.toets(c, f) if d.vraag.waar else True
    if v is True and d.waar is not None:
        v = d.waar.fn(c)
    if v is not True:
        if v is None:
            q.mist = (*q.mist, (f, -1, v))
        return False
    goed = True
    for i, e in enumerate(p.eisen):
        if e.hardheid == "advies":
            continue
        n = True if e.indien is None else e.indien.fn(c)
        if n is False:
            continue
        v = e.eis.fn(c)
        if v is not True:
            v = v if n is True else None
            q.mist = (*q.mist, (f, i, v))
            goed = False
    return goed


def afgezien(a: Afleider, q: Plicht, dag: date) -> Feit | None:
    """A motivated waiver by the role that may, of this norm and this thing."""
    p = q.regel
    for f in a.b.per.get("afgezien", GEEN):
        if not q.aanleiding.op <= f.op <= dag or f.velden.get("norm") not in (p.naam, *p.norm):
            continue
        if q.ding is not None and q.ding not in f.over:
            continue
        if (f.door.rol in p.afzien or f.door.soort in p.afzien) and f.velden.get("reden"):
            return f
    return None


def ingetrokken_plichten(a: Afleider, dag: date) -> Iterator[Plicht]:
    """When a trigger is withdrawn its duty is lapsed with that reason, not gone."""
    for f, door in a.b.gevouwen.ingetrokken:
        if f.op > dag:
            continue
        for p in a.per_soort.get(f.soort, ()):
            if p.bij is None or f.soort not in p.bij.soorten:
                continue
            c = a.ctx(f.op)
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
