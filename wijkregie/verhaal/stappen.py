# SPDX-License-Identifier: EUPL-1.2
"""What differs between two derivations of one dossier: what was done, what is new, what came too late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.afleiding.plicht import LOPEND, Plicht
from wijkregie.norm.afleiding.sporen import Verloop
from wijkregie.norm.afleiding.toetsen import Blad, Toetsing
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.waarden import VRIJ

DAG: Final = timedelta(days=1)


@dataclass(slots=True)
class Stappen:
    """What differs between two derivations of the same dossier."""

    gebeurd: list[Feit] = field(default_factory=list)
    nieuw: list[Plicht] = field(default_factory=list)
    klaar: list[Plicht] = field(default_factory=list)
    te_laat: list[Plicht] = field(default_factory=list)
    verschoven: list[tuple[Plicht, date | None]] = field(default_factory=list)
    streef: list[Plicht] = field(default_factory=list)
    open: list[tuple[Toetsing, list[Blad]]] = field(default_factory=list)
    dicht: list[tuple[Toetsing, list[Blad]]] = field(default_factory=list)
    fout: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, lijst) for lijst in self.__slots__)


def _sleutel(q: Plicht) -> tuple[Any, ...]:
    return (q.regel.naam, q.ding, str(q.elk), q.aanleiding.feit.id if q.aanleiding.feit else q.aanleiding.op, q.periode)


def _streef_voorbij(q: Plicht, dag: date) -> bool:
    return q.streef is not None and q.status in LOPEND and q.status != "te_laat" and q.streef < dag


def vergelijk(vorige: Stand, nu: Stand, gebeurd: list[Feit]) -> Stappen:
    """The steps from one state to the next."""
    uit = Stappen(gebeurd)
    eerder = {_sleutel(q): q for q in vorige.plichten}
    for q in nu.plichten:
        oud = eerder.get(_sleutel(q))
        if q.status not in LOPEND:
            if oud.status in LOPEND if oud is not None else q.status == "voldaan":
                uit.klaar.append(q)
            continue
        if oud is None or oud.status not in LOPEND:
            uit.nieuw.append(q)
        elif q.uiterlijk != oud.uiterlijk:
            uit.verschoven.append((q, oud.uiterlijk))
        if q.status == "te_laat" and (oud is None or oud.status != "te_laat"):
            uit.te_laat.append(q)
        if _streef_voorbij(q, nu.peildatum) and not (oud is not None and _streef_voorbij(oud, vorige.peildatum)):
            uit.streef.append(q)
    _toetsen(vorige, nu, uit)
    bekend = {f for f, _ in _fouten(vorige)}
    uit.fout = [tekst for sleutel, tekst in _fouten(nu) if sleutel not in bekend]
    return uit


def _toetsen(vorige: Stand, nu: Stand, uit: Stappen) -> None:
    eerder = {(t.regel.naam, t.ding): t for t in vorige.toetsen}
    for t in nu.toetsen:
        oud = eerder.get((t.regel.naam, t.ding))
        if oud is None or _dicht(oud) == _dicht(t):
            continue
        van, naar = (t, oud) if _dicht(t) else (oud, t)
        laat_door = {id(b.regel) for b in naar.bladen if not _dicht(b)}
        beslist = [b for b in van.bladen if _dicht(b) and id(b.regel) in laat_door]
        (uit.dicht if _dicht(t) else uit.open).append((t, beslist))


def _dicht(x: Toetsing | Blad) -> bool:
    return not (x.door is True or x.door is VRIJ)


def _fouten(s: Stand) -> list[tuple[Any, str]]:
    uit: list[tuple[Any, str]] = []
    for x in s.schendingen:
        uit.append(((x.feit.id, x.norm, x.wat), f"Tegen de afspraak, bij {feitnaam(s, x.feit)}: {x.wat} ({', '.join(x.norm)})"))
    for z in s.zonder_grond:
        uit.append(((z.feit.id, z.norm, z.wat), f"Achteraf zonder grond, {feitnaam(s, z.feit)}: {z.wat} ({', '.join(z.norm)})"))
    return uit


def feitnaam(s: Stand, f: Feit) -> str:
    model = s.afleider.regels.feiten.get(f.soort)
    return (model.naam if model is not None else "") or f.soort.replace("_", " ")


def volgende(s: Stand) -> date | None:
    """The first later day on which the state changes by itself, deadlines included (`volgende_wisseling` leaves these out)."""
    grenzen = [d + DAG for q in s.plichten if q.status in LOPEND for d in (q.uiterlijk, q.streef) if d is not None]
    return min((d for d in (*grenzen, s.volgende_wisseling) if d is not None and d > s.peildatum), default=None)


def ladder(s: Stand) -> list[Verloop]:
    """The course of the first track of the first protocol."""
    spoor = next(iter(s.afleider.regels.sporen), None)
    return [v for v in s.verlopen if v.spoor.naam == spoor]
