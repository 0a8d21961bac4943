# SPDX-License-Identifier: EUPL-1.2
"""What gates mean: three values, trees, deviations, and what a role may do now."""

from __future__ import annotations

import itertools

import pytest

from .hulp import feit, klacht, mag, stand, toets

WAARDE = {"ja": "ja", "nee": "nee", "onbekend": "(eerste klacht_ontvangen).ernstig"}
ORDE = {"nee": 0, "onbekend": 1, "ja": 2}
FEITEN = [klacht("2026-03-01")]
DAG = "2026-03-02"


def poort(boom: str, feiten_type: str = "brief", meer: str = "") -> str:
    return f"toetsen:\n  t: {{norm: N-0, bewaakt: {feiten_type}, {meer}{boom}}}\n"


def blad(eis: str, meer: str = "") -> str:
    return f"{{norm: N-1, eis: '{WAARDE.get(eis, eis)}'{meer}}}"


def alle(*bladen: str) -> str:
    return f"alle: [{', '.join(bladen)}]"


def een_van(*bladen: str) -> str:
    return f"een_van: [{', '.join(bladen)}]"


@pytest.mark.parametrize(("a", "b"), list(itertools.product(WAARDE, WAARDE)))
def test_all_and_one_of_follow_the_tables_of_kleene(a: str, b: str) -> None:
    lijst = f"[{blad(a)}, {blad(b)}]"
    assert toets(poort(f"alle: {lijst}"), FEITEN, DAG)["uitkomst"] == min((a, b), key=ORDE.__getitem__)
    assert toets(poort(f"een_van: {lijst}"), FEITEN, DAG)["uitkomst"] == max((a, b), key=ORDE.__getitem__)


@pytest.mark.parametrize(
    ("bladen", "uit"),
    [("ja ja nee", "ja"), ("ja onbekend nee", "onbekend"), ("ja nee nee", "nee"), ("onbekend onbekend nee", "onbekend"), ("ja ja onbekend", "ja")],
)
def test_at_least_two(bladen: str, uit: str) -> None:
    van = ", ".join(blad(x) for x in bladen.split())
    assert toets(poort(f"minstens: {{n: 2, van: [{van}]}}"), FEITEN, DAG)["uitkomst"] == uit


@pytest.mark.parametrize(
    ("indien", "eis", "uit"),
    [
        ("nee", "nee", "nvt"),
        ("nee", "onbekend", "nvt"),
        ("ja", "nee", "nee"),
        ("onbekend", "nee", "onbekend"),
        ("onbekend", "onbekend", "onbekend"),
        ("onbekend", "ja", "ja"),
    ],
)
def test_a_leaf_that_does_not_apply_counts_as_met_and_unknown_is_unknown(indien: str, eis: str, uit: str) -> None:
    t = toets(poort(f"alle: [{blad(eis, f', indien: {chr(39)}{WAARDE[indien]}{chr(39)}')}]"), FEITEN, DAG)
    assert t["voorwaarden"][0]["uitkomst"] == uit
    assert t["uitkomst"] == ("ja" if uit in ("nvt", "ja") else uit)
    # the same for a whole branch
    t = toets(poort(f"alle: [{{alle: [{blad(eis)}], indien: '{WAARDE[indien]}'}}]"), FEITEN, DAG)
    assert t["uitkomst"] == ("ja" if uit in ("nvt", "ja") else uit)


def test_all_of_nobody_is_unknown_unless_the_norm_says_met() -> None:
    eis = "elk k in overleg: k bekend"
    assert toets(poort(f"alle: [{blad(eis)}]"), FEITEN, DAG)["uitkomst"] == "onbekend"
    assert toets(poort(f"alle: [{blad(eis, ', leeg: voldaan')}]"), FEITEN, DAG)["uitkomst"] == "ja"
    onzeker = ", leeg: voldaan, indien: (eerste klacht_ontvangen).ernstig"
    assert toets(poort(f"alle: [{blad(eis, onzeker)}]"), FEITEN, DAG)["uitkomst"] == "ja"


def kies(a: str, b: str) -> str:
    return f"kies: {{veld: dit.grond, takken: {{a: {{alle: [{a}]}}, b: {{alle: [{b}]}}}}}}"


def test_the_act_names_its_ground_and_that_branch_is_tested() -> None:
    regels = poort(kies(blad("ja"), blad("nee")))
    for grond, schendt in (("a", False), ("b", True)):
        s = stand(regels, [*FEITEN, feit("brief", DAG, "k1", grond=grond)], DAG)
        assert bool(s["schendingen"]) is schendt
    assert stand(regels, [*FEITEN, feit("brief", DAG, "k1")], DAG)["schendingen"]  # without a ground nothing was met


