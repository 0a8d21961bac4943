# SPDX-License-Identifier: EUPL-1.2
"""What every page behind log-in shares: a session, one transaction as wijk_web with its context, and the purposes of its door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout as eindig_sessie
from django.contrib.auth.views import redirect_to_login
from django.db import connections, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from wijkregie.delen.context import EIGEN_WERK, zet
from wijkregie.delen.lezing import verzamel
from wijkregie.dossier import afspraken
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.klok import vandaag
from wijkregie.partijen.sessie import GeenToegang, Sessie, maak_sessie
from wijkregie.privacy import leeslog

LIDMAATSCHAP = "lidmaatschap"
Pagina = Callable[..., HttpResponse]


def deur(naam: str) -> Callable[[Pagina], Pagina]:
    """A page behind log-in: `@deur("dossier") def pagina(request, sessie, ...)`.

    The page runs in one transaction as wijk_web, in the context of the session and of the purposes that the municipality gave this door.
    """

    def om(pagina: Pagina) -> Pagina:
        @wraps(pagina)
        def binnen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.path)  # the path only: a query could hold what was searched for
            lidmaatschap = request.session.get(LIDMAATSCHAP)
            if lidmaatschap is None:
                return redirect("lidmaatschap")
            with verzamel() as gelezen, transaction.atomic():
                try:
                    sessie = maak_sessie(int(lidmaatschap), int(request.user.pk), vandaag(), afspraken.boven)
                except GeenToegang:  # it ended: so does what was begun with it
                    eindig_sessie(request)
                    messages.warning(request, "Uw toegang is veranderd. Log opnieuw in.")
                    return redirect("inloggen")
                doelen = open_deur(sessie, naam)
                request.sessie = sessie  # type: ignore[attr-defined]  # for the page frame
                try:
                    antwoord = pagina(request, sessie, *args, **kwargs)
                except Onbekend:  # the right to see it ended between the page and the core
                    raise Http404 from None
                if hasattr(antwoord, "render") and callable(antwoord.render):
                    antwoord = antwoord.render()  # a template that reads lazily must do so inside this transaction
                leeslog.schrijf_alles(sessie, naam, doelen, gelezen)
                return antwoord

        return binnen

    return om


def open_deur(sessie: Sessie, naam: str) -> list[int]:
    """Set the context of this transaction for a door; gives its purposes. Needs the transaction in which the session was made."""
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, sessie.gemeente)
        doelen = [EIGEN_WERK, *(bits.doel[d] for d in afspraken.deur(sessie.gemeente_code, naam))]
        zet(c, sessie, doelen)
    return doelen
