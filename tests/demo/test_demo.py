# SPDX-License-Identifier: EUPL-1.2
"""The demo looks like somebody's week, on whatever day it is loaded; its stories hold and keep to the agreement."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wijkregie.demo.verhaal import HIER, VERHALEN, Stap, regels, stappen
from wijkregie.dossier import afspraken
from wijkregie.klok import met_klok, vandaag
from wijkregie.klok import nu as nu_
from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.tijd.kalender import Kalender

VERHAAL = sorted(VERHALEN.glob("*.yaml"))


@pytest.fixture(scope="module")
def kalender() -> Kalender:
    k = afspraken.regelset("amsterdam", ("overlastprotocol",)).op(date(2026, 11, 22), date(2026, 11, 22)).kalender
    assert k is not None
    return k


# the stories


@pytest.mark.parametrize("pad", VERHAAL, ids=lambda p: p.stem)
def test_verhaal_klopt(pad: Path, kalender: Kalender) -> None:
    s = Scenario.lees(pad, afspraken.bibliotheek())
    assert s.controleer() == []
    dagen = [moment(f.get("vastgelegd") or f["op"])[0] for f in s.ruw["feiten"]]
    assert dagen == sorted(dagen) and all(map(kalender.is_werkdag, dagen))
    stand = s.toestand(dagen[-1])
    buiten = {x.feit.soort for x in stand.schendingen}
    assert buiten == ({"deelnemer_aangesproken"} if pad.stem == "buiten-de-afspraak" else set())
    laat = [p for p in stand.plichten if p.te_laat_voldaan or p.status in ("te_laat", "gemist")]
    assert bool(laat) == (pad.stem == "rechtgezet")


def test_elk_verhaal_wordt_gebruikt_en_elk_dossier_heeft_er_een() -> None:
    assert {r["verhaal"] for r in regels()} == {p.stem for p in VERHAAL}


@pytest.mark.parametrize("jaar", [2026, 2027])
def test_dagen_van_een_dossier(jaar: int, kalender: Kalender) -> None:
    """On every day of a year: working days only, in order, nothing in the future, and the last one as long ago as was asked."""
    lijst = list(regels())
    for n in range(0, 365, 5):
        nu = datetime(jaar, 1, 1, 9, 30) + timedelta(days=n, hours=n % 12)
        for nr, r in list(enumerate(lijst, 1))[n % 4 :: 4]:
            st = stappen(r, nr, kalender, nu)
            tijden = [s.toen for s in st]
            assert tijden == sorted(tijden) and tijden[-1] < nu
            assert all(kalender.is_werkdag(t.date()) for t in tijden)
            verschil = kalender.tel_werkdagen(tijden[-1].date(), kalender.volgende_werkdag(nu.date())) - 1
            assert r["geleden"] <= verschil <= r["geleden"] + 1


# loaded


class Afgebroken(Exception):
    pass


def _breek_af(voortgang: str) -> None:
    """Stop half way: what was recorded must not be recorded again."""
    if voortgang.startswith("3 van"):
        raise Afgebroken


@pytest.mark.parametrize("nu", ["2026-11-22 14:00", "2027-01-05 08:20", "2027-03-29 12:00"], ids=["zondag", "januari", "pasen"])
def test_laden(databank: Any, nu: str) -> None:
    from wijkregie.demo import laad
    from wijkregie.demo.dossier import Mensen
    from wijkregie.partijen.models import Gemeente

    afspraken._bits.clear()
    with met_klok(datetime.fromisoformat(nu), overal=True):
        with pytest.raises(Afgebroken):
            laad(_breek_af)
        assert laad() == len(list(regels()))
        g = Gemeente.objects.using("kern").get()
        m = Mensen(g.id, g.code)
        week = {w: _week(m, w) for w in ("femke", "joris", "mees", "idris", "noor", "harm", "wies", "lotte", "rosa", "bram", "yara")}
        _klopt(week)
        assert week["joris"]["laat"] + week["femke"]["laat"] <= 3
        _bijzonder(databank)
        assert laad() == 0  # a second time nothing is made


def _klopt(week: dict[str, dict[str, int]]) -> None:
    for wie in ("femke", "joris"):
        x = week[wie]
        assert 1 <= x["laat"] <= 2, (wie, x)
        assert 3 <= x["week"] <= 7, (wie, x)
        assert 5 <= x["later"] <= 10, (wie, x)
    assert 1 <= week["femke"]["wacht"] <= 12
    assert 2 <= week["idris"]["week"] <= 7
    for wie in ("noor", "harm", "wies", "lotte"):
        assert week[wie]["laat"] <= 1 and 2 <= week[wie]["week"] + week[wie]["later"] <= 16, (wie, week[wie])
    assert week["rosa"]["laat"] == 0 and 6 <= week["rosa"]["week"] <= 20, week["rosa"]
    assert sum(x["laat"] for x in week.values()) <= 6
    lindehof, totaal = week["femke"]["dossiers"], len(list(regels()))
    assert lindehof == sum(r["zorg"] == "lindehof" for r in regels())
    # without consent, or after it was withdrawn, the corporation does not read about whom it is; it knows the dossier only by a duty of its own
    kade = sum(r["corporatie"] == "kade" for r in regels())
    assert (week["harm"]["namen"], week["lotte"]["namen"]) == (kade - 1, totaal - kade - 1)
    assert kade - 1 <= week["harm"]["dossiers"] <= kade and totaal - kade - 1 <= week["lotte"]["dossiers"] <= totaal - kade
    assert (week["bram"]["dossiers"], week["yara"]["dossiers"]) == (
        5,
        4,
    )  # what the police opened, the dossier of six partners, and three cases of a meeting


def _bijzonder(databank: Any) -> None:
    soorten = Counter(s for (s,) in databank.beheer("select soort from dossier_feit"))
    assert {"rectificatie", "afgezien", "toestemming_ingetrokken", "dossier_gesloten"} <= set(soorten)
    namen = databank.beheer("select count(distinct dossier) from dossier_kop where soort = 'persoon' and volgorde = 0")[0][0]
    assert namen >= len(list(regels()))  # also of the dossier that the police opened
    feiten = databank.beheer("select count(*), count(distinct id) from dossier_feit")[0]
    verhalen = sum(4 if "begint" in r else 6 for r in regels()) + sum(len(s.feiten) for s in _alle_stappen())
    assert feiten[0] == feiten[1] == verhalen + 3 + _gemeld() + _overlegd()  # three: a request, and a fact to destroy
    assert databank.beheer("select count(*) from dossier_schending where soort = 'toets' and not gedekt")[0][0] <= 3
    assert databank.beheer("select count(distinct mediatype) from dossier_bestand")[0][0] == 2
    assert databank.beheer("select count(*) from partijen_waarneming where van <= %s and tot >= %s", vandaag(), vandaag())[0][0] == 1
    assert databank.beheer("select count(*) from privacy_vernietiglijst l join dossier_dossier d on d.id = l.dossier where d.soort = 'zaak'") == [
        (1,)
    ]
    assert databank.beheer("select cardinality(feiten) from privacy_gegevenlijst") == [(1,)]
    assert databank.beheer("select count(*) from delen_nood where oordeel is null") == [(1,)]
    assert databank.beheer("select count(distinct verzoek) from privacy_stuk") == [(1,)]
    assert databank.beheer("select grond from delen_belang where tot is null") == [("bekende",)]
    assert databank.beheer("select count(*) from dossier_dossier where wisselt_op <= %s", vandaag())[0][0] == 0


def _overlegd() -> int:
    """Two series with their meeting; of each case who, where, its series, and its facts."""
    from wijkregie.demo import overleg

    return 2 * 2 + sum(4 + len(z["reeksen"]) + len(z["feiten"]) for z in overleg.zaken())


def _gemeld() -> int:
    """The facts of the reports: each has a code, and who takes a call takes part."""
    from wijkregie.demo import meldingen

    return sum(2 + ("door" in r) + len(r.get("dan", ())) for r in meldingen.regels())


def _alle_stappen() -> list[Stap]:
    kal = afspraken.regelset("amsterdam", ("overlastprotocol",)).op(vandaag(), vandaag()).kalender
    assert kal is not None
    return [s for nr, r in enumerate(regels(), 1) for s in stappen(r, nr, kal, nu_())]


def _week(m: Any, wie: str) -> dict[str, int]:
    from wijkregie.dossier.lezen import rijen
    from wijkregie.dossier.lezen_taken import wacht_op_anderen
    from wijkregie.dossier.lezen_werk import GROEPEN, MIJ, Wiens, einde_werkweek, kalender, per_vak

    s = m.sessie(m.lid(wie))
    with m.als(s, "werk"):
        vak = per_vak(s, Wiens(MIJ, vandaag(), einde_werkweek(kalender(m.code), vandaag())))
        groepen = {g: sum(vak[v] for v in vakken) for g, vakken in GROEPEN.items()}
        wacht = wacht_op_anderen(s, [s.lidmaatschap, *s.neemt_waar], 99)
        dossiers = rijen("select count(*) from dossier_dossier where soort = 'zaak'")[0][0]
        namen = rijen("select count(distinct k.dossier) from dossier_kop k join dossier_dossier d on d.id = k.dossier where d.soort = 'zaak'")[0][0]
        return {**groepen, "wacht": len(wacht), "dossiers": dossiers, "namen": namen}


def test_geen_echte_gegevens() -> None:
    """Nothing that looks like a phone number, a postcode or a real mail address."""
    import re

    for pad in [*HIER.glob("*.yaml"), *VERHAAL]:
        tekst = pad.read_text("utf-8")
        assert not re.search(r"\b0\d{9}\b|\b\d{4} ?[A-Z]{2}\b|@(?!\w+\.example)", tekst), pad


def test_bijlagen_zijn_wat_zij_zeggen() -> None:
    from wijkregie.demo.bijlagen import brief, staafjes
    from wijkregie.dossier.bestanden import soort

    assert soort(brief("Brief", ["Eén (1) regel met een \\ en haakjes."])) == "application/pdf"
    assert soort(staafjes([10, 50, 30])) == "image/png"
