# SPDX-License-Identifier: EUPL-1.2
"""How long a session still lasts, for the page that warns before it ends; going on; and ending one elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from wijkregie.klok import nu
from wijkregie.partijen.aanmeldingen import AANMELDING, Stand, beeindig
from wijkregie.partijen.gebeurtenissen import ELDERS_UIT, schrijf
from wijkregie.partijen.passkeys import nummer
from wijkregie.scherm.paginas.aanmelden import BEVEILIGING, ik, vers_bewijs


def nog(request: HttpRequest) -> int:
    stand: Stand | None = getattr(request, "aanmelding", None)
    return stand.nog if stand else 0


@require_safe
def over(request: HttpRequest) -> HttpResponse:
    """Asked by an open page: it keeps no session alive. Another tab may have."""
    return JsonResponse({"nog": nog(request)}, headers={"Cache-Control": "no-store"})


@require_POST
def verder(request: HttpRequest) -> HttpResponse:
    """Somebody is at work: he types, or says so."""
    return JsonResponse({"nog": nog(request)}, headers={"Cache-Control": "no-store"})


@require_POST
@vers_bewijs(terug=BEVEILIGING)
def sessie_weg(request: HttpRequest) -> HttpResponse:
    gekozen = nummer(request.POST.get("sessie", ""))
    if gekozen is not None and beeindig(ik(request).pk, nu(), alleen=gekozen):
        messages.success(request, "Uitgelogd. Dat apparaat moet opnieuw inloggen.")
    else:
        messages.warning(request, "Dit apparaat was al uitgelogd.")
    return redirect(BEVEILIGING)


@require_POST
@vers_bewijs(terug=BEVEILIGING)
def andere_weg(request: HttpRequest) -> HttpResponse:
    """Everywhere but here, at once: each of them ends at its next request."""
    login, moment = ik(request).pk, nu()
    n = beeindig(login, moment, behalve=request.session.get(AANMELDING))
    if n:
        schrijf(ELDERS_UIT, moment, login=login)
    messages.success(request, "U bent op alle andere plekken uitgelogd." if n else "U was nergens anders ingelogd.")
    return redirect(BEVEILIGING)
