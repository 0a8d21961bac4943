# SPDX-License-Identifier: EUPL-1.2
"""The letters that still have to go: acts that are letters, recorded as made here, of which nothing says that they were sent.

Driven by the dossiers that somebody handles (or stands in for), so it costs what that person's work costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from wijkregie.dossier import lezen_feiten, lezen_kop
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_kop import Kop
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.stukken import versturen
from wijkregie.stukken.model import MAIL
from wijkregie.stukken.vormen import Vorm, soorten, vorm_van

TERUG: Final = timedelta(days=30)
MEEST: Final = 100
SYSTEEM: Final = "systeem"
_KANDIDAAT: Final = """select f.dossier, f.id from dossier_behandelaar b
    join dossier_feit f on f.gemeente = b.gemeente and f.dossier = b.dossier and f.soort = any(%s) and f.vastlegger = %s and f.herkomst = %s
        and f.van is null and f.op >= %s
    where b.gemeente = %s and b.lidmaatschap = any(%s) and b.tot is null order by f.op, f.id limit %s"""


@dataclass(frozen=True, slots=True)
class Post:
    """A letter that waits, and the ways in which it may go."""

    kop: Kop
    feit: Feit
    vorm: Vorm
    dag: date
    zending: UUID  # by which the mail service knows it


def wacht(sessie: Sessie) -> list[Post]:
    """The letters of my dossiers that were made here in the last thirty days and did not go, oldest first."""
    letters = soorten(sessie.gemeente_code)
    if not letters or not versturen.kan(sessie.gemeente_code):
        return []
    leden = [sessie.lidmaatschap, *sessie.neemt_waar]
    waarden = [sorted(letters), sessie.organisatie, SYSTEEM, sessie.dag - TERUG, sessie.gemeente, leden, MEEST]
    per: dict[UUID, list[UUID]] = {}
    for d, f in rijen(_KANDIDAAT, waarden):
        per.setdefault(d, []).append(f)
    koppen = lezen_kop.koppen(sessie, per)
    uit = []
    for d, ids in per.items():
        if d not in koppen:
            continue
        zicht = lezen_feiten.feiten(sessie, d)
        nu = {f.id: f for f in zicht.gevouwen.feiten}  # what was withdrawn is not there
        for f in (nu[str(i)] for i in ids if str(i) in nu):
            vorm = vorm_van(sessie.gemeente_code, koppen[d].protocollen, f.soort, f.op)
            if vorm is not None and not versturen.verstuurd(vorm, f.id, zicht):
                uit.append(Post(koppen[d], f, vorm, f.op, versturen.kenmerk(vorm, f.id, MAIL, zicht)))
    return sorted(uit, key=lambda p: (p.dag, p.kop.nummer))
