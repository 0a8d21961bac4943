# SPDX-License-Identifier: EUPL-1.2
"""Forms that were not finished: kept for one login, shown to nobody else, gone when recorded."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier.lezen import rijen
from wijkregie.klok import ZONE, nu
from wijkregie.partijen.sessie import Sessie

HOOGSTENS: Final = 200_000
"""Characters of one draft."""
Inhoud = dict[str, list[str]]


def bewaar(sessie: Sessie, sleutel: str, dossier: UUID | None, inhoud: Inhoud) -> bool:
    """Keep what was typed; no if it is too much."""
    tekst = json.dumps(inhoud, ensure_ascii=False)
    if len(tekst) > HOOGSTENS:
        return False
    with connections["default"].cursor() as c:
        c.execute(
            "insert into dossier_concept (gemeente, login, sleutel, dossier, inhoud, bewaard) values (%s, %s, %s, %s, %s, %s)"
            " on conflict (gemeente, login, sleutel) do update set inhoud = excluded.inhoud, bewaard = excluded.bewaard",
            [sessie.gemeente, sessie.login, sleutel, dossier, tekst, nu()],
        )
    return True


def concept(sessie: Sessie, sleutel: str) -> tuple[Inhoud, datetime] | None:
    """What was kept under this key, and when."""
    gevonden = rijen(
        "select inhoud, bewaard from dossier_concept where gemeente = %s and login = %s and sleutel = %s", [sessie.gemeente, sessie.login, sleutel]
    )
    if not gevonden:
        return None
    inhoud = gevonden[0][0]
    return (json.loads(inhoud) if isinstance(inhoud, str) else inhoud), gevonden[0][1].astimezone(ZONE)


def gooi_weg(sessie: Sessie, sleutel: str) -> None:
    with connections["default"].cursor() as c:
        c.execute("delete from dossier_concept where gemeente = %s and login = %s and sleutel = %s", [sessie.gemeente, sessie.login, sleutel])
