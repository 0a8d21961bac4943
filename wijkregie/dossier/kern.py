# SPDX-License-Identifier: EUPL-1.2
"""The only module that works as wijk_kern: it reads one locked dossier whole, stores facts and what follows from them, and hands back ids.

Everything here runs in one transaction per command, with dossiers locked in order of id. Each use is logged, without content.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import OperationalError, connections, transaction
from procrastinate.exceptions import AlreadyEnqueued

from wijkregie.delen.categorieen import Bits
from wijkregie.delen.context import zet_gemeente
from wijkregie.dossier import afspraken, kenmerk
from wijkregie.dossier.bijwerken import bijwerken, koppen
from wijkregie.dossier.inhoud import BEGIN
from wijkregie.dossier.laden import Geladen, laad, omstandigheden
from wijkregie.dossier.opdracht import Begin, Bezwaar, Geweigerd, Gewijzigd, Nieuw, Onbekend, Opdracht, SamenGeweigerd, Uitslag
from wijkregie.dossier.projecties import Sleutel, Zaak
from wijkregie.dossier.toetsing import bezwaren_na, lees_feiten
from wijkregie.dossier.vastleggen import schrijf_feit
from wijkregie.klok import nu
from wijkregie.norm.afleiding.leid_af import Stand, leid_af
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.partijen.omgeving import omgeving
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

    @property
    def bits(self) -> Bits:
        return afspraken.bits(self.cursor, self.gemeente, afspraken.wereld(self.code).voc.categorieen)

    def laad(self, dossier: UUID, *, slot: bool) -> Geladen:
        """Raises Onbekend."""
        g = laad(self.cursor, self.gemeente, self.code, dossier, self.bits, slot=slot)
        if g is None:
            raise Onbekend
        return g

    def ziet(self, sessie: Sessie, dossier: UUID) -> bool:
        """Is the dossier there for this session: does a key of it open something, or did its organisation record something itself?"""
        self.cursor.execute(
            "select exists (select 1 from delen_toegang where gemeente = %s and dossier = %s and sleutel = any(%s) and van <= %s and tot > %s)"
            " or exists (select 1 from dossier_feit where gemeente = %s and dossier = %s and vastlegger = %s)",
            [
                self.gemeente, dossier, [*sessie.sleutels, *sessie.werk], self.dag, self.dag,
                self.gemeente, dossier, sessie.organisatie,
            ],
        )  # fmt: skip
        return bool(self.cursor.fetchone()[0])

    def sleutels(self) -> tuple[Sleutel, ...]:
        if self._sleutels is None or not self.foto:  # recording may make new ones
            self.cursor.execute("select id, organisatie, rol, gebied, team from partijen_sleutel where gemeente = %s order by id", [self.gemeente])
            self._sleutels = tuple(Sleutel(*r) for r in self.cursor.fetchall())
        return self._sleutels

    def leid_af(self, g: Geladen, om: Omstandigheden, *, op: date | None = None, bekend_op: date | None = None) -> Stand:
        regels = afspraken.regelset(self.code, g.protocollen)
        return leid_af(regels, g.feiten, op or self.dag, bekend_op, om)

    def zaak(self, g: Geladen, om: Omstandigheden) -> Zaak:
        regels = afspraken.regelset(self.code, g.protocollen)
        stand = leid_af(regels, g.feiten, self.dag, None, om)
        gebieden = frozenset(omgeving(self.gemeente).gebied_en_ouders(g.gebied))
        return Zaak(g.id, regels, om, stand, g.feiten, g.vastleggers, self.bits, self.sleutels(), gebieden, stand.afleider.regels.onder)

    def herleid(self, g: Geladen) -> set[UUID]:
        """Derive a loaded, locked dossier again and store what changed; gives the dossiers that read it and must follow."""
        z = self.zaak(g, omstandigheden(self.cursor, g))
        volgers = bijwerken(self.cursor, g, z, self.nu)
        koppen(self.cursor, g)  # what it reads of others may have changed while its own rows did not
        return volgers


@contextmanager
def _werk(gemeente: int, code: str, moment: datetime | None = None, *, foto: bool = False) -> Iterator[Kern]:
    """A transaction as wijk_kern; a `foto` sees the database as it was at one moment."""
    toen = moment or nu()
    with transaction.atomic(using=KERN), connections[KERN].cursor() as c:
        if foto:
            c.execute("set transaction isolation level repeatable read, read only")
        zet_gemeente(c, gemeente, toen.date())
        yield Kern(c, gemeente, code, toen, foto=foto)


def _nog_eens(doe: Callable[[], T]) -> T:
    """Twice more if two transactions stood in each other's way: nothing was stored then."""
    for poging in (1, 2, 3):
        try:
            return doe()
        except OperationalError as e:
            if poging == 3 or getattr(e.__cause__, "sqlstate", None) not in ("40P01", "40001"):
                raise
    raise AssertionError


