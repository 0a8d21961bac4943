# SPDX-License-Identifier: EUPL-1.2
"""A file of a fact: its bytes, if row-level security gives them. Always saved, never shown in the page: nothing in it runs here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import lezen_kop
from wijkregie.dossier.lezen import rijen
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import uuid_van


@require_GET
@deur("handeling")
def bestand(request: HttpRequest, sessie: Sessie, nummer: str, bestand: str) -> HttpResponse:
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(bestand)
    gevonden = rijen(
        "select naam, mediatype, inhoud, categorie from dossier_bestand where gemeente = %s and dossier = %s and id = %s and inhoud is not null",
        [sessie.gemeente, kop.id if kop is not None else None, id_],
    )
    if kop is None or not gevonden:
        raise Http404
    naam, mediatype, inhoud, categorie = gevonden[0]
    noteer(kop.id, 1 << categorie)
    antwoord = HttpResponse(bytes(inhoud), content_type=mediatype)
    antwoord["Content-Disposition"] = content_disposition_header(True, naam) or "attachment"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return antwoord
