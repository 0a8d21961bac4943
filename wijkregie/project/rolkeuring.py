# SPDX-License-Identifier: EUPL-1.2
"""The roles that the database really gives us, looked at before the first page: one that bypasses row-level security would make every rule a wish."""

from __future__ import annotations

from django.db import connections

VRAAG = (
    "SELECT current_user, r.rolsuper OR r.rolbypassrls,"
    " EXISTS (SELECT 1 FROM pg_tables t WHERE t.tableowner = current_user AND t.schemaname = 'public'),"
    " pg_has_role(current_user, (SELECT d.datdba FROM pg_database d WHERE d.datname = current_database()), 'member')"
    " FROM pg_roles r WHERE r.rolname = current_user"
)


def bezwaren() -> list[str]:
    """What is wrong with the roles of pages and kern; empty when they are as they should be."""
    uit, namen = [], []
    for alias in ("default", "kern"):
        with connections[alias].cursor() as c:
            c.execute(VRAAG)
            naam, voorbij, bezit, eigenaar = c.fetchone()
        namen.append(naam)
        if voorbij:
            uit.append(f"De rol {naam} gaat voorbij aan de afscherming van rijen: haal SUPERUSER en BYPASSRLS weg.")
        if bezit or eigenaar:
            uit.append(f"De rol {naam} bezit de databank of een tabel: alleen wijk_eigenaar mag dat.")
    if len(set(namen)) < len(namen):
        uit.append("Pagina's en kern gebruiken dezelfde rol: geef elk een eigen rol.")
    return uit


def niet_gemigreerd() -> bool:
    """Whether the database is of an older version than this program."""
    from django.db.migrations.executor import MigrationExecutor

    uitvoerder = MigrationExecutor(connections["default"])
    return bool(uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes()))