# recording


def leg_vast(sessie: Sessie, opdracht: Opdracht) -> Uitslag:
    """Record the facts of a command, in one or several dossiers, all or none; the same key once.

    Raises Geweigerd (fields, rights, hard gates), Gewijzigd (somebody was first), Onbekend.
    """
    uitslag = _nog_eens(lambda: _leg_vast(sessie, opdracht))
    log.info("vastgelegd login=%s dossiers=%s feiten=%d", sessie.login, ",".join(map(str, uitslag.dossiers)), len(uitslag.feiten))
    return uitslag


def _leg_vast(sessie: Sessie, o: Opdracht) -> Uitslag:
    with _werk(sessie.gemeente, sessie.gemeente_code) as k:
        # a double click, a lost answer: the lock keeps two at once apart
        k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(o.sleutel)])
        return _voer_uit(k, sessie, o)


def _voer_uit(k: Kern, sessie: Sessie, o: Opdracht) -> Uitslag:
    eerder = _eerder(k, o.sleutel)
    if eerder is not None:
        return eerder
    gemaakt = [_begin(k, b, sessie) for b in o.begin]
    geladen = _laad_en_sluit(k, {f.dossier for f in o.feiten})
    begonnen = {b.id for b in o.begin}
    if any(d not in begonnen and not k.ziet(sessie, d) for d in geladen):
        raise Onbekend  # an id that was guessed or kept: what is hidden is not there
    for dossier, verwacht in o.verwacht.items():
        _controleer(geladen[dossier], verwacht)
    ids, volgers = _neem_op(k, sessie, o, geladen)
    k.cursor.execute(
        "insert into dossier_opdracht (gemeente, sleutel, login, feiten) values (%s, %s, %s, %s)", [k.gemeente, o.sleutel, sessie.login, ids]
    )
    _laat_volgen(k, volgers - set(geladen))
    return Uitslag(tuple(ids), tuple(geladen), gemaakt=tuple(gemaakt))


def leg_vast_samen(sessie: Sessie, opdrachten: Sequence[Opdracht], na: Callable[[Kern, list[Uitslag]], T], *, proef: bool = False) -> T:
    """Many commands in one transaction, all or none; `na` looks at what came of it. `proef` stores nothing.

    Raises SamenGeweigerd with the objections of every command.
    """

    def doe() -> T:
        uit: list[Uitslag] = []
        bezwaren: dict[int, list[Bezwaar]] = {}
        with _werk(sessie.gemeente, sessie.gemeente_code) as k:
            # one lock for all: a lock per command would not fit in the server's table of locks
            k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"samen|{k.gemeente}"])
            for i, o in enumerate(opdrachten):
                try:
                    with transaction.atomic(using=KERN):
                        uit.append(_voer_uit(k, sessie, o))
                except Geweigerd as e:
                    bezwaren[i] = e.bezwaren
            if bezwaren:
                raise SamenGeweigerd(bezwaren)
            uitkomst = na(k, uit)
            if proef:
                transaction.set_rollback(True, using=KERN)
        return uitkomst

    uitkomst = _nog_eens(doe)
    log.info("samen vastgelegd login=%s opdrachten=%d proef=%s", sessie.login, len(opdrachten), proef)
    return uitkomst


