# SPDX-License-Identifier: EUPL-1.2
"""Which categories an outcome gives away: all that its expressions read, through names, derived elements and things."""

from __future__ import annotations

import pytest

from wijkregie.norm.afleiding.regels import Versie
from wijkregie.norm.protocol.lader import Bibliotheek, laad_map

from .hulp import FEITEN, bibliotheek

P = "plichten:\n  p: {norm: N-1, bij: klacht_ontvangen, "


def versie(regels: str, **meer: str) -> Versie:
    (v,) = bibliotheek(regels, **meer).alles()
    return v


@pytest.mark.parametrize(
    ("als", "cats"),
    [
        ("dit.ernstig", {"gewoon"}),
        ("bestaat zorgnotitie", {"gewoon", "zorg"}),
        ("(laatste zorgnotitie).tekst bekend", {"gewoon", "zorg"}),
        ("aantal klacht > 1", {"gewoon"}),
        ("enig k in klacht: (bestaat zorgnotitie over k)", {"gewoon", "zorg"}),
        ("geen gebeld", {"gewoon"}),
        ("ziek", {"gewoon", "zorg"}),
        ("ziek_smal", {"gewoon", "politie"}),
        ("fase(s) = b", {"gewoon", "zorg"}),
        ("fase(smal) = b", {"gewoon", "politie"}),
        ("toets(t)", {"gewoon", "zorg"}),
        ("bestaat zieken", {"gewoon", "zorg"}),
    ],
)
def test_what_a_condition_reads(als: str, cats: set[str]) -> None:
    regels = f"""\
begrippen:
  ziek: {{norm: N-1, is: bestaat zorgnotitie}}
  ziek_smal: {{norm: N-1, is: bestaat zorgnotitie, categorie: politie}}
  zieken: {{norm: N-1, feiten: gebeld, waar: bestaat zorgnotitie}}
sporen:
  s: {{norm: N-1, begin: a, fasen: {{a: {{}}, b: {{}}}}, overgangen: [{{bij: zorgnotitie, van: a, naar: b}}]}}
  smal:
    norm: N-1
    categorie: {{naam: politie, norm: N-2}}
    begin: a
    fasen: {{a: {{kort: Begin}}, b: {{}}}}
    overgangen: [{{bij: zorgnotitie, van: a, naar: b}}]
toetsen:
  t: {{norm: N-1, bewaakt: brief, alle: [{{norm: N-1, eis: bestaat zorgnotitie}}]}}
{P}als: "{als}", doe: gedaan}}
"""
    v = versie(regels)
    assert v.plichten["p"].categorieen == cats
    assert v.sporen["smal"].fase_kort == {"a": "Begin"}


def test_a_leaf_may_have_a_narrower_category() -> None:
    blad = "{norm: N-1, eis: bestaat zorgnotitie, categorie: {naam: politie, norm: N-2}}"
    v = versie(f"toetsen:\n  t: {{norm: N-1, bewaakt: brief, alle: [{blad}]}}")
    assert [b.categorieen for b in v.toetsen["t"].bladen] == [{"politie"}]
    assert v.toetsen["t"].categorieen == {"politie"}


def test_a_duty_gives_away_what_ends_it_and_what_calls_it_up() -> None:
    assert versie(f"{P}doe: zorgnotitie}}").plichten["p"].categorieen == {"gewoon", "zorg"}
    v = versie("plichten:\n  p: {norm: N-1, bij: nagekeken, doe: zorgnotitie}\n  q: {norm: N-1, bij_gemist: p, doe: nagekeken}")
    assert v.plichten["q"].categorieen == {"zorg"}


def test_a_sharing_rule_keeps_apart_what_it_is_about_and_what_it_reads() -> None:
    regel = "{norm: N-1, doel: hulp, grond: g, aan: corporatie, gegevens: politie}"
    v = versie(f"gronden: {{g: {{norm: N-1, is: bestaat zorgnotitie}}}}\ndelen:\n  d: {regel}")
    assert v.delen[0].categorieen == ("politie",)
    assert v.delen[0].voorwaarde_categorieen == {"zorg"}


def test_a_linked_value_has_the_category_under_which_it_is_published() -> None:
    ander = {
        "stad/ander/2020-01-01/protocol.yaml": "{protocol: ander, titel: Ander, gemeente: stad}\n",
        "stad/ander/2020-01-01/r.yaml": "publiceert: {kleur: {norm: N-1, waarde: (laatste nagekeken).kleur, categorie: politie}}\n",
    }
    vs = {v.naam: v for v in bibliotheek(f"{P}als: verbonden(x).kleur = rood, zolang: verbonden(x).onbekend_hier, doe: gedaan}}", **ander).alles()}
    assert vs["ander"].publiceert[0].categorieen == {"politie"}
    assert vs["proef"].plichten["p"].categorieen == {"gewoon", "zorg", "politie"}  # nobody publishes `onbekend_hier`: it may be anything


def test_who_acted_has_a_category_of_its_own() -> None:
    feiten = FEITEN.replace("politie: {}}", "politie: {systeem: medewerker}}").replace("wijk: {soort: gemeente}", "wijk: {categorie: zorg}")
    v = versie(f"{P}als: dit.door.persoon bekend, doe: gedaan}}", **{"stad/feiten.yaml": feiten})
    assert v.plichten["p"].categorieen == {"gewoon", "politie"}
    assert [v.wereld.persoon_categorie(r) for r in ("zorg", "begeleider", "wijk")] == ["politie", "politie", "zorg"]


@pytest.fixture(scope="module")
def eigen() -> Bibliotheek:
    return laad_map()


def test_the_ladder_is_seen_by_who_may_know_the_nuisance(eigen: Bibliotheek) -> None:
    (v,) = (v for v in eigen.alles() if v.naam == "overlastprotocol")
    assert v.sporen["ladder"].categorieen == {"overlast_aard"}
    assert set(v.sporen["ladder"].fase_kort) == set(v.sporen["ladder"].fasen)


def test_every_outcome_has_a_category(eigen: Bibliotheek) -> None:
    """An outcome without one would be shown to everybody."""
    zonder = [f"{v.sleutel} {r.naam}" for v in eigen.alles() for r in v.plichten.values() if not r.categorieen]
    zonder += [f"{v.sleutel} {r.naam}" for v in eigen.alles() for r in v.toetsen.values() if not r.categorieen]
    assert zonder + [f"{v.sleutel} {r.naam}" for v in eigen.alles() for r in v.sporen.values() if not r.categorieen] == []
