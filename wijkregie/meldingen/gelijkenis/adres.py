# SPDX-License-Identifier: EUPL-1.2
"""Addresses as people type them, read to a place, and how near two places are: the same door, next door, the same street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from wijkregie.meldingen.gelijkenis.aanwijzing import ADRES, Aanwijzing
from wijkregie.meldingen.gelijkenis.klank import geraamte, kaal, klank, varianten
from wijkregie.meldingen.gelijkenis.woorden import ROND_EEN_STRAAT

SOORTEN: Final = (
    "straat", "laan", "weg", "plein", "kade", "gracht", "hof", "pad", "dreef", "singel", "plantsoen", "steeg", "markt", "dijk", "park", "ring",
    "burg", "poort", "brink", "oever", "wal", "veld", "baan", "tuin", "hoek", "haven", "boulevard", "promenade", "passage", "dam", "erf",
)  # fmt: skip
"""What a street is called after its own name. Two streets with one name and another ending are two streets."""
_KORT: Final = {
    "str": "straat", "ln": "laan", "wg": "weg", "pln": "plein", "kd": "kade", "gr": "gracht", "hf": "hof", "dr": "dreef", "sngl": "singel",
    "plnts": "plantsoen", "plants": "plantsoen", "stg": "steeg", "dk": "dijk", "blvd": "boulevard",
}  # fmt: skip
_VOOR: Final = {
    "st": "sint", "burg": "burgemeester", "dr": "dokter", "prof": "professor", "ds": "dominee", "jhr": "jonkheer", "mr": "meester", "kon": "koning",
    "v": "van", "vd": "van der", "1e": "eerste", "2e": "tweede", "3e": "derde", "4e": "vierde", "1ste": "eerste", "2de": "tweede", "3de": "derde",
}  # fmt: skip
_RANG: Final = re.compile(r"^(eerste|tweede|derde|vierde|nieuwe|oude|grote|kleine|korte|lange|noorder|zuider|ooster|wester)")
_HUIS: Final = {
    "huis": "hs", "hs": "hs", "h": "hs", "bg": "hs", "beneden": "hs", "begane": "hs", "parterre": "hs", "bv": "bv", "boven": "bv",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5",
}  # fmt: skip
_POSTCODE: Final = re.compile(r"\b\d{4}\s?[a-z]{2}\b")
_NUMMER: Final = re.compile(
    r"(?P<voor>[a-z][a-z.' -]*?|\d(?:e|ste|de)\s[a-z.' -]+?)[\s,]*(?:\b(?:nummer|nr|no)\.?\s*)?(?<!\d)(?<!\bom )(?<!\brond )(?P<nr>\d{1,5})(?!\d)"
    r"(?!\s*(?:uur|u\b|keer|x\b|jaar|maanden?|weken|dagen|december|januari|mei|juni|juli))"
    r"(?P<rest>(?:\s?[-/]?\s?(?:huis|hs|begane|bg|beneden|parterre|boven|bv|[1-9]\s?-?(?:e|de)?\s?hoog|i{1,3}\b|iv\b|[a-z]\b|\d{1,3}(?![\d.:]))){0,2})"
)
_HOOG: Final = re.compile(r"(\d)\s?-?(?:e|de)?\s?hoog")
_LANGE: Final = tuple(s for s in SOORTEN if len(s) >= 5)
_ACHTERVOEGSEL: Final = re.compile(rf"(?:{'|'.join(SOORTEN)})$")


@dataclass(frozen=True, slots=True)
class Plaats:
    """A place as far as it was said. `stam` is the name of the street without its kind, written together."""

    stam: str
    soort: str = ""
    nummer: int | None = None
    toevoeging: str = ""

    def __str__(self) -> str:
        nummer = f" {self.nummer}" if self.nummer is not None else ""
        return f"{self.stam}{self.soort}{nummer}{'-' + self.toevoeging if self.toevoeging else ''}".capitalize()


@lru_cache(maxsize=20_000)
def lees_adres(tekst: str) -> Plaats | None:
    """The place that a text names: what stands before the first house number, or else the first word that is a street. None: it names none."""
    t = _POSTCODE.sub(" ", kaal(tekst))
    for m in _NUMMER.finditer(t):
        stam, soort = _straat(m["voor"])
        if stam:
            return Plaats(stam, soort, int(m["nr"]), _toevoeging(m["rest"]))
    for stuk in re.split(r"[,;.]\s", t):
        woorden = stuk.replace(".", " ").split()
        for i, w in enumerate(woorden):
            if w in _KORT or _ACHTERVOEGSEL.search(w):
                stam, soort = _straat(" ".join(woorden[: i + 1]))
                if stam:
                    return Plaats(stam, soort)
    return None


def _straat(tekst: str) -> tuple[str, str]:
    """Name and kind of the street at the end of a text."""
    ruw = [w.strip("'-,") for w in re.split(r"[\s,]+|(?<=[a-z])\.(?=\s|$|[a-z])", tekst) if w.strip("'-,.")]
    woorden: list[str] = []
    for w in ruw:
        woorden += _VOOR.get(w.rstrip("."), w.rstrip(".")).split()
    if not woorden:
        return "", ""
    laatste = _uitgeschreven(woorden[-1])
    kern = [*woorden[:-1], laatste]
    if _ACHTERVOEGSEL.fullmatch(laatste) and len(kern) > 1:  # "zee distel straat": the kind is a word of its own
        eigen = _na_het_laatste_bijwoord(kern[:-1])
        return "".join(eigen), laatste
    if laatste in ROND_EEN_STRAAT:
        return "", ""
    m = _ACHTERVOEGSEL.search(laatste)
    stam = "".join([*_na_het_laatste_bijwoord(kern[:-1]), laatste])
    return (stam[: -len(m[0])], m[0]) if m is not None and len(stam) > len(m[0]) else (stam, "")


def _na_het_laatste_bijwoord(woorden: list[str]) -> list[str]:
    """What stands before it says where about the street it is, or is the first part of a name that people leave out as often as they write it."""
    begin = next((i + 1 for i in reversed(range(len(woorden))) if woorden[i] in ROND_EEN_STRAAT), 0)
    return woorden[begin:]


def _uitgeschreven(woord: str) -> str:
    if woord in _KORT:
        return _KORT[woord]
    for kort, lang in sorted(_KORT.items(), key=lambda x: -len(x[0])):
        if kort not in ("dr", "gr", "dk", "hf") and woord.endswith(kort) and len(woord) > len(kort) + 3 and not _ACHTERVOEGSEL.search(woord):
            return woord[: -len(kort)] + lang
    return woord if _ACHTERVOEGSEL.search(woord) else _met_tikfout(woord)


def _met_tikfout(woord: str) -> str:
    """`Zeedistelstrat`: a kind of street with one letter wrong, at the end of a longer word."""
    for soort in _LANGE:
        for n in (len(soort), len(soort) - 1, len(soort) + 1):
            if len(woord) > n + 2 and OSA.distance(woord[-n:], soort, score_cutoff=1) <= 1:
                return woord[:-n] + soort
    return woord


def _toevoeging(rest: str) -> str:
    rest = _HOOG.sub(r"\1", rest)
    delen = re.findall(r"\d+|[a-z]+", rest)
    return "".join(_HUIS.get(d, d) for d in delen)


def zelfde_straat(a: Plaats, b: Plaats) -> float:
    """How well two streets are the same: 1, somewhat less with a typing error, 0."""
    if a.soort and b.soort and a.soort != b.soort:
        return 0.0
    if _rang(a.stam) != _rang(b.stam):
        return 0.0
    sterkte = 1.0 if a.soort == b.soort else 0.8
    if a.stam == b.stam:
        return sterkte
    if klank(a.stam) == klank(b.stam):
        return sterkte * 0.95
    langste = max(len(a.stam), len(b.stam))
    toegestaan = 0 if langste < 5 else 1 if langste < 9 else 2
    fouten = OSA.distance(a.stam, b.stam, score_cutoff=toegestaan)
    return sterkte * (0.95 - 0.1 * fouten) if fouten <= toegestaan else 0.0


def _rang(stam: str) -> str:
    m = _RANG.match(stam)
    return m[0] if m is not None else ""


def vergelijk_adres(a: Plaats | None, b: Plaats | None) -> Aanwijzing | None:
    """How near two places are."""
    if a is None or b is None:
        return None
    straat = zelfde_straat(a, b)
    if straat == 0.0:
        return None
    sterkte, uitleg = _nummers(*sorted((a, b), key=lambda p: (p.nummer is None, p.nummer or 0, p.toevoeging)))
    if straat < 1.0:
        uitleg += "; de straat is anders geschreven"
    return Aanwijzing(ADRES, round(sterkte * straat, 3), uitleg)


def _nummers(a: Plaats, b: Plaats) -> tuple[float, str]:
    if a.nummer is None or b.nummer is None:
        return 0.3, f"dezelfde straat ({a if a.nummer is None else b}), het huisnummer is niet bekend"
    verschil = abs(a.nummer - b.nummer)
    if verschil == 0:
        if a.toevoeging == b.toevoeging:
            return 1.0, f"hetzelfde adres: {a}"
        if not a.toevoeging or not b.toevoeging:
            return 0.85, f"hetzelfde huisnummer: {a} en {b}"
        return 0.7, f"hetzelfde huisnummer, een andere toevoeging: {a} en {b}"
    if verschil <= 2:
        return 0.5, f"huisnummers naast elkaar: {a} en {b}"
    if verschil <= 6:
        return 0.25, f"vlak bij elkaar: {a} en {b}"
    return 0.1, f"dezelfde straat: {a} en {b}"


def sleutels(p: Plaats | None) -> frozenset[str]:
    """Under what a place is filed: its street as it sounds, with one letter wrong too, and with the number or that it has none."""
    if p is None:
        return frozenset()
    straat = varianten(geraamte(p.stam))
    return straat | {f"{s}|{'' if p.nummer is None else p.nummer}" for s in straat}


def zoeksleutels(p: Plaats | None) -> frozenset[str]:
    """Where to look for places near this one: the door, two numbers to each side and who named no number; without a number the street."""
    if p is None:
        return frozenset()
    straat = varianten(geraamte(p.stam))
    return straat if p.nummer is None else frozenset(f"{s}|{n}" for s in straat for n in ("", *range(p.nummer - 2, p.nummer + 3)))
