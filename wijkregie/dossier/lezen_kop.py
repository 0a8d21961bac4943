# SPDX-License-Identifier: EUPL-1.2
"""Which dossiers are there for a session, and what to call them: one by its number with what it may see of it, or the heads of several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import bijwerken
from wijkregie.dossier.bijwerken import MELDING
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.personen import ADRES, PERSOON
from wijkregie.partijen.sessie import Sessie

NUMMER: Final = re.compile(r"[A-Z]{1,3}-\d{4}-\d{4,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kop:
    """A dossier as its head shows it: only lines that this session may read."""

    id: UUID
    nummer: str
    soort: str
    protocollen: tuple[str, ...]
    gebied: int | None
    gesloten_op: date | None
    regels: tuple[tuple[str, int, str], ...]  # (kind of subject, place, text)

    def _titels(self, soort: str) -> list[str]:
        return list(dict.fromkeys(t for s, v, t in self.regels if s == soort and v == 0 and t))

    @property
    def naam(self) -> str:
        """Whom it is about; an address when no person is named."""
        return ", ".join(self._titels(PERSOON)) or self.adres

    @property
    def adres(self) -> str:
        return ", ".join(self._titels(ADRES))

    @property
    def adresregels(self) -> tuple[str, ...]:
        """The (first) address as on an envelope: the street, then postcode and town on one line."""
        regels: list[str] = []
        for soort, volgorde, tekst in self.regels:
            if soort == ADRES and volgorde == 0 and regels:
                break
            if soort == ADRES:
                regels.append(tekst)
        return tuple(x for x in (*regels[:1], "  ".join(regels[1:3])) if x)

    @property
    def titel(self) -> str:
        """What to call it: by its number for who may know neither name nor address, or where there is none."""
        return self.naam or self.op_nummer

    @property
    def op_nummer(self) -> str:
        """What to call it where no name may stand: in the title of a page, in a link back."""
        return f"{'Melding' if self.soort == MELDING else 'Dossier'} {self.nummer}"

    @property
    def waarbij(self) -> str:
        """What else it is found by: of a report the place and who does it, as far as the reporter told."""
        return ", ".join(dict.fromkeys(t for s, v, t in self.regels if v == 0 and s not in (PERSOON, ADRES) and t))


@dataclass(frozen=True, slots=True)
class Dossier(Kop):
    """One dossier, with the masks of this session: of which categories it may know that there is something, and read it."""

    begonnen: date
    bijgewerkt: datetime
    wacht_sinds: datetime | None
    bestaat: int
    inhoud: int


MIJN: Final = """(with sleutel as (select unnest((select app_sleutels())::int[]) as id), van_mij as materialized (
        select t.dossier from sleutel, unnest(array[1, 2, 3, 4]::smallint[]) as l, lateral (select t.dossier from delen_toegang t
            where t.gemeente = %(gemeente)s and t.sleutel = sleutel.id and t.lijst = l and t.lijst > 0 and t.volgorde = %(volgorde)s offset 0) t
        union select t.dossier from sleutel, lateral (select t.dossier from delen_toegang t
            where t.gemeente = %(gemeente)s and t.sleutel = sleutel.id and t.lijst = 0 and t.volgorde = %(volgorde)s offset 0) t)
    select x.* from van_mij, lateral (select d.id, d.nummer, d.soort, d.protocollen, d.gebied, d.gesloten_op, d.begonnen, d.bijgewerkt, d.wacht_sinds,
        d.gemeente from dossier_dossier d where d.gemeente = %(gemeente)s and d.id = van_mij.dossier offset 0) x
    where x.nummer = %(nummer)s)"""
"""The dossier with this number, found by the keys of the session: what they open has a place by its number, in a list or in none. So a dossier that
is hidden costs the database what one costs that is not there: no row of either is looked at. `offset 0` keeps that order: key by key, the number
last."""


def genummerd(sessie: Sessie, nummer: str) -> dict[str, object]:
    """What MIJN asks."""
    return {"gemeente": sessie.gemeente, "volgorde": bijwerken.volgorde(nummer), "nummer": nummer}


_KOLOMMEN: Final = "d.id, d.nummer, d.soort, d.protocollen, d.gebied, d.gesloten_op"
_DOSSIER: Final = f"""select {_KOLOMMEN}, d.begonnen, d.bijgewerkt, d.wacht_sinds,
    (select bit_or(t.bestaat) from delen_toegang t where t.gemeente = d.gemeente and t.dossier = d.id and t.ding is null),
    (select bit_or(t.inhoud) from delen_toegang t where t.gemeente = d.gemeente and t.dossier = d.id and t.ding is null)
    from {MIJN} d"""


def dossier(sessie: Sessie, nummer: str) -> Dossier | None:
    """A dossier by its number; None: absent or hidden, which is the same."""
    if NUMMER.fullmatch(nummer) is None:
        return None
    for id_, nr, soort, protocollen, gebied, gesloten_op, begonnen, bijgewerkt, wacht, bestaat, inhoud in rijen(_DOSSIER, genummerd(sessie, nummer)):
        noteer(id_)
        kop = _regels(sessie, [id_]).get(id_, ())
        return Dossier(id_, nr, soort, tuple(protocollen), gebied, gesloten_op, kop, begonnen, bijgewerkt, wacht, bestaat or 0, inhoud or 0)
    return None


def koppen(sessie: Sessie, ids: Iterable[UUID]) -> dict[UUID, Kop]:
    """Several dossiers at once, with what they are called by only: an address without postcode and town."""
    welke = list(ids)
    if not welke:
        return {}
    regels = _regels(sessie, welke, eerste=True)
    gevonden = rijen(f"select {_KOLOMMEN} from dossier_dossier d where d.gemeente = %s and d.id = any(%s)", [sessie.gemeente, welke])
    for r in gevonden:
        noteer(r[0])
    return {r[0]: Kop(r[0], r[1], r[2], tuple(r[3]), r[4], r[5], regels.get(r[0], ())) for r in gevonden}


def _regels(sessie: Sessie, ids: list[UUID], *, eerste: bool = False) -> dict[UUID, tuple[tuple[str, int, str], ...]]:
    uit: dict[UUID, tuple[tuple[str, int, str], ...]] = {}
    for d, soort, volgorde, tekst, categorie in rijen(
        f"select dossier, soort, volgorde, tekst, categorie from dossier_kop where gemeente = %s and dossier = any(%s)"
        f"{' and volgorde = 0' if eerste else ''} order by dossier, soort desc, ander, volgorde",
        [sessie.gemeente, ids],
    ):
        noteer(d, 1 << categorie)
        uit[d] = (*uit.get(d, ()), (soort, volgorde, tekst))
    return uit
