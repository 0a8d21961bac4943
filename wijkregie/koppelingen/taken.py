# SPDX-License-Identifier: EUPL-1.2
"""Every minute: what was sealed goes to the collector, if one is set. In the morning: mail to who asked for it. Every two
minutes: the mailboxes that bring reports."""

from __future__ import annotations

import logging
from importlib.metadata import version

from django.conf import settings
from procrastinate.contrib.django import app

from wijkregie.dossier.taken import gemeenten
from wijkregie.koppelingen import logboek, mailmelding, seintjes

log = logging.getLogger("wijkregie.taken")


@app.periodic(cron="* * * * *", periodic_id="logboek")
@app.task(name="koppelingen.logboek", queue="logboek", queueing_lock="logboek", lock="logboek")
def stuur_leeslog_door(timestamp: int) -> None:
    """A collector that does not answer is told in the log of the server; the lines wait in the outbox."""
    if settings.LOGBOEK is None:
        return
    v = logboek.verzamelaar(settings.LOGBOEK)
    for gemeente, code in gemeenten():
        try:
            n = logboek.stuur_door(gemeente, code, v, version("wijkregie"))
        except logboek.Onbereikbaar as e:
            wachten, sinds = logboek.achterstand(gemeente, code)
            log.warning("leeslog niet doorgestuurd gemeente=%s reden=%s zegels=%d sinds=%s", code, e, wachten, sinds)
        else:
            if n:
                log.info("leeslog doorgestuurd gemeente=%s regels=%d", code, n)


@app.periodic(cron="5 5-15 * * *", periodic_id="seintjes")
@app.task(name="koppelingen.seintjes", queue="post", queueing_lock="seintjes", lock="seintjes")
def stuur_seintjes(timestamp: int) -> None:
    """In the morning, and every hour of the day for a meeting that was planned since; nothing goes twice."""
    for gemeente, code in gemeenten():
        try:
            n = seintjes.stuur_alles(gemeente, code)
        except Exception as e:
            log.error("seintjes mislukt gemeente=%s fout=%s", code, type(e).__name__)  # its text may hold content
            continue
        if n:
            log.info("seintjes verzonden gemeente=%s aantal=%d", code, n)


@app.periodic(cron="*/2 * * * *", periodic_id="postbus")
@app.task(name="koppelingen.postbus", queue="post", queueing_lock="postbus", lock="postbus")
def lees_postbussen(timestamp: int) -> None:
    """What came by mail becomes reports."""
    mailmelding.lees_alles()
