# SPDX-License-Identifier: EUPL-1.2
"""What was told in a report, as the two comparisons read it: that of one report with another, and that of many together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen_samen import Samen
from wijkregie.klok import ZONE
from wijkregie.meldingen import triage
from wijkregie.meldingen.gelijkenis import Aanwijzing, Bericht, Moment
from wijkregie.meldingen.gelijkenis.aanwijzing import PATROON
from wijkregie.meldingen.gelijkenis.naam import lees_wie
from wijkregie.meldingen.herkenning import Bericht as Verteld
from wijkregie.meldingen.herkenning import herken
from wijkregie.meldingen.systeem import AANVULLING, INGEVULD, ONTVANGEN, gevuld
from wijkregie.norm.feiten.feit import Feit

_STERKTE, _HELDER = 0.7, 5.0
"""How strong a pattern is as evidence that two reports belong together: as a rule, and the points from which it counts more."""


def gegevens(gemeente: str, feiten: Sequence[Feit]) -> dict[str, Any]:
    """The fields of a report as they are known now: as the reporter gave them, over these what the desk filled in."""
    uit: dict[str, Any] = {}
    for soort in (afspraken.systeemfeit(gemeente, s) for s in (ONTVANGEN, INGEVULD)):
        for f in feiten:
            if f.soort == soort:
                uit |= gevuld(f.velden)
    return uit


def bericht_van(gemeente: str, feiten: Sequence[Feit]) -> Bericht:
    """A report as far as these facts tell it."""
    ontvangen, aanvulling = (afspraken.systeemfeit(gemeente, s) for s in (ONTVANGEN, AANVULLING))
    verteld = [f for f in feiten if f.soort in (ontvangen, aanvulling)]
    laatste = gegevens(gemeente, feiten)

    def tekst(veld: str) -> str:
        return str(laatste.get(veld) or "")

    return Bericht(
        waar=tekst("waar"),
        wie=tekst("wie_doet_het"),
        tekst=" ".join(str(f.velden.get("omschrijving") or "") for f in verteld),
        momenten=tuple(Moment(d if isinstance(d := f.velden.get("gebeurd_op"), date) else f.op) for f in verteld),
        melder_naam=tekst("melder_naam"),
        melder_bereikbaar=tekst("melder_bereikbaar"),
    )


def berichten_van(gemeente: str, feiten: Sequence[Feit], vanaf: int) -> list[Verteld]:
    """What was told in a report: the report itself, and each time that something was added."""
    ontvangen, aanvulling = (afspraken.systeemfeit(gemeente, s) for s in (ONTVANGEN, AANVULLING))
    verteld = [f for f in feiten if f.soort in (ontvangen, aanvulling)]
    basis = gegevens(gemeente, feiten)
    if not any(f.soort == ontvangen for f in verteld):
        return []
    positie = triage.model(gemeente, ONTVANGEN).velden.get("melder_positie")
    beroep = positie is not None and basis.get("melder_positie") == positie.waarden[2]
    wie = _tekst(basis, "wie_doet_het")
    nummer = lees_wie(wie).nummer
    return [
        Verteld(
            vanaf + i,
            _moment(f),
            waar=_tekst(basis, "waar"),
            tekst=_tekst(f.velden, "omschrijving"),
            wie=wie,
            wie_nummer="" if nummer is None else str(nummer),
            melder_naam=_tekst(basis, "melder_naam"),
            beroep=beroep,
            aangekruist=bool(f.velden.get("gedrag")),
        )
        for i, f in enumerate(verteld)
    ]


def _tekst(velden: Any, naam: str) -> str:
    return str(velden.get(naam) or "")


def _moment(f: Feit) -> datetime:
    dag = d if isinstance(d := f.velden.get("gebeurd_op"), date) else f.op
    return datetime(dag.year, dag.month, dag.day, tzinfo=ZONE)


def patroon_met(gemeente: str, melding: UUID, gelezen: Mapping[UUID, Samen]) -> dict[UUID, Aanwijzing]:
    """What early recognition takes together with this report, among those that were read: the same household by other words (TA-03.04)."""
    berichten: list[Verteld] = []
    van: list[UUID] = []
    for d, samen in gelezen.items():
        eigen = berichten_van(gemeente, samen.feiten, len(van))
        berichten += eigen
        van += [d] * len(eigen)
    for s in herken(berichten):
        leden = {van[b] for b in s.berichten}
        if melding in leden:
            waarom = f"rond {s.adres}: {s.voor[0]}" if s.voor else f"rond {s.adres}"
            return dict.fromkeys(leden - {melding}, Aanwijzing(PATROON, max(_STERKTE, min(1.0, s.punten / _HELDER)), waarom))
    return {}
