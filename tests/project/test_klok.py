# SPDX-License-Identifier: EUPL-1.2
"""The clock: one zone, and moved only by who may."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wijkregie import klok


def test_now_is_aware_and_in_amsterdam() -> None:
    assert klok.nu().tzinfo == klok.ZONE
    assert abs(klok.nu() - datetime.now(ZoneInfo("UTC"))) < timedelta(seconds=5)


def test_it_stands_still_and_goes_back_afterwards() -> None:
    with klok.met_klok(datetime(2026, 4, 2, 9, 30)):
        assert klok.nu() == datetime(2026, 4, 2, 9, 30, tzinfo=klok.ZONE)
        with klok.met_klok(date(2027, 1, 1)):
            assert klok.vandaag() == date(2027, 1, 1)
        assert klok.vandaag() == date(2026, 4, 2)
    assert klok.vandaag() != date(2026, 4, 2)


def test_the_day_is_that_of_amsterdam() -> None:
    with klok.met_klok(datetime(2026, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC"))):
        assert klok.vandaag() == date(2026, 7, 2)


def test_other_threads_follow_only_when_asked() -> None:
    def elders() -> date:
        uit: list[date] = []
        t = threading.Thread(target=lambda: uit.append(klok.vandaag()))
        t.start()
        t.join()
        return uit[0]

    with klok.met_klok(date(2020, 1, 1)):
        assert elders() != date(2020, 1, 1)
    with klok.met_klok(date(2020, 1, 1), overal=True):
        assert elders() == date(2020, 1, 1)
    assert elders() != date(2020, 1, 1)


def test_a_process_can_start_at_another_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(klok.VARIABELE, "2026-04-02T09:00")
    verschil = klok.nu() - datetime(2026, 4, 2, 9, tzinfo=klok.ZONE)
    assert timedelta(0) <= verschil < timedelta(hours=1)
