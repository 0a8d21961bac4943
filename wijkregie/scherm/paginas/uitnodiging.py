# SPDX-License-Identifier: EUPL-1.2
"""The link of an invitation: choose a password, then a second factor. What the link holds never travels in an address."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth import logout as eindig_sessie
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wijkregie.klok import nu
from wijkregie.partijen import kluis, pogingen
from wijkregie.partijen.beheer import aanvaard, genodigde
from wijkregie.partijen.pogingen import TeVaak, adres_van
from wijkregie.scherm.beelden import Formulier, Formulierblad, Foutpagina, Link, UitnodigingOpenen, Vraag
from wijkregie.scherm.beelden.formulier import Fout
from wijkregie.scherm.fouten import TE_VAAK, foutpagina
from wijkregie.scherm.paginas.aanmelden import na_eerste
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.tonen import toon

_TEKEN: Final = "uitnodiging"
ADRES: Final = "/uitnodiging/"
OPENEN: Final = "/uitnodiging/openen/"
VERLOPEN: Final = Foutpagina(
    "Deze link werkt niet meer",
    "De link is gebruikt of verlopen, of er is daarna een nieuwe gestuurd.",
    ("Kijk of u een nieuwere mail heeft.", "Vraag anders de beheerder van Wijkregie in uw organisatie om een nieuwe link."),
    Link("Naar het inloggen", "/inloggen/"),
    410,
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def openen(request: HttpRequest) -> HttpResponse:
    """What the link holds stands behind the `#`: a browser sends that to nobody, so no log on the way has it. A script posts it; without one it is
    pasted. Looking does not use it up: mail programs look too. Guessing is throttled per address."""
    teken, moment = request.POST.get("teken", "").strip().rpartition("#")[2], nu()
    if not teken:
        return _openpagina(request)
    try:
        teller = pogingen.tel(f"uitnodiging {adres_van(request)}", adres_van(request), moment)
    except TeVaak:
        return foutpagina(TE_VAAK)
    if genodigde(teken[:100], moment) is None:
        return foutpagina(VERLOPEN)
    pogingen.gelukt(teller, moment)
    eindig_sessie(request)
    request.session[_TEKEN] = kluis.sluit(teken.encode(), _TEKEN).hex()
    return redirect(ADRES)


def _openpagina(request: HttpRequest) -> HttpResponse:
    fout = (Fout("Vul de code uit de mail in.", "v-teken"),) if request.method == "POST" else ()
    vraag = Vraag("teken", "De code uit uw mail", uitleg="Plak hier de code die onder de link staat.", groot=200)
    beeld = UitnodigingOpenen("Daarna kiest u een wachtwoord.", Formulier(OPENEN, "Ga verder", (vraag,), fouten=fout))
    return toon(request, kader(request, "Welkom bij Wijkregie"), beeld, 400 if fout else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def uitnodiging(request: HttpRequest) -> HttpResponse:
    dicht = request.session.get(_TEKEN)
    teken = kluis.open_(bytes.fromhex(dicht), _TEKEN).decode() if dicht else ""
    if not teken or genodigde(teken, nu()) is None:
        return foutpagina(VERLOPEN)
    fouten: list[str] = []
    if request.method == "POST":
        nieuw, herhaald = (request.POST.get(n, "")[:1000] for n in ("nieuw", "herhaald"))
        login, fouten = aanvaard(teken, nieuw, herhaald, nu())
        if login is not None:
            messages.success(request, "Uw wachtwoord is gekozen.")
            return na_eerste(request, login, WERK)
        if not fouten:
            return foutpagina(VERLOPEN)
    vragen = (
        Vraag("nieuw", "Kies een wachtwoord", "wachtwoord", "Minstens 12 tekens. Een paar losse woorden achter elkaar is sterk.",
              invullen="new-password", groot=1000),
        Vraag("herhaald", "Hetzelfde wachtwoord, nog een keer", "wachtwoord", invullen="new-password", groot=1000),
    )  # fmt: skip
    beeld = Formulierblad("Daarna voegt u een app of passkey toe, en kunt u beginnen.",
                          Formulier(ADRES, "Kies dit wachtwoord", vragen, fouten=tuple(Fout(f, "v-nieuw") for f in fouten)))  # fmt: skip
    return toon(request, kader(request, "Welkom bij Wijkregie"), beeld, 400 if fouten else 200)
