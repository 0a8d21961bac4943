# SPDX-License-Identifier: EUPL-1.2
"""A dossier that nobody handles lies in a list where somebody acts: seen by who may take it, taken in one click, and gone from it for all."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from formulierwerk import ADRES, laatste, stappen, velden
from paginaproef import woorden

NR = "WR-2026-0001"
NEEM = f"/dossier/{NR}/behandelaar/"


def niemand(c: Any, van: str = "mij") -> str:
    """What stands under *Nog van niemand*."""
    html = c.get(f"/werk/?van={van}").content.decode()
    return str(html.split('id="g-niemand"', 1)[1].split("</section>", 1)[0]) if 'id="g-niemand"' in html else ""


@pytest.fixture
def zaak(duinveste: Any) -> Any:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Harde muziek")
    return d


def test_it_lies_in_the_lists_of_who_may_take_it(als: Any, duinveste: Any, zaak: Any) -> None:
    femke = als("femke")
    assert niemand(femke) == "" and niemand(als("joris")) == ""  # Femke handles it
    assert NR in niemand(als("harm"))  # the corporation has work in it too
    assert femke.post(NEEM, {"doe": "los", "nu": str(duinveste.leden["femke"][0])}).status_code == 302
    for wie in ("femke", "joris"):
        for van in ("mij", "team", "heel"):
            assert NR in niemand(als(wie), van), (wie, van)
    assert niemand(als("wout")) == ""  # of another organisation
    assert "Nog van niemand" not in woorden(femke.get("/werk/?groep=later"))


def test_one_click_takes_it_and_it_is_in_ones_own_list(als: Any, duinveste: Any, zaak: Any) -> None:
    c = als("harm")
    html = niemand(c)
    assert "Ik neem dit op mij" in html and f'action="{NEEM}"' in html
    a = c.post(NEEM, velden(html) | {"doe": "neem"}, follow=True)
    assert a.redirect_chain == [("/werk/", 302)] and f"Dossier {NR}. Vastgelegd: u behandelt dit dossier." in woorden(a)
    assert NR in woorden(c.get("/werk/?van=mij")) and niemand(c) == ""
    assert duinveste.databank.beheer("select count(*) from dossier_behandelaar where lidmaatschap = %s", duinveste.leden["harm"][0]) == [(1,)]


def test_the_second_who_clicks_is_told_and_takes_nothing(als: Any, duinveste: Any, zaak: Any) -> None:
    femke, joris = als("femke"), als("joris")
    femke.post(NEEM, {"doe": "los", "nu": str(duinveste.leden["femke"][0])})
    een, twee = velden(niemand(femke)), velden(niemand(joris))
    assert femke.post(NEEM, een | {"doe": "neem"}).status_code == 302
    assert "Een ander heeft de behandelaar net veranderd" in woorden(joris.post(NEEM, twee | {"doe": "neem"}, follow=True))
    assert duinveste.databank.beheer("select lidmaatschap from dossier_behandelaar where tot is null") == [(duinveste.leden["femke"][0],)]


def test_who_may_not_take_it_cannot_by_hand_either(als: Any, duinveste: Any, zaak: Any) -> None:
    assert als("wout").post(NEEM, {"doe": "neem", "nu": "", "terug": "werk"}).status_code == 404
    assert duinveste.databank.beheer("select count(*) from dossier_behandelaar where organisatie = %s", duinveste.organisaties["wilg"]) == [(0,)]


def test_of_who_left_it_is_nobody_s_again(als: Any, duinveste: Any, zaak: Any, op_dag: Any) -> None:
    lid = duinveste.leden["femke"][0]
    duinveste.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-24' where id = %s", lid)
    op_dag("2026-01-26 09:00")
    c = als("joris")
    html = niemand(c)
    assert "Wie dit behandelde, werkt hier niet meer." in html
    assert c.post(NEEM, velden(html) | {"doe": "neem"}).status_code == 302
    assert niemand(c) == "" and NR in woorden(c.get("/werk/?van=mij"))


def test_a_closed_dossier_is_nobody_s_business(als: Any, duinveste: Any, zaak: Any) -> None:
    als("femke").post(NEEM, {"doe": "los", "nu": str(duinveste.leden["femke"][0])})
    duinveste.databank.beheer("update dossier_dossier set gesloten_op = '2026-01-23'")
    assert niemand(als("femke")) == ""


# beginning one


def test_who_begins_is_proposed_and_may_choose_a_colleague_or_nobody(als: Any, duinveste: Any) -> None:
    c = als("femke")
    stap3 = stappen(c, duinveste, *laatste(duinveste)[:2]).content.decode()
    femke, joris = (str(duinveste.leden[x][0]) for x in ("femke", "joris"))
    assert f'<option value="{femke}" selected>Femke Proef (u)' in stap3 and "Joris Proef" in stap3 and "Nog niemand" in stap3
    for naam, keuze, lid in (("Zonnedauw", "", femke), ("Kamgras", joris, joris), ("Moerasvaren", "niemand", None)):
        antwoorden = laatste(duinveste)
        antwoorden[0] = {"f-voornaam": naam, "f-achternaam": naam}
        antwoorden[2] = antwoorden[2] | {"behandelaar": keuze}
        antwoorden[1] = antwoorden[1] | {"f-straat": f"{naam}laan", "f-huisnummer": str(len(naam))}
        a = stappen(c, duinveste, *antwoorden)
        assert a.status_code == 302, keuze
        nr = a["Location"].split("/")[2]
        rij = duinveste.databank.beheer(
            "select b.lidmaatschap from dossier_dossier d left join dossier_behandelaar b on b.dossier = d.id where d.nummer = %s", nr
        )
        assert rij == [(int(lid) if lid else None,)], keuze
    assert nr in niemand(c)


def test_somebody_of_another_organisation_cannot_be_chosen(als: Any, duinveste: Any) -> None:
    c = als("femke")
    antwoorden = laatste(duinveste)
    for fout in (str(duinveste.leden["wout"][0]), "x", "-1", "999999999999999999999"):
        antwoorden[2] = antwoorden[2] | {"behandelaar": fout}
        a = stappen(c, duinveste, *antwoorden[:3])
        assert a.status_code == 400 and "Kies een collega uit de lijst." in a.content.decode()
    assert c.post(ADRES, {"bij": "4", "behandelaar": fout}).status_code == 400


def test_without_any_task_it_lies_with_who_has_regie(als: Any, duinveste: Any) -> None:
    """Begun with nothing yet to do and nobody to do it."""
    c = als("femke")
    antwoorden = laatste(duinveste)[:3]
    antwoorden[2] = antwoorden[2] | {"eerst": "geen", "behandelaar": "niemand"}
    a = stappen(c, duinveste, *antwoorden, {})
    assert a.status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_werk") == [(0,)]
    assert NR in niemand(c) and "er loopt geen termijn" in niemand(c)


def test_whether_somebody_handles_it_is_kept_beside_the_work_by_whoever_changes_either(duinveste: Any, zaak: Any, als: Any) -> None:
    """The list is read by that mark. It follows each change, whoever comes first, and the proof tells when it does not."""
    from wijkregie.dossier.behandelaars import draag_over, laat_los, neem_op_je
    from wijkregie.dossier.controle import controleer_dossiers

    def merken() -> set[bool]:
        eigen = duinveste.sessie("femke").organisatie
        rijen = duinveste.databank.beheer(
            "select w.behandeld from dossier_werk w join partijen_sleutel s on s.id = w.sleutel where s.organisatie = %s"
            " union all select r.behandeld from dossier_regie r where r.organisatie = %s",
            eigen, eigen,
        )  # fmt: skip
        return {r[0] for r in rijen}

    def bezwaren() -> list[str]:
        return controleer_dossiers(duinveste.gemeente, "amsterdam", [zaak], duinveste.sessie("femke").dag).bezwaren

    assert merken() == {True}
    with duinveste.ogen("femke"):
        laat_los(duinveste.sessie("femke"), zaak)
    assert merken() == {False}
    duinveste.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Weer")
    assert merken() == {False}
    with duinveste.ogen("femke"):
        neem_op_je(duinveste.sessie("femke"), zaak)
    duinveste.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="En weer")
    assert merken() == {True}
    with duinveste.ogen("femke"):
        assert draag_over(duinveste.sessie("femke"), duinveste.leden["femke"][0], duinveste.leden["joris"][0]).dossiers == (zaak,)
    assert merken() == {True} and bezwaren() == []
    duinveste.databank.beheer("update dossier_werk set behandeld = not behandeld")
    assert any("dossier_werk" in b and "anders" in b for b in bezwaren())
