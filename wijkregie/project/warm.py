# SPDX-License-Identifier: EUPL-1.2
"""Before the first request: what every request needs is read, and the collector of garbage need not look at it again."""

from __future__ import annotations

import gc

from wijkregie.dossier import afspraken


def warm_op() -> None:
    """Compile the agreements now instead of in somebody's first page, and leave them out of later collections, which would halt a page for it."""
    for versie in afspraken.bibliotheek().alles():
        afspraken.wereld(versie.gemeente)
    gc.collect()
    gc.freeze()
