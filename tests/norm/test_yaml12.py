# SPDX-License-Identifier: EUPL-1.2
"""Strict reading: what it resolves, what it refuses and how it says so."""

from __future__ import annotations

import copy
import pickle
import random
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkregie.norm import yaml12
from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.yaml12 import Kaart, Rij, laad, laad_bytes, plaats

VOORBEELD = """\
# hoofdstuk
hoofdstuk: Actie 1
plichten:
  inlichten:
    norm: [TW-B1.31, TW-6.24]   # twee
    wat: >-
      De corporatie
      inlichten
    uiterlijk: 2 werkdagen
    eisen:
      - {norm: TW-B1.31, eis: f.behandelwijze bekend}
      - norm: 'TW-6.24'
        eis: "f.op = dit.op"
"""


@pytest.fixture(params=[getattr(yaml, "CLoader", yaml.Loader), yaml.Loader], ids=["c", "python"], autouse=True)
def _beide_lezers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml12, "LADER", request.param)


def fouten(tekst: str) -> list[str]:
    with pytest.raises(InvoerFout) as gevangen:
        laad(tekst, "t.yaml")
    return [str(fout) for fout in gevangen.value.fouten]


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("null", None), ("", None), ("true", True), ("false", False), ("12", 12), ("-3", -3), ("999999999999999999", 999999999999999999),
        *((t, t) for t in ("~", "no", "yes", "on", "ja", "True", "NULL", "8.10", "1e3", "2026-01-01", "14:30")),
        *((t, t) for t in ("0x1F", "0o17", "1_000", "+1", ".inf")),
        ("1234567890123456789", "1234567890123456789"), ("'12'", "12"), ('"true"', "true"), ("''", ""), ("\u0661", "\u0661"),
        ('"\\/ \\u00e9"', "/ é"), ("'directie Jeugd, Zorg'", "directie Jeugd, Zorg"),
    ],
)  # fmt: skip
def test_alleen_null_true_false_en_gehele_getallen_worden_herkend(tekst: str, waarde: Any) -> None:
    gelezen = laad(f"a: {tekst}\n", "t.yaml")["a"]
    assert (gelezen, type(gelezen)) == (waarde, type(waarde))


def test_plaatsen() -> None:
    data = laad(VOORBEELD, "t.yaml")
    assert isinstance(data, Kaart) and isinstance(data["plichten"]["inlichten"]["eisen"], Rij)
    assert (data.regel, data.regels) == (2, {"hoofdstuk": 2, "plichten": 3})
    assert data["plichten"]["inlichten"]["eisen"].regels == [11, 12]
    assert plaats(data, ["plichten", "inlichten", "eisen", 1, "eis"]) == 13
    assert plaats(data, ["plichten", "inlichten", "eisen", "0"]) == 11
    assert plaats(data, ["plichten", "inlichten", "eisen", 9, "eis"]) == 10
    assert plaats(data, ["plichten", "bestaat_niet", "wat"]) == 3
    assert plaats(data, []) == 2 and plaats("tekst", ["a"]) == 0
    for kopie in (copy.deepcopy(data), pickle.loads(pickle.dumps(data))):
        assert kopie == data and plaats(kopie, ["plichten", "inlichten", "wat"]) == 6


def test_getal_als_sleutel_is_tekst() -> None:
    assert laad("waarden: {2025: 1, 2026-01-01: 2}\n", "t.yaml") == {"waarden": {"2025": 1, "2026-01-01": 2}}


@pytest.mark.parametrize(
    ("tekst", "begin", "bevat"),
    [
        ("a: 1\nb: {c: 1,\n  c: 2}", "t.yaml:3 [b.c]:", "dubbel; hij staat ook op regel 2"),
        ("1: a\n'1': b", "t.yaml:2 [1]:", "dubbel"),
        ("a: &x 1", "t.yaml:1 [a]:", "anker &x"),
        ("a:\n- *x", "t.yaml:2 [a.0]:", "verwijzing *x"),
        ("a:\n  <<: {b: 1}", "t.yaml:2 [a.<<]:", "Samenvoegen"),
        ("a: !!str 1", "t.yaml:1 [a]:", "label !!str"),
        ("a: !!python/object/apply:os.system ['x']", "t.yaml:1 [a]:", "label"),
        ("a: ! x", "t.yaml:1 [a]:", "label !"),
        ("? [a]\n: b", "t.yaml:1:", "geen sleutel"),
        ("? {a: 1}\n: b", "t.yaml:1:", "geen sleutel"),
        ("null: 1", "t.yaml:1 [null]:", "aanhalingstekens"),
        ("a: {'': 1}", "t.yaml:1 [a.]:", "sleutel is leeg"),
        ("a: 1\n---\nb: 2", "t.yaml:2:", "meer documenten"),
        ("%YAML 1.1\n---\na: no", "t.yaml:1:", "begint"),
        ("- a", "t.yaml:1:", "begint niet met sleutels"),
        ("", "t.yaml:1:", "leeg"),
        ("a: b\n\tc: d", "t.yaml:2:", "tab"),
        ("a: b\x00", "t.yaml:1:", "NUL"),
        ("a: 1\nb: \u202etekst", "t.yaml:2:", "U+202E"),
        ("a: \u2067x", "t.yaml:1:", "U+2067"),
        ("a: \x1b[31m", "t.yaml:1:", "U+001B"),
        ("a: \ud800", "t.yaml:1:", "U+D800"),
        ('a: "\\u202e"', "t.yaml:1 [a]:", "U+202E"),
        ('"\\0": 1', "t.yaml:1:", "NUL"),
        ("a: 'x\n", "t.yaml:2 [a]:", "niet gesloten"),
        ("a: [1, 2\nb: 3", "t.yaml:2", "Het begin staat op regel 1"),
        ("a: b: c", "t.yaml:1:", "(kolom 5)"),
        ("a: @x", "t.yaml:1 [a]:", "aanhalingstekens"),
        ("a:\n  b: 1\n c: 2", "t.yaml:3:", "(kolom 2)"),
        ("a: " + "[" * 41 + "]" * 41, "t.yaml:1", "dieper dan 40"),
        ("a: " + "[" * 900_000, "t.yaml:1", "dieper dan 40"),
        ("- " * 5_000 + "a", "t.yaml:1", "dieper dan 40"),
        ("a: " + "x" * 2_000_000, "t.yaml:", "groter dan 2 MB"),
        ("a: " + "é" * 1_100_000, "t.yaml:", "groter dan 2 MB"),
    ],
)  # fmt: skip
def test_geweigerd_met_plaats_en_herstel(tekst: str, begin: str, bevat: str) -> None:
    [fout] = fouten(tekst)
    assert fout.startswith(begin) and bevat in fout and fout.endswith(".")


