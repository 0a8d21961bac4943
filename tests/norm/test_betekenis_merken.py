# SPDX-License-Identifier: EUPL-1.2
"""What a mark means: what protects and what runs goes on; a heavier step does not rest on what is contested or restricted."""

from __future__ import annotations

from typing import Any

import pytest

from wijkregie.norm.afleiding.vastleggen import toetsing_van_feit
from wijkregie.norm.fouten import InvoerFout

from .hulp import FEITEN, bibliotheek, feit, klacht, mag, plicht, stand, toets, zaak

MERKEN = """\
  sommatie: {over: klacht, door: [zorg, wijk], herkomst: systeem, belastend: ja, velden: {grond: {soort: keuze, waarden: [a, b]}}}
  aangetekend: {over: klacht, door: [zorg, wijk], herkomst: buiten, belastend: ja}
  bestreden: {systeem: gegeven.betwist, door: wijk, herkomst: systeem, velden: {gegeven: {soort: tekst}}}
  gesloten: {systeem: gegeven.beperkt, door: wijk, herkomst: systeem, velden: {gegeven: {soort: tekst}}}
  weer_vrij: {systeem: gegeven.vrij, door: wijk, herkomst: systeem, velden: {gegeven: {soort: tekst}}}
  gebruikt: {systeem: gegeven.gebruik, door: wijk, herkomst: systeem, velden: {gegeven: {soort: tekst}}}
"""
TWEE = "aantal klacht_ontvangen >= 2"
KLACHTEN = [klacht("2026-03-01", id="een"), klacht("2026-03-02", "k2", id="twee")]
DAG = "2026-03-09"


def poort(eis: str = TWEE, bewaakt: str = "sommatie", meer: str = "") -> str:
    return f"toetsen:\n  t: {{norm: N-0, bewaakt: {bewaakt}, alle: [{{norm: N-1, eis: '{eis}'{meer}}}]}}\n"


def bib(regels: str) -> Any:
    return bibliotheek(regels, **{"stad/feiten.yaml": FEITEN + MERKEN})


def lees(regels: str, *meer: dict[str, Any], op: str = DAG) -> dict[str, Any]:
    return toets(regels, [*KLACHTEN, *meer], op, bib=bib(regels))


def gemerkt(soort: str, id_: str, op: str = "2026-03-03") -> dict[str, Any]:
    return feit(soort, op, door="wijk", velden={"gegeven": id_})


@pytest.mark.parametrize("soort", ["bestreden", "gesloten"])
def test_a_gate_of_a_heavier_step_is_unknown_while_it_rests_on_a_marked_fact(soort: str) -> None:
    assert lees(poort())["uitkomst"] == "ja"
    t = lees(poort(), gemerkt(soort, "twee"))
    assert t["uitkomst"] == "onbekend" and t["voorwaarden"][0]["uitkomst"] == "onbekend"
    assert t["voorwaarden"][0]["waarom"]["rust_op"] == ["twee"]
    assert set(t["voorwaarden"][0]["waarom"]["eis"][0].get("beslist_door", [])) == set(), "no fact of the kind it reads settles this"
    feiten = [*KLACHTEN, gemerkt(soort, "twee")]
    assert mag(poort(), feiten, DAG, "sommatie", bib=bib(poort())) == "nee"


@pytest.mark.parametrize("soort", ["weer_vrij", "gebruikt"])
def test_it_opens_when_the_restriction_is_lifted_or_a_ground_is_recorded(soort: str) -> None:
    merk = gemerkt("gesloten", "twee")
    assert lees(poort(), merk, gemerkt(soort, "twee", "2026-03-05"))["uitkomst"] == "ja"
    assert lees(poort(), merk, gemerkt(soort, "een", "2026-03-05"))["uitkomst"] == "onbekend", "about another fact"
    opnieuw = gemerkt("gesloten", "twee", "2026-03-07")
    assert lees(poort(), merk, gemerkt(soort, "twee", "2026-03-05"), opnieuw)["uitkomst"] == "onbekend", "a new restriction asks a new ground"


