# SPDX-License-Identifier: EUPL-1.2
"""Consent: what it opens and closes is told before, holds for every door at the next request, and the person can read who may know what."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from paginaproef import woorden

PDF = b"%PDF-1.4\n" + b"bestandsgeheim " * 20
GEHEIM = {"muziek", "Wilgenroos", "bestandsgeheim"}
"""Of what happened, of whom it is about, of the file."""
PARTNERS = ("harm", "rosa")  # the corporation, the MZWO


def nummer(d: Any, dossier: UUID) -> str:
    return str(d.databank.beheer("select nummer from dossier_dossier where id = %s", dossier)[0][0])


def maak(duinveste: Any, *, toestemming: bool = True) -> tuple[UUID, str]:
    """A case of somebody with a name and a complaint with a file."""
    from wijkregie.dossier.opdracht import Bijlage

    d = duinveste.begin("femke", toestemming=toestemming)
    duinveste.persoon("femke", d)
    bijlage = Bijlage("brief.pdf", "application/pdf", PDF)
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Harde muziek", bijlagen=(bijlage,))
    return d, nummer(duinveste, d)


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    return maak(duinveste)


def formulier(c: Any, nr: str, feit: str) -> str:
    antwoord = c.get(f"/dossier/{nr}/handeling/{feit}/")
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


OP_PAPIER = {"f-schriftelijk": "ja", "f-uitleg": "Femke, in gewone woorden", "f-uitleg_gegeven": "23-01-2026"}


def leg_vast(c: Any, nr: str, feit: str, **velden: str) -> Any:
    """By the form, as people do."""
    html = formulier(c, nr, feit)
    vast = {n: re.search(rf'name="{n}" value="([^"]*)"', html)[1] for n in ("sleutel", "kenmerk")}  # type: ignore[index]
    return c.post(f"/dossier/{nr}/handeling/{feit}/", vast | {"op": "23-01-2026"} | velden)


def volgt(antwoord: Any) -> str:
    return woorden(antwoord).split("Dit volgt er ")[1]


# every door


def deuren(duinveste: Any, c: Any, wie: str, nr: str, waarom: list[str]) -> dict[str, bool]:
    """Through which doors does this person meet the one it is about, or what happened?"""
    (bestand,) = duinveste.databank.beheer("select id from dossier_bestand")[0]
    paden = {
        "pagina": [f"/dossier/{nr}/", f"/dossier/{nr}/?feiten=alle"],
        "bekend op": [f"/dossier/{nr}/bekend-op/?dag=2026-01-23"],
        "lijst": ["/dossiers/?welke=open", "/werk/?van=heel"],
        "bestand": [f"/dossier/{nr}/bestand/{bestand}/"],
        "formulier": [f"/dossier/{nr}/handeling/signaal_ontvangen/"],
        "waarom": waarom,
    }
    uit = {deur: any(GEHEIM & set(re.findall(r"\w+", c.get(p).content.decode("utf-8", "replace"))) for p in lijst) for deur, lijst in paden.items()}
    uit["zoeken"] = f"/dossier/{nr}/" in c.post("/zoeken/", {"q": "Daan Wilgenroos"}, follow=True).content.decode()
    with duinveste.ogen(wie) as sql:  # whatever a page forgets: the database gives no more
        for tabel in ("feit", "deel", "bestand", "kop", "fase", "partij", "verbinding", "plicht_grond"):
            sql.execute(f"select exists (select 1 from dossier_{tabel})")
            uit[tabel] = sql.fetchone()[0]
        sql.execute("select exists (select 1 from delen_toegang where doel <> 0)")
        uit["toegang"] = sql.fetchone()[0]
    return uit


@pytest.mark.parametrize("wie", PARTNERS)
def test_withdrawing_closes_every_door_at_the_next_request_and_giving_opens_them_again(
    duinveste: Any, als: Any, op_dag: Any, zaak: Any, wie: str
) -> None:
    _, nr = zaak
    partner, femke = als(wie), als("femke")
    waarom = sorted(set(re.findall(r'href="(/dossier/[^"#]*/waarom/[^"#]*)"', partner.get(f"/dossier/{nr}/").content.decode())))
    open_ = deuren(duinveste, partner, wie, nr, waarom)
    assert waarom and all(open_.values()), open_

    assert leg_vast(femke, nr, "toestemming_ingetrokken").status_code == 302
    dicht = deuren(duinveste, partner, wie, nr, waarom)
    assert not any(dicht.values()), dicht
    # the corporation still owes an answer to the nuisance: it sees that task and the number, nobody and nothing else
    assert partner.get(f"/dossier/{nr}/").status_code == (200 if wie == "harm" else 404)
    assert "Harde muziek" in femke.get(f"/dossier/{nr}/").content.decode()  # her own work stays

    op_dag("2026-01-26 09:00")
    assert leg_vast(femke, nr, "toestemming_gegeven", op="26-01-2026", **OP_PAPIER).status_code == 302
    assert deuren(duinveste, partner, wie, nr, waarom) == open_


def test_a_partner_keeps_what_it_recorded_itself_and_nothing_else(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    eigen = duinveste.leg_vast("harm", d, "signaal_ontvangen", opent=uuid4(), aard="overlast")
    leg_vast(als("femke"), nr, "toestemming_ingetrokken")
    assert duinveste.ziet("harm", "dossier_feit", "id") == [(eigen,)]
    t = woorden(als("harm").get(f"/dossier/{nr}/"))
    assert "Harde muziek" not in t and "Wilgenroos" not in t and "Signaal ontvangen" in t


# before it is recorded


def test_the_form_to_withdraw_opens_with_what_stops_and_what_follows(als: Any, zaak: Any) -> None:
    antwoord = als("femke").get(f"/dossier/{zaak[1]}/handeling/toestemming_ingetrokken/")
    t = volgt(antwoord)
    eik = t[t.index("Woonstichting De Eik") : t.index("Zorggroep Linde")]
    mzwo = t[t.index("Meldpunt Zuid") : t.index("Woonstichting De Eik")]
    assert "Wie ziet wat: dit stopt" in t and "meteen na het vastleggen" in t
    for wat in ("naam en geboortedatum", "adres", "aard en afhandeling van de overlast"):
        assert wat in eik and wat in mzwo
    assert "contactgegevens" not in eik and "contactgegevens" not in mzwo  # only who talks with the deelnemer calls him
    assert "Weet niet meer: dat er een interventie is" in eik and "Krijgt geen bericht meer over: " in eik
    heel = woorden(antwoord)
    assert "kan het contract niet op eigen naam komen" in heel and "zolang er een beschikking voor zorg is" in heel


def test_the_form_to_give_tells_what_opens_for_whom_and_leads_to_the_explanation(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    antwoord = als("femke").get(f"/dossier/{nr}/handeling/toestemming_gegeven/")
    t = volgt(leg_vast(als("femke"), nr, "toestemming_gegeven", stap="bekijk", **OP_PAPIER))
    assert "Wie ziet wat: dit gaat open" in t and "dit stopt" not in t
    assert re.search(r"Woonstichting De Eik \(fictief\) ?Ziet: naam en geboortedatum, aard", t), t
    assert f'href="/dossier/{nr}/delen/uitleg/"' in antwoord.content.decode()
    data = {"op": "23-01-2026", "kenmerk": "", "sleutel": ""}
    erna = als("femke").post(f"/dossier/{nr}/handeling/toestemming_gegeven/volgt/", data, headers={"HX-Request": "true"})
    assert "Wie ziet wat: dit gaat open" in erna.content.decode(), "what the open form asks for at once says it too"
    niet = leg_vast(als("femke"), nr, "toestemming_gegeven", stap="bekijk", **{"f-schriftelijk": "nee"})
    assert "dit gaat open" not in volgt(niet), "what is not on paper opens nothing"


def test_other_acts_say_so_only_when_they_change_it(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    femke, wilg = als("femke"), duinveste.organisaties["wilg"]
    assert "Wie ziet wat" not in woorden(leg_vast(femke, nr, "huisbezoek_gelukt", stap="bekijk"))
    (optie,) = re.findall(rf'<option value="([^"]*\b{wilg})"', formulier(femke, nr, "partij_betrokken"))
    naam = re.search(r'<select[^>]*name="([^"]+)"', formulier(femke, nr, "partij_betrokken"))[1]  # type: ignore[index]
    t = volgt(leg_vast(femke, nr, "partij_betrokken", stap="bekijk", **{naam: optie}))
    assert re.search(r"dit gaat open .*Zorggroep Wilg \(fictief\) ?Ziet: naam en geboortedatum", t), t


def test_the_preview_is_what_then_happens(duinveste: Any, zaak: Any) -> None:
    from wijkregie.dossier import kern, voorbeeld
    from wijkregie.dossier.meelezers import per_organisatie
    from wijkregie.dossier.opdracht import Nieuw, Opdracht

    d, _ = zaak
    femke = duinveste.sessie("femke")

    def nu() -> set[tuple[int, str]]:
        with kern.in_kern(femke.gemeente, femke.gemeente_code) as k:
            return {(o, c) for o, (_, bestaat) in per_organisatie(k, d).items() for c in k.bits.namen(bestaat)}

    proef = Nieuw(d, uuid4(), {"feit": "toestemming_ingetrokken", "op": "2026-01-23", "velden": {}})
    g = voorbeeld.gevolgen(femke, Opdracht(uuid4(), (proef,)), {d: -1})[d]
    voor = nu()
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    assert {(x.organisatie, x.categorie) for x in g.stopt if x.weg == "inzage"} == voor - nu() != set()
    assert not g.opent


def test_who_may_not_know_what_it_rests_on_is_told_nothing(duinveste: Any, zaak: Any) -> None:
    """Without the category of consent not even that something stops; without who is involved only what is one's own."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Nieuw, Opdracht
    from wijkregie.dossier.zichtverschil import verschil

    d, _ = zaak
    femke = duinveste.sessie("femke")
    proef = Nieuw(d, uuid4(), {"feit": "toestemming_ingetrokken", "op": "2026-01-23", "velden": {}})
    voor, na, _ = kern.proef(femke, Opdracht(uuid4(), (proef,)))[d]
    bit = voor.bits.bit
    assert verschil(voor, na, -1, femke.organisatie).stopt
    assert not verschil(voor, na, ~(1 << bit["toestemming_stand"]), femke.organisatie).stopt
    zonder = verschil(voor, na, ~(1 << bit["partijen"]), femke.organisatie).stopt
    assert {x.organisatie for x in zonder} == {femke.organisatie}


