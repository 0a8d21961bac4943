# SPDX-License-Identifier: EUPL-1.2
"""Linting norm numbers: every one stands in a register, and every rule has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from wijkregie.norm.lint.lezing import Lezing, Pad
from wijkregie.norm.model.basis import Regel
from wijkregie.norm.model.regelmodel import Spoor, Tabel, Tak
from wijkregie.norm.model.vocabulaire import Begrip, Vocabulaire
from wijkregie.norm.protocol.lader import valideer
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.yaml12 import laad_bytes

_ID: Final = re.compile(r"\b[A-Z]{1,3}(?:-[A-Z]{2})?-(?:[A-Z]?\d*\.)*[A-Z]?\d+[a-z]?\b")
_GEEN_NORM_NODIG: Final = (Begrip, Tak, Tabel, Spoor)
"""Shapes whose parts carry the norm (gates, tables, tracks), and notions, which only name something."""


@lru_cache(maxsize=4)
def norm_ids(registers: Path) -> frozenset[str]:
    """Every id that the registers give to something."""
    uit: set[str] = set()
    for p in sorted(registers.glob("*.yaml")):
        rij: list[Any] = [laad_bytes(p.read_bytes(), str(p))]
        while rij:
            x = rij.pop()
            if isinstance(x, dict):
                rij += x.values()
                for sleutel in ("id", "norm", "code"):
                    w = x.get(sleutel)
                    uit.update(i for t in (w if isinstance(w, list) else [w]) if isinstance(t, str) for i in _ID.findall(t))
            elif isinstance(x, list):
                rij += x
    return frozenset(uit)


def lijkt_op_norm(n: str, bekend: Iterable[str]) -> str:
    """A suggestion from the same register."""
    return lijkt_op(n, [b for b in bekend if b.split("-")[0] == n.split("-")[0]]).strip()


def _met_norm(x: Any, pad: Pad, boven: tuple[BaseModel, ...]) -> Iterator[tuple[Pad, BaseModel, tuple[BaseModel, ...]]]:
    """Everything that can carry a norm, with its path and what stands above it."""
    if isinstance(x, BaseModel):
        if "norm" in type(x).model_fields:
            yield pad, x, boven
        for naam, veld in type(x).model_fields.items():
            yield from _met_norm(getattr(x, naam), (*pad, veld.alias or naam), (*boven, x))
    elif isinstance(x, dict):
        for k, w in x.items():
            yield from _met_norm(w, (*pad, k), boven)
    elif isinstance(x, list):
        for i, w in enumerate(x):
            yield from _met_norm(w, (*pad, i), boven)


def kijk_normen(z: Lezing, registers: Path, *, eerste: bool) -> None:
    """Every norm has its text somewhere, and every rule has a norm. The first version of a municipality reads the vocabulary too."""
    bekend = norm_ids(registers) if z.v.kop.registers else frozenset()
    for pad, h in z.hoofdstukken:
        _in_bestand(z, pad, h, bekend, h.bron if not z.v.kop.registers else None)
    if bekend and eerste:
        for pad in z.data:
            if re.match(rf"{z.v.gemeente}/feiten(/|\.yaml)", pad):
                _in_bestand(z, pad, valideer(Vocabulaire, z.data[pad], pad), bekend, None)


def _in_bestand(z: Lezing, bestand: str, m: BaseModel, bekend: frozenset[str], bron: str | None) -> None:
    for pad, x, boven in _met_norm(m, (), ()):
        norm: list[str] = getattr(x, "norm", [])
        if not (getattr(x, "bron", None) or bron):
            for n in norm:
                if n not in bekend:
                    herstel = lijkt_op_norm(n, bekend) or "Verbeter het nummer, of zet bij deze regel met bron waar het staat."
                    z.meld_in(bestand, pad, f"De norm {n} staat in geen register.", herstel)
        zelf = isinstance(x, Regel) and not isinstance(x, _GEEN_NORM_NODIG)
        if zelf and not norm and not any(getattr(b, "norm", None) for b in boven):
            z.meld_in(bestand, pad, "Bij deze regel staat geen norm.", "Zet met norm welk nummer uit het register zij uitvoert.")
    for soort in ("getoond", "buiten_bereik"):
        for n in getattr(m, soort, ()) if bekend else ():
            if n not in bekend:
                z.meld_in(bestand, (soort, n), f"De norm {n} staat in geen register.", lijkt_op_norm(n, bekend))
