# SPDX-License-Identifier: EUPL-1.2
"""Who reports: the same telephone number, mail address, name or door. The words never hold the number, the address or the name itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from wijkregie.meldingen.gelijkenis.aanwijzing import MELDER, Aanwijzing
from wijkregie.meldingen.gelijkenis.adres import Plaats, lees_adres, vergelijk_adres
from wijkregie.meldingen.gelijkenis.naam import Wie, lees_wie, zelfde_naam
from wijkregie.meldingen.gelijkenis.naam import sleutels as naamsleutels

_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TELEFOON: Final = re.compile(r"(?:\+|00)?\d(?:[\s().-]*\d){7,14}")


@dataclass(frozen=True, slots=True)
class Melder:
    """A reporter as far as known."""

    naam: Wie = field(default_factory=Wie)
    telefoon: frozenset[str] = frozenset()
    mail: frozenset[str] = frozenset()
    plaats: Plaats | None = None


@lru_cache(maxsize=20_000)
def lees_melder(naam: str = "", bereikbaar: str = "", adres: str = "") -> Melder:
    """From what was typed; a number and a mail address may stand in one field."""
    zonder = _MAIL.sub(" ", bereikbaar)
    nummers = frozenset(t for t in map(telefoon, _TELEFOON.findall(zonder)) if t)
    return Melder(lees_wie(naam, naam=True), nummers, frozenset(map(mail, _MAIL.findall(bereikbaar))), lees_adres(adres))


def telefoon(tekst: str) -> str:
    """A Dutch number as 0 and nine digits, another one with its country; empty: it is none."""
    cijfers = re.sub(r"\D", "", re.sub(r"\(0\)", "", tekst))
    if tekst.lstrip().startswith("+"):
        cijfers = "00" + cijfers
    if cijfers.startswith("0031"):
        cijfers = "0" + cijfers[4:].lstrip("0")
    return cijfers if len(cijfers) == 10 or (cijfers.startswith("00") and len(cijfers) > 10) else ""


def mail(tekst: str) -> str:
    """Small letters, without what somebody added after a plus."""
    wie, _, waar = tekst.lower().partition("@")
    return f"{wie.partition('+')[0]}@{waar}"


def vergelijk_melder(a: Melder, b: Melder) -> Aanwijzing | None:
    """Is it the same reporter?"""
    redenen, sterkte = [], 0.0
    if a.telefoon & b.telefoon:
        redenen.append("hetzelfde telefoonnummer")
        sterkte = 1.0
    if a.mail & b.mail:
        redenen.append("hetzelfde mailadres")
        sterkte = 1.0
    gelijk, _ = zelfde_naam(a.naam.namen, b.naam.namen)
    if gelijk:
        redenen.append("dezelfde naam" if a.naam.namen == b.naam.namen else "een naam die erop lijkt")
        sterkte = 1 - (1 - sterkte) * (1 - 0.8 * gelijk)
    deur = vergelijk_adres(a.plaats, b.plaats)
    if deur is not None and deur.sterkte >= 0.7:
        redenen.append("hetzelfde woonadres")
        sterkte = 1 - (1 - sterkte) * 0.4
    return Aanwijzing(MELDER, round(sterkte, 3), f"dezelfde melder: {', '.join(redenen)}") if redenen else None


def sleutels(m: Melder) -> frozenset[str]:
    """Under what a reporter is filed. For an index in memory: what is stored anywhere must be a keyed hash."""
    return m.telefoon | m.mail | naamsleutels(m.naam)
