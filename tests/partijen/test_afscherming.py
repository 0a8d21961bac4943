# SPDX-License-Identifier: EUPL-1.2
"""What the database itself refuses, tried with raw SQL as the roles of pages and of the core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

PER_GEMEENTE = ["gebied", "organisatie", "team", "convenant", "ondertekening", "contactpersoon", "bezetting", "keuze"]
PER_GEMEENTE += ["lidmaatschap", "lidrol", "waarneming", "stempel"]
ALLES = [*PER_GEMEENTE, "sleutel", "medewerker"]
Nummer = Callable[..., int]


def tel(c: psycopg.Connection[Any], tabel: str) -> int:
    rij = c.execute(f"SELECT count(id) FROM partijen_{tabel}" if tabel != "stempel" else "SELECT count(*) FROM partijen_stempel").fetchone()  # type: ignore[arg-type]
    return int(rij[0]) if rij else -1


def zet(c: psycopg.Connection[Any], **waarden: Any) -> None:
    for naam, waarde in waarden.items():
        c.execute("SELECT set_config(%s, %s, true)", [f"app.{naam}", str(waarde)])


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern"])
def test_without_context_there_is_nothing(databank: Any, gemeenten: tuple[int, int], rol: str) -> None:
    with databank.rauw(rol) as c:
        tabellen = [*ALLES, "login"] if rol == "wijk_web" else ALLES  # the core has no right to it at all
        assert {t: tel(c, t) for t in tabellen} == dict.fromkeys(tabellen, 0)
        zet(c, gemeente="", login="", aanmelden="")  # what a pooled connection has after its first transaction
        assert {t: tel(c, t) for t in tabellen} == dict.fromkeys(tabellen, 0)


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern", "wijk_eigenaar"])
def test_only_rows_of_the_municipality_in_the_context(databank: Any, gemeenten: tuple[int, int], rol: str) -> None:
    tabellen = [t for t in PER_GEMEENTE if t != "stempel" or rol != "wijk_eigenaar"]  # its trigger must always work
    with databank.rauw(rol) as c:
        for gemeente in gemeenten:
            zet(c, gemeente=gemeente)
            for t in tabellen:
                gevonden = c.execute(f"SELECT DISTINCT gemeente FROM partijen_{t}").fetchall()
                assert gevonden == [(gemeente,)], t
        zet(c, gemeente=max(gemeenten) + 1)
        assert {t: tel(c, t) for t in tabellen} == dict.fromkeys(tabellen, 0)


def test_every_table_with_a_municipality_is_forced(databank: Any) -> None:
    """Also a table that is added later."""
    rijen = databank.beheer(
        """SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND c.relname LIKE 'partijen\\_%' AND a.attname = 'gemeente'"""
    )
    assert {r.removeprefix("partijen_") for r, _ in rijen} == {*PER_GEMEENTE, "sleutel", "oidc", "beheerrol", "voorstel", "beheerfeit"}
    assert [r for r, streng in rijen if not streng] == []


def test_a_login_sees_its_memberships_and_itself_before_the_municipality_is_known(databank: Any, gemeenten: tuple[int, int], nummer: Nummer) -> None:
    anna = nummer("login", gebruikersnaam="anna@helm.example")
    with databank.rauw() as c:
        zet(c, login=anna)
        assert c.execute("SELECT DISTINCT login FROM partijen_lidmaatschap").fetchall() == [(anna,)]
        assert tel(c, "lidmaatschap") == 2
        assert c.execute("SELECT id FROM partijen_login").fetchall() == [(anna,)]
        assert tel(c, "lidrol") == 0
        zet(c, login="", aanmelden="bert@helm.example")
        assert c.execute("SELECT gebruikersnaam FROM partijen_login").fetchall() == [("bert@helm.example",)]
        assert c.execute("SELECT naam, actief FROM partijen_medewerker").fetchall() == [("Bert Test", True)]
        zet(c, login="", aanmelden="niemand@helm.example")
        assert (tel(c, "login"), tel(c, "medewerker")) == (0, 0)


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern"])
def test_colleagues_of_another_municipality_do_not_show(databank: Any, gemeenten: tuple[int, int], rol: str) -> None:
    with databank.rauw(rol) as c:
        zet(c, gemeente=gemeenten[0])
        namen = [r[0] for r in c.execute("SELECT naam FROM partijen_medewerker ORDER BY 1")]
    assert namen == ["Anna Test", "Bert Test", "Cora Test", "Dirk Test"]


def test_of_colleagues_a_page_reads_the_name_and_nothing_else(databank: Any, gemeenten: tuple[int, int], nummer: Nummer) -> None:
    """A password and a user name: one's own, or those of the name that is logging in. Never those of colleagues, whatever is asked."""
    anna, bert = (nummer("login", gebruikersnaam=f"{wie}@helm.example") for wie in ("anna", "bert"))
    with databank.rauw() as c:
        zet(c, gemeente=gemeenten[0], login=anna)
        assert c.execute("SELECT id, naam, actief FROM partijen_medewerker WHERE id = %s", [bert]).fetchall() == [(bert, "Bert Test", True)]
        for kolom in ("id", "gebruikersnaam", "password"):
            eigen = databank.beheer(f"SELECT {kolom} FROM partijen_login WHERE id = %s", anna)
            assert c.execute(f"SELECT {kolom} FROM partijen_login").fetchall() == eigen  # type: ignore[arg-type]
        assert c.execute("SELECT password FROM partijen_login WHERE id = %s", [bert]).fetchall() == []
        # Not through an error either: the policy is asked before a function that could tell what it was given.
        assert c.execute("SELECT 1 FROM partijen_login WHERE id <> %s AND gebruikersnaam::int > 0", [anna]).fetchall() == []
        kolommen = "SELECT column_name FROM information_schema.columns WHERE table_name = 'partijen_medewerker' ORDER BY 1"
        assert [r[0] for r in c.execute(kolommen)] == ["actief", "id", "naam"]


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern"])
def test_pages_and_core_do_not_administer(databank: Any, gemeenten: tuple[int, int], rol: str) -> None:
    for sql in [
        "UPDATE partijen_lidrol SET rol = 'treiterregisseur'",
        "INSERT INTO partijen_lidrol (gemeente, lidmaatschap, rol, van) SELECT gemeente, id, 'mzwo', '2026-01-01' FROM partijen_lidmaatschap",
        "DELETE FROM partijen_bezetting",
        "DELETE FROM partijen_waarneming",
        "UPDATE partijen_stempel SET nummer = 1",
        "UPDATE partijen_medewerker SET actief = true",
        "UPDATE partijen_login SET gebruikersnaam = 'x'",
        "DELETE FROM partijen_login",
        "TRUNCATE partijen_keuze",
    ]:
        with databank.rauw(rol) as c, pytest.raises(psycopg.errors.InsufficientPrivilege):
            zet(c, gemeente=gemeenten[0])
            c.execute(sql)


