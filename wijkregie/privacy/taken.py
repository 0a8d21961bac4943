# SPDX-License-Identifier: EUPL-1.2
"""Every minute: what was read is sealed. Every night: what is over its term is proposed, and what was approved is destroyed."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from procrastinate.contrib.django import app

from wijkregie.dossier.taken import WORTELMAP, gemeenten
from wijkregie.privacy import leeslog, vernietigen

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
        if n or mis or erbij:
            log.info("bewaren gemeente=%s vernietigd=%d geweigerd=%d voorgesteld=%d", code, n, len(mis), erbij)
