# SPDX-License-Identifier: EUPL-1.2
"""What duties mean: what calls them up, joins them, ends them."""

from __future__ import annotations

from .hulp import feit, klacht, plicht, plichten, stand, statussen

TRIGGER = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
DOSSIER = TRIGGER.replace("wie:", "per: dossier, wie:")
DING = TRIGGER.replace("wie:", "per: klacht, wie:")


def test_a_deadline_today_is_not_yet_passed() -> None:
    assert plicht(TRIGGER, [klacht("2026-03-02")], "2026-03-07")["status"] == "dreigt"
    assert plicht(TRIGGER, [klacht("2026-03-02")], "2026-03-08")["status"] == "te_laat"


def test_an_act_on_the_same_day_discharges_unless_both_have_a_time() -> None:
    def op(k: str, g: str) -> str:
        return str(plicht(TRIGGER, [{**klacht(k), "vastgelegd": "2026-03-03"}, feit("gedaan", g, vastgelegd="2026-03-03")], "2026-03-04")["status"])

    assert op("2026-03-02", "2026-03-02") == "voldaan"
    assert op("2026-03-02 14:00", "2026-03-02") == "voldaan"
    assert op("2026-03-02", "2026-03-02 09:00") == "voldaan"
    assert op("2026-03-02 14:00", "2026-03-02 09:00") in ("open", "dreigt")
    assert op("2026-03-02 14:00", "2026-03-02 14:00") == "voldaan"


def test_a_further_complaint_joins_the_open_duty_of_the_dossier_and_the_deadline_stays() -> None:
    q = plicht(DOSSIER, [klacht("2026-03-02"), klacht("2026-03-04", "k2")], "2026-03-05")
    assert q["uiterlijk"] == "2026-03-07"


def test_a_complaint_after_the_duty_was_done_gives_a_new_duty_of_the_dossier() -> None:
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03"), klacht("2026-03-04", "k2")]
    assert statussen(DOSSIER, feiten, "2026-03-04") == ["voldaan", "open"]


def test_each_thing_has_its_own_duty_and_a_further_trigger_about_it_joins() -> None:
    regels = DING.replace("bij: klacht_ontvangen", "bij: [klacht_ontvangen, gebeld]")
    feiten = [klacht("2026-03-02"), klacht("2026-03-03", "k2"), feit("gebeld", "2026-03-05", "k1")]
    assert [(q["ding"], q["uiterlijk"]) for q in plichten(regels, feiten, "2026-03-05")] == [("k1", "2026-03-07"), ("k2", "2026-03-08")]


def test_duties_per_trigger_never_join() -> None:
    assert [q["uiterlijk"] for q in plichten(TRIGGER, [klacht("2026-03-02"), klacht("2026-03-04", "k2")], "2026-03-05")] == [
        "2026-03-07",
        "2026-03-09",
    ]


def test_a_trigger_that_joined_a_duty_that_later_lapsed_does_not_come_back() -> None:
    regels = DOSSIER.replace("doe:", "zolang: geen geeindigd, doe:")
    feiten = [klacht("2026-03-02"), klacht("2026-03-03", "k2"), feit("geeindigd", "2026-03-04")]
    assert statussen(regels, feiten, "2026-03-05") == ["vervallen"]


def test_an_act_discharges_only_the_things_it_names() -> None:
    feiten = [klacht("2026-03-02"), klacht("2026-03-02", "k2"), feit("gedaan", "2026-03-03", "k2")]
    assert {q["ding"]: q["status"] for q in plichten(DING, feiten, "2026-03-03")} == {"k1": "open", "k2": "voldaan"}


def test_an_act_that_names_nothing_discharges_no_duty_of_a_thing() -> None:
    assert statussen(DING, [klacht("2026-03-02"), feit("gedaan", "2026-03-03")], "2026-03-03") == ["open"]


def test_one_act_may_discharge_the_duties_of_several_things() -> None:
    feiten = [klacht("2026-03-02"), klacht("2026-03-02", "k2"), feit("gedaan", "2026-03-03", ["k1", "k2"])]
    assert statussen(DING, feiten, "2026-03-03") == ["voldaan", "voldaan"]


def test_a_late_record_of_an_act_in_time_ends_the_duty_in_time_and_says_it_was_recorded_late() -> None:
    q = plicht(TRIGGER, [klacht("2026-03-02"), feit("gedaan", "2026-03-05", vastgelegd="2026-03-12")], "2026-03-12")
    assert (q["status"], q["voldaan_op"], q["te_laat"], q["vastgelegd_laat"]) == ("voldaan", "2026-03-05", False, True)


