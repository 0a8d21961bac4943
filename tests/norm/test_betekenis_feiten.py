# SPDX-License-Identifier: EUPL-1.2
"""What facts and things mean: order, fields of things, absence, counts, who fills a role, correction."""

from __future__ import annotations

from typing import Any

from .hulp import feit, klacht, plicht, plichten, stand, uitkomst


def recht(doel: str, op_: str, **wordt: Any) -> dict[str, Any]:
    return {"op": op_, "rectificeer": doel, "id": f"r{op_}{doel}", "wordt": wordt}


def weg(doel: str, op: str) -> dict[str, Any]:
    return {"op": op, "rectificeer": doel, "id": f"w{op}{doel}", "intrekken": "ja"}


# order


def test_an_unknown_time_is_the_end_of_the_day() -> None:
    feiten = [klacht("2026-03-01", kleur="rood", id="a"), klacht("2026-03-01 09:00", "k2", kleur="groen", id="b")]
    assert uitkomst("(laatste klacht_ontvangen).kleur", feiten, "2026-03-02") == "rood"
    assert uitkomst("(eerste klacht_ontvangen).kleur", feiten, "2026-03-02") == "groen"


def test_facts_of_the_same_moment_stand_in_the_order_of_first_recording() -> None:
    feiten = [klacht("2026-03-01", kleur="rood", id="a"), klacht("2026-03-01", "k2", kleur="groen", id="b"), recht("a", "2026-03-05", ernstig="ja")]
    assert uitkomst("(laatste klacht_ontvangen).kleur", feiten, "2026-03-06") == "groen"


def test_the_state_on_a_day_holds_all_facts_of_that_day() -> None:
    assert uitkomst("aantal klacht_ontvangen", [klacht("2026-03-01"), klacht("2026-03-02 23:59", "k2")], "2026-03-02") == 2


# fields of things


def test_a_field_of_a_thing_is_the_last_value_given_as_of_the_day() -> None:
    regels = "begrippen:\n  x: {norm: N-1, per: klacht, is: ding.kleur, uitkomst: ja}\n"
    feiten = [klacht("2026-03-01", kleur="rood"), feit("nagekeken", "2026-03-03", "k1", kleur="groen"), feit("nagekeken", "2026-03-05", "k1")]
    assert stand(regels, feiten, "2026-03-02")["uitkomsten"][0]["waarde"] == "rood"
    assert stand(regels, feiten, "2026-03-06")["uitkomsten"][0]["waarde"] == "groen"


def test_a_value_that_was_emptied_was_not_given() -> None:
    regels = "begrippen:\n  x: {norm: N-1, per: klacht, is: ding.kleur, uitkomst: ja}\n"
    feiten = [klacht("2026-03-01", kleur="rood"), feit("nagekeken", "2026-03-03", "k1", kleur="groen", id="n"), recht("n", "2026-03-05", kleur=None)]
    assert stand(regels, feiten, "2026-03-06")["uitkomsten"][0]["waarde"] == "rood"


def test_a_destroyed_value_is_unknown_and_does_not_bring_the_earlier_one_back() -> None:
    regels = "begrippen:\n  x: {norm: N-1, per: klacht, is: ding.kleur, uitkomst: ja}\n"
    feiten = [klacht("2026-03-01", kleur="rood"), feit("nagekeken", "2026-03-03", "k1", vernietigd=["kleur"])]
    assert stand(regels, feiten, "2026-03-06")["uitkomsten"][0]["waarde"] == "onbekend"


def test_every_condition_on_a_destroyed_field_is_unknown() -> None:
    feiten = [klacht("2026-03-01", vernietigd=["kleur"])]
    for vraag in ("= rood", "bekend", "onbekend"):
        assert uitkomst(f"(laatste klacht_ontvangen).kleur {vraag}", feiten, "2026-03-02") == "onbekend"
    assert uitkomst("bestaat klacht_ontvangen waar (f.kleur bekend)", feiten, "2026-03-02") == "onbekend"
    assert uitkomst("(laatste klacht_ontvangen).melder bekend", feiten, "2026-03-02") == "nee"


# absence


def test_an_act_nobody_recorded_did_not_happen_and_a_value_nobody_gave_is_unknown() -> None:
    assert uitkomst("bestaat gedaan", [klacht("2026-03-01")], "2026-03-02") == "nee"
    assert uitkomst("aantal gedaan", [klacht("2026-03-01")], "2026-03-02") == 0
    assert uitkomst("(laatste klacht_ontvangen).ernstig", [klacht("2026-03-01")], "2026-03-02") == "onbekend"


def test_of_an_open_fact_type_none_is_unknown_until_it_was_asked_out() -> None:
    assert uitkomst("geen signaal", [klacht("2026-03-01")], "2026-03-02") == "onbekend"
    assert uitkomst("aantal signaal < 2", [klacht("2026-03-01")], "2026-03-02") == "onbekend"
    assert uitkomst("aantal signaal >= 1", [feit("signaal", "2026-03-01")], "2026-03-02") == "ja"
    assert uitkomst("geen signaal", [feit("uitgevraagd", "2026-03-01")], "2026-03-02") == "ja"


