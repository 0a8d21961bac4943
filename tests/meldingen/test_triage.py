# SPDX-License-Identifier: EUPL-1.2
"""Deciding on a report: joined, begun, referred or closed in one command, with the facts and duties that belong to it; and who may not."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from .triageproef import als, duinveste, meld, nummer

__all__ = ["als", "duinveste"]

ADRES = "Zeedistelstraat 12"
ANTWOORD = "Wij hebben uw melding bekeken."


def plek(d: Any, melding: UUID) -> str:
    return f"/meldingen/{nummer(d, melding)}/beslissen/"


def vast(c: Any, adres: str) -> dict[str, str]:
    tekst = c.get(adres).content.decode()
    return {n: html.unescape(w) for n, w in re.findall(r'<input type="hidden" name="(sleutel|kenmerk)" value="([^"]*)"', tekst)}


def beslis(c: Any, d: Any, melding: UUID, uitkomst: int, **velden: str) -> Any:
    adres = plek(d, melding)
    alles = {**vast(c, adres), "uitkomst": str(uitkomst), "f-tekenen_van_treiteren": "ja", "f-motivering": "Steeds hetzelfde gezin.", **velden}
    return c.post(adres, alles)


def signaal(bij: int) -> dict[str, str]:
    return {f"f-aard_gedrag-{bij}": "treiteren", f"f-omschrijving-{bij}": "Gebonk op de muur, elke avond."}


def feiten(d: Any, dossier: UUID) -> list[str]:
    return [r[0] for r in d.databank.beheer("select soort from dossier_feit where dossier = %s order by nr", dossier)]


def taken(d: Any, dossier: UUID, status: str = "loopt") -> set[str]:
    return {r[0] for r in d.databank.beheer("select wat from dossier_plicht where dossier = %s and status = %s", dossier, status)}


def zaak_van(d: Any, melding: UUID) -> UUID:
    gevonden = d.databank.beheer("select dossier from dossier_verbinding where ander = %s and tot is null", melding)
    assert len(gevonden) == 1
    return UUID(str(gevonden[0][0]))


def test_the_screen_shows_the_report_what_resembles_it_and_what_weighs(als: Any, duinveste: Any) -> None:
    eerder = meld(duinveste, waar="Zeedistelstr. 12a", wie_doet_het="de man van nummer 3", anoniem=True)
    melding = meld(duinveste, waar=ADRES, wie_doet_het="buurman op nr 3", vaker="ja", gericht_op="weet_niet", gedrag=["pesten"])
    tekst = html.unescape(als("rosa").get(plek(duinveste, melding)).content.decode())
    for zin in (
        "1 melding lijkt hierop.",
        f"Melding {nummer(duinveste, eerder)}",
        "waarschijnlijk",
        "hetzelfde huisnummer: Zeedistelstraat 12 en Zeedistelstraat 12-a",
        "Elke avond gebonk",
        "Het gebeurt steeds opnieuw",
        "ja, volgens de melder",
        "Dit zoekt u zelf uit",
    ):
        assert zin in tekst, zin
    zelf = tekst.split("Dit zoekt u zelf uit", 1)[1]
    assert "Het is gericht tegen één persoon of één huishouden" in zelf.split("</aside>", 1)[0]
    assert "Mies Proefduin" not in tekst and "06-00000000" not in tekst  # who took the report keeps the reporter


def test_begun_from_a_report_all_at_once(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    a = beslis(
        als("rosa"),
        duinveste,
        melding,
        1,
        wijk=str(duinveste.gebied("duinwijk")),
        **signaal(1),
        **{"f-antwoord-1": ANTWOORD, "f-alleen_de_melding-1": "ja"},
    )
    zaak = zaak_van(duinveste, melding)
    assert a.status_code == 302 and a["Location"] == f"/dossier/{nummer(duinveste, zaak)}/", a.content.decode()
    assert feiten(duinveste, zaak) == ["partij_betrokken", "dossiers_verbonden", "treitersignaal_ontvangen"]
    assert feiten(duinveste, melding)[1:] == ["melding_getrieerd", "melding_gekoppeld", "melder_beantwoord"]
    assert any("Klein Overleg" in t for t in taken(duinveste, zaak))
    assert {
        "Beslissen wat er met de melding gebeurt",
        "De melding aan de zaak koppelen",
        "De melder vertellen wat er met de melding is gedaan",
    } <= taken(duinveste, melding, "voldaan")
    assert taken(duinveste, melding) == {"Contact hebben met de melder"}  # calling is still owed by who took it


def test_nothing_of_the_reporter_and_no_place_goes_into_the_case(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    beslis(als("rosa"), duinveste, melding, 1, wijk=str(duinveste.gebied("duinwijk")), **signaal(1))
    zaak = zaak_van(duinveste, melding)
    assert duinveste.databank.beheer("select tekst from dossier_kop where dossier = %s", zaak) == []
    rijen = duinveste.databank.beheer("select inhoud from dossier_deel where dossier = %s", zaak)
    inhoud = b"".join(bytes(r[0]) for r in rijen).decode(errors="replace")
    assert "Zeedistel" not in inhoud and "Proefduin" not in inhoud and "briefjes in de bus" not in inhoud


def test_joined_to_the_case_of_a_report_that_resembles_it(als: Any, duinveste: Any) -> None:
    eerste = meld(duinveste, waar=ADRES, wie_doet_het="de man van nummer 3", anoniem=True)
    c = als("rosa")
    beslis(c, duinveste, eerste, 1, wijk=str(duinveste.gebied("duinwijk")), **signaal(1))
    zaak = zaak_van(duinveste, eerste)
    tweede = meld(duinveste, waar="zeedistelstr 12", wie_doet_het="nr 3 weer", anoniem=True)
    scherm = html.unescape(c.get(plek(duinveste, tweede)).content.decode())
    assert f"door melding {nummer(duinveste, eerste)}" in scherm and f'value="{zaak}"' in scherm
    a = beslis(c, duinveste, tweede, 0, zaak=str(zaak), **signaal(0))
    assert a.status_code == 302 and a["Location"] == f"/dossier/{nummer(duinveste, zaak)}/"
    assert zaak_van(duinveste, tweede) == zaak
    assert feiten(duinveste, zaak)[-2:] == ["dossiers_verbonden", "treitersignaal_ontvangen"]
    assert feiten(duinveste, tweede)[1:] == ["melding_getrieerd", "melding_gekoppeld"]


def bekende(d: Any, wie: str) -> UUID:
    """A person whom the organisation of somebody entered."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    id_, s = uuid4(), d.sessie(wie)
    velden = {"voornaam": "Daan", "achternaam": "Wilgenroos"}
    feiten = [Nieuw(id_, uuid4(), {"op": "2026-01-13", "feit": "persoon_ingeschreven", "velden": velden})]
    partij = {"rol": "mzwo", "organisatie": str(s.organisatie)}
    feiten.append(Nieuw(id_, uuid4(), {"op": "2026-01-13", "feit": "partij_betrokken", "velden": partij}))
    kern.leg_vast(s, Opdracht(uuid4(), tuple(feiten), (Begin(id_, "persoon", ("persoon",)),)))
    return id_


