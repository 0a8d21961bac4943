# SPDX-License-Identifier: EUPL-1.2
"""The letters of my dossiers that still have to go. Printed is recorded: the button records that it went, and keeps the PDF that is printed."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from wijkregie.dossier import afspraken
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Geen, Link, Postlijst, PostRij
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.brief import post_reden
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.taal import aantal, dag_lang
from wijkregie.scherm.tonen import toon
from wijkregie.stukken import haak, postlijst
from wijkregie.stukken.haak import Onderweg
from wijkregie.stukken.model import PER_POST
from wijkregie.stukken.postlijst import Post

GEEN: Final = Geen(
    "Er ligt geen post", "Alle brieven die u hier maakte zijn verstuurd. Een nieuwe brief maakt u in het dossier.", Link("Naar Mijn werk", "/werk/")
)


@require_GET
@deur("handeling")
def post(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    wacht = postlijst.wacht(sessie)
    onderweg = haak.onderweg(sessie, [p.zending for p in wacht])
    rijen = tuple(_rij(sessie, p, onderweg.get(p.zending)) for p in wacht)
    zin = f"{aantal(len(rijen), 'brief moet', 'brieven moeten')} nog weg. Verstuurt u een brief, dan ligt vast wat er ging, aan wie en wanneer."
    beeld = Postlijst(zin if rijen else "Hier staan de brieven van uw dossiers die nog weg moeten.", rijen, None if rijen else GEEN)
    return toon(request, kader(request, "Post"), beeld)


def _rij(sessie: Sessie, p: Post, onderweg: Onderweg | None) -> PostRij:
    adres = f"/dossier/{p.kop.nummer}/feit/{p.feit.id}/brief/"
    rol = afspraken.wereld(sessie.gemeente_code).rollen[p.vorm.model.aan].naam
    per_post = [w for w in p.vorm.model.wegen if w in PER_POST]
    knop = {"aangetekend": "Aangetekend verstuurd", "post": "Per post verstuurd"}
    vast = (("weg", per_post[0]), ("terug", "post")) if per_post else ()
    formulier = (
        Formulier(f"{adres}versturen/", knop[per_post[0]], vast=vast) if per_post and (onderweg is None or onderweg.stand != haak.ONZEKER) else None
    )
    # whom the file is about stands only with a letter to that person: of others no name of the file belongs beside the letter
    naam = p.kop.naam if p.vorm.onderwerp else ""
    return PostRij(
        Link(p.vorm.model.brief, adres),
        naam or f"Dossier {p.kop.nummer}",
        f"Aan: {rol} · {dag_lang(p.dag)} · {p.kop.nummer}",
        formulier,
        post_reden(onderweg),
    )
