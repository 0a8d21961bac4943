# SPDX-License-Identifier: EUPL-1.2
"""What was typed in a form when fresh proof turned out to be needed: kept as a draft of this login, there again when the proof was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from wijkregie.dossier import concepten
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bericht
from wijkregie.scherm.paginas.basis import Pagina, deur

LANGST: Final = 2000
EERDER: Final = Bericht("let", "Dit vulde u net in", "Het is nog niet vastgelegd. Kijk het na en leg het dan vast.")
Vind = Callable[[HttpRequest, Sessie, str], UUID | None]


def bewaren(naam: str, *velden: str, bij: Vind | None = None) -> Pagina:
    """For `vers_bewijs`: keep these fields of what was posted. `bij`: the dossier that they are about, with which the draft goes."""

    @deur(naam)
    def bewaar(request: HttpRequest, sessie: Sessie, nummer: str = "") -> HttpResponse:
        getypt = {n: [w[:LANGST] for w in request.POST.getlist(n)[:100]] for n in velden}
        if any(w.strip() for ws in getypt.values() for w in ws):
            concepten.bewaar(sessie, _sleutel(request), bij(request, sessie, nummer) if bij is not None else None, getypt)
        return HttpResponse(status=204)

    return bewaar


def getypt(request: HttpRequest, sessie: Sessie) -> QueryDict:
    """What was posted; of a page that opens, what was kept for it."""
    if request.method == "POST":
        return request.POST
    uit = QueryDict(mutable=True)
    bewaard = concepten.concept(sessie, _sleutel(request))
    for naam, waarden in bewaard[0].items() if bewaard is not None else ():
        uit.setlist(naam, waarden)
    return uit


def eerder(request: HttpRequest, van: QueryDict) -> tuple[Bericht, ...]:
    """What to say above a form that was filled in from a draft."""
    return (EERDER,) if request.method == "GET" and van else ()


def klaar(request: HttpRequest, sessie: Sessie) -> None:
    """It was recorded: the draft is no longer needed."""
    concepten.gooi_weg(sessie, _sleutel(request))


def _sleutel(request: HttpRequest) -> str:
    return f"bewijs|{request.path}"
