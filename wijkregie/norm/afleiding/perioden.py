# SPDX-License-Identifier: EUPL-1.2
"""Fixed periods from an anchor, and whole calendar periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from wijkregie.norm.afleiding.regels import Herhaling
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.tijd.termijn import Termijn

_DAG: Final = timedelta(days=1)
_MAANDEN: Final = {"maand": 1, "kwartaal": 3, "jaar": 12}


def maal(t: Termijn, n: int) -> Termijn:
    """A term n times over, so that the third month after 31 January is 30 April and not 28 April."""
    return t if n == 1 else Termijn(tuple((aantal * n, eenheid) for aantal, eenheid in t.delen))


def periode(herhaal: Herhaling, anker: date, lengte: Termijn | None, n: int, kalender: Kalender) -> tuple[date, date]:
    """First and last day of the n-th period; the first calendar period is the first that is whole."""
    if herhaal.vorm == "kalender":
        m = _MAANDEN[herhaal.periode]
        eerste = (anker.year * 12 + anker.month - 1) // m * m
        if anker != date(eerste // 12, eerste % 12 + 1, 1):
            eerste += m
        begin = eerste + (n - 1) * m
        volgende = begin + m
        return date(begin // 12, begin % 12 + 1, 1), date(volgende // 12, volgende % 12 + 1, 1) - _DAG
    assert lengte is not None
    start = anker if n == 1 else maal(lengte, n - 1).na(anker, kalender)[0]
    return start, maal(lengte, n).na(anker, kalender)[0] - _DAG
