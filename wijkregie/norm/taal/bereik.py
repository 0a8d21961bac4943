# SPDX-License-Identifier: EUPL-1.2
"""What an expression may name at the place where it stands, and what the compiler found out about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.tekens import Knoop

Fn = Callable[[Ctx], Any]
Soort = tuple[Any, ...]  # static kind of a value: ("bool",) ("getal",) ("datum",) ("feit", types) ("ding", kind) ("lijst", Soort) ...

BOOL: Final[Soort] = ("bool",)
GETAL: Final[Soort] = ("getal",)
DATUM: Final[Soort] = ("datum",)
TERMIJN: Final[Soort] = ("termijn",)
TEKST: Final[Soort] = ("tekst",)
VAAG: Final[Soort] = ("?",)

# Marks: what, besides facts, an expression looks at.
TIJD: Final = "#tijd"
DIT: Final = "#dit"
DAG_VAN_DIT: Final = "#dag_van_dit"
DING: Final = "#ding"
KANDIDAAT: Final = "#f"
ELK: Final = "#elk"
ONTVANGER: Final = "#ontvanger"
VAR: Final = "#var"
BUITEN: Final = "#buiten"  # linked dossiers, who fills a role, covenants, choices


@dataclass(frozen=True, slots=True)
class Bereik:
    """The names that mean something at a place: the act, the thing, the candidate act, variables of quantifiers, who receives."""

    dit: tuple[str, ...] | None = None  # fact types that `dit` may be
    ding: str | None = None  # kind of thing
    f: tuple[str, ...] | None = None
    elk: Soort | None = None  # kind of the element of `voor_elk`
    vars: tuple[tuple[str, int, Soort], ...] = ()
    ontvanger: str | None = None  # the role to which a sharing rule gives

    def met_var(self, naam: str, soort: Soort) -> Bereik:
        return replace(self, vars=(*self.vars, (naam, len(self.vars), soort)))


@dataclass(slots=True)
class Uitdrukking:
    """A compiled line: its closure, its tree (for explanations), and what it reads."""

    tekst: str
    knoop: Knoop
    fn: Fn
    soort: Soort
    leest: frozenset[str]  # fact types
    merken: frozenset[str]
    categorieen: frozenset[str]  # categories of data that its value gives away


def lijkt_op(naam: str, bekende: Iterable[str]) -> str:
    """A suggestion for a misspelt name, as a sentence."""
    dichtbij = get_close_matches(naam, list(bekende), 3, 0.6)
    return f" Bedoelt u {' of '.join(dichtbij)}?" if dichtbij else ""


_NAMEN: Final = {"bool": "voorwaarde", "getal": "getal", "datum": "datum", "termijn": "termijn", "tekst": "woord", "feit": "feit", "ding": "ding"}


def noem(s: Soort) -> str:
    """A kind of value, for messages."""
    return _NAMEN.get(s[0], str(s[0]))
