# SPDX-License-Identifier: EUPL-1.2
"""Somebody was first, or the form was sent before: what was recorded stands beside what was typed, and all of that is kept."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from wijkregie.dossier import lezen_feiten
from wijkregie.dossier.opdracht import Gewijzigd
from wijkregie.norm.feiten.feit import Feit
from wijkregie.scherm.beelden import AlVastgelegd, Conflict, DossierVerwijzing, FeitKaart, Formulier, Link, Vraag
from wijkregie.scherm.paginas.formulier import Form
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.vragen import leesbare_waarde
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon

NOG_EEN: Final = "Nog een vastleggen"
NAAR: Final = "Terug naar het dossier"


def conflict(request: HttpRequest, form: Form, e: Gewijzigd) -> HttpResponse:
    """The page for who was second. Only what this session may see is named."""
    mag = lezen_feiten.zichtbare(e.dossier, e.feiten)
    nieuw = [f for i in e.feiten if str(i) in mag and (f := form.zicht.alle.get(str(i))) is not None]
    anderen = [f for f in nieuw if f.id not in form.zicht.zelf]
    wie = next((f.door.persoon for f in anderen if f.door.persoon), "") or _van(anderen, form)
    zelf = bool(nieuw) and not anderen  # in another window: nobody else did anything
    wat = "iets" if len(nieuw) != 1 else form.w.naam_van(nieuw[0].soort)
    vast = _opnieuw(form, e.kenmerk)
    vragen: tuple[Vraag, ...] = ()
    if request.FILES:
        vragen = (Vraag("bestand", "Kies uw bestanden opnieuw", "bestand", "Die kon het formulier niet bewaren.", verplicht=False),)
    beeld = Conflict(
        kop="U legde net al iets vast" if zelf else "Iemand was u voor",
        zin=f"{'U legde zelf in een ander venster vast' if zelf else f'{wie} legde net vast'}: {wat}. Uw tekst staat er nog.",
        dossier=DossierVerwijzing(form.kop.nummer, form.terug.adres),
        nieuw=tuple(_kaart(f, form) for f in nieuw),
        formulier=Formulier(
            form.adres_met(vast[0][1]), "Bewaar toch", vragen, tuple(vast), bestanden=bool(vragen),
            niet_doen=Link("Bekijk de verandering", form.terug.adres),
        ),
        ingevuld=tuple(_ingevuld(form)),
    )  # fmt: skip
    return toon(request, kader(request, form.titel, terug=form.terug), beeld, 409)


def _opnieuw(form: Form, kenmerk: str) -> list[tuple[str, str]]:
    """Everything that was typed, under a key that was not used yet."""
    vast = [("sleutel", str(uuid4())), ("kenmerk", kenmerk)]
    return vast + [(k, w) for k, ws in form.ingevuld.items() if k not in ("sleutel", "kenmerk", "stap") for w in ws]


def al_vastgelegd(request: HttpRequest, form: Form, feiten: list[Feit], *, ingevuld: bool) -> HttpResponse:
    """The page for who went back to a form that was sent, or sends it again with something else in it (`ingevuld`)."""
    formulier = None
    if ingevuld:  # to be looked at first: nothing is recorded by this button
        vast = _opnieuw(form, form.vooraf.kenmerk)
        formulier = Formulier(form.adres_met(vast[0][1]), NOG_EEN, (), (*vast, ("stap", "bekijk")), niet_doen=Link(NAAR, form.terug.adres))
    beeld = AlVastgelegd(
        kop="Dit is al vastgelegd",
        zin="U verzond dit formulier al. Er is niets dubbel vastgelegd. Klopt er iets niet? Kies dan Corrigeren in het dossier.",
        dossier=DossierVerwijzing(form.kop.nummer, form.terug.adres),
        feiten=tuple(_kaart(f, form) for f in feiten),
        nog=Link(NOG_EEN, form.adres),
        formulier=formulier,
        ingevuld=tuple(_ingevuld(form)) if ingevuld else (),
    )
    return toon(request, kader(request, form.titel, terug=form.terug), beeld, 409 if ingevuld else 200)


def _van(nieuw: list[Feit], form: Form) -> str:
    """Who recorded it, where the name of the person is not for this session."""
    organisaties = {form.zicht.vastleggers.get(f.id) for f in nieuw}
    o = organisaties.pop() if len(organisaties) == 1 else None
    return f"Iemand van {form.org[o].kort}" if o in form.org else "Iemand anders"


def _kaart(f: Feit, form: Form) -> FeitKaart:
    wortel = form.zicht.wortel(f)
    model = form.w.feiten[wortel.soort if wortel is not None else f.soort]
    o = form.omgeving()
    regels = [("Wanneer", dag_kort(f.op, form.sessie.dag))]
    if f.door.persoon:
        regels.append(("Door", f.door.persoon))
    regels += [(form.w.vraag_van(f.soort, n), leesbare_waarde(w, model.velden[n], o)) for n, w in f.velden.items() if n in model.velden]
    naam = form.w.naam_van(f.soort)
    return FeitKaart(f"{naam[:1].upper()}{naam[1:]}", tuple(regels))


def _ingevuld(form: Form) -> list[tuple[str, str]]:
    o = form.omgeving()
    dag, _, tijd = form.stand.op.partition(" ")
    wanneer = dag_kort(date.fromisoformat(dag), form.sessie.dag)
    uit = [("Wanneer", f"{wanneer}, {tijd.replace(':', '.')} uur" if tijd else wanneer)]
    gekozen = [x.tekst for x in form.ding_opties if x.waarde in form.stand.over]
    if gekozen:
        uit.append(("Waar gaat het over?", "; ".join(gekozen)))
    velden = form.model.velden
    return uit + [(form.w.vraag_van(form.feit, n), leesbare_waarde(w, velden[n], o)) for n, w in form.stand.velden.items() if n in velden]
