# SPDX-License-Identifier: EUPL-1.2
"""The person that a case is about, asked in one form: one who is known here, a new one, or still unknown."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from wijkregie.dossier import personen
from wijkregie.dossier.opdracht import Begin, Nieuw
from wijkregie.dossier.personen import GEGEVENS, PERSOON, Kandidaat
from wijkregie.meldingen.gelijkenis.naam import lees_wie
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Optie, Vraag
from wijkregie.scherm.paginas.nieuw_wie import KEUZE, NIEUW, WieEnWaar
from wijkregie.scherm.paginas.vragen import een, naam_van

ONBEKEND, GEEN_VAN_DEZE = "onbekend", "geen_van_deze"
WIE: Final = KEUZE[PERSOON]
MEESTE: Final = 5


class Persoon(WieEnWaar):
    """`wie`: what somebody told of who it is, to look for. `onbekend`: may it stay open?"""

    def __init__(self, sessie: Sessie, ingevuld: dict[str, list[str]], wie: str = "", *, onbekend: bool = True) -> None:
        super().__init__(sessie, ingevuld)
        self.onbekend = onbekend
        namen = " ".join(lees_wie(wie).namen)
        self._verteld = personen.kandidaten(sessie, PERSOON, namen) if namen else []
        self._gelezen = False

    @property
    def mag_inschrijven(self) -> bool:
        """May this session enter a person? If and only if the vocabulary names one of its roles, or one above it."""
        wie = set(self.w.feiten[self.soort(GEGEVENS[PERSOON])].door or ())
        return any(wie.intersection((r, *self.w.boven(r))) for r in self.sessie.rollen)

    @property
    def getypt(self) -> bool:
        return any(een(self.ingevuld, naam_van(n)).strip() for n in self.w.feiten[self.soort(GEGEVENS[PERSOON])].velden)

    @property
    def gekozen(self) -> str:
        return een(self.ingevuld, WIE) or (ONBEKEND if self.onbekend else NIEUW)

    def kandidaten(self, kind: str) -> list[Kandidaat]:
        """By what was typed, then by what was told: whom this session knows already, and no more than that."""
        getypt = super().kandidaten(kind) if self._gelezen and self.velden.get(kind) else []
        return list({k.id: k for k in (*getypt, *self._verteld)}.values())[:MEESTE]

    def vragen(self) -> tuple[Vraag, ...]:
        """None where there is nobody to choose and this session enters nobody."""
        bekend = self.kandidaten(PERSOON)
        if not bekend and not self.mag_inschrijven:
            return ()
        velden = self._vragen_van(GEGEVENS[PERSOON]) if self.mag_inschrijven else ()
        if not bekend and not self.onbekend:
            return velden
        gekozen = self.gekozen
        opties = [Optie(str(k.id), k.titel, ", ".join(k.regels), gekozen=gekozen == str(k.id)) for k in bekend]
        if self.mag_inschrijven and self.getypt and bekend:
            opties.append(Optie(GEEN_VAN_DEZE, "Geen van deze mensen", "U schrijft hieronder iemand in die hier nog niet staat."))
        elif self.mag_inschrijven:
            opties.append(Optie(NIEUW, "Iemand die hier nog niet staat" if bekend else "Dat is bekend", "Vul hieronder in wie."))
        if self.onbekend:
            opties.append(Optie(ONBEKEND, "Dat is nog onbekend", "U kunt het later in het dossier invullen."))
        uitleg = "U ziet niet welke dossiers iemand heeft." if bekend else ""
        keuze = Vraag(WIE, "Over wie gaat het dossier?", "keuze", uitleg, gekozen, tuple(opties), fout=self.fouten.get(WIE, ""))
        if not velden or not self.onbekend:
            return (keuze, *velden)
        return (keuze, Vraag("wie-gegevens", "Wie is het?", "groep", delen=velden, vouw="Gegevens van deze persoon"))

    def lees(self) -> None:
        """Check it; `fouten` then says what is wrong."""
        gekozen = self.gekozen
        if self.getypt or gekozen in (NIEUW, GEEN_VAN_DEZE):
            self._lees_kind(PERSOON)
            self._gelezen = True
        if self.bestaand(PERSOON) is not None:
            self.fouten.clear()
        elif gekozen == ONBEKEND and self.onbekend:
            self.fouten.clear()
            if self.getypt:
                self.fouten[WIE] = "U vulde een persoon in. Gaat het dossier over deze persoon? Kies dat dan."
        elif gekozen not in (NIEUW, GEEN_VAN_DEZE) or not self.mag_inschrijven:
            self.fouten[WIE] = "Kies over wie het dossier gaat."
        elif gekozen == NIEUW and not self.fouten and self.kandidaten(PERSOON):
            self.fouten[WIE] = "Er staan hier mensen met zo'n naam. Kies of het een van hen is."

    def opdracht(self) -> tuple[UUID | None, list[Begin], list[Nieuw]]:
        """After `lees`: whom the case is about, and what is begun and recorded for that."""
        begin: list[Begin] = []
        feiten: list[Nieuw] = []
        bekend = self.bestaand(PERSOON)
        if bekend is not None or self.gekozen not in (NIEUW, GEEN_VAN_DEZE):
            return bekend, begin, feiten
        return self._nieuw_kind(PERSOON, begin, feiten, None), begin, feiten
