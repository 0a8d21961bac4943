# SPDX-License-Identifier: EUPL-1.2
"""The state as JSON: the form in which commands, tests and other programs read it. Duties for the same act are one line here."""

from __future__ import annotations

from datetime import date
from typing import Any

from wijkregie.norm.afleiding import uitleg
from wijkregie.norm.afleiding.leid_af import Stand, organisatie
from wijkregie.norm.afleiding.plicht import LOPEND, STATUSSEN, Plicht
from wijkregie.norm.afleiding.regels import PlichtRegel
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.afleiding.toetsen import NVT
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import Aantal, uitkomst


def waarde_json(v: Any) -> Any:
    """A value of the language as people read it."""
    if v is True or v is False:
        return "ja" if v else "nee"
    if v is None or isinstance(v, (int, float, str)):
        return v
    if isinstance(v, date):
        return v.isoformat()
    if isinstance(v, (Aantal, Termijn)):
        return str(v)
    if isinstance(v, Feit):
        return v.id
    if isinstance(v, dict):
        return {k: waarde_json(x) for k, x in v.items()}
    if isinstance(v, (list, tuple)):
        return [waarde_json(x) for x in v]
    return str(v)


def _dag(d: date | None, tijd: int | None = None) -> str | None:
    if d is None:
        return None
    return d.isoformat() if tijd is None else f"{d.isoformat()}T{tijd // 60:02d}:{tijd % 60:02d}"


def _lijn(q: Plicht) -> tuple[Any, ...]:
    """Duties for the same act, thing and owner are one line."""
    p = q.regel
    daad = (p.doe_soorten, tuple(d.waar.tekst if d.waar else "" for d in p.doe)) if p.doe else (p.naam,)
    wanneer = q.status if q.status not in LOPEND else "mogelijk" if q.status == "mogelijk" else "loopt"
    return (daad, q.ding, str(q.elk), q.wie, q.modus, wanneer, q.voldaan.id if q.voldaan else None, q.periode)


def bundel(plichten: list[Plicht]) -> list[list[Plicht]]:
    """Lines of work: duties for the same act, thing and owner together."""
    bundels: dict[tuple[Any, ...], list[Plicht]] = {}
    uit: list[list[Plicht]] = []
    for q in plichten:
        sleutel = _lijn(q)
        groep = bundels.get(sleutel)
        if groep is None or any((x.regel.protocol, x.regel.naam) == (q.regel.protocol, q.regel.naam) for x in groep):
            groep = bundels[sleutel] = []
            uit.append(groep)
        groep.append(q)
    return uit


def voorop(groep: list[Plicht]) -> tuple[Plicht, date | None, list[str]]:
    """Of a line of work: the duty that leads (the earliest deadline; the list is put in that order), the earliest target, and every norm."""
    groep.sort(key=lambda q: (STATUSSEN.index(q.status), q.uiterlijk or date.max, q.streef or date.max))
    normen = list(dict.fromkeys(n for x in groep for n in (*x.regel.norm, *(n for e in x.regel.eisen for n in e.norm))))
    return groep[0], min((x.streef for x in groep if x.streef is not None), default=None), normen


