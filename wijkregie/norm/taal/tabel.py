# SPDX-License-Identifier: EUPL-1.2
"""Decision tables: declared inputs, rows, and an outcome that unknown inputs only blur as far as they must."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wijkregie.norm.waarden import VRIJ

_BEREIK: Final = re.compile(r"^(-?\d+)\s*\.\.\s*(-?\d+)$")
_GRENS: Final = re.compile(r"^(<=|>=|<|>|≤|≥)\s*(-?\d+)$")
MAX_COMBINATIES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Cel:
    """One cell: which values of an input it covers."""

    tekst: str
    past: Callable[[Any], bool]


def cel(ruw: Any) -> Cel:
    """Read a cell: a value, '-', a list, a comparison or a range of whole numbers."""
    if isinstance(ruw, list):
        delen = [cel(x) for x in ruw]
        return Cel(f"[{', '.join(d.tekst for d in delen)}]", lambda v: any(d.past(v) for d in delen))
    if ruw == "-" or ruw is None:
        return Cel("-", lambda v: True)
    if isinstance(ruw, str):
        m = _BEREIK.match(ruw)
        if m:
            laag, hoog = int(m[1]), int(m[2])
            return Cel(ruw, lambda v: not isinstance(v, (bool, str)) and laag <= v <= hoog)
        m = _GRENS.match(ruw)
        if m:
            n = int(m[2])
            doe: Callable[[Any], bool] = {
                "<": lambda v: v < n,
                "<=": lambda v: v <= n,
                "≤": lambda v: v <= n,
                ">": lambda v: v > n,
                ">=": lambda v: v >= n,
                "≥": lambda v: v >= n,
            }[m[1]]
            return Cel(ruw, lambda v: not isinstance(v, (bool, str)) and doe(v))
    waarde = {"ja": True, "nee": False}.get(ruw, ruw) if isinstance(ruw, str) else ruw
    return Cel(str(ruw), lambda v: v == waarde and isinstance(v, bool) == isinstance(waarde, bool))


def domein(ruw: Any) -> list[Any] | None:
    """The values an input may have, if they can be counted: a list of choices or a range."""
    if isinstance(ruw, list):
        return [{"ja": True, "nee": False}.get(x, x) if isinstance(x, str) else x for x in ruw]
    m = _BEREIK.match(ruw) if isinstance(ruw, str) else None
    return list(range(int(m[1]), int(m[2]) + 1)) if m else None


class TabelFout(ValueError):
    """A table that cannot be right, with the row it is about (0-based) if any."""

    def __init__(self, melding: str, rij: int | None = None) -> None:
        super().__init__(melding)
        self.rij = rij


class Beslistabel:
    """A compiled decision table."""

    __slots__ = ("naam", "kies", "invoer", "domeinen", "uitvoer", "rijen", "uitkomsten", "spoor", "_bekend")

    def __init__(self, naam: str, kies: str, invoer: dict[str, Any], uitvoer: Sequence[str], rijen: Sequence[tuple[list[Any], Any]]) -> None:
        self.naam = naam
        self.kies = kies
        self.invoer = list(invoer)
        self.domeinen = [domein(x) for x in invoer.values()]
        self.uitvoer = list(uitvoer)
        self.rijen: list[list[Cel]] = []
        self.spoor: set[int] | None = None  # the rows that gave an answer, kept only when coverage asks for it
        self._bekend: dict[tuple[Any, ...], Any] = {}  # a table is pure in its inputs
        self.uitkomsten: list[Any] = []
        for i, (als, dan) in enumerate(rijen):
            if len(als) != len(self.invoer):
                raise TabelFout(f"rij {i + 1} heeft {len(als)} cellen, de tabel {len(self.invoer)} ingangen", i)
            self.rijen.append([cel(x) for x in als])
            if len(self.uitvoer) > 1:
                delen = dan if isinstance(dan, list) else [dan]
                if len(delen) != len(self.uitvoer):
                    raise TabelFout(f"rij {i + 1} geeft {len(delen)} uitkomsten, de tabel {len(self.uitvoer)}", i)
                self.uitkomsten.append(dict(zip(self.uitvoer, map(_waarde, delen), strict=True)))
            else:
                self.uitkomsten.append(_waarde(dan))

    def rijen_voor(self, waarden: Sequence[Any]) -> list[int]:
        """The rows that fit known values, in order."""
        return [i for i, rij in enumerate(self.rijen) if all(c.past(v) for c, v in zip(rij, waarden, strict=True))]

    def lees(self, waarden: Sequence[Any]) -> Any:
        """The outcome; with unknown inputs the one that every still possible combination shares, else unknown."""
        if self.spoor is not None:
            return self._lees(waarden)
        sleutel = tuple(waarden)
        uit = self._bekend.get(sleutel, self)
        if uit is self:
            if len(self._bekend) > 10_000:
                self._bekend.clear()
            uit = self._bekend[sleutel] = self._lees(waarden)
        return uit

    def _lees(self, waarden: Sequence[Any]) -> Any:
        if None not in waarden and VRIJ not in waarden:
            return self._uitkomst(waarden)
        gezien: list[Any] = []
        for combinatie in self._mogelijk(waarden):
            uit = self._uitkomst(combinatie)
            if uit not in gezien:
                gezien.append(uit)
                if len(gezien) > 1:
                    return VRIJ if VRIJ in waarden and None not in waarden else None
        return gezien[0] if gezien else None

    def _mogelijk(self, waarden: Sequence[Any]) -> Any:
        opties = []
        for v, dom, j in zip(waarden, self.domeinen, range(len(waarden)), strict=True):
            if v is not None and v is not VRIJ:
                opties.append([v])
            else:
                opties.append(dom if dom is not None else self._vertegenwoordigers(j))
        return itertools.islice(itertools.product(*opties), MAX_COMBINATIES)

    def _vertegenwoordigers(self, j: int) -> list[Any]:
        """For an input without a domain: a value for every cell, and one that no cell names."""
        getallen = sorted({int(n) for rij in self.rijen for n in re.findall(r"-?\d+", rij[j].tekst)})
        rond = sorted({x for n in getallen for x in (n - 1, n, n + 1)})
        woorden = [rij[j].tekst for rij in self.rijen if rij[j].tekst != "-" and not re.search(r"\d", rij[j].tekst)]
        return [*rond, *woorden, "\0ander"]

    def _uitkomst(self, waarden: Sequence[Any]) -> Any:
        passend = self.rijen_voor(waarden)
        if self.spoor is not None:
            self.spoor.update(passend if self.kies == "alle" else passend[:1])
        if self.kies == "alle":
            return tuple(self.uitkomsten[i] for i in passend)
        if not passend or (self.kies == "precies_een" and len(passend) > 1):
            return None
        return self.uitkomsten[passend[0]]

    def gaten_en_overlap(self) -> tuple[list[str], list[str], list[int]]:
        """Combinations that no row covers, that several rows cover (precies_een), and rows that can never be chosen."""
        opties = [d if d is not None else self._vertegenwoordigers(j) for j, d in enumerate(self.domeinen)]
        gaten: list[str] = []
        overlap: list[str] = []
        gebruikt: set[int] = set()
        for combinatie in itertools.islice(itertools.product(*opties), MAX_COMBINATIES):
            passend = self.rijen_voor(combinatie)
            gebruikt.update(passend if self.kies == "alle" else passend[:1])
            if not passend and "\0ander" not in combinatie:
                gaten.append(_toon(combinatie))
            if len(passend) > 1 and self.kies == "precies_een":
                overlap.append(f"{_toon(combinatie)} (rijen {', '.join(str(i + 1) for i in passend)})")
        return gaten, overlap, [i for i in range(len(self.rijen)) if i not in gebruikt]


def _waarde(x: Any) -> Any:
    if isinstance(x, list):
        return tuple(_waarde(y) for y in x)
    return {"ja": True, "nee": False}.get(x, x) if isinstance(x, str) else x


def _toon(combinatie: Sequence[Any]) -> str:
    return ", ".join("ja" if v is True else "nee" if v is False else str(v) for v in combinatie)
