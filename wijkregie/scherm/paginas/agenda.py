# SPDX-License-Identifier: EUPL-1.2
"""A calendar elsewhere: the file of one meeting, the feed of a member behind its token, and the page where that and mail are asked for and ended."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.delen.lezing import verzamel
from wijkregie.dossier import afspraken
from wijkregie.klok import ZONE, nu, vandaag
from wijkregie.koppelingen import agenda as feeds
from wijkregie.koppelingen import ics, seintjes
from wijkregie.partijen import gebeurtenissen, pogingen
from wijkregie.partijen.pogingen import TeVaak
from wijkregie.partijen.sessie import GeenToegang, Sessie, maak_sessie
from wijkregie.privacy import leeslog
from wijkregie.scherm.beelden import Formulier, Link, Vraag
from wijkregie.scherm.beelden.overleg import AgendaEnMail
from wijkregie.scherm.fouten import TE_VAAK, foutpagina
from wijkregie.scherm.paginas.aanmelden import ik, vers_bewijs
from wijkregie.scherm.paginas.basis import deur, open_deur
from wijkregie.scherm.paginas.kader import WERK, kader
from wijkregie.scherm.paginas.overleg_basis import vind
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon

ADRES = "/agenda/"
NAAM = "Wijkregie"


@require_safe
def feed(request: HttpRequest, teken: str) -> HttpResponse:
    """What a calendar asks for, of nobody who is logged in: the token is the key. Unknown, stopped and ended look the same."""
    moment, adres = nu(), pogingen.adresteller("agenda", pogingen.adres_van(request))
    try:
        pogingen.tel_adres(adres, moment)  # counted before it is looked at
        antwoord = _feed(request, teken)
    except TeVaak as e:
        dicht = foutpagina(TE_VAAK)
        dicht["Retry-After"] = str(60 * e.minuten)
        return dicht
    if antwoord is None:
        raise Http404
    pogingen.gelukt(adres, moment)
    return antwoord


def _feed(request: HttpRequest, teken: str) -> HttpResponse | None:
    """Raises TeVaak."""
    with transaction.atomic():
        wie = feeds.zoek(teken)
    if wie is None:
        return None
    pogingen.tel_adres(pogingen.adresteller("agendafeed", wie.merk.hex()), nu(), settings.AGENDA_PER_KWARTIER)
    with verzamel() as gelezen, transaction.atomic():
        try:
            sessie = maak_sessie(wie.lidmaatschap, wie.login, vandaag(), afspraken.boven)
        except GeenToegang:
            return None
        doelen = open_deur(sessie, feeds.DEUR)
        if feeds.stand(sessie) is None:  # stopped since it was found
            return None
        antwoord = _bestand(request, feeds.dagen(sessie, _site(request)), "wijkregie.ics")
        feeds.gehaald(sessie)
        leeslog.schrijf_alles(sessie, feeds.DEUR, doelen, gelezen)
    return antwoord


@require_safe
@deur("overleg")
def overleg(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID) -> HttpResponse:
    """A meeting as a file: its kind, area, day and page."""
    o = vind(sessie, nummer, bijeenkomst)
    return _bestand(request, [feeds.als_dag(o.reeks, o.bijeenkomst, o.streken, _site(request))], "overleg.ics")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _bestand(request: HttpRequest, dagen: list[ics.Dag], naam: str) -> HttpResponse:
    tekst = ics.kalender(NAAM, dagen, seintjes.site_van(_site(request)), nu())
    return HttpResponse(tekst, content_type=ics.SOORT, headers={"Content-Disposition": f'attachment; filename="{naam}"'})


# one's own


@require_http_methods(["GET", "HEAD", "POST"])
@deur("beveiliging")
def agenda(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    _alleen_wie_werkt(sessie)
    if request.method == "POST":
        gekozen = seintjes.Keuze(*(request.POST.get(n) == "ja" for n in ("taken", "overleg")))
        seintjes.kies(sessie, gekozen)
        messages.success(request, "Bewaard. U krijgt deze mail voortaan." if gekozen.taken or gekozen.overleg else "Bewaard. U krijgt geen mail.")
        return redirect(ADRES)
    return _pagina(request, sessie)


@require_POST
@vers_bewijs(terug=ADRES)
@deur("beveiliging")
def maken(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    _alleen_wie_werkt(sessie)
    teken = feeds.maak(sessie, nu())
    gebeurtenissen.schrijf(gebeurtenissen.AGENDA, nu(), login=sessie.login)
    return _pagina(request, sessie, f"{_site(request)}/agenda/{teken}/wijkregie.ics")


@require_POST
@deur("beveiliging")
def stoppen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if feeds.stop(sessie):
        gebeurtenissen.schrijf(gebeurtenissen.AGENDA_WEG, nu(), login=sessie.login)
        messages.success(request, "Uw agendalink werkt niet meer. Haal de agenda ook weg uit uw eigen agenda.")
    return redirect(ADRES)


def _alleen_wie_werkt(sessie: Sessie) -> None:
    if sessie.beheert:
        raise Http404


def _pagina(request: HttpRequest, sessie: Sessie, adres: str = "") -> HttpResponse:
    s, k = feeds.stand(sessie), seintjes.keuze(sessie)
    sinds = ""
    if s is not None:
        gehaald = (
            f" Uw agenda haalde hem voor het laatst op {dag_kort(s.gehaald, sessie.dag)}." if s.gehaald else " Er is nog geen agenda die hem ophaalt."
        )
        sinds = f"U heeft een agendalink sinds {dag_kort(s.gemaakt.astimezone(ZONE).date(), sessie.dag)}.{gehaald}"
    vragen = (
        Vraag("taken", "Elke werkdag: hoeveel taken u deze week heeft", "ja_nee", "Alleen als er iets te doen is.", _ja(k.taken)),
        Vraag(
            "overleg", "Over uw overleggen", "ja_nee", "Een uitnodiging met agendabestand, en een herinnering op de werkdag ervoor.", _ja(k.overleg)
        ),
    )
    beeld = AgendaEnMail(sessie.organisatie_naam, Formulier(ADRES, "Bewaren", vragen), ik(request).gebruikersnaam, sinds, adres)
    return toon(request, kader(request, "Agenda en mail", terug=Link("Mijn werk", WERK)), beeld)


def _ja(b: bool) -> str:
    return "ja" if b else "nee"
