# SPDX-License-Identifier: EUPL-1.2
"""How the screen says days and reads them back."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.scherm import taal

VANDAAG = date(2026, 4, 7)


def test_days() -> None:
    assert taal.dag_kort(date(2026, 4, 8), VANDAAG) == "wo 8 april"
    assert taal.dag_kort(date(2027, 4, 3), VANDAAG) == "za 3 april 2027"
    assert taal.dag_lang(VANDAAG) == "dinsdag 7 april 2026"
    assert taal.moment(datetime(2026, 4, 2, 17, 5), VANDAAG) == "do 2 april, 17.05 uur"
    assert taal.en(["a", "b", "c"]) == "a, b en c"
    assert taal.en([]) == ""
    assert taal.aantal(1, "taak", "taken") == "1 taak"
    assert taal.aantal(61400, "taak", "taken") == "61.400 taken"


@pytest.mark.parametrize(("d", "zo"), [(7, "vandaag"), (8, "morgen"), (9, "over 2 dagen"), (30, "over 23 dagen")])
def test_distance(d: int, zo: str) -> None:
    assert taal.over(date(2026, 4, d), VANDAAG) == zo


def test_term_says_where_it_stands() -> None:
    laat = taal.tot_van(date(2026, 4, 1), VANDAAG, werkdagen_te_laat=1)
    assert (laat.tekst, laat.sub, laat.soort) == ("wo 1 april", "1 werkdag te laat", "te_laat")
    assert taal.tot_van(None, VANDAAG).sub == "geen vaste datum"
    assert taal.tot_van(VANDAAG, VANDAAG, dreigt=True).soort == "dreigt"
    assert taal.tot_van(date(2026, 8, 3), VANDAAG, niet_voor=date(2026, 7, 20)).tekst == "20 juli tot en met 3 augustus"
    voorbij = taal.tot_streef(date(2026, 4, 1), VANDAAG)
    assert (voorbij.sub, voorbij.soort) == ("streefdatum voorbij", "")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_day_is_read_as_it_is_written(d: date) -> None:
    for vorm in (
        taal.schrijf_datum(d),
        f"{d.day}/{d.month}/{d.year}",
        f"{d:%d%m%Y}",
        f"{d.day} {d.month} {d.year}",
        d.isoformat(),
        f" {d.day}.{d.month}.{d.year} ",
    ):
        assert taal.lees_datum(vorm) == d


@given(st.text(max_size=20))
def test_anything_else_is_no_day_and_no_time(t: str) -> None:
    assert taal.lees_datum(t) is None or taal.lees_datum(t) is not None
    taal.lees_tijd(t)


@pytest.mark.parametrize("t", ["", "31-02-2026", "7-4-26", "00-00-0000", "٠٧-٠٤-٢٠٢٦", "2026-4-7", "7 april 2026", "99999999"])
def test_no_day(t: str) -> None:
    assert taal.lees_datum(t) is None


@pytest.mark.parametrize(
    ("t", "zo"), [("16.40", time(16, 40)), ("9:05", time(9, 5)), ("1640", time(16, 40)), ("9.05 uur", time(9, 5)), ("24.00", None), ("x", None)]
)
def test_time(t: str, zo: time | None) -> None:
    assert taal.lees_tijd(t) == zo


def test_a_time_says_uur_once() -> None:
    """`tijd` says it already; a page that adds it shows *11.01 uur uur*."""
    import re
    from pathlib import Path

    from wijkregie.scherm.paginas import werk

    assert [p.name for p in Path(werk.__file__).parent.glob("*.py") if re.search(r"tijd\(\w+\)\} uur", p.read_text())] == []
