# SPDX-License-Identifier: EUPL-1.2
"""Who owes something here and cannot see what: told to who can open it, with the act that does."""

from __future__ import annotations

from wijkregie.dossier.toestemming import GEGEVEN, INGETROKKEN, in_het_donker
from wijkregie.scherm.beelden import Bericht, Link
from wijkregie.scherm.paginas.dossier_bron import Bron
from wijkregie.scherm.paginas.dossier_doen import Doen
from wijkregie.scherm.taal import en

KOP = "Nog niet iedereen kan aan het werk"
ZIET_NIET = "heeft een taak, maar ziet nog niet waar die over gaat"


def donker(b: Bron, doen: Doen | None) -> tuple[int, ...]:
    """The organisations, by name; nobody where this session does not record consent itself."""
    feit = _feit(b)
    if doen is None or feit is None or feit not in doen.mag or b.d.gesloten_op is not None or not b.taken:
        return ()
    wie = in_het_donker(b.sessie, b.d.id, [t.id for t in b.taken], b.d.bestaat, feit, b.regels)
    return tuple(sorted((o for o in wie if o in b.organisaties), key=lambda o: b.organisaties[o].naam))


def bericht(b: Bron, wie: tuple[int, ...]) -> Bericht | None:
    feit = _feit(b)
    if not wie or feit is None:
        return None
    namen = [b.organisaties[o].naam for o in wie]
    ziet = "hebben hier een taak, maar zien" if len(namen) > 1 else "heeft hier een taak, maar ziet"
    begin = f"{en(namen)} {ziet} nog niet waar die over gaat"
    if _staat(b):
        return Bericht("let", KOP, f"{begin}, ook niet met de toestemming die er nu is.", (Link("Wie ziet wat?", f"/dossier/{b.d.nummer}/delen/"),))
    knop = Link(b.feiten.wereld.knop_van(feit), f"/dossier/{b.d.nummer}/handeling/{feit}/")
    return Bericht("let", KOP, f"{begin}. Toestemming kan dat openen; het formulier laat zien voor wie.", (knop,))


def _staat(b: Bron) -> bool:
    """Is there a consent that was not withdrawn since?"""
    soorten = {s: m.systeem for s, m in b.feiten.wereld.feiten.items() if m.systeem in (GEGEVEN, INGETROKKEN)}
    over = [soorten[f.soort] for f in b.feiten.zicht.gevouwen.feiten if f.soort in soorten]
    return bool(over) and over[-1] == GEGEVEN


def _feit(b: Bron) -> str | None:
    return next((s for s, m in b.feiten.wereld.feiten.items() if m.systeem == GEGEVEN), None)
