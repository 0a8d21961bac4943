# SPDX-License-Identifier: EUPL-1.2
"""A letter never holds what its receiver may not know, whatever the state grants."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.dossier.afspraken import wereld
from wijkregie.norm.feiten.feit import Actor, Feit
from wijkregie.stukken import maken, papier
from wijkregie.stukken.maken import Om
from wijkregie.stukken.vormen import Vorm, vormen

DAG = date(2026, 1, 23)
ALLE = vormen("amsterdam")
OM = Om(("Afzender",), ("Naam", "Straat 1", "1234 XX  Duinveste"), "Qnaamq", "Duinveste", "WR-2026-0001", ("Wie",), True)
VORMEN = ("inhoud", "bestaat", "janee", "aantal", "waarde", None)


def merk(soort: str, veld: str) -> str:
    return f"q{soort}.{veld}q"


def feit(vorm: Vorm, soort: str) -> Feit:
    model = wereld("amsterdam").feiten[soort]
    velden = {n: merk(soort, n) for n, v in model.velden.items() if v.soort == "tekst"}
    return Feit(f"f-{soort}", soort, DAG, 1, door=Actor(rol=sorted(vorm.tekent)[0]), velden=velden)


def maak(vorm: Vorm, mag: dict[str, str | None], **anders: Any) -> maken.Gemaakt:
    m = vorm.model
    rij = {"rol": m.aan, "doel": m.doel, "weg": (m.deur,), "feiten": None}
    rijen = [SimpleNamespace(**({**rij, "categorie": c, "vorm": x, "zichtbaar": x is not None} | anders)) for c, x in mag.items()]
    feiten = [feit(vorm, d.model.feit) for d in vorm.delen if d.model.feit]
    zicht: Any = SimpleNamespace(gevouwen=SimpleNamespace(feiten=feiten))
    stand: Any = SimpleNamespace(zicht=rijen)
    bits: Any = SimpleNamespace(masker=lambda c: 1)  # of outcomes of the core the maker may know none
    return maken.maak(vorm, wereld("amsterdam"), feit(vorm, m.bij), zicht, stand, bits, 0, OM, heel=True)


@pytest.mark.parametrize("vorm", ALLE, ids=lambda v: f"{v.protocol}-{v.naam}")
@given(data=st.data())
def test_nothing_stands_in_it_that_the_receiver_may_not_know(vorm: Vorm, data: st.DataObject) -> None:
    namen = sorted({c for d in vorm.delen for c in d.categorieen})
    mag = {c: data.draw(st.sampled_from(VORMEN)) for c in namen}
    g = maak(vorm, mag)
    tekst = g.inhoud.als_json()
    for d in vorm.delen:
        if d.model.veld is not None:
            erin = merk(d.model.feit or vorm.model.bij, d.model.veld) in tekst
            assert erin == all(mag[c] == "inhoud" for c in d.categorieen), d.model.veld
    genoemd = {merk(d.model.feit or vorm.model.bij, d.model.veld) for d in vorm.delen if d.model.veld}
    alle = {merk(vorm.model.bij, n) for n in wereld("amsterdam").feiten[vorm.model.bij].velden}
    assert not [x for x in alle - genoemd if x in tekst]  # a field that the letter does not name is never in it
    verplicht = [d for d in vorm.delen if d.model.verplicht and not all(mag[c] == "inhoud" for c in d.categorieen)]
    assert bool(verplicht) == any(c.waarom == maken.ONTVANGER and c.verplicht for c in g.mist)


@pytest.mark.parametrize("vorm", ALLE, ids=lambda v: f"{v.protocol}-{v.naam}")
@pytest.mark.parametrize("anders", [{"doel": "ander"}, {"rol": "ander"}, {"weg": ("inzage",)}, {"feiten": ("x",)}, {"zichtbaar": False}])
def test_a_grant_for_another_purpose_way_or_receiver_gives_nothing(vorm: Vorm, anders: dict[str, Any]) -> None:
    g = maak(vorm, {c: "inhoud" for d in vorm.delen for c in d.categorieen}, **anders)
    assert not [d.model.veld for d in vorm.delen if d.model.veld and merk(d.model.feit or vorm.model.bij, d.model.veld) in g.inhoud.als_json()]


@pytest.mark.parametrize("vorm", [v for v in ALLE if not v.onderwerp], ids=lambda v: f"{v.protocol}-{v.naam}")
def test_a_letter_to_another_names_neither_the_person_nor_the_file(vorm: Vorm) -> None:
    tekst = maak(vorm, {c: "inhoud" for d in vorm.delen for c in d.categorieen}).inhoud.als_json()
    assert not [x for x in ("Qnaamq", "Straat 1", "WR-2026-0001") if x in tekst]


@pytest.mark.parametrize("vorm", ALLE, ids=lambda v: f"{v.protocol}-{v.naam}")
def test_who_may_not_sign_makes_none_and_the_same_letter_is_the_same_pdf(vorm: Vorm) -> None:
    g = maak(vorm, {c: "inhoud" for d in vorm.delen for c in d.categorieen})
    assert not g.mist
    assert papier.pdf(g.inhoud, concept=False) == papier.pdf(g.inhoud, concept=False) != papier.pdf(g.inhoud, concept=True)
    f = feit(vorm, vorm.model.bij)
    f.door = Actor(rol="ander")
    leeg: Any = SimpleNamespace(gevouwen=SimpleNamespace(feiten=[]), zicht=[])
    mist = maken.maak(vorm, wereld("amsterdam"), f, leeg, leeg, SimpleNamespace(masker=lambda c: 1), 0, OM, heel=True).mist  # type: ignore[arg-type]
    assert maken.TEKENT in {c.waarom for c in mist}
