# SPDX-License-Identifier: EUPL-1.2
"""Bad input, by name: files, expressions and scenario data. test_slechte_invoer.py and test_fuzz.py try them."""

from __future__ import annotations

from typing import Any

FEITEN = """gemeente: proefstad
kalender: nederland
categorieen:
  gewoon: {naam: gewoon}
rollen:
  zorg: {naam: zorg, soort: zorgaanbieder}
  corporatie: {naam: corporatie, soort: woningcorporatie}
dingen:
  klacht: {naam: klacht}
feiten:
  klacht_ontvangen:
    naam: klacht ontvangen
    opent: klacht
    door: [zorg]
    herkomst: buiten
    categorie: gewoon
    velden:
      ernstig: {soort: janee}
      kanaal: {soort: keuze, waarden: [loket, brief]}
      stand: {soort: getal}
      gebeurd: {soort: datum}
  beantwoord:
    naam: beantwoord
    over: [klacht]
    door: [zorg]
    herkomst: buiten
    categorie: gewoon
"""
KOP = """protocol: proef
titel: Proef
gemeente: proefstad
register: PR
lopende_dossiers: mee
norm: PR-0.01
"""
REGELS = """hoofdstuk: Proef
plichten:
  antwoorden:
    norm: PR-1.01
    wat: De klacht beantwoorden
    bij: klacht_ontvangen
    als: dit.ernstig en dit.kanaal = loket
    per: klacht
    wie: zorg
    doe: beantwoord
    uiterlijk: 2 werkdagen
toetsen:
  antwoord:
    bewaakt: beantwoord
    alle:
      - {norm: PR-1.02, eis: bestaat klacht_ontvangen binnen 6 maanden}
sporen:
  loop:
    norm: PR-1.03
    per: dossier
    begin: uit
    fasen: {uit: {naam: uit}, aan: {naam: aan}}
    overgangen:
      - {norm: PR-1.04, bij: klacht_ontvangen, van: uit, naar: aan}
begrippen:
  druk: {norm: PR-1.05, is: (aantal klacht_ontvangen waar f.ernstig) >= 2, uitkomst: ja}
"""
MAP = "proefstad/proef/2026-01-01/"
TEKSTEN = {"proefstad/feiten.yaml": FEITEN, f"{MAP}protocol.yaml": KOP, f"{MAP}regels.yaml": REGELS}
GOED: list[dict[str, Any]] = [
    {"op": "2026-01-05", "feit": "klacht_ontvangen", "id": "f1", "opent": "k1", "door": "zorg", "ernstig": "ja", "kanaal": "loket"},
    {"op": "2026-01-06", "feit": "beantwoord", "id": "f2", "over": "k1", "door": "zorg"},
]


def met(bestand: str, van: str, naar: str) -> dict[str, str]:
    tekst = TEKSTEN[bestand]
    assert van in tekst
    return {**TEKSTEN, bestand: tekst.replace(van, naar, 1)}


R, F, K = f"{MAP}regels.yaml", "proefstad/feiten.yaml", f"{MAP}protocol.yaml"
IS = "(aantal klacht_ontvangen waar f.ernstig) >= 2"
BOM = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"

TABEL = """tabellen:
  t:
    norm: PR-1.08
    kies: eerste
    invoer: {{a: [x, y]}}
    uitvoer: [uit]
    rijen:
      - {{norm: PR-1.08, als: [{cellen}], dan: een}}
"""

