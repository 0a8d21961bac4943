# SPDX-License-Identifier: EUPL-1.2
"""What waits for who watches over privacy, besides requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import gegevens
from wijkregie.privacy.nood import te_beoordelen
from wijkregie.privacy.vernietigen import Regel, lijst


@dataclass(frozen=True, slots=True)
class Wacht:
    vernietigen: int
    nood: int
    nood_uiterlijk: date | None = None  # the last day for the first of them


def wacht(sessie: Sessie) -> Wacht:
    """How many decisions about destruction and judgements of emergency access wait for this session. Raises Onbekend for who has neither."""
    los = sum(r.akkoord_door is None and r.door != sessie.login for r in gegevens.lijst(sessie))
    nood = te_beoordelen(sessie)
    eerste = min((n.uiterlijk for n in nood if n.uiterlijk is not None), default=None)
    return Wacht(los + sum(_wacht(r, sessie) for r in lijst(sessie)), len(nood), eerste)


def _wacht(r: Regel, sessie: Sessie) -> bool:
    """Not what is kept longer or agreed upon, nor what one decided oneself: there a colleague is next."""
    if r.bewaard(sessie.dag) or (r.besluit is not None and r.besluit.wat == "akkoord"):
        return False
    return r.besluit is None or r.besluit.wat == "langer" or r.besluit.login != sessie.login
