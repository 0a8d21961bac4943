# SPDX-License-Identifier: EUPL-1.2
"""The second step of logging in, and the same again before something that matters: a code of an app, a recovery code or a passkey."""

from __future__ import annotations

import json
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.klok import nu
from wijkregie.partijen import gebeurtenissen as g
from wijkregie.partijen import pogingen, tweede
from wijkregie.partijen.aanbieders import aanbieders
from wijkregie.partijen.models import Login
from wijkregie.partijen.passkeys import Site
from wijkregie.partijen.pogingen import TeVaak, adres_van
from wijkregie.scherm.beelden import Bewijs, Formulier, Passkey, Vraag
from wijkregie.scherm.beelden.formulier import Fout
from wijkregie.scherm.paginas.aanmelden import BEWIJS, TOEVOEGEN, VIA, bewezen, ga_door, half, ik, is_vers, veilig
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.tonen import toon

STAND: Final = "passkey"
OPTIES: Final = f"{BEWIJS}passkey/"
FOUT: Final = "Deze code klopt niet, of u gebruikte hem al. Wacht op een nieuwe code in uw app en vul die in."
FOUT_PASSKEY: Final = "Uw passkey werd niet herkend. Probeer het opnieuw, of gebruik een code."
OPNIEUW: Final = "Laat nog een keer zien dat u het bent"
GEVOELIG: Final = "Wat u wilt doen, is gevoelig. Daarom vragen we het opnieuw."
HULP: Final = (
    "Geen toegang tot uw app of passkey? Vul dan een van uw herstelcodes in.",
    "Ook geen herstelcodes meer? Vraag uw beheerder om een nieuw begin. Twee beheerders moeten dat samen doen.",
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def bewijs(request: HttpRequest) -> HttpResponse:
    h = half(request)
    login = h.login if h else ik(request) if request.user.is_authenticated else None
    if login is None:
        return redirect("inloggen")
    verder = h.verder if h else veilig(request.POST.get("next") or request.GET.get("next"))
    soorten = {m.soort for m in tweede.middelen(login.pk)}
    via = request.session.get(VIA)
    if not soorten and h is None and via is not None:
        return redirect(verder) if is_vers(request) else _elders(request, verder, via)
    if not soorten:
        return redirect(TOEVOEGEN)
    if request.method == "GET":
        return redirect(verder) if h is None and is_vers(request) else _pagina(request, verder, soorten, opnieuw=h is None)
    try:
        fout = _probeer(request, login)
    except TeVaak as e:
        return _pagina(request, verder, soorten, opnieuw=h is None, fout=te_vaak(e), status=429)
    if fout:
        return _pagina(request, verder, soorten, opnieuw=h is None, fout=fout, status=400)
    if h:
        antwoord = ga_door(request, login, verder, via=h.via)
    else:
        request.session.cycle_key()
        antwoord = redirect(verder)
    bewezen(request, hier=True)
    return antwoord


def _probeer(request: HttpRequest, login: Login) -> str:
    """What is wrong with the proof; nothing when it is right. Counted before it is looked at. Raises TeVaak."""
    moment = nu()
    teller = g.tel(lambda: pogingen.tel(f"tweede factor {login.pk}", adres_van(request), moment), moment, login=login.pk)
    code, antwoord = request.POST.get("code", "")[:100].strip(), request.POST.get("antwoord", "")[:20_000]
    if antwoord:
        stand = request.session.pop(STAND, None)  # a challenge is answered once
        goed = stand is not None and site(request).klopt(login.pk, stand, lees_antwoord(antwoord), moment)
    elif not code:
        return "Vul de code in die uw app nu toont."
    elif code.replace(" ", "").isdecimal():
        goed = tweede.klopt_code(login.pk, code, moment)
    else:
        goed = tweede.klopt_herstelcode(login.pk, code, moment)
        if goed:
            g.schrijf(g.HERSTELCODE, moment, login=login.pk)
            over = tweede.herstelcodes_over(login.pk)
            messages.warning(request, f"U gebruikte een herstelcode. U heeft er nog {over}. Maak op tijd nieuwe bij Inloggen en apparaten.")
    if not goed:
        g.schrijf(g.TWEEDE, moment, login=login.pk)
        return FOUT_PASSKEY if antwoord else FOUT
    pogingen.gelukt(teller, moment)
    return ""


def _elders(request: HttpRequest, verder: str, organisatie: int) -> HttpResponse:
    """Who logged in at the own organisation and has nothing here proves it there."""
    naam = dict(aanbieders()).get(organisatie, "uw organisatie")
    elders = Formulier(f"/inloggen/via/{organisatie}/", f"Bewijs het bij {naam}", (), (("next", verder),))
    return toon(request, kader(request, OPNIEUW), Bewijs(OPNIEUW, GEVOELIG, elders=elders))


@require_POST
def passkey_opties(request: HttpRequest) -> HttpResponse:
    """What the browser asks the device to sign."""
    h = half(request)
    login = h.login if h else ik(request) if request.user.is_authenticated else None
    begin = site(request).begin_bewijs(login.pk) if login else None
    if begin is None:
        return JsonResponse({}, status=400)
    opties, request.session[STAND] = begin
    return JsonResponse(opties)


def site(request: HttpRequest) -> Site:
    return Site(f"{request.scheme}://{request.get_host()}", request.get_host().rsplit(":", 1)[0])


def lees_antwoord(tekst: str) -> dict[str, Any]:
    try:
        gelezen = json.loads(tekst)
    except (ValueError, RecursionError):
        return {}
    return gelezen if isinstance(gelezen, dict) else {}


def te_vaak(e: TeVaak) -> str:
    return f"U probeerde het te vaak. Wacht {e.minuten} {'minuut' if e.minuten == 1 else 'minuten'} en probeer het dan opnieuw."


def _pagina(request: HttpRequest, verder: str, soorten: set[str], *, opnieuw: bool, fout: str = "", status: int = 200) -> HttpResponse:
    vast = (("next", verder),)
    vraag = Vraag("code", "Code uit uw app, of een herstelcode", uitleg="De app toont zes cijfers.", invullen="one-time-code", groot=40)
    doel = "v-code" if fout not in ("", FOUT_PASSKEY) else ""
    formulier = Formulier(BEWIJS, "Ga verder", (vraag,), vast, (Fout(fout, doel),) if fout else ())
    passkey = None
    if tweede.PASSKEY in soorten:
        passkey = Passkey(OPTIES, Formulier(BEWIJS, "Gebruik uw passkey", vast=vast), uitleg="Uw apparaat vraagt om uw vinger, gezicht of pincode.")
    kop = OPNIEUW if opnieuw else "Nog één stap"
    zin = GEVOELIG if opnieuw else "Zo weten we dat niet alleen iemand met uw wachtwoord inlogt."
    antwoord = toon(request, kader(request, kop), Bewijs(kop, zin, formulier, passkey, hulp=HULP), status)
    if status == 429:
        antwoord["Retry-After"] = "60"
    return antwoord
