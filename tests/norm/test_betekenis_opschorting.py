# SPDX-License-Identifier: EUPL-1.2
"""What a suspension does to a term."""

from __future__ import annotations

from .hulp import feit, klacht, plicht, plichten, statussen

REGELS = """\
plichten:
  p: {norm: N-1, bij: klacht_ontvangen, per: klacht, wie: zorg, doe: gedaan, uiterlijk: 10 dagen}
opschortingen:
  o: {norm: N-2, van: begonnen, tot: geeindigd, stuit: [p]}
"""
WERK = REGELS.replace("10 dagen", "5 werkdagen")
VAST = REGELS.replace("uiterlijk: 10 dagen", "herhaal: kalender maand")


def test_a_closed_suspension_moves_a_calendar_term_by_its_days() -> None:
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-05"), feit("geeindigd", "2026-03-08")]
    assert plicht(REGELS, feiten, "2026-03-09")["uiterlijk"] == "2026-03-15"


def test_a_working_day_term_skips_the_suspended_days() -> None:
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-05"), feit("geeindigd", "2026-03-10")]  # Thursday up to and including Monday
    assert plicht(WERK, feiten, "2026-03-10")["uiterlijk"] == "2026-03-12"


def test_an_open_suspension_takes_the_date_away_and_keeps_what_is_left() -> None:
    q = plicht(REGELS, [klacht("2026-03-02"), feit("begonnen", "2026-03-05")], "2026-04-09")
    assert (q["status"], q["uiterlijk"], q["rest"]) == ("opgeschort", None, 8)
    q = plicht(WERK, [klacht("2026-03-02"), feit("begonnen", "2026-03-05")], "2026-04-09")
    assert (q["status"], q["rest"]) == ("opgeschort", 3)


def test_a_deadline_that_had_passed_stays_passed() -> None:
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-13")]
    q = plicht(REGELS, feiten, "2026-03-20")
    assert (q["status"], q["uiterlijk"]) == ("te_laat", "2026-03-12")
    assert plicht(REGELS, [*feiten, feit("geeindigd", "2026-03-16")], "2026-03-20")["uiterlijk"] == "2026-03-12"


def test_overlapping_suspensions_count_once() -> None:
    regels = REGELS + "  o2: {norm: N-3, van: gebeld, tot: nagekeken, stuit: [p]}\n"
    feiten = [
        klacht("2026-03-02"),
        feit("begonnen", "2026-03-04"),
        feit("gebeld", "2026-03-06"),
        feit("geeindigd", "2026-03-08"),
        feit("nagekeken", "2026-03-10", "k1"),
    ]
    assert plicht(regels, feiten, "2026-03-10")["uiterlijk"] == "2026-03-18"


def test_a_suspension_about_another_thing_does_not_stop_this_one() -> None:
    feiten = [klacht("2026-03-02"), klacht("2026-03-02", "k2"), feit("begonnen", "2026-03-05", "k2")]
    assert {q["ding"]: q["status"] for q in plichten(REGELS, feiten, "2026-03-06")} == {"k1": "open", "k2": "opgeschort"}


def test_a_suspension_of_which_the_condition_is_unknown_does_not_start() -> None:
    regels = REGELS.replace("tot: geeindigd", "tot: geeindigd, als: f.nodig")
    assert statussen(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-05")], "2026-03-05") == ["open"]
    assert statussen(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-05", nodig="ja")], "2026-03-05") == ["opgeschort"]


def test_only_a_fact_that_meets_its_condition_ends_a_suspension() -> None:
    regels = REGELS.replace("tot: geeindigd", "tot: echt_einde") + "begrippen:\n  echt_einde: {norm: N-3, feiten: geeindigd, waar: f.echt}\n"
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-05")]
    assert statussen(regels, [*feiten, feit("geeindigd", "2026-03-06", echt="nee")], "2026-03-07") == ["opgeschort"]
    assert statussen(regels, [*feiten, feit("geeindigd", "2026-03-06", echt="ja")], "2026-03-07") == ["open"]


def test_a_suspension_whose_end_is_unknown_gives_no_more_respite() -> None:
    regels = REGELS.replace("tot: geeindigd", "tot: echt_einde") + "begrippen:\n  echt_einde: {norm: N-3, feiten: geeindigd, waar: f.echt}\n"
    assert statussen(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-05"), feit("geeindigd", "2026-03-06")], "2026-03-07") == ["open"]


def test_a_fixed_period_wholly_suspended_owes_nothing_and_partly_suspended_keeps_its_end() -> None:
    heel = [klacht("2026-01-01"), feit("begonnen", "2026-01-25"), feit("geeindigd", "2026-03-05")]
    assert [(q["status"], q["uiterlijk"]) for q in plichten(VAST, heel, "2026-03-06")] == [("gemist", "2026-01-31"), ("open", "2026-03-31")]


def test_a_fixed_period_that_two_suspensions_cover_owes_nothing() -> None:
    feiten = [
        klacht("2026-02-01"),
        feit("begonnen", "2026-02-01"),
        feit("geeindigd", "2026-02-10"),
        feit("begonnen", "2026-02-10"),
        feit("geeindigd", "2026-03-01"),
    ]
    assert [(q["status"], q["uiterlijk"]) for q in plichten(VAST, feiten, "2026-03-02")] == [("open", "2026-03-31")]


def test_a_fixed_period_that_is_suspended_so_far_is_shown_as_suspended() -> None:
    feiten = [klacht("2026-02-01"), feit("begonnen", "2026-02-01")]
    assert [(q["status"], q["uiterlijk"]) for q in plichten(VAST, feiten, "2026-02-10")] == [("opgeschort", None)]
    assert plichten(VAST, feiten, "2026-03-10")[0]["status"] == "opgeschort"


def test_a_rolling_duty_is_suspended_with_what_is_left() -> None:
    regels = REGELS.replace("uiterlijk: 10 dagen", "herhaal: rollend 10 dagen")
    q = plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-05")], "2026-04-09")
    assert (q["status"], q["uiterlijk"], q["rest"]) == ("opgeschort", None, 8)
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-05"), feit("geeindigd", "2026-03-08")]
    assert plicht(regels, feiten, "2026-03-09")["uiterlijk"] == "2026-03-15"


def test_a_term_that_no_suspension_names_runs_on() -> None:
    regels = REGELS.replace("opschortingen:", "  q: {norm: N-4, bij: klacht_ontvangen, wie: zorg, doe: gebeld, uiterlijk: 10 dagen}\nopschortingen:")
    assert plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-05")], "2026-03-05", "q")["uiterlijk"] == "2026-03-12"
