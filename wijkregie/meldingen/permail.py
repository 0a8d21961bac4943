# SPDX-License-Identifier: EUPL-1.2
"""A report that came by mail: what it says becomes the text, its sender who reported. A person at the desk looks at it first, as at every report.

The same mail once. What of it could not be kept is named in the text: a report is never lost over a file. Nobody who mails gets a code by himself:
a sender is easily pretended, and the answer would go to whoever that is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

from wijkregie.dossier.bestanden import BestandFout, BestandNuNiet, bijlage
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.opdracht import Bijlage
from wijkregie.dossier.schoon import HOOGSTENS, leesbaar
from wijkregie.klok import vandaag
from wijkregie.meldingen import openbaar
from wijkregie.meldingen.melder import Loket
from wijkregie.meldingen.woorden import opzet

MEESTE_BESTANDEN: Final = 10
_RUIMTE: Final = UUID("1c7a5d0e-2b9f-5f3e-8a64-90d7c3b1e5f2")  # of names that are made here
_NAAM, _ADRES, _ONDERWERP, _BESTAND, _GENOEMD = 200, 2_000, 300, 80, 20
REST: Final = "De e-mail is te lang voor één melding. De rest staat in de mailbox."


class Nakijken(Exception):
    """It is no report as it is: a person has to look at the mail itself."""


@dataclass(frozen=True, slots=True)
class PerMail:
    """What a mail says. `sleutel`: what makes it the same mail; `bereikbaar`: lines under the address, as a signature."""

    sleutel: str
    naam: str
    adres: str
    onderwerp: str
    tekst: str
    bereikbaar: str = ""
    bestanden: tuple[tuple[str, bytes], ...] = ()


def kent(gemeente: str) -> bool:
    """Can a report come by mail, with this vocabulary?"""
    o = opzet(gemeente)
    return o is not None and o.mail is not None


def ontvang(loket: Loket, m: PerMail, moment: datetime, *, gebied: int | None, wacht_op_scanner: bool) -> openbaar.Ontvangen:
    """Record it. `moment`: when the mailbox received it, from which its terms run.

    Raises BestandNuNiet if it may wait for the scanner, Nakijken, Geweigerd, NiemandLeest.
    """
    o = opzet(loket.code)
    if o is None or o.mail is None:
        raise Nakijken
    bestanden, niet = _bestanden(m.bestanden, wacht_op_scanner)
    tekst = _tekst(m, niet)
    if not tekst and not bestanden:
        raise Nakijken
    velden: dict[str, Any] = {**o.mail.vast, o.mail.tekst: tekst or "(geen tekst, alleen bestanden)"}
    bereikbaar = leesbaar(f"{m.adres}\n{m.bereikbaar}")[:_ADRES]
    velden |= {n: w for n, w in ((o.mail.naam, leesbaar(m.naam)[:_NAAM]), (o.mail.adres, bereikbaar)) if w}
    wat = canoniek([m.adres, m.onderwerp, m.tekst, [(n, sha256(b).hexdigest()) for n, b in m.bestanden]])
    try:
        return _begin(loket, m.sleutel, velden, moment, gebied, bestanden, wat)
    except openbaar.AlVerzonden:  # another mail under the name of an earlier one: of a careless program, and no less a report
        return _begin(loket, f"{m.sleutel}|{sha256(wat).hexdigest()}", velden, moment, gebied, bestanden, wat)


def _begin(
    loket: Loket, sleutel: str, velden: dict[str, Any], moment: datetime, gebied: int | None, bestanden: tuple[Bijlage, ...], wat: bytes
) -> openbaar.Ontvangen:
    formulier = uuid5(_RUIMTE, f"{loket.gemeente}|{sleutel}")
    op = moment.isoformat(" ", "minutes")[:16]
    return openbaar.begin(loket, loket.sessie(vandaag()), velden, op, moment, formulier, gebied, bestanden, met_code=False, verzonden=wat)


def _bestanden(gegeven: tuple[tuple[str, bytes], ...], wacht: bool) -> tuple[tuple[Bijlage, ...], list[str]]:
    """The files that can be kept, and in words those that cannot."""
    goed: list[Bijlage] = []
    niet: list[str] = []
    keer: Counter[str] = Counter()
    for naam, inhoud in gegeven:
        try:
            if len(goed) == MEESTE_BESTANDEN:
                raise BestandFout(f"Er passen {MEESTE_BESTANDEN} bestanden bij een melding.")
            b = bijlage(leesbaar(naam) or "bestand", inhoud)
            keer[b.naam] += 1
            goed.append(replace(b, naam=f"{keer[b.naam]} {b.naam}") if keer[b.naam] > 1 else b)
        except BestandNuNiet:
            if wacht:
                raise
            niet.append(f"{leesbaar(naam)[:_BESTAND]}: dit bestand kon niet op virussen worden nagekeken.")
        except BestandFout as e:
            niet.append(f"{leesbaar(naam)[:_BESTAND]}: {e}")
    return tuple(goed), niet


def _tekst(m: PerMail, niet: list[str]) -> str:
    """Subject, what it says, and what was left in the mailbox; never longer than a field holds."""
    onderwerp, tekst = leesbaar(m.onderwerp)[:_ONDERWERP], leesbaar(m.tekst[: 3 * HOOGSTENS])
    slot = ""
    if niet:
        over = len(niet) - _GENOEMD
        meer = [f"En nog {over} {'bestand' if over == 1 else 'bestanden'}."] if over > 0 else []
        slot = "\n\n" + "\n".join(["Niet overgenomen uit de e-mail; het staat nog in de mailbox:", *(f"- {n}" for n in niet[:_GENOEMD]), *meer])
    boven = f"Onderwerp: {onderwerp}\n\n" if onderwerp else ""
    ruimte = HOOGSTENS - len(boven) - len(slot)
    if len(tekst) > ruimte:
        slot = f"\n\n{REST}{slot}"
        tekst = tekst[: ruimte - len(REST) - 2]
    return f"{boven}{tekst}{slot}".strip()
