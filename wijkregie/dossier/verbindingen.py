# SPDX-License-Identifier: EUPL-1.2
"""Links between dossiers, as the facts say: of a kind, from a day, up to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from wijkregie.dossier import afspraken
from wijkregie.dossier.projecties import Rij, Zaak

if TYPE_CHECKING:
    from wijkregie.dossier.laden import Geladen


def verbindingen(g: Geladen, z: Zaak) -> dict[UUID, Rij]:
    """The links of a dossier. A link that ended keeps its row with its last day, for what was read then. None where the agreements know no links."""
    b, voc = z.stand.afleider.b, afspraken.wereld(g.code).voc
    gelegd, los = (b.per.get(voc.systeemfeit(s) or "", ()) for s in ("dossier.verbonden", "dossier.losgemaakt"))
    uit: dict[UUID, Rij] = {}
    for f in gelegd:
        ander, relatie = str(f.velden.get("ander")), str(f.velden.get("relatie"))
        einde = next((x.op for x in los if x.velden.get("ander") == ander and x.volgorde() > f.volgorde()), None)
        uit[uuid5(g.id, f"verbinding|{ander}|{relatie}|{f.op}")] = {
            "ander": ander,
            "relatie": relatie,
            "sinds": f.op,
            "tot": einde,
            "categorie": z.bits.bit[afspraken.wereld(g.code).feiten[f.soort].categorie],
            "vastlegger": z.vastleggers[f.id],
        }
    return uit
