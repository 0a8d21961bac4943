# SPDX-License-Identifier: EUPL-1.2
"""What another organisation sees of the facts that a session sees itself: a part of what is already on its screen, never more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier.delen_stand import WieZietWat
from wijkregie.dossier.inhoud import categorie_van
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.norm.feiten.feit import NIEMAND, Feit
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class Gezien:
    """A fact as the other sees it: with the fields that it may read, or only that it is there."""

    feit: Feit
    categorie: str
    leesbaar: bool


def zoals(sessie: Sessie, dossier: UUID, zicht: Zicht, v: WieZietWat, partij: int, wereld: Wereld, bits: Bits) -> list[Gezien]:
    """The facts as they stand now, newest first. Cells that the session may not know count as closed."""
    dicht = {
        str(r[0])
        for r in rijen("select feit from dossier_dicht where gemeente = %s and dossier = %s and beperkt is null", [sessie.gemeente, dossier])
    }
    beperkt = {
        str(r[0]) for r in rijen("select feit from dossier_dicht where gemeente = %s and dossier = %s and beperkt", [sessie.gemeente, dossier])
    }
    mate = {c: v.cellen[partij, c].mate for c in v.categorieen}
    leest = frozenset(c for c, m in mate.items() if m == "alles")
    weet = leest | {c for c, m in mate.items() if m == "bestaat"}
    return list(_gezien(zicht, partij, leest, weet, dicht, beperkt, wereld, bits))[::-1]


def _gezien(
    zicht: Zicht, partij: int, leest: frozenset[str], weet: frozenset[str], dicht: set[str], beperkt: set[str], wereld: Wereld, bits: Bits
) -> Iterator[Gezien]:
    open_ = {
        f.id for f in zicht.gevouwen.feiten if zicht.vastleggers[f.id] == partij or (_categorie(zicht, f, bits) in leest and f.id not in beperkt)
    }
    for f in sorted(zicht.gevouwen.feiten, key=lambda f: f.sleutel):
        eigen = zicht.vastleggers[f.id] == partij
        c = _categorie(zicht, f, bits)
        if not eigen and (c not in weet or f.id in dicht):
            continue
        model = wereld.feiten[f.soort]
        velden = {n: x for n, x in f.velden.items() if f.id in open_ and (eigen or categorie_van(model, n) in leest)}
        over = tuple(d for d in f.over if d in zicht.dingen and zicht.dingen[d].opener.id in open_)
        yield Gezien(_kopie(f, velden, over, f.reden if f.id in open_ else None), c, f.id in open_)


def _categorie(zicht: Zicht, f: Feit, bits: Bits) -> str:
    return bits.naam[zicht.kaders[f.id].categorie]


def _kopie(f: Feit, velden: dict[str, object], over: tuple[str, ...], reden: str | None) -> Feit:
    """Without who did it: that is another category."""
    return Feit(
        f.id, f.soort, f.op, f.nr, tijd=f.tijd, vastgelegd_op=f.vastgelegd_op, door=NIEMAND, opent=f.opent, over=over, velden=velden, reden=reden
    )
