# SPDX-License-Identifier: EUPL-1.2
"""Why: norm, facts, dates and calendar steps, made from the state when somebody asks. Holds ids of facts, never their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding.plicht import BESLOTEN, LOPEND, Plicht
from wijkregie.norm.afleiding.toetsen import NVT, Blad, Toetsing
from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.norm.tijd.termijn import Termijn, datum_nl
from wijkregie.norm.waarden import VRIJ, uitkomst

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.handelingen import Handeling
    from wijkregie.norm.afleiding.leid_af import Stand
    from wijkregie.norm.afleiding.sporen import Verloop
    from wijkregie.norm.afleiding.zicht import Zicht


# expressions


def verklaar(u: Uitdrukking, c: Ctx) -> list[dict[str, Any]]:
    """Each condition in a line, with its answer and the facts it rests on; for unknown ones, which fact would settle it."""
    uit: list[dict[str, Any]] = []
    _atomen(u.knoop, u.tekst, c, uit)
    return uit


def _atomen(k: Knoop, tekst: str, c: Ctx, uit: list[dict[str, Any]]) -> None:
    if k.soort in ("en", "of") and len(k.arg) > 1:
        for x in k.arg:
            _atomen(x, tekst, c, uit)
        return
    v = k.fn(c)
    zin = tekst[k.plaats : k.tot] if k.tot else tekst
    regel: dict[str, Any] = {"voorwaarde": zin.strip(), "uitkomst": uitkomst(v) if v is None or v is VRIJ or isinstance(v, bool) else str(v)}
    feiten = list(dict.fromkeys(_feiten(k, c)))
    if feiten:
        regel["feiten"] = feiten
    if v is None:
        mist = sorted(set(_mist(k)))
        if mist:
            regel["beslist_door"] = mist
    uit.append(regel)


def _feiten(k: Knoop, c: Ctx) -> list[str]:
    """The facts that a condition looked at, outside quantifiers and filters (these have a context of their own)."""
    if k.vraag is not None:
        try:
            wel, misschien, _ = k.vraag.leden(c)
        except (AttributeError, TypeError):  # a question that hangs on something local
            return []
        return [f.id for f in (*wel, *misschien)]
    uit: list[str] = []
    for x in k.arg[3:4] if k.soort == "kwantor" else k.arg:
        if isinstance(x, Knoop):
            uit += _feiten(x, c)
    return uit


def _mist(k: Knoop) -> list[str]:
    """The fact types that would settle an unknown condition."""
    uit: list[str] = list(k.vraag.soorten) if k.vraag is not None else []
    for x in k.arg:
        if isinstance(x, Knoop):
            uit += _mist(x)
    return uit


def beslist_door(u: Uitdrukking) -> tuple[str, ...]:
    """The fact types that would settle a condition."""
    return tuple(sorted(set(_mist(u.knoop))))


# duties


def _feit(stand: Stand, id_: str | None) -> str:
    f = next((x for x in stand.afleider.b.feiten if x.id == id_), None)
    if f is None:
        return ""
    naam = stand.afleider.regels.feiten[f.soort].naam or f.soort.replace("_", " ")
    return f"{naam} op {datum_nl(f.op)}"


def mist(q: Plicht) -> list[str]:
    """What the acts so far lacked."""
    uit = []
    for f, i, v in q.mist:
        if i < 0:
            continue
        e = q.regel.eisen[i]
        wat = e.wat or e.eis.tekst
        uit.append(f"{f.id}: {wat} ({'niet voldaan' if v is False else 'onbekend'}{', ' + ', '.join(e.norm) if e.norm else ''})")
    return list(dict.fromkeys(uit))


def plicht(stand: Stand, bundel: list[Plicht]) -> dict[str, Any]:
    """Why this duty is there, when it is due, and what ended it."""
    q = bundel[0]
    x = q.aanleiding
    stappen: list[str] = []
    for y in bundel:
        stappen += _stappen(stand, y)
    zin = f"{_feit(stand, x.feit.id)} gaf de aanleiding." if x.feit is not None else f"Sinds {datum_nl(x.op)}."
    return {
        "tekst": f"{zin[0].upper()}{zin[1:]} {_status(q)}".strip(),
        "norm": list(dict.fromkeys(n for y in bundel for n in y.regel.norm)),
        "plaats": list(dict.fromkeys(y.regel.bron for y in bundel)),
        "feiten": list(dict.fromkeys([*([x.feit.id] if x.feit else []), *([q.voldaan.id] if q.voldaan else [])])),
        "stappen": list(dict.fromkeys(stappen)),
        "voorwaarde": _voorwaarde(stand, q),
        "mist": list(dict.fromkeys(m for y in bundel for m in mist(y))),
    }


def _voorwaarde(stand: Stand, q: Plicht) -> list[dict[str, Any]]:
    p = q.regel
    if p.als is None:
        return []
    c = stand.afleider.ctx(q.aanleiding.op)
    c.dit, c.ding, c.elk = q.aanleiding.feit, q.ding, q.elk
    return verklaar(p.als, c)


def _status(q: Plicht) -> str:
    if q.status == "mogelijk":
        return "Of dit moet, is nog niet bekend."
    if q.status == "voldaan" and q.voldaan_op is not None:
        laat = ", te laat" if q.te_laat_voldaan else ", op tijd maar later vastgelegd" if q.vastgelegd_laat else ""
        return f"Gedaan op {datum_nl(q.voldaan_op)}{laat}."
    if q.status == "afgezien" and q.voldaan_op is not None:
        return f"Van afgezien op {datum_nl(q.voldaan_op)}: {q.reden}."
    if q.status in ("vervallen", "gemist"):
        return f"{q.status.capitalize()}{': ' + q.reden if q.reden else ''}."
    if q.reden == BESLOTEN:
        return f"{BESLOTEN.capitalize()}."
    if q.status == "opgeschort":
        return f"Stilgezet, nog {q.rest} over." if q.rest is not None else "Stilgezet."
    if q.termijn_onbekend:
        return "De termijn is nog niet bekend."
    if q.uiterlijk is not None:
        return f"Uiterlijk {datum_nl(q.uiterlijk)}{', te laat' if q.status == 'te_laat' else ''}."
    return "Zo snel mogelijk; de afspraak noemt geen vaste datum." if q.status in LOPEND else ""


def _stappen(stand: Stand, q: Plicht) -> list[str]:
    """The calendar, step by step."""
    p = q.regel
    a = stand.afleider
    if q.anker is None:
        return []
    c = a.ctx(stand.peildatum)
    c.dit, c.ding, c.elk = q.aanleiding.feit, q.ding, q.elk
    tijd = q.aanleiding.feit.tijd if q.aanleiding.feit is not None and q.aanleiding.feit.op == q.anker else None
    uit: list[str] = []
    bronnen = (
        ("uiterlijk", p.uiterlijk),
        ("streef", p.streef),
        ("rond", p.moment),
        ("niet voor", p.niet_voor),
        ("elke", p.herhaal.lengte if p.herhaal else None),
    )
    for naam, lengte in bronnen:
        waarde: Any = lengte
        if waarde is not None and not isinstance(waarde, (Termijn, str)):
            waarde = waarde.fn(c)
        if isinstance(waarde, Termijn) and q.periode is None:
            uit += [f"{naam}: {s}" for s in waarde.uitleg(q.anker, a.versie(p).kalender, tijd, q.opgeschort)]
    if q.periode is not None:
        uit.append(f"periode van {datum_nl(q.periode[0])} tot en met {datum_nl(q.periode[1])}")
    if p.verschuif and q.uiterlijk is not None:
        uit.append(f"een termijn die op een vrije dag eindigt, schuift door naar {datum_nl(q.uiterlijk)}")
    return uit


# gates, rights, phases, sight


def blad(stand: Stand, t: Toetsing, b: Blad) -> dict[str, Any]:
    """What a leaf rests on, and which fact would settle it."""
    c = stand.afleider.ctx(stand.peildatum)
    c.dit, c.ding = VRIJ, t.ding
    uit: dict[str, Any] = {"norm": list(b.regel.norm), "plaats": b.regel.bron, "eis": verklaar(b.regel.eis, c)}
    if b.regel.indien is not None:
        uit["indien"] = verklaar(b.regel.indien, c)
    if b.rust_op:
        uit["rust_op"] = list(b.rust_op)
    if b.afwijking is not None:
        uit["afwijking"] = {"feit": b.afwijking.id, "tot": _iso(b.afwijking.velden.get("tot"))}
    elif b.regel.hardheid == "doorgaans" and b.uitkomst is not True and b.uitkomst is not NVT:
        uit["afwijken_mag"] = sorted(b.regel.afwijken)
    return uit


def _iso(d: Any) -> str | None:
    return d.isoformat() if d is not None else None


def handeling(stand: Stand, h: Handeling) -> dict[str, Any]:
    """Why a role may or may not record an act: gates by leaf, rights by norm, what may not exist."""
    dicht = [
        {
            "toets": t.regel.naam,
            "norm": list(b.regel.norm),
            "wat": b.regel.wat or b.regel.eis.tekst,
            "uitkomst": "nvt" if b.uitkomst is NVT else uitkomst(b.uitkomst),
            **({"rust_op": list(b.rust_op)} if b.rust_op else {}),
        }
        for t in h.toetsen
        for b in t.bladen
        if b.uitkomst is not True and b.uitkomst is not NVT
    ]
    tekst = {"ja": "Dit kan nu.", "nee": "Dit kan nu niet.", "mits": "Dit kan onder voorwaarde."}[h.mag]
    norm = [n for r, _ in h.rechten for n in r.norm] + [n for b in h.bestaan for n in b.norm] + [n for d in dicht for n in d["norm"]]
    return {"tekst": tekst, "norm": list(dict.fromkeys(norm)), "niet_voldaan": dicht}


def fase(stand: Stand, v: Verloop) -> dict[str, Any]:
    """By which fact the phase began, under which norm."""
    stappen = [s for s in v.stappen if s.op <= stand.peildatum]
    if not stappen:
        return {"tekst": "Dit is de beginfase.", "norm": list(v.spoor.norm), "feiten": []}
    s = stappen[-1]
    norm = v.spoor.overgangen[s.regel].norm or v.spoor.norm
    zin = _feit(stand, s.feit.id)
    return {"tekst": f"{zin[0].upper()}{zin[1:]}." if zin else "", "norm": list(norm), "feiten": [s.feit.id]}


def zicht(stand: Stand, z: Zicht) -> dict[str, Any]:
    """Which rule grants, which forbids, and what would change it."""
    c = stand.afleider.ctx(stand.peildatum)

    def regel(r: Any, v: Any) -> dict[str, Any]:
        uit: dict[str, Any] = {"norm": list(r.norm), "geldt": uitkomst(v), "grond": r.grond}
        if r.grond_uit:
            uit["tekst"] = "De grond is nog niet bepaald: dit staat uit."
        if r in z.buiten:
            uit["tekst"] = "De grond is er, maar gaat niet over deze partij, dit doel of deze gegevens."
        delen = [d for u in (r.grond_is, r.als) if u is not None for d in verklaar(u, c)]
        if delen:
            uit["voorwaarden"] = delen
        return uit

    verbod = [(r, v) for r, v in z.verbod if v is not False]
    tekst = "Zichtbaar." if z.zichtbaar else "Verboden." if verbod else "Niet gegeven."
    return {
        "tekst": tekst,
        "norm": list(dict.fromkeys(n for r, _ in (*z.toe, *verbod) for n in r.norm)),
        "toegestaan": [regel(r, v) for r, v in z.toe],
        "verboden": [regel(r, v) for r, v in z.verbod],
    }


def aanwijzingen(stand: Stand) -> list[dict[str, Any]]:
    """The texts that hold now: with the form of an act, a duty that runs, or a phase."""
    a = stand.afleider
    lopend = {q.regel.naam for q in stand.plichten if q.status in LOPEND}
    fasen = {(v.spoor.naam, v.op(stand.peildatum)[0]) for v in stand.verlopen}
    uit = []
    for x in a.regels.aanwijzingen:
        if x.plicht is not None and x.plicht not in lopend:
            continue
        if x.spoor is not None and (x.spoor, x.fase) not in fasen:
            continue
        if x.als is not None and x.als.fn(a.ctx(stand.peildatum)) is not True:
            continue
        bij = x.plicht or x.fase or (x.feit[0] if x.feit else None)
        uit.append(
            {
                "naam": x.naam,
                "norm": x.norm[0] if x.norm else None,
                "normen": list(x.norm),
                "bij": bij,
                "feiten": list(x.feit),
                "tekst": x.model.tekst,
            }
        )
    return uit
