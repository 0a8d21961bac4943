# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk: what stands where, for whom, and that a longer list asks the database nothing more."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from paginaproef import vragen, woorden


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", **velden)


def test_the_acts_of_a_complaint_stand_in_this_week_or_later_with_one_button_each(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    t = woorden(als("femke").get("/werk/"))
    assert "De melder benaderen over de klacht (klacht van vr 23 januari)" in t and "di 27 januari" in t
    assert "Gesprek met de melder vastleggen" in t
    assert "Zo snel mogelijk" in t
    assert "Van mij (" in t and "WR-2026-0001" in t
    assert "Te laat" not in t


def test_what_is_too_late_comes_first_and_counts_working_days(duinveste: Any, als: Any, op_dag: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    op_dag("2026-01-29 09:00")
    t = woorden(als("femke").get("/werk/"))
    assert t.index("Te laat 2") < t.rindex("Deze week")
    assert "2 werkdagen te laat" in t
    assert "2 taken zijn te laat." in t


def test_a_target_that_passed_is_never_too_late(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    op_dag("2026-05-04 09:00")
    t = woorden(als("femke").get("/werk/"))
    assert "streefdatum voorbij" in t
    assert "De overlast oplossen" in t[t.index("Deze week") :]


def test_mine_my_team_and_the_whole_organisation(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    _klacht(duinveste, duinveste.begin("joris"), "joris")
    mij, team = woorden(als("femke").get("/werk/?van=mij")), woorden(als("femke").get("/werk/?van=team"))
    assert "WR-2026-0001" in mij and "WR-2026-0002" not in mij
    assert "WR-2026-0001" in team and "WR-2026-0002" in team and "Joris Proef" in team


def test_who_handles_nothing_sees_the_team_and_that_nobody_handles_it(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    d = duinveste.databank.beheer("select id from dossier_dossier")[0][0]
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[], situaties=["houdt_aan"])
    t = woorden(als("rosa").get("/werk/"))
    assert "WR-2026-0001" in t and "Niemand van Meldpunt Zuid (fictief) behandelt dit dossier." in t


def test_another_care_provider_sees_nothing(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    for van in ("mij", "team", "heel"):
        t = woorden(als("wout").get(f"/werk/?van={van}"))
        assert "WR-2026" not in t and "(0)" in t, van
    assert "WR-2026" not in woorden(als("wout").get("/dossiers/?welke=open"))


def test_the_number_of_queries_does_not_grow_with_the_list(duinveste: Any, als: Any) -> None:
    c = als("femke")
    for _ in range(2):
        _klacht(duinveste, duinveste.begin("femke"))
    eerst = {p: vragen(c, p) for p in ("/werk/", "/werk/?van=heel", "/dossiers/")}
    for _ in range(4):
        _klacht(duinveste, duinveste.begin("femke"))
    assert eerst == {p: vragen(c, p) for p in eerst}
    assert max(eerst.values()) <= 40, eerst


def test_a_day_of_the_strip_filters_the_list(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    c = als("femke")
    assert 'href="/werk/?van=mij&amp;dag=2026-01-27"' in c.get("/werk/").content.decode()
    t = woorden(c.get("/werk/?dag=2026-01-27"))
    assert "U ziet alleen Dinsdag 27 januari 2026" in t
    assert "De melder benaderen over de klacht (klacht van vr 23 januari)" in t and "Zo snel mogelijk" not in t
    assert "is er niets te doen" in woorden(c.get("/werk/?dag=2026-02-02"))


def test_what_is_typed_in_the_address_never_breaks_the_page(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    c = als("femke")
    getallen = ("groep=later&blad=99999999999", "groep=week&blad=-1", "wijk=99999999999999", "wijk=x", "blad=²")
    for vraag in ("van=x'--", "dag=31-02-2026", "dag=%00", "groep=<b>", "protocol=' or 1=1", "welke=%F0%9F%8F%A0", *getallen):
        for pagina in ("/werk/", "/dossiers/"):
            assert c.get(f"{pagina}?{vraag}").status_code == 200, vraag


def test_filters_by_protocol_and_wijk(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke", gebied="duinwijk"))
    _klacht(duinveste, duinveste.begin("femke", gebied="noord"))
    c = als("femke")
    zuid = duinveste.gebied("zuid")
    for van in ("mij", "team", "heel"):
        t = woorden(c.get(f"/werk/?van={van}&wijk={zuid}&protocol=overlastprotocol"))
        assert "WR-2026-0001" in t and "WR-2026-0002" not in t, van


def test_a_deputy_sees_whom_he_stands_in_for(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    (lid, _), (ander, login) = duinveste.leden["femke"], duinveste.leden["joris"]
    duinveste.databank.beheer(
        "insert into partijen_waarneming (gemeente, organisatie, voor, door, van, tot, reden, ingetrokken, gemeld_door)"
        " values (%s, %s, %s, %s, '2026-01-20', '2026-01-30', 'afwezig', false, %s)",
        duinveste.gemeente, duinveste.organisaties["linde"], lid, ander, login,
    )  # fmt: skip
    t = woorden(als("joris").get("/werk/"))
    assert "Femke Proef" in t and "u neemt waar tot en met vr 30 januari" in t


def test_paging_of_a_long_group(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    for _ in range(13):
        _klacht(duinveste, d)
    c = als("femke")
    t = woorden(c.get("/werk/"))
    assert "Toon alle" in t
    blad = woorden(c.get("/werk/?van=mij&groep=week&blad=1"))
    assert re.search(r"1 tot en met \d+ van \d+", blad)


def test_the_start_goes_to_my_work_and_who_is_not_logged_in_to_log_in(duinveste: Any, als: Any) -> None:
    from django.test import Client

    assert als("femke").get("/")["Location"] == "/werk/"
    for p in ("/werk/", "/dossiers/", "/dossier/WR-2026-0001/", "/dossier/WR-2026-0001/waarom/fase/ladder/"):
        assert Client().get(p).status_code == 302
