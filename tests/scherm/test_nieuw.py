# SPDX-License-Identifier: EUPL-1.2
"""Starting a dossier: four steps, one command; persons that the organisation knows are proposed, those of others never."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from formulierwerk import ADRES, WAAR, WIE, laatste, stappen, velden


def test_person_address_case_parties_and_first_complaint_in_one_go(als: Any, duinveste: Any) -> None:
    c = als("femke")
    a = stappen(c, duinveste, *laatste(duinveste))
    assert a.status_code == 302, re.findall(r"wr-foutregel.*?</p>|fouten-kop.*?</ul>", a.content.decode(), re.S)
    nummer = re.search(r"WR-2026-\d{4}", a["Location"])
    assert nummer is not None
    html = c.get(a["Location"]).content.decode()
    assert "Daan Wilgenroos" in html and "Lisdoddestraat 14-2" in html
    beheer = duinveste.databank.beheer
    assert beheer("select soort, count(*) from dossier_dossier group by soort order by soort") == [("adres", 1), ("persoon", 1), ("zaak", 1)]
    assert beheer("select soort from dossier_feit where dossier = (select id from dossier_dossier where soort = 'zaak') order by nr") == [
        (s,) for s in ("partij_betrokken", "dossiers_verbonden", "dossiers_verbonden", "klacht_ontvangen")
    ]
    assert beheer("select count(*) from dossier_behandelaar") == [(1,)]
    assert ("corporatie_inlichten",) in duinveste.ziet("femke", "dossier_plicht", "regel")


def test_a_known_person_is_proposed_without_its_dossiers(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    c = als("joris")
    a = stappen(c, duinveste, WIE | {"f-achternaam": "Wilgenros"})  # a typing error
    html = a.content.decode()
    assert "Is het een van deze personen?" in html and "Daan Wilgenroos" in html and "3-4-1990" in html and "WR-2026" not in html
    wie = re.search(r'name="wie" value="([0-9a-f-]{36})"', html)
    assert wie is not None
    verder = laatste(duinveste)
    verder[1] |= {"wie": wie[1]}
    html = stappen(c, duinveste, WIE, verder[1]).content.decode()
    waar = re.search(r'name="waar" value="([0-9a-f-]{36})"', html)
    assert waar is not None
    verder[2] |= {"waar": waar[1]}
    assert stappen(c, duinveste, *verder).status_code == 302
    assert duinveste.databank.beheer("select soort, count(*) from dossier_dossier group by soort order by soort") == [
        ("adres", 1),
        ("persoon", 1),
        ("zaak", 2),
    ]


def test_another_birthday_is_somebody_else(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    html = stappen(als("femke"), duinveste, WIE | {"f-geboortedatum": "4-4-1991"}).content.decode()
    assert "Is het een van deze personen?" not in html


def test_a_person_of_another_organisation_is_not_shown_and_made_anew(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    c = als("wout")
    html = stappen(c, duinveste, WIE).content.decode()
    assert "Is het een van deze personen?" not in html
    assert stappen(c, duinveste, *laatste(duinveste)).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where soort = 'persoon'") == [(2,)]


def test_a_known_person_that_was_not_offered_cannot_be_forged(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    ((persoon,),) = duinveste.databank.beheer("select id from dossier_dossier where soort = 'persoon'")
    verder = laatste(duinveste)
    verder[1] |= {"wie": str(persoon)}
    assert stappen(als("wout"), duinveste, *verder).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where soort = 'persoon'") == [(2,)]


def test_sending_the_last_step_twice_starts_one_dossier(als: Any, duinveste: Any) -> None:
    c = als("femke")
    html = stappen(c, duinveste, *laatste(duinveste)[:3]).content.decode()
    data = velden(html) | laatste(duinveste)[3]
    een, twee = c.post(ADRES, data), c.post(ADRES, data)
    assert (een.status_code, twee.status_code) == (302, 302) and een["Location"] == twee["Location"]
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where soort = 'zaak'") == [(1,)]


def test_what_is_missing_is_said_and_nothing_is_lost(als: Any, duinveste: Any) -> None:
    c = als("femke")
    a = stappen(c, duinveste, {"f-voornaam": "Daan"})
    html = a.content.decode()
    assert a.status_code == 400 and "Vul dit in: Wat is de achternaam?" in html and 'value="Daan"' in html
    a = stappen(c, duinveste, *laatste(duinveste)[:3], {"op": "25-01-2026", "f-omschrijving": "Blijft staan"})
    html = a.content.decode()
    assert a.status_code == 400 and "Blijft staan" in html and "ligt in de toekomst" in html
    assert duinveste.databank.beheer("select count(*) from dossier_dossier") == [(0,)]


def _kies(html: str, naam: str) -> str:
    gevonden = re.search(rf'name="{naam}" value="([0-9a-f-]{{36}})"', html)
    assert gevonden is not None
    return gevonden[1]


def test_the_one_known_address_of_a_person_is_proposed_and_no_address_can_be_chosen(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    c = als("femke")
    eerst, waar, *rest = laatste(duinveste)
    wie = _kies(stappen(c, duinveste, eerst).content.decode(), "wie")
    leeg = {"f-straat": "", "f-huisnummer": "", "f-toevoeging": "", "wijk": waar["wijk"], "wie": wie}
    html = stappen(c, duinveste, eerst, leeg).content.decode()
    assert "Stap 3 van 4" in html and "Hoort dit adres erbij?" in html and "Nee, geen adres" in html
    assert re.search(r'name="waar" value="[0-9a-f-]{36}" checked', html)
    assert stappen(c, duinveste, eerst, leeg, rest[0]).status_code == 400  # nothing is linked that nobody chose
    zonder = [rest[0] | {"waar": "nieuw"}, *rest[1:]]
    assert "geen adres" in stappen(c, duinveste, eerst, leeg, zonder[0]).content.decode()
    assert stappen(c, duinveste, eerst, leeg, *zonder).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_verbinding where relatie = 'woont_op'") == [(1,)]
    rest[0] |= {"waar": _kies(html, "waar")}
    assert "Lisdoddestraat 14-2" in stappen(c, duinveste, eerst, leeg, rest[0]).content.decode()
    assert stappen(c, duinveste, eerst, leeg, *rest).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where soort = 'adres'") == [(1,)]
    assert duinveste.databank.beheer("select count(*) from dossier_verbinding where relatie = 'woont_op'") == [(2,)]


def test_an_address_that_does_not_matter_may_stay_open(als: Any, duinveste: Any) -> None:
    eerst, waar, *rest = laatste(duinveste)
    leeg = {"f-straat": "", "f-huisnummer": "", "wijk": waar["wijk"]}
    c = als("femke")
    assert "geen adres" in stappen(c, duinveste, eerst, leeg, rest[0]).content.decode()
    assert stappen(c, duinveste, eerst, leeg, *rest).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where soort = 'adres'") == [(0,)]
    half = stappen(c, duinveste, eerst, leeg | {"f-huisnummer": "14"})
    assert half.status_code == 400 and "Wat is de straat?" in half.content.decode()


def test_the_very_address_that_was_typed_is_chosen_beforehand(als: Any, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    eerst, waar, *_ = laatste(duinveste)
    html = stappen(als("femke"), duinveste, eerst, waar | {"wie": "nieuw"}).content.decode()
    assert re.search(r'name="waar" value="[0-9a-f-]{36}" checked', html)


def _gezegd(html: str) -> list[str]:
    """Who will see it, question by question; the frame of the form (when) before the rest."""
    return re.findall(r'class="wr-wieziet[^>]*>.*?<span>([^<]*)</span>', re.sub(r"</?bdi>", "", html), re.S)


def test_the_last_step_says_of_each_question_what_the_act_of_that_dossier_says(als: Any, duinveste: Any) -> None:
    c = als("femke")
    html = stappen(c, duinveste, *laatste(duinveste)[:3]).content.decode()
    assert duinveste.databank.beheer("select count(*) from dossier_dossier") == [(0,)]
    nummer = stappen(c, duinveste, *laatste(duinveste))["Location"]
    formulier = c.get(f"{nummer}handeling/klacht_ontvangen/").content.decode()
    assert _gezegd(html) and set(_gezegd(html)) <= set(_gezegd(formulier))
    assert "de toestemming die u nu vastlegt" not in html


def test_beginning_with_consent_says_once_that_it_is_told_without_it(als: Any, duinveste: Any) -> None:
    """The button records the consent that opens it to others: *only you* would be untrue a moment later. Said above, not under each question."""
    c = als("femke")
    *begin, _ = laatste(duinveste)
    begin[2] |= {"eerst": "toestemming.gegeven"}
    html = stappen(c, duinveste, *begin).content.decode()
    assert _gezegd(html) and all(x.startswith("Dit zie") for x in _gezegd(html))
    assert html.count("is zonder de toestemming die u nu vastlegt") == 1 and "kunnen ook andere organisaties gegevens zien" in html
    assert html.index("is zonder de toestemming") < html.index("<bdi>Wie het is</bdi>") < html.index("wr-wieziet")


def test_once_the_consent_can_be_read_it_counts(als: Any, duinveste: Any) -> None:
    from wijkregie.scherm.paginas.nieuw_begin import Begin

    *begin, _ = laatste(duinveste)
    antwoorden = begin[0] | begin[1] | begin[2] | {"eerst": "toestemming.gegeven", "op": "23-01-2026"}
    ingevuld = {k: v if isinstance(v, list) else [v] for k, v in antwoorden.items()}
    beelden = {}
    for uitleg in ("", "23-01-2026"):
        s = duinveste.sessie("femke")
        with duinveste.ogen("femke"):
            b = Begin(s, ingevuld | {"f-schriftelijk": ["ja"], "f-uitleg_gegeven": [uitleg]})
            for stap in (1, 2, 3, 4):
                b.lees(stap)
            assert not b.algemeen, b.algemeen
            beelden[uitleg] = dict(b.samenvatting(4))["Wie het is"], b.vooraf(4)
    zonder, met = beelden.values()
    assert "Eik" not in zonder[0] and zonder[1]
    assert "Eik" in met[0] and not met[1]


def test_looking_at_the_last_step_waits_for_nothing_and_takes_no_number(als: Any, duinveste: Any, caplog: Any) -> None:
    """An import holds its lock and the row of the numbers for minutes."""
    c = als("femke")
    stappen(c, duinveste, *laatste(duinveste))
    eerst, waar, *_ = laatste(duinveste)
    waar |= {"wie": _kies(stappen(c, duinveste, eerst).content.decode(), "wie")}
    html = stappen(c, duinveste, eerst, waar).content.decode()
    with duinveste.databank.rauw("wijk_kern") as ander:
        ander.execute("begin")
        ander.execute("select set_config('app.gemeente', %s, true)", [str(duinveste.gemeente)])
        ander.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"samen|{duinveste.gemeente}"])
        ander.execute("select 1 from dossier_nummering for update")
        assert ander.execute("select 1 from dossier_dossier for update").rowcount == 3
        with connections["kern"].cursor() as k:
            k.execute("set lock_timeout = '2s'")
        try:
            caplog.clear()
            with caplog.at_level("INFO", "wijkregie.kern"):
                a = c.post(ADRES, velden(html) | laatste(duinveste)[2] | {"waar": _kies(html, "waar")})
        finally:
            with connections["kern"].cursor() as k:
                k.execute("reset lock_timeout")
        ander.execute("rollback")
    assert a.status_code == 200 and _gezegd(a.content.decode())
    assert "vastgelegd" not in caplog.text and caplog.text.count("proef login=") == 1


def test_a_trial_records_in_nothing_that_it_does_not_begin(duinveste: Any) -> None:
    from dataclasses import replace
    from uuid import uuid4

    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
    from wijkregie.dossier.vooraf import bij_begin

    d = duinveste.begin("femke")
    n = Nieuw(d, uuid4(), {"op": "2026-01-23", "feit": "klacht_ontvangen", "velden": {"kanaal": "zorgaanbieder"}}, opent=uuid4())
    s = duinveste.sessie("femke")
    assert bij_begin(s, Opdracht(uuid4(), (n,)), d) is None
    zaak = uuid4()
    o = Opdracht(uuid4(), (replace(n, dossier=zaak),), (Begin(zaak, "zaak", ("overlastprotocol",), duinveste.gebied("duinwijk"), 999_999),))
    assert bij_begin(s, o, zaak) is None  # a handler who does not work here


@pytest.mark.parametrize("waarde", ["x" * 30_000, "\x00\x1b", "<script>x</script>", "'; drop table x; --", "9" * 50])
def test_hostile_input(als: Any, duinveste: Any, waarde: str) -> None:
    c = als("femke")
    alles = [*WIE, *WAAR, "wijk", "protocol", "rol-woningcorporatie", "eerst", "op", "tijd", "f-kanaal", "wie", "waar", "sleutel"]
    for stap in ("1", "2", "3", "4", waarde):
        a = c.post(ADRES, dict.fromkeys(alles, waarde) | {"bij": stap})
        assert a.status_code in (200, 400)
        assert "<script>x" not in a.content.decode()
    for i, goed in enumerate(laatste(duinveste)):
        a = stappen(c, duinveste, *laatste(duinveste)[:i], dict.fromkeys(goed, waarde))
        assert a.status_code in (200, 302, 400)


def test_going_a_step_back_loses_nothing(als: Any, duinveste: Any) -> None:
    c = als("femke")
    html = stappen(c, duinveste, *laatste(duinveste)[:2]).content.decode()
    html = c.post(ADRES, velden(html) | {"stap": "terug", "protocol": ["overlastprotocol"]}).content.decode()
    assert "Stap 2 van 4" in html and 'value="Lisdoddestraat"' in html
    html = c.post(ADRES, velden(html) | {"stap": "terug"} | laatste(duinveste)[1]).content.decode()
    assert "Stap 1 van 4" in html and 'value="Wilgenroos"' in html


@pytest.fixture
def beheerder(duinveste: Any, tmp_path: Path) -> None:
    """A municipal role that may join persons, beside the parties of the other tests."""
    from wijkregie.dossier.afspraken import _bits
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.partijen.importeren import importeer

    tekst = (Path(__file__).parents[1] / "dossier" / "partijen.yaml").read_text("utf-8")
    tekst = tekst.replace("convenanten:", "  bureau: {naam: Bureau Gegevens (fictief), kort: Bureau, soort: gemeente}\nconvenanten:")
    tekst = tekst.replace("logins:", "  - {rol: gegevensbeheerder, organisatie: bureau, van: 2020-01-01}\nlogins:")
    rol = "{rol: gegevensbeheerder, van: 2020-01-01}"
    lid = f"[{{organisatie: bureau, van: 2020-01-01, rollen: [{rol}]}}]"
    tekst += f"  gerda@bureau.example:\n    naam: Gerda Proef\n    lidmaatschappen: {lid}\n"
    bestand = tmp_path / "partijen.yaml"
    bestand.write_text(tekst, "utf-8")
    importeer(bestand)
    richt_in()
    ((m, i),) = duinveste.databank.beheer(
        "select m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login where l.naam = 'Gerda Proef'"
    )
    duinveste.leden["gerda"] = (m, i)
    _bits.clear()


def test_doubles_are_joined_by_the_role_that_may_and_taken_back(als: Any, beheerder: None, duinveste: Any) -> None:
    for wie in ("femke", "wout"):
        stappen(als(wie), duinveste, *laatste(duinveste))
    c = als("gerda")
    html = c.get("/personen/dubbel/").content.decode()
    assert "Daan Wilgenroos en Daan Wilgenroos" in html and "3-4-1990" in html
    assert "Lisdoddestraat" not in html and "WR-2026" not in html and "Linde" not in html
    paar = re.search(r'value="(persoon\.samengevoegd\|[^"]+)"', html)
    assert paar is not None
    assert c.post("/personen/dubbel/", velden(html) | {"paar": paar[1]}).status_code == 400
    assert c.post("/personen/dubbel/", velden(html) | {"paar": "x|y|z", "reden": "x"}).status_code == 400
    assert c.post("/personen/dubbel/", velden(html) | {"paar": paar[1], "reden": "Zelfde naam en dag"}).status_code == 302
    html = c.get("/personen/dubbel/").content.decode()
    los = re.search(r'value="(persoon\.losgemaakt\|[^"]+)"', html)
    assert los is not None and "persoon.samengevoegd|" not in html
    assert c.post("/personen/dubbel/", velden(html) | {"paar": los[1], "reden": "Toch twee"}).status_code == 302
    assert "persoon.samengevoegd|" in c.get("/personen/dubbel/").content.decode()
    for wie in ("femke", "rosa"):
        assert als(wie).get("/personen/dubbel/").status_code == 404
    zaak = duinveste.databank.beheer("select nummer from dossier_dossier where soort = 'zaak' limit 1")[0][0]
    assert c.get(f"/dossier/{zaak}/").status_code == 404


def test_who_may_join_persons_finds_the_page_in_the_menu(als: Any, beheerder: None, duinveste: Any) -> None:
    assert 'href="/personen/dubbel/"' in als("gerda").get("/werk/").content.decode()
    for wie in ("femke", "rosa"):
        assert "/personen/dubbel/" not in als(wie).get("/werk/").content.decode(), wie


def test_the_dossier_of_a_person_leads_there_for_who_may(als: Any, beheerder: None, duinveste: Any) -> None:
    stappen(als("femke"), duinveste, *laatste(duinveste))
    adres = "/dossier/P-2026-0001/"
    assert "twee keer" not in als("femke").get(adres).content.decode()
    lid = duinveste.leden["femke"][0]
    duinveste.databank.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van)"
        " select gemeente, id, 'gegevensbeheerder', '2020-01-01' from partijen_lidmaatschap where id = %s",
        lid,
    )
    html = als("femke").get(adres).content.decode()
    assert "Staat deze persoon er twee keer in?" in html and 'href="/personen/dubbel/"' in html
    assert "Staat deze persoon" not in als("femke").get("/dossier/WR-2026-0001/").content.decode()
