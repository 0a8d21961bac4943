# SPDX-License-Identifier: EUPL-1.2
"""Finding a dossier by number, name or address, as far as the session may see it. Accents and typing errors do not matter."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from wijkregie.dossier.bijwerken import zoekvorm
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_kop import MIJN, genummerd
from wijkregie.partijen.sessie import Sessie

ZAAK: Final = "zaak"
MEESTE: Final = 50
_NUMMER: Final = re.compile(r"\s*(?:([A-Za-z]{1,3})[-\s]*)?(\d{4})[-\s/]+(\d{1,9})\s*", re.ASCII)


def nummer_in(tekst: str) -> tuple[str, ...]:
    """The numbers that somebody may have meant: *WR-2026-0147*, *wr 2026 147*, *2026-147*. Empty: it is not a number."""
    m = _NUMMER.fullmatch(tekst)
    return (f"{(m[1] or 'WR').upper()}-{m[2]}-{int(m[3]):04d}",) if m is not None else ()


def zoek(sessie: Sessie, tekst: str, soort: str = ZAAK, hoogstens: int = MEESTE) -> list[UUID]:
    """The dossiers that are meant, the likeliest first: an exact number, else what resembles a name or an address."""
    nummers = nummer_in(tekst)
    if nummers:
        return [r[0] for n in nummers for r in rijen(f"select id from {MIJN} d", genummerd(sessie, n))]
    vorm = zoekvorm(tekst)
    if len(vorm) < 2:
        return []
    gevonden = rijen(
        "select l.dossier from dossier_lijkt_op(%s, %s) l join dossier_dossier d on d.gemeente = %s and d.id = l.dossier"
        " where d.soort = %s order by l.gelijkenis desc, d.begonnen desc, d.nummer desc limit %s",
        [vorm, hoogstens * 3, sessie.gemeente, soort, hoogstens],
    )
    return [r[0] for r in gevonden]
