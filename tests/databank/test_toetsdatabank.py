# SPDX-License-Identifier: EUPL-1.2
"""The fixture that other tests stand on."""

from __future__ import annotations

import subprocess
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError

from wijkregie.databank.programma import kies

TABEL = "CREATE TABLE proef_vast (n int); GRANT SELECT, INSERT ON proef_vast TO wijk_web"
NOOIT = (
    "CREATE FUNCTION proef_nooit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nooit'; END $$;"
    "CREATE TRIGGER nooit BEFORE DELETE ON proef_vast FOR EACH ROW EXECUTE FUNCTION proef_nooit()"
)


def wie(verbinding: Any) -> str:
    with verbinding.cursor() as c:
        c.execute("SELECT current_user")
        return str(c.fetchone()[0])


def test_each_alias_is_a_role_of_its_own(databank: Any) -> None:
    assert [wie(v) for v in (databank.web, databank.kern, databank.eigenaar)] == ["wijk_web", "wijk_kern", "wijk_eigenaar"]


def test_no_role_but_the_backup_passes_row_level_security(databank: Any) -> None:
    rijen = databank.beheer("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'wijk%'")
    assert {r for r, _, b in rijen if b} == {"wijk_reserve", "wijk_beheer"}
    assert {r for r, s, _ in rijen if s} == {"wijk_beheer"}


def test_web_makes_no_tables(databank: Any) -> None:
    with pytest.raises(ProgrammingError), databank.web.cursor() as c:
        c.execute("CREATE TABLE proef_t (n int)")


def test_the_backup_writes_nothing(databank: Any) -> None:
    with databank.rauw("wijk_reserve") as c, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        c.execute("DELETE FROM django_session")


def test_rows_are_gone_afterwards_even_where_a_trigger_forbids(databank: Any) -> None:
    with databank.eigenaar.cursor() as c:
        c.execute(TABEL)
        c.execute(NOOIT)
    try:
        with databank.web.cursor() as c:
            c.execute("INSERT INTO proef_vast VALUES (1)")
        databank.leeg()
        assert databank.beheer("SELECT count(*) FROM proef_vast") == [(0,)]
    finally:
        databank.beheer("DROP TABLE proef_vast; DROP FUNCTION proef_nooit")


def test_a_backup_holds_every_table(databank: Any) -> None:
    """pg_dump refuses where row level security would hide rows; as the backup role it does not."""
    programma = kies(versie=databank.server.plek.versie, systeembinaries=True, kopieen=None)
    url = databank.server.url("wijk_reserve", databank.naam)
    klaar = subprocess.run([programma.pad("pg_dump"), "--dbname", url], capture_output=True, text=True, timeout=60)
    assert klaar.returncode == 0, klaar.stderr
    assert "COPY public.dossier_feit " in klaar.stdout
