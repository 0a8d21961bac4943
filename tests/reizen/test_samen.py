# SPDX-License-Identifier: EUPL-1.2
"""Several people at once: two on the same dossier, a file for a partner, a colleague who stands in, and what stays hidden."""

from __future__ import annotations

from typing import Any

from .klacht import CORPORATIE, GESPROKEN, Mensen, begint_een_dossier, legt_klacht_vast

TWEE_PIXELS = b"\x89PNG\r\n\x1a\n" + b"foto" * 40


def test_two_people_in_one_dossier(mens: Mensen, met_klacht: str) -> None:
    femke, harm = mens("femke").log_in(), mens("harm").log_in()
    harm.menu("Dossiers").klik("Alle open dossiers").klik("Daan Wilgenroos").leest("Daan Wilgenroos", "Actie 1", "Harde muziek")
    harm.kies("Signalen", "Signaal vastleggen").antwoord("Waar gaat het signaal over?", "Overlast")

    femke.doet("De woningcorporatie benaderen", CORPORATIE)

    harm.knop("Signaal vastleggen").click()
    harm.p.get_by_role("heading", name="Dit kwam erbij").wait_for()
    harm.keur().leest("Gesprek met de deelnemer, nog deze week", "Uw tekst staat er nog", "Dit vulde u in", "overlast")
    harm.klik("Bewaar toch").leest("Vastgelegd: signaal ontvangen")

    femke.ga(f"/dossier/{met_klacht}/").leest("Signaal ontvangen", "Mies Testbuur")
    harm.ga("/werk/?van=heel").ga(f"/dossier/{met_klacht}/handeling/klacht_ontvangen/")
    for pagina in harm.html:
        assert "Testbuur" not in pagina


def test_a_wrong_date_is_put_right(mens: Mensen, op_dag: Any, met_klacht: str) -> None:
    op_dag("2026-01-26 09:00")
    femke = mens("femke").log_in().leest_bij("De woningcorporatie benaderen", "di 27 januari")
    femke.ga(f"/dossier/{met_klacht}/").klik("Corrigeren : Overlastklacht ontvangen")
    femke.antwoord("Wat wilt u doen?", "Wijzigen").vul("Dag", "22-01-2026").antwoord("Waarom zet u dit recht?", "Datum in de mail verkeerd gelezen")
    femke.klik("Bekijk wat er verandert").leest("Dit verandert er", "di 27 januari", "ma 26 januari")
    femke.klik("Correctie vastleggen").leest("Rectificatie op ma 26 januari", "vrijdag 23 januari", "donderdag 22 januari", "verkeerd gelezen")
    femke.menu("Mijn werk").leest_bij("De woningcorporatie benaderen", "ma 26 januari", "vandaag")

    # what was known before
    femke.ga(f"/dossier/{met_klacht}/").klik("Bekijk het dossier zoals bekend op").leest("U kijkt terug", "di 27 januari")
    femke.leest_niet("ma 26 januari", "Datum in de mail verkeerd gelezen")
    assert femke.knop("Corrigeren").count() == 0


def test_a_photo_from_the_phone_for_who_may_see_it(mens: Mensen, met_klacht: str) -> None:
    femke = mens("femke", breed=390).log_in()
    femke.ga(f"/dossier/{met_klacht}/").kies("Klachten", "Klacht vastleggen").antwoord("Bij wie kwam de klacht binnen?", "Zorgaanbieder")
    femke.p.locator("input[type=file]").set_input_files({"name": "balkon.png", "mimeType": "image/png", "buffer": TWEE_PIXELS})
    femke.vult_in({}).leest("Bestanden", "balkon.png")

    harm = mens("harm").log_in().ga(f"/dossier/{met_klacht}/")
    with harm.p.expect_download() as download:
        harm.knop("balkon.png", binnen="main").first.click()
    assert download.value.path().read_bytes() == TWEE_PIXELS
    adres = harm.knop("balkon.png", binnen="main").first.get_attribute("href")

    wout = mens("wout").log_in()
    weg = [wout.p.request.get(a) for a in (adres, adres[:-5] + "0000/", f"/dossier/{met_klacht}/", "/dossier/WR-2026-0999/")]
    assert {a.status for a in weg} == {404} and len({a.text() for a in weg}) == 1
    wout.ga(adres).leest("niet")


def test_searching_standing_in_and_logging_out(mens: Mensen, op_dag: Any) -> None:
    femke = mens("femke").log_in()
    begint_een_dossier(femke)
    legt_klacht_vast(femke, "Harde muziek", "Mies Testbuur")
    for vraag in ("Wílgenröos", "wilgenros", "lisdodestraat 14", "LISDODDESTRAAT"):
        femke.zoekt(vraag).leest("1 dossier gevonden", "Daan Wilgenroos", "Lisdoddestraat 14")
    femke.zoekt("wr 2026 1").leest("Daan Wilgenroos", "Wat moet er gebeuren")
    femke.zoekt("Kattenstaart").leest("Niets gevonden")

    # away from Monday: a colleague stands in
    joris = mens("joris").log_in().leest("Van mij (0)")
    femke.p.locator(".wr-wie summary").click()
    femke.klik("Afwezigheid", binnen=".wr-wie").antwoord("Wie is er afwezig?", "Femke").antwoord("Wie neemt het werk over?", "Joris")
    femke.vul("Vanaf welke dag?", "26-01-2026").vul("Tot en met welke dag?", "30-01-2026").antwoord("Waarom?", "Afwezig")
    femke.klik("Vervanging vastleggen").leest("Vastgelegd: de vervanging van ma 26 januari tot en met vr 30 januari")
    op_dag("2026-01-26 09:00")
    joris.menu("Mijn werk").leest_bij("De melder benaderen over de klacht", "Femke Proef", "u neemt waar tot en met vr 30 januari")
    joris.begin("De melder benaderen over de klacht").vult_in(GESPROKEN).leest("Vastgelegd door Joris Proef")

    femke.p.locator(".wr-wie summary").click()
    femke.klik("Uitloggen", binnen=".wr-wie").leest("U bent uitgelogd")
    femke.ga("/dossier/WR-2026-0001/").leest("Wie bent u vandaag?").leest_niet("Wilgenroos")
