# SPDX-License-Identifier: EUPL-1.2
"""Recording: the facts of a command stored and what follows from them derived, all or none; and deriving again what must follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from wijkregie.dossier import afspraken, kenmerk
from wijkregie.dossier.bijwerken import bijwerken
from wijkregie.dossier.inhoud import begin_schakel, nieuw_zout
from wijkregie.dossier.kern.transactie import KERN, Kern, in_kern, log, nog_eens
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.opdracht import Begin, Bezwaar, Geweigerd, Gewijzigd, Onbekend, Opdracht, SamenGeweigerd, Uitslag
from wijkregie.dossier.toetsing import bezwaren_na, lees_feiten
from wijkregie.dossier.vastleggen import schrijf_feit
from wijkregie.dossier.versleuteling import SleutelKwijt, zegel, zegel_klopt
from wijkregie.partijen.sessie import Sessie

T = TypeVar("T")
AL_VERZONDEN: Final = "Dit formulier is al eerder verzonden, en toen stond er iets anders in. Dat is vastgelegd. Open het formulier opnieuw."


NIET_BIJ_UW: Final = "Deze behandelaar werkt vandaag niet bij uw organisatie. Kies een collega uit de lijst."
GEEN_ROL: Final = "Deze behandelaar heeft vandaag geen rol in dossiers en ziet ze niet. Kies een andere collega."
_BEHANDELAAR: Final = """select m.organisatie, exists (select 1 from partijen_lidrol r where r.lidmaatschap = m.id and r.gemeente = m.gemeente
        and r.van <= %(dag)s and coalesce(r.tot, %(dag)s) >= %(dag)s) and not exists (select 1 from partijen_lidrol r
        join partijen_beheerrol b on b.gemeente = r.gemeente and b.rol = r.rol where r.lidmaatschap = m.id and r.gemeente = m.gemeente
        and r.van <= %(dag)s and coalesce(r.tot, %(dag)s) >= %(dag)s)
    from partijen_lidmaatschap m join partijen_medewerker w on w.id = m.login
    where m.id = %(lid)s and m.gemeente = %(gemeente)s and w.actief and m.van <= %(dag)s and coalesce(m.tot, %(dag)s) >= %(dag)s"""
SLEUTEL_KWIJT: Final = "Van dit soort gegevens ontbreekt de sleutel. Er kan nu niets bij. Vraag de beheerder om de sleutels terug te zetten."


Erbij = Callable[[Kern], None]
"""What a room does in the transaction of a command."""


def leg_vast(sessie: Sessie, opdracht: Opdracht, *, eerst: Erbij | None = None, daarna: Erbij | None = None) -> Uitslag:
    """Record the facts of a command, in one or several dossiers, all or none; the same key once.

    `eerst`: after dossiers are begun and before anything is derived; `daarna`: when all is. Neither for a command that was carried out before.
    Raises Geweigerd (fields, rights, hard gates), Gewijzigd (somebody was first), Onbekend.
    """
    uitslag = nog_eens(lambda: _leg_vast(sessie, opdracht, eerst, daarna))
    log.info("vastgelegd login=%s dossiers=%s feiten=%d", sessie.login, ",".join(map(str, uitslag.dossiers)), len(uitslag.feiten))
    return uitslag


def _leg_vast(sessie: Sessie, o: Opdracht, eerst: Erbij | None, daarna: Erbij | None) -> Uitslag:
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        # a double click, a lost answer: the lock keeps two at once apart
        k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(o.sleutel)])
        return _voer_uit(k, sessie, o, eerst, daarna)


def _voer_uit(k: Kern, sessie: Sessie, o: Opdracht, eerst: Erbij | None = None, daarna: Erbij | None = None) -> Uitslag:
    eerder = eerder_van(k, sessie, o)
    if eerder is not None:
        return eerder
    gemaakt = [_begin(k, b, sessie) for b in o.begin]
    if eerst is not None:
        eerst(k)
    geladen = _laad_en_sluit(k, {f.dossier for f in o.feiten})
    begonnen = {b.id for b in o.begin}
    if any(d not in begonnen and d not in o.ongezien and not k.ziet(sessie, d) for d in geladen):
        raise Onbekend  # an id that was guessed or kept: what is hidden is not there
    for dossier, verwacht in o.verwacht.items():
        _controleer(geladen[dossier], verwacht)
    try:
        ids, volgers = _neem_op(k, sessie, o, geladen)
    except SleutelKwijt:
        raise Geweigerd([Bezwaar(0, "bestaan", SLEUTEL_KWIJT)]) from None
    zout = nieuw_zout()
    k.cursor.execute(
        "insert into dossier_opdracht (gemeente, sleutel, login, feiten, zout, vastlegging) values (%s, %s, %s, %s, %s, %s)",
        [k.gemeente, o.sleutel, sessie.login, ids, zout, zegel(zout, _verzonden(o))],
    )
    _laat_volgen(k, volgers - set(geladen))
    if daarna is not None:
        daarna(k)
    return Uitslag(tuple(ids), tuple(geladen), gemaakt=tuple(gemaakt))


def leg_vast_samen(sessie: Sessie, opdrachten: Sequence[Opdracht], na: Callable[[Kern, list[Uitslag]], T], *, proef: bool = False) -> T:
    """Many commands in one transaction, all or none; `na` looks at what came of it. `proef` stores nothing.

    Raises SamenGeweigerd with the objections of every command.
    """

    def doe() -> T:
        uit: list[Uitslag] = []
        bezwaren: dict[int, list[Bezwaar]] = {}
        with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
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

    uitkomst = nog_eens(doe)
    log.info("samen vastgelegd login=%s opdrachten=%d proef=%s", sessie.login, len(opdrachten), proef)
    return uitkomst


def probeer_begin(sessie: Sessie, o: Opdracht, na: Callable[[Kern], T]) -> T:
    """What a command that begins dossiers would give, for `na` to look at: nothing is stored, and nothing is locked that others wait for. Its
    numbers are not taken from the row, and it may record in nothing but what it begins.

    Raises Geweigerd, Onbekend.
    """
    with in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        begonnen = {b.id for b in o.begin}
        if not {f.dossier for f in o.feiten} <= begonnen:
            raise Onbekend
        for b in o.begin:
            _begin(k, b, sessie, proef=True)
        try:
            _neem_op(k, sessie, o, {d: k.laad(d, slot=False) for d in sorted(begonnen)})
        except SleutelKwijt:
            raise Geweigerd([Bezwaar(0, "bestaan", SLEUTEL_KWIJT)]) from None
        uitkomst = na(k)
        transaction.set_rollback(True, using=KERN)
    log.info("proef login=%s dossiers=%d", sessie.login, len(begonnen))
    return uitkomst


def eerder_van(k: Kern, sessie: Sessie, o: Opdracht) -> Uitslag | None:
    """The same command again: what came of it the first time.

    Raises Onbekend for a key that somebody else used; for one that was used for something else (the browser's back button) Gewijzigd, or
    Geweigerd where nothing was recorded since in the dossiers that the form was made from.
    """
    k.cursor.execute("select login, feiten, zout, vastlegging from dossier_opdracht where gemeente = %s and sleutel = %s", [k.gemeente, o.sleutel])
    rij = k.cursor.fetchone()
    if rij is None:
        return None
    login, feiten, zout, v = rij
    if login != sessie.login:
        raise Onbekend
    if not zegel_klopt(bytes(zout), _verzonden(o), bytes(v)):
        _iets_anders(k, sessie, o)
    k.cursor.execute("select distinct dossier from dossier_feit where gemeente = %s and id = any(%s) order by 1", [k.gemeente, feiten])
    return Uitslag(tuple(feiten), tuple(r[0] for r in k.cursor.fetchall()), herhaald=True)


def _iets_anders(k: Kern, sessie: Sessie, o: Opdracht) -> NoReturn:
    for dossier, verwacht in o.verwacht.items():
        _controleer(k.laad_voor(sessie, dossier), verwacht)
    raise Geweigerd([Bezwaar(0, "bestaan", AL_VERZONDEN)])


def _verzonden(o: Opdracht) -> bytes:
    """What was sent, without the ids that differ at each sending."""
    if o.verzonden is not None:
        return o.verzonden
    ids = [x for f in o.feiten for x in (f.id, f.opent) if x is not None] + [b.id for b in o.begin]
    feiten = [
        [str(f.dossier), f.ruw, f.rol, f.door_organisatie, f.overgenomen, f.verplaatst, [(b.naam, sha256(b.inhoud).hexdigest()) for b in f.bijlagen]]
        for f in o.feiten
    ]
    tekst = json.dumps([feiten, [[b.soort, b.protocollen, b.gebied] for b in o.begin]], ensure_ascii=False, sort_keys=True, default=str)
    for i, x in enumerate(dict.fromkeys(map(str, ids))):
        tekst = tekst.replace(x, f"#{i}")
    return tekst.encode()


def _nummer(k: Kern, b: Begin) -> str:
    """The next number of its kind and year; the row of that is locked until the end of the transaction."""
    k.cursor.execute(
        "insert into dossier_nummering (gemeente, reeks, laatste) values (%s, %s, 1)"
        " on conflict (gemeente, reeks) do update set laatste = dossier_nummering.laatste + 1 returning laatste",
        [k.gemeente, reeks := _reeks(k, b)],
    )
    return f"{reeks}-{k.cursor.fetchone()[0]:04d}"


def _reeks(k: Kern, b: Begin) -> str:
    return f"{'WR' if b.soort == 'zaak' else b.soort[:1].upper()}-{k.dag.year}"


def _begin(k: Kern, b: Begin, sessie: Sessie, *, proef: bool = False) -> tuple[UUID, str]:
    """A new dossier. A trial has a number that no other can have: of its id, cut to what fits beside a year."""
    nummer = f"{_reeks(k, b)}-{b.id.int >> 70}" if proef else _nummer(k, b)
    begonnen = b.begonnen or k.dag
    k.cursor.execute(
        "insert into dossier_dossier (gemeente, id, nummer, soort, protocollen, gebied, begonnen, schakel, bijgewerkt)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            k.gemeente, b.id, nummer, b.soort, list(b.protocollen), b.gebied, begonnen,
            begin_schakel(b.id, nummer, b.soort, b.protocollen, b.gebied, begonnen), k.nu,
        ],
    )  # fmt: skip
    if b.behandelaar is not None:
        _bij_uw(k, b.behandelaar, sessie)
        k.cursor.execute(
            "insert into dossier_behandelaar (gemeente, dossier, organisatie, lidmaatschap, van) values (%s, %s, %s, %s, %s)",
            [k.gemeente, b.id, sessie.organisatie, b.behandelaar, k.dag],
        )
    return b.id, nummer


def _bij_uw(k: Kern, lidmaatschap: int, sessie: Sessie) -> None:
    """Who is named as the handler works here today, and in dossiers. Raises Geweigerd. One's own membership made the session: a deputy may have
    roles of others only."""
    if lidmaatschap == sessie.lidmaatschap:
        return
    k.cursor.execute(_BEHANDELAAR, {"lid": lidmaatschap, "gemeente": k.gemeente, "dag": k.dag})
    rij = k.cursor.fetchone()
    if rij is None or rij[0] != sessie.organisatie:
        raise Geweigerd([Bezwaar(0, "bestaan", NIET_BIJ_UW)])
    if not rij[1]:
        raise Geweigerd([Bezwaar(0, "bestaan", GEEN_ROL)])


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
        wie = [(i, f.id) for (i, _), (f, _, _) in zip(nieuw[dossier], gelezen.feiten, strict=True)]
        gelegd: Any = None
        while not bezwaren and g.afdruk.get("verbinding", {}) != gelegd:  # a link that is laid here opens values to derive with: once more
            gelegd = g.afdruk.get("verbinding", {})
            z = k.zaak(g, k.omstandigheden(g))
            bezwaren += bezwaren_na(z, wie, gelezen)
            if not bezwaren:
                volgers |= bijwerken(k.cursor, g, z, k.nu)
    if bezwaren:
        raise Geweigerd(bezwaren)
    for dossier in sorted(volgers & set(geladen)):  # a dossier of this command that reads another one of it follows at once
        k.herleid(geladen[dossier])
    return ids, volgers


def _volgorde(o: Opdracht, geladen: dict[UUID, Geladen]) -> list[UUID]:
    """In the order of the command: who starts a case records the person before the case that is about him."""
    return list(dict.fromkeys([*(f.dossier for f in o.feiten), *geladen]))


def _laat_volgen(k: Kern, dossiers: Iterable[UUID]) -> None:
    """Dossiers that read what changed. Who shares by what it reads follows in this transaction, so that narrowing is never late;
    the others by a job right after it, and until then they say so."""
    for d in sorted(dossiers):
        k.cursor.execute(
            "update dossier_dossier set wacht_sinds = coalesce(wacht_sinds, %s) where gemeente = %s and id = %s returning protocollen",
            [k.nu, k.gemeente, d],
        )
        if afspraken.deelt_naar_verbonden(k.code, tuple(k.cursor.fetchone()[0])):
            k.herleid(k.laad(d, slot=True))
            continue
        laat_herleiden(k.gemeente, k.code, d)


def laat_herleiden(gemeente: int, code: str, dossier: UUID, *, voorrang: int = 0) -> None:
    """Queue the derivation of a dossier. A job that has not begun yet will read this change too: it waits for our lock."""
    from wijkregie.dossier.taken import herleid_dossier

    sleutel = str(dossier)
    with suppress(AlreadyEnqueued), transaction.atomic(using=KERN):
        herleid_dossier.configure(lock=sleutel, queueing_lock=sleutel, priority=voorrang).defer(gemeente=gemeente, code=code, dossier=sleutel)


def herleid(gemeente: int, code: str, dossier: UUID) -> None:
    """Derive one dossier again: a linked dossier changed, or its date has come."""

    def doe() -> None:
        with in_kern(gemeente, code) as k, suppress(Onbekend):  # destroyed since it was asked
            g = k.laad(dossier, slot=True)
            _laat_volgen(k, k.herleid(g))

    nog_eens(doe)
    log.info("herleid dossier=%s", dossier)
