# SPDX-License-Identifier: EUPL-1.2
"""Beginning a series: which kind of meeting, in which area."""

from __future__ import annotations

from uuid import UUID, uuid4

from wijkregie.dossier import kern, lezen_wie
from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Reeks
from wijkregie.overleg.vormen import Vorm, vormen
from wijkregie.partijen.omgeving import Streek
from wijkregie.partijen.sessie import Sessie


def soorten(sessie: Sessie) -> dict[str, Vorm]:
    """The kinds of meeting that go through cases: others belong to one case. None where this session may begin no series."""
    if not w.kan(sessie.gemeente_code) or not w.mag(sessie, w.GESTART):
        return {}
    return {n: v for n, v in vormen(sessie.gemeente_code, sessie.dag).items() if v.model.relatie}


def gebieden(sessie: Sessie) -> dict[int, Streek]:
    """The areas in which the own organisation is appointed to a role that begins a series."""
    wereld, door = w.wereld(sessie), w.model(sessie, w.GESTART).door
    streken = lezen_wie.gebieden(sessie)
    van = {g for rol, o, g in lezen_wie.aangewezen(sessie) if o == sessie.organisatie and not {rol, *wereld.boven(rol)}.isdisjoint(door)}
    return {i: s for i, s in streken.items() if not van.isdisjoint(lezen_wie.hogerop(streken, i))}


def loopt_al(reeksen: list[Reeks], vorm: str, gebied: int) -> bool:
    return any(r.vorm.naam == vorm and r.gebied == gebied and not r.beeindigd for r in reeksen)


def begin(sessie: Sessie, vorm: Vorm, gebied: int, sleutel: UUID) -> None:
    """Raises Geweigerd."""
    id_ = UUID(int=sleutel.int ^ 1)
    ruw = {"feit": w.naam(sessie, w.GESTART), "op": sessie.dag.isoformat(), "velden": {"overlegvorm": vorm.naam}}
    kern.leg_vast(sessie, Opdracht(sleutel, (Nieuw(id_, uuid4(), ruw),), (Begin(id_, w.SOORT, (vorm.protocol,), gebied),)))
