# SPDX-License-Identifier: EUPL-1.2
"""Whatever people write, the answer is an `InvoerFout` that says where and what, in Dutch; never another exception, never half a load."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek, laad_teksten
from wijkregie.opdrachten import main

from .slechte_gevallen import BESTANDEN, CONTROLE, DATA, FEITEN, GOED, IS, KOP, REGELS, TEKSTEN, UITDRUKKINGEN, F, R, met

ENGELS = re.compile(
    r"\b(expected|invalid|error|must|should|unexpected|required|traceback|input|found|while|mapping|scanner|could not|unknown|not|the)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def bibliotheek() -> Bibliotheek:
    return laad_teksten(TEKSTEN)


def scenario(feiten: list[dict[str, Any]], bibliotheek: Bibliotheek, **meer: Any) -> Scenario:
    return Scenario.uit_data({"scenario": "proef", "protocollen": ["proefstad/proef"], "feiten": feiten, **meer}, bibliotheek, bestand="s.yaml")


def goede_melding(fout: InvoerFout, bestand: str | None = None, regels: bool = True) -> None:
    assert fout.fouten
    for f in fout.fouten:
        assert f.bestand, f
        assert f.melding, f
        assert not ENGELS.search(re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`", "", f.melding + " " + f.herstel)), f"no Dutch: {f}"
        assert len(str(f)) < 2000, "a message, not the whole input"
    if bestand:
        assert any(f.bestand.endswith(bestand) for f in fout.fouten), [f.bestand for f in fout.fouten]
    if regels:
        assert all(f.regel > 0 for f in fout.fouten if bestand is None or f.bestand.endswith(bestand)), [str(f) for f in fout.fouten]


@pytest.mark.parametrize("naam", BESTANDEN)
def test_slecht_bestand(naam: str, bibliotheek: Bibliotheek) -> None:
    bestand, teksten = BESTANDEN[naam]
    with pytest.raises(InvoerFout) as fout:
        laad_teksten(teksten)
    goede_melding(fout.value, bestand or None, regels=bool(bestand) and naam not in ("leeg_protocol", "lege_woordenschat"))
    assert nog_heel(bibliotheek)


@pytest.mark.parametrize("naam", UITDRUKKINGEN)
def test_slechte_uitdrukking(naam: str, bibliotheek: Bibliotheek) -> None:
    tekst = '"' + UITDRUKKINGEN[naam].replace('"', "'") + '"'
    with pytest.raises(InvoerFout) as fout:
        laad_teksten(met(R, IS, tekst))
    goede_melding(fout.value, R)
    assert any("druk" in f.sleutel for f in fout.value.fouten), "the message names the key"
    assert nog_heel(bibliotheek)


def nog_heel(bibliotheek: Bibliotheek) -> bool:
    """What was loaded before still gives the state that it gave."""
    plichten = scenario(GOED, bibliotheek).stand(dt.date(2026, 1, 7))["plichten"]
    return [(p["norm"], p["status"], p["voldaan_op"]) for p in plichten] == [("PR-1.01", "voldaan", "2026-01-06")]


def test_alle_fouten_tegelijk() -> None:
    """An author mends them in one go: two errors in one chapter and one in another come together."""
    teksten = met(R, "wie: zorg", "wie: zrog")
    teksten[R] = teksten[R].replace("begin: uit", "begin: weg")
    teksten[R.replace("regels", "nog")] = "hoofdstuk: Nog\nbegrippen: {stil: {norm: PR-1.06, is: bestaat klachten_ontvangen}}\n"
    with pytest.raises(InvoerFout) as fout:
        laad_teksten(teksten)
    goede_melding(fout.value)
    assert {"zrog", "weg", "klachten_ontvangen"} <= set(re.findall(r"\w+", str(fout.value)))


@pytest.mark.parametrize("naam", CONTROLE)
def test_controle_meldt_wat_laadt(naam: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand, teksten, woord = CONTROLE[naam]
    assert main(["--protocollen", str(op_schijf(tmp_path, teksten)), "protocol", "controle", "--json"]) == 1
    meldingen = [m for m in json.loads(capsys.readouterr().out) if "register" not in m["melding"]]
    assert any(woord in m["melding"] and m["bestand"].endswith(bestand) and m["regel"] > 0 for m in meldingen), meldingen


def test_scenario_op_schijf_wijst_de_regel_aan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The way in for an author: the file, the line and the key, and no traceback."""
    regels = [
        "scenario: fout",
        "protocollen: [proefstad/proef]",
        "feiten:",
        "  - {op: 2026-02-30, feit: klacht_ontvangen, opent: k1, door: zorg}",
    ]
    (tmp_path / "s.yaml").write_text("\n".join(regels), "utf-8")
    plek = str(op_schijf(tmp_path / "protocollen", TEKSTEN))
    assert main(["--protocollen", plek, "stand", str(tmp_path / "s.yaml"), "--op", "2026-03-01", "--json"]) == 2
    assert main(["--protocollen", plek, "proef", str(tmp_path / "s.yaml")]) == 1
    uitvoer = capsys.readouterr()
    for tekst in (uitvoer.out, uitvoer.err):
        assert "s.yaml:4" in tekst.replace("\n", "") and "feiten.0.op" in tekst.replace("\n", "")


