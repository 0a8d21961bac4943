# SPDX-License-Identifier: EUPL-1.2
"""Which reports may be about one household. A household is a door that is named; a report belongs to it as the reporter's home, by its text, by its
place, by the name of who lives there or by who is said to do it. Only reports that share a street or a rare name are ever compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from wijkregie.meldingen.gelijkenis.klank import geraamte, klank, varianten
from wijkregie.meldingen.gelijkenis.naam import sleutels as naamsleutels
from wijkregie.meldingen.herkenning.lezen import BRON, MELDER, PLAATS, TEKST, Deur, Gelezen

GEWICHT: Final = {
    (MELDER, 0): 0.85, (TEKST, 0): 0.85, (PLAATS, 0): 0.7, (BRON, 0): 0.35,
    (MELDER, 2): 0.4, (TEKST, 2): 0.45, (PLAATS, 2): 0.35, (BRON, 2): 0.15,
}  # fmt: skip
"""How well a report belongs to a door that it names in a part (0: that number, 2: two or fewer away)."""
NAAM_MELDER, NAAM_TEKST, ZELFDE_BRON, ZELFDE_STRAAT = 0.8, 0.6, 0.5, 0.1
ANDERE_STRAATSOORT, ZELF_ELDERS = 0.5, 0.6
LID: Final = 0.55
_ZELDEN: Final = 0.003  # a word in fewer reports than this may be a name


@dataclass(frozen=True, slots=True)
class Huishouden:
    """A door and the reports that may be about who lives there, each with how well it belongs."""

    straat: str
    soort: str
    nummer: int
    leden: tuple[tuple[Gelezen, float], ...]
    namen: frozenset[str]
    bronnen: frozenset[str]
    overkant: tuple[Gelezen, ...]

    def __str__(self) -> str:
        return f"{self.straat}{self.soort} {self.nummer}".capitalize()


class Buurt:
    """The reports of one street."""

    def __init__(self, straat: str, berichten: Sequence[Gelezen], zelden: frozenset[str]) -> None:
        self.straat = straat
        self.berichten = berichten
        self.per_nummer: dict[int, list[tuple[Gelezen, Deur]]] = defaultdict(list)
        self.per_woord: dict[str, list[tuple[Gelezen, str]]] = defaultdict(list)
        self.per_bron: dict[str, list[Gelezen]] = defaultdict(list)
        for g in berichten:
            for d in g.deuren:
                if d.straat == straat:
                    self.per_nummer[d.nummer].append((g, d))
            for w in g.woorden & zelden:
                for s in varianten(geraamte(w)):
                    self.per_woord[s].append((g, w))
            for s in sleutels_bron(g):
                self.per_bron[s].append(g)

    def huishoudens(self) -> Iterator[Huishouden]:
        """Every door that something aimed may be about: at least two reports name it and one of these tells of something aimed."""
        for nummer in sorted(self.per_nummer):
            hier = [(g, d) for g, d in self.per_nummer[nummer] if d.rol != BRON]
            if len({g.id for g, _ in hier}) < 2 or not any(g.gericht >= 0.4 for g, _ in hier):
                continue
            for soort in sorted({d.soort for _, d in hier}, key=lambda s: (not s, s)):
                if soort or not any(d.soort for _, d in hier):
                    yield self._huishouden(nummer, soort)

    def _huishouden(self, nummer: int, soort: str) -> Huishouden:
        deur: dict[int, float] = {}
        for n in range(nummer - 2, nummer + 3):
            for g, d in self.per_nummer.get(n, ()):
                w = GEWICHT[d.rol, 0 if n == nummer else 2]
                if d.soort and soort and d.soort != soort:
                    w *= ANDERE_STRAATSOORT
                if self._woont_elders(g, nummer):
                    w *= ZELF_ELDERS
                deur[g.id] = max(w, deur.get(g.id, 0.0))
        kern = [g for g in self.berichten if deur.get(g.id, 0.0) >= 0.6 and g.gericht >= 0.4]
        gewicht = defaultdict[int, list[float]](list, {i: [w] for i, w in deur.items()})
        namen = self._namen(nummer, kern, gewicht)
        bronnen = self._bronnen(kern, gewicht)
        leden = ((g, 1 - _product(1 - w for w in gewicht[g.id])) for g in self.berichten if g.id in gewicht)
        return Huishouden(
            self.straat, soort, nummer, tuple((g, w) for g, w in leden if w >= LID), namen, bronnen, self._overkant(nummer, kern, namen)
        )

    def _overkant(self, nummer: int, kern: Sequence[Gelezen], namen: frozenset[str]) -> tuple[Gelezen, ...]:
        """Reports of who is said to do it, at another door, about who lives here."""
        nummers = {g.bron_nummer for g in kern} - {None, nummer}
        bronnen = {n for g in kern for n in g.bron.namen[-1:] if len(n) > 3}
        return tuple(
            g
            for g in self.berichten
            if g.eerste_persoon
            and g.gericht >= 0.4
            and (g.bron_nummer == nummer or any(een_naam(a, b) for a in namen for b in g.bron.namen[-1:]))
            and ((g.melder_deur is not None and g.melder_deur.nummer in nummers) or any(een_naam(a, b) for a in bronnen for b in g.melder[-1:]))
        )

    def _woont_elders(self, g: Gelezen, nummer: int) -> bool:
        """Who writes of *us* and lives at another door writes of that door."""
        d = g.melder_deur
        return g.eerste_persoon and d is not None and (d.straat != self.straat or d.nummer != nummer)

    def _namen(self, nummer: int, kern: Sequence[Gelezen], gewicht: dict[int, list[float]]) -> frozenset[str]:
        """Who lives there reports without an address, or is named in what others write."""
        namen = {g.melder[-1] for g in kern if g.melder and g.melder_deur is not None and g.melder_deur.nummer == nummer}
        for naam in sorted(n for n in namen if len(n) > 3):
            gezien = dict[int, float]()
            for g in self.berichten:
                if g.melder and een_naam(naam, g.melder[-1]):
                    gezien[g.id] = NAAM_MELDER
            for s in varianten(geraamte(naam)):
                for g, w in self.per_woord.get(s, ()):
                    if g.id not in gezien and een_naam(naam, w):
                        gezien[g.id] = NAAM_TEKST
            for i, sterkte in gezien.items():
                gewicht[i].append(sterkte)
        return frozenset(namen)

    def _bronnen(self, kern: Sequence[Gelezen], gewicht: dict[int, list[float]]) -> frozenset[str]:
        """Reports in the street that say who does it as those about this door do."""
        genoemd = Counter(s for g in kern for s in sleutels_bron(g))
        bronnen = frozenset(genoemd)
        geraakt = {g.id: g for s in bronnen for g in self.per_bron[s]}
        for i, g in geraakt.items():
            if self.straat in g.straten and g.gericht >= 0.3:
                gewicht[i].append(ZELFDE_BRON)
                if not any(d.straat == self.straat and d.rol != BRON for d in g.deuren):
                    gewicht[i].append(ZELFDE_STRAAT)
        return bronnen


def sleutels_bron(g: Gelezen) -> frozenset[str]:
    """Who is said to do it, by sound: names and nicknames, and the words of a mark."""
    return naamsleutels(g.bron) | {f"+{w}" for w in g.bron.kenmerken}


def een_naam(a: str, b: str) -> bool:
    """One family name, as heard or with a typing error."""
    return (
        a == b
        or klank(a) == klank(b)
        or (min(len(a), len(b)) > 5 and OSA.distance(a, b, score_cutoff=2) <= (1 if len(a) < 8 else 2) and a[0] == b[0])
    )


def buurten(gelezen: Sequence[Gelezen]) -> Iterator[Buurt]:
    """The reports by street."""
    aantal = Counter(w for g in gelezen for w in g.woorden)
    zelden = frozenset(w for w, n in aantal.items() if n <= max(5, _ZELDEN * len(gelezen)))
    per_straat: dict[str, list[Gelezen]] = defaultdict(list)
    for g in gelezen:
        for s in g.straten:
            per_straat[s].append(g)
    for straat in sorted(per_straat):
        yield Buurt(straat, per_straat[straat], zelden)


def _meest(soorten: Iterable[str]) -> str:
    aantal = Counter(soorten)
    return max(sorted(aantal), key=lambda s: aantal[s]) if aantal else ""


def _product(getallen: Iterable[float]) -> float:
    uit = 1.0
    for x in getallen:
        uit *= x
    return uit
