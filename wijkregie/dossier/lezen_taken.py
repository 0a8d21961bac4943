# SPDX-License-Identifier: EUPL-1.2
"""Duties as a session may see them: with what they rest on where that may be known, else without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier.lezen import rijen
from wijkregie.partijen.sessie import Sessie

LOOPT, MOGELIJK, OPGESCHORT = "loopt", "mogelijk", "opgeschort"
LOPEND_SQL: Final = "('loopt', 'mogelijk', 'opgeschort')"


@dataclass(frozen=True, slots=True)
class Taak:
    """One act that is or was owed. `aanleiding_op` is None where the ground is not for this session (`grond` says so)."""

    id: UUID
    dossier: UUID
    protocol: str
    regel: str
    norm: str
    normen: tuple[str, ...]
    wat: str
    doe: tuple[str, ...]
    wie: tuple[str, ...]
    organisatie: int | None
    samen: bool
    ding: UUID | None
    voor: str | None
    hardheid: str
    status: str
    uiterlijk: date | None
    termijn: str | None
    niet_voor: date | None
    streef: date | None
    moment: date | None
    dreigt_vanaf: date | None
    te_laat_vanaf: date | None
    rest: int | None
    voldaan_op: date | None
    voldaan_laat: bool
    vastgelegd_laat: bool
    van_mij: bool
    grond: bool
    aanleiding: UUID | None
    aanleiding_op: date | None
    voldaan_door: UUID | None
    reden: str | None

    def te_laat(self, dag: date) -> bool:
        return self.status == LOOPT and self.te_laat_vanaf is not None and self.te_laat_vanaf <= dag

    def dreigt(self, dag: date) -> bool:
        return self.status == LOOPT and self.dreigt_vanaf is not None and self.dreigt_vanaf <= dag

    @property
    def dag(self) -> date:
        """When it is to be done; what has no date comes last."""
        return self.uiterlijk or self.moment or self.streef or date.max

    @property
    def volgorde(self) -> tuple[int, date, date, str, UUID]:
        """Dated first, then as soon as possible, then what is suspended or only possible; the oldest first.

        Up to the last tie: where rows lie in the database changes when something is recorded, also when that is hidden.
        """
        soort = 2 if self.status != LOOPT else 1 if self.dag == date.max else 0
        return soort, self.dag, self.aanleiding_op or date.max, self.wat, self.id


_KOLOMMEN: Final = """p.id, p.dossier, p.protocol, p.regel, p.norm, p.normen, p.wat, p.doe, p.wie, p.organisatie, p.samen, p.ding, p.voor, p.hardheid,
    p.status, p.uiterlijk, p.termijn, p.niet_voor, p.streef, p.moment, p.dreigt_vanaf, p.te_laat_vanaf, p.rest, p.voldaan_op, p.voldaan_laat,
    p.vastgelegd_laat, exists (select 1 from dossier_werk w where w.gemeente = p.gemeente and w.plicht = p.id),
    g.id is not null, g.aanleiding, g.aanleiding_op, g.voldaan_door, g.reden"""
_UIT: Final = "dossier_plicht p left join dossier_plicht_grond g on g.gemeente = p.gemeente and g.dossier = p.dossier and g.id = p.id"


def lopende(sessie: Sessie, dossier: UUID, feit: str | None = None) -> list[Taak]:
    """The running duties of a dossier (that this act discharges), mine first, then by day."""
    waar = f"p.gemeente = %s and p.dossier = %s and p.status in {LOPEND_SQL} and (%s::text is null or %s = any(p.doe))"
    return sorted(_taken(waar, sessie.gemeente, dossier, feit, feit), key=lambda t: (not t.van_mij, t.dag, t.wat, t.id))


def taak(sessie: Sessie, dossier: UUID, id_: UUID) -> Taak | None:
    """One duty, whatever its status."""
    return next(iter(_taken("p.gemeente = %s and p.dossier = %s and p.id = %s", sessie.gemeente, dossier, id_)), None)


def taken_van(sessie: Sessie, ids: Iterable[tuple[UUID, UUID]]) -> dict[UUID, Taak]:
    """Duties by (dossier, id)."""
    paren = list(ids)
    if not paren:
        return {}
    waar = "p.gemeente = %s and (p.dossier, p.id) in (select * from unnest(%s::uuid[], %s::uuid[]))"
    return {t.id: t for t in _taken(waar, sessie.gemeente, [d for d, _ in paren], [i for _, i in paren])}


def voldaan_door(sessie: Sessie, dossier: UUID, feiten: Iterable[UUID]) -> dict[UUID, list[Taak]]:
    """Per fact the duties that it ended, where this session may know that."""
    uit: dict[UUID, list[Taak]] = {}
    for t in _taken("p.gemeente = %s and p.dossier = %s and g.voldaan_door = any(%s)", sessie.gemeente, dossier, list(feiten)):
        if t.voldaan_door is not None:
            uit.setdefault(t.voldaan_door, []).append(t)
    return uit


def wacht_op_anderen(sessie: Sessie, leden: Iterable[int], hoogstens: int) -> list[Taak]:
    """Running duties of others in the dossiers that these members handle, the first due first."""
    waar = f"""p.gemeente = %s and p.status in {LOPEND_SQL} and p.organisatie is distinct from %s
        and p.dossier in (select b.dossier from dossier_behandelaar b where b.gemeente = %s and b.lidmaatschap = any(%s) and b.tot is null)
        and not exists (select 1 from dossier_werk w where w.gemeente = p.gemeente and w.plicht = p.id)
        order by p.status <> 'loopt', coalesce(p.uiterlijk, p.moment, p.streef, date '9999-12-30'), p.id limit %s"""
    return _taken(waar, sessie.gemeente, sessie.organisatie, sessie.gemeente, list(leden), hoogstens)


def _taken(waar: str, *waarden: object) -> list[Taak]:
    gevonden = rijen(f"select {_KOLOMMEN} from {_UIT} where {waar}", waarden)
    for r in gevonden:
        noteer(r[1])
    return [Taak(r[0], r[1], r[2], r[3], r[4], tuple(r[5]), r[6], tuple(r[7]), tuple(r[8]), *r[9:]) for r in gevonden]


def openers(sessie: Sessie, taken: Iterable[Taak]) -> dict[UUID, tuple[str, date | None]]:
    """Of the things of duties the type of the fact that opened them and its day; no day when it was put right since: the dossier has that one."""
    lijst = [t for t in taken if t.ding is not None]
    gevonden = rijen(
        "select f.opent, f.soort, case when exists (select 1 from dossier_feit r where r.gemeente = f.gemeente and r.dossier = f.dossier"
        " and r.van = f.id) then null else f.op end from dossier_feit f where f.gemeente = %s and f.dossier = any(%s) and f.opent = any(%s)",
        [sessie.gemeente, list({t.dossier for t in lijst}), [t.ding for t in lijst]],
    )
    return {d: (soort, op) for d, soort, op in gevonden}
