# SPDX-License-Identifier: EUPL-1.2
"""Facts in the wrong dossier: withdrawn there, recorded where they belong with the day on which they happened, in one command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from wijkregie.dossier import kenmerk, kern
from wijkregie.dossier.inhoud import canoniek, naar_json, wortel
from wijkregie.dossier.kern import Kern
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.opdracht import Bezwaar, Bijlage, Geweigerd, Gewijzigd, Nieuw, Onbekend, Opdracht, Uitslag
from wijkregie.dossier.versleuteling import HELDER
from wijkregie.norm.feiten.feit import Feit, vouw
from wijkregie.partijen.sessie import Sessie

REDEN: Final = "Vastgelegd in het verkeerde dossier."
"""Fixed: what somebody types here would tell others about the other case."""
_NIET: Final = "Verplaatsen kan alleen de organisatie die dit vastlegde. Vraag het aan die organisatie."


def verplaats(
    sessie: Sessie,
    sleutel: UUID,
    van: UUID,
    naar: UUID,
    feiten: Iterable[UUID],
    *,
    over: Mapping[UUID, UUID] | None = None,
    verwacht: str | None = None,
) -> Uitslag:
    """Move facts, as they count now, files included. `over`: things of the one dossier -> things of the other; a thing that a moved fact
    opens moves along. `verwacht`: the mark of the dossier that the form was made from.

    Who recorded a fact sees all of it, so only that organisation may move it. Raises Geweigerd, Gewijzigd, Onbekend.
    """
    gekozen = frozenset(feiten)
    verzonden = canoniek([str(van), str(naar), sorted(map(str, gekozen)), sorted((str(a), str(b)) for a, b in (over or {}).items())])
    for poging in (1, 2, 3):
        eerder = kern.uitslag_van(sessie, Opdracht(sleutel, (), verzonden=verzonden))
        if eerder is not None:
            return eerder
        opdracht = _opdracht(sessie, sleutel, van, naar, gekozen, over or {}, verwacht)
        try:
            return kern.leg_vast(sessie, replace(opdracht, verzonden=verzonden))
        except Gewijzigd:
            if verwacht is not None or poging == 3:  # without a form nobody was first: read once more
                raise
    raise AssertionError


def _opdracht(
    sessie: Sessie, sleutel: UUID, van: UUID, naar: UUID, gekozen: frozenset[UUID], over: Mapping[UUID, UUID], verwacht: str | None
) -> Opdracht:
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code, foto=True) as k:
        if not (k.ziet(sessie, van) and k.ziet(sessie, naar)):
            raise Onbekend
        g = k.laad(van, slot=False)
        lijst = _te_verplaatsen(g, sessie, gekozen)
        dingen = {str(a): str(b) for a, b in over.items()} | {f.opent: str(uuid5(sleutel, f.opent)) for f in lijst if f.opent is not None}
        nieuw = [_daar(k, sessie, g, naar, sleutel, f, dingen) for f in lijst]
        weg = [_hier(k, van, f) for f in reversed(lijst)]
        return Opdracht(sleutel, (*weg, *nieuw), verwacht={van: verwacht or kenmerk.maak(van, g.laatste_nr)})


def _te_verplaatsen(g: Geladen, sessie: Sessie, gekozen: frozenset[UUID]) -> list[Feit]:
    lijst = sorted((f for f in vouw(g.feiten).feiten if UUID(f.id) in gekozen), key=lambda f: f.nr)
    if len(lijst) != len(gekozen) or not lijst:
        raise Onbekend
    geheel = {f.id for f in lijst}
    alle = {f.id: f for f in g.feiten}
    geheel |= {f.id for f in g.feiten if (w := wortel(f, alle)) is not None and w.id in geheel}
    if any(g.vastleggers[x] != sessie.organisatie for x in geheel):
        raise Geweigerd([Bezwaar(0, "recht", _NIET)])
    return lijst


def _hier(k: Kern, van: UUID, f: Feit) -> Nieuw:
    ruw = {"op": k.dag.isoformat(), "rectificeer": f.id, "intrekken": "ja", "reden": REDEN}
    return Nieuw(van, uuid4(), ruw, verplaatst=True)


def _bijlage(
    k: Kern, g: Geladen, feit: UUID, id_: UUID, bit: int, mediatype: str, vorm: int, naam: str, dicht: bytes | None, inhoud: bytes
) -> Bijlage:
    if vorm != HELDER and dicht is not None:
        bos = g.bos(k.cursor)
        naam, inhoud = bos.open_naam(feit, bit, id_, bytes(dicht)), bos.open_bestand(feit, bit, id_, bytes(inhoud))[1]
    return Bijlage(naam, mediatype, bytes(inhoud), k.bits.naam[bit])


def _daar(k: Kern, sessie: Sessie, g: Geladen, naar: UUID, sleutel: UUID, f: Feit, dingen: Mapping[str, str]) -> Nieuw:
    ruw: dict[str, Any] = {
        "feit": f.soort,
        "op": f.op.isoformat() if f.tijd is None else f"{f.op.isoformat()} {f.tijd // 60:02d}:{f.tijd % 60:02d}",
        "velden": {v: naar_json(x) for v, x in f.velden.items()},
        "over": [dingen[d] for d in f.over if d in dingen and d != f.opent],
        "herkomst": f.herkomst,
    }
    ruw |= {k_: v for k_, v in (("namens", f.namens), ("reden", f.reden)) if v is not None}
    elders = f.door.organisatie not in (None, str(sessie.organisatie))
    rol = f.door.rol if elders or f.door.rol in sessie.rollen else None
    k.cursor.execute(
        "select id, categorie, mediatype, vorm, naam, naam_dicht, inhoud from dossier_bestand"
        " where gemeente = %s and feit = %s and inhoud is not null order by id",
        [k.gemeente, f.id],
    )
    bijlagen = tuple(_bijlage(k, g, UUID(f.id), *r) for r in k.cursor.fetchall())
    opent = UUID(dingen[f.opent]) if f.opent is not None else None
    return Nieuw(naar, uuid5(sleutel, f.id), ruw, opent, rol, int(f.door.organisatie or 0) if elders else None, bijlagen)
