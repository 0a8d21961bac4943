# SPDX-License-Identifier: EUPL-1.2
"""Sample of *Wie ziet wat*, and of the dossier as another party sees it."""

from __future__ import annotations

from ..beelden import (
    AlsFeit,
    AlsGroep,
    DelenAls,
    DelenBeeld,
    DelenCel,
    DelenGroep,
    DelenGrond,
    DelenPartij,
    DelenRij,
    DelenUitleg,
    DelenWijziging,
    Keuze,
    KijkAls,
    Knop,
    Link,
    NormTekst,
    Zin,
)
from ..beelden.delen import Mate
from ..paginas.delen_woorden import LEGENDA
from .kern import HIER

_PLEK = f"{HIER}delen/"
_WOORD: dict[Mate, str] = {b.mate: b.woord for b in LEGENDA}
_PARTIJEN = (
    DelenPartij("Lindehof", "Zorgaanbieder", True),
    DelenPartij("De Kade", "Woningcorporatie"),
    DelenPartij("MZWO", "Meldpunt"),
    DelenPartij("Politie", "Niet in Wijkregie"),
)


def _rij(soort: str, *mates: Mate, open_: int = -1, uitleg: DelenUitleg | None = None) -> DelenRij:
    cellen = tuple(
        DelenCel(p.naam, m, "Via bericht" if m == "deel" else _WOORD[m], f"{_PLEK}#uitleg", i == open_)
        for i, (p, m) in enumerate(zip(_PARTIJEN, mates, strict=True))
    )
    return DelenRij(soort, cellen, uitleg)


def delen() -> DelenBeeld:
    waarom = DelenUitleg(
        "Waarom ziet De Kade niet: inhoud van een interventie?",
        "De afspraak verbiedt dit.",
        (NormTekst("De zorgaanbieder vertelt dat er een interventie is. Hij vertelt niet welke.", "Tien Werkafspraken", "TW-10.24", "hard"),),
        (("Wat zou dit veranderen?", "Niets. Ook toestemming verandert dit niet."),),
        Link("Sluit", f"{_PLEK}#wie-ziet-wat"),
    )
    return DelenBeeld(
        Zin("", "4 partijen, 5 soorten gegevens. Zo is het nu, op dinsdag 7 april 2026."),
        _PARTIJEN,
        (
            DelenGroep(
                "Dit wordt gedeeld",
                (
                    _rij("Naam en geboortedatum", "alles", "alles", "alles", "nee"),
                    _rij("Aard en afhandeling van de overlast", "alles", "alles", "alles", "onbekend"),
                    _rij("Dat er een interventie is", "alles", "bestaat", "bestaat", "nee"),
                    _rij("Afspraken over wonen", "alles", "deel", "nog", "nee"),
                ),
            ),
            DelenGroep("Dit ziet wie het vastlegde", (_rij("Inhoud van een interventie", "alles", "nee", "nee", "nee", open_=1, uitleg=waarom),)),
        ),
        LEGENDA,
        "",
        DelenGrond(
            "Toestemming gegeven",
            "Op dinsdag 2 september 2025. Toestemming staat op papier.",
            True,
            "Intrekken kan altijd. U ziet eerst wat er dan stopt.",
            Knop("Bekijk wat er stopt", f"{HIER}handeling/"),
        ),
        KijkAls(f"{HIER}delen-als/", (Keuze("1", "Woonstichting De Kade"), Keuze("2", "MZWO Duinveste"))),
        (
            DelenWijziging("di 17 maart", "2026-03-17", "Partij betrokken", ("MZWO ziet vanaf nu: naam en geboortedatum.",)),
            DelenWijziging("di 2 september 2025", "2025-09-02", "Toestemming gegeven", ("De Kade ziet vanaf nu: naam en geboortedatum.",)),
        ),
    )


def delen_als() -> DelenAls:
    klacht = AlsFeit("Overlastklacht ontvangen", "do 2 april", "2026-04-02", ("Wat er gebeurde: muziek in de nacht",))
    return DelenAls(
        "Woonstichting De Kade",
        "Voorbeeld: dit dossier zoals De Kade het ziet",
        Link("Wie ziet wat?", _PLEK),
        (
            AlsGroep("Aard en afhandeling van de overlast", (klacht,)),
            AlsGroep("Dat er een interventie is", (AlsFeit("Een feit van deze soort", "", "", dicht=True),)),
        ),
        ("zorg en behandeling", "inhoud van een interventie"),
        ("U ziet hier alleen wat u zelf ook mag zien. De Kade kan meer zien, bijvoorbeeld wat die partij zelf vastlegde.",),
    )
