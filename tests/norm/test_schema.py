# SPDX-License-Identifier: EUPL-1.2
"""The schemas fit every file at hand, refuse what the loader refuses, and the committed copies are up to date."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from wijkregie.norm.proef.scenariolezer import SLEUTELS_SCENARIO
from wijkregie.norm.proef.schema import schemas
from wijkregie.norm.protocol.lader import EIGEN_MAP
from wijkregie.norm.yaml12 import laad

DOEL = Path(__file__).parents[2] / "docs" / "referentie" / "schema"


def soort(p: Path) -> str | None:
    delen = p.relative_to(EIGEN_MAP).parts
    if delen[0] in ("registers", "kalenders"):
        return None
    if "scenarios" in delen:
        return "scenario"
    if "brieven" in delen:  # of another room, which reads them with its own model
        return None
    if delen[1].startswith("feiten"):
        return "feiten"
    return "protocol" if p.name == "protocol.yaml" else "hoofdstuk"


BESTANDEN = [p for p in sorted(EIGEN_MAP.rglob("*.yaml")) if soort(p)]


@cache
def keurder(naam: str) -> Draft202012Validator:
    return Draft202012Validator(schemas()[naam])


def fouten(naam: str, data: Any) -> list[str]:
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in keurder(naam).iter_errors(data)]


@pytest.mark.parametrize("naam", ["feiten", "protocol", "hoofdstuk", "scenario"])
def test_is_zelf_geldig(naam: str) -> None:
    Draft202012Validator.check_schema(schemas()[naam])


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda p: p.relative_to(EIGEN_MAP).as_posix())
def test_past_op_elk_bestand(pad: Path) -> None:
    assert fouten(str(soort(pad)), laad(pad.read_text("utf-8"), str(pad))) == []


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("hoofdstuk", "plichten: {a: {norm: N-1, wat: iets, bij: f, doe: g, uiterijk: 2 dagen}}"),
        ("hoofdstuk", "plichten: {a: {norm: N-1, hardheid: zacht}}"),
        ("hoofdstuk", "plichtn: {}"),
        ("feiten", "feiten: {f: {velden: {v: {soort: tekts}}}}"),
        ("feiten", "feiten: {f: {namens: misschien}}"),
        ("protocol", "{protocol: p, gemeente: g}"),
        ("scenario", "{scenario: s, feiten: [{feit: f}]}"),
        ("scenario", "{scenario: s, verwacht: [{op: 2026-01-01, plicht: []}]}"),
    ],
)
def test_weigert(naam: str, tekst: str) -> None:
    assert fouten(naam, laad(tekst, "x.yaml"))


def test_een_of_meer_en_ja_of_nee() -> None:
    velden = "norm: [N-1, N-2], deel: {N-2: streef}, bij: f, doe: [g, {feit: h, waar: f.x}]"
    velden += ", over: nee, wie: rol, voor_elk: [a, b], bij_gemist: b"
    assert fouten("hoofdstuk", laad(f"plichten: {{a: {{{velden}}}}}", "x.yaml")) == []


def test_kent_dezelfde_sleutels_als_de_lezer() -> None:
    assert set(schemas()["scenario"]["properties"]) == SLEUTELS_SCENARIO


@pytest.mark.parametrize("naam", ["feiten", "protocol", "hoofdstuk", "scenario"])
def test_bestand_is_bij(naam: str) -> None:
    bewaard = (DOEL / f"{naam}.schema.json").read_text("utf-8")
    nu = json.dumps(schemas()[naam], ensure_ascii=False, indent=1) + "\n"
    assert bewaard == nu, "draai: wijkregie protocol schema docs/referentie/schema"