def test_what_stands_without_the_marked_fact_stands() -> None:
    assert lees(poort(), klacht("2026-03-03", "k3"), gemerkt("gesloten", "twee"))["uitkomst"] == "ja"
    assert lees(poort("aantal klacht_ontvangen >= 1"), gemerkt("bestreden", "twee"))["uitkomst"] == "ja"


def test_what_protects_stays_closed() -> None:
    """A leaf that the marked fact keeps closed does not open because the fact is in doubt."""
    assert lees(poort("aantal klacht_ontvangen < 2"), gemerkt("gesloten", "twee"))["uitkomst"] == "nee"


def test_the_gate_of_another_act_and_a_duty_go_on() -> None:
    assert lees(poort(bewaakt="brief"), gemerkt("gesloten", "twee"))["uitkomst"] == "ja"
    regels = "plichten:\n  p: {norm: N-2, bij: klacht_ontvangen, wie: zorg, doe: gebeld, uiterlijk: 2 dagen}\n"
    feiten = [KLACHTEN[0], gemerkt("gesloten", "een")]
    assert plicht(regels, feiten, "2026-03-02", bib=bib(regels))["uiterlijk"] == "2026-03-03"


def test_a_phase_that_the_marked_fact_brought_counts_as_resting_on_it() -> None:
    regels = (
        "sporen:\n  s: {norm: N-3, begin: rust, fasen: {rust: {}, onrust: {}},"
        " overgangen: [{bij: klacht_ontvangen, van: rust, naar: onrust}]}\n" + poort("fase(s) = onrust")
    )
    t = toets(regels, [KLACHTEN[0], gemerkt("bestreden", "een")], DAG, bib=bib(regels))
    assert t["uitkomst"] == "onbekend" and t["voorwaarden"][0]["waarom"]["rust_op"] == ["een"]


def test_who_may_deviate_still_may_with_a_reason() -> None:
    t = lees(poort(meer=", hardheid: doorgaans, afwijken: wijk"), gemerkt("bestreden", "twee"))
    assert t["voorwaarden"][0]["uitkomst"] == "onbekend"
    regels = poort(meer=", hardheid: doorgaans, afwijken: wijk")
    assert mag(regels, [*KLACHTEN, gemerkt("bestreden", "twee")], DAG, "sommatie", bib=bib(regels)) == "mits"


def bezwaren(soort: str, *meer: dict[str, Any]) -> list[Any]:
    daad = feit(soort, DAG, id="daad", door="wijk")
    regels = poort(bewaakt=soort)
    d = zaak(regels, [*KLACHTEN, *meer, daad], bib(regels))._dossier(None)
    return toetsing_van_feit(d.regelset, d.feiten, "daad", ["wijk"])


def test_an_act_of_the_system_is_refused_and_one_from_outside_recorded_with_its_breach() -> None:
    assert bezwaren("sommatie") == []
    (b,) = bezwaren("sommatie", gemerkt("gesloten", "twee"))
    assert b.weigert and b.uitkomst == "onbekend" and b.rust_op == ("twee",)
    (b,) = bezwaren("aangetekend", gemerkt("gesloten", "twee"))
    assert not b.weigert and b.schending


def test_a_mark_says_nothing_of_what_was_done_before_it() -> None:
    regels = poort(bewaakt="aangetekend")
    daad = feit("aangetekend", "2026-03-03", id="daad", door="wijk")
    assert stand(regels, [*KLACHTEN, daad, gemerkt("gesloten", "twee")], DAG, bib=bib(regels))["schendingen"] == []
    later = [*KLACHTEN, gemerkt("gesloten", "twee"), daad]
    assert [s["uitkomst"] for s in stand(regels, later, DAG, bib=bib(regels))["schendingen"]] == ["onbekend"]


def test_a_gate_stands_on_heavier_steps_or_on_others() -> None:
    """In the state a gate is read once for all its acts; on both kinds it would close the lighter one too."""
    with pytest.raises(InvoerFout, match="belastend"):
        bib(poort(bewaakt="[sommatie, bezoek]"))
