# SPDX-License-Identifier: EUPL-1.2
"""The agreements of a municipality, loaded once per process: rules, vocabulary, and the bits of its categories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from wijkregie.delen.categorieen import Bits, lees
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.protocol.kringen import hangt_af_van
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.norm.taal.wereld import Wereld


@cache
def bibliotheek() -> Bibliotheek:
    """Every vocabulary and protocol that comes with this version."""
    return laad_map(EIGEN_MAP)


@cache
def regelset(gemeente: str, protocollen: tuple[str, ...]) -> Regelset:
    """The rules of these protocols of a municipality (vocabulary name) together. Raises InvoerFout for a name that is not there."""
    return bibliotheek().regelset(bibliotheek().kies([f"{gemeente}/{p}" for p in protocollen], "dossier"))


@cache
def wereld(gemeente: str) -> Wereld:
    """The vocabulary of a municipality, as the forms of all its protocols share it."""
    return next(v.wereld for v in bibliotheek().alles() if v.gemeente == gemeente)


@cache
def protocollen(gemeente: str) -> tuple[str, ...]:
    """The protocols of a municipality."""
    return tuple(dict.fromkeys(v.naam for v in bibliotheek().alles() if v.gemeente == gemeente))


@cache
def doelen(gemeente: str) -> tuple[str, ...]:
    """Every purpose that a sharing rule of the municipality names."""
    return tuple(dict.fromkeys(d for v in bibliotheek().alles() if v.gemeente == gemeente for r in v.delen for d in r.doelen))


@cache
def deur(gemeente: str, naam: str) -> tuple[str, ...]:
    """The purposes of a door of the municipality; none: it shows only an organisation's own work."""
    return tuple(wereld(gemeente).voc.deuren.get(naam, ()))


@cache
def versleuteld(gemeente: str) -> frozenset[str]:
    """The categories whose content lies encrypted."""
    return frozenset(n for n, c in wereld(gemeente).voc.categorieen.items() if c.versleuteld)


@cache
def systeemfeit(gemeente: str, systeem: str) -> str:
    """The fact type that carries a system name. Raises LookupError: the loader should have refused the vocabulary."""
    for naam, f in wereld(gemeente).feiten.items():
        if f.systeem == systeem:
            return naam
    raise LookupError(f"Het vocabulaire van {gemeente} heeft geen feit met systeem: {systeem}.")


@cache
def boven(gemeente: str, rol: str) -> tuple[str, ...]:
    """The roles above a role, nearest first."""
    return tuple(wereld(gemeente).boven(rol))


@cache
def systeemcategorie(gemeente: str, systeem: str) -> str:
    """The category that carries a system name. Raises LookupError."""
    for naam, c in wereld(gemeente).voc.categorieen.items():
        if c.systeem == systeem:
            return naam
    raise LookupError(f"Het vocabulaire van {gemeente} heeft geen categorie met systeem: {systeem}.")


@cache
def keuzes(gemeente: str, protocollen: tuple[str, ...], systeem: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The choices with a system name in the newest version of these protocols: name, options."""
    versies = [reeks[-1] for reeks in regelset(gemeente, protocollen).versies.values()]
    return tuple({n: (n, k.opties) for v in versies for n, k in v.wereld.keuzes.items() if k.systeem == systeem}.values())


@cache
def deelt_naar_verbonden(gemeente: str, protocollen: tuple[str, ...]) -> bool:
    """Does what a dossier with these protocols shares hang on what linked dossiers publish?"""
    versies = [v for reeks in regelset(gemeente, protocollen).versies.values() for v in reeks]
    takken: dict[str, set[str]] = {}
    for v in versies:
        for soort, regels in (("plicht", v.plichten), ("toets", v.toetsen), ("spoor", v.sporen)):
            takken |= {f"#{soort}.{n}": hangt_af_van(r) for n, r in regels.items()}
    rij = [m for v in versies for r in v.delen for u in (r.als, r.grond_is) if u is not None for m in u.merken]
    gezien = set(rij)
    while rij:
        nieuw = takken.get(rij.pop(), set()) - gezien
        gezien |= nieuw
        rij += nieuw
    return "#verbonden" in gezien


_bits: dict[int, Bits] = {}


def bits(cursor: Any, gemeente: int, nodig: Iterable[str] = ()) -> Bits:
    """The bits of a municipality; read again when a name is missing (a newer version added it)."""
    b = _bits.get(gemeente)
    if b is None or any(c not in b.bit for c in nodig):
        b = _bits[gemeente] = lees(cursor, gemeente)
    return b
