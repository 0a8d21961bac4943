# SPDX-License-Identifier: EUPL-1.2
"""One compiled version as the linter reads it: its rules in a row, its chapters as written, and what there is to say about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from wijkregie.norm.afleiding import regels
from wijkregie.norm.fouten import Fout
from wijkregie.norm.model.regelmodel import Hoofdstuk, Kop
from wijkregie.norm.protocol.lader import Bibliotheek, valideer
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.yaml12 import plaats

Pad = tuple[str | int, ...]


class Lezing:
    """What the checks share; each check is a function that reports here."""

    def __init__(self, bibliotheek: Bibliotheek, v: regels.Versie) -> None:
        self.v, self.w = v, v.wereld
        self.data = bibliotheek.data
        paden = next(p for d, p in bibliotheek.versies[(v.gemeente, v.naam)] if d == v.vanaf)
        self.hoofdstukken = [(p, valideer(Hoofdstuk, _zonder_kop(self.data[p]), p)) for p in paden]
        self.fouten: list[Fout] = []
        self.regels: list[tuple[str, regels.Basisregel]] = [
            *(("zorg_dat" if p.zorg else "plichten", p) for p in v.plichten.values()),
            *(("toetsen", t) for t in v.toetsen.values()),
            *(("rechten", r) for r in v.rechten),
            *(("sporen", s) for s in v.sporen.values()),
            *(("delen", d) for d in v.delen),
            *(("bestaan", b) for b in v.bestaan),
            *(("publiceert", p2) for p2 in v.publiceert),
            *(("begrippen", u) for u in v.uitkomsten),
            *(("besluiten", b2) for b2 in v.besluiten.values()),
            *(("overleggen", o) for o in v.overleggen.values()),
            *(("aanwijzingen", a) for a in v.aanwijzingen),
        ]

    def meld(self, regel: regels.Basisregel, sleutel: str, melding: str, herstel: str) -> None:
        bestand, _, lijn = regel.bron.rpartition(":")
        self.fouten.append(Fout(bestand, int(lijn), sleutel, melding, herstel))

    def meld_in(self, bestand: str, pad: Pad, melding: str, herstel: str) -> None:
        """About a place in a file, where no compiled rule stands."""
        self.fouten.append(Fout(bestand, plaats(self.data[bestand], pad), ".".join(map(str, pad)), melding, herstel))


def _zonder_kop(ruw: Any) -> Any:
    kop = {v.alias or n for n, v in Kop.model_fields.items()} - set(Hoofdstuk.model_fields)
    return {k: x for k, x in ruw.items() if k not in kop and not (k == "norm" and "protocol" in ruw)}


def uitdrukkingen(r: regels.Basisregel) -> Iterator[tuple[regels.Basisregel, str, Uitdrukking]]:
    """Every compiled line of a rule, with the (sub)rule and the key where it stands."""
    return _uitdrukkingen(r, r, "")


def _uitdrukkingen(x: Any, regel: regels.Basisregel, naam: str) -> Iterator[tuple[regels.Basisregel, str, Uitdrukking]]:
    if isinstance(x, Uitdrukking):
        yield regel, naam, x
    elif isinstance(x, (tuple, list)):
        for y in x:
            yield from _uitdrukkingen(y, regel, naam)
    elif is_dataclass(x) and type(x).__module__ == regels.__name__:
        eigen = x if isinstance(x, regels.Basisregel) else regel
        for f in fields(x):
            if f.name not in ("bladen", "takken"):  # these stand in the tree as well
                yield from _uitdrukkingen(getattr(x, f.name), eigen, f.name)
