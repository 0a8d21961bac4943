# SPDX-License-Identifier: EUPL-1.2
"""The forms of the language that are more than an operator: quantifiers, windows, tables, and what the state derives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.beeld import Ctx
from wijkregie.norm.bereik import BOOL, BUITEN, DATUM, DING, GETAL, TEKST, TIJD, VAAG, VAR, Bereik, Fn, Soort, lijkt_op
from wijkregie.norm.feit import Feit
from wijkregie.norm.kalender import jarig, leeftijd
from wijkregie.norm.lezers import dingen
from wijkregie.norm.ontleden import Knoop, TaalFout
from wijkregie.norm.termijn import Termijn
from wijkregie.norm.vraag import uit_venster
from wijkregie.norm.waarden import VRIJ, Aantal, en, of

if TYPE_CHECKING:
    from wijkregie.norm.vertaler import Vertaler

_DAG: Final = timedelta(days=1)
Bron = Callable[[Ctx], tuple[list[Any], list[Any], Any]]  # certain members, possible members, what makes it unknown


def _verzameling(v: Vertaler, k: Knoop, r: Bereik) -> tuple[Bron, Soort]:
    """What a quantifier runs over, with the kind of its members."""
    if k.soort == "naam":
        naam = k.arg[0]
        if naam in v.w.soorten_ding and naam not in v.w.begrippen:
            v.gelezen.update(v.w.openers(naam))
            k.fn = lambda c: dingen(c, naam)
            return (lambda c: (dingen(c, naam), [], True)), ("ding", naam)
        if naam in v.w.feiten or naam in v.w.feitensets:
            k.soort, k.arg = "feiten", (naam,)
    if k.soort == "feiten":
        vraag, basis = v.vraag(k, r)

        def uit_feiten(c: Ctx) -> tuple[list[Any], list[Any], Any]:
            wel, misschien, vrij = vraag.leden(c)
            open_ = bool(vraag.volledig) and vraag.leeg(c) is None
            return wel, misschien, VRIJ if vrij else None if open_ else True

        k.fn = lambda c: uit_feiten(c)[0]
        return uit_feiten, ("feit", basis)
    s = v.k(k, r)
    if s[0] not in ("lijst", "verbonden", "?", "ding"):
        raise TaalFout("Hier hoort een lijst, een soort ding of een feit met filters.", k.plaats)
    fn = k.fn

    def uit_lijst(c: Ctx) -> tuple[list[Any], list[Any], Any]:
        x = fn(c)
        if x is None or x is VRIJ:
            return [], [], x
        return ([x] if isinstance(x, str) else list(x)), [], True

    return uit_lijst, s[1] if s[0] == "lijst" else ("record", s[1]) if s[0] == "verbonden" else s if s[0] == "ding" else VAAG


def kwantor(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`elk`, `enig`, `minstens n`; `elk` over nobody is unknown, unless the leaf says otherwise (ontwerp 5, Gates)."""
    woord, n, var, bron, eis = k.arg
    haal, lid = _verzameling(v, bron, r)
    binnen = r.met_var(var, lid)
    if len(binnen.vars) > 8:
        raise TaalFout("Meer dan acht kwantoren in elkaar is te diep. Maak er een begrip van.", k.plaats)
    i = len(r.vars)
    s = v.k(eis, binnen)
    if s not in (BOOL, VAAG):
        raise TaalFout("Na de dubbele punt hoort een voorwaarde.", eis.plaats)
    v.merken.discard(VAR) if not r.vars else None
    fn = eis.fn

    def uitkomsten(c: Ctx) -> tuple[list[Any], list[Any], Any]:
        wel, misschien, vaag = haal(c)
        oud = c.v[i]
        a, b = [], []
        for x in wel:
            c.v[i] = x
            a.append(fn(c))
        for x in misschien:
            c.v[i] = x
            b.append(fn(c))
        c.v[i] = oud
        return a, b, vaag

    def elk(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        if not a and vaag is True:
            if b:
                return en([True if x is True else None for x in b])
            return c.leeg
        delen = [*a, *(True if x is True else None for x in b)]
        return en(delen if vaag is True else [*delen, vaag])

    def enig(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        delen = [*a, *(False if x is False else None for x in b)]
        return of(delen if vaag is True else [*delen, vaag])

    def minstens(c: Ctx) -> Any:
        a, b, vaag = uitkomsten(c)
        zeker = sum(x is True for x in a)
        if zeker >= n:
            return True
        mogelijk = zeker + sum(x is None or x is VRIJ for x in a) + sum(x is not False for x in b)
        if vaag is True and mogelijk < n:
            return False
        return VRIJ if vaag is VRIJ or any(x is VRIJ for x in a) else None

    k.fn = elk if woord == "elk" else enig if woord == "enig" else minstens
    return BOOL


def somreeks(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    var, bron, wat = k.arg
    haal, lid = _verzameling(v, bron, r)
    i = len(r.vars)
    v.k(wat, r.met_var(var, lid))
    fn = wat.fn

    def som(c: Ctx) -> Any:
        wel, misschien, vaag = haal(c)
        if misschien or vaag is not True:
            return VRIJ if vaag is VRIJ else None
        oud, totaal = c.v[i], 0
        for x in wel:
            c.v[i] = x
            y = fn(c)
            if y is None or y is VRIJ or isinstance(y, Aantal):
                c.v[i] = oud
                return y if y is VRIJ else None
            totaal += y
        c.v[i] = oud
        return totaal

    k.fn = som
    return GETAL


def uiterste_datum(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`later van (..)`, `vroegste van (..)`: unknown while one of them is."""
    soorten = [v.k(x, r) for x in k.arg]
    if any(s[0] not in ("datum", "?") for s in soorten):
        raise TaalFout("Tussen deze haakjes horen datums.", k.plaats)
    fns = [x.fn for x in k.arg]
    kies = max if k.soort == "later" else min

    def fn(c: Ctx) -> Any:
        w = [f(c) for f in fns]
        return None if None in w else VRIJ if VRIJ in w else kies(w)

    k.fn = fn
    return DATUM


def binnen(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """A look-back window, both end days counting: from the day asked, or between two given days."""
    wat, van, tot = k.arg
    v.k(wat, r)
    s = v.k(van, r)
    f = wat.fn
    if tot is not None:
        v.k(tot, r)
        fv, ft = van.fn, tot.fn

        def tussen(c: Ctx) -> Any:
            w, a, b = f(c), fv(c), ft(c)
            if w is None or a is None or b is None:
                return None
            return VRIJ if VRIJ in (w, a, b) else a <= w <= b

        k.fn = tussen
        return BOOL
    if s[0] not in ("termijn", "?"):
        raise TaalFout("Schrijf binnen(datum, 6 maanden) of binnen(datum, van .. tot).", van.plaats)
    v.merken.add(TIJD)
    fn_termijn = van.fn

    def terug(c: Ctx) -> Any:
        w, t = f(c), fn_termijn(c)
        if w is None or t is None:
            return None
        if w is VRIJ or t is VRIJ:
            return VRIJ
        if w > c.dag:
            c.wissel(w)
            return False
        if (-t).na(c.dag, c.b.kalender)[0] > w:
            return False
        c.wissel(uit_venster(w, t, c))
        return True

    k.fn = terug
    return BOOL


def roep(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """A name with parentheses: a fixed function or a decision table."""
    naam, *arg = k.arg
    if naam in v.w.tabellen:
        return _tabel(v, k, naam, arg, r)
    vorm = _FUNCTIES.get(naam)
    if vorm is None:
        raise TaalFout(f"{naam}(..) bestaat niet.{lijkt_op(naam, [*_FUNCTIES, *v.w.tabellen])}", k.plaats)
    return vorm(v, k, arg, r)


def _tabel(v: Vertaler, k: Knoop, naam: str, arg: list[Knoop], r: Bereik) -> Soort:
    tabel = v.w.tabellen[naam]
    if len(arg) != len(tabel.invoer):
        raise TaalFout(f"De tabel {naam} vraagt {len(tabel.invoer)} waarden ({', '.join(tabel.invoer)}), er staan er {len(arg)}.", k.plaats)
    for x in arg:
        v.k(x, r)
    fns = [x.fn for x in arg]
    k.fn = lambda c: tabel.lees([f(c) for f in fns])
    velden: dict[str, Soort] = dict.fromkeys(tabel.uitvoer, VAAG)
    return ("record", velden) if len(tabel.uitvoer) > 1 else VAAG


def _een_naam(k: Knoop, arg: list[Knoop], bekende: Any, wat: str) -> str:
    """The first argument as the name of something derived."""
    if not arg or arg[0].soort != "naam":
        raise TaalFout(f"Tussen de haakjes hoort de naam van een {wat}.", k.plaats)
    naam: str = arg[0].arg[0]
    if naam not in bekende:
        raise TaalFout(f"{naam} is geen {wat}.{lijkt_op(naam, bekende)}", arg[0].plaats)
    arg[0].fn = lambda c: naam
    return naam


def _verstreken(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    _tel(k, arg, 1, 1)
    s = v.k(arg[0], r)
    if s[0] not in ("datum", "?"):
        raise TaalFout("verstreken(..) vraagt een datum.", k.plaats)
    v.merken.add(TIJD)
    fn = arg[0].fn

    def verstreken(c: Ctx) -> Any:
        d = fn(c)
        if d is None or d is VRIJ:
            return d
        if d <= c.dag:
            return True
        c.wissel(d)
        return False

    k.fn = verstreken
    return BOOL


def _leeftijd(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    _tel(k, arg, 1, 2)
    for x in arg:
        v.k(x, r)
    geboren = arg[0].fn
    op = arg[1].fn if len(arg) == 2 else None
    if op is None:
        v.merken.add(TIJD)

    def jaren(c: Ctx) -> Any:
        g = geboren(c)
        d = c.dag if op is None else op(c)
        if g is None or d is None:
            return None
        if g is VRIJ or d is VRIJ:
            return VRIJ
        n = leeftijd(g, d)
        if op is None:
            c.wissel(jarig(g, n + 1))
        return n

    k.fn = jaren
    return GETAL


def _tel(k: Knoop, arg: list[Knoop], minst: int, meest: int) -> None:
    if not minst <= len(arg) <= meest:
        hoeveel = str(minst) if minst == meest else f"{minst} of {meest}"
        raise TaalFout(f"{k.arg[0]}(..) vraagt {hoeveel} waarde(n), er staan er {len(arg)}.", k.plaats)


def _keuze(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = _een_naam(k, arg, v.w.keuzes, "keuze")
    keuze = v.w.keuzes[naam]
    v.merken.add(BUITEN)
    if keuze.norm:
        pass

    def gekozen(c: Ctx) -> Any:
        optie = keuze.standaard
        for n, vanaf, o in c.b.om.keuzes:
            if n == naam:
                if vanaf <= c.dag:
                    optie = o
                else:
                    c.wissel(vanaf)
        return keuze.opties[optie] if optie is not None else None

    k.fn = gekozen
    soorten = {type(w) for w in keuze.opties.values()}
    return ("termijn",) if soorten == {Termijn} else BOOL if soorten == {bool} else GETAL if soorten == {int} else VAAG


def _kengetal(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = _een_naam(k, arg, v.w.kengetallen, "kengetal")
    _tel(k, arg, 1, 2)
    waarden = v.w.kengetallen[naam]
    op = None
    if len(arg) == 2:
        v.k(arg[1], r)
        op = arg[1].fn
    else:
        v.merken.add(TIJD)

    def getal(c: Ctx) -> Any:
        d = c.dag if op is None else op(c)
        if d is None or d is VRIJ:
            return d
        uit = None
        for vanaf, waarde in waarden:
            if vanaf <= d:
                uit = waarde
            elif op is None:
                c.wissel(vanaf)
        return uit

    k.fn = getal
    return GETAL


def _fase(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    spoor = _een_naam(k, arg, v.w.sporen, "spoor")
    _tel(k, arg, 1, 2)
    per = v.w.sporen[spoor]
    ding = _ding_argument(v, k, arg, r, per, spoor)
    v.merken.add(f"#spoor.{spoor}")
    sinds = k.arg[0] == "fase_sinds"

    def fase(c: Ctx) -> Any:
        d = None
        if per is not None:
            d = ding(c) if ding is not None else c.ding
            if d is None or d is VRIJ:
                return d
        return c.b.afleiding.fase(spoor, d, c.dag, c.weg)[1 if sinds else 0]  # type: ignore[union-attr]

    k.fn = fase
    return DATUM if sinds else ("fase", spoor)


def _ding_argument(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik, per: str | None, naam: str) -> Fn | None:
    """The thing that is asked about: the second argument, or the thing at hand."""
    if len(arg) == 2:
        s = v.k(arg[1], r)
        if per is None:
            raise TaalFout(f"{naam} geldt voor het hele dossier: laat het tweede deel weg.", k.plaats)
        if s[0] == "ding" and s[1] != per:
            raise TaalFout(f"{naam} is er per {per}, niet per {s[1]}.", k.plaats)
        fn: Fn = arg[1].fn
        return fn
    if per is not None:
        if r.ding != per:
            raise TaalFout(f"{naam} is er per {per}: schrijf {k.arg[0]}({naam}, x) met x een {per}.", k.plaats)
        v.merken.add(DING)
    return None


def _plicht(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = _een_naam(k, arg, v.w.plichten, "plicht")
    _tel(k, arg, 1, 2)
    per = v.w.plichten[naam]
    ding = _ding_argument(v, k, arg, r, per, naam) if len(arg) == 2 or (per is not None and r.ding == per) else None
    v.merken.add(f"#plicht.{naam}")

    def plicht(c: Ctx) -> Any:
        d = ding(c) if ding is not None else (c.ding if per is not None else None)
        return VRIJ if d is VRIJ else c.b.afleiding.plicht(naam, d, c.dag)  # type: ignore[union-attr]

    k.fn = plicht
    return ("record", {"status": TEKST, "uiterlijk": DATUM, "voldaan_op": DATUM, "afgerond": BOOL})


def _toets(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    naam = _een_naam(k, arg, v.w.toetsen, "toets")
    _tel(k, arg, 1, 1)
    v.merken.add(f"#toets.{naam}")
    per = v.w.toetsen[naam]

    def toets(c: Ctx) -> Any:
        return c.b.afleiding.toets(naam, c.ding if per is not None else None, c.dag)  # type: ignore[union-attr]

    k.fn = toets
    return BOOL


def _verbonden(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    if len(arg) != 1 or arg[0].soort != "naam":
        raise TaalFout("verbonden(..) vraagt de soort verbinding, bijvoorbeeld verbonden(ko_reeks).", k.plaats)
    soort: str = arg[0].arg[0]
    arg[0].fn = lambda c: soort
    v.merken.update((BUITEN, TIJD, "#verbonden"))

    def fn(c: Ctx) -> Any:
        for x in c.b.om.verbonden:
            if x.soort == soort:
                c.wissel(x.sinds)
                if x.tot < date.max:
                    c.wissel(x.tot + _DAG)
        return c.b.verbondenen(soort, c.dag)

    k.fn = fn
    return ("verbonden", {})


def _aanwezig(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    _tel(k, arg, 1, 1)
    v.k(arg[0], r)
    v.gelezen.update(s for s in ("aangekomen", "vertrokken") if s in v.w.feiten)
    fn = arg[0].fn

    def aanwezig(c: Ctx) -> Any:
        d = fn(c)
        if d is None or d is VRIJ or not isinstance(d, str):
            return d if d is VRIJ else None
        return c.b.aanwezig(d, c.dag, c.weg, c.dit if isinstance(c.dit, Feit) else None)

    k.fn = aanwezig
    return ("lijst", ("record", {"partij": TEKST, "organisatie": TEKST, "persoon": TEKST}))


def _rol(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    rol = _een_naam(k, arg, v.w.rollen, "rol")
    v.merken.update((BUITEN, TIJD))
    v.gelezen.update(s for s in ("partij_betrokken", "partij_vertrokken") if s in v.w.feiten)

    def wie(c: Ctx) -> Any:
        for b in c.b.om.bezetting:
            if b.rol == rol:
                c.wissel(b.van)
                if b.tot < date.max:
                    c.wissel(b.tot + _DAG)
        wie = c.b.vervulling(rol, c.dag)
        return {"organisatie": wie[0].organisatie, "persoon": wie[0].persoon, "team": wie[0].team} if len(wie) == 1 else None

    k.fn = wie
    return ("record", {"organisatie": TEKST, "persoon": TEKST, "team": TEKST})


def _convenant(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    _tel(k, arg, 1, 1)
    v.k(arg[0], r)
    v.merken.update((BUITEN, TIJD))
    fn = arg[0].fn

    def gebonden(c: Ctx) -> Any:
        org = fn(c)
        if org is None or org is VRIJ:
            return org
        for x in c.b.om.convenanten:
            if x.organisatie == org:
                c.wissel(x.van)
                if x.tot < date.max:
                    c.wissel(x.tot + _DAG)
        return any(x.organisatie == org and x.van <= c.dag <= x.tot for x in c.b.om.convenanten)

    k.fn = gebonden
    return BOOL


def _minmax(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    soorten = [v.k(x, r) for x in arg]
    fns = [x.fn for x in arg]
    kies = min if k.arg[0] == "min" else max

    def fn(c: Ctx) -> Any:
        w = [f(c) for f in fns]
        return None if None in w or any(isinstance(x, Aantal) for x in w) else VRIJ if VRIJ in w else kies(w)

    k.fn = fn
    return soorten[0] if soorten else VAAG


_FUNCTIES: Final[dict[str, Callable[[Any, Knoop, list[Knoop], Bereik], Soort]]] = {
    "verstreken": _verstreken,
    "leeftijd": _leeftijd,
    "keuze": _keuze,
    "kengetal": _kengetal,
    "fase": _fase,
    "fase_sinds": _fase,
    "plicht": _plicht,
    "toets": _toets,
    "verbonden": _verbonden,
    "aanwezig": _aanwezig,
    "rol": _rol,
    "convenant": _convenant,
    "min": _minmax,
    "max": _minmax,
}

VORMEN: Final[dict[str, Callable[[Any, Knoop, Bereik], Soort]]] = {
    "kwantor": kwantor,
    "somreeks": somreeks,
    "later": uiterste_datum,
    "vroegste": uiterste_datum,
    "binnen": binnen,
    "roep": roep,
}
