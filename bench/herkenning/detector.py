# SPDX-License-Identifier: EUPL-1.2
"""The detector of the application on this set: the reports given to it as the form and the desk would give them."""

from __future__ import annotations

from collections.abc import Sequence

from bench.herkenning.melding import Melding
from wijkregie.meldingen.herkenning import Bericht, herken


def als_bericht(m: Melding) -> Bericht:
    """A report of the set as the detector takes it."""
    p, bron = m.plaats, m.bron
    beroep = m.kanaal in ("politie", "zorg", "corporatie")
    return Bericht(
        m.nr,
        m.op,
        " ".join(x for x in (p.straat, p.huisnummer, p.toevoeging) if x),
        m.tekst,
        " ".join(x for x in (bron.noemt, bron.kenmerk) if x) if bron is not None else "",
        bron.huisnummer if bron is not None else "",
        m.melder.naam if m.melder is not None else "",
        m.melder.adres if m.melder is not None else "",
        beroep,
        "intimidatie" in m.tikken,
        "vernieling" in m.tikken,
    )


def detector(meldingen: Sequence[Melding]) -> list[frozenset[int]]:
    """Ranked groups."""
    return [frozenset(s.berichten) for s in herken([als_bericht(m) for m in meldingen])]