def test_begun_about_a_person_that_is_known(als: Any, duinveste: Any) -> None:
    persoon = bekende(duinveste, "rosa")
    melding = meld(duinveste, waar=ADRES, wie_doet_het="Daan Wilgenroosch", anoniem=True)
    c = als("rosa")
    assert f'value="{persoon}"' in c.get(plek(duinveste, melding)).content.decode()
    a = beslis(c, duinveste, melding, 1, wie=str(persoon), wijk=str(duinveste.gebied("duinwijk")), **signaal(1))
    assert a.status_code == 302
    zaak = zaak_van(duinveste, melding)
    assert duinveste.databank.beheer("select tekst from dossier_kop where dossier = %s and volgorde = 0", zaak) == [("Daan Wilgenroos",)]


WIE = {"f-voornaam": "Daan", "f-achternaam": "Wilgenroos"}


def begin(c: Any, d: Any, melding: UUID, **velden: str) -> Any:
    return beslis(c, d, melding, 1, wijk=str(d.gebied("duinwijk")), **signaal(1), **velden)


def koppen(d: Any, zaak: UUID) -> list[str]:
    return [r[0] for r in d.databank.beheer("select tekst from dossier_kop where dossier = %s and volgorde = 0", zaak)]


def personen(d: Any) -> int:
    return int(d.databank.beheer("select count(*) from dossier_dossier where soort = 'persoon'")[0][0])