def test_alle_fouten_in_een_keer() -> None:
    assert len(fouten("a: 1\na: 2\nb: !x &y 3\nc: *y\nd: [{e: 1, e: 2}]\nf: 'open")) == 6
    assert len(fouten("a: 1\n" * 5_000)) == yaml12.MAX_FOUTEN
    assert len(fouten("\ta: 1\n" * 5_000)) == yaml12.MAX_FOUTEN


def test_veel_verwijzingen_kosten_niets() -> None:
    lagen = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert "anker" in fouten("l0: &l0 [x]\n" + lagen)[0]


def test_veertig_lagen_mag() -> None:
    assert laad("a: " + "[" * 39 + "]" * 39, "t.yaml")


def test_bytes() -> None:
    assert laad_bytes("\ufeffa: é\r\nb: 1\r\n".encode(), "t.yaml") == {"a": "é", "b": 1}
    with pytest.raises(InvoerFout, match=r"t\.yaml:2: Dit bestand is geen UTF-8"):
        laad_bytes(b"a: 1\nb: \xe9\n", "t.yaml")


def test_andere_wortel_als_dat_mag() -> None:
    assert laad("- a\n- 1", "t.yaml", alleen_kaart=False) == ["a", 1]
    assert laad("", "t.yaml", alleen_kaart=False) is None


def test_register_van_400_kb_in_een_seconde() -> None:
    norm = f"    tekst: {'woord ' * 20}\n    bron: {{deel: 1, regels: [1, 2]}}\n"
    tekst = "normen:\n" + "".join(f"  - id: TW-{n}\n{norm}" for n in range(2_200))
    begin = time.perf_counter()
    assert len(tekst) > 400_000 and len(laad(tekst, "t.yaml")["normen"]) == 2_200
    assert time.perf_counter() - begin < (1.5 if yaml12.LADER is not yaml.Loader else 30)


def lees(tekst: str) -> None:
    try:
        data = laad(tekst, "t.yaml", alleen_kaart=False)
    except InvoerFout as fout:
        assert fout.fouten and all(f.melding and f.herstel for f in fout.fouten)
    else:
        assert plaats(data, ["a", 0]) >= 0


TEKENS = "abc 01-:,.#&*!|>'\"%@`{}[]?~<\\/\n\n\r\t\x00\x85\u2028\u202eé😀\ud800"


@pytest.mark.parametrize("zaad", range(15))
def test_kapotte_bestanden_geven_alleen_invoerfout(zaad: int) -> None:
    toeval = random.Random(zaad)
    for _ in range(100):
        tekst = list(VOORBEELD)
        for _ in range(toeval.randint(1, 6)):
            plek = toeval.randrange(len(tekst))
            tot = plek + toeval.choice([0, 0, 1, 1, 5])
            tekst[plek:tot] = toeval.choices(TEKENS, k=toeval.randint(0, 3))
        lees("".join(tekst))


@settings(max_examples=600)
@given(st.one_of(st.text(alphabet=TEKENS, max_size=60), st.text(max_size=60), st.text(alphabet="a:- \n[]{},", max_size=80)))
def test_willekeurige_tekst_geeft_alleen_invoerfout(tekst: str) -> None:
    for lader in (getattr(yaml, "CLoader", yaml.Loader), yaml.Loader):
        yaml12.LADER = lader
        lees(tekst)


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_willekeurige_bytes_geven_alleen_invoerfout(inhoud: bytes) -> None:
    try:
        laad_bytes(inhoud, "t.yaml")
    except InvoerFout as fout:
        assert fout.fouten