def test_the_core_does_not_read_passwords_or_addresses(databank: Any, gemeenten: tuple[int, int]) -> None:
    for kolom in ("password", "gebruikersnaam", "id"):
        with databank.rauw("wijk_kern") as c, pytest.raises(psycopg.errors.InsufficientPrivilege):
            c.execute(f"SELECT {kolom} FROM partijen_login")


def test_a_password_is_changed_by_its_owner_only(databank: Any, gemeenten: tuple[int, int], nummer: Nummer) -> None:
    anna = nummer("login", gebruikersnaam="anna@helm.example")
    with databank.rauw() as c:
        zet(c, gemeente=gemeenten[0], login=anna)
        assert c.execute("UPDATE partijen_login SET password = 'x'").rowcount == 1
    assert databank.beheer("SELECT id FROM partijen_login WHERE password = 'x'") == [(anna,)]


AFWEZIG = """INSERT INTO partijen_waarneming (gemeente, organisatie, voor, door, van, reden, ingetrokken, gemeld_door)
    VALUES (%s, %s, %s, %s, '2026-09-01', 'afwezig', false, %s)"""


class Mensen:
    def __init__(self, databank: Any, gemeente: int) -> None:
        rijen = databank.beheer(
            """SELECT split_part(l.gebruikersnaam, '@', 1) || ' ' || o.code, m.id, l.id, o.id FROM partijen_lidmaatschap m
            JOIN partijen_login l ON l.id = m.login JOIN partijen_organisatie o ON o.id = m.organisatie WHERE m.gemeente = %s""",
            gemeente,
        )
        self.lid = {r[0]: r[1] for r in rijen}
        self.login = {r[0]: r[2] for r in rijen}
        self.organisatie = {r[0]: r[3] for r in rijen}