def test_a_count_over_partly_unknown_conditions_is_an_interval() -> None:
    feiten = [klacht("2026-03-01", ernstig="ja"), klacht("2026-03-01", "k2"), klacht("2026-03-01", "k3", ernstig="nee")]
    assert uitkomst("aantal klacht_ontvangen waar f.ernstig", feiten, "2026-03-02") == "1..2"
    assert uitkomst("(aantal klacht_ontvangen waar f.ernstig) >= 1", feiten, "2026-03-02") == "ja"
    assert uitkomst("(aantal klacht_ontvangen waar f.ernstig) >= 2", feiten, "2026-03-02") == "onbekend"
    assert uitkomst("(aantal klacht_ontvangen waar f.ernstig) >= 3", feiten, "2026-03-02") == "nee"


def test_a_look_back_window_counts_both_end_days() -> None:
    for dag, is_er in (("2026-01-01", "ja"), ("2025-12-31", "nee")):
        assert uitkomst("bestaat klacht_ontvangen binnen 6 maanden", [klacht(dag)], "2026-07-01") == is_er
    s = stand("begrippen:\n  x: {norm: N-1, is: bestaat klacht_ontvangen binnen 6 maanden, uitkomst: ja}\n", [klacht("2026-01-01")], "2026-07-01")
    assert s["volgende_wisseling"] == "2026-07-02"


# who fills a role


BEZETTING = [{"rol": "zorg", "organisatie": "Zorggroep Linde", "gebied": "Zuid", "van": "2026-01-01", "tot": "2026-06-30"}]


def wie(feiten: list[dict[str, Any]], op: str, **meer: Any) -> Any:
    return uitkomst("rol(zorg).organisatie", [klacht("2026-01-02"), *feiten], op, **{"gebied": "Zuid", "bezetting": BEZETTING, **meer})


def betrokken(op: str, org: str = "Stichting Veerhuis") -> dict[str, Any]:
    return feit("partij_betrokken", op, rol="zorg", organisatie=org)


def vertrokken(op: str, org: str = "Stichting Veerhuis") -> dict[str, Any]:
    return feit("partij_vertrokken", op, rol="zorg", organisatie=org)


def test_who_is_appointed_in_the_area_fills_the_role_between_its_dates() -> None:
    assert wie([], "2026-06-30") == "Zorggroep Linde"
    assert wie([], "2026-07-01") == "onbekend"
    assert wie([], "2026-03-01", gebied="Noord") == "onbekend"


def test_what_the_dossier_recorded_goes_before_the_appointment() -> None:
    assert wie([betrokken("2026-02-01")], "2026-02-01") == "Stichting Veerhuis"


def test_nobody_or_several_is_unknown() -> None:
    assert wie([betrokken("2026-02-01"), betrokken("2026-02-02", "Zorggroep Linde")], "2026-02-03") == "onbekend"
    assert wie([betrokken("2026-02-01"), vertrokken("2026-02-02")], "2026-02-03") == "onbekend"


def test_who_left_and_came_back_on_the_same_day_is_there() -> None:
    assert wie([betrokken("2026-02-01"), vertrokken("2026-02-05"), betrokken("2026-02-05")], "2026-02-06") == "Stichting Veerhuis"


def test_an_appointed_party_that_left_the_dossier_fills_the_role_no_longer() -> None:
    assert wie([vertrokken("2026-02-05", "Zorggroep Linde")], "2026-02-06") == "onbekend"


def test_a_duty_of_a_role_that_nobody_fills_stays_with_the_role() -> None:
    q = plicht("plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan}\n", [klacht("2026-03-01")], "2026-03-02")
    assert (q["wie"], q["organisatie"]) == ("zorg", None)


def test_who_came_to_the_table_and_has_not_left_is_present() -> None:
    feiten = [
        feit("overleg_gepland", "2026-03-01", opent="o1"),
        feit("aangekomen", "2026-03-02 10:00", "o1", partij="zorg", organisatie="Zorggroep Linde"),
        feit("aangekomen", "2026-03-02 10:05", "o1", partij="agent"),
        feit("vertrokken", "2026-03-02 11:00", "o1", partij="zorg"),
    ]
    regels = "begrippen:\n  x: {norm: N-1, per: overleg, is: 'enig a in aanwezig(ding): a.partij = ROL', uitkomst: ja}\n"
    for rol, antwoord in (("zorg", "nee"), ("agent", "ja"), ("corporatie", "nee")):
        assert stand(regels.replace("ROL", rol), feiten, "2026-03-02")["uitkomsten"][0]["waarde"] == antwoord


# correction


PLICHT = """\
plichten:
  p:
    {norm: N-1, bij: klacht_ontvangen, per: klacht, wie: {rol: dit.door.rol}, als: niet (dit.ernstig anders nee), doe: gedaan, uiterlijk: 5 dagen}
"""


