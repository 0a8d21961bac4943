# SPDX-License-Identifier: EUPL-1.2
"""Calendar files (RFC 5545), as far as we write them: days, a title, a link. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from wijkregie.klok import ZONE

SOORT: Final = "text/calendar; charset=utf-8"
BREEDTE: Final = 75
"""Octets on a line; what is longer goes on after a space."""


@dataclass(frozen=True, slots=True)
class Dag:
    """Something on a day. `keer`: how often it was moved; a calendar takes the highest."""

    id: str
    op: date
    titel: str
    adres: str
    keer: int = 0
    vervalt: bool = False
    tijd: str = ""  # uu.mm, here; empty: nobody said at what hour


def kalender(naam: str, dagen: Iterable[Dag], site: str, moment: datetime) -> str:
    """A calendar with these days. `site`: whose names the ids are."""
    regels = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wijkregie//agenda//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    regels += [f"X-WR-CALNAME:{_tekst(naam)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    for d in dagen:
        regels += _dag(d, site, moment)
    regels.append("END:VCALENDAR")
    return "".join(f"{deel}\r\n" for r in regels for deel in _vouw(r))


def _dag(d: Dag, site: str, moment: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{d.id}@{site}"
    yield f"DTSTAMP:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if d.tijd:  # nobody said until when
        begin = datetime.combine(d.op, time.fromisoformat(d.tijd.replace(".", ":")), ZONE)
        yield f"DTSTART:{begin.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    else:
        yield f"DTSTART;VALUE=DATE:{d.op:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{d.op + timedelta(days=1):%Y%m%d}"
    yield f"SEQUENCE:{d.keer + d.vervalt}"
    yield f"STATUS:{'CANCELLED' if d.vervalt else 'CONFIRMED'}"
    yield f"SUMMARY:{_tekst(d.titel)}"
    yield f"DESCRIPTION:{_tekst(d.adres)}"  # many calendars show no URL
    yield f"URL:{d.adres}"
    yield "TRANSP:TRANSPARENT"  # the day is not taken: nobody said at what hour, or until when
    yield "END:VEVENT"


def _tekst(tekst: str) -> str:
    schoon = "".join(x if x.isprintable() else " " for x in tekst)
    return schoon.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _vouw(regel: str) -> Iterator[str]:
    """In lines of so many octets; no letter is cut."""
    nu, breed = "", 0
    for x in regel:
        n = len(x.encode())
        if breed + n > BREEDTE:
            yield nu
            nu, breed = " ", 1
        nu, breed = nu + x, breed + n
    yield nu
