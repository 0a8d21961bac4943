# SPDX-License-Identifier: EUPL-1.2
"""The words of one line of the language, the tree they make, and the error that points at a place in the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

_TEKEN: Final = re.compile(
    r"""\s*(?:
      (?P<datum>\d{4}-\d{2}-\d{2})
    | (?P<getal>\d+(?:\.\d+(?!\.))?)
    | (?P<tekst>'[^']*')
    | (?P<naam>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<op>!=|<=|>=|≠|≤|≥|\.\.|[=<>+\-*().,:\[\]])
    )""",
    re.X,
)
_GELIJK: Final = {"≠": "!=", "≤": "<=", "≥": ">="}
FILTERS: Final = frozenset({"waar", "over", "door", "sinds", "voor", "binnen"})
_VERBINDING: Final = frozenset({"en", "of", "niet", "als", "dan", "anders", "ja", "nee", "bekend", "onbekend"})
_VRAAG: Final = frozenset({"bestaat", "geen", "aantal", "eerste", "laatste", "elk", "enig", "minstens", "in"})
WOORDEN: Final = _VERBINDING | _VRAAG | FILTERS
"""Words of the language itself: no name may be one of these."""


class TaalFout(ValueError):
    """A line that is no expression: the place in the line (0-based) and what to do."""

    def __init__(self, melding: str, plaats: int = 0) -> None:
        super().__init__(melding)
        self.plaats = plaats


@dataclass(slots=True, eq=False)
class Knoop:
    """A node of the tree; `arg` holds children and constants, by the kind of node."""

    soort: str
    plaats: int
    arg: tuple[Any, ...] = ()
    tot: int = 0  # end in the text, so that an explanation can quote the part
    fn: Any = None  # the compiled closure, filled in by the compiler
    vraag: Any = None  # of a set of facts: the question, so that an explanation can name the facts


def tekens(tekst: str) -> list[tuple[str, str, int]]:
    """Split a line into (kind, text, place)."""
    uit: list[tuple[str, str, int]] = []
    i = 0
    einde = len(tekst.rstrip())
    while i < einde:
        m = _TEKEN.match(tekst, i)
        if m is None or m.lastgroup is None:
            j = i + len(tekst[i:]) - len(tekst[i:].lstrip())
            raise TaalFout(f"Het teken {tekst[j]!r} hoort niet in een voorwaarde. Haal het weg of zet tekst tussen enkele aanhalingstekens.", j)
        soort = m.lastgroup
        woord = m.group(soort)
        uit.append((soort, _GELIJK.get(woord, woord), m.start(soort)))
        i = m.end()
    uit.append(("eind", "", einde))
    return uit
