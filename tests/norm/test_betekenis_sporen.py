# SPDX-License-Identifier: EUPL-1.2
"""Phases, regie, decisions, tables, figures, choices and linked dossiers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .hulp import feit, klacht, stand, toets, uitkomst, zaak

SPOOR = """\
sporen:
  s:
    norm: N-1
    PER
    begin: rust
    fasen: {rust: {}, druk: {}, klaar: {}}
    overgangen:
      - {norm: N-1, bij: begonnen, van: rust, naar: druk, als: dit.nodig}
      - {norm: N-1, bij: geeindigd, van: druk, naar: klaar}
    regie:
      casus: {norm: N-2, tabel: {druk: corporatie, '*': zorg}, overdracht: regie_overgedragen}
      proces: {norm: N-3, tabel: {'*': wijk}}
"""
DOSSIER = SPOOR.replace("PER", "per: dossier")
K = klacht("2026-03-01")
BEGIN = feit("begonnen", "2026-03-03", "k1", nodig="ja")


def fase(feiten: list[dict[str, Any]], op: str = "2026-03-09", regels: str = DOSSIER) -> dict[str | None, str]:
    return {f["ding"]: f["fase"] for f in stand(regels, feiten, op)["fasen"]}


def regie(feiten: list[dict[str, Any]], op: str = "2026-03-09", soort: str = "casus") -> str:
    return str(next(r["rol"] for r in stand(DOSSIER, feiten, op)["regie"] if r["soort"] == soort))


def test_the_phase_is_the_fold_over_the_facts_by_the_day_they_happened() -> None:
    assert fase([K]) == {None: "rust"}
    assert fase([K, BEGIN], "2026-03-02") == {None: "rust"}
    assert fase([K, BEGIN], "2026-03-03") == {None: "druk"}
    assert fase([K, feit("geeindigd", "2026-03-04", id="g"), {**BEGIN, "vastgelegd": "2026-03-08"}]) == {None: "klaar"}


def test_a_transition_on_an_unknown_condition_is_not_taken_and_shown_as_maybe() -> None:
    s = stand(DOSSIER, [K, feit("begonnen", "2026-03-03", id="b")], "2026-03-09")
    assert s["fasen"][0]["fase"] == "rust"
    assert [(m["id"], m["naar"]) for m in s["misschien"]] == [("b", "druk")]


def test_a_fact_from_another_phase_is_off_the_route() -> None:
    s = stand(DOSSIER, [K, feit("geeindigd", "2026-03-03", id="g")], "2026-03-09")
    assert (s["fasen"][0]["fase"], [x["id"] for x in s["buiten_route"]]) == ("rust", ["g"])


def test_each_thing_has_its_own_track() -> None:
    assert fase([K, klacht("2026-03-01", "k2"), BEGIN], regels=SPOOR.replace("PER", "per: klacht")) == {"k1": "druk", "k2": "rust"}


def test_a_gate_reads_the_phase_before_the_act_itself_moved_it() -> None:
    regels = DOSSIER + "toetsen:\n  t: {norm: N-4, bewaakt: begonnen, alle: [{norm: N-4, eis: fase(s) = rust}]}\n"
    assert not stand(regels, [K, BEGIN], "2026-03-09")["schendingen"]
    assert [s["id"] for s in stand(regels, [K, BEGIN, feit("begonnen", "2026-03-05", id="b2", nodig="ja")], "2026-03-09")["schendingen"]] == ["b2"]


def test_regie_follows_the_phase_and_has_a_default() -> None:
    assert (regie([K]), regie([K, BEGIN]), regie([K, BEGIN], soort="proces")) == ("zorg", "corporatie", "wijk")


def test_regie_follows_the_last_recorded_transfer_of_its_kind() -> None:
    over = feit("regie_overgedragen", "2026-03-05", **{"aan": "wijk", "velden": {"spoor": "s", "soort": "casus"}})
    assert regie([K, BEGIN, over], "2026-03-04") == "corporatie"
    assert regie([K, BEGIN, over]) == "wijk"
    terug = {**over, "op": "2026-03-06", "aan": "zorg"}
    assert regie([K, BEGIN, over, terug]) == "zorg"
    anders = {**over, "velden": {"spoor": "s", "soort": "proces"}}
    assert regie([K, BEGIN, anders]) == "corporatie"


# decisions


BESLUIT = """\
besluiten:
  b:
    norm: N-1
    feit: gestemd
    geldig: "elk x in [zorg, corporatie]: enig s in dit.stemmen: (s.partij = x en s.stem != afwezig)"
    aangenomen: "niet (enig s in dit.stemmen: s.stem = veto)"
