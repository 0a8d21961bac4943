# SPDX-License-Identifier: EUPL-1.2
"""Meeting mode: one item. Shut while somebody must leave; else notes, votes and actions, kept as they are typed, and recorded at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Onbekend
from wijkregie.overleg import punt as punten
from wijkregie.overleg import woorden as w
from wijkregie.overleg import zaal
from wijkregie.overleg.concepten import Botsing, Schrijfblok
from wijkregie.overleg.punt import Punt
from wijkregie.overleg.weg import aan_tafel
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Fout
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.overleg_basis import Overleg, vind
from wijkregie.scherm.paginas.overleg_invoer import MEESTE, ZORG, Gelezen, gevraagd, lees, rijen_van, velden_van
from wijkregie.scherm.paginas.overleg_puntbeeld import Puntpagina, bewaard_zin
from wijkregie.scherm.paginas.overleg_vooraf import bij_punt
from wijkregie.scherm.paginas.vragen import Ingevuld, een, naam_van
from wijkregie.scherm.taal import en
from wijkregie.scherm.tonen import toon

AL_AFGEROND = "Een collega heeft dit punt net afgerond. Hieronder staat wat er is vastgelegd. Uw tekst is niet vastgelegd."


def _vind(sessie: Sessie, nummer: str, bijeenkomst: UUID, punt: UUID) -> tuple[Overleg, Punt]:
    o = vind(sessie, nummer, bijeenkomst)
    p = o.punt(str(punt))
    if p is None or p.zaak not in o.koppen:
        raise Http404
    return o, p


def schrijfblok(p: Punt) -> Schrijfblok:
    z = punten.zorg(p)
    feit, namen = gevraagd(p)
    model = w.model(p.reeks.sessie, feit)
    anders = {naam_van(n): c for n in namen if (c := model.velden[n].categorie)} | ({ZORG: z[1]} if z else {})
    return Schrijfblok(p.reeks.sessie, p.zaak, p.agendapunt.id, model.categorie, anders)


def loopt(o: Overleg, p: Punt) -> bool:
    """May this session keep what it typed? If and only if it may record what is said, at an item that was opened and is not finished."""
    return p.mag and p.open and p.besproken is None and o.bijeenkomst.gehouden is None


def kan(o: Overleg, p: Punt) -> bool:
    """Does the page show the item to write in? If and only if it runs, somebody is there, and nobody is there who must leave first."""
    hier = o.bijeenkomst.aanwezig()
    return loopt(o, p) and bool(hier) and not zaal.moeten_weg(o.reeks, hier, p.agendapunt.deel)


@require_http_methods(["GET", "POST"])
@deur("overleg")
def punt(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID, punt: UUID) -> HttpResponse:
    o, p = _vind(sessie, nummer, bijeenkomst, punt)
    pagina = Puntpagina(o, p)
    if request.method == "GET" or p.besproken is not None:
        if request.method == "POST":
            messages.warning(request, AL_AFGEROND)
            return redirect(pagina.adres)
        return _toon(request, pagina)
    ingevuld = ingevuld_van(request)
    stap = een(ingevuld, "stap")
    if stap in ("open", "overslaan"):
        return _open(request, o, p, pagina) if stap == "open" else redirect(pagina.na or o.adres)
    if not kan(o, p):  # somebody came in who may not be there: what was typed stays a draft, and the page is shut
        if loopt(o, p):
            _bewaar(p, ingevuld)
        messages.warning(request, "Dit punt is dicht. Wat u typte, is niet vastgelegd. Het staat er weer als het punt open is.")
        return redirect(pagina.adres)
    botsingen = _bewaar(p, ingevuld)
    pagina.botsingen = botsingen
    pagina.eigen = ingevuld
    gelezen = lees(o, p, ingevuld)
    if stap == "afronden" and not botsingen:
        if wie := _erbij(p, ingevuld):
            pagina.algemeen = (Fout(f"{en(wie)} schreef er een actie bij. Die staat nu hieronder. Lees haar na en rond het punt dan af."),)
            return _toon(request, pagina, 409)
        return _rond_af(request, pagina, gelezen)
    pagina.uitslag = _uitslag(p, gelezen)
    return _toon(request, pagina, 409 if botsingen else 200)


def _open(request: HttpRequest, o: Overleg, p: Punt, pagina: Puntpagina) -> HttpResponse:
    """Those who must leave have left, and the item begins for who is there."""
    if not p.mag or o.bijeenkomst.gehouden is not None:
        raise Http404
    try:
        deel = p.agendapunt.deel
        for m in zaal.moeten_weg(o.reeks, o.bijeenkomst.aanwezig(), deel):
            zaal.komt_of_gaat(o.reeks, o.bijeenkomst, m.wie, komt=False)
        mag_blijven = [a for a in o.bijeenkomst.aanwezig() if not zaal.moeten_weg(o.reeks, [a], deel)]
        if not p.open:
            zaal.open_punt(o.reeks, p.zaak, p.over, mag_blijven, (o.bijeenkomst.id, deel) if deel else None)
    except Geweigerd as e:
        messages.warning(request, e.bezwaren[0].melding)
    return redirect(pagina.adres)


def _rond_af(request: HttpRequest, pagina: Puntpagina, gelezen: Gelezen) -> HttpResponse:
    p = pagina.p
    pagina.fouten |= gelezen.fouten
    if not pagina.fouten:
        try:
            punten.rond_af(p, gelezen.inhoud)
        except (Gewijzigd, Onbekend):
            messages.warning(request, AL_AFGEROND)
            return redirect(pagina.adres)
        except Geweigerd as e:
            pagina.algemeen = tuple(Fout(b.melding) for b in e.bezwaren)
        else:
            schrijfblok(p).gooi_weg()
            messages.success(request, f"Vastgelegd: punt {pagina.nummer}. Elke actie staat nu bij de partij die het doet.")
            return redirect(pagina.na or pagina.o.adres)
    pagina.uitslag = _uitslag(p, gelezen)
    return _toon(request, pagina, 400)


def _bewaar(p: Punt, ingevuld: Ingevuld) -> list[Botsing]:
    """Keep every control that came along; `versie-<naam>` says which text the writer had read."""
    namen = [n for n in velden_van(p, MEESTE) if n in ingevuld or f"versie-{n}" in ingevuld]
    gelezen = {n: int(v) for n in namen if (v := een(ingevuld, f"versie-{n}")).isascii() and v.isdecimal() and len(v) < 9}
    return schrijfblok(p).bewaar({n: een(ingevuld, n) for n in namen}, gelezen, een(ingevuld, "blad"))


def _erbij(p: Punt, ingevuld: Ingevuld) -> list[str]:
    """Who added an action in a row that the page of this writer does not have."""
    velden = schrijfblok(p).velden()
    gemist = [n for n, v in velden.items() if n.startswith("actie-") and v.tekst.strip() and n not in ingevuld and f"versie-{n}" not in ingevuld]
    return sorted({velden[n].wie for n in gemist})


def _uitslag(p: Punt, g: Gelezen) -> list[punten.Beslissing]:
    """What the votes come to so far; nothing where none was given."""
    if not g.inhoud.stemmen:
        return []
    return punten.proef(p, punten.Inhoud(stemmen=g.inhoud.stemmen))[0]


def _toon(request: HttpRequest, pagina: Puntpagina, status: int = 200) -> HttpResponse:
    p = pagina.p
    if kan(pagina.o, p):
        pagina.concept = schrijfblok(p).velden()
        with aan_tafel(p.reeks.sessie):
            pagina.vooraf = bij_punt(pagina.o, p)
        if not pagina.uitslag and pagina.concept:
            pagina.uitslag = _uitslag(p, lees(pagina.o, p, {n: [v.tekst] for n, v in pagina.concept.items()}))
    titel = f"{pagina.o.reeks.vorm.model.naam}, punt {pagina.nummer}"
    return toon(request, kader(request, titel), pagina.beeld(), status)


@require_http_methods(["GET", "POST"])
@deur("overleg")
def concept(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID, punt: UUID) -> HttpResponse:
    """What the page asks while it is open: keep what was typed, and tell what others wrote."""
    o, p = _vind(sessie, nummer, bijeenkomst, punt)
    ingevuld = ingevuld_van(request)
    if not kan(o, p):
        bewaard = {"bewaard": loopt(o, p) and not _bewaar(p, ingevuld)} if request.method == "POST" else {}
        return JsonResponse({"dicht": True} | bewaard, headers={"Cache-Control": "no-store"})
    botsingen = _bewaar(p, ingevuld) if request.method == "POST" else []
    velden = schrijfblok(p).velden()
    uitslag: list[punten.Beslissing] = []
    if any(n.startswith(("stem-", "mandaat-")) for n in ingevuld):
        uitslag = _uitslag(p, lees(o, p, {n: [v.tekst] for n, v in velden.items()}))
    antwoord: dict[str, Any] = {
        "merk": merk(o),
        "zin": bewaard_zin(velden, sessie),
        "velden": {n: {"tekst": v.tekst, "versie": v.versie, "blad": v.blad} for n, v in velden.items()},
        "anders": [{"veld": b.veld, "wie": b.ander.schreef(sessie), "tekst": b.ander.tekst, "versie": b.ander.versie} for b in botsingen],
        "uitslag": [{"zin": u.zin, "telling": u.telling, "soort": u.soort} for u in uitslag],
        "rijen": rijen_van({n: v.tekst for n, v in velden.items()}),
    }
    return JsonResponse(antwoord, headers={"Cache-Control": "no-store"})


def merk(o: Overleg) -> str:
    """Who is in the room: when it changes, the page must be asked again."""
    return "|".join(sorted(a.sleutel for a in o.bijeenkomst.aanwezig()))
