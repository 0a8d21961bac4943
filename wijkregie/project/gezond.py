# SPDX-License-Identifier: EUPL-1.2
"""Is this machine fit to send visitors to? For a load balancer: who asks is not known, and the answer tells of nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from psycopg_pool import PoolTimeout

from wijkregie.klok import nu

PAD: Final = "/gezond/"
KOP: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
STIL: Final = timedelta(minutes=1)
"""A worker writes its heartbeat every ten seconds; after this long without one it is gone or stuck."""


def gezond(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers before every other layer: a probe knows no host name, no https and no session, and needs none."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        if request.path_info != PAD:
            return volgende(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"], headers=KOP)
        delen = {"web": True, **_databank_en_werker()}
        tekst = "".join(f"{deel}: {'goed' if goed else 'niet goed'}\n" for deel, goed in delen.items())
        return HttpResponse(tekst, "text/plain; charset=utf-8", 200 if all(delen.values()) else 503, headers=KOP)

    return antwoord


def _databank_en_werker() -> dict[str, bool]:
    """Both doors are tried: a page needs them both. Without a database nobody can tell how the worker is."""
    try:
        with connections["default"].cursor() as c:
            c.execute("SELECT 1")
        with connections["kern"].cursor() as c:
            c.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
            laatste = c.fetchone()[0]
    except (Error, PoolTimeout):
        return {"databank": False, "werker": False}
    return {"databank": True, "werker": laatste is not None and nu() - laatste < STIL}
