# SPDX-License-Identifier: EUPL-1.2
"""What this room recognises: facts by their system name, and the names of their fields (docs/referentie/melding-en-overleg.md)."""

from __future__ import annotations

from typing import Final

from wijkregie.dossier import afspraken
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie

SOORT: Final = "reeks"
"""The kind of dossier that a series of meetings is."""
GESTART, BEEINDIGD = "reeks.gestart", "reeks.beeindigd"
GEPLAND, VERPLAATST, AFGEZEGD, GEHOUDEN = "overleg.gepland", "overleg.verplaatst", "overleg.afgezegd", "overleg.gehouden"
GEPLAATST, INGEBRACHT, AFGEVOERD, BESPROKEN = "agendapunt.geplaatst", "agendapunt.ingebracht", "agendapunt.afgevoerd", "agendapunt.besproken"
DEEL = "overleg.deel_begonnen"
STEM, STEMMING, ACTIE, VERSLAG = "stem.uitgebracht", "besluit.stemming", "actie.afgesproken", "verslag.vastgesteld"
VERBONDEN = "dossier.verbonden"
NODIG: Final = (GESTART, GEPLAND, GEHOUDEN, GEPLAATST, INGEBRACHT, AFGEVOERD, BESPROKEN, STEM, STEMMING, ACTIE, VERSLAG)
"""A municipality whose vocabulary lacks one of these holds no meetings here."""

AANGEKOMEN, VERTROKKEN = "aangekomen", "vertrokken"  # built into the core
VOOR, VETO, ONTHOUDING, AFWEZIG = "voor", "veto", "onthouding", "afwezig"
STEMMEN: Final = (VOOR, VETO, ONTHOUDING)
"""The positions that a party chooses; that it is absent follows from presence."""


def kan(gemeente: str) -> bool:
    """Has this municipality the words for meetings?"""
    bekend = {f.systeem for f in afspraken.wereld(gemeente).feiten.values()}
    return all(n in bekend for n in NODIG)


def naam(sessie: Sessie, systeem: str) -> str:
    """The fact type that bears a system name."""
    return afspraken.systeemfeit(sessie.gemeente_code, systeem)


def wereld(sessie: Sessie) -> Wereld:
    return afspraken.wereld(sessie.gemeente_code)


def model(sessie: Sessie, systeem: str) -> FeitType:
    return wereld(sessie).feiten[naam(sessie, systeem)]


def mag(sessie: Sessie, systeem: str) -> bool:
    """May this session record it? If and only if the vocabulary names a role of it, or one above that; the core has the last word."""
    eigen = {x for r in sessie.rollen for x in (r, *wereld(sessie).boven(r))}
    return not eigen.isdisjoint(model(sessie, systeem).door)
