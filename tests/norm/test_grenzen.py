# SPDX-License-Identifier: EUPL-1.2
"""Input at the edge: lists where a word belongs, long chains, terms beyond every calendar, files that are no files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import laad_map
from wijkregie.opdrachten import main

from .hulp import bibliotheek, feit, klacht, stand, zaak

REGELS = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, wie: zorg, doe: gedaan, uiterlijk: 2 werkdagen}\n"
K = klacht("2026-03-01")


@pytest.mark.parametrize(
    "extra",
    [
        {"bezetting": [{"rol": ["a"], "organisatie": "x"}]},
        {"bezetting": [{"rol": "zorg", "organisatie": "x", "van": "2026-02-01", "tot": "2026-01-01"}]},
        {"verbindingen": [{"van": ["a"], "naar": "zaak", "soort": "x"}]},
        {"verbindingen": [{"van": "zaak", "naar": "zaak", "soort": "x", "extra": "y"}]},
        {"verwacht": [{"op": None}]},
        {"verwacht": [{"op": "2026-03-02", "dossier": ["a"]}]},
        {"verwacht": [{"op": "2026-03-02", "geen_plichten": [{"norm": "N-99"}]}]},
        {"verwacht": [{"op": "2026-03-02", "geen_plichten": [{"ding": "k99"}]}]},
        {"feiten": [{**K, "door": {"rol": ["a"]}}]},
        {"feiten": [{**K, "door": {"organisatie": ["a"]}}]},
        {"feiten": [{**K, "id": ["a"]}]},
        {"feiten": [{**K, "nr": "aap"}]},
        {"feiten": [{**K, "nr": -1}]},
        {"feiten": [{**K, "nr": 1}, {**feit("gebeld", "2026-03-02"), "nr": 1}]},
        {"feiten": [{**K, "op": "9999-01-01"}]},
        {"feiten": [K, {"op": "2026-03-02", "rectificeer": "k1", "intrekken": "ja", "wordt": {"ernstig": "ja"}}]},
    ],
)
def test_wrong_input_is_refused_with_its_place(extra: dict[str, Any]) -> None:
    data = {"scenario": "x", "protocollen": ["stad/proef"], "feiten": [K], **extra}
    with pytest.raises(InvoerFout) as fout:
        Scenario.uit_data(data, bibliotheek(REGELS), "s.yaml")
    assert all(f.bestand == "s.yaml" and f.melding for f in fout.value.fouten)


def test_a_long_chain_of_rectifications_is_followed_to_its_end() -> None:
    keten: list[dict[str, Any]] = [{**K, "id": "f0"}]
    for i in range(3000):
        keten.append({"op": "2026-03-02", "rectificeer": f"f{i}", "id": f"f{i + 1}", "intrekken": "ja"})
    # the last withdraws the one before it, which then does not, and so on: an even number leaves the fact standing
    assert stand(REGELS, keten, "2026-03-03")["plichten"][0]["status"] == "dreigt"
    assert stand(REGELS, keten[:-1], "2026-03-03")["plichten"][0]["status"] == "vervallen"


def test_a_term_that_no_calendar_holds_is_refused_at_load() -> None:
    for slecht in ("uiterlijk: 9999 jaren", "uiterlijk: twee werkdagen", "als: 2026-01-01 + 9999 jaren > 2026-01-01"):
        with pytest.raises(InvoerFout):
            bibliotheek(REGELS.replace("uiterlijk: 2 werkdagen", slecht))


def test_a_day_beyond_the_calendar_in_an_expression_is_unknown() -> None:
    regels = REGELS.replace("uiterlijk: 2 werkdagen", "als: dit.op + 5000 werkdagen + 5000 werkdagen > dit.op")
    assert stand(regels, [K], "2026-03-03")["plichten"][0]["status"] == "mogelijk"


def test_a_folder_or_pipe_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    versie = tmp_path / "stad" / "proef" / "2026-01-01"
    versie.mkdir(parents=True)
    (versie / "map.yaml").mkdir()
    os.mkfifo(versie / "pijp.yaml")
    with pytest.raises(InvoerFout) as fout:
        laad_map(tmp_path)
    assert len(fout.value.fouten) == 2


def test_commands_say_what_is_missing_and_never_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leeg").mkdir()
    for opdracht in (
        ["--protocollen", str(tmp_path / "leeg"), "protocol", "controle"],
        ["proef", str(tmp_path / "leeg")],
        ["protocol", "dekking", "--norm", "BESTAAT-NIET"],
        ["protocol", "opmaak", str(tmp_path / "nergens.yaml")],
        ["stand", str(tmp_path), "--op", "2026-01-01"],
    ):
        assert main(opdracht) == 2
        assert capsys.readouterr().err.strip()


def test_a_leaf_says_to_which_alternative_it_belongs() -> None:
    regels = """\
toetsen:
  t:
    bewaakt: brief
    alle:
      - {norm: N-1, eis: bestaat gebeld}
      - een_van: [{norm: N-2, eis: bestaat akkoord}, {norm: N-3, eis: bestaat gedaan}]
      - kies: {veld: dit.grond, takken: {a: {norm: N-4, eis: bestaat gebeld}}}
"""
    (t,) = stand(regels, [K], "2026-03-03")["toetsen"]
    assert [v["groep"] for v in t["voorwaarden"]] == [None, "een van, mogelijkheid 1", "een van, mogelijkheid 2", "grond a"]


def test_the_state_says_of_which_dossier_and_as_known_when() -> None:
    s = zaak(REGELS, [K]).stand(date(2026, 3, 3), date(2026, 3, 2))
    assert (s["dossier"], s["bekend_op"], s["peildatum"]) == ("zaak", "2026-03-02", "2026-03-03")


def test_a_gate_or_right_names_facts_and_not_a_set_whose_condition_it_would_forget() -> None:
    begrip = "begrippen:\n  ernstige: {norm: N-1, feiten: brief, waar: f.grond = a}\n"
    for regels in (
        begrip + "toetsen:\n  t: {bewaakt: ernstige, alle: [{norm: N-1, eis: bestaat gebeld}]}\n",
        begrip + "rechten:\n  r: {norm: N-1, rol: agent, feit: ernstige}\n",
    ):
        with pytest.raises(InvoerFout, match="ernstige"):
            bibliotheek(regels)