begrippen:
  genomen: {norm: N-1, is: bestaat b, uitkomst: ja}
plichten:
  p: {norm: N-2, bij_besluit: b, wie: wijk, doe: gedaan, uiterlijk: 5 dagen}
"""


@pytest.mark.parametrize(
    ("stemmen", "geldig", "aangenomen", "telt"),
    [
        ({"zorg": "voor", "corporatie": "voor"}, "ja", "ja", "ja"),
        ({"zorg": "voor", "corporatie": "onthouding"}, "ja", "ja", "ja"),
        ({"zorg": "voor", "corporatie": "veto"}, "ja", "nee", "nee"),
        ({"zorg": "voor", "corporatie": "afwezig"}, "nee", "onbekend", "nee"),
        ({"zorg": "voor"}, "nee", "onbekend", "nee"),
    ],
)
def test_an_invalid_decision_stays_in_the_file_and_counts_for_nothing(stemmen: dict[str, str], geldig: str, aangenomen: str, telt: str) -> None:
    feiten = [K, feit("gestemd", "2026-03-03", "k1", stemmen=[{"partij": p, "stem": s} for p, s in stemmen.items()])]
    s = stand(BESLUIT, feiten, "2026-03-04")
    assert (s["besluiten"][0]["geldig"], s["besluiten"][0]["aangenomen"]) == (geldig, aangenomen)
    assert s["uitkomsten"][0]["waarde"] == telt
    assert [p["aanleiding"]["op"] for p in s["plichten"]] == (["2026-03-03"] if telt == "ja" else [])


def test_a_joint_decision_exists_when_all_agreed_apart_on_the_same_thing() -> None:
    eis = "elk x in [zorg, corporatie]: enig a in akkoord over ding: (a.door.rol = x)"
    regels = f"toetsen:\n  t: {{norm: N-1, bewaakt: nota, per: klacht, alle: [{{norm: N-1, eis: '{eis}'}}]}}\n"
    feiten = [K, klacht("2026-03-01", "k2"), feit("akkoord", "2026-03-02", "k1", door="zorg")]
    assert toets(regels, feiten, "2026-03-03", "k1")["uitkomst"] == "nee"
    assert toets(regels, [*feiten, feit("akkoord", "2026-03-03", "k2", door="corporatie")], "2026-03-03", "k1")["uitkomst"] == "nee"
    assert toets(regels, [*feiten, feit("akkoord", "2026-03-03", "k1", door="corporatie")], "2026-03-03", "k1")["uitkomst"] == "ja"


# tables, figures, choices


TABEL = """\
tabellen:
  tab:
    norm: N-1
    kies: KIES
    invoer: {kleur: [rood, groen], ernst: [ja, nee]}
    rijen:
      - {norm: N-1, als: [rood, ja], dan: zwaar}
      - {norm: N-1, als: [rood, nee], dan: licht}
      - {norm: N-1, als: [groen, '-'], dan: licht}
begrippen:
  x: {norm: N-1, is: 'tab((eerste klacht_ontvangen).kleur, (eerste klacht_ontvangen).ernstig)', uitkomst: ja}
