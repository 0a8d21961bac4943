# SPDX-License-Identifier: EUPL-1.2
"""The daily clearing of what logging in leaves behind: sessions that are over, counted attempts, old events."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import connections
from procrastinate.contrib.django import app

from wijkregie.klok import nu, vandaag
from wijkregie.partijen.beheer import sluit_slapende
from wijkregie.partijen.gebeurtenissen import BEWAAR as GEBEURTENISSEN
from wijkregie.partijen.models import Poging
from wijkregie.partijen.pogingen import VENSTER

BEWAAR: Final = timedelta(days=30)
log = logging.getLogger("wijkregie.taken")


@app.periodic(cron="17 2 * * *", periodic_id="opruimen")
@app.task(name="partijen.opruimen", queue="opruimen", queueing_lock="opruimen", retry=3)
def opruimen(timestamp: int) -> None:
    """At night, as the role of pages: these rows are theirs. Sessions of everybody are no page's: the core clears those."""
    sessies, _ = Session.objects.filter(expire_date__lt=nu()).delete()
    pogingen, _ = Poging.objects.filter(begin__lte=nu() - VENSTER).delete()
    with connections["kern"].cursor() as c:
        c.execute("select partijen_ruim_aanmeldingen(%s)", [nu() - BEWAAR])
        aanmeldingen = c.fetchone()[0]
        c.execute("select partijen_ruim_gebeurtenissen(%s)", [nu() - GEBEURTENISSEN])
        gebeurtenissen = c.fetchone()[0]
    log.info("opgeruimd sessies=%d pogingen=%d aanmeldingen=%d gebeurtenissen=%d", sessies, pogingen, aanmeldingen, gebeurtenissen)


@app.periodic(cron="27 2 * * *", periodic_id="slapend")
@app.task(name="partijen.slapend", queue="opruimen", queueing_lock="slapend", retry=3)
def slapend(timestamp: int) -> None:
    """Logins that nobody uses are doors that nobody watches."""
    log.info("slapende logins gesloten=%d", sluit_slapende(vandaag(), nu()))
