# SPDX-License-Identifier: EUPL-1.2
"""A case of harassment, from a public report to the registration for Restart: a resident and six professionals, each with the rights of an ordinary
membership. After each step somebody else looks: what is there for them, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import richt_gemeente_in

from .mens import WACHTWOORD, Mens

Antwoorden = dict[str, str | tuple[str, ...]]
PARTIJEN = Path(__file__).parent / "treiter_partijen.yaml"
MELDING, ZAAK = "M-2026-0001", "WR-2026-0001"
KLEIN = ("Meldpunt", "Politie", "GGD")
GROOT = ("Meldpunt", "Buurtteam", "GGD", "Zilverwilg", "Politie", "De Eik", "Linde", "Haven", "Veerhuis")
DUIDING: Antwoorden = {
    "Wat voor gedrag is het?": "Treiteren",
    "Gebeurt het steeds opnieuw?": "Ja",
    "Tegen wie is het gericht?": "één huishouden",
    "Is het een gewone burenruzie?": "Nee",
    "Is de zaak eenvoudig of complex?": "Complex",
    "Waarop baseert u dit?": "Elke avond en alleen bij hen",
}
Mensen = Callable[[str], Mens]


@pytest.fixture
def duinveste(databank: Any, op_dag: Callable[[str], None]) -> Any:
    """Monday 5 January 2026."""
    from django.contrib.auth.hashers import make_password

    op_dag("2026-01-05 09:00")
    d = richt_gemeente_in(databank, PARTIJEN)
    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return d


@pytest.fixture
def allen(mens: Callable[..., Mens]) -> Mensen:
    """Each with a browser of their own; a new day asks to log in again."""
    er: dict[str, Mens] = {}

    def wie(naam: str) -> Mens:
        if naam not in er:
            er[naam] = mens(naam, breed=1280)
            er[naam].p.set_default_timeout(30_000)  # many pages with a derivation each: a busy machine takes its time
            er[naam].log_in()
        m = er[naam]
        m.ga("/werk/")
        return m.log_in() if m.adres.startswith("inloggen") else m

    return wie


def tot_de_lopende_zaak(_iemand: Callable[..., Mens], allen: Mensen, op_dag: Callable[[str], None]) -> str:
    """From the public form to a case that is established and came back in the Klein Overleg; the code of the reporter."""
    rosa = allen("rosa")
    begint_een_reeks(rosa, "Klein Overleg")
    begint_een_reeks(rosa, "Groot Overleg")

    # a resident tells, and hears within two working days
    op_dag("2026-01-06 21:30")
    code = meldt(_iemand("bewoner", breed=320))
    op_dag("2026-01-07 09:00")
    triage(allen("rosa"))
    leest_met_code(_iemand("melder", breed=320), code)
    allen("harm").ga(f"/dossier/{ZAAK}/").leest("Elke avond gebonk").leest_niet("Kwikstaart", "Zeedistel", MELDING)
    allen("kees").ga(f"/dossier/{MELDING}/").leest_niet("Kwikstaart", "huisarts")

    # the Klein Overleg: on the agenda by itself
    ko = plant(allen("rosa"), "Klein Overleg", "12-1-2026").leest("Hoort er nog op", ZAAK).adres
    op_dag("2026-01-08 10:00")
    allen("kees").doet("Duiden wat het signaal betekent", DUIDING)
    allen("bram").ga(f"/dossier/{ZAAK}/").leest_niet("Elke avond en alleen bij hen")
    op_dag("2026-01-12 10:00")
    opent_punt(allen("rosa").ga(f"/{ko}").klik("Zet alles op de agenda"), KLEIN)
    allen("harm").ga(f"/{ko}").leest_niet("onderzoeken")
    bespreekt(rosa, "ernstig en gericht", "onderzoeken", ("elke week langsgaan", "politie", "26-1-2026"))
    sluit_af(rosa, ko).leest("Oordeel ernstig en gericht", "politie: elke week langsgaan, uiterlijk ma 26 januari").leest_niet("()")
    rosa.klik("Verslag vaststellen").leest("Het verslag is vastgesteld")
    allen("bram").leest("De afgesproken actie uitvoeren")
    allen("harm").leest_niet("De afgesproken actie uitvoeren").ga(f"/{ko}verslag/").leest_niet("ernstig en gericht")

    # investigation
    op_dag("2026-01-13 09:00")
    allen("yara").doet("Op huisbezoek gaan bij de betrokkene", {"Wie zijn er mee geweest?": "wijkagent"})
    kees = allen("kees").doet("Besluiten of er een treiteronderzoek komt", {"Waarom is een onderzoek nodig?": "Steeds tegen hetzelfde gezin"})
    kees.doet("De betrokkene de notificatiebrief sturen", {"Zwijgt de brief over wie meldde?": "Ja"})
    allen("harm").ga(f"/dossier/{ZAAK}/").leest_niet("Steeds tegen hetzelfde gezin")
    op_dag("2026-01-20 09:00")
    buurt: Antwoorden = {"Met wie deed u het onderzoek?": "wijkagent", "Wat kwam eruit?": "Vier buren horen het"}
    allen("vera").doet("In de buurt navragen wat er speelt", buurt)
    bram = allen("bram").ga(f"/dossier/{ZAAK}/").leest_niet("Vier buren horen het", "Steeds tegen hetzelfde gezin")
    bram.doet("De afgesproken actie uitvoeren", {"Wat kwam eruit?": "Twee keer langs geweest"})
    assert "De afgesproken actie uitvoeren" not in bram.taken("Wat moet er gebeuren")
    legt_vast(allen("kees"), "Treiteronderzoek", "Treiterzaak vaststellen").leest("Lopende treiterzaak")

    # it comes back in the Klein Overleg
    ko = plant(allen("rosa"), "Klein Overleg", "2-2-2026").leest("de zaak komt terug").adres
    op_dag("2026-02-02 10:00")
    opent_punt(allen("rosa").ga(f"/{ko}").klik("Zet alles op de agenda"), KLEIN)
    bespreekt(rosa, "het gaat door", "naar het Groot Overleg")
    return code


def test_van_melding_tot_restart(_iemand: Callable[..., Mens], allen: Mensen, op_dag: Callable[[str], None]) -> None:
    code = tot_de_lopende_zaak(_iemand, allen, op_dag)
    rosa = allen("rosa")

    # the Groot Overleg: a veto with its ground, and no decision
    vraag: Antwoorden = {"In welk overleg?": "Groot Overleg", "Wat wilt u van het overleg weten?": "Kan er een Einde Interventie komen?"}
    op_dag("2026-02-03 09:00")
    legt_vast(allen("kees"), "Overleg", "Zaak inbrengen", vraag)
    go = plant(allen("rosa"), "Groot Overleg", "9-2-2026").leest("voorstel tot besluit").adres
    op_dag("2026-02-09 10:00")
    opent_punt(allen("rosa").ga(f"/{go}").klik("Zet alles op de agenda"), GROOT)
    rosa.leest("Kan er een Einde Interventie komen?").leest_niet("Welke strategie kiest het overleg?")
    stemt(rosa, "De Eik", "nog niet alles is gedaan").leest("Geen besluit: er is een veto.", "8 voor, 1 veto.")
    rosa.klik("Punt 1 afronden").leest("Vastgelegd: punt 1")
    sluit_af(rosa, go).leest("De zaak loopt door", "Laatste Kans, De Eik: veto. nog niet alles is gedaan")
    rosa.klik("Verslag vaststellen").leest("Het verslag is vastgesteld")
    allen("vera").ga(f"/{go}verslag/").leest_niet("()")
    allen("yara").leest_niet("aanmelden bij het trajectbureau").ga(f"/dossier/{ZAAK}/").leest_niet("nog niet alles is gedaan")
    allen("kees").ga(f"/dossier/{ZAAK}/").leest("Lopende treiterzaak")

    # six weeks later nobody is against
    op_dag("2026-03-16 09:00")
    legt_vast(allen("kees"), "Overleg", "Zaak inbrengen", vraag)
    go = plant(allen("rosa"), "Groot Overleg", "23-3-2026").adres
    op_dag("2026-03-23 10:00")
    opent_punt(allen("rosa").ga(f"/{go}").klik("Zet alles op de agenda"), GROOT)
    stemt(rosa).leest("Einde Interventie met Laatste Kans. Nu volgt de aanmelding voor Restart.", "9 voor.")
    rosa.klik("Punt 1 afronden").leest("Vastgelegd: punt 1")
    sluit_af(rosa, go).klik("Verslag vaststellen").leest("Het verslag is vastgesteld")
    allen("kees").ga(f"/dossier/{ZAAK}/").leest("Einde Interventie met Laatste Kans")

    # Restart: registered at once, the profile after consent
    aanmelding: Antwoorden = {"Wie krijgen een kopie?": "Treiterregisseur", "Zit het aanmeldingsformulier erbij?": "Ja"}
    yara = allen("yara").doet("De betrokkene aanmelden bij het trajectbureau", aanmelding)
    op_dag("2026-03-25 09:00")
    dag: Antwoorden = {"Staat de toestemming op papier?": "Ja", "Op welke dag is het uitgelegd?": "25-3-2026", "Wie legde het uit": "Kees, aan tafel"}
    legt_vast(allen("kees"), "Toestemming", "Toestemming vastleggen", dag)
    profiel: Antwoorden = {"Wat is het profiel": "Rustig overdag", "Hoe kan iemand": "Eerst bellen"}
    legt_vast(allen("yara"), "Restart", "Aanmelden bij het trajectbureau", aanmelding | profiel)
    assert "Het profiel en het bejegeningsprofiel leveren" not in yara.taken("Wat moet er gebeuren")
    allen("yara").ga(f"/dossier/{ZAAK}/").leest("Aangemeld bij het trajectbureau", "Rustig overdag")
    allen("kees").ga(f"/dossier/{ZAAK}/").leest_niet("Rustig overdag", "Eerst bellen")
    allen("bram").ga(f"/dossier/{ZAAK}/").leest_niet("Rustig overdag", "Eerst bellen")

    # and the reporter hears how it stands
    bericht: Antwoorden = {"Wat voor bericht": "Hoe het ervoor staat", "Wat leest de melder?": "Wij zijn er nog mee bezig", "Gaat het bericht": "Ja"}
    allen("rosa").ga(f"/dossier/{MELDING}/handeling/melder_beantwoord/").vult_in(bericht)
    leest_met_code(_iemand("melder", breed=320), code).leest("Wij zijn er nog mee bezig").leest_niet("Restart", "Einde Interventie")


def begint_een_reeks(rosa: Mens, vorm: str) -> None:
    rosa.menu("Overleggen")
    rosa.p.locator("summary", has_text="Reeks beginnen").click()
    rosa.antwoord("Welk overleg is het?", vorm).antwoord("In welk gebied?", "Duinveste Zuid").klik("Reeks beginnen").leest(f"{vorm} Duinveste Zuid")


def plant(rosa: Mens, vorm: str, op: str) -> Mens:
    rosa.menu("Overleggen")
    rij = rosa.p.locator(".wr-reeks").filter(has_text=vorm)
    rij.locator("summary").click()
    rosa.schrijf(rij.get_by_label("Op welke dag is het volgende overleg?"), op)
    return rosa.volg(rij.get_by_role("button", name="Overleg plannen")).leest(f"Gepland: {vorm}")


def meldt(b: Mens) -> str:
    """The public form on a phone; the code."""
    b.ga("/melden/").antwoord("Waar gebeurt het?", "Zeedistelstraat 12").antwoord("In welke buurt", "Duinwijk").antwoord("Is het vaker", "Ja")
    b.klik("Volgende").antwoord("Waar heeft u last van?", "Iemand pest mij").antwoord("Vertel kort", "Elke avond gebonk op de muur").klik("Volgende")
    b.antwoord("Wilt u anoniem", "Nee").antwoord("Hoe heet u", "Anaïs Kwikstaart").antwoord("Op welk nummer", "via de huisarts").klik("Volgende")
    b.klik("Melding versturen").leest("Uw melding is er", "Binnen 2 werkdagen")
    return str(b.p.locator(".wr-code__code").inner_text())


def leest_met_code(b: Mens, code: str) -> Mens:
    b.ga("/melden/code/").vul("De code van uw melding", code).klik("Melding openen")
    return b.leest("Wij hebben uw melding bekeken", "Uw naam blijft bij ons").leest_niet("Kwikstaart", ZAAK)


def triage(rosa: Mens) -> None:
    """The reporter is called, and a case begins; the answer goes with it."""
    rosa.doet("Contact hebben met de melder", {"Hoe was het contact?": "Telefoon", "Wat is er besproken?": "Sinds een maand"})
    rosa.leest("Op tijd: Contact hebben met de melder")
    rosa.ga("/werk/").begin("Beslissen wat er met de melding gebeurt").antwoord("Wat gebeurt er met de melding?", "Er begint een zaak")
    blok = rosa.p.locator(".wr-uitkomst--1")
    rosa.vink(blok.locator("label").filter(has_text="Treiteren").first)
    rosa.schrijf(blok.get_by_label("Wat mogen de partners in het dossier lezen?"), "Elke avond gebonk, steeds bij hetzelfde gezin")
    rosa.vink(blok.locator("fieldset", has_text="Gaat het bericht alleen").locator("label").first)
    rosa.antwoord("Zijn er tekenen van treiteren?", "Ja").antwoord("Waarom?", "Steeds tegen hetzelfde gezin")
    rosa.klik("Besluit vastleggen").leest(f"is begonnen met melding {MELDING}")


def opent_punt(rosa: Mens, wie: tuple[str, ...]) -> None:
    for w in wie:
        rosa.klik(f"Is er : {w}")
    rosa.klik(ZAAK).leest("Dit punt is nog dicht").klik("Open punt 1").leest("Open in dit punt")


def bespreekt(rosa: Mens, oordeel: str, strategie: str, actie: tuple[str, str, str] | None = None) -> None:
    rosa.vul("Wat vindt het overleg van de melding?", oordeel).vul("Welke strategie kiest het overleg?", strategie)
    if actie is not None:
        wat, wie, op = actie
        rij = rosa.p.locator("#acties fieldset").first
        rosa.schrijf(rij.get_by_label("Wat", exact=True), wat)
        rosa.kies_optie(rij.get_by_label("Wie"), wie)
        rosa.schrijf(rij.get_by_label("Uiterlijk"), op)
    rosa.klik("Punt 1 afronden").leest("Vastgelegd: punt 1")


def stemt(rosa: Mens, tegen: str = "", grond: str = "") -> Mens:
    """All vote on both questions; `tegen` is the one party that stops it."""
    rosa.druk(rosa.p.locator("summary", has_text="Ook een stem"))
    for rij in rosa.p.locator(".wr-stem").all():
        veto = bool(tegen) and tegen in rij.inner_text()
        rosa.druk(rij.locator("label.veto" if veto else "label.voor"))
        if (mandaat := rij.locator(".wr-mandaat")).count():  # asked once for each party
            rosa.vink(mandaat)
        if veto:
            rosa.schrijf(rij.get_by_label("Grond van het veto"), grond)
    return rosa.klik("Bekijk de uitslag")


def sluit_af(rosa: Mens, overleg: str) -> Mens:
    return rosa.ga(f"/{overleg}").klik("Overleg afsluiten").klik("Verslag")


def legt_vast(m: Mens, groep: str, knop: str, antwoorden: Antwoorden | None = None) -> Mens:
    """An act that no task asks for."""
    return m.ga(f"/dossier/{ZAAK}/").kies(groep, knop).vult_in(antwoorden or {})
