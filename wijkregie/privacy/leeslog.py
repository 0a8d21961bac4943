# SPDX-License-Identifier: EUPL-1.2
"""The read log: every reading of personal data by a page, in the reader's own transaction. No line, no page.

A line tells who, for which organisation and in which roles, which dossiers and categories, through which door and for which purposes, and when.
It holds no content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.delen.context import INZAGE
from wijkregie.delen.lezing import Gelezen, Verzameld, noteer
from wijkregie.delen.masker import bitreeks
from wijkregie.dossier import kern
from wijkregie.dossier.inhoud import canoniek
from wijkregie.klok import ZONE, nu
from wijkregie.partijen.sessie import Sessie

BEGIN: Final = sha256(b"wijkregie leeslog").digest()
"""The root before the first seal."""
_KOLOMMEN: Final = "id, moment, login, organisatie, rollen, deur, weg, doelen, dossiers, categorieen"


@dataclass(frozen=True, slots=True)
class Lezing:
    """A line of the log."""

    id: int
    moment: datetime
    login: int
    organisatie: int
    rollen: tuple[str, ...]
    deur: str
    weg: str
    doelen: tuple[int, ...]
    dossiers: tuple[UUID, ...]
    categorieen: tuple[int, ...]

    def blad(self) -> bytes:
        """The leaf of this line in the tree of its seal."""
        inhoud = [
            self.id, self.moment.astimezone(ZONE).isoformat(), self.login, self.organisatie, self.rollen, self.deur, self.weg, self.doelen,
            [str(d) for d in self.dossiers], self.categorieen,
        ]  # fmt: skip
        return sha256(b"\0" + canoniek(inhoud)).digest()


def schrijf(sessie: Sessie, deur: str, doelen: Iterable[int], gelezen: Gelezen, weg: str = INZAGE) -> None:
    """One line for all that a page read. Call it in the transaction that read; nothing read is no line."""
    if not gelezen:
        return
    with connections["default"].cursor() as c:
        c.execute(
            "insert into privacy_lezing (gemeente, moment, login, organisatie, rollen, deur, weg, doelen, dossiers, categorieen)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::bit(256)[])",
            [
                sessie.gemeente, nu(), sessie.login, sessie.organisatie, list(sessie.rollen), deur, weg, list(doelen),
                list(gelezen), [bitreeks(m) for m in gelezen.values()],
            ],
        )  # fmt: skip


def schrijf_alles(sessie: Sessie, deur: str, doelen: Iterable[int], gelezen: Verzameld, weg: str = INZAGE) -> None:
    """One line for each way by which a page read: that of its door, and what was read by another."""
    for langs, g in ((weg, gelezen), *gelezen.anders.items()):
        schrijf(sessie, deur, doelen, g, langs)


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which lines: of a dossier, of a login, on these days; `voor`: only lines before this one."""

    dossier: UUID | None = None
    login: int | None = None
    vanaf: date | None = None
    tot_en_met: date | None = None
    voor: int | None = None


def lees(sessie: Sessie, vraag: Vraag, hoogstens: int) -> list[Lezing]:
    """The newest lines first, if and only if a role of this session looks into the log."""
    waar, waarden = ["gemeente = %s"], [sessie.gemeente]
    grenzen: tuple[tuple[str, Any], ...] = (
        ("dossiers @> array[%s]", vraag.dossier),
        ("login = %s", vraag.login),
        ("moment >= %s", _begin_van(vraag.vanaf)),
        ("moment < %s", _begin_van(None if vraag.tot_en_met is None else vraag.tot_en_met + timedelta(days=1))),
        ("id < %s", vraag.voor),
    )
    for tekst, waarde in grenzen:
        if waarde is not None:
            waar.append(tekst)
            waarden.append(waarde)
    with connections["default"].cursor() as c:
        c.execute(f"select {_KOLOMMEN} from privacy_lezing where {' and '.join(waar)} order by id desc limit %s", [*waarden, hoogstens])
        gevonden = [_lezing(r) for r in c.fetchall()]
    for x in gevonden:
        for d in x.dossiers:
            noteer(d)
    return gevonden


def _begin_van(dag: date | None) -> datetime | None:
    return None if dag is None else datetime.combine(dag, time(), ZONE)


# seals


