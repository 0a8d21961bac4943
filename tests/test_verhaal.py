# SPDX-License-Identifier: EUPL-1.2
"""The story in the terminal: what it says, that it reads without colour, and that it knows nothing of any protocol."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from wijkregie import verhaal
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.norm.yaml12 import laad
from wijkregie.verhaal import STANDAARD, vertel

KOP = """
scenario: Een klein verhaal
protocollen: [amsterdam/overlastprotocol]
gebied: Zuid
bezetting:
  - {rol: zorgaanbieder, organisatie: Zorggroep Linde, gebied: Zuid, van: 2025-01-01}
"""
KLACHT = (
    KOP
    + """
feiten:
  - {op: 2026-04-02, feit: klacht_ontvangen, id: f1, opent: k1, door: zorgaanbieder, kanaal: zorgaanbieder, vertel: Er belt iemand.}
verwacht:
  - {op: 2026-04-10}
"""
)


@pytest.fixture(scope="module")
def bibliotheek() -> Bibliotheek:
    return laad_map()


def speel(bibliotheek: Bibliotheek, pad: Path | None = None, *, kleur: bool = False, breed: int = 80) -> str:
    uit = io.StringIO()
    console = Console(file=uit, width=breed, force_terminal=kleur, highlight=False, soft_wrap=True)
    assert vertel(bibliotheek, pad, console) == 0
    return uit.getvalue()


def schrijf(map_: Path, tekst: str) -> Path:
    pad = map_ / "verhaal.yaml"
    pad.write_text(tekst, "utf-8")
    return pad


def dag(tekst: str, datum: str) -> str:
    """What was told of one day, as one line of words."""
    m = re.search(rf"── {datum} ─+\n(.*?)(?=\n── |\nZo staat het)", tekst, re.S)
    assert m is not None, f"{datum} komt niet voor"
    return " ".join(m[1].split())


def test_het_eigen_verhaal(bibliotheek: Bibliotheek) -> None:
    tekst = speel(bibliotheek)
    pasen = dag(tekst, "donderdag 2 april 2026")
    assert "uiterlijk woensdag 8 april" in pasen
    assert "maandag 6 april 2026 is Tweede Paasdag" in pasen
    assert "r. 1190-1192" in pasen, "the place in the source comes from the register"
    assert "(nieuw)" in dag(tekst, "vrijdag 23 januari 2026")
    assert "regie casus: Meldpunt Zorg en Woonoverlast" in dag(tekst, "dinsdag 14 april 2026")
    assert "Zo staat het op" in tekst and "wijkregie proef" in tekst


def test_past_in_tachtig_kolommen(bibliotheek: Bibliotheek) -> None:
    te_breed = [r for r in speel(bibliotheek).splitlines() if len(r) > 80 and "wijkregie " not in r]
    assert te_breed == []


def test_leest_zonder_kleur(bibliotheek: Bibliotheek, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    kaal = re.sub(r"\x1b\[[0-9;]*m", "", speel(bibliotheek, kleur=True))
    assert kaal == speel(bibliotheek)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", speel(bibliotheek, kleur=True)), "NO_COLOR leaves no colours"
    for woord in ("gebeurd", "te doen", "gedaan", "te laat", "streef", "toets", "waarom?", "[3]"):
        assert woord in kaal


def test_een_termijn_die_voorbijgaat_heeft_een_dag(bibliotheek: Bibliotheek, tmp_path: Path) -> None:
    tekst = speel(bibliotheek, schrijf(tmp_path, KLACHT))
    assert "te laat De melder benaderen over de klacht (klacht k1)" in dag(tekst, "donderdag 9 april 2026")
    assert "streefdag zaterdag 4 april niet gehaald" in dag(tekst, "zondag 5 april 2026")
    assert re.search(r"\d x  te laat en niet gedaan", tekst)


def test_laat_vastgelegd_en_verbeterd(bibliotheek: Bibliotheek, tmp_path: Path) -> None:
    gesproken = "feit: melder_gesproken, over: k1, door: zorgaanbieder, zonder_zorg_en_verhuur: ja"
    later = KLACHT.replace(
        "verwacht:",
        f"  - {{op: 2026-04-07, vastgelegd: 2026-04-20, {gesproken}}}\n"
        "  - {op: 2026-04-03, rectificeer: f1, wordt: {op: 2026-04-01}, reden: verkeerde datum}\nverwacht:",
    )
    tekst = speel(bibliotheek, schrijf(tmp_path, later))
    assert "was woensdag 8 april, nu dinsdag 7 april" in dag(tekst, "vrijdag 3 april 2026")
    gezien = dag(tekst, "maandag 20 april 2026")
    assert "(gebeurd op dinsdag 7 april, nu vastgelegd)" in gezien
    assert "op tijd (dinsdag 7 april), maar later vastgelegd" in gezien
    assert "1 x op tijd gedaan, later vastgelegd" in " ".join(tekst.split())


def test_een_andere_afspraak_geeft_een_ander_verhaal(tmp_path: Path) -> None:
    """The term is changed in a copy of the folder, and the story follows."""
    map_ = tmp_path / "protocollen"
    shutil.copytree(EIGEN_MAP, map_, ignore=shutil.ignore_patterns("scenarios"))
    hoofdstuk = map_ / "amsterdam" / "overlastprotocol" / "2026-01-01" / "actie-1.yaml"
    tekst = hoofdstuk.read_text("utf-8")
    hoofdstuk.write_text(tekst.replace("uiterlijk: 2 werkdagen", "uiterlijk: 3 werkdagen"), "utf-8")
    assert "uiterlijk donderdag 9 april" in dag(speel(laad_map(map_), schrijf(tmp_path, KLACHT)), "donderdag 2 april 2026")


def test_zonder_feiten_en_voor_de_afspraak(bibliotheek: Bibliotheek, tmp_path: Path) -> None:
    assert "nog geen feiten" in speel(bibliotheek, schrijf(tmp_path, KOP + "feiten: []\n"))
    eerder = KLACHT.replace("2026-04-02", "2025-04-02").replace("2026-04-10", "2025-04-10")
    assert "Er belt iemand." in speel(bibliotheek, schrijf(tmp_path, eerder))


@pytest.mark.parametrize("pad", sorted(EIGEN_MAP.glob("*/*/scenarios/*.yaml"))[::9], ids=lambda p: p.stem)
def test_elk_scenario_is_te_vertellen(bibliotheek: Bibliotheek, pad: Path) -> None:
    assert "Zo staat het op" in speel(bibliotheek, pad)


def test_weet_niets_van_een_protocol(bibliotheek: Bibliotheek) -> None:
    """No role, phase or fact of any vocabulary stands in the code; only the path of the default story names a protocol."""
    bron = "".join(p.read_text("utf-8") for p in Path(verhaal.__file__).parent.glob("*.py"))
    code = "\n".join(r for r in bron.splitlines() if not r.startswith("STANDAARD"))
    woorden = set(re.findall(r"[a-z][a-z0-9_]*", code))
    namen = {n for v in bibliotheek.vocabulaires.values() for n in (*v.rollen, *v.feiten) if len(n) > 5}
    fasen = {f for v in bibliotheek.alles() for s in v.sporen.values() for f in s.fasen if "_" in f}
    assert not woorden & (namen | fasen)
    assert STANDAARD.exists()


# the pages for new users say what is true

DOCS = Path(__file__).resolve().parent.parent / "docs"


def blokken(pagina: str, soort: str) -> list[str]:
    return re.findall(rf"```{soort}\n(.*?)```", (DOCS / pagina).read_text("utf-8"), re.S)


def test_tutorial(bibliotheek: Bibliotheek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step of the tutorial, with the output that it shows."""
    monkeypatch.chdir(tmp_path)
    begin, gesprek, voldaan, beter, bekend = blokken("tutorial/eerste-scenario.md", "yaml")
    mis, waarom, _, verbeterd = blokken("tutorial/eerste-scenario.md", "text")

    def proef(tekst: str) -> list[str]:
        Path("pasen.yaml").write_text(tekst, "utf-8")
        return Scenario.lees("pasen.yaml", bibliotheek).controleer()

    assert [x for x in proef(begin) if x in mis] == proef(begin) != []
    assert waarom in speel(bibliotheek, Path("pasen.yaml"))
    tekst = begin.replace("2026-04-07", "2026-04-08")
    assert proef(tekst) == []
    tekst = tekst.replace("verwacht:", gesprek + "verwacht:") + voldaan
    assert proef(tekst) == []
    assert "fout  " not in speel(bibliotheek, Path("pasen.yaml"))
    proef(tekst.replace("zorg_en_verhuur: ja", "zorg_en_verhuur: nee"))
    assert "fout  Tegen de afspraak" in speel(bibliotheek, Path("pasen.yaml"))
    tekst = tekst.replace("verwacht:", beter + "verwacht:")
    assert len(proef(tekst)) == 1
    eerste = "  - op: 2026-04-03\n    plichten:\n      - {norm: TW-6.24, ding: k1, uiterlijk: 2026-04-08}\n"
    assert eerste in tekst
    assert proef(tekst.replace(eerste, bekend)) == []
    assert verbeterd in speel(bibliotheek, Path("pasen.yaml"))


