# SPDX-License-Identifier: EUPL-1.2
"""Protocols made in memory: n duty norms that look like each other, and facts that call up some of them."""

from __future__ import annotations

from datetime import date, timedelta

from bench.opslag import Rij, rij
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.feiten.feit import Actor, Feit
from wijkregie.norm.protocol.lader import laad_teksten

BEGIN = date(2026, 1, 5)
EIGENAAR = Actor("partner", "Stichting Veerhuis", "partner")

_KOP = "protocol: proef\ntitel: Proef\ngemeente: fictief\nregister: P\nlopende_dossiers: mee\nnorm: P-0\n"
_VOCABULAIRE = "gemeente: fictief\ncategorieen:\n  verloop: {naam: verloop}\nrollen:\n  partner: {naam: partner, soort: partner}\nfeiten:\n"


def _regelset(feiten: list[str], plichten: list[str]) -> Regelset:
    voc = _VOCABULAIRE + "".join(f"  {f}: {{naam: {f}, categorie: verloop, door: [partner], herkomst: systeem}}\n" for f in feiten)
    hoofdstuk = "hoofdstuk: proef\nplichten:\n" + "".join(plichten)
    map_ = "fictief/proef/2026-01-01"
    bibliotheek = laad_teksten({"fictief/feiten.yaml": voc, f"{map_}/protocol.yaml": _KOP, f"{map_}/plichten.yaml": hoofdstuk})
    return Regelset(bibliotheek.kies(["fictief/proef"]))


def _plicht(i: int, bij: str, doe: str, termijn: str | None) -> str:
    uiterlijk = "" if termijn is None else f", uiterlijk: {termijn}"
    return f"  plicht_{i}: {{norm: P-{i}, wat: Stap {i} doen, bij: {bij}, wie: partner, doe: {doe}{uiterlijk}}}\n"


def _rijen(soorten: list[str]) -> list[Rij]:
    """These facts, one a day."""
    return [rij(Feit(f"f{i}", s, BEGIN + timedelta(days=i), i, door=EIGENAAR, herkomst="systeem")) for i, s in enumerate(soorten, 1)]


def los(norms: int, geraakt: int, soorten: int) -> tuple[Regelset, list[Rij]]:
    """Duties with a trigger and an act of their own, in a vocabulary of `soorten` pairs; the facts touch some, half of these are done."""
    namen = [f"{w}_{i}" for i in range(soorten) for w in ("aanleiding", "daad")]
    plichten = [_plicht(i, f"aanleiding_{i}", f"daad_{i}", "2 werkdagen") for i in range(norms)]
    feiten = [f"aanleiding_{i}" for i in range(geraakt)] + [f"daad_{i}" for i in range(0, geraakt, 2)]
    return _regelset(namen, plichten), _rijen(feiten)


def keten(stappen: int, elke: int) -> tuple[Regelset, list[Rij]]:
    """As many duties as steps: each fact ends a duty and calls up the next; one in `elke` has a deadline."""
    namen = [f"stap_{i}" for i in range(stappen + 1)]
    plichten = [_plicht(i, f"stap_{i}", f"stap_{i + 1}", "2 werkdagen" if i % elke == 0 else None) for i in range(stappen)]
    return _regelset(namen, plichten), _rijen(namen[:stappen])