def test_an_act_after_the_deadline_ends_the_duty_too_late() -> None:
    q = plicht(TRIGGER, [klacht("2026-03-02"), feit("gedaan", "2026-03-09")], "2026-03-12")
    assert (q["status"], q["te_laat"], q["vastgelegd_laat"]) == ("voldaan", True, False)


# requirements of the act


def test_an_act_that_misses_what_the_norm_asks_does_not_end_the_duty() -> None:
    regels = TRIGGER.replace("doe: gedaan,", "doe: gedaan, eisen: [{norm: N-2, eis: f.goed}],")
    feiten = [klacht("2026-03-02")]
    assert plicht(regels, [*feiten, feit("gedaan", "2026-03-03", goed="nee")], "2026-03-03")["status"] == "open"
    onbekend = plicht(regels, [*feiten, feit("gedaan", "2026-03-03")], "2026-03-03")
    assert onbekend["status"] == "open" and onbekend["mist"]
    assert plicht(regels, [*feiten, feit("gedaan", "2026-03-03", goed="ja")], "2026-03-03")["status"] == "voldaan"


def test_a_requirement_that_is_met_counts_even_if_it_is_unknown_whether_it_applies() -> None:
    regels = TRIGGER.replace("doe: gedaan,", "doe: gedaan, eisen: [{norm: N-2, indien: f.volledig, eis: f.goed}],")
    assert plicht(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-03", goed="ja")], "2026-03-03")["status"] == "voldaan"
    assert plicht(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-03", goed="nee")], "2026-03-03")["status"] == "open"


# zolang, houdt, zorg_dat


def test_the_first_false_day_of_zolang_ends_the_duty_for_good() -> None:
    regels = TRIGGER.replace("doe:", "zolang: (laatste begonnen).nodig, doe:")
    feiten = [feit("begonnen", "2026-03-01", nodig="ja"), klacht("2026-03-02"), feit("begonnen", "2026-03-03", nodig="nee")]
    q = plicht(regels, [*feiten, feit("begonnen", "2026-03-04", nodig="ja")], "2026-03-05")
    assert q["status"] == "vervallen" and "2026-03-03" in q["reden"]


def test_an_unknown_zolang_lives_on() -> None:
    regels = TRIGGER.replace("doe:", "zolang: (laatste begonnen).nodig, doe:")
    assert plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-03")], "2026-03-04")["status"] == "open"


def test_an_act_before_zolang_ended_counts() -> None:
    regels = TRIGGER.replace("doe:", "zolang: geen geeindigd, doe:")
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03"), feit("geeindigd", "2026-03-03")]
    assert statussen(regels, feiten, "2026-03-05") == ["voldaan"]


def test_houdt_ends_the_duty_on_the_first_day_it_holds_and_unknown_does_not_yet() -> None:
    regels = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, houdt: (laatste begonnen).nodig, uiterlijk: 5 dagen}\n"
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-03")]
    assert plicht(regels, feiten, "2026-03-04")["status"] == "open"
    q = plicht(regels, [*feiten, feit("begonnen", "2026-03-04", nodig="ja"), feit("begonnen", "2026-03-05", nodig="nee")], "2026-03-06")
    assert (q["status"], q["voldaan_op"]) == ("voldaan", "2026-03-04")


ZORG = "zorg_dat:\n  p: {norm: N-1, wie: zorg, houdt: (laatste begonnen).nodig anders ja, uiterlijk: 3 dagen}\n"


def test_zorg_dat_is_open_since_the_day_the_state_ceased_and_done_when_it_holds_again() -> None:
    feiten = [klacht("2026-03-02"), feit("begonnen", "2026-03-04", nodig="nee")]
    assert statussen(ZORG, feiten[:1], "2026-03-03") == []
    q = plicht(ZORG, feiten, "2026-03-06")
    assert (q["status"], q["aanleiding"]["op"], q["uiterlijk"]) == ("dreigt", "2026-03-04", "2026-03-07")
    assert plicht(ZORG, [*feiten, feit("begonnen", "2026-03-06", nodig="ja")], "2026-03-09")["voldaan_op"] == "2026-03-06"


def test_zorg_dat_is_possible_while_the_state_is_unknown() -> None:
    regels = ZORG.replace(" anders ja", "")
    assert statussen(regels, [klacht("2026-03-02")], "2026-03-03") == ["mogelijk"]


def test_zorg_dat_that_was_unknown_is_open_since_the_day_it_is_certain() -> None:
    regels = ZORG.replace(" anders ja", "")
    q = plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-10", nodig="nee")], "2026-03-11")
    assert (q["status"], q["aanleiding"]["op"], q["uiterlijk"]) == ("dreigt", "2026-03-10", "2026-03-13")


# conditions, owners


def test_the_condition_of_a_trigger_is_read_as_of_its_day_and_unknown_gives_possible() -> None:
    regels = TRIGGER.replace("wie:", "als: geen geeindigd, wie:")
    assert statussen(regels, [klacht("2026-03-02"), feit("geeindigd", "2026-03-03")], "2026-03-04") == ["open"]
    assert statussen(regels, [feit("geeindigd", "2026-03-01"), klacht("2026-03-02")], "2026-03-04") == []
    assert statussen(TRIGGER.replace("wie:", "als: dit.ernstig, wie:"), [klacht("2026-03-02")], "2026-03-04") == ["mogelijk"]


def test_a_certain_trigger_wins_over_a_possible_one_that_it_would_join() -> None:
    regels = DOSSIER.replace("wie:", "als: dit.ernstig, wie:")
    assert [
        (q["status"], q["uiterlijk"]) for q in plichten(regels, [klacht("2026-03-02"), klacht("2026-03-04", "k2", ernstig="ja")], "2026-03-04")
    ] == [("open", "2026-03-09")]


REGIE = """\
sporen:
  s:
    norm: N-9
    begin: rust
    fasen: {rust: {}, druk: {}}
    overgangen: [{norm: N-9, bij: begonnen, van: rust, naar: druk}]
    regie: {casus: {norm: N-9, tabel: {rust: wijk, druk: corporatie}}}
"""


def test_a_duty_without_an_owner_belongs_to_who_has_regie_as_of_the_day_asked() -> None:
    regels = REGIE + TRIGGER.replace("wie: zorg, ", "")
    assert plicht(regels, [klacht("2026-03-02")], "2026-03-03")["wie"] == "wijk"
    assert plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-03")], "2026-03-03")["wie"] == "corporatie"


def test_a_duty_of_a_thing_without_an_owner_belongs_to_who_has_casus_regie_of_that_thing() -> None:
    regels = REGIE.replace("begin: rust", "per: klacht\n    begin: rust").replace("casus:", "proces: {norm: N-8, tabel: {rust: agent}}, casus:")
    feiten = [klacht("2026-03-02"), klacht("2026-03-02", "k2"), feit("begonnen", "2026-03-03", "k2")]
    rijen = plichten(regels + DING.replace("wie: zorg, ", ""), feiten, "2026-03-03")
    assert {q["ding"]: q["wie"] for q in rijen} == {"k1": "wijk", "k2": "corporatie"}


def test_a_duty_whose_owner_is_unknown_belongs_to_who_has_regie() -> None:
    regels = REGIE + TRIGGER.replace("wie: zorg", "wie: {rol: (laatste begonnen).rol}")
    assert plicht(regels, [klacht("2026-03-02")], "2026-03-03")["wie"] == "wijk"
    assert plicht(regels, [klacht("2026-03-02"), feit("begonnen", "2026-03-02", rol="zorg")], "2026-03-03")["wie"] == "zorg"


def test_each_owner_has_a_duty_of_its_own_that_only_its_own_act_ends() -> None:
    regels = TRIGGER.replace("wie: zorg", "wie: {elk: [zorg, corporatie]}")
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03", door="begeleider")]
    assert {q["wie"]: q["status"] for q in plichten(regels, feiten, "2026-03-03")} == {"zorg": "voldaan", "corporatie": "open"}


def test_an_act_recorded_on_behalf_of_a_party_is_its_own_act() -> None:
    regels = TRIGGER.replace("wie: zorg", "wie: {elk: [zorg, corporatie]}")
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03", door="wijk", namens="corporatie")]
    assert {q["wie"]: q["status"] for q in plichten(regels, feiten, "2026-03-03")} == {"zorg": "open", "corporatie": "voldaan"}


def test_together_is_one_duty_of_all_of_them() -> None:
    q = plicht(TRIGGER.replace("wie: zorg", "wie: {samen: [zorg, corporatie]}"), [klacht("2026-03-02")], "2026-03-03")
    assert q["samen"] and set(q["wie"]) == {"zorg", "corporatie"}


# a list of parties


ELK = TRIGGER.replace("doe: gedaan", "voor_elk: klacht, doe: gedaan").replace("bij: klacht_ontvangen", "bij: begonnen")


def test_who_joins_later_gets_the_term_from_joining() -> None:
    feiten = [feit("begonnen", "2026-03-01"), klacht("2026-03-02"), klacht("2026-03-04", "k2")]
    assert [(q["ding"], q["uiterlijk"]) for q in plichten(ELK, feiten, "2026-03-05")] == [("k1", "2026-03-07"), ("k2", "2026-03-09")]


def test_who_leaves_the_list_lapses() -> None:
    regels = ELK.replace("voor_elk: klacht", "voor_elk: {in: klacht, waar: niet (elk_een.ernstig anders nee)}")
    feiten = [klacht("2026-03-01"), klacht("2026-03-01", "k2"), feit("begonnen", "2026-03-02"), feit("nagekeken", "2026-03-03", "k1", ernstig="ja")]
    assert {q["ding"]: q["status"] for q in plichten(regels, feiten, "2026-03-04")} == {"k1": "vervallen", "k2": "open"}


def test_who_may_have_left_the_list_has_not_left() -> None:
    regels = ELK.replace("voor_elk: klacht", "voor_elk: {in: klacht, waar: (laatste begonnen).nodig}")
    feiten = [klacht("2026-03-01"), feit("begonnen", "2026-03-02", nodig="ja"), feit("begonnen", "2026-03-03")]
    assert plichten(regels, feiten, "2026-03-04")[0]["status"] == "open"


def test_a_list_of_roles_gives_each_its_own_duty() -> None:
    regels = TRIGGER.replace("doe: gedaan", "voor_elk: [corporatie, agent], doe: gedaan, eisen: [{norm: N-2, eis: elk_een in f.aan}]")
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03", aan=["agent"])]
    assert {q["voor"]: q["status"] for q in plichten(regels, feiten, "2026-03-03")} == {"corporatie": "open", "agent": "voldaan"}


def test_a_second_trigger_joins_only_for_those_whose_duty_is_still_open() -> None:
    regels = DOSSIER.replace("doe: gedaan", "voor_elk: [corporatie, agent], doe: gedaan, eisen: [{norm: N-2, eis: elk_een in f.aan}]")
    feiten = [klacht("2026-03-02"), feit("gedaan", "2026-03-03", aan=["agent"]), klacht("2026-03-05", "k2")]
    rijen = [(q["voor"], q["status"], q["uiterlijk"]) for q in plichten(regels, feiten, "2026-03-05")]
    assert sorted(rijen) == [("agent", "open", "2026-03-10"), ("agent", "voldaan", "2026-03-07"), ("corporatie", "dreigt", "2026-03-07")]


# withdrawn triggers


def test_when_the_trigger_is_withdrawn_the_duty_lapses_with_reason_and_thing() -> None:
    for regels in (DING, DING.replace("uiterlijk: 5 dagen", "herhaal: rollend 1 maand")):
        feiten = [klacht("2026-03-02", id="k"), {"op": "2026-03-04", "rectificeer": "k", "intrekken": "ja", "id": "r"}]
        q = plicht(regels, feiten, "2026-03-05")
        assert (q["status"], q["ding"]) == ("vervallen", "k1") and "ingetrokken" in q["reden"]


def test_a_withdrawn_fact_that_never_met_the_condition_leaves_no_lapsed_duty() -> None:
    regels = DING.replace("wie:", "als: dit.ernstig, wie:")
    feiten = [klacht("2026-03-02", id="k", ernstig="nee"), {"op": "2026-03-04", "rectificeer": "k", "intrekken": "ja", "id": "r"}]
    assert statussen(regels, feiten, "2026-03-05") == []


def test_nothing_is_ever_discharged_by_silence() -> None:
    assert stand(TRIGGER, [klacht("2020-03-02")], "2036-03-02")["plichten"][0]["status"] == "te_laat"


def test_a_possible_duty_that_was_done_or_is_no_longer_needed_is_no_longer_possible() -> None:
    regels = TRIGGER.replace("doe:", "als: dit.ernstig, zolang: geen geeindigd, doe:")
    assert statussen(regels, [klacht("2026-03-02"), feit("gedaan", "2026-03-03")], "2026-03-04") == ["voldaan"]
    assert statussen(regels, [klacht("2026-03-02"), feit("geeindigd", "2026-03-03")], "2026-03-04") == ["vervallen"]
