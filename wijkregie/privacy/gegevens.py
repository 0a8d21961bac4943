# SPDX-License-Identifier: EUPL-1.2
"""Destroying the content of single facts: who owes it decides by a fact in the dossier, somebody else agrees here, and a job empties.

The database keeps to this by itself (sql/gegevens.sql): neither pages nor the core may call the function that empties.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections, transaction
from psycopg import errors

from wijkregie.dossier import afspraken, gewist, kern, wortel
from wijkregie.dossier.kern import Kern
from wijkregie.klok import nu
from wijkregie.norm.feiten.feit import Feit, vouw
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.vernietigen import Weigering

MEDEWERKER: Final = "medewerker"
log = logging.getLogger("wijkregie.vernietigen")


# propose


_BESLOTEN: Final = """select distinct f.dossier from dossier_feit f join dossier_dossier d on d.gemeente = f.gemeente and d.id = f.dossier
    where f.gemeente = %s and f.soort = %s and d.vernietigd_op is null and not exists
    (select 1 from dossier_gegevenvernietiging v where v.gemeente = f.gemeente and v.dossier = f.dossier and v.besluit = f.id)"""
_VERVALLEN: Final = """delete from privacy_gegevenlijst l using dossier_dossier d
    where l.gemeente = %s and d.gemeente = l.gemeente and d.id = l.dossier and d.vernietigd_op is not null"""


def stel_voor(gemeente: int, code: str) -> int:
    """Put on the list what was decided; take off what is decided no more. Gives how many came on."""
    besluit = gewist.soort(afspraken.wereld(code))
    if besluit is None:
        return 0
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(_VERVALLEN, [gemeente])
        k.cursor.execute(_BESLOTEN, [gemeente, besluit])
        return sum(_stel_voor(k, d, besluit) for (d,) in k.cursor.fetchall())


def _stel_voor(k: Kern, dossier: UUID, soort: str) -> int:
    g = k.laad(dossier, slot=True)
    gedaan = {str(b.besluit) for b in gewist.bewijzen(k, dossier)}
    nu_er = {f.id: f for f in vouw(g.feiten).feiten if f.soort == soort and f.id not in gedaan}
    k.cursor.execute("select besluit from privacy_gegevenlijst where gemeente = %s and dossier = %s", [k.gemeente, dossier])
    er_al = {str(b) for (b,) in k.cursor.fetchall()}
    weg = [UUID(b) for b in er_al - nu_er.keys()]
    k.cursor.execute("delete from privacy_gegevenlijst where gemeente = %s and dossier = %s and besluit = any(%s)", [k.gemeente, dossier, weg])
    erbij = [r for i, f in nu_er.items() if i not in er_al and (r := _regel(k, dossier, g.wereld.voc.systeemcategorie(MEDEWERKER), f, g.feiten))]
    k.cursor.executemany(
        "insert into privacy_gegevenlijst (gemeente, dossier, besluit, feiten, blijft, door, besloten, voorgesteld)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s)",
        erbij,
    )
    return len(erbij)


def _regel(k: Kern, dossier: UUID, blijft: str | None, f: Feit, alle: list[Feit]) -> list[Any] | None:
    feiten = [UUID(x) for x in gewist.doelen(afspraken.wereld(k.code), f, alle)]
    if not feiten or f.door.persoon is None:  # nobody decided: it was taken over from elsewhere
        return None
    return [k.gemeente, dossier, UUID(f.id), feiten, k.bits.bit.get(blijft or "", -1), int(f.door.persoon), f.op, k.nu]


# agree


@dataclass(frozen=True, slots=True)
class Regel:
    """A decision that waits for somebody else, or for the night."""

    dossier: UUID
    besluit: UUID
    besloten: date
    feiten: int
    door: int
    akkoord_door: int | None


_LIJST: Final = """select l.dossier, l.besluit, l.besloten, cardinality(l.feiten), l.door, (select a.login from privacy_gegevenakkoord a
    where a.gemeente = l.gemeente and a.dossier = l.dossier and a.besluit = l.besluit and a.moment >= l.voorgesteld order by a.id desc limit 1)
    from privacy_gegevenlijst l where l.gemeente = %s and (%s::uuid is null or l.besluit = %s) order by l.besloten, l.besluit"""


def lijst(sessie: Sessie, besluit: UUID | None = None) -> list[Regel]:
    """The list, oldest decision first; empty for who has no role in it."""
    with connections["default"].cursor() as c:
        c.execute(_LIJST, [sessie.gemeente, besluit, besluit])
        return [Regel(*r) for r in c.fetchall()]


def akkoord(sessie: Sessie, besluit: UUID) -> None:
    """Agree with a decision, in its own transaction as wijk_web. Raises Weigering."""
    regel = next(iter(lijst(sessie, besluit)), None)
    if regel is None:
        raise Weigering("Dit staat niet meer op de lijst. Open de pagina opnieuw.")
    if regel.door == sessie.login:
        raise Weigering("U hebt dit zelf besloten. Vraag een collega om akkoord.")
    if regel.akkoord_door is not None:
        raise Weigering("Een collega gaf al akkoord.")
    with connections["default"].cursor() as c:
        c.execute(
            "insert into privacy_gegevenakkoord (gemeente, dossier, besluit, login, organisatie, moment) values (%s, %s, %s, %s, %s, %s)",
            [sessie.gemeente, regel.dossier, besluit, sessie.login, sessie.organisatie, nu()],
        )
    log.info("akkoord login=%s dossier=%s besluit=%s", sessie.login, regel.dossier, besluit)


# carry out


_GOEDGEKEURD: Final = """select l.dossier, l.besluit from privacy_gegevenlijst l where l.gemeente = %s and exists
    (select 1 from privacy_gegevenakkoord a where a.gemeente = l.gemeente and a.dossier = l.dossier and a.besluit = l.besluit
        and a.moment >= l.voorgesteld and a.login <> l.door) order by l.dossier, l.besluit"""
_OPNIEUW: Final = """select v.dossier, v.besluit from dossier_gegevenvernietiging v
    join dossier_dossier d on d.gemeente = v.gemeente and d.id = v.dossier and d.vernietigd_op is null
    where v.gemeente = %s and exists (select 1 from dossier_deel x where x.gemeente = v.gemeente and x.feit = any(v.feiten)
        and x.categorie <> v.blijft and x.inhoud is not null) order by v.dossier, v.besluit"""


def _kies(gemeente: int, code: str, vraag: str) -> list[tuple[UUID, UUID]]:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(vraag, [gemeente])
        return [(d, b) for d, b in k.cursor.fetchall()]


def voer_uit(gemeente: int, code: str, *, opnieuw: bool = False, naar: Any = None) -> tuple[int, list[UUID]]:
    """Empty what was approved (or what came back with an older backup): a root before, each decision in its own transaction as the owner, and
    what rests on it derived again. Gives how many decisions, and the dossiers that the database refused."""
    welke = _kies(gemeente, code, _OPNIEUW if opnieuw else _GOEDGEKEURD)
    if not welke:
        return 0, []
    if not opnieuw:
        wortel.maak(gemeente, code, naar)
    n, mis = 0, []
    for dossier, besluit in welke:
        try:
            with transaction.atomic(using="eigenaar"), connections["eigenaar"].cursor() as c:
                c.execute("select privacy_vernietig_gegevens(%s, %s, %s, %s)", [gemeente, dossier, besluit, nu()])
                n += bool(c.fetchone()[0])
        except Exception as e:
            if not isinstance(e.__cause__, (errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState)):
                raise
            mis.append(dossier)
            log.warning("gegeven niet vernietigd dossier=%s besluit=%s", dossier, besluit)
        else:
            log.info("gegevens vernietigd dossier=%s besluit=%s", dossier, besluit)
    for d in dict.fromkeys(d for d, _ in welke):
        kern.herleid(gemeente, code, d)
    return n, mis
