# SPDX-License-Identifier: EUPL-1.2
"""After a migration or an import of parties: categories and purposes get their bit and number, roles that somebody has their access key."""

from __future__ import annotations

from django.db import connections, transaction

from wijkregie.delen.categorieen import bijwerken
from wijkregie.dossier import afspraken
from wijkregie.partijen.models import Gemeente

BEHEER = "beheer"
"""What the vocabulary marks the roles of administrators with: they see configuration, never a file, so no key is made for them."""
_SLEUTELS = """insert into partijen_sleutel (gemeente, organisatie, rol, gebied, team)
    select distinct m.gemeente, m.organisatie, r.rol, r.gebied, r.team
        from partijen_lidrol r join partijen_lidmaatschap m on m.id = r.lidmaatschap where m.gemeente = %(g)s
            and not exists (select 1 from partijen_beheerrol b where b.gemeente = m.gemeente and b.rol = r.rol)
    union select distinct gemeente, organisatie, rol, gebied, team from partijen_bezetting where gemeente = %(g)s
    on conflict (gemeente, organisatie, rol, gebied, team) do nothing"""


def richt_in(databank: str = "eigenaar") -> None:
    """Run as the owner of the tables. Repeating it changes nothing. Raises ValueError for a municipality with too many categories."""
    for gemeente, code in Gemeente.objects.using(databank).order_by("id").values_list("id", "code"):
        categorieen = {n: c.versleuteld for n, c in afspraken.wereld(code).voc.categorieen.items()}
        with transaction.atomic(using=databank), connections[databank].cursor() as c:
            bijwerken(c, gemeente, categorieen, afspraken.doelen(code))
            c.execute("select set_config('app.gemeente', %s, true)", [str(gemeente)])
            c.execute("delete from partijen_beheerrol where gemeente = %s", [gemeente])
            beheer = [n for n, r in afspraken.wereld(code).voc.rollen.items() if r.systeem == BEHEER]
            c.executemany("insert into partijen_beheerrol (gemeente, rol) values (%s, %s)", [(gemeente, n) for n in beheer])
            c.execute(_SLEUTELS, {"g": gemeente})
