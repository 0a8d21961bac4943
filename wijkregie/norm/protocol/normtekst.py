# SPDX-License-Identifier: EUPL-1.2
"""What a norm id stands for: its text in our own words, its place in the source, the document, and how hard it is.

The registers hold far more than a screen needs and take 0.4 s to parse. So the little that a page asks stands beside them in one compact file (8 ms):
`python -m wijkregie.norm.protocol.normtekst` writes it again after a register has changed, and a test says when that was forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from wijkregie.norm.protocol.lader import EIGEN_MAP
from wijkregie.norm.yaml12 import laad_bytes

REGISTERS: Final = EIGEN_MAP / "registers"
BESTAND: Final = REGISTERS / "normteksten.json"
_ID: Final = re.compile(r"^[A-Z]{1,3}(?:-[A-Z]{2})?-[A-Z0-9.]+[a-z]?$")
_TEKST: Final = ("wat", "aanbevolen_lezing", "regel", "aanbevolen", "mag", "onderwerp", "naam")  # a norm first; then a reading, a rule, a gap


class NormTekst(NamedTuple):
    """One norm as people read it."""

    norm: str
    tekst: str
    plaats: str  # in the source
    document: str  # its title
    hardheid: str  # hard | doorgaans | advies; empty if the register does not say


def normtekst(norm: str) -> NormTekst | None:
    """The text of a norm; None if no register has it."""
    return normteksten().get(norm)


@cache
def normteksten() -> Mapping[str, NormTekst]:
    """Every norm of the registers that come with this version."""
    if not BESTAND.is_file():
        return uit_registers()
    data = json.loads(BESTAND.read_text("utf-8"))
    return {id_: NormTekst(id_, tekst, plaats, data["documenten"][nr], hardheid) for id_, (tekst, plaats, nr, hardheid) in data["normen"].items()}


def lees_registers(map_: Path = REGISTERS) -> dict[str, Any]:
    """The registers in a folder, parsed."""
    return {p.name: laad_bytes(p.read_bytes(), p.name) for p in sorted(map_.glob("*.yaml"))}


def uit_registers(registers: Mapping[str, Any] | None = None) -> dict[str, NormTekst]:
    """The same from the registers themselves (default: those of this version)."""
    uit: dict[str, NormTekst] = {}
    for register in (lees_registers() if registers is None else registers).values():
        titel = str((register.get("document") or {}).get("titel") or "")
        for x in _met_nummer(register):
            id_ = str(x.get("id") or x.get("code"))
            tekst = next((str(x[s]) for s in _TEKST if isinstance(x.get(s), str)), "")
            uit.setdefault(id_, NormTekst(id_, " ".join(tekst.split()), str(x.get("bron") or ""), titel, str(x.get("hardheid") or "")))
    return uit


def _met_nummer(register: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of every list that bear an id, the norms first."""
    for deel in ("normen", *(d for d in register if d != "normen")):
        rijen = register.get(deel)
        for x in rijen if isinstance(rijen, list) else ():
            if isinstance(x, dict) and _ID.match(str(x.get("id") or x.get("code") or "")):
                yield x


def schrijf(bestand: Path = BESTAND) -> None:
    """Write the compact file: one norm on a line, so that a change is readable."""
    normen = uit_registers()
    documenten = list(dict.fromkeys(n.document for n in normen.values()))
    regels = [f"{_json(n.norm)}:{_json([n.tekst, n.plaats, documenten.index(n.document), n.hardheid])}" for n in normen.values()]
    bestand.write_text('{"documenten":' + _json(documenten) + ',\n"normen":{\n' + ",\n".join(regels) + "\n}}\n", "utf-8")


def _json(x: Any) -> str:
    return json.dumps(x, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    schrijf()
