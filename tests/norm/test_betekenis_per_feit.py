# SPDX-License-Identifier: EUPL-1.2
"""A sharing rule may give single facts: those that hold, to each receiver its own, and no other of their category."""

from __future__ import annotations

from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout

from .hulp import feit, klacht, zaak, zicht

DAG = "2026-03-05"
GRONDEN = "gronden:\n  taak: {norm: N-9, is: ja}\n"
KOP = "norm: N-1, doel: hulp, grond: taak, aan: [corporatie, agent], gegevens: zorg"
PER = f'{GRONDEN}delen:\n  d: {{{KOP}, per: feit, feiten: "gedaan waar (ontvanger in f.aan)"}}\n'
FEITEN = [
    klacht("2026-03-01"),
    feit("gedaan", "2026-03-02", "k1", id="een", door="wijk", aan=["corporatie"]),
    feit("gedaan", "2026-03-03", "k1", id="twee", door="wijk", aan=["agent"]),
    feit("gedaan", "2026-03-04", "k1", id="drie", door="wijk", aan=["agent", "corporatie"]),
    feit("gedaan", "2026-03-04", "k1", id="onbekend", door="wijk"),
]


def gegeven(regels: str, feiten: list[dict[str, Any]], rol: str, dag: str = DAG) -> tuple[str, ...]:
    return tuple(i for z in zicht(regels, feiten, dag, rol=rol) for i in z["feiten"])


def test_each_receiver_gets_its_own_and_what_is_unknown_is_not_given() -> None:
    assert gegeven(PER, FEITEN, "corporatie") == ("een", "drie")
    assert gegeven(PER, FEITEN, "agent") == ("twee", "drie")
    assert gegeven(PER, FEITEN, "zorg") == ()
    assert gegeven(PER, FEITEN, "corporatie", "2026-03-03") == ("een",)


def test_without_such_a_fact_nothing_is_given() -> None:
    assert gegeven(PER, [klacht("2026-03-01")], "corporatie") == () and not zicht(PER, [klacht("2026-03-01")], DAG, rol="corporatie")


def test_the_condition_of_the_rule_and_a_prohibition_close_it() -> None:
    dicht = PER.replace("per: feit", "per: feit, als: geen klacht_ontvangen")
    assert gegeven(dicht, FEITEN, "corporatie") == ()
    verbod = PER + "  v: {norm: N-2, verbod: ja, aan: agent, gegevens: zorg}\n"
    assert gegeven(verbod, FEITEN, "agent") == () and gegeven(verbod, FEITEN, "corporatie") == ("een", "drie")


def test_it_stands_apart_from_what_is_given_as_a_whole() -> None:
    beide = PER + f"  e: {{{KOP}, vorm: bestaat}}\n"
    vormen = {(z["vorm"], z["feiten"] is None) for z in zicht(beide, FEITEN, DAG, rol="corporatie")}
    assert vormen == {("inhoud", False), ("bestaat", True)}


@pytest.mark.parametrize(
    ("van", "naar", "plek"),
    [
        ("per: feit, ", "", "delen.d"),
        (', feiten: "gedaan waar (ontvanger in f.aan)"', "", "delen.d"),
        ("gedaan waar (ontvanger in f.aan)", "gedaan of ja", "delen.d.feiten"),
        ("gedaan waar", "gedan waar", "delen.d.feiten"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(van: str, naar: str, plek: str) -> None:
    assert van in PER
    with pytest.raises(InvoerFout) as fout:
        zaak(PER.replace(van, naar), [])
    assert plek in {f.sleutel for f in fout.value.fouten}
    assert all(f.regel for f in fout.value.fouten)


@pytest.mark.parametrize("vorm", ["bestaat", "janee", "aantal", "waarde"])
def test_a_fact_is_given_with_its_content_or_not_at_all(vorm: str) -> None:
    """The rows of the access table know one form for a fact: its content."""
    with pytest.raises(InvoerFout):
        zaak(PER.replace("per: feit", f"vorm: {vorm}, per: feit"), [])