def past(getoond: Any, echt: Any) -> bool:
    """A rule on the page may leave things out; what it shows is so in the protocol."""
    if isinstance(getoond, dict):
        return isinstance(echt, dict) and all(k in echt and past(v, echt[k]) for k, v in getoond.items())
    if isinstance(getoond, list):
        return isinstance(echt, list) and all(any(past(x, y) for y in echt) for x in getoond)
    return bool(" ".join(str(getoond).split()) == " ".join(str(echt).split()))


@pytest.mark.parametrize("tekst", blokken("uitleg/een-protocol-lezen.md", "yaml"), ids=lambda t: t.split()[1].strip(":"))
def test_regels_op_de_pagina_zijn_echt(bibliotheek: Bibliotheek, tekst: str) -> None:
    hoofdstukken = [d for p, d in bibliotheek.data.items() if p.startswith("amsterdam/overlastprotocol/")]
    getoond = laad(tekst, "pagina")
    assert any(past(getoond, h) for h in hoofdstukken)


def test_plaatsen_op_de_pagina_zijn_echt() -> None:
    tekst = (DOCS / "uitleg/een-protocol-lezen.md").read_text("utf-8")
    register = laad((EIGEN_MAP / "registers/tien-werkafspraken-2026.yaml").read_text("utf-8"), "register")
    bron = {x["id"]: x["bron"] for deel in ("normen", "tegenstrijdigheden") for x in register[deel]}
    plaatsen = re.findall(r"\*\*(T\S+)\*\* \((?:.*, )?(r\. [\d-]+)\)", tekst)
    assert len(plaatsen) >= 10
    assert [(n, p) for n, p in plaatsen if p not in bron[n]] == []