def _eerder(k: Kern, sleutel: UUID) -> Uitslag | None:
    """The same command again: what came of it the first time."""
    k.cursor.execute(
        "select f.id, f.dossier from dossier_opdracht o join dossier_feit f on f.gemeente = o.gemeente and f.id = any(o.feiten)"
        " where o.gemeente = %s and o.sleutel = %s order by array_position(o.feiten, f.id)",
        [k.gemeente, sleutel],
    )
    rijen = k.cursor.fetchall()
    return Uitslag(tuple(r[0] for r in rijen), tuple(dict.fromkeys(r[1] for r in rijen)), herhaald=True) if rijen else None


def _begin(k: Kern, b: Begin, sessie: Sessie) -> tuple[UUID, str]:
    """A new dossier with the next number of its kind and year."""
    letter = "WR" if b.soort == "zaak" else b.soort[:1].upper()
    reeks = f"{letter}-{k.dag.year}"
    k.cursor.execute(
        "insert into dossier_nummering (gemeente, reeks, laatste) values (%s, %s, 1)"
        " on conflict (gemeente, reeks) do update set laatste = dossier_nummering.laatste + 1 returning laatste",
        [k.gemeente, reeks],
    )
    nummer = f"{reeks}-{k.cursor.fetchone()[0]:04d}"
    k.cursor.execute(
        "insert into dossier_dossier (gemeente, id, nummer, soort, protocollen, gebied, begonnen, schakel, bijgewerkt)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [k.gemeente, b.id, nummer, b.soort, list(b.protocollen), b.gebied, b.begonnen or k.dag, BEGIN, k.nu],
    )
    if b.behandelaar is not None:
        k.cursor.execute(
            "insert into dossier_behandelaar (gemeente, dossier, organisatie, lidmaatschap, van) values (%s, %s, %s, %s, %s)",
            [k.gemeente, b.id, sessie.organisatie, b.behandelaar, k.dag],
        )
    return b.id, nummer


def _laad_en_sluit(k: Kern, dossiers: set[UUID]) -> dict[UUID, Geladen]:
    """In order of id, with those that read them: they may have to follow, and whoever locks them later would stand in another's way."""
    k.cursor.execute("select distinct dossier from dossier_verbinding where gemeente = %s and ander = any(%s)", [k.gemeente, list(dossiers)])
    lezers = {r[0] for r in k.cursor.fetchall()} - dossiers
    uit = {}
    for d in sorted(dossiers | lezers):
        if d in dossiers:
            uit[d] = k.laad(d, slot=True)
        else:
            k.cursor.execute("select 1 from dossier_dossier where gemeente = %s and id = %s for update", [k.gemeente, d])
    return uit


def _controleer(g: Geladen, verwacht: str) -> None:
    """The state that the form was made from must still be the last one. Raises Gewijzigd with what was recorded since."""
    nr = kenmerk.lees(verwacht, g.id)
    if nr != g.laatste_nr:
        raise Gewijzigd(g.id, tuple(UUID(f.id) for f in g.feiten if nr is None or f.nr > nr), kenmerk.maak(g.id, g.laatste_nr))


