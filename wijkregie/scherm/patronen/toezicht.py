# SPDX-License-Identifier: EUPL-1.2
"""Samples of the privacy officer's pages."""

from __future__ import annotations

from wijkregie.scherm.beelden import (
    DossierVerwijzing,
    Formulier,
    Geen,
    Knop,
    LeesLog,
    LeesRegel,
    Link,
    Optie,
    PakketRij,
    PrivacyDesk,
    StukGroep,
    StukkenBeeld,
    StukRij,
    Tot,
    VernietigBesluit,
    VernietigLijst,
    VernietigRegel,
    VerzoekBeeld,
    VerzoekRij,
    Vraag,
    Zin,
)
from wijkregie.scherm.patronen.kern import HIER


def leeslog() -> LeesLog:
    return LeesLog(
        Zin("", "U ziet wie wat heeft gelezen. Wat er stond, ziet u hier niet."),
        f"{HIER}leeslog/",
        (
            Vraag("dossier", "Nummer van het dossier", "tekst", waarde="WR-2026-0147", verplicht=False, groot=20),
            Vraag("vanaf", "Vanaf", "tekst", verplicht=False, groot=20),
            Vraag("tot", "Tot en met", "tekst", verplicht=False, groot=20),
        ),
        (
            LeesRegel("vandaag, 9.12 uur", "Femke Notenboom", "Zorggroep Lindehof", "Dossier", ("WR-2026-0147",), 0,
                      ("naam en geboortedatum", "aard en afhandeling van de overlast")),
            LeesRegel("vandaag, 8.58 uur", "Harm Lijsterbes", "Woonstichting De Kade", "Mijn werk en lijsten",
                      ("WR-2026-0147", "WR-2026-0098", "WR-2026-0101"), 9, ("naam en geboortedatum",)),
            LeesRegel("gisteren, 16.40 uur", "Rosa Sterrenburg", "MZWO Duinveste", "Zoeken en beginnen", ("WR-2026-0147",), 0, ()),
        ),
        None,
        Link("Eerder", f"{HIER}leeslog/"),
    )  # fmt: skip


def vernietigen() -> VernietigLijst:
    hier = f"{HIER}vernietigbesluit/"
    return VernietigLijst(
        Zin("", "2 dossiers wachten op een besluit. Twee mensen besluiten: de een kiest, de ander geeft akkoord."),
        (
            VernietigRegel("WR-2024-0031", hier, "vr 19 januari 2024", "2 jaar", "nog geen"),
            VernietigRegel("WR-2024-0007", hier, "ma 22 januari 2024", "2 jaar", "vernietigen, door Pleun Waterlelie; wacht op akkoord"),
            VernietigRegel("WR-2023-0112", hier, "di 5 december 2023", "2 jaar",
                           "bewaren tot en met ma 1 juni: er loopt een rechtszaak of bezwaar"),
            VernietigRegel("P-2023-0040", hier, "alle dossiers hierover zijn vernietigd", "",
                           "akkoord van Pleun Waterlelie; wordt vannacht vernietigd"),
        ),
    )  # fmt: skip


def vernietigen_leeg() -> VernietigLijst:
    leeg = Geen("Er staat niets op de lijst.", "Elke nacht komen hier de dossiers bij waarvan de bewaartermijn voorbij is.")
    return VernietigLijst(Zin("", "Er wacht geen dossier op een besluit."), (), leeg)


def vernietigbesluit() -> VernietigBesluit:
    vragen = (
        Vraag("wat", "Wat besluit u?", "keuze", opties=(
            Optie("akkoord", "Akkoord met vernietigen", "Dit is het tweede besluit."),
            Optie("langer", "Nog bewaren", "Kies hieronder waarom en tot wanneer."),
        )),
        Vraag("reden", "Als u nog bewaart: waarom?", "keuze", verplicht=False, opties=(
            Optie("rechtszaak", "Er loopt een rechtszaak of bezwaar"), Optie("archief", "Het archief moet het langer bewaren"),
        )),
        Vraag("tot", "Als u nog bewaart: tot en met welke dag?", "datum", "Bijvoorbeeld 07-04-2027.", verplicht=False),
    )  # fmt: skip
    return VernietigBesluit(
        "WR-2024-0007",
        Zin("", "Besluit tot nu toe: vernietigen, door Pleun Waterlelie; wacht op akkoord."),
        (
            "Alles wat er in dit dossier staat gaat weg, ook bestanden en notities. Niemand kan het terughalen.",
            "In zoeken en in lijsten is het dossier weg.",
        ),
        Formulier(f"{HIER}vernietigbesluit/", "Besluit vastleggen", vragen, niet_doen=Link("Niet doen", f"{HIER}vernietigen/")),
    )


