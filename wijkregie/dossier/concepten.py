# SPDX-License-Identifier: EUPL-1.2
"""Forms that were not finished: kept for one login, shown to nobody else, gone when recorded, with their dossier, or after 30 days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier import kern
from wijkregie.dossier.laden import als_json
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.versleuteling import OnleesbaarFout, open_concept, sluit_concept
from wijkregie.klok import ZONE, nu
from wijkregie.partijen.sessie import Sessie

BEWAARD: Final = timedelta(days=30)
HOOGSTENS: Final = 200_000
"""Characters of one draft."""
Inhoud = dict[str, list[str]]


def bewaar(sessie: Sessie, sleutel: str, dossier: UUID | None, inhoud: Inhoud) -> bool:
    """Keep what was typed; no if it is too much."""
    tekst = json.dumps(inhoud, ensure_ascii=False)
    if len(tekst) > HOOGSTENS:
        return False
    dicht = json.dumps(sluit_concept(sessie.gemeente, sessie.login, sleutel, tekst))
    with connections["default"].cursor() as c:
        c.execute(
            "insert into dossier_concept (gemeente, login, sleutel, dossier, inhoud, bewaard) values (%s, %s, %s, %s, %s, %s)"
            " on conflict (gemeente, login, sleutel) do update set inhoud = excluded.inhoud, bewaard = excluded.bewaard",
            [sessie.gemeente, sessie.login, sleutel, dossier, dicht, nu()],
        )
    return True


def concept(sessie: Sessie, sleutel: str) -> tuple[Inhoud, datetime] | None:
    """What was kept under this key, and when."""
    gevonden = rijen(
        "select inhoud, bewaard from dossier_concept where gemeente = %s and login = %s and sleutel = %s", [sessie.gemeente, sessie.login, sleutel]
    )
    if not gevonden:
        return None
    try:
        tekst = open_concept(sessie.gemeente, sessie.login, sleutel, als_json(gevonden[0][0]))
    except OnleesbaarFout:  # the master key that it was kept under is gone
        return None
    return json.loads(tekst), gevonden[0][1].astimezone(ZONE)


def gooi_weg(sessie: Sessie, sleutel: str) -> None:
    with connections["default"].cursor() as c:
        c.execute("delete from dossier_concept where gemeente = %s and login = %s and sleutel = %s", [sessie.gemeente, sessie.login, sleutel])


def ruim_op(gemeente: int, code: str) -> int:
    """Throw away what nobody touched for so long, also of dossiers that were never begun; gives how many."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("delete from dossier_concept where gemeente = %s and bewaard < %s", [gemeente, k.nu - BEWAARD])
        return int(k.cursor.rowcount)
