# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong or changes around logging in is kept, without an address or a typed name, and read by who guards it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest
from django.test import Client, override_settings

from wijkregie.dossier.inrichten import richt_in
from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen import gebeurtenissen as g
from wijkregie.partijen import tweede
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.taken import opruimen

ANNA, GOED, NIEUW = "anna@helm.example", "een lang proefwachtwoord", "een ander proefwachtwoord"
MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
GEHEIM = pyotp.random_base32()


@pytest.fixture
def leden(databank: Any, duinveste: Path) -> Iterator[Any]:
    from django.contrib.auth.hashers import make_password

    importeer(duinveste)
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with met_klok(MAART):
        yield databank


@pytest.fixture
def anna(nummer: Callable[..., int], leden: Any) -> int:
    return nummer("login", gebruikersnaam=ANNA)


def probeer(naam: str, wachtwoord: str = "fout") -> Any:
    return Client().post("/inloggen/", {"naam": naam, "wachtwoord": wachtwoord})


def soorten(databank: Any) -> list[tuple[Any, ...]]:
    return list(databank.beheer("SELECT soort, login FROM partijen_gebeurtenis ORDER BY id"))


def test_a_wrong_password_is_kept_and_a_name_of_nobody_only_as_a_hash(leden: Any, anna: int) -> None:
    probeer(ANNA)
    probeer("wilgenroos@nergens.example")
    probeer("Wilgenroos@nergens.example ")
    probeer(ANNA, GOED)
    assert soorten(leden) == [("onjuist", anna), ("onjuist", None), ("onjuist", None)]
    assert leden.beheer("SELECT count(distinct merk), count(merk) FROM partijen_gebeurtenis") == [(1, 2)]
    alles = str(leden.beheer("SELECT e::text FROM partijen_gebeurtenis e"))
    assert "ilgenroos" not in alles and "127.0.0.1" not in alles and ANNA not in alles


def test_a_login_that_was_shut_is_told_once(leden: Any, anna: int) -> None:
    for _ in range(14):
        probeer(ANNA)
    assert soorten(leden) == [("onjuist", anna)] * 10 + [("te vaak", anna)]


def test_an_address_that_is_shut_says_nothing_of_the_name_that_was_typed(leden: Any, anna: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Her login is open: she, or who guards it, would look for an attack on her."""
    monkeypatch.setattr("wijkregie.partijen.pogingen.PER_ADRES", 3)
    for _ in range(3):
        probeer("niemand@nergens.example")
    for _ in range(3):
        assert probeer(ANNA).status_code == 429
    assert soorten(leden) == [("onjuist", None)] * 3 + [("adres dicht", None)]
    assert leden.beheer("SELECT count(merk), count(*) FROM partijen_gebeurtenis") == [(3, 4)]


def test_second_factors_and_what_changes_is_kept(leden: Any, anna: int) -> None:
    toen = MAART - timedelta(days=1)
    assert tweede.voeg_app_toe(anna, GEHEIM, pyotp.TOTP(GEHEIM).at(toen), "telefoon", toen)
    herstel = tweede.nieuwe_herstelcodes(anna)
    with override_settings(TWEEDE_FACTOR=True):
        client = Client()
        client.post("/inloggen/", {"naam": ANNA, "wachtwoord": GOED})
        client.post("/inloggen/bewijs/", {"code": "een-verzonnen-code"})
        client.post("/inloggen/bewijs/", {"code": herstel[0]})
        client.post("/beveiliging/herstelcodes/")
        client.post("/wachtwoord/", {"oud": GOED, "nieuw": NIEUW, "herhaald": NIEUW})
        pagina = client.get("/beveiliging/").content.decode()
    assert soorten(leden) == [("tweede onjuist", anna), ("herstelcode", anna), ("herstelcodes", anna), ("wachtwoord", anna)]
    assert "Wat er met uw inlog gebeurde" in pagina and "herstelcode gebruikt" in pagina and "code of passkey onjuist" in pagina


def test_raw_sql_gives_ones_own_and_nothing_can_be_changed(leden: Any, anna: int) -> None:
    probeer(ANNA)
    probeer("niemand@nergens.example")
    for wie, verwacht in ((anna, 1), (anna + 1, 0), ("", 0)):
        with leden.rauw("wijk_web") as c:
            c.execute("SELECT set_config('app.login', %s, true)", [str(wie)])
            assert c.execute("SELECT count(*) FROM partijen_gebeurtenis").fetchone() == (verwacht,)
            c.rollback()
    for sql in (
        "DELETE FROM partijen_gebeurtenis",
        "UPDATE partijen_gebeurtenis SET soort = 'x'",
        "SELECT partijen_ruim_gebeurtenissen('2100-01-01')",
    ):
        with leden.rauw("wijk_web") as c, pytest.raises(psycopg.errors.InsufficientPrivilege):
            c.execute(sql)


def test_they_go_after_half_a_year(leden: Any, anna: int) -> None:
    probeer(ANNA)
    with met_klok(MAART + g.BEWAAR - timedelta(hours=1)):
        opruimen(0)
        assert len(soorten(leden)) == 1
    with met_klok(MAART + g.BEWAAR + timedelta(hours=1)):
        opruimen(0)
        assert soorten(leden) == []
