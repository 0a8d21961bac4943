# SPDX-License-Identifier: EUPL-1.2
"""Samples of meetings: the list, an agenda, an item that is shut and one that is open, minutes, and one's calendar elsewhere."""

from __future__ import annotations

from ..beelden import Formulier, Keuze, Link, Optie, Tot, Vraag, Zin
from ..beelden.overleg import (
    AgendaBeeld,
    AgendaEnMail,
    AgendaRij,
    Balk,
    Gesloten,
    Overleggen,
    OverlegGroep,
    OverlegRij,
    PuntBeeld,
    ReeksRij,
    Stap,
    StemRij,
    StemVraag,
    Stoel,
    Uitslag,
    VerslagBeeld,
    VerslagPunt,
    Voorbereiding,
    Zaal,
)
from .kern import HIER, waarom

_NAAM = "Klein Overleg Duinveste Zuid"
_AGENDA, _PUNT = f"{HIER}overleg-agenda/", f"{HIER}overleg-punt/"
_BALK = Balk(_NAAM, "di 7 april", _AGENDA, "bewaard om 10.12")
_DOSSIER = Link("WR-2026-0147", f"{HIER}dossier/")


def lijst() -> Overleggen:
    plan = Formulier(f"{HIER}overleggen/", "Plan overleg", (Vraag("op", "Dag", "datum", groot=20),))
    reeks = ReeksRij(_NAAM, "Minstens eens per drie weken. Nu nog niet gepland.", Link("Dossier", f"{HIER}dossier/"), plan)
    vandaag = OverlegRij(_NAAM, _AGENDA, "4 zaken, u zit voor", Tot("vandaag"))
    return Overleggen(
        Zin("1 overleg vandaag.", "Bij 2 zaken wacht het overleg op uw informatie."), (OverlegGroep("Deze week", (vandaag,)),), (reeks,)
    )


def _zaal(*, weg: bool = False) -> Zaal:
    return Zaal(
        "3 deelnemers zijn er.", f"{_AGENDA}aanwezig/", _PUNT,
        (Stoel("mzwo-1", "MZWO Duinveste", "Rosa Sterrenburg", True), Stoel("politie-2", "Politie", "", True)),
        (Stoel("loket-3", "Bewonersloket", weg="doet niet mee aan dit overleg"),) if weg else (),
        niet_hier=(Stoel("ggd-4", "GGD Duinkust", "", True),), gasten=(Keuze("linde-5", "Zorggroep Lindehof"),), mag=True,
    )  # fmt: skip


def agenda() -> AgendaBeeld:
    notitie = Formulier(f"{_AGENDA}notitie/", "Notitie bewaren", (Vraag("notitie", "Wat wilt u vooraf laten weten?", "lang", verplicht=False),))
    return AgendaBeeld(
        _BALK, "Agenda", Zin("2 zaken.", "Alle vaste partijen zijn gevraagd."), _AGENDA,
        (
            AgendaRij("p1", 1, "WR-2026-0147", "drie weken voorbij", _PUNT, "klaar", waarom("WR-2026-0147")),
            AgendaRij("p2", 2, "WR-2026-0151", "nieuw signaal", _PUNT, af=Vraag("af-p2", "Waarom haalt u de zaak van de agenda?", groot=200)),
        ),
        (AgendaRij("", 0, "WR-2026-0160", "nieuw signaal", sleutel="160", tot=Tot("vandaag")),), _zaal(),
        Formulier(_AGENDA, "Zaak toevoegen", (Vraag("nummer", "Nummer van het dossier", groot=20),)), True,
        Link("Begin bij punt 1", _PUNT), Link("Verslag", f"{HIER}overleg-verslag/"), Link("Zet in uw agenda (ics)", "#"),
        (Voorbereiding(2, "WR-2026-0151", _PUNT, (("Afwegen of een nieuwe beoordeling nodig is", "WT-09.02", Tot("vandaag")),), notitie),),
    )  # fmt: skip


