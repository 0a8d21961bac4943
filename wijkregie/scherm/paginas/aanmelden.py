# SPDX-License-Identifier: EUPL-1.2
"""From a first proof to a session: who gave a password is not logged in before a second factor; what matters asks for fresh proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as begin_sessie
from django.contrib.auth import logout as eindig_sessie
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from wijkregie.klok import nu, vandaag
from wijkregie.partijen.aanmeldingen import STIL
from wijkregie.partijen.inlog import Inlog
from wijkregie.partijen.models import Login
from wijkregie.partijen.sessie import Lid, lidmaatschappen
from wijkregie.partijen.tweede import heeft_middel
from wijkregie.scherm.paginas.basis import LIDMAATSCHAP
from wijkregie.scherm.paginas.kader import WERK

HALF: Final = "half"
VIA: Final = "via"
"""In the session: the organisation whose provider logged somebody in. It vouches for work for that organisation only."""
BEWEZEN: Final = "bewezen"
HIER: Final = "hier_bewezen"
"""In the session: when somebody last proved himself with a means of this place, whatever a provider said."""
BEWIJS: Final = "/inloggen/bewijs/"
BEVEILIGING: Final = "/beveiliging/"
MET_WACHTWOORD: Final = "U werkt ook voor een andere organisatie. Log daarom in met uw mailadres en wachtwoord om hier iets te wijzigen."
TOEVOEGEN: Final = "/beveiliging/toevoegen/"
HALF_DUURT: Final = timedelta(minutes=10)
VERS: Final = timedelta(minutes=10)
"""How long proof counts as fresh for something that matters."""
Pagina = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Half:
    """Somebody with a first proof and not yet a second."""

    login: Login
    verder: str
    heeft_middel: bool
    via: int | None = None


def na_eerste(request: HttpRequest, login: Login, verder: str, *, via: int | None = None) -> HttpResponse:
    """The first proof was right. Nothing of who used this browser before stays."""
    heeft = heeft_middel(login.pk)
    if not settings.TWEEDE_FACTOR and not heeft:
        return ga_door(request, login, verder, via=via)
    eindig_sessie(request)
    stempel = login.get_session_auth_hash()
    request.session[HALF] = {"login": login.pk, "sinds": nu().isoformat(), "verder": verder, "stempel": stempel, "via": via}
    return redirect(BEWIJS if heeft else TOEVOEGEN)


def half(request: HttpRequest) -> Half | None:
    """Who is halfway here, not too long ago, and whose password is still the same."""
    stand: dict[str, Any] | None = request.session.get(HALF)
    if stand is None or nu() - datetime.fromisoformat(stand["sinds"]) > HALF_DUURT:
        return None
    login = Inlog().get_user(int(stand["login"]))
    if login is None or not constant_time_compare(login.get_session_auth_hash(), stand["stempel"]):
        return None
    return Half(login, veilig(stand["verder"]), heeft_middel(login.pk), stand["via"])


def ga_door(request: HttpRequest, login: Login, verder: str, lidmaatschap: int | None = None, *, via: int | None = None) -> HttpResponse:
    """A new session for this login; with one membership there is nothing to choose."""
    begin(request, login, via)
    leden = mijn_lidmaatschappen(request)
    lid = leden[0] if lidmaatschap is None and len(leden) == 1 else next((x for x in leden if x.id == lidmaatschap), None)
    if lid is None:
        request.session["verder"] = verder
        return redirect("lidmaatschap")
    kies(request, lid)
    return redirect(verder)


def kies(request: HttpRequest, lid: Lid) -> None:
    """From here this session acts for this organisation, and ends after the quiet minutes of its municipality."""
    request.session[LIDMAATSCHAP] = lid.id
    request.session[STIL] = lid.stil_minuten


def mijn_lidmaatschappen(request: HttpRequest) -> list[Lid]:
    """What this session may choose from."""
    via = request.session.get(VIA)
    return [x for x in lidmaatschappen(ik(request).pk, vandaag()) if via is None or x.organisatie == via]


def begin(request: HttpRequest, login: Login, via: int | None = None) -> None:
    eindig_sessie(request)  # nothing of who used this browser before
    begin_sessie(request, login, backend="wijkregie.partijen.inlog.Inlog")
    if via is not None:
        request.session[VIA] = via
    bewezen(request)


def bewezen(request: HttpRequest, *, hier: bool = False) -> None:
    """`hier`: with a means of this place, and not on the word of a provider."""
    request.session[BEWEZEN] = nu().isoformat()
    if hier:
        request.session[HIER] = request.session[BEWEZEN]


def is_vers(request: HttpRequest, welk: str = BEWEZEN) -> bool:
    moment = request.session.get(welk)
    return moment is not None and timedelta(0) <= nu() - datetime.fromisoformat(moment) <= VERS


def werkt_alleen_voor(login: int, organisatie: int) -> bool:
    return all(x.organisatie == organisatie for x in lidmaatschappen(login, vandaag()))


def eerst_hier(request: HttpRequest, verder: str) -> HttpResponse | None:
    """Where to go before one's means change, if a provider let this session in that does not speak for all the work of this login."""
    via = request.session.get(VIA)
    if via is None or is_vers(request, HIER) or werkt_alleen_voor(ik(request).pk, via):
        return None
    if heeft_middel(ik(request).pk):
        request.session.pop(BEWEZEN, None)  # else the page that asks lets pass at once
        return redirect(f"{BEWIJS}?{urlencode({'next': verder})}")
    messages.warning(request, MET_WACHTWOORD)
    return redirect(BEVEILIGING)


def vers_bewijs(terug: str = "", *, middelen: bool = False, bewaar: Pagina | None = None) -> Callable[[Pagina], Pagina]:
    """A page that wants proof of a moment ago; without it that is asked first. `terug`: where to go on, for what is only posted or fetched; what the
    address of the page holds goes into it by name (`/privacy/{nummer}/`). `middelen`: it changes how somebody logs in, for every organisation.
    `bewaar`: keeps what was typed while the proof is asked (`eerst_bewijs`)."""

    def om(pagina: Pagina) -> Pagina:
        @wraps(pagina)
        def binnen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.path)
            naar = terug.format(**kwargs) or request.path
            if not is_vers(request) and (settings.TWEEDE_FACTOR or heeft_middel(ik(request).pk)):
                if request.method == "POST" and bewaar is not None:
                    bewaar(request, *args, **kwargs)
                return redirect(f"{BEWIJS}?{urlencode({'next': naar})}")
            eerst = eerst_hier(request, naar) if middelen else None
            return eerst or pagina(request, *args, **kwargs)

        return binnen

    return om


def ik(request: HttpRequest) -> Login:
    """Who is logged in; only behind login_required."""
    assert isinstance(request.user, Login)
    return request.user


def veilig(adres: str | None) -> str:
    """An address inside this system, else Mijn werk."""
    goed = adres and adres.startswith("/") and url_has_allowed_host_and_scheme(adres, allowed_hosts=None)
    return str(adres) if goed else WERK
