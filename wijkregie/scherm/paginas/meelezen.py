# SPDX-License-Identifier: EUPL-1.2
"""*Dit zien: ...* under a question: who will read the answer, from what the rule of sight gives."""

from __future__ import annotations

from collections.abc import Mapping

from wijkregie.norm.taal.wereld import Wereld
from wijkregie.scherm.beelden import Ziet
from wijkregie.scherm.paginas.partijen_in_dossier import Organisaties
from wijkregie.scherm.taal import en

Lezers = Mapping[str, frozenset[int]]
"""Category -> other organisations."""


def ziet(categorie: str, hoofd: str, lezers: Lezers, weten: Lezers, zelf: int, org: Organisaties, w: Wereld) -> Ziet:
    """Who will read an answer of this category, in a form about facts of the category `hoofd`."""
    hier = lezers.get(categorie, frozenset())
    namen = [org[o].kort for o in (zelf, *sorted(hier)) if o in org]
    if hier and not hier < lezers.get(hoofd, frozenset()):
        return Ziet(f"Dit zien: {', '.join(namen)}")
    soort = w.voc.categorieen.get(categorie)
    bij = f" Dit hoort bij: {soort.naam}." if soort is not None and soort.naam and categorie != hoofd else ""
    if categorie == hoofd and (nog := weten.get(categorie, frozenset()) - hier):
        wie = [org[o].kort for o in sorted(nog) if o in org]
        bij = f" {en(wie)} {'weet' if len(wie) == 1 else 'weten'} alleen dat dit er is."
    return Ziet(f"Dit {'ziet' if len(namen) == 1 else 'zien'} alleen {en(namen)}.{bij}", True)
