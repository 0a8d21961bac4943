# SPDX-License-Identifier: EUPL-1.2
"""Pages for when something is wrong. They need no database and no session, and name nothing of the request."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .beelden import Foutpagina, Link, Pagina

_NAAR_WERK: Final = Link("Naar Mijn werk", "/")

# Not there and not allowed are one page and one status: the difference would tell that a dossier exists.
NIET_HIER: Final = Foutpagina(
    "Deze pagina kunt u niet zien",
    "De pagina bestaat niet, of hij hoort bij een dossier waar u niet aan meedoet.",
    ("Controleer het adres.", "Zoek het dossier op naam, adres of nummer.", "Hoort u mee te doen? Vraag het aan wie de regie heeft."),
    _NAAR_WERK,
    404,
)
TE_OUD: Final = Foutpagina(
    "Dit formulier is te oud",
    "Het formulier stond te lang open, of u bent intussen opnieuw ingelogd. Er is niets vastgelegd.",
    ("Ga een pagina terug. Meestal staat uw tekst er nog: kopieer die.", "Open het formulier opnieuw en vul het in."),
    _NAAR_WERK,
    403,
)
AL_VERANDERD: Final = Foutpagina(
    "Iemand was u voor",
    "Het dossier is veranderd terwijl u bezig was. Uw handeling is niet vastgelegd.",
    ("Ga een pagina terug. Uw tekst staat er nog.", "Kijk in het dossier wat er is veranderd.", "Leg uw handeling dan opnieuw vast."),
    _NAAR_WERK,
    409,
)
NIET_ZO: Final = Foutpagina(
    "Dit kan hier niet",
    "Deze pagina is er wel, maar u kunt hem niet op deze manier openen. Er is niets vastgelegd.",
    ("Ga een pagina terug en gebruik de knop of de link die daar staat.", "Of begin opnieuw bij Mijn werk."),
    _NAAR_WERK,
    405,
)
TE_GROOT: Final = Foutpagina(
    "Dit is te groot",
    "Een bestand mag ten hoogste 25 MB zijn, en de tekst van een formulier 1 MB. Er is niets vastgelegd.",
    ("Ga een pagina terug. Uw tekst staat er nog.", "Maak het bestand kleiner, of voeg het in delen toe."),
    _NAAR_WERK,
    413,
)
ADRES_KLOPT_NIET: Final = Foutpagina(
    "Dit adres klopt niet",
    "Wijkregie staat niet op de naam die in uw adresbalk staat.",
    (
        "Kijk naar de naam bovenaan, vóór de eerste schuine streep.",
        "Open Wijkregie met de link die u van uw organisatie kreeg.",
        "Lukt dat niet? Bel uw beheerder.",
    ),
    Link("Probeer het opnieuw", "/"),
    400,
)
ONLEESBAAR: Final = Foutpagina(
    "Dit konden we niet lezen",
    "Wat uw browser stuurde, was niet goed of niet compleet. Er is niets vastgelegd.",
    ("Ga een pagina terug. Meestal staat uw tekst er nog: kopieer die.", "Open de pagina opnieuw en probeer het nog een keer."),
    _NAAR_WERK,
    400,
)
TE_VAAK: Final = Foutpagina(
    "Even wachten",
    "U probeerde het te vaak achter elkaar.",
    ("Wacht een paar minuten en probeer het dan opnieuw.", "Wachtwoord vergeten? Vraag uw beheerder om een nieuw."),
    Link("Naar het inloggen", "/inloggen/"),
    429,
)
ONS_MISLUKT: Final = Foutpagina(
    "Er ging bij ons iets mis",
    "Dat ligt niet aan u. We weten niet zeker of uw laatste handeling is vastgelegd.",
    ("Open het dossier en kijk of uw handeling in de tijdlijn staat.", "Staat die er niet? Probeer het dan opnieuw: dubbel vastleggen kan niet."),
    _NAAR_WERK,
    500,
)
DATABANK_WEG: Final = Foutpagina(
    "We kunnen er nu even niet bij",
    "De databank is niet bereikbaar. Wat al was vastgelegd, is bewaard.",
    ("Wacht een minuut en probeer het dan opnieuw.", "Duurt het langer? Bel uw beheerder."),
    _NAAR_WERK,
    503,
)
SCHIJF_VOL: Final = Foutpagina(
    "Er kan nu niets bij",
    "De schijf van de databank is vol. Uw handeling is niet vastgelegd. Wat al was vastgelegd, is bewaard. Lezen kan nog wel.",
    ("Ga een pagina terug. Uw tekst staat er nog: kopieer die.", "Bel uw beheerder. Probeer het daarna opnieuw."),
    _NAAR_WERK,
    503,
)

ALLE: Final = {
    "niet_hier": NIET_HIER,
    "te_oud": TE_OUD,
    "al_veranderd": AL_VERANDERD,
    "niet_zo": NIET_ZO,
    "te_groot": TE_GROOT,
    "adres_klopt_niet": ADRES_KLOPT_NIET,
    "onleesbaar": ONLEESBAAR,
    "te_vaak": TE_VAAK,
    "ons_mislukt": ONS_MISLUKT,
    "databank_weg": DATABANK_WEG,
    "schijf_vol": SCHIJF_VOL,
}


def foutpagina(fout: Foutpagina) -> HttpResponse:
    inhoud = render_to_string(fout.sjabloon, {"pagina": Pagina(fout.kop, ""), "beeld": fout})
    antwoord = HttpResponse(inhoud, status=fout.code)
    antwoord["Cache-Control"] = "no-store"
    if fout.code in (429, 503):
        antwoord["Retry-After"] = "60"
    return antwoord


def niet_hier(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return foutpagina(NIET_HIER)


def niet_te_lezen(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that Django will not read: for another name than ours, too much at once, or broken on the way."""
    if isinstance(exception, DisallowedHost):
        return foutpagina(ADRES_KLOPT_NIET)
    return foutpagina(TE_GROOT if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent) else ONLEESBAAR)


def niet_zo(toegestaan: str) -> HttpResponse:
    """For a method that a page does not take; the header tells which it takes."""
    antwoord = foutpagina(NIET_ZO)
    antwoord["Allow"] = toegestaan
    return antwoord


def te_oud(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return foutpagina(TE_OUD)


def ons_mislukt(request: HttpRequest) -> HttpResponse:
    return foutpagina(ONS_MISLUKT)
