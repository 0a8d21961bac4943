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
from wijkregie.klok import ZONE, nu
from wijkregie.koppelingen import mailmelding
from wijkregie.koppelingen.postbus import NAKIJKEN
from wijkregie.meldingen import balie, code, systeem, vroeg
from wijkregie.meldingen.openbaar import AlVerzonden, NiemandLeest
from wijkregie.meldingen.wachtrij import ANDERS, BEGIN, BESLUIT, CONTACT, GEEN_DAG, Plek, Wachtrij
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
    CONTACT: ("Contact met de melder", "Binnen 2 werkdagen spreekt of schrijft iemand de melder zelf."),
    BESLUIT: ("Wacht op een besluit", "Iemand beslist of de melding bij een zaak hoort, een zaak wordt of ergens anders hoort."),
    ANDERS: ("Verder", ""),
}
_WAAROM: Final = {
    mailmelding.TE_GROOT: "te groot (meer dan 36 MB)",
    mailmelding.ONLEESBAAR: "niet te lezen",
    mailmelding.GEWEIGERD: "leeg, of niet op te slaan als melding",
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
    tabs: tuple[Tab, ...] = (Tab("Open", f"{ADRES}?welke=open", None, not dicht), Tab("Afgerond", f"{ADRES}?welke=afgerond", None, dicht))
    if vroeg.mag(sessie):
        tabs = (*tabs, Tab("Vroeg herkennen", f"{ADRES}vroeg-herkennen/"))
    na = next(iter(nummer_in(request.GET.get("na", "")[:20])), "")
    zin, groepen, bladeren = _afgerond(sessie, na) if dicht else _open(sessie, na, _dag(request.GET.get("termijn", "")))
    mag = balie.mag_melden(sessie)
    leeg = "Er zijn hier geen meldingen." if not na else "Hierna staan er geen meldingen meer."
    beeld = MeldingLijst(
        zin,
        tuple(g for g in groepen if g.rijen),
        tabs,
        leeg=None if any(g.rijen for g in groepen) else Geen(leeg),
        bladeren=bladeren,
        nieuw=Knop("Melding vastleggen", f"{ADRES}nieuw/", True) if mag else None,
        postbus=_postbus(sessie) if mag and not dicht and not na else (),
    )
    return toon(request, kader(request, "Meldingen"), beeld)


def _open(sessie: Sessie, na: str, dag: date) -> tuple[Zin, list[MeldingGroep], Bladeren | None]:
    """The most urgent of all, in groups by what they wait for; the sentence and the headings count all."""
    begin = Plek(dag, volgorde(na)) if na else BEGIN
    gevonden, wacht = balie.lijst(sessie, PER_BLAD + 1, begin)
    hier, meer = gevonden[:PER_BLAD], len(gevonden) > PER_BLAD
    groepen = []
    for g, (kop, uitleg) in _GROEPEN.items():
        rijen, alle = [r for r in hier if r.wacht_op == g], wacht.per_groep[g]
        telling = f"{len(rijen)} van {alle}" if len(rijen) < alle else str(alle)
        groepen.append(MeldingGroep(kop, uitleg, tuple(_rij(sessie, r) for r in rijen), telling))
    laatste = hier[-1] if meer else None
    verder = f"open&na={laatste.nummer}&termijn={laatste.uiterlijk or GEEN_DAG}" if laatste is not None else ""
    tekst = f"De volgende {len(hier)} van {wacht.aantal}" if na else f"De {len(hier)} dringendste van {wacht.aantal}"
    return _zin(wacht), groepen, _bladeren("open", na, verder, tekst)


def _afgerond(sessie: Sessie, na: str) -> tuple[Zin, list[MeldingGroep], Bladeren | None]:
    gevonden = balie.afgerond(sessie, PER_BLAD + 1, volgorde(na) if na else None)
    hier, meer = gevonden[:PER_BLAD], len(gevonden) > PER_BLAD
    groep = MeldingGroep("Afgerond", "", tuple(_rij(sessie, r) for r in hier), str(len(hier)))
    verder = f"afgerond&na={hier[-1].nummer}" if meer else ""
    tekst = f"Onder nummer {na}" if na else f"De nieuwste {PER_BLAD}"
    return Zin("", "Dit zijn de meldingen die zijn afgerond."), [groep], _bladeren("afgerond", na, verder, tekst)


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst[:10])
    except ValueError:
        return GEEN_DAG


