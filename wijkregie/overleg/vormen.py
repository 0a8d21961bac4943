# SPDX-License-Identifier: EUPL-1.2
"""The kinds of meeting of a municipality, as its agreements say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkregie.dossier import afspraken
from wijkregie.norm.afleiding.regels import OverlegRegel
from wijkregie.norm.model.overlegmodel import Overlegvorm
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.kalender import Kalender


@dataclass(frozen=True, slots=True)
class Vorm:
    """A kind of meeting on a day."""

    naam: str
    protocol: str
    regel: OverlegRegel
    wereld: Wereld
    kalender: Kalender

    @property
    def model(self) -> Overlegvorm:
        return self.regel.model

    def volgende(self, op: date) -> date | None:
        """When the meeting after the one of this day is due at the latest; None: the agreement does not say."""
        return None if self.regel.ritme is None else self.regel.ritme.na(op, self.kalender)[0]

    def plek(self, rol: str) -> str | None:
        """The seat that a role has here: itself or one above it, the nearest first."""
        zetels = (*self.model.vast, *self.model.flexibel)
        return next((r for r in (rol, *self.wereld.boven(rol)) if r in zetels), None)

    def valt_onder(self, rol: str, rollen: list[str]) -> bool:
        return any(r in rollen for r in (rol, *self.wereld.boven(rol)))


def vormen(gemeente: str, dag: date) -> dict[str, Vorm]:
    """By the name that facts give them. Of two agreements with a kind of one name the first counts."""
    uit: dict[str, Vorm] = {}
    for p in afspraken.protocollen(gemeente):
        for v in afspraken.regelset(gemeente, (p,)).op(dag, dag).versies:
            for naam, r in v.overleggen.items():
                uit.setdefault(naam, Vorm(naam, p, r, v.wereld, v.kalender))
    return uit
