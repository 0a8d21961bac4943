# SPDX-License-Identifier: EUPL-1.2
"""Thousands of mutated files, expressions and scenarios, with fixed seeds: the only exception that may leave is `InvoerFout`."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek, laad_teksten

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


def _laad(teksten: dict[str, str], wat: str) -> Bibliotheek | InvoerFout:
    try:
        return laad_teksten(teksten)
    except InvoerFout as fout:
        assert fout.fouten and all(f.melding and f.bestand for f in fout.fouten), repr(wat)
        return fout
    except Exception as fout:
        raise AssertionError(f"{type(fout).__name__}: {fout} on {wat!r}") from fout


def test_fuzz_uitdrukkingen() -> None:
    """Sixty mutants per load. Those that are refused are taken out; those that load are played, and never fail later."""
    toeval, geladen = random.Random(20260101), 0
    spel = {"scenario": "proef", "protocollen": ["proefstad/proef"], "feiten": [GOED[0], {**GOED[1], "op": "2026-02-28"}]}
    for _ in range(130):
        goede, bibliotheek = _zonder_geweigerde({f"b{i}": _uitdrukking(toeval) for i in range(60)})
        geladen += len(goede)
        try:
            Scenario.uit_data(spel, bibliotheek, bestand="s.yaml").stand(dt.date(2026, 3, 1))
        except InvoerFout:
            pass
        except Exception as fout:
            raise AssertionError(f"{type(fout).__name__}: {fout} on {goede!r}") from fout
    assert geladen > 500


def _zonder_geweigerde(mutanten: dict[str, str]) -> tuple[dict[str, str], Bibliotheek]:
    while True:
        regels = "".join(f'  {naam}: {{norm: PR-1.05, is: "{tekst}", uitkomst: ja}}\n' for naam, tekst in mutanten.items())
        geladen = _laad({F: FEITEN, K: KOP, R: f"{KLEIN}begrippen:\n{regels}" if regels else KLEIN}, regels)
        if not isinstance(geladen, InvoerFout):
            return mutanten, geladen
        slecht = {f.sleutel.split(".")[1] for f in geladen.fouten if f.sleutel.startswith("begrippen.")}
        assert slecht & set(mutanten), f"which notion is wrong? {geladen}"
        mutanten = {naam: tekst for naam, tekst in mutanten.items() if naam not in slecht}


def _uitdrukking(toeval: random.Random) -> str:
    return "".join(c for c in _verminkt(toeval.choice(UITDRUKKING), toeval) if c.isprintable() and c not in '"\\')


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
            data[toeval.choice(["verwacht", "bezetting", "keuzes", "verbindingen", "dossiers", "convenanten", "protocollen", "gebied", "toont"])] = (
                toeval.choice(waarden)
            )
        try:
            Scenario.uit_data(data, bibliotheek, bestand="s.yaml").stand(dt.date(2026, 3, 1))
        except InvoerFout as fout:
            assert fout.fouten and all(f.melding for f in fout.fouten)
        except Exception as fout:
            raise AssertionError(f"{type(fout).__name__}: {fout} on {data!r}") from fout
