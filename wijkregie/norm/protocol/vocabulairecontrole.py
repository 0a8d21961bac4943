# SPDX-License-Identifier: EUPL-1.2
"""What a vocabulary as a whole must answer to: names inside it exist, and a system name stands once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from wijkregie.norm.fouten import Fout
from wijkregie.norm.model.vocabulaire import Vocabulaire
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.yaml12 import plaats


def controleer_vocabulaire(voc: Vocabulaire, bestanden: Mapping[str, Any], kalenders: Collection[str]) -> list[Fout]:
    """Every mistake in a vocabulary, with its place in one of its files (path -> what was read)."""
    fouten: list[Fout] = []

    def meld(soort: str, naam: str, melding: str, herstel: str) -> None:
        pad = next((p for p, ruw in bestanden.items() if naam in (ruw.get(soort) or {})), next(iter(bestanden)))
        fouten.append(Fout(pad, plaats(bestanden[pad], [soort, naam]), f"{soort}.{naam}", melding, herstel))

    def moet_bestaan(soort: str, naam: str, wat: str, bekende: Collection[str], namen: Iterable[str | None]) -> None:
        for n in namen:
            if n and n not in bekende:
                meld(soort, naam, f"{n} is geen {wat}.", lijkt_op(n, bekende).strip())

    kop = next((p for p, ruw in bestanden.items() if "kalender" in ruw), None)
    if voc.kalender not in kalenders and kop is not None:
        melding = f"De kalender {voc.kalender} bestaat niet."
        fouten.append(Fout(kop, plaats(bestanden[kop], ["kalender"]), "kalender", melding, f"Er zijn: {', '.join(kalenders)}."))
    for naam, rol in voc.rollen.items():
        moet_bestaan("rollen", naam, "rol", voc.rollen, [rol.onder])
        moet_bestaan("rollen", naam, "categorie", voc.categorieen, [rol.categorie])
    for naam, f in voc.feiten.items():
        moet_bestaan("feiten", naam, "soort ding", voc.dingen, [f.opent, *f.over])
        moet_bestaan("feiten", naam, "rol", voc.rollen, f.door)
        moet_bestaan("feiten", naam, "categorie", voc.categorieen, [f.categorie, *(v.categorie for v in f.velden.values())])
    gezien: dict[tuple[str, str], str] = {}
    for soort in ("categorieen", "dingen", "feiten"):
        for naam, x in getattr(voc, soort).items():
            eerder = gezien.setdefault((soort, x.systeem), naam) if x.systeem else naam
            if eerder != naam:
                meld(soort, naam, f"De systeemnaam {x.systeem} staat ook bij {eerder}.", "Een systeemnaam staat op één plaats.")
    return fouten
