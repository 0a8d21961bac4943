# SPDX-License-Identifier: EUPL-1.2
"""Logging in by password: who gets in, who waits, and what nobody can tell from outside."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.db import connections
from django.http import HttpRequest
from django.test import RequestFactory

from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen import pogingen
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.inlog import Inlog, meld_aan, wijzig_wachtwoord
from wijkregie.partijen.pogingen import PER_ACCOUNT, PER_ADRES, TeVaak, adres_van

ANNA, GOED = "anna@helm.example", "een lang proefwachtwoord"
TOEN = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
MINUUT = timedelta(minutes=1)


@pytest.fixture
def leden(databank: Any, duinveste: Path) -> None:
    from django.contrib.auth.hashers import make_password

    importeer(duinveste)
    databank.beheer("UPDATE partijen_login SET password = %s WHERE gebruikersnaam = %s", make_password(GOED), ANNA)


def verzoek(adres: str = "192.0.2.1", **kop: str) -> HttpRequest:
    return RequestFactory().post("/inloggen/", REMOTE_ADDR=adres, **kop)


def probeer(naam: str = ANNA, wachtwoord: str = "fout", adres: str = "192.0.2.1", moment: datetime = TOEN) -> bool:
    with met_klok(moment):
        return meld_aan(verzoek(adres), naam, wachtwoord) is not None


def test_the_right_password_lets_in_whatever_the_case_of_the_name(leden: None) -> None:
    assert probeer(wachtwoord=GOED)
    assert probeer("  Anna@HELM.example ", GOED)
    assert not probeer()
    assert not probeer("niemand@helm.example", GOED)
    assert not probeer("bert@helm.example", "")  # has no password yet
    assert not probeer("", "")


def test_a_closed_login_stays_out(leden: None, databank: Any) -> None:
    login = Inlog().authenticate(None, gebruikersnaam=ANNA, password=GOED)
    assert login is not None
    again = Inlog().get_user(login.pk)
    assert again is not None
    assert again.naam == "Anna Test"
    databank.beheer("UPDATE partijen_medewerker SET actief = false")
    assert not probeer(wachtwoord=GOED)
    assert Inlog().get_user(login.pk) is None


@pytest.mark.parametrize("naam", [ANNA, "niemand@helm.example"])
def test_an_account_waits_at_most_fifteen_minutes_known_or_not(leden: None, naam: str) -> None:
    for n in range(PER_ACCOUNT):
        assert not probeer(naam, adres=f"192.0.2.{n}", moment=TOEN + n * MINUUT)
    for m, minuten in ((10, 5), (12.5, 3), (14.9, 1)):
        with pytest.raises(TeVaak) as e:
            probeer(naam, GOED, "198.51.100.1", TOEN + m * MINUUT)
        assert e.value.minuten == minuten
    assert probeer(naam, GOED, moment=TOEN + 15 * MINUUT) == (naam == ANNA)


def test_an_address_waits_and_does_not_shut_out_others(leden: None) -> None:
    for n in range(PER_ADRES):
        probeer(f"persoon{n}@helm.example")
    for n in range(PER_ACCOUNT + 1):
        with pytest.raises(TeVaak):
            probeer(ANNA, GOED, moment=TOEN + n * MINUUT)
    assert probeer(ANNA, GOED, adres="198.51.100.7")
    assert probeer(ANNA, GOED, moment=TOEN + 15 * MINUUT)


def test_success_starts_anew_and_costs_the_address_nothing(leden: None) -> None:
    for _ in range(3):
        for _ in range(PER_ACCOUNT - 1):
            assert not probeer()
        assert probeer(wachtwoord=GOED)
    for _ in range(PER_ADRES):
        assert probeer(wachtwoord=GOED)


def test_attempts_at_the_same_time_gain_nothing(leden: None) -> None:
    def doe(_: int) -> str:
        try:
            return str(probeer())
        except TeVaak:
            return "te vaak"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as bende:
        uit = list(bende.map(doe, range(30)))
    assert uit.count("False") == PER_ACCOUNT
    assert uit.count("te vaak") == 30 - PER_ACCOUNT


def test_what_is_counted_names_nobody_and_is_cleared(leden: None, databank: Any) -> None:
    probeer()
    probeer("bert@helm.example", moment=TOEN + MINUUT)
    rijen = databank.beheer("SELECT wie FROM partijen_poging")
    assert len(rijen) == 3
    assert all(len(w) == 64 and "@" not in w and "192" not in w for (w,) in rijen)
    assert probeer(wachtwoord=GOED, adres="198.51.100.2", moment=TOEN + 60 * MINUUT)
    assert databank.beheer("SELECT aantal FROM partijen_poging") == [(0,)]


def test_unknown_and_wrong_take_the_same_time(leden: None, settings_argon2: None, databank: Any) -> None:
    from django.contrib.auth.hashers import make_password

    databank.beheer("UPDATE partijen_login SET password = %s WHERE gebruikersnaam = %s", make_password(GOED), ANNA)

    def duur(naam: str) -> float:
        begin = time.perf_counter()
        Inlog().authenticate(None, gebruikersnaam=naam, password="fout")
        return time.perf_counter() - begin

    duur(ANNA), duur("x@y.example")
    bekend, onbekend = (median(duur(n) for _ in range(7)) for n in (ANNA, "niemand@helm.example"))
    assert bekend > 0.01
    assert 0.5 < bekend / onbekend < 2


@pytest.fixture
def settings_argon2() -> Any:
    from django.test import override_settings

    from wijkregie.partijen import inlog

    inlog._nepwachtwoord.cache_clear()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield
    inlog._nepwachtwoord.cache_clear()


def test_where_a_request_comes_from() -> None:
    from django.test import override_settings

    keten = "203.0.113.9, 198.51.100.4"
    assert adres_van(verzoek("192.0.2.1")) == "192.0.2.1"
    assert adres_van(verzoek("192.0.2.1", HTTP_X_FORWARDED_FOR=keten)) == "192.0.2.1"  # anyone can write this header
    assert adres_van(verzoek("2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::/64"
    assert adres_van(verzoek("")) == "onbekend"
    with override_settings(AANTAL_PROXIES=1):
        assert adres_van(verzoek("127.0.0.1", HTTP_X_FORWARDED_FOR=keten)) == "198.51.100.4"
        assert adres_van(verzoek("127.0.0.1")) == "127.0.0.1"
    with override_settings(AANTAL_PROXIES=2):
        assert adres_van(verzoek("127.0.0.1", HTTP_X_FORWARDED_FOR=f"192.0.2.66, {keten}")) == "203.0.113.9"
        assert adres_van(verzoek("192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.4")) == "192.0.2.7"  # came past the outer one


@pytest.mark.parametrize(
    ("geschreven", "adres"),
    [
        ("198.51.100.4:41022", "198.51.100.4"),  # some proxies add the port
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.4", "198.51.100.4"),  # IPv4 on a socket for both
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "onbekend"),
        ("_verborgen", "onbekend"),
        (", ,", "127.0.0.1"),
        ("9" * 5000, "onbekend"),
    ],
)
def test_what_a_proxy_writes(geschreven: str, adres: str) -> None:
    from django.test import override_settings

    with override_settings(AANTAL_PROXIES=1):
        assert adres_van(verzoek("127.0.0.1", HTTP_X_FORWARDED_FOR=geschreven)) == adres
        vervalst = f"192.0.2.66, 192.0.2.67 ,, {geschreven}"
        if adres != "127.0.0.1":
            assert adres_van(verzoek("127.0.0.1", HTTP_X_FORWARDED_FOR=vervalst)) == adres
    assert adres_van(verzoek("127.0.0.1", HTTP_X_FORWARDED_FOR=geschreven)) == "127.0.0.1"


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_header_wins_no_attempts(leden: None, databank: Any, proxies: int) -> None:
    """Another invented address every time, another account every time: the address itself still counts."""
    from django.test import override_settings

    def doe(i: int) -> None:
        echt = ", 198.51.100.4" if proxies else ""
        v = verzoek("127.0.0.1" if proxies else "198.51.100.4", HTTP_X_FORWARDED_FOR=f"192.0.2.{i}{echt}")
        pogingen.tel(f"iemand{i}@helm.example", adres_van(v), TOEN)

    with override_settings(AANTAL_PROXIES=proxies):
        for i in range(PER_ADRES):
            doe(i)
        with pytest.raises(TeVaak):
            doe(PER_ADRES)


def test_changing_ones_password(leden: None, databank: Any) -> None:
    login = Inlog().authenticate(None, gebruikersnaam=ANNA, password=GOED)
    assert login is not None
    nieuw = "een ander proefwachtwoord"

    def wijzig(oud: str, a: str, b: str) -> list[str]:
        with met_klok(TOEN):
            return wijzig_wachtwoord(verzoek(), login, oud, a, b)

    assert "niet gelijk" in wijzig(GOED, nieuw, nieuw + "x")[0]
    assert "oude wachtwoord klopt niet" in wijzig("mis", nieuw, nieuw)[0]
    assert "gelijk aan het oude" in wijzig(GOED, GOED, GOED)[0]
    assert "12" in wijzig(GOED, "kort", "kort")[0]
    assert wijzig(GOED, nieuw, nieuw) == []
    assert not probeer(wachtwoord=GOED)
    assert probeer(wachtwoord=nieuw)
    for _ in range(PER_ACCOUNT):
        wijzig("mis", GOED, GOED)
    with pytest.raises(TeVaak):
        wijzig(nieuw, GOED, GOED)


def test_the_limits_are_those_of_the_reference() -> None:
    tekst = (Path(__file__).parents[2] / "docs/referentie/partijen.md").read_text(encoding="utf-8")
    assert f"{PER_ACCOUNT} per account" in tekst
    assert f"{PER_ADRES} per address" in tekst
    assert f"{pogingen.VENSTER // MINUUT} minutes" in tekst
