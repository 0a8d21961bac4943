# SPDX-License-Identifier: EUPL-1.2
"""The fixed list of grounds on which something is left out of what the person concerned gets. The law's, the same for every municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Grond:
    """`tekst` is for who decides, `voor_betrokkene` for the person himself."""

    tekst: str
    voor_betrokkene: str
    norm: str


GRONDEN: Final = {
    "anderen": Grond("Gaat over een ander", "Dit gaat over iemand anders.", "AVG-15.4"),
    "melder": Grond("Zegt wie iets meldde", "Dit zegt wie iets meldde. Dat blijft geheim.", "AVG-15.4"),
    "medewerker": Grond("Naam van een medewerker", "Dit zijn namen van medewerkers. U leest wel van welke organisatie zij zijn.", "AVG-15.4"),
    "politie": Grond("Politie- of strafgegeven", "Dit komt van politie of justitie. U kunt daar zelf om inzage vragen.", "WPG-25.1"),
    "veiligheid": Grond("Veiligheid van mensen", "Dit zou iemand in gevaar kunnen brengen.", "AVG-15.4"),
    "aantekening": Grond(
        "Werkaantekening of overleg van professionals", "Dit zijn aantekeningen die professionals voor hun eigen werk maken.", "AVG-15.4"
    ),
}
"""By the name that a vocabulary gives a category (`inzage:`)."""
