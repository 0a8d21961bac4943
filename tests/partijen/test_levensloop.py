# SPDX-License-Identifier: EUPL-1.2
"""The life of a login: four eyes for what gives more, one for what takes away, links that work once, and administrators who see no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from wijkregie.dossier.inrichten import richt_in
from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen import tweede
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.taken import slapend

MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
GOED, NIEUW = "een lang proefwachtwoord", "een eigen nieuw wachtwoord"
PARTIJEN = """
gemeente: {code: amsterdam, naam: Duinveste}
gebieden:
  west: {soort: stadsdeel, naam: Duinveste West}
organisaties:
  helm: {naam: Woningstichting Helm (fictief), kort: Helm, soort: woningcorporatie}
  eik: {naam: Woonstichting De Eik (fictief), kort: De Eik, soort: woningcorporatie}
logins:
  ada@helm.example: {naam: Ada Beheer, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  bas@helm.example: {naam: Bas Beheer, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  cora@helm.example: {naam: Cora Proef, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: contactpersoon, van: 2026-01-01}]}]}
  eva@eik.example: {naam: Eva Beheer, lidmaatschappen: [{organisatie: eik, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  ivo@eik.example: {naam: Ivo Beheer, lidmaatschappen: [{organisatie: eik, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
"""


@pytest.fixture
def helm(databank: Any, schrijf: Callable[[str], Any]) -> Iterator[Any]:
    from django.contrib.auth.hashers import make_password

    importeer(schrijf(PARTIJEN))
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with met_klok(MAART):
        yield databank


@pytest.fixture(autouse=True)
def post(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What these pages mailed in this test: (to, subject, text). The outbox of Django is shared with what other tests left running."""
    verstuurd: list[tuple[str, str, str]] = []

    def stuur(aan: str, onderwerp: str, tekst: str) -> bool:
        if settings.MAIL_GAAT_UIT:
            verstuurd.append((aan, onderwerp, tekst))
        return bool(settings.MAIL_GAAT_UIT)

    monkeypatch.setattr("wijkregie.scherm.paginas.beheer.stuur", stuur)
    return verstuurd


def als(wie: str) -> Client:
    client = Client()
    assert client.post("/inloggen/", {"naam": wie, "wachtwoord": GOED}).status_code == 302
    return client


def pagina(client: Client, adres: str = "/beheer/") -> str:
    return re.sub(r"</?bdi>", "", client.get(adres).content.decode())


def stel_voor(client: Client, **anders: str) -> Any:
    return client.post("/beheer/nieuw/", {"naam": "Dina Nieuw", "mail": "Dina@Helm.example", "rol": "contactpersoon", "waar": "overal", **anders})


def besluit(client: Client, wat: str = "akkoord", voorstel: Any = None, databank: Any = None) -> str:
    nummer = voorstel or databank.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]
    client.post("/beheer/besluit/", {"voorstel": nummer, "wat": wat, "zeker": "ja"})
    return pagina(client)


def link(post: list[tuple[str, str, str]]) -> str:
    """What stands behind the # of the link, and again below it for who has no script."""
    gevonden = re.search(r"http://testserver/uitnodiging/openen/#(\S+)", post[-1][2])
    assert gevonden and post[-1][2].count(gevonden[1]) == 2
    return gevonden[1]


def open_(client: Client, teken: str) -> Any:
    return client.post("/uitnodiging/openen/", {"teken": teken})


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


def lid_van(databank: Any, wie: str, organisatie: str) -> int:
    return int(databank.beheer(
        "SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login JOIN partijen_organisatie o ON o.id = m.organisatie"
        " WHERE gebruikersnaam LIKE %s AND o.code = %s ORDER BY m.id DESC", f"{wie}%", organisatie,
    )[0][0])  # fmt: skip


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


def test_a_login_that_also_works_elsewhere_is_not_for_one_organisation_to_close_wipe_or_open(helm: Any, post: Any) -> None:
    """Eva and Ivo attach Cora of Helm: that gives them a say about her work for De Eik, and about nothing else of her."""
    eva, ivo, cora = als("eva@eik.example"), als("ivo@eik.example"), als("cora@helm.example")
    stel_voor(eva, naam="Cora", mail="cora@helm.example")
    assert "heeft al een login" in besluit(ivo, databank=helm) and not post
    eik, thuis = lid_van(helm, "cora", "eik"), lid_van(helm, "cora", "helm")
    assert pagina(eva).count("Sluit de login<") == 1  # that of Ivo
    for wat, zegt in (("sluit", "U kunt alleen vastleggen"), ("uitnodigen", "kan niet worden uitgenodigd")):
        eva.post("/beheer/doe/", {"lid": eik, "wat": wat, "zeker": "ja"})
        assert zegt in pagina(eva), wat
    eva.post("/beheer/doe/", {"lid": eik, "wat": "herstel"})
    assert "Een beheerder van die organisatie moet dit goedkeuren" in besluit(ivo, databank=helm)
    besluit(ivo, "afgewezen", databank=helm)
    assert cora.get("/werk/").status_code == 200 and not post
    eva.post("/beheer/doe/", {"lid": eik, "wat": "einde", "zeker": "ja"})
    assert cora.get("/werk/").status_code == 200  # her work for Helm goes on
    assert helm.beheer("SELECT count(*) FROM partijen_lidmaatschap WHERE id = %s AND tot < '2026-03-02'", eik) == [(1,)]
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    ada.post("/beheer/doe/", {"lid": thuis, "wat": "sluit", "zeker": "ja"})  # now she is of Helm alone
    assert cora.get("/werk/").status_code == 302
    stel_voor(eva, naam="Cora", mail="cora@helm.example")
    besluit(ivo, databank=helm)
    eva.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "eik"), "wat": "openen"})
    assert "U kunt alleen vastleggen" in besluit(ivo, databank=helm)  # Helm closed it
    assert helm.beheer("SELECT actief FROM partijen_medewerker WHERE naam = 'Cora Proef'") == [(False,)]
    ada.post("/beheer/doe/", {"lid": thuis, "wat": "openen"})
    besluit(bas, databank=helm)
    assert als("cora@helm.example").get("/lidmaatschap/").status_code == 200


def test_who_works_for_two_and_lost_all_means_gets_a_new_start_from_both(helm: Any, post: Any, nummer: Callable[..., int]) -> None:
    """One of each: neither organisation wipes what opens the other."""
    eva, ivo, ada, bas, cora = (als(f"{wie}.example") for wie in ("eva@eik", "ivo@eik", "ada@helm", "bas@helm", "cora@helm"))
    stel_voor(eva, naam="Cora", mail="cora@helm.example")
    besluit(ivo, databank=helm)
    wie = nummer("login", gebruikersnaam="cora@helm.example")
    tweede.nieuwe_herstelcodes(wie)
    eva.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "eik"), "wat": "herstel"})
    voorstel = helm.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]
    assert "Werkt ook bij u" not in pagina(eva) and "Werkt ook bij u" not in pagina(ivo)
    for beheerder in (eva, ivo):
        besluit(beheerder, voorstel=f"elders-{voorstel}")
    assert "Een beheerder van die organisatie moet dit goedkeuren" in besluit(ivo, voorstel=voorstel)
    assert cora.get("/lidmaatschap/").status_code == 200 and tweede.herstelcodes_over(wie) == 10

    tekst = pagina(ada)
    assert "Nieuw begin met inloggen: Cora Proef" in tekst and "Eva Beheer van Woonstichting De Eik (fictief), Duinveste" in tekst
    besluit(ada, "onzin", voorstel=f"elders-{voorstel}")
    besluit(ada, "ingetrokken", voorstel=f"elders-{voorstel}")
    assert tweede.herstelcodes_over(wie) == 10
    assert "Er is een mail met een link gestuurd" in besluit(bas, voorstel=f"elders-{voorstel}")
    assert tweede.herstelcodes_over(wie) == 0 and cora.get("/lidmaatschap/").status_code == 302
    assert Client().post("/inloggen/", {"naam": "cora@helm.example", "wachtwoord": GOED}).status_code == 400
    assert post[-1][0] == "cora@helm.example" and open_(Client(), link(post))["Location"] == "/uitnodiging/"
    assert "er niet meer" in besluit(ada, voorstel=f"elders-{voorstel}")
    assert helm.beheer("SELECT count(distinct organisatie) FROM partijen_beheerfeit WHERE soort = 'herstel akkoord' AND voorstel = %s", voorstel) == [
        (2,)
    ]