# what a role may do now


@pytest.mark.parametrize(
    ("soort", "bladen", "antwoord"),
    [
        ("brief", alle(blad("ja")), "ja"),
        ("brief", alle(blad("nee")), "nee"),
        ("brief", alle(blad("onbekend")), "nee"),
        ("brief", alle(blad("dit.grond = a")), "mits"),
        ("brief", alle(blad("dit.grond = a"), blad("nee")), "nee"),
        ("brief", alle(blad("dit.grond = a"), blad("onbekend")), "nee"),
        ("brief", een_van(blad("dit.grond = a"), blad("nee")), "mits"),
        ("brief", een_van(blad("dit.grond = a"), blad("ja")), "ja"),
        ("brief", kies(blad("ja"), blad("ja")), "ja"),
        ("brief", kies(blad("ja"), blad("nee")), "mits"),
        ("brief", kies(blad("onbekend"), blad("nee")), "nee"),
        ("brief", alle(blad("nee", ", hardheid: doorgaans, afwijken: wijk")), "mits"),
        ("brief", alle(blad("onbekend", ", hardheid: doorgaans, afwijken: wijk")), "mits"),
        ("brief", alle(blad("nee", ", hardheid: advies")), "ja"),
        ("brief", alle(blad("nee", ", indien: dit.grond = a")), "mits"),
        ("brief", alle(blad("nee"), blad("nee", ", hardheid: doorgaans, afwijken: wijk")), "nee"),
        ("bezoek", alle(blad("nee")), "mits"),
        ("bezoek", alle(blad("ja")), "ja"),
        ("nota", alle(blad("nee")), "mits"),
        ("nota", alle(blad("onbekend")), "mits"),
    ],
)
def test_a_blank_act_may_may_not_or_may_provided(soort: str, bladen: str, antwoord: str) -> None:
    assert mag(poort(bladen, soort), FEITEN, DAG, soort) == antwoord


def test_a_role_without_the_right_may_not() -> None:
    assert mag(poort(f"alle: [{blad('ja')}]"), FEITEN, DAG, "brief", "agent") == "nee"


def test_a_right_holds_while_its_condition_does_and_unknown_is_no_right() -> None:
    for als, antwoord in (("ja", "ja"), ("nee", "nee"), ("onbekend", "nee"), ("dit.grond = a", "mits")):
        regels = f"rechten:\n  r: {{norm: N-1, rol: agent, feit: brief, als: '{WAARDE.get(als, als)}'}}\n"
        assert mag(regels, FEITEN, DAG, "brief", "agent") == antwoord


@pytest.mark.parametrize(("als", "antwoord"), [("ja", "nee"), ("nee", "ja"), ("onbekend", "nee"), ("dit.grond = a", "mits")])
def test_a_gate_that_may_stand_on_the_act_bars_it_when_that_is_unknown(als: str, antwoord: str) -> None:
    regels = f"toetsen:\n  t: {{norm: N-0, bewaakt: {{feit: brief, als: '{WAARDE.get(als, als)}'}}, alle: [{blad('nee')}]}}\n"
    assert mag(regels, FEITEN, DAG, "brief") == antwoord


def test_a_gate_for_one_role_does_not_stand_before_another() -> None:
    regels = f"toetsen:\n  t: {{norm: N-0, bewaakt: {{feit: brief, door: zorg}}, alle: [{blad('nee')}]}}\n"
    assert (mag(regels, FEITEN, DAG, "brief", "begeleider"), mag(regels, FEITEN, DAG, "brief", "wijk")) == ("nee", "ja")


# deviation


MILD = poort(f"alle: [{blad('nee', ', hardheid: doorgaans, afwijken: wijk')}]", "brief", "per: klacht, ")
AF = {"norm": "N-1", "reden": "spoed", "door": "wijk"}


def test_a_motivated_deviation_of_the_role_that_may_lets_the_act_of_its_thing_pass() -> None:
    feiten = [*FEITEN, klacht("2026-03-01", "k2"), feit("afwijking_gemotiveerd", DAG, "k1", **AF)]
    assert mag(MILD, feiten, DAG, "brief", ding="k1") == "ja"
    assert mag(MILD, feiten, DAG, "brief", ding="k2") == "mits"
    assert not stand(MILD, [*feiten, feit("brief", DAG, "k1")], DAG)["schendingen"]
    assert stand(MILD, [*feiten, feit("brief", DAG, "k2")], DAG)["schendingen"]


