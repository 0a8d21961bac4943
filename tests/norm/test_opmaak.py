# SPDX-License-Identifier: EUPL-1.2
"""The layout: meaning, comments and order stay, doing it twice changes nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import wijkregie
from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.protocol import opmaak as module
from wijkregie.norm.protocol.opmaak import BREEDTE, opmaak
from wijkregie.norm.yaml12 import laad

SLORDIG = """\
# kop

protocol: x    # uitleg
               # die doorloopt
"titel":   'Een titel'
datum: 2026-01-01
plichten:
    # voor a
    a:
        norm: [TW-1,TW-2]   # na norm

        wat: no
        # na wat
        lijst:
        - { a: 1,b: 8.10, "c": 'x', d: , e: ~ }   # item
        # tussen
        -   b: TRUE
            "null": >-  # gevouwen
               twee
                 regels
        - - 1
          - "twee
            regels"
    # slot a


# voor rechten
rechten: {norm: [TW-B1.83,TW-B1.84]}
leeg:
# eind
"""

NET = """\
# kop

protocol: x    # uitleg
               # die doorloopt
titel: 'Een titel'
datum: 2026-01-01

plichten:
  # voor a
  a:
    norm: [TW-1, TW-2]      # na norm

    wat: no
    # na wat
    lijst:
      - {a: 1, b: 8.10, c: 'x', d: , e: ~}        # item
      # tussen
      - b: TRUE
        "null": >-  # gevouwen
          twee
            regels
      - - 1
        - "twee
          regels"
  # slot a

# voor rechten
rechten: {norm: [TW-B1.83, TW-B1.84]}
leeg:
# eind
"""


def test_voorbeeld() -> None:
    assert opmaak(SLORDIG) == NET
    assert opmaak(NET) == NET
    assert max(map(len, NET.splitlines())) <= BREEDTE


def test_lange_regels_breken_na_een_komma_en_anders_tussen_woorden() -> None:
    zin = " ".join(["tien letters"] * 10)
    assert opmaak(f"a: {{wat: {zin}, eis: bestaat x}}  # c\n") == f"a: {{wat: {zin},\n  eis: bestaat x}}  # c\n"
    assert opmaak(f"a:\n  - {zin} {zin}\n") == f"a:\n  - {zin} tien\n    letters {zin[13:]}\n"
    net = opmaak(f'a: {{b: [{zin}, {zin}, "{zin} {zin}"], c: {zin}}}\n')
    assert opmaak(net) == net and max(map(len, net.splitlines())) <= BREEDTE


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        ("a: 1\nb: 2", "a: 1\nb: 2\n"),
        ("a: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
        ("a:\n- 1\n- 2\nb: 2", "a:\n  - 1\n  - 2\n\nb: 2\n"),
        ("a: |+\n     x\n\n\nb: 2", "a: |+\n  x\n\n\nb: 2\n"),
        ("a:\n   b: |4\n        x\n", "a:\n  b: |2\n     x\n"),
        ("'no': 1\n'true': 2\n'a b': 3\n", "no: 1\n'true': 2\n'a b': 3\n"),
        ("a: [\n  1, # een\n  2\n]\n", "a: [\n  1,  # een\n  2\n  ]\n"),
        ("? a\n: - 1\n  - 2\n", "? a\n: - 1\n  - 2\n"),
        ("\ufeffa: é\r\nb: 1\r\n", "a: é\nb: 1\n"),
        ("# alleen\n", "# alleen\n"),
    ],
)
def test_gevallen(voor: str, na: str) -> None:
    assert opmaak(voor) == na
    assert opmaak(na) == na


def test_ongeldig_wordt_niet_opgemaakt() -> None:
    with pytest.raises(InvoerFout, match=r"x\.yaml:2 "):
        opmaak("a: 1\na: 2\n", "x.yaml")


def test_weigert_wie_de_betekenis_zou_veranderen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_schrijf", lambda regel: regel.tekst.replace("true", "1"))
    with pytest.raises(InvoerFout, match="betekenis"):
        opmaak("a: true\n")


BESTANDEN = sorted((Path(wijkregie.__file__).parent / "protocollen").rglob("*.yaml"))


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda pad: "/".join(pad.parts[-3:]))
def test_alle_bestanden_blijven_gelijk_en_zijn_na_een_keer_klaar(pad: Path) -> None:
    tekst = pad.read_text(encoding="utf-8")
    net = opmaak(tekst)
    assert opmaak(net) == net


def test_commentaar_blijft() -> None:
    assert re.findall("#.*", SLORDIG) == re.findall("#.*", opmaak(SLORDIG))


@pytest.mark.parametrize("zaad", range(10))
def test_wat_leesbaar_is_houdt_zijn_betekenis(zaad: int) -> None:
    toeval = random.Random(zaad)
    for _ in range(40):
        tekst = list(SLORDIG)
        for _ in range(toeval.randint(1, 3)):
            plek = toeval.randrange(len(tekst))
            tekst[plek : plek + toeval.randint(0, 1)] = toeval.choice(["", " ", "  ", "\n", "\n\n", "# c\n", "a", ", ", "- ", '"', "'"])
        bron = "".join(tekst)
        try:
            data = laad(bron, "t.yaml")
        except InvoerFout:
            continue
        net = opmaak(bron)
        assert laad(net, "t.yaml") == data and opmaak(net) == net
