# SPDX-License-Identifier: EUPL-1.2
"""Samples of proving who one is, of one's own means, and of what an administrator does."""

from __future__ import annotations

from ..beelden import (
    BeheerBeeld,
    BeheerLid,
    BeheerVoorstel,
    Beveiliging,
    Bewijs,
    Doorsturen,
    Formulier,
    Formulierblad,
    Gebeurtenissen,
    Herstelcodes,
    Link,
    MiddelRij,
    MiddelToevoegen,
    Optie,
    Passkey,
    SessieRij,
    UitnodigingOpenen,
    Vraag,
)
from .kern import HIER

_CODE = Vraag("code", "Code uit uw app, of een herstelcode", uitleg="De app op uw telefoon toont zes cijfers.", invullen="one-time-code", groot=40)


def bewijs() -> Bewijs:
    return Bewijs(
        "Nog één stap",
        "Zo weten we dat niet alleen iemand met uw wachtwoord inlogt.",
        Formulier(f"{HIER}bewijs/", "Ga verder", (_CODE,)),
        Passkey(f"{HIER}passkey/", Formulier(f"{HIER}bewijs/", "Gebruik uw passkey"), uitleg="Uw apparaat vraagt om uw vinger, gezicht of pincode."),
        Formulier(HIER, "Bewijs het bij Zorggroep Lindehof"),
        ("Geen toegang tot uw app of passkey? Vul dan een van uw herstelcodes in.",),
    )


def middel_toevoegen() -> MiddelToevoegen:
    vragen = (
        Vraag("code", "De zes cijfers die de app nu toont", invullen="one-time-code", groot=12),
        Vraag("naam", "Hoe noemt u deze app?", uitleg="Bijvoorbeeld: telefoon van het werk.", verplicht=False, groot=60),
    )
    naam = Vraag("passkeynaam", "Hoe noemt u deze passkey?", verplicht=False, groot=60)
    pad = "".join(f"M{x} {y}h1v1h-1z" for x in range(4, 25) for y in range(4, 25) if (x * y + x) % 3 == 0)
    return MiddelToevoegen(
        "Een wachtwoord alleen is niet genoeg. Voeg een app of een passkey toe. Daarna kunt u aan het werk.",
        Formulier(f"{HIER}toevoegen/", "App toevoegen", vragen),
        "VERZ ONNE NGEH EIMV OORH ETVO ORBE ELD2",
        pad,
        29,
        Passkey(f"{HIER}passkey/", Formulier(f"{HIER}toevoegen/", "Passkey toevoegen", (naam,)), "nieuw"),
        f"{HIER}app/",
    )


def herstelcodes() -> Herstelcodes:
    codes = ("verz2-onnen-code3", "verz4-onnen-code5", "verz6-onnen-code7", "verz8-onnen-code9")
    return Herstelcodes(codes, Link("Ik heb ze bewaard. Ga verder", HIER))


def beveiliging() -> Beveiliging:
    return Beveiliging(
        (
            MiddelRij("telefoon van het werk", "app met codes, toegevoegd ma 2 maart, gebruikt vandaag", "1"),
            MiddelRij("laptop", "passkey, toegevoegd di 3 maart", "2"),
        ),
        "U heeft nog 9 herstelcodes.",
        (SessieRij("Firefox op Windows", "nu, sinds 8.58 uur"), SessieRij("Chrome op Android", "gezien vandaag, 9.12 uur", "3")),
        ("vandaag, 8.57 uur: wachtwoord onjuist", "ma 2 maart, 9.01 uur: app of passkey toegevoegd"),
    )


def beheer() -> BeheerBeeld:
    doen = (Optie("uitnodigen", "Stuur een nieuwe link"), Optie("herstel", "Stel een nieuw begin voor"), Optie("sluit", "Sluit de login"))
    return BeheerBeeld(
        (
            BeheerLid("1", "Femke Zonneveld", "persoonlijk begeleider, laatst ingelogd vandaag", "", doen),
            BeheerLid("2", "Mees Duinroos", "teammanager, laatst ingelogd ma 1 december", "Deze login is gesloten", doen[:1]),
        ),
        (
            BeheerVoorstel("1", "Nieuwe collega: Lotte Helmgras, persoonlijk begeleider, in Duinveste West",
                           "lotte@lindehof.example, nog geen login. Voorgesteld door Joris Waterman",
                           (Optie("akkoord", "Keur goed"), Optie("afgewezen", "Wijs af"))),
        ),
        ("vandaag, 9.12 uur. Login gesloten: Mees Duinroos (door Joris Waterman)",),
        (Optie("a", "persoonlijk begeleider"), Optie("b", "teammanager")),
        (Optie("overal", "In de hele gemeente"), Optie("1", "Duinveste West")),
    )  # fmt: skip


def doorsturen() -> Doorsturen:
    return Doorsturen("Woonstichting De Kade", HIER)


def gebeurtenissen() -> Gebeurtenissen:
    regels = (
        "vandaag, 9.12 uur. Femke Zonneveld: herstelcode gebruikt",
        "ma 1 december, 16.40 uur. Mees Duinroos: te vaak geprobeerd, een kwartier dicht",
    )
    vreemd = "In de afgelopen week probeerde iemand 14 keer in te loggen met een mailadres dat hier niet bestaat (3 adressen)."
    return Gebeurtenissen(regels, vreemd, 180)


def uitnodiging_openen() -> UitnodigingOpenen:
    vraag = Vraag("teken", "De code uit uw mail", uitleg="Plak hier de code die onder de link staat.", groot=200)
    return UitnodigingOpenen("Daarna kiest u een wachtwoord.", Formulier(f"{HIER}uitnodiging/", "Ga verder", (vraag,)))


def uitnodiging() -> Formulierblad:
    vragen = (Vraag("nieuw", "Kies een wachtwoord", "wachtwoord", "Minstens 12 tekens.", invullen="new-password"),)
    formulier = Formulier(f"{HIER}uitnodiging/", "Kies dit wachtwoord", vragen)
    return Formulierblad("Daarna voegt u een app of passkey toe, en kunt u beginnen.", formulier)
