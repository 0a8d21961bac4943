# SPDX-License-Identifier: EUPL-1.2
"""Who may see what: visible is, if and only if, what a rule grants and no rule forbids."""

from __future__ import annotations

from typing import Any

from .hulp import feit, klacht, stand, zicht

GRONDEN = "gronden:\n  toestemming: {norm: N-9, is: (laatste toestemming).ja}\n"
GEEF = "norm: N-1, doel: hulp, grond: toestemming, aan: corporatie, gegevens: zorg"
MAG = [klacht("2026-03-01"), feit("toestemming", "2026-03-02", ja="ja")]
DAG = "2026-03-05"


def delen(*regels: str) -> str:
    return GRONDEN + "delen:\n" + "".join(f"  d{i}: {{{r}}}\n" for i, r in enumerate(regels))


def ziet(feiten: list[dict[str, Any]], *regels: str, op: str = DAG, **meer: Any) -> list[dict[str, Any]]:
    return zicht(delen(*regels), feiten, op, **meer)


def test_what_a_rule_grants_is_visible_and_nothing_else() -> None:
    assert ziet(MAG, GEEF)
    assert not ziet(MAG, GEEF, cat="politie")
    assert not ziet(MAG, GEEF, rol="agent")


def test_without_consent_or_while_it_is_unknown_nothing_is_visible() -> None:
    assert not ziet(MAG[:1], GEEF)
    assert not ziet([klacht("2026-03-01"), feit("toestemming", "2026-03-02")], GEEF)
    assert not ziet([*MAG, feit("toestemming", "2026-03-04", ja="nee")], GEEF)


def test_an_unknown_condition_never_grants() -> None:
    assert not ziet(MAG, GEEF + ", als: (eerste klacht_ontvangen).ernstig")
    assert ziet([klacht("2026-03-01", ernstig="ja"), MAG[1]], GEEF + ", als: (eerste klacht_ontvangen).ernstig")


def test_a_ground_that_is_yet_to_be_settled_or_is_not_listed_is_off() -> None:
    assert not ziet(MAG, GEEF.replace("grond: toestemming", "grond: nog_te_bepalen"))
    assert not ziet(MAG, GEEF.replace("grond: toestemming", "grond: convenant"))


def test_a_prohibition_beats_a_grant_also_when_its_condition_is_unknown() -> None:
    verbod = "norm: N-2, verbod: ja, aan: corporatie, gegevens: zorg"
    assert not ziet(MAG, GEEF, verbod)
    assert not ziet(MAG, GEEF, verbod + ", als: (eerste klacht_ontvangen).ernstig")
    assert ziet(MAG, GEEF, verbod + ", als: nee")
    assert ziet(MAG, GEEF, verbod.replace("gegevens: zorg", "gegevens: politie"))
    assert ziet(MAG, GEEF, verbod + ", doel: onderzoek")


def test_what_is_forbidden_to_a_role_is_forbidden_to_its_special_cases_and_what_is_given_is_not() -> None:
    geef = GEEF.replace("aan: corporatie", "aan: begeleider")
    assert not ziet(MAG, geef, "norm: N-2, verbod: ja, aan: zorg, gegevens: zorg", rol="begeleider")
    assert not ziet(MAG, GEEF.replace("aan: corporatie", "aan: zorg"), rol="begeleider")


def test_a_prohibition_on_a_way_leaves_the_other_ways() -> None:
    (z,) = ziet(MAG, GEEF + ", weg: [inzage, bericht]", "norm: N-2, verbod: ja, aan: corporatie, gegevens: zorg, weg: bericht")
    assert z["weg"] == ["inzage"]
    assert not ziet(MAG, GEEF + ", weg: bericht", "norm: N-2, verbod: ja, aan: corporatie, gegevens: zorg, weg: bericht")


def test_of_several_grants_by_the_same_way_the_widest_form_counts() -> None:
    assert [z["vorm"] for z in ziet(MAG, GEEF + ", vorm: bestaat", GEEF + ", vorm: inhoud")] == ["inhoud"]
    assert [z["vorm"] for z in ziet(MAG, GEEF + ", vorm: bestaat", GEEF + ", vorm: inhoud, als: nee")] == ["bestaat"]


