# SPDX-License-Identifier: EUPL-1.2
"""Logging in at the provider of one's organisation. It vouches for its own people only, and makes nobody a member."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wijkregie.klok import nu, vandaag
from wijkregie.koppelingen import oidc
from wijkregie.partijen import gebeurtenissen, pogingen
from wijkregie.partijen.aanbieders import Aanbieder, aanbieder, is_dezelfde
from wijkregie.partijen.collegas import login_met_naam
from wijkregie.partijen.inlog import Inlog
from wijkregie.partijen.models import Login
from wijkregie.partijen.sessie import lidmaatschappen
from wijkregie.scherm.beelden import Doorsturen, Foutpagina, Link
from wijkregie.scherm.fouten import NIET_HIER, TE_VAAK, foutpagina
from wijkregie.scherm.paginas.aanmelden import BEWEZEN, VIA, bewezen, ga_door, ik, na_eerste, veilig
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.tonen import toon

log = logging.getLogger("wijkregie.inlog")
_STAND: Final = "oidc"
_NET: Final = timedelta(minutes=5)
_NAAR_INLOGGEN: Final = Link("Naar het inloggen", "/inloggen/")
ONBEKEND: Final = Foutpagina(
    "U kunt nog niet in Wijkregie",
    "Uw organisatie kent u, maar u heeft nog geen toegang tot Wijkregie.",
    (
        "Vraag de beheerder van Wijkregie in uw organisatie om u uit te nodigen.",
        "Bent u al uitgenodigd? Noem dan het mailadres waarmee u net inlogde.",
    ),
    _NAAR_INLOGGEN,
    403,
)
MISLUKT: Final = Foutpagina(
    "Inloggen bij uw organisatie is niet gelukt",
    "We kregen geen bruikbaar antwoord. Er is niets vastgelegd.",
    ("Begin opnieuw met inloggen.", "Lukt het weer niet? Vraag het aan de helpdesk van uw organisatie."),
    _NAAR_INLOGGEN,
    400,
)
GESTOPT: Final = Foutpagina(
    "U bent niet ingelogd",
    "Het inloggen bij uw organisatie is gestopt, of uw organisatie liet u niet toe.",
    ("Begin opnieuw met inloggen.", "Mag u er niet in? Vraag het aan de helpdesk van uw organisatie."),
    _NAAR_INLOGGEN,
    400,
)


@require_POST
def via(request: HttpRequest, organisatie: int) -> HttpResponse:
    """To the provider, and only after a click here: a link elsewhere may not log anybody in. Who is logged in goes there for fresh proof.

    By a page and not by a redirect: a form of ours may lead to ourselves alone (form-action), and browsers hold a redirect to that too.
    """
    a = aanbieder(organisatie)
    if a is None:
        return foutpagina(NIET_HIER)
    try:
        pogingen.tel_adres(_teller(request), nu())
    except pogingen.TeVaak:
        return foutpagina(TE_VAAK)
    opnieuw = request.user.is_authenticated and request.session.get(VIA) == organisatie
    try:
        adres, stand = oidc.begin(a, _terug(request), opnieuw=opnieuw)
    except oidc.OidcFout as e:
        return _mislukt(e)
    stand |= {"verder": veilig(request.POST.get("next")), "opnieuw": ik(request).pk if opnieuw else None}
    request.session[_STAND] = stand
    antwoord = toon(request, kader(request, "Naar uw organisatie"), Doorsturen(a.naam, adres))
    antwoord["Refresh"] = f"0; url={adres}"
    return antwoord


@require_safe
def terug(request: HttpRequest) -> HttpResponse:
    """Back from the provider; what was remembered serves once."""
    stand: dict[str, Any] | None = request.session.pop(_STAND, None)
    a = aanbieder(int(stand["organisatie"])) if stand else None
    if stand is None or a is None:
        return _mislukt(oidc.OidcFout("nothing was remembered for this browser"))
    antwoord = {n: request.GET[n][:4000] for n in ("state", "code", "error", "iss") if n in request.GET}
    moment = nu()
    try:
        uitslag = oidc.rond_af(a, stand, antwoord, _terug(request), moment)
    except oidc.Geweigerd:
        return foutpagina(GESTOPT)
    except oidc.OidcFout as e:
        return _mislukt(e)
    login = _login(a, uitslag)
    if login is None:
        log.info("oidc organisatie=%d: geen toegang", a.organisatie)
        gebeurtenissen.schrijf(gebeurtenissen.GEEN_TOEGANG, moment, naam=uitslag.naam[:254])
        return foutpagina(ONBEKEND)
    pogingen.gelukt(_teller(request), moment)
    if stand["opnieuw"] is not None:
        return _opnieuw(request, login, stand, uitslag)
    if uitslag.tweede_factor:
        return ga_door(request, login, veilig(stand["verder"]), via=a.organisatie)
    return na_eerste(request, login, veilig(stand["verder"]), via=a.organisatie)


def _opnieuw(request: HttpRequest, login: Login, stand: dict[str, Any], uitslag: oidc.Uitslag) -> HttpResponse:
    """Fresh proof counts for the same person, with a second factor, and if the provider says that it just asked."""
    zelfde = request.user.is_authenticated and ik(request).pk == login.pk == stand["opnieuw"]
    net = uitslag.bewezen is not None and abs(nu() - uitslag.bewezen) <= _NET
    if not (zelfde and net and uitslag.tweede_factor):
        request.session.pop(BEWEZEN, None)
        return _mislukt(oidc.OidcFout("no fresh proof"))
    request.session.cycle_key()
    bewezen(request)
    return redirect(veilig(stand["verder"]))


def _login(a: Aanbieder, uitslag: oidc.Uitslag) -> Login | None:
    """The login of this name, if it now works for the organisation whose provider speaks, and is the same person as the first time."""
    nummer = login_met_naam(uitslag.naam[:254])
    if nummer is None or all(x.organisatie != a.organisatie for x in lidmaatschappen(nummer, vandaag())):
        return None
    if not is_dezelfde(a, nummer, uitslag.sub):
        log.warning("oidc organisatie=%d: not the person of the first time", a.organisatie)
        return None
    return Inlog().get_user(nummer)


def _teller(request: HttpRequest) -> pogingen.Teller:
    """Anybody may begin here, and each time a provider is busy for us."""
    return pogingen.adresteller("via", pogingen.adres_van(request))


def _terug(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("oidc_terug"))


def _mislukt(e: oidc.OidcFout) -> HttpResponse:
    log.warning("oidc: %s", e)
    return foutpagina(MISLUKT)
