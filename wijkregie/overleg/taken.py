# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself, at night."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from wijkregie.dossier.taken import gemeenten
from wijkregie.overleg import concepten

log = logging.getLogger("wijkregie.overleg")


@app.periodic(cron="52 1 * * *", periodic_id="overlegconcepten")
@app.task(name="overleg.concepten", queue="herleid", queueing_lock="overlegconcepten", retry=3)
def oude_concepten(timestamp: int) -> None:
    """Notes of a meeting that nobody recorded."""
    for gemeente, code in gemeenten():
        n = concepten.ruim_op(gemeente, code)
        if n:
            log.info("overlegconcepten opgeruimd gemeente=%s aantal=%d", code, n)
