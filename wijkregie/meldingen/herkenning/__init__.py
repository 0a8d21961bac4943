# SPDX-License-Identifier: EUPL-1.2
"""Early recognition: which reports together look like one household being targeted. Pure; a person decides (docs/uitleg/vroeg-herkennen.md)."""

from wijkregie.meldingen.herkenning.bericht import Bericht, Signaal, Situatie
from wijkregie.meldingen.herkenning.herken import herken

__all__ = ["Bericht", "Signaal", "Situatie", "herken"]
