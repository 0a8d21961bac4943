# SPDX-License-Identifier: EUPL-1.2
"""Handing over a caseload, and who handles one dossier: within one's own organisation, once, and never by an id that was made up."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from formulierwerk import velden
from paginaproef import vragen, woorden

PAD, OVER = "/dossier/WR-2026-0001/", "/overdracht/"
HIER = f"{PAD}behandelaar/"


def lid(duinveste: Any, wie: str) -> str:
    return str(duinveste.leden[wie][0])


def nu(duinveste: Any) -> dict[UUID, int]:
    """Who handles each dossier for Linde now."""
    rijen = duinveste.databank.beheer(
        "select dossier, lidmaatschap from dossier_behandelaar where tot is null and organisatie = %s", duinveste.organisaties["linde"]
    )
    return dict(rijen)


def zonder_rol(duinveste: Any) -> str:
    """Somebody who works for Linde and has no role there."""
    b = duinveste.databank.beheer
    login = b("insert into partijen_medewerker (naam, actief) values ('Nora Proef', true) returning id")[0][0]
    sql = "insert into partijen_lidmaatschap (gemeente, login, organisatie, van) values (%s, %s, %s, '2020-01-01') returning id"
    return str(b(sql, duinveste.gemeente, login, duinveste.organisaties["linde"])[0][0])


# a caseload


def test_all_dossiers_go_over_and_stand_in_the_list_of_the_colleague(duinveste: Any, als: Any) -> None:
    for _ in range(3):
        duinveste.begin("femke")
    c = als("femke")
    assert 'href="/overdracht/"' in c.get("/werk/").content.decode()
    html = c.get(OVER).content.decode()
    assert html.count('name="dossier"') == 3 == html.count(" checked")
    assert "csrfmiddlewaretoken" in html and "<h1" in html
    assert "Joris Proef" in html and "Femke Proef</option>" not in html and "Harm" not in html and "Wout" not in html
    ids = re.findall(r'name="dossier" value="([^"]+)"', html)
    antwoord = c.post(OVER, {"dossier": ids, "naar": lid(duinveste, "joris")}, follow=True)
    assert "u heeft 3 dossiers overgedragen" in woorden(antwoord)
    assert set(nu(duinveste).values()) == {duinveste.leden["joris"][0]}
    assert "U behandelt geen dossiers" in woorden(c.get(OVER))
    assert "U behandelt 3 dossiers." in woorden(als("joris").get("/dossiers/"))


def test_some_dossiers_go_over_and_the_rest_stays(duinveste: Any, als: Any) -> None:
    een, twee = duinveste.begin("femke"), duinveste.begin("femke")
    als("femke").post(OVER, {"dossier": [str(een)], "naar": lid(duinveste, "joris")})
    assert nu(duinveste) == {een: duinveste.leden["joris"][0], twee: duinveste.leden["femke"][0]}


def test_sent_twice_it_is_done_once_and_says_so_twice(duinveste: Any, als: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    c = als("femke")
    for _ in range(2):
        antwoord = c.post(OVER, {"dossier": [str(d)], "naar": lid(duinveste, "joris")}, follow=True)
        assert "u heeft 1 dossier overgedragen" in woorden(antwoord)
    assert databank.beheer("select count(*) from dossier_behandelaar") == [(2,)]


def test_a_colleague_without_a_role_is_not_offered_and_refused(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    nora = zonder_rol(duinveste)
    c = als("femke")
    assert "Nora Proef" not in c.get(OVER).content.decode() and "Nora Proef" not in c.get(PAD).content.decode()
    antwoord = c.post(OVER, {"dossier": [str(d)], "naar": nora})
    assert antwoord.status_code == 400 and "Kies een collega uit de lijst." in antwoord.content.decode()
    assert "Kies een collega uit de lijst." in woorden(c.post(HIER, {"doe": "geef", "naar": nora, "nu": lid(duinveste, "femke")}, follow=True))
    assert nu(duinveste) == {d: duinveste.leden["femke"][0]}


def test_made_up_ids_and_people_elsewhere_change_nothing(duinveste: Any, als: Any) -> None:
    d, van_wout = duinveste.begin("femke"), duinveste.begin("wout")
    voor = duinveste.databank.beheer("select * from dossier_behandelaar order by id")
    c = als("femke")
    for naar in (lid(duinveste, "harm"), lid(duinveste, "wout"), lid(duinveste, "femke"), "0", "-1", "", "x", "9" * 40, "1 or 1=1", "\x00", "١"):
        assert c.post(OVER, {"dossier": [str(d)], "naar": naar}).status_code == 400, naar
        assert c.post(HIER, {"doe": "geef", "naar": naar, "nu": lid(duinveste, "femke")}).status_code == 302, naar
    for dossier in (str(van_wout), str(uuid4()), "x", "", "\x00", "' or true --"):
        assert c.post(OVER, {"dossier": [dossier], "naar": lid(duinveste, "joris")}).status_code == 400, dossier
    assert c.post(OVER, {}).status_code == 400
    assert duinveste.databank.beheer("select * from dossier_behandelaar order by id") == voor
    assert c.put(OVER).status_code == 405


def test_what_was_chosen_stays_chosen_when_something_is_missing(duinveste: Any, als: Any) -> None:
    een, twee = duinveste.begin("femke"), duinveste.begin("femke")
    antwoord = als("femke").post(OVER, {"dossier": [str(een)]})
    html = antwoord.content.decode()
    assert antwoord.status_code == 400 and "<title>Fout: " in html
    assert re.search(rf'value="{een}" checked', html) and not re.search(rf'value="{twee}" checked', html)
    antwoord = als("femke").post(OVER, {"naar": lid(duinveste, "joris")})
    assert antwoord.status_code == 400 and "Kies minstens één dossier." in antwoord.content.decode()
    assert f'<option value="{lid(duinveste, "joris")}" selected' in antwoord.content.decode()


def test_the_number_of_queries_does_not_grow(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    c = als("femke")
    eerst = vragen(c, OVER)
    for _ in range(4):
        duinveste.begin("femke")
    assert vragen(c, OVER) == eerst


# one dossier


def test_taking_on_giving_away_and_letting_go(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    femke, joris = als("femke"), als("joris")
    html = femke.get(PAD).content.decode()
    assert "U behandelt dit dossier." in html and html.count("csrfmiddlewaretoken") >= 2
    assert "Femke Proef behandelt dit dossier." in woorden(joris.get(PAD))
    t = woorden(joris.post(HIER, velden(joris.get(PAD).content.decode()) | {"doe": "neem"}, follow=True))
    assert "Vastgelegd: u behandelt dit dossier." in t and "Ik behandel dit niet meer" in t
    assert nu(duinveste) == {d: duinveste.leden["joris"][0]}
    geef = {"nu": lid(duinveste, "joris"), "doe": "geef", "naar": lid(duinveste, "femke")}
    for _ in range(2):  # sent twice
        assert "uw collega behandelt dit dossier" in woorden(joris.post(HIER, geef, follow=True))
    assert nu(duinveste) == {d: duinveste.leden["femke"][0]}
    los = {"nu": lid(duinveste, "femke"), "doe": "los"}
    for _ in range(2):
        t = woorden(femke.post(HIER, los, follow=True))
        assert "u behandelt dit dossier niet meer" in t and "Niemand behandelt dit dossier." in t
    assert nu(duinveste) == {}


def test_who_was_first_is_not_undone_by_an_old_page(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    oud = velden(als("femke").get(PAD).content.decode())
    als("joris").post(HIER, velden(als("joris").get(PAD).content.decode()) | {"doe": "neem"})
    t = woorden(als("femke").post(HIER, oud | {"doe": "los"}, follow=True))
    assert "Een ander heeft de behandelaar net veranderd." in t
    assert "Een collega behandelt dit dossier." in woorden(als("femke").post(HIER, {"doe": "los", "nu": lid(duinveste, "joris")}, follow=True))
    assert nu(duinveste) == {d: duinveste.leden["joris"][0]}


def test_each_organisation_has_its_own_and_sees_no_other(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    harm = als("harm")
    t = woorden(harm.get(PAD))
    assert "Behandelaar bij De Eik Niemand behandelt dit dossier." in t and "Femke Proef" not in t and "Joris Proef" not in t
    assert "u behandelt dit dossier" in woorden(harm.post(HIER, {"doe": "neem", "nu": ""}, follow=True))
    assert nu(duinveste) == {d: duinveste.leden["femke"][0]}
    assert "Harm" not in als("femke").get(PAD).content.decode()


def test_a_hidden_dossier_cannot_be_taken_on(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    wout = als("wout")
    hier, daar = wout.post(HIER, {"doe": "neem", "nu": ""}), wout.post("/dossier/WR-2026-9999/behandelaar/", {"doe": "neem", "nu": ""})
    assert (hier.status_code, hier.content) == (daar.status_code, daar.content) == (404, hier.content)
    assert als("femke").get(HIER).status_code == 405


def test_a_closed_dossier_and_the_past_offer_nothing(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "dossier_gesloten", reden="Overlast voorbij")
    c = als("femke")
    assert HIER not in c.get(PAD).content.decode()
    assert HIER not in c.get(f"{PAD}bekend-op/?dag=2026-01-23").content.decode()
    assert "Dit dossier is gesloten." in woorden(c.post(HIER, {"doe": "los", "nu": lid(duinveste, "femke")}, follow=True))
    assert nu(duinveste) == {d: duinveste.leden["femke"][0]}
