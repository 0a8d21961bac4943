# SPDX-License-Identifier: EUPL-1.2
"""Destroying: only what is over its term and what two people decided, all or nothing, and the chain holds."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.test import override_settings

from wijkregie.databank.programma import kies
from wijkregie.dossier import kern, wortel
from wijkregie.dossier.controle import controleer_dossiers, controleer_gemeente
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.klok import vandaag
from wijkregie.privacy import bewaren, vernietigen
from wijkregie.scherm.paginas.aanmelden import BEWIJS

GEHEIM = "Testbuurvrouw Lindelaan"
OPEN = "Muziek tot laat in de nacht"


def schoon(duinveste: Any) -> list[str]:
    alle = kern.alle_dossiers(duinveste.gemeente, "amsterdam")
    uit = controleer_dossiers(duinveste.gemeente, "amsterdam", alle, vandaag())
    uit.erbij(controleer_gemeente(duinveste.gemeente, "amsterdam"))
    return uit.bezwaren


def kies_termijn(duinveste: Any, optie: str = "na_2_jaar") -> None:
    duinveste.databank.beheer(
        "insert into partijen_keuze (gemeente, keuze, vanaf, optie, door) values (%s, 'bewaartermijn', '2020-01-01', %s, 'stuurgroep (fictief)')",
        duinveste.gemeente, optie,
    )  # fmt: skip
    duinveste.databank.beheer("update partijen_stempel set nummer = nummer + 1 where gemeente = %s", duinveste.gemeente)


@pytest.fixture
def toezicht(duinveste: Any) -> Any:
    """Wout and Rosa are privacy officers."""
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.privacy.inrichten import richt_in as richt_privacy_in

    for wie in ("wout", "rosa"):
        duinveste.databank.beheer(
            "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'privacyfunctionaris', %s)",
            duinveste.gemeente, duinveste.leden[wie][0], date(2015, 1, 1),
        )  # fmt: skip
    richt_in()
    richt_privacy_in()
    return duinveste


@pytest.fixture
def zaak(toezicht: Any) -> UUID:
    """A closed case with a reporter, a file and a person."""
    from wijkregie.dossier.opdracht import Bijlage

    d: UUID = toezicht.begin("femke")
    toezicht.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder=GEHEIM, omschrijving=OPEN,
        bijlagen=(Bijlage(f"{GEHEIM}.pdf", "application/pdf", b"%PDF-1.4 " + GEHEIM.encode(), "melder_identiteit"),),
    )  # fmt: skip
    toezicht.persoon("femke", d)
    toezicht.leg_vast("femke", d, "dossier_gesloten", reden="Klaar")
    return d


def besluit(duinveste: Any, wie: str, *args: Any, **kwargs: Any) -> None:
    with duinveste.ogen(wie):
        vernietigen.besluit(duinveste.sessie(wie), *args, **kwargs)


def goedgekeurd(duinveste: Any, zaak: UUID, op_dag: Any) -> None:
    kies_termijn(duinveste)
    op_dag("2028-01-24 02:00")
    assert vernietigen.stel_voor(duinveste.gemeente, "amsterdam") == 1
    besluit(duinveste, "wout", zaak, "vernietigen")
    besluit(duinveste, "rosa", zaak, "akkoord")


def inhoud(duinveste: Any, zaak: UUID) -> int:
    return int(duinveste.databank.beheer("select count(*) from dossier_deel where dossier = %s and inhoud is not null", zaak)[0][0])


def test_nothing_is_proposed_as_long_as_no_term_was_chosen(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    assert bewaren.ongekozen(toezicht.gemeente, "amsterdam") == ["bewaartermijn"]
    op_dag("2090-01-24 02:00")
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 0
    kies_termijn(toezicht)
    assert bewaren.ongekozen(toezicht.gemeente, "amsterdam") == []
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 1


def test_the_term_counts_from_closing_and_the_last_day_is_kept(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    kies_termijn(toezicht)
    op_dag("2028-01-23 02:00")
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 0
    op_dag("2028-01-24 02:00")
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 1
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 0  # it is on the list


def test_two_people_decide_and_then_it_is_gone_and_the_chain_holds(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    goedgekeurd(toezicht, zaak, op_dag)
    voor = toezicht.databank.beheer("select schakel from dossier_dossier where id = %s", zaak)
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (1, [])
    assert inhoud(toezicht, zaak) == 0
    for t in ("dossier_sleutel", "dossier_plicht", "dossier_kop", "dossier_publicatie", "delen_toegang", "dossier_concept"):
        assert toezicht.databank.beheer(f"select count(*) from {t} where dossier = %s", zaak) == [(0,)], t
    assert toezicht.databank.beheer("select count(*) from dossier_bestand where inhoud is not null or naam is not null or zout is not null") == [(0,)]
    assert schoon(toezicht) == []
    (bewijs,) = toezicht.databank.beheer("select door, akkoord_door, delen, bestanden, schakel_voor from dossier_vernietiging")
    assert bewijs[:2] == (toezicht.leden["wout"][1], toezicht.leden["rosa"][1]) and bewijs[2] > 5 and bewijs[3] == 1 and bewijs[4] == voor[0][0]
    with pytest.raises(Onbekend):
        toezicht.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    # a root after holds the proof, one before what stood there
    koppen = toezicht.databank.beheer("select wortel, schakel from dossier_wortel_kop where dossier = %s order by wortel", zaak)
    assert [k[1] for k in koppen] == [bewijs[4], toezicht.databank.beheer("select schakel from dossier_dossier where id = %s", zaak)[0][0]]
    assert wortel.controleer(toezicht.gemeente, "amsterdam")[1] == []


def test_whom_it_was_about_comes_on_the_list_when_it_was_the_last(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    (persoon,) = toezicht.databank.beheer("select dossier, gesloten_op from privacy_vernietiglijst")
    assert persoon[1] is None
    besluit(toezicht, "rosa", persoon[0], "vernietigen")
    besluit(toezicht, "wout", persoon[0], "akkoord")
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (1, [])
    assert schoon(toezicht) == []
    assert b"Wilgenroos" not in alles(toezicht)


def alles(duinveste: Any, *behalve: str) -> bytes:
    """Every row of every table but these, as a backup holds it."""
    uit = b""
    with duinveste.databank.rauw("wijk_reserve") as c:
        for (t,) in c.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            if t in behalve:
                continue
            with c.cursor().copy(f'copy "{t}" to stdout (format binary)') as kopie:
                for brok in kopie:
                    uit += bytes(brok)
    return uit


def test_marked_content_lies_nowhere_in_the_clear(toezicht: Any, zaak: UUID) -> None:
    """Also not in a draft, an index, a projection, a job or a log."""
    from wijkregie.dossier import concepten

    with toezicht.ogen("femke"):
        concepten.bewaar(toezicht.sessie("femke"), "proef", zaak, {"melder": [GEHEIM]})
        assert concepten.concept(toezicht.sessie("femke"), "proef")[0] == {"melder": [GEHEIM]}  # type: ignore[index]
    ligt = alles(toezicht)
    assert GEHEIM.encode() not in ligt and GEHEIM.casefold().encode() not in ligt and GEHEIM.encode("utf-16-le") not in ligt
    assert OPEN.encode() in ligt  # of a category that is not marked


def test_a_form_that_was_not_finished_goes_after_thirty_days(toezicht: Any, op_dag: Any) -> None:
    """Also of a dossier that was never begun, which no destruction comes by."""
    from wijkregie.dossier import concepten

    with toezicht.ogen("femke"):
        concepten.bewaar(toezicht.sessie("femke"), "nieuw", None, {"melder": [GEHEIM]})
    op_dag("2026-02-22 16:40")
    assert concepten.ruim_op(toezicht.gemeente, "amsterdam") == 0
    op_dag("2026-02-22 16:41")
    assert concepten.ruim_op(toezicht.gemeente, "amsterdam") == 1
    assert toezicht.databank.beheer("select count(*) from dossier_concept") == [(0,)]


def test_a_backup_from_before_without_the_keys_tells_nothing_of_marked_content(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    """Rows as a backup holds them, put back after the dossier was destroyed: noise, and the proof says that a key is gone."""
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for feit, categorie, inhoud, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud, zout, feit, categorie])
        c.execute("delete from dossier_vernietiging")
        c.execute("update dossier_dossier set vernietigd_op = null, schakel = (select schakel from dossier_feit where dossier = %s"
                  " order by nr desc limit 1) where id = %s", [zaak, zaak])  # fmt: skip
    assert GEHEIM.encode() not in alles(toezicht)
    with kern.in_kern(toezicht.gemeente, "amsterdam", foto=True) as k:
        g = k.laad(zaak, slot=False)
        assert any(f.vernietigd for f in g.feiten)
        assert GEHEIM not in repr(g.feiten)
    assert any("de sleutel van een deel van feit" in b for b in schoon(toezicht))


def test_a_backup_put_back_beside_newer_proofs_is_destroyed_again(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for feit, categorie, inhoud_, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud_, zout, feit, categorie])
        c.execute("update dossier_dossier d set vernietigd_op = null, schakel = v.schakel_voor from dossier_vernietiging v where d.id = v.dossier")
    assert any("vernietig --opnieuw" in b for b in schoon(toezicht))
    weer = vernietigen.opnieuw_nodig(toezicht.gemeente, "amsterdam")
    assert weer == [zaak]
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", weer) == (1, [])
    assert inhoud(toezicht, zaak) == 0 and schoon(toezicht) == []


def test_an_older_backup_without_the_last_rectification_is_destroyed_again_too(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    """A closed dossier may still be put right: a backup from before that ends elsewhere than the proof says."""
    ((laatste, kop),) = toezicht.databank.beheer("select laatste_nr, schakel from dossier_dossier where id = %s", zaak)
    ((feit,),) = toezicht.databank.beheer("select id from dossier_feit where dossier = %s and soort = 'dossier_gesloten'", zaak)
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    toezicht.leg_vast("femke", zaak, "", rectificeer=str(feit), wordt={"reden": "Echt klaar"}, reden="Typefout")
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for t in ("dossier_deel", "dossier_bestand"):
            c.execute(f"delete from {t} where feit in (select id from dossier_feit where dossier = %s and nr > %s)", [zaak, laatste])
        c.execute("delete from dossier_feit where dossier = %s and nr > %s", [zaak, laatste])
        for feit, categorie, inhoud_, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud_, zout, feit, categorie])
        c.execute("update dossier_dossier set vernietigd_op = null, laatste_nr = %s, schakel = %s where id = %s", [laatste, kop, zaak])
    weer = vernietigen.opnieuw_nodig(toezicht.gemeente, "amsterdam")
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", weer) == (1, [])
    assert inhoud(toezicht, zaak) == 0 and schoon(toezicht) == []
    assert toezicht.databank.beheer("select schakel_voor from dossier_hervernietigd where dossier = %s", zaak) == [(kop,)]


# refusals


def test_nobody_agrees_with_himself(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    kies_termijn(toezicht)
    op_dag("2028-01-24 02:00")
    vernietigen.stel_voor(toezicht.gemeente, "amsterdam")
    with pytest.raises(vernietigen.Weigering, match="nog geen besluit"):
        besluit(toezicht, "wout", zaak, "akkoord")
    besluit(toezicht, "wout", zaak, "vernietigen")
    with pytest.raises(vernietigen.Weigering, match="zelf besloten"):
        besluit(toezicht, "wout", zaak, "akkoord")
    wortel.maak(toezicht.gemeente, "amsterdam")
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", [zaak]) == (0, [zaak])
    # past the page: the same person twice in the table
    with toezicht.ogen("wout") as c:
        c.execute("select id from privacy_vernietigbesluit")
        (eerste,) = c.fetchone()
        c.execute("insert into privacy_vernietigbesluit (gemeente, dossier, wat, voor, login, organisatie, moment)"
                  " values (%s, %s, 'akkoord', %s, %s, %s, '2028-01-24')",
                  [toezicht.gemeente, zaak, eerste, toezicht.leden["wout"][1], toezicht.sessie("wout").organisatie])  # fmt: skip
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", [zaak]) == (0, [zaak])
    assert inhoud(toezicht, zaak) > 0


def test_keeping_longer_undoes_what_was_approved(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    goedgekeurd(toezicht, zaak, op_dag)
    with pytest.raises(vernietigen.Weigering, match="Kies waarom"):
        besluit(toezicht, "rosa", zaak, "langer", reden="zomaar", tot=date(2028, 6, 1))
    with pytest.raises(vernietigen.Weigering, match="Kies een dag"):
        besluit(toezicht, "rosa", zaak, "langer", reden="rechtszaak", tot=date(2028, 1, 24))
    besluit(toezicht, "rosa", zaak, "langer", reden="rechtszaak", tot=date(2028, 6, 1))
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (0, [])
    wortel.maak(toezicht.gemeente, "amsterdam")
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", [zaak]) == (0, [zaak])
    with pytest.raises(vernietigen.Weigering, match="langer bewaard"):
        besluit(toezicht, "wout", zaak, "vernietigen")
    op_dag("2028-06-02 09:00")
    besluit(toezicht, "wout", zaak, "vernietigen")


def test_what_was_opened_again_is_not_destroyed(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    goedgekeurd(toezicht, zaak, op_dag)
    toezicht.leg_vast("femke", zaak, "dossier_heropend", reden="Weer overlast")
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (0, [zaak])
    vernietigen.stel_voor(toezicht.gemeente, "amsterdam")
    assert toezicht.databank.beheer("select count(*) from privacy_vernietiglijst") == [(0,)]
    # closed again: a new line, and old decisions do not count for it
    toezicht.leg_vast("femke", zaak, "dossier_gesloten", reden="Klaar")
    op_dag("2030-02-01 02:00")
    assert vernietigen.stel_voor(toezicht.gemeente, "amsterdam") == 1
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (0, [])


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern"])
def test_pages_and_core_cannot_destroy(toezicht: Any, zaak: UUID, op_dag: Any, rol: str) -> None:
    goedgekeurd(toezicht, zaak, op_dag)
    for sql in (
        "select privacy_vernietig(%(g)s, %(d)s, '2028-01-24', '2028-01-24')", "delete from dossier_deel",
        "update dossier_deel set inhoud = null, zout = null",
        "delete from dossier_sleutel", "set role wijk_vernietiger", "update dossier_bestand set inhoud = null", "delete from dossier_feit",
        "delete from dossier_vernietiging", "update privacy_vernietigbesluit set login = 1", "update privacy_vernietiglijst set vanaf = '2020-01-01'",
        "update dossier_sleutel set sleutel = ''",
    ):  # fmt: skip
        with toezicht.databank.rauw(rol) as c, pytest.raises(psycopg.Error):
            c.execute("select set_config('app.gemeente', %s, true)", [str(toezicht.gemeente)])
            c.execute(sql, {"g": toezicht.gemeente, "d": zaak} if "%(" in sql else None)


def test_the_owner_of_the_tables_sees_no_rows(toezicht: Any, zaak: UUID) -> None:
    """It is a member of the roles that own the two functions, and what those may see is not for it."""
    with toezicht.databank.rauw("wijk_eigenaar") as c:
        for t in ("dossier_feit", "dossier_deel", "dossier_bestand", "dossier_kop", "delen_toegang", "dossier_concept"):
            assert c.execute(f"select count(*) from {t}").fetchone() == (0,), t
        c.execute("update dossier_deel set inhoud = null, zout = null")
        assert c.execute("select count(*) from dossier_sleutel").fetchone() != (0,)
    assert inhoud(toezicht, zaak) > 0


def test_only_the_marked_role_sees_the_list_and_decides(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    kies_termijn(toezicht)
    op_dag("2028-01-24 02:00")
    vernietigen.stel_voor(toezicht.gemeente, "amsterdam")
    with toezicht.ogen("femke"):
        assert vernietigen.lijst(toezicht.sessie("femke")) == []
    with pytest.raises(Exception, match="row-level security"), toezicht.ogen("femke") as c:
        c.execute("insert into privacy_vernietigbesluit (gemeente, dossier, wat, login, organisatie, moment) values (%s, %s, 'vernietigen', %s, %s,"
                  " '2028-01-24')", [toezicht.gemeente, zaak, toezicht.leden["femke"][1], toezicht.sessie("femke").organisatie])  # fmt: skip
    with toezicht.ogen("wout"):
        assert [r.dossier for r in vernietigen.lijst(toezicht.sessie("wout"))] == [zaak]


def test_killed_halfway_nothing_has_happened(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    """The connection ends after the function and before the end of its transaction, as with kill -9."""

    goedgekeurd(toezicht, zaak, op_dag)
    wortel.maak(toezicht.gemeente, "amsterdam")
    n = inhoud(toezicht, zaak)
    c = toezicht.databank.rauw("wijk_eigenaar")
    assert c.execute("select privacy_vernietig(%s, %s, %s, %s)", [toezicht.gemeente, zaak, vandaag(), datetime(2028, 1, 24)]).fetchone() == (True,)
    (pid,) = c.execute("select pg_backend_pid()").fetchone()
    toezicht.databank.beheer("select pg_terminate_backend(%s)", pid)
    c.close()
    assert inhoud(toezicht, zaak) == n
    assert toezicht.databank.beheer("select count(*) from dossier_vernietiging") == [(0,)]
    assert schoon(toezicht) == []
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (1, [])
    assert schoon(toezicht) == []


def test_emptying_without_a_decision_is_told(toezicht: Any, zaak: UUID) -> None:
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        c.execute("update dossier_deel set inhoud = null, zout = null where dossier = %s", [zaak])
    assert any("zonder besluit" in b for b in schoon(toezicht))


# the page


def test_two_colleagues_decide_on_the_page(toezicht: Any, zaak: UUID, op_dag: Any, als: Any) -> None:
    wout, rosa, femke = als("wout"), als("rosa"), als("femke")
    assert "niets op de lijst" in wout.get("/vernietigen/").content.decode()
    kies_termijn(toezicht)
    op_dag("2028-01-24 09:00")
    vernietigen.stel_voor(toezicht.gemeente, "amsterdam")
    ((nummer,),) = toezicht.databank.beheer("select nummer from dossier_dossier where id = %s", zaak)
    adres = f"/vernietigen/{nummer}/"
    assert femke.get("/vernietigen/").status_code == femke.get(adres).status_code == femke.post(adres, {"wat": "vernietigen"}).status_code == 404
    for lijst in (wout.get("/vernietigen/"), wout.get(adres)):
        tekst = lijst.content.decode()
        assert nummer in tekst and GEHEIM not in tekst and OPEN not in tekst and "Wilgenroos" not in tekst
    with override_settings(TWEEDE_FACTOR=True):  # nobody decides from a screen that was left open
        assert wout.post(adres, {"wat": "vernietigen"})["Location"].startswith(BEWIJS)
    assert toezicht.databank.beheer("select count(*) from privacy_vernietigbesluit") == [(0,)]
    assert "Dit vulde u net in" in wout.get(adres).content.decode()
    assert toezicht.databank.beheer("select dossier from dossier_concept") == [(zaak,)]
    assert wout.post(adres, {"wat": "zomaar"}).status_code == 400
    assert wout.post(adres, {"wat": "akkoord"}).status_code == 400
    assert wout.post(adres, {"wat": "langer", "reden": "rechtszaak", "tot": "31-02-2029"}).status_code == 400
    assert wout.post(adres, {"wat": "vernietigen"}).status_code == 302
    assert "Dit vulde u net in" not in wout.get(adres).content.decode()
    assert "wacht op akkoord" in rosa.get("/vernietigen/").content.decode()
    assert wout.post(adres, {"wat": "akkoord"}).status_code == 400
    assert rosa.post(adres, {"wat": "akkoord"}).status_code == 302
    assert vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam") == (1, [])
    assert wout.get(adres).status_code == 404
    assert femke.get(f"/dossier/{nummer}/").status_code == 404
    assert "WR-2099" not in nummer and wout.get("/vernietigen/WR-2099-0001/").status_code == 404


def test_every_table_that_knows_a_dossier_is_emptied_or_stays_for_a_reason(toezicht: Any) -> None:
    """Who adds a table with a dossier in it decides here what destroying does with it."""
    blijft = {
        "dossier_feit": "the frame, under the chain",
        "dossier_wortel_kop": "roots",
        "dossier_vernietiging": "the proof",
        "dossier_hervernietigd": "the proof",
        "dossier_deel": "emptied",
        "dossier_bestand": "emptied",
        "privacy_pakket": "emptied",
        "privacy_vernietigbesluit": "who decided",
        "dossier_gegevenvernietiging": "the proof",
        "privacy_gegevenakkoord": "who agreed",
        "privacy_gegevenlijst": "ids only; its lines go with the next list",
    }
    er_zijn = {r[0] for r in toezicht.databank.beheer(
        "select table_name from information_schema.columns where table_schema = 'public'"
        " and column_name in ('dossier', 'dossiers', 'verzoek')")}  # fmt: skip
    (functie,) = toezicht.databank.beheer("select pg_get_functiondef('privacy_vernietig'::regproc)")
    er_zijn -= {"privacy_lezing"}  # who read it: ids only
    assert "update privacy_pakket set zout = null, gegevens = null, pdf = null" in functie[0]
    assert {t for t in er_zijn if t not in blijft and f"'{t}'" not in functie[0] and f"delete from {t} " not in functie[0]} == set()


def test_the_two_backups_as_documented(toezicht: Any, zaak: UUID, op_dag: Any, tmp_path: Path) -> None:
    """pg_dump and pg_restore as docs/howto/bewaren.md has them: an old dump of the rest beside the newest keys and proofs."""
    db = toezicht.databank
    bron, doel = db.server.url("wijk_reserve", db.naam), "wijkregie_terug"
    bewijzen = ("dossier_vernietiging", "dossier_gegevenvernietiging")
    zonder = [f"--exclude-table-data={t}" for t in ("dossier_sleutel", *bewijzen, "dossier_concept", "privacy_pakket", "django_session")]
    handleiding = (Path(__file__).parents[2] / "docs" / "howto" / "bewaren.md").read_text("utf-8")
    assert [z for z in zonder if z not in handleiding] == []

    alleen = ("--table=dossier_sleutel", *(f"--table={t}" for t in bewijzen))
    programmas = kies(versie=db.server.plek.versie, systeembinaries=True, kopieen=None)

    def draai(programma: str, *opdracht: str) -> None:
        subprocess.run([programmas.pad(programma), *opdracht], check=True, capture_output=True, timeout=100)

    rest, sleutels, leesbaar = (str(tmp_path / n) for n in ("rest.dump", "sleutels.dump", "rest.sql"))
    draai("pg_dump", "--format=custom", f"--dbname={bron}", f"--file={rest}", *zonder)
    draai("pg_dump", "--format=plain", f"--dbname={bron}", f"--file={leesbaar}", *zonder)
    tekst = Path(leesbaar).read_text()
    assert OPEN.encode().hex() in tekst and GEHEIM.encode().hex() not in tekst and GEHEIM not in tekst
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    draai("pg_dump", "--format=custom", f"--dbname={bron}", f"--file={sleutels}", "--data-only", *alleen)
    beheer = psycopg.connect(db.server.url("wijk_beheer", "postgres"), autocommit=True)
    try:
        beheer.execute(f"drop database if exists {doel}")
        beheer.execute(f"create database {doel} template template0")
        draai("pg_restore", f"--dbname={db.server.url('wijk_beheer', doel)}", rest)
        draai("pg_restore", f"--dbname={db.server.url('wijk_beheer', doel)}", "--data-only", sleutels)
        vol = "select count(*) from dossier_deel where inhoud is not null and dossier = %s"
        with psycopg.connect(db.server.url("wijk_beheer", doel), autocommit=True) as c:
            assert c.execute(vol, [zaak]).fetchone() != (0,)
            assert c.execute("select count(*) from dossier_sleutel where dossier = %s", [zaak]).fetchone() == (0,)
            with psycopg.connect(db.server.url("wijk_eigenaar", doel)) as e:
                opnieuw = "select privacy_vernietig(%s, %s, %s, %s)"
                assert e.execute(opnieuw, [toezicht.gemeente, zaak, vandaag(), datetime(2028, 1, 25)]).fetchone() == (True,)
            assert c.execute(vol, [zaak]).fetchone() == (0,)
    finally:
        beheer.execute(f"drop database if exists {doel} with (force)")
        beheer.close()


def test_production_asks_for_a_term(toezicht: Any) -> None:
    (bezwaar,) = bewaren.zonder_bewaartermijn()
    assert "amsterdam" in bezwaar and "bewaartermijn" in bezwaar and "partijen importeer" in bezwaar
    kies_termijn(toezicht)
    assert bewaren.zonder_bewaartermijn() == []


def test_production_asks_for_the_choice_and_for_who_watches_where_no_agreement_has_them(toezicht: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kies_termijn(toezicht)
    assert bewaren.zonder_toezicht() == []
    assert len(bewaren.zonder_oordeeltermijn()) == 1
    monkeypatch.setattr(bewaren.afspraken, "keuzes", lambda *_: ())
    monkeypatch.setattr(bewaren, "toezichtrollen", lambda _: [])
    (bezwaar,) = bewaren.zonder_bewaartermijn()
    assert "amsterdam" in bezwaar and "systeem: bewaartermijn" in bezwaar
    (bezwaar,) = bewaren.zonder_toezicht()
    assert "amsterdam" in bezwaar and "systeem: privacy" in bezwaar
