# SPDX-License-Identifier: EUPL-1.2
"""The linter: each check finds its mistake, at the line, and the protocols at hand give no false messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.lint.linter import controleer
from wijkregie.norm.lint.normen import norm_ids
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map, laad_teksten
from wijkregie.opdrachten import main

FEITEN = """\
gemeente: stad
categorieen: {aard: {}, zorg: {}}
rollen: {beheerder: {soort: beheerder}, zorgverlener: {soort: zorgverlener}}
dingen: {zaak: {}}
feiten:
  begin: {opent: zaak, door: beheerder, velden: {kleur: {soort: keuze, waarden: [rood, blauw]}, n: {soort: getal}}}
  actie: {over: zaak, door: zorgverlener, categorie: zorg}
  stil: {over: zaak}
"""
KOP = "{protocol: proef, titel: Proef, gemeente: stad}\n"
GOED = """\
bron: r. 1
plichten:
  doen: {norm: N-1, wat: Iets doen, bij: begin, wie: beheerder, doe: actie, uiterlijk: 2 dagen}
"""
PLICHT = "plichten:\n  p: {norm: N-1, bij: begin, doe: actie, als: "
TOETS = "toetsen:\n  t:\n    bewaakt: actie\n    alle:\n      - "
NAAM = "stad/proef/2026-01-01/regels.yaml"


def bibliotheek(regels: str, kop: str = KOP, **meer: str) -> Bibliotheek:
    return laad_teksten({"stad/feiten.yaml": FEITEN, "stad/proef/2026-01-01/protocol.yaml": kop, NAAM: regels, **meer})


def meldingen(regels: str, kop: str = KOP) -> list[Fout]:
    return controleer(bibliotheek(regels, kop))


def test_goed_is_stil() -> None:
    assert meldingen(GOED) == []


@pytest.mark.parametrize(
    ("regels", "regel", "tekst"),
    [
        ("plichten:\n  p: {norm: N-1, bij: begin, doe: stil}\n", 3, "stil beëindigt deze plicht, maar niemand"),
        (PLICHT + "geen stil}\n", 3, "kijkt naar stil, maar niemand"),
        ("plichten:\n  p: {bij: begin, doe: actie}\n", 3, "staat geen norm"),
        ("plichten:\n  p: {norm: N-1, bij: begin, houdt: aantal actie < 0}\n", 3, "De plicht eindigt nooit"),
        ("zorg_dat:\n  z: {norm: N-1, houdt: 'bestaat actie en nee'}\n", 3, "altijd nee"),
        ("begrippen:\n  x: {is: ja}\nplichten:\n  p: {norm: N-1, bij: begin, doe: actie, als: niet x}\n", 5, "geldt nooit"),
        (PLICHT + "'dit.kleur in [rood, blauw]'}\n", 3, "altijd ja"),
        (PLICHT + "dit.kleur = rood of dit.kleur = blauw}\n", 3, "altijd ja"),
        (PLICHT + "dit.kleur != rood en dit.kleur != blauw}\n", 3, "altijd nee"),
        (TOETS + "{norm: N-1, eis: aantal begin >= 0}\n", 6, "De eis doet niets"),
        (TOETS + "{norm: N-1, eis: 'elk x in []: x = beheerder'}\n", 6, "lege lijst"),
        (TOETS + "{norm: N-1, hardheid: advies, eis: bestaat begin}\n", 3, "houdt nooit iets tegen"),
        (
            "sporen:\n  s:\n    norm: N-1\n    begin: a\n    fasen: {a: {}, b: {}, c: {}}\n"
            "    overgangen: [{bij: begin, van: b, naar: c}]\n",
            3,
            "leidt van a naar b of c",
        ),
        ("tabellen:\n  t: {norm: N-1, invoer: {x: [a, b]}, rijen: [{als: [a], dan: een}]}\n", 3, "past: 1, zoals: b"),
        (
            "tabellen:\n  t:\n    norm: N-1\n    invoer: {x: [a, b]}\n"
            "    rijen:\n      - {als: ['-'], dan: een}\n      - {als: [b], dan: twee}\n",
            8,
            "Rij 2 wordt nooit gekozen",
        ),
        (
            "tabellen:\n  t: {norm: N-1, kies: precies_een, invoer: {x: [a, b]}, rijen: [{als: [a], dan: een}, {als: ['-'], dan: twee}]}\n",
            3,
            "meer rijen passen",
        ),
        ("publiceert:\n  p: {norm: N-1, waarde: verbonden(reeks).x, categorie: aard}\n", 3, "twee stappen"),
        (
            "delen:\n  wel: {norm: N-1, doel: hulp, grond: nodig, aan: beheerder, gegevens: zorg}\n"
            "  niet: {norm: N-1, verbod: ja, aan: beheerder, gegevens: [zorg, aard]}\ngronden: {nodig: {norm: N-1, is: ja}}\n",
            3,
            "verbiedt niet altijd",
        ),
    ],
)  # fmt: skip
def test_vindt(regels: str, regel: int, tekst: str) -> None:
    uit = meldingen("bron: r. 1\n" + regels)
    assert [(f.bestand, f.regel) for f in uit] == [(NAAM, regel)], uit
    assert tekst in uit[0].melding
    assert uit[0].herstel and uit[0].sleutel


@pytest.mark.parametrize(
    "regels",
    [
        PLICHT + "dit.kleur = rood of aantal begin > 0}\n",
        PLICHT + "nee, niet_mogelijk: {open: zo bedoeld}}\n",
        "rechten: {r: {norm: N-1, rol: beheerder, feit: stil}}\nplichten:\n  p: {norm: N-1, bij: begin, doe: stil}\n",
        "toetsen:\n  t:\n    noot: zo bedoeld\n    bewaakt: actie\n    alle: [{norm: N-1, hardheid: advies, eis: bestaat begin}]\n",
        "delen:\n  wel: {norm: N-1, doel: hulp, grond: nodig, aan: beheerder, gegevens: [zorg, aard]}\n"
        "  niet: {norm: N-1, verbod: ja, aan: beheerder, gegevens: zorg}\ngronden: {nodig: {norm: N-1, is: ja}}\n",
        "tabellen: {t: {norm: N-1, kies: alle, invoer: {x: [a, b]}, rijen: [{als: [a], dan: een}]}}\n",
    ],
)
def test_zwijgt(regels: str) -> None:
    assert meldingen("bron: r. 1\n" + regels) == []


@pytest.mark.parametrize(
    "regels",
    [
        "plichten:\n  p: {norm: N-1, bij_gemist: q, doe: actie}\n  q: {norm: N-1, bij_gemist: p, doe: actie}\n",
        "plichten:\n  p: {norm: N-1, bij: begin, doe: actie, als: toets(t)}\n"
        "toetsen:\n  t:\n    bewaakt: actie\n    alle:\n      - {norm: N-1, eis: 'plicht(p).afgerond'}\n",
        "begrippen:\n  x: {norm: N-1, feiten: begin, waar: toets(t)}\nplichten:\n  p: {norm: N-1, bij: x, doe: actie}\n"
        "toetsen:\n  t:\n    bewaakt: actie\n    alle:\n      - {norm: N-1, eis: 'plicht(p).afgerond'}\n",
    ],
)
def test_kring_wordt_geweigerd(regels: str) -> None:
    with pytest.raises(InvoerFout, match="in een kring: plicht p > "):
        bibliotheek("bron: r. 1\n" + regels)


def test_norm_zonder_bron() -> None:
    (fout,) = meldingen(GOED.replace("bron: r. 1\n", ""))
    assert "N-1 staat in geen register" in fout.melding
    kop = KOP.replace("}", ", register: TW}")
    (fout,) = meldingen(GOED.replace("N-1", "TW-6.999"), kop)
    assert "TW-6.999" in fout.melding
    assert meldingen(GOED.replace("N-1", "TW-6.24"), kop) == []
    assert meldingen(GOED.replace("norm: N-1", "norm: N-1, bron: r. 12"), kop) == []


def test_registers() -> None:
    ids = norm_ids(EIGEN_MAP / "registers")
    assert {"TW-6.24", "TW-B1.31", "TG-12", "TS-01", "T-WT-01", "DO-3.2.08"} <= ids


def test_eigen_registers(tmp_path: Path) -> None:
    """The registers beside the protocols that are asked for count, not those of the package."""
    schrijf(tmp_path, "stad/feiten.yaml", FEITEN)
    schrijf(tmp_path, "stad/proef/2026-01-01/protocol.yaml", KOP.replace("}", ", register: N}"))
    schrijf(tmp_path, NAAM, GOED.replace("bron: r. 1\n", ""))
    opdracht = ["--protocollen", str(tmp_path), "protocol", "controle"]
    assert main(opdracht) == 1
    schrijf(tmp_path, "registers/n.yaml", "normen: [{id: N-1}]\n")
    assert main(opdracht) == 0


def test_streng() -> None:
    (fout,) = controleer(bibliotheek(GOED), streng=True)
    assert "beheerder" in fout.melding and "zorg" in fout.melding


def test_fouten_bij_het_bouwen() -> None:
    data = {**bibliotheek(GOED).data}
    kapot = data[NAAM]["plichten"]["doen"]
    kapot["als"] = "bestaat onzin"
    uit = controleer(Bibliotheek(data))
    assert [f.bestand for f in uit] == [NAAM] and "onzin" in uit[0].melding


# files on disk


def schrijf(wortel: Path, naam: str, tekst: str) -> str:
    p = wortel / naam
    p.parent.mkdir(parents=True, exist_ok=True)
    p.write_text(tekst, "utf-8")
    return str(p)


def test_bestanden_buiten_de_map(tmp_path: Path) -> None:
    schrijf(tmp_path, "stad/feiten.yaml", FEITEN)
    schrijf(tmp_path, "stad/proef/2026-01-01/protocol.yaml", KOP)
    fout = schrijf(tmp_path, NAAM, GOED.replace("doe: actie", "doe: stil"))
    goed = schrijf(tmp_path, "stad/proef/2026-01-01/twee.yaml", "bron: r. 2\n")
    basis = laad_map(gemeenten=[])
    uit = controleer(basis, [fout])
    assert [f.bestand for f in uit] == [fout] and uit[0].regel == 3
    assert controleer(basis, [goed]) == []
    assert {f.bestand for f in controleer(basis, [str(tmp_path)])} == {fout}


def test_scenario_en_vreemde_bestanden(tmp_path: Path) -> None:
    b = bibliotheek(GOED)
    verhaal = "{scenario: s, toont: N-1, protocollen: stad/proef, feiten: [{op: 2026-01-05, feit: begin, opent: z}]}\n"
    goed = schrijf(tmp_path, "scenarios/goed.yaml", verhaal)
    slecht = schrijf(tmp_path, "scenarios/slecht.yaml", "scenario: s\nprotocollen: stad/proef\nfeiten:\n  - {op: 2026-01-05, feit: begn}\n")
    onbekend = schrijf(tmp_path, "scenarios/onbekend.yaml", "scenario: s\ntoont: N-9\nprotocollen: stad/proef\n")
    los = schrijf(tmp_path, "los.yaml", "plichten: {}\n")
    weg = str(tmp_path / "weg.yaml")
    assert controleer(b, [goed]) == []
    assert [(f.bestand, f.regel) for f in controleer(b, [slecht, onbekend, los, weg])] == [(los, 0), (onbekend, 2), (slecht, 4), (weg, 0)]


BEKEND = {
    "delen.verslag_terugkoppelen",  # two norms of one source: send the report back, and never send it
    "keuzes.kleur_eenstemmig",  # the source is silent, and no number says so
}


def test_eigen_protocollen() -> None:
    """A message here is a mistake in a protocol or in the linter."""
    assert [str(f) for f in controleer(laad_map()) if f.sleutel not in BEKEND] == []


DEUREN = "deuren: {pagina: [hulp], bericht: [hulp]}\n"
DEEL = "gronden:\n  taak: {norm: N-1, is: bestaat begin}\ndelen:\n  d: {norm: N-1, doel: %s, grond: taak, aan: beheerder, gegevens: zorg, weg: %s}\n"


@pytest.mark.parametrize(("doel", "weg", "mist"), [("hulp", "inzage", 0), ("hulp", "bericht", 0), ("hulp", "overleg", 1), ("wonen", "inzage", 1)])
def test_a_purpose_that_no_door_serves_is_reported(doel: str, weg: str, mist: int) -> None:
    bib = laad_teksten({"stad/feiten.yaml": FEITEN + DEUREN, "stad/proef/2026-01-01/protocol.yaml": KOP, NAAM: DEEL % (doel, weg)})
    fouten = [f for f in controleer(bib) if "Geen deur dient het doel" in f.melding]
    assert len(fouten) == mist
    assert all(doel in f.melding and weg in f.melding for f in fouten)


def test_every_municipality_that_comes_along_says_which_purposes_its_doors_serve() -> None:
    assert all(v.wereld.voc.deuren for v in laad_map(EIGEN_MAP).alles())
