# SPDX-License-Identifier: EUPL-1.2
"""Emergency access to what is shut: asking for it in a dossier, and for who watches over privacy judging it afterwards."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.lezen_kop import Kop
from wijkregie.dossier.lezen_kop import dossier as lees_kop
from wijkregie.dossier.lezen_wie import organisaties
from wijkregie.klok import ZONE
from wijkregie.partijen.collegas import Weigering, naam_van_login
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.inrichten import mag_toezien
from wijkregie.privacy.nood import LANGST, OORDELEN, Nood, meldingen, oordeel, open_nood, te_beoordelen, te_openen
from wijkregie.scherm.beelden import Bericht, Formulier, Fout, Geen, Link, Optie, Samenvoegen, Vraag
from wijkregie.scherm.paginas.aanmelden import vers_bewijs
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.dossier_bron import Bron
from wijkregie.scherm.paginas.eerst_bewijs import bewaren, eerder, getypt, klaar
from wijkregie.scherm.paginas.kader import NOOD, WERK, kader
from wijkregie.scherm.taal import dag_kort, en, tijd
from wijkregie.scherm.tonen import toon

KOP: Final = "Noodtoegang"
ZIN: Final = (
    "Kan het echt niet wachten? Dan opent u hier gegevens die nu voor u dicht zijn, voor vandaag en morgen. Iedereen in dit dossier ziet dat u dit"
    " deed. De functionaris die op privacy let, leest uw reden en beoordeelt het. Is er direct gevaar? Bel 112."
)


def _hier(request: HttpRequest, sessie: Sessie, nummer: str) -> UUID:
    return _kop(sessie, nummer).id


def _kop(sessie: Sessie, nummer: str) -> Kop:
    kop = lees_kop(sessie, nummer)
    if kop is None:
        raise Http404
    return kop


def _waarover(request: HttpRequest, sessie: Sessie, _: str) -> UUID:
    """The dossier of the emergency that is judged."""
    if not mag_toezien(sessie):
        raise Http404
    dossier = next((n.dossier for n in te_beoordelen(sessie) if str(n.id) == request.POST.get("nood")), None)
    if dossier is None:
        raise Http404
    return dossier


@require_http_methods(["GET", "POST"])
@vers_bewijs(bewaar=bewaren("dossier", "gegevens", "reden", bij=_hier))
@deur("dossier")
def openen(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    kop = _kop(sessie, nummer)
    ingevuld = getypt(request, sessie)
    gekozen = ingevuld.getlist("gegevens")[:100]
    reden = ingevuld.get("reden", "")[: LANGST + 1]
    fout: tuple[Fout, ...] = ()
    if request.method == "POST":
        try:
            open_nood(sessie, kop.id, gekozen, reden)
        except Weigering as e:
            fout = (Fout(str(e)),)
        else:
            klaar(request, sessie)
            messages.success(request, "Vastgelegd: u ziet deze gegevens vandaag en morgen. Uw reden wordt gelezen.")
            return redirect("dossier", nummer=kop.nummer)
    terug = Link(kop.op_nummer, f"/dossier/{kop.nummer}/")
    namen = afspraken.wereld(sessie.gemeente_code).voc.categorieen
    opties = tuple(Optie(c, namen[c].naam, gekozen=c in gekozen) for c in sorted(te_openen(sessie, kop.id), key=lambda c: namen[c].naam))
    if not opties:
        leeg = Geen("Voor u is hier niets dicht dat zo open kan.", "", terug)
        return toon(request, kader(request, KOP, terug=terug), Samenvoegen(KOP, ZIN, None, leeg))
    vragen = (
        Vraag("gegevens", "Welke gegevens heeft u nodig?", "lijst", "Kies niet meer dan nodig is.", opties=opties),
        Vraag("reden", "Waarom kan dit niet wachten?", "lang", "Schrijf wat er aan de hand is, zonder namen.", waarde=reden, groot=LANGST),
    )
    formulier = Formulier(f"{terug.adres}noodtoegang/", "Open deze gegevens", vragen, fouten=fout, niet_doen=Link("Niet doen", terug.adres))
    kop_en_bericht = kader(request, KOP, terug=terug, berichten=eerder(request, ingevuld))
    return toon(request, kop_en_bericht, Samenvoegen(KOP, ZIN, formulier), 400 if fout else 200)


@require_http_methods(["GET", "POST"])
@vers_bewijs(bewaar=bewaren("leeslog", "nood", "oordeel", "toelichting", bij=_waarover))
@deur("leeslog")
def beoordelen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """The oldest that waits, one at a time."""
    if not mag_toezien(sessie):
        raise Http404
    fout: tuple[Fout, ...] = ()
    if request.method == "POST":
        try:
            oordeel(
                sessie, UUID(request.POST.get("nood", "")[:36]), request.POST.get("oordeel", "")[:20], request.POST.get("toelichting", "")[:LANGST]
            )
        except Weigering as e:
            fout = (Fout(str(e)),)
        except ValueError:
            fout = (Fout("Dit is er niet meer. Open de pagina opnieuw."),)
        else:
            klaar(request, sessie)
            messages.success(request, "Vastgelegd: uw oordeel.")
            return redirect(NOOD)
    wacht = te_beoordelen(sessie)
    terug = Link("Mijn werk", WERK)
    if not wacht:
        beeld = Samenvoegen("Noodtoegang beoordelen", "Medewerkers openden gegevens die voor hen dicht waren. U beoordeelt of dat nodig was.", None,
                            Geen("Er is niets te beoordelen."))  # fmt: skip
        return toon(request, kader(request, KOP, terug=terug), beeld, 400 if fout else 200)
    n = wacht[0]
    noteer(n.dossier)
    nog = f" Hierna nog {len(wacht) - 1}." if len(wacht) > 1 else ""
    ingevuld = getypt(request, sessie)
    if request.method == "GET" and ingevuld.get("nood") != str(n.id):  # a draft about another one
        ingevuld = QueryDict()
    vragen = (
        Vraag("oordeel", "Was dit nodig?", "keuze", opties=tuple(Optie(w, t, gekozen=ingevuld.get("oordeel") == w) for w, t in OORDELEN.items())),
        Vraag("toelichting", "Toelichting", "lang", "Bij nee: waarom niet. De toegang stopt dan meteen.", verplicht=False, groot=LANGST,
              waarde=ingevuld.get("toelichting", "")[:LANGST]),
    )  # fmt: skip
    formulier = Formulier(NOOD, "Beoordeel", vragen, vast=(("nood", str(n.id)),), fouten=fout, niet_doen=Link("Later", WERK))
    beeld = Samenvoegen("Noodtoegang beoordelen", f"{_wat(sessie, n)}{_tot(sessie, n)}{nog}", formulier)
    return toon(request, kader(request, KOP, terug=terug, berichten=eerder(request, ingevuld)), beeld, 400 if fout else 200)


def _wat(sessie: Sessie, n: Nood) -> str:
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, sessie.gemeente)
    namen = afspraken.wereld(sessie.gemeente_code).voc.categorieen
    wat = ", ".join(namen[bits.naam[b]].naam for b in n.categorieen if bits.naam.get(b) in namen)
    o = organisaties(sessie, sessie.dag).get(n.organisatie)
    nummer = kern.nummers_van(sessie.gemeente, sessie.gemeente_code, {n.dossier}).get(n.dossier, "")
    toen = n.moment.astimezone(ZONE)
    wie = f"{naam_van_login(n.login) or 'Een medewerker'}{f' ({o.naam})' if o else ''}"
    return f"{wie} opende op {dag_kort(toen.date(), sessie.dag)}, {tijd(toen)} in dossier {nummer}: {wat}. De reden: {n.reden}"


def _tot(sessie: Sessie, n: Nood) -> str:
    if n.uiterlijk is None:
        return ""
    dag = dag_kort(n.uiterlijk, sessie.dag)
    return f" Uw oordeel is te laat: het moest uiterlijk {dag}." if n.uiterlijk < sessie.dag else f" Oordeel uiterlijk {dag}."


def bericht(b: Bron) -> Bericht | None:
    """For the page of the dossier: whose people read more than their organisation sees."""
    lijst = meldingen(b.sessie, b.d.id)
    if not lijst:
        return None
    namen = dict.fromkeys(b.organisaties[m.organisatie].naam if m.organisatie in b.organisaties else "een organisatie" for m in lijst)
    dag = dag_kort(max(m.van for m in lijst), b.sessie.dag)
    zin = f"Een medewerker van {en(list(namen))} opende op {dag} gegevens die anders dicht zijn. Dit wordt beoordeeld."
    return Bericht("let", KOP, zin)
