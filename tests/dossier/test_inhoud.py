# SPDX-License-Identifier: EUPL-1.2
"""What is divided over rows comes back as it went in, for every fact type of every vocabulary; and what lacks is destroyed, or not for who reads."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import (
    Deel,
    Feitrij,
    Inhoud,
    canoniek,
    categorie_van,
    maak_feit,
    verdeel,
    verdeel_rectificatie,
    voeg_samen,
    wortel,
    wortelsoort,
)
from wijkregie.klok import ZONE
from wijkregie.norm.feiten.feit import RECTIFICATIE, Actor, Feit
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.tijd.termijn import lees_termijn

GEMEENTEN = sorted({v.gemeente for v in afspraken.bibliotheek().alles()})
TYPEN = [pytest.param(f, id=f"{g}/{n}") for g in GEMEENTEN for n, f in afspraken.wereld(g).feiten.items() if n != RECTIFICATIE]
TEKST = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
DAG = st.dates(date(1900, 1, 1), date(2200, 1, 1))
WAARDE: dict[str, st.SearchStrategy[Any]] = {
    "datum": DAG,
    "termijn": st.sampled_from(("2 werkdagen", "48 uren", "6 weken", "-1 jaar")).map(lees_termijn),
    "janee": st.booleans(),
    "getal": st.integers(-9999, 9999) | st.floats(-1e6, 1e6, allow_nan=False),
    "tijd": st.integers(0, 1439),
}


def waarde(v: Veld) -> st.SearchStrategy[Any]:
    if v.soort == "keuze":
        return st.sampled_from(v.waarden)
    if v.soort != "lijst":
        return WAARDE.get(v.soort, TEKST)
    if isinstance(v.van, dict):
        return st.lists(st.fixed_dictionaries({}, optional={n: waarde(x) for n, x in v.van.items()}), max_size=3).map(tuple)
    return st.lists(WAARDE.get(v.van or "", TEKST), max_size=3).map(tuple)


KADER = st.fixed_dictionaries(
    {}, optional={"op": DAG, "tijd": st.none() | WAARDE["tijd"], "over": st.lists(TEKST, max_size=3).map(tuple), "opent": TEKST}
)


def velden(model: FeitType) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={n: waarde(v) for n, v in model.velden.items()})


def terug(delen: list[Deel], model: FeitType, *, zonder: str | None = None, weg: str | None = None, heel: bool = True) -> Inhoud:
    """Through the text that is stored: without the row of one category, with that of another destroyed."""
    return voeg_samen([(d.categorie, None if d.categorie == weg else canoniek(d.inhoud)) for d in delen if d.categorie != zonder], model, heel=heel)


@pytest.mark.parametrize("model", TYPEN)
@settings(max_examples=8)
@given(data=st.data())
def test_what_goes_in_comes_back(model: FeitType, data: st.DataObject) -> None:
    eigen, reden = data.draw(velden(model)), data.draw(st.none() | TEKST)
    _feit(model, eigen, reden)
    _rectificatie(model, eigen | data.draw(KADER), data.draw(st.sets(st.sampled_from([*model.velden]))) if model.velden else set())
    _mist(model, eigen, data.draw(st.sampled_from([model.categorie, *(categorie_van(model, v) for v in model.velden)])))


def _feit(model: FeitType, eigen: dict[str, Any], reden: str | None) -> None:
    for heel in (True, False):
        i = terug([*verdeel(eigen, model, reden), Deel("", {":door": {"login": 7, "naam": "Femke"}})], model, heel=heel)
        assert i == Inhoud(eigen, None if "reden" in eigen else reden, {"login": 7, "naam": "Femke"}, frozenset())
        assert {n: type(x) for n, x in i.velden.items()} == {n: type(x) for n, x in eigen.items()}


def _rectificatie(model: FeitType, wordt: dict[str, Any], leeg: set[str]) -> None:
    """`leeg`: fields that it empties."""
    for eigen in ({"wordt": wordt | dict.fromkeys(leeg)}, {"intrekken": True}, {"intrekken": True, "verplaatst": True}):
        if eigen != {"wordt": {}}:
            assert terug(verdeel_rectificatie(eigen, model, "fout"), model) == Inhoud(eigen, "fout", {}, frozenset())


def _mist(model: FeitType, eigen: dict[str, Any], c: str) -> None:
    """Without the row of a category: destroyed for who has every row, not there for who may not have it."""
    delen = verdeel(eigen, model)
    rest = {n: x for n, x in eigen.items() if categorie_van(model, n) != c}
    weg = frozenset(n for n in model.velden if categorie_van(model, n) == c) if any(d.categorie == c for d in delen) else frozenset()
    assert terug(delen, model, weg=c) == Inhoud(rest, None, {}, weg)
    assert terug(delen, model, weg=c, heel=False) == terug(delen, model, zonder=c) == Inhoud(rest, None, {}, frozenset())


def test_who_did_it_comes_back_from_a_rectification() -> None:
    model = afspraken.wereld("amsterdam").feiten["klacht_ontvangen"]
    i = terug(verdeel_rectificatie({"wordt": {"door": Actor("mzwo", "3", "gemeente", "7")}}, model, "fout"), model)
    a = i.velden["wordt"]["door"]
    assert (a.rol, a.organisatie, a.soort, a.persoon) == ("mzwo", "3", "gemeente", "7")


# the frame


def rij(nr: int, van: int | None = None, **meer: Any) -> Feitrij:
    toen = datetime(2026, 1, 23, 23, 30, tzinfo=ZONE)
    r = Feitrij(
        UUID(int=nr), RECTIFICATIE if van else "klacht_ontvangen", date(2026, 1, 20), 90, toen, "mzwo", "gemeente", 3, None, 4, UUID(int=9),
        [UUID(int=9)], UUID(int=van) if van else None, "buiten", False, 0,
    )  # fmt: skip
    return r._replace(**meer)


def lees(r: Feitrij, **meer: Any) -> Feit:
    return maak_feit(r, 5, Inhoud({"kanaal": "mzwo"}, "waarom", {}, frozenset({"melder"})), **({"persoon": "7"} | meer))


def test_a_fact_from_its_row() -> None:
    f = lees(rij(1))
    assert (f.id, f.soort, f.nr, f.op, f.tijd, f.opent, f.over) == (
        str(UUID(int=1)),
        "klacht_ontvangen",
        5,
        date(2026, 1, 20),
        90,
        str(UUID(int=9)),
        f.over,
    )
    assert (f.vastgelegd_op, f.vastgelegd_tijd) == (date(2026, 1, 23), 23 * 60 + 30)
    assert (f.door.rol, f.door.organisatie, f.door.soort, f.door.persoon) == ("mzwo", "3", "gemeente", "7")
    assert (f.reden, f.vernietigd, f.velden) == ("waarom", {"melder"}, {"kanaal": "mzwo"})
    laat = lees(rij(1), op_tijd=True)
    assert (laat.vastgelegd_op, laat.vastgelegd_tijd) == (date(2026, 1, 20), 90)
    assert lees(rij(2, van=1)).velden == {"kanaal": "mzwo", "van": str(UUID(int=1))}


def test_the_root_of_a_chain_of_rectifications() -> None:
    alle = {f.id: f for f in (lees(rij(1)), lees(rij(2, van=1)), lees(rij(3, van=2)))}
    een, twee, drie = alle.values()
    assert wortel(drie, alle) is wortel(twee, alle) is wortel(een, alle) is een
    assert wortelsoort(rij(4, van=3), alle) == wortelsoort(rij(1), {}) == "klacht_ontvangen"
    del alle[twee.id]
    assert wortel(drie, alle) is None
    with pytest.raises(KeyError):
        wortelsoort(rij(4, van=2), alle)


def test_what_is_stored_is_canonical_text() -> None:
    assert json.loads(canoniek({"b": 1, "a": "é"})) == {"a": "é", "b": 1}
