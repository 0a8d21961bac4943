# SPDX-License-Identifier: EUPL-1.2
"""A meeting of one case: planned from that case, and its minutes given to who sat there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.db import connections

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.norm.feiten.feit import Feit
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige, Bijeenkomst, Reeks
from wijkregie.overleg.vormen import Vorm, vormen
from wijkregie.overleg.zaal import moeten_weg, moment
from wijkregie.partijen.sessie import Sessie

VERSTREKT: Final = "verstrekt"  # built into the core


def soorten(sessie: Sessie, d: Dossier) -> dict[str, Vorm]:
    """The kinds of meeting of its own that this session may plan in this case: some if and only if the case is open, the session may record a plan
    and its items, and may know who takes part: whom it can ask is read from that."""
    if d.soort == w.SOORT or d.gesloten_op is not None or not w.kan(sessie.gemeente_code):
        return {}
    if not all(w.mag(sessie, x) for x in (w.GEPLAND, w.INGEBRACHT, w.GEPLAATST)):
        return {}
    with connections["default"].cursor() as c:
        betrokken = afspraken.bits(c, sessie.gemeente).bit[afspraken.wereld(sessie.gemeente_code).feiten[BETROKKEN].categorie]
    if not d.bestaat >> betrokken & 1:
        return {}
    return {n: v for n, v in vormen(sessie.gemeente_code, sessie.dag).items() if v.model.relatie is None and v.protocol in d.protocollen}


def reeks(sessie: Sessie, d: Dossier, vorm: Vorm) -> Reeks:
    """The case as its own series, before anything is planned."""
    return Reeks(sessie, d.id, d.nummer, d.gebied, vorm, {}, eigen=True)


def plan(r: Reeks, op: date, tijd: str, genodigd: Iterable[Aanwezige], sleutel: UUID) -> UUID:
    """Plan it, with the case as its only item; where the meeting has parts, one item for each. Gives the meeting. Raises Geweigerd, Onbekend."""
    b, dag = uuid5(r.id, f"overleg|{sleutel}"), r.sessie.dag.isoformat()
    gast = [{"partij": a.rol, "organisatie": str(a.organisatie)} for a in genodigd]
    velden = {"overlegvorm": r.vorm.naam, "gepland_op": op.isoformat()} | ({"begintijd": tijd} if tijd else {}) | ({"genodigd": gast} if gast else {})
    feiten = [_nieuw(r, w.GEPLAND, dag, velden, opent=b)]
    for deel in (*r.vorm.model.delen,) or ("",):
        punt = uuid5(b, f"punt|{deel}")
        op_agenda = {"zaak": str(r.id)} | ({"overlegdeel": deel} if deel else {})
        feiten.append(
            _nieuw(r, w.INGEBRACHT, dag, {"overlegvorm": r.vorm.naam}, opent=punt)
        )  # the first: what is asked of an item is asked of this fact
        feiten.append(_nieuw(r, w.GEPLAATST, dag, op_agenda, [str(b)], punt))
    kern.leg_vast(r.sessie, Opdracht(sleutel, tuple(feiten)))
    return b


def _nieuw(r: Reeks, systeem: str, op: str, velden: Mapping[str, object], over: list[str] | None = None, opent: UUID | None = None) -> Nieuw:
    return Nieuw(r.id, uuid4(), {"feit": w.naam(r.sessie, systeem), "op": op, "over": over or [], "velden": dict(velden)}, opent)


def geef_verslag(r: Reeks, b: Bijeenkomst, verslagen: Iterable[Feit]) -> list[str]:
    """Give the minutes, each part to who sat at its item and may hear it; what they read of it is for the rules to say. Gives the roles to which the
    agreement refused it. Raises Onbekend."""
    per_punt = {p.id: p for p in b.punten}
    niet: list[str] = []
    for f in verslagen:
        p = next((per_punt[d] for d in f.over if d in per_punt), None)
        wie = p.erbij() if p is not None else b.aanwezig()
        weg = {m.wie.sleutel for m in moeten_weg(r, wie, p.deel if p is not None else None)}
        for rol, organisatie in dict.fromkeys((a.rol, a.organisatie) for a in wie if a.sleutel not in weg):
            wat = f"verslag|{rol}|{organisatie}"
            ruw = {"feit": VERSTREKT, "op": moment(), "velden": {"feit": f.id, "aan": [rol], "organisatie": str(organisatie)}}
            try:
                kern.leg_vast(r.sessie, Opdracht(uuid5(UUID(f.id), wat), (Nieuw(r.id, uuid4(), ruw),), verzonden=wat.encode()))
            except Geweigerd:
                niet.append(rol)
    return list(dict.fromkeys(niet))
