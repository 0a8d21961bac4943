# SPDX-License-Identifier: EUPL-1.2
"""Where a norm stands, for people: the document and its section. Lines of the source are for who works on the registers."""

from __future__ import annotations

import re
from typing import Final

from wijkregie.norm.protocol.normtekst import NormTekst

_REGELS: Final = re.compile(r",? ?\br\. \d+(?:-\d+)?(?:, \d+(?:-\d+)?)*")
_NUMMER: Final = re.compile(r"(B?)\d+(\.)?")


def zonder_regels(tekst: str) -> str:
    """The same without the lines of the source."""
    return _REGELS.sub("", tekst)


def sectie(plaats: str) -> str:
    """The section; what the register writes as a bare number gets the word that a reader looks for."""
    kaal = zonder_regels(plaats).strip()
    m = _NUMMER.match(kaal)
    if m is None:
        return kaal
    return f"{'bijlage' if m[1] else 'paragraaf' if m[2] else 'hoofdstuk'} {kaal}"


def vindplaats(n: NormTekst) -> str:
    """*Tien Werkafspraken Thuis in de Wijk (editie 2026), werkafspraak 10*"""
    return ", ".join(x for x in (n.document, sectie(n.plaats)) if x)
