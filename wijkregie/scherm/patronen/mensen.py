# SPDX-License-Identifier: EUPL-1.2
"""Sample pages of who comes in, and of who takes over from whom; and persons that were entered twice."""

from __future__ import annotations

from ..beelden import (
    Afwezigheid,
    CaseloadRij,
    Formulier,
    Fout,
    Geen,
    Inloggen,
    KiesLidmaatschap,
    Link,
    Optie,
    Overdracht,
    Persona,
    Personas,
    Samenvoegen,
    Vraag,
    Waarneming,
)
from .kern import HIER

_NIET_DOEN = Link("Niet doen", f"{HIER}dossier/")


def inloggen() -> Inloggen:
    vragen = (
        Vraag("gebruikersnaam", "Gebruikersnaam", invullen="username", groot=150),
        Vraag("wachtwoord", "Wachtwoord", "wachtwoord", invullen="current-password", groot=128),
    )
    fout = (Fout("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.", "v-gebruikersnaam"),)
    via = (Link("Woonstichting De Kade", f"{HIER}via/1/"), Link("Zorggroep Lindehof", f"{HIER}via/2/"))
    return Inloggen(Formulier(f"{HIER}inloggen/", "Inloggen", vragen, fouten=fout), Link("Demonstratie: kies een persoon", f"{HIER}personas/"), via)


def personas() -> Personas:
    return Personas(
        f"{HIER}personas/",
        (
            Persona("femke", "Femke Zonneveld", "persoonlijk begeleider", "Zorggroep Lindehof", "Ziet haar deelnemers, ook wat bij zorg hoort."),
            Persona("rosa", "Rosa Sterrenburg", "medewerker", "MZWO Duinveste", "Ziet klachten en stappen, geen zorg."),
            Persona("harm", "Harm Bakboord", "contactpersoon", "Woonstichting De Kade", "Ziet of er een aanpak is, niet welke zorg."),
            Persona("idris", "Idris Haverkamp", "teammanager", "Zorggroep Lindehof"),
        ),
    )


def kies_lidmaatschap() -> KiesLidmaatschap:
    opties = (Optie("1", "MZWO Duinveste", "medewerker, Duinveste-Noord", True), Optie("2", "GGD Duinkust", "veldtafel, Havenkwartier"))
    return KiesLidmaatschap(f"{HIER}kies-lidmaatschap/", opties)


_DUBBEL = (
    "Dubbele personen",
    "Kijk goed: een naam en een geboortedatum kunnen toevallig gelijk zijn. U kunt dit terugdraaien.",
)


def samenvoegen() -> Samenvoegen:
    paren = (
        Optie("1", "Daan Wilgenroos en Daan Wilgeroos", "geboren 3 mei 1988, Lisdoddestraat 14-2 · samenvoegen"),
        Optie("2", "Merel Sleedoorn en M. Sleedoorn", "geboren 17 augustus 1990 · is samengevoegd: terugdraaien"),
    )
    vragen = (Vraag("paar", "Om welke twee gaat het?", "keuze", opties=paren), Vraag("reden", "Waaraan ziet u dit?", "lang"))
    return Samenvoegen(*_DUBBEL, Formulier(f"{HIER}samenvoegen/", "Vastleggen", vragen, (("sleutel", "voorbeeld"),), niet_doen=_NIET_DOEN))


def samenvoegen_leeg() -> Samenvoegen:
    geen = Geen("Geen personen die op elkaar lijken", "Er is niets om samen te voegen of terug te draaien.", Link("Naar Mijn werk", HIER))
    return Samenvoegen(*_DUBBEL, leeg=geen)


def overdracht() -> Overdracht:
    collegas = (Optie("j", "Joris Waterman"), Optie("i", "Idris Haverkamp"))
    vragen = (Vraag("naar", "Wie neemt deze dossiers over?", "organisatie", opties=collegas),)
    rijen = (
        CaseloadRij("1", "WR-2026-0147", "Daan Wilgenroos", "actie 3, 4 open taken"),
        CaseloadRij("2", "WR-2026-0098", "Merel Sleedoorn", "actie 2, 1 taak te laat"),
    )
    return Overdracht(
        "Uw collega ziet deze dossiers en taken daarna bij ‘Van mij’. U ziet ze dan bij ‘Mijn team’. Wie wat mag zien, verandert niet.",
        Formulier(f"{HIER}overdracht/", "Dossiers overdragen", vragen),
        rijen,
    )


def afwezigheid() -> Afwezigheid:
    vragen = (
        Vraag("wanneer", "Wanneer bent u er niet?", "groep", delen=(Vraag("van", "Van", "datum"), Vraag("tot", "Tot en met", "datum"))),
        Vraag("door", "Wie neemt waar?", "rol", opties=(Optie("j", "Joris Waterman"), Optie("i", "Idris Haverkamp"))),
    )
    lopend = (Waarneming("U neemt waar voor Joris Waterman", "tot en met zo 12 april", f"{HIER}afwezigheid/", "7"),)
    return Afwezigheid(
        "Uw taken komen in die tijd ook op de lijst van wie waarneemt.", Formulier(f"{HIER}afwezigheid/", "Waarneming regelen", vragen), lopend
    )
