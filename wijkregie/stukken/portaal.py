# SPDX-License-Identifier: EUPL-1.2
"""A letter on the page of its receiver: who reported reads it with the code, a partner in its own work. What opens it is a sharing rule of its own,
for that fact alone."""

from __future__ import annotations

from uuid import UUID

from wijkregie.dossier import afspraken, kern, lezen
from wijkregie.dossier.lezen_feiten import Zicht, feiten
from wijkregie.dossier.lezen_wie import Organisatie
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.stukken.model import PORTAAL
from wijkregie.stukken.versturen import VERSTUURD
from wijkregie.stukken.versturen import kan as gaan
from wijkregie.stukken.vormen import Vorm


def kan(sessie: Sessie, dossier: UUID, vorm: Vorm, naar: Organisatie | None) -> bool:
    """Does the receiver have a page here: an organisation that logs in, or a code of this dossier that is still good?"""
    if naar is not None:
        return naar.logt_in
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "select exists (select 1 from delen_zaaksleutel where gemeente = %s and dossier = %s and rol = %s and tot > %s)",
            [k.gemeente, dossier, vorm.model.aan, sessie.dag],
        )
        return bool(k.cursor.fetchone()[0])


def brieven(sessie: Sessie, zicht: Zicht) -> list[Feit]:
    """The letters that lie on the page of this session, the newest first: those that it may read."""
    soort = afspraken.systeemfeit(sessie.gemeente_code, VERSTUURD)
    hier = [f for f in zicht.gevouwen.feiten if f.soort == soort and f.velden.get("weg") == PORTAAL]
    return sorted((f for f in hier if zicht.categorieen.get(f.id)), key=lambda f: f.sleutel, reverse=True)


def bij(sessie: Sessie, dossier: UUID, feit: UUID) -> bool:
    """Is this fact a letter to a role of this session, or one above it, sent by another organisation? Nothing but letters is read for it."""
    if not gaan(sessie.gemeente_code):
        return False
    soort = afspraken.systeemfeit(sessie.gemeente_code, VERSTUURD)
    if not lezen.rijen(
        "select 1 from dossier_feit where gemeente = %s and id = %s and soort = %s and vastlegger <> %s",
        [sessie.gemeente, feit, soort, sessie.organisatie],
    ):
        return False
    w = afspraken.wereld(sessie.gemeente_code)
    eigen = {x for r in sessie.rollen for x in (r, *w.boven(r))}
    return any(f.id == str(feit) and f.velden.get("aan") in eigen for f in brieven(sessie, feiten(sessie, dossier, [soort])))


def pdf(sessie: Sessie, dossier: UUID, zicht: Zicht, feit: str) -> tuple[str, str, bytes] | None:
    """A letter as it went: name, media type, bytes."""
    f = next((f for f in brieven(sessie, zicht) if f.id == feit), None)
    blad = next((b for b in lezen.bestanden(sessie, dossier) if f is not None and str(b.feit) == f.id), None)
    return lezen.bestand(sessie, dossier, blad.id) if blad is not None else None
