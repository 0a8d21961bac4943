# SPDX-License-Identifier: EUPL-1.2
"""What Django has no setting for: headers of every answer, which header of a request is believed, and a page where it answers with nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from wijkregie.project.logboek import regel
from wijkregie.scherm.fouten import niet_zo

NIETS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb")
RECHTEN = ", ".join(f"{n}=()" for n in NIETS)

log = logging.getLogger("wijkregie.verzoek")


def schrijf_op(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The log of requests, if it was asked for: which page, how it went and how long it took. Ours and not the web server's, which writes the
    whole path: that may hold what somebody typed, and the link of an invitation is a key."""
    if not settings.VERZOEKEN_OPSCHRIJVEN:
        raise MiddlewareNotUsed

    def antwoord(request: HttpRequest) -> HttpResponse:
        begin = perf_counter()
        a = volgende(request)
        log.info("%s %.1f ms", regel(request, a.status_code), 1000 * (perf_counter() - begin))
        return a

    return antwoord


def kopregels(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages are not kept by browser or proxy: the next one at this machine may be someone else. Static files pass before this layer."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        a = volgende(request)
        a.headers.setdefault("Cache-Control", "no-store")
        a.headers.setdefault("Permissions-Policy", RECHTEN)
        a.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return a

    return antwoord


def lengte(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A length that is no number is no length: Django reads nothing then, but counts with it when a form is asked for."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        if not str(request.META.get("CONTENT_LENGTH") or "0").isdecimal():
            request.META["CONTENT_LENGTH"] = "0"
        return volgende(request)

    return antwoord


def herkomst(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where a request comes from stands in the header that only our own proxies know the name of.

    `X-Forwarded-For` itself cannot be believed: a web server gives `X_Forwarded_For` of a visitor the same name, and the last one wins.
    """

    def antwoord(request: HttpRequest) -> HttpResponse:
        if settings.ADRESKOP:
            naam = f"HTTP_{settings.ADRESKOP.upper().replace('-', '_')}"
            request.META["HTTP_X_FORWARDED_FOR"] = request.META.get(naam, "")
        return volgende(request)

    return antwoord


def pagina_bij_405(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A method that a page does not take: Django answers with an empty page."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        a = volgende(request)
        return niet_zo(a.headers["Allow"]) if isinstance(a, HttpResponseNotAllowed) else a

    return antwoord
