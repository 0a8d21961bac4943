# SPDX-License-Identifier: EUPL-1.2
"""The two grounds on which the properties are tried: the small protocol of these tests, and the Overlastprotocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings

import wijkregie
from wijkregie.norm.protocol.lader import Bibliotheek, laad_map, laad_teksten
from wijkregie.norm.yaml12 import laad

from .maken import Feit, Stand, Vocabulaire, scenario
from .mini import TEKSTEN, WOORDENSCHAT

# Facts on which much hangs are drawn more often, or the series would seldom come past the first step.
VAAK_MINI: tuple[str, ...] = (
    "traject_gestart",
    "klacht_ontvangen",
    "klacht_beantwoord",
    "klacht_beoordeeld",
    "doel_gesteld",
    "overleg_gepland",
)
VAAK_MINI += ("pauze_begonnen", "pauze_beeindigd", "bezoek_gebracht", "instemming_gegeven")
VAAK_AMSTERDAM: tuple[str, ...] = (
    "toestemming_gegeven",
    "klacht_ontvangen",
    "klacht_ontvangen",
    "melder_gesproken",
    "mzwo_gemeld",
    "klacht_beoordeeld",
)
VAAK_AMSTERDAM += ("klacht_beoordeeld", "melder_ingelicht", "waarschuwingsgesprek_gehouden", "time_out_gestart", "omklap_voorbereid")
PROTOCOLLEN = Path(wijkregie.__file__).parent / "protocollen"


@dataclass(frozen=True)
class Omgeving:
    protocol: str
    bibliotheek: Bibliotheek
    vocabulaire: Vocabulaire
    zwaarte: int = 1  # how many times as dear one state is: so many times fewer examples

    def proeven(self, aantal: int) -> settings:
        """About so many examples; more when the profile asks for a search."""
        zoek = (settings.default or settings()).max_examples // 10
        return settings(max_examples=max(aantal, zoek) // self.zwaarte, deadline=None, suppress_health_check=list(HealthCheck))

    def stand(self, feiten: Iterable[Feit], op: dt.date) -> Stand:
        return scenario(feiten, self.bibliotheek, self.protocol).stand(op)

    def __str__(self) -> str:
        return self.protocol.partition("/")[2]


def _amsterdam() -> list[Omgeving]:
    if not list((PROTOCOLLEN / "amsterdam" / "overlastprotocol").glob("*/protocol.yaml")):
        return []
    bronnen = {p.stem: laad(p.read_text("utf-8"), p.name) for p in sorted((PROTOCOLLEN / "amsterdam").glob("feiten/*.yaml"))}
    return [
        Omgeving(
            "amsterdam/overlastprotocol",
            laad_map(PROTOCOLLEN),
            Vocabulaire(bronnen.values(), bronnen["overlast"], VAAK_AMSTERDAM),
            zwaarte=5,
        )
    ]


MINI = Omgeving("proefstad/proef", laad_teksten(TEKSTEN), Vocabulaire([laad(WOORDENSCHAT, "feiten.yaml")], vaak=VAAK_MINI))
OMGEVINGEN = [MINI, *_amsterdam()]
