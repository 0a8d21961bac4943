# SPDX-License-Identifier: EUPL-1.2
"""Several protocols, versions and what a later record changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek

from .hulp import KOP, bibliotheek, feit, klacht, plicht, plichten, stand, statussen, zaak

P = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
ANDER = "{protocol: ander, titel: Ander, gemeente: stad}\n"
K = klacht("2026-03-01")


def twee(regels: str, kop: str = ANDER, eigen: str = P) -> Bibliotheek:
    return bibliotheek(eigen, **{"stad/ander/2020-01-01/protocol.yaml": kop, "stad/ander/2020-01-01/r.yaml": regels})


def regels_van(bib: Bibliotheek, feiten: list[dict[str, Any]], op: str) -> list[dict[str, Any]]:
    z = zaak("", feiten, bib, protocollen=["stad/proef", "stad/ander"])
    return list(z.stand(date.fromisoformat(op))["plichten"])


def test_duties_of_two_protocols_for_the_same_act_are_one_line_with_the_earliest_deadline_and_all_norms() -> None:
    q = "plichten:\n  q: {norm: M-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 3 dagen}\n"
    (lijn,) = regels_van(twee(q), [K], "2026-03-01")
    assert (lijn["uiterlijk"], set(lijn["normen"]), set(lijn["regels"])) == ("2026-03-04", {"N-1", "M-1"}, {"p", "q"})


def test_duties_of_another_owner_or_thing_are_a_line_of_their_own() -> None:
    q = "plichten:\n  q: {norm: M-1, bij: klacht_ontvangen, wie: corporatie, doe: gedaan, uiterlijk: 3 dagen}\n"
    assert len(regels_van(twee(q), [K], "2026-03-01")) == 2


def test_a_norm_replaces_the_norms_of_another_protocol() -> None:
    q = "plichten:\n  q: {norm: M-1, bij: klacht_ontvangen, wie: corporatie, doe: gedaan, vervangt: [N-1]}\n"
    assert [x["regel"] for x in regels_van(twee(q), [K], "2026-03-01")] == ["q"]


# versions


def versies(betekenis: str) -> Bibliotheek:
    kop = KOP.replace("titel", f"lopende_dossiers: {betekenis}, titel")
    return bibliotheek(P, **{"stad/proef/2026-03-10/protocol.yaml": kop, "stad/proef/2026-03-10/r.yaml": P.replace("5 dagen", "9 dagen")})


@pytest.mark.parametrize(("betekenis", "eerste", "tweede"), [("blijft", "05", "16"), ("vanaf", "05", "20"), ("mee", "09", "20")])
def test_a_new_version_says_what_it_means_for_running_dossiers(betekenis: str, eerste: str, tweede: str) -> None:
    bib = versies(betekenis)
    feiten = [{**K, "op": "2026-02-28"}, klacht("2026-03-11", "k2")]
    assert plicht("", feiten[:1], "2026-03-09", bib=bib)["uiterlijk"] == "2026-03-05"
    assert sorted(q["uiterlijk"] for q in plichten("", feiten, "2026-03-11", bib=bib)) == [f"2026-03-{eerste}", f"2026-03-{tweede}"]


def test_a_dossier_that_begins_later_has_the_new_version() -> None:
    assert plicht("", [klacht("2026-03-10")], "2026-03-10", bib=versies("blijft"))["uiterlijk"] == "2026-03-19"


def test_a_version_that_is_to_come_is_a_switch_date() -> None:
    assert stand("", [K, feit("gedaan", "2026-03-02")], "2026-03-03", bib=versies("mee"))["volgende_wisseling"] == "2026-03-10"


# breaches and what a later record changes


GATE = "toetsen:\n  t: {norm: N-3, bewaakt: [bezoek, brief], alle: [{norm: N-3, wat: gebeld, eis: bestaat gebeld}]}\n"


def breuk(feiten: list[dict[str, Any]], regels: str = GATE, op: str = "2026-03-20", bekend_op: str | None = None) -> dict[str, Any]:
    return stand(regels, [K, *feiten], op, bekend_op)


def test_an_outside_act_is_recorded_with_its_breach_and_reason() -> None:
    (s,) = breuk([feit("bezoek", "2026-03-05", door="zorg", id="b", reden="spoed")])["schendingen"]
    assert (s["norm"], s["id"], s["door"], s["reden"], s["achteraf_gedekt"]) == ("N-3", "b", "zorg", "spoed", False)


def test_an_unknown_leaf_is_a_breach_too() -> None:
    regels = GATE.replace("bestaat gebeld", "(eerste klacht_ontvangen).ernstig")
    assert [s["uitkomst"] for s in breuk([feit("bezoek", "2026-03-05")], regels)["schendingen"]] == ["onbekend"]


def test_a_breach_that_a_later_record_covers_is_marked_so() -> None:
    feiten = [feit("bezoek", "2026-03-05"), feit("gebeld", "2026-03-04", vastgelegd="2026-03-08")]
    assert [s["achteraf_gedekt"] for s in breuk(feiten)["schendingen"]] == [True]
    assert [s["achteraf_gedekt"] for s in breuk(feiten, bekend_op="2026-03-06")["schendingen"]] == [False]


def test_an_act_whose_ground_a_later_record_took_away_is_listed_and_no_breach() -> None:
    feiten = [feit("gebeld", "2026-03-04", id="g"), feit("bezoek", "2026-03-05", id="b")]
    weg = {"op": "2026-03-08", "rectificeer": "g", "intrekken": "ja", "id": "w"}
    s = breuk([*feiten, weg])
    assert ([x["id"] for x in s["zonder_grond"]], s["schendingen"]) == (["b"], [])
    assert not breuk([*feiten, weg], bekend_op="2026-03-07")["zonder_grond"]


def test_an_act_that_only_a_later_record_puts_under_the_gate_is_without_ground() -> None:
    regels = GATE.replace("bewaakt: [bezoek, brief]", "bewaakt: {feit: brief, als: dit.grond = a}")
    feiten = [feit("brief", "2026-03-05", id="b", grond="b"), {"op": "2026-03-08", "rectificeer": "b", "wordt": {"grond": "a"}, "id": "r"}]
    s = breuk(feiten, regels)
    assert ([x["id"] for x in s["zonder_grond"]], s["schendingen"]) == (["b"], [])


def test_an_act_that_was_allowed_is_not_undone_by_a_later_fact() -> None:
    regels = GATE.replace("bestaat gebeld", "geen geeindigd")
    s = breuk([feit("bezoek", "2026-03-05"), feit("geeindigd", "2026-03-06")], regels)
    assert (s["schendingen"], s["zonder_grond"]) == ([], [])


def test_an_act_that_ended_a_duty_that_never_was_is_without_ground() -> None:
    feiten = [{**K, "id": "k"}, feit("gedaan", "2026-03-03", id="g"), {"op": "2026-03-08", "rectificeer": "k", "intrekken": "ja", "id": "w"}]
    assert [x["id"] for x in stand(P, feiten, "2026-03-09")["zonder_grond"]] == ["g"]


def test_a_late_duty_is_a_status_and_no_breach() -> None:
    assert stand(P, [K], "2026-04-01")["schendingen"] == []
    assert statussen(P, [K], "2026-04-01") == ["te_laat"]


# the next day on which something changes by itself


def test_only_what_changes_by_itself_is_a_switch_date() -> None:
    assert stand(P, [K], "2026-03-02")["volgende_wisseling"] is None
    zolang = P.replace("doe:", 'zolang: "niet verstreken((eerste klacht_ontvangen).op + 3 dagen)", doe:')
    assert stand(zolang, [K], "2026-03-02")["volgende_wisseling"] == "2026-03-04"
    assert statussen(zolang, [K], "2026-03-04") == ["vervallen"]


def test_a_suspension_of_the_duty_that_a_condition_reads_is_seen() -> None:
    regels = (
        "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
        "opschortingen:\n  o: {norm: N-2, van: begonnen, tot: geeindigd, stuit: [p]}\n"
        "zorg_dat:\n  z: {norm: N-3, wie: wijk, houdt: plicht(p).status != opgeschort}\n"
    )
    feiten = [K, feit("begonnen", "2026-03-03"), feit("geeindigd", "2026-03-05")]
    (q,) = plichten(regels, feiten, "2026-03-09", "z")
    assert (q["aanleiding"]["op"], q["voldaan_op"]) == ("2026-03-03", "2026-03-05")


VRIJ = "naam: vrij\nversies:\n  - vastgelegd: 2020-01-01\n    jaren: {van: 2020, tot: 2040}\n    dagen: [{dag: 2026-03-09, naam: Buurtdag}]\n"


def test_each_protocol_reckons_with_the_calendar_it_names() -> None:
    kalenders = {f"kalenders/{p.name}": p.read_text("utf-8") for p in (EIGEN_MAP / "kalenders").glob("*.yaml")} | {"kalenders/vrij.yaml": VRIJ}
    q = "plichten:\n  q: {norm: M-1, bij: klacht_ontvangen, wie: wijk, doe: gebeld, uiterlijk: 2 werkdagen}\n"
    bib = bibliotheek(
        P.replace("5 dagen", "2 werkdagen"),
        **kalenders,
        **{"stad/ander/2020-01-01/protocol.yaml": ANDER.replace("titel", "kalender: vrij, titel"), "stad/ander/2020-01-01/r.yaml": q},
    )
    uit = {x["regel"]: x["uiterlijk"] for x in regels_van(bib, [klacht("2026-03-06")], "2026-03-06")}
    assert uit == {"p": "2026-03-10", "q": "2026-03-11"}
