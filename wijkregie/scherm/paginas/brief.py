# SPDX-License-Identifier: EUPL-1.2
"""A letter to print: made from what was typed or recorded, with what the agreement asks it to have, and whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from wijkregie.dossier import adressen, afspraken, concepten, kern, lezen_feiten, lezen_kop, lezen_wie, voorbeeld
from wijkregie.dossier.lezen_kop import Kop
from wijkregie.dossier.opdracht import Opdracht
from wijkregie.dossier.voorbeeld import Element
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Brief, BriefDeel, BriefElement, BriefMist, DossierVerwijzing, Link
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.formulier import Form, is_brief
from wijkregie.scherm.paginas.invoer import uuid_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.taal import dag_lang
from wijkregie.scherm.tonen import toon

OPENING: Final = "Met deze brief laten wij u het volgende weten."


@require_GET
@deur("handeling")
def brief(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """The letter of a recorded fact."""
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(feit)
    zicht = lezen_feiten.feiten(sessie, kop.id) if kop is not None else None
    f = next((f for f in zicht.gevouwen.feiten if f.id == str(id_)), None) if zicht is not None else None
    if kop is None or zicht is None or f is None or not is_brief(afspraken.wereld(sessie.gemeente_code), f.soort):
        raise Http404
    _, stand = kern.zaak(sessie, kop.id)
    elementen = voorbeeld.elementen(stand, f, kop.bestaat, _bits(sessie))
    wie = (f.door.persoon or "", _naam(sessie, int(f.door.organisatie or zicht.vastleggers[f.id])))
    return _toon(request, sessie, kop, f.soort, f.velden, f.op, wie, elementen, Link(f"Dossier {nummer}", f"/dossier/{nummer}/"))


@require_GET
@deur("handeling")
def concept(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    """The letter as it would be: from the draft of the form."""
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or not Form.bestaat(sessie, feit) or not is_brief(afspraken.wereld(sessie.gemeente_code), feit):
        raise Http404
    form = Form(sessie, kop, feit)
    bewaard = concepten.concept(sessie, form.conceptsleutel)
    if bewaard is None:
        raise Http404
    form.ingevuld = bewaard[0]
    form.lees()
    feiten = form.feiten()
    _, na, _ = kern.proef(sessie, Opdracht(uuid4(), feiten))[kop.id]
    f = next((x for x in na.feiten if x.id == str(feiten[-1].id)), None)
    elementen = voorbeeld.elementen(na.stand, f, form.masker, na.bits) if f is not None else []
    dag = f.op if f is not None else sessie.dag
    van = form.stand.buiten[0] if form.stand.buiten is not None else sessie.organisatie
    wie = (sessie.naam if van == sessie.organisatie else "", _naam(sessie, van))
    return _toon(request, sessie, kop, feit, form.stand.velden, dag, wie, elementen, Link("Terug naar het formulier", form.adres))


def _mist(sessie: Sessie, kop: Kop, *, concept: bool) -> BriefMist | None:
    """What the envelope lacks, and where to fill it in. Who only reads a letter that went out may be one who does not see the address at all."""
    if adressen.volledig(kop.adresregels) or (not kop.adresregels and not concept):
        return None
    if not kop.adresregels:
        return BriefMist("In dit dossier staat geen adres, of u kunt het niet zien.", Link("Naar het dossier", f"/dossier/{kop.nummer}/"))
    gevonden = adressen.bron(sessie, kop.id)
    link = Link("Vul de postcode in", f"/dossier/{gevonden[0]}/feit/{gevonden[1]}/rechtzetten/") if gevonden is not None else None
    anders = "" if link is not None else " Vraag wie het adres vastlegde om de postcode aan te vullen."
    return BriefMist(f"De postcode van {kop.adresregels[0]} is niet vastgelegd.{anders}", link)


def _zin(over: str, tekst: str) -> str:
    """An answer as a letter says it: what it is about, and a full stop."""
    kaal = tekst.strip()
    return f"{over}: {kaal}{'' if kaal.endswith(('.', '!', '?', ':')) else '.'}"


def _naam(sessie: Sessie, organisatie: int) -> str:
    o = lezen_wie.organisaties(sessie, sessie.dag).get(organisatie)
    return o.naam if o is not None else ""


def _bits(sessie: Sessie) -> Any:
    with connections["default"].cursor() as c:
        return afspraken.bits(c, sessie.gemeente)


def _toon(
    request: HttpRequest,
    sessie: Sessie,
    kop: Kop,
    soort: str,
    velden: Mapping[str, Any],
    dag: date,
    wie: tuple[str, str],
    elementen: list[Element],
    terug: Link,
) -> HttpResponse:
    """`wie`: the person, as far as known, and the organisation that the letter comes from; not who reads it."""
    w = afspraken.wereld(sessie.gemeente_code)
    naam = w.naam_van(soort)
    titel = f"{naam[:1].upper()}{naam[1:]}"
    soort_brief = w.voc.categorieen.get(w.feiten[soort].categorie)
    betreft = (soort_brief.naam if soort_brief is not None else "") or titel
    mist = _mist(sessie, kop, concept=terug.adres != f"/dossier/{kop.nummer}/")
    betreft = f"{betreft[:1].upper()}{betreft[1:]}"  # the name of the act says *verzonden*, also of a draft
    teksten = [n for n, v in w.feiten[soort].velden.items() if v.soort == "tekst" and velden.get(n)]
    delen = tuple(BriefDeel(_zin(w.kort_van(soort, n), str(velden[n]))) for n in teksten)
    beeld = Brief(
        titel=betreft,
        dossier=DossierVerwijzing(kop.nummer, f"/dossier/{kop.nummer}/"),
        afzender=wie[1:],
        geadresseerde=() if mist else tuple(x for x in (kop.naam if kop.naam != kop.adres else "", *kop.adresregels) if x),
        plaats_datum=f"{sessie.gemeente_naam}, {dag_lang(dag)}",
        betreft=betreft,
        kenmerk=kop.nummer,
        delen=(BriefDeel(OPENING), *delen) if delen else (BriefDeel("De tekst van de brief is nog leeg. Vul eerst het formulier in."),),
        aanhef=f"Beste {kop.naam}," if kop.naam else "",
        ondertekening=tuple(x for x in wie if x),
        elementen=tuple(BriefElement(e.wat, e.aanwezig) for e in elementen),
        mist=mist,
        voet="Bewaar deze brief. Bent u het niet eens met wat er staat? Zeg het tegen de afzender.",
    )
    return toon(request, kader(request, "Brief", terug=terug), beeld)
