# SPDX-License-Identifier: EUPL-1.2
"""The ranked list. The best household first takes its reports; another that lives on the same reports is no second situation."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from wijkregie.meldingen.herkenning.bericht import Bericht, Situatie
from wijkregie.meldingen.herkenning.groepen import Huishouden, buurten
from wijkregie.meldingen.herkenning.lezen import Gelezen, lees
from wijkregie.meldingen.herkenning.wegen import GERICHT, weeg


def herken(berichten: Iterable[Bericht]) -> list[Situatie]:
    """Situations that look like one household being targeted, the clearest first. The order of the reports does not matter."""
    kandidaten = [h for b in buurten(lees(list(berichten))) for h in b.huishoudens()]
    hoop = [(-weeg(h, h.leden)[0], str(h), i, -1) for i, h in enumerate(kandidaten)]
    hoop = [k for k in hoop if k[0] < 0]
    heapq.heapify(hoop)
    gebruikt: set[int] = set()
    uit: list[Situatie] = []
    while hoop:
        _, naam, i, stand = heapq.heappop(hoop)
        h = kandidaten[i]
        over = _over(h, gebruikt)
        punten, signalen = weeg(h, over)
        if stand != len(gebruikt):  # weighed when more reports were free: weigh again and find its place
            if punten > 0:
                heapq.heappush(hoop, (-punten, naam, i, len(gebruikt)))
            continue
        leden = tuple(g.id for g, _ in over if g.gericht >= 0.4)
        gebruikt.update(leden)
        uit.append(Situatie(naam, leden, "", punten, signalen))
    return uit


def _over(h: Huishouden, gebruikt: set[int]) -> list[tuple[Gelezen, float]]:
    return [(g, w) for g, w in h.leden if g.id not in gebruikt]
