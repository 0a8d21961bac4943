# SPDX-License-Identifier: EUPL-1.2
"""The score of a ranking, as regels.md fixes it, and the baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import mean
from typing import Final

from bench.herkenning.labels import Labels
from bench.herkenning.maken import AANTAL, maak
from bench.herkenning.melding import Melding
from bench.herkenning.pen import BEGIN
from bench.herkenning.waar import MIN

Groep = frozenset[int]
Rangschik = Callable[[Sequence[Melding]], Sequence[Groep]]

ZADEN: Final = (1, 2, 3, 4, 5)
HOOGSTE: Final = 10
PROMILLE: Final = 50
MOMENTEN: Final = (183, 274, 365, 457)  # days after the beginning: 6, 9, 12 and 15 months
DOEL_HOOGSTE: Final = 8.0
DOEL_VONDST: Final = 0.9
DOEL_VERHOUDING: Final = 1.5


@dataclass(frozen=True, slots=True)
class Score:
    """What a ranking is worth on one set."""

    hoogste_waar: int  # of the ten highest
    vondst: float  # share of true situations found within the first fifty per thousand
    situaties: int
    groepen: int  # that fit within it
    gelezen: int  # reports in those
    lopend: float | None = None  # share of situations in the making that are found, if asked


def gevonden(groep: Groep, labels: Labels) -> set[int]:
    """The situations that a group finds: half of it belongs to the case, and it holds two and a third of the situation."""
    uit: set[int] = set()
    for situatie in {labels.van[nr].verhaal for nr in groep} & labels.situaties.keys():
        leden = labels.situaties[situatie]
        raak = len(groep & leden)
        if raak >= 2 and 3 * raak >= len(leden) and 2 * len(groep & labels.zaken[labels.zaak_van[situatie]]) >= len(groep):
            uit.add(situatie)
    return uit


def controleer(groepen: Sequence[Groep], labels: Labels) -> None:
    """A ranking names reports that exist."""
    for groep in groepen:
        if not groep or not groep <= labels.van.keys():
            raise ValueError(f"Groep met niets of met een nummer dat geen melding is: {sorted(groep)[:5]}")


def binnen(groepen: Sequence[Groep], ruimte: int) -> Iterator[Groep]:
    """The groups from the top that fit, reading every report of every group."""
    for groep in groepen:
        ruimte -= len(groep)
        if ruimte < 0:
            return
        yield groep


def scoor(groepen: Sequence[Groep], labels: Labels) -> Score:
    """Count what was found."""
    controleer(groepen, labels)
    hoogste, gezien = 0, set[int]()
    for groep in groepen[:HOOGSTE]:
        nieuw = gevonden(groep, labels) - gezien
        hoogste += bool(nieuw)
        gezien |= nieuw
    eerste = list(binnen(groepen, len(labels.van) * PROMILLE // 1000))
    vondst = set[int]().union(*(gevonden(g, labels) for g in eerste))
    aantal = len(labels.situaties)
    return Score(hoogste, len(vondst) / aantal, aantal, len(eerste), sum(map(len, eerste)))


def lopend(rangschik: Rangschik, meldingen: Sequence[Melding], labels: Labels) -> float:
    """Share of the situations in the making that are found, at several moments."""
    raak, alle = 0, 0
    for dag in MOMENTEN:
        eerder = [m for m in meldingen if m.op < BEGIN + timedelta(days=dag)]
        toen = Labels({m.nr: labels.van[m.nr] for m in eerder})
        in_wording = {s for s, nrs in toen.situaties.items() if MIN <= len(nrs) < len(labels.situaties[s])}
        groepen = list(rangschik(tuple(eerder)))
        controleer(groepen, toen)
        vondst = set[int]().union(*(gevonden(g, toen) for g in binnen(groepen, len(eerder) * PROMILLE // 1000)))
        raak += len(vondst & in_wording)
        alle += len(in_wording)
    return raak / alle if alle else 0.0


def meet(
    rangschikken: dict[str, Rangschik], zaden: Sequence[int] = ZADEN, aantal: int = AANTAL, reeks: str = "toets", vroeg: bool = False
) -> dict[str, list[Score]]:
    """Every ranking on every seed; each set is made once."""
    uit: dict[str, list[Score]] = {naam: [] for naam in rangschikken}
    for zaad in zaden:
        meldingen, labels = maak(zaad, aantal, reeks)
        for naam, rangschik in rangschikken.items():
            score = scoor(list(rangschik(tuple(meldingen))), labels)
            uit[naam].append(replace(score, lopend=lopend(rangschik, meldingen, labels)) if vroeg else score)
    return uit


def te_makkelijk(basis: Sequence[Score]) -> bool:
    """Whether the baseline reaches an aim, or leaves no room to be half as good again."""
    vondst = mean(s.vondst for s in basis)
    return vondst * DOEL_VERHOUDING > 1 or vondst >= DOEL_VONDST or mean(s.hoogste_waar for s in basis) >= DOEL_HOOGSTE


# the baseline and its naive rivals

Sleutel = Callable[[Melding], tuple[str, ...] | None]


def _per(meldingen: Sequence[Melding], sleutel: Sleutel) -> list[Groep]:
    adressen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for m in meldingen:
        if (s := sleutel(m)) is not None:
            adressen[s].append(m.nr)
    vaker = [g for g in adressen.values() if len(g) > 1]
    return [frozenset(g) for g in sorted(vaker, key=lambda g: (-len(g), g[0]))]


def _adres(m: Melding) -> tuple[str, ...] | None:
    p = m.plaats
    return (p.straat.strip().lower(), p.huisnummer.strip().lower(), p.toevoeging.strip().lower()) if p.huisnummer else None


def _zonder_toevoeging(m: Melding) -> tuple[str, ...] | None:
    cijfers = "".join(c for c in m.plaats.huisnummer if c.isdigit())
    return (m.plaats.straat.strip().lower(), cijfers) if cijfers else None


def basis(meldingen: Sequence[Melding]) -> list[Groep]:
    """The baseline: reports per address as typed, most first."""
    return _per(meldingen, _adres)


def basis_huisnummer(meldingen: Sequence[Melding]) -> list[Groep]:
    """Naive rival: street and number, whatever the addition."""
    return _per(meldingen, _zonder_toevoeging)


def basis_tik(meldingen: Sequence[Melding]) -> list[Groep]:
    """Naive rival: the same, of the reports that tick tormenting or threatening."""
    return _per([m for m in meldingen if "intimidatie" in m.tikken], _zonder_toevoeging)


BASIS: Final = "basis"
RIVALEN: Final[dict[str, Rangschik]] = {BASIS: basis, "huisnummer": basis_huisnummer, "aangekruist": basis_tik}
