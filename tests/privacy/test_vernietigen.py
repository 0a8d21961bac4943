# SPDX-License-Identifier: EUPL-1.2
"""Destroying: only what is over its term and what two people decided, all or nothing, and the chain holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.test import override_settings

from wijkregie.dossier import wortel
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.klok import vandaag
from wijkregie.privacy import bewaren, vernietigen
from wijkregie.scherm.paginas.aanmelden import BEWIJS

from .vernietigd import GEHEIM, OPEN, alles, besluit, goedgekeurd, inhoud, kies_termijn, schoon


def test_nothing_is_proposed_as_long_as_no_term_was_chosen(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    assert bewaren.ongekozen(toezicht.gemeente, "amsterdam") == ["bewaartermijn_melding", "bewaartermijn"]
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
    (functie,) = toezicht.databank.beheer(
        "select string_agg(pg_get_functiondef(f::regproc), ' ') from unnest(array['privacy_vernietig', 'overleg_vernietigd', 'stukken_vernietigd']) f"
    )
    er_zijn -= {"privacy_lezing"}  # who read it: ids only
    assert "update privacy_pakket set zout = null, gegevens = null, pdf = null" in functie[0]
    assert {t for t in er_zijn if t not in blijft and f"'{t}'" not in functie[0] and f"delete from {t} " not in functie[0]} == set()


def test_production_asks_for_a_term(toezicht: Any) -> None:
    bezwaren = bewaren.zonder_bewaartermijn()
    assert len(bezwaren) == 2  # of a case and of a report
    assert all("amsterdam" in b and "bewaartermijn" in b and "partijen importeer" in b for b in bezwaren)
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
