# SPDX-License-Identifier: EUPL-1.2
"""How a Dutch word sounds, so that spellings of one name meet: Meijer and Meyer, Bosch and Bos, Kluyt and Kluit. The rules are data."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_REGELS: Final = tuple(
    (re.compile(van), naar)
    for van, naar in (
        # consonants: one letter per sound; in this order, as longer spellings hold shorter ones
        (r"^'?[st](?='[a-z])", ""),
        (r"[^a-z]", ""),
        (r"tsch|tsj|sj|sh", "s"),
        (r"sch$|sch(?=s)|sche$", "s"),
        (r"sch", "sg"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"gh|ch|kh", "g"),
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"ck|cq", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"z", "s"),
        (r"v", "f"),
        # vowels
        (r"(?:eij|ij|ei|ey|y)(?![aou])", "y"),
        (r"(?:au|ou)w?", "au"),
        (r"uij|uy|ui", "ui"),
        (r"oe", "u"),
        (r"ae", "a"),
        (r"ie", "i"),
        # at the end of a word
        (r"dt$|d$", "t"),
        (r"b$", "p"),
        (r"(?<=[a-z]{2})en?$", ""),
        (r"(?<=[bdfgklmnprst])h", ""),
        # double letters
        (r"(.)\1+", r"\1"),
    )
)
_KLINKERS: Final = re.compile(r"(?<=.)[aeiouyh]+")


def kaal(tekst: str) -> str:
    """Small letters without accents, spaces in one."""
    t = "".join(c for c in unicodedata.normalize("NFKD", tekst.casefold()) if not unicodedata.combining(c))
    return " ".join(t.replace("’", "'").split())


@lru_cache(maxsize=50_000)
def klank(woord: str) -> str:
    """The sound of one word."""
    uit = kaal(woord)
    for van, naar in _REGELS:
        uit = van.sub(naar, uit)
    return uit


@lru_cache(maxsize=50_000)
def geraamte(woord: str) -> str:
    """The sound without its vowels but the first letter: what is left when vowels are mistyped or swallowed."""
    return _KLINKERS.sub("", klank(woord))


def varianten(sleutel: str) -> frozenset[str]:
    """A key and what is left of it when one letter goes: two keys that differ in one letter share one of these."""
    if len(sleutel) < 4:
        return frozenset((sleutel,))
    return frozenset((sleutel, *(sleutel[:i] + sleutel[i + 1 :] for i in range(len(sleutel)))))
