# SPDX-License-Identifier: EUPL-1.2
"""What calls a duty up, and what waives it."""

from __future__ import annotations

from .hulp import feit, klacht, plicht, plichten, statussen

BASIS = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
GEMIST = BASIS + "  q: {norm: N-2, bij_gemist: p, wie: wijk, doe: gebeld, uiterlijk: 2 dagen}\n"


def nde(eis: str) -> str:
    return f"plichten:\n  p: {{norm: N-1, bij_de_nde: {{n: 2, feit: klacht_ontvangen{eis}}}, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}}\n"


def test_the_second_fact_of_a_kind_calls_up_the_duty_once() -> None:
    feiten = [klacht("2026-03-01"), klacht("2026-03-02", "k2"), klacht("2026-03-03", "k3"), klacht("2026-03-04", "k4")]
    assert statussen(nde(""), feiten[:1], "2026-03-04") == []
    assert [q["aanleiding"]["op"] for q in plichten(nde(""), feiten, "2026-03-04")] == ["2026-03-02"]


def test_the_second_different_reporter_calls_up_the_duty() -> None:
    feiten = [klacht("2026-03-01", melder="A"), klacht("2026-03-02", "k2", melder="A"), klacht("2026-03-03", "k3", melder="B")]
    assert plicht(nde(", verschillende: f.melder"), feiten, "2026-03-04")["aanleiding"]["op"] == "2026-03-03"


def test_a_second_fact_that_rests_on_an_unknown_first_is_possible_until_another_makes_it_certain() -> None:
    feiten = [klacht("2026-03-01"), klacht("2026-03-02", "k2", ernstig="ja"), klacht("2026-03-03", "k3", ernstig="ja")]
    assert statussen(nde(", waar: f.ernstig"), feiten[:2], "2026-03-03") == ["mogelijk"]
    q = plicht(nde(", waar: f.ernstig"), feiten, "2026-03-03")
    assert (q["status"], q["aanleiding"]["op"]) == ("open", "2026-03-03")


def test_an_unknown_reporter_may_be_another_one() -> None:
    feiten = [klacht("2026-03-01", melder="A"), klacht("2026-03-02", "k2")]
    assert statussen(nde(", verschillende: f.melder"), feiten, "2026-03-03") == ["mogelijk"]


DATUM = "plichten:\n  p: {norm: N-1, op_datum: (laatste overleg_verzet).gepland, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
OVERLEG = feit("overleg_gepland", "2026-03-01", opent="o1")


def test_a_date_that_arrives_calls_up_the_duty_and_what_arrived_stays() -> None:
    feiten = [OVERLEG, feit("overleg_verzet", "2026-03-02", "o1", gepland="2026-03-10")]
    assert statussen(DATUM, feiten, "2026-03-09") == []
    assert plicht(DATUM, feiten, "2026-03-10")["uiterlijk"] == "2026-03-15"
    later = [*feiten, feit("overleg_verzet", "2026-03-12", "o1", gepland="2026-03-20")]
    assert [q["aanleiding"]["op"] for q in plichten(DATUM, later, "2026-03-13")] == ["2026-03-10"]
    assert [q["aanleiding"]["op"] for q in plichten(DATUM, later, "2026-03-20")] == ["2026-03-10", "2026-03-20"]


def test_a_date_that_moved_before_it_came_calls_up_the_duty_on_the_new_date_only() -> None:
    feiten = [
        OVERLEG,
        feit("overleg_verzet", "2026-03-02", "o1", gepland="2026-03-10"),
        feit("overleg_verzet", "2026-03-05", "o1", gepland="2026-03-20"),
    ]
    assert statussen(DATUM, feiten, "2026-03-19") == []
    assert plicht(DATUM, feiten, "2026-03-20")["aanleiding"]["op"] == "2026-03-20"


def test_a_date_that_comes_again_after_the_duty_of_the_dossier_was_done_gives_a_new_one() -> None:
    regels = DATUM.replace("wie:", "per: dossier, wie:")
    feiten = [
        OVERLEG,
        feit("overleg_verzet", "2026-03-02", "o1", gepland="2026-03-10"),
        feit("gedaan", "2026-03-11"),
        feit("overleg_verzet", "2026-03-12", "o1", gepland="2026-03-20"),
    ]
    assert statussen(regels, feiten, "2026-03-20") == ["voldaan", "open"]


def test_a_missed_duty_calls_up_the_next_on_the_day_after_its_deadline() -> None:
    assert statussen(GEMIST, [klacht("2026-03-01")], "2026-03-06", "q") == []
    assert plicht(GEMIST, [klacht("2026-03-01")], "2026-03-07", "q")["uiterlijk"] == "2026-03-09"


def test_a_duty_done_too_late_was_missed_and_one_in_time_but_recorded_late_was_not() -> None:
    laat = [klacht("2026-03-01"), feit("gedaan", "2026-03-08")]
    assert plicht(GEMIST, laat, "2026-03-09", "q")["aanleiding"]["op"] == "2026-03-07"
    op_tijd = [klacht("2026-03-01"), feit("gedaan", "2026-03-06", vastgelegd="2026-03-08")]
    assert statussen(GEMIST, op_tijd, "2026-03-09", "q") == []


