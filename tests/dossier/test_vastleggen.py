# SPDX-License-Identifier: EUPL-1.2
"""Recording a complaint: what follows from it, who sees it, and that nothing can be changed afterwards."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from wijkregie.dossier.opdracht import Geweigerd


def test_a_complaint_gives_work_with_a_deadline(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", melder="Testbuur", omschrijving="Muziek")
    werk = dict(duinveste.ziet("femke", "dossier_plicht", "regel, uiterlijk", "status = 'loopt'"))
    assert {"melder_benaderen", "corporatie_inlichten", "mzwo_melden", "klacht_bespreken"} <= set(werk)
    assert str(werk["corporatie_inlichten"]) == "2026-01-27"
    assert duinveste.ziet("femke", "dossier_fase", "fase", "spoor = 'ladder'") == [("actie_1",)]


def test_a_partner_sees_the_nuisance_with_consent_and_never_the_reporter(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Testbuur", omschrijving="Muziek")
    for wie in ("harm", "rosa"):
        delen = duinveste.leest(wie)
        assert any("Muziek" in x for x in delen), wie
        assert not any("Testbuur" in x for x in delen), wie
    assert any("Testbuur" in x for x in duinveste.leest("femke"))


def test_without_consent_a_partner_sees_nothing_that_others_recorded(duinveste: Any) -> None:
    d = duinveste.begin("femke", toestemming=False)
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    for wie in ("harm", "rosa", "wout"):
        assert duinveste.ziet(wie, "dossier_deel") == [(0,)], wie
        assert duinveste.ziet(wie, "dossier_feit") == [(0,)], wie
    assert duinveste.ziet("femke", "dossier_feit")[0][0] == 2


def test_another_care_provider_does_not_know_that_the_dossier_is_there(duinveste: Any) -> None:
    duinveste.begin("femke")
    for tabel in ("dossier_dossier", "dossier_feit", "dossier_plicht", "dossier_kop", "dossier_fase", "delen_toegang"):
        assert duinveste.ziet("wout", tabel) == [(0,)], tabel


def test_the_database_refuses_to_change_or_delete_what_was_recorded(duinveste: Any, databank: Any) -> None:
    duinveste.begin("femke")
    for rol in ("wijk_web", "wijk_kern", "wijk_eigenaar", "wijk_beheer"):
        for sql in ("update dossier_feit set op = op", "delete from dossier_deel", "truncate dossier_feit cascade"):
            with databank.rauw(rol) as c:
                c.execute("select set_config('app.gemeente', %s, false)", [str(duinveste.gemeente)])
                try:
                    c.execute(sql)
                except psycopg.Error:
                    continue
                assert c.execute("select count(*) from dossier_feit").fetchone() == (0,), (rol, sql)  # it saw no row to change
    assert databank.beheer("select count(*) from dossier_feit")[0][0] == 2


def test_no_context_no_rows(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    tabellen = [t for (t,) in databank.beheer("select tablename from pg_tables where tablename ~ '^(dossier|delen)_'")]
    for rol in ("wijk_web", "wijk_kern"):
        with databank.rauw(rol) as c:
            for t in tabellen:
                try:
                    assert c.execute(f"select count(*) from {t}").fetchone() == (0,), (rol, t)
                except psycopg.errors.InsufficientPrivilege:
                    c.rollback()


def test_the_same_command_twice_is_carried_out_once(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    sleutel = uuid4()
    een = duinveste.leg_vast("femke", d, "klacht_ontvangen", sleutel=sleutel, opent=uuid4(), kanaal="zorgaanbieder")
    twee = duinveste.leg_vast("femke", d, "klacht_ontvangen", sleutel=sleutel, opent=uuid4(), kanaal="zorgaanbieder")
    assert een == twee
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(1,)]


def test_a_role_that_may_not_is_refused_and_nothing_changes(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    with pytest.raises(Geweigerd) as e:
        duinveste.leg_vast("harm", d, "gesprek_teammanager_gehouden")
    assert e.value.bezwaren[0].soort == "recht"
    assert duinveste.ziet("femke", "dossier_feit")[0][0] == 2


def test_without_consent_a_partner_with_work_does_not_know_about_whom_it_is(duinveste: Any) -> None:
    """The name comes from the person's own dossier: that nobody else recorded anything about identity in the case opens nothing."""
    from wijkregie.dossier import afspraken, kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    d, persoon = duinveste.begin("femke", toestemming=False), uuid4()
    dag = "2026-01-23"
    gegevens = {"op": dag, "feit": afspraken.systeemfeit("amsterdam", "persoon.gegevens"), "velden": {"voornaam": "Proef", "achternaam": "Persoon"}}
    verbonden = {"op": dag, "feit": afspraken.systeemfeit("amsterdam", "dossier.verbonden"), "velden": {"ander": str(persoon), "relatie": "betreft"}}
    opdracht = Opdracht(uuid4(), (Nieuw(persoon, uuid4(), gegevens), Nieuw(d, uuid4(), verbonden)), begin=(Begin(persoon, "persoon", ("persoon",)),))
    kern.leg_vast(duinveste.sessie("femke"), opdracht)
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)])
    duinveste.leg_vast("rosa", d, "mzwo_dossier_aangemaakt")
    assert duinveste.ziet("femke", "dossier_kop", "tekst", "dossier = %s", d) == [("Proef Persoon",)]
    assert duinveste.ziet("rosa", "dossier_dossier", "count(*)", "id = %s", d) == [(1,)]
    assert duinveste.ziet("rosa", "dossier_kop") == [(0,)]
    duinveste.leg_vast("femke", d, "toestemming_gegeven", schriftelijk="ja", uitleg_gegeven="2026-01-23")
    assert duinveste.ziet("rosa", "dossier_kop", "tekst", "dossier = %s", d) == [("Proef Persoon",)]


def test_a_fact_with_fields_of_its_own_in_the_category_of_who_recorded_it(duinveste: Any) -> None:
    """One row per category holds both: the contact person of a dwelling is a member of staff, as is who writes it down."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    s, d, dag = duinveste.sessie("femke"), uuid4(), "2026-01-23"
    partij = {"op": dag, "feit": "partij_betrokken", "velden": {"rol": "zorgaanbieder", "organisatie": str(s.organisatie)}}
    kern.leg_vast(s, Opdracht(uuid4(), (Nieuw(d, uuid4(), partij),), begin=(Begin(d, "zaak", ("omslagroute",), None, s.lidmaatschap),)))
    aanbod = uuid4()
    duinveste.leg_vast("femke", d, "woningaanbod_ontvangen", opent=aanbod, herkomst="buiten", overgenomen=True)
    f = duinveste.leg_vast(
        "harm", d, "woninginformatie_gegeven", over=[str(aanbod)], contactpersoon_woning="de beheerder", herkomst="buiten", overgenomen=True
    )
    rijen = duinveste.databank.beheer("select inhoud from dossier_deel where feit = %s", f)
    (deel,) = [r[0].decode() for r in rijen if b":door" in bytes(r[0])]
    assert "de beheerder" in deel
