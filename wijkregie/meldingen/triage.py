# SPDX-License-Identifier: EUPL-1.2
"""What is decided on a report, as one command: the decision, the link in the report and in the case, the signal that the case reads, the answer to
the reporter. All of it or nothing. Nothing of the reporter goes into the case: what the case reads of it, the person who decides writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.meedoen import eigen_deelname
from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
from wijkregie.dossier.zoeken import ZAAK
from wijkregie.meldingen.systeem import BEANTWOORD, GETRIEERD, SOORT
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.partijen.sessie import Sessie

GEKOPPELD, LOSGEMAAKT, SIGNAAL = "melding.gekoppeld", "melding.losgemaakt", "signaal.ontvangen"
VERBONDEN, VERBINDING_LOS = "dossier.verbonden", "dossier.losgemaakt"
NODIG: Final = (GETRIEERD, GEKOPPELD, LOSGEMAAKT, SIGNAAL, BEANTWOORD)
AANSLUITEN, STARTEN, DOORVERWIJZEN, AFSLUITEN = range(4)
"""What can be decided: the values of the question, in the order in which the vocabulary names them."""


@cache
def kent(gemeente: str) -> bool:
    """Does the vocabulary of a municipality have all that a decision needs?"""
    try:
        for s in NODIG:
            afspraken.systeemfeit(gemeente, s)
    except LookupError:
        return False
    return True


def model(gemeente: str, systeem: str) -> FeitType:
    return afspraken.wereld(gemeente).feiten[afspraken.systeemfeit(gemeente, systeem)]


def uitkomsten(gemeente: str) -> tuple[str, ...]:
    """The values of the decision, by place: AANSLUITEN, STARTEN, DOORVERWIJZEN, AFSLUITEN."""
    return tuple(model(gemeente, GETRIEERD).velden["uitkomst_triage"].waarden)


@cache
def leest_signaal(gemeente: str, protocollen: tuple[str, ...]) -> bool:
    """Does a case with these agreements owe something when a signal comes in?"""
    feit = afspraken.systeemfeit(gemeente, SIGNAAL)
    return any(feit in p.soorten for reeks in afspraken.regelset(gemeente, protocollen).versies.values() for p in reeks[-1].plichten.values())


@cache
def protocollen_met_signaal(gemeente: str) -> tuple[str, ...]:
    """The agreements under which a case begins from a report."""
    return tuple(n for n in afspraken.protocollen(gemeente) if leest_signaal(gemeente, (n,)))


def aard(gemeente: str) -> tuple[str, Veld] | None:
    """The question of a signal that says what kind of behaviour it is: its first choice."""
    return next(((n, v) for n, v in model(gemeente, SIGNAAL).velden.items() if v.soort == "keuze"), None)


@dataclass(frozen=True, slots=True)
class Besluit:
    """What somebody decided. `velden`: of the decision; `signaal`: what the case may read; `antwoord`: fields of the answer, none: not now."""

    uitkomst: int
    velden: Mapping[str, Any]
    signaal: Mapping[str, Any] = field(default_factory=dict)
    antwoord: Mapping[str, Any] | None = None


def opdracht(
    sessie: Sessie,
    sleutel: UUID,
    melding: UUID,
    b: Besluit,
    *,
    zaak: UUID | None = None,
    met_signaal: bool = False,
    begin: Begin | None = None,
    over: UUID | None = None,
    persoon: tuple[Sequence[Begin], Sequence[Nieuw]] = ((), ()),
) -> Opdracht:
    """The command. `zaak`: the case that it is joined to; `begin`: that case begins here, about the person `over` if that is known, who is entered in
    the same command (`persoon`) if nobody did before."""
    doel = begin.id if begin is not None else zaak
    feiten: list[Nieuw] = [*persoon[1]]  # the person first: the case reads who it is
    if doel is not None:
        if begin is not None:
            feiten += [Nieuw(doel, uuid4(), f) for f in eigen_deelname(sessie)]
            if over is not None:
                gaat_over = model(sessie.gemeente_code, VERBONDEN).velden["relatie"].waarden[0]
                feiten.append(_feit(sessie, doel, VERBONDEN, {"ander": str(over), "relatie": gaat_over}))
        feiten.append(_feit(sessie, doel, VERBONDEN, {"ander": str(melding), "relatie": SOORT}))
        if met_signaal:
            feiten.append(_feit(sessie, doel, SIGNAAL, b.signaal))
    feiten.append(_feit(sessie, melding, GETRIEERD, {**b.velden, "uitkomst_triage": uitkomsten(sessie.gemeente_code)[b.uitkomst]}))
    if doel is not None:
        feiten.append(_feit(sessie, melding, GEKOPPELD, {"zaak": str(doel)}))
    if b.antwoord is not None:
        feiten.append(_feit(sessie, melding, BEANTWOORD, b.antwoord))
    return Opdracht(sleutel, tuple(feiten), () if begin is None else (begin, *persoon[0]))


def losmaken(sessie: Sessie, sleutel: UUID, melding: UUID, zaak: UUID, reden: str) -> Opdracht:
    """The link is taken back, in the case and in the report. What the case recorded of it stays: that is rectified there by who may."""
    return Opdracht(
        sleutel,
        (
            _feit(sessie, zaak, VERBINDING_LOS, {"ander": str(melding), "relatie": SOORT, "reden": reden}),
            _feit(sessie, melding, LOSGEMAAKT, {"zaak": str(zaak), "motivering": reden}),
        ),
    )


def heeft_code(sessie: Sessie, melding: UUID) -> bool:
    """Can the reporter read an answer with the code of this report?"""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        return bool(k.zaaksleutels(melding))


def nieuwe_zaak(gebied: int | None, behandelaar: int | None, protocollen: tuple[str, ...]) -> Begin:
    return Begin(uuid4(), ZAAK, protocollen, gebied, behandelaar)


def _feit(sessie: Sessie, dossier: UUID, systeem: str, velden: Mapping[str, Any]) -> Nieuw:
    soort = afspraken.systeemfeit(sessie.gemeente_code, systeem)
    opent = afspraken.wereld(sessie.gemeente_code).feiten[soort].opent
    return Nieuw(dossier, uuid4(), {"feit": soort, "op": sessie.dag.isoformat(), "velden": dict(velden)}, uuid4() if opent else None)
