# SPDX-License-Identifier: EUPL-1.2
"""How the screen says a day, a time, a distance and a number; and how it reads a day that a person typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from .beelden.basis import Tot

DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN: Final = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")


def dag_kort(d: date, vandaag: date | None = None) -> str:
    """*wo 8 april*; with the year only when it is not this one."""
    jaar = "" if vandaag is None or vandaag.year == d.year else f" {d.year}"
    return f"{DAGEN[d.weekday()][:2]} {d.day} {MAANDEN[d.month - 1]}{jaar}"


def dag_lang(d: date, *, met_jaar: bool = True) -> str:
    return f"{DAGEN[d.weekday()]} {d.day} {MAANDEN[d.month - 1]}{f' {d.year}' if met_jaar else ''}"


def tijd(t: time | datetime) -> str:
    return f"{t.hour}.{t.minute:02d} uur"


def moment(m: datetime, vandaag: date | None = None) -> str:
    return f"{dag_kort(m.date(), vandaag)}, {tijd(m)}"


def aantal(n: int, een: str, meer: str) -> str:
    return f"{n:,} {een if n == 1 else meer}".replace(",", ".")


def en(namen: Sequence[str]) -> str:
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""


def over(d: date, vandaag: date) -> str:
    """The distance to a day that has not passed: *vandaag*, *morgen*, *over 9 dagen*, *over 9 weken*."""
    n = (d - vandaag).days
    if n < 2:
        return ("vandaag", "morgen")[max(n, 0)]
    return f"over {n} dagen" if n < 56 else f"over {n // 7} weken"


def tot_van(
    uiterlijk: date | None, vandaag: date, *, dreigt: bool = False, werkdagen_te_laat: int | None = None, niet_voor: date | None = None
) -> Tot:
    """A hard term. How many working days it is late is counted by who knows the calendar."""
    if uiterlijk is None:
        return Tot("Zo snel mogelijk", "geen vaste datum")
    if uiterlijk < vandaag:
        laat = "te laat" if werkdagen_te_laat is None else f"{aantal(werkdagen_te_laat, 'werkdag', 'werkdagen')} te laat"
        return Tot(dag_kort(uiterlijk, vandaag), laat, uiterlijk, "te_laat")
    tekst = dag_kort(uiterlijk, vandaag)
    if niet_voor is not None and niet_voor > vandaag:
        begin = f"{niet_voor.day} {MAANDEN[niet_voor.month - 1]}"
        tekst = f"{begin} tot en met {uiterlijk.day} {MAANDEN[uiterlijk.month - 1]}"
    return Tot(tekst, over(uiterlijk, vandaag), uiterlijk, "dreigt" if dreigt else "")


def tot_streef(d: date, vandaag: date) -> Tot:
    """A target is never red: its passing is said and nothing more."""
    return Tot(dag_kort(d, vandaag), "streefdatum voorbij" if d < vandaag else "streefdatum", d)


_GETYPT: Final = (
    re.compile(r"(?P<d>\d{1,2})[-./ ](?P<m>\d{1,2})[-./ ](?P<j>\d{4})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<j>\d{4})"),  # the number pad of a phone has no dash
    re.compile(r"(?P<j>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
)


def lees_datum(tekst: str) -> date | None:
    """*07-04-2026*, *7/4/2026*, *7 4 2026* and *07042026* are the same day; anything else is none."""
    kaal = tekst.strip()
    if not kaal.isascii():
        return None
    for vorm in _GETYPT:
        if m := vorm.fullmatch(kaal):
            try:
                return date(int(m["j"]), int(m["m"]), int(m["d"]))
            except ValueError:
                return None
    return None


def lees_tijd(tekst: str) -> time | None:
    """*16.40*, *16:40*, *1640* and *9.05 uur*."""
    kaal = tekst.strip().removesuffix("uur").strip()
    m = re.fullmatch(r"(\d{1,2})[.:](\d{2})|(\d{2})(\d{2})", kaal) if kaal.isascii() else None
    if m is None:
        return None
    uur, minuut = (int(g) for g in m.groups() if g is not None)
    return time(uur, minuut) if uur < 24 and minuut < 60 else None


def schrijf_datum(d: date) -> str:
    """As it stands in a form."""
    return f"{d:%d-%m-%Y}"
