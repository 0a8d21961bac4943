# SPDX-License-Identifier: EUPL-1.2
"""Handing over a caseload in one act: all dossiers of one's own, or some, to a colleague of the same organisation."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier.behandelaars import NietBijUw, caseload, draag_over, open_caseload, overnemers
from wijkregie.dossier.lezen_kop import Kop, koppen
from wijkregie.partijen.collegas import Collega
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import CaseloadRij, Formulier, Geen, Link, Optie, Overdracht, Vraag
from wijkregie.scherm.beelden.formulier import Fout
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.taal import aantal
from wijkregie.scherm.tonen import toon

ADRES: Final = "/overdracht/"
HOOGSTENS: Final = 400  # Django reads at most 1000 fields of a form; the rest follows in a second turn
ZIN: Final = "Uw collega ziet deze dossiers en taken daarna bij ‘Van mij’. U ziet ze dan bij ‘Mijn team’. Wie wat mag zien, verandert niet."
NIET_KIEZEN: Final = "Kies een collega uit de lijst."


@require_http_methods(["GET", "POST"])
@deur("werk")
def overdracht(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    eigen = {str(d): d for d in open_caseload(sessie, HOOGSTENS)}
    hoofden = koppen(sessie, list(eigen.values()))
    rijen = [hoofden[d] for d in eigen.values() if d in hoofden]
    collegas = [c for c in overnemers(sessie) if c.lidmaatschap != sessie.lidmaatschap]
    if request.method == "GET":
        return _pagina(request, rijen, collegas, set(eigen))
    gevraagd = set(request.POST.getlist("dossier"))
    gekozen = gevraagd & set(eigen)
    naar = next((c for c in collegas if str(c.lidmaatschap) == request.POST.get("naar")), None)
    if naar is not None and gevraagd and not gekozen and gevraagd <= {str(d) for d in caseload(sessie, naar.lidmaatschap)}:
        return _klaar(request, len(gevraagd))  # sent twice: it was done the first time
    if naar is None or not gekozen:
        fout = NIET_KIEZEN if naar is None else ""
        algemeen = () if gekozen else (Fout("Kies minstens één dossier."),)
        return _pagina(request, rijen, collegas, gekozen, naar, fout, algemeen)
    try:
        over = draag_over(sessie, sessie.lidmaatschap, naar.lidmaatschap, [eigen[d] for d in sorted(gekozen)])
    except NietBijUw as e:
        return _pagina(request, rijen, collegas, gekozen, naar, str(e))
    return _klaar(request, len(over.dossiers))


def _klaar(request: HttpRequest, n: int) -> HttpResponse:
    messages.success(request, f"Vastgelegd: u heeft {aantal(n, 'dossier', 'dossiers')} overgedragen.")
    return redirect(WERK)


def _pagina(
    request: HttpRequest,
    rijen: list[Kop],
    collegas: list[Collega],
    gekozen: set[str],
    naar: Collega | None = None,
    fout: str = "",
    algemeen: tuple[Fout, ...] = (),
) -> HttpResponse:
    opties = tuple(Optie(str(c.lidmaatschap), c.naam) for c in collegas)
    vraag = Vraag("naar", "Wie neemt deze dossiers over?", "organisatie", waarde=str(naar.lidmaatschap) if naar else "", opties=opties, fout=fout)
    formulier = Formulier(ADRES, "Dossiers overdragen", (vraag,), fouten=algemeen, niet_doen=Link("Niet doen", WERK))
    meer = f" U ziet de eerste {HOOGSTENS}. Draag daarna de rest over." if len(rijen) == HOOGSTENS else ""
    regels = tuple(CaseloadRij(str(k.id), k.nummer, k.titel, gekozen=str(k.id) in gekozen) for k in rijen)
    kop = kader(request, "Dossiers overdragen", terug=Link("Mijn werk", WERK))
    beeld = Overdracht(f"{ZIN}{meer}", formulier, regels, _leeg(rijen, collegas))
    return toon(request, kop, beeld, 400 if fout or algemeen else 200)


def _leeg(rijen: list[Kop], collegas: list[Collega]) -> Geen | None:
    terug = Link("Naar Mijn werk", WERK)
    if not rijen:
        return Geen("U behandelt geen dossiers", "Er is niets om over te dragen.", terug)
    return None if collegas else Geen("U heeft geen collega die dit kan overnemen", "Vraag uw beheerder om een collega een rol te geven.", terug)
