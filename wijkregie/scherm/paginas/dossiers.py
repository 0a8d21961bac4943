# SPDX-License-Identifier: EUPL-1.2
"""The dossiers that a session has, the newest number first."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier import afspraken, lezen
from wijkregie.dossier.bijwerken import volgorde
from wijkregie.dossier.lezen_kop import Kop, koppen
from wijkregie.dossier.lezen_wie import organisaties
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.klok import vandaag
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bladeren, DossierLijst, DossierRij, DossierVerwijzing, Geen, Knop, Link, Tab, Tot, Zin
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import aantal as tel
from wijkregie.scherm.taal import dag_kort, tot_van
from wijkregie.scherm.tonen import toon

ADRES: Final = "/dossiers/"
PER_BLAD: Final = 50
MEEST: Final = 250  # further than this nobody counts
_TABS: Final = {"mij": "Van mij", "open": "Alle open dossiers", "gesloten": "Gesloten"}


@require_safe
@deur("werk")
def dossiers(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    dag = vandaag()
    aantallen = {w: lezen.aantal(sessie, w, MEEST) for w in _TABS}
    gevraagd = request.GET.get("welke", "")
    welke = gevraagd if gevraagd in _TABS else "mij" if aantallen["mij"] else "open"
    na = next(iter(nummer_in(request.GET.get("na", "")[:20])), "")
    gevonden = lezen.lijst(sessie, welke, PER_BLAD + 1, voor=volgorde(na) if na else None)
    meer, gevonden = len(gevonden) > PER_BLAD, gevonden[:PER_BLAD]
    hoofden, termijnen = koppen(sessie, gevonden), lezen.eerste_termijnen(sessie, gevonden)
    fasen, regie, namen = lezen.fasen_van(sessie, gevonden), lezen.regie_van(sessie, gevonden), organisaties(sessie, dag)
    rijen = [hoofden[id_] for id_ in gevonden if id_ in hoofden]

    def rij(k: Kop) -> DossierRij:
        regels = afspraken.regelset(sessie.gemeente_code, k.protocollen).op(dag, dag)
        fase = "; ".join(hoofdletter(regels.sporen[f.spoor].fasen.get(f.fase) or "") for f in fasen.get(k.id, ()) if f.spoor in regels.sporen)
        o = namen.get(regie.get(k.id) or 0)
        t = termijnen.get(k.id)
        tot = tot_van(t.uiterlijk, dag, dreigt=t.dreigt_vanaf is not None and t.dreigt_vanaf <= dag) if t is not None else None
        if k.gesloten_op is not None:
            tot = Tot("Gesloten", dag_kort(k.gesloten_op, dag), k.gesloten_op)
        plaats = k.adres if k.adres != k.titel else ""
        return DossierRij(
            DossierVerwijzing(k.nummer, f"/dossier/{k.nummer}/"), k.titel, plaats, fase, o.kort if o else "", tot, gesloten=k.gesloten_op is not None
        )

    beeld = DossierLijst(
        Zin("", _zin(aantallen)),
        tuple(rij(k) for k in rijen),
        tuple(_tab(w, aantallen[w], w == welke) for w in _TABS),
        leeg=None if rijen else _leeg(welke, na),
        bladeren=_bladeren(welke, na, rijen[-1].nummer if meer else ""),
        nieuw=Knop("Dossier beginnen", "/dossiers/nieuw/", True),
    )
    return toon(request, kader(request, "Dossiers"), beeld)


def _zin(aantallen: dict[str, int]) -> str:
    mij, alle = aantallen["mij"], aantallen["open"]
    hoeveel = tel(alle, "open dossier", "open dossiers") if alle <= MEEST else f"meer dan {MEEST} open dossiers"
    return f"U behandelt {tel(mij, 'dossier', 'dossiers')}. U doet mee in {hoeveel}."


def _tab(welke: str, n: int, actief: bool) -> Tab:
    adres = f"{ADRES}?welke={welke}"
    return Tab(_TABS[welke], adres, n, actief) if n <= MEEST else Tab(f"{_TABS[welke]} (meer dan {MEEST})", adres, None, actief)


def _leeg(welke: str, na: str) -> Geen:
    if na:
        return Geen(f"Onder nummer {na} staan er geen dossiers meer.", "", Link("Naar het begin", f"{ADRES}?welke={welke}"))
    if welke == "gesloten":
        return Geen("Er zijn geen gesloten dossiers.")
    if welke == "mij":
        return Geen(
            "U behandelt nu geen dossier.", "Bij alle open dossiers ziet u waar u aan meedoet.", Link("Alle open dossiers", f"{ADRES}?welke=open")
        )
    return Geen("U doet nog in geen dossier mee.", "Begin een dossier, of vraag een partner om uw organisatie toe te voegen.")


def _bladeren(welke: str, na: str, laatste: str) -> Bladeren | None:
    """`na`: the number after which this page begins; `laatste`: that of its last row if more follow."""
    if not na and not laatste:
        return None
    begin = Link("Naar het begin", f"{ADRES}?welke={welke}") if na else None
    verder = Link(f"Volgende {PER_BLAD}", f"{ADRES}?welke={welke}&na={laatste}") if laatste else None
    return Bladeren(f"Onder nummer {na}" if na else f"De nieuwste {PER_BLAD}", begin, verder)
