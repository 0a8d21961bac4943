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
LID_GERICHT: Final = 0.4  # from here on it is shown with the others

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


_VOLGORDE: Final = ("melding", "melders", "vaker", "soort", "bron", "speciaal", "beroep", "ontwijkend", "duur")  # in which a person reads it


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
    return round(punten, 3), (*sorted(voor, key=lambda s: (_VOLGORDE.index(s.soort), s.soort)), *tegen)


def _voor(h: Huishouden, leden: Sequence[tuple[Gelezen, float]], gericht: Sequence[Gelezen]) -> list[Signaal]:
    dagen = sorted(g.dag for g in gericht)
    soorten = Counter(s for g in gericht for s in g.soorten)
    waarde = sum(min(1.0, g.gericht * w * 1.3) for g, w in leden if g.gericht >= GERICHT)
    wie = melders(gericht)
    keer = _vaakst_genoemd(gericht)
    uit = [
        Signaal("melding", PUNTEN["melding"] * min(waarde, 6), f"{len(gericht)} meldingen over hetzelfde huishouden {_in(dagen)}"),
        Signaal("soort", PUNTEN["soort"] * min(max(len(soorten) - 1, 0), 4), _soorten(soorten)),
        Signaal("duur", PUNTEN["duur"] * (duur(dagen) >= 21), "het duurt drie weken of langer"),
        Signaal("vaker", PUNTEN["vaker"] * (versnelling(dagen) >= 1.5), "steeds vaker"),
        Signaal("melders", PUNTEN["melders"] * min(max(wie - 1, 0), 3), f"van {wie} verschillende melders"),
        Signaal("beroep", PUNTEN["beroep"] * any(g.beroep for g in gericht), "ook een beroepskracht meldde het"),
        Signaal(
            "speciaal", PUNTEN["speciaal"] * min(sum(g.speciaal for g in gericht), 3) / 2, "de melder zegt dat juist dit huishouden wordt geraakt"
        ),
        Signaal("bron", PUNTEN["bron"] * min(keer - 1, 3) / 2, f"{keer} keer dezelfde omschrijving van wie het doet"),
    ]
    weg = sum(not any(d.straat == h.straat and d.rol != BRON for d in g.deuren) for g in gericht)
    uit.append(Signaal("ontwijkend", PUNTEN["ontwijkend"] * min(weg, 2), f"{weg} keer zonder huisnummer gemeld"))
    return uit


def _tegen(h: Huishouden, leden: Sequence[tuple[Gelezen, float]], gericht: Sequence[Gelezen]) -> list[Signaal]:
    uit = []
    n = len(gericht)

    def demp(soort: str, deel: float, uitleg: str) -> None:
        uit.append(Signaal(soort, round(1 - deel, 3), uitleg, dempt=True))

    kanten = list({g.id: g for g in (*gericht, *h.overkant)}.values())
    over = wederzijds(kanten)
    if over > 1 or (over and 3 * over >= len(kanten) > 3):
        demp("wederzijds", min(0.8, 3 * over / len(kanten)), f"{over} meldingen komen van de andere kant: het lijkt over en weer te gaan")
    beide = sum(g.beide for g in gericht) + sum(g.tegenklacht for g in gericht if not g.beide)
    if beide > 1 or (beide and n < 4 and any(g.beide for g in gericht)):
        demp("beide", min(0.75, 2 * beide / n), f"in {beide} meldingen staat dat beide kanten iets doen of waar de ruzie over gaat")
    if len({s for g in gericht for s in g.soorten}) < 2:
        demp("een_soort", 0.6, "het gaat steeds om één soort gedrag")
    kort = _meeste_binnen([g.dag for g in gericht], 7)
    if duur([g.dag for g in gericht]) < 21:
        demp("kort", 0.65, "alles valt binnen drie weken")
    elif n > 3 and kort >= 0.7 * n:
        demp("kort", 0.5, f"{kort} van de {n} meldingen vallen in één week")
    overig = sum(g.gericht < GERICHT for g, w in leden)
    if overig > 1.5 * n:
        demp("niemand_in_het_bijzonder", 0.7, f"{overig} andere meldingen over dit adres noemen niemand in het bijzonder")
    kopieen = _kopieen(gericht)
    if len(kopieen) > 2 and 2 * len(kopieen) >= n and melders(kopieen) > 3 and duur([g.dag for g in kopieen]) < 35:
        demp("overgenomen", 0.8, f"{len(kopieen)} meldingen van verschillende melders zijn in dezelfde woorden gesteld")
    straten = {d.straat for g in gericht if g.melder for d in g.deuren if d.rol != MELDER} - {h.straat}
    if len(straten) > 2 and 2 * len(straten) >= n:
        demp("overal", 0.8, f"dezelfde melder noemt ook adressen in {len(straten)} andere straten")
    return uit


def wederzijds(gericht: Sequence[Gelezen]) -> int:
    """How many reports come from the other side: how often one name or door complains and is complained of, the smaller of the two."""
    klaagt, beklaagd = Counter[str](), Counter[str]()
    for g in gericht:
        if g.eerste_persoon:
            klaagt.update({g.melder[-1]} if g.melder else ())
        slachtoffer = _slachtoffer(g)
        klaagt.update({f"#{d}" for d in slachtoffer})
        beklaagd.update(x for x in g.bron.namen[-1:] if len(x) > 3)
        beklaagd.update({f"#{g.bron_nummer}"} if g.bron_nummer is not None and g.bron_nummer not in slachtoffer else ())
    return max((min(n, sum(m for y, m in beklaagd.items() if _een(x, y))) for x, n in klaagt.items()), default=0)


def _slachtoffer(g: Gelezen) -> set[int]:
    """The numbers of those about whom a report is: who writes of *us* at home, else whom the text names."""
    if g.eerste_persoon:
        return {g.melder_deur.nummer} if g.melder_deur is not None else set()
    return {d.nummer for d in g.deuren if d.rol == TEKST} if not g.tegenklacht else set()


def _een(x: str, y: str) -> bool:
    return x == y or (x[0] != "#" and y[0] != "#" and een_naam(x, y))


def _meeste_binnen(dagen: Sequence[date], lengte: int) -> int:
    """The most that fall in so many days."""
    rij = sorted(dagen)
    return max(sum(0 <= (d - eerste).days < lengte for d in rij) for eerste in rij)


def _kopieen(gericht: Sequence[Gelezen]) -> list[Gelezen]:
    """Reports whose wording stands in another one too."""
    return [a for a in gericht if any(a is not b and overgenomen(a.tekst, b.tekst) >= 0.6 for b in gericht)]


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


def duur(dagen: Sequence[date]) -> int:
    return (max(dagen) - min(dagen)).days


def _vaakst_genoemd(gericht: Sequence[Gelezen]) -> int:
    """How many reports describe who does it in the same way."""
    keer = Counter(s for g in gericht for s in sleutels_bron(g))
    keer.update(f"#{g.bron_nummer}" for g in gericht if g.bron_nummer is not None)
    return max(keer.values(), default=0)


def _soorten(soorten: Counter[str]) -> str:
    namen = [NAMEN[s] for s, _ in sorted(soorten.items(), key=lambda x: (-x[1], x[0]))]
    return f"{len(namen)} soorten gedrag: {', '.join(namen[:-1])} en {namen[-1]}" if len(namen) > 1 else ""


def _in(dagen: Sequence[date]) -> str:
    n = duur(dagen)
    return f"in {n + 1} dagen" if n < 21 else f"in {round(n / 7)} weken"
