# SPDX-License-Identifier: EUPL-1.2
"""The privacy officer's desk: requests by deadline, one request, and its packages. Nobody else has these pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import kern, lezen_kop
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.klok import ZONE, vandaag
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import inzage, pakket, verzoeken
from wijkregie.privacy.bureau import Wacht, wacht
from wijkregie.privacy.gronden import GRONDEN
from wijkregie.privacy.pakket import Pakket
from wijkregie.scherm.beelden import DeskRij, Formulier, Geen, Knop, Link, PakketRij, PrivacyDesk, StukGroep, VerzoekBeeld, VerzoekRij, Zin
from wijkregie.scherm.beelden.basis import DossierVerwijzing
from wijkregie.scherm.paginas.aanmelden import vers_bewijs
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van, uuid_van
from wijkregie.scherm.paginas.kader import BELANG, LEESLOG, NOOD, PRIVACY, VERNIETIGEN, kader
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import aantal, dag_kort, en, tijd, tot_van
from wijkregie.scherm.tonen import toon

ZELF: Final = "U legde dit verzoek zelf vast. Een collega met dezelfde taak verzamelt en beoordeelt de gegevens."
SOORT: Final = {"pdf": "application/pdf", "json": "application/json"}


@require_safe
@deur("privacy")
def privacy(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    _alleen(sessie)
    lijst = verzoeken.lijst(sessie)
    open_, klaar = [_rij(v, sessie) for v in lijst if v.loopt], [_rij(v, sessie) for v in lijst if not v.loopt]
    leeg = None if open_ else Geen("Er is geen verzoek dat u moet behandelen.", "Komt er een verzoek binnen, dan staat het hier met de termijn.")
    nog = wacht(sessie)
    beeld = PrivacyDesk(
        _zin(len(open_), nog),
        Knop("Verzoek vastleggen", f"{PRIVACY}nieuw/", True),
        Link("Leeslog: wie wat heeft gelezen", LEESLOG),
        tuple(open_),
        tuple(klaar),
        leeg,
        _ook(nog, sessie.dag),
    )
    return toon(request, kader(request, "Privacy"), beeld)


def _zin(verzoeken_: int, nog: Wacht) -> Zin:
    """What waits, in one sentence."""
    delen = [
        aantal(verzoeken_, "verzoek", "verzoeken") if verzoeken_ else "",
        f"{aantal(nog.vernietigen, 'besluit', 'besluiten')} over vernietigen" if nog.vernietigen else "",
        f"{aantal(nog.nood, 'oordeel', 'oordelen')} over noodtoegang" if nog.nood else "",
    ]
    if wat := [d for d in delen if d]:
        return Zin("", f"{hoofdletter(en(wat))} {'wacht' if verzoeken_ + nog.vernietigen + nog.nood == 1 else 'wachten'} op u.")
    return Zin("", "Er wacht nu niets op u.")


def _ook(nog: Wacht, dag: date) -> tuple[DeskRij, ...]:
    """The other lists of this desk, each with what waits there."""
    vernietigen = f"{aantal(nog.vernietigen, 'besluit wacht', 'besluiten wachten')} op u." if nog.vernietigen else "Er wacht niets op u."
    nood = f"{nog.nood} keer opende iemand wat dicht was. Beoordeel of dat nodig was." if nog.nood else "Er is niets te beoordelen."
    if nog.nood_uiterlijk is not None:
        nood += f" {oordeel_voor(nog.nood_uiterlijk, dag)}"
    return (
        DeskRij(Link("Vernietigen", VERNIETIGEN), vernietigen, nog.vernietigen),
        DeskRij(Link("Noodtoegang beoordelen", NOOD), nood, nog.nood),
        DeskRij(Link("Eigen belang", BELANG), "Wie een dossier niet mag zien, omdat het over een bekende gaat."),
    )


def oordeel_voor(uiterlijk: date, vandaag: date) -> str:
    """Until when the first judgement is due, or that it is late."""
    return f"{'De eerste is te laat: dat moest' if uiterlijk < vandaag else 'De eerste'} uiterlijk {dag_kort(uiterlijk, vandaag)}."


def _alleen(sessie: Sessie) -> None:
    if not verzoeken.mag_behandelen(sessie):
        raise Http404


def _rij(v: verzoeken.Verzoek, sessie: Sessie) -> VerzoekRij:
    tot = tot_van(v.uiterlijk, sessie.dag) if v.uiterlijk is not None else None
    vraagt = v.vraagt[:1].upper() + v.vraagt[1:]
    return VerzoekRij(DossierVerwijzing(v.nummer, f"{PRIVACY}{v.nummer}/"), v.naam, vraagt, f"sinds {dag_kort(v.begonnen, sessie.dag)}", tot)


def verzoek_van(sessie: Sessie, nummer: str) -> Dossier:
    """The request, for who handles requests. Raises Http404."""
    _alleen(sessie)
    d = lezen_kop.dossier(sessie, nummer)
    if d is None or d.soort != verzoeken.SOORT:
        raise Http404
    return d


@require_http_methods(["GET", "POST"])
@deur("privacy")
def verzoek(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    d = verzoek_van(sessie, nummer)
    if request.method == "POST":
        try:
            n = inzage.verzamel(sessie, d.id)
            messages.success(request, f"Gezocht: {aantal(n, 'gegeven', 'gegevens')} gevonden.")
        except inzage.ZelfVastgelegd:
            messages.warning(request, ZELF)
        return redirect(f"{PRIVACY}{nummer}/")
    hier = f"{PRIVACY}{nummer}/"
    vraagt = next((t for s, v, t in d.regels if s == verzoeken.SOORT and v == 0), "")
    lijst = inzage.stukken(sessie, d.id)
    over = next((v for v in verzoeken.lijst(sessie) if v.id == d.id), None)
    is_inzage = verzoeken.vraagt_inzage(sessie, d.id)
    nog = sum(s.open for s in lijst)
    zelf = inzage.vastgelegd_door_zelf(sessie, d.id)
    zoek = Formulier(hier, "Verzamel opnieuw" if lijst else "Verzamel alles over deze persoon", (), (("sleutel", str(uuid4())),))
    beeld = VerzoekBeeld(
        f"Verzoek van {d.naam}" if d.naam else f"Verzoek {nummer}",
        Zin("", f"De betrokkene vraagt om {vraagt}."),
        DossierVerwijzing(nummer, f"/dossier/{nummer}/"),
        None if zelf else zoek,
        _groepen(sessie, lijst, hier, is_inzage),
        tuple(_pakket(p, hier) for p in pakket.pakketten(sessie, d.id)),
        Formulier(f"{hier}pakket/", "Maak het pakket", (), (("sleutel", str(uuid4())),)) if is_inzage and lijst and not nog else None,
        f"Bekijk eerst nog {aantal(nog, 'gegeven', 'gegevens')} met vrije tekst." if is_inzage and nog else ZELF if zelf else "",
        tot_van(over.uiterlijk, sessie.dag) if over is not None and over.uiterlijk is not None else None,
    )
    return toon(request, kader(request, f"Verzoek {nummer}", terug=Link("Privacy", PRIVACY)), beeld)


def _groepen(sessie: Sessie, lijst: list[inzage.Stuk], hier: str, is_inzage: bool) -> tuple[StukGroep, ...]:
    per: dict[UUID, list[inzage.Stuk]] = {}
    for s in lijst:
        per.setdefault(s.dossier, []).append(s)
    nummers = kern.nummers_van(sessie.gemeente, sessie.gemeente_code, per)
    uit = []
    for d, stukken in per.items():
        noteer(d)
        mee = sum(s.mee for s in stukken)
        tekst = f"{aantal(len(stukken), 'gegeven', 'gegevens')}" + (f": {mee} meegeven, {len(stukken) - mee} weglaten" if is_inzage else "")
        uit.append(StukGroep(f"Dossier {nummers[d]}", f"{hier}gegevens/{nummers[d]}/", tekst, sum(s.open for s in stukken) if is_inzage else 0))
    return tuple(sorted(uit, key=lambda g: g.nummer))


def _pakket(p: Pakket, hier: str) -> PakketRij:
    wanneer = f"Gevraagd {_moment(p.gevraagd)}"
    if p.gemaakt is None:
        return PakketRij(wanneer, "Het maken is mislukt. Vraag het opnieuw." if p.mislukt else "Wordt gemaakt. Ververs deze pagina over een minuut.")
    telling = f"{p.telling['meegegeven']} meegegeven, {sum(p.telling['weggelaten'].values())} weggelaten"
    redenen = ", ".join(f"{GRONDEN[g].tekst.lower()}: {n}" for g, n in p.telling["weggelaten"].items())
    if not p.er or p.vervalt is None:
        return PakketRij(wanneer, f"{telling}. Het pakket is vernietigd.")
    links = tuple(Link(f"Download {v.upper()}", f"{hier}pakket/{p.id}/{v}/") for v in SOORT)
    gegeven = Formulier(f"{hier}pakket/{p.id}/gegeven/", "Vastleggen dat u het gaf", (), (("sleutel", str(uuid4())),))
    tekst = f"{telling}{f' ({redenen})' if redenen else ''}. Er tot {dag_kort(p.vervalt, vandaag())}."
    return PakketRij(wanneer, tekst, links, gegeven)


def _moment(m: datetime) -> str:
    toen = m.astimezone(ZONE)
    return f"{dag_kort(toen.date(), vandaag())}, {tijd(toen)}"


# packages


@require_POST
@vers_bewijs(terug=f"{PRIVACY}{{nummer}}/")
@deur("privacy")
def maak(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    d = verzoek_van(sessie, nummer)
    try:
        pakket.vraag(sessie, d.id)
        messages.success(request, "Het pakket wordt gemaakt. Ververs deze pagina over een minuut.")
    except pakket.NogOpen:
        messages.warning(request, "Bekijk eerst alle vrije tekst, ook wat na uw oordeel is rechtgezet.")
    return redirect(f"{PRIVACY}{nummer}/")


@require_GET
@vers_bewijs(terug=f"{PRIVACY}{{nummer}}/")
@deur("privacy")
def haal(request: HttpRequest, sessie: Sessie, nummer: str, pakketnummer: str, vorm: str) -> HttpResponse:
    d, id_ = verzoek_van(sessie, nummer), uuid_van(pakketnummer)
    inhoud = pakket.haal(sessie, d.id, id_, "pdf" if vorm == "pdf" else "json") if id_ is not None and vorm in SOORT else None
    if inhoud is None:
        raise Http404
    for s in inzage.stukken(sessie, d.id):
        if s.mee:
            noteer(s.dossier, 1 << s.categorie)
    antwoord = HttpResponse(inhoud, content_type=SOORT[vorm])
    antwoord["Content-Disposition"] = content_disposition_header(True, f"inzage-{nummer}.{vorm}") or "attachment"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "no-store"
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return antwoord


@require_POST
@vers_bewijs(terug=f"{PRIVACY}{{nummer}}/")
@deur("privacy")
def gegeven(request: HttpRequest, sessie: Sessie, nummer: str, pakketnummer: str) -> HttpResponse:
    d, id_ = verzoek_van(sessie, nummer), uuid_van(pakketnummer)
    p = next((p for p in pakket.pakketten(sessie, d.id) if p.id == id_ and p.gemaakt is not None), None)
    if p is None:
        raise Http404
    try:
        pakket.gegeven(sessie, d.id, p, sleutel_van(ingevuld_van(request)))
        messages.success(request, "Vastgelegd: inzage gegeven.")
    except Geweigerd as e:
        messages.warning(request, e.bezwaren[0].melding)
    return redirect(f"{PRIVACY}{nummer}/")