BESTANDEN: dict[str, tuple[str, dict[str, str]]] = {
    "geen_yaml": (R, met(R, "hoofdstuk: Proef", "hoofdstuk: [Proef")),
    "losse_accolade": (R, met(R, "{norm: PR-1.04", "{norm: PR-1.04}")),
    "tab_als_inspringing": (R, met(R, "  antwoorden:", "\tantwoorden:")),
    "stuurteken": (R, met(R, "De klacht", "De \x00klacht")),
    "geen_afbeelding": (R, {**TEKSTEN, R: "- een\n- lijst\n"}),
    "losse_tekst": (R, {**TEKSTEN, R: "zomaar een zin"}),
    "twee_documenten": (R, {**TEKSTEN, R: REGELS + "---\nhoofdstuk: Twee\n"}),
    "onbekende_sleutel_hoofdstuk": (R, met(R, "plichten:", "plicht:")),
    "onbekende_sleutel_plicht": (R, met(R, "    uiterlijk: 2 werkdagen", "    uiterlijkst: 2 werkdagen")),
    "onbekende_sleutel_blad": (R, met(R, "eis: bestaat", "eist: bestaat")),
    "onbekende_sleutel_veld": (F, met(F, "{soort: janee}", "{soort: janee, verplichtt: ja}")),
    "onbekende_sleutel_kop": (K, met(K, "titel:", "titels:")),
    "dubbele_sleutel": (R, met(R, "    wie: zorg", "    wie: zorg\n    wie: corporatie")),
    "dubbele_sleutel_woordenschat": (F, met(F, "  zorg:", "  corporatie: {naam: dubbel, soort: x}\n  zorg:")),
    "zelfde_naam_in_twee_hoofdstukken": ("", {**TEKSTEN, f"{MAP}nog.yaml": "hoofdstuk: Nog\nbegrippen: {druk: {norm: PR-1.06, is: ja}}\n"}),
    "anker": (R, met(R, "wie: zorg", "wie: &w zorg")),
    "verwijzing": (R, met(R, "wie: zorg", "wie: *w")),
    "samenvoegsleutel": (R, met(R, "    wie: zorg", "    <<: {wie: zorg}")),
    "label": (R, met(R, "wie: zorg", "wie: !!python/object/apply:os.getcwd []")),
    "yamlbom": (R, {**TEKSTEN, R: BOM}),
    "diep_genest": (R, {**TEKSTEN, R: "plichten: " + "[" * 20_000 + "]" * 20_000}),
    "diep_genest_blok": (R, {**TEKSTEN, R: "".join(" " * i + "a:\n" for i in range(1500))}),
    "onbekend_feit": (R, met(R, "bij: klacht_ontvangen\n", "bij: klacht_ontvange\n")),
    "onbekend_feit_doe": (R, met(R, "doe: beantwoord", "doe: beantwoordt")),
    "onbekende_rol": (R, met(R, "wie: zorg", "wie: zrog")),
    "onbekend_ding": (R, met(R, "per: klacht", "per: klachtje")),
    "onbekende_fase": (R, met(R, "naar: aan", "naar: ann")),
    "onbekend_begin": (R, met(R, "begin: uit", "begin: weg")),
    "onbekende_categorie": (F, met(F, "categorie: gewoon", "categorie: geheim")),
    "onbekende_veldsoort": (F, met(F, "soort: janee", "soort: jaofnee")),
    "onbekende_kalender": (F, met(F, "kalender: nederland", "kalender: mars")),
    "onbekende_opent": (F, met(F, "opent: klacht", "opent: onding")),
    "termijn_zonder_eenheid": (R, met(R, "2 werkdagen", "2")),
    "termijn_onzin": (R, met(R, "2 werkdagen", "twee werkdagen")),
    "termijn_onbekende_eenheid": (R, met(R, "2 werkdagen", "2 decennia")),
    "termijn_enorm": (R, met(R, "2 werkdagen", "99999999999999999999 jaren")),
    "doe_ontbreekt": (R, met(R, "    doe: beantwoord\n", "")),
    "naam_met_streepje": (R, met(R, "  antwoorden:", "  ant-woorden:")),
    "naam_met_hoofdletter": (R, met(R, "  druk:", "  Druk:")),
    "deel_van_vreemde_norm": (R, met(R, "    norm: PR-1.01\n", "    norm: PR-1.01\n    deel: {PR-7.77: uiterlijk}\n")),
    "onmogelijke_versiedatum": (
        "",
        {F: FEITEN, "proefstad/proef/2026-02-30/protocol.yaml": KOP, "proefstad/proef/2026-02-30/regels.yaml": REGELS},
    ),
    "onmogelijke_datum_in_uitdrukking": (R, met(R, IS, "2026-02-30 < 2026-03-01")),
    "onmogelijke_datum_kengetal": (R, {**TEKSTEN, R: REGELS + "kengetallen:\n  grens: {norm: PR-1.07, waarden: {2026-13-01: 3}}\n"}),
    "lopende_dossiers_onzin": (K, met(K, "lopende_dossiers: mee", "lopende_dossiers: misschien")),
    "andere_gemeente_in_kop": (K, met(K, "gemeente: proefstad", "gemeente: elders")),
    "andere_naam_in_kop": (K, met(K, "protocol: proef", "protocol: anders")),
    "begrip_leest_zichzelf": (R, met(R, IS, "niet druk")),
    "begrippen_in_een_kring": (
        R,
        {**TEKSTEN, R: REGELS + "  stil: {norm: PR-1.06, is: niet roerig}\n  roerig: {norm: PR-1.07, is: niet stil}\n"},
    ),
    "toets_leest_zichzelf": (R, met(R, "eis: bestaat klacht_ontvangen binnen 6 maanden", "eis: toets(antwoord) = ja")),
    "plicht_leest_zichzelf": (R, met(R, "dit.ernstig en dit.kanaal = loket", "plicht(antwoorden).status = open")),
    "tabel_met_scheve_rij": (R, {**TEKSTEN, R: REGELS + TABEL.format(cellen="x, y")}),
    "keuze_zonder_standaard_in_opties": (
        R,
        {**TEKSTEN, R: REGELS + "keuzes:\n  duur: {norm: PR-1.08, vraag: Hoe lang, opties: {kort: 2 dagen}, standaard: lang}\n"},
    ),
    "opschorting_van_onbekende_plicht": (
        R,
        {**TEKSTEN, R: REGELS + "opschortingen:\n  o: {norm: PR-1.08, van: klacht_ontvangen, tot: beantwoord, stuit: [nergens]}\n"},
    ),
    "leeg_protocol": (K, {**TEKSTEN, K: ""}),
    "lege_woordenschat": (F, {**TEKSTEN, F: ""}),
}

