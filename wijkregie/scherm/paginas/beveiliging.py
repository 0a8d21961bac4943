# SPDX-License-Identifier: EUPL-1.2
"""One's own means to log in: see them, add one, take one away, new recovery codes. Who logs in for the first time adds one here, halfway."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.klok import ZONE, nu, vandaag
from wijkregie.partijen import gebeurtenissen as g
from wijkregie.partijen import kluis, passkeys, pogingen, tweede
from wijkregie.partijen.aanmeldingen import AANMELDING, Aanmelding, lopende
from wijkregie.partijen.models import Login
from wijkregie.partijen.pogingen import TeVaak, adres_van
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Beveiliging, Formulier, Herstelcodes, Link, MiddelRij, MiddelToevoegen, Passkey, SessieRij, Vraag
from wijkregie.scherm.beelden.formulier import Fout
from wijkregie.scherm.paginas.aanmelden import (
    BEVEILIGING,
    BEWIJS,
    MET_WACHTWOORD,
    TOEVOEGEN,
    begin,
    eerst_hier,
    half,
    ik,
    is_vers,
    vers_bewijs,
    werkt_alleen_voor,
)
from wijkregie.scherm.paginas.basis import LIDMAATSCHAP, deur
from wijkregie.scherm.paginas.bewijs import STAND, lees_antwoord, site, te_vaak
from wijkregie.scherm.paginas.gebeurtenissen import wat_gebeurde
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.taal import dag_kort, tijd
from wijkregie.scherm.tonen import toon

ADRES: Final = BEVEILIGING
OPTIES: Final = f"{TOEVOEGEN}passkey/"
_NIEUW: Final = "nieuw_geheim"
_EERST: Final = "Een wachtwoord alleen is niet genoeg. Voeg een app of een passkey toe. Daarna kunt u aan het werk."
_ERBIJ: Final = "Met een tweede app of passkey kunt u er nog in als u uw telefoon kwijt bent."
_BEWAARD: Final = "Ik heb ze bewaard. Ga verder"
_SOORTEN: Final = {tweede.CODE: "app met codes", tweede.PASSKEY: "passkey"}


@require_safe
@login_required
def beveiliging(request: HttpRequest) -> HttpResponse:
    """With the menu for who works for an organisation here; who does not (yet) has this page too."""
    return _met_menu(request) if request.session.get(LIDMAATSCHAP) is not None else _overzicht(request)


@deur("beveiliging")
def _met_menu(request: HttpRequest, _: Sessie) -> HttpResponse:
    return _overzicht(request)


def _overzicht(request: HttpRequest) -> HttpResponse:
    login, dag = ik(request), vandaag()
    middelen = tweede.middelen(login.pk)

    def rij(m: tweede.Middel) -> MiddelRij:
        gebruikt = f", gebruikt {dag_kort(m.gebruikt.astimezone(ZONE).date(), dag)}" if m.gebruikt else ""
        sinds = dag_kort(m.toegevoegd.astimezone(ZONE).date(), dag)
        return MiddelRij(m.naam, f"{_SOORTEN[m.soort]}, toegevoegd {sinds}{gebruikt}", str(m.id) if len(middelen) > 1 else "")

    over = tweede.herstelcodes_over(login.pk)
    herstel = f"U heeft nog {over} {'herstelcode' if over == 1 else 'herstelcodes'}." if middelen else ""
    gebeurd = tuple(f"{_moment(m)}: {wat_gebeurde(soort)}" for m, soort in g.van_login(login.pk))
    beeld = Beveiliging(tuple(map(rij, middelen)), herstel, _sessies(request, login), gebeurd)
    return toon(request, kader(request, "Inloggen en apparaten"), beeld)


def _sessies(request: HttpRequest, login: Login) -> tuple[SessieRij, ...]:
    deze, moment = request.session.get(AANMELDING), nu()

    def rij(a: Aanmelding) -> SessieRij:
        if str(a.id) == deze:
            return SessieRij(a.toestel, f"dit apparaat, sinds {_moment(a.begonnen)}")
        return SessieRij(a.toestel, f"voor het laatst gezien {_moment(a.gezien)}", str(a.id))

    return tuple(map(rij, lopende(login.pk, moment)))


def _moment(m: datetime) -> str:
    hier = m.astimezone(ZONE)
    return f"{dag_kort(hier.date(), vandaag())}, {tijd(hier)}"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def toevoegen(request: HttpRequest) -> HttpResponse:
    """Add an app or a passkey: with fresh proof, or halfway when there is none yet. The first one comes with recovery codes."""
    wie = _wie(request)
    if isinstance(wie, HttpResponse):
        return wie
    login, eerste, verder, via = wie
    if request.method == "GET" or request.session.get(_NIEUW) is None:
        request.session[_NIEUW] = kluis.sluit(tweede.nieuw_geheim().encode(), f"nieuw|{login.pk}").hex()
        return _pagina(request, login, eerste)
    if len(tweede.middelen(login.pk)) >= tweede.HOOGSTENS:
        return _pagina(request, login, eerste, f"U heeft al {tweede.HOOGSTENS} apps en passkeys. Haal er eerst een weg.")
    try:
        fout = _probeer(request, login)
    except TeVaak as e:
        return _pagina(request, login, eerste, te_vaak(e), 429)
    if fout:
        return _pagina(request, login, eerste, fout)
    request.session.pop(_NIEUW, None)
    if not eerste:
        messages.success(request, "Toegevoegd. U kunt er voortaan mee inloggen.")
        return redirect(ADRES)
    if not request.user.is_authenticated:
        begin(request, login, via)
        request.session["verder"] = verder
        return _toon_codes(request, login, Link(_BEWAARD, "/lidmaatschap/"))
    return _toon_codes(request, login, Link(_BEWAARD, ADRES))


def _wie(request: HttpRequest) -> tuple[Login, bool, str, int | None] | HttpResponse:
    """Who adds, whether it is the first, and where to go on; or where to go first."""
    h = half(request)
    if h is not None and not h.heeft_middel and h.via is not None and not werkt_alleen_voor(h.login.pk, h.via):
        messages.warning(request, MET_WACHTWOORD)
        return redirect("inloggen")
    if h is not None:
        return redirect(BEWIJS) if h.heeft_middel else (h.login, True, h.verder, h.via)
    if not request.user.is_authenticated:
        return redirect("inloggen")
    heeft = tweede.heeft_middel(ik(request).pk)
    if (heeft or settings.TWEEDE_FACTOR) and not is_vers(request):
        return redirect(f"{BEWIJS}?next={TOEVOEGEN}") if heeft else redirect("inloggen")
    return eerst_hier(request, TOEVOEGEN) or (ik(request), not heeft, WERK, None)


def _probeer(request: HttpRequest, login: Login) -> str:
    """Add what was given; gives what is wrong. Raises TeVaak."""
    moment = nu()
    naam = "".join(x for x in (request.POST.get("naam") or request.POST.get("passkeynaam", ""))[:60] if x.isprintable()).strip()
    antwoord = request.POST.get("antwoord", "")[:20_000]
    teller = g.tel(lambda: pogingen.tel(f"tweede factor {login.pk}", adres_van(request), moment), moment, login=login.pk)
    if antwoord:
        stand = request.session.pop(STAND, None)
        if stand is None or not site(request).voeg_toe(login.pk, stand, lees_antwoord(antwoord), naam or "Passkey", moment):
            return "Uw passkey is niet toegevoegd. Probeer het opnieuw, of gebruik een app met codes."
    elif not tweede.voeg_app_toe(login.pk, _geheim(request, login), request.POST.get("code", "")[:20], naam or "App met codes", moment):
        return "Deze code klopt niet. Vul de zes cijfers in die de app nu toont."
    pogingen.gelukt(teller, moment)
    g.schrijf(g.ERBIJ, moment, login=login.pk)
    return ""


@require_POST
def passkey_opties(request: HttpRequest) -> HttpResponse:
    """What the browser asks the device to make."""
    wie = _wie(request)
    if isinstance(wie, HttpResponse):
        return JsonResponse({}, status=400)
    opties, request.session[STAND] = site(request).begin_toevoegen(wie[0].pk, wie[0].gebruikersnaam)
    return JsonResponse(opties)


@require_POST
@vers_bewijs(terug=ADRES, middelen=True)
def weg(request: HttpRequest) -> HttpResponse:
    nummer = passkeys.nummer(request.POST.get("middel", ""))
    if nummer is not None and tweede.verwijder(ik(request).pk, nummer):
        g.schrijf(g.WEG, nu(), login=ik(request).pk)
        messages.success(request, "Weggehaald. U kunt er niet meer mee inloggen.")
    else:
        messages.warning(request, "Dit is niet weggehaald. Het was er niet meer, of het is uw laatste: voeg eerst een ander toe.")
    return redirect(ADRES)


@require_POST
@vers_bewijs(terug=ADRES, middelen=True)
def herstelcodes(request: HttpRequest) -> HttpResponse:
    g.schrijf(g.HERSTELCODES, nu(), login=ik(request).pk)
    return _toon_codes(request, ik(request), Link(_BEWAARD, ADRES))


def _toon_codes(request: HttpRequest, login: Login, verder: Link) -> HttpResponse:
    return toon(request, kader(request, "Uw herstelcodes"), Herstelcodes(tweede.nieuwe_herstelcodes(login.pk), verder))


def _geheim(request: HttpRequest, login: Login) -> str:
    return kluis.open_(bytes.fromhex(request.session[_NIEUW]), f"nieuw|{login.pk}").decode()


def _pagina(request: HttpRequest, login: Login, eerste: bool, fout: str = "", status: int = 0) -> HttpResponse:
    geheim = _geheim(request, login)
    adres = tweede.app_adres(geheim, login.gebruikersnaam)
    vragen = (
        Vraag("code", "De zes cijfers die de app nu toont", invullen="one-time-code", groot=12),
        Vraag("naam", "Hoe noemt u deze app?", uitleg="Bijvoorbeeld: telefoon van het werk.", verplicht=False, groot=60),
    )
    formulier = Formulier(
        TOEVOEGEN, "App toevoegen", vragen, fouten=(Fout(fout, "v-code"),) if fout else (), niet_doen=None if eerste else Link("Niet doen", ADRES)
    )
    naam = Vraag("passkeynaam", "Hoe noemt u deze passkey?", uitleg="Bijvoorbeeld: laptop van het werk.", verplicht=False, groot=60)
    passkey = Passkey(OPTIES, Formulier(TOEVOEGEN, "Passkey toevoegen", (naam,)), "nieuw")
    beeld = MiddelToevoegen(_EERST if eerste else _ERBIJ, formulier, _groepen(geheim), *_qr(adres), passkey, adres)
    kop = "Beveilig uw inlog" if eerste else "App of passkey toevoegen"
    terug = None if eerste else Link("Inloggen en apparaten", ADRES)
    return toon(request, kader(request, kop, terug=terug), beeld, status or (400 if fout else 200))


def _groepen(geheim: str) -> str:
    return " ".join(geheim[i : i + 4] for i in range(0, len(geheim), 4))


def _qr(tekst: str) -> tuple[str, int]:
    """A QR code as one path, and how wide it is: no image to fetch, no style to allow."""
    rijen = [list(r) for r in segno.make(tekst, micro=False).matrix_iter(border=4)]
    return "".join(f"M{x} {y}h1v1h-1z" for y, r in enumerate(rijen) for x, vol in enumerate(r) if vol), len(rijen)
