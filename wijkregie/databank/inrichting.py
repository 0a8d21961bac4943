# SPDX-License-Identifier: EUPL-1.2
"""Roles, database and extensions: what a superuser makes once, here for the launcher and printed for who runs production."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from psycopg import sql

from wijkregie.databank.programma import UITBREIDINGEN

BEHEER = "wijk_beheer"  # superuser, only of a server that we started
EIGENAAR = "wijk_eigenaar"
WEB = "wijk_web"
KERN = "wijk_kern"
RESERVE = "wijk_reserve"
ZOEK = "wijk_zoek"
VERNIETIGER = "wijk_vernietiger"
DATABANK = "wijkregie"
INRICHTING = 4  # higher when the statements below change

_GEWOON = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
ROLLEN = {
    # owns the tables, runs migrations; what it is a member of gives it no sight (policies of a group count for members that inherit)
    EIGENAAR: f"LOGIN NOINHERIT {_GEWOON} NOBYPASSRLS",
    WEB: f"LOGIN {_GEWOON} NOBYPASSRLS",  # every page, under row level security
    KERN: f"LOGIN {_GEWOON} NOBYPASSRLS",  # derives and stores
    RESERVE: f"LOGIN {_GEWOON} BYPASSRLS",  # backups: reads all, writes nothing
    ZOEK: f"NOLOGIN {_GEWOON} NOBYPASSRLS",  # owns the search function, whose policies let it see what it compares
    VERNIETIGER: f"NOLOGIN {_GEWOON} NOBYPASSRLS",  # owns the function that destroys what was approved
}


def rol_sql(rol: str) -> str:
    return f"CREATE ROLE {rol} {ROLLEN[rol]}"


def databank_sql(naam: str, sjabloon: str = "template0", *, versie: int = 17) -> str:
    """`versie` chooses the words for the locale, which a copy of an own template inherits."""
    taal = ""
    if sjabloon == "template0":
        taal = " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" if versie >= 17 else " LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        taal += " ENCODING 'UTF8'"
    return f"CREATE DATABASE {naam} OWNER {EIGENAAR} TEMPLATE {sjabloon}{taal}"


def server_sql() -> Iterator[str]:
    """Once per server, after the roles exist."""
    yield f"GRANT pg_read_all_data TO {RESERVE}"
    yield f"ALTER ROLE {RESERVE} SET default_transaction_read_only = on"
    yield f"GRANT {ZOEK}, {VERNIETIGER} TO {EIGENAAR}"  # a migration hands each its function
    for rol in (WEB, KERN):
        yield f"ALTER ROLE {rol} SET statement_timeout = '60s'"
        yield f"ALTER ROLE {rol} SET idle_in_transaction_session_timeout = '5min'"


def toegang_sql(naam: str) -> Iterator[str]:
    """Who may connect to a database. A copy of a template does not inherit this."""
    yield f"REVOKE ALL ON DATABASE {naam} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {naam} TO {WEB}, {KERN}, {RESERVE}"


def uitbreidingen_sql() -> Iterator[str]:
    """Inside the database. The schema is the owner's by name: before version 16 a role that inherits nothing does not even own its database."""
    yield f"ALTER SCHEMA public OWNER TO {EIGENAAR}"
    for u in UITBREIDINGEN:
        yield f"CREATE EXTENSION IF NOT EXISTS {u}"


def voor_productie(versie: int) -> str:
    """All of it as text for psql. Passwords are left to the administrator."""
    regels = [rol_sql(r) for r in ROLLEN] + list(server_sql()) + [databank_sql(DATABANK, versie=versie)] + list(toegang_sql(DATABANK))
    return "".join(f"{r};\n" for r in regels) + f"\\connect {DATABANK}\n" + "".join(f"{r};\n" for r in uitbreidingen_sql())


def richt_in(adres: str, databank_adres: str) -> None:
    """Make what is not there yet. Safe to repeat after a crash halfway."""
    with psycopg.connect(adres, autocommit=True) as c:
        er_zijn = {r[0] for r in c.execute("SELECT rolname FROM pg_roles")}
        for rol in ROLLEN:
            if rol not in er_zijn:
                _doe(c, rol_sql(rol))
        if EIGENAAR in er_zijn:  # of an earlier version: from 16 on a membership keeps what it was granted with
            _doe(c, f"ALTER ROLE {EIGENAAR} {ROLLEN[EIGENAAR]}")
            for rol in (ZOEK, VERNIETIGER):
                _doe(c, f"REVOKE {rol} FROM {EIGENAAR}")
        for regel in server_sql():
            _doe(c, regel)
        maak_databank(c, DATABANK)
    with psycopg.connect(databank_adres, autocommit=True) as c:
        for regel in uitbreidingen_sql():
            _doe(c, regel)


def maak_databank(c: psycopg.Connection[tuple[object, ...]], naam: str, sjabloon: str = "template1") -> None:
    """Make a database if it is not there, as a copy of a template. Names are our own constants."""
    if c.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone() is None:
        _doe(c, databank_sql(naam, sjabloon))
    for regel in toegang_sql(naam):
        _doe(c, regel)


def _doe(c: psycopg.Connection[tuple[object, ...]], regel: str) -> None:
    c.execute(sql.SQL(regel))  # a constant of this module, put together above
