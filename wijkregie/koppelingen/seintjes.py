# SPDX-License-Identifier: EUPL-1.2
"""Mail to who asked for it: how much there is to do, and of meetings an invitation and a reminder. Numbers, days and links: nothing of a case.

What went is written down before it goes: after a crash in between a mail is missing, and never there twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import connections, transaction

from wijkregie.delen.context import EIGEN_WERK, zet
from wijkregie.delen.lezing import verzamel
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_werk import GROEPEN, kalender, per_vak
from wijkregie.dossier.lezen_wie import gebieden
from wijkregie.klok import nu, vandaag
from wijkregie.koppelingen import agenda, ics
from wijkregie.koppelingen.agenda import DEUR
from wijkregie.koppelingen.post import stuur
from wijkregie.overleg.lezen import naam_van
from wijkregie.partijen.models import Login
from wijkregie.partijen.sessie import GeenToegang, Sessie, maak_sessie
from wijkregie.privacy import leeslog

log = logging.getLogger("wijkregie.taken")
BEWAAR: Final = timedelta(days=31)
STOPPEN: Final = "Geen mail meer? Zet het uit op {site}/agenda/"
_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a member asked for. Nothing, until he asks."""

    taken: bool = False
    overleg: bool = False


@dataclass(frozen=True, slots=True)
class Bericht:
    """One mail. `wat`: what it tells, each told once; `tot`: the day after which that need not be known."""

    onderwerp: str
    tekst: str
    wat: tuple[str, ...]
    tot: date
    agenda: str = ""


def keuze(sessie: Sessie) -> Keuze:
    vraag = "select taken, overleg from koppelingen_mail where gemeente = %s and lidmaatschap = %s"
    gevonden = rijen(vraag, [sessie.gemeente, sessie.lidmaatschap])
    return Keuze(*gevonden[0]) if gevonden else Keuze()


def kies(sessie: Sessie, k: Keuze) -> None:
    rijen(
        "insert into koppelingen_mail (gemeente, lidmaatschap, login, taken, overleg) values (%s, %s, %s, %s, %s)"
        " on conflict (gemeente, lidmaatschap) do update set taken = excluded.taken, overleg = excluded.overleg returning 1",
        [sessie.gemeente, sessie.lidmaatschap, sessie.login, k.taken, k.overleg],
    )


# the job


def stuur_alles(gemeente: int, code: str) -> int:
    """Send what is due in a municipality; gives how many mails went."""
    if not settings.MAIL_GAAT_UIT or not settings.EIGEN_ADRES:
        return 0
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select lidmaatschap, login, taken, overleg from koppelingen_mail where taken or overleg order by lidmaatschap")
        wie = k.cursor.fetchall()
        k.cursor.execute("delete from koppelingen_verzonden where tot < %s", [k.dag])
    n = 0
    for lid, login, *gevraagd in wie:
        try:
            n += _voor_een(gemeente, code, lid, login, Keuze(*gevraagd))
        except Exception as e:  # of one member: the others still hear
            log.error("seintje mislukt gemeente=%s lidmaatschap=%d fout=%s", code, lid, type(e).__name__)
    return n


def _voor_een(gemeente: int, code: str, lid: int, login: int, k: Keuze) -> int:
    """What this member has to hear, read as that member reads; who is none any more hears nothing."""
    eerder = _verzonden(gemeente, code, lid)
    with verzamel() as gelezen, transaction.atomic():
        try:
            s = maak_sessie(lid, login, vandaag(), afspraken.boven)
        except GeenToegang:
            return 0
        doelen = _open(s)
        berichten = berichten_voor(s, k, eerder)
        adres = str(Login.objects.values_list("gebruikersnaam", flat=True).get(id=login)) if berichten else ""
        leeslog.schrijf_alles(s, DEUR, doelen, gelezen)
    klaar = [b for b in berichten if _noteer(gemeente, code, lid, b)]
    return sum(stuur(adres, b.onderwerp, f"{b.tekst}\n\n{STOPPEN.format(site=settings.EIGEN_ADRES)}\n", b.agenda) for b in klaar)


def _open(s: Sessie) -> list[int]:
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, s.gemeente)
        doelen = [EIGEN_WERK, *(bits.doel[d] for d in afspraken.deur(s.gemeente_code, DEUR))]
        zet(c, s, doelen)
    return doelen


def _verzonden(gemeente: int, code: str, lid: int) -> set[str]:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select wat from koppelingen_verzonden where gemeente = %s and lidmaatschap = %s", [gemeente, lid])
        return {wat for (wat,) in k.cursor.fetchall()}


