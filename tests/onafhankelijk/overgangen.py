# SPDX-License-Identifier: EUPL-1.2
"""Walks orakel/overgangen.yaml: what each role sees right before and right after an event, asked of the pure core.

A row names no phase. So in every phase nobody may see more than it says, and in some phase it must be seen: before and after alike.
"""

from __future__ import annotations

import itertools
from functools import cache

from wijkregie.norm.protocol.lader import laad_map

from .orakelkern import HOOGST, LAAGST, Kern, NietTeZeggen, Orakel, Rij, Zaak, lees


def rijen(o: Orakel) -> list[Rij]:
    """The rows about personas of this municipality."""
    return [r for r in lees("orakel/overgangen.yaml")["rijen"] if set(r["wie"]) & set(o.woorden["personas"])]


def _kanten(o: Orakel, rij: Rij) -> tuple[list[str], tuple[dict[str, str], ...]]:
    """In which agreement, and what holds before and after."""
    woord = o.woorden["overgangen"].get(rij["gebeurtenis"], "deze gebeurtenis heeft nog geen woord")
    woord = o.woorden["overgangen"].get(rij["id"], woord)
    if isinstance(woord, str):
        raise NietTeZeggen(woord)
    return list(woord["registers"]), tuple({str(k): str(v) for k, v in woord[kant].items()} for kant in ("voor", "na"))


def loop(o: Orakel, kern: Kern, rij: Rij) -> list[str]:
    registers, kanten = _kanten(o, rij)
    alles = {"ziet": "niets", "voorwaarde": {}, "categorie": rij["categorie"]}
    doelen = {p for d in rij["doel"] for p in o.woord("doelen", d)} if "doel" in rij else None
    fasen = [z for b in registers for z in o.fasen(b, {"fase": ["elke"]})]
    uit = []
    for persona, (cat, product) in itertools.product(rij["wie"], o.categorieen(alles)):
        for kant, waarden in zip(("voor", "na"), kanten, strict=True):
            if waarden.get("convenant") == "geldt_niet" and persona in o.woorden["eigen_partij"]:
                continue
            ziet = rij[kant]
            zaken = [Zaak(z.verhaal, z.dag, z.fase, tuple(sorted(waarden.items()))) for z in fasen]
            gezien = [(*kern.ziet(z, o.rollen(persona), product, doelen), z.fase) for z in zaken]
            uit += [f"{persona} {cat} {kant} in {f}: {hoe} waar hoogstens {ziet} hoort" for rang, hoe, f in gezien if rang > HOOGST[ziet]]
            if max(rang for rang, _, _ in gezien) < LAAGST[ziet]:
                uit.append(f"{persona} {cat} {kant}: nergens {ziet}")
    return uit


@cache
def uitslagen(gemeente: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The differences of each row, and why a row cannot be said."""
    o = Orakel(gemeente, laad_map(gemeenten=[gemeente]))
    kern = Kern(o)
    verschil: dict[str, list[str]] = {}
    stil: dict[str, str] = {}
    for rij in rijen(o):
        try:
            verschil[rij["id"]] = loop(o, kern, rij)
        except NietTeZeggen as e:
            stil[rij["id"]] = str(e)
    return verschil, stil
