# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import wijkregie
from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.tijd.kalender import Kalender, datum_nl, jarig, leeftijd, plus_maanden

BESTAND = Path(wijkregie.__file__).parent / "protocollen" / "kalenders" / "nederland.yaml"
# safe_load turns dates into date objects, the strict loader leaves them text: see test_tekst_en_datum.
DATA: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
KALENDER = Kalender.uit_data(DATA)
DAG = timedelta(days=1)
dagen = st.dates(date(2016, 1, 1), date(2043, 12, 31))
overal = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def pasen(jaar: int) -> date:
    """Gregorian Easter (Meeus), so that the data are checked against something that did not make them."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def feestdagen(jaar: int) -> set[date]:
    zondag = pasen(jaar)
    koning = date(jaar, 4, 26 if date(jaar, 4, 27).weekday() == 6 else 27)
    vast = {date(jaar, 1, 1), koning, date(jaar, 5, 5), date(jaar, 12, 25), date(jaar, 12, 26)}
    besluit = {date(2022, 5, 27)} if jaar == 2022 else set()
    return vast | besluit | {zondag + n * DAG for n in (-2, 1, 39, 50)}


def traag_werkdag(d: date) -> bool:
    return d.weekday() < 5 and d not in feestdagen(d.year)


def traag_na(d: date, n: int) -> date:
    stap = DAG if n > 0 else -DAG
    for _ in range(abs(n)):
        d += stap
        while not traag_werkdag(d):
            d += stap
    return d


def test_data_zijn_artikel_3() -> None:
    d = date(2015, 1, 1)
    while d.year < 2046:
        assert KALENDER.is_werkdag(d) == traag_werkdag(d), d
        assert (KALENDER.reden(d) is None) == traag_werkdag(d)
        d += DAG


def test_tekst_en_datum_geven_dezelfde_kalender() -> None:
    tekst = yaml.load(BESTAND.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    tekst["versies"][0]["jaren"] = {"van": 2015, "tot": 2045}
    ander = Kalender.uit_data(tekst)
    assert ander.naam == "nederland"
    assert ander.werkdag_na(date(2026, 4, 2), 2) == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("dag", "reden"),
    [
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "Tweede Paasdag"),
        (date(2026, 4, 4), "zaterdag"),
        (date(2026, 4, 5), "zondag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2016, 5, 5), "Bevrijdingsdag en Hemelvaartsdag"),
        (date(2023, 5, 5), "Bevrijdingsdag"),
        (date(2022, 5, 27), "een dag die bij koninklijk besluit gelijk is aan een feestdag"),
        (date(2026, 4, 7), None),
    ],
)
def test_reden(dag: date, reden: str | None) -> None:
    assert KALENDER.reden(dag) == reden


@given(dagen, st.integers(-250, 250))
def test_werkdag_na(d: date, n: int) -> None:
    assert KALENDER.werkdag_na(d, n) == traag_na(d, n)


@given(dagen)
def test_volgende_werkdag(d: date) -> None:
    assert KALENDER.volgende_werkdag(d) == (d if traag_werkdag(d) else traag_na(d, 1))


@given(dagen, st.integers(-5, 60))
def test_tel_werkdagen(d: date, n: int) -> None:
    assert KALENDER.tel_werkdagen(d, d + n * DAG) == sum(traag_werkdag(d + i * DAG) for i in range(n + 1))


def test_verschuif_werkdag() -> None:
    assert KALENDER.verschuif_werkdag((date(2026, 4, 4), None)) == (date(2026, 4, 7), None)
    assert KALENDER.verschuif_werkdag((date(2026, 4, 5), 600)) == (date(2026, 4, 7), None)
    assert KALENDER.verschuif_werkdag((date(2026, 4, 7), 600)) == (date(2026, 4, 7), 600)


@pytest.mark.parametrize(
    ("d", "n"),
    [(date(2014, 12, 31), 1), (date(2046, 1, 1), -1), (date(2045, 12, 29), 1), (date(2015, 1, 2), -1), (date(2045, 1, 1), 10_000)],
)
def test_buiten_de_jaren(d: date, n: int) -> None:
    with pytest.raises(InvoerFout, match="kalender nederland kent de jaren 2015 tot en met 2045"):
        KALENDER.werkdag_na(d, n)


def test_buiten_de_jaren_geen_antwoord() -> None:
    for vraag in (KALENDER.is_werkdag, KALENDER.reden, KALENDER.volgende_werkdag):
        with pytest.raises(InvoerFout, match="woensdag 31 december 2014 valt daarbuiten"):
            vraag(date(2014, 12, 31))


def versie(vastgelegd: str, van: int, tot: int, *dagen: tuple[str, str]) -> dict[str, Any]:
    return {"vastgelegd": vastgelegd, "jaren": {"van": van, "tot": tot}, "dagen": [{"dag": d, "naam": n} for d, n in dagen]}


def test_latere_versie_geldt_voor_haar_jaren() -> None:
    oud = versie("2020-01-01", 2026, 2027, ("2026-03-02", "Markt"), ("2027-03-01", "Markt"))
    nieuw = versie("2026-06-01", 2027, 2028, ("2027-03-08", "Kermis"))
    for versies in ([oud, nieuw], [nieuw, oud]):
        k = Kalender.uit_data({"naam": "proef", "versies": versies})
        assert k.jaren == (2026, 2028)
        assert k.reden(date(2026, 3, 2)) == "Markt"
        assert k.is_werkdag(date(2027, 3, 1))
        assert k.reden(date(2027, 3, 8)) == "Kermis"


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ({}, "geen naam"),
        ({"naam": "x"}, "geen versie"),
        ({"naam": "x", "versies": {"a": 1}}, "geen lijst"),
        ({"naam": "x", "versies": ["a"]}, "Een versie heeft vastgelegd"),
        ({"naam": "x", "versies": [{"vastgelegd": "2020-01-01"}]}, "jaren van deze versie"),
        ({"naam": "x", "versies": [versie("gisteren", 2026, 2026)]}, "gisteren is geen datum"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2026, 2026, ("2027-01-01", "Nieuwjaarsdag"))]}, "valt buiten de jaren"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2026, 2026, ("2026-01-01", "a"), ("2026-01-01", "b"))]}, "twee keer"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2026, 2026, ("2026-02-30", "a"))]}, "2026-02-30 is geen datum"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2026, 2026, ("2026-02-20", ""))]}, "Een dag heeft dag en naam"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2020, 2021), versie("2021-01-01", 2023, 2024)]}, "gat"),
        ({"naam": "x", "versies": [versie("2020-01-01", 2020, 2021), versie("2020-01-01", 2021, 2022)]}, "Twee versies"),
    ],
)
def test_foute_data(data: dict[str, Any], melding: str) -> None:
    with pytest.raises(InvoerFout, match=melding):
        Kalender.uit_data(data)


def test_plus_maanden_voorbeelden() -> None:
    assert plus_maanden(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert plus_maanden(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert plus_maanden(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert plus_maanden(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert plus_maanden(date(2026, 7, 1), -6) == date(2026, 1, 1)
    with pytest.raises(ValueError, match="geen bruikbare datum"):
        plus_maanden(date(2026, 1, 1), 12 * 9000)


@given(overal, st.integers(-600, 600))
def test_plus_maanden(d: date, n: int) -> None:
    e = plus_maanden(d, n)
    assert (e.year * 12 + e.month) - (d.year * 12 + d.month) == n
    assert e.day == d.day or (e.day < d.day and (e + DAG).day == 1)


def test_leeftijd_op_29_februari() -> None:
    geboren = date(2008, 2, 29)
    assert leeftijd(geboren, date(2026, 2, 28)) == 17
    assert leeftijd(geboren, date(2026, 3, 1)) == 18
    assert leeftijd(geboren, date(2028, 2, 28)) == 19
    assert leeftijd(geboren, date(2028, 2, 29)) == 20
    assert jarig(geboren, 18) == date(2026, 3, 1)
    assert jarig(geboren, 20) == date(2028, 2, 29)


@given(overal, st.integers(0, 110))
def test_jarig_is_de_eerste_dag_van_die_leeftijd(geboren: date, jaren: int) -> None:
    dag = jarig(geboren, jaren)
    assert leeftijd(geboren, dag) == jaren
    assert leeftijd(geboren, dag - DAG) == jaren - 1


def test_datum_nl() -> None:
    assert datum_nl(date(2026, 4, 3)) == "vrijdag 3 april 2026"
    assert datum_nl(date(2026, 3, 1)) == "zondag 1 maart 2026"
