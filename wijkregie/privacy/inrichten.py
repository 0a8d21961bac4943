# SPDX-License-Identifier: EUPL-1.2
"""After a migration or an import of parties: which roles look into the read log."""

from __future__ import annotations

from django.db import connections, transaction

from wijkregie.dossier import afspraken
from wijkregie.partijen.models import Gemeente
from wijkregie.partijen.sessie import Sessie

PRIVACY = "privacy"


def toezichtrollen(code: str) -> list[str]:
    """The roles that the vocabulary marks for it."""
    return [naam for naam, r in afspraken.wereld(code).voc.rollen.items() if r.systeem == PRIVACY]


def mag_toezien(sessie: Sessie) -> bool:
    """If and only if one of its roles is marked to watch over privacy."""
    return bool(set(sessie.rollen) & set(toezichtrollen(sessie.gemeente_code)))


def richt_in(databank: str = "eigenaar") -> None:
    """Run as the owner of the tables. Repeating it changes nothing."""
    for gemeente, code in Gemeente.objects.using(databank).order_by("id").values_list("id", "code"):
        with transaction.atomic(using=databank), connections[databank].cursor() as c:
            c.execute("delete from privacy_toezicht where gemeente = %s", [gemeente])
            c.executemany("insert into privacy_toezicht (gemeente, rol) values (%s, %s)", [(gemeente, r) for r in toezichtrollen(code)])
