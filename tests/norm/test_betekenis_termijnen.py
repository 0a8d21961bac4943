# SPDX-License-Identifier: EUPL-1.2
"""What terms mean: windows, moments, targets, periods, hours, unknown anchors."""

from __future__ import annotations

from typing import Any

from .hulp import feit, klacht, plicht, plichten, stand, statussen

BASIS = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, TERMIJN}\n"


def met(termijn: str) -> str:
    return BASIS.replace("TERMIJN", termijn)


def test_a_complaint_on_friday_with_two_working_days_is_due_on_tuesday() -> None:
    assert plicht(met("uiterlijk: 2 werkdagen"), [klacht("2026-03-06")], "2026-03-06")["uiterlijk"] == "2026-03-10"


def test_a_term_that_ends_on_a_sunday_moves_only_if_the_norm_says_so() -> None:
    assert plicht(met("uiterlijk: 3 dagen"), [klacht("2026-03-05")], "2026-03-05")["uiterlijk"] == "2026-03-08"
    assert plicht(met("uiterlijk: 3 dagen, verschuif: werkdag"), [klacht("2026-03-05")], "2026-03-05")["uiterlijk"] == "2026-03-09"


def test_a_window_shows_its_start_and_acting_earlier_still_counts() -> None:
    regels = met("niet_voor: 4 weken, uiterlijk: 6 weken")
    q = plicht(regels, [klacht("2026-03-02")], "2026-03-03")
    assert (q["niet_voor"], q["uiterlijk"]) == ("2026-03-30", "2026-04-13")
    assert statussen(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-10")], "2026-03-10") == ["voldaan"]


def test_a_target_is_never_too_late_and_its_passing_is_marked() -> None:
    q = plicht(met("streef: 2 dagen"), [klacht("2026-03-02")], "2026-03-20")
    assert (q["status"], q["te_laat"], q["streef"], q["streef_voorbij"]) == ("open", False, "2026-03-04", True)
    assert not plicht(met("streef: 2 dagen"), [klacht("2026-03-02")], "2026-03-04")["streef_voorbij"]


def test_a_moment_is_not_discharged_earlier_and_too_late_after_its_margin() -> None:
    regels = met("moment: 1 maand, speling: 3 dagen")
    assert statussen(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-29")], "2026-03-29") == ["open"]
    assert statussen(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-30")], "2026-03-30") == ["voldaan"]
    assert statussen(regels, [klacht("2026-03-02")], "2026-04-05") == ["dreigt"]
    assert statussen(regels, [klacht("2026-03-02")], "2026-04-06") == ["te_laat"]


def test_a_moment_without_margin_counts_from_the_day_itself_up_to_five_working_days_after() -> None:
    regels = met("moment: 1 maand")
    assert statussen(regels, [klacht("2026-03-02"), feit("gedaan", "2026-04-01")], "2026-04-01") == ["open"]
    q = plicht(regels, [klacht("2026-03-02")], "2026-04-02")
    assert (q["moment"], q["uiterlijk"]) == ("2026-04-02", "2026-04-13")  # Good Friday and Easter Monday do not count


def test_a_term_without_a_number_has_no_deadline_and_is_shown_as_such() -> None:
    q = plicht(met("uiterlijk: onverwijld"), [klacht("2026-03-02")], "2036-03-02")
    assert (q["status"], q["uiterlijk"], q["termijn"]) == ("open", None, "onverwijld")


def test_hours_are_exact_from_a_fact_with_a_time_and_count_from_the_end_of_the_day_without() -> None:
    regels = met("uiterlijk: 48 uren")
    assert plicht(regels, [klacht("2026-03-02 14:30")], "2026-03-02")["uiterlijk"] == "2026-03-04T14:30"
    assert plicht(regels, [klacht("2026-03-02")], "2026-03-02")["uiterlijk"] == "2026-03-04"
    assert plicht(regels, [klacht("2026-03-02 14:30"), feit("gedaan", "2026-03-04 15:00")], "2026-03-05")["te_laat"]
    assert not plicht(regels, [klacht("2026-03-02 14:30"), feit("gedaan", "2026-03-04")], "2026-03-05")["te_laat"]


def test_a_due_duty_is_announced_two_working_days_before() -> None:
    regels = met("uiterlijk: 2 weken")
    assert statussen(regels, [klacht("2026-03-02")], "2026-03-11") == ["open"]
    assert statussen(regels, [klacht("2026-03-02")], "2026-03-12") == ["dreigt"]


def test_an_unknown_anchor_gives_no_deadline_and_says_so() -> None:
    regels = met("vanaf: (laatste contract).ingang, uiterlijk: 2 dagen")
    q = plicht(regels, [klacht("2026-03-02"), feit("contract", "2026-03-02")], "2026-03-20")
    assert (q["status"], q["uiterlijk"], q["termijn_onbekend"]) == ("open", None, True)


def test_a_moved_meeting_moves_its_deadlines_also_before_the_meeting() -> None:
    regels = (
        "plichten:\n  p: {norm: N-1, bij: overleg_gepland, per: overleg, wie: wijk, doe: gebeld, over: nee, "
        "vanaf: ding.gepland, uiterlijk: -3 werkdagen}\n"
    )
    feiten = [feit("overleg_gepland", "2026-03-01", opent="o1", gepland="2026-03-20")]
    assert plicht(regels, feiten, "2026-03-02")["uiterlijk"] == "2026-03-17"
    assert plicht(regels, [*feiten, feit("overleg_verzet", "2026-03-02", "o1", gepland="2026-03-27")], "2026-03-02")["uiterlijk"] == "2026-03-24"


def test_a_length_may_follow_from_the_facts() -> None:
    regels = met('uiterlijk: "(laatste contract).duur"')
    feiten = [feit("contract", "2026-03-01", duur="2 weken"), klacht("2026-03-02")]
    assert plicht(regels, feiten, "2026-03-02")["uiterlijk"] == "2026-03-16"
    assert plicht(regels, feiten[1:], "2026-03-02")["termijn_onbekend"]


# duties that come back


def reeks(regels: str, feiten: list[dict[str, Any]], op: str) -> list[tuple[str, str]]:
    return [(q["status"], q["uiterlijk"]) for q in plichten(regels, feiten, op)]


def test_a_rolling_duty_counts_from_the_last_time() -> None:
    feiten = [klacht("2026-01-31"), feit("gedaan", "2026-02-10")]
    assert reeks(met("herhaal: rollend 1 maand"), feiten[:1], "2026-02-02") == [("open", "2026-02-28")]
    assert reeks(met("herhaal: rollend 1 maand"), feiten, "2026-02-10") == [("voldaan", "2026-02-28"), ("open", "2026-03-10")]


def test_in_a_fixed_period_only_an_act_inside_it_discharges_and_after_it_is_missed() -> None:
    regels = met("herhaal: vast 1 jaar")
    feiten = [klacht("2024-03-01"), feit("gedaan", "2025-03-01")]
    assert reeks(regels, feiten, "2026-03-01") == [("gemist", "2025-02-28"), ("voldaan", "2026-02-28"), ("open", "2027-02-28")]


def test_the_partial_first_and_last_calendar_month_owe_nothing() -> None:
    regels = met("zolang: geen geeindigd, herhaal: kalender maand")
    feiten = [klacht("2026-01-10"), feit("gedaan", "2026-02-11"), feit("geeindigd", "2026-04-20")]
    assert reeks(regels, feiten[:1], "2026-01-31") == []
    assert reeks(regels, feiten[:2], "2026-03-02") == [("voldaan", "2026-02-28"), ("open", "2026-03-31")]
    assert reeks(regels, feiten, "2026-05-02") == [("voldaan", "2026-02-28"), ("gemist", "2026-03-31"), ("vervallen", "2026-04-30")]


def test_a_month_that_starts_on_the_first_is_whole() -> None:
    assert reeks(met("herhaal: kalender maand"), [klacht("2026-02-01")], "2026-02-02") == [("open", "2026-02-28")]


def test_what_was_over_before_the_duty_began_is_not_missed() -> None:
    regels = met("vanaf: (laatste contract).ingang, herhaal: vast 1 jaar")
    feiten = [feit("contract", "2023-01-01", ingang="2023-01-01"), klacht("2025-06-01")]
    assert reeks(regels, feiten, "2025-06-02") == [("open", "2025-12-31")]


def test_a_missed_period_shows_on_its_own_the_day_after() -> None:
    regels = met("herhaal: vast 1 jaar")
    assert stand(regels, [klacht("2025-03-01")], "2026-02-01")["volgende_wisseling"] == "2026-03-01"


def test_acting_before_the_window_opens_discharges_and_is_marked() -> None:
    regels = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, niet_voor: 4 weken, uiterlijk: 6 weken}\n"
    vroeg = stand(regels, [klacht("2026-03-01"), feit("gedaan", "2026-03-10", "k1")], "2026-04-20")["plichten"][0]
    assert (vroeg["status"], vroeg["te_vroeg"], vroeg["niet_voor"]) == ("voldaan", True, "2026-03-29")