def test_a_form_granted_by_one_way_is_not_granted_by_another() -> None:
    rijen = ziet(MAG, GEEF + ", vorm: bestaat, weg: inzage", GEEF + ", vorm: inhoud, weg: mondeling")
    assert sorted((z["vorm"], z["weg"]) for z in rijen) == [("bestaat", ["inzage"]), ("inhoud", ["mondeling"])]


# a ground that is limited


GRENZEN = 'gronden:\n  toestemming: {norm: N-9, is: (laatste toestemming).ja, omvang: {doel: "%s", aan: "%s", gegevens: "%s"}}\n'


def beperkt(
    rol: str, cat: str, doel: str = "onbekend", aan: str = "onbekend", gegevens: str = "onbekend", naar: str = "[corporatie, agent]"
) -> list[str]:
    """The purposes for which this role sees a category, where the ground is limited."""
    regel = f"delen:\n  d: {{norm: N-1, doel: [hulp, wonen], grond: toestemming, aan: {naar}, gegevens: [zorg, politie]}}\n"
    regels = GRENZEN % (doel, aan, gegevens) + regel
    return [z["doel"] for z in zicht(regels, MAG, DAG, rol=rol, cat=cat)]


def test_a_ground_without_limits_reaches_all_that_the_rule_names() -> None:
    assert beperkt("corporatie", "zorg") == ["hulp", "wonen"]


def test_a_ground_limited_to_purposes_receivers_or_categories_opens_only_those() -> None:
    assert beperkt("corporatie", "zorg", doel="['hulp']") == ["hulp"]
    assert beperkt("corporatie", "zorg", aan="[corporatie]") == ["hulp", "wonen"]
    assert beperkt("agent", "zorg", aan="[corporatie]") == []
    assert beperkt("corporatie", "politie", gegevens="['zorg']") == []
    assert beperkt("corporatie", "zorg", gegevens="['zorg']", doel="['wonen']", aan="[corporatie]") == ["wonen"]
    assert beperkt("corporatie", "zorg", doel="[]") == []


def test_a_receiver_is_reached_with_all_under_it_and_above_it_only_the_named_one() -> None:
    assert beperkt("begeleider", "zorg", aan="[zorg]", naar="begeleider") == ["hulp", "wonen"]
    assert beperkt("begeleider", "zorg", aan="[begeleider]", naar="zorg") == ["hulp", "wonen"]
    assert beperkt("zorg", "zorg", aan="[begeleider]", naar="zorg") == []


def test_a_limit_is_explained() -> None:
    regels = GRENZEN % ("onbekend", "[agent]", "onbekend") + "delen:\n  d0: {" + GEEF + "}\n"
    (z,) = [z for z in stand(regels, MAG, DAG)["zicht"] if z["rol"] == "corporatie"]
    assert not z["zichtbaar"]


# per provision


ENKEL = GEEF + ", per: verstrekking"
GEGEVEN = feit("verstrekt", "2026-03-03", **{"velden": {"feit": "z1"}, "aan": ["corporatie"], "door": "wijk"})
NOTITIE = feit("zorgnotitie", "2026-03-02", "k1", id="z1", tekst="x")


def test_per_provision_only_the_facts_given_onward_are_visible_and_only_to_whom() -> None:
    assert not ziet([*MAG, NOTITIE], ENKEL)
    assert [z["feiten"] for z in ziet([*MAG, NOTITIE, GEGEVEN], ENKEL)] == [["z1"]]
    assert not ziet([*MAG, NOTITIE, {**GEGEVEN, "aan": ["agent"]}], ENKEL)


def test_a_grant_that_is_off_does_not_widen_a_provision() -> None:
    for regels in ((GEEF + ", als: nee", ENKEL), (ENKEL, GEEF + ", als: nee")):
        assert [z["feiten"] for z in ziet([*MAG, NOTITIE, GEGEVEN], *regels)] == [["z1"]]


def test_to_know_that_it_exists_does_not_open_the_content_beyond_what_was_given() -> None:
    rijen = ziet([*MAG, NOTITIE, GEGEVEN], GEEF + ", vorm: bestaat", ENKEL)
    assert sorted((z["vorm"], z["feiten"] or []) for z in rijen) == [("bestaat", []), ("inhoud", ["z1"])]


