# SPDX-License-Identifier: EUPL-1.2
"""The labelled set for early recognition keeps its rules, gives nothing away, and is scored as they say."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from bench.herkenning.labels import AANDELEN, EENMALIG, WAAR, Label, Labels
from bench.herkenning.maken import KLEIN, maak
from bench.herkenning.melding import KANALEN, TIKKEN, Melding
from bench.herkenning.meten import basis, lopend, meet, scoor, te_makkelijk
from bench.herkenning.pen import BEGIN, DAGEN
from bench.herkenning.waar import MAX, MIN, SPANNE
from bench.herkenning.zinnen import REEKSEN, lees

WORTEL = Path(__file__).parents[2]
Set = tuple[list[Melding], Labels]


@pytest.fixture(scope="module")
def klein() -> Set:
    return maak(1, KLEIN)


@pytest.fixture(scope="module")
def groot() -> Set:
    return maak(7, 10_000)


# the rules


def test_the_same_seed_makes_the_same_set_and_another_seed_another(klein: Set) -> None:
    assert maak(1, KLEIN)[0] == klein[0]
    assert maak(1, KLEIN)[1].van == klein[1].van
    assert maak(2, KLEIN)[0] != klein[0]
    assert maak(1, KLEIN, "oefen")[0] != klein[0]


def test_the_set_has_not_changed(klein: Set) -> None:
    """Fails when the set becomes another one: then figures measured before and after are not compared (regels.md)."""
    assert sha256(repr((klein[0], klein[1].van)).encode()).hexdigest()[:16] == "840d8322ec221fba"


def test_the_order_of_python_hashes_plays_no_part() -> None:
    vraag = "from bench.herkenning.maken import maak; import hashlib; print(hashlib.sha256(repr(maak(3, 400)[0]).encode()).hexdigest())"
    uit = {
        subprocess.run([sys.executable, "-c", vraag], cwd=WORTEL, env={"PYTHONHASHSEED": z}, capture_output=True, text=True, check=True).stdout
        for z in ("1", "2")
    }
    assert len(uit) == 1


@pytest.mark.parametrize("zaad", [1, 2])
def test_shares_are_those_of_the_rules(zaad: int) -> None:
    meldingen, labels = maak(zaad, KLEIN)
    telling = Counter(label.soort for label in labels.van.values())
    assert len(meldingen) == len(labels.van) == KLEIN
    for soort, aandeel in AANDELEN.items():
        vol = KLEIN * aandeel // 1000
        assert vol - 13 <= telling[soort] <= vol, soort
    assert 0.9 <= telling[EENMALIG] / KLEIN < 0.93


def test_shares_of_a_big_set_are_close(groot: Set) -> None:
    telling = Counter(label.soort for label in groot[1].van.values())
    assert telling[WAAR] / 10_000 == pytest.approx(0.02, abs=0.0005)
    assert telling[EENMALIG] / 10_000 == pytest.approx(0.9, abs=0.01)
    gericht = sum(bool(label.gericht) for label in groot[1].van.values() if label.soort == EENMALIG) / telling[EENMALIG]
    assert gericht == pytest.approx(1 / 8, abs=0.02)


def test_a_true_situation_keeps_the_rules(groot: Set) -> None:
    meldingen, labels = groot
    op = {m.nr: m.op for m in meldingen}
    assert len(labels.situaties) > 20
    for nrs in labels.situaties.values():
        rijen = [labels.van[nr] for nr in nrs]
        noemen = [r for r in rijen if r.noemt]
        dagen = [op[nr] for nr in nrs]
        assert MIN <= len(nrs) <= MAX
        assert (max(dagen) - min(dagen)).days >= SPANNE
        assert len(noemen) >= max(3, len(nrs) / 2)
        assert len({s for r in noemen for s in r.gericht}) >= 2
        assert sum(r.schrijver == "bron" for r in rijen) <= 1


def test_a_source_may_have_more_victims(groot: Set) -> None:
    per_zaak = Counter(Counter(groot[1].zaak_van.values()).values())
    assert per_zaak[1] > per_zaak.total() / 2
    assert sum(per_zaak[n] for n in (2, 3, 4)) > 0
    assert set(per_zaak) <= {1, 2, 3, 4}


def test_in_a_quarrel_each_side_writes_a_third(groot: Set) -> None:
    per: dict[int, Counter[str]] = {}
    for label in groot[1].van.values():
        if label.soort == "ruzie":
            per.setdefault(label.verhaal, Counter())[label.schrijver] += 1
    assert len(per) > 8
    for kanten in per.values():
        assert min(kanten["a"], kanten["b"]) >= kanten.total() / 3


def test_stories_end_with_the_period_and_do_not_pile_up_there(groot: Set) -> None:
    meldingen, labels = groot
    laatste_week = Counter((m.op - BEGIN).days >= DAGEN - 7 for m in meldingen if labels.van[m.nr].soort != EENMALIG)
    assert laatste_week[True] / laatste_week.total() < 4 * 7 / DAGEN


def test_an_angry_reporter_is_about_another_address_each_time(groot: Set) -> None:
    meldingen, labels = groot
    per: dict[int, Counter[str]] = {}
    for m in meldingen:
        if (label := labels.van[m.nr]).soort == "boze_melder" and m.plaats.huisnummer:
            per.setdefault(label.verhaal, Counter())[f"{m.plaats.straat} {m.plaats.huisnummer}"] += 1
    assert per
    assert all(max(adressen.values()) <= 2 for adressen in per.values())


# nothing gives it away


def test_a_report_holds_what_a_report_holds(klein: Set) -> None:
    meldingen, labels = klein
    assert {f.name for f in fields(Melding)} == {"nr", "op", "kanaal", "melder", "plaats", "tikken", "tekst", "bron"}
    assert not any(hasattr(m, "__dict__") for m in meldingen)
    for m in meldingen:
        assert m.kanaal in KANALEN and set(m.tikken) <= set(TIKKEN)
        assert 0 <= (m.op - BEGIN).days < DAGEN
    assert [m.op for m in meldingen] == sorted(m.op for m in meldingen)
    verraadt = {*AANDELEN, EENMALIG, "verhaal", "situatie"} - {"ruzie", WAAR, "plek", "campagne", "studentenhuis"}
    assert not any(woord in str(asdict(m)) for m in meldingen for woord in verraadt)
    assert set(labels.van) == {m.nr for m in meldingen}


def test_numbers_tell_nothing(groot: Set) -> None:
    meldingen, labels = groot
    nrs = [m.nr for m in meldingen]
    assert len(set(nrs)) == len(nrs)
    assert sum(a < b for a, b in pairwise(nrs)) / len(nrs) == pytest.approx(0.5, abs=0.03)
    midden = sorted(nrs)[len(nrs) // 2]
    laag = sum(nr < midden for nr, label in labels.van.items() if label.soort == WAAR)
    assert laag / sum(label.soort == WAAR for label in labels.van.values()) == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize("reeks", REEKSEN)
def test_no_word_or_field_proves_it(reeks: str, groot: Set) -> None:
    """Whatever occurs in eight true situations or more occurs more often outside them."""
    overal, waar, verhalen = Counter[str](), Counter[str](), dict[str, set[int]]()
    meldingen, labels = groot if reeks == "toets" else maak(7, 10_000, reeks)
    for m in meldingen:
        kenmerken = {*re.findall(r"[a-z]+", m.tekst.lower()), m.kanaal, *m.tikken, f"{m.melder is None} {m.bron is None} {bool(m.plaats.huisnummer)}"}
        overal.update(kenmerken)
        if (label := labels.van[m.nr]).soort == WAAR:
            waar.update(kenmerken)
            for k in kenmerken:
                verhalen.setdefault(k, set()).add(label.verhaal)
    te_zeker = {k: waar[k] / overal[k] for k in waar if len(verhalen[k]) >= 8 and waar[k] / overal[k] > 0.5}
    assert not te_zeker


def test_no_telephone_numbers_or_addresses_of_mail(groot: Set) -> None:
    tekst = "\n".join(str(m) for m in groot[0])
    zonder_tijd = re.sub(r"nr=\d+|datetime\([^)]*\)", "", tekst)
    assert not re.search(r"\d[\d -]{5,}\d|@|www\.|\+31|\b06\b", zonder_tijd)


def test_every_sentence_list_has_both_series() -> None:
    oefen, toets = (lees(reeks) for reeks in REEKSEN)
    assert set(oefen) == set(toets)
    for kop in oefen:
        assert oefen[kop] and toets[kop] and not set(oefen[kop]) & set(toets[kop]), kop


# the score


def _labels() -> Labels:
    """Situations 1 (reports 1 to 6) and 2 (7 to 9) of one case, 3 (10 to 12) of another; the rest of a thousand is one-off."""
    van = {nr: Label(EENMALIG) for nr in range(1, 1001)}
    for situatie, zaak, nrs in ((1, 1, range(1, 7)), (2, 1, range(7, 10)), (3, 2, range(10, 13))):
        van |= {nr: Label(WAAR, situatie, zaak) for nr in nrs}
    return Labels(van)


def _groep(*nrs: int) -> frozenset[int]:
    return frozenset(nrs)


@pytest.mark.parametrize(
    ("groep", "vindt"),
    [
        (_groep(1, 2), 1),
        (_groep(1), 0),
        (_groep(1, 2, 100, 101), 1),
        (_groep(1, 2, 100, 101, 102), 0),
        (_groep(1, 2, 7, 8), 2),  # two victims of one source
        (_groep(1, 2, 10, 11), 2),
        (_groep(1, 2, 10, 11, 12), 1),  # two of five is less than half
        (_groep(1, 10, 100), 0),
    ],
)
def test_when_a_group_finds_a_situation(groep: frozenset[int], vindt: int) -> None:
    assert scoor([groep], _labels()).vondst == vindt / 3


def test_a_third_of_a_big_situation_is_needed() -> None:
    labels = Labels({nr: Label(WAAR, 1, 1) if nr <= 7 else Label(EENMALIG) for nr in range(1, 101)})
    assert scoor([_groep(1, 2)], labels).vondst == 0
    assert scoor([_groep(1, 2, 3)], labels).vondst == 1


def test_reading_ends_at_the_first_group_that_does_not_fit() -> None:
    labels = _labels()  # a thousand reports: fifty may be read
    vol = frozenset(range(100, 148))
    assert scoor([vol, _groep(1, 2)], labels).vondst == 1 / 3
    assert scoor([vol, _groep(1, 2, 3), _groep(10, 11)], labels).vondst == 0
    assert scoor([frozenset(range(1, 1001)), _groep(1, 2)], labels).vondst == 0
    assert scoor([_groep(100, 101)] * 24 + [_groep(1, 2), _groep(10, 11)], labels).vondst == 1 / 3  # twice read is read twice


def test_a_second_group_about_the_same_household_is_not_true_again() -> None:
    labels = _labels()
    assert scoor([_groep(1, 2), _groep(3, 4), _groep(10, 11)], labels).hoogste_waar == 2
    assert scoor([_groep(1, 2, 7, 8), _groep(7, 8, 9)], labels).hoogste_waar == 1
    assert scoor([_groep(100, 101)] * 10 + [_groep(1, 2)], labels).hoogste_waar == 0


@pytest.mark.parametrize("groepen", [[_groep()], [_groep(0, 1)]])
def test_a_ranking_of_nothing_is_an_error(groepen: Sequence[frozenset[int]]) -> None:
    with pytest.raises(ValueError, match="Groep"):
        scoor(groepen, _labels())


def test_who_knows_the_truth_finds_everything_and_chance_nothing(groot: Set) -> None:
    meldingen, labels = groot
    volmaakt = scoor(list(labels.situaties.values()), labels)
    assert (volmaakt.hoogste_waar, volmaakt.vondst) == (10, 1.0)
    assert scoor(list(labels.zaken.values()), labels).vondst == 1.0
    nrs = [m.nr for m in meldingen]
    random.Random(1).shuffle(nrs)
    assert scoor([frozenset(nrs[i : i + 5]) for i in range(0, 500, 5)], labels).vondst == 0


def test_the_baseline_counts_per_address_and_the_set_is_not_too_easy(groot: Set) -> None:
    meldingen, labels = groot
    groepen = basis(meldingen)
    plaats = {m.nr: m.plaats for m in meldingen}
    for groep in groepen:
        assert len({f"{plaats[nr]}".lower() for nr in groep}) == 1
        assert all(plaats[nr].huisnummer for nr in groep)
    assert [len(g) for g in groepen] == sorted((len(g) for g in groepen), reverse=True)
    uit = scoor(groepen, labels)
    assert 0 < uit.vondst < 0.6 and not te_makkelijk([uit])


def test_what_is_still_going_on_is_found_by_who_knows_it(groot: Set) -> None:
    meldingen, labels = groot

    def weet(eerder: Sequence[Melding]) -> list[frozenset[int]]:
        er = {m.nr for m in eerder}
        return [nrs & er for nrs in labels.situaties.values() if nrs & er]

    assert lopend(weet, meldingen, labels) == 1.0
    assert lopend(lambda _: [], meldingen, labels) == 0.0


def test_a_ranking_gets_reports_and_no_labels() -> None:
    gezien: list[object] = []

    def rangschik(meldingen: Sequence[Melding]) -> list[frozenset[int]]:
        gezien.append(meldingen)
        return []

    assert meet({"niets": rangschik}, (1,), 400)["niets"][0].vondst == 0
    assert isinstance(gezien[0], tuple) and all(type(m) is Melding for m in gezien[0])
