# SPDX-License-Identifier: EUPL-1.2
"""What people answer in the forms of a complaint, and the steps that several journeys share."""

from __future__ import annotations

import re
from collections.abc import Callable

from wijkregie.klok import vandaag

from .mens import Mens

Mensen = Callable[..., Mens]

OORDEEL = {
    "Wat vindt de deelnemer van de klacht?": "Had niet door dat het zo hard was",
    "Was het gedrag bewust of onbewust?": "Onbewust",
    "Is de klacht volgens u terecht?": "Ja",
    "Is de klacht volgens de deelnemer terecht?": "Ja",
    "Is het dezelfde soort overlast als eerder?": "Nee",
    "Is de aanpak met de deelnemer besproken?": "Ja",
    "Staat van elke stap vast": "Ja",
    "Zitten de klacht en de stappen": "Ja",
    "Welke ingreep is nodig": "Meer zorg",
}
WEER = OORDEEL | {"Was het gedrag bewust of onbewust?": "Bewust", "Is het dezelfde soort overlast als eerder?": "Ja"}
GESPROKEN = {"Heeft u gezwegen over zorg": "Ja"}
CORPORATIE = {
    "Hoe wordt de klacht behandeld?": "Gesprek met de deelnemer, nog deze week",
    "Weet de contactpersoon hoe de klacht wordt aangepakt?": "Ja",
    "Is de aanpak met de woningcorporatie afgestemd?": "Ja",
}

VERTELD = dict.fromkeys(
    (
        "Deed u dit samen met de deelnemer?",
        "Weet de melder dat er iets gaat gebeuren?",
        "Heeft u de melder gevraagd klachten",
        "Heeft u de melder de afspraken verteld?",
        "Weet de melder hoe hij u bereikt als",
        "Heeft u gezwegen over zorg",
    ),
    "Ja",
)
TERUGGEKOPPELD = {
    "Aan wie koppelt u terug?": ("Woningcorporatie", "Meldpunt"),
    "Heeft u het op papier teruggekoppeld?": "Ja",
    "Staan klacht en acties in het dossier": "Ja",
    "Gaat het alleen over gedrag": "Ja",
}
WAARSCHUWINGSGESPREK = dict.fromkeys(("Heeft u gezegd om welk", "Heeft u gezegd dat het gedrag moet stoppen?", "Heeft u gezegd dat dit een"), "Ja")
WAARSCHUWINGSBRIEF = {
    "Welke afspraak uit het plan": "Na 22 uur een koptelefoon",
    "Hoe gaat de deelnemer met ondersteuning": "Twee keer per week contact",
    "Is de brief voorgelezen?": "Ja",
    "Tekende de deelnemer": "Getekend",
    "Zijn de volgende stappen verteld?": "Ja",
    "Zitten brief en nieuwe afspraken": "Ja",
}


def begint_een_dossier(femke: Mens) -> None:
    """From the first screen to a dossier with the consent of the deelnemer in it."""
    femke.leest("U heeft niets te doen").menu("Dossiers").leest("U doet nog in geen dossier mee").klik("Dossier beginnen")
    femke.leest("Stap 1 van 4").antwoord("Wat is de voornaam?", "Daan").antwoord("Wat is de achternaam?", "Wilgenroos").klik("Verder")
    femke.leest("Stap 2 van 4").antwoord("Wat is de straat?", "Lisdoddestraat").antwoord("Wat is het huisnummer?", "14")
    femke.antwoord("Wat is de plaats?", "Duinveste").antwoord("In welke wijk", "Duinwijk").klik("Verder")
    femke.leest("Stap 3 van 4", "Daan Wilgenroos", "Overlastprotocol").antwoord("Wat is er het eerst gebeurd?", "Toestemming").klik("Verder")
    femke.leest("Stap 4 van 4", "Lisdoddestraat 14").antwoord("Staat de toestemming op papier?", "Ja")
    femke.antwoord("Wie legde het uit, en hoe?", "Femke, aan de keukentafel").antwoord(
        "Op welke dag is het uitgelegd?", vandaag().strftime("%d-%m-%Y")
    )
    femke.klik("Dossier beginnen")
    femke.leest("Dossier WR-2026-0001 is begonnen", "Daan Wilgenroos", "Geen overlast", "Toestemming gegeven")


def legt_klacht_vast(femke: Mens, wat: str, melder: str) -> None:
    femke.ga("/dossier/WR-2026-0001/").kies("Klachten", "Klacht vastleggen")
    femke.vult_in({"Bij wie kwam de klacht binnen?": "Zorgaanbieder", "Wie meldde de overlast?": melder, "Wat is er gebeurd?": wat})


def niets() -> None:
    """The clock stays where it is."""


def behandelt(
    femke: Mens,
    oordeel: dict[str, str],
    *,
    mzwo: tuple[str, ...] = (),
    later: bool = False,
    spreek: Callable[[], None] = niets,
    beoordeel: Callable[[], None] = niets,
) -> None:
    """What a complaint asks of the care provider, each from its row in *Mijn werk*; of a later one only what moves the ladder."""
    spreek()
    femke.doet("De melder benaderen over de klacht", GESPROKEN).leest("Op tijd: De melder benaderen over de klacht")
    if not later:
        femke.doet("De woningcorporatie benaderen", CORPORATIE).leest("Op tijd: De woningcorporatie benaderen")
        femke.doet(
            "De overlast bij het MZWO melden",
            {"Is de aanpak met het MZWO afgestemd?": "Ja"} | ({"Welke meldsituaties gelden?": mzwo} if mzwo else {}),
        )
    beoordeel()
    femke.doet("De klacht met de deelnemer bespreken", oordeel)


VERS = "/vers/?merk="


# an open page that loses what it shows: it asks at least every ten seconds, and the first question after the act is enough


def houdt_bij_wat_hij_vraagt(m: Mens) -> list[str]:
    """The questions of an open page whether its reader still sees the same. Empty the list once the act is done."""
    (om_de,) = re.findall(r'hx-trigger="every (\d+)s"', m.p.content())
    assert int(om_de) < 10
    gevraagd: list[str] = []
    m.p.on("request", lambda r: gevraagd.append(r.method) if VERS in r.url else None)
    return gevraagd


def is_weg_na_een_vraag(m: Mens, tekst: str, gevraagd: list[str]) -> None:
    m.p.get_by_text(tekst).first.wait_for(state="detached", timeout=60_000)
    m.p.wait_for_load_state()
    assert len(gevraagd) <= 1
