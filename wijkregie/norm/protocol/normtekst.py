# SPDX-License-Identifier: EUPL-1.2
"""What a norm id stands for: its text in our own words, its place in the source, the document, and how hard it is.

The registers hold far more than a screen needs and take 0.4 s to parse. So the little that a page asks stands beside them in one compact file (8 ms):
`python -m wijkregie.norm.protocol.normtekst` writes it again after a register has changed, and a test says when that was forgotten.

A register says what a norm asks in the shortest way, with who must do it apart (`wie`). Nobody may have to guess that on a screen, so each text here
is a whole sentence: the one that people wrote for it (`zinnen/<code>.yaml`), else the register's own words, behind who it is about.
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
ZINNEN: Final = REGISTERS / "zinnen"
BESTAND: Final = REGISTERS / "normteksten.json"
_ID: Final = re.compile(r"^[A-Z]{1,3}(?:-[A-Z]{2})?-[A-Z0-9.]+[a-z]?$")
_TEKST: Final = ("wat", "aanbevolen_lezing", "regel", "aanbevolen", "mag", "onderwerp", "naam")  # a norm first; then a reading, a rule, a gap
_PLAATS: Final = re.compile(r"[^:.]{1,60}: ")  # where it stands in its source, or its subject


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
    zinnen = lees_zinnen()
    for register in (lees_registers() if registers is None else registers).values():
        titel = str((register.get("document") or {}).get("titel") or "")
        namen = _namen(register)
        for x in _met_nummer(register):
            id_ = str(x.get("id") or x.get("code"))
            tekst = zinnen.get(id_) or _met_wie(x, namen)
            uit.setdefault(id_, NormTekst(id_, tekst, str(x.get("bron") or ""), titel, str(x.get("hardheid") or "")))
    return uit


def lees_zinnen(map_: Path = ZINNEN) -> dict[str, str]:
    """The sentences that people wrote, by norm."""
    return {str(id_): str(zin) for p in sorted(map_.glob("*.yaml")) for id_, zin in laad_bytes(p.read_bytes(), p.name).items()}


def wie_van(norm: Mapping[str, Any], namen: Mapping[str, str]) -> list[str]:
    """Whom a norm is about, by name; none if the source names nobody."""
    wie = norm.get("wie") or ()
    return [n for w in ([wie] if isinstance(wie, str) else wie) if (n := namen.get(str(w), str(w)))]


def _namen(register: Mapping[str, Any]) -> dict[str, str]:
    """What the register calls each role, without what it says between brackets or behind a stroke."""
    rollen = register.get("rollen") or ()
    return {str(r.get("sleutel") or r.get("code") or r["naam"]): re.split(r" ?\(| / ", str(r["naam"]))[0] for r in rollen}


def _met_wie(x: Mapping[str, Any], namen: Mapping[str, str]) -> str:
    """The register's own words; where they do not say who, that stands before them."""
    tekst = " ".join(next((str(x[s]) for s in _TEKST if isinstance(x.get(s), str)), "").split())
    wie = wie_van(x, namen)
    if not wie or x.get("soort") == "begrip" or any(w.lower() in tekst.lower() for w in wie):
        return tekst
    eerst = " en ".join([", ".join(wie[:-1]), wie[-1]] if len(wie) > 1 else wie)
    eigennaam = tekst[1:2].isupper() or any(n[:1].isupper() and tekst.startswith(n) for n in namen)
    klein = tekst if eigennaam else tekst[:1].lower() + tekst[1:]
    return f"{eerst[:1].upper()}{eerst[1:]}{',' if _PLAATS.match(tekst) else ':'} {klein}"


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
