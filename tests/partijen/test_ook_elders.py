# SPDX-License-Identifier: EUPL-1.2
"""Who works for several organisations: none of them closes, wipes or opens alone what also opens another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.test import Client

from tests.partijen.levensloop import GOED, MAART, als, besluit, helm, lid_van, link, open_, pagina, post, stel_voor
from wijkregie.klok import met_klok
from wijkregie.partijen import tweede
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.taken import slapend

__all__ = ["helm", "post"]

ZEEDUIN = """
gemeente: {code: dordrecht, naam: Zeeduin}
organisaties:
  wier: {naam: Woningstichting Wier (fictief), kort: Wier, soort: woningcorporatie}
logins:
  pim@wier.example: {naam: Pim Beheer, lidmaatschappen: [{organisatie: wier, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  cora@helm.example: {naam: Cora Proef, lidmaatschappen: [{organisatie: wier, van: 2026-01-01}]}
"""


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


@pytest.fixture
def van_beide(helm: Any, post: Any) -> Any:
    """Cora works for Helm and De Eik, and Eva of De Eik proposed a new start for her; its number."""
    eva = als("eva@eik.example")
    stel_voor(eva, naam="Cora", mail="cora@helm.example")
    besluit(als("ivo@eik.example"), databank=helm)
    tweede.nieuwe_herstelcodes(login_van(helm, "cora"))
    eva.post("/beheer/doe/", {"lid": lid_van(helm, "cora", "eik"), "wat": "herstel"})
    return helm.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]


def login_van(databank: Any, wie: str) -> int:
    return int(databank.beheer("SELECT id FROM partijen_login WHERE gebruikersnaam LIKE %s", f"{wie}@%")[0][0])


def test_the_second_of_the_same_organisation_is_refused_before_it_is_shown_what_would_follow(helm: Any, van_beide: int) -> None:
    ivo = als("ivo@eik.example")
    antwoord = ivo.post("/beheer/besluit/", {"voorstel": van_beide, "wat": "akkoord"})
    assert antwoord.status_code == 302 and "Een beheerder van die organisatie moet dit goedkeuren" in pagina(ivo)
    assert als("ada@helm.example").post("/beheer/besluit/", {"voorstel": f"elders-{van_beide}", "wat": "akkoord"}).status_code == 200


def test_every_organisation_reads_of_a_new_start_and_any_of_them_may_refuse_it(helm: Any, van_beide: int, schrijf: Callable[[str], Any]) -> None:
    """Two of the three give it; the third sees it wait, and reads afterwards what was done to a login that opens its files too."""
    importeer(schrijf(ZEEDUIN))
    helm.beheer("INSERT INTO partijen_beheerrol SELECT id, 'beheerder' FROM partijen_gemeente ON CONFLICT DO NOTHING")
    helm.beheer("UPDATE partijen_login SET password = (SELECT max(password) FROM partijen_login)")
    pim = als("pim@wier.example")
    assert "Werkt ook bij u" in pagina(pim)
    besluit(als("ada@helm.example"), voorstel=f"elders-{van_beide}")
    assert tweede.herstelcodes_over(login_van(helm, "cora")) == 0
    codes = helm.beheer(
        "SELECT o.code FROM partijen_beheerfeit f JOIN partijen_organisatie o ON o.id = f.organisatie AND o.gemeente = f.gemeente"
        " WHERE f.voorstel = %s AND f.soort = 'herstel akkoord' ORDER BY 1", van_beide,
    )  # fmt: skip
    assert codes == [("eik",), ("helm",), ("wier",)]
    assert "Nieuw begin met inloggen goedgekeurd: Cora Proef" in pagina(pim) and "Werkt ook bij u" not in pagina(pim)


def test_a_proposal_of_who_is_no_administrator_any_more_does_not_count(helm: Any, van_beide: int) -> None:
    helm.beheer("UPDATE partijen_lidrol SET tot = '2026-03-01' WHERE lidmaatschap = %s", lid_van(helm, "eva", "eik"))
    assert "geen beheerder meer" in besluit(als("ada@helm.example"), voorstel=f"elders-{van_beide}")
    assert tweede.herstelcodes_over(login_van(helm, "cora")) == 10
    ada, bas = als("ada@helm.example"), als("bas@helm.example")
    stel_voor(ada)
    helm.beheer("UPDATE partijen_medewerker SET actief = false WHERE naam = 'Ada Beheer'")
    assert "geen beheerder meer" in besluit(bas, databank=helm)
    assert "geen beheerder meer" not in besluit(bas, "afgewezen", databank=helm)
    assert helm.beheer("SELECT besluit FROM partijen_voorstel ORDER BY id") == [("akkoord",), (None,), ("afgewezen",)]


def test_a_proposal_waits_a_week(helm: Any, van_beide: int) -> None:
    stel_voor(als("ada@helm.example"))
    with met_klok(MAART + timedelta(days=7)):
        assert "Werkt ook bij u" in pagina(als("ada@helm.example")) and "dina@helm.example" in pagina(als("bas@helm.example"))
    with met_klok(MAART + timedelta(days=8)):
        ada, bas = als("ada@helm.example"), als("bas@helm.example")
        assert "Werkt ook bij u" not in pagina(ada) and "dina@helm.example" not in pagina(bas)
        assert "langer dan 7 dagen" in besluit(ada, voorstel=f"elders-{van_beide}")
        assert "langer dan 7 dagen" in besluit(bas, databank=helm)
    assert helm.beheer("SELECT count(*) FROM partijen_voorstel WHERE besluit IS NULL") == [(2,)]


def test_raw_sql_cannot_approve_what_waited_too_long(helm: Any, van_beide: int) -> None:
    gemeente = helm.beheer("SELECT max(gemeente) FROM partijen_voorstel")[0][0]
    for dag, wie, verwacht in (("2026-03-10", "ada", None), ("2026-03-09", "ada", login_van(helm, "cora"))):
        with helm.rauw("wijk_web") as c:
            for sleutel, waarde in (("gemeente", gemeente), ("login", login_van(helm, wie)), ("dag", dag)):
                c.execute("SELECT set_config(%s, %s, true)", [f"app.{sleutel}", str(waarde)])
            assert c.execute("SELECT partijen_besluit_elders(%s, 'akkoord', now())", [van_beide]).fetchone() == (verwacht,)
            c.rollback()
