# SPDX-License-Identifier: EUPL-1.2
"""A request that came in: of whom, and what is asked. From the desk the person is looked up by name; from a dossier it is who that is about."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, lezen_kop, personen
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Geweigerd, Onbekend
from wijkregie.dossier.personen import PERSOON, Kandidaat
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import verzoeken
from wijkregie.scherm.beelden import Formulier, Fout, Link, Optie, Samenvoegen, Vraag
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, lees_moment, lees_velden, sleutel_van, uuid_van
from wijkregie.scherm.paginas.kader import PRIVACY, WERK, kader
from wijkregie.scherm.paginas.vragen import Ingevuld, Omgeving, een, naam_van, vraag_van
from wijkregie.scherm.tonen import toon

NAAM, WIE, OP = "naam", "persoon", "op"
ZIN = "Schrijf op wat de betrokkene vraagt. De termijn van een maand begint op de dag waarop het binnenkwam."


@require_http_methods(["GET", "POST"])
@deur("privacy")
def nieuw(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not verzoeken.mag_beginnen(sessie):
        raise Http404
    ingevuld = ingevuld_van(request)
    uit_dossier = _van_dossier(sessie, request.GET.get("dossier", ""))
    kandidaten = uit_dossier or personen.kandidaten(sessie, PERSOON, een(ingevuld, NAAM))
    for k in kandidaten:
        noteer(k.id, _identiteit(sessie))
    if request.method == "GET":
        return _toon(request, sessie, ingevuld, kandidaten, bool(uit_dossier), {})
    w = afspraken.wereld(sessie.gemeente_code)
    _, model = verzoeken.model(sessie)
    gelezen = lees_velden(model, ingevuld, w)
    fouten = dict(gelezen.fouten)
    op = lees_moment(ingevuld, sessie.dag, fouten)
    for naam, v in model.velden.items():
        if v.verplicht and naam not in gelezen.velden:
            fouten.setdefault(naam_van(naam), f"Vul dit in: {v.vraag}")
    wie = uuid_van(een(ingevuld, WIE))
    if wie not in {k.id for k in kandidaten}:
        fouten[WIE if kandidaten else NAAM] = (
            "Kies van wie het verzoek is." if kandidaten else "Er is niemand die hierop lijkt. Probeer een deel van de naam."
        )
    if fouten or wie is None:
        return _toon(request, sessie, ingevuld, kandidaten, bool(uit_dossier), fouten, 400)
    try:
        u = verzoeken.begin(sessie, wie, gelezen.velden, date.fromisoformat(op[:10]), sleutel_van(ingevuld))
    except Geweigerd as e:
        return _toon(request, sessie, ingevuld, kandidaten, bool(uit_dossier), {}, 400, tuple(Fout(b.melding) for b in e.bezwaren))
    except Onbekend:
        raise Http404 from None
    messages.success(request, "Vastgelegd: verzoek van de betrokkene. De privacyfunctionaris antwoordt binnen een maand.")
    behandelt = verzoeken.mag_behandelen(sessie)
    return redirect(f"{PRIVACY}{u.gemaakt[0][1]}/" if behandelt and u.gemaakt else PRIVACY if behandelt else WERK)


def _identiteit(sessie: Sessie) -> int:
    bits = dict(rijen("select naam, bit from delen_categorie where gemeente = %s", [sessie.gemeente]))
    return 1 << int(bits[afspraken.systeemcategorie(sessie.gemeente_code, "identiteit")])


def _van_dossier(sessie: Sessie, nummer: str) -> list[Kandidaat]:
    """The persons whom a dossier is about, as far as the session sees them."""
    d = lezen_kop.dossier(sessie, nummer)
    if d is None:
        return []
    if d.soort == PERSOON:
        return list(personen.wie(sessie, {d.id}).values())
    gevonden: list[tuple[UUID, str]] = [
        (r[0], r[1])
        for r in rijen(
            "select ander, tekst from dossier_kop where gemeente = %s and dossier = %s and soort = %s and volgorde = 0",
            [sessie.gemeente, d.id, PERSOON],
        )
    ]
    return [Kandidaat(i, t, ()) for i, t in gevonden]


def _toon(
    request: HttpRequest,
    sessie: Sessie,
    ingevuld: Ingevuld,
    kandidaten: list[Kandidaat],
    uit_dossier: bool,
    fouten: dict[str, str],
    status: int = 200,
    algemeen: tuple[Fout, ...] = (),
) -> HttpResponse:
    feit, model = verzoeken.model(sessie)
    o = Omgeving(afspraken.wereld(sessie.gemeente_code), fouten=fouten)
    vragen = []
    if not uit_dossier:
        vragen.append(
            Vraag(NAAM, "Van wie is het verzoek?", uitleg="Een deel van de naam.", waarde=een(ingevuld, NAAM), fout=fouten.get(NAAM, ""), groot=100)
        )
    if kandidaten:
        opties = tuple(Optie(str(k.id), k.titel, ", ".join(k.regels), een(ingevuld, WIE) == str(k.id)) for k in kandidaten)
        vragen.append(Vraag(WIE, "Wie is het?", "keuze", opties=opties, waarde=een(ingevuld, WIE), fout=fouten.get(WIE, "")))
    vragen += [vraag_van(feit, n, model, ingevuld, o, met_ziet=False) for n in model.velden]
    vragen.append(
        Vraag(
            OP,
            "Op welke dag kwam het binnen?",
            "datum",
            uitleg="Leeg is vandaag.",
            waarde=een(ingevuld, OP),
            fout=fouten.get(OP, ""),
            verplicht=False,
        )
    )
    terug = Link("Privacy", PRIVACY) if verzoeken.mag_behandelen(sessie) else Link("Mijn werk", WERK)
    knop = "Vastleggen" if kandidaten else "Zoeken en verder"
    formulier = Formulier(request.get_full_path(), knop, tuple(vragen), (("sleutel", str(uuid4())),), algemeen, Link("Niet doen", terug.adres))
    return toon(request, kader(request, "Verzoek vastleggen", terug=terug), Samenvoegen("Verzoek van een betrokkene", ZIN, formulier), status)
