# SPDX-License-Identifier: EUPL-1.2
"""Scenarios: a story of facts, and what must hold on given days. They are tests, documentation and demo data at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from wijkregie.norm.afleiding.leid_af import Stand, leid_af
from wijkregie.norm.afleiding.publicaties import publicaties
from wijkregie.norm.afleiding.weergave import stand_json
from wijkregie.norm.feiten.beeld import Omstandigheden, Verbonden
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.proef.scenariolezer import Dossier, ScenarioLezer, Verbinding
from wijkregie.norm.proef.verwacht import vergelijk
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.norm.yaml12 import laad_bytes, plaats


@dataclass(slots=True)
class Scenario:
    """A scenario, read and checked."""

    naam: str
    bestand: str
    toont: list[str]
    dossiers: dict[str, Dossier]
    verbindingen: list[Verbinding]
    om: Omstandigheden
    verwacht: list[dict[str, Any]]
    ruw: dict[str, Any]
    _publicaties: dict[tuple[str, date, date | None], Any] = field(default_factory=dict)

    @staticmethod
    def lees(pad: Path | str, bibliotheek: Bibliotheek) -> Scenario:
        """Read a scenario file. Raises InvoerFout."""
        try:
            inhoud = Path(pad).read_bytes()
        except OSError:
            p = Path(pad)
            melding = (
                "Dit is een map en geen bestand." if p.is_dir() else "Dit bestand is niet te lezen." if p.exists() else "Dit bestand bestaat niet."
            )
            raise InvoerFout(Fout(str(pad), 0, "", melding, "Kijk of de naam klopt.")) from None
        return Scenario.uit_data(laad_bytes(inhoud, str(pad)), bibliotheek, str(pad))

    @staticmethod
    def uit_data(data: dict[str, Any], bibliotheek: Bibliotheek, bestand: str = "scenario.yaml", *, namen: bool = True) -> Scenario:
        """A scenario from parsed data. Raises InvoerFout with every mistake in it; `namen=False` lets expectations name what is not there."""
        g = ScenarioLezer(data, bibliotheek, bestand, namen).lees()
        return Scenario(str(data.get("scenario", bestand)), bestand, g.toont, g.dossiers, g.verbindingen, g.om, g.verwacht, data)

    # deriving

    def toestand(self, op: date, bekend_op: date | None = None, dossier: str | None = None, *, achteraf: bool = True) -> Stand:
        """The state of one dossier (the first by default)."""
        d = self._dossier(dossier)
        om = self.omstandigheden(d.naam, op, bekend_op)
        return leid_af(d.regelset, d.feiten, op, bekend_op, om, achteraf=achteraf)

    def stand(self, op: date, bekend_op: date | None = None, dossier: str | None = None, *, kort: bool = False) -> dict[str, Any]:
        """The state as JSON, as `wijkregie stand --json` gives it; `kort` leaves out explanations and rights that nobody has."""
        stand = stand_json(self.toestand(op, bekend_op, dossier), waarom=not kort, volledig=not kort)
        return {"dossier": self._dossier(dossier).naam, "bekend_op": bekend_op.isoformat() if bekend_op else None, **stand}

    def _dossier(self, naam: str | None) -> Dossier:
        if naam is None:
            return next(iter(self.dossiers.values()))
        if naam not in self.dossiers:
            raise InvoerFout(Fout(self.bestand, 0, "dossier", f"Het dossier {naam} bestaat niet.", f"Er zijn: {', '.join(self.dossiers)}."))
        return self.dossiers[naam]

    def omstandigheden(self, dossier: str, op: date, bekend_op: date | None) -> Omstandigheden:
        """The dated inputs of a dossier: those of the scenario and what linked dossiers published up to that day."""
        links = [v for v in self.verbindingen if v.naar == dossier]
        if not links:
            return self.om
        verbonden = tuple(Verbonden(v.soort, v.van, v.sinds, v.tot, self._gepubliceerd(v.van, op, bekend_op)) for v in links)
        return replace(self.om, verbonden=verbonden)

    def _gepubliceerd(self, dossier: str, op: date, bekend_op: date | None) -> tuple[tuple[date, str, Any], ...]:
        """What a dossier publishes, each value with the day from which it holds: read on each day on which it can change."""
        sleutel = (dossier, op, bekend_op)
        if sleutel not in self._publicaties:
            d = self.dossiers[dossier]
            self._publicaties[sleutel] = publicaties(d.regelset, d.feiten, op, bekend_op, lambda dag: self.omstandigheden(dossier, dag, bekend_op))
        uit2: tuple[tuple[date, str, Any], ...] = self._publicaties[sleutel]
        return uit2

    def met_versie(self, dossier: str, versie: str, bibliotheek: Bibliotheek) -> Scenario:
        """The same dossier under another version of one of its protocols (`gemeente/naam@datum`). Raises InvoerFout."""
        nieuw = bibliotheek.kies([versie], self.bestand)
        d = self._dossier(dossier)
        samen = bibliotheek.regelset({**d.regelset.versies, **nieuw})
        dossiers = {n: Dossier(n, samen if x is d else x.regelset, x.feiten) for n, x in self.dossiers.items()}
        return replace(self, dossiers=dossiers, _publicaties={})

    # checking

    def controleer(self) -> list[str]:
        """Play the expectations; every difference as a line. Empty: it holds."""
        uit: list[str] = []
        for i, v in enumerate(self.verwacht):
            op = moment(v["op"])[0]
            bekend = moment(v["bekend_op"])[0] if v.get("bekend_op") is not None else None
            stand = self.stand(op, bekend, v.get("dossier"), kort="waarom_bevat" not in str(v))
            regel = plaats(self.ruw, ["verwacht", i])
            kop = f"{self.bestand}:{regel} op {op.isoformat()}" + (f", bekend op {bekend.isoformat()}" if bekend else "")
            uit += [f"{kop}: {x}" for x in vergelijk(v, stand)]
        return uit

    def dagen(self) -> list[tuple[date, date | None, str | None]]:
        """Every (day, known on, dossier) that is asked about."""
        return [(moment(v["op"])[0], moment(v["bekend_op"])[0] if v.get("bekend_op") is not None else None, v.get("dossier")) for v in self.verwacht]