def _neem_op(k: Kern, sessie: Sessie, o: Opdracht, geladen: dict[UUID, Geladen]) -> tuple[list[UUID], set[UUID]]:
    """Read, check, store and derive, dossier by dossier. Links first: a hard gate reads the current values of linked dossiers."""
    ids: list[UUID] = []
    volgers: set[UUID] = set()
    bezwaren = []
    nieuw = {d: [(i, f) for i, f in enumerate(o.feiten) if f.dossier == d] for d in geladen}
    for dossier in _volgorde(o, geladen):
        g = geladen[dossier]
        gelezen = lees_feiten(k, sessie, g, nieuw[dossier])
        bezwaren += gelezen.bezwaren
        if bezwaren:
            continue
        for f, model, n in gelezen.feiten:
            ids.append(schrijf_feit(k, sessie, g, f, model, n))
        z = k.zaak(g, omstandigheden(k.cursor, g))
        bezwaren += bezwaren_na(z, [(i, f.id) for (i, _), (f, _, _) in zip(nieuw[dossier], gelezen.feiten, strict=True)], gelezen)
        if not bezwaren:
            volgers |= bijwerken(k.cursor, g, z, k.nu)
    if bezwaren:
        raise Geweigerd(bezwaren)
    for dossier in volgers & set(geladen):  # a dossier of this command that reads another one of it: its head follows at once
        koppen(k.cursor, geladen[dossier])
    return ids, volgers


def _volgorde(o: Opdracht, geladen: dict[UUID, Geladen]) -> list[UUID]:
    """In the order of the command: who starts a case records the person before the case that is about him."""
    return list(dict.fromkeys([*(f.dossier for f in o.feiten), *geladen]))


def _laat_volgen(k: Kern, dossiers: Iterable[UUID]) -> None:
    """Dossiers that read what changed. Who shares by what it reads follows in this transaction, so that narrowing is never late;
    the others by a job right after it, and until then they say so."""
    from wijkregie.dossier.taken import herleid_dossier

    for d in sorted(dossiers):
        k.cursor.execute(
            "update dossier_dossier set wacht_sinds = coalesce(wacht_sinds, %s) where gemeente = %s and id = %s returning protocollen",
            [k.nu, k.gemeente, d],
        )
        if afspraken.deelt_naar_verbonden(k.code, tuple(k.cursor.fetchone()[0])):
            k.herleid(k.laad(d, slot=True))
            continue
        with suppress(AlreadyEnqueued), transaction.atomic(using=KERN):  # a job that has not begun yet will read this too: it waits for our lock
            herleid_dossier.configure(lock=str(d), queueing_lock=str(d)).defer(gemeente=k.gemeente, code=k.code, dossier=str(d))


# asking, without storing


def uitslag_van(sessie: Sessie, sleutel: UUID) -> Uitslag | None:
    """What came of a command before; None if it was not carried out."""
    with _werk(sessie.gemeente, sessie.gemeente_code) as k:
        return _eerder(k, sleutel)


def proef(sessie: Sessie, opdracht: Opdracht) -> dict[UUID, tuple[Zaak, Zaak, list[Any]]]:
    """What would follow: per dossier the state before, the state after, and the objections. Nothing is stored."""
    with _werk(sessie.gemeente, sessie.gemeente_code) as k:
        uit: dict[UUID, tuple[Zaak, Zaak, list[Any]]] = {}
        for d in dict.fromkeys(f.dossier for f in opdracht.feiten):
            g = k.laad(d, slot=False)
            om = omstandigheden(k.cursor, g)
            voor = k.zaak(g, om)
            eigen = [(i, f) for i, f in enumerate(opdracht.feiten) if f.dossier == d]
            gelezen = lees_feiten(k, sessie, g, eigen)
            g.feiten = [*g.feiten, *(f for f, _, _ in gelezen.feiten)]
            for f, model, _ in gelezen.feiten:
                g.vastleggers[f.id] = sessie.organisatie
                g.kader.append((sessie.organisatie, model.categorie))
            na = k.zaak(g, om)
            wie = [(i, f.id) for (i, _), (f, _, _) in zip(eigen, gelezen.feiten, strict=False)]
            uit[d] = (voor, na, [*gelezen.bezwaren, *bezwaren_na(na, wie, gelezen)])
        log.info("proef login=%s dossiers=%d", sessie.login, len(uit))
        return uit


