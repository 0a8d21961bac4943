# SPDX-License-Identifier: EUPL-1.2
"""Do two reports belong together: addresses, names, wording, time and reporter as people type them. All names and streets are made up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.meldingen.gelijkenis import MOGELIJK, WAARSCHIJNLIJK, Bericht, Gelijkenis, Moment, Register, kenmerken, lijkt
from wijkregie.meldingen.gelijkenis.adres import lees_adres, vergelijk_adres
from wijkregie.meldingen.gelijkenis.klank import geraamte, klank, varianten
from wijkregie.meldingen.gelijkenis.melder import lees_melder, mail, telefoon, vergelijk_melder
from wijkregie.meldingen.gelijkenis.naam import lees_wie, vergelijk_wie
from wijkregie.meldingen.gelijkenis.tekst import lees_tekst, vergelijk_tekst
from wijkregie.meldingen.gelijkenis.tijd import tussenpozen, vergelijk_tijd, versnelling

DEUR = "Zeedistelstraat 12"


def adres(a: str, b: str) -> float:
    uit = vergelijk_adres(lees_adres(a), lees_adres(b))
    return 0.0 if uit is None else uit.sterkte


def wie(a: str, b: str) -> float:
    uit = vergelijk_wie(lees_wie(a), lees_wie(b))
    return 0.0 if uit is None else uit.sterkte


def oordeel(uit: Gelijkenis | None) -> str:
    return "" if uit is None else uit.oordeel


# places


@pytest.mark.parametrize(
    "getypt",
    [
        "zeedistelstraat 12",
        "Zeedistelstr. 12",
        "Zeedistelstr 12",
        "Zee distel straat 12",
        "ZEEDISTELSTRAAT nr. 12",
        "Zeedistelstraat, 12",
        "in de Zeedistelstraat 12",
        "bij de poort achter Zeedistelstraat 12, Duinveste",
        "9999 ZZ Zeedistelstraat 12",
        "om 3 uur op de Zeedistelstraat 12",
    ],
)
def test_one_door_however_it_is_typed(getypt: str) -> None:
    assert adres(DEUR, getypt) == 1.0


@pytest.mark.parametrize(
    ("a", "b"), [("12 huis", "12-hs"), ("12 I", "12-1"), ("12 III", "12 3-hoog"), ("12 A", "12a"), ("12-2", "12 2 hoog"), ("12 bg", "12 huis")]
)
def test_an_addition_however_it_is_typed(a: str, b: str) -> None:
    assert adres(f"Zeedistelstraat {a}", f"Zeedistelstraat {b}") == 1.0


def test_the_nearer_the_stronger() -> None:
    rij = [adres(DEUR, f"Zeedistelstraat {n}") for n in ("12", "12A", "14", "18", "80")]
    assert rij == sorted(rij, reverse=True) and len(set(rij)) == 5 and rij[-1] > 0
    assert adres("Zeedistelstraat 12B", "Zeedistelstraat 12A") < adres(DEUR, "Zeedistelstraat 12A")
    assert 0 < adres(DEUR, "Zeedistelstraat") < 0.5


@pytest.mark.parametrize(
    "fout", ["Zeedistelstrat 12", "Zeedislestraat 12", "Zedistelstraat 12", "Seedistelstraat 12", "Zeedisstelstraat 12", "Zeedistlestraat 12"]
)
def test_a_typing_error_costs_a_little(fout: str) -> None:
    assert 0.6 < adres(DEUR, fout) <= 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DEUR, "Zeedistellaan 12"),
        (DEUR, "Helmgrasstraat 12"),
        ("1e Helmgrasstraat 5", "2e Helmgrasstraat 5"),
        ("Oude Testweg 3", "Nieuwe Testweg 3"),
        ("Duinlaan 3", "Tuinlaan 3"),
        (DEUR, "2x per week om 22 uur"),
        ("in het park", "in het park"),
        ("", ""),
    ],
)
def test_another_street_is_no_evidence(a: str, b: str) -> None:
    assert adres(a, b) == 0.0


def test_the_words_name_both_places() -> None:
    uit = vergelijk_adres(lees_adres(DEUR), lees_adres("zeedistelstr. 14a"))
    assert uit is not None and uit.uitleg == "huisnummers naast elkaar: Zeedistelstraat 12 en Zeedistelstraat 14-a"


# sounds and names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Testmeijer", "Testmeyer"),
        ("Proefbosch", "Proefbos"),
        ("Kluijt", "Kluit"),
        ("Goude", "Gaude"),
        ("Proefzandt", "Proefsant"),
        ("Visbak", "Fisbak"),
        ("Thijs", "Tijs"),
        ("Claasen", "Klaasse"),
        ("Proefdijck", "Proefdyk"),
        ("Testbruyn", "Testbruin"),
        ("Zeehondt", "Seehont"),
        ("Philtest", "Filtest"),
    ],
)
def test_spellings_of_one_sound(a: str, b: str) -> None:
    assert klank(a) == klank(b)


def test_other_sounds_stay_apart() -> None:
    assert len({klank(w) for w in ("Zeegras", "Zeegros", "Duinroos", "Duinrees", "Helmveld", "Helmvald")}) == 6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kees Proefmeijer", "Cees Proefmeyer"),
        ("dhr. Van der Testmeijden", "mevrouw vd Testmeyden"),
        ("die man die Bolle heet", "ze noemen hem Bolle"),
        ("Proefduin, J.", "J. Proefduin"),
        ("Zeegras-Testveld", "Zeegras-Testveld"),
    ],
)
def test_a_rare_name_is_strong_evidence(a: str, b: str) -> None:
    assert wie(a, b) >= 0.75


@pytest.mark.parametrize(("a", "b"), [("Johan", "Jan"), ("Mo", "Mohammed"), ("Willem", "Wim"), ("Kees", "Kees")])
def test_a_first_name_alone_is_weak(a: str, b: str) -> None:
    assert 0.3 < wie(a, b) < 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [("Jan Proefduin", "Jan Testveld"), ("ik weet het niet", "die buurman"), ("de buren", "de buren"), ("", "Kees"), ("onbekend", "onbekend")],
)
def test_no_name_in_common_is_no_evidence(a: str, b: str) -> None:
    assert wie(a, b) == 0.0


def test_a_description_counts_too() -> None:
    assert 0.3 < wie("de man met de rode pet", "iemand met een rode pet en een hond") < 0.7
    assert wie("buurman van 14", "de mensen op nr 14") == 0.5


# wording, time, reporter


def test_copied_wording_is_told() -> None:
    a = "Elke avond om elf uur bonkt hij op onze muur en roept dat wij moeten verhuizen, al maanden lang."
    uit = vergelijk_tekst(lees_tekst(a), lees_tekst("Hallo. " + a.replace("elf", "tien")))
    assert uit is not None and uit.sterkte > 0.6 and "overgenomen" in uit.uitleg
    anders = vergelijk_tekst(lees_tekst(a), lees_tekst("De buurman bonkt op de muur. Ik hoor hem roepen."))
    assert anders is not None and anders.sterkte < 0.7 and "overgenomen" not in anders.uitleg
    assert vergelijk_tekst(lees_tekst(a), lees_tekst("Er ligt vuilnis naast de container.")) is None


def test_time_supports() -> None:
    a = Moment(date(2026, 1, 2), 22 * 60)
    uit = vergelijk_tijd([a], [Moment(date(2026, 1, 9), 23 * 60)])
    assert uit is not None and uit.uitleg == "7 dagen na elkaar, beide op vrijdag, op ongeveer hetzelfde uur"
    assert vergelijk_tijd([a], [Moment(date(2026, 3, 3), 9 * 60)]) is None and vergelijk_tijd([a], []) is None
    assert vergelijk_tijd([Moment(date(2026, 1, 2), 23 * 60 + 30)], [Moment(date(2026, 6, 3), 15)]) is not None  # over midnight


def test_gaps_that_shrink() -> None:
    dagen = [date(2026, 1, 1) + timedelta(n) for n in (0, 30, 58, 68, 73, 75)]
    assert tussenpozen(dagen) == (30, 28, 10, 5, 2) and versnelling(dagen) > 5
    assert versnelling(dagen[:3]) == 0.0 and versnelling([date(2026, 1, 1) + timedelta(7 * n) for n in range(9)]) == 1.0


@pytest.mark.parametrize("nummer", ["0600000000", "06-00000000", "06 00 00 00 00", "+31 6 00000000", "0031 (0)6 00000000", "+31(0)600000000"])
def test_one_telephone_number_however_it_is_typed(nummer: str) -> None:
    assert telefoon(nummer) == "0600000000"
    uit = vergelijk_melder(lees_melder("", f"bel {nummer} na vijven"), lees_melder("", "06 0000 0000 of mail"))
    assert uit is not None and uit.sterkte == 1.0


def test_the_words_about_a_reporter_hold_no_data_of_it() -> None:
    a = lees_melder("Mies Proefduin", "mies+melding@voorbeeld.test, 06-00000000", DEUR)
    uit = vergelijk_melder(a, lees_melder("Mies Proefduyn", "Mies@voorbeeld.test", "Zeedistelstr. 12"))
    assert uit is not None and uit.uitleg == "dezelfde melder: hetzelfde mailadres, een naam die erop lijkt, hetzelfde woonadres"
    assert mail("Mies+x@Voorbeeld.test") == "mies@voorbeeld.test" and telefoon("112") == ""


# together


def test_the_same_door_is_possible_and_the_same_door_and_name_likely() -> None:
    a = kenmerken(Bericht(DEUR, "Kees Proefmeijer"))
    assert oordeel(lijkt(a, kenmerken(Bericht("zeedistelstr 12")))) == MOGELIJK
    uit = lijkt(a, kenmerken(Bericht("Zeedistelstraat 12-1", "Cees Proefmeyer")))
    assert uit is not None and uit.oordeel == WAARSCHIJNLIJK and [x.soort for x in uit.aanwijzingen] == ["wie", "adres"]


def test_several_victims_of_one_source() -> None:
    a, b = kenmerken(Bericht(DEUR, "Bolle van nummer 3")), kenmerken(Bericht("Helmgraslaan 80", "ze noemen hem Bolle, woont op 3"))
    assert oordeel(lijkt(a, b)) == MOGELIJK


def test_time_and_chance_words_alone_are_nothing() -> None:
    m = (Moment(date(2026, 1, 2), 600),)
    assert lijkt(kenmerken(Bericht("", "", "geluid muziek hard", m)), kenmerken(Bericht("", "", "harde muziek en geluid", m))) is None


# properties

tekst = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "Zeedistelstraat",
            "12",
            "12A",
            "12-2",
            "huis",
            "Kees",
            "Proefmeijer",
            "van",
            "de",
            "bonkt",
            "muur",
            "nr",
            "str.",
            "pln",
            "1e",
            "om",
            "3",
            "uur",
            "06-00000000",
            "a@b.test",
            ",",
            ".",
            "-",
        ]
    ),
    max_size=12,
).map(" ".join)
moment = st.builds(Moment, st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.none() | st.integers(0, 1439))
bericht = st.builds(Bericht, tekst, tekst, tekst, st.lists(moment, max_size=3).map(tuple), tekst, tekst, tekst)


@given(bericht, bericht)
def test_any_two_reports_compare_the_same_both_ways(a: Bericht, b: Bericht) -> None:
    x, y = kenmerken(a), kenmerken(b)
    heen, terug = lijkt(x, y), lijkt(y, x)
    assert (heen is None) == (terug is None)
    if heen is not None and terug is not None:
        assert heen.oordeel == terug.oordeel and abs(heen.sterkte - terug.sterkte) < 1e-9
        assert {(z.soort, z.sterkte) for z in heen.aanwijzingen} == {(z.soort, z.sterkte) for z in terug.aanwijzingen}
        assert all(0 < z.sterkte <= 1 and z.uitleg for z in heen.aanwijzingen) and 0 < heen.sterkte <= 1


@given(bericht, st.integers(0, 9))
def test_more_evidence_never_weakens(b: Bericht, wat: int) -> None:
    """A report compared with itself is at least as like as with a part of it."""
    vol, deel = kenmerken(b), kenmerken(Bericht(b.waar, b.wie if wat % 2 else "", b.tekst if wat % 3 else ""))
    zelf, minder = lijkt(vol, vol), lijkt(vol, deel)
    assert minder is None or (zelf is not None and zelf.sterkte >= minder.sterkte - 1e-9)


woord = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@given(woord, st.data())
def test_keys_that_differ_in_one_letter_share_a_variant(w: str, data: st.DataObject) -> None:
    if len(w) < 5:
        return
    i = data.draw(st.integers(0, len(w) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    for ander in (w[:i] + w[i + 1 :], w[:i] + letter + w[i + 1 :], w[:i] + letter + w[i:]):
        assert varianten(w) & varianten(ander) or w == ander


@given(woord)
def test_a_sound_is_small_letters_and_its_frame_no_longer(w: str) -> None:
    assert klank(w).isalpha() or klank(w) == ""
    assert len(geraamte(w)) <= len(klank(w)) and klank(w.upper()) == klank(w)


@given(st.integers(1, 400), st.sampled_from(["", "A", "-2", " huis", " III"]), st.integers(0, 8), st.sampled_from("abdegklmnoprst"))
def test_the_index_finds_a_mistyped_door_and_its_neighbours(nummer: int, toevoeging: str, plek: int, letter: str) -> None:
    straat = "Zeedistelstraat"
    fout = straat[: plek + 1] + letter + straat[plek + 2 :]
    register: Register[str] = Register()
    register.voeg_toe("zelfde", kenmerken(Bericht(f"{straat} {nummer}{toevoeging}")))
    register.voeg_toe("buren", kenmerken(Bericht(f"{straat} {nummer + 2}")))
    register.voeg_toe("elders", kenmerken(Bericht(f"Helmgraslaan {nummer}")))
    gevonden = register.kandidaten(kenmerken(Bericht(f"{fout} {nummer}")))
    assert {"zelfde", "buren"} <= gevonden and "elders" not in gevonden


def test_a_key_that_half_the_city_bears_is_skipped() -> None:
    register: Register[int] = Register(meeste=3)
    for i in range(10):
        register.voeg_toe(i, kenmerken(Bericht(DEUR)))
    assert register.kandidaten(kenmerken(Bericht(DEUR))) == set()
