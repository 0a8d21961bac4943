# SPDX-License-Identifier: EUPL-1.2
"""Parties from a file: everything or nothing, a second time nothing, every mistake with its line and the next step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.inlezen import lees

Schrijf = Callable[[str], Path]
ROLLEN = {"woningcorporatie": "woningcorporatie", "contactpersoon": "woningcorporatie", "sociaal_beheerder": "woningcorporatie"}
ROLLEN |= {"treiterregisseur": "stadsdeel", "zorgaanbieder": "zorgaanbieder"}
BASIS = """gemeente: {code: amsterdam, naam: Duinveste}
gebieden:
  noord: {soort: stadsdeel, naam: Noord}
organisaties:
  helm: {naam: Helm, kort: Helm, soort: woningcorporatie}
"""


def test_a_good_file(duinveste: Path) -> None:
    invoer = lees(duinveste, rollen=ROLLEN)
    assert len(invoer.bezetting) == 4


@pytest.mark.parametrize(
    ("extra", "melding"),
    [
        ("bezetting:\n  - {rol: wonigcorporatie, organisatie: helm, van: 2026-01-01}", ":7 [bezetting.0.rol]: De rol wonigcorporatie staat niet"),
        ("bezetting:\n  - {rol: wonigcorporatie, organisatie: helm, van: 2026-01-01}", "Bedoelt u woningcorporatie"),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: hel, van: 2026-01-01}", "Organisatie hel staat niet in dit bestand. Bedoelt u helm?"),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: helm, gebied: zuid, van: 2026-01-01}", "Gebied zuid staat niet in dit bestand."),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: helm, team: oost, van: 2026-01-01}", "Team bij helm: oost staat niet"),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: helm, van: 2026-02-30}", "2026-02-30 is geen bestaande datum"),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: helm}", "De sleutel van ontbreekt."),
        ("bezetting:\n  - {rol: contactpersoon, organisatie: helm, van: 2026-02-01, tot: 2026-01-01}", "bij tot ligt voor de datum bij van"),
        (
            "bezetting:\n  - {rol: contactpersoon, organisatie: helm, van: 2026-01-01}\n"
            "  - {rol: contactpersoon, organisatie: helm, van: 2026-05-01}",
            ":8 [bezetting.1]: Deze regel zegt hetzelfde als regel 7, voor dezelfde dagen.",
        ),
        (
            "keuzes:\n  - {keuze: k, optie: aan, vanaf: 2026-01-01, door: Raad}\n  - {keuze: k, optie: uit, vanaf: 2026-01-01, door: Raad}",
            "al gemaakt",
        ),
        ("logins:\n  anna: {naam: Anna}", "'anna' is geen mailadres"),
        ("logins:\n  a@b.example: {naam: Anna, wachtwoord: geheim}", "De sleutel wachtwoord bestaat hier niet."),
        ("logins:\n  a@b.example: {naam: ''}", "hier hoort een tekst van 1 tot 120 tekens"),
        (
            "logins:\n  a@b.example: {naam: Anna}\nwaarnemingen:\n  - {organisatie: helm, voor: a@b.example, door: c@b.example, van: 2026-01-01}",
            "Login c@b.example staat niet in dit bestand.",
        ),
        (
            "logins:\n  a@b.example: {naam: Anna}\nwaarnemingen:\n  - {organisatie: helm, voor: a@b.example, door: a@b.example, van: 2026-01-01}",
            "Deze persoon werkt op 2026-01-01 niet bij helm.",
        ),
        ("convenanten:\n  mzwo: {naam: Convenant, ondertekend: {held: [{van: 2026-01-01}]}}", "Organisatie held staat niet in dit bestand."),
        ("onbekend: 1", "De sleutel onbekend bestaat hier niet."),
        ("gebieden:\n  zuid: {soort: stadsdeel, naam: Zuid}", "De sleutel 'gebieden' staat hier dubbel"),
    ],
)
def test_a_mistake_is_named_with_its_line(schrijf: Schrijf, extra: str, melding: str) -> None:
    with pytest.raises(InvoerFout) as e:
        lees(schrijf(BASIS + extra), rollen=ROLLEN)
    assert melding in str(e.value)


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("soort: woningcorporatie", "soort: woningbouw", "woningbouw is geen soort organisatie van deze gemeente"),
        ("soort: woningcorporatie", "soort: woningcorporatie, logt_in: nee", "logt niet in en is niet te bereiken"),
        ("soort: woningcorporatie", "soort: woningcorporatie, telefoon: 0201234567", "zet het tussen aanhalingstekens"),
        ("soort: stadsdeel", "soort: wijk", "Een wijk ligt in een stadsdeel."),
        ("soort: stadsdeel", "soort: buurt", "Kies uit"),
        ("soort: stadsdeel", "soort: stadsdeel, ouder: noord", "Een stadsdeel heeft geen ouder."),
        ("kort: Helm", f"kort: {'x' * 41}", "van 1 tot 40 tekens"),
        ("code: amsterdam, ", "", "De sleutel code ontbreekt."),
    ],
)
def test_mistakes_in_areas_and_organisations(schrijf: Schrijf, oud: str, nieuw: str, melding: str) -> None:
    with pytest.raises(InvoerFout) as e:
        lees(schrijf(BASIS.replace(oud, nieuw)), rollen=ROLLEN)
    assert melding in str(e.value)


def test_members_of_an_organisation_that_does_not_log_in(schrijf: Schrijf) -> None:
    tekst = BASIS.replace("soort: woningcorporatie", "soort: woningcorporatie, logt_in: nee, mail: helm@voorbeeld.example")
    tekst += "logins:\n  a@b.example: {naam: Anna, lidmaatschappen: [{organisatie: helm, van: 2026-01-01}]}\n"
    with pytest.raises(InvoerFout, match="helm logt niet in, maar heeft hier een lid"):
        lees(schrijf(tekst))


@pytest.mark.parametrize(
    ("inhoud", "melding"), [(b"", "leeg"), (b"\xff", "geen UTF-8"), (b"- a", "begint niet met sleutels"), (b"a: [", r"x.yaml:\d")]
)
def test_a_file_that_is_none(tmp_path: Path, inhoud: bytes, melding: str) -> None:
    pad = tmp_path / "x.yaml"
    pad.write_bytes(inhoud)
    with pytest.raises(InvoerFout, match=melding):
        lees(pad)
    with pytest.raises(InvoerFout, match="niet te lezen"):
        lees(tmp_path / "weg.yaml")


# into the database


def test_a_second_time_nothing_changes(databank: Any, duinveste: Path) -> None:
    eerst = importeer(duinveste, rollen=ROLLEN)
    assert eerst.nieuw["organisatie"] == 3
    assert eerst.nieuw["lidrol"] == 2
    assert "4 bezetting" in eerst.tekst
    voor = databank.beheer("SELECT nummer FROM partijen_stempel")
    weer = importeer(duinveste, rollen=ROLLEN)
    assert (sum(weer.nieuw.values()), sum(weer.gewijzigd.values())) == (0, 0)
    assert weer.tekst.startswith("niets veranderd")
    assert databank.beheer("SELECT nummer FROM partijen_stempel") == voor


def test_a_new_login_has_no_password_and_keeps_the_one_it_gets(databank: Any, duinveste: Path) -> None:
    importeer(duinveste)
    assert all(p.startswith("!") for (p,) in databank.beheer("SELECT password FROM partijen_login"))
    databank.beheer("UPDATE partijen_login SET password = 'eigen'")
    importeer(duinveste)
    assert {p for (p,) in databank.beheer("SELECT password FROM partijen_login")} == {"eigen"}


def test_what_is_different_is_changed(databank: Any, duinveste: Path, schrijf: Schrijf) -> None:
    importeer(duinveste)
    tekst = duinveste.read_text(encoding="utf-8").replace("Anna Test", "Anna Nieuw").replace("kort: Kompas", "kort: ZK")
    tekst = tekst.replace(
        "rol: woningcorporatie, organisatie: helm, van: 2025-01-01", "rol: woningcorporatie, organisatie: helm, van: 2025-01-01, tot: 2026-05-31"
    )
    tekst = tekst.replace("bezetting:\n", "bezetting:\n  - {rol: woningcorporatie, organisatie: helm, van: 2026-06-01}\n")
    v = importeer(schrijf(tekst))
    assert dict(v.gewijzigd) == {"login": 1, "organisatie": 1, "bezetting": 1}
    assert dict(v.nieuw) == {"bezetting": 1}


def test_a_trial_run_and_a_failure_write_nothing(databank: Any, duinveste: Path, schrijf: Schrijf) -> None:
    v = importeer(duinveste, proef=True)
    assert v.nieuw["login"] == 4
    assert databank.beheer("SELECT count(*) FROM partijen_gemeente") == [(0,)]
    importeer(duinveste)
    tekst = duinveste.read_text(encoding="utf-8").replace("Anna Test", "Anna Nieuw")
    tekst = tekst.replace("organisatie: helm, van: 2025-01-01}", "organisatie: helm, van: 2025-02-01}")
    with pytest.raises(InvoerFout) as e:
        importeer(schrijf(tekst))
    assert "[bezetting.0]: Deze organisatie heeft deze rol hier al in (een deel van) deze periode." in str(e.value)
    assert "datum bij tot" in str(e.value)
    assert databank.beheer("SELECT count(*) FROM partijen_medewerker WHERE naam = 'Anna Nieuw'") == [(0,)]
