# SPDX-License-Identifier: EUPL-1.2
"""Open dossiers in which an organisation must act or has regie, and that nobody who works there today handles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_werk import HEEL, Wiens
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class VanNiemand:
    dossier: UUID
    behandelaar: int | None  # a membership that ended without handing over
    eerst: date | None  # when the first of its work is due, as in the work lists; None: there is no work yet
    hard: bool  # that is a deadline, not a target


_IEMAND: Final = """select 1 from dossier_behandelaar b join partijen_lidmaatschap m on m.id = b.lidmaatschap
    where b.gemeente = d.gemeente and b.dossier = d.id and b.organisatie = %(organisatie)s and b.tot is null
    and m.van <= %(dag)s and (m.tot is null or m.tot >= %(dag)s)"""
# Handled by a membership that is over: few, so each is looked up.
_VERTREK: Final = """select b.dossier from partijen_lidmaatschap m join dossier_behandelaar b on b.gemeente = m.gemeente and b.lidmaatschap = m.id
    where m.gemeente = %(gemeente)s and m.organisatie = %(organisatie)s and (m.van > %(dag)s or m.tot < %(dag)s) and b.tot is null"""
_EERDER: Final = """select 1 from dossier_werk e where e.gemeente = w.gemeente and e.dossier = w.dossier and e.sleutel = w.sleutel
    and (e.volgorde, e.id) < (w.volgorde, w.id)"""
_UIT: Final = """(select b.lidmaatschap from dossier_behandelaar b where b.gemeente = %(gemeente)s and b.dossier = {0}.dossier
    and b.organisatie = %(organisatie)s and b.tot is null)"""


def van_niemand(s: Sessie, w: Wiens, hoogstens: int) -> list[VanNiemand]:
    """What is due first, first; with the filters of Mijn werk. Only what the session's own connection gives.

    A dossier that nobody of the organisation handles belongs to no team yet: of a team only its areas count.
    """
    waar = ["d.gemeente = %(gemeente)s", "d.soort = 'zaak'", "d.gesloten_op is null", f"not exists ({_IEMAND})"]
    if w.protocol:
        waar.append("%(protocol)s = any(d.protocollen)")
    if w.gebieden:
        waar.append("d.gebied = any(%(gebieden)s)")
    if w.van != HEEL and w.team.gebieden:
        waar.append("(d.gebied is null or d.gebied = any(%(teamgebieden)s))")
    waarden = {
        "gemeente": s.gemeente, "organisatie": s.organisatie, "dag": s.dag, "sleutels": list(s.werk), "protocol": w.protocol,
        "gebieden": list(w.gebieden), "teamgebieden": list(w.team.gebieden), "hoogstens": hoogstens,
    }  # fmt: skip
    gevonden = rijen(_met_werk(" and ".join(waar)), waarden)
    if len(gevonden) < hoogstens:
        gevonden += rijen(_zonder_werk(" and ".join(waar)), {**waarden, "hoogstens": hoogstens - len(gevonden)})
    for r in gevonden:
        noteer(r[0])
    return [VanNiemand(*r) for r in gevonden]


def _met_werk(waar: str) -> str:
    """Per key the first work of each dossier, in the order of its index, until there are enough."""
    hier = f"exists (select 1 from dossier_dossier d where d.id = w.dossier and {waar})"
    return f"""select x.dossier, {_UIT.format("x")}, min(x.volgorde), (array_agg(x.hard order by x.volgorde, x.hard desc))[1]
        from (select n.* from unnest(%(sleutels)s::int[]) s(sleutel) cross join lateral (
                select w.dossier, w.volgorde, w.hard from dossier_werk w where w.gemeente = %(gemeente)s and w.sleutel = s.sleutel
                    and not w.behandeld and not exists ({_EERDER}) and {hier} order by w.volgorde limit %(hoogstens)s) n
            union all
            select w.dossier, w.volgorde, w.hard from dossier_werk w where w.gemeente = %(gemeente)s and w.sleutel = any(%(sleutels)s)
                and w.dossier in ({_VERTREK}) and {hier}) x
        group by x.dossier order by 3, 1 limit %(hoogstens)s"""


def _zonder_werk(waar: str) -> str:
    """Where the organisation has regie and nothing to do yet."""
    return f"""select d.dossier, {_UIT.format("d")}, null::date, false from (
            select d.id as dossier, d.volgorde from (
                select r.dossier from dossier_regie r where r.gemeente = %(gemeente)s and r.organisatie = %(organisatie)s and not r.behandeld
                union
                select r.dossier from dossier_regie r where r.gemeente = %(gemeente)s and r.organisatie = %(organisatie)s
                    and r.dossier in ({_VERTREK})) r
            join dossier_dossier d on d.id = r.dossier
            where {waar} and not exists (select 1 from dossier_werk w where w.gemeente = d.gemeente and w.dossier = d.id
                and w.sleutel = any(%(sleutels)s))
            order by d.volgorde limit %(hoogstens)s) d
        order by d.volgorde"""
