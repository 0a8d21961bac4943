# SPDX-License-Identifier: EUPL-1.2
"""Which acts a condition waits for: the kinds of facts that must be there for it to become true. Read from its tree, not tried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.ontleden import ontleed
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.norm.taal.wereld import Wereld

_ER_IS: Final = ("bestaat", "eerste", "laatste", "aantal")
_DOOR: Final = ("en", "of", "vergelijk", "veld", "anders", "in", "deel", "bekend", "binnen")  # what is asked of their parts is asked of them
DIEPST: Final = 8


def nodig(u: Uitdrukking | None, werelden: Iterable[Wereld]) -> tuple[str, ...]:
    """Types of facts. What a filter compares with (since, before) and what may not be there open nothing, and are left out."""
    return tuple(dict.fromkeys(_van(u.knoop, tuple(werelden), 0))) if u is not None else ()


def _van(k: Any, werelden: tuple[Wereld, ...], diep: int) -> Iterator[str]:
    if not isinstance(k, Knoop) or diep > DIEPST:
        return
    if k.soort in _ER_IS and isinstance(k.arg[0], Knoop):
        yield from _soorten(str(k.arg[0].arg[0]), werelden, diep)
    elif k.soort in _DOOR:
        for x in k.arg:
            yield from _van(x, werelden, diep + 1)
    elif k.soort == "naam":
        tekst = next((w.begrippen[k.arg[0]][0] for w in werelden if k.arg[0] in w.begrippen), None)
        if tekst is not None:
            yield from _van(ontleed(tekst), werelden, diep + 1)


def _soorten(naam: str, werelden: tuple[Wereld, ...], diep: int) -> Iterator[str]:
    """A type of fact, or a named set of them."""
    verzameling = next((w.feitensets[naam][0] for w in werelden if naam in w.feitensets), None)
    if verzameling is not None and diep <= DIEPST:
        for x in verzameling:
            yield from _soorten(x, werelden, diep + 1)
    elif any(naam in w.feiten for w in werelden):
        yield naam
