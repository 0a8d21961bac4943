# SPDX-License-Identifier: EUPL-1.2
"""Sample dossier, waarom, and the lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..beelden import (
    Behandelaar,
    BekendOp,
    Bericht,
    Bijlage,
    Correctie,
    Deelnemer,
    DossierBeeld,
    DossierLijst,
    DossierRij,
    DossierVerwijzing,
    Gebeurtenis,
    Geen,
    Handeling,
    HandelingGroep,
    KanNiet,
    Kenmerk,
    Keuze,
    Knop,
    Ladder,
    Link,
    RegieDeel,
    Schending,
    Tab,
    Tot,
    Trede,
    Verandering,
    Verbonden,
    Verborgen,
    Wie,
    Zin,
    Zoekresultaten,
)
from ..taal import tot_streef, tot_van
from .kern import DANIEL, HIER, MORGEN, SNEL, VANDAAG, rij, waarom

_NAMEN = ("Partners bellen", "Oordeel over klacht", "Herhaalde klacht", "Officiële waarschuwing", "Sommatiebrief", "Ontbinding")
_SINDS = ("12 januari", "15 januari", "sinds 16 maart", "", "", "")


def ladder(nu: int = 3) -> Ladder:
    stand = {True: "klaar", False: "straks"}
    treden = tuple(
        Trede(f"Actie {i}", naam, "nu" if i == nu else stand[i < nu], _SINDS[i - 1])  # type: ignore[arg-type]
        for i, naam in enumerate(_NAMEN, 1)
    )
    return Ladder(
        f"Stappen van het Overlastprotocol. Dit dossier staat op actie {nu} van 6.",
        treden,
        (RegieDeel("Regie: Zorggroep Lindehof", 3, True), RegieDeel("Vanaf actie 4 kan het MZWO de regie overnemen", 3)),
        "Wanneer naar actie 4?",
        "Als er opnieuw een terechte klacht van dezelfde soort is. De klacht van 2 april is nog niet beoordeeld.",
        waarom("Wanneer naar actie 4"),
    )


_LINDEHOF = Wie("Lindehof", "Femke Zonneveld")
_CORRECTIE = Correctie(
    "Rectificatie op wo 18 maart",
    (Verandering("De datum", "di 17 maart", "ma 16 maart"),),
    reden="datum in de mail verkeerd gelezen.",
    gevolg=waarom("Rectificatie van de klacht"),
    door="Door Femke Zonneveld",
    bekend_op=Link("Bekijk het dossier zoals bekend op 17 maart", f"{HIER}bekend-op/"),
)
_SCHENDING = Schending(
    "Voor een waarschuwing hoort u eerst de deelnemer.",
    "Tien Werkafspraken, bijlage 1",
    "de deelnemer deed twee keer niet open.",
    "Later hersteld: het gesprek was op 21 maart.",
    waarom("Afwijking bij de waarschuwingsbrief"),
)
_BRIEF = Bijlage("waarschuwingsbrief-getekend.pdf", "#", "pdf", "218 kB", "bij de brief van 24 maart")


def _corrigeer(*meer: Link) -> tuple[Link, ...]:
    return (*meer, Link("Corrigeren", f"{HIER}rectificatie/"))


def tijdlijn() -> tuple[Gebeurtenis, ...]:
    klacht = "Klacht ontvangen: harde muziek in de nacht"
    return (
        Gebeurtenis(
            "9",
            "do 2 april",
            klacht,
            "16.40 uur",
            "2026-04-02T16:40",
            ("Bij het meldpunt van Zorggroep Lindehof. Nog geen oordeel.",),
            bron="Vastgelegd door Joris Waterman, 2 april 17.05 uur. Naam van de melder blijft bij Lindehof.",
            acties=_corrigeer(),
        ),
        Gebeurtenis(
            "8",
            "wo 25 maart",
            "Kopie van de brief ontvangen",
            iso="2026-03-25",
            laat="Gebeurd op tijd. Pas vastgelegd op 30 maart.",
            bron="Vastgelegd door Rosa Sterrenburg",
            acties=_corrigeer(),
        ),
        Gebeurtenis(
            "7",
            "di 24 maart",
            "Waarschuwingsbrief voorgelezen en getekend",
            iso="2026-03-24",
            bron="Vastgelegd door Femke Zonneveld, 24 maart",
            schendingen=(_SCHENDING,),
            bijlagen=(_BRIEF,),
            acties=_corrigeer(Link("Brief bekijken", f"{HIER}brief/")),
        ),
        Gebeurtenis(
            "6",
            "vr 20 maart",
            "Gesprek met de buren gevoerd",
            iso="2026-03-20",
            ingetrokken=True,
            correcties=(
                Correctie("Ingetrokken op ma 23 maart", ingetrokken=True, reden="hoort bij een ander dossier.", door="Door Femke Zonneveld"),
            ),
        ),
        Gebeurtenis(
            "5",
            "ma 16 maart",
            klacht,
            "23.10 uur",
            "2026-03-16T23:10",
            ("Oordeel: terecht, dezelfde soort.",),
            "Daarmee begon actie 3.",
            correcties=(_CORRECTIE,),
        ),
        Gebeurtenis("4", "vr 27 februari", "Melder gesproken: klachten voorbij", iso="2026-02-27", laat="Zes weken na de afspraken, op tijd"),
        Gebeurtenis("3", "do 15 januari", "Wederhoor en oordeel: onbewust gedrag, klacht terecht", iso="2026-01-15", fase="Actie 2."),
        Gebeurtenis("2", "ma 12 januari", "Eerste klacht ontvangen: geluid in de nacht", iso="2026-01-12", fase="Actie 1."),
    )


_KAN_NIET = (
    KanNiet("Regie overnemen", "Kan vanaf actie 4. Dit dossier staat op actie 3.", waarom("Regie overnemen kan nu niet")),
    KanNiet(
        "Einde Interventie voorleggen",
        "Eerst moet al het mogelijke zijn gedaan. Nog niet gedaan: officiële waarschuwing, sommatiebrief.",
        waarom("Einde Interventie kan nu niet"),
    ),
    KanNiet("Waarschuwingsbrief maken", "Dat doet alleen de zorgaanbieder.", link=Link("Vraag het Lindehof", "#")),
)


def dossier() -> DossierBeeld:
    h = f"{HIER}handeling/"
    return DossierBeeld(
        "Daan Wilgenroos",
        "WR-2026-0147",
        "Lisdoddestraat 14-2, Duinveste",
        "deelnemer Omslagroute",
        ("Overlastprotocol 2026", "Omslagroute 2026"),
        kenmerken=(
            Kenmerk("Fase", "Actie 3: herhaalde klacht", "sinds maandag 16 maart", waarom("Fase actie 3")),
            Kenmerk("Regie", "Zorggroep Lindehof", "Femke Zonneveld", waarom("Regie bij Zorggroep Lindehof")),
            Kenmerk("Volgende termijn", "morgen, wo 8 april", "Lindehof informeert De Kade", waarom("Termijn woensdag 8 april"), "dreigt"),
        ),
        ladders=(ladder(),),
        tabs=(Tab("Overzicht", f"{HIER}dossier/", actief=True),),
        kop_door_u="Door u (MZWO)",
        door_u=(
            rij(
                tot_van(date(2026, 4, 10), VANDAAG),
                "Klacht bespreken in het Klein Overleg",
                "Het MZWO bespreekt elke melding met GGD en politie.",
                "Bespreking vastleggen",
                dossier=None,
            ),
            rij(
                SNEL,
                "Met Lindehof de volgende stap bespreken",
                "Bij herhaalde overlast praten zorgaanbieder en MZWO altijd.",
                "Gesprek vastleggen",
                dossier=None,
            ),
        ),
        door_anderen=(
            rij(
                MORGEN,
                "Woonstichting De Kade informeren",
                "Binnen 2 werkdagen vertelt de zorgaanbieder hoe hij de klacht behandelt.",
                wie=_LINDEHOF,
                dossier=None,
            ),
            rij(MORGEN, "Melder benaderen", "Binnen 2 werkdagen na de klacht.", wie=_LINDEHOF, dossier=None),
            rij(
                tot_streef(date(2026, 4, 12), VANDAAG),
                "Overlast opgelost",
                "Doel: binnen 3 maanden na de eerste klacht.",
                wie=Wie("Lindehof", "met De Kade"),
                dossier=None,
            ),
        ),
        handelingen=(
            HandelingGroep("Klachten en gesprekken", (Handeling("Nieuwe klacht vastleggen", h), Handeling("Gesprek vastleggen", h))),
            HandelingGroep("Brieven", (Handeling("Kopie van een brief vastleggen", h, "ook als u die per post kreeg"),)),
        ),
        kan_niet=_KAN_NIET,
        vandaag="dinsdag 7 april",
        tijdlijn=tijdlijn(),
        oudere=Link("Toon alle 13", "#"),
        stil=(
            Gebeurtenis("1", "ma 12 januari", "Dossiers verbonden", iso="2026-01-12", details=("Lisdoddestraat 14-2",)),
            Gebeurtenis("0", "ma 12 januari", "Partij betrokken", iso="2026-01-12", details=("Woonstichting De Kade",)),
        ),
        verborgen=(Verborgen("2 feiten niet zichtbaar voor u:", "zorg – werkafspraak 10.", waarom("2 feiten niet zichtbaar")),),
        deelnemers=(
            Deelnemer("Zorggroep Lindehof", "Femke Zonneveld, begeleider", ("regie",)),
            Deelnemer("Woonstichting De Kade", "Harm Bakboord, contactpersoon"),
            Deelnemer("MZWO Duinveste", "Rosa Sterrenburg", ("dat bent u",)),
            Deelnemer("GGD en politie", "alleen in het Klein Overleg"),
        ),
        bijlagen=(_BRIEF,),
        verbonden=(
            Verbonden("persoon", Link("Daan Wilgenroos", "#")),
            Verbonden("adres", Link("Lisdoddestraat 14-2", "#"), "woont hier sinds 1 mei 2025"),
        ),
        donker=Bericht(
            "let",
            "Nog niet iedereen kan aan het werk",
            "Woonstichting De Kade heeft hier een taak, maar ziet nog niet waar die over gaat."
            " Toestemming kan dat openen; het formulier laat zien voor wie.",
            (Link("Toestemming vastleggen", HIER),),
        ),
        terugkijken=f"{HIER}bekend-op/",
        bijgewerkt="Gegevens van verbonden dossiers zijn bijgewerkt tot vandaag 9.12 uur.",
        behandelaar=Behandelaar(
            "Behandelaar bij MZWO", "Idris Haverkamp behandelt dit dossier.", f"{HIER}behandelaar/", "7", collegas=(Keuze("8", "Joris Waterman"),)
        ),
    )


def dossier_bekend_op() -> DossierBeeld:
    terug = Link("Terug naar het dossier van nu", f"{HIER}dossier/")
    return replace(
        dossier(),
        behandelaar=None,
        bekend_op=BekendOp("Het dossier zoals het bekend was op dinsdag 17 maart 2026", terug),
        tijdlijn=tijdlijn()[4:],
        vandaag="dinsdag 17 maart",
    )


def dossier_leeg() -> DossierBeeld:
    """The barest a dossier can be: just begun, or nothing of it may be seen."""
    return DossierBeeld(
        "Dossier zonder naam",
        "WR-2026-0148",
        gesloten="Gesloten op ma 6 april: overlast opgelost.",
        te_oud=True,
        bijgewerkt="Gegevens van verbonden dossiers zijn bijgewerkt tot gisteren 23.50 uur.",
    )


def _rijen() -> tuple[DossierRij, ...]:
    ver = DossierVerwijzing
    return (
        DossierRij(DANIEL, "Daan Wilgenroos", "Lisdoddestraat 14-2", "Actie 3: herhaalde klacht", "Zorggroep Lindehof", MORGEN),
        DossierRij(
            ver("WR-2026-0098", f"{HIER}dossier/"),
            "Merel Sleedoorn",
            "Vlierhof 31",
            "Actie 2: oordeel over klacht",
            "Zorggroep Lindehof",
            tot_van(date(2026, 4, 1), VANDAAG, werkdagen_te_laat=2),
        ),
        DossierRij(
            ver("WR-2025-0204", f"{HIER}dossier/"),
            "Sanne Zeegras",
            "Wederikpad 18",
            gevonden="Gevonden op het adres",
            tot=Tot("Geen open taak"),
            gesloten=True,
        ),
    )


def zoeken() -> Zoekresultaten:
    return Zoekresultaten("lisdodde", Zin("3 dossiers gevonden.", "U zoekt in dossiers waar u aan meedoet."), _rijen(), adres=f"{HIER}zoeken/")


def zoeken_leeg() -> Zoekresultaten:
    leeg = Geen(
        "Geen dossier gevonden voor ‘Zuringhoff’.",
        "Misschien is de naam anders gespeld. U zoekt in dossiers waar u aan meedoet.",
        Link("Zoek op dossiernummer", f"{HIER}zoeken/"),
    )
    return Zoekresultaten("Zuringhoff", Zin(), leeg=leeg, nieuw=Knop("Dossier beginnen", f"{HIER}nieuw-dossier/"))


def dossierlijst() -> DossierLijst:
    tabs = (Tab("Van mij", f"{HIER}dossiers/", 3, True), Tab("Mijn team", f"{HIER}dossiers/", 19), Tab("Gesloten", f"{HIER}dossiers/", 41))
    return DossierLijst(
        Zin("In 1 dossier is een taak te laat.", "U behandelt 3 dossiers."),
        _rijen(),
        tabs,
        nieuw=Knop("Dossier beginnen", f"{HIER}nieuw-dossier/", True),
    )
