# SPDX-License-Identifier: EUPL-1.2
"""The facts of many dossiers at once, as a session may read them: for comparing, in three queries however many there are.

What is only compared is not shown, so it is not noted as read: a page notes what it shows of it, by the mask of what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import FEIT_KOLOMMEN, Feitrij, maak_feit, voeg_samen, wortelsoort
from wijkregie.dossier.laden import leesbaar
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.versleuteling import Sleutelbos
from wijkregie.norm.feiten.feit import Feit, vouw
from wijkregie.partijen.sessie import Sessie

_DELEN: Final = "select dossier, feit, categorie, vorm, inhoud from dossier_deel where gemeente = %s and dossier = any(%s) and inhoud is not null"
_FEITEN: Final = f"select dossier, {FEIT_KOLOMMEN} from dossier_feit where gemeente = %s and dossier = any(%s) order by vastgelegd"


@dataclass(frozen=True, slots=True)
class Samen:
    """The facts of one dossier as this session may see them, corrections laid over them, and of which categories something was read."""

    feiten: tuple[Feit, ...]
    masker: int


def feiten_van(sessie: Sessie, dossiers: Iterable[UUID]) -> dict[UUID, Samen]:
    """What this session may see of each of these dossiers."""
    ids = list(dossiers)
    w = afspraken.wereld(sessie.gemeente_code)
    cursor = connections["default"].cursor()
    bits = afspraken.bits(cursor, sessie.gemeente)
    delen: dict[UUID, list[tuple[str, bytes | None]]] = defaultdict(list)
    maskers: dict[UUID, int] = defaultdict(int)
    gelezen = rijen(_DELEN, [sessie.gemeente, ids])
    bossen = Sleutelbos.van_velen(cursor, sessie.gemeente, {r[0] for r in gelezen})
    for d, feit, categorie, vorm, inhoud in gelezen:
        tekst = leesbaar(bossen[d], feit, categorie, vorm, inhoud)
        if tekst is not None:
            delen[feit].append((bits.naam[categorie], tekst))
            maskers[d] |= 1 << categorie
    alle: dict[UUID, dict[str, Feit]] = {d: {} for d in ids}
    for d, *r in rijen(_FEITEN, [sessie.gemeente, ids]):
        k, hier = Feitrij(*r), alle[d]
        maskers[d] |= 1 << k.categorie
        if k.van is not None and str(k.van) not in hier:
            continue  # it puts right what this session may not see
        samen = voeg_samen(delen.get(k.id, []), w.feiten[wortelsoort(k, hier)], heel=False)
        hier[str(k.id)] = maak_feit(k, len(hier) + 1, samen, persoon=None)
    return {d: Samen(tuple(vouw(f.values()).feiten), maskers[d]) for d, f in alle.items()}
