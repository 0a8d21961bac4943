# SPDX-License-Identifier: EUPL-1.2
"""The desk of reports: what waits for contact, what for a decision, by deadline; and a report that somebody tells, on one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.dossier import afspraken
from wijkregie.dossier.bijwerken import volgorde
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.klok import nu
from wijkregie.meldingen import balie, code, systeem, vroeg
from wijkregie.meldingen.openbaar import AlVerzonden, NiemandLeest
from wijkregie.meldingen.woorden import opzet
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gebied
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bladeren, DossierVerwijzing, Formulier, Fout, Geen, Knop, Link, Optie, Tab, Vraag, Zin
from wijkregie.scherm.beelden.meldingen import MeldingGroep, MeldingKlaar, MeldingLijst, MeldingNieuw, MeldingRij
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, lees_moment, lees_velden, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.melden import FORMULIER
from wijkregie.scherm.paginas.melden_vragen import REGEL
from wijkregie.scherm.paginas.vragen import Ingevuld, Omgeving, een, groep_van, naam_van, vraag_van
from wijkregie.scherm.taal import aantal, dag_kort, tijd, tot_van
from wijkregie.scherm.tonen import toon

ADRES: Final = "/meldingen/"
PER_BLAD: Final = 200
OP, TIJD, WIJK = "op", "tijd", "wijk"
_GROEPEN: Final = {
    balie.CONTACT: ("Contact met de melder", "Binnen 2 werkdagen spreekt of schrijft iemand de melder zelf."),
    balie.BESLUIT: ("Wacht op een besluit", "Iemand beslist of de melding bij een zaak hoort, een zaak wordt of ergens anders hoort."),
    balie.ANDERS: ("Verder", ""),
}
_ZEGT: Final = ("Is er nu gevaar? Laat de melder 112 bellen.", "Uw naam blijft bij ons. Anoniem melden mag ook.")
_NA: Final = (
    "Lees de code rustig voor, en laat de melder hem herhalen.",
    "Binnen 2 werkdagen neemt iemand contact op.",
    "Met de code leest de melder onze berichten, en vertelt hij ons als er weer iets gebeurt.",
)


@require_safe
@deur("werk")
def meldingen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not systeem.kent(sessie.gemeente_code):
        raise Http404
    dicht = request.GET.get("welke") == "afgerond"
    na = next(iter(nummer_in(request.GET.get("na", "")[:20])), "")
    gevonden = balie.lijst(sessie, dicht=dicht, hoogstens=PER_BLAD + 1, voor=volgorde(na) if na else None)
    meer, gevonden = len(gevonden) > PER_BLAD, gevonden[:PER_BLAD]
    groepen = [] if dicht else [_groep(sessie, g, [r for r in gevonden if r.wacht_op == g]) for g in _GROEPEN]
    if dicht and gevonden:
        groepen = [MeldingGroep("Afgerond", "", tuple(_rij(sessie, r) for r in gevonden))]
    welke = "afgerond" if dicht else "open"
    tabs: tuple[Tab, ...] = (Tab("Open", f"{ADRES}?welke=open", None, not dicht), Tab("Afgerond", f"{ADRES}?welke=afgerond", None, dicht))
    if vroeg.mag(sessie):
        tabs = (*tabs, Tab("Vroeg herkennen", f"{ADRES}vroeg-herkennen/"))
    mag = balie.mag_melden(sessie)
    beeld = MeldingLijst(
        _zin(gevonden, sessie.dag, dicht=dicht),
        tuple(g for g in groepen if g.rijen),
        tabs,
        leeg=None if gevonden else Geen("Er zijn hier geen meldingen." if not na else f"Onder nummer {na} staan er geen meldingen meer."),
        bladeren=_bladeren(welke, na, gevonden[-1].nummer if meer else ""),
        nieuw=Knop("Melding vastleggen", f"{ADRES}nieuw/", True) if mag else None,
    )
    return toon(request, kader(request, "Meldingen"), beeld)


def _groep(sessie: Sessie, welke: str, rijen: list[balie.Rij]) -> MeldingGroep:
    kop, uitleg = _GROEPEN[welke]
    op_termijn = sorted(rijen, key=lambda r: (r.uiterlijk or date.max, r.nummer))
    return MeldingGroep(kop, uitleg, tuple(_rij(sessie, r) for r in op_termijn))


def _rij(sessie: Sessie, r: balie.Rij) -> MeldingRij:
    """What it is called: the place, else its number; under it what the reporter says it is."""
    _, model = systeem.model(sessie.gemeente_code)
    o = afspraken.systeemcategorie(sessie.gemeente_code, "adres")
    plaats = next((str(w) for n, w in r.velden.items() if model.velden[n].categorie == o), "")
    soort = next(((n, v) for n, v in model.velden.items() if v.soort == "lijst"), None)
    wat = ", ".join(soort[1].tekst(str(x)) for x in r.velden.get(soort[0]) or ()) if soort else ""
    sinds = f"Gemeld {dag_kort(r.ontvangen.date(), sessie.dag)}, {tijd(r.ontvangen)}" if r.ontvangen else ""
    dreigt = r.dreigt_vanaf is not None and r.dreigt_vanaf <= sessie.dag
    tot = tot_van(r.uiterlijk, sessie.dag, dreigt=dreigt) if r.uiterlijk is not None else None
    kop = plaats[:80] or f"Melding {r.nummer}"
    return MeldingRij(
        DossierVerwijzing(r.nummer, f"/dossier/{r.nummer}/"), kop, wat[:1].upper() + wat[1:], sinds, tot, "Dit is uw taak" if r.zelf else ""
    )


def _zin(rijen: list[balie.Rij], dag: date, *, dicht: bool) -> Zin:
    if dicht:
        return Zin("", "Dit zijn de meldingen die zijn afgerond.")
    laat = sum(1 for r in rijen if r.uiterlijk is not None and r.uiterlijk < dag)
    contact = sum(1 for r in rijen if r.wacht_op == balie.CONTACT)
    besluit = sum(1 for r in rijen if r.wacht_op == balie.BESLUIT)
    nadruk = f"{aantal(laat, 'melding is', 'meldingen zijn')} te laat." if laat else ""
    if not rijen:
        return Zin("", "Er wacht nu geen melding.")
    return Zin(nadruk, f"{aantal(contact, 'melder wacht', 'melders wachten')} op contact, {aantal(besluit, 'melding', 'meldingen')} op een besluit.")


def _bladeren(welke: str, na: str, laatste: str) -> Bladeren | None:
    if not na and not laatste:
        return None
    begin = Link("Naar het begin", f"{ADRES}?welke={welke}") if na else None
    verder = Link(f"Volgende {PER_BLAD}", f"{ADRES}?welke={welke}&na={laatste}") if laatste else None
    return Bladeren(f"Onder nummer {na}" if na else f"De nieuwste {PER_BLAD}", begin, verder)


@require_http_methods(["GET", "POST"])
@deur("handeling")
def nieuw(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """A report that somebody tells: begun, recorded and given its code in one go."""
    loket = balie.loket_van(sessie)
    if loket is None or not balie.mag_melden(sessie):
        raise Http404
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    if request.method == "GET":
        return _formulier(request, sessie, ingevuld, {})
    _, model = systeem.model(sessie.gemeente_code)
    gelezen = lees_velden(model, ingevuld, afspraken.wereld(sessie.gemeente_code))
    fouten = dict(gelezen.fouten)
    op = lees_moment(ingevuld, sessie.dag, fouten)
    if not een(ingevuld, OP).strip() and not een(ingevuld, TIJD).strip():
        op = nu().isoformat(" ", "minutes")[:16]  # a term of hours runs from this minute
    for naam, v in model.velden.items():
        if v.verplicht and naam not in gelezen.velden:
            fouten.setdefault(naam_van(naam), f"Vul dit in: {v.vraag}")
    wijken = _wijken(sessie)
    gebied = int(een(ingevuld, WIJK)) if een(ingevuld, WIJK) in wijken else None
    if fouten:
        return _formulier(request, sessie, ingevuld, fouten, 400)
    try:
        u = balie.neem_aan(loket, sessie, gelezen.velden, op, sleutel_van(ingevuld), gebied)
    except NiemandLeest:
        return _formulier(request, sessie, ingevuld, {WIJK: "Kies de wijk. Anders leest niemand deze melding."}, 400)
    except AlVerzonden:
        fout = Fout("Dit formulier is al verzonden, en daarna is er iets veranderd. Wat u eerst stuurde, is vastgelegd. Open de lijst met meldingen.")
        return _formulier(request, sessie, ingevuld, {}, 409, (fout,))
    except Geweigerd as e:
        per_veld = {naam_van(str(b.veld)): b.melding for b in e.bezwaren if b.veld in model.velden}
        rest = tuple(Fout(b.melding) for b in e.bezwaren if b.veld not in model.velden)
        return _formulier(request, sessie, ingevuld, per_veld, 400, rest)
    klaar = MeldingKlaar(
        DossierVerwijzing(u.nummer, f"/dossier/{u.nummer}/"), code.schrijf(u.code) if u.code else "", _NA, request.build_absolute_uri(FORMULIER["nl"])
    )
    return toon(request, kader(request, "Melding vastgelegd"), klaar)


def _wijken(sessie: Sessie) -> dict[str, str]:
    with binnen(gemeente=sessie.gemeente):
        return {str(g.id): g.naam for g in Gebied.objects.filter(gemeente=sessie.gemeente, soort=Gebied.WIJK).order_by("naam")}


def _formulier(
    request: HttpRequest, sessie: Sessie, ingevuld: Ingevuld, fouten: dict[str, str], status: int = 200, algemeen: tuple[Fout, ...] = ()
) -> HttpResponse:
    feit, model = systeem.model(sessie.gemeente_code)
    o = Omgeving(afspraken.wereld(sessie.gemeente_code), fouten=fouten)
    opz = opzet(sessie.gemeente_code)
    kort = opz.een_regel if opz is not None else frozenset()

    def vraag(n: str) -> Vraag:
        v = vraag_van(feit, n, model, ingevuld, o, met_ziet=False)
        return replace(v, soort="tekst", groot=REGEL) if n in kort else v

    groepen = {v: (n, g) for n, g in model.groepen.items() for v in g.velden}
    vragen: list[Vraag] = []
    gehad: set[str] = set()
    for n in model.velden:
        if n not in groepen:
            vragen.append(vraag(n))
        elif groepen[n][0] not in gehad:
            naam, groep = groepen[n]
            gehad.add(naam)
            vragen.append(groep_van(naam, groep, [vraag(x) for x in groep.velden]))
    opties = tuple(Optie(i, n) for i, n in _wijken(sessie).items())
    vragen.append(Vraag(WIJK, "In welke wijk is dat?", "rol", waarde=een(ingevuld, WIJK), opties=opties, fout=fouten.get(WIJK, ""), verplicht=False))
    dag = Vraag(OP, "Dag", "datum", "Leeg is vandaag.", een(ingevuld, OP), fout=fouten.get(OP, ""), verplicht=False, groot=20)
    uur = Vraag(TIJD, "Tijd", "tijd", "", een(ingevuld, TIJD), fout=fouten.get(TIJD, ""), verplicht=False, groot=20)
    uitleg = "Telt de termijn vanaf een eerder moment, of bij een andere organisatie? Vul dan dat moment in."
    vragen.append(Vraag("moment", "Wanneer kwam de melding het eerst binnen?", "groep", uitleg, delen=(dag, uur), verplicht=True))
    sleutel = een(ingevuld, "sleutel") or str(uuid4())
    formulier = Formulier(f"{ADRES}nieuw/", "Melding vastleggen", tuple(vragen), (("sleutel", sleutel),), algemeen, Link("Niet doen", ADRES))
    beeld = MeldingNieuw("Schrijf op wat de melder vertelt. Daarna krijgt u een code die u de melder geeft.", formulier, _ZEGT)
    return toon(request, kader(request, "Melding vastleggen", terug=Link("Meldingen", ADRES)), beeld, status)
