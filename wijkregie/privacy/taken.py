# SPDX-License-Identifier: EUPL-1.2
"""Every minute: what was read is sealed. Every night: what is over its term is proposed, and what was approved is destroyed.

Packages are made when they are asked for, and emptied when their day has come.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from uuid import UUID

from procrastinate.contrib.django import app

from wijkregie.dossier.taken import WORTELMAP, gemeenten
from wijkregie.privacy import gegevens, leeslog, vernietigen
from wijkregie.privacy import pakket as inzagepakket

log = logging.getLogger("wijkregie.taken")


@app.periodic(cron="* * * * *", periodic_id="verzegel")
@app.task(name="privacy.verzegel", queue="verzegel", queueing_lock="verzegel", retry=3)
def verzegel(timestamp: int) -> None:
    """A seal over what was read since the one before; a minute without reading has none."""
    for gemeente, code in gemeenten():
        n = leeslog.verzegel(gemeente, code)
        if n:
            log.info("leeslog verzegeld gemeente=%s regels=%d", code, n)


@app.periodic(cron="17 1 * * *", periodic_id="bewaren")
@app.task(name="privacy.bewaren", queue="herleid", queueing_lock="bewaren", retry=3)
def bewaren(timestamp: int) -> None:
    """Destroy what was approved, propose what is over its term."""
    naar = os.environ.get(WORTELMAP)
    for gemeente, code in gemeenten():
        n, mis = vernietigen.vernietig_goedgekeurd(gemeente, code, naar=Path(naar) if naar else None)
        erbij = vernietigen.stel_voor(gemeente, code)
        los, mis_los = gegevens.voer_uit(gemeente, code, naar=Path(naar) if naar else None)
        erbij, mis, n = erbij + gegevens.stel_voor(gemeente, code), [*mis, *mis_los], n + los
        if n or mis or erbij:
            log.info("bewaren gemeente=%s vernietigd=%d geweigerd=%d voorgesteld=%d", code, n, len(mis), erbij)


@app.task(name="privacy.pakket", queue="pakket", retry=3)
def maak_pakket(gemeente: int, code: str, pakket: str) -> None:
    """What a reviewer asked for. That it failed is told on the desk; why, without content, in the log of the server."""
    try:
        inzagepakket.maak(gemeente, code, UUID(pakket))
    except Exception as e:
        log.error("inzagepakket mislukt pakket=%s fout=%s", pakket, type(e).__name__)
        inzagepakket.mislukt(gemeente, code, UUID(pakket))
        raise RuntimeError(f"inzagepakket mislukt: {type(e).__name__}") from None  # its text may hold content


@app.periodic(cron="17 * * * *", periodic_id="vernietig_pakketten")
@app.task(name="privacy.vernietig_pakketten", queue="herleid", queueing_lock="vernietig_pakketten", retry=3)
def vernietig_pakketten(timestamp: int) -> None:
    for gemeente, code in gemeenten():
        n = inzagepakket.vernietig(gemeente, code)
        if n:
            log.info("inzagepakketten vernietigd gemeente=%s aantal=%d", code, n)
