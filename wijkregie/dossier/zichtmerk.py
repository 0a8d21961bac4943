# SPDX-License-Identifier: EUPL-1.2
"""A mark of what a session may see of a dossier now: an open page asks whether it still holds."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_kop import MIJN, NUMMER, genummerd
from wijkregie.partijen.sessie import Sessie

# Masks, facts that were given onward one by one, and how many were moved away: no content. Of an organisation's own work only that it has some: which
# categories it may know of because nobody else recorded anything there changes when somebody does, and a page that then asks again would tell.
_VRAAG: Final = f"""select
    (select array[bit_or(t.bestaat) filter (where not t.eigen), bit_or(t.inhoud), bool_or(t.eigen)::int::bit(256)]
        from delen_toegang t where t.gemeente = d.gemeente and t.dossier = d.id),
    (select array_agg(v.feit || ':' || v.inhoud order by v.feit, v.inhoud)
        from delen_toegang_feit v where v.gemeente = d.gemeente and v.dossier = d.id),
    (select count(*) from dossier_dicht x where x.gemeente = d.gemeente and x.dossier = d.id)
    from {MIJN} d"""


def merk(sessie: Sessie, nummer: str) -> str:
    """In the context of a door: of what it may show. Empty for a dossier that is not there. One query, and nothing of it goes to the session."""
    gevonden = rijen(_VRAAG, genummerd(sessie, nummer)) if NUMMER.fullmatch(nummer) else []
    return blake2b(repr(gevonden[0]).encode(), digest_size=12).hexdigest() if gevonden else ""
