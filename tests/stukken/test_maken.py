# SPDX-License-Identifier: EUPL-1.2
"""A letter never holds what its receiver may not know, whatever the state grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
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
from wijkregie.stukken.vormen import Deel, Vorm, vormen

DAG = date(2026, 1, 23)
ALLE = vormen("amsterdam")
OM = Om(("Afzender",), ("Naam", "Straat 1", "1234 XX  Duinveste"), "Qnaamq", "Duinveste", "WR-2026-0001", ("Wie",), True)
VORMEN = ("inhoud", "bestaat", "janee", "aantal", "waarde", None)


def merk(soort: str, veld: str) -> str:
    return f"q{soort}.{veld}q"


def _is_tekst(vorm: Vorm, d: Deel) -> bool:
    return wereld("amsterdam").feiten[d.model.feit or vorm.model.bij].velden[d.model.veld or ""].soort == "tekst"


def feit(vorm: Vorm, soort: str) -> Feit:
    model = wereld("amsterdam").feiten[soort]
    velden: dict[str, Any] = {n: merk(soort, n) for n, v in model.velden.items() if v.soort == "tekst"}
    velden |= {n: v.waarden[0] for n, v in model.velden.items() if v.soort == "keuze"}
    return Feit(f"f-{soort}", soort, DAG, 1, door=Actor(rol=sorted(vorm.tekent)[0]), velden=velden)


@pytest.fixture(autouse=True)
def uitkomst(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the core says of each line of a letter, by its text; yes of one that is not here."""
    zegt: dict[str, Any] = {}
    monkeypatch.setattr(maken, "_uitkomst", lambda u, *_: zegt.get(u.tekst, True))
    return zegt


def maak(vorm: Vorm, mag: dict[str, str | None], *, f: Feit | None = None, om: Om = OM, extra: Iterable[Any] = (), **anders: Any) -> maken.Gemaakt:
    m = vorm.model
    rij = {"rol": m.aan, "doel": m.doel, "weg": (m.deur,), "feiten": None}
    rijen = [
        SimpleNamespace(**({"organisaties": None, **rij, "categorie": c, "vorm": x, "zichtbaar": x is not None} | anders)) for c, x in mag.items()
    ]
    feiten = [feit(vorm, d.model.feit) for d in vorm.delen if d.model.feit]
    zicht: Any = SimpleNamespace(gevouwen=SimpleNamespace(feiten=feiten))
    stand: Any = SimpleNamespace(zicht=[*rijen, *extra])
    bits: Any = SimpleNamespace(masker=lambda c: 1)
    return maken.maak(vorm, wereld("amsterdam"), f or feit(vorm, m.bij), zicht, stand, bits, 0, om, heel=True)


def alles(vorm: Vorm) -> dict[str, str | None]:
    return {c: "inhoud" for d in vorm.delen for c in d.categorieen}


@pytest.mark.parametrize("vorm", ALLE, ids=lambda v: f"{v.protocol}-{v.naam}")
@given(data=st.data())
def test_nothing_stands_in_it_that_the_receiver_may_not_know(vorm: Vorm, data: st.DataObject) -> None:
    namen = sorted({c for d in vorm.delen for c in d.categorieen})
    mag = {c: data.draw(st.sampled_from(VORMEN)) for c in namen}
    g = maak(vorm, mag)
    tekst = g.inhoud.als_json()
    for d in vorm.delen:
        if d.model.veld is not None and d.model.indien is None and _is_tekst(vorm, d):
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
    """But where an element says whom it is about, by name, to who may know."""
    noemt = any(d.model.persoon for d in vorm.delen)
    tekst = maak(vorm, alles(vorm)).inhoud.als_json()
    assert [x for x in ("Qnaamq", "Straat 1", "WR-2026-0001") if x in tekst] == ["Qnaamq"] * noemt
    assert "Qnaamq" not in maak(vorm, {}).inhoud.als_json()


@pytest.mark.parametrize(
    ("vorm", "deel"),
    [pytest.param(v, d, id=f"{v.protocol}-{v.naam}-{d.model.wat}") for v in ALLE for d in v.delen if d.model.verplicht],
)
def test_without_any_required_element_there_is_no_letter(vorm: Vorm, deel: Deel, uitkomst: dict[str, Any]) -> None:
    """Each of them by itself, and the letter says which it is and, where it can be filled in, at which field."""
    assert not maak(vorm, alles(vorm)).mist
    f, om = feit(vorm, vorm.model.bij), OM
    if deel.model.persoon:
        om = replace(OM, naam="")
    elif deel.eis is not None:
        uitkomst[deel.eis.tekst] = False
    elif deel.afgeleid is not None:
        uitkomst[deel.afgeleid.tekst] = None
    else:
        f.velden.pop(deel.model.veld or "")
    (mist,) = maak(vorm, alles(vorm), f=f, om=om).mist
    waarom = maken.LEEG if deel.model.veld is not None and deel.model.feit is None else maken.DOSSIER
    assert (mist.wat, mist.norm, mist.waarom) == (deel.model.wat, tuple(deel.model.norm), waarom)
    assert mist.veld == deel.model.veld
    if "post" in vorm.model.wegen and vorm.onderwerp:
        assert maken.VOLLEDIG_ADRES in {c.wat for c in maak(vorm, alles(vorm), om=replace(OM, adres_klopt=False)).mist_voor("post")}


@pytest.mark.parametrize("vorm", [v for v in ALLE if any(d.van_de_handeling for d in v.delen)], ids=lambda v: f"{v.protocol}-{v.naam}")
def test_what_was_given_of_another_fact_is_not_given_of_this_one(vorm: Vorm) -> None:
    eigen = {c for d in vorm.delen for c in d.van_de_handeling}
    tekst = [merk(vorm.model.bij, d.model.veld or "") for d in vorm.delen if d.van_de_handeling and d.model.indien is None and _is_tekst(vorm, d)]
    rest = {c: x for c, x in alles(vorm).items() if c not in eigen}
    for feiten, erin in (((f"f-{vorm.model.bij}",), True), (("een-ander",), False)):
        m = vorm.model
        per = [
            SimpleNamespace(rol=m.aan, doel=m.doel, weg=(m.deur,), feiten=feiten, categorie=c, vorm="inhoud", zichtbaar=True, organisaties=None)
            for c in eigen
        ]
        inhoud = maak(vorm, rest, extra=per).inhoud.als_json()
        assert [x in inhoud for x in tekst] == [erin] * len(tekst)


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
