# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of a given size, drawn from the fact streams of a protocol's scenarios.

A strand is the whole fact stream of one scenario dossier, so what belongs together stays together. Strands are dealt from a shuffled deck
and laid one after another: things and facts get new names, all dates move by the same whole number of weeks (weekdays stay). Facts are
numbered in the order in which they were recorded and cut at the size asked. Late recordings and rectifications come along with their
strand, so their share is that of the scenarios.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.opslag import Rij, rij
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek

ZAAD = 2026
BEGIN = date(2026, 1, 5)
MAX_STILTE = 21  # days between two strands


@dataclass(slots=True)
class Bron:
    """The strands of a protocol, its rules, and one set of circumstances (who fills which role) for all dossiers."""

    regelset: Regelset
    om: Omstandigheden
    strengen: list[list[Feit]]

    @property
    def laat(self) -> float:
        """Share of facts that were recorded after the day they happened."""
        return self._deel(lambda f: f.vastgelegd_op > f.op)

    @property
    def rechtgezet(self) -> float:
        """Share of facts that put another right."""
        return self._deel(lambda f: f.soort == RECTIFICATIE)

    def _deel(self, telt: Any) -> float:
        alle = [f for s in self.strengen for f in s]
        return sum(map(telt, alle)) / len(alle)


def lees(bibliotheek: Bibliotheek, protocol: str) -> Bron:
    """Every scenario of a protocol as strands; the circumstances are those of the scenario that names most of them."""
    strengen: list[list[Feit]] = []
    om = Omstandigheden()
    for pad in sorted((EIGEN_MAP / protocol / "scenarios").glob("*.yaml")):
        s = Scenario.lees(pad, bibliotheek)
        if len(s.om.bezetting) + len(s.om.convenanten) > len(om.bezetting) + len(om.convenanten):
            om = Omstandigheden(s.om.gebied, s.om.bezetting, s.om.convenanten)
        strengen += [d.feiten for d in s.dossiers.values() if d.feiten and list(d.regelset.versies) == [protocol]]
    return Bron(Regelset(bibliotheek.kies([protocol])), om, strengen)


def trek(bron: Bron, aantal: int, grootte: int) -> list[list[Rij]]:
    """So many dossiers of so many facts, as database rows in order of recording; the same on every machine."""
    kans = random.Random(f"{ZAAD}/{grootte}")
    stapel: list[list[Feit]] = []
    uit = []
    for _ in range(aantal):
        feiten: list[Feit] = []
        dag = BEGIN
        while len(feiten) < grootte:
            if not stapel:
                stapel = kans.sample(bron.strengen, len(bron.strengen))
            nieuw = verplaats(stapel.pop(), f"s{len(feiten)}", dag)
            feiten += nieuw
            dag = max(f.vastgelegd_op for f in nieuw) + timedelta(days=kans.randint(1, MAX_STILTE))
        uit.append([rij(f) for f in sorted(feiten, key=lambda f: f.nr)[:grootte]])
        for nr, r in enumerate(uit[-1], 1):
            r["nr"] = nr
    return uit


def verplaats(streng: list[Feit], voor: str, dag: date) -> list[Feit]:
    """A strand that begins on or in the week after a day, with names of its own."""
    begin = min(f.op for f in streng)
    duur = timedelta(days=7 * -((begin - dag).days // 7))
    return kopie(streng, duur, (dag - BEGIN).days * 1000, lambda n: f"{voor}_{n}")


def kopie(streng: list[Feit], duur: timedelta, volgnummer: int, noem: Callable[[str], str]) -> list[Feit]:
    """The same facts some time later, numbered on from here, with other names for facts and things."""
    namen = {n: noem(n) for f in streng for n in (f.id, *f.over, f.opent) if n is not None}

    def schuif(v: Any) -> Any:
        if isinstance(v, date):
            return v + duur
        if isinstance(v, str):
            return namen.get(v, v)
        if isinstance(v, tuple):
            return tuple(map(schuif, v))
        return {k: schuif(x) for k, x in v.items()} if isinstance(v, dict) else v

    uit = []
    for i, f in enumerate(sorted(streng, key=lambda f: f.nr)):
        uit.append(Feit(
            namen[f.id], f.soort, f.op + duur, volgnummer + i, tijd=f.tijd, vastgelegd_op=f.vastgelegd_op + duur,
            vastgelegd_tijd=f.vastgelegd_tijd, door=f.door, namens=f.namens, opent=schuif(f.opent), over=schuif(f.over),
            velden={k: schuif(v) for k, v in f.velden.items()},
            herkomst=f.herkomst, reden=f.reden, vernietigd=f.vernietigd,
        ))  # fmt: skip
    return uit
