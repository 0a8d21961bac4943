# SPDX-License-Identifier: EUPL-1.2
"""What the reports about one household amount to: a few signals, each with points and a sentence. What damps is said as openly as what adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from wijkregie.meldingen.gelijkenis.tekst import overgenomen
from wijkregie.meldingen.gelijkenis.tijd import versnelling
from wijkregie.meldingen.herkenning.bericht import Signaal
from wijkregie.meldingen.herkenning.groepen import Huishouden, een_naam, sleutels_bron
from wijkregie.meldingen.herkenning.lezen import BRON, MELDER, TEKST, Gelezen
from wijkregie.meldingen.herkenning.woorden import NAMEN

GERICHT: Final = 0.5  # from here on a report tells of something aimed at somebody

PUNTEN: Final = {
    "melding": 1.0,  # per targeted report, the first six
    "soort": 0.8,  # per kind above the first, at most four
    "duur": 0.8,  # three weeks or longer
    "vaker": 0.6,
    "melders": 0.3,  # per further reporter, at most three
    "beroep": 0.3,
    "speciaal": 0.4,
    "bron": 0.6,
    "meer_slachtoffers": 0.8,
    "ontwijkend": 0.3,
}
DEMPING: Final = {"wederzijds": 0.3, "beide": 0.4, "een_soort": 0.4, "kort": 0.35, "niemand_in_het_bijzonder": 0.3, "overal": 0.2, "overgenomen": 0.3}


def weeg(h: Huishouden, leden: Sequence[tuple[Gelezen, float]]) -> tuple[float, tuple[Signaal, ...]]:
    """Points and reasons, the heaviest first; what damps comes last."""
    gericht = [g for g, _ in leden if g.gericht >= GERICHT]
    if len(gericht) < 2:
        return 0.0, ()
    voor = [s for s in _voor(h, leden, gericht) if s.punten > 0]
    tegen = _tegen(h, leden, gericht)
    punten = sum(s.punten for s in voor)
    for s in tegen:
        punten *= s.punten
    return round(punten, 3), (*sorted(voor, key=lambda s: (-s.punten, s.soort)), *tegen)


def _voor(h: Huishouden, leden: Sequence[tuple[Gelezen, float]], gericht: Sequence[Gelezen]) -> list[Signaal]:
    dagen = sorted(g.dag for g in gericht)
    soorten = Counter(s for g in gericht for s in g.soorten)
    waarde = sum(min(1.0, g.gericht * w * 1.3) for g, w in leden if g.gericht >= GERICHT)
    wie = melders(gericht)
    bron, keer = _vaakst_genoemd(gericht)
    uit = [
        Signaal("melding", PUNTEN["melding"] * min(waarde, 6), f"{len(gericht)} meldingen over hetzelfde huishouden {_in(dagen)}"),
        Signaal("soort", PUNTEN["soort"] * min(max(len(soorten) - 1, 0), 4), _soorten(soorten)),
        Signaal("duur", PUNTEN["duur"] * (duur(dagen) >= 21), "het duurt drie weken of langer"),
        Signaal("vaker", PUNTEN["vaker"] * (versnelling(dagen) >= 1.5), "steeds vaker"),
        Signaal("melders", PUNTEN["melders"] * min(max(wie - 1, 0), 3), f"van {wie} verschillende melders"),
        Signaal("beroep", PUNTEN["beroep"] * any(g.beroep for g in gericht), "ook een beroepskracht meldde het"),
        Signaal("speciaal", PUNTEN["speciaal"] * min(sum(g.speciaal for g in gericht), 3) / 2, "de melder zegt dat juist dit huishouden wordt geraakt"),
        Signaal("bron", PUNTEN["bron"] * min(keer - 1, 3) / 2, f"{keer} keer dezelfde omschrijving van wie het doet"),
    ]
    weg = sum(not any(d.straat == h.straat and d.rol != BRON for d in g.deuren) for g in gericht)
    uit.append(Signaal("ontwijkend", PUNTEN["ontwijkend"] * min(weg, 2), f"{weg} keer zonder huisnummer gemeld"))
    return uit


def _tegen(h: Huishouden, leden: Sequence[tuple[Gelezen, float]], gericht: Sequence[Gelezen]) -> list[Signaal]:
    uit = []
    n = len(gericht)

    def demp(soort: str, uitleg: str) -> None:
        uit.append(Signaal(soort, DEMPING[soort], uitleg))

    over = sum(g.tegenklacht for g in gericht) + wederzijds(h, gericht)
    if over >= 2 and 4 * over >= n:
        demp("wederzijds", f"{over} meldingen komen van de andere kant: het lijkt over en weer te gaan")
    beide = sum(g.beide for g in gericht)
    if beide >= 2 and 4 * beide >= n:
        demp("beide", f"in {beide} meldingen staat dat beide kanten iets doen of waar de ruzie over gaat")
    if len({s for g in gericht for s in g.soorten}) < 2:
        demp("een_soort", "het gaat steeds om één soort gedrag")
    if duur([g.dag for g in gericht]) < 21:
        demp("kort", "alles valt binnen drie weken")
    overig = sum(g.gericht < GERICHT for g, w in leden)
    if overig > 1.5 * n:
        demp("niemand_in_het_bijzonder", f"{overig} andere meldingen over dit adres noemen niemand in het bijzonder")
    if kopie(gericht) >= 0.6 and duur([g.dag for g in gericht]) < 35 and melders(gericht) > 3:
        demp("overgenomen", "veel melders gebruiken dezelfde woorden")
    elders = sum(g.melder_deur is not None and bool(g.straten - {g.melder_deur.straat}) for g in gericht)
    if 2 * elders > n:
        demp("overal", "dezelfde melder noemt steeds een ander adres")
    return uit


def wederzijds(h: Huishouden, gericht: Sequence[Gelezen]) -> int:
    """How many reports come from the other side: pairs of who complains and who is complained of that also occur the other way round; the smaller side."""
    kanten = Counter(p for g in gericht for p in _kanten(g))
    return max((min(n, kanten[b, a]) for (a, b), n in kanten.items()), default=0)


def _kanten(g: Gelezen) -> set[tuple[str, str]]:
    """Who complains of whom: by door, and by name."""
    van = {f"{d.straat} {d.nummer}" for d in g.deuren if d.rol in (MELDER, TEKST)} | ({g.melder[-1]} if g.melder else set())
    naar = {f"{d.straat} {d.nummer}" for d in g.deuren if d.rol == BRON} | set(g.bron.namen[-1:])
    return {(a, b) for a in van for b in naar if a != b}


def melders(gericht: Sequence[Gelezen]) -> int:
    """How many people reported; those without a name count as one."""
    namen: list[str] = []
    zonder = False
    for g in gericht:
        if not g.melder and not g.beroep:
            zonder = True
        elif g.melder and not any(een_naam(g.melder[-1], n) for n in namen):
            namen.append(g.melder[-1])
    return len(namen) + zonder + any(g.beroep for g in gericht)


def kopie(gericht: Sequence[Gelezen]) -> float:
    """Which part of the reports has its wording in common with an earlier one."""
    return sum(any(overgenomen(a.tekst, b.tekst) >= 0.6 for b in gericht[:i]) for i, a in enumerate(gericht)) / len(gericht)


def duur(dagen: Sequence[date]) -> int:
    return (max(dagen) - min(dagen)).days


def _vaakst_genoemd(gericht: Sequence[Gelezen]) -> tuple[str, int]:
    keer = Counter(s for g in gericht for s in sleutels_bron(g))
    keer.update(f"#{g.bron_nummer}" for g in gericht if g.bron_nummer is not None)
    return max(keer.items(), key=lambda x: (x[1], x[0]), default=("", 0))


def _soorten(soorten: Counter[str]) -> str:
    namen = [NAMEN[s] for s, _ in sorted(soorten.items(), key=lambda x: (-x[1], x[0]))]
    return f"{len(namen)} soorten gedrag: {', '.join(namen[:-1])} en {namen[-1]}" if len(namen) > 1 else ""


def _in(dagen: Sequence[date]) -> str:
    n = duur(dagen)
    return f"in {n + 1} dagen" if n < 21 else f"in {round(n / 7)} weken"
