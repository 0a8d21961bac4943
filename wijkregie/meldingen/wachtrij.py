# SPDX-License-Identifier: EUPL-1.2
"""The open reports by what they wait for: the most urgent first, counted and cut by the database.

A deadline orders if and only if the session may see it: a report of which the duty is hidden stands with those that have none, in the order of their
numbers. So the order tells nothing that its row does not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.bijwerken import LIJSTEN
from wijkregie.dossier.lezen import rijen
from wijkregie.meldingen import systeem
from wijkregie.partijen.sessie import Sessie

CONTACT, BESLUIT, ANDERS = "contact", "besluit", "anders"
GROEPEN: Final = (CONTACT, BESLUIT, ANDERS)
WACHT_OP: Final = {CONTACT: systeem.CONTACT, BESLUIT: systeem.GETRIEERD}
"""The group of a report in the list -> the fact that it waits for; the first of these that is owed."""
GEEN_DAG: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True, order=True)
class Plek:
    """Where a page begins: after this deadline and number. It stays where it is, whatever comes in or is done meanwhile."""

    dag: date
    volgorde: int


BEGIN: Final = Plek(date(1, 1, 1), -1)


@dataclass(frozen=True, slots=True)
class Wacht:
    """What a report waits for, by the duty that says so."""

    dossier: UUID
    groep: str
    uiterlijk: date | None
    dreigt_vanaf: date | None
    zelf: bool  # it is this session's own work


@dataclass(frozen=True, slots=True)
class Wachtrij:
    rijen: tuple[Wacht, ...]
    per_groep: Mapping[str, int]  # of all open reports, not of this page
    te_laat: int

    @property
    def aantal(self) -> int:
        return sum(self.per_groep.values())


# Driven by the keys of the session: of each its open reports by the index of lists, of each report its few duties by theirs.
_RIJ: Final = """with open as materialized (select distinct t.dossier, t.volgorde from unnest(%(sleutels)s::int[]) s(sleutel) cross join lateral
        (select a.dossier, a.volgorde from delen_toegang a
            where a.gemeente = %(gemeente)s and a.sleutel = s.sleutel and a.lijst = %(lijst)s and a.lijst > 0 offset 0) t),
    wacht as materialized (select o.dossier, o.volgorde, coalesce(w.groep, 2) as groep, w.uiterlijk, w.dreigt_vanaf, w.plicht,
            coalesce(w.uiterlijk, %(geen_dag)s) as dag
        from open o left join lateral (select p.id as plicht, p.uiterlijk, p.dreigt_vanaf,
                case when %(contact)s = any(p.doe) then 0 when %(besluit)s = any(p.doe) then 1 else 2 end as groep
            from dossier_plicht p where p.gemeente = %(gemeente)s and p.dossier = o.dossier and p.status = 'loopt'
            order by groep, p.uiterlijk nulls last, p.id limit 1) w on true)
    select n.contact, n.besluit, n.anders, n.laat, b.dossier, b.groep, b.uiterlijk, b.dreigt_vanaf,
        exists (select 1 from dossier_werk w where w.gemeente = %(gemeente)s and w.plicht = b.plicht offset 0)
    from (select count(*) filter (where groep = 0) as contact, count(*) filter (where groep = 1) as besluit,
            count(*) filter (where groep = 2) as anders, count(*) filter (where uiterlijk < %(dag)s) as laat from wacht) n
    left join (select * from wacht where (dag, volgorde) > (%(na_dag)s, %(na)s) order by dag, volgorde limit %(meest)s) b on true
    order by b.dag, b.volgorde"""


def wachtrij(sessie: Sessie, hoogstens: int, na: Plek = BEGIN) -> Wachtrij:
    """A page of the open reports that this session may see, those with the first deadline first, then the oldest; and how many there are in all."""
    code = sessie.gemeente_code
    gevonden = rijen(
        _RIJ,
        {
            "sleutels": list(sessie.sleutels), "gemeente": sessie.gemeente, "lijst": LIJSTEN[systeem.SOORT][0], "dag": sessie.dag,
            "geen_dag": GEEN_DAG, "na_dag": na.dag, "na": na.volgorde, "meest": hoogstens,
            **{groep: afspraken.systeemfeit(code, s) for groep, s in WACHT_OP.items()},
        },
    )  # fmt: skip
    contact, besluit, anders, laat, *_ = gevonden[0]
    bladzij = tuple(Wacht(d, GROEPEN[g], u, dreigt, bool(zelf)) for *_, d, g, u, dreigt, zelf in gevonden if d is not None)
    return Wachtrij(bladzij, dict(zip(GROEPEN, (contact, besluit, anders), strict=True)), laat)