def plicht_json(stand: Stand, groep: list[Plicht], waarom: bool = True) -> dict[str, Any]:
    """One line of work: the earliest deadline leads, and every norm is named."""
    q, streef, normen = voorop(groep)
    p = q.regel
    return {
        "norm": p.norm[0] if p.norm else p.naam,
        "normen": normen,
        "regel": p.naam,
        "regels": [x.regel.naam for x in groep],
        "wat": p.wat or p.naam.replace("_", " "),
        "doe": list(p.doe_soorten),
        "wie": q.wie[0] if len(q.wie) == 1 else list(q.wie),
        "organisatie": organisatie(stand.afleider, q.wie[0]) if len(q.wie) == 1 else None,
        "samen": q.modus == "samen",
        "ding": q.ding,
        "voor": waarde_json(q.elk),
        "uiterlijk": _dag(q.uiterlijk, q.uiterlijk_tijd),
        "termijn": termijn_tekst(p),
        "niet_voor": _dag(q.niet_voor),
        "streef": _dag(streef),
        "streef_voorbij": streef is not None and q.status in LOPEND and streef < stand.peildatum,
        "moment": _dag(q.moment),
        "periode": [_dag(q.periode[0]), _dag(q.periode[1])] if q.periode else None,
        "rest": q.rest,
        "status": q.status,
        "hardheid": p.hardheid,
        "aanleiding": _aanleiding(q),
        "voldaan_op": _dag(q.voldaan_op),
        "voldaan_door": q.voldaan.id if q.voldaan else None,
        "te_laat": q.te_laat_voldaan or q.status == "te_laat",
        "vastgelegd_laat": q.vastgelegd_laat,
        "te_vroeg": q.niet_voor is not None and q.voldaan_op is not None and q.voldaan_op < q.niet_voor,
        "termijn_onbekend": q.termijn_onbekend,
        "reden": q.reden,
        "mist": list(dict.fromkeys(m for x in groep for m in uitleg.mist(x))),
        "waarom": uitleg.plicht(stand, groep) if waarom else None,
    }


def termijn_tekst(p: PlichtRegel) -> str | None:
    """The term as the agreement writes it; one without a number too."""
    x = p.herhaal.lengte if p.herhaal is not None else p.uiterlijk or p.moment
    return x.tekst if isinstance(x, Uitdrukking) else str(x) if x is not None else None


def _aanleiding(q: Plicht) -> dict[str, Any]:
    x = q.aanleiding
    return {"feit": x.feit.id if x.feit else None, "soort": x.feit.soort if x.feit else None, "op": x.op.isoformat()}


