# SPDX-License-Identifier: EUPL-1.2
"""The two ends of a write: database rows to facts, and a state to the plain tuples that are stored."""

from __future__ import annotations

import json
from datetime import date
from operator import itemgetter
from typing import Any

from wijkregie.norm.afleiding.leid_af import Stand, organisatie
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.afleiding.toetsen import Toetsing
from wijkregie.norm.feiten.feit import NIEMAND, RECTIFICATIE, Actor, Feit
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import VRIJ

Rij = dict[str, Any]
DATUM, TERMIJN = "$datum", "$termijn"


def rij(f: Feit) -> Rij:
    """A fact as a database row: flat, lists where the database has lists."""
    d = f.door
    return {
        "id": f.id, "soort": f.soort, "op": f.op, "tijd": f.tijd, "nr": f.nr, "vastgelegd_op": f.vastgelegd_op,
        "vastgelegd_tijd": f.vastgelegd_tijd, "rol": d.rol, "organisatie": d.organisatie, "organisatiesoort": d.soort,
        "persoon": d.persoon, "namens": f.namens, "opent": f.opent,
        "over": list(f.over), "velden": {k: _plat(v) for k, v in f.velden.items()}, "herkomst": f.herkomst, "reden": f.reden,
    }  # fmt: skip


def _plat(v: Any) -> Any:
    if isinstance(v, Actor):
        return {"rol": v.rol, "organisatie": v.organisatie, "soort": v.soort, "persoon": v.persoon}
    if isinstance(v, dict):
        return {k: _plat(x) for k, x in v.items()}
    return [_plat(x) for x in v] if isinstance(v, tuple) else v


_kolommen = itemgetter(
    "id", "soort", "op", "nr", "tijd", "vastgelegd_op", "vastgelegd_tijd", "namens", "opent", "over", "velden", "herkomst", "reden",
    "rol", "organisatie", "organisatiesoort", "persoon",
)  # fmt: skip


def feit(r: Rij) -> Feit:
    """A row as a fact."""
    id_, soort, op, nr, tijd, vastgelegd, vtijd, namens, opent, over, velden, herkomst, reden, rol, org, orgsoort, persoon = _kolommen(r)
    if list in map(type, velden.values()):
        velden = {k: tuple(v) if type(v) is list else v for k, v in velden.items()}
    if soort == RECTIFICATIE and "wordt" in velden:
        velden = dict(velden)
        wordt = velden["wordt"] = {k: tuple(v) if type(v) is list else v for k, v in velden["wordt"].items()}
        if "door" in wordt:
            wordt["door"] = Actor(**wordt["door"])
    door = NIEMAND if rol is None and org is None else Actor(rol, org, orgsoort, persoon)
    return Feit(
        id_, soort, op, nr, tijd=tijd, vastgelegd_op=vastgelegd, vastgelegd_tijd=vtijd, door=door, namens=namens, opent=opent,
        over=tuple(over), velden=velden, herkomst=herkomst, reden=reden,
    )  # fmt: skip


def stand_naar_json(x: Any) -> str:
    """The tuples of a state as text: nobody reads them back, so a date is a date as people write it."""
    return _STANDSCHRIJVER.encode(x)


def naar_json(x: Any) -> str:
    """Rows as text that `uit_json` can read."""
    return _SCHRIJVER.encode(x)


def uit_json(tekst: str) -> Any:
    """Text that `naar_json` made, with its dates and terms."""
    return _LEZER.decode(tekst)


def _schrijf(v: Any) -> Any:
    if isinstance(v, date):
        return {DATUM: v.isoformat()}
    return {TERMIJN: str(v)} if isinstance(v, Termijn) else str(v)


def _lees(d: dict[str, Any]) -> Any:
    if DATUM in d:
        return date.fromisoformat(d[DATUM])
    return Termijn.ontleed(d[TERMIJN]) if TERMIJN in d else d


_SCHRIJVER = json.JSONEncoder(default=_schrijf, separators=(",", ":"), check_circular=False)
_STANDSCHRIJVER = json.JSONEncoder(default=str, separators=(",", ":"), check_circular=False)
_LEZER = json.JSONDecoder(object_hook=_lees)

