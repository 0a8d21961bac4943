# SPDX-License-Identifier: EUPL-1.2
"""Early recognition on screen: what looks like one household being targeted, why, on which reports it rests, and what a person does with it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.klok import nu
from wijkregie.meldingen import vroeg as herkend
from wijkregie.meldingen.vroeg import Gevonden, Lijst
from wijkregie.partijen import pogingen
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Geen, Knop, Link, Tab, Vraag, Zin
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.beelden.vroeg import VroegHerkennen, VroegMelding, VroegSituatie
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.taal import aantal, dag_kort, en
from wijkregie.scherm.tonen import toon

ADRES: Final = "/meldingen/vroeg-herkennen/"
GEEN_ZAAK: Final = f"{ADRES}geen-zaak/"
TAB: Final = "Vroeg herkennen"
MEEST: Final = 100
WEET_NIET: Final = (
    "Deze lijst wijst niemand aan als dader en neemt geen besluit. U leest de meldingen en beslist.",
    "De lijst kent alleen meldingen die u mag zien. Wie niet meldt, staat er niet in.",
    "De lijst herkent woorden en adressen. Wat iemand anders opschrijft, of wat waar is, weet zij niet.",
)


@require_safe
@deur("handeling")
def vroeg(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not herkend.mag(sessie):
        raise Http404
    tabs = (Tab("Open", "/meldingen/?welke=open"), Tab("Afgerond", "/meldingen/?welke=afgerond"), Tab(TAB, ADRES, None, True))
    try:
        pogingen.tel_adres(pogingen.adresteller("vroeg", str(sessie.login)), nu(), herkend.PER_KWARTIER)
    except pogingen.TeVaak as e:
        rustig = Geen("U opende deze lijst net vaak.", f"Over {aantal(e.minuten, 'minuut', 'minuten')} kan het weer.")
        return toon(request, kader(request, TAB), VroegHerkennen(Zin("", ""), (), (), tabs, rustig), 429)
    lijst = herkend.lijst(sessie)
    n = len(lijst.gevonden)
    nadruk = f"{aantal(n, 'situatie lijkt', 'situaties lijken')} op treiteren van één huishouden." if n else ""
    rest = f"Bekeken: {_bekeken(lijst)}, open en afgerond."
    ouder = (f"Oudere meldingen dan {lijst.vanaf} zijn niet bekeken.",) if lijst.vanaf else ()
    leeg = None if n else Geen("Er zijn nu geen meldingen die samen op treiteren lijken.", "Dat zegt niet dat het er niet is.")
    beeld = VroegHerkennen(Zin(nadruk, rest), (*WEET_NIET, *ouder), tuple(_situatie(g, sessie) for g in lijst.gevonden), tabs, leeg)
    return toon(request, kader(request, TAB), beeld)


def _bekeken(lijst: Lijst) -> str:
    wat = aantal(lijst.gelezen, "melding", "meldingen")
    return f"de nieuwste {wat} die u mag zien" if lijst.vanaf else f"{wat}, alle die u mag zien"


def _situatie(g: Gevonden, sessie: Sessie) -> VroegSituatie:
    zaken = sorted({z for m in g.meldingen for z in m.zaken})
    bron = f"Volgens meldingen gaat het om: {g.situatie.bron}" if g.situatie.bron else ""
    al = f"Een deel hoort al bij dossier {en(zaken)}" if zaken else ""
    meldingen = tuple(
        VroegMelding(
            Link(f"Melding {m.nummer}", f"/dossier/{m.nummer}/"),
            ", ".join(
                x
                for x in (
                    dag_kort(m.op, sessie.dag),
                    f"bij dossier {en(m.zaken)}" if m.zaken else "",
                    "eerder bekeken: geen zaak" if m.gewogen else "",
                )
                if x
            ),
        )
        for m in g.meldingen
    )
    eerste = g.open[0].nummer
    nummers = urlencode([("m", m.nummer) for m in g.open])
    knoppen = (
        Knop("Bij een zaak voegen" if zaken else "Zaak beginnen of erbij voegen", f"/meldingen/{eerste}/beslissen/", False),
        Knop("Nu geen zaak", f"{GEEN_ZAAK}?{nummers}"),
    )
    sub = ". ".join(x for x in (bron, al) if x)
    return VroegSituatie(
        f"Rond {g.situatie.adres}", sub, tuple(_zin(z) for z in g.situatie.voor), tuple(_zin(z) for z in g.situatie.tegen), meldingen, knoppen
    )


def _zin(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


@require_http_methods(["GET", "POST"])
@deur("handeling")
def geen_zaak(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """That these reports together are no case now: recorded in each, with the reason."""
    if not herkend.mag(sessie):
        raise Http404
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    gevraagd = (ingevuld.get("m", []) if request.method == "POST" else request.GET.getlist("m"))[:MEEST]
    meldingen = herkend.meldingen_met(sessie, [n[:20] for n in gevraagd])
    if not meldingen or len(meldingen) != len(set(gevraagd)):
        raise Http404
    reden = een(ingevuld, "reden").strip()
    fout, algemeen = "", tuple[Fout, ...]()
    if request.method == "POST":
        if kern.vastgelegd_met(sessie, sleutel_van(ingevuld)):
            return redirect(ADRES)
        if not reden:
            fout = "Vul in waarom deze meldingen samen nu geen zaak zijn."
        else:
            try:
                herkend.nu_geen_zaak(sessie, sleutel_van(ingevuld), list(meldingen.values()), reden)
            except Geweigerd as e:
                algemeen = tuple(Fout(b.melding) for b in e.bezwaren)
            else:
                messages.success(request, "Vastgelegd: samen nu geen zaak. Komt er een melding of aanvulling bij, dan staan zij er weer.")
                return redirect(ADRES)
    vraag = Vraag("reden", "Waarom zijn deze meldingen samen nu geen zaak?", "lang", "Schrijf op waarop u dit baseert.", reden, fout=fout)
    vast = (("sleutel", een(ingevuld, "sleutel") or str(uuid4())), *(("m", n) for n in meldingen))
    formulier = Formulier(GEEN_ZAAK, "Vastleggen", (vraag,), vast, algemeen, Link("Niet doen", ADRES))
    welke = en([f"melding {n}" for n in meldingen])
    zin = f"Het gaat om {welke}. U beslist hier niet over een melding apart: wat met elk gebeurt, beslist u bij de melding."
    pagina = kader(request, "Nu geen zaak", terug=Link(TAB, ADRES))
    return toon(request, pagina, Formulierblad(zin=zin, formulier=formulier), 400 if fout or algemeen else 200)
