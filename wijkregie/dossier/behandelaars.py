# SPDX-License-Identifier: EUPL-1.2
"""Who handles a dossier for an organisation. It filters Mijn werk and gives no rights; every change keeps what was before.

Each function works on the session's own connection, within the context that a page (or `context.zet`) made: the database sees to it that an
organisation reads and writes its own rows only, and only of dossiers that the session sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier import afspraken
from wijkregie.dossier.inrichten import BEHEER
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.partijen.collegas import Collega, collega_s
from wijkregie.partijen.sessie import Sessie

_ZICHTBAAR: Final = "exists (select 1 from dossier_dossier d where d.gemeente = dossier_behandelaar.gemeente and d.id = dossier_behandelaar.dossier)"


class NietBijUw(ValueError):
    """Somebody who does not work for this organisation today, or has no role there, cannot handle its dossiers. The text says so, for the form."""


@dataclass(frozen=True, slots=True)
class Behandelaar:
    lidmaatschap: int
    van: date
    tot: date | None  # the last day, as everywhere in partijen


@dataclass(frozen=True, slots=True)
class Overdracht:
    """What was handed over, and how many dossiers stayed: those that this session does not see."""

    dossiers: tuple[UUID, ...]
    gebleven: int


def overnemers(sessie: Sessie) -> list[Collega]:
    """Colleagues who can handle a dossier: without a role today they would see nothing of it, and who administers sees no file."""
    rollen = afspraken.wereld(sessie.gemeente_code).voc.rollen
    beheer = {n for n, r in rollen.items() if r.systeem == BEHEER}
    return [c for c in collega_s(sessie.organisatie, sessie.dag) if c.rollen and not beheer & set(c.rollen)]


def neem_op_je(sessie: Sessie, dossier: UUID) -> None:
    """This member handles the dossier from today. Raises Onbekend."""
    wijs_toe(sessie, dossier, sessie.lidmaatschap)


def wijs_toe(sessie: Sessie, dossier: UUID, lidmaatschap: int) -> None:
    """A colleague handles the dossier from today; the one before stays in the history. Raises Onbekend, NietBijUw."""
    _collega(sessie, lidmaatschap)
    with connections["default"].cursor() as c:
        c.execute("select 1 from dossier_dossier where id = %s", [dossier])
        if c.fetchone() is None:
            raise Onbekend
        _beurt(c, sessie, dossier)
        c.execute(
            "select lidmaatschap from dossier_behandelaar where dossier = %s and organisatie = %s and tot is null", [dossier, sessie.organisatie]
        )
        rij = c.fetchone()
        if rij is not None and rij[0] == lidmaatschap:
            return
        _sluit(c, sessie, dossier)
        _zet(c, sessie, dossier, lidmaatschap)


def laat_los(sessie: Sessie, dossier: UUID) -> None:
    """Nobody handles the dossier for this organisation any more."""
    with connections["default"].cursor() as c:
        _beurt(c, sessie, dossier)
        _sluit(c, sessie, dossier)


def draag_over(sessie: Sessie, van_lidmaatschap: int, naar_lidmaatschap: int, dossiers: Iterable[UUID] | None = None) -> Overdracht:
    """Hand over a caseload, or a part of it, to a colleague in one act. Raises NietBijUw."""
    _collega(sessie, naar_lidmaatschap)
    gekozen = None if dossiers is None else list(dossiers)
    if van_lidmaatschap == naar_lidmaatschap:
        return Overdracht((), 0)
    with connections["default"].cursor() as c:
        c.execute(
            "select dossier from dossier_behandelaar where organisatie = %s and lidmaatschap = %s and tot is null"
            f" and (%s::uuid[] is null or dossier = any(%s::uuid[])) and {_ZICHTBAAR} order by dossier",
            [sessie.organisatie, van_lidmaatschap, gekozen, gekozen],
        )
        over = [d for (d,) in c.fetchall() if _draag_over(c, sessie, d, van_lidmaatschap, naar_lidmaatschap)]
        c.execute(
            "select count(*) from dossier_behandelaar where organisatie = %s and lidmaatschap = %s and tot is null"
            " and (%s::uuid[] is null or dossier = any(%s::uuid[]))",
            [sessie.organisatie, van_lidmaatschap, gekozen, gekozen],
        )
        return Overdracht(tuple(over), int(c.fetchone()[0]))


def _draag_over(c: Any, sessie: Sessie, dossier: UUID, van: int, naar: int) -> bool:
    """One by one in the order of ids: each takes the lock of its dossier, as who records does. No: somebody else took it meanwhile."""
    c.execute(
        "update dossier_behandelaar set tot = %s where dossier = %s and organisatie = %s and lidmaatschap = %s and tot is null",
        [sessie.dag, dossier, sessie.organisatie, van],
    )
    if c.rowcount:
        _zet(c, sessie, dossier, naar)
    return bool(c.rowcount)


def behandelaars(sessie: Sessie, dossier: UUID) -> list[Behandelaar]:
    """Who handled the dossier for this organisation, the last first."""
    with connections["default"].cursor() as c:
        c.execute(
            "select lidmaatschap, van, tot from dossier_behandelaar where dossier = %s and organisatie = %s order by id desc",
            [dossier, sessie.organisatie],
        )
        return [Behandelaar(*r) for r in c.fetchall()]


def caseload(sessie: Sessie, lidmaatschap: int) -> list[UUID]:
    """The dossiers that a member handles now, as far as this session sees them."""
    with connections["default"].cursor() as c:
        c.execute(
            f"select dossier from dossier_behandelaar where organisatie = %s and lidmaatschap = %s and tot is null and {_ZICHTBAAR} order by dossier",
            [sessie.organisatie, lidmaatschap],
        )
        return [r[0] for r in c.fetchall()]


def open_caseload(sessie: Sessie, hoogstens: int) -> list[UUID]:
    """The open ones that this member handles, by number."""
    with connections["default"].cursor() as c:
        c.execute(
            "select d.id from dossier_behandelaar b join dossier_dossier d on d.gemeente = b.gemeente and d.id = b.dossier"
            " where b.gemeente = %s and b.organisatie = %s and b.lidmaatschap = %s and b.tot is null and d.gesloten_op is null"
            " order by d.nummer limit %s",
            [sessie.gemeente, sessie.organisatie, sessie.lidmaatschap, hoogstens],
        )
        return [r[0] for r in c.fetchall()]


def _collega(sessie: Sessie, lidmaatschap: int) -> None:
    if lidmaatschap == sessie.lidmaatschap:
        return  # the session itself is the proof, also for a deputy who has roles of others only
    collega = next((x for x in collega_s(sessie.organisatie, sessie.dag) if x.lidmaatschap == lidmaatschap), None)
    if collega is None:
        raise NietBijUw("Deze persoon werkt vandaag niet bij uw organisatie. Kies een collega uit de lijst.")
    if lidmaatschap not in {x.lidmaatschap for x in overnemers(sessie)}:
        raise NietBijUw("Deze collega heeft vandaag geen rol en ziet de dossiers niet. Kies een andere collega.")


def _beurt(c: Any, sessie: Sessie, dossier: UUID) -> None:
    """Two at once on one dossier wait for each other."""
    c.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"behandelaar|{dossier}|{sessie.organisatie}"])


def _sluit(c: Any, sessie: Sessie, dossier: UUID) -> None:
    c.execute(
        "update dossier_behandelaar set tot = %s where organisatie = %s and dossier = %s and tot is null", [sessie.dag, sessie.organisatie, dossier]
    )


def _zet(c: Any, sessie: Sessie, dossier: UUID, lidmaatschap: int) -> None:
    c.execute(
        "insert into dossier_behandelaar (gemeente, dossier, organisatie, lidmaatschap, van) values (%s, %s, %s, %s, %s)",
        [sessie.gemeente, dossier, sessie.organisatie, lidmaatschap, sessie.dag],
    )
