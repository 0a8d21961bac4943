# SPDX-License-Identifier: EUPL-1.2
"""Linting tracks and decision tables: what can never be reached, and what is missing."""

from __future__ import annotations

from math import prod

from wijkregie.norm.lint.lezing import Lezing, Pad
from wijkregie.norm.lint.vaste_uitkomst import vaste_uitkomst
from wijkregie.norm.taal.tabel import MAX_COMBINATIES, Beslistabel


def kijk_fasen(z: Lezing) -> None:
    """Every phase of a track can be reached."""
    for s in z.v.sporen.values():
        kan = [o for o in s.overgangen if o.als is None or vaste_uitkomst(o.als.knoop, z.w) is not False]
        bereikt = {s.begin}
        groei = True
        while groei:
            nieuw = {o.naar for o in kan if o.van & bereikt} - bereikt
            bereikt |= nieuw
            groei = bool(nieuw)
        los = [f for f in s.fasen if f not in bereikt]
        if los:
            melding = f"Geen rij overgangen leidt van {s.begin} naar {' of '.join(los)}. Wat vanaf daar verder gaat, geldt dus nooit."
            z.meld(s, f"sporen.{s.naam}.fasen.{los[0]}", melding, "Zet er een overgang bij, of haal de fase weg.")


def kijk_tabellen(z: Lezing) -> None:
    """Tables without gaps, overlap, or rows that are never chosen."""
    for bestand, h in z.hoofdstukken:
        for naam, m in h.tabellen.items():
            t: Beslistabel = z.w.tabellen[naam]
            if any(d is None for d in t.domeinen) or prod(len(d or ()) for d in t.domeinen) > MAX_COMBINATIES:
                continue
            gaten, overlap, nooit = t.gaten_en_overlap()
            pad: Pad = ("tabellen", naam)
            if gaten and m.kies != "alle":
                melding = f"Combinaties waarbij geen rij past: {len(gaten)}, zoals: {'; '.join(gaten[:3])}."
                z.meld_in(bestand, pad, melding, "Zet er een rij bij.")
            if overlap:
                melding = f"Combinaties waarbij meer rijen passen: {len(overlap)}, zoals: {'; '.join(overlap[:3])}."
                z.meld_in(bestand, pad, melding, "Maak de rijen smaller, of schrijf kies: eerste.")
            for i in nooit:
                melding = f"Rij {i + 1} wordt nooit gekozen: eerdere rijen gaan voor, of haar waarden staan niet bij invoer."
                z.meld_in(bestand, (*pad, "rijen", i), melding, "Haal de rij weg, zet haar hoger of verbeter de waarden.")
