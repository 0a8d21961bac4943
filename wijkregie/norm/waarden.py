# SPDX-License-Identifier: EUPL-1.2
"""The values that expressions work with: three truth values, a fourth for a blank act, and counts that are partly unknown."""

from __future__ import annotations

from typing import Any, Final


class _Vrij:
    """The value of a field of an act that is not recorded yet: it may still become anything.

    In a blank gate `voldaan` is True, `niet voldaan` False, `onbekend` None, and VRIJ says that it hangs on the act alone.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "VRIJ"

    def __bool__(self) -> bool:
        raise TypeError("VRIJ is no truth value")


VRIJ: Final = _Vrij()

ONEINDIG: Final = 1 << 60


class Aantal:
    """A count over partly unknown conditions, or over an open fact type: an interval."""

    __slots__ = ("laag", "hoog")

    def __init__(self, laag: int, hoog: int) -> None:
        self.laag = laag
        self.hoog = hoog

    def __repr__(self) -> str:
        return f"{self.laag}..{'' if self.hoog >= ONEINDIG else self.hoog}"

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Aantal) and (self.laag, self.hoog) == (ander.laag, ander.hoog)

    def __hash__(self) -> int:
        return hash((self.laag, self.hoog))


def aantal(laag: int, hoog: int) -> int | Aantal:
    """A plain number when nothing about the count is unknown."""
    return laag if laag == hoog else Aantal(laag, hoog)


def vergelijk_aantal(op: str, a: Any, b: Any) -> bool | None:
    """Compare two counts of which at least one is an interval: known only if every possible value agrees."""
    al, ah = (a.laag, a.hoog) if isinstance(a, Aantal) else (a, a)
    bl, bh = (b.laag, b.hoog) if isinstance(b, Aantal) else (b, b)
    if op == "<":
        return True if ah < bl else False if al >= bh else None
    if op == "<=":
        return True if ah <= bl else False if al > bh else None
    if op == ">":
        return vergelijk_aantal("<", b, a)
    if op == ">=":
        return vergelijk_aantal("<=", b, a)
    gelijk = False if ah < bl or bh < al else (True if al == ah == bl == bh else None)
    if op == "=":
        return gelijk
    return None if gelijk is None else not gelijk


UITKOMST: Final[dict[Any, str]] = {True: "ja", False: "nee", None: "onbekend"}


def uitkomst(v: Any) -> str:
    """The word people read for a truth value; *mits* when it hangs on what the act will say."""
    return "mits" if v is VRIJ else UITKOMST[v]


def en(waarden: list[Any]) -> Any:
    """Kleene: false wins over unknown; unknown wins over what the act may still say."""
    uit: Any = True
    for v in waarden:
        if v is False:
            return False
        if v is not True:
            uit = None if v is None or uit is None else VRIJ
    return uit


def of(waarden: list[Any]) -> Any:
    """Kleene: true wins; what the act may still say wins over unknown, for it could yet become true."""
    uit: Any = False
    for v in waarden:
        if v is True:
            return True
        if v is not False:
            uit = VRIJ if v is VRIJ or uit is VRIJ else None
    return uit
