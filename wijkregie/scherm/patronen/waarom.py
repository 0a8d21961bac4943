# SPDX-License-Identifier: EUPL-1.2
"""Samples of *waarom?*: a deadline counted day by day, and an act that is closed."""

from __future__ import annotations

from ..beelden import (
    Blok,
    FeitKaart,
    Knop,
    NormTekst,
    TelDag,
    Telling,
    Terugkijken,
    Verborgen,
    Voorwaarde,
    Waarom,
)
from .kern import HIER, waarom

_KLACHT = FeitKaart(
    "Klacht ontvangen: harde muziek in de nacht",
    (
        ("Gebeurd", "do 2 april 2026, 16.40 uur"),
        ("Vastgelegd", "do 2 april 2026, 17.05 uur, door Joris Waterman"),
        ("Waar", "meldpunt van Zorggroep Lindehof"),
    ),
)


def waarom_termijn() -> Waarom:
    return Waarom(
        "Waarom woensdag 8 april?",
        "De klacht kwam op donderdag 2 april. U heeft 2 werkdagen. Door Pasen is dat woensdag 8 april, tot het einde van de dag.",
        "Woonstichting De Kade informeren · WR-2026-0147",
        (
            NormTekst(
                "Na een klacht neemt de zorgaanbieder zo snel mogelijk contact op met de woningcorporatie. Dat moet binnen 2 werkdagen. "
                "De zorgaanbieder vertelt dan hoe hij de klacht behandelt.",
                "Tien Werkafspraken Thuis in de Wijk (2026), bijlage 1, actie 1",
                "TW-B1.31",
                "hard",
            ),
        ),
        (NormTekst("de contactpersoon hoort direct hoe u het aanpakt", norm="TW-6.25"),),
        (_KLACHT,),
        telling=Telling(
            "Telling van de werkdagen",
            (
                TelDag("do 2", "dag van de klacht, telt niet", soort="start"),
                TelDag("vr 3", "Goede Vrijdag", soort="vrij"),
                TelDag("za 4", "weekend", soort="vrij"),
                TelDag("zo 5", "weekend", soort="vrij"),
                TelDag("ma 6", "Tweede Paasdag", soort="vrij"),
                TelDag("di 7", "vandaag", "1"),
                TelDag("wo 8", "uiterlijk", "2", "eind"),
            ),
            noot="Kalender: Algemene termijnenwet. In de bron staat ook ‘48 uur’. Dat is hier een streven: vóór za 4 april 16.40 uur.",
        ),
        terugkijken=Terugkijken(
            "Dit klopt met wat bekend is op di 7 april 2026, 9.12 uur. Wordt er iets gecorrigeerd, dan telt Wijkregie opnieuw.",
            f"{HIER}waarom/",
            "07-04-2026",
        ),
        knop=Knop("De Kade informeren", f"{HIER}handeling/", True),
        slot="Lukt het niet op tijd? Dan blijft de taak staan als ‘te laat’. Niets gaat vanzelf dicht.",
    )


def waarom_dicht() -> Waarom:
    return Waarom(
        "Waarom kan Einde Interventie nu niet?",
        "Eerst moet al het mogelijke zijn gedaan. Twee dingen zijn nog niet gedaan en één ding is onbekend.",
        "WR-2026-0147",
        (
            NormTekst(
                "Een interventie eindigt pas als alle andere stappen zijn gezet.",
                "Tien Werkafspraken, bijlage 1, actie 6",
                "TW-B1.60",
                "hard",
                "De bron noemt dit niet letterlijk. Gekozen is de zorgvuldigste lezing.",
            ),
        ),
        feiten=(_KLACHT,),
        verborgen=Verborgen("1 feit niet zichtbaar voor u:", "zorg – werkafspraak 10.", waarom("1 feit niet zichtbaar")),
        telling=Telling(
            "Zo is geteld",
            stappen=(
                "Begin: ma 12 januari, de eerste klacht.",
                "Plus 3 maanden: zo 12 april.",
                "Stilgezet van 1 tot en met 5 februari: 5 dagen erbij.",
            ),
        ),
        voorwaarden=(
            Voorwaarde(
                "niet",
                "De officiële waarschuwing is gegeven",
                "Er is geen waarschuwing vastgelegd.",
                "een officiële waarschuwing door de zorgaanbieder",
                "TW-B1.40",
            ),
            Voorwaarde("onbekend", "De deelnemer wil hulp aanvaarden", "Niemand heeft dit gevraagd.", "een oordeel van de begeleider", "TW-B1.44"),
            Voorwaarde("voldaan", "Er is wederhoor geweest", "Gesprek op 15 januari.", norm="TW-B1.12"),
            Voorwaarde("nvt", "De GGD is gevraagd", "Er is geen gevaar gemeld."),
        ),
        blokken=(Blok("Wie dit kan veranderen", ("De zorgaanbieder geeft de waarschuwing. Daarna kijkt Wijkregie opnieuw.",)),),
    )
