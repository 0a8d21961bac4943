# SPDX-License-Identifier: EUPL-1.2
"""Rights on the tables of Django and procrastinate. Our own rooms grant theirs in their migrations; a table that nobody grants is closed."""

from __future__ import annotations

from django.db import connections

from wijkregie.databank import KERN, WEB

LEZEN = "SELECT"
ALLES = "SELECT, INSERT, UPDATE, DELETE"
VAN_ANDEREN = {
    "django_session": {WEB: ALLES},
    "django_content_type": {WEB: LEZEN},
    "django_migrations": {WEB: LEZEN, KERN: LEZEN},
    "procrastinate_jobs": {KERN: ALLES},
    "procrastinate_events": {KERN: ALLES},
    "procrastinate_periodic_defers": {KERN: ALLES},
    "procrastinate_workers": {KERN: ALLES},
}


def geef_rechten(alias: str) -> None:
    """Grant on what exists. Repeating it changes nothing."""
    verbinding = connections[alias]
    with verbinding.cursor() as c:
        c.execute("SELECT current_database()")
        tabellen = set(verbinding.introspection.table_names(c))
        for tabel, rollen in VAN_ANDEREN.items():
            for rol, rechten in rollen.items():
                if tabel in tabellen:
                    c.execute(f"GRANT {rechten} ON {tabel} TO {rol}")
        c.execute(
            "SELECT s.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid JOIN pg_class t ON t.oid = d.refobjid"
            " WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i') AND t.relname LIKE 'procrastinate\\_%'"
        )
        for (reeks,) in c.fetchall():
            c.execute(f'GRANT USAGE ON SEQUENCE "{reeks}" TO {KERN}')
