# SPDX-License-Identifier: EUPL-1.2
"""How is measured: one core, processor time, rubbish cleared, the best of several repetitions, and a yardstick taken in the same run."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import process_time
from typing import Any

IJK_OMLOPEN = 1_000_000


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """One line of the report. `doel` is a bound in the unit of the value; `hoger` says on which side of it is good."""

    naam: str
    waarde: float
    eenheid: str
    verhouding_tot: str | None = None
    doel: float | None = None
    hoger: bool = True

    @property
    def gehaald(self) -> bool | None:
        if self.doel is None:
            return None
        return self.waarde >= self.doel if self.hoger else self.waarde <= self.doel

    def json(self) -> dict[str, Any]:
        return {
            "naam": self.naam, "waarde": round(self.waarde, 4), "eenheid": self.eenheid, "verhouding_tot": self.verhouding_tot,
            "doel": self.doel, "gehaald": self.gehaald,
        }  # fmt: skip


def een_kern() -> None:
    """Stay on one core, where the system lets a program choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def tijd(werk: Callable[[], object]) -> float:
    """Processor seconds for one go, begun with a clean heap; the collector stays on, as in production."""
    gc.collect()
    begin = process_time()
    werk()
    return process_time() - begin


def beste(*werken: Callable[[], object], keer: int) -> list[float]:
    """The best time of each piece of work. They take turns, so that a slow spell of the machine hits all alike."""
    gc.collect()
    gc.freeze()
    tijden = [[tijd(werk) for werk in werken] for _ in range(keer)]
    gc.unfreeze()
    return [min(kolom) for kolom in zip(*tijden, strict=True)]


def ijk() -> int:
    """The yardstick: a plain loop of a million turns, each a multiplication, an addition, a mask and a look-up."""
    tafel = list(range(256))
    x = 1
    for i in range(IJK_OMLOPEN):
        x = tafel[(x * 5 + i) & 255]
    return x


def over_alle(doe: Callable[[Any], object], dingen: Iterable[Any]) -> Callable[[], None]:
    """Work that does the same to each of a set."""
    lijst = list(dingen)

    def werk() -> None:
        for ding in lijst:
            doe(ding)

    return werk
