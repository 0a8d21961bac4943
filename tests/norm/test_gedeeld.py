# SPDX-License-Identifier: EUPL-1.2
"""What dossiers share, and what a derivation remembers, never leaks from one dossier, thing or day into another."""

from __future__ import annotations

import gc
import weakref
from datetime import date, timedelta
from pathlib import Path

import pytest

import wijkregie
from wijkregie.norm.afleiding.publicaties import publicaties
from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import laad_map
from wijkregie.norm.taal.bereik import Bereik
from wijkregie.norm.taal.gevoelig import gevoelig
from wijkregie.norm.taal.vertaler import Vertaler

from .hulp import bibliotheek, feit, klacht, toets, zaak

DAG = "2026-03-05"
TAK = "toetsen:\n  t: {norm: N-0, bewaakt: brief, een_van: [{indien: bestaat begonnen, alle: [{norm: N-1, eis: bestaat gedaan}]}]}\n"


@pytest.mark.parametrize("eerst_leeg", [True, False])
def test_a_branch_that_a_fact_switches_on_is_not_taken_from_an_empty_dossier(eerst_leeg: bool) -> None:
    """The condition of the branch reads a fact that no leaf reads; which dossier was derived first makes no difference."""
    bib = bibliotheek(TAK)
    dossiers = {"ja": [klacht("2026-03-01")], "nee": [klacht("2026-03-01"), feit("begonnen", "2026-03-02", door="wijk")]}
    for uitkomst in ("ja", "nee") if eerst_leeg else ("nee", "ja"):
        assert toets(TAK, dossiers[uitkomst], DAG, bib=bib)["uitkomst"] == uitkomst


def test_a_gate_that_asks_for_itself_in_a_branch_is_refused() -> None:
    with pytest.raises(InvoerFout, match=r"zichzelf|kring"):
        bibliotheek(TAK.replace("bestaat begonnen", "toets(t)")).kies(["stad/proef"])


@pytest.mark.parametrize(
    ("tekst", "soorten"),
    [
        ("bestaat gedaan sinds (eerste klacht_ontvangen)", {"gedaan"}),
        ("geen gedaan waar (f.goed) en dit.grond = a", {"gedaan"}),
        ("aantal gedaan >= 2 of (laatste bezoek).reden bekend", {"gedaan", "bezoek"}),
        ("(laatste contract).ingang > (eerste bezoek).op", {"contract", "bezoek"}),
        ("bestaat signaal", {"signaal", "uitgevraagd"}),  # an open type: what makes "none" an answer counts too
        ("elk x in gedaan: x.goed", {"gedaan"}),
        ("bestaat gedaan en verstreken((eerste bezoek).op)", None),  # time changes it
        ("ja", set()),
    ],
)
def test_a_condition_is_sensitive_to_the_facts_it_asks_for(tekst: str, soorten: set[str] | None) -> None:
    (versie,) = zaak("begrippen: {}\n", [klacht("2026-03-01")]).toestand(date(2026, 3, 1)).afleider.regels.versies
    u = Vertaler(versie.wereld).voorwaarde(tekst, Bereik(dit=("brief",)))
    assert gevoelig([u, None]) == soorten


def test_a_notion_about_a_gate_of_a_thing_is_remembered_for_each_thing() -> None:
    regels = """\
toetsen:
  t: {norm: N-1, bewaakt: brief, per: klacht, alle: [{norm: N-1, eis: bestaat gedaan over ding}]}
begrippen:
  open_poort: {is: toets(t)}
plichten:
  p: {norm: N-2, wat: p, bij: gebeld, per: klacht, wie: zorg, doe: bezoek, als: open_poort}
"""
    feiten = [
        klacht("2026-03-01"), klacht("2026-03-01", "k2"), feit("gedaan", "2026-03-01", "k1", door="zorg"),
        feit("gebeld", "2026-03-02", "k2", door="zorg"), feit("gebeld", "2026-03-02", "k1", door="zorg"),
    ]  # fmt: skip
    stand = zaak(regels, feiten).toestand(date(2026, 3, 5))
    assert [(q.ding, q.status) for q in stand.plichten] == [("k1", "open")]


def test_a_derivation_goes_with_its_state_without_the_collector() -> None:
    regels = "plichten:\n  p: {norm: N-1, wat: p, bij: klacht_ontvangen, per: klacht, wie: zorg, doe: gedaan, uiterlijk: 2 werkdagen}\n"
    stand = zaak(regels, [klacht("2026-03-01")]).toestand(date(2026, 3, 5))
    afleider = weakref.ref(stand.afleider)
    gc.disable()
    try:
        del stand
        assert afleider() is None
    finally:
        gc.enable()


def test_what_is_published_is_what_the_whole_derivation_says() -> None:
    """Published values are read alone, on the days on which they can change: each dossier of the scenarios that publishes, day by day."""
    wortel = Path(wijkregie.__file__).parent / "protocollen"
    bib, gelezen = laad_map(), 0
    for pad in sorted(wortel.glob("amsterdam/*/scenarios/*.yaml"))[::6]:
        s = Scenario.lees(pad, bib)
        for d in s.dossiers.values():
            tot = max((f.op for f in d.feiten), default=date.min) + timedelta(days=30)
            nu: dict[str, object] = {}
            alleen = publicaties(d.regelset, d.feiten, tot, None, lambda dag, s=s, d=d: s.omstandigheden(d.naam, dag, None))
            for dag in sorted({f.op for f in d.feiten} | {vanaf for vanaf, _, _ in alleen} | {tot}):
                nu |= {n: w for vanaf, n, w in alleen if vanaf == dag}
                heel: dict[str, object] = {}
                for naam, waarde, ding in s.toestand(dag, dossier=d.naam, achteraf=False).gepubliceerd:
                    eerder = heel.get(naam)
                    heel[naam] = waarde if ding is None else {**(eerder if isinstance(eerder, dict) else {}), ding: waarde}
                assert heel.items() <= nu.items(), (pad.name, d.naam, dag)
                gelezen += len(heel)
    assert gelezen > 100
