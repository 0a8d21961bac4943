# SPDX-License-Identifier: EUPL-1.2
"""What the agreement itself says about telling a role what a duty rests on: of no dossier, so it tells nothing of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wijkregie.delen.context import INZAGE
from wijkregie.dossier import afspraken


@dataclass(frozen=True, slots=True)
class Regeling:
    """The norm by which it may come to be shared, and the roles that then share it; no norm: this agreement never shares it."""

    norm: str = ""
    geeft: tuple[str, ...] = ()


@cache
def regeling(gemeente: str, protocol: str, regel: str, rollen: frozenset[str]) -> Regeling:
    """For a duty of a protocol and the roles of who owes it; the newest version that has the duty."""
    w = afspraken.wereld(gemeente)
    mijn = {x for r in rollen for x in (r, *w.boven(r))}
    for v in reversed([v for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente and v.naam == protocol and regel in v.plichten]):
        nodig = v.plichten[regel].categorieen
        geven = [
            r
            for r in v.delen
            if not r.verbod and not r.grond_uit and INZAGE in r.weg and not mijn.isdisjoint(r.rollen) and not nodig.isdisjoint(r.categorieen)
        ]
        if geven:
            norm = next((n for r in geven for n in r.norm), "")
            van = dict.fromkeys(x for r in geven for x in sorted(r.van) if x in w.rollen)
            boven_aan = [x for x in van if van.keys().isdisjoint(w.boven(x))]  # a role speaks for those under it
            return Regeling(norm, tuple(x for x in boven_aan if x not in mijn))
    return Regeling()
