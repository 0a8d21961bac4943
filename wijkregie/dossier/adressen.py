# SPDX-License-Identifier: EUPL-1.2
"""Whether an address can stand on an envelope, and where what lacks can be filled in."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.personen import ADRES, GEGEVENS
from wijkregie.partijen.sessie import Sessie

POSTCODE: Final = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")


def volledig(regels: tuple[str, ...]) -> bool:
    """Is there a postcode among the lines of this address?"""
    return any(POSTCODE.match(r) for r in regels)


def bron(sessie: Sessie, dossier: UUID) -> tuple[str, UUID] | None:
    """(number, fact) that says what the first address of a dossier is, as far as this session sees that: there it can be put right."""
    gevonden = rijen(
        "select d.nummer, f.id from dossier_kop k join dossier_dossier d on d.gemeente = k.gemeente and d.id = k.ander"
        " join dossier_feit f on f.gemeente = d.gemeente and f.dossier = d.id and f.soort = %s and f.van is null"
        " where k.gemeente = %s and k.dossier = %s and k.soort = %s and k.volgorde = 0 order by k.ander, f.vastgelegd desc limit 1",
        [afspraken.systeemfeit(sessie.gemeente_code, GEGEVENS[ADRES]), sessie.gemeente, dossier, ADRES],
    )
    return (str(gevonden[0][0]), gevonden[0][1]) if gevonden else None
