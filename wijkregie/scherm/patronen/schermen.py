# SPDX-License-Identifier: EUPL-1.2
"""Views of the sample pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..beelden import Beeld, Bericht, Foutpagina, Link, Pagina
from ..fouten import ALLE, foutpagina
from ..tonen import toon
from . import delen, dossiers, formulieren, identiteit, kern, melden, mensen, overleggen, toestemming, toezicht, waarom

_GELUKT: Final = Bericht(
    "goed",
    "Vastgelegd: De Kade geïnformeerd",
    "Op tijd, 1 dag voor de termijn. De volgende taak: klacht bespreken met de deelnemer, zo snel mogelijk.",
    (Link("Ga verder", f"{kern.HIER}handeling/"),),
)
_ROSA: Final = kern.pagina("Dossier WR-2026-0147", "Dossiers", ik=kern.ROSA, terug=kern.TERUG)
_KAAL: Final = Pagina("Inloggen", "Duinveste", start=kern.HIER)
_PUBLIEK: Final = Pagina("Overlast melden", "Duinveste", start=kern.HIER)
_MELDINGEN: Final = Link("Meldingen", f"{kern.HIER}meldingen/")
_OVERLEGGEN: Final = Link("Overleggen", f"{kern.HIER}overleggen/")


def _in(titel: str, actief: str = "Dossiers", terug: Link | None = kern.TERUG_DOSSIER) -> Pagina:
    return kern.pagina(titel, actief, terug=terug)


STALEN: Final[dict[str, tuple[Pagina, Callable[[], Beeld]]]] = {
    "mijn-werk": (_in("Mijn werk", "Mijn werk", None), kern.mijn_werk),
    "leeslog": (_in("Leeslog"), toezicht.leeslog),
    "vernietigen": (_in("Vernietigen"), toezicht.vernietigen),
    "vernietigen-leeg": (_in("Vernietigen"), toezicht.vernietigen_leeg),
    "vernietigbesluit": (_in("Dossier WR-2024-0007 vernietigen", "", Link("Vernietigen", f"{kern.HIER}vernietigen/")), toezicht.vernietigbesluit),
    "privacy": (_in("Privacy", "", None), toezicht.privacy),
    "privacy-leeg": (_in("Privacy", "", None), toezicht.privacy_leeg),
    "privacy-verzoek": (_in("Verzoek V-2026-0004", "", Link("Privacy", f"{kern.HIER}privacy/")), toezicht.privacy_verzoek),
    "privacy-stukken": (_in("Verzoek V-2026-0004", "", Link("Verzoek", f"{kern.HIER}privacy-verzoek/")), toezicht.privacy_stukken),
    "mijn-werk-leeg": (kern.pagina("Mijn werk", "Mijn werk", berichten=(_GELUKT,)), kern.mijn_werk_leeg),
    "dossier": (_ROSA, dossiers.dossier),
    "dossier-leeg": (_in("Dossier WR-2026-0148", terug=kern.TERUG), dossiers.dossier_leeg),
    "delen": (_in("Wie ziet wat? Dossier WR-2026-0147"), delen.delen),
    "delen-als": (_in("Voorbeeld. Dossier WR-2026-0147", terug=Link("Wie ziet wat?", f"{kern.HIER}delen/")), delen.delen_als),
    "bekend-op": (_ROSA, dossiers.dossier_bekend_op),
    "waarom": (_in("Waarom woensdag 8 april?", "Mijn werk", kern.TERUG), waarom.waarom_termijn),
    "waarom-dicht": (_in("Waarom kan dit nu niet?"), waarom.waarom_dicht),
    "handeling": (_in("Klacht bespreken", "Mijn werk", kern.TERUG), formulieren.handeling),
    "handeling-fout": (_in("Klacht bespreken", "Mijn werk", kern.TERUG), formulieren.handeling_fout),
    "rectificatie": (_in("Feit corrigeren"), formulieren.rectificatie),
    "rectificatie-voorbeeld": (_in("Feit corrigeren: bevestigen"), formulieren.rectificatie_voorbeeld),
    "al-vastgelegd": (_in("Dit is al vastgelegd"), formulieren.al_vastgelegd),
    "conflict": (_in("Het dossier is net veranderd"), formulieren.conflict),
    "zoeken": (_in("Zoeken", "", None), dossiers.zoeken),
    "zoeken-leeg": (_in("Zoeken", "", None), dossiers.zoeken_leeg),
    "dossiers": (_in("Dossiers", "Dossiers", None), dossiers.dossierlijst),
    "nieuw-dossier": (_in("Dossier beginnen", terug=Link("Dossiers", f"{kern.HIER}dossiers/")), formulieren.nieuw_dossier),
    "nieuw-dossier-keuze": (_in("Dossier beginnen", terug=Link("Dossiers", f"{kern.HIER}dossiers/")), formulieren.nieuw_dossier_keuze),
    "inloggen": (_KAAL, mensen.inloggen),
    "bewijs": (Pagina("Nog één stap", "Duinveste", start=kern.HIER), identiteit.bewijs),
    "middel-toevoegen": (Pagina("Beveilig uw inlog", "Duinveste", start=kern.HIER), identiteit.middel_toevoegen),
    "herstelcodes": (Pagina("Uw herstelcodes", "Duinveste", start=kern.HIER), identiteit.herstelcodes),
    "beveiliging": (_in("Inloggen en apparaten", "", kern.TERUG), identiteit.beveiliging),
    "beheer": (_in("Beheer van toegang", "", None), identiteit.beheer),
    "doorsturen": (Pagina("Naar uw organisatie", "Duinveste", start=kern.HIER), identiteit.doorsturen),
    "gebeurtenissen": (_in("Gebeurtenissen bij het inloggen", "", Link("Beheer van toegang", f"{kern.HIER}beheer/")), identiteit.gebeurtenissen),
    "uitnodiging-openen": (Pagina("Welkom bij Wijkregie", "Duinveste", start=kern.HIER), identiteit.uitnodiging_openen),
    "uitnodiging": (Pagina("Welkom bij Wijkregie", "Duinveste", start=kern.HIER), identiteit.uitnodiging),
    "personas": (Pagina("Wie bent u?", "Duinveste", start=kern.HIER), mensen.personas),
    "kies-lidmaatschap": (Pagina("Voor wie werkt u nu?", "Duinveste", start=kern.HIER), mensen.kies_lidmaatschap),
    "brief": (_in("Brief"), formulieren.brief),
    "post": (_in("Post"), formulieren.post),
    "toestemming-uitleg": (_in("Wie mag wat van u weten"), toestemming.uitleg),
    "samenvoegen": (_in("Dubbele personen", "", kern.TERUG), mensen.samenvoegen),
    "samenvoegen-leeg": (_in("Dubbele personen", "", kern.TERUG), mensen.samenvoegen_leeg),
    "overdracht": (_in("Dossiers overdragen", "", kern.TERUG), mensen.overdracht),
    "afwezigheid": (_in("Afwezigheid", "", kern.TERUG), mensen.afwezigheid),
    "meldingen": (_in("Meldingen", "", None), melden.balie),
    "melding-nieuw": (_in("Melding opnemen", "", _MELDINGEN), melden.nieuw),
    "melding-klaar": (_in("Melding opgenomen", "", _MELDINGEN), melden.nieuw_klaar),
    "triage": (_in("Beslissen over de melding", "", _MELDINGEN), melden.triage),
    "vroeg-herkennen": (_in("Vroeg herkennen", "", _MELDINGEN), melden.vroeg),
    "vroeg-herkennen-leeg": (_in("Vroeg herkennen", "", _MELDINGEN), melden.vroeg_leeg),
    "overleggen": (_in("Overleggen", "", None), overleggen.lijst),
    "overleg-agenda": (_in("Klein Overleg", "", _OVERLEGGEN), overleggen.agenda),
    "overleg-punt-dicht": (_in("Klein Overleg, punt 1", "", _OVERLEGGEN), overleggen.punt_dicht),
    "overleg-punt": (_in("Klein Overleg, punt 1", "", _OVERLEGGEN), overleggen.punt),
    "overleg-verslag": (_in("Verslag", "", _OVERLEGGEN), overleggen.verslag),
    "agenda": (_in("Agenda en mail", "", None), overleggen.agenda_en_mail),
    "dit-volgt": (_KAAL, formulieren.volgt),
}
PUBLIEK: Final[dict[str, tuple[Pagina, Callable[[], Beeld]]]] = {
    "melden": (_PUBLIEK, melden.stap),
    "melden-nakijken": (_PUBLIEK, melden.nakijken),
    "melden-klaar": (_PUBLIEK, melden.klaar),
    "melden-code": (_PUBLIEK, melden.code),
    "melden-stand": (_PUBLIEK, melden.stand),
    "melden-einde": (_PUBLIEK, melden.einde),
}
"""Pages for residents, in a frame of their own: nothing that somebody typed stands in them but what the reader told."""
FOUTEN: Final[dict[str, Foutpagina]] = {f"fout-{naam.replace('_', '-')}": fout for naam, fout in ALLE.items()}
HELE: Final = tuple(n for n in STALEN if n != "dit-volgt")
"""The samples that are a whole page; the other is only ever a part of one."""


def _alleen_demo() -> None:
    if not getattr(settings, "DEMO", False):
        raise Http404


def lijst(request: HttpRequest) -> HttpResponse:
    _alleen_demo()
    stalen = [(n, STALEN[n][0].titel) for n in HELE] + [(n, b[0].titel) for n, b in PUBLIEK.items()] + [(n, f.kop) for n, f in FOUTEN.items()]
    return render(request, "scherm/patronen.html", {"pagina": kern.pagina("Patronen"), "stalen": stalen})


def staal(request: HttpRequest, naam: str) -> HttpResponse:
    _alleen_demo()
    if naam in FOUTEN:
        return foutpagina(FOUTEN[naam])
    gevonden = STALEN.get(naam) or PUBLIEK.get(naam)
    if gevonden is None:
        raise Http404
    pagina, maak = gevonden
    return toon(request, pagina, maak())