def test_a_rectified_date_moves_the_fact_and_its_deadline() -> None:
    feiten = [klacht("2026-03-05", id="a"), recht("a", "2026-03-06", op="2026-03-02")]
    assert plicht(PLICHT, feiten, "2026-03-06")["uiterlijk"] == "2026-03-07"


def test_a_rectified_field_actor_and_thing_count_from_then_on() -> None:
    feiten = [klacht("2026-03-02", id="a"), klacht("2026-03-02", "k2"), feit("gedaan", "2026-03-03", "k1", id="g")]
    assert [q["ding"] for q in plichten(PLICHT, [*feiten, recht("a", "2026-03-04", ernstig="ja")], "2026-03-04")] == ["k2"]
    assert plichten(PLICHT, [*feiten, recht("a", "2026-03-04", door="wijk")], "2026-03-04")[0]["wie"] == "wijk"
    q = {q["ding"]: q["status"] for q in plichten(PLICHT, [*feiten, recht("g", "2026-03-04", over="k2")], "2026-03-04")}
    assert q == {"k1": "open", "k2": "voldaan"}


def test_the_last_recorded_rectification_applies_also_of_a_rectification() -> None:
    a, r = klacht("2026-03-05", id="a", kleur="rood"), recht("a", "2026-03-06", kleur="groen")
    vraag = "(laatste klacht_ontvangen).kleur"
    assert uitkomst(vraag, [a, r], "2026-03-09") == "groen"
    assert uitkomst(vraag, [a, r, recht(r["id"], "2026-03-07", kleur="rood")], "2026-03-09") == "rood"


def test_withdrawing_a_rectification_restores_what_it_replaced() -> None:
    a, r, w = klacht("2026-03-05", id="a", kleur="rood"), recht("a", "2026-03-06", kleur="groen"), weg("a", "2026-03-06")
    vraag = "(laatste klacht_ontvangen).kleur"
    assert uitkomst(vraag, [a, r, weg(r["id"], "2026-03-07")], "2026-03-09") == "rood"
    assert uitkomst(vraag, [a, w], "2026-03-09") == "onbekend"
    assert uitkomst(vraag, [a, w, weg(w["id"], "2026-03-07")], "2026-03-09") == "rood"


def test_facts_about_a_withdrawn_thing_count_for_nothing_but_keep_the_others_they_name() -> None:
    feiten = [klacht("2026-03-01", id="a"), klacht("2026-03-01", "k2"), feit("gedaan", "2026-03-02", "k1"), weg("a", "2026-03-03")]
    assert uitkomst("aantal gedaan", feiten, "2026-03-04") == 0
    samen = [klacht("2026-03-01", id="a"), klacht("2026-03-01", "k2"), feit("gedaan", "2026-03-02", ["k1", "k2"]), weg("a", "2026-03-03")]
    assert uitkomst("aantal gedaan", samen, "2026-03-04") == 1


def test_as_known_on_a_day_uses_only_what_was_recorded_by_then() -> None:
    feiten = [
        klacht("2026-03-01", id="a", kleur="rood"),
        klacht("2026-03-01", "k2", vastgelegd="2026-03-05"),
        recht("a", "2026-03-06", kleur="groen"),
    ]
    regels = (
        "begrippen:\n  x: {norm: N-1, is: aantal klacht_ontvangen, uitkomst: ja}\n"
        "  y: {norm: N-1, is: (eerste klacht_ontvangen).kleur, uitkomst: ja}\n"
    )

    def toen(bekend: str) -> list[Any]:
        return [u["waarde"] for u in stand(regels, feiten, "2026-03-02", bekend)["uitkomsten"]]

    assert [toen("2026-03-04"), toen("2026-03-05"), toen("2026-03-06")] == [[1, "rood"], [2, "rood"], [2, "groen"]]


def test_a_named_set_is_read_as_of_the_day_asked() -> None:
    regels = (
        "begrippen:\n  los: {norm: N-1, feiten: klacht_ontvangen, waar: geen gedaan sinds f}\n"
        "plichten:\n  p: {norm: N-1, bij: begonnen, wie: zorg, houdt: 'aantal los = 0'}\n"
        "  q: {norm: N-1, bij: begonnen, wie: wijk, houdt: 'aantal los = 2'}\n"
    )
    feiten = [
        klacht("2026-03-01"),
        feit("begonnen", "2026-03-02"),
        feit("gedaan", "2026-03-05"),
        klacht("2026-03-07", "k2"),
        klacht("2026-03-08", "k3"),
    ]
    assert [plicht(regels, feiten, "2026-03-09", n)["voldaan_op"] for n in "pq"] == ["2026-03-05", "2026-03-08"]


def test_all_of_members_that_may_not_be_there_is_unknown() -> None:
    vraag = "elk k in klacht_ontvangen waar (f.ernstig): k.kleur = rood"
    assert uitkomst(vraag, [klacht("2026-03-01", kleur="rood")], "2026-03-02") == "onbekend"
    assert uitkomst(vraag, [klacht("2026-03-01", kleur="rood", ernstig="ja")], "2026-03-02") == "ja"
    assert uitkomst(vraag, [klacht("2026-03-01", kleur="groen")], "2026-03-02") == "onbekend"