ZEEDUIN = """
gemeente: {code: dordrecht, naam: Zeeduin}
organisaties:
  wier: {naam: Woningstichting Wier (fictief), kort: Wier, soort: woningcorporatie}
logins:
  pim@wier.example: {naam: Pim Beheer, lidmaatschappen: [{organisatie: wier, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  cora@helm.example: {naam: Cora Proef, lidmaatschappen: [{organisatie: wier, van: 2026-01-01}]}
"""


def test_the_other_organisation_may_be_in_another_municipality(helm: Any, post: Any, schrijf: Callable[[str], Any]) -> None:
    importeer(schrijf(ZEEDUIN))
    helm.beheer("INSERT INTO partijen_beheerrol SELECT id, 'beheerder' FROM partijen_gemeente ON CONFLICT DO NOTHING")
    helm.beheer("UPDATE partijen_login SET password = (SELECT max(password) FROM partijen_login)")
    ada, pim = als("ada@helm.example"), als("pim@wier.example")
    ada.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "helm"), "wat": "herstel"})
    voorstel = helm.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]
    assert "Ada Beheer van Woningstichting Helm (fictief), Duinveste" in pagina(pim)
    assert "Er is een mail met een link gestuurd" in besluit(pim, voorstel=f"elders-{voorstel}")
    assert post[-1][0] == "cora@helm.example"
    assert "Nieuw begin met inloggen goedgekeurd: Cora Proef (door Pim Beheer)" in pagina(pim)
    assert helm.beheer("SELECT besluit FROM partijen_voorstel") == [("akkoord",)]


