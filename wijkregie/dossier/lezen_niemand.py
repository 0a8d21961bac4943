# SPDX-License-Identifier: EUPL-1.2
"""Open dossiers in which an organisation must act or has regie, and that nobody who works there today handles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier.bijwerken import OPEN
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_werk import HEEL, Wiens
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class VanNiemand:
    dossier: UUID
    behandelaar: int | None  # a membership that ended without handing over
    eerst: date | None  # when the first of its work is due, as in the work lists; None: there is no work yet
    hard: bool  # that is a deadline, not a target


_NIEMAND: Final = """not exists (select 1 from dossier_behandelaar b join partijen_lidmaatschap m on m.id = b.lidmaatschap
    where b.gemeente = d.gemeente and b.dossier = d.id and b.organisatie = %(organisatie)s and b.tot is null
    and m.van <= %(dag)s and (m.tot is null or m.tot >= %(dag)s))"""
_WERK: Final = """select w.dossier, min(w.volgorde) as eerst, (array_agg(w.hard order by w.volgorde, w.hard desc))[1] as hard from dossier_werk w
    where w.gemeente = %(gemeente)s and w.sleutel = any(%(sleutels)s) group by w.dossier"""
_REGIE: Final = "exists (select 1 from dossier_regie r where r.gemeente = d.gemeente and r.dossier = d.id and r.organisatie = %(organisatie)s)"


def van_niemand(s: Sessie, w: Wiens, hoogstens: int) -> list[VanNiemand]:
    """What is due first, first; with the filters of Mijn werk. Only what the session's own connection gives.

    A dossier that nobody of the organisation handles belongs to no team yet: of a team only its areas count.
    """
    waar = ["d.gemeente = %(gemeente)s", "d.soort = 'zaak'", "d.gesloten_op is null", _NIEMAND]
    if w.protocol:
        waar.append("%(protocol)s = any(d.protocollen)")
    if w.gebieden:
        waar.append("d.gebied = any(%(gebieden)s)")
    if w.van != HEEL and w.team.gebieden:
        waar.append("(d.gebied is null or d.gebied = any(%(teamgebieden)s))")
    hier = " and ".join(waar)
    gevonden = rijen(
        f"""with werk as materialized ({_WERK}),
        kan as materialized (select distinct t.dossier from delen_toegang t
            where t.gemeente = %(gemeente)s and t.sleutel = any(%(eigen)s) and t.lijst = %(lijst)s),
        welke as (
            select d.gemeente, d.id, d.volgorde, werk.eerst, werk.hard from werk
            join dossier_dossier d on d.gemeente = %(gemeente)s and d.id = werk.dossier where {hier}
            union
            select d.gemeente, d.id, d.volgorde, null::date, false from kan join dossier_dossier d on d.gemeente = %(gemeente)s and d.id = kan.dossier
            where {hier} and {_REGIE} and d.id not in (select dossier from werk))
        select welke.id, (select b.lidmaatschap from dossier_behandelaar b where b.gemeente = welke.gemeente and b.dossier = welke.id
            and b.organisatie = %(organisatie)s and b.tot is null), welke.eerst, welke.hard
        from welke order by welke.eerst nulls last, welke.volgorde limit %(hoogstens)s""",
        {
            "gemeente": s.gemeente, "organisatie": s.organisatie, "dag": s.dag, "sleutels": list(s.werk), "eigen": list(s.sleutels),
            "lijst": OPEN, "protocol": w.protocol, "gebieden": list(w.gebieden), "teamgebieden": list(w.team.gebieden), "hoogstens": hoogstens,
        },
    )  # fmt: skip
    for r in gevonden:
        noteer(r[0])
    return [VanNiemand(*r) for r in gevonden]