# What loads, but `wijkregie protocol controle` reports: (file, texts, a word of the message).
CONTROLE: dict[str, tuple[str, dict[str, str], str]] = {
    "norm_ontbreekt": (R, met(R, "    norm: PR-1.01\n", ""), "geen norm"),
    "deel_zonder_pad": (R, met(R, "    norm: PR-1.01\n", "    norm: [PR-1.01, PR-1.09]\n    deel: {PR-1.09: nergens}\n"), "nergens"),
    "tabel_met_vreemde_waarde": (R, {**TEKSTEN, R: REGELS + TABEL.format(cellen="z")}, "Rij 1"),
}

UITDRUKKINGEN: dict[str, str] = {
    "ontvanger_buiten_een_deelregel": "ontvanger = zorg",
    "onder_een_onbekende_rol": "zorg in onder(zrog)",
    "leeg": "",
    "half": "bestaat klacht_ontvangen en",
    "begint_met_of": "of bestaat klacht_ontvangen",
    "haakje_open": "(bestaat klacht_ontvangen",
    "haakje_dicht": "bestaat klacht_ontvangen)",
    "aanhaling_open": "(laatste klacht_ontvangen).kanaal = 'loket",
    "dubbel_gelijk": "(aantal klacht_ontvangen) == 2",
    "vreemd_teken": "bestaat klacht_ontvangen ; ja",
    "python": "__import__('os').getcwd()",
    "onbekend_woord": "bestaat klacht_verstuurd",
    "onbekend_veld": "(laatste klacht_ontvangen).kleur = rood",
    "onbekende_waarde": "(laatste klacht_ontvangen).kanaal = telefoon",
    "onbekende_functie": "vandaag() > 2026-01-01",
    "vandaag": "vandaag > 2026-01-01",
    "getal_en_tekst": "(aantal klacht_ontvangen) > loket",
    "janee_als_getal": "(laatste klacht_ontvangen).ernstig + 2",
    "datum_min_datum_als_waarheid": "(laatste klacht_ontvangen).op en ja",
    "als_zonder_anders": "als ja dan nee",
    "elk_zonder_punt": "elk x in klacht ja",
    "onbekend_begrip": "onbekend_begrip en ja",
    "onbekend_spoor": "fase(nergens) = uit",
    "onbekende_fase": "fase(loop) = weg",
    "onbekende_keuze": "keuze(nergens) = 2",
    "onbekende_tabel": "nergens(1, 2)",
    "emoji": "bestaat \U0001f525",
    "groot_getal": "(aantal klacht_ontvangen) > " + "9" * 5000,
    "haakjes_diep": "(" * 20_000 + "ja" + ")" * 20_000,
    "niet_diep": "niet " * 20_000 + "ja",
    "als_diep": "als ja dan " * 10_000 + "ja" + " anders nee" * 10_000,
    "megabyte_ketting": " en ".join(["bestaat klacht_ontvangen"] * 37_000),
    "megabyte_plus": "1" + " + 1" * 260_000 + " > 0",
    "megabyte_woord": "a" * 1_000_000,
    "megabyte_wit": " " * 1_000_000,
    "megabyte_lijst": "1 in [" + "1, " * 330_000 + "1]",
}


def _feit(**anders: Any) -> dict[str, Any]:
    return {k: v for k, v in {**GOED[0], **anders}.items() if v is not ...}


