# SPDX-License-Identifier: EUPL-1.2
"""What a rectification changed: the state on the day it was recorded, without it and with it. Derived when asked for, never stored."""

from __future__ import annotations

from uuid import UUID

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.voorbeeld import Gevolgen, verschil
from wijkregie.norm.afleiding.leid_af import leid_af
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.omgeving import omgeving
from wijkregie.partijen.sessie import Sessie


def gevolgen_van(sessie: Sessie, dossier: UUID, rectificatie: str, masker: int) -> Gevolgen:
    """The same that its preview said, filtered to what this session may see now (`masker`). Who asks has seen the rectification. Raises Onbekend."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad_voor(sessie, dossier)
        r = next((f for f in g.feiten if f.id == rectificatie), None)
        if r is None:
            raise Onbekend
        om = k.omstandigheden(g)
        regels = afspraken.regelset(g.code, g.protocollen)
        gebieden = frozenset(omgeving(g.gemeente).gebied_en_ouders(g.gebied))

        def zaak(feiten: list[Feit]) -> Zaak:
            stand = leid_af(regels, feiten, r.vastgelegd_op, None, om)
            return Zaak(g.id, regels, om, stand, feiten, g.vastleggers, k.bits, k.sleutels(), gebieden, stand.afleider.regels.onder)

        voor, na = zaak([f for f in g.feiten if f.nr < r.nr]), zaak([f for f in g.feiten if f.nr <= r.nr])
        return verschil(voor, na, [], masker, sessie)
