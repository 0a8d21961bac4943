# SPDX-License-Identifier: EUPL-1.2
"""Ending the code of a report, because somebody else may have it, and giving a new one: an act in the file, and in the same command what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4, uuid5

from wijkregie.dossier import kern
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.opdracht import Bezwaar, Geweigerd, Gewijzigd, Nieuw, Opdracht
from wijkregie.klok import nu
from wijkregie.meldingen import code, systeem
from wijkregie.meldingen.melder import Loket
from wijkregie.meldingen.openbaar import AlVerzonden
from wijkregie.partijen.sessie import Sessie

NET_VERANDERD: Final = "Een collega veranderde net iets aan de code. Open deze pagina opnieuw."


class Keuze(NamedTuple):
    """A question of the vocabulary, and what the desk may choose. The last value is for who reported and did it with the code."""

    veld: str
    waarden: tuple[str, ...]
    zelf: str


def keuzes(gemeente: str) -> tuple[Keuze, Keuze]:
    """Why a code ends, and how who reported was recognised: the first two choices of the fact."""
    _, model = systeem.model(gemeente, systeem.CODE_BEEINDIGD)
    waarom, hoe, *_ = (Keuze(n, tuple(v.waarden[:-1]), v.waarden[-1]) for n, v in model.velden.items() if v.soort == "keuze")
    return waarom, hoe


def beeindig(loket: Loket, sessie: Sessie, melding: UUID, sleutel: UUID, reden: str, herkend: str, *, nieuwe: bool) -> str:
    """End the code of a report; gives a new one if asked, to be shown now and never again: empty where it was shown before.

    Raises Geweigerd, AlVerzonden, Onbekend."""
    waarom, hoe = keuzes(loket.code)
    feiten = {systeem.CODE_BEEINDIGD: {waarom.veld: reden, hoe.veld: herkend}}
    return _leg_vast(loket, sessie, melding, sleutel, feiten | ({systeem.CODE_GEGEVEN: {hoe.veld: herkend}} if nieuwe else {}))


def geef(loket: Loket, sessie: Sessie, melding: UUID, sleutel: UUID, herkend: str) -> str:
    """A code for a report that has none that holds. Raises Geweigerd, AlVerzonden, Onbekend."""
    return _leg_vast(loket, sessie, melding, sleutel, {systeem.CODE_GEGEVEN: {keuzes(loket.code)[1].veld: herkend}})


def beeindig_zelf(loket: Loket, sleutel: code.Sleutel, formulier: UUID) -> None:
    """Who reported ends the code with which this page was opened. Raises Geweigerd, AlVerzonden, Onbekend."""
    waarom, hoe = keuzes(loket.code)
    beeindig(loket, code.sessie(loket, sleutel, nu().date()), sleutel.dossier, formulier, waarom.zelf, hoe.zelf, nieuwe=False)


def _leg_vast(loket: Loket, sessie: Sessie, melding: UUID, sleutel: UUID, feiten: Mapping[str, Mapping[str, Any]]) -> str:
    moment = nu()
    op = moment.isoformat(" ", "minutes")[:16]
    geheim = code.maak(loket, uuid5(sleutel, f"code|{melding}")) if systeem.CODE_GEGEVEN in feiten else ""

    def wissel(k: kern.Kern) -> None:
        if code.beeindig(k, loket, melding) != (systeem.CODE_BEEINDIGD in feiten):
            raise Geweigerd([Bezwaar(0, "bestaan", NET_VERANDERD)])
        if geheim:
            code.geef(k, loket, melding, geheim)

    nieuw = tuple(Nieuw(melding, uuid4(), {"feit": systeem.model(loket.code, s)[0], "op": op, "velden": dict(v)}) for s, v in feiten.items())
    opdracht = Opdracht(sleutel, nieuw, verzonden=canoniek([str(melding), sorted(feiten), [dict(v) for _, v in sorted(feiten.items())]]))
    try:
        uitslag = kern.leg_vast(sessie, opdracht, eerst=wissel)
    except Gewijzigd:
        raise AlVerzonden from None
    if uitslag.herhaald and geheim:
        return geheim if code.nog_te_zien(loket, geheim, _vastgelegd(loket, uitslag.feiten[0]), moment) else ""
    return geheim


def _vastgelegd(loket: Loket, feit: UUID) -> datetime:
    with kern.in_kern(loket.gemeente, loket.code) as k:
        k.cursor.execute("select vastgelegd from dossier_feit where gemeente = %s and id = %s", [k.gemeente, feit])
        sinds: datetime = k.cursor.fetchone()[0]
    return sinds
