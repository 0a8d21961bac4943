# SPDX-License-Identifier: EUPL-1.2
"""The one place where this system asks what time it is, so that tests and the demo can say so themselves."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
VARIABELE = "WIJKREGIE_NU"  # a moment in ISO 8601 from which the clock of this process runs on; refused in production

_eigen: ContextVar[datetime | None] = ContextVar("wijkregie_klok", default=None)
_overal: datetime | None = None
_begin = time.monotonic()


def nu() -> datetime:
    """This moment, aware, in Europe/Amsterdam."""
    gezet = _eigen.get() or _overal
    if gezet is not None:
        return gezet
    start = os.environ.get(VARIABELE)
    if start:
        return (lees(start).astimezone(ZoneInfo("UTC")) + timedelta(seconds=time.monotonic() - _begin)).astimezone(ZONE)
    return datetime.now(ZONE)


def vandaag() -> date:
    """Today in Europe/Amsterdam."""
    return nu().date()


def lees(tekst: str) -> datetime:
    """A moment from text. Without a zone it is a moment in Amsterdam."""
    return _in_zone(datetime.fromisoformat(tekst))


@contextmanager
def met_klok(moment: datetime | date, *, overal: bool = False) -> Iterator[None]:
    """Stand still at a moment (a date is its start). With `overal` for every thread of this process, as a live server in a test needs."""
    global _overal
    vast = _in_zone(moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day))
    if overal:
        vorige, _overal = _overal, vast
        try:
            yield
        finally:
            _overal = vorige
        return
    merk = _eigen.set(vast)
    try:
        yield
    finally:
        _eigen.reset(merk)


def _in_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)
