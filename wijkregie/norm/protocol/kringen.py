# SPDX-License-Identifier: EUPL-1.2
"""Rules that hang on each other's outcome may not form a ring: such a state would follow from itself."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

from wijkregie.norm.afleiding.regels import Basisregel, PlichtRegel, SpoorRegel, ToetsRegel, Versie
from wijkregie.norm.fouten import Fout
from wijkregie.norm.taal.bereik import Uitdrukking


def _afgeleid(m: str) -> bool:
    return "." in m or m == "#verbonden"


def _merken(delen: Iterable[Any]) -> set[str]:
    return {m for u in delen if isinstance(u, Uitdrukking) for m in u.merken if _afgeleid(m)}


def hangt_af_van(r: Basisregel) -> set[str]:
    """The derived elements that a rule reads: `#plicht.x`, `#toets.x`, `#spoor.x`; and `#verbonden`."""
    if isinstance(r, PlichtRegel):
        uit = _merken([r.als, r.op_datum, r.houdt, r.zolang, r.vanaf, r.uiterlijk, r.niet_voor, r.streef, r.moment, r.voor_elk_waar])
        uit |= _merken([*(d.waar for d in r.doe), *(x for e in r.eisen for x in (e.eis, e.indien))])
        vragen = [d.vraag for d in r.doe] + [v for v in (r.bij, r.nde.vraag if r.nde else None) if v is not None]
        uit |= {m for v in vragen for m in v.merken if _afgeleid(m)}
        if r.gemist is not None:
            uit.add(f"#plicht.{r.gemist[0]}")
        if r.fase is not None:
            uit.add(f"#spoor.{r.fase[0]}")
        return uit
    if isinstance(r, ToetsRegel):
        return _merken(r.uitdrukkingen)
    if isinstance(r, SpoorRegel):
        return _merken(o.als for o in r.overgangen) | {m for o in r.overgangen for m in o.bij.merken if _afgeleid(m)}
    return set()


def kringen(v: Versie) -> list[Fout]:
    """The first ring among the rules of a version, if there is one."""
    regels: dict[str, tuple[str, Basisregel]] = {f"#plicht.{n}": ("plichten", p) for n, p in v.plichten.items()}
    regels |= {f"#toets.{n}": ("toetsen", t) for n, t in v.toetsen.items()}
    regels |= {f"#spoor.{n}": ("sporen", s) for n, s in v.sporen.items()}
    try:
        TopologicalSorter({k: hangt_af_van(r) & regels.keys() for k, (_, r) in regels.items()}).prepare()
    except CycleError as e:
        ring = [k for k in e.args[1] if k in regels]
        deel, r = regels[ring[0]]
        bestand, _, regel = r.bron.rpartition(":")
        namen = " > ".join(k.lstrip("#").replace(".", " ") for k in ring)
        melding = f"Deze regels hangen van elkaar af in een kring: {namen}."
        return [Fout(bestand, int(regel), f"{deel}.{r.naam}", melding, "Laat één van de regels naar feiten kijken.")]
    return []
