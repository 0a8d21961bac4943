# SPDX-License-Identifier: EUPL-1.2
"""Mail becomes reports. A mail is moved only after its report is stored: a crash in between loses nothing, and the same mail again is the same
report.

One mail that cannot be read stops no other: it goes to the folder that a person looks through, and the desk is told that something lies there.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import getaddresses
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError

from wijkregie.dossier import kern
from wijkregie.dossier.bestanden import BestandNuNiet
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.dossier.taken import gemeenten
from wijkregie.klok import ZONE, nu
from wijkregie.koppelingen import mailbericht
from wijkregie.koppelingen.postbus import GROOTST, NAKIJKEN, OVERGESLAGEN, VERWERKT, Bron, Instelling, Onbereikbaar, Post, open_bron
from wijkregie.meldingen import permail
from wijkregie.meldingen.melder import Loket, van_gemeente
from wijkregie.meldingen.openbaar import AlVerzonden, NiemandLeest
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gebied, Gemeente
from wijkregie.partijen.sessie import Sessie

log = logging.getLogger("wijkregie.postbus")
PER_KEER: Final = 50
GEDULD: Final = timedelta(hours=1)
"""So long a mail waits for the scanner; then it is a report without its files, which stay in the mailbox."""
OUD: Final = timedelta(days=30)
BEWAAR: Final = timedelta(days=31)
TE_LANG: Final = timedelta(hours=1)
"""After so long without a visit the desk reads the mailbox itself."""
MELDING, VANZELF, TE_GROOT, ONLEESBAAR, GEWEIGERD = "melding", "vanzelf", "te_groot", "onleesbaar", "geweigerd"
_MAP: Final = {MELDING: VERWERKT, VANZELF: OVERGESLAGEN, TE_GROOT: NAKIJKEN, ONLEESBAAR: NAKIJKEN, GEWEIGERD: NAKIJKEN}
_STUK: Final = (OperationalError, InterfaceError, Onbereikbaar, AlVerzonden, OSError)
"""Faults of a machine and of no mail: it stays where it is. A report that could not even be stored under a name of its own is one of a lost key."""


def lees_alles() -> None:
    """Every mailbox that is set; one that does not answer stops no other."""
    for bus in settings.POSTBUSSEN:
        g = Gemeente.objects.using(kern.KERN).filter(code=bus.gemeente).first()
        if g is None:
            log.error("postbus zonder gemeente postbus=%s", bus.naam)
            continue
        try:
            geteld = lees(bus, g.id, g.naam)
        except Exception as e:  # its text may hold content, or what the server says of a password
            log.error("postbus niet gelezen gemeente=%s postbus=%s fout=%s", bus.gemeente, bus.naam, type(e).__name__)
            _noteer_stil(g.id, bus)
        else:
            if geteld:
                wat = " ".join(f"{w}={n}" for w, n in sorted(geteld.items()))
                log.info("postbus gelezen gemeente=%s postbus=%s %s", bus.gemeente, bus.naam, wat)
    for gemeente, code in gemeenten():
        _ruim_op(gemeente, code)


def lees(bus: Instelling, gemeente: int, naam: str) -> Counter[str]:
    """One visit: what became of what lay there. Raises Onbereikbaar and faults of the database."""
    loket = van_gemeente(gemeente, bus.gemeente, naam, nu().date())
    if loket is None or not permail.kent(bus.gemeente):
        raise Onbereikbaar("geen meldpunt")
    gebied = _gebied(gemeente, bus)
    geteld: Counter[str] = Counter()
    with open_bron(bus) as bron:
        for post in bron.wachtend(PER_KEER):
            uitkomst, nieuw = _een(loket, bron, post, gebied)
            if uitkomst is None:
                continue
            bron.leg_weg(post, _MAP[uitkomst])
            if nieuw:
                geteld[uitkomst] += 1
                _tel(gemeente, bus, uitkomst)
        wacht = bron.in_map(NAKIJKEN)
    _noteer(gemeente, bus, wacht)
    return geteld


def _een(loket: Loket, bron: Bron, post: Post, gebied: int | None) -> tuple[str | None, bool]:
    """What becomes of one mail, and whether that is new; None: it stays, or is gone."""
    if post.grootte > GROOTST:
        return TE_GROOT, True
    rauw = bron.haal(post)
    if rauw is None:
        return None, False
    if len(rauw) > GROOTST:
        return TE_GROOT, True
    try:
        b = mailbericht.lees(rauw)
        if b.vanzelf or b.adres.lower() in _eigen():
            return VANZELF, True
        moment = _moment(post, b.ontvangen)
        wacht = nu() - moment < GEDULD
        u = permail.ontvang(loket, _per_mail(b), moment, gebied=gebied, wacht_op_scanner=wacht)
    except BestandNuNiet:
        return None, False
    except (Geweigerd, permail.Nakijken) as e:
        log.warning("mail geen melding reden=%s", type(e).__name__)
        return GEWEIGERD, True
    except NiemandLeest:
        log.error("mail zonder lezer gemeente=%s", loket.code)
        return GEWEIGERD, True
    except mailbericht.Onleesbaar as e:
        log.warning("mail onleesbaar reden=%s", e)
        return ONLEESBAAR, True
    except _STUK:
        raise
    except Exception as e:  # of this mail: the next ones must come in
        log.error("mail onleesbaar fout=%s", type(e).__name__)
        return ONLEESBAAR, True
    return MELDING, not u.herhaald


def _per_mail(b: mailbericht.Bericht) -> permail.PerMail:
    antwoord = f"antwoord aan: {b.antwoord_aan}\n" if b.antwoord_aan else ""
    return permail.PerMail(b.sleutel, b.naam, b.adres, b.onderwerp, b.tekst, f"{antwoord}{b.ondertekening}".strip(), b.bestanden)


def _moment(post: Post, in_kop: datetime | None) -> datetime:
    """When it was received, never later than now. In a folder the last server's own line is nearer to that than the file, unless it is not to be
    believed."""
    nu_ = nu()
    gezien = min(post.ontvangen or nu_, nu_)
    if post.zeker or in_kop is None or not gezien - OUD <= in_kop <= gezien:
        return gezien.astimezone(ZONE)
    return in_kop.astimezone(ZONE)


def _eigen() -> set[str]:
    """Mail of our own that comes back is a loop."""
    return {a.lower() for _, a in getaddresses([settings.DEFAULT_FROM_EMAIL, settings.SERVER_EMAIL]) if "@" in a}


def _gebied(gemeente: int, bus: Instelling) -> int | None:
    if not bus.gebied:
        return None
    with binnen(gemeente=gemeente):
        gevonden = Gebied.objects.filter(gemeente=gemeente, code=bus.gebied).values_list("id", flat=True).first()
    if gevonden is None:
        raise Onbereikbaar("geen gebied")
    return int(gevonden)


# how it goes, for who reads the desk


def _tel(gemeente: int, bus: Instelling, uitkomst: str) -> None:
    with kern.in_kern(gemeente, bus.gemeente) as k:
        k.cursor.execute(
            "insert into koppelingen_postbusdag (gemeente, naam, dag, uitkomst, aantal) values (%s, %s, %s, %s, 1)"
            " on conflict (gemeente, naam, dag, uitkomst) do update set aantal = koppelingen_postbusdag.aantal + 1",
            [gemeente, bus.naam, k.dag, uitkomst],
        )


def _noteer(gemeente: int, bus: Instelling, nakijken: int) -> None:
    with kern.in_kern(gemeente, bus.gemeente) as k:
        k.cursor.execute(
            "insert into koppelingen_postbus (gemeente, naam, gelezen, nakijken) values (%s, %s, %s, %s) on conflict (gemeente, naam)"
            " do update set gelezen = excluded.gelezen, nakijken = excluded.nakijken, stil = null",
            [gemeente, bus.naam, k.nu, nakijken],
        )


def _ruim_op(gemeente: int, code: str) -> None:
    """Old counts, and mailboxes that are set no more: nobody has to look after those."""
    namen = [b.naam for b in settings.POSTBUSSEN if b.gemeente == code]
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("delete from koppelingen_postbus where gemeente = %s and naam <> all(%s)", [gemeente, namen])
        k.cursor.execute("delete from koppelingen_postbusdag where gemeente = %s and dag < %s", [gemeente, k.dag - BEWAAR])


def _noteer_stil(gemeente: int, bus: Instelling) -> None:
    with kern.in_kern(gemeente, bus.gemeente) as k:
        k.cursor.execute(
            "insert into koppelingen_postbus (gemeente, naam, stil) values (%s, %s, %s) on conflict (gemeente, naam)"
            " do update set stil = coalesce(koppelingen_postbus.stil, excluded.stil)",
            [gemeente, bus.naam, k.nu],
        )


@dataclass(frozen=True, slots=True)
class Stand:
    """What a person has to do for a mailbox. `stil_sinds`: nobody reads it by machine since then."""

    naam: str
    nakijken: int
    stil_sinds: datetime | None
    vanzelf: int
    waarom: Mapping[str, int]  # of what was put aside these weeks


def standen(sessie: Sessie) -> list[Stand]:
    """The mailboxes of a municipality."""
    dagen: dict[str, Counter[str]] = {}
    for naam, uitkomst, n in rijen(
        "select naam, uitkomst, sum(aantal)::int from koppelingen_postbusdag where gemeente = %s and dag >= %s group by naam, uitkomst",
        [sessie.gemeente, sessie.dag - BEWAAR],
    ):
        dagen.setdefault(naam, Counter())[uitkomst] = n
    uit = []
    for naam, gelezen, stil, nakijken in rijen(
        "select naam, gelezen, stil, nakijken from koppelingen_postbus where gemeente = %s order by naam", [sessie.gemeente]
    ):
        c = dagen.get(naam, Counter())
        te_lang = gelezen is not None and nu() - gelezen > TE_LANG
        uit.append(
            Stand(
                naam,
                nakijken,
                (gelezen or stil) if stil is not None or te_lang else None,
                c[VANZELF],
                {w: c[w] for w in (TE_GROOT, ONLEESBAAR, GEWEIGERD) if c[w]},
            )
        )
    return uit
