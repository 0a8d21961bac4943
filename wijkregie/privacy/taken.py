# SPDX-License-Identifier: EUPL-1.2
"""Every minute: what was read is sealed."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from wijkregie.dossier.taken import gemeenten
from wijkregie.privacy import leeslog

log = logging.getLogger("wijkregie.taken")


@app.periodic(cron="* * * * *", periodic_id="verzegel")
@app.task(name="privacy.verzegel", queue="verzegel", queueing_lock="verzegel", retry=3)
def verzegel(timestamp: int) -> None:
    """A seal over what was read since the one before; a minute without reading has none."""
    for gemeente, code in gemeenten():
        n = leeslog.verzegel(gemeente, code)
        if n:
            log.info("leeslog verzegeld gemeente=%s regels=%d", code, n)
