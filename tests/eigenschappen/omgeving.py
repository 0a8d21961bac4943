# SPDX-License-Identifier: EUPL-1.2
"""The two grounds on which the properties are tried: the small protocol of these tests, and the Overlastprotocol."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

import wijkregie
from wijkregie.norm.lader import Bibliotheek, laad_map, laad_teksten

from .maken import Vocabulaire
from .mini import TEKSTEN, WOORDENSCHAT

LEZER = YAML(typ="safe", pure=True)
PROTOCOLLEN = Path(wijkregie.__file__).parent / "protocollen"


@dataclass(frozen=True)
class Omgeving:
    protocol: str
    bibliotheek: Bibliotheek
    vocabulaire: Vocabulaire

    def __str__(self) -> str:
        return self.protocol.partition("/")[2]


def _amsterdam() -> list[Omgeving]:
    if not list((PROTOCOLLEN / "amsterdam" / "overlastprotocol").glob("*/protocol.yaml")):
        return []
    bronnen = [LEZER.load(p) for p in sorted((PROTOCOLLEN / "amsterdam").glob("feiten/*.yaml"))]
    return [Omgeving("amsterdam/overlastprotocol", laad_map(PROTOCOLLEN), Vocabulaire(bronnen))]


MINI = Omgeving("proefstad/proef", laad_teksten(TEKSTEN), Vocabulaire([LEZER.load(WOORDENSCHAT)]))
OMGEVINGEN = [MINI, *_amsterdam()]
