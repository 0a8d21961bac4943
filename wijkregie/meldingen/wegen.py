# SPDX-License-Identifier: EUPL-1.2
"""What weighs in a decision on a report: the named outcomes of its agreement, counted from its facts. What is unknown is for a person to find out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that weighs. `stand`: True, False, None (unknown) or a count."""

    wat: str
    norm: tuple[str, ...]
    stand: bool | int | None


def factoren(sessie: Sessie, d: Dossier) -> tuple[Factor, ...]:
    """In the order of the agreement, as far as this session may read what they rest on."""
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, sessie.gemeente)
    _, stand = kern.zaak(sessie, d.id)
    regels = {r.naam: r for r in stand.afleider.regels.uitkomsten}
    uit = []
    for naam, ding, waarde in stand.uitkomsten:
        r = regels[naam]
        if ding is None and r.wat and not bits.masker(c for c in r.categorieen if c) & ~d.inhoud:
            uit.append(Factor(r.wat, r.norm, _stand(waarde)))
    return tuple(uit)


def _stand(waarde: Any) -> bool | int | None:
    if isinstance(waarde, bool):
        return waarde
    return int(waarde) if isinstance(waarde, (int, float)) else None
