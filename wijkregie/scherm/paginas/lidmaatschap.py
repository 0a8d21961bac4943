# SPDX-License-Identifier: EUPL-1.2
"""For which organisation one works now. The session remembers the number of the membership; what it may do is looked up at every request."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken
from wijkregie.partijen.sessie import Lid
from wijkregie.scherm.beelden import KiesLidmaatschap
from wijkregie.scherm.beelden.formulier import Optie
from wijkregie.scherm.paginas.aanmelden import kies, mijn_lidmaatschappen, veilig
from wijkregie.scherm.paginas.basis import LIDMAATSCHAP
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.taal import en
from wijkregie.scherm.tonen import toon

GEEN = "U werkt op dit moment voor geen enkele organisatie in Wijkregie. Vraag uw beheerder om u toe te voegen."


@login_required
@require_http_methods(["GET", "POST"])
def lidmaatschap(request: HttpRequest) -> HttpResponse:
    """Choose; with one membership it is chosen at once, unless one came here to look."""
    leden = mijn_lidmaatschappen(request)
    nu = request.session.get(LIDMAATSCHAP)
    keuze = request.POST.get("lidmaatschap", "") if request.method == "POST" else ""
    gekozen = next((x for x in leden if str(x.id) == keuze), None)
    if gekozen is None and len(leden) == 1 and nu is None:
        gekozen = leden[0]
    if gekozen is not None:
        verder = veilig(request.session.pop("verder", None))
        request.session.cycle_key()
        kies(request, gekozen)
        return redirect(verder)
    opties = tuple(Optie(str(x.id), x.organisatie_naam, _sub(x), gekozen=x.id == nu) for x in leden)
    beeld = KiesLidmaatschap("/lidmaatschap/", opties, zin=_zin(len(leden)))
    return toon(request, kader(request, "Organisatie kiezen"), beeld, 200 if request.method == "GET" else 400)


def _zin(aantal: int) -> str:
    if aantal == 0:
        return GEEN
    return "U werkt voor één organisatie." if aantal == 1 else KiesLidmaatschap("", ()).zin


def _sub(x: Lid) -> str:
    """Municipality and roles, with the names that the vocabulary gives them."""
    return f"{x.gemeente_naam}{', ' + en(namen) if (namen := rolnamen(x.gemeente_code, x.rollen)) else ''}"


def rolnamen(gemeente_code: str, rollen: tuple[str, ...]) -> list[str]:
    bekend = afspraken.bibliotheek().vocabulaires[gemeente_code].rollen
    return [bekend[r].naam or r for r in rollen if r in bekend]
