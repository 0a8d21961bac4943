# SPDX-License-Identifier: EUPL-1.2
"""One dossier under two agreements: six partners open it and each reads something else, with the reason; then consent is withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .klacht import houdt_bij_wat_hij_vraagt, is_weg_na_een_vraag
from .mens import Mens
from .toetsen import Toetsenmens

Persona = Callable[..., Mens]

NAAM, KLACHT = "Sam Weegbree", "Vuilniszakken en een matras"
INGREEP = "meer zorg"
MELDING, STRATEGIE = "durft de kinderen niet alleen naar buiten", "Het lijkt op één gezin gericht"
REGULIER, ZORG = "De begeleider gaat elke avond langs", "slecht slapen meespeelt"
ALLES = (NAAM, KLACHT, INGREEP, MELDING, STRATEGIE, REGULIER, ZORG)

LEEST = {
    "femke": {NAAM, KLACHT, INGREEP, MELDING, REGULIER, ZORG},
    "harm": {NAAM, KLACHT, MELDING, REGULIER},
    "rosa": {NAAM, KLACHT, MELDING, STRATEGIE},
    "timo": {NAAM, MELDING, STRATEGIE, REGULIER, ZORG},
    "yara": {NAAM, MELDING, REGULIER, ZORG},
    "bram": {NAAM, MELDING, REGULIER},
}
WAAROM = {  # whose column, of which kind of data, what stands there, and the norm
    "femke": ("De Kade", "Inhoud van een interventie", "Ziet niet", "De afspraak verbiedt dit", "TW-10.24"),
    "harm": ("De Kade", "Dat er een interventie is", "Ziet dat het er is", "mag weten dat er iets is", "TW-10.23"),
    "rosa": ("MZWO", "Aanpak en verloop van een treiterzaak", "Ziet", "mag dit lezen volgens de afspraak", "WT-09.01"),
    "timo": ("Stadsdeel West", "Treiteronderzoek", "Ziet", "mag dit lezen volgens de afspraak", "WT-04.02"),
    "yara": ("GGD", "Zorginhoudelijk verslag", "Per feit", "alleen wat apart met u is gedeeld", "WT-18.07"),
    "bram": ("Politie", "Verslag van een overleg over de zaak", "Per feit", "alleen wat apart met u is gedeeld", "WT-18.03"),
}


def vak(m: Mens, partij: str, soort: str) -> Any:
    return m.p.get_by_role("link", name=re.compile(re.escape(f": {partij}, {soort}. Waarom?")))


def test_six_partners_read_six_files_and_why(persona: Persona) -> None:
    gelezen: dict[str, set[str]] = {}
    for wie, (partij, soort, woord, antwoord, norm) in WAAROM.items():
        m = persona(wie, breed=320 if wie in ("yara", "bram") else 1440, soort=Toetsenmens if wie == "harm" else Mens)
        if m.knop("Toon alle").count():
            m.klik("Toon alle")
        gelezen[wie] = {z for z in ALLES if z.lower() in m.tekst.lower()}
        m.klik("Delen", binnen="main").leest("Wie ziet wat")
        link = vak(m, partij, soort)
        assert woord in link.inner_text(), (wie, link.inner_text())
        m.volg(link).leest(antwoord, norm)
        m.leest_niet(*(set(ALLES) - LEEST[wie]))
        if wie != "femke":
            for pagina in m.html:  # not on the page, and not under it either
                assert not [z for z in set(ALLES) - LEEST[wie] if z in pagina], wie
    assert gelezen == LEEST
    assert len({frozenset(x) for x in gelezen.values()}) == 6


def test_who_has_regie_looks_through_the_eyes_of_each(persona: Persona) -> None:
    femke = persona("femke").klik("Delen", binnen="main")
    for partij, ziet in (("Woonstichting De Kade", (KLACHT, MELDING)), ("Politie Duinveste", ("Zes meldingen in vier weken",))):
        femke.kies_optie(femke.p.get_by_label("Bekijk het dossier als"), partij)
        femke.klik("Bekijk", binnen=".wr-kijkals").leest("Voorbeeld: dit dossier zoals", *ziet)
        femke.leest_niet(INGREEP, ZORG).klik("Wie ziet wat?")


def test_consent_is_withdrawn_and_five_open_pages_lose_it(persona: Persona) -> None:
    """By keyboard; one partner reads on a phone of 320 pixels."""
    harm, rosa, yara, bram = persona("harm"), persona("rosa"), persona("yara", breed=320), persona("bram")
    femke = persona("femke", soort=Toetsenmens).klik("Delen", binnen="main")
    femke.klik("Bekijk wat er stopt").leest(
        "Wie ziet wat: dit stopt", "MZWO Duinveste", "Woonstichting De Kade", "U leest hier alleen wat u zelf mag weten"
    )
    femke.leest("kan het contract niet op eigen naam komen", "Niet meer voldaan")
    open_ = ((harm, NAAM, set()), (rosa, NAAM, {STRATEGIE}), (yara, ZORG, set()), (bram, REGULIER, {MELDING}))  # and what it recorded itself
    vragen = [houdt_bij_wat_hij_vraagt(m.leest(tekst)) for m, tekst, _ in open_]
    femke.vult_in({})
    for gevraagd in vragen:
        gevraagd.clear()
    for (m, tekst, eigen), gevraagd in zip(open_, vragen, strict=True):
        is_weg_na_een_vraag(m, tekst, gevraagd)
        m.keur().leest_niet(*(set(ALLES) - eigen)).leest(*eigen)
    femke.leest("Toestemming ingetrokken", NAAM)
    femke.klik("Delen", binnen="main").leest("Toestemming ingetrokken", "is nu dicht")
