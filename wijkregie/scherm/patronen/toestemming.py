# SPDX-License-Identifier: EUPL-1.2
"""The sample of what the person himself reads about sharing. Everything is invented."""

from __future__ import annotations

from ..beelden import DossierVerwijzing, Mag, PartijUitleg, Punt, ToestemmingUitleg
from .kern import HIER


def uitleg() -> ToestemmingUitleg:
    eik = PartijUitleg(
        "Woonstichting De Kade",
        "woningcorporatie",
        (
            Mag("Deze partij mag lezen:", ("naam en geboortedatum", "adres", "aard en afhandeling van de overlast")),
            Mag("Deze partij mag weten dat het zo is, maar leest niet wat het is:", ("dat er een interventie is",)),
            Mag("Dit krijgt deze partij nooit:", ("zorg en behandeling",)),
        ),
        (
            Punt(
                "De zorgaanbieder en de woningcorporatie delen de aard van de overlast. Het doel is dat omwonenden minder overlast hebben.",
                "(TW-10.22)",
            ),
        ),
        ("Dit mag tot u uw toestemming intrekt.",),
    )
    return ToestemmingUitleg(
        DossierVerwijzing("WR-2026-0147", f"{HIER}dossier/"),
        "Duinveste, 24 maart 2026",
        "Beste Daan Wilgenroos,",
        ("Verschillende partijen helpen u om goed te wonen.", "Hieronder leest u wie wat van u mag weten, waarom, en tot wanneer."),
        "Dit mag nu",
        (eik,),
        ("Dat mag altijd. Zeg het tegen Femke Zonneveld of een collega bij Zorggroep Lindehof.", "Het delen stopt dan meteen."),
        (Punt("Zonder toestemming kan het contract niet op eigen naam komen.", "(TW-10.16)"),),
        ("U mag bij elke partij vragen welke gegevens zij van u heeft.",),
        voet="Fictief voorbeeld.",
    )