def test_begun_about_somebody_who_is_entered_in_the_same_command(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    a = begin(als("rosa"), duinveste, melding, wie="nieuw", **WIE)
    zaak = zaak_van(duinveste, melding)
    assert a.status_code == 302 and a["Location"] == f"/dossier/{nummer(duinveste, zaak)}/", a.content.decode()
    assert koppen(duinveste, zaak) == ["Daan Wilgenroos"]
    assert feiten(duinveste, zaak) == ["partij_betrokken", "dossiers_verbonden", "dossiers_verbonden", "treitersignaal_ontvangen"]
    assert personen(duinveste) == 1


def test_what_is_wrong_with_the_person_records_nothing(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    for velden, zin in (
        ({"wie": "nieuw", "f-voornaam": "Daan"}, "Vul dit in: Wat is de achternaam?"),
        ({"wie": "onbekend", **WIE}, "U vulde een persoon in"),
        ({"wie": "nieuw", **WIE, "f-geboortedatum": "1-1-2099"}, "Deze dag ligt in de toekomst"),
        ({"wie": str(uuid4())}, "Kies over wie het dossier gaat"),
    ):
        a = begin(c, duinveste, melding, **velden)
        assert a.status_code == 400 and zin in html.unescape(a.content.decode()), zin
    assert personen(duinveste) == 0 and feiten(duinveste, melding) == ["melding_ontvangen"]


def test_who_is_known_is_offered_before_somebody_is_entered_twice(als: Any, duinveste: Any) -> None:
    persoon = bekende(duinveste, "rosa")
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    a = begin(c, duinveste, melding, wie="nieuw", **WIE)
    assert a.status_code == 400 and f'value="{persoon}"' in a.content.decode() and "geen_van_deze" in a.content.decode()
    assert begin(c, duinveste, melding, wie="geen_van_deze", **WIE).status_code == 302
    assert personen(duinveste) == 2


def test_a_person_that_others_entered_is_not_told(als: Any, duinveste: Any) -> None:
    """Searching is by own sight: who knows nobody of that name may enter him, and hears nothing of the other."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    id_, s = uuid4(), duinveste.sessie("femke")
    ruw = {"op": "2026-01-13", "feit": "persoon_ingeschreven", "velden": {"voornaam": "Daan", "achternaam": "Wilgenroos"}}
    kern.leg_vast(s, Opdracht(uuid4(), (Nieuw(id_, uuid4(), ruw),), (Begin(id_, "persoon", ("persoon",)),)))
    melding = meld(duinveste, waar=ADRES, wie_doet_het="Daan Wilgenroos", anoniem=True)
    c = als("rosa")
    assert str(id_) not in c.get(plek(duinveste, melding)).content.decode()
    assert begin(c, duinveste, melding, wie="nieuw", **WIE).status_code == 302


def test_begun_about_nobody_the_person_is_entered_in_the_case_later_and_once(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    begin(c, duinveste, melding, wie="onbekend")
    zaak = zaak_van(duinveste, melding)
    hier = f"/dossier/{nummer(duinveste, zaak)}/"
    assert "Vul de persoon in" in c.get(hier).content.decode()
    leeg = c.post(f"{hier}wie/", {"sleutel": str(uuid4())})
    assert leeg.status_code == 400 and "Vul dit in: Wat is de achternaam?" in leeg.content.decode()
    data = {"sleutel": str(uuid4()), "wie": "nieuw", **WIE}
    assert c.post(f"{hier}wie/", data)["Location"] == hier
    assert c.post(f"{hier}wie/", data)["Location"] == hier  # a double click
    assert koppen(duinveste, zaak) == ["Daan Wilgenroos"] and personen(duinveste) == 1
    assert "Vul de persoon in" not in c.get(hier).content.decode()
    assert c.get(f"{hier}wie/").status_code == 404
    assert c.post(f"{hier}wie/", {"sleutel": str(uuid4()), "wie": "nieuw", "f-achternaam": "Ander"}).status_code == 404


def test_the_page_of_the_case_offers_who_is_known(als: Any, duinveste: Any) -> None:
    persoon = bekende(duinveste, "rosa")
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    begin(c, duinveste, melding, wie="onbekend")
    zaak = zaak_van(duinveste, melding)
    hier = f"/dossier/{nummer(duinveste, zaak)}/wie/"
    gevraagd = c.post(hier, {"sleutel": str(uuid4()), **WIE})
    assert gevraagd.status_code == 400 and f'value="{persoon}"' in gevraagd.content.decode()
    assert c.post(hier, {"sleutel": str(uuid4()), "wie": str(persoon), **WIE}).status_code == 302
    assert koppen(duinveste, zaak) == ["Daan Wilgenroos"] and personen(duinveste) == 1


def test_two_who_enter_the_person_at_once_enter_one(als: Any, duinveste: Any) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Geweigerd
    from wijkregie.scherm.paginas import wie_erbij

    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    begin(c, duinveste, melding, wie="onbekend")
    zaak = zaak_van(duinveste, melding)
    c.post(f"/dossier/{nummer(duinveste, zaak)}/wie/", {"sleutel": str(uuid4()), "wie": "nieuw", **WIE})
    with kern.in_kern(duinveste.gemeente, "amsterdam") as k, pytest.raises(Geweigerd):
        wie_erbij._nog_niemand(k, zaak, "betreft")


def test_who_may_not_enter_a_person_is_not_asked(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    begin(als("rosa"), duinveste, melding, wie="onbekend")
    hier = f"/dossier/{nummer(duinveste, zaak_van(duinveste, melding))}/"
    for wie in ("bram", "femke"):
        assert als(wie).get(f"{hier}wie/").status_code == 404


def test_the_page_of_the_report_names_its_case(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    beslis(c, duinveste, melding, 1, wijk=str(duinveste.gebied("duinwijk")), **signaal(1))
    zaak = zaak_van(duinveste, melding)
    tekst = c.get(f"/dossier/{nummer(duinveste, melding)}/").content.decode()
    assert f'href="/dossier/{nummer(duinveste, zaak)}/"' in tekst and str(zaak) not in tekst
    assert f"/dossier/{nummer(duinveste, zaak)}/" not in als("bram").get(f"/dossier/{nummer(duinveste, melding)}/").content.decode()


def test_joined_by_number_and_a_number_that_is_not_yours_is_refused(als: Any, duinveste: Any) -> None:
    vreemd = duinveste.begin("femke", gebied="noord")
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    c = als("rosa")
    a = beslis(c, duinveste, melding, 0, nummer=nummer(duinveste, vreemd), **signaal(0))
    assert a.status_code == 400 and "Dit nummer staat niet bij uw dossiers" in a.content.decode()
    b = beslis(c, duinveste, melding, 0, nummer="WR-2026-9999", **signaal(0))
    assert b.status_code == 400 and "Dit nummer staat niet bij uw dossiers" in b.content.decode()
    assert feiten(duinveste, melding) == ["melding_ontvangen"]


def test_a_quarrel_is_referred_with_to_whom_and_why(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    fout = beslis(c, duinveste, melding, 2, **{"f-tekenen_van_treiteren": "nee"})
    assert fout.status_code == 400 and "Kies naar wie u verwijst." in fout.content.decode()
    goed = {"f-tekenen_van_treiteren": "nee", "f-verwezen_naar": "buurtbemiddeling", "f-antwoord-2": ANTWOORD, "f-alleen_de_melding-2": "ja"}
    assert beslis(c, duinveste, melding, 2, **goed).status_code == 302
    assert feiten(duinveste, melding)[1:] == ["melding_getrieerd", "melder_beantwoord"]
    assert "De melding aan de zaak koppelen" not in taken(duinveste, melding)


def test_signs_of_harassment_are_not_closed_away_and_what_was_typed_stays(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    a = beslis(als("rosa"), duinveste, melding, 3, **{"f-motivering": "Valt wel mee, zegt men."})
    assert a.status_code == 400 and "hoort bij een zaak" in a.content.decode() and "Valt wel mee, zegt men." in a.content.decode()
    assert feiten(duinveste, melding) == ["melding_ontvangen"]


def test_closed_with_a_reason(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    c = als("rosa")
    assert beslis(c, duinveste, melding, 3, **{"f-tekenen_van_treiteren": "nee", "f-motivering": ""}).status_code == 400
    assert beslis(c, duinveste, melding, 3, **{"f-tekenen_van_treiteren": "nee"}).status_code == 302
    assert feiten(duinveste, melding)[1:] == ["melding_getrieerd"]


def test_who_is_anonymous_without_a_code_is_not_answered(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    assert "f-antwoord-" not in als("rosa").get(plek(duinveste, melding)).content.decode()


def test_sent_twice_is_decided_once(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    c = als("rosa")
    velden = {**vast(c, plek(duinveste, melding)), "uitkomst": "3", "f-tekenen_van_treiteren": "nee", "f-motivering": "Eenmalig."}
    assert [c.post(plek(duinveste, melding), velden).status_code for _ in range(2)] == [302, 302]
    assert feiten(duinveste, melding) == ["melding_ontvangen", "melding_getrieerd"]


def test_what_came_in_meanwhile_is_read_first(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    c = als("rosa")
    velden = {**vast(c, plek(duinveste, melding)), "uitkomst": "3", "f-tekenen_van_treiteren": "nee", "f-motivering": "Eenmalig."}
    duinveste.leg_vast("bram", melding, "melding_aangevuld", omschrijving="Nu een steen door de ruit.")
    a = c.post(plek(duinveste, melding), velden)
    tekst = a.content.decode()
    assert a.status_code == 409 and "kwam net iets nieuws binnen" in tekst and "Nu een steen door de ruit." in tekst and "Eenmalig." in tekst
    opnieuw = {n: html.unescape(w) for n, w in re.findall(r'<input type="hidden" name="(sleutel|kenmerk)" value="([^"]*)"', tekst)}
    assert c.post(plek(duinveste, melding), {**velden, **opnieuw}).status_code == 302


def test_the_link_is_taken_back_in_both_and_the_decision_is_open_again(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    beslis(c, duinveste, melding, 1, wijk=str(duinveste.gebied("duinwijk")), **signaal(1))
    zaak = zaak_van(duinveste, melding)
    los = f"/meldingen/{nummer(duinveste, melding)}/losmaken/"
    assert c.post(los, {**vast(c, los), "reden": ""}).status_code == 400
    assert c.post(los, {**vast(c, los), "reden": "Een ander huis."}).status_code == 302
    assert feiten(duinveste, zaak)[-1] == "verbinding_beeindigd" and feiten(duinveste, melding)[-1] == "melding_losgemaakt"
    assert duinveste.databank.beheer("select 1 from dossier_verbinding where ander = %s and tot is null", melding) == []
    assert "staat bij geen dossier" in c.get(los, follow=True).content.decode()


@pytest.mark.parametrize(("wie", "status"), [("rosa", 200), ("bram", 404), ("harm", 404), ("femke", 404)])
def test_only_who_decides_opens_it(als: Any, duinveste: Any, wie: str, status: int) -> None:
    melding = meld(duinveste, waar=ADRES, anoniem=True)
    assert als(wie).get(plek(duinveste, melding)).status_code == status


def test_a_number_of_something_else_is_not_there(als: Any, duinveste: Any) -> None:
    zaak = duinveste.begin("femke")
    c = als("rosa")
    for n in (nummer(duinveste, zaak), "M-2026-9999", "x", "M-2026-0001'"):
        assert c.get(f"/meldingen/{n}/beslissen/").status_code == 404


def test_the_task_leads_to_the_screen(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)
    c = als("rosa")
    werk = html.unescape(c.get("/werk/?van=team").content.decode())
    assert "Beslissen wat er met de melding gebeurt" in werk
    knop = re.search(rf'href="(/dossier/{nummer(duinveste, melding)}/handeling/melding_getrieerd/[^"]*)"', werk)
    assert knop is not None
    a = c.get(knop[1], follow=True)
    assert a.redirect_chain[-1][0] == plek(duinveste, melding) and a.status_code == 200


def test_contact_within_two_working_days_stands_with_who_took_it_and_its_button_works(als: Any, duinveste: Any) -> None:
    melding = meld(duinveste, waar=ADRES)  # on Tuesday
    c = als("bram")
    werk = html.unescape(c.get("/werk/?van=team").content.decode())
    assert "Contact hebben met de melder" in werk and "do 15 januari" in werk
    handeling = f"/dossier/{nummer(duinveste, melding)}/handeling/melding_contact_gelegd/"
    assert handeling in werk
    formulier = c.get(handeling, follow=True).content.decode()
    velden = {n: html.unescape(w) for n, w in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', formulier)}
    a = c.post(handeling, {**velden, "f-wijze": "telefoon", "op": "14-1-2026"})
    assert a.status_code == 302, a.content.decode()
    assert "Contact hebben met de melder" in taken(duinveste, melding, "voldaan")
