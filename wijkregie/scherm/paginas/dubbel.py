# SPDX-License-Identifier: EUPL-1.2
"""Persons that were entered twice: the municipal role that may, joins them or takes that back. It sees who they are, and no other dossier."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen_feiten, personen
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Onbekend, Opdracht
from wijkregie.dossier.personen import PERSOON, Paar
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Geen, Link, Optie, Samenvoegen, Vraag
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import DUBBEL, WERK, kader
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.tonen import toon

SAMEN, LOS = "persoon.samengevoegd", "persoon.losgemaakt"
ZIN = "Kijk goed: een naam en een geboortedatum kunnen toevallig gelijk zijn. U kunt dit terugdraaien."


@require_http_methods(["GET", "POST"])
@deur("personen")
def dubbel(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not personen.mag_samenvoegen(sessie):
        raise Http404
    feiten = {s: afspraken.systeemfeit(sessie.gemeente_code, s) for s in (SAMEN, LOS)}
    samen = _samen(sessie, feiten)
    nieuw = [p for p in personen.dubbelen(sessie, PERSOON) if not any({p.een.id, p.ander.id} == {s.een.id, s.ander.id} for s in samen)]
    paren = {f"{SAMEN}|{p.een.id}|{p.ander.id}": p for p in nieuw} | {f"{LOS}|{p.een.id}|{p.ander.id}": p for p in samen}
    if request.method == "GET":
        return _toon(request, paren, {}, {})
    ingevuld = ingevuld_van(request)
    gekozen, reden = een(ingevuld, "paar"), een(ingevuld, "reden").strip()
    fouten = {}
    if gekozen not in paren:
        fouten["paar"] = "Kies om welke twee het gaat."
    if not reden:
        fouten["reden"] = "Vul in waaraan u dit ziet."
    if fouten:
        return _toon(request, paren, ingevuld, fouten, status=400)
    soort = gekozen.split("|")[0]
    p = paren[gekozen]
    ruw = {"feit": feiten[soort], "op": sessie.dag.isoformat(), "velden": {"ander": str(p.ander.id), "reden": reden}}
    try:
        kern.leg_vast(sessie, Opdracht(sleutel_van(ingevuld), (Nieuw(p.een.id, uuid4(), ruw),)))
    except Geweigerd as e:
        return _toon(request, paren, ingevuld, {}, tuple(Fout(b.melding) for b in e.bezwaren), 400)
    except Onbekend:
        raise Http404 from None
    messages.success(request, "De twee zijn samengevoegd." if soort == SAMEN else "De twee staan weer los.")
    return redirect(DUBBEL)


def _samen(sessie: Sessie, feiten: dict[str, str]) -> list[Paar]:
    """What was joined and not taken back."""
    stand: dict[tuple[UUID, UUID], bool] = {}
    dossiers = rijen("select distinct dossier from dossier_feit where gemeente = %s and soort = any(%s)", [sessie.gemeente, list(feiten.values())])
    for (d,) in dossiers:
        for f in lezen_feiten.feiten(sessie, d).gevouwen.feiten:
            if f.soort in feiten.values() and f.velden.get("ander"):
                stand[d, UUID(str(f.velden["ander"]))] = f.soort == feiten[SAMEN]
    ids = {i for paar, samen in stand.items() if samen for i in paar}
    wie = personen.wie(sessie, ids)
    return [Paar(wie[a], wie[b]) for (a, b), samen in stand.items() if samen and a in wie and b in wie]


def _toon(
    request: HttpRequest,
    paren: dict[str, Paar],
    ingevuld: dict[str, list[str]],
    fouten: dict[str, str],
    algemeen: tuple[Fout, ...] = (),
    status: int = 200,
) -> HttpResponse:
    pagina = kader(request, "Dubbele personen", terug=Link("Mijn werk", WERK))
    if not paren:
        geen = Geen("Geen personen die op elkaar lijken", "Er is niets om samen te voegen of terug te draaien.", Link("Naar Mijn werk", WERK))
        return toon(request, pagina, Samenvoegen("Dubbele personen", ZIN, leeg=geen), status)
    opties = tuple(
        Optie(k, f"{p.een.titel} en {p.ander.titel}", f"{_regels(p)} · {'samenvoegen' if k.startswith(SAMEN) else 'is samengevoegd: terugdraaien'}")
        for k, p in paren.items()
    )
    vragen = (
        Vraag("paar", "Om welke twee gaat het?", "keuze", opties=opties, waarde=een(ingevuld, "paar"), fout=fouten.get("paar", "")),
        Vraag("reden", "Waaraan ziet u dit?", "lang", waarde=een(ingevuld, "reden"), fout=fouten.get("reden", "")),
    )
    formulier = Formulier(DUBBEL, "Vastleggen", vragen, (("sleutel", str(uuid4())),), algemeen, Link("Niet doen", WERK))
    return toon(request, pagina, Samenvoegen("Dubbele personen", ZIN, formulier), status)


def _regels(p: Paar) -> str:
    return ", ".join(dict.fromkeys((*p.een.regels, *p.ander.regels)))
