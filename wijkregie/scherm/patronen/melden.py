# SPDX-License-Identifier: EUPL-1.2
"""Samples of reports: what a resident sees, the desk, deciding on one, and early recognition. The reports are invented."""

from __future__ import annotations

from wijkregie.meldingen.woorden import woorden

from ..beelden import Bladeren, DossierVerwijzing, Formulier, Geen, Knop, Link, Optie, Tab, Vraag, Zin
from ..beelden.dossier import Kenmerk
from ..beelden.melden import MeldBericht, MeldCode, MeldEinde, MeldKlaar, MeldStand, MeldStap, Openbaar, Samenvatting
from ..beelden.meldingen import MeldingGroep, MeldingKlaar, MeldingLijst, MeldingNieuw, MeldingRij
from ..beelden.triage import Bewijs, LijktOp, Triage, Uitkomst, WeegFactor
from ..beelden.vroeg import VroegHerkennen, VroegMelding, VroegSituatie
from ..taal import tot_van
from .kern import HIER, VANDAAG

_MELDING = DossierVerwijzing("M-2026-0012", f"{HIER}triage/", "Lisdoddestraat 14")
_WAT = Vraag("omschrijving", "Wat is er gebeurd?", "lang", "Schrijf op wat u zag en hoorde. Noem geen namen als dat niet nodig is.")


def _openbaar() -> Openbaar:
    w = woorden("nl")
    return Openbaar(
        "nl", w.teksten, "Duinveste", f"{HIER}melden/", f"{HIER}melden/", f"{HIER}melden-code/", Link("English", f"{HIER}melden/"), "en",
        Link("14 020", "tel:14020"), HIER,
    )  # fmt: skip


def stap() -> MeldStap:
    dag = Vraag("dag", "Op welke dag was het?", "datum", waarde="6-4-2026", fout="Deze dag moet nog komen.")
    gedrag = Vraag(
        "gedrag", "Waar gaat het over?", "keuze", opties=(Optie("geluid", "Geluid", "harde muziek, bonken"), Optie("anders", "Iets anders"))
    )
    return MeldStap(_openbaar(), ("Wat", "Waar", "U"), 1, "Wat is er aan de hand?", f"{HIER}melden/", (gedrag, _WAT, dag), "Verder")


def nakijken() -> MeldStap:
    gezegd = Samenvatting("Wat", "1", (("Wat is er gebeurd?", "Elke avond gebonk op de muur."), ("Op welke dag was het?", "6 april 2026")))
    return MeldStap(_openbaar(), ("Wat", "Waar", "U"), 3, "Klopt dit?", f"{HIER}melden/", (), "Verstuur de melding", samenvatting=(gezegd,))


def klaar() -> MeldKlaar:
    nu = ("Wij nemen binnen twee werkdagen contact met u op.", "Met de code leest u onze berichten.")
    return MeldKlaar(_openbaar(), "Uw melding is bij ons.", "M-2026-0012", "ACDEF-GHJKM-NPQRT", nu)


def code() -> MeldCode:
    return MeldCode(_openbaar(), "Deze code kennen wij niet. Kijk of u hem goed overnam.")


def einde() -> MeldEinde:
    return MeldEinde(_openbaar(), "voorbeeld")


def stand() -> MeldStand:
    return MeldStand(
        _openbaar(), "M-2026-0012", ("Uw melding kwam binnen op dinsdag 7 april 2026.", "Er zijn berichten voor u."),
        (MeldBericht("woensdag 8 april 2026", "", "Wij spraken met de buren. Morgen belt u iemand van ons."),),
        (MeldBericht("dinsdag 7 april 2026", "", "", (("Wat is er gebeurd?", "Elke avond gebonk op de muur."),)),),
        (_WAT,), "voorbeeld", gelukt="Wat u vertelde, is toegevoegd.", brieven=(Link("Bericht over uw melding, woensdag 8 april 2026 (pdf)", "#"),),
    )  # fmt: skip


