# SPDX-License-Identifier: EUPL-1.2
"""A case that began before anybody knew about whom it is: the person is entered later, in the same way."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen, lezen_kop
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Bezwaar, Geweigerd, Nieuw, Opdracht
from wijkregie.dossier.personen import GEGEVENS, PERSOON
from wijkregie.dossier.zoeken import ZAAK
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Link
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.nieuw_persoon import Persoon
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.tonen import toon

VERBONDEN: Final = "dossier.verbonden"
TITEL: Final = "Over wie gaat het dossier?"
ZIN: Final = "Het systeem kijkt eerst of u deze persoon al kent. Wie in dit dossier mag weten over wie het gaat, ziet daarna de naam."
AL_IEMAND: Final = "Dit dossier gaat al over iemand. Een collega vulde dat net in."


def kan(sessie: Sessie, d: Dossier) -> bool:
    """May this session enter the person of this case? If and only if it is an open case, the session sees what it is linked to and nothing of that is
    the person it is about, and the vocabulary names one of its roles, or one above it, for the person and for the link."""
    if d.soort != ZAAK or d.gesloten_op is not None or any(soort == PERSOON for soort, _, _ in d.regels):
        return False
    w = afspraken.wereld(sessie.gemeente_code)
    if not {VERBONDEN, GEGEVENS[PERSOON]} <= {f.systeem for f in w.feiten.values()}:
        return False
    verbonden = w.feiten[afspraken.systeemfeit(sessie.gemeente_code, VERBONDEN)]
    persoon = w.feiten[afspraken.systeemfeit(sessie.gemeente_code, GEGEVENS[PERSOON])]
    eigen = [{r, *w.boven(r)} for r in sessie.rollen]
    if not any(x & set(verbonden.door or ()) for x in eigen) or not any(x & set(persoon.door or ()) for x in eigen):
        return False
    with connections["default"].cursor() as c:
        bit = afspraken.bits(c, sessie.gemeente).bit[verbonden.categorie]
    if not d.bestaat >> bit & 1:
        return False
    return not lezen.rijen(
        "select 1 from dossier_verbinding where gemeente = %s and dossier = %s and relatie = %s and tot is null limit 1",
        [sessie.gemeente, d.id, verbonden.velden["relatie"].waarden[0]],
    )


@require_http_methods(["GET", "POST"])
@deur("handeling")
def wie(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or kop.soort != ZAAK:
        raise Http404
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    if request.method == "POST" and kern.vastgelegd_met(sessie, sleutel_van(ingevuld)):
        return redirect(f"/dossier/{kop.nummer}/")
    if not kan(sessie, kop):
        raise Http404
    p = Persoon(sessie, ingevuld, onbekend=False)
    if request.method == "GET":
        return _toon(request, p, kop)
    p.lees()
    if p.fouten:
        return _toon(request, p, kop, 400)
    try:
        kern.leg_vast(sessie, _opdracht(p, kop.id), eerst=lambda k: _nog_niemand(k, kop.id, p.relaties()[0]))
    except Geweigerd as e:
        p.algemeen += [Fout(b.melding) for b in e.bezwaren]
        return _toon(request, p, kop, 400)
    messages.success(request, "De persoon is ingevuld.")
    return redirect(f"/dossier/{kop.nummer}/")


def _opdracht(p: Persoon, zaak: UUID) -> Opdracht:
    ander, begin, feiten = p.opdracht()
    relatie = p.relaties()[0]
    ruw = {"feit": p.soort(VERBONDEN), "op": p.sessie.dag.isoformat(), "velden": {"ander": str(ander), "relatie": relatie}}
    verzonden = canoniek({k: w for k, w in p.ingevuld.items() if k != "sleutel"})
    return Opdracht(sleutel_van(p.ingevuld), (*feiten, Nieuw(zaak, uuid4(), ruw)), tuple(begin), verzonden=verzonden)


def _nog_niemand(k: kern.Kern, zaak: UUID, relatie: str) -> None:
    """Two who enter somebody at once: the second is told, and nobody is entered twice. Raises Geweigerd."""
    k.cursor.execute("select 1 from dossier_dossier where gemeente = %s and id = %s for update", [k.gemeente, zaak])
    k.cursor.execute(
        "select 1 from dossier_verbinding where gemeente = %s and dossier = %s and relatie = %s and tot is null", [k.gemeente, zaak, relatie]
    )
    if k.cursor.fetchone() is not None:
        raise Geweigerd([Bezwaar(0, "bestaan", AL_IEMAND)])


def _toon(request: HttpRequest, p: Persoon, kop: Dossier, status: int = 200) -> HttpResponse:
    plek = f"/dossier/{kop.nummer}/"
    vast = (("sleutel", een(p.ingevuld, "sleutel") or str(uuid4())),)
    formulier = Formulier(f"{plek}wie/", "Persoon vastleggen", p.vragen(), vast, tuple(p.algemeen), Link("Niet doen", plek))
    pagina = kader(request, TITEL, terug=Link(kop.op_nummer, plek))
    return toon(request, pagina, Formulierblad(zin=ZIN, formulier=formulier), status)
