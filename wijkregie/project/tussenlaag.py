# SPDX-License-Identifier: EUPL-1.2
"""Headers that Django has no setting for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NIETS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb")
RECHTEN = ", ".join(f"{n}=()" for n in NIETS)


def kopregels(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages are not kept by browser or proxy: the next one at this machine may be someone else. Static files pass before this layer."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        a = volgende(request)
        a.headers.setdefault("Cache-Control", "no-store")
        a.headers.setdefault("Permissions-Policy", RECHTEN)
        a.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return a

    return antwoord
