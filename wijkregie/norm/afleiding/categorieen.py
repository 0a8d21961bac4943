# SPDX-License-Identifier: EUPL-1.2
"""Which categories of data an outcome gives away: all those that its expressions read, worked out once when a version is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.vraag import Vraag


def vul_categorieen(v: rg.Versie) -> None:
    """Give every compiled rule its categories. What is seen of it is seen if and only if all of them are granted."""
    _Rekenaar(v).vul()


class _Rekenaar:
    """Follows what rules ask of each other (`#plicht.x`, `#toets.x`, `#spoor.x`): acyclic, the loader sees to that."""

    def __init__(self, v: rg.Versie) -> None:
        self.v = v
        self.w = v.wereld
        self.afgeleid: dict[str, rg.Basisregel] = {f"#plicht.{n}": p for n, p in v.plichten.items()}
        self.afgeleid |= {f"#toets.{n}": t for n, t in v.toetsen.items()}
        self.afgeleid |= {f"#spoor.{n}": s for n, s in v.sporen.items()}
        self._bekend: dict[str, frozenset[str]] = {}

    def vul(self) -> None:
        v = self.v
        groepen: tuple[Iterable[rg.Basisregel], ...] = (v.plichten.values(), v.toetsen.values(), v.sporen.values(), v.rechten, v.bestaan)
        meer: tuple[Iterable[rg.Basisregel], ...] = (v.publiceert, v.uitkomsten, v.besluiten.values(), v.aanwijzingen, v.delen)
        for groep in (*groepen, *meer):
            for r in groep:
                self._zet(r)

    def _zet(self, r: rg.Basisregel) -> None:
        """The rule itself, and the smaller rules in it."""
        if isinstance(r, rg.DeelRegel):
            r.voorwaarde_categorieen = self._van(r)
        else:
            r.categorieen = self._van(r)  # type: ignore[attr-defined]
        if isinstance(r, rg.SpoorRegel):
            for o in r.overgangen:
                o.categorieen = self._van(o)
            for g in r.regie:
                g.categorieen = r.categorieen | self._feiten(g.overdracht)
        elif isinstance(r, rg.ToetsRegel):
            for b in r.bladen:
                b.categorieen = self._van(b)
        elif isinstance(r, rg.PlichtRegel):
            for e in r.eisen:
                e.categorieen = self._van(e)

    def _van(self, r: rg.Basisregel) -> frozenset[str]:
        smal = getattr(r, "smal", None)
        if smal is not None:
            return frozenset((smal,))
        uit: set[str] = set()
        for x in self._gelezen(r):
            uit |= self._los_op(x) if x.startswith("#") else {x}
        return frozenset(uit)

    def _los_op(self, merk: str) -> frozenset[str]:
        if merk not in self._bekend:
            self._bekend[merk] = frozenset()
            r = self.afgeleid.get(merk)
            self._bekend[merk] = self._van(r) if r is not None else frozenset()
        return self._bekend[merk]

    def _gelezen(self, r: rg.Basisregel) -> Iterator[str]:
        """Categories and derived elements that a rule reads, those of its parts included."""
        yield from self._delen(r, top=True)
        if isinstance(r, rg.PlichtRegel):
            if r.gemist is not None:
                yield f"#plicht.{r.gemist[0]}"
            if r.fase is not None:
                yield f"#spoor.{r.fase[0]}"
        elif isinstance(r, rg.AanwijzingRegel):
            if r.plicht is not None:
                yield f"#plicht.{r.plicht}"
            if r.spoor is not None:
                yield f"#spoor.{r.spoor}"
        elif isinstance(r, rg.BesluitRegel):
            yield from self.w.bestaan(r.soorten)

    def _delen(self, x: Any, *, top: bool = False) -> Iterator[str]:
        if isinstance(x, (Uitdrukking, Vraag)):
            yield from x.categorieen
        elif isinstance(x, (tuple, list)):
            for y in x:
                yield from self._delen(y)
        elif isinstance(x, dict):
            for y in x.values():
                yield from self._delen(y)
        elif isinstance(x, rg.Basisregel) and not top:
            yield from self._van(x)
        elif is_dataclass(x) and type(x).__module__ == rg.__name__:
            for f in fields(x):
                # who has regie is read apart from the phase; the lines of a gate stand in its tree, where a leaf may be narrower
                if f.name not in ("regie", "uitdrukkingen"):
                    yield from self._delen(getattr(x, f.name))

    def _feiten(self, soorten: Iterable[str]) -> frozenset[str]:
        """All categories of fact types."""
        soorten = list(soorten)
        velden = {self.w.categorie_van(s, n) for s in soorten for n in self.w.feiten[s].velden}
        return self.w.bestaan(soorten) | (velden - {""})
