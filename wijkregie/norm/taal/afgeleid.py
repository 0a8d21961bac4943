# SPDX-License-Identifier: EUPL-1.2
"""Functions that ask for what the state derives or what stands outside the facts: phases, duties, gates, links, parties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.argumenten import ding_argument, een_naam, een_rol, tel
from wijkregie.norm.taal.bereik import BOOL, BUITEN, DATUM, DING, DIT, TEKST, TIJD, Bereik, Soort
from wijkregie.norm.taal.rekenen import KAAL
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.waarden import VRIJ

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler

_DAG: Final = timedelta(days=1)


def _wissel(c: Ctx, van: date, tot: date) -> None:
    """Something holds from one day to another: the answer may change on the first and after the last."""
    c.wissel(van)
    if tot < date.max:
        c.wissel(tot + _DAG)


def _partijfeiten(v: Vertaler, *soorten: str) -> None:
    """The built-in facts that a function reads, with all their fields."""
    for s in soorten:
        v.gelezen.add(s)
        v.categorieen |= v.w.bestaan((s,)) | ({v.w.categorie_van(s, n) for n in v.w.feiten[s].velden} - {""})


def roep_fase(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`fase(spoor)` and `fase_sinds(spoor)`, of the dossier or of a thing."""
    spoor = een_naam(k, arg, v.w.sporen, "spoor")
    tel(k, arg, 1, 2)
    per = v.w.sporen[spoor]
    ding = ding_argument(v, k, arg, r, per, spoor)
    v.merken.add(f"#spoor.{spoor}")
    v.categorieen.add(f"#spoor.{spoor}")
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


def roep_plicht(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`plicht(naam)`: where a duty stands."""
    naam = een_naam(k, arg, v.w.plichten, "plicht")
    tel(k, arg, 1, 2)
    per = v.w.plichten[naam]
    ding = ding_argument(v, k, arg, r, per, naam) if len(arg) == 2 or (per is not None and r.ding == per) else None
    v.merken.add(f"#plicht.{naam}")
    v.categorieen.add(f"#plicht.{naam}")
    if per is not None and ding is None:
        v.merken.add(DING)

    def plicht(c: Ctx) -> Any:
        d = ding(c) if ding is not None else (c.ding if per is not None else None)
        if d is VRIJ:
            return VRIJ
        uit = c.b.afleiding.plicht(naam, d, c.dag)  # type: ignore[union-attr]
        c.wissel(uit["wissel"])
        return uit

    k.fn = plicht
    return ("record", {"status": TEKST, "uiterlijk": DATUM, "voldaan_op": DATUM, "afgerond": BOOL})


def roep_toets(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`toets(naam)`: would the gate open?"""
    naam = een_naam(k, arg, v.w.toetsen, "toets")
    tel(k, arg, 1, 1)
    v.merken.add(f"#toets.{naam}")
    v.categorieen.add(f"#toets.{naam}")
    per = v.w.toetsen[naam]
    if per is not None:
        v.merken.add(DING)

    def toets(c: Ctx) -> Any:
        uit, wissel = c.b.afleiding.toets(naam, c.ding if per is not None else None, c.dag)  # type: ignore[union-attr]
        c.wissel(wissel)
        return uit

    k.fn = toets
    return BOOL


def roep_verbonden(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`verbonden(soort)`: what linked dossiers publish."""
    if len(arg) != 1 or arg[0].soort != "naam":
        raise TaalFout("verbonden(..) vraagt de soort verbinding, bijvoorbeeld verbonden(ko_reeks).", k.plaats)
    soort: str = arg[0].arg[0]
    arg[0].fn = lambda c: soort
    v.merken.update((BUITEN, TIJD, "#verbonden"))

    def fn(c: Ctx) -> Any:
        for x in c.b.om.verbonden:
            if x.soort == soort:
                _wissel(c, x.sinds, x.tot)
        return c.b.verbondenen(soort, c.dag)

    k.fn = fn
    return ("verbonden", {})


def roep_aanwezig(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`aanwezig(ding)`: who is there, by arrivals and departures."""
    tel(k, arg, 1, 1)
    v.k(arg[0], r)
    _partijfeiten(v, "aangekomen", "vertrokken")
    v.merken.add(DIT)  # at the moment of the act at hand
    fn = arg[0].fn

    def aanwezig(c: Ctx) -> Any:
        d = fn(c)
        if d is None or d is VRIJ or not isinstance(d, str):
            return d if d is VRIJ else None
        return c.b.aanwezig(d, c.dag, c.weg, c.dit if isinstance(c.dit, Feit) else None)

    k.fn = aanwezig
    return ("lijst", ("record", {"partij": TEKST, "organisatie": TEKST, "persoon": TEKST, "sinds": DATUM}))


def roep_rol(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`rol(naam)`: who fills a role in this dossier."""
    rol = een_rol(v, k, arg, r)
    v.merken.update((BUITEN, TIJD))
    _partijfeiten(v, "partij_betrokken", "partij_vertrokken")

    def wie(c: Ctx) -> Any:
        for b in c.b.om.bezetting:
            if b.rol == rol:
                _wissel(c, b.van, b.tot)
        wie = c.b.vervulling(rol, c.dag)
        return {"organisatie": wie[0].organisatie, "persoon": wie[0].persoon, "team": wie[0].team} if len(wie) == 1 else None

    k.fn = wie
    return ("record", {"organisatie": TEKST, "persoon": TEKST, "team": TEKST})


def roep_onder(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`onder(rol)`: that role and every special case of it."""
    k.fn = KAAL(tuple(sorted(v.w.rollen_onder(een_rol(v, k, arg, r), k.plaats))))
    return ("lijst", TEKST)


def roep_convenant(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> Soort:
    """`convenant(organisatie)`: is it bound by the agreement? `convenant(rol(naam))`: is each organisation that fills the role?"""
    tel(k, arg, 1, 1)
    v.k(arg[0], r)
    v.merken.update((BUITEN, TIJD))
    fn, rol = arg[0].fn, _rol_van(arg[0])

    def gebonden(c: Ctx, org: Any) -> Any:
        if org is None or org is VRIJ:
            return org
        for x in c.b.om.convenanten:
            if x.organisatie == org:
                _wissel(c, x.van, x.tot)
        return any(x.organisatie == org and x.van <= c.dag <= x.tot for x in c.b.om.convenanten)

    def allen(c: Ctx) -> Any:
        """Unknown while nobody fills it: then nobody was asked."""
        fn(c)  # for its switch dates
        wie = [gebonden(c, b.organisatie) for b in c.b.vervulling(str(rol), c.dag)]
        return False if False in wie else True if wie and all(x is True for x in wie) else None

    k.fn = allen if rol is not None else lambda c: gebonden(c, fn(c))
    return BOOL


def _rol_van(k: Knoop) -> str | None:
    """The role of `rol(naam)` that stands by itself."""
    if k.soort != "roep" or k.arg[0] != "rol":
        return None
    naam: str = k.arg[1].arg[0]
    return naam