GEGRENDELD = """toetsen:
  t:
    bewaakt: verstrekt
    alle:
      - {norm: N-5, wat: Er is toestemming, eis: (laatste toestemming).ja%s}
"""


def doorgegeven(*feiten: dict[str, Any], hardheid: str = "") -> list[list[str]]:
    """What is open of facts given onward, where giving asks consent."""
    regels = delen(ENKEL.replace("toestemming", "altijd")).replace("gronden:\n", "gronden:\n  altijd: {norm: N-9, is: ja}\n")
    return [z["feiten"] for z in zicht(GEGRENDELD % hardheid + regels, [MAG[0], {**NOTITIE, "op": "2026-03-01"}, *feiten], DAG)]


def test_what_was_given_onward_with_a_breach_opens_nothing_and_says_so() -> None:
    ja, nee = MAG[1], feit("toestemming", "2026-03-02", ja="nee")
    assert doorgegeven(ja, GEGEVEN) == [["z1"]]
    assert doorgegeven(nee, GEGEVEN) == []
    assert doorgegeven(GEGEVEN) == [], "unknown is not met"
    assert doorgegeven(ja, {**GEGEVEN, "op": "2026-03-01"}) == [], "consent that came later does not cover what was given before it"
    regels = GEGRENDELD % "" + delen(ENKEL)
    (s,) = stand(regels, [MAG[0], NOTITIE, nee, GEGEVEN], DAG)["schendingen"]
    assert s["wat"] == "Er is toestemming. Wat zo is doorgegeven, blijft dicht voor wie het kreeg"


def test_a_breach_of_one_provision_leaves_another_open() -> None:
    ander = feit("zorgnotitie", "2026-03-01", "k1", id="z2", tekst="y")
    vroeg = {**GEGEVEN, "op": "2026-03-01", "velden": {"feit": "z2"}}
    assert doorgegeven(ander, MAG[1], vroeg, GEGEVEN) == [["z1"]]


def test_what_was_recorded_later_covers_a_provision_or_takes_its_ground_away() -> None:
    laat = feit("toestemming", "2026-03-02", ja="ja", vastgelegd="2026-03-04")
    assert doorgegeven({**GEGEVEN, "vastgelegd": "2026-03-03"}, laat) == [["z1"]]
    weg = feit("toestemming", "2026-03-02", ja="nee", vastgelegd="2026-03-04")
    assert doorgegeven(MAG[1], {**GEGEVEN, "vastgelegd": "2026-03-03"}, weg) == []


def test_advice_closes_nothing_and_a_motivated_deviation_opens() -> None:
    assert doorgegeven(GEGEVEN, hardheid=", hardheid: advies") == [["z1"]]
    assert doorgegeven(GEGEVEN, hardheid=", hardheid: doorgaans, afwijken: wijk") == []
    week = feit("afwijking_gemotiveerd", "2026-03-03", door="wijk", norm="N-5", reden="spoed")
    assert doorgegeven(week, GEGEVEN, hardheid=", hardheid: doorgaans, afwijken: wijk") == [["z1"]]


def test_only_who_may_give_onward_gives() -> None:
    van = ENKEL + ", van: wijk"
    assert ziet([*MAG, NOTITIE, GEGEVEN], van)
    assert not ziet([*MAG, NOTITIE, {**GEGEVEN, "door": "agent"}], van)


def test_once_is_said_of_what_is_granted_once_only() -> None:
    assert [z["eenmalig"] for z in ziet(MAG, GEEF + ", eenmalig: ja")] == [True]
    assert [z["eenmalig"] for z in ziet(MAG, GEEF + ", eenmalig: ja, als: nee", GEEF)] == [False]
    assert [z["eenmalig"] for z in ziet(MAG, GEEF, GEEF + ", eenmalig: ja")] == [False]


def test_a_grant_knows_until_when_it_holds() -> None:
    (z,) = ziet(MAG, GEEF + ", als: bestaat toestemming binnen 1 maand", op="2026-03-05")
    assert z["tot"] == "2026-04-03"
    assert not ziet(MAG, GEEF + ", als: bestaat toestemming binnen 1 maand", op="2026-04-03")


def test_every_purpose_has_a_row_of_its_own() -> None:
    assert sorted(z["doel"] for z in ziet(MAG, GEEF.replace("doel: hulp", "doel: [hulp, wonen]"))) == ["hulp", "wonen"]
