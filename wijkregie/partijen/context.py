# SPDX-License-Identifier: EUPL-1.2
"""The settings that row-level security reads, for the current transaction only, so that nothing leaks through a connection pool.

The room `delen` sets the whole context of a request; this module holds what log-in and administration need before that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


def zet(databank: str = "default", **waarden: int | str) -> None:
    """Set `app.<name>` until the end of the transaction. Outside a transaction it would be gone at once, so that is refused."""
    verbinding = connections[databank]
    if not verbinding.in_atomic_block:
        raise RuntimeError("De context geldt binnen een transactie: gebruik transaction.atomic().")
    namen = ", ".join("set_config(%s, %s, true)" for _ in waarden)
    with verbinding.cursor() as c:
        c.execute(f"SELECT {namen}", [x for naam, w in waarden.items() for x in (f"app.{naam}", str(w))])


@contextmanager
def binnen(databank: str = "default", **waarden: int | str) -> Iterator[None]:
    """A transaction, or a part of one, in which these settings hold; afterwards the earlier ones hold again."""
    if not connections[databank].in_atomic_block:  # they end with the transaction
        with transaction.atomic(using=databank):
            zet(databank, **waarden)
            yield
        return
    with transaction.atomic(using=databank):
        with connections[databank].cursor() as c:
            c.execute("SELECT " + ", ".join("current_setting(%s, true)" for _ in waarden), [f"app.{n}" for n in waarden])
            vroeger = dict(zip(waarden, (w or "" for w in c.fetchone()), strict=True))
        zet(databank, **waarden)
        yield
        zet(databank, **vroeger)  # after an error the rollback does this