def test_absence_of_oneself_and_of_colleagues(databank: Any, gemeenten: tuple[int, int]) -> None:
    m = Mensen(databank, gemeenten[0])
    helm = m.organisatie["anna helm"]

    def probeer(ik: str, voor: int, door: int, organisatie: int = helm, gemeld_door: int | None = None) -> None:
        with databank.rauw() as c:
            zet(c, gemeente=gemeenten[0], login=m.login[ik])
            c.execute(AFWEZIG, [gemeenten[0], organisatie, voor, door, gemeld_door or m.login[ik]])
            c.rollback()

    anna, bert, cora = m.lid["anna helm"], m.lid["bert helm"], m.lid["cora helm"]
    probeer("anna helm", anna, bert)
    probeer("cora helm", anna, bert)
    for fout in [
        ("bert helm", anna, bert, helm, None),  # nobody takes the roles of another for himself
        ("dirk stadsdeel", anna, bert, helm, None),  # another organisation
        ("cora helm", anna, bert, helm, m.login["anna helm"]),  # in the name of another
    ]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            probeer(*fout)
    with pytest.raises(psycopg.errors.CheckViolation):
        probeer("anna helm", anna, anna)
    for ander in (m.lid["dirk stadsdeel"], Mensen(databank, gemeenten[1]).lid["cora helm"]):
        with pytest.raises((psycopg.errors.ForeignKeyViolation, psycopg.errors.InsufficientPrivilege)):
            probeer("anna helm", anna, ander)
    assert cora


def test_who_stands_in_cannot_prolong_it(databank: Any, gemeenten: tuple[int, int]) -> None:
    m = Mensen(databank, gemeenten[0])
    for ik, geraakt in (("bert helm", 0), ("cora helm", 1), ("anna helm", 1), ("dirk stadsdeel", 0)):
        with databank.rauw() as c:
            zet(c, gemeente=gemeenten[0], login=m.login[ik])
            assert c.execute("UPDATE partijen_waarneming SET tot = '2030-01-01'").rowcount == geraakt, ik
            c.rollback()


def test_references_stay_inside_the_municipality_for_the_owner_too(databank: Any, gemeenten: tuple[int, int], nummer: Nummer) -> None:
    een, twee = gemeenten
    vreemd = nummer("organisatie", gemeente=twee, code="helm")
    with databank.rauw("wijk_eigenaar") as c, pytest.raises(psycopg.errors.ForeignKeyViolation):
        zet(c, gemeente=een)
        c.execute("INSERT INTO partijen_bezetting (gemeente, organisatie, rol, van) VALUES (%s, %s, 'mzwo', '2026-01-01')", [een, vreemd])


def test_the_same_appointment_twice_is_refused(databank: Any, gemeenten: tuple[int, int], nummer: Nummer) -> None:
    een = gemeenten[0]
    helm = nummer("organisatie", gemeente=een, code="helm")
    sql = "INSERT INTO partijen_bezetting (gemeente, organisatie, rol, van, tot) VALUES (%s, %s, 'woningcorporatie', %s, %s)"
    with databank.rauw("wijk_eigenaar") as c:
        zet(c, gemeente=een)
        c.execute(sql, [een, helm, "2024-01-01", "2024-12-31"])  # the day before the other begins
        with pytest.raises(psycopg.errors.ExclusionViolation, match="partijen_bezetting_dubbel"):
            c.execute(sql, [een, helm, "2024-12-31", "2025-01-01"])