VERZOEK = DossierVerwijzing("V-2026-0004", f"{HIER}privacy-verzoek/")
_SLEUTEL = (("sleutel", "voorbeeld"),)


def privacy() -> PrivacyDesk:
    return PrivacyDesk(
        Zin("2 verzoeken", "te behandelen. Het eerst wat het eerst klaar moet zijn."),
        Knop("Verzoek vastleggen", f"{HIER}privacy/", True),
        Link("Leeslog: wie wat heeft gelezen", f"{HIER}leeslog/"),
        (
            VerzoekRij(VERZOEK, "Daan Wilgenroos", "Inzage", "sinds ma 9 maart", Tot("do 9 april", "morgen", soort="dreigt")),
            VerzoekRij(
                DossierVerwijzing("V-2026-0006", f"{HIER}privacy-verzoek/"), "Sterre Lisdodde", "Rectificatie", "sinds vr 3 april", Tot("zo 3 mei")
            ),
        ),
        (VerzoekRij(DossierVerwijzing("V-2026-0001", f"{HIER}privacy-verzoek/"), "Jip Waterlelie", "Bezwaar", "sinds di 6 januari"),),
        None,
    )


def privacy_leeg() -> PrivacyDesk:
    leeg = Geen("Er is geen verzoek dat u moet behandelen.", "Komt er een verzoek binnen, dan staat het hier met de termijn.")
    return PrivacyDesk(
        Zin(), Knop("Verzoek vastleggen", f"{HIER}privacy/", True), Link("Leeslog: wie wat heeft gelezen", f"{HIER}leeslog/"), leeg=leeg
    )


def privacy_verzoek() -> VerzoekBeeld:
    return VerzoekBeeld(
        "Verzoek van Daan Wilgenroos",
        Zin("", "De betrokkene vraagt om inzage."),
        VERZOEK,
        Formulier(f"{HIER}privacy-verzoek/", "Verzamel opnieuw", (), _SLEUTEL),
        (
            StukGroep("Dossier P-2026-0012", f"{HIER}privacy-stukken/", "3 gegevens: 2 meegeven, 1 weglaten"),
            StukGroep("Dossier WR-2026-0147", f"{HIER}privacy-stukken/", "31 gegevens: 12 meegeven, 19 weglaten", 4),
        ),
        (
            PakketRij("Gevraagd vandaag, 9.12 uur", "Wordt gemaakt. Ververs deze pagina over een minuut."),
            PakketRij(
                "Gevraagd gisteren, 16.40 uur",
                "14 meegegeven, 20 weggelaten (naam van een medewerker: 17, zegt wie iets meldde: 3). Er tot vr 8 mei.",
                (Link("Download PDF", f"{HIER}privacy-verzoek/"), Link("Download JSON", f"{HIER}privacy-verzoek/")),
                Formulier(f"{HIER}privacy-verzoek/", "Vastleggen dat u het gaf", (), _SLEUTEL),
            ),
        ),
        None,
        "Bekijk eerst nog 4 gegevens met vrije tekst.",
        Tot("do 9 april", "morgen", soort="dreigt"),
    )


def privacy_stukken() -> StukkenBeeld:
    opties = (Optie("mee", "Meegeven"), Optie("anderen", "Weglaten: gaat over een ander"), Optie("melder", "Weglaten: zegt wie iets meldde"))
    return StukkenBeeld(
        "Dossier WR-2026-0147",
        Zin("", "Kies per gegeven. Wat over een ander gaat, geeft u niet mee."),
        Formulier(f"{HIER}privacy-stukken/", "Vastleggen", (), _SLEUTEL, niet_doen=Link("Terug", f"{HIER}privacy-verzoek/")),
        (
            StukRij(
                "Klacht ontvangen", "do 2 april, aard en afhandeling van de overlast, Zorggroep Lindehof",
                (("Binnengekomen bij", "zorgaanbieder"), ("Omschrijving", "Muziek in de nacht.")),
                Vraag("o-1", "Wat doet u met klacht ontvangen (aard en afhandeling van de overlast)?", "rol", opties=opties, verplicht=False),
                "Vrije tekst: staat er iets over een ander in?",
            ),
            StukRij(
                "Klacht ontvangen", "do 2 april, wie meldde, Zorggroep Lindehof", (("Melder", "een buurvrouw"),),
                Vraag("o-2", "Wat doet u met klacht ontvangen (wie meldde)?", "rol", opties=opties, waarde="melder", verplicht=False),
                "Blijft weg: zegt wie iets meldde.",
            ),
        ),
        (),
        "Blad 1 van 2",
    )  # fmt: skip
