# SPDX-License-Identifier: EUPL-1.2
"""The life of a login: four eyes for what gives more, one for what takes away, links that work once, and administrators who see no file."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.partijen.levensloop import GOED, MAART, NIEUW, als, besluit, helm, lid_van, link, open_, pagina, post, stel_voor
from wijkregie.klok import met_klok
from wijkregie.partijen.taken import slapend

__all__ = ["helm", "post"]


def test_a_new_colleague_from_proposal_to_the_first_page(helm: Any, post: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    assert stel_voor(ada)["Location"] == "/beheer/"
    assert "een andere beheerder moet dit goedkeuren" in pagina(ada)
    assert "zelf voor" in besluit(ada, databank=helm)
    assert helm.beheer("SELECT count(*) FROM partijen_login WHERE gebruikersnaam = 'dina@helm.example'") == [(0,)] and not post
    tekst = besluit(bas, databank=helm)
    assert "Er is een mail met een link gestuurd" in tekst and "Dina Nieuw" in tekst
    assert "Nieuwe collega goedgekeurd: Dina Nieuw, contactpersoon van de woningcorporatie (door Bas Beheer)" in tekst
    assert post[-1][:2] == ("dina@helm.example", "Uitnodiging voor Wijkregie")
    assert "Dina" not in post[-1][1] + post[-1][2]

    weg = link(post)
    dina = Client()
    assert weg not in str(helm.beheer("SELECT sleutel FROM partijen_uitnodiging"))
    assert open_(dina, weg)["Location"] == "/uitnodiging/"
    assert dina.post("/uitnodiging/", {"nieuw": "kort", "herhaald": "kort"}).status_code == 400
    with override_settings(TWEEDE_FACTOR=True):
        assert dina.post("/uitnodiging/", {"nieuw": NIEUW, "herhaald": NIEUW})["Location"] == "/beveiliging/toevoegen/"
    assert open_(Client(), weg).status_code == 410 and dina.get("/uitnodiging/").status_code == 410  # once
    assert Client().post("/inloggen/", {"naam": "dina@helm.example", "wachtwoord": NIEUW}).status_code == 302


def test_a_link_ends_after_three_days_and_when_a_new_one_is_sent(helm: Any, post: Any) -> None:
    ada = als("ada@helm.example")
    cora = helm.beheer("SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_medewerker w ON w.id = m.login WHERE w.naam = 'Cora Proef'")[0][0]
    ada.post("/beheer/doe/", {"lid": cora, "wat": "uitnodigen"})
    eerste = link(post)
    ada.post("/beheer/doe/", {"lid": cora, "wat": "uitnodigen"})
    assert open_(Client(), eerste).status_code == 410
    assert open_(Client(), link(post)).status_code == 302
    with met_klok(MAART + timedelta(days=3, minutes=1)):
        assert open_(Client(), link(post)).status_code == 410
    assert open_(Client(), "onzin").status_code == 410 and open_(Client(), " ").status_code == 400
    with override_settings(MAIL_GAAT_UIT=False):
        ada.post("/beheer/doe/", {"lid": cora, "wat": "uitnodigen"})
        assert "geen mail uit" in pagina(ada)


def test_refusing_and_withdrawing_carry_nothing_out(helm: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    for wie, wat in ((bas, "afgewezen"), (ada, "ingetrokken")):
        stel_voor(ada)
        besluit(wie, wat, databank=helm)
        assert "is er niet meer" in besluit(bas, databank=helm)  # what was decided stays decided
    assert helm.beheer("SELECT count(*) FROM partijen_login") == [(5,)]


def test_taking_away_is_done_at_once_and_giving_back_by_two(helm: Any, post: Any) -> None:
    ada, bas, cora = als("ada@helm.example"), als("bas@helm.example"), als("cora@helm.example")
    lid, login = helm.beheer(
        "SELECT m.id, m.login FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login WHERE gebruikersnaam LIKE 'cora%'"
    )[0]
    assert cora.get("/werk/").status_code == 200
    ada.post("/beheer/doe/", {"lid": lid, "wat": "sluit", "zeker": "ja"})
    assert cora.get("/werk/").status_code == 302
    assert "Deze login is gesloten" in pagina(ada)
    ada.post("/beheer/doe/", {"lid": lid, "wat": "openen"})
    assert Client().post("/inloggen/", {"naam": "cora@helm.example", "wachtwoord": GOED}).status_code == 400
    besluit(bas, databank=helm)
    cora = als("cora@helm.example")
    assert cora.get("/werk/").status_code == 200

    middel = "INSERT INTO partijen_middel (id, login, soort, naam, geheim, toegevoegd) VALUES (gen_random_uuid(), %s, 'code', 'x', 'x', now())"
    helm.beheer(middel, login)
    ada.post("/beheer/doe/", {"lid": lid, "wat": "herstel"})
    assert helm.beheer("SELECT count(*) FROM partijen_middel") == [(1,)]
    besluit(bas, databank=helm)  # two together: means and password gone, a link to begin anew
    assert helm.beheer("SELECT count(*) FROM partijen_middel") == [(0,)]
    assert cora.get("/werk/").status_code == 302
    assert Client().post("/inloggen/", {"naam": "cora@helm.example", "wachtwoord": GOED}).status_code == 400
    assert open_(Client(), link(post)).status_code == 302

    ada.post("/beheer/doe/", {"lid": lid, "wat": "einde", "zeker": "ja"})
    with met_klok(MAART + timedelta(days=1)):
        assert helm.beheer("SELECT count(*) FROM partijen_lidmaatschap WHERE id = %s AND tot < '2026-03-02'", lid) == [(1,)]
    zelf = helm.beheer("SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login WHERE gebruikersnaam LIKE 'ada%'")[0][0]
    ada.post("/beheer/doe/", {"lid": zelf, "wat": "sluit", "zeker": "ja"})
    assert "Dit gaat over uzelf" in pagina(ada)


def test_who_administers_has_no_other_role(helm: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    cora = helm.beheer("SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login WHERE gebruikersnaam LIKE 'cora%'")[0][0]
    ada.post("/beheer/doe/", {"lid": cora, "wat": "rol", "rol": "beheerder", "waar": "overal"})
    assert "ziet geen dossiers en heeft geen andere rol" in besluit(bas, databank=helm)
    ada.post("/beheer/doe/", {"lid": cora, "wat": "rol", "rol": "wijkagent", "waar": "overal"})
    assert "Kies een rol uit de lijst" in pagina(ada)
    ada.post("/beheer/doe/", {"lid": cora, "wat": "rol", "rol": "sociaal_beheerder", "waar": "overal"})
    assert "Goedgekeurd." in besluit(bas, databank=helm)
    assert helm.beheer("SELECT count(*) FROM partijen_sleutel WHERE rol = 'sociaal_beheerder'") == [(1,)]


def test_administrators_of_another_organisation_and_others_have_no_such_page(helm: Any, post: Any) -> None:
    stel_voor(als("ada@helm.example"))
    eva, cora = als("eva@eik.example"), als("cora@helm.example")
    assert "Cora" not in pagina(eva) and "Dina" not in pagina(eva)
    assert "is er niet meer" in besluit(eva, databank=helm)
    lid = helm.beheer("SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login WHERE gebruikersnaam LIKE 'cora%'")[0][0]
    for wat in ("sluit", "einde", "uitnodigen", "herstel"):
        eva.post("/beheer/doe/", {"lid": lid, "wat": wat, "zeker": "ja"})
    assert cora.get("/werk/").status_code == 200 and not post
    assert cora.get("/beheer/").status_code == cora.get("/beheer/nieuw/").status_code == 404
    assert cora.post("/beheer/doe/", {"lid": lid, "wat": "sluit", "zeker": "ja"}).status_code == 404
    for kwaad in ("x", "", "-1", "9" * 30, "<b>"):
        assert eva.post("/beheer/doe/", {"lid": kwaad, "wat": kwaad}).status_code == 302
        assert eva.post("/beheer/besluit/", {"voorstel": kwaad, "wat": kwaad}).status_code == 302
        assert stel_voor(eva, mail=kwaad).status_code == 400


def test_who_approves_sees_the_address_and_who_that_already_is(helm: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    stel_voor(ada, mail="ada.thuis@prive.example")
    assert "ada.thuis@prive.example" in pagina(bas) and "nog geen login" in pagina(bas)
    besluit(bas, "afgewezen", databank=helm)
    stel_voor(ada, naam="Dina Nieuw", mail="Eva@eik.example")
    tekst = pagina(bas)
    assert "eva@eik.example" in tekst and "Eva Beheer" in tekst and "Woonstichting De Eik (fictief)" in tekst and "Duinveste" in tekst
    besluit(bas, "afgewezen", databank=helm)
    ada.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "helm"), "wat": "herstel"})
    assert "cora@helm.example" in pagina(bas)
    assert "cora@helm.example" not in pagina(als("eva@eik.example"))


def test_approving_two_at_once_does_not_fall_over_when_no_mail_can_go(helm: Any, post: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    cora = lid_van(helm, "cora", "helm")
    ada.post("/beheer/doe/", {"lid": cora, "wat": "herstel"})
    ada.post("/beheer/doe/", {"lid": cora, "wat": "sluit", "zeker": "ja"})
    tekst = besluit(bas, databank=helm)
    assert "Goedgekeurd." in tekst and "kan niet worden uitgenodigd" in tekst and not post
    assert helm.beheer("SELECT besluit FROM partijen_voorstel") == [("akkoord",)]


def test_what_began_today_also_ends_today(helm: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    for _ in range(2):  # and can begin again the same day
        stel_voor(ada)
        besluit(bas, databank=helm)
        lid = lid_van(helm, "dina", "helm")
        ada.post("/beheer/doe/", {"lid": lid, "wat": "einde", "zeker": "ja"})
        assert helm.beheer("SELECT count(*) FROM partijen_lidmaatschap WHERE id = %s AND van <= '2026-03-02' AND tot >= '2026-03-02'", lid) == [(0,)]
        assert helm.beheer("SELECT count(*) FROM partijen_lidrol WHERE lidmaatschap = %s AND coalesce(tot, '2026-03-02') >= '2026-03-02'", lid) == [
            (0,)
        ]


def test_where_a_role_holds_is_chosen_and_shown(helm: Any) -> None:
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    assert stel_voor(ada, waar="").status_code == stel_voor(ada, waar="9999").status_code == 400
    west = helm.beheer("SELECT id FROM partijen_gebied WHERE code = 'west'")[0][0]
    stel_voor(ada)
    assert "contactpersoon van de woningcorporatie, in de hele gemeente" in pagina(bas)
    besluit(bas, "afgewezen", databank=helm)
    assert stel_voor(ada, waar=str(west)).status_code == 302
    assert "contactpersoon van de woningcorporatie, in Duinveste West" in pagina(bas)
    besluit(bas, databank=helm)
    assert helm.beheer("SELECT gebied FROM partijen_lidrol WHERE lidmaatschap = %s", lid_van(helm, "dina", "helm")) == [(west,)]
    assert helm.beheer("SELECT count(*) FROM partijen_sleutel WHERE gebied = %s", west) == [(1,)]
    cora = lid_van(helm, "cora", "helm")
    ada.post("/beheer/doe/", {"lid": cora, "wat": "rol", "rol": "sociaal_beheerder"})
    assert "Kies waar deze rol geldt" in pagina(ada)
    assert helm.beheer("SELECT count(*) FROM partijen_voorstel WHERE soort = 'rol'") == [(0,)]


def test_who_was_not_here_for_ninety_days_is_shut_out(helm: Any) -> None:
    als("ada@helm.example"), als("cora@helm.example")
    slapend(0)
    with met_klok(MAART + timedelta(days=60)):
        als("ada@helm.example")
    with met_klok(MAART + timedelta(days=91)):
        slapend(0)
        assert helm.beheer("SELECT naam FROM partijen_medewerker WHERE actief ORDER BY 1") == [("Ada Beheer",)]
        tekst = pagina(als("ada@helm.example"))
        assert "Gesloten: lang niet gebruikt: Cora Proef (door Wijkregie)" in tekst
        slapend(0)
        assert pagina(als("ada@helm.example")).count("lang niet gebruikt: Cora") == 1


def test_administrators_read_what_happened_to_colleagues_and_of_strangers_how_many(helm: Any) -> None:
    for naam in ("cora@helm.example", "eva@eik.example", "niemand@nergens.example", "niemand2@nergens.example"):
        Client().post("/inloggen/", {"naam": naam, "wachtwoord": "fout"})
    tekst = pagina(als("ada@helm.example"), "/beheer/gebeurtenissen/")
    assert "Cora Proef: wachtwoord onjuist" in tekst and "Eva Beheer" not in tekst
    assert "2 keer" in tekst and "2 adressen" in tekst and "nergens.example" not in tekst
    assert "Cora Proef" not in pagina(als("eva@eik.example"), "/beheer/gebeurtenissen/")
    assert als("cora@helm.example").get("/beheer/gebeurtenissen/").status_code == 404
    assert "/beheer/gebeurtenissen/" in pagina(als("ada@helm.example"))


@pytest.fixture
def blad(request: pytest.FixtureRequest) -> Any:
    """The page of the browser; `pagina` is another thing here."""
    return request.getfixturevalue("pagina")


def test_the_link_in_a_browser_leaves_nothing_in_an_address_and_the_code_can_be_pasted(helm: Any, blad: Any, webserver: str, browser: Any) -> None:
    login = helm.beheer("SELECT id FROM partijen_login WHERE gebruikersnaam = 'cora@helm.example'")[0][0]
    helm.beheer(
        "INSERT INTO partijen_uitnodiging (id, login, sleutel, verloopt) VALUES (gen_random_uuid(), %s, %s, '2026-03-04')",
        login, sha256(b"verzonnen-code").hexdigest(),
    )  # fmt: skip
    gevraagd: list[str] = []
    with met_klok(MAART, overal=True):
        blad.on("request", lambda r: gevraagd.append(r.url))
        blad.goto("/uitnodiging/openen/#verzonnen-code")
        blad.get_by_label("Kies een wachtwoord").wait_for()
        assert blad.url == f"{webserver}/uitnodiging/" and not any("verzonnen" in u.partition("#")[0] for u in gevraagd)
        zonder = browser.new_context(java_script_enabled=False).new_page()
        zonder.goto(f"{webserver}/uitnodiging/openen/#verzonnen-code")
        zonder.get_by_label("De code uit uw mail").fill(f"{webserver}/uitnodiging/openen/#verzonnen-code")  # the whole link will do
        zonder.get_by_role("button", name="Ga verder").click()
        zonder.get_by_label("Kies een wachtwoord").wait_for()
        zonder.context.close()


def test_what_takes_something_away_is_seen_before_it_is_done(helm: Any) -> None:
    ada, bas, cora = als("ada@helm.example"), als("bas@helm.example"), als("cora@helm.example")
    lid = lid_van(helm, "cora", "helm")
    for wat, zegt in (("sluit", "kan niet meer, vanaf vandaag"), ("einde", "Nog van niemand")):
        eerst = ada.post("/beheer/doe/", {"lid": lid, "wat": wat})
        tekst = eerst.content.decode()
        assert eerst.status_code == 200 and zegt in tekst and "Uitgelogd op alle apparaten" in tekst and "Niet doen" in tekst
        assert cora.get("/werk/").status_code == 200  # nothing was done yet
    ada.post("/beheer/doe/", {"lid": lid, "wat": "herstel"})
    nummer = helm.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]
    assert "werkt niet meer" in bas.post("/beheer/besluit/", {"voorstel": nummer, "wat": "akkoord"}).content.decode()
    assert helm.beheer("SELECT besluit FROM partijen_voorstel WHERE id = %s", nummer) == [(None,)]
    assert bas.post("/beheer/besluit/", {"voorstel": nummer, "wat": "akkoord", "zeker": "ja"}).status_code == 302
    assert helm.beheer("SELECT besluit FROM partijen_voorstel WHERE id = %s", nummer) == [("akkoord",)]


def test_the_page_of_means_has_the_menu(helm: Any) -> None:
    tekst = als("cora@helm.example").get("/beveiliging/").content.decode()
    assert 'aria-label="Hoofdmenu"' in tekst and 'href="/werk/"' in tekst


@pytest.mark.parametrize(("wie", "bewaard"), [("ada@helm.example", 1), ("cora@helm.example", 0)])
def test_a_proposal_typed_while_the_proof_grew_old_is_found_back(helm: Any, wie: str, bewaard: int) -> None:
    client = als(wie)
    with met_klok(MAART + timedelta(minutes=11)), override_settings(TWEEDE_FACTOR=True):
        antwoord = stel_voor(client, naam="Dina Later")
        assert antwoord.status_code == (302 if bewaard else 404)
        assert helm.beheer("SELECT count(*) FROM dossier_concept") == [(bewaard,)]
        assert helm.beheer("SELECT count(*) FROM partijen_voorstel") == [(0,)]
    if bewaard:
        tekst = pagina(client, "/beheer/nieuw/")
        assert 'value="Dina Later"' in tekst and "Dit vulde u net in" in tekst
        assert stel_voor(client, naam="Dina Later").status_code == 302
        assert helm.beheer("SELECT count(*) FROM dossier_concept") == [(0,)] and "Dina Later" not in pagina(client, "/beheer/nieuw/")