def _postbus(sessie: Sessie) -> tuple[str, ...]:
    """What a person has to do for a mailbox that brings reports; nothing if all came in."""
    uit = []
    for s in mailmelding.standen(sessie):
        if s.stil_sinds is not None:
            sinds = f"{dag_kort(s.stil_sinds.astimezone(ZONE).date(), sessie.dag)}, {tijd(s.stil_sinds.astimezone(ZONE))}"
            uit.append(f"De mailbox ‘{s.naam}’ is sinds {sinds} niet gelezen. Lees de e-mails daar zelf, en vraag uw beheerder om te kijken.")
        if s.nakijken:
            waarom = ", ".join(f"{_WAAROM[w]}: {n}" for w, n in s.waarom.items())
            wat = aantal(s.nakijken, "e-mail is", "e-mails zijn")
            meer = f" De laatste maand: {waarom}." if waarom else ""
            hier = f"Kijk in de mailbox ‘{s.naam}’, in de map ‘{NAKIJKEN}’, en haal daar weg wat u zag."
            uit.append(f"{wat} geen melding geworden. {hier}{meer}")
    return tuple(uit)


def _rij(sessie: Sessie, r: balie.Rij) -> MeldingRij:
    """What it is called: the place, else its number; under it what the reporter says it is."""
    _, model = systeem.model(sessie.gemeente_code)
    o = afspraken.systeemcategorie(sessie.gemeente_code, "adres")
    plaats = next((str(w) for n, w in r.velden.items() if model.velden[n].categorie == o), "")
    soort = next(((n, v) for n, v in model.velden.items() if v.soort == "lijst"), None)
    wat = ", ".join(soort[1].tekst(str(x)) for x in r.velden.get(soort[0]) or ()) if soort else ""
    sinds = f"Gemeld {dag_kort(r.ontvangen.date(), sessie.dag)}, {tijd(r.ontvangen)}" if r.ontvangen else ""
    opz = opzet(sessie.gemeente_code)
    via = f"Via {model.velden[opz.ingang].tekst(str(r.velden[opz.ingang]))}" if opz is not None and opz.ingang in r.velden else ""
    if not wat and opz is not None and opz.mail is not None:  # a mail says in its first line what it is about
        wat = str(r.velden.get(opz.mail.tekst) or "").strip().partition("\n")[0][:80]
    dreigt = r.dreigt_vanaf is not None and r.dreigt_vanaf <= sessie.dag
    tot = tot_van(r.uiterlijk, sessie.dag, dreigt=dreigt) if r.uiterlijk is not None else None
    kop = plaats[:80] or f"Melding {r.nummer}"
    return MeldingRij(
        DossierVerwijzing(r.nummer, f"/dossier/{r.nummer}/"), kop, wat[:1].upper() + wat[1:], sinds, tot, "Dit is uw taak" if r.zelf else "", via
    )


def _zin(w: Wachtrij) -> Zin:
    if not w.aantal:
        return Zin("", "Er wacht nu geen melding.")
    contact, besluit = w.per_groep[CONTACT], w.per_groep[BESLUIT]
    nadruk = f"{aantal(w.te_laat, 'melding is', 'meldingen zijn')} te laat." if w.te_laat else ""
    return Zin(nadruk, f"{aantal(contact, 'melder wacht', 'melders wachten')} op contact, {aantal(besluit, 'melding', 'meldingen')} op een besluit.")


def _bladeren(welke: str, na: str, verder: str, tekst: str) -> Bladeren | None:
    if not na and not verder:
        return None
    begin = Link("Naar het begin", f"{ADRES}?welke={welke}") if na else None
    return Bladeren(tekst, begin, Link(f"Volgende {PER_BLAD}", f"{ADRES}?welke={verder}") if verder else None)


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
