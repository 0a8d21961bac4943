# SPDX-License-Identifier: EUPL-1.2
"""The proof that a dossier was destroyed, as the database keeps it: the last link of its chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier.kern import Kern

_BEWIJS: Final = """select dossier, moment, besluit, akkoord, door, akkoord_door, delen, bestanden, wortel_nr, wortel, schakel_voor, schakel_na,
    (select h.schakel_voor from dossier_hervernietigd h where h.gemeente = v.gemeente and h.dossier = v.dossier order by h.id desc limit 1)
    from dossier_vernietiging v where gemeente = %s and dossier = %s"""


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What was destroyed, when, on whose decision, and the root that held the dossier before."""

    dossier: UUID
    moment: datetime
    besluit: int
    akkoord: int
    door: int
    akkoord_door: int
    delen: int
    bestanden: int
    wortel_nr: int
    wortel: bytes
    schakel_voor: bytes
    schakel_na: bytes
    ouder: bytes | None
    """An older backup was put back and destroyed again: where its chain ended."""

    def einde(self, vorige: bytes) -> bytes | None:
        """The head that a chain has after this, if it ends in `vorige`; None: it should end elsewhere."""
        if self.ouder is None:
            return self.schakel(vorige)
        na = bytes(self.schakel_na)
        return na if vorige == bytes(self.ouder) and na == self.schakel(bytes(self.schakel_voor)) else None

    def schakel(self, vorige: bytes) -> bytes:
        """The link over this, as the function that destroys makes it (privacy/sql/vernietigen.sql)."""
        delen = [
            "wijkregie vernietiging", self.dossier, self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"), self.besluit, self.akkoord,
            self.door, self.akkoord_door, self.delen, self.bestanden, self.wortel_nr, bytes(self.wortel).hex(),
        ]  # fmt: skip
        return sha256(vorige + "|".join(map(str, delen)).encode()).digest()


def bewijs(k: Kern, dossier: UUID) -> Bewijs | None:
    """None: it was not destroyed."""
    k.cursor.execute(_BEWIJS, [k.gemeente, dossier])
    rij: tuple[Any, ...] | None = k.cursor.fetchone()
    if rij is None:
        return None
    return Bewijs(*rij)
