# SPDX-License-Identifier: EUPL-1.2
"""Planning a meeting of one case, from that case: which kind, when, and whom it asks."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, lezen_kop, lezen_wie
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.overleg import plannen, zaal
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige, Reeks
from wijkregie.overleg.vormen import Vorm
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Link, Optie, Vraag
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import GEEN_DATUM, GEEN_TIJD, ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.vragen import Ingevuld, een, rolnaam
from wijkregie.scherm.taal import dag_kort, lees_datum, lees_tijd
from wijkregie.scherm.tonen import toon

TITEL = "Overleg plannen"
WELK = "Een overleg over deze ene zaak. Kies eerst welk overleg het is."
WIE = "Wie een vaste plaats heeft, staat al aangevinkt. Wie u uitnodigt, ziet het overleg in zijn lijst en agenda."
NIEMAND = "In dit dossier heeft nog niemand een plaats in dit overleg. Leg eerst vast wie er meedoet."


def eigen_pagina(sessie: Sessie, d: Dossier, feit: str) -> str | None:
    """The page on which this act is done in a case."""
    is_plannen = afspraken.wereld(sessie.gemeente_code).feiten[feit].systeem == w.GEPLAND
    return f"/dossier/{d.nummer}/overleg/" if is_plannen and plannen.soorten(sessie, d) else None


@require_http_methods(["GET", "POST"])
@deur("handeling")
def overleg_plannen(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    d = lezen_kop.dossier(sessie, nummer)
    soorten = plannen.soorten(sessie, d) if d is not None else {}
    if d is None or not soorten:
        raise Http404
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    gekozen = een(ingevuld, "vorm") or (next(iter(soorten)) if len(soorten) == 1 else "")
    fouten: dict[str, str] = {}
    if gekozen not in soorten:
        if request.method == "POST":
            fouten["vorm"] = "Kies welk overleg het is."
        return _toon(request, d, _welk(d, soorten, fouten), fouten)
    r = plannen.reeks(sessie, d, soorten[gekozen])
    if een(ingevuld, "stap") == "plan":
        b = _plan(r, ingevuld, fouten)
        if b is not None:
            op = lees_datum(een(ingevuld, "op"))
            messages.success(request, f"Gepland: {r.vorm.model.naam}{f' op {dag_kort(op, sessie.dag)}' if op else ''}.")
            return redirect(f"/overleg/{d.nummer}/{b}/")
    return _toon(request, d, _wanneer(r, ingevuld, fouten), fouten)


def _toon(request: HttpRequest, d: Dossier, beeld: Formulierblad, fouten: dict[str, str]) -> HttpResponse:
    return toon(request, kader(request, TITEL, terug=Link(f"Dossier {d.nummer}", f"/dossier/{d.nummer}/")), beeld, 400 if fouten else 200)


def _welk(d: Dossier, soorten: dict[str, Vorm], fouten: dict[str, str]) -> Formulierblad:
    v = Vraag("vorm", "Welk overleg is het?", "keuze", opties=tuple(Optie(n, x.model.naam) for n, x in soorten.items()), fout=fouten.get("vorm", ""))
    return Formulierblad(WELK, Formulier(f"/dossier/{d.nummer}/overleg/", "Verder", (v,)))


def _wanneer(r: Reeks, ingevuld: Ingevuld, fouten: dict[str, str]) -> Formulierblad:
    leden, wereld = zaal.leden(r), r.vorm.wereld
    organisaties = lezen_wie.organisaties(r.sessie, r.sessie.dag)
    eerst = een(ingevuld, "stap") != "plan"
    gekozen = ingevuld.get("wie", ())
    opties = tuple(
        Optie(
            a.sleutel,
            f"{organisaties[a.organisatie].kort}: {rolnaam(wereld, a.rol)}",
            "" if vast else "niet vast",
            gekozen=vast if eerst else a.sleutel in gekozen,
        )
        for a, vast in leden
        if a.organisatie in organisaties
    )
    vragen: tuple[Vraag, ...] = (
        Vraag("op", "Op welke dag?", "datum", "Bijvoorbeeld 7-4-2026.", een(ingevuld, "op"), fout=fouten.get("op", ""), groot=20),
        Vraag("tijd", "Hoe laat?", "tijd", "Bijvoorbeeld 10.30.", een(ingevuld, "tijd"), fout=fouten.get("tijd", ""), verplicht=False, groot=20),
    )
    if opties:
        vragen += (Vraag("wie", "Wie nodigt u uit?", "lijst", WIE, opties=opties, fout=fouten.get("wie", "")),)
    vast = (("stap", "plan"), ("vorm", r.vorm.naam), ("sleutel", een(ingevuld, "sleutel") or str(uuid4())))
    algemeen = tuple(Fout(t) for n, t in fouten.items() if not n)
    delen = " en ".join(x.naam for x in r.vorm.model.delen.values())
    zin = f"{r.vorm.model.naam}.{f' Het heeft twee delen: {delen}.' if len(r.vorm.model.delen) == 2 else ''}{'' if opties else f' {NIEMAND}'}"
    return Formulierblad(zin, Formulier(f"/dossier/{r.nummer}/overleg/", TITEL, vragen, vast, algemeen))


def _plan(r: Reeks, ingevuld: Ingevuld, fouten: dict[str, str]) -> UUID | None:
    op, uur = lees_datum(een(ingevuld, "op")), een(ingevuld, "tijd").strip()
    tijd = lees_tijd(uur) if uur else None
    if op is None or not r.sessie.dag.year - 1 <= op.year <= r.sessie.dag.year + 5:
        fouten["op"] = GEEN_DATUM
    elif op < r.sessie.dag:
        fouten["op"] = "Deze dag is voorbij. Vul een dag in vanaf vandaag."
    if uur and tijd is None:
        fouten["tijd"] = GEEN_TIJD
    wie: list[Aanwezige] = [a for a, _ in zaal.leden(r) if a.sleutel in ingevuld.get("wie", ())]
    if not wie and zaal.leden(r):
        fouten["wie"] = "Kies wie u uitnodigt."
    if fouten or op is None:
        return None
    try:
        return plannen.plan(r, op, f"{tijd.hour:02d}:{tijd.minute:02d}" if tijd else "", wie, sleutel_van(ingevuld))
    except Geweigerd as e:
        fouten[""] = e.bezwaren[0].melding
        return None