DATA: dict[str, dict[str, Any]] = {
    "onmogelijke_datum": {"feiten": [_feit(op="2026-02-30")]},
    "datum_in_woorden": {"feiten": [_feit(op="vorige week")]},
    "onmogelijke_tijd": {"feiten": [_feit(op="2026-01-05 25:00")]},
    "getal_als_datum": {"feiten": [_feit(op=20260105)]},
    "geen_datum": {"feiten": [_feit(op=...)]},
    "lege_datum": {"feiten": [_feit(op=None)]},
    "vastgelegd_voor_gebeurd": {"feiten": [_feit(vastgelegd="2026-01-04")]},
    "onmogelijk_vastgelegd": {"feiten": [_feit(vastgelegd="2026-01-32")]},
    "onmogelijke_velddatum": {"feiten": [_feit(gebeurd="2025-02-29")]},
    "onbekende_feitsoort": {"feiten": [_feit(feit="klacht_gekregen")]},
    "geen_feitsoort": {"feiten": [_feit(feit=...)]},
    "onbekend_veld": {"feiten": [_feit(kleur="rood")]},
    "onbekende_waarde": {"feiten": [_feit(kanaal="telefoon")]},
    "janee_met_getal": {"feiten": [_feit(ernstig=7)]},
    "getal_met_woord": {"feiten": [_feit(stand="veel")]},
    "lijst_waar_een_waarde_hoort": {"feiten": [_feit(kanaal=["loket", "brief"])]},
    "kaart_waar_een_waarde_hoort": {"feiten": [_feit(kanaal={"a": 1})]},
    "onbekende_rol": {"feiten": [_feit(door="zrog")]},
    "onbekende_sleutel_in_door": {"feiten": [_feit(door={"rol": "zorg", "naam": "x"})]},
    "over_een_ding_dat_er_niet_is": {"feiten": [{**GOED[1], "over": "k9"}]},
    "id_tweemaal": {"feiten": [_feit(), _feit(opent="k2")]},
    "rectificatie_van_niets": {"feiten": [_feit(), {"op": "2026-01-06", "rectificeer": "f7", "intrekken": "ja", "reden": "fout", "door": "zorg"}]},
    "rectificatie_zonder_inhoud": {"feiten": [_feit(), {"op": "2026-01-06", "rectificeer": "f1", "reden": "fout", "door": "zorg"}]},
    "rectificatie_naar_onbekend_veld": {
        "feiten": [_feit(), {"op": "2026-01-06", "rectificeer": "f1", "wordt": {"kleur": "rood"}, "reden": "x", "door": "zorg"}]
    },
    "rectificatie_naar_de_toekomst": {
        "feiten": [_feit(), {"op": "2026-01-06", "rectificeer": "f1", "wordt": {"op": "2027-01-01"}, "reden": "x", "door": "zorg"}]
    },
    "feiten_geen_lijst": {"feiten": {"op": "2026-01-05"}},
    "feit_is_tekst": {"feiten": ["klacht"]},
    "feit_is_leeg": {"feiten": [None]},
    "onbekend_protocol": {"protocollen": ["proefstad/nergens"]},
    "onbekende_versie": {"protocollen": ["proefstad/proef@2031-01-01"]},
    "protocol_is_getal": {"protocollen": [7]},
    "onbekende_sleutel": {"feitjes": []},
    "onbekende_sleutel_verwacht": {"verwacht": [{"op": "2026-01-06", "plicht": []}]},
    "onbekende_status_verwacht": {"verwacht": [{"op": "2026-01-06", "plichten": [{"norm": "PR-1.01", "status": "bezig"}]}]},
    "onbekende_status_in_geen": {"verwacht": [{"op": "2026-01-06", "geen_plichten": [{"norm": "PR-1.01", "status": "bezig"}]}]},
    "onbekende_sleutel_in_geen": {"verwacht": [{"op": "2026-01-06", "geen_plichten": [{"nrom": "PR-1.01"}]}]},
    "onbekend_spoor_verwacht": {"verwacht": [{"op": "2026-01-06", "fasen": {"nergens": "uit"}}]},
    "keuzes_geen_kaart": {"keuzes": "x"},
    "onmogelijke_datum_verwacht": {"verwacht": [{"op": "2026-00-06"}]},
    "onbekende_keuze": {"keuzes": {"nergens": "x"}},
    "onbekende_rol_in_bezetting": {"bezetting": [{"rol": "zrog", "organisatie": "Zorggroep Linde", "gebied": "Zuid"}]},
    "verbinding_met_zichzelf": {
        "dossiers": {"a": {}},
        "verbindingen": [{"van": "a", "naar": "a", "soort": "gezin", "sinds": "2026-01-01"}],
    },
    "verbinding_met_niets": {"dossiers": {"a": {}}, "verbindingen": [{"van": "a", "naar": "b", "soort": "gezin", "sinds": "2026-01-01"}]},
    "onbekend_dossier": {"feiten": [_feit(dossier="zaak9")]},
}
