# SPDX-License-Identifier: EUPL-1.2
"""The only package that works as wijk_kern: it reads one locked dossier whole, stores facts and what follows from them, and hands back ids.

Everything here runs in one transaction per command, with dossiers locked in order of id. Each use is logged, without content.
"""

from wijkregie.dossier.kern.opnemen import herleid, laat_herleiden, leg_vast, leg_vast_samen, probeer_begin
from wijkregie.dossier.kern.transactie import KERN, Kern, in_kern
from wijkregie.dossier.kern.vragen import (
    alle_dossiers,
    gesloten_dossiers,
    is_gedaan,
    kenmerk_van,
    met_nummer,
    nummers_van,
    open_dossiers,
    proef,
    toe_aan_wissel,
    uitslag_van,
    vastgelegd_met,
    wachtend,
    zaak,
)

__all__ = [
    "KERN",
    "Kern",
    "alle_dossiers",
    "gesloten_dossiers",
    "herleid",
    "in_kern",
    "is_gedaan",
    "kenmerk_van",
    "laat_herleiden",
    "leg_vast",
    "leg_vast_samen",
    "met_nummer",
    "nummers_van",
    "open_dossiers",
    "probeer_begin",
    "proef",
    "toe_aan_wissel",
    "uitslag_van",
    "vastgelegd_met",
    "wachtend",
    "zaak",
]
