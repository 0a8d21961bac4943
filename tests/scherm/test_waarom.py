# SPDX-License-Identifier: EUPL-1.2
"""Waarom: the answer, the agreement, the facts and the count; nothing of what may not be seen."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from paginaproef import woorden

PAD = "/dossier/WR-2026-0001/"


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", **velden)


def _plicht(d: Any, regel: str) -> str:
    return f"{PAD}waarom/plicht/{d.databank.beheer('select id from dossier_plicht where regel = %s', regel)[0][0]}/"


def test_a_deadline_is_counted_day_by_day(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"), omschrijving="Muziek")
    t = woorden(als("femke").get(_plicht(duinveste, "melder_benaderen")))
    assert "Waarom dinsdag 27 januari?" in t
    assert "De aanleiding is: overlastklacht ontvangen, op vrijdag 23 januari 2026." in t
    assert "De termijn is 2 werkdagen." in t
    assert "norm TW-6.24, hard" in t and "TG-07" in t
    assert re.search(r"vr 23 .*za 24 weekend.*ma 26.*di 27 uiterlijk", t)
    assert "Muziek" in t and "Gesprek met de melder vastleggen" in t


def test_a_holiday_is_named_in_the_answer(duinveste: Any, als: Any, op_dag: Any) -> None:
    op_dag("2026-04-02 16:40")
    _klacht(duinveste, duinveste.begin("femke"))
    t = woorden(als("femke").get(_plicht(duinveste, "corporatie_inlichten")))
    assert "Door Goede Vrijdag en Tweede Paasdag is dat woensdag 8 april" in t
    assert "Dit hoort erbij" in t


def test_every_question_answers_as_part_and_as_page(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    c = als("femke")
    links = sorted(set(re.findall(r'href="(/dossier/[^"]*/waarom/[^"]*)"', c.get(PAD).content.decode())))
    assert {x.split("/waarom/")[1].split("/")[0] for x in links} >= {"plicht", "fase", "regie", "handeling"}
    for link in links:
        heel, deel = c.get(link), c.get(link, headers={"HX-Target": "paneel-inhoud"})
        assert heel.status_code == deel.status_code == 200, link
        assert "<html" in heel.content.decode() and "<html" not in deel.content.decode(), link
        assert "?" in woorden(deel), link


def test_a_partner_gets_no_fact_that_it_may_not_see(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d, omschrijving="Muziek", melder="Testbuur")
    for wie in ("harm", "rosa"):
        c = als(wie)
        for link in set(re.findall(r'href="(/dossier/[^"]*/waarom/[^"]*)"', c.get(PAD).content.decode())):
            antwoord = c.get(link)
            assert antwoord.status_code == 200, link
            assert "Testbuur" not in antwoord.content.decode(), (wie, link)


def test_the_owner_sees_the_duty_and_not_its_hidden_ground(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke", toestemming=False)
    _klacht(duinveste, d, omschrijving="Geheim van Linde")
    for regel, id_ in duinveste.ziet("harm", "dossier_plicht", "regel, id", "status = 'loopt'"):
        t = als("harm").get(f"{PAD}waarom/plicht/{id_}/").content.decode()
        assert "Geheim van Linde" not in t, regel
        assert "Overlastklacht ontvangen" not in t, regel
        assert "Telling van de dagen" not in t, regel


def test_why_an_act_cannot_be_done_lists_its_leaves(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    t = woorden(als("femke").get(f"{PAD}waarom/handeling/stappen_overgeslagen/"))
    assert "Waarom kan dit nu niet: stappen overslaan?" in t
    assert "Nog niet voldaan: Het overslaan is met het MZWO besproken" in t


def test_a_look_back_answers_with_what_was_known(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    adres = _plicht(duinveste, "melder_benaderen")
    op_dag("2026-01-26 10:00")
    _klacht(duinveste, d)
    c = als("femke")
    assert "bekend was op vrijdag 23 januari 2026" in woorden(c.get(f"{adres}?bekend_op=23-01-2026"))
    assert "was deze taak er nog niet" in woorden(c.get(f"{adres}?bekend_op=22-01-2026"))
    assert "Vul een dag in tot en met vandaag" in woorden(c.get(f"{adres}?bekend_op=01-01-2030"))


def test_what_does_not_exist_is_not_there(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    c = als("femke")
    soorten = ("x/", "plicht/x/", f"plicht/{uuid4()}/", "fase/x/", "regie/ladder/x/", "handeling/x/", "handeling/rectificatie/", "verborgen/zorg/")
    for wat in (*soorten, f"afwijking/{uuid4()}/", "plicht//", "fase/ladder/nog/iets/", "%00/", "fase/%F0%9F%92%A9/"):
        assert c.get(f"{PAD}waarom/{wat}").status_code == 404, wat


def test_facts_that_are_not_there_for_the_reader_are_not_counted(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke", toestemming=False)
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")
    bekend = {str(f) for (f,) in duinveste.ziet("rosa", "dossier_feit", "id")}
    gronden = dict(duinveste.databank.beheer("select p.id, g.aanleiding from dossier_plicht p join dossier_plicht_grond g on g.id = p.id"))
    onbekend = [i for (i,) in duinveste.ziet("rosa", "dossier_plicht", "id", "status = 'loopt'") if str(gronden[i]) not in bekend]
    assert onbekend
    for id_ in onbekend:
        t = woorden(als("rosa").get(f"{PAD}waarom/plicht/{id_}/"))
        assert "niet zichtbaar voor u" not in t and "rust" not in t.split("Wie dit doet")[0], t
