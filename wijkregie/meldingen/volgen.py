# SPDX-License-Identifier: EUPL-1.2
"""What a code shows: the messages to who reported, and what that one recorded. Read on the connection of pages: row-level security decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from wijkregie.dossier import kern
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_feiten import feiten
from wijkregie.dossier.opdracht import Bijlage, Geweigerd, Gewijzigd, Nieuw, Opdracht
from wijkregie.meldingen import systeem
from wijkregie.meldingen.openbaar import AlVerzonden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class Melding:
    """A report as its reporter sees it."""

    nummer: str
    ontvangen: date
    gesloten: bool
    eigen: tuple[Feit, ...]  # what the reporter recorded, the oldest first
    berichten: tuple[Feit, ...]  # the newest first

    @property
    def uitkomst(self) -> bool:
        """Is there a message that says what was decided? The last kind that the vocabulary lists."""
        return bool(self.soorten) and self.soorten[0] == self.laatste_soort

    soorten: tuple[str, ...] = ()
    laatste_soort: str = ""


def melding(sessie: Sessie, dossier: UUID) -> Melding | None:
    """None: there is nothing for this session."""
    gevonden = rijen("select nummer, begonnen, gesloten_op from dossier_dossier where gemeente = %s and id = %s", [sessie.gemeente, dossier])
    if not gevonden:
        return None
    nummer, begonnen, gesloten_op = gevonden[0]
    code = sessie.gemeente_code
    beantwoord, model = systeem.model(code, systeem.BEANTWOORD)
    verteld = {systeem.model(code)[0], systeem.model(code, systeem.AANVULLING)[0]}
    alle = feiten(sessie, dossier)
    geldend = [f for f in alle.gevouwen.feiten if alle.categorieen.get(f.id)]
    berichten = tuple(reversed([f for f in geldend if f.soort == beantwoord]))
    eigen = tuple(f for f in geldend if f.soort in verteld and alle.vastleggers.get(f.id) == sessie.organisatie)
    soort = next((n for n, v in model.velden.items() if v.soort == "keuze"), "")
    laatste = model.velden[soort].waarden[-1] if soort else ""
    return Melding(nummer, begonnen, gesloten_op is not None, eigen, berichten, tuple(str(f.velden.get(soort)) for f in berichten), laatste)


def vul_aan(sessie: Sessie, dossier: UUID, velden: dict[str, Any], moment: datetime, sleutel: UUID, bijlagen: tuple[Bijlage, ...]) -> bool:
    """Add to the report of this session; False: it was sent before. Raises Geweigerd, AlVerzonden."""
    feit, _ = systeem.model(sessie.gemeente_code, systeem.AANVULLING)
    nieuw = Nieuw(dossier, uuid4(), {"feit": feit, "op": moment.isoformat(" ", "minutes")[:16], "velden": velden}, bijlagen=bijlagen)
    try:
        uitslag = kern.leg_vast(sessie, Opdracht(sleutel, (nieuw,), verzonden=canoniek([velden, [b.naam for b in bijlagen]])))
    except Gewijzigd:
        raise AlVerzonden from None
    except Geweigerd as e:
        if all(b.soort == "bestaan" for b in e.bezwaren):
            raise AlVerzonden from None
        raise
    return not uitslag.herhaald
