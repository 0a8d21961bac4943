# SPDX-License-Identifier: EUPL-1.2
"""The ranked list. The best household first takes its reports; another that lives on the same reports is no second situation."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wijkregie.meldingen.herkenning.bericht import Bericht, Signaal, Situatie
from wijkregie.meldingen.herkenning.groepen import Huishouden, buurten, sleutels_bron
from wijkregie.meldingen.herkenning.lezen import Gelezen, lees
from wijkregie.meldingen.herkenning.wegen import LID_GERICHT, PUNTEN, weeg

_Gevonden = tuple[Situatie, frozenset[str]]


def herken(berichten: Iterable[Bericht]) -> list[Situatie]:
    """Situations that look like one household being targeted, the clearest first. The order of the reports does not matter."""
    kandidaten = [h for b in buurten(lees(list(berichten))) for h in b.huishoudens()]
    hoop = [(-weeg(h, h.leden)[0], str(h), i, 0) for i, h in enumerate(kandidaten)]
    hoop = [k for k in hoop if k[0] < 0]
    heapq.heapify(hoop)
    gebruikt: set[int] = set()
    gevonden: list[_Gevonden] = []
    while hoop:
        _, naam, i, stand = heapq.heappop(hoop)
        over = [(g, w) for g, w in kandidaten[i].leden if g.id not in gebruikt]
        punten, signalen = weeg(kandidaten[i], over)
        if stand != len(gebruikt):  # weighed when more reports were free: find its place again
            if punten > 0:
                heapq.heappush(hoop, (-punten, naam, i, len(gebruikt)))
            continue
        leden = [g for g, _ in over if g.gericht >= LID_GERICHT]
        gebruikt.update(g.id for g in leden)
        gevonden.append((Situatie(naam, tuple(g.id for g in leden), _wie(leden), punten, signalen), _bronnen(kandidaten[i], leden)))
    return _zelfde_bron(gevonden)


def _wie(leden: Sequence[Gelezen]) -> str:
    """Who is said to do it, in the words that came most often."""
    keer = Counter(g.wie for g in leden if g.wie)
    return max(sorted(keer), key=lambda w: keer[w]) if keer else ""


def _bronnen(h: Huishouden, leden: Sequence[Gelezen]) -> frozenset[str]:
    keer = Counter(f"{h.straat} {s}" for g in leden for s in sleutels_bron(g) if len(s) > 1)
    return frozenset(s for s, n in keer.items() if n > 1)


def _zelfde_bron(gevonden: Sequence[_Gevonden]) -> list[Situatie]:
    """One source with several victims in a street weighs more for each of them."""
    keer = Counter(s for _, bronnen in gevonden for s in bronnen)
    uit: list[Situatie] = []
    for situatie, bronnen in gevonden:
        ook = max((keer[s] - 1 for s in bronnen), default=0)
        if ook:
            signaal = Signaal(
                "meer_slachtoffers",
                PUNTEN["meer_slachtoffers"],
                f"bij {ook} {'ander huishouden' if ook == 1 else 'andere huishoudens'} in de straat noemen meldingen dezelfde",
            )
            demping = situatie.demping
            situatie = replace(situatie, punten=round(situatie.punten + signaal.punten * demping, 3), signalen=(*situatie.signalen, signaal))
        uit.append(situatie)
    return sorted(uit, key=lambda s: (-s.punten, s.adres, s.berichten))
