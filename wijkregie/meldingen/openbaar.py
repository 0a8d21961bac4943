# SPDX-License-Identifier: EUPL-1.2
"""A report of a resident: recorded in one command with its code, or not at all. Before it is sent nothing of it is kept here."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

from wijkregie.dossier import kern
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.opdracht import Begin, Bijlage, Geweigerd, Gewijzigd, Nieuw, Opdracht
from wijkregie.meldingen import code, systeem
from wijkregie.meldingen.melder import Loket
from wijkregie.partijen.sessie import Sessie

log = logging.getLogger("wijkregie.melding")


class NiemandLeest(Exception):
    """Nobody would see this report: without its area nobody fills the role that reads it."""


class AlVerzonden(Exception):
    """This form was sent before, with something else in it."""


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """What came of a report. `code`: shown now and never again; empty where it was shown before."""

    dossier: UUID
    nummer: str
    code: str
    herhaald: bool = False


def ontvang(
    loket: Loket, velden: Mapping[str, Any], moment: datetime, formulier: UUID, *, gebied: int | None = None, bijlagen: tuple[Bijlage, ...] = ()
) -> Ontvangen:
    """Record a report of the public form. The same form once. Raises Geweigerd, NiemandLeest, AlVerzonden."""
    return begin(loket, loket.sessie(moment.date()), velden, moment.isoformat(" ", "minutes")[:16], moment, formulier, gebied, bijlagen)


def begin(
    loket: Loket,
    sessie: Sessie,
    velden: Mapping[str, Any],
    op: str,
    moment: datetime,
    formulier: UUID,
    gebied: int | None,
    bijlagen: tuple[Bijlage, ...] = (),
    ook: tuple[Mapping[str, Any], ...] = (),
    *,
    met_code: bool = True,
    verzonden: bytes | None = None,
) -> Ontvangen:
    """Begin a report with its first fact and its code, by whoever this session is for. `ook`: facts that are recorded with it; `verzonden`: what was
    sent, where that is not what is recorded."""
    dossier = uuid5(formulier, f"melding|{loket.gemeente}|{sessie.login}")
    geheim = code.maak(loket, formulier) if met_code else ""
    feit, _ = systeem.model(loket.code)
    nieuw = Nieuw(dossier, uuid4(), {"feit": feit, "op": op, "velden": dict(velden)}, bijlagen=bijlagen)
    gegeven = {"feit": systeem.model(loket.code, systeem.CODE_GEGEVEN)[0], "op": moment.isoformat(" ", "minutes")[:16], "velden": {}}
    feiten = (nieuw, *(Nieuw(dossier, uuid4(), dict(f)) for f in (*ook, *((gegeven,) if met_code else ()))))
    wat = _verzonden(nieuw, gebied) if verzonden is None else verzonden
    opdracht = Opdracht(formulier, feiten, (Begin(dossier, systeem.SOORT, systeem.protocol(loket.code), gebied),), verzonden=wat)

    def leest_iemand(k: kern.Kern) -> None:
        k.cursor.execute("select exists (select 1 from delen_toegang where gemeente = %s and dossier = %s and sleutel > 0)", [k.gemeente, dossier])
        if not k.cursor.fetchone()[0]:
            if gebied is None:
                raise NiemandLeest
            log.error("melding zonder lezer gebied=%s", gebied)  # kept all the same: a report is never lost

    try:
        uitslag = kern.leg_vast(sessie, opdracht, eerst=(lambda k: code.geef(k, loket, dossier, geheim)) if met_code else None, daarna=leest_iemand)
    except Gewijzigd:
        raise AlVerzonden from None
    except Geweigerd as e:
        if all(b.soort == "bestaan" for b in e.bezwaren):
            raise AlVerzonden from None
        raise
    if not uitslag.herhaald:
        return Ontvangen(dossier, uitslag.gemaakt[0][1], geheim)
    nummer, sinds = _eerder(loket, dossier)
    return Ontvangen(dossier, nummer, geheim if met_code and code.nog_te_zien(loket, geheim, sinds, moment) else "", herhaald=True)


def _eerder(loket: Loket, dossier: UUID) -> tuple[str, datetime]:
    with kern.in_kern(loket.gemeente, loket.code) as k:
        k.cursor.execute(
            "select d.nummer, min(f.vastgelegd) from dossier_dossier d join dossier_feit f on f.gemeente = d.gemeente and f.dossier = d.id"
            " where d.gemeente = %s and d.id = %s group by d.nummer",
            [k.gemeente, dossier],
        )
        nummer, sinds = k.cursor.fetchone()
    return nummer, sinds


def _verzonden(n: Nieuw, gebied: int | None) -> bytes:
    """What was sent, without the moment: who sends it again does so later."""
    return canoniek([n.ruw["velden"], gebied, [(b.naam, sha256(b.inhoud).hexdigest()) for b in n.bijlagen]])