def test_what_was_missed_stays_missed_when_the_duty_lapses_or_is_waived_later() -> None:
    vervalt = GEMIST.replace("doe: gedaan", "zolang: geen geeindigd, doe: gedaan")
    feiten = [klacht("2026-03-01"), feit("geeindigd", "2026-03-08")]
    assert plicht(vervalt, feiten, "2026-03-09", "q")["aanleiding"]["op"] == "2026-03-07"
    assert statussen(vervalt, [klacht("2026-03-01"), feit("geeindigd", "2026-03-05")], "2026-03-09", "q") == []
    mild = GEMIST.replace("doe: gedaan", "hardheid: doorgaans, afzien: wijk, doe: gedaan")
    af = {"door": "wijk", "norm": "N-1", "reden": "niet nodig"}
    assert plicht(mild, [klacht("2026-03-01"), feit("afgezien", "2026-03-08", **af)], "2026-03-09", "q")["aanleiding"]["op"] == "2026-03-07"
    assert statussen(mild, [klacht("2026-03-01"), feit("afgezien", "2026-03-05", **af)], "2026-03-09", "q") == []


def test_a_duty_missed_that_a_date_called_up_is_missed_too() -> None:
    regels = (
        "plichten:\n"
        "  p: {norm: N-1, bij: begonnen, op_datum: (laatste overleg_verzet).gepland, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
        "  q: {norm: N-2, bij_gemist: p, wie: wijk, doe: gebeld}\n"
    )
    feiten = [OVERLEG, feit("overleg_verzet", "2026-03-02", "o1", gepland="2026-03-10")]
    assert statussen(regels, feiten, "2026-03-16", "q") == ["open"]


SPOOR = """\
sporen:
  s:
    norm: N-9
    begin: rust
    fasen: {rust: {}, druk: {}}
    overgangen:
      - {norm: N-9, bij: begonnen, van: rust, naar: druk}
      - {norm: N-9, bij: geeindigd, van: druk, naar: rust}
plichten:
  p: {norm: N-1, bij_fase: {spoor: s, RICHTING: [druk]}, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}
"""


def test_a_phase_that_is_entered_or_left_calls_up_the_duty() -> None:
    feiten = [klacht("2026-03-01"), feit("begonnen", "2026-03-02"), feit("geeindigd", "2026-03-05")]
    assert [q["aanleiding"]["op"] for q in plichten(SPOOR.replace("RICHTING", "in"), feiten, "2026-03-06")] == ["2026-03-02"]
    assert [q["aanleiding"]["op"] for q in plichten(SPOOR.replace("RICHTING", "uit"), feiten, "2026-03-06")] == ["2026-03-05"]


# waiving


MILD = BASIS.replace("wie:", "hardheid: doorgaans, afzien: wijk, per: klacht, wie:")
AF = {"door": "wijk", "norm": "N-1", "reden": "al geregeld"}


def test_a_motivated_waiver_of_the_role_that_may_ends_a_duty_of_its_thing() -> None:
    q = plicht(MILD, [klacht("2026-03-01"), feit("afgezien", "2026-03-02", "k1", **AF)], "2026-03-03")
    assert (q["status"], q["reden"]) == ("afgezien", "al geregeld")


def test_no_waiver_without_reason_by_another_role_of_another_thing_or_of_no_thing() -> None:
    feiten = [klacht("2026-03-01"), klacht("2026-03-01", "k2")]
    for af in (
        feit("afgezien", "2026-03-02", "k1", door="wijk", norm="N-1"),
        feit("afgezien", "2026-03-02", "k1", **{**AF, "door": "zorg"}),
        feit("afgezien", "2026-03-02", "k2", **AF),
        feit("afgezien", "2026-03-02", **AF),
    ):
        assert {q["ding"]: q["status"] for q in plichten(MILD, [*feiten, af], "2026-03-02")}["k1"] == "open"


def test_a_hard_duty_is_never_waived() -> None:
    regels = MILD.replace("hardheid: doorgaans, ", "")
    assert statussen(regels, [klacht("2026-03-01"), feit("afgezien", "2026-03-02", "k1", **AF)], "2026-03-02") == ["open"]


def test_a_duty_that_comes_back_is_waived_for_one_time() -> None:
    rollend = MILD.replace("uiterlijk: 5 dagen", "herhaal: rollend 1 maand")
    feiten = [klacht("2026-03-01"), feit("afgezien", "2026-03-10", "k1", **AF)]
    assert [(q["status"], q["uiterlijk"]) for q in plichten(rollend, feiten, "2026-03-12")] == [("afgezien", "2026-04-01"), ("open", "2026-04-10")]
    vast = MILD.replace("uiterlijk: 5 dagen", "herhaal: vast 1 maand")
    assert [q["status"] for q in plichten(vast, feiten, "2026-04-02")] == ["afgezien", "open"]


# lines of work


def test_duties_for_the_same_act_thing_and_owner_are_one_line_with_the_earliest_deadline() -> None:
    regels = BASIS + "  q: {norm: N-2, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 3 dagen}\n"
    q = plicht(regels, [klacht("2026-03-01")], "2026-03-02")
    assert (q["uiterlijk"], set(q["normen"])) == ("2026-03-04", {"N-1", "N-2"})
