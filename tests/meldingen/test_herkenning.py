# SPDX-License-Identifier: EUPL-1.2
"""Early recognition: what is found, what is damped, and that neither the order of the reports nor one more of them spoils the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkregie.meldingen.herkenning import Bericht, Situatie, herken

BEGIN = datetime(2026, 3, 2, 10, tzinfo=UTC)
DADEN = (
    "De buurman heeft mij weer bedreigd.",
    "Hij scheldt ons uit op de trap.",
    "Die man heeft onze ruit ingegooid.",
    "Er is poep voor onze deur gelegd, door die buurman.",
    "Hij vertelt iedereen leugens over mij.",
    "Die buurman volgt mij naar de winkel.",
)


def bericht(nr: int, dag: int, daad: int = 0, **anders: object) -> Bericht:
    """A report of the family of Zonnebloemstraat 12 about a man at 14."""
    basis = Bericht(
        nr,
        BEGIN + timedelta(days=dag),
        waar="Zonnebloemstraat 12",
        tekst=DADEN[daad % len(DADEN)],
        wie="Karel Kwibus",
        wie_nummer="14",
        melder_naam="Ida Wiebelsteen",
        melder_adres="Zonnebloemstraat 12",
        aangekruist=True,
    )
    return replace(basis, **anders)  # type: ignore[arg-type]


def situatie(n: int = 5) -> list[Bericht]:
    return [bericht(i + 1, 12 * i, i) for i in range(n)]


def kwesties(n: int = 30) -> list[Bericht]:
    """What a town reports besides: once, about nobody."""
    return [
        Bericht(
            1000 + i,
            BEGIN + timedelta(days=i),
            f"Madeliefweg {i + 1}",
            "De lantaarn is stuk.",
            melder_naam=f"Bewoner{i}",
            melder_adres=f"Madeliefweg {i + 1}",
        )
        for i in range(n)
    ]


def vind(lijst: list[Situatie], nummers: set[int]) -> Situatie | None:
    return next((s for s in lijst if len(set(s.berichten) & nummers) >= 2), None)


def test_een_gericht_huishouden_staat_bovenaan_met_zijn_redenen() -> None:
    eerste, *rest = herken(situatie() + kwesties())
    assert not rest
    assert eerste.adres == "Zonnebloemstraat 12" and set(eerste.berichten) == {1, 2, 3, 4, 5} and eerste.bron == "Karel Kwibus"
    assert eerste.voor[0] == "5 meldingen over hetzelfde huishouden in 7 weken"
    assert any("bedreigen" in z and "vernielen" in z for z in eerste.voor) and "5 keer dezelfde omschrijving van wie het doet" in eerste.voor
    assert eerste.tegen == ()


def test_anders_getypt_van_een_ander_en_ontwijkend_hoort_erbij() -> None:
    berichten = [
        bericht(1, 0, 0),
        bericht(2, 20, 1, waar="zonnebloemstr. 12 A", melder_adres="", melder_naam="mevrouw Wiebelstijn"),
        bericht(3, 35, 2, waar="poort achter Zonnebloemstraat", melder_adres="", melder_naam="", wie="Karel Quibus", wie_nummer=""),
        bericht(
            4,
            45,
            3,
            waar="Zonnebloemstraat",
            melder_naam="Wijkagent Tol",
            melder_adres="",
            beroep=True,
            tekst="Bewoner Zonnebloemstraat 12 wordt door hem bedreigd.",
        ),
    ]
    (eerste,) = herken(berichten + kwesties())
    assert set(eerste.berichten) == {1, 2, 3, 4}
    assert "ook een beroepskracht meldde het" in eerste.voor and any("zonder huisnummer" in z for z in eerste.voor)


def test_losse_kwesties_zijn_geen_situatie() -> None:
    assert herken(kwesties()) == []
    assert herken([]) == []


def test_veel_losse_melders_over_een_luidruchtig_adres_staan_er_niet() -> None:
    lawaai = [
        Bericht(
            i,
            BEGIN + timedelta(days=3 * i),
            "Boterbloemlaan 7",
            "Harde muziek en feest tot laat.",
            melder_naam=f"Buur{chr(97 + i)}el",
            melder_adres=f"Boterbloemlaan {20 + 2 * i}",
        )
        for i in range(12)
    ]
    assert herken(lawaai) == []


def wederzijds() -> list[Bericht]:
    """The same reports, every second one from the other side."""
    return [
        b
        if i % 2
        else replace(
            b, waar="Zonnebloemstraat 14", melder_naam="Karel Kwibus", melder_adres="Zonnebloemstraat 14", wie="Ida Wiebelsteen", wie_nummer="12"
        )
        for i, b in enumerate(situatie(6))
    ]


def test_een_ruzie_over_en_weer_weegt_minder_dan_dezelfde_meldingen_van_een_kant() -> None:
    een, twee = herken(situatie(6)), herken(wederzijds())
    assert een[0].punten > 2 * twee[0].punten
    assert any("over en weer" in z for z in twee[0].tegen)


@pytest.mark.parametrize("zin", ["We zijn over en weer bezig.", "Ik heb ook teruggescholden.", "Het gaat over de schutting op de erfgrens."])
def test_wie_zegt_dat_beide_kanten_iets_doen_wordt_gehoord(zin: str) -> None:
    ruzie = [replace(b, tekst=f"{b.tekst} {zin}") for b in situatie()]
    assert herken(ruzie)[0].punten < herken(situatie())[0].punten and herken(ruzie)[0].tegen


def test_een_melder_over_veel_adressen_weegt_weinig() -> None:
    straten = ("Pioenstraat", "Dahliahof", "Asterlaan", "Irisplein", "Leliekade")
    boos = [bericht(i + 1, 12 * i, i, waar=f"{straat} {30 + i}", wie="", wie_nummer="") for i, straat in enumerate(straten)]
    punten = max((s.punten for s in herken(boos)), default=0.0)
    assert punten < herken(situatie())[0].punten / 2


def test_een_overgenomen_tekst_van_veel_melders_weegt_weinig() -> None:
    tekst = "Wij worden door die buurman met zijn barbecue bedreigd in onze gezondheid en eisen dat dit vandaag nog stopt."
    actie = [
        bericht(i + 1, 2 * i, 0, tekst=tekst, waar="Zonnebloemstraat 14", melder_naam=f"{n} {n}sen", melder_adres=f"Zonnebloemstraat {20 + 2 * i}")
        for i, n in enumerate(("Adel", "Bronk", "Cirk", "Dolm", "Ekster", "Frunnik", "Gorter", "Hamel"))
    ]
    assert max((s.punten for s in herken(actie)), default=0.0) < herken(situatie())[0].punten / 2


def test_een_bron_met_twee_huishoudens_wordt_bij_beide_gezegd() -> None:
    anderen = [
        replace(b, id=50 + b.id, waar="Zonnebloemstraat 40", melder_naam="Toos Fladderhoed", melder_adres="Zonnebloemstraat 40") for b in situatie(4)
    ]
    lijst = herken(situatie(4) + anderen)
    assert len(lijst) == 2 and all(any("ander huishouden" in z for z in s.voor) for s in lijst)


def test_zonder_wie_er_meldt_wordt_hetzelfde_huishouden_gevonden() -> None:
    """A session that may not see the reporter gets the situation without a word about reporters."""
    zonder = [replace(b, melder_naam="", melder_adres="") for b in situatie()]
    (eerste,) = herken(zonder)
    assert set(eerste.berichten) == {1, 2, 3, 4, 5} and not any("melders" in z for z in eerste.voor)


berichten = st.builds(
    bericht,
    st.just(0),
    st.integers(0, 120),
    st.integers(0, 5),
    waar=st.sampled_from(["Zonnebloemstraat 12", "zonnebloemstr 12a", "Zonnebloemstraat", "Zonnebloemstraat 14", "Madeliefweg 3", ""]),
    wie=st.sampled_from(["", "Karel Kwibus", "Kwiebus", "de Pluim"]),
    wie_nummer=st.sampled_from(["", "14", "12"]),
    melder_naam=st.sampled_from(["", "Ida Wiebelsteen", "K. Kwibus", "Toos Fladderhoed"]),
    melder_adres=st.sampled_from(["", "Zonnebloemstraat 12", "Zonnebloemstraat 14", "Madeliefweg 3"]),
    aangekruist=st.booleans(),
)


def genummerd(rij: list[Bericht]) -> list[Bericht]:
    return [replace(b, id=i + 1) for i, b in enumerate(rij)]


@given(st.lists(berichten, max_size=14), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_de_volgorde_doet_er_niet_toe(rij: list[Bericht], toeval: object) -> None:
    rij = genummerd(rij)
    door = list(rij)
    toeval.shuffle(door)  # type: ignore[attr-defined]
    assert herken(rij) == herken(door)


@given(st.lists(berichten, max_size=10), st.integers(3, 7), st.integers(0, 5), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_een_melding_meer_haalt_een_huishouden_niet_uit_de_lijst(anders: list[Bericht], n: int, daad: int, dag: int) -> None:
    eerst = genummerd([*situatie(n), *anders])
    nummers = set(range(1, n + 1))
    assert vind(herken(eerst), nummers) is not None
    meer = [*eerst, bericht(900, dag, daad)]
    assert vind(herken(meer), nummers | {900}) is not None


@given(st.lists(berichten, max_size=14))
@settings(max_examples=60, deadline=None)
def test_elke_melding_staat_hooguit_in_een_situatie(rij: list[Bericht]) -> None:
    alle = [n for s in herken(genummerd(rij)) for n in s.berichten]
    assert len(alle) == len(set(alle))


def test_een_situatie_blijft_vindbaar_tussen_veel_andere_meldingen() -> None:
    assert vind(herken(kwesties(600) + situatie()), {1, 2, 3, 4, 5}) is not None
