# SPDX-License-Identifier: EUPL-1.2
"""Jobs: a night derives exactly what its date makes necessary, and linked dossiers follow."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from procrastinate.contrib.django import app

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.taken import GEDULD, POGINGEN, haal_terug, herleid_dossier, na_partijen, nieuwe_wortels, wissel_alles
from wijkregie.klok import vandaag
from wijkregie.opdrachten import main

PARTIJEN = Path(__file__).parent / "partijen.yaml"


@pytest.fixture
def met_persoon(duinveste: Any) -> tuple[UUID, UUID, UUID]:
    """A case that is about a person: case, person, the fact with the name."""
    zaak = duinveste.begin("femke")
    return (zaak, *duinveste.persoon("femke", zaak))


def kop(duinveste: Any, zaak: UUID) -> str:
    return " ".join(t for (t,) in duinveste.ziet("femke", "dossier_kop", "tekst", "dossier = %s and soort = 'persoon'", zaak))


def verbeter(duinveste: Any, persoon: UUID, f: UUID, naam: str) -> None:
    duinveste.leg_vast("femke", persoon, "", rectificeer=str(f), wordt={"achternaam": naam}, reden="Verkeerd gespeld.")


def wachten(databank: Any) -> int:
    return int(databank.beheer("select count(*) from dossier_dossier where wacht_sinds is not null")[0][0])


def jobs(databank: Any) -> list[dict[str, Any]]:
    return [r[0] for r in databank.beheer("select args from procrastinate_jobs where task_name = 'dossier.herleid' order by id")]


def test_a_corrected_name_reaches_the_heads_of_cases_by_a_job(duinveste: Any, databank: Any, met_persoon: tuple[UUID, UUID, UUID]) -> None:
    zaak, persoon, f = met_persoon
    assert "Wilgenroos" in kop(duinveste, zaak)
    verbeter(duinveste, persoon, f, "Wilgeroos")
    assert duinveste.ziet("femke", "dossier_dossier", "wacht_sinds is not null", "id = %s", zaak) == [(True,)]
    assert "Wilgenroos" in kop(duinveste, zaak)
    [args] = jobs(databank)
    herleid_dossier(**args)
    assert "Wilgeroos" in kop(duinveste, zaak)
    assert wachten(databank) == 0


def test_two_corrections_before_the_job_runs_need_one_job(duinveste: Any, databank: Any, met_persoon: tuple[UUID, UUID, UUID]) -> None:
    zaak, persoon, f = met_persoon
    verbeter(duinveste, persoon, f, "Wilgeroos")
    verbeter(duinveste, persoon, f, "Wilgenrozen")
    assert len(jobs(databank)) == 1
    herleid_dossier(**jobs(databank)[0])
    assert "Wilgenrozen" in kop(duinveste, zaak)


def test_who_shares_by_what_it_reads_follows_in_the_same_transaction(
    duinveste: Any, databank: Any, met_persoon: tuple[UUID, UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    zaak, persoon, f = met_persoon
    monkeypatch.setattr(afspraken, "deelt_naar_verbonden", lambda code, protocollen: "overlastprotocol" in protocollen)
    verbeter(duinveste, persoon, f, "Wilgeroos")
    assert (jobs(databank), wachten(databank)) == ([], 0)
    assert "Wilgeroos" in kop(duinveste, zaak)


def test_which_protocols_share_by_what_they_read_follows_from_their_rules() -> None:
    assert not afspraken.deelt_naar_verbonden("amsterdam", ("overlastprotocol",))


def test_a_night_derives_exactly_the_dossiers_whose_date_has_come(duinveste: Any, databank: Any, op_dag: Any) -> None:
    for _ in range(3):
        duinveste.begin("femke")
    for dag in ("2026-01-12", "2026-01-23"):  # a month without access is a day that comes by itself
        duinveste.leg_vast("femke", duinveste.begin("femke"), "toegang_geweigerd_bij_bezoek", op=dag)
    assert wissel_alles().gewisseld == 0  # nothing happened: nothing is derived
    wissels = dict(databank.beheer("select id, wisselt_op from dossier_dossier where wisselt_op is not null"))
    assert wissels, "the story needs a date on which it changes by itself"
    dag = min(wissels.values())
    assert dag > vandaag()
    voor = dict(databank.beheer("select id, bijgewerkt from dossier_dossier"))
    op_dag(f"{dag} 00:07")
    aan_de_beurt = {d for d, w in wissels.items() if w <= dag}
    assert wissel_alles().gewisseld == len(aan_de_beurt)
    na = dict(databank.beheer("select id, bijgewerkt from dossier_dossier"))
    assert {d for d in na if na[d] != voor[d]} == aan_de_beurt
    assert wissel_alles().gewisseld == 0


def test_a_job_that_was_lost_is_caught_up_at_night(duinveste: Any, databank: Any, op_dag: Any, met_persoon: tuple[UUID, UUID, UUID]) -> None:
    zaak, persoon, f = met_persoon
    verbeter(duinveste, persoon, f, "Wilgeroos")
    databank.beheer("delete from procrastinate_jobs")
    assert wissel_alles().ingehaald == 0  # it may still come
    from wijkregie.klok import nu

    op_dag((nu() + GEDULD * 2).isoformat())
    assert wissel_alles().ingehaald == 1
    assert wachten(databank) == 0
    assert "Wilgeroos" in kop(duinveste, zaak)


def test_one_dossier_that_fails_stops_no_other(duinveste: Any, databank: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dossiers = sorted(duinveste.begin("femke") for _ in range(3))
    databank.beheer("update dossier_dossier set wisselt_op = '2026-01-23'")
    echt = kern.herleid

    def soms(gemeente: int, code: str, dossier: UUID) -> None:
        if dossier == dossiers[1]:
            raise ValueError("Testbuur")
        echt(gemeente, code, dossier)

    monkeypatch.setattr(kern, "herleid", soms)
    n = wissel_alles()
    assert (n.gewisseld, n.mislukt) == (2, (dossiers[1],))


def test_the_nightly_root_goes_outside_if_a_folder_is_named(duinveste: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    duinveste.begin("femke")
    monkeypatch.setenv("WIJKREGIE_WORTELS", str(tmp_path))
    nieuwe_wortels(0)
    nieuwe_wortels(0)
    assert [p.name for p in tmp_path.iterdir()] == ["wortel-amsterdam-000001.json"]


# when the jobs run


@pytest.mark.parametrize("dag", ["2026-01-23", "2026-07-01", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"])
def test_dates_switch_just_after_midnight_in_amsterdam_in_summer_and_in_winter(dag: str) -> None:
    """Jobs are planned in UTC, dates are of Amsterdam. The root and the clearing follow in the same night."""
    from datetime import datetime, timedelta

    from wijkregie.klok import ZONE

    middernacht = datetime.fromisoformat(dag).replace(tzinfo=ZONE)
    eerste = {}
    for taak in app.periodic_registry.periodic_tasks.values():
        plan = taak.croniter
        plan.set_current(start_time=middernacht.timestamp())
        eerste[taak.task.name] = datetime.fromtimestamp(plan.get_next(ret_type=float), ZONE) - middernacht
    assert timedelta(0) < eerste["dossier.wissel"] < timedelta(minutes=15)
    for nacht in ("dossier.wortel", "partijen.opruimen"):
        assert eerste["dossier.wissel"] < eerste[nacht] < timedelta(hours=6), nacht


def terug(beheer: Any) -> int:
    """In a thread of its own: a test with a browser leaves its loop running in this one."""

    def doe() -> int:
        try:
            return int(async_to_sync(haal_terug)(beheer))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as p:
        return p.submit(doe).result()


def test_what_a_killed_worker_had_in_hand_goes_back(duinveste: Any, databank: Any, met_persoon: tuple[UUID, UUID, UUID]) -> None:
    """Until then it holds the lock of its dossier, and every later job for that dossier waits behind it."""
    _, persoon, f = met_persoon
    verbeter(duinveste, persoon, f, "Wilgeroos")
    databank.beheer("update procrastinate_jobs set status = 'doing'")
    verbeter(duinveste, persoon, f, "Wilgenrozen")  # a second one, waiting behind it
    andere = duinveste.begin("femke")
    kern.laat_herleiden(duinveste.gemeente, "amsterdam", andere)
    databank.beheer("update procrastinate_jobs set status = 'doing' where lock = %s", str(andere))
    assert terug(app.job_manager) == 2
    assert databank.beheer("select lock, status::text from procrastinate_jobs where status in ('todo', 'doing') order by id") == [
        (jobs(databank)[-2]["dossier"], "todo"),
        (str(andere), "todo"),
    ]
    databank.beheer("update procrastinate_jobs set status = 'doing', attempts = %s where status = 'todo'", POGINGEN)
    assert terug(app.job_manager) == 2  # what ends its worker every time stops
    assert databank.beheer("select count(*) from procrastinate_jobs where status in ('todo', 'doing')") == [(0,)]
    assert terug(app.job_manager) == 0


# after an import of parties


KIM = """
  kim@eik.example:
    naam: Kim Proef
    lidmaatschappen: [{organisatie: eik, van: 2020-01-01, rollen: [{rol: sociaal_beheerder, van: 2020-01-01}]}]
