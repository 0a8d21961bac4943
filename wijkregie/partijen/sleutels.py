# SPDX-License-Identifier: EUPL-1.2
"""Access keys: who works for an organisation holds the keys of the roles that he has there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True, slots=True)
class RolHier:
    """A role as a member has it: in one area (none: everywhere) and one team (none: the whole organisation)."""

    rol: str
    gebied: int | None = None
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A key as it is stored, with the area above its own."""

    id: int
    rol: str
    gebied: int | None
    ouder: int | None
    team: int | None


def past(houder: RolHier, slot: Slot, rollen: Iterable[str]) -> bool:
    """Does who has this role hold this key? A key without an area or team is for all of the role; who has the role
    everywhere holds the keys of every area, who has it in a stadsdeel those of its wijken. Not the other way round."""
    gebied = slot.gebied is None or houder.gebied is None or houder.gebied in (slot.gebied, slot.ouder)
    team = slot.team is None or houder.team is None or houder.team == slot.team
    return slot.rol in rollen and gebied and team


_ZOEK = """SELECT id FROM partijen_sleutel WHERE gemeente = %s AND organisatie = %s AND rol = %s
    AND gebied IS NOT DISTINCT FROM %s AND team IS NOT DISTINCT FROM %s"""
_MAAK = """INSERT INTO partijen_sleutel (gemeente, organisatie, rol, gebied, team) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (gemeente, organisatie, rol, gebied, team) DO NOTHING RETURNING id"""


def sleutel_van(gemeente: int, organisatie: int, rol: str, gebied: int | None = None, team: int | None = None, *, databank: str = "kern") -> int:
    """The key of this combination, made when it is asked for the first time. Two at once get the same one."""
    waarden: list[int | str | None] = [gemeente, organisatie, rol, gebied, team]
    with connections[databank].cursor() as c:
        for sql in (_ZOEK, _MAAK, _ZOEK):  # the last for what another made between the first two
            c.execute(sql, waarden)
            rij = c.fetchone()
            if rij is not None:
                return int(rij[0])
    raise LookupError("Deze sleutel is niet te lezen: zet eerst app.gemeente op deze gemeente.")
