# SPDX-License-Identifier: EUPL-1.2
"""The frame of the sample pages, and Mijn werk."""

from __future__ import annotations

from datetime import date, timedelta

from ..beelden import (
    Bericht,
    Bladeren,
    Dag,
    Dagstrook,
    DossierVerwijzing,
    Filter,
    Geen,
    Ik,
    Keuze,
    Knop,
    Link,
    MijnWerk,
    NiemandGroep,
    NiemandRij,
    Pagina,
    PlichtGroep,
    PlichtRij,
    Tab,
    Tot,
    WaaromLink,
    Wie,
    Zin,
)
from ..taal import dag_lang, tot_streef, tot_van

VANDAAG = date(2026, 4, 7)
HIER = "/patronen/"
DANIEL = DossierVerwijzing("WR-2026-0147", f"{HIER}dossier/", "D. Wilgenroos, Lisdoddestraat 14-2")


def waarom(over: str) -> WaaromLink:
    return WaaromLink(f"{HIER}waarom/", over)


def pagina(titel: str, actief: str = "", *, ik: Ik | None = None, terug: Link | None = None, berichten: tuple[Bericht, ...] = ()) -> Pagina:
    nav = tuple(Tab(t, f"{HIER}{s}/", actief=t == actief) for t, s in (("Mijn werk", "mijn-werk"), ("Dossiers", "dossiers")))
    return Pagina(
        titel,
        "Duinveste",
        ik=ik or FEMKE,
        nav=nav,
        start=HIER,
        zoek=f"{HIER}zoeken/",
        terug=terug,
        vandaag=dag_lang(VANDAAG),
        berichten=berichten,
        demo=Link("Wissel van persoon", f"{HIER}personas/"),
    )


LINKS = (
    Link("Andere organisatie", f"{HIER}kies-lidmaatschap/"),
    Link("Afwezigheid", f"{HIER}afwezigheid/"),
    Link("Dossiers overdragen", f"{HIER}overdracht/"),
)
FEMKE = Ik("Femke Zonneveld", "Zorggroep Lindehof", LINKS, f"{HIER}inloggen/")
ROSA = Ik("Rosa Sterrenburg", "MZWO Duinveste", LINKS, f"{HIER}inloggen/")
TERUG = Link("Mijn werk", f"{HIER}mijn-werk/")
TERUG_DOSSIER = Link("Dossier WR-2026-0147", f"{HIER}dossier/")

_VRIJ = {date(2026, 4, 3): "Goede Vrijdag", date(2026, 4, 6): "Tweede Paasdag"}


def strook() -> Dagstrook:
    begin = date(2026, 3, 30)
    taken = {date(2026, 4, 8): 2, date(2026, 4, 16): 1}
    laat = {date(2026, 4, 1): 1, date(2026, 4, 2): 1}
    streef = {date(2026, 4, 12): 1}
    dagen = []
    for n in range(21):
        d = begin + timedelta(n)
        iets = d in taken or d in laat or d in streef
        dagen.append(
            Dag(
                d,
                f"{dag_lang(d)[:2]} {d.day}",
                adres=f"{HIER}mijn-werk/?dag={d:%Y-%m-%d}" if iets else "",
                taken=taken.get(d, 0),
                streef=streef.get(d, 0),
                te_laat=laat.get(d, 0),
                vrij=_VRIJ.get(d, ""),
                weekend=d.weekday() > 4,
                vandaag=d == VANDAAG,
                voorbij=d < VANDAAG,
                nieuwe_week=n > 0 and d.weekday() == 0,
            )
        )
    return Dagstrook("Taken per dag, 30 maart tot en met 19 april", tuple(dagen))


def rij(
    tot: Tot, titel: str, norm: str, knop: str = "", *, meer: int = 0, wie: Wie | None = None, noot: str = "", dossier: object = DANIEL
) -> PlichtRij:
    return PlichtRij(
        tot,
        titel,
        f"{HIER}handeling/",
        norm,
        meer,
        waarom(titel),
        dossier if isinstance(dossier, DossierVerwijzing) else None,
        wie,
        Knop(knop, f"{HIER}handeling/", eerst=tot.soort == "te_laat") if knop else None,
        noot,
    )


U = Wie("U")
_MAART = DossierVerwijzing("WR-2026-0098", f"{HIER}dossier/", "M. Sleedoorn, Vlierhof 31")
_PIET = DossierVerwijzing("WR-2026-0131", f"{HIER}dossier/", "P. Kardoen, Esdoornhof 22")
_KEES = DossierVerwijzing("WR-2025-0271", f"{HIER}dossier/", "K. Egelantier, Zuringhof 9")
_SARA = DossierVerwijzing("WR-2025-0204", f"{HIER}dossier/", "S. Zeegras, Wederikpad 18")
MORGEN = tot_van(date(2026, 4, 8), VANDAAG, dreigt=True)
SNEL = tot_van(None, VANDAAG)


