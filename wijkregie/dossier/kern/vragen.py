# SPDX-License-Identifier: EUPL-1.2
"""Asking, without storing: what would follow, a dossier derived on demand, and which dossiers there are. Who asks for a session gets
no more than what is there for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wijkregie.dossier import kenmerk
from wijkregie.dossier.kern.opnemen import eerder_van
from wijkregie.dossier.kern.transactie import in_kern, log
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.opdracht import NietTeZeggen, Onbekend, Opdracht, Uitslag
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.toetsing import bezwaren_na, lees_feiten
from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.partijen.sessie import Sessie


def uitslag_van(sessie: Sessie, opdracht: Opdracht) -> Uitslag | None:
    """What came of a command before; None if it was not carried out. Raises as `leg_vast` for a key that was used for something else."""
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        return eerder_van(k, sessie, opdracht)


def vastgelegd_met(sessie: Sessie, sleutel: UUID) -> tuple[UUID, ...]:
    """The facts that this login recorded with a key; none for a key that is new, or somebody else's."""
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "select feiten from dossier_opdracht where gemeente = %s and sleutel = %s and login = %s", [k.gemeente, sleutel, sessie.login]
        )
        rij = k.cursor.fetchone()
    log.info("sleutel nagekeken login=%s", sessie.login)
    return tuple(rij[0]) if rij is not None else ()


def proef(sessie: Sessie, opdracht: Opdracht) -> dict[UUID, tuple[Zaak, Zaak, list[Any]]]:
    """What would follow: per dossier the state before, the state after, and the objections. Nothing is stored. Raises Onbekend."""
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        uit: dict[UUID, tuple[Zaak, Zaak, list[Any]]] = {}
        for d in dict.fromkeys(f.dossier for f in opdracht.feiten):
            g = k.laad_voor(sessie, d)
            om = k.omstandigheden(g)
            voor = k.zaak(g, om)
            eigen = [(i, f) for i, f in enumerate(opdracht.feiten) if f.dossier == d]
            gelezen = lees_feiten(k, sessie, g, eigen)
            g.feiten = [*g.feiten, *(f for f, _, _ in gelezen.feiten)]
            for f, model, _ in gelezen.feiten:
                g.vastleggers[f.id] = sessie.organisatie
                g.telt(sessie.organisatie, f.soort, (model.categorie,))
            na = k.zaak(g, om)
            wie = [(i, f.id) for (i, _), (f, _, _) in zip(eigen, gelezen.feiten, strict=False)]
            uit[d] = (voor, na, [*gelezen.bezwaren, *bezwaren_na(na, wie, gelezen)])
        log.info("proef login=%s dossiers=%d", sessie.login, len(uit))
        return uit


def zaak(sessie: Sessie, dossier: UUID, op: date | None = None, bekend_op: date | None = None) -> tuple[Geladen, Stand]:
    """A dossier derived on demand, for *waarom?* and *as known on*. What may be shown of it, the caller asks its own connection.

    Raises Onbekend, NietTeZeggen.
    """
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad_voor(sessie, dossier)
        if bekend_op is not None and g.overgenomen_op is not None and bekend_op < g.overgenomen_op:
            raise NietTeZeggen(g.overgenomen_op)
        log.info("afgeleid login=%s dossier=%s", sessie.login, dossier)
        return g, k.leid_af(g, k.omstandigheden(g), op=op, bekend_op=bekend_op)


def kenmerk_van(sessie: Sessie, dossier: UUID) -> str:
    """The mark of the state of a dossier now, for a form to give back. Raises Onbekend."""
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("select laatste_nr from dossier_dossier where gemeente = %s and id = %s", [k.gemeente, dossier])
        rij = k.cursor.fetchone()
        if rij is None or not k.ziet(sessie, dossier):
            raise Onbekend
        return kenmerk.maak(dossier, rij[0])


# for jobs and the command line


def toe_aan_wissel(gemeente: int, code: str, dag: date) -> list[UUID]:
    """The dossiers whose date has come: exactly those change by themselves."""
    return _dossiers(gemeente, code, "wisselt_op <= %s order by wisselt_op, id", dag)


def wachtend(gemeente: int, code: str, sinds: datetime) -> list[UUID]:
    """The dossiers that wait since before a moment for what a linked one published: their job was lost."""
    return _dossiers(gemeente, code, "wacht_sinds < %s order by wacht_sinds, id", sinds)


def is_gedaan(gemeente: int, code: str, sleutel: UUID) -> bool:
    """Was the command with this key carried out?"""
    with in_kern(gemeente, code) as k:
        k.cursor.execute("select exists (select 1 from dossier_opdracht where gemeente = %s and sleutel = %s)", [gemeente, sleutel])
        return bool(k.cursor.fetchone()[0])


def nummers_van(gemeente: int, code: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The numbers of these dossiers, for who may know of all of them (the read log)."""
    with in_kern(gemeente, code) as k:
        k.cursor.execute("select id, nummer from dossier_dossier where gemeente = %s and id = any(%s)", [gemeente, list(ids)])
        return dict(k.cursor.fetchall())


def alle_dossiers(gemeente: int, code: str) -> list[UUID]:
    return _dossiers(gemeente, code, "true order by id")


def open_dossiers(gemeente: int, code: str) -> list[UUID]:
    return _dossiers(gemeente, code, "gesloten_op is null and vernietigd_op is null order by id")


def gesloten_dossiers(gemeente: int, code: str) -> list[UUID]:
    return _dossiers(gemeente, code, "gesloten_op is not null and vernietigd_op is null order by id")


def met_nummer(gemeente: int, code: str, nummer: str) -> list[UUID]:
    return _dossiers(gemeente, code, "nummer = %s", nummer)


def _dossiers(gemeente: int, code: str, waar: str, *waarden: Any) -> list[UUID]:
    with in_kern(gemeente, code) as k:
        k.cursor.execute(f"select id from dossier_dossier where gemeente = %s and {waar}", [gemeente, *waarden])
        return [r[0] for r in k.cursor.fetchall()]
