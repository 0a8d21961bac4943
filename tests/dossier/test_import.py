# SPDX-License-Identifier: EUPL-1.2
"""Running cases taken over: real dates, all or nothing, twice changes nothing, and mistakes are told with row and field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from wijkregie import klok
from wijkregie.dossier import kern
from wijkregie.dossier.controle import controleer_dossiers, controleer_gemeente
from wijkregie.dossier.importeren import Verslag, importeer
from wijkregie.dossier.opdracht import NietTeZeggen
from wijkregie.norm.fouten import InvoerFout

ZAAK: dict[str, Any] = {
    "sleutel": "LINDE-0042",
    "protocollen": ["overlastprotocol"],
    "gebied": "duinwijk",
    "behandelaar": "femke@linde.example",
    "persoon": {"voornaam": "Daan", "achternaam": "Wilgenroos", "geboortedatum": "1990-01-01", "mail": "daan@voorbeeld.invalid"},
    "adres": {"straat": "Lisdoddestraat", "huisnummer": 14, "plaats": "Duinveste"},
    "partijen": [{"rol": "zorgaanbieder", "organisatie": "linde"}],
    "feiten": [
        {"op": "2025-11-02", "feit": "toestemming_gegeven", "velden": {"schriftelijk": "ja"}},
        {"op": "2025-12-01", "id": "k", "feit": "klacht_ontvangen", "opent": "klacht1", "velden": {"kanaal": "mzwo", "omschrijving": "Muziek"}},
        {"op": "2025-12-02", "feit": "deelnemer_aangesproken", "over": "klacht1", "rol": "contactpersoon", "organisatie": "eik"},
        {"op": "2025-12-03", "rectificeer": "k", "wordt": {"omschrijving": "Trommels"}, "reden": "Verkeerd verstaan."},
    ],
}


def schrijf(tmp_path: Path, *dossiers: dict[str, Any]) -> Path:
    pad = tmp_path / "zaken.json"
    pad.write_text(json.dumps({"dossiers": dossiers}, indent=1), "utf-8")
    return pad


def neem_over(pad: Path, **kw: Any) -> Verslag:
    return importeer(pad, "amsterdam", "femke@linde.example", **kw)


def zaak_van(databank: Any) -> UUID:
    [(d,)] = databank.beheer("select id from dossier_dossier where soort = 'zaak'")
    return UUID(str(d))


def test_a_case_comes_over_with_its_dates_person_and_address(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    v = neem_over(schrijf(tmp_path, ZAAK))
    assert (v.dossiers, v.al, v.onderwerpen) == (1, 0, {"personen": 1, "adressen": 1})
    assert duinveste.ziet("femke", "dossier_feit", "op::text", "soort = 'klacht_ontvangen'") == [("2025-12-01",)]
    assert databank.beheer("select begonnen::text, nummer from dossier_dossier where soort = 'zaak'") == [("2025-11-02", "WR-2026-0001")]
    kop = dict(duinveste.ziet("femke", "dossier_kop", "soort, tekst", "volgorde = 0 and dossier = %s", zaak_van(databank)))
    assert "Wilgenroos" in kop["persoon"]
    assert "Lisdoddestraat" in kop["adres"]
    assert duinveste.ziet("femke", "dossier_fase", "fase", "spoor = 'ladder'") == [("actie_1",)]
    delen = duinveste.leest("harm", "dossier = %s", zaak_van(databank))
    assert any("Trommels" in x for x in delen)  # the sharing rules hold for what was taken over
    bezwaren = controleer_dossiers(duinveste.gemeente, "amsterdam", kern.alle_dossiers(duinveste.gemeente, "amsterdam"), klok.vandaag()).bezwaren
    assert bezwaren + controleer_gemeente(duinveste.gemeente, "amsterdam").bezwaren == []


def test_nothing_of_it_is_recorded_late_and_before_the_import_nobody_can_say_what_was_known(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    neem_over(schrijf(tmp_path, ZAAK))
    assert databank.beheer("select count(*) from dossier_plicht where vastgelegd_laat") == [(0,)]
    assert databank.beheer("select count(*) from dossier_schending") == [(0,)]
    d, s = zaak_van(databank), duinveste.sessie("femke")
    with pytest.raises(NietTeZeggen) as e:
        kern.zaak(s, d, bekend_op=date(2026, 1, 10))
    assert e.value.sinds == date(2026, 1, 23)
    kern.zaak(s, d, op=date(2025, 12, 31))


def test_who_took_it_over_is_not_who_did_it(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    neem_over(schrijf(tmp_path, ZAAK))
    g, _ = kern.zaak(duinveste.sessie("femke"), zaak_van(databank))
    f = next(f for f in g.feiten if f.soort == "deelnemer_aangesproken")
    assert (f.door.rol, f.door.organisatie, f.door.persoon) == ("contactpersoon", str(duinveste.organisaties["eik"]), None)


def test_a_second_time_changes_nothing(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    pad = schrijf(tmp_path, ZAAK)
    neem_over(pad)
    vroeger = databank.beheer("select id, schakel from dossier_feit order by id")
    v = neem_over(pad)
    assert (v.dossiers, v.al, v.feiten) == (0, 1, 0)
    assert databank.beheer("select id, schakel from dossier_feit order by id") == vroeger
    assert databank.beheer("select laatste from dossier_nummering where reeks = 'WR-2026'") == [(1,)]


def test_a_trial_tells_what_would_follow_and_stores_nothing(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    zaak = json.loads(json.dumps(ZAAK).replace("2025-1", "2026-0").replace("2026-02", "2026-01").replace("mzwo", "zorgaanbieder"))
    v = neem_over(schrijf(tmp_path, zaak), proef=True)
    assert v.dossiers == 1
    assert v.plichten["te laat"] > 0
    for tabel in ("dossier_dossier", "dossier_feit", "dossier_nummering", "dossier_opdracht", "delen_toegang", "procrastinate_jobs"):
        assert databank.beheer(f"select count(*) from {tabel}") == [(0,)], tabel


def test_two_cases_about_one_person_share_the_person(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    een = {**ZAAK, "persoon": {**ZAAK["persoon"], "sleutel": "P-7"}}
    v = neem_over(schrijf(tmp_path, een, {**een, "sleutel": "LINDE-0043"}))
    assert (v.dossiers, v.onderwerpen["personen"], v.onderwerpen["adressen"]) == (2, 1, 2)


FOUTEN: list[tuple[dict[str, Any], str, str]] = [
    ({"gebied": "duinwijkk"}, "gebied", "duinwijkk is geen gebied"),
    ({"protocollen": ["overlastprotocl"]}, "protocollen", "overlastprotocol"),
    ({"behandelaar": "harm@eik.example"}, "behandelaar", "geen collega"),
    ({"persoon": {"achtrnaam": "x"}}, "persoon.achtrnaam", "achternaam"),
    ({"persoon": {"voornaam": "x"}}, "persoon.achternaam", "ontbreekt"),
    ({"adres": {"straat": "x", "huisnummer": "veertien", "plaats": "y"}}, "adres.huisnummer", "geen getal"),
    ({"partijen": [{"rol": "zorgaanbieder", "organisatie": "eikk"}]}, "partijen.0.organisatie", "eikk is er niet"),
    ({"partijen": [{"rol": "zorgaanbieder", "organisatie": "eik"}]}, "partijen.0.organisatie", "vervult deze rol niet"),
    ({"feiten": []}, "", "geen feiten"),
    ({"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvange"}]}, "feiten.0.feit", "klacht_ontvangen"),
    ({"feiten": [{"op": "1-1-2025", "feit": "klacht_ontvangen"}]}, "feiten.0.op", "geen datum"),
    ({"feiten": [{"op": "2027-01-01", "feit": "klacht_ontvangen"}]}, "feiten.0.op", "toekomst"),
    ({"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvangen", "velden": {"kanaal": "duif"}}]}, "feiten.0.velden.kanaal", "kies uit"),
    ({"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvangen", "velden": {"knaal": "x"}}]}, "feiten.0.velden.knaal", "kanaal"),
    ({"feiten": [{"op": "2025-01-01", "feit": "deelnemer_aangesproken", "over": "k9"}]}, "feiten.0.over", "nog niet geopend"),
    ({"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvangen", "rol": "wijkagnt"}]}, "feiten.0.rol", "geen rol"),
    ({"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvangen", "rol": "contactpersoon"}]}, "feiten.0.organisatie", "Noem de organisatie"),
    ({"feiten": [{"op": "2025-01-01", "rectificeer": "x", "wordt": {}}]}, "feiten.0.rectificeer", "geen eerder feit"),
    (
        {"feiten": [{"op": "2025-01-01", "feit": "klacht_ontvangen", "velden": {"omschrijving": "x\u0000y"}}]},
        "feiten.0.velden.omschrijving",
        "niet te lezen",
    ),
    ({"feiten": [{"op": "2025-01-01", "feit": ["x"]}]}, "feiten.0.feit", "één waarde"),
    ({"soort": "x"}, "soort", "hoort hier niet"),
]


def test_a_mistake_is_told_with_its_place_and_nothing_is_stored(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    goed = {**ZAAK, "sleutel": "LINDE-0001"}
    for anders, sleutel, tekst in FOUTEN:
        with pytest.raises(InvoerFout) as e:
            neem_over(schrijf(tmp_path, goed, {**ZAAK, **anders}))
        gevonden = [f for f in e.value.fouten if f.sleutel == ".".join(x for x in ("dossiers.1", sleutel) if x)]
        assert any(tekst in str(f) for f in gevonden), (anders, e.value.fouten)
        assert all(f.regel > 1 for f in gevonden), (anders, gevonden)
        assert databank.beheer("select count(*) from dossier_dossier") == [(0,)], anders


CSV = """dossier;protocollen;gebied;persoon.voornaam;persoon.achternaam;op;feit;opent;over;rol;organisatie;velden.rol;velden.organisatie;\
velden.kanaal;velden.omschrijving
L-1;overlastprotocol;duinwijk;Daan;Wilgenroos;2025-11-01;partij_betrokken;;;;;zorgaanbieder;linde;;
L-1;;;;;2025-12-01;klacht_ontvangen;k1;;;;;;mzwo;"Muziek; hard"
L-1;;;;;2025-12-02;deelnemer_aangesproken;;k1;contactpersoon;eik;;;;
L-2;overlastprotocol;;;;2025-12-05;klacht_ontvangen;k1;;;;;;{kanaal};
"""


def test_a_csv_says_the_same_with_one_fact_per_row(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    pad = tmp_path / "zaken.csv"
    pad.write_text(CSV.format(kanaal="mzwo"), "utf-8-sig")
    v = neem_over(pad)
    assert (v.dossiers, v.feiten, v.onderwerpen["personen"]) == (2, 5, 1)
    assert databank.beheer("select count(*) from dossier_feit where overgenomen") == [(6,)]
    assert neem_over(pad).al == 2


def test_a_mistake_in_a_csv_is_told_with_row_and_column(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    pad = tmp_path / "zaken.csv"
    pad.write_text(CSV.format(kanaal="duif"), "utf-8")
    with pytest.raises(InvoerFout) as e:
        neem_over(pad)
    [f] = e.value.fouten
    assert (f.regel, f.sleutel) == (5, "velden.kanaal")
    assert databank.beheer("select count(*) from dossier_dossier") == [(0,)]


VORMEN = [
    ("a.json", "{", "geen geldige JSON"),
    ("a.json", "[]", "geen lijst dossiers"),
    ("a.json", '{"dossiers": [{"sleutel": "a", "sleutel": "b"}]}', "twee keer"),
    ("a.json", "[" * 200000, "diep"),
    ("a.xlsx", "x", "geen json of csv"),
    ("a.csv", "", "kolom dossier ontbreekt"),
    ("a.csv", "dossier,fiet\nx,y\n", "feit"),
    ("a.csv", "dossier,feit\nx\n", "cellen"),
    ("a.csv", "dossier,feit\n,klacht_ontvangen\n", "geen dossier"),
    ("a.csv", 'dossier,feit\nx,"klacht\n', "niet te lezen"),
    ("a.csv", "dossier,protocollen,feit\nx,a,klacht_ontvangen\nx,b,klacht_ontvangen\n", "iets anders"),
]


def test_a_file_of_another_shape_gets_a_message(duinveste: Any, tmp_path: Path) -> None:
    for naam, tekst, verwacht in VORMEN:
        (tmp_path / naam).write_text(tekst, "utf-8")
        with pytest.raises(InvoerFout, match=verwacht):
            neem_over(tmp_path / naam)


def test_who_imports_must_work_here(duinveste: Any, tmp_path: Path) -> None:
    pad = schrijf(tmp_path, ZAAK)
    for wie, org, tekst in (("niemand@x.example", None, "geen login"), ("femke@linde.example", "eik", "niet duidelijk")):
        with pytest.raises(InvoerFout, match=tekst):
            importeer(pad, "amsterdam", wie, organisatie=org)
