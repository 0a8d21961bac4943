# SPDX-License-Identifier: EUPL-1.2
"""Samples of the privacy officer's pages."""

from __future__ import annotations

from wijkregie.scherm.beelden import LeesLog, LeesRegel, Link, Vraag, Zin
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
