# SPDX-License-Identifier: EUPL-1.2
"""Samples of the privacy officer's pages."""

from __future__ import annotations

from wijkregie.scherm.beelden import (
    Formulier,
    Geen,
    LeesLog,
    LeesRegel,
    Link,
    Optie,
    VernietigBesluit,
    VernietigLijst,
    VernietigRegel,
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