def stand_json(stand: Stand, *, volledig: bool = True, waarom: bool = True) -> dict[str, Any]:
    """The whole state. `volledig`: also the rights that nobody has (mag: nee); `waarom=False` leaves explanations out."""
    a = stand.afleider
    return {
        "peildatum": stand.peildatum.isoformat(),
        "fasen": [
            {
                "spoor": v.spoor.naam,
                "ding": v.ding,
                "fase": v.op(stand.peildatum)[0],
                "sinds": _dag(v.op(stand.peildatum)[1]),
                "waarom": uitleg.fase(stand, v) if waarom else None,
            }
            for v in stand.verlopen
        ],
        "regie": [
            {"spoor": s, "soort": k, "rol": r, "organisatie": o, "ding": d, "overdracht": f.id if f else None} for s, k, r, o, f, d in stand.regie
        ],
        "plichten": [plicht_json(stand, b, waarom) for b in bundel(stand.plichten)],
        "toetsen": [
            {
                "toets": t.regel.naam,
                "ding": t.ding,
                "uitkomst": uitkomst(t.uitkomst),
                "bewaakt": list(t.regel.soorten),
                "voorwaarden": [
                    {
                        "norm": b.regel.norm[0] if b.regel.norm else t.regel.naam,
                        "normen": list(b.regel.norm),
                        "wat": b.regel.wat,
                        "uitkomst": "nvt" if b.uitkomst is NVT else uitkomst(b.uitkomst),
                        "hardheid": b.regel.hardheid,
                        "groep": b.regel.groep or None,
                        "afwijking": b.afwijking.id if b.afwijking else None,
                        "waarom": uitleg.blad(stand, t, b) if waarom else None,
                    }
                    for b in t.bladen
                ],
            }
            for t in stand.toetsen
        ],
        "handelingen": _handelingen(stand, volledig, waarom),
        "zicht": [
            {
                "rol": z.rol,
                "doel": z.doel,
                "categorie": z.categorie,
                "zichtbaar": z.zichtbaar,
                "vorm": z.vorm,
                "weg": list(z.weg),
                "eenmalig": z.eenmalig,
                "feiten": list(z.feiten) if z.feiten is not None else None,
                "tot": _dag(z.tot),
                "waarom": uitleg.zicht(stand, z) if waarom else None,
                "normen": [n for r, _ in (*z.toe, *z.verbod) for n in r.norm],
            }
            for z in stand.zicht
        ],
        "schendingen": [
            {
                "norm": s.norm[0] if s.norm else None,
                "normen": list(s.norm),
                "wat": s.wat,
                "feit": s.feit.soort,
                "id": s.feit.id,
                "op": s.feit.op.isoformat(),
                "door": s.feit.door.rol,
                "reden": s.feit.reden or s.feit.velden.get("reden"),
                "uitkomst": uitkomst(s.uitkomst) if s.uitkomst is not NVT else "nvt",
                "achteraf_gedekt": s.achteraf_gedekt,
                "toets": s.toets.naam if s.toets else None,
            }
            for s in stand.schendingen
        ],
        "zonder_grond": [
            {
                "norm": z.norm[0] if z.norm else None,
                "normen": list(z.norm),
                "feit": z.feit.soort,
                "id": z.feit.id,
                "op": z.feit.op.isoformat(),
                "wat": z.wat,
                "waarom": z.waarom,
            }
            for z in stand.zonder_grond
        ],
        "besluiten": [
            {
                "besluit": b.regel.naam,
                "norm": b.regel.norm[0] if b.regel.norm else None,
                "normen": list(b.regel.norm),
                "feit": b.feit.id,
                "op": b.feit.op.isoformat(),
                "ding": b.feit.over[0] if b.feit.over else None,
                "geldig": uitkomst(b.geldig),
                "aangenomen": uitkomst(b.aangenomen),
            }
            for b in stand.besluiten
        ],
        "uitkomsten": [{"naam": n, "ding": d, "waarde": "onbekend" if w is None else waarde_json(w)} for n, d, w in stand.uitkomsten],
        "gepubliceerd": [{"naam": n, "waarde": waarde_json(w), "ding": d} for n, w, d in stand.gepubliceerd],
        "aanwijzingen": uitleg.aanwijzingen(stand),
        "buiten_route": [
            {"spoor": v.spoor.naam, "ding": v.ding, "feit": f.soort, "id": f.id, "op": f.op.isoformat()}
            for v in stand.verlopen
            for f in v.buiten_route
        ],
        "misschien": [
            {"spoor": v.spoor.naam, "ding": v.ding, "feit": f.soort, "id": f.id, "naar": v.spoor.overgangen[i].naar}
            for v in stand.verlopen
            for f, i in v.misschien
        ],
        "formulier": formulier(a.regels),
        "volgende_wisseling": _dag(stand.volgende_wisseling),
    }


def formulier(regels: Regels) -> list[dict[str, Any]]:
    """The fields that the form of each act asks; the same for every dossier, so made once."""
    if regels.formulier is None:
        regels.formulier = [
            {
                "feit": n,
                "veld": k,
                "soort": x.soort,
                "verplicht": x.verplicht,
                "norm": x.norm[0] if x.norm else None,
                "normen": list(x.norm),
                "waarden": list(x.waarden),
                "categorie": x.categorie or f.categorie,
            }
            for n, f in regels.feiten.items()
            for k, x in f.velden.items()
        ]
    return regels.formulier


def _handelingen(stand: Stand, volledig: bool, waarom: bool) -> list[dict[str, Any]]:
    uit = []
    heeft: set[tuple[str, str]] = set()
    for h in stand.handelingen:
        uitleg_ = uitleg.handeling(stand, h) if waarom else None
        for rol in h.rollen:
            heeft.add((rol, h.feit))
            uit.append({"rol": rol, "feit": h.feit, "ding": h.ding, "mag": h.mag, "waarom": uitleg_})
    if volledig:
        regels = stand.afleider.regels
        niet = {"tekst": "Deze rol legt dit niet vast.", "norm": []} if waarom else None
        for feit in regels.besproken():
            uit += [{"rol": r, "feit": feit, "ding": None, "mag": "nee", "waarom": niet} for r in regels.wereld.rollen if (r, feit) not in heeft]
    return uit
