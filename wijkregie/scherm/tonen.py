# SPDX-License-Identifier: EUPL-1.2
"""One way to answer with a page: `toon(request, pagina, beeld)`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from .beelden.basis import Beeld, Pagina

# The part of a page that asks for a part of another: the panel for waarom, the aside of a form.
DELEN = frozenset({"paneel-inhoud", "dit-volgt"})


def wil_deel(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") in DELEN


def toon(request: HttpRequest, pagina: Pagina, beeld: Beeld, status: int = 200) -> HttpResponse:
    """The whole page, or its part when a page of ours asks for that. Answers are personal: nothing on the way may keep them."""
    sjabloon = beeld.deel if beeld.deel and wil_deel(request) else beeld.sjabloon
    antwoord = HttpResponse(render_to_string(sjabloon, {"pagina": pagina, "beeld": beeld}, request), status=status)
    antwoord["Cache-Control"] = "no-store"
    patch_vary_headers(antwoord, ["HX-Target", "Cookie"])
    return antwoord
