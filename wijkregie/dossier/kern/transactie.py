# SPDX-License-Identifier: EUPL-1.2
"""One transaction as wijk_kern: a locked dossier read whole, and what follows from it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import OperationalError, connections, transaction

from wijkregie.delen.categorieen import Bits
from wijkregie.delen.context import zet_gemeente
from wijkregie.dossier import afspraken
from wijkregie.dossier.betwist import merksoorten
from wijkregie.dossier.bijwerken import bijwerken, koppen
from wijkregie.dossier.laden import Geladen, laad, omstandigheden
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.dossier.projecties import Sleutel, Zaak
from wijkregie.klok import nu
from wijkregie.norm.afleiding.leid_af import Stand, leid_af
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.partijen.omgeving import Omgeving, omgeving
from wijkregie.partijen.sessie import Sessie

KERN: Final = "kern"
log = logging.getLogger("wijkregie.kern")
T = TypeVar("T")


class Kern:
    """One transaction as wijk_kern, for one municipality on one day."""

    def __init__(self, cursor: Any, gemeente: int, code: str, moment: datetime, *, foto: bool = False) -> None:
        self.cursor = cursor
        self.gemeente = gemeente
        self.code = code
        self.nu = moment
        self.dag = moment.date()
        self.foto = foto
        self._sleutels: tuple[Sleutel, ...] | None = None
        self._partijen: Omgeving | None = None

    @property
    def bits(self) -> Bits:
        return afspraken.bits(self.cursor, self.gemeente, afspraken.wereld(self.code).voc.categorieen)

    def laad(self, dossier: UUID, *, slot: bool) -> Geladen:
        """Raises Onbekend."""
        g = laad(self.cursor, self.gemeente, self.code, dossier, self.bits, slot=slot)
        if g is None:
            raise Onbekend
        return g

    def laad_voor(self, sessie: Sessie, dossier: UUID) -> Geladen:
        """To look at, not to record in. Raises Onbekend, also for a dossier that is not there for this session: an id is no proof of sight."""
        if not self.ziet(sessie, dossier):
            raise Onbekend
        return self.laad(dossier, slot=False)

    def ziet(self, sessie: Sessie, dossier: UUID) -> bool:
        """Is the dossier there for this session: does a key of it open something, or did its organisation record something itself, and is the login
        not shut out of it for an interest of its own? A session for one dossier sees no other, and that one by its key alone: its
        organisation is that of all who report."""
        if sessie.alleen not in (None, dossier):
            return False
        self.cursor.execute(
            "select not %s = any (dossier_belang_van(%s, %s, %s)) and (exists (select 1 from delen_toegang"
            " where gemeente = %s and dossier = %s and sleutel = any(%s) and van <= %s and tot > %s)"
            " or %s and exists (select 1 from dossier_feit where gemeente = %s and dossier = %s and vastlegger = %s and soort <> all(%s)))",
            [
                dossier, self.gemeente, sessie.login, self.dag,
                self.gemeente, dossier, [*sessie.sleutels, *sessie.werk], self.dag, self.dag,
                sessie.alleen is None, self.gemeente, dossier, sessie.organisatie, merksoorten(afspraken.wereld(self.code)),
            ],
        )  # fmt: skip
        return bool(self.cursor.fetchone()[0])

    def sleutels(self) -> tuple[Sleutel, ...]:
        if self._sleutels is None or not self.foto:  # recording may make new ones
            self.cursor.execute("select id, organisatie, rol, gebied, team from partijen_sleutel where gemeente = %s order by id", [self.gemeente])
            self._sleutels = tuple(Sleutel(*r) for r in self.cursor.fetchall())
        return self._sleutels

    def zaaksleutels(self, dossier: UUID) -> tuple[Sleutel, ...]:
        """The keys of this dossier alone that hold today."""
        self.cursor.execute(
            "select sleutel, organisatie, rol from delen_zaaksleutel where gemeente = %s and dossier = %s and van <= %s and tot > %s"
            " order by sleutel",
            [self.gemeente, dossier, self.dag, self.dag],
        )
        return tuple(Sleutel(id_, organisatie, rol, None, None, hier=True) for id_, organisatie, rol in self.cursor.fetchall())

    @property
    def partijen(self) -> Omgeving:
        """What the parties give, as this transaction first found it."""
        if self._partijen is None:
            self._partijen = omgeving(self.gemeente)
        return self._partijen

    def omstandigheden(self, g: Geladen) -> Omstandigheden:
        return omstandigheden(self.cursor, self.partijen, g, self.bits)

    def leid_af(self, g: Geladen, om: Omstandigheden, *, op: date | None = None, bekend_op: date | None = None) -> Stand:
        regels = afspraken.regelset(self.code, g.protocollen)
        return leid_af(regels, g.feiten, op or self.dag, bekend_op, om)

    def zaak(self, g: Geladen, om: Omstandigheden) -> Zaak:
        regels = afspraken.regelset(self.code, g.protocollen)
        stand = leid_af(regels, g.feiten, self.dag, None, om)
        gebieden = frozenset(self.partijen.gebied_en_ouders(g.gebied))
        sleutels = (*self.sleutels(), *self.zaaksleutels(g.id))
        return Zaak(g.id, regels, om, stand, g.feiten, g.vastleggers, self.bits, sleutels, gebieden, stand.afleider.regels.onder)

    def herleid(self, g: Geladen) -> set[UUID]:
        """Derive a loaded, locked dossier again and store what changed; gives the dossiers that read it and must follow."""
        z = self.zaak(g, self.omstandigheden(g))
        volgers = bijwerken(self.cursor, g, z, self.nu)
        koppen(self.cursor, g)  # what it reads of others may have changed while its own rows did not
        return volgers


@contextmanager
def in_kern(gemeente: int, code: str, *, foto: bool = False) -> Iterator[Kern]:
    """A transaction as wijk_kern, also for the other modules of this room (roots, proof, moving); a `foto` only reads, as of one moment."""
    moment = nu()
    with transaction.atomic(using=KERN), connections[KERN].cursor() as c:
        if foto:
            c.execute("set transaction isolation level repeatable read, read only")
        zet_gemeente(c, gemeente, moment.date())
        yield Kern(c, gemeente, code, moment, foto=foto)


def nog_eens(doe: Callable[[], T]) -> T:
    """Twice more if two transactions stood in each other's way: nothing was stored then."""
    for poging in (1, 2, 3):
        try:
            return doe()
        except OperationalError as e:
            if poging == 3 or getattr(e.__cause__, "sqlstate", None) not in ("40P01", "40001"):
                raise
    raise AssertionError
