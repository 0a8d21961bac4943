# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out, and changing one's password. These pages run outside a transaction: a refused attempt must be counted all the same."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as eindig_sessie
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.klok import nu
from wijkregie.partijen import passkeys
from wijkregie.partijen.aanbieders import aanbieders
from wijkregie.partijen.aanmeldingen import AANMELDING, beeindig
from wijkregie.partijen.inlog import meld_aan, wijzig_wachtwoord
from wijkregie.partijen.pogingen import TeVaak
from wijkregie.scherm.beelden import Formulier, Inloggen, Link, Vraag
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.beelden.formulier import Fout
from wijkregie.scherm.paginas.aanmelden import ik, na_eerste, veilig
from wijkregie.scherm.paginas.bewijs import te_vaak
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.tonen import toon

PERSONAS = "/personas/"
ONJUIST = "Uw mailadres of wachtwoord klopt niet. Vul ze allebei opnieuw in."


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def inloggen(request: HttpRequest) -> HttpResponse:
    """Who is logged in already goes on at once."""
    verder = veilig(request.POST.get("next") or request.GET.get("next"))
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(verder)
    if request.method == "GET":  # sent here by a page in the demo: there one click is enough
        return redirect(f"{PERSONAS}?{urlencode({'next': verder})}") if settings.DEMO and "next" in request.GET else _inlogpagina(request, verder)
    naam, wachtwoord = request.POST.get("naam", "")[:254], request.POST.get("wachtwoord", "")[:1000]
    if not naam.strip() or not wachtwoord:
        return _inlogpagina(request, verder, fout="Vul uw mailadres en uw wachtwoord in.", status=400)
    try:
        login = meld_aan(request, naam, wachtwoord)
    except TeVaak as e:
        return _inlogpagina(request, verder, fout=te_vaak(e), status=429)
    if login is None:
        return _inlogpagina(request, verder, fout=ONJUIST, status=400)
    return na_eerste(request, login, verder)


@require_POST
def uitloggen(request: HttpRequest) -> HttpResponse:
    nummer = passkeys.nummer(request.session.get(AANMELDING, ""))
    if request.user.is_authenticated and nummer is not None:
        beeindig(ik(request).pk, nu(), alleen=nummer)
    eindig_sessie(request)
    messages.success(request, "U bent uitgelogd.")
    return redirect("inloggen")


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """Change one's own password. Other browsers of this login are logged out."""
    fouten: list[str] = []
    status = 200
    if request.method == "POST":
        oud, nieuw, herhaald = (request.POST.get(n, "")[:1000] for n in ("oud", "nieuw", "herhaald"))
        try:
            fouten = wijzig_wachtwoord(request, ik(request), oud, nieuw, herhaald)
        except TeVaak as e:
            fouten = [te_vaak(e)]
        if not fouten:
            update_session_auth_hash(request, ik(request))
            beeindig(ik(request).pk, nu(), behalve=request.session.get(AANMELDING))
            messages.success(request, "Uw wachtwoord is gewijzigd.")
            return redirect(WERK)
        status = 400
    vragen = (
        Vraag("oud", "Uw wachtwoord van nu", "wachtwoord", invullen="current-password", groot=1000),
        Vraag("nieuw", "Uw nieuwe wachtwoord", "wachtwoord", "Minstens 12 tekens. Een paar losse woorden achter elkaar is sterk.",
              invullen="new-password", groot=1000),
        Vraag("herhaald", "Uw nieuwe wachtwoord, nog een keer", "wachtwoord", invullen="new-password", groot=1000),
    )  # fmt: skip
    formulier = Formulier("/wachtwoord/", "Wachtwoord wijzigen", vragen, fouten=tuple(Fout(f) for f in fouten), niet_doen=Link("Niet doen", WERK))
    blad = Formulierblad("Op andere apparaten moet u daarna opnieuw inloggen.", formulier)
    return toon(request, kader(request, "Wachtwoord wijzigen", terug=Link("Mijn werk", WERK)), blad, status)


def _inlogpagina(request: HttpRequest, verder: str, fout: str = "", status: int = 200) -> HttpResponse:
    """What was typed does not come back: somebody else may use this screen next."""
    vragen = (
        Vraag("naam", "Uw mailadres", invullen="username", groot=254),
        Vraag("wachtwoord", "Uw wachtwoord", "wachtwoord", invullen="current-password", groot=1000),
    )
    vast = (("next", verder),) if verder != WERK else ()
    formulier = Formulier("/inloggen/", "Inloggen", vragen, vast, (Fout(fout, "v-naam"),) if fout else ())
    personas = Link("Kies een persoon uit de demonstratie", PERSONAS) if settings.DEMO else None
    via = tuple(Link(naam, f"/inloggen/via/{nummer}/") for nummer, naam in aanbieders())
    antwoord = toon(request, kader(request, "Inloggen"), Inloggen(formulier, personas, via), status)
    if status == 429:
        antwoord["Retry-After"] = "60"
    return antwoord