def zaak(sessie: Sessie, dossier: UUID, op: date | None = None, bekend_op: date | None = None) -> tuple[Geladen, Stand]:
    """A dossier derived on demand, for *waarom?* and *as known on*. What may be shown of it, the caller asks its own connection.

    Raises Onbekend, NietTeZeggen.
    """
    from wijkregie.dossier.opdracht import NietTeZeggen

    with _werk(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad(dossier, slot=False)
        if bekend_op is not None and g.overgenomen_op is not None and bekend_op < g.overgenomen_op:
            raise NietTeZeggen(g.overgenomen_op)
        log.info("afgeleid login=%s dossier=%s", sessie.login, dossier)
        return g, k.leid_af(g, omstandigheden(k.cursor, g), op=op, bekend_op=bekend_op)


def kenmerk_van(sessie: Sessie, dossier: UUID) -> str:
    """The mark of the state of a dossier now, for a form to give back."""
    with _werk(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("select laatste_nr from dossier_dossier where gemeente = %s and id = %s", [k.gemeente, dossier])
        rij = k.cursor.fetchone()
        if rij is None:
            raise Onbekend
        return kenmerk.maak(dossier, rij[0])


# keeping up


def herleid(gemeente: int, code: str, dossier: UUID) -> None:
    """Derive one dossier again: a linked dossier changed, or its date has come."""

    def doe() -> None:
        with _werk(gemeente, code) as k:
            g = k.laad(dossier, slot=True)
            volgers = k.herleid(g)
            _laat_volgen(k, volgers)

    _nog_eens(doe)
    log.info("herleid dossier=%s", dossier)


def toe_aan_wissel(gemeente: int, code: str, dag: date) -> list[UUID]:
    """The dossiers whose date has come: exactly those change by themselves."""
    return _dossiers(gemeente, code, "wisselt_op <= %s order by wisselt_op, id", dag)


def wachtend(gemeente: int, code: str, sinds: datetime) -> list[UUID]:
    """The dossiers that wait since before a moment for what a linked one published: their job was lost."""
    return _dossiers(gemeente, code, "wacht_sinds < %s order by wacht_sinds, id", sinds)


def is_gedaan(gemeente: int, code: str, sleutel: UUID) -> bool:
    """Was the command with this key carried out?"""
    with _werk(gemeente, code) as k:
        k.cursor.execute("select exists (select 1 from dossier_opdracht where gemeente = %s and sleutel = %s)", [gemeente, sleutel])
        return bool(k.cursor.fetchone()[0])


def alle_dossiers(gemeente: int, code: str) -> list[UUID]:
    return _dossiers(gemeente, code, "true order by id")


def met_nummer(gemeente: int, code: str, nummer: str) -> list[UUID]:
    return _dossiers(gemeente, code, "nummer = %s", nummer)


def _dossiers(gemeente: int, code: str, waar: str, *waarden: Any) -> list[UUID]:
    with _werk(gemeente, code) as k:
        k.cursor.execute(f"select id from dossier_dossier where gemeente = %s and {waar}", [gemeente, *waarden])
        return [r[0] for r in k.cursor.fetchall()]


@contextmanager
def in_kern(gemeente: int, code: str, *, foto: bool = False) -> Iterator[Kern]:
    """A transaction as wijk_kern for the other modules of this room (roots, proof, moving); a `foto` only reads, as of one moment."""
    with _werk(gemeente, code, foto=foto) as k:
        yield k


__all__ = [
    "Kern",
    "Nieuw",
    "alle_dossiers",
    "herleid",
    "in_kern",
    "is_gedaan",
    "kenmerk_van",
    "leg_vast",
    "leg_vast_samen",
    "met_nummer",
    "proef",
    "toe_aan_wissel",
    "uitslag_van",
    "wachtend",
    "zaak",
]
