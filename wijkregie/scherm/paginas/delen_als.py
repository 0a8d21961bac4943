# SPDX-License-Identifier: EUPL-1.2
"""The dossier as another party sees it: only what the reader sees too, by kind of data. A preview, nothing can be done here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier.delen_stand import WieZietWat
from wijkregie.dossier.delen_zoals import Gezien, zoals
from wijkregie.klok import vandaag
from wijkregie.norm.feiten.feit import RECTIFICATIE
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import AlsFeit, AlsGroep, DelenAls, Geen, Link
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.delen import kijk_als, matrix
from wijkregie.scherm.paginas.delen_woorden import soort_naam
from wijkregie.scherm.paginas.dossier_bron import Bron, lees
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon


@require_safe
@deur("delen")
def als(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    b = lees(sessie, nummer, vandaag())
    v = matrix(b)
    terug = Link(f"Wie ziet wat? Dossier {nummer}", f"/dossier/{nummer}/delen/")
    keuzes = kijk_als(b, v, terug.adres)
    gekozen = next((k.waarde for k in keuzes.keuzes if k.waarde == request.GET.get("partij")), None) if keuzes is not None else None
    if gekozen is None:
        raise Http404
    return toon(request, kader(request, f"Voorbeeld. Dossier {nummer}", terug=terug), stel_samen(b, v, int(gekozen), terug))


def stel_samen(b: Bron, v: WieZietWat, partij: int, terug: Link) -> DelenAls:
    wie = b.organisaties[partij].kort
    gezien = [g for g in zoals(b.sessie, b.d.id, b.feiten.zicht, v, partij, b.feiten.wereld, b.feiten.bits) if g.feit.soort != RECTIFICATIE]
    per: dict[str, list[Gezien]] = {}
    for g in gezien:
        per.setdefault(g.categorie, []).append(g)
    groepen = tuple(AlsGroep(hoofdletter(soort_naam(b, c)), tuple(_feit(b, g) for g in per[c])) for c in _op_volgorde(b, per))
    dicht = tuple(soort_naam(b, c) for c in v.categorieen if v.cellen[partij, c].mate in ("nog", "nee"))
    grenzen = [f"U ziet hier alleen wat u zelf ook mag zien. {wie} kan meer zien, bijvoorbeeld wat die partij zelf vastlegde."]
    if any(v.cellen[partij, c].mate == "onbekend" for c in v.categorieen):
        grenzen.append("Van sommige soorten gegevens mag u niet weten of deze partij ze ziet. Die staan hier niet.")
    leeg = Geen(f"{wie} ziet niets van wat u ziet.") if not groepen else None
    return DelenAls(b.organisaties[partij].naam, f"Voorbeeld: dit dossier zoals {wie} het ziet", terug, groepen, dicht, tuple(grenzen), leeg)


def _op_volgorde(b: Bron, per: dict[str, list[Gezien]]) -> list[str]:
    return [c for c in b.feiten.wereld.voc.categorieen if c in per]


def _feit(b: Bron, g: Gezien) -> AlsFeit:
    """With the details that the other may read, if the reader reads this fact at all."""
    lees_mee = g.leesbaar and b.feiten.leesbaar(g.feit)
    return AlsFeit(
        b.feiten.titel(g.feit) if lees_mee else "Een feit van deze soort",
        dag_kort(g.feit.op, b.dag) if lees_mee else "",
        g.feit.op.isoformat() if lees_mee else "",
        tuple(b.feiten.details(g.feit)) if lees_mee else (),
        not lees_mee,
    )
