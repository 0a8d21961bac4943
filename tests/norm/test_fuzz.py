# SPDX-License-Identifier: EUPL-1.2
"""Thousands of mutated files, expressions and scenarios, with fixed seeds: the only exception that may leave is `InvoerFout`."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.lader import Bibliotheek, laad_teksten
from wijkregie.norm.scenario import Scenario

from .slechte_gevallen import FEITEN, GOED, IS, KOP, REGELS, TEKSTEN, F, K, R

BROKKEN = [
    "[", "]", "{", "}", "(", ")", ":", "- ", "'", '"', "&a ", "*a", "!!x ", "<<: ", "|\n", ">\n", "#", "\t", "\x00", "\x85",
    "\ufeff", "\u2028", "\ud83d", "---\n", "...\n", "?", "null", "true", "~", "-", "0", "-1", "1e999", "9999999999", "2026-02-30",
    "0000-00-00", "9999-12-31", "01:60", "norm", "deel", "als", "bestaat", "geen ", "elk x in ", "niet ", " en ", " of ",
    "binnen 6 maanden", "waar ", "dit.", "f.", "ding.", "fase(", "plicht(", "toets(", "verbonden(", "leeftijd(", "som(x in ",
    "aanwezig(", "rol(", "kengetal(", "[[[[[[[[", "((((((((", "  ", "\n", "\n  ", "999999 jaren", "-3 werkdagen", "0 dagen", "ja",
    "nee", "herhaal: rollend 0 dagen", "herhaal: vast -1 maand", "per: klacht", "regie", "samen", "{elk: []}", "@", "%", "`",
    "\\", "é", "١",
]  # fmt: skip
UITDRUKKING = [
    IS,
    "als bestaat klacht_ontvangen dan nee anders (laatste klacht_ontvangen).stand > 3",
    "elk x in klacht_ontvangen waar (f.ernstig): x.kanaal in [loket, brief]",
    "verstreken((eerste klacht_ontvangen).op + 1 maand - 2 werkdagen) of fase(loop) = aan",
    "minstens 2 x in klacht: x.ernstig en leeftijd((laatste klacht_ontvangen).gebeurd) >= 18",
    "(laatste klacht_ontvangen).gebeurd anders 2026-01-01 < later van (2026-01-01, 2026-02-01)",
    "(aantal verschillende f.kanaal van klacht_ontvangen sinds 2026-01-01) * 2 - 1 <= max(1, 2)",
]
KLEIN = "hoofdstuk: Proef\nsporen:" + REGELS.split("sporen:")[1].split("begrippen:")[0]


def _verminkt(tekst: str, toeval: random.Random) -> str:
    for _ in range(toeval.choice((1, 1, 1, 2, 3))):
        i = toeval.randrange(len(tekst) + 1)
        j = min(len(tekst), i + toeval.choice((0, 1, 1, 3, 12, 60)))
        match toeval.randrange(6):
            case 0:
                tekst = tekst[:i] + tekst[j:]
            case 1 | 2:
                tekst = tekst[:i] + toeval.choice(BROKKEN) + tekst[j:]
            case 3:
                tekst = tekst[:j] + tekst[i:j] * toeval.choice((1, 5)) + tekst[j:]
            case 4:
                k = toeval.randrange(len(tekst) + 1)
                tekst = tekst[:k] + tekst[i:j] + tekst[k:]
            case _:
                tekst = tekst[:i] + chr(toeval.choice((toeval.randrange(32, 127), toeval.randrange(0x110000)))) + tekst[j:]
    return tekst


def _laad(teksten: dict[str, str], wat: str) -> Bibliotheek | None:
    try:
        return laad_teksten(teksten)
    except InvoerFout as fout:
        assert fout.fouten and all(f.melding and f.bestand for f in fout.fouten), repr(wat)
        return None
    except Exception as fout:
        raise AssertionError(f"{type(fout).__name__}: {fout} on {wat!r}") from fout


def test_fuzz_uitdrukkingen() -> None:
    """Many mutated expressions per load: each error must be that of a notion, and one bad notion must not hide another kind of failure."""
    toeval = random.Random(20260101)
    for _ in range(130):
        regels = f"{KLEIN}begrippen:\n"
        for i in range(60):
            tekst = _verminkt(toeval.choice(UITDRUKKING), toeval)
            kaal = "".join(c for c in tekst if c.isprintable() and c not in '"\\')
            regels += f'  b{i}: {{norm: PR-1.05, is: "{kaal}", uitkomst: ja}}\n'
        _laad({F: FEITEN, K: KOP, R: regels}, regels)


def test_fuzz_uitdrukkingen_die_laden_ook_spelen() -> None:
    """Mutants that load are also played: an accepted expression never fails later."""
    toeval = random.Random(20260102)
    gespeeld = 0
    spel = {"scenario": "proef", "protocollen": ["proefstad/proef"], "feiten": [GOED[0], {**GOED[1], "op": "2026-02-28"}]}
    for _ in range(900):
        tekst = "".join(c for c in _verminkt(toeval.choice(UITDRUKKING), toeval) if c.isprintable() and c not in '"\\')
        bieb = _laad({F: FEITEN, K: KOP, R: f'{KLEIN}begrippen:\n  druk: {{norm: PR-1.05, is: "{tekst}", uitkomst: ja}}\n'}, tekst)
        if bieb is not None:
            gespeeld += 1
            try:
                Scenario.uit_data(spel, bieb, bestand="s.yaml").stand(dt.date(2026, 3, 1))
            except InvoerFout:
                pass
            except Exception as fout:
                raise AssertionError(f"{type(fout).__name__}: {fout} on {tekst!r}") from fout
    assert gespeeld > 50


@pytest.mark.parametrize(("bestand", "zaad"), [(R, 1), (F, 2), (K, 3)])
def test_fuzz_bestanden(bestand: str, zaad: int) -> None:
    toeval = random.Random(zaad)
    bron = {F: FEITEN, K: KOP, R: REGELS}
    for _ in range(350):
        tekst = _verminkt(bron[bestand], toeval)
        _laad({**bron, bestand: tekst}, tekst)


def test_fuzz_scenarios() -> None:
    """Data that a strict YAML reader can give: wrong words, wrong kinds, keys lost or moved."""
    toeval, bibliotheek = random.Random(20260103), laad_teksten(TEKSTEN)
    waarden: list[Any] = [
        None,
        True,
        False,
        0,
        -1,
        10**30,
        "",
        "ja",
        "2026-02-30",
        "2026-01-05",
        "9999-12-31",
        "0001-01-01",
        "k1",
        "f1",
        [],
        {},
        [None],
        {"rol": 3},
        "\x00",
    ]
    sleutels = [
        "op",
        "feit",
        "id",
        "opent",
        "over",
        "door",
        "namens",
        "vastgelegd",
        "herkomst",
        "dossier",
        "reden",
        "rectificeer",
        "wordt",
        "intrekken",
        "nr",
        "ernstig",
        "x",
    ]
    for _ in range(1200):
        feiten: list[Any] = [dict(f) for f in GOED]
        for _ in range(toeval.choice((1, 2, 3))):
            feit = toeval.choice(feiten)
            if isinstance(feit, dict):
                feit[toeval.choice(sleutels)] = toeval.choice(waarden)
        data: dict[Any, Any] = {"scenario": "proef", "protocollen": ["proefstad/proef"], "feiten": feiten}
        if toeval.random() < 0.3:
            data[
                toeval.choice(
                    ["verwacht", "bezetting", "keuzes", "verbindingen", "dossiers", "convenanten", "protocollen", "gebied", "toont"]
                )
            ] = toeval.choice(waarden)
        try:
            Scenario.uit_data(data, bibliotheek, bestand="s.yaml").stand(dt.date(2026, 3, 1))
        except InvoerFout as fout:
            assert fout.fouten and all(f.melding for f in fout.fouten)
        except Exception as fout:
            raise AssertionError(f"{type(fout).__name__}: {fout} on {data!r}") from fout
