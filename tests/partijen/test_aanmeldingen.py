# SPDX-License-Identifier: EUPL-1.2
"""Sessions: how long they last, who sees them, and everything that ends them at the next request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from wijkregie.dossier.inrichten import richt_in
from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen import aanmeldingen
from wijkregie.partijen.aanmeldingen import toestel_van
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.opdracht import _wijzig
from wijkregie.partijen.taken import opruimen

ANNA, BERT, GOED, NIEUW = "anna@helm.example", "bert@helm.example", "een lang proefwachtwoord", "een ander proefwachtwoord"
MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def wijk(databank: Any, duinveste: Path) -> Iterator[Any]:
    from django.contrib.auth.hashers import make_password

    importeer(duinveste)
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with override_settings(SESSIE_DUUR=timedelta(hours=8), SESSIE_STIL=True), met_klok(MAART):
        yield databank


def log_in(naam: str = BERT, **kop: str) -> Client:
    client = Client(**kop)  # type: ignore[arg-type]
    assert client.post("/inloggen/", {"naam": naam, "wachtwoord": GOED}).status_code == 302
    return client


def na(**duur: float) -> Any:
    return met_klok(MAART + timedelta(**duur))


def is_binnen(client: Client) -> bool:
    return client.get("/afwezigheid/").status_code == 200


def test_quiet_minutes_end_a_session_and_the_page_says_so(wijk: Any) -> None:
    client = log_in()
    with na(minutes=14):
        assert is_binnen(client)
    with na(minutes=28):
        assert is_binnen(client)  # from the last act
    with na(minutes=43.1):
        assert client.get("/afwezigheid/")["Location"] == "/inloggen/?next=/afwezigheid/"
        assert "automatisch uitgelogd" in client.get("/inloggen/").content.decode()
    with na(minutes=29):
        assert not is_binnen(client)  # ended is ended


def test_the_municipality_says_how_many_minutes(wijk: Any) -> None:
    wijk.beheer("UPDATE partijen_gemeente SET stil_minuten = 5")
    kort = log_in()
    with na(minutes=6):
        assert not is_binnen(kort)
    with pytest.raises(Exception, match="partijen_gemeente_stil"):
        wijk.beheer("UPDATE partijen_gemeente SET stil_minuten = 600")


def test_what_a_page_asks_by_itself_keeps_nobody_logged_in(wijk: Any) -> None:
    client = log_in()
    for minuut in range(2, 16, 2):
        with na(minutes=minuut):
            assert 0 < client.get("/sessie/over/").json()["nog"] <= (15 - minuut) * 60 + 60
            client.get("/dossier/x/vers/")
            client.get("/afwezigheid/", headers={"X-Vanzelf": "1"})
    with na(minutes=15.1):
        assert client.get("/sessie/over/").json() == {"nog": 0}


def test_going_on_keeps_a_session_but_not_past_a_working_day(wijk: Any) -> None:
    client = log_in()
    for minuut in range(10, 480, 10):
        with na(minutes=minuut):
            assert client.post("/sessie/verder/").json()["nog"] == min(900, (480 - minuut) * 60)
    with na(minutes=481):
        assert not is_binnen(client)
        assert "werkdag" in client.get("/inloggen/").content.decode()


def test_ones_own_sessions_are_listed_and_ended_elsewhere(wijk: Any) -> None:
    hier, daar, anna = log_in(HTTP_USER_AGENT=FIREFOX), log_in(), log_in(ANNA)
    pagina = hier.get("/beveiliging/").content.decode()
    assert "Firefox op Windows" in pagina and "dit apparaat" in pagina and pagina.count('name="sessie"') == 1
    nummer = pagina.split('name="sessie" value="')[1][:36]
    anna.post("/beveiliging/sessie/", {"sessie": nummer})
    assert is_binnen(daar)  # not hers to end
    hier.post("/beveiliging/sessie/", {"sessie": nummer})
    assert not is_binnen(daar) and is_binnen(hier) and is_binnen(anna)
    assert hier.post("/beveiliging/sessie/", {"sessie": "x"}).status_code == 302
    hier.post("/uitloggen/")
    assert wijk.beheer("SELECT count(*) FROM partijen_aanmelding WHERE geeindigd IS NULL") == [(1,)]


def test_blocking_a_login_another_password_and_the_end_of_a_membership_end_all_sessions(wijk: Any, nummer: Callable[..., int]) -> None:
    een, twee, drie = log_in(), log_in(), log_in()
    assert een.post("/wachtwoord/", {"oud": GOED, "nieuw": NIEUW, "herhaald": NIEUW}).status_code == 302
    assert is_binnen(een) and not is_binnen(twee)
    wijk.beheer("UPDATE partijen_lidmaatschap SET tot = '2026-03-01' WHERE login = %s", nummer("login", gebruikersnaam=BERT))
    assert een.get("/afwezigheid/")["Location"] == "/inloggen/"
    assert een.get("/beveiliging/").status_code == 302  # the whole session, not only that page
    anna = log_in(ANNA)
    _wijzig(ANNA, actief=False)
    assert not is_binnen(anna) and not is_binnen(drie)


def test_a_session_without_a_row_is_none(wijk: Any) -> None:
    client = log_in()
    wijk.beheer("DELETE FROM partijen_aanmelding")
    assert not is_binnen(client)


def test_rows_go_after_a_month_and_hold_no_key(wijk: Any) -> None:
    client = log_in()
    assert client.session.session_key not in str(wijk.beheer("SELECT a::text FROM partijen_aanmelding a"))
    with na(days=29):
        opruimen(0)
        assert wijk.beheer("SELECT count(*) FROM partijen_aanmelding") == [(1,)]
    with na(days=31):
        opruimen(0)
        assert wijk.beheer("SELECT count(*) FROM partijen_aanmelding") == [(0,)]


def test_raw_sql_sees_ones_own_only(wijk: Any, nummer: Callable[..., int]) -> None:
    log_in()
    for wie, aantal in ((nummer("login", gebruikersnaam=BERT), 1), (nummer("login", gebruikersnaam=ANNA), 0), ("", 0)):
        with wijk.rauw() as c:
            c.execute("SELECT set_config('app.login', %s, true)", [str(wie)])
            assert c.execute("SELECT count(*) FROM partijen_aanmelding").fetchone()[0] == aantal
            c.rollback()


def test_names_of_devices() -> None:
    assert toestel_van(FIREFOX) == "Firefox op Windows"
    assert toestel_van("<script>") == toestel_van("") == "Onbekende browser"


def test_the_page_warns_and_the_keyboard_goes_on(pagina: Any, wijk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with met_klok(MAART, overal=True):
        pagina.goto("/inloggen/")
        pagina.get_by_label("Uw mailadres").fill(BERT)
        pagina.get_by_label("Uw wachtwoord").fill(GOED)
        pagina.keyboard.press("Enter")
        pagina.wait_for_url("**/werk/")
        assert not pagina.locator("#stil").evaluate("d => d.open")
    with met_klok(MAART + timedelta(minutes=14), overal=True):
        pagina.clock.install()
        wijk.beheer("UPDATE partijen_aanmelding SET gezien = %s", MAART - timedelta(seconds=30))
        monkeypatch.setattr(aanmeldingen, "BIJ", timedelta(days=1))  # the page itself does not count either
        pagina.goto("/afwezigheid/")
        pagina.clock.fast_forward(13 * 60 * 1000)
        pagina.clock.run_for(10_000)
        pagina.get_by_role("dialog", name="Bent u er nog?").wait_for()
        monkeypatch.setattr(aanmeldingen, "BIJ", timedelta(0))
        pagina.keyboard.press("Enter")  # the button has the focus
        pagina.get_by_role("dialog", name="Bent u er nog?").wait_for(state="hidden")
    with met_klok(MAART + timedelta(minutes=40), overal=True):
        pagina.clock.fast_forward(16 * 60 * 1000)
        pagina.clock.run_for(10_000)
        pagina.wait_for_url("**/personas/**")
        pagina.get_by_text("automatisch uitgelogd").wait_for()


def test_one_button_ends_all_sessions_elsewhere_at_once(wijk: Any) -> None:
    hier, daar, ginds, ander = log_in(), log_in(), log_in(), log_in(ANNA)
    assert "Log uit op alle andere plekken" in hier.get("/beveiliging/").content.decode()
    assert hier.get("/beveiliging/sessies/").status_code == 405
    assert hier.post("/beveiliging/sessies/")["Location"] == "/beveiliging/"
    pagina = hier.get("/beveiliging/").content.decode()
    assert [is_binnen(c) for c in (hier, daar, ginds, ander)] == [True, False, False, True]
    assert "op alle andere plekken uitgelogd" in pagina and "Log uit op alle andere plekken" not in pagina


def test_ending_sessions_wants_fresh_proof(wijk: Any) -> None:
    hier = log_in()
    with override_settings(TWEEDE_FACTOR=True), na(minutes=11):
        for adres in ("/beveiliging/sessies/", "/beveiliging/sessie/"):
            assert hier.post(adres)["Location"] == "/inloggen/bewijs/?next=%2Fbeveiliging%2F"
