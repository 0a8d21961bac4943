# SPDX-License-Identifier: EUPL-1.2
"""The page of a dossier through the eyes of several people."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from paginaproef import vragen, woorden

PAD = "/dossier/WR-2026-0001/"
KWAAD = "<script>alert(1)</script> {{ 7*7 }} '; drop table x; --"


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=velden.pop("opent", None) or uuid4(), kanaal="zorgaanbieder", **velden)


def test_the_page_says_phase_regie_next_term_and_what_to_do(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"), melder="Testbuur", omschrijving="Muziek in de nacht")
    t = woorden(als("femke").get(PAD))
    assert "Actie 1: partners inlichten" in t and "sinds vrijdag 23 januari" in t
    assert "Regie Zorggroep Linde (fictief)" in t
    assert "di 27 januari" in t and "De melder benaderen over de klacht" in t
    assert "Wat er gebeurde: Muziek in de nacht" in t
    assert "Daarmee begon actie 1: partners inlichten." in t
    assert "Vastgelegd door Femke Proef, Linde, vr 23 januari, 16.40 uur." in t
    assert "Wanneer naar actie 2?" in t
    assert "Dit kan nu niet" in t and "Bij uw taken" in t


def test_absent_and_hidden_are_the_same_page(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    c = als("wout")
    taak = f"waarom/plicht/{uuid4()}/"
    for rest in ("", "waarom/fase/ladder/", taak, "waarom/verborgen/zorg/", "bekend-op/?dag=2026-01-23", "waarom/handeling/huur_opgezegd/"):
        hier, daar = c.get(f"{PAD}{rest}"), c.get(f"/dossier/WR-2026-9999/{rest}")
        assert (hier.status_code, hier.content) == (daar.status_code, daar.content) == (404, hier.content), rest


def test_a_partner_sees_the_nuisance_and_never_the_reporter(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"), melder="Testbuur", omschrijving="Muziek")
    for wie in ("harm", "rosa"):
        antwoord = als(wie).get(PAD)
        t = woorden(antwoord)
        assert "Muziek" in t, wie
        assert "Testbuur" not in antwoord.content.decode() and "Melder:" not in t, wie
        assert "Femke Proef" not in t, wie  # who handled it is for the own organisation


def test_without_consent_a_partner_has_no_page(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke", toestemming=False))
    antwoord = als("harm").get(PAD)
    assert antwoord.status_code == 404 or "Overlastklacht" not in woorden(antwoord)


def test_two_municipalities_do_not_see_each_other(duinveste: Any, als: Any, tmp_path: Any) -> None:
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.partijen.importeren import importeer

    _klacht(duinveste, duinveste.begin("femke"))
    (tmp_path / "partijen.yaml").write_text(
        """
gemeente: {code: dordrecht, naam: Zandburg}
organisaties:
  wijk: {naam: Gemeente Zandburg (fictief), kort: Zandburg, soort: gemeente}
logins:
  bo@zandburg.example:
    naam: Bo Proef
    lidmaatschappen: [{organisatie: wijk, van: 2020-01-01, rollen: [{rol: wijkmanager, van: 2020-01-01}]}]