def verzegel(gemeente: int, code: str) -> int:
    """Seal what was written since the last seal and can no longer be preceded; gives how many lines."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"leeslog|{gemeente}"])
        nr, vanaf, vorige = _laatste(k.cursor, gemeente)
        k.cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text")
        tot = k.cursor.fetchone()[0]
        lijst = _tussen(k.cursor, gemeente, vanaf, tot)
        if lijst:
            k.cursor.execute(
                "insert into privacy_zegel (gemeente, nr, moment, tot, aantal, wortel) values (%s, %s, %s, %s::xid8, %s, %s)",
                [gemeente, nr + 1, k.nu, tot, len(lijst), keten(vorige, lijst)],
            )
            k.cursor.execute("insert into privacy_logboek (gemeente, zegel, na) values (%s, %s, %s)", [gemeente, nr + 1, k.nu])
        return len(lijst)


def keten(vorige: bytes, lijst: Iterable[Lezing]) -> bytes:
    """The root of a seal: over the root before it and the tree of its lines."""
    return sha256(b"\2" + vorige + boom([x.blad() for x in lijst])).digest()


def boom(bladen: list[bytes]) -> bytes:
    """The root of a Merkle tree; an odd one out moves up a level."""
    while len(bladen) > 1:
        paren = [sha256(b"\1" + a + b).digest() for a, b in zip(bladen[::2], bladen[1::2], strict=False)]
        bladen = paren + bladen[len(bladen) - len(bladen) % 2 :]
    return bladen[0]


def van_zegel(cursor: Any, gemeente: int, nr: int) -> list[Lezing]:
    """The lines under a seal, in order. `cursor`: as wijk_kern, in the context of the municipality."""
    cursor.execute(
        "select coalesce((select tot from privacy_zegel where gemeente = %s and nr = %s), '0'::xid8)::text, tot::text"
        " from privacy_zegel where gemeente = %s and nr = %s",
        [gemeente, nr - 1, gemeente, nr],
    )
    rij = cursor.fetchone()
    return [] if rij is None else _tussen(cursor, gemeente, rij[0], rij[1])


def controleer(gemeente: int, code: str) -> tuple[int, list[str]]:
    """Prove the seals: how many lines they hold, and what is wrong with them."""
    bezwaren = []
    n = 0
    with kern.in_kern(gemeente, code, foto=True) as k:
        k.cursor.execute("select nr, tot::text, aantal, wortel from privacy_zegel where gemeente = %s order by nr", [gemeente])
        vanaf, vorige = "0", BEGIN
        for verwacht, (nr, tot, aantal, wortel) in enumerate(k.cursor.fetchall(), 1):
            lijst = _tussen(k.cursor, gemeente, vanaf, tot)
            n += len(lijst)
            if nr != verwacht:
                bezwaren.append(f"zegel {verwacht} van het leeslog ontbreekt.")
            if len(lijst) != aantal:
                bezwaren.append(f"zegel {nr} van het leeslog: er liggen {len(lijst)} regels, er waren er {aantal}.")
            elif keten(vorige, lijst) != bytes(wortel):
                bezwaren.append(f"zegel {nr} van het leeslog past niet: een regel of een eerder zegel is gewijzigd.")
            vanaf, vorige = tot, bytes(wortel)
    return n, bezwaren


def _laatste(cursor: Any, gemeente: int) -> tuple[int, str, bytes]:
    cursor.execute("select nr, tot::text, wortel from privacy_zegel where gemeente = %s order by nr desc limit 1", [gemeente])
    rij = cursor.fetchone()
    return (0, "0", BEGIN) if rij is None else (rij[0], rij[1], bytes(rij[2]))


def _tussen(cursor: Any, gemeente: int, vanaf: str, tot: str) -> list[Lezing]:
    cursor.execute(
        f"select {_KOLOMMEN} from privacy_lezing where gemeente = %s and boeking >= %s::xid8 and boeking < %s::xid8 order by id",
        [gemeente, vanaf, tot],
    )
    return [_lezing(r) for r in cursor.fetchall()]


def _lezing(r: tuple[Any, ...]) -> Lezing:
    return Lezing(r[0], r[1], r[2], r[3], tuple(r[4]), r[5], r[6], tuple(r[7]), tuple(r[8]), tuple(r[9]))