_BITS: dict[Regels, dict[str, int]] = {}


def bits(regels: Regels) -> dict[str, int]:
    """One bit for each category of data."""
    uit = _BITS.get(regels)
    if uit is None:
        namen = dict.fromkeys(c for r in regels.delen for c in r.categorieen)
        uit = _BITS[regels] = {naam: 1 << i for i, naam in enumerate(namen)}
    return uit


def opslag(stand: Stand) -> dict[str, Any]:
    """Everything that a write stores of a state, as tuples of plain values: one list for each table."""
    a = stand.afleider
    dag = stand.peildatum
    wie: dict[str, str | None] = {}
    plichten = []
    for q in stand.plichten:
        for rol in q.wie:
            if rol not in wie:
                wie[rol] = organisatie(a, rol)
        p, x = q.regel, q.aanleiding
        plichten.append((
            p.protocol, p.naam, q.ding, q.elk, q.wie, q.modus, wie[q.wie[0]] if len(q.wie) == 1 else None, q.status,
            x.op, None if x.feit is None else x.feit.id, q.anker, q.uiterlijk, q.uiterlijk_tijd, q.niet_voor, q.streef, q.moment,
            q.periode, q.rest, None if q.voldaan is None else q.voldaan.id, q.voldaan_op,
            q.te_laat_voldaan, q.vastgelegd_laat, q.termijn_onbekend, q.reden,
        ))  # fmt: skip
    bit = bits(a.regels)
    toegang: dict[tuple[str, str, date | None], int] = {}
    verstrekt = []
    for z in stand.zicht:
        if not z.zichtbaar:
            continue
        if z.feiten is not None:
            verstrekt += [(z.rol, z.doel, z.categorie, f, z.tot) for f in z.feiten]
            continue
        sleutel = (z.rol, z.doel, z.tot)
        toegang[sleutel] = toegang.get(sleutel, 0) | bit[z.categorie]
    return {
        "plichten": plichten,
        "fasen": [(v.spoor.naam, v.ding, *v.op(dag)) for v in stand.verlopen],
        "regie": [(spoor, soort, rol, org, None if f is None else f.id, ding) for spoor, soort, rol, org, f, ding in stand.regie],
        "toetsen": [t.rij or _toets(t) for t in stand.toetsen],
        "handelingen": [h.rij for h in stand.handelingen],
        "toegang": [(rol, doel, masker, tot) for (rol, doel, tot), masker in toegang.items()],
        "verstrekt": verstrekt,
        "schendingen": [
            (s.feit.id, s.norm, s.toets and s.toets.naam, s.blad and s.blad.naam, _waarde(s.uitkomst), s.achteraf_gedekt)
            for s in stand.schendingen
        ],
        "zonder_grond": [(z.feit.id, z.norm, z.wat, z.waarom) for z in stand.zonder_grond],
        "besluiten": [(b.regel.naam, b.feit.id, _waarde(b.geldig), _waarde(b.aangenomen)) for b in stand.besluiten],
        "uitkomsten": [(naam, ding, _waarde(w)) for naam, ding, w in stand.uitkomsten],
        "gepubliceerd": [(naam, ding, _waarde(w)) for naam, w, ding in stand.gepubliceerd],
        "volgende_wisseling": stand.volgende_wisseling,
    }  # fmt: skip


_MITS = {VRIJ: str(VRIJ)}


def _toets(t: Toetsing) -> tuple[Any, ...]:
    """A gate with every leaf."""
    plat = _MITS.get
    t.rij = (t.regel.naam, t.ding, plat(t.uitkomst, t.uitkomst), plat(t.door, t.door), tuple([plat(b.uitkomst, b.uitkomst) for b in t.bladen]))
    return t.rij


def _waarde(w: Any) -> Any:
    """An outcome as a plain value."""
    if w is None or w is True or w is False:
        return w
    return w.id if isinstance(w, Feit) else w if isinstance(w, (str, int, date)) else str(w)
