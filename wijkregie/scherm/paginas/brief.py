# SPDX-License-Identifier: EUPL-1.2
"""A letter: as it will look, with what the agreement asks it to have beside it; made as PDF or DOCX, and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from wijkregie.dossier import adressen, afspraken, concepten, kern, lezen, lezen_feiten, lezen_kop, lezen_wie, voorbeeld
from wijkregie.dossier.bestanden import DOCX
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Dossier, Kop
from wijkregie.dossier.lezen_wie import Organisatie
from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Opdracht
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.dossier.voorbeeld import Element
from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Brief, BriefDeel, BriefElement, BriefMist, BriefWeg, DossierVerwijzing, Formulier, Link, Optie, Vraag
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.bestand import antwoord
from wijkregie.scherm.paginas.formulier import Form
from wijkregie.scherm.paginas.invoer import uuid_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.vragen import naam_van
from wijkregie.scherm.taal import dag_lang
from wijkregie.scherm.tonen import toon
from wijkregie.scherm.vindplaats import vindplaats
from wijkregie.stukken import geopend, haak, maken, papier, portaal, versturen
from wijkregie.stukken.haak import NietAangenomen, NietZeker, Onderweg
from wijkregie.stukken.maken import Controle, Gemaakt, Om
from wijkregie.stukken.model import MAIL, PER_POST, PORTAAL
from wijkregie.stukken.versturen import GeenWeg, Mail, Onvolledig, Veranderd, Verstuurd
from wijkregie.stukken.vormen import Vorm, vorm_van

POST: Final = "/post/"
AANGEKOMEN, OPNIEUW = "mail-aangekomen", "mail-opnieuw"
OP_PAPIER: Final = PER_POST | {"overhandigd"}
ONZEKER: Final = "De beveiligde mail gaf geen antwoord. Misschien ging de brief wel. Vraag de ontvanger of hij aankwam en kies daarna."
LEEG: Final = "De tekst van de brief is nog leeg. Vul eerst het formulier in."
SOORTEN: Final = {"pdf": "application/pdf", "docx": DOCX}
WAAROM: Final = {
    maken.LEEG: "Dit is nog niet ingevuld.",
    maken.DOSSIER: "Dit ligt nog niet vast in het dossier, of u mag het niet weten.",
    maken.ONTVANGER: "De ontvanger mag dit nu niet weten. Daarom staat het niet in de brief.",
    maken.TEKENT: "Wie dit vastlegde, mag deze brief niet tekenen. Laat een collega met die rol het doen.",
    maken.ADRES: "Zonder volledig adres kan de brief niet per post.",
}


@dataclass(frozen=True, slots=True)
class Blad:
    """A letter and what it was made from."""

    kop: Dossier
    feit: Feit
    vorm: Vorm
    zicht: Zicht
    gemaakt: Gemaakt
    elementen: list[Element]
    eigen: bool  # recorded by this organisation: it may make and send it
    concept: bool
    terug: Link
    adres: str  # of the letter
    naar: Organisatie | None = None  # the one organisation that receives it, if the session may know which


@require_GET
@deur("handeling")
def brief(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """The letter of a recorded fact."""
    return _toon(request, sessie, _van_feit(sessie, nummer, feit))


@require_GET
@deur("handeling")
def concept(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """The letter as it would be: from the draft of the form."""
    return _toon(request, sessie, _van_concept(sessie, nummer, feit))


@require_GET
@deur("handeling")
def bestand(request: HttpRequest, sessie: Sessie, nummer: str, feit: str, vorm: str) -> HttpResponse:
    return _bestand(request, sessie, _van_feit(sessie, nummer, feit), vorm)


@require_GET
@deur("handeling")
def conceptbestand(request: HttpRequest, sessie: Sessie, nummer: str, feit: str, vorm: str) -> HttpResponse:
    return _bestand(request, sessie, _van_concept(sessie, nummer, feit), vorm)


@require_POST
@deur("handeling")
def verstuur(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """Sent: recorded with the PDF, once."""
    b = _van_feit(sessie, nummer, feit)
    if not b.eigen or not versturen.kan(sessie.gemeente_code):
        raise Http404

    def opnieuw() -> tuple[Feit, Gemaakt]:
        nu = _van_feit(sessie, nummer, feit)
        return nu.feit, nu.gemaakt

    weg, mail = _weg(b, request.POST.get("weg", ""))
    if weg not in wegen_van(sessie, b):
        return _toon(request, sessie, b, {"weg": "Kies hoe de brief gaat."}, 400)
    try:
        _, al = versturen.verstuur(sessie, b.kop.id, b.vorm, weg, opnieuw, mail)
    except NietAangenomen as e:
        return _toon(request, sessie, b, {"weg": f"De brief is niet verstuurd: {e}. Probeer het later opnieuw, of kies een andere weg."}, 502)
    except NietZeker:
        return _toon(request, sessie, b, {"weg": ONZEKER}, 502)
    except Veranderd:
        return _toon(request, sessie, b, {"weg": "De brief is veranderd sinds die poging. Verstuur hem opnieuw."}, 409)
    except GeenWeg:
        return _toon(request, sessie, b, {"weg": "Kies hoe de brief gaat."}, 400)
    except Onvolledig as e:
        return _toon(request, sessie, b, {"weg": f"De brief is niet verstuurd. Er ontbreekt: {'; '.join(_klein(c.wat) for c in e.mist)}."}, 400)
    except Geweigerd as e:
        return _toon(request, sessie, b, {"weg": "; ".join(dict.fromkeys(x.melding for x in e.bezwaren if not x.masker & ~b.kop.bestaat))}, 400)
    except Gewijzigd:
        return _toon(request, sessie, b, {"weg": "Er kwam net iets bij in dit dossier. Kijk of de brief nog klopt en verstuur hem opnieuw."}, 409)
    wat = "Deze brief was al verstuurd" if al else "Vastgelegd: de brief is verstuurd"
    messages.success(request, f"{wat}. De pdf staat bij de brief{': die drukt u af' if weg in OP_PAPIER else ''}.")
    return redirect(POST if request.POST.get("terug") == "post" else b.adres)


# what it is made from


def _van_feit(sessie: Sessie, nummer: str, feit: str) -> Blad:
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(feit)
    zicht = lezen_feiten.feiten(sessie, kop.id) if kop is not None else None
    f = next((f for f in zicht.gevouwen.feiten if f.id == str(id_)), None) if zicht is not None else None
    vorm = vorm_van(sessie.gemeente_code, kop.protocollen, f.soort, f.op) if kop is not None and f is not None else None
    if kop is None or zicht is None or f is None or vorm is None:
        raise Http404
    _, stand = kern.zaak(sessie, kop.id)
    eigen = zicht.vastleggers[f.id] == sessie.organisatie
    van = int(f.door.organisatie or zicht.vastleggers[f.id])
    elementen = voorbeeld.elementen(stand, f, kop.bestaat, _bits(sessie))
    gemaakt = _maak(sessie, kop, vorm, f, zicht, stand, (f.door.persoon or "", van), heel=eigen)
    terug = Link(kop.op_nummer, f"/dossier/{nummer}/")
    naar = ontvanger(sessie, kop, stand, vorm)
    return Blad(kop, f, vorm, zicht, gemaakt, elementen, eigen, False, terug, f"/dossier/{nummer}/feit/{f.id}/brief/", naar)


def _van_concept(sessie: Sessie, nummer: str, feit: str) -> Blad:
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or not Form.bestaat(sessie, feit):
        raise Http404
    form = Form(sessie, kop, feit)
    bewaard = concepten.concept(sessie, form.conceptsleutel)
    vorm = vorm_van(sessie.gemeente_code, kop.protocollen, feit, sessie.dag)
    if bewaard is None or vorm is None:
        raise Http404
    form.ingevuld = bewaard[0]
    form.lees()
    feiten = form.feiten()
    _, na, _ = kern.proef(sessie, Opdracht(uuid4(), feiten))[kop.id]
    f = next((x for x in na.feiten if x.id == str(feiten[-1].id)), None)
    if f is None:  # so much of it is wrong that it is no act yet
        f = Feit(str(feiten[-1].id), feit, sessie.dag, 0, velden=form.stand.velden)
    elementen = voorbeeld.elementen(na.stand, f, form.masker, na.bits)
    van = form.stand.buiten[0] if form.stand.buiten is not None else sessie.organisatie
    wie = (sessie.naam if van == sessie.organisatie else "", van)
    gemaakt = _maak(sessie, kop, vorm, f, form.zicht, na.stand, wie, heel=True)
    return Blad(kop, f, vorm, form.zicht, gemaakt, elementen, True, True, Link("Terug naar het formulier", form.adres), f"{form.adres}brief/")


def _maak(sessie: Sessie, kop: Dossier, vorm: Vorm, f: Feit, zicht: Zicht, stand: Stand, wie: tuple[str, int], *, heel: bool) -> Gemaakt:
    """`wie`: the person, as far as known, and the organisation that the letter comes from; not who reads it."""
    w = afspraken.wereld(sessie.gemeente_code)
    o = lezen_wie.organisaties(sessie, sessie.dag).get(wie[1])
    naam = o.naam if o is not None else ""
    hoofd = tuple(settings.BRIEFHOOFDEN.get(naam, ())) or ((o.telefoon, o.mail) if o is not None else ())
    rol = w.rollen[f.door.rol].naam if f.door.rol in w.rollen else ""
    compleet = adressen.volledig(kop.adresregels)
    om = Om(
        afzender=tuple(x for x in (naam, *hoofd) if x),
        geadresseerde=tuple(x for x in (kop.naam if kop.naam != kop.adres else "", *kop.adresregels) if x) if compleet else (),
        naam=kop.naam if kop.naam != kop.adres else "",
        plaats=sessie.gemeente_naam,
        kenmerk=kop.nummer,
        ondertekening=tuple(x for x in (wie[0], rol, naam) if x),
        adres_klopt=compleet,
    )
    return maken.maak(vorm, w, f, zicht, stand, _bits(sessie), kop.bestaat, om, heel=heel)


def _bits(sessie: Sessie) -> Any:
    with connections["default"].cursor() as c:
        return afspraken.bits(c, sessie.gemeente)


# how it may go


def ontvanger(sessie: Sessie, kop: Dossier, stand: Stand, vorm: Vorm) -> Organisatie | None:
    """The organisation that a letter goes to, if there is one and the session may know that it takes part."""
    w = afspraken.wereld(sessie.gemeente_code)
    if w.rollen[vorm.model.aan].categorie is not None:  # a person
        return None
    weet = bool(_bits(sessie).masker([w.feiten[BETROKKEN].categorie]) & kop.bestaat)
    rollen = (vorm.model.aan, *w.boven(vorm.model.aan)) if weet else ()
    per_rol = ({int(x.organisatie) for x in stand.afleider.b.vervulling(r, sessie.dag)} for r in rollen)
    hier = next((x for x in per_rol if x), set())  # who fills the role itself, else who stands above it
    alle = lezen_wie.organisaties(sessie, sessie.dag)
    return alle.get(next(iter(hier))) if len(hier) == 1 else None


def mailadres(kop: Dossier, o: Organisatie) -> str:
    c = o.contact([kop.gebied] if kop.gebied is not None else [])
    return (c.mail if c is not None else "") or o.mail


def wegen_van(sessie: Sessie, b: Blad) -> list[str]:
    """How this letter may go now: by mail only with a service and an address, on the page of the receiver only where there is one."""
    uit: list[str] = [w for w in b.vorm.model.wegen if not b.gemaakt.mist_voor(w)]
    if MAIL in uit and (haak.haak() is None or b.naar is None or not mailadres(b.kop, b.naar)):
        uit.remove(MAIL)
    if PORTAAL in uit and not portaal.kan(sessie, b.kop.id, b.vorm, b.naar):
        uit.remove(PORTAAL)
    return uit


def _weg(b: Blad, keuze: str) -> tuple[str, Mail | None]:
    """What was chosen: the way, and of mail to which address and whether a person knows what came of the last time."""
    if keuze not in (MAIL, AANGEKOMEN, OPNIEUW):
        return keuze, None
    return MAIL, Mail(mailadres(b.kop, b.naar) if b.naar is not None else "", keuze == AANGEKOMEN, keuze == OPNIEUW)


# on paper


def _bestand(request: HttpRequest, sessie: Sessie, b: Blad, soort: str) -> HttpResponse:
    """The letter as a file, never with a name of a person in its own; one that is not complete is not made."""
    if soort not in SOORTEN or not b.eigen:
        raise Http404
    if b.gemaakt.mist:
        return _toon(request, sessie, b, {"maak": "De brief is niet gemaakt. Hieronder ziet u wat er ontbreekt."}, 409)
    inhoud = (papier.pdf if soort == "pdf" else papier.docx)(b.gemaakt.inhoud, concept=b.concept)
    naam = f"{b.vorm.naam.replace('_', '-')}{'-concept' if b.concept else ''}.{soort}"
    return antwoord(naam, SOORTEN[soort], inhoud)


# on screen


def _mist(sessie: Sessie, kop: Kop, vorm: Vorm, *, concept: bool) -> BriefMist | None:
    """What the envelope lacks, and where to fill it in. Who only reads a letter that went out may be one who does not see the address at all."""
    if not vorm.onderwerp or adressen.volledig(kop.adresregels) or (not kop.adresregels and not concept):
        return None
    if not kop.adresregels:
        return BriefMist("In dit dossier staat geen adres, of u kunt het niet zien.", Link("Naar het dossier", f"/dossier/{kop.nummer}/"))
    gevonden = adressen.bron(sessie, kop.id)
    link = Link("Vul de postcode in", f"/dossier/{gevonden[0]}/feit/{gevonden[1]}/rechtzetten/") if gevonden is not None else None
    anders = "" if link is not None else " Vraag wie het adres vastlegde om de postcode aan te vullen."
    return BriefMist(f"De postcode van {kop.adresregels[0]} is niet vastgelegd.{anders}", link)


def _klein(tekst: str) -> str:
    return f"{tekst[:1].lower()}{tekst[1:]}"


def _element(b: Blad, c: Controle) -> BriefElement:
    """A check of the letter, with its norm and, if it lacks, where to fill it in."""
    t = next((t for n in c.norm if (t := normtekst(n)) is not None), None)
    link = None
    if not c.aanwezig and c.veld is not None:
        doel = b.terug.adres if b.concept else f"/dossier/{b.kop.nummer}/feit/{b.feit.id}/rechtzetten/"
        link = Link("Vul het in", f"{doel}#v-{naam_van(c.veld)}")
    elif c.waarom == maken.DOSSIER:
        link = Link("Naar het dossier", f"/dossier/{b.kop.nummer}/")
    return BriefElement(c.wat, c.aanwezig, c.verplicht, WAAROM.get(c.waarom, ""), vindplaats(t) if t is not None else "", link)


def _wegen(sessie: Sessie, b: Blad, fouten: dict[str, str]) -> Formulier | None:
    """How it may go, for who may send it."""
    if b.concept or not b.eigen or b.gemaakt.mist or not versturen.kan(sessie.gemeente_code):
        return None
    kan = wegen_van(sessie, b)
    if not kan:
        return None
    laatst = onderweg(sessie, b) if MAIL in kan else None
    teksten = afspraken.wereld(sessie.gemeente_code).feiten[afspraken.systeemfeit(sessie.gemeente_code, versturen.VERSTUURD)].velden["weg"]
    opties = tuple(Optie(w, _groot(teksten.tekst(w)), _naar(b, w), gekozen=len(kan) == 1) for w in kan)
    if laatst is not None and laatst.stand == haak.ONZEKER:
        vast = (Optie(AANGEKOMEN, "De beveiligde mail kwam aan"), Optie(OPNIEUW, "De beveiligde mail kwam niet aan: verstuur hem opnieuw"))
        opties = (*vast, *(o for o in opties if o.waarde != MAIL))
    uitleg = post_reden(laatst)
    vraag = Vraag("weg", "Hoe gaat de brief?", "keuze", uitleg, opties=opties, fout=fouten.get("weg", ""))
    return Formulier(f"{b.adres}versturen/", "Brief versturen", (vraag,))


def _naar(b: Blad, weg: str) -> str:
    return f"Naar {b.naar.naam}." if weg in (MAIL, PORTAAL) and b.naar is not None else ""


def onderweg(sessie: Sessie, b: Blad) -> Onderweg | None:
    """What came of the last time that it was handed to the mail service, as long as no fact says that it went."""
    id_ = versturen.kenmerk(b.vorm, b.feit.id, MAIL, b.zicht)
    return haak.onderweg(sessie, [id_]).get(id_)


def post_reden(o: Onderweg | None) -> str:
    """Why a letter that was handed to the mail service still waits."""
    if o is None:
        return ""
    return ONZEKER if o.stand == haak.ONZEKER else f"De beveiligde mail nam de brief niet aan: {o.reden}."


def _groot(tekst: str) -> str:
    return f"{tekst[:1].upper()}{tekst[1:]}"


def _verstuurd(sessie: Sessie, b: Blad) -> tuple[BriefWeg, ...]:
    """How it went, with the PDF as it went."""
    gegaan: list[Verstuurd] = [] if b.concept else versturen.verstuurd(b.vorm, b.feit.id, b.zicht)
    if not gegaan:
        return ()
    bestanden = {str(x.feit): x.id for x in lezen.bestanden(sessie, b.kop.id)}
    veld = afspraken.wereld(sessie.gemeente_code).feiten[afspraken.systeemfeit(sessie.gemeente_code, versturen.VERSTUURD)].velden["weg"]
    open_ = geopend.sinds(sessie, [UUID(v.feit.id) for v in gegaan if v.weg == PORTAAL])
    return tuple(
        _gegaan(b, v.feit.id, veld.tekst(v.weg), v.feit.op, bestanden.get(v.feit.id), _geopend(v, open_.get(UUID(v.feit.id)))) for v in gegaan
    )


def _geopend(v: Verstuurd, op: datetime | None) -> str:
    if v.weg != PORTAAL:
        return ""
    return f"voor het eerst geopend op {dag_lang(op.date())}" if op is not None else "nog niet geopend"


def _gegaan(b: Blad, feit: str, weg: str, dag: date, bestand: UUID | None, geopend_: str) -> BriefWeg:
    pdf = Link("De pdf zoals die ging", f"/dossier/{b.kop.nummer}/bestand/{bestand}/") if bestand is not None else None
    return BriefWeg(", ".join(x for x in (f"{_groot(weg)} op {dag_lang(dag)}", geopend_) if x), pdf)


def _toon(request: HttpRequest, sessie: Sessie, b: Blad, fouten: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    i = b.gemaakt.inhoud
    mist = _mist(sessie, b.kop, b.vorm, concept=b.concept) if b.eigen else None
    delen = tuple(BriefDeel("\n".join(a.regels), a.kop) for a in i.alineas)
    maakbaar = b.eigen and not b.gemaakt.mist
    beeld = Brief(
        titel=i.betreft,
        dossier=DossierVerwijzing(b.kop.nummer, f"/dossier/{b.kop.nummer}/"),
        afzender=i.afzender,
        geadresseerde=i.geadresseerde,
        plaats_datum=", ".join(x for x in (i.plaats, dag_lang(i.datum)) if x),
        betreft=i.betreft,
        kenmerk=i.kenmerk,
        delen=delen or (BriefDeel(LEEG),),
        aanhef=i.aanhef,
        groet=i.groet,
        ondertekening=i.ondertekening,
        elementen=tuple(_element(b, c) for c in b.gemaakt.controles),
        verder=tuple(BriefElement(e.wat, e.aanwezig) for e in b.elementen),
        mist=mist,
        fout=(fouten or {}).get("maak", ""),
        maak=(Link("Maak de brief (pdf)", f"{b.adres}pdf/"), Link("Bewerk in Word (docx)", f"{b.adres}docx/")) if maakbaar else (),
        versturen=_wegen(sessie, b, fouten or {}),
        verstuurd=_verstuurd(sessie, b),
        concept=b.concept,
        bezwaar=i.bezwaar,
        bezwaar_kop=i.bezwaar_kop,
        tekenen=i.tekenen,
    )
    return toon(request, kader(request, "Brief", terug=b.terug), beeld, status)