def test_raw_sql_cannot_approve_elsewhere_what_is_not_of_here(helm: Any) -> None:
    """Cora works for Helm alone: nobody of De Eik has a say, nor can a page say that another organisation approved."""
    ada = als("ada@helm.example")
    ada.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "helm"), "wat": "herstel"})
    voorstel, gemeente = helm.beheer("SELECT id, gemeente FROM partijen_voorstel")[0]
    for naam, sql in (
        ("eva@eik.example", "SELECT partijen_besluit_elders(%s, 'akkoord', now())"),
        ("bas@helm.example", "SELECT partijen_besluit_elders(%s, 'akkoord', now())"),
        ("cora@helm.example", "SELECT partijen_besluit_elders(%s, 'akkoord', now())"),
    ):
        login = helm.beheer("SELECT id FROM partijen_login WHERE gebruikersnaam = %s", naam)[0][0]
        with helm.rauw("wijk_web") as c:
            for sleutel, waarde in (("gemeente", gemeente), ("login", login), ("dag", "2026-03-02")):
                c.execute("SELECT set_config(%s, %s, true)", [f"app.{sleutel}", str(waarde)])
            assert c.execute(sql, [voorstel]).fetchone() == (None,), naam
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                c.execute("UPDATE partijen_voorstel SET besloten_bij = 1 WHERE id = %s", [voorstel])
            c.rollback()


def test_who_also_works_elsewhere_and_slept_is_opened_by_either(helm: Any) -> None:
    eva, ivo = als("eva@eik.example"), als("ivo@eik.example")
    stel_voor(eva, naam="Cora", mail="cora@helm.example")
    besluit(ivo, databank=helm)
    slapend(0)
    with met_klok(MAART + timedelta(days=60)):
        als("eva@eik.example"), als("ivo@eik.example")
    with met_klok(MAART + timedelta(days=100)):
        slapend(0)
        assert helm.beheer("SELECT actief FROM partijen_medewerker WHERE naam = 'Cora Proef'") == [(False,)]
        eva, ivo = als("eva@eik.example"), als("ivo@eik.example")
        eva.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "eik"), "wat": "openen"})
        besluit(ivo, databank=helm)
        assert helm.beheer("SELECT actief FROM partijen_medewerker WHERE naam = 'Cora Proef'") == [(True,)]


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


# the database itself