def groepen() -> tuple[PlichtGroep, ...]:
    laat = (
        rij(
            tot_van(date(2026, 4, 1), VANDAAG, werkdagen_te_laat=2),
            "Melder vragen of de klachten voorbij zijn",
            "Zes weken na de afspraken vraagt u of het beter gaat.",
            "Gesprek vastleggen",
            wie=U,
            dossier=_MAART,
        ),
        rij(
            tot_van(date(2026, 4, 2), VANDAAG, werkdagen_te_laat=1),
            "Melder benaderen over de klacht",
            "Binnen 2 werkdagen na de klacht benadert u de melder.",
            "Contact vastleggen",
            wie=Wie("Joris Waterman", "u neemt waar tot 13 april"),
            dossier=_PIET,
        ),
    )
    week = (
        rij(
            MORGEN, "Woonstichting De Kade informeren", "Binnen 2 werkdagen vertelt u hoe u de klacht behandelt.", "De Kade informeren", meer=1, wie=U
        ),
        rij(MORGEN, "Melder benaderen over de klacht", "Binnen 2 werkdagen na de klacht benadert u de melder.", "Contact vastleggen", meer=1, wie=U),
        rij(SNEL, "Klacht bespreken met de deelnemer", "Wederhoor: de deelnemer vertelt zijn kant.", "Gesprek vastleggen", meer=3, wie=U),
        rij(SNEL, "Overlast melden bij het MZWO", "Elke klacht gaat ook naar het meldpunt.", "Melding sturen", meer=1, wie=U),
    )
    later = (
        rij(
            tot_streef(date(2026, 4, 12), VANDAAG),
            "Overlast opgelost",
            "Doel: binnen 3 maanden na de eerste klacht. Geen harde termijn.",
            "Effect vastleggen",
            wie=Wie("U", "met De Kade"),
        ),
        rij(
            tot_van(date(2026, 4, 16), VANDAAG),
            "Terug van de time-outplek",
            "Een time-out duurt ten hoogste 20 dagen.",
            "Terugkeer vastleggen",
            wie=U,
            dossier=_KEES,
        ),
        rij(
            Tot("20 juli tot en met 3 augustus", "over 15 weken"),
            "Woonevaluatie houden",
            "In elk contractjaar minstens één keer.",
            "Gesprek plannen",
            wie=U,
            dossier=_SARA,
        ),
        rij(
            Tot("Stilgezet", "nog 3 dagen over"),
            "Op huisbezoek gaan",
            "Elke maand een bezoek, en u ziet alle kamers.",
            wie=U,
            dossier=_KEES,
            noot="Stilgezet zolang de deelnemer op de time-outplek is.",
        ),
        rij(
            Tot("Misschien", "hangt af van het oordeel"),
            "Waarschuwingsbrief maken",
            "Na een terechte klacht van dezelfde soort.",
            wie=U,
            noot="Dit wordt een taak als de klacht van 2 april terecht is.",
        ),
    )
    wacht = (
        rij(
            Tot("Zo snel mogelijk", "gevraagd op 30 maart"),
            "Antwoord: zijn er klachten over de deelnemer?",
            "Vóór de omklap vraagt u dit aan de corporatie.",
            "Herinnering sturen",
            wie=Wie("De Kade", "Harm Bakboord"),
            dossier=_SARA,
        ),
    )
    return (
        PlichtGroep("laat", "Te laat", laat, 2, soort="te_laat"),
        PlichtGroep("week", "Deze week", week, 4, "tot en met vrijdag 10 april"),
        PlichtGroep("later", "Later", later, 21, "vanaf zaterdag 11 april", alle=Link("Toon alle 21", "#")),
        PlichtGroep("wacht", "U wacht op anderen", wacht, 1, soort="wacht"),
    )


_FILTERS = (
    Filter("protocol", "Protocol", (Keuze("", "Alle protocollen", True), Keuze("overlast", "Overlastprotocol"))),
    Filter("wijk", "Wijk", (Keuze("", "Alle wijken", True), Keuze("noord", "Duinveste-Noord"), Keuze("haven", "Havenkwartier"))),
)


def _tabs(*aantallen: int) -> tuple[Tab, ...]:
    return tuple(
        Tab(t, f"{HIER}mijn-werk/", n, i == 0) for i, (t, n) in enumerate(zip(("Van mij", "Mijn team", "Heel Lindehof"), aantallen, strict=True))
    )


def mijn_werk() -> MijnWerk:
    return MijnWerk(
        Zin("2 taken zijn te laat.", "Deze week moet u nog 4 dingen doen. De eerste: morgen De Kade informeren."),
        groepen(),
        strook(),
        _tabs(12, 31, 84),
        _FILTERS,
        f"{HIER}mijn-werk/",
        (("van", "mij"),),
        bladeren=Bladeren("1 tot en met 50 van 84", volgende=Link("Volgende 50", f"{HIER}mijn-werk/?blad=2")),
        niemand=NiemandGroep(
            (NiemandRij(SNEL, "D. Wilgenroos", DANIEL, HIER, "", "Wie dit behandelde, werkt hier niet meer."),),
            Link("Toon alles wat van niemand is", f"{HIER}mijn-werk/?niemand=alle"),
        ),
    )


def mijn_werk_leeg() -> MijnWerk:
    leeg = Geen(
        "Niets te laat, en deze week niets meer.",
        "De eerste taak is op do 16 april: Terug van de time-outplek.",
        Link("Bekijk ‘Later’", f"{HIER}mijn-werk/"),
    )
    return MijnWerk(
        Zin("", "U heeft deze week niets meer te doen."), tabs=_tabs(0, 31, 84), filters=_FILTERS, filter_adres=f"{HIER}mijn-werk/", leeg=leeg
    )
