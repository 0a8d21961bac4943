# SPDX-License-Identifier: EUPL-1.2
"""Demo only: log in as one of the fictional people by one click. Without settings.DEMO this page does not exist."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from wijkregie.klok import vandaag
from wijkregie.partijen.collegas import personas as wie_er_zijn
from wijkregie.partijen.inlog import Inlog
from wijkregie.scherm.beelden import Persona, Personas
from wijkregie.scherm.paginas.aanmelden import ga_door, veilig
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.lidmaatschap import rolnamen
from wijkregie.scherm.taal import en
from wijkregie.scherm.tonen import toon


@require_http_methods(["GET", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    verder = veilig(request.POST.get("next") or request.GET.get("next"))
    mensen = wie_er_zijn(vandaag())
    if request.method == "POST":
        gekozen = next((m for m in mensen if str(m.lidmaatschap) == request.POST.get("persona")), None)
        login = Inlog().get_user(gekozen.login) if gekozen else None
        if gekozen is not None and login is not None:
            return ga_door(request, login, verder, gekozen.lidmaatschap)
    knoppen = tuple(Persona(str(m.lidmaatschap), m.naam, _functie(m.gemeente_code, m.rollen), m.organisatie) for m in mensen)
    return toon(request, kader(request, "Kies een persoon"), Personas("/personas/", knoppen, verder=verder))


def _functie(gemeente_code: str, rollen: tuple[str, ...]) -> str:
    return en(rolnamen(gemeente_code, rollen)) or "medewerker"