@pytest.fixture
def sql(helm: Any) -> Iterator[Any]:
    wie = {r[0].split("@")[0]: r[1] for r in helm.beheer("SELECT gebruikersnaam, id FROM partijen_login")}
    gemeente, org = helm.beheer("SELECT gemeente, id FROM partijen_organisatie WHERE code = 'helm'")[0]
    with helm.rauw() as c:

        def zet(naam: str) -> None:
            for n, w in (("login", wie[naam]), ("gemeente", gemeente), ("dag", "2026-03-02")):
                c.execute("SELECT set_config(%s, %s, true)", [f"app.{n}", str(w)])

        def voorstel(door: str) -> int:
            rij = c.execute(
                "INSERT INTO partijen_voorstel (gemeente, organisatie, soort, naam, mail, rol, overal, van, voorgesteld_door, voorgesteld_op)"
                " VALUES (%s, %s, 'lid', 'Dina', 'dina@helm.example', 'contactpersoon', true, '2026-03-02', %s, '2026-03-02') RETURNING id",
                [gemeente, org, wie[door]],
            ).fetchone()
            return int(rij[0])

        def besluit(nummer: int, door: str) -> int:
            return int(
                c.execute(
                    "UPDATE partijen_voorstel SET besluit = 'akkoord', besloten_door = %s, besloten_op = '2026-03-02' WHERE id = %s",
                    [wie[door], nummer],
                ).rowcount
            )

        c.zet, c.voorstel, c.besluit, c.wie = zet, voorstel, besluit, wie
        yield c
        c.rollback()


def test_raw_sql_cannot_approve_its_own_proposal_or_in_the_name_of_another(sql: Any) -> None:
    sql.zet("ada")
    nummer = sql.voorstel("ada")
    for door in ("ada", "bas"):
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)), sql.transaction():
            sql.besluit(nummer, door)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.voorstel("bas")  # nor propose in the name of another, to approve that
    sql.zet("eva")
    assert sql.besluit(nummer, "eva") == 0
    sql.zet("cora")
    assert sql.besluit(nummer, "cora") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.voorstel("cora")
    sql.zet("bas")
    assert sql.besluit(nummer, "bas") == 1
    assert sql.besluit(nummer, "bas") == 0
    assert sql.execute("SELECT count(*) FROM partijen_medewerker WHERE naam = 'Dina'").fetchone()[0] == 1


@pytest.mark.parametrize(
    "opdracht",
    [
        "INSERT INTO partijen_lidrol (gemeente, lidmaatschap, rol, van) SELECT gemeente, id, 'x', '2026-01-01' FROM partijen_lidmaatschap",
        "UPDATE partijen_medewerker SET actief = true",
        "UPDATE partijen_voorstel SET voorgesteld_door = 1",
        "INSERT INTO partijen_beheerfeit (gemeente, organisatie, moment, door, soort) VALUES (1, 1, '2026-01-01', 1, 'x')",
        "DELETE FROM partijen_beheerfeit",
        "DELETE FROM partijen_voorstel",
        "INSERT INTO partijen_beheerrol (gemeente, rol) VALUES (1, 'x')",
        "INSERT INTO partijen_uitnodiging (id, login, sleutel, verloopt) VALUES (gen_random_uuid(), 1, 'x', '2030-01-01')",
        "UPDATE partijen_oidc SET issuer = 'https://elders.example'",
        "UPDATE partijen_oidc_sub SET login = 1",
        "SELECT partijen_sluit_slapende('2090-01-01', '2089-01-01', '2090-01-01')",
        "SELECT partijen_ruim_aanmeldingen('2090-01-01')",
    ],
)
def test_raw_sql_of_an_administrator_writes_nothing_itself(sql: Any, opdracht: str) -> None:
    sql.zet("ada")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sql.transaction():
        sql.execute(opdracht)


def test_what_was_done_does_not_change_for_the_owner_either(helm: Any) -> None:
    stel_voor(als("ada@helm.example"))
    for opdracht in ("UPDATE partijen_beheerfeit SET door = 1", "DELETE FROM partijen_beheerfeit", "TRUNCATE partijen_beheerfeit"):
        with helm.rauw("wijk_eigenaar") as c, pytest.raises(psycopg.Error):
            c.execute(opdracht)


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


def test_no_key_is_made_for_who_administers(helm: Any) -> None:
    assert helm.beheer("SELECT count(*) FROM partijen_sleutel WHERE rol = 'beheerder'") == [(0,)]
    with connections["eigenaar"].cursor() as c, pytest.raises(Exception, match="geen sleutel"):
        c.execute("SELECT set_config('app.gemeente', gemeente::text, false) FROM partijen_beheerrol")
        c.execute("INSERT INTO partijen_sleutel (gemeente, organisatie, rol) SELECT gemeente, id, 'beheerder' FROM partijen_organisatie")
    connections["eigenaar"].close()


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
