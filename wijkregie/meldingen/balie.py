# SPDX-License-Identifier: EUPL-1.2
"""The desk: the reports that a session may see, by what they wait for; and a report that somebody tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, lezen
from wijkregie.dossier.inhoud import voeg_samen
from wijkregie.dossier.meedoen import eigen_deelname
from wijkregie.dossier.versleuteling import HELDER
from wijkregie.klok import ZONE, nu
from wijkregie.meldingen import openbaar, systeem
from wijkregie.meldingen.melder import Loket, van_gemeente
from wijkregie.meldingen.wachtrij import ANDERS, BEGIN, Plek, Wacht, Wachtrij, wachtrij
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class Rij:
    """A report in the list, as far as this session may read it."""

    id: UUID
    nummer: str
    ontvangen: datetime | None
    velden: dict[str, Any]  # of the report itself
    wacht_op: str
    uiterlijk: date | None
    dreigt_vanaf: date | None
    zelf: bool  # it is this session's own work


def mag_melden(sessie: Sessie) -> bool:
    """May this session write down a report that somebody tells? If and only if the agreement of a report gives one of its roles, or one above it,
    the right to record that fact."""
    return bool(_mag(sessie.gemeente_code, sessie.dag).intersection(sessie.rollen))


@lru_cache(maxsize=16)
def _mag(code: str, dag: date) -> frozenset[str]:
    if not systeem.kent(code):
        return frozenset()
    feit, _ = systeem.model(code)
    regels = afspraken.regelset(code, systeem.protocol(code)).op(dag, dag)
    rollen = {rol for r in regels.rechten if feit in r.soorten for rol in r.rollen}
    return frozenset(x for r in rollen for x in (r, *regels.onder(r)))


def lijst(sessie: Sessie, hoogstens: int, na: Plek = BEGIN) -> tuple[list[Rij], Wachtrij]:
    """The open reports, the most urgent first; and of all of them how many wait for what."""
    w = wachtrij(sessie, hoogstens, na)
    return _rijen(sessie, [r.dossier for r in w.rijen], {r.dossier: r for r in w.rijen}), w


def afgerond(sessie: Sessie, hoogstens: int, voor: int | None = None) -> list[Rij]:
    """The closed ones, the newest numbers first: an order that tells nothing of what was recorded."""
    return _rijen(sessie, lezen.lijst(sessie, "meldingen_dicht", hoogstens, voor=voor), {})


def _rijen(sessie: Sessie, ids: list[UUID], wacht: Mapping[UUID, Wacht]) -> list[Rij]:
    inhoud = _inhoud(sessie, ids)
    nummers = dict(lezen.rijen("select id, nummer from dossier_dossier where gemeente = %s and id = any(%s)", [sessie.gemeente, ids]))
    uit = []
    for id_ in ids:
        noteer(id_)
        moment, velden = inhoud.get(id_, (None, {}))
        w = wacht.get(id_)
        stand = (w.groep, w.uiterlijk, w.dreigt_vanaf, w.zelf) if w is not None else (ANDERS, None, None, False)
        uit.append(Rij(id_, str(nummers[id_]), moment, velden, *stand))
    return uit


def _inhoud(sessie: Sessie, ids: list[UUID]) -> dict[UUID, tuple[datetime, dict[str, Any]]]:
    """When each came in and what is known of it, from what is not encrypted: who reported is on its own page."""
    soorten = [afspraken.systeemfeit(sessie.gemeente_code, s) for s in (systeem.ONTVANGEN, systeem.INGEVULD)]
    feiten = afspraken.wereld(sessie.gemeente_code).feiten
    bits: dict[int, str] = dict(lezen.rijen("select bit, naam from delen_categorie where gemeente = %s", [sessie.gemeente]))
    delen: dict[tuple[UUID, UUID, str], list[tuple[str, bytes]]] = {}
    sinds: dict[UUID, datetime] = {}
    for dossier, feit, soort, op, tijd, categorie, inhoud in lezen.rijen(
        "select f.dossier, f.id, f.soort, f.op, f.tijd, d.categorie, d.inhoud from dossier_feit f"
        " left join dossier_deel d on d.gemeente = f.gemeente and d.feit = f.id and d.vorm = %s and d.inhoud is not null"
        " where f.gemeente = %s and f.dossier = any(%s) and f.soort = any(%s) and f.van is null"
        " order by array_position(%s, f.soort), f.vastgelegd",
        [HELDER, sessie.gemeente, ids, soorten, soorten],
    ):
        if soort == soorten[0]:
            sinds.setdefault(dossier, datetime(op.year, op.month, op.day, (tijd or 0) // 60, (tijd or 0) % 60, tzinfo=ZONE))
        if inhoud is not None:
            noteer(dossier, 1 << categorie)
            delen.setdefault((dossier, feit, soort), []).append((bits[categorie], bytes(inhoud)))
    velden: dict[UUID, dict[str, Any]] = {}
    for (dossier, _, soort), stukken in delen.items():
        velden.setdefault(dossier, {}).update(systeem.gevuld(voeg_samen(stukken, feiten[soort], heel=False).velden))
    return {d: (m, velden.get(d, {})) for d, m in sinds.items()}


def loket_van(sessie: Sessie) -> Loket | None:
    """Where residents of this municipality follow a report with a code; None: there is no such desk, and no code is given."""
    return van_gemeente(sessie.gemeente, sessie.gemeente_code, sessie.gemeente_naam, sessie.dag)


def neem_aan(loket: Loket, sessie: Sessie, velden: dict[str, Any], op: str, formulier: UUID, gebied: int | None) -> openbaar.Ontvangen:
    """A report that somebody told: recorded by who took it, with a code for who told it. Who took it takes part in it, or of several corporations
    nobody would know which one calls back. Raises Geweigerd, AlVerzonden."""
    return openbaar.begin(loket, sessie, velden, op, nu(), formulier, gebied, ook=eigen_deelname(sessie))
