# SPDX-License-Identifier: EUPL-1.2
"""The tables of the parties. Every table with a `gemeente` is under row-level security (migration 0002)."""

from __future__ import annotations

from wijkregie.partijen.models.leden import Lidmaatschap, LidRol, Login, Medewerker, Waarneming
from wijkregie.partijen.models.organisaties import (
    Bezetting,
    Contactpersoon,
    Convenant,
    Gebied,
    Gemeente,
    Keuze,
    Ondertekening,
    Organisatie,
    Team,
)
from wijkregie.partijen.models.systeem import Poging, Sleutel, Stempel

__all__ = [
    "Bezetting",
    "Contactpersoon",
    "Convenant",
    "Gebied",
    "Gemeente",
    "Keuze",
    "LidRol",
    "Lidmaatschap",
    "Login",
    "Medewerker",
    "Ondertekening",
    "Organisatie",
    "Poging",
    "Sleutel",
    "Stempel",
    "Team",
    "Waarneming",
]