"""


def test_a_new_role_opens_dossiers_once_the_worker_has_run(duinveste: Any, databank: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    databank.beheer("delete from procrastinate_jobs")
    bestand = tmp_path / "partijen.yaml"
    bestand.write_text(PARTIJEN.read_text("utf-8") + KIM, "utf-8")
    assert main(["partijen", "importeer", str(bestand), "--proef"]) == 0
    assert jobs(databank) == []
    assert main(["partijen", "importeer", str(bestand)]) == 0
    assert "1 dossier wordt opnieuw afgeleid" in capfd.readouterr().out
    [(lid, login)] = databank.beheer(
        "select m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login where l.naam = 'Kim Proef'"
    )
    duinveste.leden["kim"] = (lid, login)
    assert databank.beheer("select count(*) from partijen_sleutel where rol = 'sociaal_beheerder'") == [(1,)]
    assert duinveste.ziet("kim", "dossier_feit") == [(0,)]
    [args] = jobs(databank)
    herleid_dossier(**args)
    assert duinveste.ziet("kim", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(1,)]


def test_every_dossier_of_the_municipality_follows_the_open_ones_first_and_once(duinveste: Any, databank: Any) -> None:
    dicht, open_ = duinveste.begin("femke"), duinveste.begin("femke")
    duinveste.leg_vast("femke", dicht, "dossier_gesloten", reden="Overlast voorbij")
    databank.beheer("delete from procrastinate_jobs")
    gemeld: list[tuple[int, int]] = []
    assert na_partijen(duinveste.gemeente, "amsterdam", lambda klaar, totaal: gemeld.append((klaar, totaal))) == 2
    assert gemeld == [(1, 2), (2, 2)]
    na_partijen(duinveste.gemeente, "amsterdam")
    wachtrij = databank.beheer("select args->>'dossier', lock, status::text from procrastinate_jobs order by priority desc, id")
    assert wachtrij == [(str(d), str(d), "todo") for d in (open_, dicht)]


def test_a_party_that_left_does_not_keep_sight_of_closed_dossiers(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "dossier_gesloten", reden="Overlast voorbij")
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(1,)]
    bestand = tmp_path / "partijen.yaml"
    tekst = PARTIJEN.read_text("utf-8")
    bestand.write_text(tekst.replace("organisatie: eik, van: 2020-01-01}", "organisatie: eik, van: 2020-01-01, tot: 2026-01-22}", 1), "utf-8")
    assert main(["partijen", "importeer", str(bestand)]) == 0
    for args in jobs(databank):
        herleid_dossier(**args)
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(0,)]