""",
        "utf-8",
    )
    importeer(tmp_path / "partijen.yaml")
    richt_in()
    wie = "select m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login where l.naam = 'Bo Proef'"
    duinveste.leden["bo"] = tuple(duinveste.databank.beheer(wie)[0])
    assert als("bo").get(PAD).status_code == 404
    for pagina in ("/werk/?van=heel", "/dossiers/?welke=open"):
        assert "WR-2026-0001" not in woorden(als("bo").get(pagina))


def test_hostile_text_is_shown_as_text(duinveste: Any, als: Any) -> None:
    _klacht(
        duinveste,
        duinveste.begin("femke"),
        omschrijving="<script>alert(1)</script> {{ 7*7 }} '; drop table x; --",
        melder='"><img src=x onerror=alert(1)>',
    )
    ruw = als("femke").get(PAD).content.decode()
    assert "<script>alert" not in ruw and "<img src=x" not in ruw and "&lt;script&gt;" in ruw and "{{ 7*7 }}" in ruw
    assert "style=" not in ruw


def test_a_rectification_keeps_both_values_readable(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    f = _klacht(duinveste, d, op="2026-01-22")
    op_dag("2026-01-26 10:00")
    r = duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"op": "2026-01-21"}, reden="Datum verkeerd gelezen")
    t = woorden(als("femke").get(PAD))
    assert "De datum was eerst donderdag 22 januari 2026 . Dat moet zijn: woensdag 21 januari 2026" in t.replace("2026.", "2026 .", 1)
    assert "Reden: Datum verkeerd gelezen" in t
    assert f"{PAD}bekend-op/?dag=2026-01-25" in als("femke").get(PAD).content.decode()
    duinveste.leg_vast("femke", d, "", rectificeer=str(r), intrekken=True, reden="Toch goed")
    t = woorden(als("femke").get(PAD))
    assert "Dat moet zijn: donderdag 22 januari 2026" in t and "Toch goed" in t


def test_a_withdrawn_fact_stays_and_says_so(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    f = _klacht(duinveste, d)
    duinveste.leg_vast("femke", d, "", rectificeer=str(f), intrekken=True, reden="Verkeerd dossier")
    t = woorden(als("femke").get(PAD))
    assert "Dit is ingetrokken. Het telt niet mee." in t and "Verkeerd dossier" in t


def test_recorded_late_says_whether_it_was_in_time(duinveste: Any, als: Any, op_dag: Any) -> None:
    d, k = duinveste.begin("femke"), uuid4()
    _klacht(duinveste, d, opent=k)
    op_dag("2026-02-02 10:00")
    duinveste.leg_vast("femke", d, "melder_gesproken", op="2026-01-26", over=[str(k)], zonder_zorg_en_verhuur="ja")
    assert "Gebeurd op tijd. Pas vastgelegd op ma 2 februari." in woorden(als("femke").get(PAD))


def test_as_known_on_a_day(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    op_dag("2026-01-26 09:00")
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    c = als("femke")
    t = woorden(c.get(f"{PAD}bekend-op/?dag=23-01-2026"))
    assert "Het dossier zoals het bekend was op vrijdag 23 januari 2026" in t
    assert "Toestemming ingetrokken" not in t and "Overlastklacht ontvangen" in t
    assert "Wat kan ik nu doen" not in t and "Klacht vastleggen" not in t and "Corrigeren" not in t
    assert als("harm").get(f"{PAD}bekend-op/?dag=23-01-2026").status_code == 404 or "Overlastklacht" not in woorden(
        als("harm").get(f"{PAD}bekend-op/?dag=23-01-2026")
    )
    for dag in ("", "2027-01-01", "31-02-2026", "x"):
        assert c.get(f"{PAD}bekend-op/?dag={dag}").status_code == 302


def test_before_an_import_it_cannot_say(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", op="2025-06-01", opent=uuid4(), kanaal="zorgaanbieder", overgenomen=True, rol="persoonlijk_begeleider"
    )
    t = woorden(als("femke").get(f"{PAD}bekend-op/?dag=01-07-2025"))
    assert "Dit is niet te zeggen" in t and "Overlastklacht" not in t
    assert "Overgenomen uit een eerder dossier" in woorden(als("femke").get(PAD))


def test_a_closed_dossier_offers_only_to_open_it_again(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "dossier_gesloten", reden="Overlast voorbij")
    t = woorden(als("femke").get(PAD))
    assert "Gesloten op vr 23 januari" in t and "Dossier heropenen" in t and "Klacht vastleggen" not in t
    assert "WR-2026-0001" in woorden(als("femke").get("/dossiers/?welke=gesloten"))


def test_older_facts_come_when_asked_and_queries_do_not_grow(duinveste: Any, als: Any) -> None:
    d, c = duinveste.begin("femke"), als("femke")
    _klacht(duinveste, d, op="2026-01-19")
    eerst = vragen(c, PAD)
    for _ in range(55):
        duinveste.leg_vast("femke", d, "huisbezoek_gelukt")
    assert vragen(c, PAD) == eerst <= 52  # every one by an index; who looks, until when, with which keys and marks is asked too
    t = woorden(c.get(PAD))
    assert "Toon alle 57" in t and "Overlastklacht ontvangen" not in t
    assert "Overlastklacht ontvangen" in woorden(c.get(f"{PAD}?feiten=alle"))


def test_the_list_of_dossiers(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    t = woorden(als("femke").get("/dossiers/"))
    assert "U behandelt 1 dossier. U doet mee in 1 open dossier." in t
    assert "Actie 1: partners inlichten" in t and "di 27 januari" in t and "Regie: Linde" in t