def test_no_deviation_without_reason_or_by_another_role_or_from_a_hard_norm() -> None:
    for af in ({**AF, "reden": None}, {**AF, "door": "zorg"}, {**AF, "norm": "N-9"}):
        assert mag(MILD, [*FEITEN, feit("afwijking_gemotiveerd", DAG, "k1", **af)], DAG, "brief", ding="k1") == "mits"
    hard = poort(f"alle: [{blad('nee')}]", "brief", "per: klacht, ")
    assert mag(hard, [*FEITEN, feit("afwijking_gemotiveerd", DAG, "k1", **AF)], DAG, "brief", ding="k1") == "nee"


def test_a_deviation_holds_up_to_and_including_its_last_day() -> None:
    feiten = [*FEITEN, feit("afwijking_gemotiveerd", DAG, "k1", tot="2026-03-10", **AF)]
    assert mag(MILD, feiten, "2026-03-10", "brief", ding="k1") == "ja"
    assert mag(MILD, feiten, "2026-03-11", "brief", ding="k1") == "mits"
    for dag in ("2026-03-05", "2026-03-10"):
        assert stand(MILD, feiten, dag)["volgende_wisseling"] == "2026-03-11"


def test_a_deviation_for_one_thing_does_not_open_a_gate_of_the_whole_dossier() -> None:
    regels = MILD.replace("per: klacht, ", "")
    feiten = [*FEITEN, feit("afwijking_gemotiveerd", DAG, "k1", **AF)]
    assert mag(regels, feiten, DAG, "brief") == "mits"
    assert not stand(regels, [*feiten, feit("brief", DAG, "k1")], DAG)["schendingen"]
    assert stand(regels, [*feiten, feit("brief", DAG)], DAG)["schendingen"]


def test_a_deviation_without_thing_or_end_is_for_one_act() -> None:
    regels = MILD.replace("per: klacht, ", "")
    feiten = [*FEITEN, feit("afwijking_gemotiveerd", DAG, **AF)]
    assert mag(regels, feiten, DAG, "brief") == "ja"
    feiten += [feit("brief", "2026-03-03", id="b1")]
    assert mag(regels, feiten, "2026-03-04", "brief") == "mits"
    assert [s["id"] for s in stand(regels, [*feiten, feit("brief", "2026-03-05", id="b2")], "2026-03-05")["schendingen"]] == ["b2"]


def test_a_deviation_counts_also_when_it_is_unknown_whether_the_leaf_applies() -> None:
    indien = ", hardheid: doorgaans, afwijken: wijk, indien: (eerste klacht_ontvangen).ernstig"
    regels = poort(f"alle: [{blad('nee', indien)}]", "brief", "per: klacht, ")
    assert mag(regels, FEITEN, DAG, "brief", ding="k1") == "mits"
    assert mag(regels, [*FEITEN, feit("afwijking_gemotiveerd", DAG, "k1", **AF)], DAG, "brief", ding="k1") == "ja"


def test_a_branch_that_may_apply_is_no_harder_than_its_leaves() -> None:
    for hardheid, antwoord in (("advies", "ja"), ("doorgaans, afwijken: wijk", "mits"), ("hard", "nee")):
        boom = f"alle: [{{alle: [{blad('nee', f', hardheid: {hardheid}')}], indien: (eerste klacht_ontvangen).ernstig}}]"
        regels = poort(f"{boom[:-1]}, {blad('ja')}]")
        assert mag(regels, FEITEN, DAG, "brief") == antwoord


# what may not exist


@pytest.mark.parametrize(("als", "antwoord"), [("ja", "nee"), ("nee", "ja"), ("onbekend", "nee")])
def test_what_may_not_exist_is_refused_also_when_unknown(als: str, antwoord: str) -> None:
    regels = f"bestaan:\n  b: {{norm: N-1, niet: zorg, als: '{WAARDE[als]}'}}\n"
    assert mag(regels, FEITEN, DAG, "zorgnotitie") == antwoord
    s = stand(regels, [*FEITEN, feit("zorgnotitie", DAG, "k1", tekst="x")], DAG)
    assert bool(s["schendingen"]) is (antwoord == "nee")


def test_what_may_not_exist_about_a_thing_is_refused_for_that_thing() -> None:
    regels = "bestaan:\n  b: {norm: N-1, niet: zorg, per: klacht, als: ding.kleur = groen}\n"
    feiten = [klacht("2026-03-01", kleur="groen"), klacht("2026-03-01", "k2", kleur="rood"), klacht("2026-03-01", "k3")]
    assert [mag(regels, feiten, DAG, "zorgnotitie", ding=k) for k in ("k1", "k2", "k3")] == ["nee", "ja", "nee"]
