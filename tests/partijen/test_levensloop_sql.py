# SPDX-License-Identifier: EUPL-1.2
"""Four eyes in the database itself: raw SQL of an administrator gives nothing more than the pages do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.partijen.levensloop import als, helm, post, stel_voor

__all__ = ["helm", "post"]


@pytest.fixture
def sql(helm: Any) -> Iterator[Any]:
    wie = {r[0].split("@")[0]: r[1] for r in helm.beheer("SELECT gebruikersnaam, id FROM partijen_login")}
    gemeente, org = helm.beheer("SELECT gemeente, id FROM partijen_organisatie WHERE code = 'helm'")[0]
    with helm.rauw() as c:

        def zet(naam: str) -> None:
            for n, w in (("login", wie[naam]), ("gemeente", gemeente), ("dag", "2026-03-02")):
                c.execute("SELECT set_config(%s, %s, true)", [f"app.{n}", str(w)])

        def voorstel(door: str) -> int:
            rij = c.execute(
                "INSERT INTO partijen_voorstel (gemeente, organisatie, soort, naam, mail, rol, overal, van, voorgesteld_door, voorgesteld_op)"
                " VALUES (%s, %s, 'lid', 'Dina', 'dina@helm.example', 'contactpersoon', true, '2026-03-02', %s, '2026-03-02') RETURNING id",
                [gemeente, org, wie[door]],
            ).fetchone()
            return int(rij[0])

        def besluit(nummer: int, door: str) -> int:
            return int(
                c.execute(
                    "UPDATE partijen_voorstel SET besluit = 'akkoord', besloten_door = %s, besloten_op = '2026-03-02' WHERE id = %s",
                    [wie[door], nummer],
                ).rowcount
            )

        c.zet, c.voorstel, c.besluit, c.wie = zet, voorstel, besluit, wie
        yield c
        c.rollback()


def test_raw_sql_cannot_approve_its_own_proposal_or_in_the_name_of_another(sql: Any) -> None:
    sql.zet("ada")
    nummer = sql.voorstel("ada")
    for door in ("ada", "bas"):
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)), sql.transaction():
            sql.besluit(nummer, door)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.voorstel("bas")  # nor propose in the name of another, to approve that
    sql.zet("eva")
    assert sql.besluit(nummer, "eva") == 0
    sql.zet("cora")
    assert sql.besluit(nummer, "cora") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.voorstel("cora")
    sql.zet("bas")
    assert sql.besluit(nummer, "bas") == 1
    assert sql.besluit(nummer, "bas") == 0
    assert sql.execute("SELECT count(*) FROM partijen_medewerker WHERE naam = 'Dina'").fetchone()[0] == 1


@pytest.mark.parametrize(
    "opdracht",
    [
        "INSERT INTO partijen_lidrol (gemeente, lidmaatschap, rol, van) SELECT gemeente, id, 'x', '2026-01-01' FROM partijen_lidmaatschap",
        "UPDATE partijen_medewerker SET actief = true",
        "UPDATE partijen_voorstel SET voorgesteld_door = 1",
        "INSERT INTO partijen_beheerfeit (gemeente, organisatie, moment, door, soort) VALUES (1, 1, '2026-01-01', 1, 'x')",
        "DELETE FROM partijen_beheerfeit",
        "DELETE FROM partijen_voorstel",
        "INSERT INTO partijen_beheerrol (gemeente, rol) VALUES (1, 'x')",
        "INSERT INTO partijen_uitnodiging (id, login, sleutel, verloopt) VALUES (gen_random_uuid(), 1, 'x', '2030-01-01')",
        "UPDATE partijen_oidc SET issuer = 'https://elders.example'",
        "UPDATE partijen_oidc_sub SET login = 1",
        "SELECT partijen_sluit_slapende('2090-01-01', '2089-01-01', '2090-01-01')",
        "SELECT partijen_ruim_aanmeldingen('2090-01-01')",
    ],
)
def test_raw_sql_of_an_administrator_writes_nothing_itself(sql: Any, opdracht: str) -> None:
    sql.zet("ada")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.execute(opdracht)


def test_what_was_done_does_not_change_for_the_owner_either(helm: Any) -> None:
    stel_voor(als("ada@helm.example"))
    for opdracht in ("UPDATE partijen_beheerfeit SET door = 1", "DELETE FROM partijen_beheerfeit", "TRUNCATE partijen_beheerfeit"):
        with helm.rauw("wijk_eigenaar") as c, pytest.raises(psycopg.Error):
            c.execute(opdracht)


def test_no_key_is_made_for_who_administers(helm: Any) -> None:
    assert helm.beheer("SELECT count(*) FROM partijen_sleutel WHERE rol = 'beheerder'") == [(0,)]
    with connections["eigenaar"].cursor() as c, pytest.raises(Exception, match="geen sleutel"):
        c.execute("SELECT set_config('app.gemeente', gemeente::text, false) FROM partijen_beheerrol")
        c.execute("INSERT INTO partijen_sleutel (gemeente, organisatie, rol) SELECT gemeente, id, 'beheerder' FROM partijen_organisatie")
    connections["eigenaar"].close()
