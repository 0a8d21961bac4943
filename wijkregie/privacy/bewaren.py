# SPDX-License-Identifier: EUPL-1.2
"""Terms that the agreements leave open and for which there is no default: how long a dossier is kept after it was closed, and within how long
emergency access is judged. The municipality chooses."""

from __future__ import annotations

from datetime import date
from typing import Final

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.kern import Kern
from wijkregie.dossier.taken import gemeenten
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.privacy.inrichten import toezichtrollen

BEWAARTERMIJN: Final = "bewaartermijn"
OORDEELTERMIJN: Final = "oordeeltermijn"
_WAT: Final = {BEWAARTERMIJN: "hoe lang een gesloten dossier bewaard blijft", OORDEELTERMIJN: "binnen hoeveel werkdagen noodtoegang wordt beoordeeld"}
Keuzes = tuple[tuple[str, date, str], ...]


def termijn(k: Kern, protocollen: tuple[str, ...], systeem: str = BEWAARTERMIJN) -> Termijn | None:
    """The term for a dossier with these protocols: the longest of their choices; None as long as one was not made.

    An agreement that has no such choice follows the others of its municipality.
    """
    keuzes = afspraken.keuzes(k.code, protocollen, systeem) or afspraken.keuzes(k.code, afspraken.protocollen(k.code), systeem)
    gekozen = [opties.get(_gekozen(naam, k.partijen.keuzes, k.dag) or "") for naam, opties in keuzes]
    termijnen = [t for t in gekozen if isinstance(t, Termijn)]
    if not gekozen or len(termijnen) < len(gekozen):
        return None
    return max(termijnen, key=lambda t: tot(t, k))


def tot(t: Termijn, k: Kern, anker: date | None = None) -> date:
    """The last day on which it is kept."""
    versies = afspraken.regelset(k.code, afspraken.protocollen(k.code)).versies
    kalender = next(reeks[-1].kalender for reeks in versies.values())
    return t.na(anker or k.dag, kalender)[0]


def ongekozen(gemeente: int, code: str, systeem: str = BEWAARTERMIJN) -> list[str]:
    """The choices of such a term that this municipality has yet to make."""
    with kern.in_kern(gemeente, code, foto=True) as k:
        namen = afspraken.keuzes(code, afspraken.protocollen(code), systeem)
        return [naam for naam, opties in namen if _gekozen(naam, k.partijen.keuzes, k.dag) not in opties]


def zonder_keuze(systeem: str) -> list[str]:
    """What stands in the way of production: municipalities that have such a choice and did not make it."""
    return [
        f"Gemeente {code} heeft niet gekozen {_WAT[systeem]} (keuze {naam}). Zet de keuze bij keuzes in het bestand met"
        " partijen en draai: wijkregie partijen importeer. Zie docs/howto/bewaren.md."
        for gemeente, code in gemeenten()
        for naam in ongekozen(gemeente, code, systeem)
    ]


def zonder_bewaartermijn() -> list[str]:
    """The same, and municipalities that have nothing to choose: everything would be kept for ever."""
    zonder = [
        f"Geen afspraak van gemeente {code} vraagt {_WAT[BEWAARTERMIJN]}. Zet bij keuzes in een protocol een keuze met"
        f" systeem: {BEWAARTERMIJN}. Zie docs/howto/bewaren.md."
        for _, code in gemeenten()
        if not afspraken.keuzes(code, afspraken.protocollen(code), BEWAARTERMIJN)
    ]
    return zonder + zonder_keuze(BEWAARTERMIJN)


def zonder_oordeeltermijn() -> list[str]:
    return zonder_keuze(OORDEELTERMIJN)


def zonder_toezicht() -> list[str]:
    """What stands in the way too: municipalities in which no role reads the log, judges emergencies and decides on destruction."""
    return [
        f"Gemeente {code} heeft geen rol die op de privacy toeziet. Zet bij een rol in de woordenlijst systeem: privacy. Zie docs/howto/bewaren.md."
        for _, code in gemeenten()
        if not toezichtrollen(code)
    ]


def _gekozen(naam: str, keuzes: Keuzes, dag: date) -> str | None:
    return next((optie for n, vanaf, optie in reversed(keuzes) if n == naam and vanaf <= dag), None)