def op_schijf(plek: Path, teksten: dict[str, str]) -> Path:
    for naam, tekst in teksten.items():
        (plek / naam).parent.mkdir(parents=True, exist_ok=True)
        (plek / naam).write_text(tekst, "utf-8")
    return plek


def test_regel_wijst_de_plek_aan() -> None:
    with pytest.raises(InvoerFout) as fout:
        laad_teksten(met(R, "wie: zorg", "wie: zrog"))
    regel = 1 + REGELS[: REGELS.index("wie: zorg")].count("\n")
    assert {f.regel for f in fout.value.fouten} == {regel}
    assert "zrog" in str(fout.value)


def _twee(een: str, ander: str) -> dict[str, str]:
    def kop(naam: str) -> str:
        return (
            KOP.replace("protocol: proef", f"protocol: {naam}")
            .replace("PR-0.01", f"{naam.upper()}-0.01")
            .replace("register: PR", f"register: {naam.upper()}")
        )

    def regels(naam: str, vervangt: str) -> str:
        regel = "wat: Antwoorden, bij: klacht_ontvangen, per: klacht, wie: zorg, doe: beantwoord, uiterlijk: 2 dagen"
        return f"hoofdstuk: H\nplichten:\n  plicht_{naam}: {{norm: {naam.upper()}-1.01, {regel}, vervangt: [{vervangt}]}}\n"

    return {
        F: FEITEN,
        "proefstad/een/2026-01-01/protocol.yaml": kop("een"),
        "proefstad/een/2026-01-01/regels.yaml": regels("een", een),
        "proefstad/twee/2026-01-01/protocol.yaml": kop("twee"),
        "proefstad/twee/2026-01-01/regels.yaml": regels("twee", ander),
    }


def test_protocollen_die_elkaar_vervangen() -> None:
    """Each gives way to the other: nothing would be left, so the two cannot be used together."""
    with pytest.raises(InvoerFout) as fout:
        bieb = laad_teksten(_twee("TWEE-1.01", "EEN-1.01"))
        scenario_data = {"scenario": "proef", "protocollen": ["proefstad/een", "proefstad/twee"], "feiten": GOED}
        Scenario.uit_data(scenario_data, bieb, bestand="s.yaml").stand(dt.date(2026, 1, 7))
    goede_melding(fout.value, regels=False)


@pytest.mark.parametrize("naam", DATA)
def test_slecht_scenario(naam: str, bibliotheek: Bibliotheek) -> None:
    """The error comes when the scenario is read, or at the latest when it is played."""
    data = {"scenario": "proef", "protocollen": ["proefstad/proef"], "feiten": GOED, **DATA[naam]}
    with pytest.raises(InvoerFout) as fout:
        gelezen = Scenario.uit_data(data, bibliotheek, bestand="s.yaml")
        gelezen.stand(dt.date(2026, 1, 7))
        gelezen.controleer()
    goede_melding(fout.value, "s.yaml", regels=False)
    assert nog_heel(bibliotheek)


@pytest.mark.parametrize("data", [None, [], "tekst", 3, {}, {"scenario": 1}, {"scenario": None, "protocollen": None, "feiten": None}])
def test_geen_scenario(data: Any, bibliotheek: Bibliotheek) -> None:
    with pytest.raises(InvoerFout) as fout:
        Scenario.uit_data(data, bibliotheek, bestand="s.yaml").stand(dt.date(2026, 1, 7))
    goede_melding(fout.value, "s.yaml", regels=False)


def test_verbindingen_in_een_kring() -> None:
    """Two dossiers that read what the other publishes: refused, at load or when played."""
    publiceert = "publiceert: {druk_nu: {norm: PR-1.10, waarde: enig v in verbonden(buur): v.druk_nu, categorie: gewoon}}\n"
    data = {
        "scenario": "kring",
        "protocollen": ["proefstad/proef"],
        "dossiers": {"a": {"protocollen": ["proefstad/proef"]}, "b": {"protocollen": ["proefstad/proef"]}},
        "verbindingen": [
            {"van": "a", "naar": "b", "soort": "buur", "sinds": "2026-01-01"},
            {"van": "b", "naar": "a", "soort": "buur", "sinds": "2026-01-01"},
        ],
        "feiten": [{**GOED[0], "dossier": "a"}],
    }
    with pytest.raises(InvoerFout) as fout:
        bieb = laad_teksten({**TEKSTEN, R: REGELS + publiceert})
        Scenario.uit_data(data, bieb, bestand="s.yaml").stand(dt.date(2026, 1, 7), dossier="a")
    goede_melding(fout.value, regels=False)