def test_putting_a_withdrawal_right_shows_what_it_opens(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    f = duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    femke, adres = als("femke"), f"/dossier/{nr}/feit/{f}/rechtzetten/"
    html = femke.get(adres).content.decode()
    vast = dict(re.findall(r'<input type="hidden" name="(sleutel|kenmerk)" value="([^"]*)"', html))
    t = woorden(femke.post(adres, vast | {"wat": "intrekken", "reden": "Verkeerd dossier", "stap": "bekijk"}))
    assert re.search(r"Wie ziet wat: Woonstichting De Eik \(fictief\) dit niet Ziet: naam en geboortedatum", t), t


# a page that is open


def vers(c: Any, nr: str) -> str:
    """Where the open page asks."""
    return str(re.search(r'hx-get="([^"]*)" hx-trigger="every 8s" hx-swap="none"', c.get(f"/dossier/{nr}/").content.decode())[1])  # type: ignore[index]


@pytest.mark.parametrize("wie", PARTNERS)
def test_an_open_page_is_told_to_ask_again_when_its_rights_changed(duinveste: Any, als: Any, zaak: Any, wie: str) -> None:
    d, nr = zaak
    c = als(wie)
    adres = vers(c, nr)
    gelezen = duinveste.databank.beheer("select count(*) from privacy_lezing")
    for _ in range(2):
        antwoord = c.get(adres)
        assert (antwoord.status_code, antwoord.content, "HX-Refresh" in antwoord) == (204, b"", False) and antwoord["Cache-Control"] == "no-store"
    duinveste.leg_vast("femke", d, "huisbezoek_gelukt")  # something new is no other right
    assert "HX-Refresh" not in c.get(adres)
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    antwoord = c.get(adres)
    assert (antwoord.status_code, antwoord.content, antwoord["HX-Refresh"]) == (204, b"", "true")
    assert duinveste.databank.beheer("select count(*) from privacy_lezing") == gelezen  # it showed nothing
    assert "Harde muziek" not in c.get(f"/dossier/{nr}/").content.decode()


def test_the_mark_does_not_tell_that_something_hidden_was_recorded(duinveste: Any, als: Any, zaak: Any) -> None:
    """The corporation still has a task there, and the care provider records in a category in which nobody had recorded anything."""
    d, nr = zaak
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    c = als("harm")
    adres = vers(c, nr)
    duinveste.leg_vast("femke", d, "hoog_risico_vastgesteld", reden="Voor de proef")
    assert "HX-Refresh" not in c.get(adres) and vers(c, nr) == adres


def test_asking_costs_one_query_besides_its_door(als: Any, zaak: Any) -> None:
    c = als("harm")
    adres = vers(c, zaak[1])
    with CaptureQueriesContext(connections["default"]) as deur:
        c.get("/dossier/WR-2026-9999/bestand/x/")  # no dossier: only the door, and one question
    with CaptureQueriesContext(connections["default"]) as web, CaptureQueriesContext(connections["kern"]) as kern:
        c.get(adres)
    assert len(kern) == 0 and sum("delen_toegang" in q["sql"] for q in web) == 1
    assert len(web) <= len(deur) + 1


def test_hidden_and_absent_answer_the_same_and_who_logged_out_is_sent_to_log_in(als: Any, zaak: Any) -> None:
    wout = als("wout")
    dicht, weg = (wout.get(f"/dossier/{nr}/vers/?merk=x") for nr in (zaak[1], "WR-2026-9999"))
    assert dicht.headers == weg.headers and (dicht.status_code, dicht["HX-Refresh"]) == (204, "true")
    harm = als("harm")
    adres = vers(harm, zaak[1])
    harm.logout()
    assert (harm.get(adres).status_code, harm.get(adres)["HX-Refresh"]) == (204, "true")
    assert harm.post(adres).status_code == 405


def test_what_was_given_onward_or_moved_away_counts_too(duinveste: Any, als: Any, zaak: Any) -> None:
    """The same masks, less to see."""
    from wijkregie.dossier.verplaats import verplaats

    d, nr = zaak
    adres = vers(als("harm"), nr)
    ander = duinveste.begin("femke")
    f = duinveste.leg_vast("femke", d, "huisbezoek_gelukt")
    assert "HX-Refresh" not in als("harm").get(adres)
    verplaats(duinveste.sessie("femke"), uuid4(), d, ander, [f])
    assert als("harm").get(adres)["HX-Refresh"] == "true"


# for the person himself


def test_the_explanation_says_per_party_what_why_until_when_and_how_to_stop(als: Any, zaak: Any) -> None:
    antwoord = als("femke").get(f"/dossier/{zaak[1]}/delen/uitleg/")
    t = woorden(antwoord)
    assert "Wilgenroos" not in re.search("<title>(.*?)</title>", antwoord.content.decode())[1]  # type: ignore[index]
    assert "Beste Daan Wilgenroos," in t and "Dit mag nu" in t
    eik = t[t.index("Woonstichting De Eik") :].split("Zorggroep Linde (fictief) zorgaanbieder")[0]
    mag, rest = eik.split("Deze partij mag weten dat het zo is, maar leest niet wat het is:")
    assert "contactgegevens" not in mag and "aard en afhandeling van de overlast" in mag
    assert rest.startswith(" dat er een interventie is") and "Dit krijgt deze partij nooit: inhoud van een interventie zorg en behandeling" in rest
    assert "zodat" not in rest and "(TW-10.22)" in rest and "minder overlast" in rest
    assert "Dit mag tot u uw toestemming intrekt." in rest
    assert "Dat mag altijd." in t and "Zeg het tegen Femke Proef" in t and "kan het contract niet op eigen naam komen" in t


def test_before_consent_it_says_what_consent_would_open(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    t = woorden(als("femke").get(f"/dossier/{nr}/delen/uitleg/"))
    assert "Als u toestemming geeft, mag dit" in t and "Dit mag nu" not in t and "Woonstichting De Eik (fictief)" in t
    assert duinveste.ziet("harm", "dossier_feit") == [(0,)]  # asking opened nothing


@pytest.mark.parametrize("wie", ["harm", "rosa", "wout"])
def test_who_does_not_record_consent_has_no_explanation_to_give(duinveste: Any, als: Any, zaak: Any, wie: str) -> None:
    weg = [als(wie).get(f"/dossier/{nr}/delen/uitleg/") for nr in (zaak[1], "WR-2026-9999")]
    assert {a.status_code for a in weg} == {404} and len({a.content for a in weg}) == 1


def test_the_explanation_is_in_the_read_log(duinveste: Any, als: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/delen/uitleg/")
    dossiers, maskers = duinveste.databank.beheer("select dossiers, categorieen from privacy_lezing order by id desc limit 1")[0]
    bits = dict(duinveste.databank.beheer("select naam, bit from delen_categorie where gemeente = %s", duinveste.gemeente))
    masker = maskers[dossiers.index(zaak[0])]
    assert masker >> bits["toestemming_stand"] & 1 and masker >> bits["partijen"] & 1 and masker >> bits["identiteit"] & 1


def test_the_form_asks_for_what_and_for_whom_and_the_preview_follows_the_answer(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    html = formulier(als("femke"), nr, "toestemming_gegeven")
    for vraag in ("f-doeleinden", "f-aan", "f-gegevens", "f-uitleg", "f-uitleg_gegeven", "f-geldig_tot"):
        assert f'name="{vraag}"' in html, vraag
    t = volgt(leg_vast(als("femke"), nr, "toestemming_gegeven", stap="bekijk", **OP_PAPIER, **{"f-aan": "mzwo", "f-gegevens": "overlast_aard"}))
    assert "Woonstichting De Eik" not in t.split("Wie ziet wat: dit gaat open")[1].split("Lees meer")[0]
    assert re.search(r"Meldpunt Zuid[^:]*Ziet: aard en afhandeling van de overlast", t), t
    assert "naam en geboortedatum" not in t


def test_consent_for_some_opens_only_those_in_the_database(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    assert leg_vast(als("femke"), nr, "toestemming_gegeven", **OP_PAPIER, **{"f-gegevens": "overlast_aard"}).status_code == 302
    assert "Wilgenroos" not in woorden(als("harm").get(f"/dossier/{nr}/"))
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", "soort = 'klacht_ontvangen'") == [(1,)]


def test_the_form_shows_three_questions_and_folds_the_lists_until_something_is_chosen(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    c = als("femke")
    voor, _, vouw = formulier(c, nr, "toestemming_gegeven").partition('<details class="wr-overige wr-vouw">')
    vouw, _, na = vouw.partition("</details>")
    assert "Alleen voor een deel" in vouw.partition("</summary>")[0] and "Geldt de toestemming voor alles in de afspraak?" in voor
    assert 'type="checkbox"' not in voor + na and all(f'name="{n}"' in vouw for n in ("f-aan", "f-gegevens", "f-doeleinden", "f-geldig_tot"))
    assert 'name="f-schriftelijk"' in voor and 'name="f-uitleg"' in voor and 'name="f-uitleg_gegeven"' in voor
    for gekozen in ({"f-aan": "mzwo"}, {"f-geldig_tot": "30-06-2026"}, {"f-geldig_tot": "geen dag"}):
        html = leg_vast(c, nr, "toestemming_gegeven", stap="bekijk", **OP_PAPIER, **gekozen).content.decode()
        assert '<details class="wr-overige wr-vouw" open>' in html, gekozen


def bewaar(c: Any, nr: str, **velden: str) -> str:
    """A draft, and the page that then opens with it."""
    assert leg_vast(c, nr, "toestemming_gegeven", stap="concept", **velden).status_code == 302
    return woorden(c.get(f"/dossier/{nr}/handeling/toestemming_gegeven/"))


@pytest.mark.parametrize("fout", [{"op": "32-01-2026"}, {"f-geldig_tot": "geen dag"}, {"f-schriftelijk": ""}])
def test_a_draft_with_a_mistake_is_previewed_with_what_was_filled_in(duinveste: Any, als: Any, fout: dict[str, str]) -> None:
    _, nr = maak(duinveste, toestemming=False)
    t = bewaar(als("femke"), nr, **(OP_PAPIER | {"f-aan": "mzwo", "f-gegevens": "overlast_aard"} | fout)).split("Dit volgt er ")[1]
    assert re.search(r"Meldpunt Zuid[^:]*Ziet: aard en afhandeling van de overlast", t), t
    assert "Woonstichting De Eik" not in t and "naam en geboortedatum" not in t


def test_a_draft_with_a_choice_that_cannot_be_read_is_not_previewed_as_the_whole(duinveste: Any, als: Any) -> None:
    _, nr = maak(duinveste, toestemming=False)
    assert "dit gaat open" not in bewaar(als("femke"), nr, **OP_PAPIER, **{"f-aan": "bestaat_niet"})


def test_consent_that_nobody_explained_is_recorded_with_its_breach_and_a_reason(duinveste: Any, als: Any) -> None:
    d, nr = maak(duinveste, toestemming=False)
    c = als("femke")
    antwoord = leg_vast(c, nr, "toestemming_gegeven", **{"f-schriftelijk": "ja"})
    assert antwoord.status_code == 400 and "Waarom gaat u toch door?" in antwoord.content.decode()
    assert leg_vast(c, nr, "toestemming_gegeven", **{"f-schriftelijk": "ja", "reden": "De uitleg volgt morgen"}).status_code == 302
    assert duinveste.databank.beheer("select count(*) from dossier_schending where dossier = %s and norm @> array['TW-10.08']", d) == [(1,)]
    assert "Harde muziek" in als("harm").get(f"/dossier/{nr}/").content.decode()