_STAPPEN = (Stap(1, "WR-2026-0147", "drie weken voorbij", _PUNT, "nu"), Stap(2, "WR-2026-0151", "nieuw signaal", _PUNT, "straks"))


def punt_dicht() -> PuntBeeld:
    dicht = Gesloten(
        "Nog niet openen", "Eerst moet 1 deelnemer weg:", "Bewonersloket", "Treiteraanpak, r. 48",
        "Wie niet meedoet aan het convenant, hoort niets over een zaak.", "Bewonersloket is weg, open punt 1", waarom("wie weg moet"),
    )  # fmt: skip
    return PuntBeeld(_BALK, _STAPPEN, "Punt 1 van 2", "Dit punt is nog dicht", _PUNT, _zaal(weg=True), "", dicht=dicht)


def punt() -> PuntBeeld:
    oordeel = Vraag("f-oordeel", "Wat vindt het overleg van de melding?", "lang", waarde="Het is gericht op één buur.")
    actie = (
        (Vraag("actie-0-wat", "Wat gebeurt er?", waarde="De buur spreken", groot=400), 1),
        (Vraag("actie-0-wie", "Wie doet het?", "rol", opties=(Optie("ggd", "GGD"), Optie("politie", "Politie")), waarde="ggd"), 1),
        (Vraag("actie-0-op", "Klaar op", "datum", waarde="20-4-2026"), 1),
    )
    keuzes = tuple(Keuze(w, w.capitalize(), w == "voor") for w in ("voor", "veto", "onthouding"))
    reden = Vraag("reden-1", "Waarom een veto?", groot=400, verplicht=False)
    stemmen = StemVraag(
        "Einde Interventie", (StemRij("stem-1", "Politie", "Bram Proef", keuzes, reden=reden, mandaat="mandaat-1"),), "1 van 9 stemde."
    )
    return PuntBeeld(
        _BALK, _STAPPEN, "Punt 1 van 2", "D. Wilgenroos, Lisdoddestraat 14-2", _PUNT, _zaal(), dossier=_DOSSIER,
        open=("Meldingen van treiteren", "Aanpak en verloop"), niet_open=("Zorg en behandeling",), lezers="Iedereen die er nu is, mag dit lezen.",
        vragen=((oordeel, 1),), stemmen=(stemmen,), acties=(actie,), meer_acties=True, knop="Punt 1 afronden",
        vooraf=(("GGD Duinkust", "Wij gingen vorige week langs."),),
    )  # fmt: skip


def verslag() -> VerslagBeeld:
    besluit = Uitslag("De Einde Interventie is aangenomen.", "9 voor, 0 veto", "aangenomen")
    een = VerslagPunt(
        1, "WR-2026-0147", "besproken om 10.15", (("Oordeel", "Het is gericht op één buur."),), (besluit,), ("Politie: voor",),
        ("GGD: de buur spreken, klaar op 20 april",), dossier=_DOSSIER,
    )  # fmt: skip
    dicht = VerslagPunt(2, "Een andere zaak", noot="U was niet bij dit punt. Daarom staat er niets.")
    vast = Formulier(
        f"{HIER}overleg-verslag/", "Verslag vaststellen", (Vraag("algemeen", "Wat geldt voor het hele overleg?", "lang", verplicht=False),)
    )
    return VerslagBeeld(
        _BALK, "Verslag", Zin("Nog niet vastgesteld.", "Elke partij leest wat zij mag weten."), ("MZWO", "Politie"), (een, dicht), "", vast
    )


def agenda_en_mail() -> AgendaEnMail:
    mail = Formulier(f"{HIER}agenda/", "Bewaar", (Vraag("taken", "Taken van de week", "ja_nee"), Vraag("overleg", "Uitnodigingen", "ja_nee")))
    return AgendaEnMail("MZWO Duinveste", mail, "rosa@meldpunt.example", "gemaakt op 7 april", f"{HIER}agenda/")
