# SPDX-License-Identifier: EUPL-1.2
"""Which part of a rule a norm adds by itself: the path that its `deel` names (see the reference of the language, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def volg(data: Any, pad: Sequence[str]) -> Any:
    """What stands at a path of keys and places, None if nothing does; one item counts as a list of one."""
    for s in pad:
        if isinstance(data, list):
            data = data[int(s)] if s.isdigit() and int(s) < len(data) else None
        elif isinstance(data, dict):
            data = data.get(s)
        elif not (isinstance(data, str) and s == "0"):
            return None
    return data


def vind(regel: Any, deel: str) -> list[tuple[Any, Any]]:
    """Where a part stands: (map or list, key or item). Empty: the path names nothing."""
    *voor, laatste = deel.split(".")
    x = volg(regel, voor)
    if isinstance(x, dict):
        return [(x, laatste)] if laatste in x else []
    if isinstance(x, list):
        if laatste.isdigit():
            return [(x, x[int(laatste)])] if int(laatste) < len(x) else []
        return [(x, y) for y in x if y == laatste or (isinstance(y, dict) and laatste in y.values())]
    if isinstance(x, str) and x == laatste and voor:
        ouder = volg(regel, voor[:-1])
        return [(ouder, voor[-1])] if isinstance(ouder, dict) else []
    return []


def haal(regel: Any, deel: str) -> None:
    """Take a part out of a rule."""
    for waar, wat in vind(regel, deel):
        if isinstance(waar, dict):
            waar.pop(wat, None)
        else:
            waar.remove(wat)
