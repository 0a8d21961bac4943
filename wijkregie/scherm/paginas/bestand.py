# SPDX-License-Identifier: EUPL-1.2
"""A file of a fact: its bytes, if row-level security gives them. Always saved, never shown in the page: nothing in it runs here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from wijkregie.dossier import lezen, lezen_kop
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import uuid_van
from wijkregie.stukken import geopend, portaal


@require_GET
@deur("handeling")
def bestand(request: HttpRequest, sessie: Sessie, nummer: str, bestand: str) -> HttpResponse:
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(bestand)
    gevonden = lezen.bestand(sessie, kop.id, id_) if kop is not None and id_ is not None else None
    if gevonden is None:
        raise Http404
    feit = next((b.feit for b in lezen.bestanden(sessie, kop.id) if b.id == id_), None) if kop is not None else None
    if kop is not None and feit is not None and portaal.bij(sessie, kop.id, feit):
        geopend.noteer(sessie, kop.id, feit)
    return antwoord(*gevonden)


def antwoord(naam: str, mediatype: str, inhoud: bytes) -> HttpResponse:
    """A file to save."""
    uit = HttpResponse(inhoud, content_type=mediatype)
    uit["Content-Disposition"] = content_disposition_header(True, naam) or "attachment"
    uit["X-Content-Type-Options"] = "nosniff"
    uit["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return uit
