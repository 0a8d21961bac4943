# SPDX-License-Identifier: EUPL-1.2
"""Destruction: what is over its term is proposed, one person decides, another agrees, and a job carries it out, dossier by dossier, all or nothing.

The database keeps to this by itself (sql/vernietigen.sql): the function that empties looks at list and decisions, and neither pages nor the
core may call it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from django.db import connections, transaction
from psycopg import errors

from wijkregie.dossier import kern, wortel
from wijkregie.klok import nu, vandaag
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import bewaren

Wat = Literal["vernietigen", "akkoord", "langer"]
REDENEN: Final = {
    "rechtszaak": "er loopt een rechtszaak of bezwaar",
    "verzoek": "de persoon om wie het gaat vroeg erom",
    "onderzoek": "er loopt een onderzoek of klacht",
    "archief": "het archief moet het langer bewaren",
}
"""Why something is kept longer: words to choose from, because what somebody types here could tell of the case."""
LANGST: Final = timedelta(days=5 * 366)
log = logging.getLogger("wijkregie.vernietigen")


class Weigering(Exception):
    """A decision that cannot be; the text says why and what to do."""


# propose


_GESLOTEN: Final = """select d.id, d.protocollen, d.gesloten_op from dossier_dossier d
    where d.gemeente = %s and d.gesloten_op is not null and d.vernietigd_op is null
    and not exists (select 1 from privacy_vernietiglijst l where l.gemeente = d.gemeente and l.dossier = d.id) order by d.gesloten_op, d.id"""
_VERVALLEN: Final = """delete from privacy_vernietiglijst l using dossier_dossier d
    where l.gemeente = %s and d.gemeente = l.gemeente and d.id = l.dossier
    and (d.gesloten_op is distinct from l.gesloten_op or l.gesloten_op is null and exists
        (select 1 from dossier_verbinding v where v.gemeente = l.gemeente and v.ander = l.dossier))"""
_ERBIJ: Final = """insert into privacy_vernietiglijst (gemeente, dossier, gesloten_op, termijn, vanaf, voorgesteld)
    values (%s, %s, %s, %s, %s, %s)"""


def stel_voor(gemeente: int, code: str) -> int:
    """Put on the list what was closed and is over its term today; take off what was opened again or is in use again. Gives how many came on."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(_VERVALLEN, [gemeente])
        k.cursor.execute(_GESLOTEN, [gemeente])
        erbij = []
        for dossier, protocollen, gesloten_op in k.cursor.fetchall():
            t = bewaren.termijn(k, tuple(protocollen))
            vanaf = None if t is None else bewaren.tot(t, k, gesloten_op) + timedelta(days=1)
            if vanaf is not None and vanaf <= k.dag:
                erbij.append((gemeente, dossier, gesloten_op, str(t), vanaf, k.nu))
        k.cursor.executemany(_ERBIJ, erbij)
    return len(erbij)


# decide