def balie() -> MeldingLijst:
    rijen = (
        MeldingRij(_MELDING, "Lisdoddestraat 14", "Gebonk en geschreeuw, steeds dezelfde woning", "sinds vr 3 april", tot_van(VANDAAG, VANDAAG)),
        MeldingRij(DossierVerwijzing("M-2026-0011", f"{HIER}triage/"), "Zeggeplein", "Er is nog niemand gebeld", "sinds wo 1 april", zelf="U belt"),
    )
    return MeldingLijst(
        Zin("2 meldingen wachten.", "Bij 1 is vandaag de laatste dag om te bellen."),
        (MeldingGroep("Nog te bellen", "Binnen twee werkdagen na de melding.", rijen, "2"),),
        (Tab("Open", f"{HIER}meldingen/", 2, True), Tab("Afgerond", f"{HIER}meldingen/", 31)),
        bladeren=Bladeren("1 tot en met 2 van 2"), nieuw=Knop("Melding opnemen", f"{HIER}melding-nieuw/", True),
    )  # fmt: skip


def nieuw() -> MeldingNieuw:
    formulier = Formulier(f"{HIER}melding-nieuw/", "Melding vastleggen", (_WAT, Vraag("waar", "Waar is het?", fout="Vul in waar het is.")))
    return MeldingNieuw("U schrijft op wat de beller vertelt.", formulier, ("U hoeft uw naam niet te zeggen.", "Is er gevaar? Bel 112."))


def nieuw_klaar() -> MeldingKlaar:
    return MeldingKlaar(_MELDING, "ACDEF-GHJKM-NPQRT", ("Lees de code langzaam voor.", "De code is er maar een keer."), f"{HIER}melden-code/")


def triage() -> Triage:
    bewijs = (Bewijs("Plaats", "sterk", "zelfde adres"), Bewijs("Tijd", "zwak", "allebei laat op de avond"))
    lijkt = LijktOp(Link("M-2026-0009", "#"), "12 maart, Lisdoddestraat 14", "Waarschijnlijk hetzelfde", True, bewijs, (Link("WR-2026-0147", "#"),))
    keuze = Vraag(
        "uitkomst", "Wat gebeurt er met de melding?", "keuze", opties=(Optie("starten", "Een zaak beginnen"), Optie("verwijzen", "Doorverwijzen"))
    )
    naar = Vraag("naar", "Naar wie verwijst u?", "rol", opties=(Optie("bb", "Buurtbemiddeling"), Optie("pol", "Politie")))
    return Triage(
        "Beslissen over de melding", Zin("Dit is de derde melding over dit adres.", "Beslis zo snel mogelijk."),
        (Kenmerk("Waar", "Lisdoddestraat 14"), Kenmerk("Gebeld", "wo 8 april")), (("di 7 april", "Elke avond gebonk op de muur."),), (lijkt,), (),
        (
            WeegFactor("Het gebeurt steeds opnieuw", "voldaan", norm="Treiteraanpak, r. 7"), WeegFactor("Keren dat iets is verteld", aantal=3),
            WeegFactor("Het is gericht tegen één persoon of één huishouden"), WeegFactor("Er is nu gevaar", "niet"),
        ),
        keuze, (Uitkomst("starten", "Een zaak beginnen", ()), Uitkomst("verwijzen", "Doorverwijzen", (naar,))),
        Formulier(f"{HIER}triage/", "Besluit vastleggen", (Vraag("motivering", "Waarop baseert u dit?", "lang"),)),
        "Maak het niet kleiner en niet groter dan het is.",
    )  # fmt: skip


def vroeg() -> VroegHerkennen:
    situatie = VroegSituatie(
        "Lisdoddestraat 14", "3 meldingen in 5 weken", ("Steeds dezelfde melder", "Het wordt vaker"), ("Eén melding gaat over iets anders",),
        (VroegMelding(Link("M-2026-0012", "#"), "di 7 april, geluid"),), (Knop("Beslis over de laatste melding", "#"), Knop("Nu geen zaak", "#")),
    )  # fmt: skip
    return VroegHerkennen(
        Zin("1 situatie lijkt op treiteren.", "U beslist of het een zaak is."), ("Meldingen die u niet mag zien tellen niet mee.",), (situatie,)
    )


def vroeg_leeg() -> VroegHerkennen:
    return VroegHerkennen(Zin(), ("Meldingen die u niet mag zien tellen niet mee.",), leeg=Geen("Niets valt op", "Kijk later nog eens."))
