# SPDX-License-Identifier: EUPL-1.2
"""Starting a dossier in four steps: who, where, which agreement and parties, what happened. One command records it all, or nothing.

Nothing is kept between the steps: each carries what was typed before in hidden fields.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen_kop
from wijkregie.dossier.inhoud import canoniek
from wijkregie.dossier.opdracht import Geweigerd, Opdracht, Uitslag
from wijkregie.dossier.personen import GEGEVENS
from wijkregie.dossier.zoeken import ZAAK
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Link, NieuwDossier, Vraag
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.nieuw_begin import STAPPEN, Begin
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.tonen import toon

ADRES = "/dossiers/nieuw/"
TERUG = "terug"
ZIN = "Er wordt pas iets gedeeld als u in stap 4 het dossier begint. Daar leest u eerst wie wat ziet."
KOPPEN = ("Over wie gaat het dossier?", "Waar woont deze persoon?", "Welke afspraak geldt, en wie doet er mee?", "Wat is er het eerst gebeurd?")


@require_http_methods(["GET", "POST"])
@deur("zoek")
def nieuw(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not set(GEGEVENS.values()) <= {f.systeem for f in afspraken.wereld(sessie.gemeente_code).feiten.values()}:
        raise Http404  # a municipality whose agreements know no dossier of a person or an address yet
    b = Begin(sessie, ingevuld_van(request) if request.method == "POST" else {})
    if request.method == "GET":
        return _toon(request, b, 1)
    bij = een(b.ingevuld, "bij")
    nu = int(bij) if bij in ("1", "2", "3", "4") else 1
    if een(b.ingevuld, "stap") == TERUG:
        for s in range(1, nu - 1):  # for what stands on the step before
            b.lees(s)
        b.fouten.clear()
        b.algemeen.clear()
        return _toon(request, b, max(1, nu - 1))
    sleutel = sleutel_van(b.ingevuld)
    eerder = _eerder(request, b, sleutel) if nu == len(STAPPEN) else None
    if eerder is not None:
        return eerder
    for s in range(1, nu + 1):  # what was carried along is checked again: it came from outside
        b.lees(s)
        if b.fouten or b.algemeen:
            return _toon(request, b, s, 400)
    if nu < len(STAPPEN):
        return _toon(request, b, nu + 1)
    return _leg_vast(request, b)


def _toon(request: HttpRequest, b: Begin, stap: int, status: int = 200) -> HttpResponse:
    vragen, keuzes = b.vragen(stap)
    laatste = stap == len(STAPPEN)
    namen = {n for v in vragen for n in _namen(v)} | {k.naam for k in keuzes} | {"bij", "stap", "sleutel"}
    vast = [("bij", str(stap)), ("sleutel", een(b.ingevuld, "sleutel") or str(uuid4()))]
    vast += [(k, w) for k, ws in b.ingevuld.items() if k not in namen for w in ws]
    beeld = NieuwDossier(
        zin=ZIN,
        stappen=STAPPEN,
        stap=stap,
        kop=KOPPEN[stap - 1],
        formulier=Formulier(
            ADRES,
            "Dossier beginnen" if laatste else "Verder",
            vragen,
            tuple(vast),
            tuple(b.algemeen),
            Link("Niet doen", "/dossiers/"),
            knoppen=((TERUG, "Vorige stap"),) if stap > 1 else (),
        ),
        keuzes=keuzes,
        samenvatting=b.samenvatting(stap),
        noot=b.noot(stap),
        vooraf=b.vooraf(stap),
    )
    return toon(request, kader(request, "Dossier beginnen", terug=Link("Dossiers", "/dossiers/")), beeld, status)


def _namen(v: Vraag) -> set[str]:
    return {v.naam, *(n for d in v.delen for n in _namen(d))}


def _eerder(request: HttpRequest, b: Begin, sleutel: UUID) -> HttpResponse | None:
    """Sent twice. By now the person is known, so what was sent is compared, and not what it would become now."""
    try:
        uitslag = kern.uitslag_van(b.sessie, Opdracht(sleutel, (), verzonden=_verzonden(b)))
    except Geweigerd as e:
        b.bezwaar(e.bezwaren)
        return _toon(request, b, len(STAPPEN), 409)
    return _begonnen(request, b, uitslag) if uitslag is not None else None


def _verzonden(b: Begin) -> bytes:
    return canoniek({k: w for k, w in b.ingevuld.items() if k not in ("sleutel", "bij", "stap")})


def _leg_vast(request: HttpRequest, b: Begin) -> HttpResponse:
    try:
        uitslag = kern.leg_vast(b.sessie, replace(b.opdracht(sleutel_van(b.ingevuld)), verzonden=_verzonden(b)))
    except Geweigerd as e:
        b.bezwaar(e.bezwaren)
        return _toon(request, b, len(STAPPEN), 400)
    return _begonnen(request, b, uitslag)


def _begonnen(request: HttpRequest, b: Begin, uitslag: Uitslag) -> HttpResponse:
    nummer = _nummer(b.sessie, uitslag)
    messages.success(request, f"Dossier {nummer} is begonnen." + ("" if b.eerste_feit else " Leg nu vast wat er is gebeurd."))
    return redirect(f"/dossier/{nummer}/" if nummer else "/dossiers/")


def _nummer(sessie: Sessie, uitslag: Uitslag) -> str:
    """The number of the case; of a command that came twice it is read back."""
    koppen = lezen_kop.koppen(sessie, uitslag.dossiers)
    return next((k.nummer for k in koppen.values() if k.soort == ZAAK), "")
