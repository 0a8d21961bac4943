# SPDX-License-Identifier: EUPL-1.2
"""Masks: a set of categories is a whole number in Python and a row of bits in the database, the bit of each category counted from the left."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader

BREEDTE: Final = 256
"""Bits of a mask: so many categories a municipality can have."""


def bitreeks(masker: int) -> str:
    """A mask as the database writes it. Raises ValueError for one that does not fit."""
    if masker < 0 or masker >> BREEDTE:
        raise ValueError(f"Een masker is een getal van ten hoogste {BREEDTE} bits.")
    return format(masker, f"0{BREEDTE}b")[::-1]


def masker(bits: str) -> int:
    """A row of bits as a mask."""
    return int(bits[::-1], 2)


def kolommen(rij: dict[str, Any]) -> dict[str, Any]:
    """A row with its masks as the database writes them."""
    return {k: bitreeks(v) if k in _MASKERS and isinstance(v, int) else v for k, v in rij.items()}


_MASKERS: Final = frozenset({"masker", "bestaat", "inhoud"})


class _Lader(Loader):
    """Columns of bits come in as masks."""

    def load(self, data: Buffer) -> int:
        return masker(bytes(data).decode("ascii"))


def aanmelden() -> None:
    """Before the first connection is made."""
    psycopg.adapters.register_loader("bit", _Lader)
