# SPDX-License-Identifier: EUPL-1.2
"""A report as it was typed, read once to what can be compared; and two of them compared with all evidence. Cheap enough for 20,000: an index of keys
gives the few that are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from wijkregie.meldingen.gelijkenis import adres, melder, naam, tekst
from wijkregie.meldingen.gelijkenis.aanwijzing import Aanwijzing, Gelijkenis, weeg
from wijkregie.meldingen.gelijkenis.tijd import Moment, vergelijk_tijd

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Bericht:
    """What a report says, as far as its reader may know it: what is unknown or hidden is empty, and then it is no evidence."""

    waar: str = ""
    wie: str = ""
    tekst: str = ""
    momenten: tuple[Moment, ...] = ()
    melder_naam: str = ""
    melder_bereikbaar: str = ""
    melder_adres: str = ""


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """A report, read."""

    plaats: adres.Plaats | None
    wie: naam.Wie
    tekst: tekst.Tekst
    momenten: tuple[Moment, ...] = field(default=())
    melder: melder.Melder = field(default_factory=melder.Melder)


def kenmerken(b: Bericht) -> Kenmerken:
    return Kenmerken(
        adres.lees_adres(b.waar),
        naam.lees_wie(b.wie),
        tekst.lees_tekst(b.tekst),
        b.momenten,
        melder.lees_melder(b.melder_naam, b.melder_bereikbaar, b.melder_adres),
    )


def lijkt(a: Kenmerken, b: Kenmerken, patroon: Aanwijzing | None = None) -> Gelijkenis | None:
    """What speaks for two reports being about the same, all of it; None: not enough. The order of the two does not matter. `patroon`: what is seen
    only when more reports are read together."""
    return weeg(
        (
            adres.vergelijk_adres(a.plaats, b.plaats),
            naam.vergelijk_wie(a.wie, b.wie),
            tekst.vergelijk_tekst(a.tekst, b.tekst),
            vergelijk_tijd(a.momenten, b.momenten),
            melder.vergelijk_melder(a.melder, b.melder),
            patroon,
        )
    )


def sleutels(k: Kenmerken) -> frozenset[str]:
    """Under what a report is filed, of every kind of evidence that can find it. Time cannot: it would find everybody."""
    return _met_soort(adres.sleutels(k.plaats), k)


def zoeksleutels(k: Kenmerken) -> frozenset[str]:
    """Where to look for what resembles it."""
    return _met_soort(adres.zoeksleutels(k.plaats), k)


def _met_soort(plaatsen: Iterable[str], k: Kenmerken) -> frozenset[str]:
    soorten = (("a", plaatsen), ("w", naam.sleutels(k.wie)), ("t", tekst.sleutels(k.tekst)), ("m", melder.sleutels(k.melder)))
    return frozenset(f"{s}:{x}" for s, xs in soorten for x in xs)


class Register(Generic[K]):
    """Reports by their keys, in memory."""

    def __init__(self, meeste: int = 500) -> None:
        self.per_sleutel: dict[str, list[K]] = defaultdict(list)
        self.meeste = meeste

    def voeg_toe(self, naam: K, k: Kenmerken) -> None:
        for s in sleutels(k):
            self.per_sleutel[s].append(naam)

    def kandidaten(self, k: Kenmerken) -> set[K]:
        """What shares a key with it. A key that more than `meeste` reports bear tells nothing and is skipped."""
        uit: set[K] = set()
        for s in zoeksleutels(k):
            onder = self.per_sleutel.get(s, ())
            if len(onder) <= self.meeste:
                uit.update(onder)
        return uit