"""


@pytest.mark.parametrize(
    ("velden", "uit"),
    [
        ({"kleur": "rood", "ernstig": "ja"}, "zwaar"),
        ({"kleur": "groen"}, "licht"),
        ({"ernstig": "nee"}, "licht"),
        ({"kleur": "rood"}, "onbekend"),
        ({}, "onbekend"),
    ],
)
def test_a_table_with_an_unknown_input_gives_what_all_possible_rows_share(velden: dict[str, str], uit: str) -> None:
    for kies in ("eerste", "precies_een"):
        assert stand(TABEL.replace("KIES", kies), [klacht("2026-03-01", **velden)], "2026-03-02")["uitkomsten"][0]["waarde"] == uit


def test_a_figure_has_the_value_of_the_day() -> None:
    regels = (
        "kengetallen:\n  grens: {norm: N-1, waarden: {2025-01-01: 10, 2026-07-01: 20}}\n"
        "begrippen:\n  x: {norm: N-1, is: kengetal(grens), uitkomst: ja}\n"
        "  y: {norm: N-1, is: 'kengetal(grens, (eerste klacht_ontvangen).op)', uitkomst: ja}\n"
    )
    s = stand(regels, [K], "2026-06-30")
    assert ([u["waarde"] for u in s["uitkomsten"]], s["volgende_wisseling"]) == ([10, 10], "2026-07-01")
    assert [u["waarde"] for u in stand(regels, [K], "2026-07-01")["uitkomsten"]] == [20, 10]
    assert stand(regels, [klacht("2024-01-01")], "2024-06-01")["uitkomsten"][0]["waarde"] == "onbekend"


def test_a_choice_has_its_default_until_another_was_chosen() -> None:
    regels = (
        "keuzes:\n  duur: {norm: N-1, vraag: hoe lang, opties: {kort: 2 dagen, lang: 9 dagen}, standaard: kort}\n"
        "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: keuze(duur)}\n"
    )
    assert stand(regels, [K], "2026-03-01")["plichten"][0]["uiterlijk"] == "2026-03-03"
    for dag, uit in (("2026-03-03", "2026-03-03"), ("2026-03-04", "2026-03-10")):
        assert stand(regels, [K], dag, keuzes={"duur": {"2026-03-04": "lang"}})["plichten"][0]["uiterlijk"] == uit


# linked dossiers


def verbonden(vraag: str, op: str, koppelingen: list[dict[str, str]], feiten: list[dict[str, Any]]) -> Any:
    regels = (
        f'begrippen:\n  x: {{norm: N-1, is: "{vraag}", uitkomst: ja}}\n'
        + DOSSIER
        + "publiceert:\n  f: {norm: N-1, waarde: fase(s), categorie: gewoon}\n"
    )
    z = zaak(
        regels,
        feiten,
        dossiers={"zaak": {"protocollen": ["stad/proef"]}, "een": {"protocollen": ["stad/proef"]}, "twee": {"protocollen": ["stad/proef"]}},
        verbindingen=[{"naar": "zaak", "soort": "lid", **k} for k in koppelingen],
    )
    return next(u["waarde"] for u in z.stand(date.fromisoformat(op))["uitkomsten"] if u["naam"] == "x")


EEN = [K, {**K, "dossier": "een", "opent": "e1"}, {**BEGIN, "over": "e1", "dossier": "een"}, {**K, "dossier": "twee", "opent": "t1"}]


def test_a_linked_value_holds_from_its_day_and_while_the_link_does() -> None:
    link = [{"van": "een", "sinds": "2026-03-02", "tot": "2026-03-05"}]
    uit = [verbonden("verbonden(lid).f = druk", f"2026-03-0{d}", link, EEN) for d in (1, 2, 3, 5, 6)]
    assert uit == ["onbekend", "nee", "ja", "ja", "onbekend"]


def test_of_several_linked_dossiers_a_single_value_is_unknown_and_a_quantifier_answers() -> None:
    links = [{"van": "een"}, {"van": "twee"}]
    assert verbonden("verbonden(lid).f = druk", "2026-03-04", links, EEN) == "onbekend"
    assert verbonden("enig v in verbonden(lid): v.f = druk", "2026-03-04", links, EEN) == "ja"
    assert verbonden("elk v in verbonden(lid): v.f = druk", "2026-03-04", links, EEN) == "nee"


# derived elements change with time


def test_a_condition_on_the_status_of_a_duty_changes_by_itself() -> None:
    regels = (
        "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 5 dagen}\n"
        "zorg_dat:\n  z: {norm: N-2, wie: wijk, houdt: plicht(p).status != te_laat}\n"
    )
    rijen = [p for p in stand(regels, [K], "2026-03-10")["plichten"] if p["regel"] == "z"]
    assert [p["aanleiding"]["op"] for p in rijen] == ["2026-03-07"]
    assert uitkomst("bestaat gedaan", [K], "2026-03-10") == "nee"


def test_a_condition_on_a_gate_changes_by_itself() -> None:
    regels = (
        "toetsen:\n  t: {norm: N-1, bewaakt: nota, alle: [{norm: N-1, eis: bestaat klacht_ontvangen binnen 1 maand}]}\n"
        "zorg_dat:\n  z: {norm: N-2, wie: wijk, houdt: toets(t)}\n"
    )
    assert [p["aanleiding"]["op"] for p in stand(regels, [K], "2026-06-01")["plichten"]] == ["2026-04-02"]


def test_a_transition_that_a_role_decides_is_not_made_by_another() -> None:
    regels = DOSSIER.replace("van: druk, naar: klaar}", "van: druk, naar: klaar, besluit: corporatie}")
    einde = feit("geeindigd", "2026-03-05", "k1", id="g")
    assert fase([K, BEGIN, {**einde, "door": "wijk"}], regels=regels) == {None: "druk"}
    assert fase([K, BEGIN, {**einde, "door": "corporatie"}], regels=regels) == {None: "klaar"}
