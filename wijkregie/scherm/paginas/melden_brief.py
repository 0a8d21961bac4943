# SPDX-License-Identifier: EUPL-1.2
"""The letters to who reported, on the page behind the code. Read on the connection of that key: row-level security decides."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from wijkregie.dossier.lezen_feiten import feiten
from wijkregie.meldingen.code import Sleutel
from wijkregie.meldingen.woorden import Woorden
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Link
from wijkregie.scherm.paginas.bestand import antwoord
from wijkregie.scherm.taal import dag_lang, schrijf_datum
from wijkregie.stukken import geopend, portaal

__all__ = ["bestand", "geopend", "links"]


def links(sessie: Sessie, sleutel: Sleutel, w: Woorden) -> tuple[Link, ...]:
    """Each letter by its day. What it is called is in Dutch, as the letter itself."""
    brieven = portaal.brieven(sessie, feiten(sessie, sleutel.dossier))
    dag = dag_lang if w.taal == "nl" else schrijf_datum
    return tuple(Link(f"{f.velden.get('brief', '')}, {dag(f.op)} (pdf)", reverse("meldcode_brief", args=[f.id])) for f in brieven)


def bestand(sessie: Sessie, sleutel: Sleutel, feit: UUID) -> HttpResponse:
    """Raises Http404."""
    gevonden = portaal.pdf(sessie, sleutel.dossier, feiten(sessie, sleutel.dossier), str(feit))
    if gevonden is None:
        raise Http404
    return antwoord(*gevonden)
