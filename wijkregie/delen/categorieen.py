# SPDX-License-Identifier: EUPL-1.2
"""Categories of data as bits, purposes as numbers: given once per municipality and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wijkregie.delen.masker import BREEDTE

MEESTE: Final = BREEDTE
"""Categories of a municipality: the bits of a mask."""


@dataclass(frozen=True, slots=True)
class Bits:
    """The bit of every category and the number of every purpose of one municipality."""

    bit: Mapping[str, int]
    naam: Mapping[int, str]
    doel: Mapping[str, int]

    def masker(self, categorieen: Iterable[str]) -> int:
        """The mask of these categories. Raises KeyError for a name that `bijwerken` has not seen."""
        uit = 0
        for c in categorieen:
            uit |= 1 << self.bit[c]
        return uit

    def namen(self, masker: int) -> list[str]:
        """The categories in a mask."""
        return [n for b, n in self.naam.items() if masker >> b & 1]


def lees(cursor: Any, gemeente: int) -> Bits:
    """The bits as they stand (in a transaction with the context of the municipality)."""
    cursor.execute("select naam, bit from delen_categorie where gemeente = %s", [gemeente])
    bit = dict(cursor.fetchall())
    cursor.execute("select naam, id from delen_doel where gemeente = %s", [gemeente])
    return Bits(bit, {b: n for n, b in bit.items()}, dict(cursor.fetchall()))


def bijwerken(cursor: Any, gemeente: int, categorieen: Mapping[str, bool], doelen: Iterable[str]) -> None:
    """Give new categories (name: encrypted or not) and purposes their bit and number; run as wijk_eigenaar, when migrating.

    Raises ValueError when a municipality has more than MEESTE categories.
    """
    bits = lees(cursor, gemeente)
    vrij = [b for b in range(MEESTE) if b not in bits.naam]
    nieuw = [c for c in categorieen if c not in bits.bit]
    if len(nieuw) > len(vrij):
        raise ValueError(f"Een gemeente kan {MEESTE} categorieën hebben; er komen er {len(nieuw)} bij en er is plaats voor {len(vrij)}.")
    for c, b in zip(nieuw, vrij, strict=False):
        cursor.execute("insert into delen_categorie (gemeente, naam, bit, versleuteld) values (%s, %s, %s, %s)", [gemeente, c, b, categorieen[c]])
    volgende = max(bits.doel.values(), default=0) + 1
    for i, d in enumerate(x for x in dict.fromkeys(doelen) if x not in bits.doel):
        cursor.execute("insert into delen_doel (gemeente, naam, id) values (%s, %s, %s)", [gemeente, d, volgende + i])
