# SPDX-License-Identifier: EUPL-1.2
"""Letters as people write them: what is wrong is said with file, line and next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkregie.norm.fouten import Fout
from wijkregie.norm.protocol.lader import EIGEN_MAP, laad_map, laad_teksten
from wijkregie.stukken.vormen import lees, vorm_van

FEITEN = """\
gemeente: stad
deuren: {brief: [post]}
categorieen: {naam: {systeem: identiteit}, aard: {}, zorg: {}, geheim: {}}
rollen: {gever: {soort: gever}, bewoner: {soort: inwoner, categorie: naam}, buur: {soort: inwoner, categorie: geheim}}
feiten:
  waarschuwing: {door: gever, categorie: aard, velden: {tekst: {soort: tekst}, hulp: {soort: tekst, categorie: zorg}, wie: {soort: rol},
    bron: {soort: tekst, categorie: geheim}, dag: {soort: datum}}}
"""
KOP = "{protocol: proef, titel: Proef, gemeente: stad}\n"
REGELS = """\
gronden: {eigen: {norm: N-1, is: ja}}
delen:
  brief: {norm: N-1, doel: post, grond: eigen, van: gever, aan: [bewoner, buur], gegevens: [aard, geheim], weg: brief}
  dat_er_zorg_is: {norm: N-1, doel: post, grond: eigen, van: gever, aan: bewoner, gegevens: [zorg], weg: brief, vorm: bestaat}
  nooit: {norm: N-1, verbod: ja, aan: bewoner, gegevens: [geheim]}
"""
GOED = """\
brief: Waarschuwing
bij: waarschuwing
aan: bewoner
doel: post
tekent: gever
wegen: [post]
bezwaar: Zeg het ons.
elementen:
  - tekst: 'Dit ging mis: {waarde}'
    veld: tekst
"""


def fouten(brief: str, map_: Path) -> list[Fout]:
    teksten = {"stad/feiten.yaml": FEITEN, "stad/proef/2026-01-01/protocol.yaml": KOP, "stad/proef/2026-01-01/regels.yaml": REGELS}
    p = map_ / "stad" / "proef" / "2026-01-01" / "brieven" / "b.yaml"
    p.parent.mkdir(parents=True)
    p.write_text(brief, "utf-8")
    return lees(laad_teksten(teksten), map_)[1]


def test_a_good_letter_is_silent(tmp_path: Path) -> None:
    assert fouten(GOED, tmp_path) == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel", "tekst"),
    [
        ("veld: tekst", "veld: teskt", 10, "teskt is geen veld van waarschuwing. Bedoelt u tekst"),
        ("veld: tekst", "veld: hulp", 10, "iets uit zorg (zorg), en geen regel geeft bewoner dat voor het doel post per brief"),
        ("veld: tekst", "veld: bron", 10, "iets uit geheim"),
        ("veld: tekst", "veld: wie", 10, "wie is een rol. Die kan niet in een zin"),
        ("    veld: tekst", "    afgeleid: aantal waarschuwin", 10, "waarschuwin"),
        ("    veld: tekst", "    afgeleid: (laatste waarschuwing).tekst", 10, "geeft geen datum, getal, keuze of ja of nee"),
        ("    veld: tekst", "    afgeleid: (laatste waarschuwing).hulp bekend", 10, "iets uit zorg"),
        ("    veld: tekst", "    veld: tekst\n    indien: dit.hulp bekend", 11, "iets uit zorg"),
        ("    veld: tekst", "", 9, "het element zegt niet waar dat vandaan komt"),
        ("'Dit ging mis: {waarde}'", "Dit ging mis", 9, "zegt niet waar het antwoord komt"),
        ("  - tekst: 'Dit ging mis: {waarde}'\n    veld: tekst\n", "  - veld: tekst\n", 9, "De sleutel tekst ontbreekt"),
        ("'Dit ging mis: {waarde}'", "''", 9, "past hier niet"),
        ("    veld: tekst", "    veld: tekst\n    verplicht: ja", 9, "wat verplicht is, heeft een wat"),
        ("doel: post", "doel: pots", 4, "De deur brief dient het doel pots niet"),
        ("bij: waarschuwing", "bij: waarschuwig", 2, "waarschuwig is geen feit. Bedoelt u waarschuwing"),
        ("aan: bewoner", "aan: buur", 3, "De naam uit het dossier mag dus niet boven de brief"),
        ("wegen: [post]", "wegen: [duif]", 6, "duif"),
        ("tekent: gever", "tekent: gevr", 5, "gevr"),
        ("bezwaar: Zeg het ons.\n", "", 1, "De sleutel bezwaar ontbreekt"),
    ],
)
def test_a_mistake_is_said_with_its_place(oud: str, nieuw: str, regel: int, tekst: str, tmp_path: Path) -> None:
    assert oud in GOED
    gevonden = fouten(GOED.replace(oud, nieuw, 1), tmp_path)
    assert any(tekst in str(f) for f in gevonden), gevonden
    assert {f.bestand for f in gevonden} == {"stad/proef/2026-01-01/brieven/b.yaml"}
    assert any(f.regel == regel for f in gevonden if tekst in str(f)), gevonden


def test_the_letters_at_hand_are_right() -> None:
    vormen, fout = lees(laad_map(EIGEN_MAP), EIGEN_MAP, EIGEN_MAP / "registers")
    assert not fout and len(vormen) >= 6
    assert len({(v.gemeente, v.protocol, v.vanaf, v.model.bij) for v in vormen}) == len(vormen)  # one letter for an act


def test_a_letter_is_that_of_an_agreement_of_the_dossier() -> None:
    from datetime import date

    dag = date(2026, 3, 1)
    assert vorm_van("amsterdam", ("treiteraanpak",), "waarschuwingsbrief_uitgereikt", dag) is None
    assert vorm_van("amsterdam", ("overlastprotocol",), "waarschuwingsbrief_uitgereikt", dag) is not None
