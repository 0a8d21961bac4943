# SPDX-License-Identifier: EUPL-1.2
"""The form of an act: first why, for whom and until when; then only what a norm reads; beside it what follows."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.dossier import afspraken, concepten, kern, lezen_feiten, lezen_kop, lezen_taken, voorbeeld
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Bezwaar, Geweigerd, Gewijzigd, Nieuw, Opdracht, Uitslag
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bericht
from wijkregie.scherm.paginas import overleg_plannen, toestemming, triage
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.conflict import al_vastgelegd, conflict
from wijkregie.scherm.paginas.formulier import BEVESTIGD, TERUG_NAAR
from wijkregie.scherm.paginas.formulier_beeld import EERST, Formulierpagina
from wijkregie.scherm.paginas.invoer import ingevuld_van, lees_bestanden, sleutel_van, uuid_van, zonder_besturing
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.taakrij import kleine_letter, op_volgorde, wanneer_eerst
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.taal import aantal, dag_kort, moment
from wijkregie.scherm.tonen import toon

KEREN: Final = 3
"""How often a command is tried again after changes that this session may not see."""


@require_http_methods(["GET", "POST"])
@deur("handeling")
def handeling(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    if request.method == "GET" and "sleutel" not in request.GET and request.headers.get("Sec-Fetch-Mode") == "navigate":
        vraag = request.GET.copy()  # a browser gets an address with the key of the form in it: going back finds it spent
        vraag["sleutel"] = str(uuid4())
        return redirect(f"{request.path}?{vraag.urlencode()}")
    form = _form(sessie, nummer, feit)
    eigen = triage.eigen_pagina(sessie, form.kop, feit) or overleg_plannen.eigen_pagina(sessie, form.kop, feit)
    if eigen is not None:  # also what is sent: the fact alone would say what was not done
        return redirect(eigen)
    if request.method == "GET":
        return _begin(request, form)
    form.ingevuld = ingevuld_van(request)
    stap = een(form.ingevuld, "stap")
    if stap in ("concept", "brief") or stap.removeprefix(EERST) in form.openers:
        return _concept(request, form, stap)
    if stap == "bekijk":
        form.volgt = _bekijk(form)
        for b in form.volgt.bezwaren:
            form.reden_gevraagd(b)
        return toon(request, kader(request, form.titel, terug=form.terug), form.beeld())
    return _leg_vast(request, form)


@require_POST
@deur("handeling")
def volgt(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """What follows, asked for while the form is being filled in."""
    form = _form(sessie, nummer, feit)
    form.ingevuld = ingevuld_van(request)
    form.volgt = _bekijk(form)
    if not form.fouten and any(v.verplicht and n not in form.stand.velden for n, v in form.model.velden.items()):
        form.volgt = toestemming.meteen(form) or form.volgt  # as the form opened: what consent changes is seen before it is answered
    return toon(request, kader(request, form.titel, terug=form.terug), form.dit_volgt())


def _form(sessie: Sessie, nummer: str, feit: str) -> Formulierpagina:
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or not Formulierpagina.bestaat(sessie, feit):
        raise Http404
    return Formulierpagina(sessie, kop, feit)


def _begin(request: HttpRequest, form: Formulierpagina) -> HttpResponse:
    """An empty form, or the draft that was kept."""
    sleutel = uuid_van(request.GET.get("sleutel", ""))
    if sleutel is not None and (al := _verzonden(form, sleutel)):
        return al_vastgelegd(request, form, al, ingevuld=False)
    berichten: tuple[Bericht, ...] = ()
    eerder = concepten.concept(form.sessie, form.conceptsleutel)
    if eerder is not None:
        inhoud, bewaard = eerder
        form.ingevuld = inhoud
        berichten = (Bericht("let", "Dit is uw concept", f"U bewaarde het op {moment(bewaard, form.sessie.dag)}. Het is nog niet vastgelegd."),)
    else:
        form.ingevuld = form.beginstand(request.GET.get("ding", ""), request.GET.get("plicht", ""))
    if sleutel is not None:
        form.ingevuld = {**form.ingevuld, "sleutel": [str(sleutel)]}
    if TERUG_NAAR in request.GET:
        form.ingevuld = {**form.ingevuld, TERUG_NAAR: [request.GET[TERUG_NAAR]]}
    form.volgt = toestemming.meteen(form)
    berichten += toestemming.uitleg_vooraf(form)
    return toon(request, kader(request, form.titel, terug=form.terug, berichten=berichten), form.beeld())


def _concept(request: HttpRequest, form: Formulierpagina, stap: str) -> HttpResponse:
    """Keep what was typed; from there a letter is looked at, or what must come first is done, so that coming back loses nothing."""
    rest = {k: v for k, v in zonder_besturing(form.ingevuld).items() if k not in ("sleutel", "kenmerk", "stap", BEVESTIGD)}
    if concepten.bewaar(form.sessie, form.conceptsleutel, form.kop.id, rest):
        if stap == "brief":
            return redirect(f"{form.adres}brief/")
        if stap.startswith(EERST):
            return redirect(f"{form.adres_van(stap.removeprefix(EERST))}?{TERUG_NAAR}={form.feit}")
        messages.success(request, "Bewaard als concept. Alleen u ziet het. Het is nog niet vastgelegd.")
        return redirect(form.adres_met(str(sleutel_van(form.ingevuld))))
    form.fouten["stap"] = "Dit is te veel tekst voor een concept. Maak de tekst korter."
    return toon(request, kader(request, form.titel, terug=form.terug), form.beeld(), 400)


def _bekijk(form: Formulierpagina) -> voorbeeld.Gevolgen:
    form.lees()
    return _proef(form)


def _proef(form: Formulierpagina) -> voorbeeld.Gevolgen:
    return voorbeeld.gevolgen(form.sessie, Opdracht(uuid4(), form.feiten()), {form.kop.id: form.masker})[form.kop.id]


def _leg_vast(request: HttpRequest, form: Formulierpagina) -> HttpResponse:
    form.lees()
    bijlagen, fout = lees_bestanden(request, form.bestandcategorie)
    if fout:
        form.fouten["bestand"] = fout
    elif form.fouten and request.FILES:
        form.fouten["bestand"] = "Kies uw bestanden opnieuw: die bewaart het formulier niet."
    sleutel = sleutel_van(form.ingevuld)
    if form.fouten:  # what the core finds too comes in the same round; what a gate asks hangs on answers that are not there yet
        return _geweigerd(request, form, [b for b in _proef(form).bezwaren if b.soort in ("veld", "recht")])
    if form.kan_tekortschieten and not _verzonden(form, sleutel):
        form.volgt = _proef(form)
        form.bevestig = form.te_bevestigen(form.volgt)
        if form.bevestig and not form.volgt.bezwaren:  # else the refusal shows it too: one round
            if request.FILES:
                form.fouten["bestand"] = "Kies uw bestanden opnieuw: die bewaart het formulier niet."
            return toon(request, kader(request, form.titel, terug=form.terug), form.beeld(), 400)
    feiten, regie = form.feiten(bijlagen), form.regie()
    try:
        uitslag = vastleggen(form.sessie, feiten, form.kop.id, een(form.ingevuld, "kenmerk"), sleutel)
    except Geweigerd as e:
        if request.FILES:
            form.fouten["bestand"] = "Kies uw bestanden opnieuw: die bewaart het formulier niet."
        return _geweigerd(request, form, e.bezwaren)
    except Gewijzigd as e:
        if al := _verzonden(form, sleutel):
            return al_vastgelegd(request, form, al, ingevuld=True)
        return conflict(request, form, e)
    if not uitslag.herhaald:  # else the draft is of something new
        concepten.gooi_weg(form.sessie, form.conceptsleutel)
    verder = form.terug_naar
    door = [f"U gaat verder met: {kleine_letter(form.w.knop_van(verder))}."] if verder else []
    messages.success(request, " ".join([gedaan(form, uitslag), *form.regiezinnen(regie), *door]))
    return redirect(form.adres_van(verder) if verder else f"/dossier/{form.kop.nummer}/")


def _verzonden(form: Formulierpagina, sleutel: UUID) -> list[Feit]:
    """What this form recorded when it was sent before."""
    return [f for i in kern.vastgelegd_met(form.sessie, sleutel) if (f := form.zicht.alle.get(str(i))) is not None]


def _geweigerd(request: HttpRequest, form: Formulierpagina, bezwaren: list[Bezwaar]) -> HttpResponse:
    if al := _verzonden(form, sleutel_van(form.ingevuld)):
        return al_vastgelegd(request, form, al, ingevuld=True)
    form.bezwaar(bezwaren)
    return toon(request, kader(request, form.titel, terug=form.terug), form.beeld(), 400)


def vastleggen(sessie: Sessie, feiten: tuple[Nieuw, ...], dossier: UUID, kenmerk: str, sleutel: UUID) -> Uitslag:
    """Record. What others recorded meanwhile and this session may not see is no reason to stop: it would tell that it is there.

    Raises Geweigerd, Gewijzigd (with something visible), Onbekend.
    """
    verwacht = {dossier: kenmerk}
    for keer in range(KEREN):
        try:
            return kern.leg_vast(sessie, Opdracht(sleutel, feiten, verwacht=verwacht))
        except Gewijzigd as e:
            if keer == KEREN - 1 or lezen_feiten.zichtbare(dossier, e.feiten):
                raise
            verwacht = {dossier: e.kenmerk}
    raise AssertionError


def gedaan(form: Formulierpagina, uitslag: Uitslag) -> str:
    """*Vastgelegd: ... Op tijd: ... Uw volgende taak: ...*; or what keeps the task that this act was for from being done."""
    sessie, dossier = form.sessie, form.kop.id
    zinnen = [f"{'Dit was al vastgelegd' if uitslag.herhaald else 'Vastgelegd'}: {form.w.naam_van(form.feit)}."]
    af = rijen(
        "select distinct p.wat, p.voldaan_laat from dossier_plicht_grond g join dossier_plicht p on p.gemeente = g.gemeente and p.dossier = g.dossier"
        " and p.id = g.id where g.gemeente = %s and g.dossier = %s and g.voldaan_door = any(%s) order by p.wat",
        [sessie.gemeente, dossier, list(uitslag.feiten)],
    )
    mijn = [t for t in lezen_taken.lopende(sessie, dossier) if t.van_mij and t.status == lezen_taken.LOOPT]
    mijn = op_volgorde(mijn, sessie.dag)
    open_ = next((t for t in mijn if form.feit in t.doe and (t.ding is None or not form.stand.over or str(t.ding) in form.stand.over)), None)
    if af:
        wat = f"{af[0][0]}" + (f" en nog {aantal(len(af) - 1, 'taak', 'taken')}" if len(af) > 1 else "")
        zinnen.append(f"{'Te laat, maar gedaan' if any(laat for _, laat in af) else 'Op tijd'}: {wat}.")
    elif open_ is not None:
        return f"{zinnen[0]} Nog niet klaar: {open_.wat}. {_ontbreekt(form, uitslag)}"
    if mijn:
        zinnen.append(f"Uw volgende taak: {mijn[0].wat}, {_tot(mijn[0], sessie.dag)}.")
    return " ".join(zinnen)


def _tot(t: lezen_taken.Taak, vandaag: date) -> str:
    if t.uiterlijk is None:
        return wanneer_eerst(None, t.streef, vandaag)
    return f"{'te laat sinds' if t.uiterlijk < vandaag else 'uiterlijk'} {dag_kort(t.uiterlijk, vandaag)}"


def _ontbreekt(form: Formulierpagina, uitslag: Uitslag) -> str:
    """What the agreement asks of this act and was not in it."""
    _, stand = kern.zaak(form.sessie, form.kop.id)
    hier = {str(i) for i in uitslag.feiten}
    feiten = [f for f in lezen_feiten.feiten(form.sessie, form.kop.id).gevouwen.feiten if f.id in hier and f.soort == form.feit]
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, form.sessie.gemeente)
    mist = [e.wat for f in feiten for e in voorbeeld.elementen(stand, f, form.masker, bits, toetsen=False) if not e.aanwezig]
    if not mist:
        return "Bij ‘waarom?’ leest u wat er nog nodig is."
    return f"Dit ontbreekt: {'; '.join(kleine_letter(w) for w in dict.fromkeys(mist))}. Vul het aan met ‘Corrigeren’."
