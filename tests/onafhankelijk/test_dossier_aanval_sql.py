# SPDX-License-Identifier: EUPL-1.2
"""Attack: raw SQL with the rights of a page, and what one session leaves for the next."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from .hulp import zacht

VERBODEN_SQL = (
    "select pg_read_file('/etc/passwd')", "select lo_import('/etc/passwd')", "copy dossier_feit to program 'true'", "select * from pg_authid",
    "set role wijk_kern", "set role wijk_eigenaar", "set session authorization wijk_kern", "alter table dossier_feit disable row level security",
    "create table x (i int)", "create temp table y as select * from dossier_opdracht", "select schakel from dossier_dossier", "select nr from dossier_feit",
    "select zout from dossier_deel", "select * from dossier_opdracht", "select * from dossier_wortel", "select * from dossier_nummering",
    "insert into dossier_feit select * from dossier_feit", "update dossier_feit set soort = 'x'", "delete from dossier_deel", "truncate dossier_werk",
    "update dossier_plicht set status = 'voldaan'", "insert into delen_toegang select * from delen_toegang", "update delen_toegang set inhoud = repeat('1', 256)::bit(256)",
    "delete from dossier_behandelaar", "insert into partijen_lidrol select * from partijen_lidrol", "update partijen_lidmaatschap set organisatie = 1",
    "insert into partijen_sleutel (gemeente, organisatie, rol) values (1, 1, 'x')", "select set_config('row_security', 'off', false), * from dossier_feit_zonder",
)  # fmt: skip


@pytest.mark.parametrize("sql", VERBODEN_SQL)
def test_a_page_may_not_run_this(duinveste: Any, sql: str) -> None:
    with duinveste.databank.rauw("wijk_web") as c, pytest.raises(psycopg.Error):
        c.execute(sql)


def test_without_context_every_table_is_empty_for_a_page(duinveste: Any, zaak: Any) -> None:
    d, _ = zaak
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    tabellen = [
        r[0]
        for r in duinveste.databank.beheer(
            "select tablename from pg_tables where schemaname = 'public' and (tablename like 'dossier%' or tablename like 'delen%' or tablename like 'partijen%')"
        )
    ]
    with duinveste.databank.rauw("wijk_web", autocommit=True) as c:
        for t in tabellen:
            if t in ("partijen_gemeente", "partijen_poging"):
                continue
            try:
                n = c.execute(f"select count(*) from (select 1 from {t}) x").fetchone()
            except psycopg.errors.InsufficientPrivilege:
                continue
            assert n == (0,), t


def test_a_page_writes_no_draft_or_handler_of_another(duinveste: Any, zaak: Any) -> None:
    d, _ = zaak
    with pytest.raises(Exception, match="row-level security"), duinveste.ogen("harm") as c:
        c.execute("insert into dossier_concept (gemeente, login, sleutel, dossier, inhoud, bewaard) values (%s, %s, 'x', %s, '{}', now())",
                  [duinveste.gemeente, duinveste.leden["femke"][1], d])  # fmt: skip
    with pytest.raises(Exception, match="row-level security"), duinveste.ogen("harm") as c:
        c.execute("insert into dossier_behandelaar (gemeente, dossier, organisatie, lidmaatschap, van) values (%s, %s, %s, %s, '2026-01-23')",
                  [duinveste.gemeente, d, duinveste.organisaties["linde"], duinveste.leden["femke"][0]])  # fmt: skip
    with duinveste.ogen("harm") as c:
        c.execute("update dossier_behandelaar set tot = '2026-01-23'")
        assert c.rowcount == 0


def test_a_page_does_not_learn_that_facts_of_a_hidden_dossier_were_moved(duinveste: Any) -> None:
    van, naar = duinveste.begin("femke"), duinveste.begin("femke")
    from wijkregie.dossier.verplaats import verplaats

    f = duinveste.leg_vast("femke", van, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    verplaats(duinveste.sessie("femke"), uuid4(), van, naar, [f])
    assert duinveste.ziet("femke", "dossier_dicht") == [(1,)]
    assert duinveste.ziet("wout", "dossier_dicht") == [(0,)]


def test_a_page_does_not_read_the_passwords_of_colleagues(duinveste: Any) -> None:
    duinveste.databank.beheer("update partijen_login set password = 'argon2$geheim'")
    assert duinveste.ziet("harm", "partijen_login", "count(*)", "password <> '' and id <> %s", duinveste.leden["harm"][1]) == [(0,)]


def test_the_core_sees_its_own_municipality_only(duinveste: Any, zaak: Any) -> None:
    with duinveste.databank.rauw("wijk_kern") as c:
        c.execute("select set_config('app.gemeente', %s, true)", [str(duinveste.gemeente + 1)])
        for t in (
            "dossier_dossier",
            "dossier_feit",
            "dossier_deel",
            "dossier_bestand",
            "dossier_opdracht",
            "delen_toegang",
            "dossier_plicht",
            "partijen_sleutel",
        ):
            assert c.execute(f"select count(*) from {t}").fetchone() == (0,), t  # type: ignore[arg-type]
        with pytest.raises(psycopg.Error):
            c.execute("insert into dossier_nummering (gemeente, reeks, laatste) values (%s, 'X', 1)", [duinveste.gemeente])


def test_two_sessions_on_one_connection_leave_each_other_nothing(duinveste: Any, als: Any, zaak: Any) -> None:
    """Interleaved, with errors in between."""
    d, nr = zaak
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="alleenvoorlinde")
    femke, wout = als("femke"), zacht(als("wout"))
    for i in range(12):
        assert "alleenvoorlinde" in femke.get(f"/dossier/{nr}/").content.decode()
        if i % 3 == 1:
            wout.get(f"/dossier/{nr}%00/")
        if i % 3 == 2:
            zacht(femke).post(f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": "\x00", "kenmerk": "\x00"})
        a = wout.get(f"/dossier/{nr}/")
        assert a.status_code == 404 and "alleenvoorlinde" not in a.content.decode()
        assert nr not in wout.get("/dossiers/?welke=open").content.decode()
