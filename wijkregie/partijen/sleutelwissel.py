# SPDX-License-Identifier: EUPL-1.2
"""Another key of log-in: what lies encrypted under a former one is encrypted anew, so that the former one can go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connections, transaction

from wijkregie.partijen import kluis, tweede

_MIDDELEN: Final = "select id, login, geheim from partijen_middel order by id"
_AANBIEDERS: Final = "select organisatie, organisatie, geheim from partijen_oidc where geheim is not null order by organisatie"


def vernieuw(databank: str = "eigenaar") -> tuple[int, int]:
    """As the owner of the tables, a row at a time, so that it can be stopped and begun again. Gives how many were encrypted anew and how many
    did not open: their key is not in the settings any more."""
    delen = (
        _vernieuw(databank, "partijen_middel", "id", _MIDDELEN, lambda nummer, login: tweede.bij(login, nummer)),
        _vernieuw(databank, "partijen_oidc", "organisatie", _AANBIEDERS, lambda organisatie, _: f"oidc|{organisatie}"),
    )
    return sum(n for n, _ in delen), sum(mis for _, mis in delen)


def _vernieuw(databank: str, tabel: str, sleutel: str, lees: str, bij: Callable[[Any, Any], str]) -> tuple[int, int]:
    n = mis = 0
    with connections[databank].cursor() as c:
        c.execute(lees)
        rijen = c.fetchall()
    for nummer, van, dicht in rijen:
        if kluis.is_nieuwste(dicht, bij(nummer, van)):
            continue
        try:
            opnieuw = kluis.sluit(kluis.open_(dicht, bij(nummer, van)), bij(nummer, van))
        except kluis.Onleesbaar:
            mis += 1
            continue
        with transaction.atomic(using=databank), connections[databank].cursor() as c:
            # what somebody changed in between was encrypted with the newest key already
            c.execute(f"update {tabel} set geheim = %s where {sleutel} = %s and geheim = %s", [opnieuw, nummer, dicht])
            n += c.rowcount
    return n, mis