@dataclass(frozen=True, slots=True)
class Besluit:
    """What somebody decided about a dossier on the list."""

    id: int
    wat: Wat
    reden: str | None
    tot: date | None
    login: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of the list, with the last decision that still counts."""

    dossier: UUID
    gesloten_op: date | None
    termijn: str
    vanaf: date
    besluit: Besluit | None

    def bewaard(self, dag: date) -> bool:
        """Is it kept longer, on this day?"""
        return self.besluit is not None and self.besluit.wat == "langer" and self.besluit.tot is not None and dag <= self.besluit.tot


_LIJST: Final = """select l.dossier, l.gesloten_op, l.termijn, l.vanaf, b.id, b.wat, b.reden, b.tot, b.login, b.moment from privacy_vernietiglijst l
    left join lateral (select * from privacy_vernietigbesluit b where b.gemeente = l.gemeente and b.dossier = l.dossier and b.moment >= l.voorgesteld
        order by b.id desc limit 1) b on true
    where l.gemeente = %s and (%s::uuid is null or l.dossier = %s) order by l.vanaf, l.dossier"""


def lijst(sessie: Sessie, dossier: UUID | None = None) -> list[Regel]:
    """The list, longest over its term first; empty for who has no role in it."""
    with connections["default"].cursor() as c:
        c.execute(_LIJST, [sessie.gemeente, dossier, dossier])
        return [_regel(r) for r in c.fetchall()]


def _regel(r: tuple[Any, ...]) -> Regel:
    return Regel(r[0], r[1], r[2], r[3], None if r[4] is None else Besluit(*r[4:]))


def besluit(sessie: Sessie, dossier: UUID, wat: Wat, *, reden: str | None = None, tot: date | None = None) -> None:
    """Record a decision of this session, in its own transaction as wijk_web. Raises Weigering."""
    with connections["default"].cursor() as c:
        c.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"vernietigen|{dossier}"])
    regel = next(iter(lijst(sessie, dossier)), None)
    if regel is None:
        raise Weigering("Dit dossier staat niet meer op de lijst. Open de pagina opnieuw.")
    voor = _mag(sessie, regel, wat, reden, tot)
    with connections["default"].cursor() as c:
        c.execute(
            "insert into privacy_vernietigbesluit (gemeente, dossier, wat, voor, reden, tot, login, organisatie, moment)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [sessie.gemeente, dossier, wat, voor, reden, tot, sessie.login, sessie.organisatie, nu()],
        )
    log.info("besluit login=%s dossier=%s wat=%s", sessie.login, dossier, wat)


def _mag(sessie: Sessie, r: Regel, wat: Wat, reden: str | None, tot: date | None) -> int | None:
    """What is agreed with. Raises Weigering."""
    b = r.besluit
    if wat == "langer":
        if reden not in REDENEN:
            raise Weigering("Kies waarom het dossier langer bewaard blijft.")
        if tot is None or not sessie.dag < tot <= sessie.dag + LANGST:
            raise Weigering("Kies een dag na vandaag, hoogstens vijf jaar verder.")
        return None
    if b is not None and b.wat == "akkoord":
        raise Weigering("Dit dossier wordt al vernietigd.")
    if wat == "akkoord":
        if b is None or b.wat != "vernietigen":
            raise Weigering("Er is nog geen besluit om dit dossier te vernietigen. Besluit dat eerst.")
        if b.login == sessie.login:
            raise Weigering("U hebt dit zelf besloten. Vraag een collega om akkoord.")
        return b.id
    if r.bewaard(sessie.dag):
        raise Weigering("Dit dossier blijft langer bewaard. Kijk er opnieuw naar als die dag voorbij is.")
    if b is not None and b.wat == "vernietigen":
        raise Weigering("Dit is al besloten. Een collega moet nog akkoord geven.")
    return None


# carry out


_GOEDGEKEURD: Final = """select l.dossier from privacy_vernietiglijst l
    join lateral (select wat, moment from privacy_vernietigbesluit b where b.gemeente = l.gemeente and b.dossier = l.dossier
        order by b.id desc limit 1) b on b.wat = 'akkoord' and b.moment >= l.voorgesteld
    where l.gemeente = %s and l.vanaf <= %s order by l.dossier"""
_OPNIEUW: Final = """select v.dossier from dossier_vernietiging v join dossier_dossier d on d.gemeente = v.gemeente and d.id = v.dossier
    where v.gemeente = %s and d.vernietigd_op is null order by v.dossier"""


def goedgekeurd(gemeente: int, code: str) -> list[UUID]:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(_GOEDGEKEURD, [gemeente, k.dag])
        return [r[0] for r in k.cursor.fetchall()]


def opnieuw_nodig(gemeente: int, code: str) -> list[UUID]:
    """What was destroyed and lies here again: an older backup was put back beside newer keys and proofs."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(_OPNIEUW, [gemeente])
        return [r[0] for r in k.cursor.fetchall()]


def voer_uit(gemeente: int, code: str, dossiers: Iterable[UUID]) -> tuple[int, list[UUID]]:
    """Destroy these, each in a transaction of its own, as the owner of the tables. Gives how many, and which the database refused.

    A root before, so that what stood there is anchored; one after is made by the caller.
    """
    n, mis = 0, []
    for d in dossiers:
        try:
            with transaction.atomic(using="eigenaar"), connections["eigenaar"].cursor() as c:
                c.execute("select privacy_vernietig(%s, %s, %s, %s)", [gemeente, d, vandaag(), nu()])
                n += bool(c.fetchone()[0])
        except Exception as e:
            if not isinstance(e.__cause__, (errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState)):
                raise
            mis.append(d)
            log.warning("niet vernietigd dossier=%s reden=%s", d, str(e.__cause__).splitlines()[0])
        else:
            log.info("vernietigd dossier=%s", d)
    return n, mis


def vernietig_goedgekeurd(gemeente: int, code: str, *, naar: Any = None) -> tuple[int, list[UUID]]:
    """All that was approved: a root before, destroy, the dossiers that read them, a root after."""
    dossiers = goedgekeurd(gemeente, code)
    if not dossiers:
        return 0, []
    wortel.maak(gemeente, code, naar)
    uit = voer_uit(gemeente, code, dossiers)
    for d in kern.wachtend(gemeente, code, nu() + timedelta(seconds=1)):
        with kern.in_kern(gemeente, code):
            kern.laat_herleiden(gemeente, code, d)
    wortel.maak(gemeente, code, naar)
    return uit
