# SPDX-License-Identifier: EUPL-1.2
"""Administration from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.opdrachten import _ontleder
from wijkregie.partijen import opdracht
from wijkregie.partijen.inlezen import lees
from wijkregie.partijen.inlog import Inlog
from wijkregie.partijen.opdracht import BeheerFout, importeer_met, rollen_met_soort, voer_uit

ANNA = "anna@helm.example"
GOED = "een lang proefwachtwoord"


@pytest.fixture(scope="module")
def bibliotheek() -> Bibliotheek:
    return laad_map(EIGEN_MAP)


def doe(bibliotheek: Bibliotheek, *woorden: str) -> str:
    return voer_uit(_ontleder().parse_args(["partijen", *woorden]), bibliotheek)


def test_importing_checks_against_the_vocabulary(databank: Any, bibliotheek: Bibliotheek, duinveste: Path, schrijf: Callable[[str], Path]) -> None:
    assert doe(bibliotheek, "importeer", str(duinveste), "--proef").startswith("Proef, niets geschreven. Nieuw: ")
    assert "1 gemeente" in doe(bibliotheek, "importeer", str(duinveste))
    assert doe(bibliotheek, "importeer", str(duinveste)).startswith("Niets veranderd")
    tekst = duinveste.read_text(encoding="utf-8")
    with pytest.raises(InvoerFout, match="De rol contactpersonen staat niet in de woordenlijst"):
        importeer_met(schrijf(tekst.replace("rol: contactpersoon,", "rol: contactpersonen,")), bibliotheek)
    with pytest.raises(BeheerFout, match="Er is geen woordenlijst"):
        importeer_met(schrijf(tekst.replace("code: amsterdam", "code: atlantis")), bibliotheek)
    with pytest.raises(InvoerFout, match="sleutel code ontbreekt"):
        importeer_met(schrijf("gemeente: {naam: Duinveste}"), bibliotheek)


def test_kinds_come_from_the_role_above(bibliotheek: Bibliotheek) -> None:
    soorten = rollen_met_soort(bibliotheek.vocabulaires["amsterdam"].rollen)
    assert soorten["contactpersoon"] == soorten["woningcorporatie"]
    assert soorten["stadsdeelregisseur"] == soorten["stadsdeel"]
    assert [r for r, s in soorten.items() if s is None] == ["beheerder"]  # any kind of organisation has one


def test_a_password_and_shutting_out(databank: Any, bibliotheek: Bibliotheek, duinveste: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doe(bibliotheek, "importeer", str(duinveste))
    monkeypatch.setattr(opdracht, "getpass", lambda _: GOED)
    doe(bibliotheek, "wachtwoord", ANNA.upper())
    login = Inlog().authenticate(None, gebruikersnaam=ANNA, password=GOED)
    assert login is not None
    with pytest.raises(BeheerFout, match="geen login"):
        doe(bibliotheek, "wachtwoord", "niemand@helm.example")
    monkeypatch.setattr(opdracht, "getpass", lambda _: "kort")
    with pytest.raises(BeheerFout, match="12"):
        doe(bibliotheek, "wachtwoord", ANNA)
    antwoorden = iter([GOED, GOED + "x"])
    monkeypatch.setattr(opdracht, "getpass", lambda _: next(antwoorden))
    with pytest.raises(BeheerFout, match="niet gelijk"):
        doe(bibliotheek, "wachtwoord", ANNA)
    doe(bibliotheek, "sluit", ANNA)
    assert Inlog().authenticate(None, gebruikersnaam=ANNA, password=GOED) is None
    assert Inlog().get_user(login.pk) is None


def test_the_example_of_the_reference_is_good(schrijf: Callable[[str], Path], bibliotheek: Bibliotheek) -> None:
    tekst = (Path(__file__).parents[2] / "docs/referentie/partijen.md").read_text(encoding="utf-8")
    voorbeeld = re.search(r"```yaml\n(.*?)```", tekst, re.S)
    assert voorbeeld is not None
    assert lees(schrijf(voorbeeld[1]), rollen=rollen_met_soort(bibliotheek.vocabulaires["amsterdam"].rollen)).logins
