# SPDX-License-Identifier: EUPL-1.2
"""A report read once: which doors it names and how, what kind of behaviour it tells, whom it is aimed at, and what speaks for two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from wijkregie.meldingen.gelijkenis.adres import Plaats, lees_adres
from wijkregie.meldingen.gelijkenis.klank import kaal
from wijkregie.meldingen.gelijkenis.naam import Wie, lees_wie
from wijkregie.meldingen.gelijkenis.tekst import Tekst, lees_tekst
from wijkregie.meldingen.herkenning import woorden
from wijkregie.meldingen.herkenning.bericht import Bericht
from wijkregie.meldingen.herkenning.straten import Straten, lees_plaats

MELDER, TEKST, PLAATS, BRON = "melder", "tekst", "plaats", "bron"
_DEUR: Final = re.compile(r"((?:[a-z'.]+\s)?[a-z'.-]{3,})[\s,]+(\d{1,4})(?!\s*(?:uur|keer|jaar|maanden|weken|dagen))")
_NUMMER: Final = re.compile(r"\b(?:van|nummer|nr\.?|huisnummer|bewoners?|op)\s+(\d{1,4})(?!\s*(?:uur|keer|jaar))\b")
_WOORD: Final = re.compile(r"[a-z]{4,}")

_ZIN: Final = re.compile(r"[.!?\n]+")
_WIE, _WIEN = re.compile(woorden.WIE_HET_DOET), re.compile(woorden.WIE_HET_OVERKOMT)

GERICHT: Final = {"raakt": 0.5, "soort": 0.3, "tweede_soort": 0.2, "speciaal": 0.35, "aangekruist": 0.35, "schade": 0.1}
"""How far each goes in saying that a report is about something aimed at somebody.
`raakt`: a sentence in which somebody does something to somebody."""
ANDERS: Final = "anders"


@dataclass(frozen=True, slots=True)
class Deur:
    """A house number in a street that a report names, and in which part of it."""

    straat: str
    soort: str
    nummer: int
    rol: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A report, read."""

    id: int
    dag: date
    straten: frozenset[str]
    deuren: tuple[Deur, ...]
    soorten: frozenset[str]
    gericht: float
    eerste_persoon: bool
    speciaal: bool
    beide: bool
    tegenklacht: bool
    melder: tuple[str, ...]
    melder_deur: Deur | None
    beroep: bool
    bron: Wie
    wie: str
    bron_nummer: int | None
    tekst: Tekst
    woorden: frozenset[str]


def lees(berichten: Sequence[Bericht]) -> list[Gelezen]:
    """All reports, with the streets that they together speak of; in order of time."""
    rij = sorted(berichten, key=lambda b: (b.op, b.id))
    straten = Straten(p for b in rij for p in (lees_plaats(b.waar), lees_plaats(b.melder_adres)))
    return [_een(b, straten) for b in rij]


def _een(b: Bericht, straten: Straten) -> Gelezen:
    plat = kaal(b.tekst)
    plaats, thuis = lees_plaats(b.waar), lees_plaats(b.melder_adres)
    waar = straten.straat(plaats.stam) if plaats is not None else None
    nummer = int(b.wie_nummer_kaal) if b.wie_nummer_kaal else None
    deuren = [d for d in (_deur(thuis, straten, MELDER), _deur(plaats, straten, PLAATS)) if d is not None]
    deuren += _in_tekst(plat, straten, waar, nummer)
    if waar is not None and nummer is not None:
        deuren.append(Deur(waar, "", nummer, BRON))
    soorten = frozenset(s for s, r in woorden.SOORTEN.items() if r.search(plat))
    raakt = _raakt(plat, b.wie)
    namen = lees_wie(b.melder_naam, naam=True).namen if b.melder_naam and not b.beroep else ()
    return Gelezen(
        b.id,
        b.op.date(),
        frozenset(d.straat for d in deuren) | ({waar} if waar is not None else set()),
        tuple(dict.fromkeys(deuren)),
        soorten or (frozenset((ANDERS,)) if raakt else frozenset()),
        _gericht(b, plat, len(soorten), raakt),
        not b.beroep and bool(woorden.EERSTE_PERSOON.search(plat)) and not any(d.rol == TEKST for d in deuren),
        bool(woorden.SPECIAAL.search(plat)),
        bool(woorden.BEIDE.search(plat)),
        bool(woorden.TEGENKLACHT.search(plat)),
        namen,
        next((d for d in deuren if d.rol == MELDER), None),
        b.beroep,
        lees_wie(b.wie, naam=True),
        b.wie.strip(),
        nummer,
        lees_tekst(b.tekst),
        frozenset(_WOORD.findall(plat)),
    )


def _gericht(b: Bericht, plat: str, soorten: int, raakt: bool) -> float:
    """How likely it is that something aimed at somebody is told, each clue taking away a part of the doubt."""
    waar = {
        "raakt": raakt,
        "soort": soorten > 0,
        "tweede_soort": soorten > 1,
        "speciaal": woorden.SPECIAAL.search(plat) is not None,
        "aangekruist": b.aangekruist,
        "schade": b.schade,
    }
    twijfel = 1.0
    for wat, geldt in waar.items():
        twijfel *= 1 - GERICHT[wat] if geldt else 1.0
    return round(1 - twijfel, 4)


def _raakt(plat: str, wie: str) -> bool:
    """Does somebody do something to somebody, in one sentence?"""
    namen = [w for w in _WOORD.findall(kaal(wie)) if w in plat]
    for zin in _ZIN.split(plat):
        wien = [m.span() for m in _WIEN.finditer(zin)]
        if wien and (any(n in zin for n in namen) or any(m.span() not in wien for m in _WIE.finditer(zin))):
            return True
    return False


def _deur(p: Plaats | None, straten: Straten, rol: str) -> Deur | None:
    if p is None or p.nummer is None or (straat := straten.straat(p.stam)) is None:
        return None
    return Deur(straat, p.soort, p.nummer, rol)


@lru_cache(maxsize=100_000)
def _als_straat(woord: str) -> Plaats | None:
    return lees_adres(f"{woord} 1")


def _in_tekst(plat: str, straten: Straten, waar: str | None, bron: int | None) -> Iterator[Deur]:
    """Doors that a text names: a known street before a number, or a number alone, which is then in the street of the report."""
    gezien = set[int]()
    for m in _DEUR.finditer(plat):
        p = _als_straat(m[1].split()[-1].strip("'.-"))
        straat = straten.straat(p.stam) if p is not None and len(p.stam) > 2 else None
        if p is not None and straat is not None:
            gezien.add(int(m[2]))
            yield Deur(straat, p.soort, int(m[2]), TEKST)
    if waar is not None:
        for m in _NUMMER.finditer(plat):
            n = int(m[1])
            if n not in gezien:
                yield Deur(waar, "", n, BRON if n == bron else TEKST)
