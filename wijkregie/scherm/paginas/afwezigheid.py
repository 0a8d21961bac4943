# SPDX-License-Identifier: EUPL-1.2
"""Absence and deputies: who takes over my work, or that of a colleague who cannot arrange it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.partijen.collegas import Vervanging, Weigering, beeindig, collega_s, meld_afwezig, vervangers
from wijkregie.partijen.models import Waarneming as WaarnemingRij
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Afwezigheid, Formulier, Link, Vraag
from wijkregie.scherm.beelden.formulier import Fout, Optie
from wijkregie.scherm.beelden.toegang import Waarneming
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.taal import dag_kort, lees_datum
from wijkregie.scherm.tonen import toon

ADRES = "/afwezigheid/"
ZIN = "Terwijl u weg bent, heeft uw vervanger ook uw rollen en ziet die uw werk."
GEEN_DATUM = "Dit is geen datum. Schrijf de dag zo: 07-04-2026."


@require_http_methods(["GET", "POST"])
@deur("afwezigheid")
def afwezigheid(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if request.method == "GET":
        return _pagina(request, sessie, {"voor": str(sessie.lidmaatschap), "reden": "afwezig"}, {}, ())
    ingevuld = {n: request.POST.get(n, "").strip()[:40] for n in ("voor", "door", "van", "tot", "reden")}
    van, tot = lees_datum(ingevuld["van"]), lees_datum(ingevuld["tot"])
    fouten = {n: GEEN_DATUM for n, dag in (("van", van), ("tot", tot)) if dag is None}
    fouten |= {n: "Kies een collega." for n in ("voor", "door") if not ingevuld[n].isdecimal() or not ingevuld[n].isascii()}
    if fouten or van is None or tot is None:
        return _pagina(request, sessie, ingevuld, fouten, ())
    try:
        meld_afwezig(
            gemeente=sessie.gemeente,
            organisatie=sessie.organisatie,
            gemeld_door=sessie.login,
            voor=int(ingevuld["voor"]),
            door=int(ingevuld["door"]),
            van=van,
            tot=tot,
            reden=ingevuld["reden"],
            vandaag=sessie.dag,
        )
    except Weigering as e:
        return _pagina(request, sessie, ingevuld, {}, (Fout(str(e)),))
    messages.success(request, f"Vastgelegd: de vervanging van {dag_kort(van, sessie.dag)} tot en met {dag_kort(tot, sessie.dag)}.")
    return redirect(ADRES)


@require_POST
@deur("afwezigheid")
def stop(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    nummer = request.POST.get("waarneming", "")[:12]
    try:
        if not (nummer.isascii() and nummer.isdecimal()):
            raise Weigering("Deze vervanging is er niet meer. Open de pagina opnieuw.")
        beeindig(int(nummer), gemeld_door=sessie.login, organisatie=sessie.organisatie, vandaag=sessie.dag)
    except Weigering as e:
        messages.warning(request, str(e))
    else:
        messages.success(request, "De vervanging is beëindigd.")
    return redirect(ADRES)


def _pagina(request: HttpRequest, sessie: Sessie, ingevuld: dict[str, str], fouten: dict[str, str], algemeen: tuple[Fout, ...]) -> HttpResponse:
    collega_opties = [(str(c.lidmaatschap), c.naam) for c in collega_s(sessie.organisatie, sessie.dag)]
    wie = tuple(Optie(w, f"{naam} (u)" if w == str(sessie.lidmaatschap) else naam) for w, naam in collega_opties)
    vragen = (
        Vraag("voor", "Wie is er afwezig?", "organisatie", waarde=ingevuld.get("voor", ""), opties=wie, fout=fouten.get("voor", "")),
        Vraag("door", "Wie neemt het werk over?", "organisatie", waarde=ingevuld.get("door", ""), opties=wie, fout=fouten.get("door", "")),
        Vraag("van", "Vanaf welke dag?", "datum", "Bijvoorbeeld 07-04-2026.", waarde=ingevuld.get("van", ""), fout=fouten.get("van", "")),
        Vraag("tot", "Tot en met welke dag?", "datum", waarde=ingevuld.get("tot", ""), fout=fouten.get("tot", "")),
        Vraag(
            "reden", "Waarom?", "keuze", "Kies afwezig als iemand ziek is: dat leggen we niet vast.",
            waarde=ingevuld.get("reden", ""), opties=tuple(Optie(w, t.capitalize()) for w, t in WaarnemingRij.REDENEN),
        ),
    )  # fmt: skip
    formulier = Formulier(ADRES, "Vervanging vastleggen", vragen, fouten=algemeen, niet_doen=Link("Niet doen", WERK))
    lopend = tuple(_regel(v, sessie) for v in vervangers(sessie.organisatie, sessie.dag))
    kop = kader(request, "Afwezigheid", terug=Link("Mijn werk", WERK))
    return toon(request, kop, Afwezigheid(ZIN, formulier, lopend), 400 if fouten or algemeen else 200)


def _regel(v: Vervanging, sessie: Sessie) -> Waarneming:
    """Who stands in for another does not end it himself."""
    mag = v.voor == sessie.lidmaatschap or v.door != sessie.lidmaatschap
    periode = _periode(v.van, v.tot, sessie.dag)
    return Waarneming(f"{v.door_naam} vervangt {v.voor_naam}", periode, f"{ADRES}stop/" if mag else "", str(v.id) if mag else "")


def _periode(van: date, tot: date | None, dag: date) -> str:
    eind = f" tot en met {dag_kort(tot, dag)}" if tot else ""
    return f"{dag_kort(van, dag)}{eind}"