def _noteer(gemeente: int, code: str, lid: int, b: Bericht) -> bool:
    """Write down that it goes; no if another worker did."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "insert into koppelingen_verzonden (gemeente, lidmaatschap, wat, tot) select %s, %s, w, %s from unnest(%s::text[]) w"
            " on conflict do nothing returning 1",
            [gemeente, lid, b.tot, list(b.wat)],
        )
        return bool(k.cursor.fetchall())


# what there is to tell


def berichten_voor(s: Sessie, k: Keuze, eerder: set[str]) -> list[Bericht]:
    uit: list[Bericht] = []
    if k.taken:
        uit += _taken(s, eerder)
    if k.overleg:
        uit += [*_uitnodiging(s, eerder), *_herinnering(s, eerder)]
    return uit


def _taken(s: Sessie, eerder: set[str]) -> Iterable[Bericht]:
    """Once on a working day, if there is something to do."""
    wat = f"taken|{s.dag}"
    if wat in eerder or not kalender(s.gemeente_code).is_werkdag(s.dag):
        return
    vakken = per_vak(s, agenda.wiens(s))
    week, laat = (sum(vakken[v] for v in GROEPEN[g]) for g in ("week", "laat"))
    if week or laat:
        yield Bericht("Uw taken in Wijkregie", f"{takenzin(week, laat)}\n\n{settings.EIGEN_ADRES}/werk/", (wat,), s.dag + BEWAAR)


def takenzin(week: int, laat: int) -> str:
    """All of this week, with what should have been done before."""
    n = week + laat
    alles = f"U heeft {n} {'taak' if n == 1 else 'taken'} deze week"
    if not laat:
        return f"{alles}."
    return f"{alles}, die is te laat." if n == 1 else f"{alles}, {laat} {'is' if laat == 1 else 'zijn'} te laat."


def _uitnodiging(s: Sessie, eerder: set[str]) -> Iterable[Bericht]:
    """Once for each day that a meeting is planned on; and if it is off, for who was told that it is on."""
    streken = {g.id: g.naam for g in gebieden(s).values()}
    regels, dagen, wat = [], [], []
    komt = sorted(((b.op, r.nummer, r, b) for r, b in agenda.overleggen(s) if b.op >= s.dag and b.gehouden is None), key=lambda x: x[:2])
    for op, _, r, b in komt:
        merk = f"{'afgezegd' if b.afgezegd else 'gepland'}|{b.id}|{op}"
        verteld = any(x.startswith(f"gepland|{b.id}|") for x in eerder)
        if merk in eerder or (b.afgezegd and not verteld):
            continue
        d = agenda.als_dag(r, b, streken, settings.EIGEN_ADRES)
        hoe = " gaat niet door" if b.afgezegd else ", op een andere dag" if verteld else ""
        regels.append(f"{d.titel}{hoe}: {dag(op)}\n{d.adres}")
        dagen.append(d)
        wat.append(merk)
    if wat:
        bestand = ics.kalender("Overleggen", dagen, site_van(settings.EIGEN_ADRES), nu())
        yield Bericht("Uw overleggen in Wijkregie", "\n\n".join(regels), tuple(wat), komt[-1][0] + BEWAAR, bestand)


def _herinnering(s: Sessie, eerder: set[str]) -> Iterable[Bericht]:
    """On the last working day before a meeting."""
    kal = kalender(s.gemeente_code)
    if not kal.is_werkdag(s.dag):
        return
    tot = kal.werkdag_na(s.dag, 1)
    streken = {g.id: g.naam for g in gebieden(s).values()}
    komt = [(b.op, naam_van(r, streken), f"/overleg/{r.nummer}/{b.id}/", b) for r, b in agenda.overleggen(s) if s.dag < b.op <= tot]
    nieuw = sorted((op, naam, plek, f"straks|{b.id}|{op}") for op, naam, plek, b in komt if not b.afgezegd and b.gehouden is None)
    nieuw = [x for x in nieuw if x[3] not in eerder]
    if nieuw:
        regels = "\n\n".join(f"{naam}: {dag(op)}\n{settings.EIGEN_ADRES}{plek}" for op, naam, plek, _ in nieuw)
        tekst = f"U heeft binnenkort overleg. Kijk welke zaken op uw informatie wachten.\n\n{regels}"
        yield Bericht("Binnenkort overleg in Wijkregie", tekst, tuple(x[3] for x in nieuw), tot + BEWAAR)


def dag(d: date) -> str:
    return f"{_DAGEN[d.weekday()]} {d.day}-{d.month}-{d.year}"


def site_van(adres: str) -> str:
    """The name of the site, for the ids of days."""
    return adres.partition("://")[2].partition("/")[0].partition(":")[0]
