# SPDX-License-Identifier: EUPL-1.2
"""Before a meeting: at which items somebody's information is awaited, and the note that he leaves there.

What is asked are the open duties of the reader in the case of an item. A note is a draft of the item, one per organisation: its colleagues read it,
and who may read in full what will be said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_taken import LOOPT, Taak, lopende
from wijkregie.overleg import woorden as w
from wijkregie.overleg.concepten import VOORAF, Botsing, Schrijfblok, Veld
from wijkregie.overleg.lezen import Bijeenkomst, Reeks


def gevraagd(r: Reeks, b: Bijeenkomst, zaak: UUID) -> list[Taak]:
    """What the reader still owes in this case before the meeting after this one; that it is discussed is what the meeting is for."""
    tot = r.vorm.volgende(b.op)
    return [
        t
        for t in lopende(r.sessie, zaak)
        if t.van_mij and t.status == LOOPT and t.regel not in r.vorm.model.vanzelf and (tot is None or t.uiterlijk is None or t.uiterlijk < tot)
    ]


def heeft_zetel(r: Reeks) -> bool:
    return any(r.vorm.plek(rol) for rol in r.sessie.rollen)


def blok(r: Reeks, zaak: UUID, punt: str) -> Schrijfblok:
    """A note is of the category of what will be said at its item: of a part with minutes of its own that of their field."""
    p = next((p for b in r.bijeenkomsten.values() for p in b.punten if p.id == punt), None)
    deel = r.vorm.model.delen.get(p.deel) if p is not None else None
    if deel is None or deel.verslag is None:
        return Schrijfblok(r.sessie, zaak, punt, w.model(r.sessie, w.BESPROKEN).categorie)
    m = w.model(r.sessie, w.VERSLAG)
    return Schrijfblok(r.sessie, zaak, punt, m.velden[deel.verslag].categorie or m.categorie)


def notities(b: Schrijfblok, *, aan_tafel: bool = False) -> list[tuple[int, Veld]]:
    """By organisation, as far as this session may read them."""
    return [(int(n.removeprefix(VOORAF)), v) for n, v in b.vooraf(aan_tafel=aan_tafel).items() if v.tekst]


def naam(r: Reeks) -> str:
    """Of the field with the note of the own organisation."""
    return f"{VOORAF}{r.sessie.organisatie}"


def mag_schrijven(r: Reeks, zaak: UUID, punt: str) -> bool:
    """Could this session read back what it wrote?"""
    bit = blok(r, zaak, punt).categorie
    return bool(
        rijen(
            "select 1 from delen_toegang where gemeente = %s and dossier = %s and ding is null and (eigen or get_bit(inhoud, %s) = 1) limit 1",
            [r.sessie.gemeente, zaak, bit],
        )
    )


def bewaar(r: Reeks, zaak: UUID, punt: str, tekst: str, gelezen: Mapping[str, int]) -> list[Botsing]:
    """Gives the text of a colleague who changed it meanwhile, if there is one."""
    return blok(r, zaak, punt).bewaar({naam(r): tekst.strip()}, gelezen)
