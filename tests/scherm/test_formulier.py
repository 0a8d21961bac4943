# SPDX-License-Identifier: EUPL-1.2
"""What the form of an act asks, and what it leaves alone: the story open, a reason only where one is owed, what a duty names ticked already."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

PAD = "/dossier/WR-2026-0001/handeling/"
TOCH = "Waarom gaat u toch door?"


@pytest.fixture
def klacht(duinveste: Any) -> tuple[UUID, UUID]:
    """A case with a complaint."""
    d, k = duinveste.begin("femke"), uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="Harde muziek in de nacht")
    return d, k


def formulier(client: Any, feit: str, vraag: str = "") -> str:
    a = client.get(f"{PAD}{feit}/{vraag}")
    assert a.status_code == 200
    return str(a.content.decode())


def vast(html: str) -> dict[str, str]:
    return dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', html))


def reden(html: str, naam: str = "reden") -> str:
    """The question that asks a reason, up to its control."""
    m = re.search(rf'<label class="utrecht-form-label" for="v-{naam}">.*?<textarea[^>]*>', html, re.S)
    assert m is not None, naam
    return m[0]


def test_what_happened_can_be_written_without_unfolding(klacht: Any, als: Any) -> None:
    html = formulier(als("femke"), "klacht_ontvangen")
    assert "Meer vastleggen" not in html[: html.index('name="f-omschrijving"')]


@pytest.mark.parametrize("soort", ["klacht_ontvangen", "waarschuwingsgesprek_gehouden", "actie_afgestemd", "stappen_overgeslagen"])
def test_no_story_is_ever_folded(klacht: Any, als: Any, soort: str) -> None:
    _, _, rest = formulier(als("femke"), soort).partition('<details class="wr-overige"')
    assert "<textarea" not in rest.partition("</details>")[0]


def test_a_reason_is_not_asked_where_a_gate_stands_for_some_answers_only(klacht: Any, als: Any) -> None:
    assert TOCH not in formulier(als("femke"), "zorgovereenkomst_ontbonden")
    assert TOCH not in formulier(als("femke"), "klacht_ontvangen")
    assert TOCH not in formulier(als("femke"), "melder_gesproken")


def test_a_reason_that_must_be_given_does_not_say_that_it_need_not(klacht: Any, als: Any) -> None:
    html = formulier(als("femke"), "deelnemer_vertrokken")
    assert TOCH in reden(html) and "(hoeft niet)" not in reden(html) and " required" in reden(html)
    a = als("femke").post(f"{PAD}deelnemer_vertrokken/", vast(html) | {"op": "23-01-2026"})
    assert a.status_code == 400 and "Schrijf waarom" in a.content.decode()


def test_a_breach_by_what_was_filled_in_asks_its_reason_when_looking_ahead(klacht: Any, als: Any, duinveste: Any) -> None:
    c, (_, k) = als("femke"), klacht
    data = vast(formulier(c, "melder_gesproken")) | {"op": "23-01-2026", "ding": [str(k)], "stap": "bekijk"}
    assert TOCH not in c.post(f"{PAD}melder_gesproken/", data | {"f-zonder_zorg_en_verhuur": "ja"}).content.decode()
    html = c.post(f"{PAD}melder_gesproken/", data | {"f-zonder_zorg_en_verhuur": "nee"}).content.decode()
    assert TOCH in reden(html) and 'id="fouten"' not in html
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "soort = 'melder_gesproken'") == [(0,)]


def test_a_gate_that_mostly_holds_says_so_beforehand(klacht: Any, als: Any) -> None:
    html = formulier(als("femke"), "waarschuwingsbrief_uitgereikt")
    assert "Dit wijkt af van de afspraak" in html and " required" in reden(html)
    data = vast(html) | {"op": "23-01-2026", "herkomst": "systeem", "stap": "bekijk"}
    html = als("femke").post(f"{PAD}waarschuwingsbrief_uitgereikt/", data).content.decode()
    assert " required" in reden(html, "afwijken-TW-B1.85") and 'name="reden"' not in html


def test_going_back_says_what_happens(klacht: Any, als: Any) -> None:
    html = formulier(als("femke"), "klacht_ontvangen")
    assert re.search(r'href="/dossier/WR-2026-0001/"[^>]*><bdi>Terug zonder vast te leggen</bdi></a>', html) and "Niet doen" not in html


def test_whom_the_duty_names_is_ticked(klacht: Any, als: Any, duinveste: Any) -> None:
    d, k = klacht
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")
    plichten = dict(duinveste.ziet("rosa", "dossier_plicht", "voor, id", "status = 'loopt' and 'partners_benaderd' = any(doe)"))
    assert set(plichten) == {"zorgaanbieder", "woningcorporatie"}
    for voor, id_ in plichten.items():
        html = formulier(als("rosa"), "partners_benaderd", f"?plicht={id_}")
        aan = re.findall(r'name="f-aan" value="([^"]*)"( checked)?', html)
        assert [w for w, gekozen in aan if gekozen] == [voor]
    assert not re.search(r'name="f-aan" value="[^"]*" checked', formulier(als("rosa"), "partners_benaderd"))


def test_the_thing_of_the_duty_is_ticked(klacht: Any, als: Any, duinveste: Any) -> None:
    d, eerste = klacht
    tweede = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=tweede, kanaal="zorgaanbieder", omschrijving="Weer muziek")
    plichten = dict(duinveste.ziet("femke", "dossier_plicht", "ding, id", "regel = 'melder_benaderen'"))
    for ding in (eerste, tweede):
        html = formulier(als("femke"), "melder_gesproken", f"?plicht={plichten[ding]}")
        assert re.findall(r'name="ding" value="([^"]*)" checked', html) == [str(ding)]


def test_the_fields_that_rules_read_are_names(klacht: Any) -> None:
    from wijkregie.dossier.afspraken import protocollen, wereld
    from wijkregie.dossier.vooraf import gelezen_velden

    for p in protocollen("amsterdam"):
        assert all(isinstance(n, str) for n in gelezen_velden("amsterdam", (p,))), p
    gelezen = gelezen_velden("amsterdam", ("overlastprotocol",))
    assert {"terecht_zorgaanbieder", "gedrag", "aan", "al_het_mogelijke_gedaan"} <= gelezen
    assert "omschrijving" not in gelezen and "omschrijving" in wereld("amsterdam").feiten["klacht_ontvangen"].velden


def test_leaves_of_a_gate_have_names_of_their_own() -> None:
    from wijkregie.dossier.afspraken import bibliotheek

    for v in bibliotheek().alles():
        for t in v.toetsen.values():
            namen = [b.naam for b in t.bladen]
            assert len(namen) == len(set(namen)), t.naam


# letters


def test_a_letter_comes_from_who_recorded_it_whoever_reads_it(klacht: Any, als: Any, duinveste: Any) -> None:
    d, b = klacht[0], duinveste.databank.beheer
    f = duinveste.leg_vast("femke", d, "waarschuwingsbrief_uitgereikt", niet_nagekomen_afspraak="Stil na 22 uur", reden="Spoed")
    ((doel,),) = b("select id from delen_doel where naam = 'overlastaanpak' and gemeente = %s", duinveste.gemeente)
    b(  # the letter is given to the corporation
        "insert into delen_toegang_feit (gemeente, dossier, id, feit, sleutel, doel, weg, inhoud, van, tot)"
        " select %s, %s, %s, %s, %s, %s, 'inzage', bit_or(set_bit(repeat('0', 256)::bit(256), bit, 1)), "
        " '2020-01-01', '9999-12-31' from delen_categorie where naam <> 'medewerker'",
        duinveste.gemeente, d, uuid4(), f, duinveste.sessie("harm").sleutels[0], doel,
    )  # fmt: skip
    for wie, ondertekend in (("joris", True), ("harm", False)):  # who signed is for the own organisation
        a = als(wie).get(f"/dossier/WR-2026-0001/feit/{f}/brief/")
        assert a.status_code == 200, wie
        afzender = re.findall(r"<address[^>]*>.*?</address>", a.content.decode(), re.S)
        assert "Stil na 22 uur" in a.content.decode()
        assert all("Zorggroep Linde (fictief)" in afzender[i] for i in (0, -1)), wie
        assert not re.search(r"Eik|Joris|Harm", afzender[0] + afzender[-1]), wie
        assert ("Femke Proef" in afzender[-1]) == ondertekend, wie


def test_a_draft_of_a_letter_comes_from_who_did_it(klacht: Any, als: Any) -> None:
    c = als("femke")
    data = vast(formulier(c, "waarschuwingsbrief_uitgereikt")) | {"op": "23-01-2026", "f-niet_nagekomen_afspraak": "Stil na 22 uur"}
    assert c.post(f"{PAD}waarschuwingsbrief_uitgereikt/", data | {"stap": "brief"}).status_code == 302
    afzender = re.findall(r"<address[^>]*>.*?</address>", c.get(f"{PAD}waarschuwingsbrief_uitgereikt/brief/").content.decode(), re.S)
    assert "Zorggroep Linde (fictief)" in afzender[0] and "Femke Proef" in afzender[-1]


def test_a_mistake_in_a_folded_question_is_listed_and_not_folded() -> None:
    from wijkregie.scherm.beelden import DossierVerwijzing, Formulier, HandelingFormulier, Vraag

    goed = HandelingFormulier("x", Formulier("/", "x"), DossierVerwijzing("WR-2026-0001", "/"), "", overige=(Vraag("a", "A"),))
    fout = HandelingFormulier(
        "x", Formulier("/", "x"), DossierVerwijzing("WR-2026-0001", "/"), "", overige=(Vraag("a", "A", fout="Vul dit anders in."),)
    )
    assert not goed.overige_open and not goed.foutlijst
    assert fout.overige_open and [f.tekst for f in fout.foutlijst]


def test_a_letter_reads_as_a_letter(duinveste: Any, als: Any) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    d = duinveste.begin("femke")
    duinveste.persoon("femke", d)
    huis, dag = uuid4(), "2026-01-23"
    velden = {"straat": "Lisdoddestraat", "huisnummer": 14, "postcode": "1234 XX", "plaats": "Duinveste"}
    adres = Nieuw(huis, uuid4(), {"op": dag, "feit": "adres_vastgelegd", "velden": velden})
    link = Nieuw(d, uuid4(), {"op": dag, "feit": "dossiers_verbonden", "velden": {"ander": str(huis), "relatie": "betreft"}})
    kern.leg_vast(duinveste.sessie("femke"), Opdracht(uuid4(), (adres, link), (Begin(huis, "adres", ("adres",)),)))
    f = duinveste.leg_vast(
        "femke", d, "waarschuwingsbrief_uitgereikt", niet_nagekomen_afspraak="Na 22 uur stil", ondersteuning="Elke week een gesprek.", reden="Spoed"
    )
    brief = als("femke").get(f"/dossier/WR-2026-0001/feit/{f}/brief/").content.decode().partition('<article class="wr-brief"')[2]
    assert "Welke afspraak" not in brief and "Hoe gaat de deelnemer" not in brief
    aan = re.findall(r"<address>.*?</address>", brief, re.S)[0]
    assert re.sub(r"</?bdi>|</?address>|\n", "", aan) == "Daan Wilgenroos<br>Lisdoddestraat 14<br>1234 XX  Duinveste"
    assert "Met deze brief krijgt u een waarschuwing." in brief and "u hield zich er niet aan: Na 22 uur stil<" in brief
    assert "ander gedrag: Elke week een gesprek.<" in brief


def test_a_letter_without_postcode_is_not_ready_and_leads_to_where_it_is_filled_in(duinveste: Any, als: Any) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    d = duinveste.begin("femke")
    duinveste.persoon("femke", d)
    huis, feit, dag = uuid4(), uuid4(), "2026-01-23"
    velden = {"straat": "Lisdoddestraat", "huisnummer": 14, "plaats": "Duinveste"}
    zorg = {"rol": "zorgaanbieder", "organisatie": str(duinveste.sessie("femke").organisatie)}
    feiten = (
        Nieuw(huis, feit, {"op": dag, "feit": "adres_vastgelegd", "velden": velden}),
        Nieuw(huis, uuid4(), {"op": dag, "feit": "partij_betrokken", "velden": zorg}),
        Nieuw(d, uuid4(), {"op": dag, "feit": "dossiers_verbonden", "velden": {"ander": str(huis), "relatie": "woont_op"}}),
    )
    kern.leg_vast(duinveste.sessie("femke"), Opdracht(uuid4(), feiten, (Begin(huis, "adres", ("adres",)),)))
    f = duinveste.leg_vast("femke", d, "waarschuwingsbrief_uitgereikt", niet_nagekomen_afspraak="Na 22 uur stil", reden="Spoed")
    c = als("femke")
    html = c.get(f"/dossier/WR-2026-0001/feit/{f}/brief/").content.decode()
    assert "Deze brief is nog niet klaar" in html and "De postcode van Lisdoddestraat 14 is niet vastgelegd." in html
    brief = html.partition('<article class="wr-brief"')[2]
    assert "Lisdoddestraat" not in brief and '<article class="wr-brief wr-niet-afdrukken"' in html
    weg = re.search(r'href="(/dossier/[^"]+/rechtzetten/)"', html)
    assert weg and str(feit) in weg[1] and "Wat is de postcode?" in c.get(weg[1]).content.decode()
