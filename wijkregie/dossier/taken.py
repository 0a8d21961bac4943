# SPDX-License-Identifier: EUPL-1.2
"""Jobs: linked dossiers follow right after a transaction, and every night exactly the dossiers whose date has come."""

from __future__ import annotations

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from wijkregie.dossier import kern
from wijkregie.klok import vandaag
from wijkregie.partijen.models import Gemeente

log = logging.getLogger("wijkregie.taken")


@app.task(name="dossier.herleid", queue="herleid", retry=5)
def herleid_dossier(gemeente: int, code: str, dossier: str) -> None:
    """A dossier that reads what another one published is derived again."""
    kern.herleid(gemeente, code, UUID(dossier))


@app.periodic(cron="7 0 * * *", periodic_id="wissel")
@app.task(name="dossier.wissel", queue="herleid", queueing_lock="wissel")
def wissel(timestamp: int) -> int:
    """Just after midnight: the dossiers whose date has come. A late run closes and never opens: access rows end at that date by themselves."""
    return wissel_alles()


def wissel_alles() -> int:
    """Derive again every dossier whose date has come, in all municipalities; gives their number."""
    aantal = 0
    for gemeente, code in Gemeente.objects.using(kern.KERN).order_by("id").values_list("id", "code"):
        while lijst := kern.toe_aan_wissel(gemeente, code, vandaag()):
            for d in lijst:
                kern.herleid(gemeente, code, d)
            aantal += len(lijst)
    log.info("gewisseld dossiers=%d", aantal)
    return aantal
