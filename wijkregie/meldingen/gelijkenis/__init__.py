# SPDX-License-Identifier: EUPL-1.2
"""Do two reports belong together? Pure functions: read a report once (`kenmerken`), compare two (`lijkt`), find what to compare (`Register`)."""

from wijkregie.meldingen.gelijkenis.aanwijzing import MOGELIJK, WAARSCHIJNLIJK, Aanwijzing, Gelijkenis, weeg
from wijkregie.meldingen.gelijkenis.bericht import Bericht, Kenmerken, Register, kenmerken, lijkt, sleutels, zoeksleutels
from wijkregie.meldingen.gelijkenis.tijd import Moment

__all__ = [
    "MOGELIJK",
    "WAARSCHIJNLIJK",
    "Aanwijzing",
    "Bericht",
    "Gelijkenis",
    "Kenmerken",
    "Moment",
    "Register",
    "kenmerken",
    "lijkt",
    "sleutels",
    "weeg",
    "zoeksleutels",
]
