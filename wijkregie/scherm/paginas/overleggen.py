# SPDX-License-Identifier: EUPL-1.2
"""My meetings: today and planned, minutes to fix, what was; planning the next one of a series, and beginning a series."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import kern, lezen_wie
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht
from wijkregie.overleg import agenda, lezen, reeksen
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Bijeenkomst, Reeks
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Geen, Link, Optie, Vraag, Zin
from wijkregie.scherm.beelden.overleg import Overleggen, OverlegGroep, OverlegRij, ReeksRij
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import GEEN_DATUM, ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.overleg_basis import ADRES, naam_van
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.taal import aantal, dag_kort, lees_datum, tot_van
from wijkregie.scherm.tonen import toon

MEESTE_KLAAR: Final = 10
_BEGIN: Final = "begin"


@require_http_methods(["GET", "POST"])
@deur("overleg")
def overleggen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    fouten: dict[str, str] = {}
    ingevuld = ingevuld_van(request)
    alle = lezen.alle(sessie)
    lopend = [r for r in alle if not r.eigen]
    if request.method == "POST" and een(ingevuld, "stap") == _BEGIN:
        if gedaan := _begin(sessie, lopend, ingevuld, fouten):
            messages.success(request, gedaan)
            return redirect(ADRES)
    elif request.method == "POST":
        r = next((r for r in lopend if r.nummer == een(ingevuld, "reeks")), None)
        if r is None:
            raise Http404
        d = lees_datum(een(ingevuld, _naam(r)))
        if d is None or not sessie.dag.year - 1 <= d.year <= sessie.dag.year + 5:
            fouten[r.nummer] = GEEN_DATUM
        elif d < sessie.dag:
            fouten[r.nummer] = "Deze dag is voorbij. Vul een dag in vanaf vandaag."
        else:
            try:
                b = _plan(r, d, sleutel_van(ingevuld))
                messages.success(request, f"Gepland: {r.vorm.model.naam} op {dag_kort(d, sessie.dag)}.")
                return redirect(f"/overleg/{r.nummer}/{b}/")
            except Geweigerd as e:
                fouten[r.nummer] = e.bezwaren[0].melding
    beeld = _beeld(sessie, alle, ingevuld, fouten)
    return toon(request, kader(request, "Overleggen"), beeld, 400 if fouten else 200)


def _begin(sessie: Sessie, lopend: list[Reeks], ingevuld: Ingevuld, fouten: dict[str, str]) -> str:
    """Begin a series; gives what to say, nothing if that could not be."""
    vorm = reeksen.soorten(sessie).get(een(ingevuld, "vorm"))
    gebied = een(ingevuld, "gebied")
    streek = {str(i): s for i, s in reeksen.gebieden(sessie).items()}.get(gebied)
    if vorm is None:
        fouten["vorm"] = "Kies welk overleg het is."
    if streek is None:
        fouten["gebied"] = "Kies een gebied uit de lijst."
    if vorm is None or streek is None:
        return ""
    if reeksen.loopt_al(lopend, vorm.naam, streek.id):
        fouten["gebied"] = f"In {streek.naam} loopt al een reeks van het {vorm.model.naam}. Plan daar het volgende overleg."
        return ""
    try:
        reeksen.begin(sessie, vorm, streek.id, sleutel_van(ingevuld))
    except Geweigerd as e:
        fouten["vorm"] = e.bezwaren[0].melding
        return ""
    return f"Begonnen: {vorm.model.naam} {streek.naam}. Plan nu het eerste overleg."


def _beginvorm(sessie: Sessie, ingevuld: Ingevuld, fouten: dict[str, str]) -> Formulier | None:
    soorten, gebieden = reeksen.soorten(sessie), reeksen.gebieden(sessie) if reeksen.soorten(sessie) else {}
    if not gebieden:
        return None
    vormen = tuple(Optie(n, v.model.naam, gekozen=een(ingevuld, "vorm") == n) for n, v in soorten.items())
    streken = tuple(Optie(str(i), s.naam) for i, s in gebieden.items())
    vragen = (
        Vraag("vorm", "Welk overleg is het?", "keuze", opties=vormen, waarde=een(ingevuld, "vorm"), fout=fouten.get("vorm", "")),
        Vraag("gebied", "In welk gebied?", "rol", opties=streken, waarde=een(ingevuld, "gebied"), fout=fouten.get("gebied", "")),
    )
    return Formulier(ADRES, "Reeks beginnen", vragen, (("stap", _BEGIN), ("sleutel", str(uuid4()))))


def _naam(r: Reeks) -> str:
    return f"op-{r.nummer}"


def _plan(r: Reeks, d: date, sleutel: UUID) -> UUID:
    b = UUID(int=sleutel.int ^ r.id.int)
    velden = {"overlegvorm": r.vorm.naam, "gepland_op": d.isoformat()}
    ruw = {"feit": w.naam(r.sessie, w.GEPLAND), "op": r.sessie.dag.isoformat(), "velden": velden}
    kern.leg_vast(r.sessie, Opdracht(sleutel, (Nieuw(r.id, uuid4(), ruw, b),)))
    return b


def _beeld(sessie: Sessie, alle: list[Reeks], ingevuld: Ingevuld, fouten: dict[str, str]) -> Overleggen:
    streken = {s.id: s.naam for s in lezen_wie.gebieden(sessie).values()}
    komt: list[tuple[Reeks, Bijeenkomst]] = []
    verslag, klaar = list(komt), list(komt)
    for r in alle:
        for b in r.bijeenkomsten.values():
            if not b.afgezegd:
                (komt if b.gehouden is None else verslag if b.verslag is None else klaar).append((r, b))
    komt.sort(key=lambda x: x[1].op)
    verslag.sort(key=lambda x: x[1].op)
    klaar.sort(key=lambda x: x[1].op, reverse=True)
    groepen = (
        ("Gepland", [_rij(sessie, r, b, streken) for r, b in komt]),
        ("Verslag vaststellen", [_rij(sessie, r, b, streken) for r, b in verslag]),
        ("Geweest", [_rij(sessie, r, b, streken) for r, b in klaar[:MEESTE_KLAAR]]),
    )
    vandaag = [b for _, b in komt if b.op == sessie.dag]
    nadruk = f"{aantal(len(vandaag), 'overleg', 'overleggen')} vandaag." if vandaag else ""
    rest = f"{aantal(len(komt), 'overleg staat', 'overleggen staan')} gepland." if komt else "Er staat geen overleg gepland."
    begin = _beginvorm(sessie, ingevuld, fouten)
    wie = "Begin hieronder een reeks." if begin else "Het meldpunt begint een reeks."
    leeg = Geen("U doet nog niet mee in een reeks overleggen", f"{wie} Daarna ziet u hier wanneer het overleg is.")
    return Overleggen(
        Zin(nadruk, rest),
        tuple(OverlegGroep(k, tuple(rs)) for k, rs in groepen if rs),
        tuple(_reeks(r, streken, ingevuld, fouten) for r in alle if not r.eigen and not r.beeindigd),
        None if alle else leeg,
        begin,
    )


def _rij(sessie: Sessie, r: Reeks, b: Bijeenkomst, streken: dict[int, str]) -> OverlegRij:
    delen = [aantal(len(b.punten), "punt", "punten")]
    if b.tijd:
        delen.insert(0, f"{b.tijd} uur")
    if b.gehouden is None and not r.eigen and w.mag(sessie, w.GEPLAATST):
        nog = len(agenda.kandidaten(r, b))
        delen += [f"{nog} nog op de agenda te zetten"] if nog else []
    return OverlegRij(
        naam_van(r, streken), f"/overleg/{r.nummer}/{b.id}/", ", ".join(delen), tot_van(b.op, sessie.dag) if b.gehouden is None else None
    )


def _reeks(r: Reeks, streken: dict[int, str], ingevuld: Ingevuld, fouten: dict[str, str]) -> ReeksRij:
    laatste = max((b.op for b in r.bijeenkomsten.values() if not b.afgezegd), default=None)
    volgende = r.vorm.volgende(laatste) if laatste is not None else None
    ritme = f"minstens eens per {r.vorm.regel.ritme}" if r.vorm.regel.ritme else "hoe vaak, staat niet in de afspraak"
    tekst = f"{ritme}{f'; het volgende uiterlijk {dag_kort(volgende, r.sessie.dag)}' if volgende else ''}"
    plan = None
    if w.mag(r.sessie, w.GEPLAND):
        naam = _naam(r)
        fout = fouten.get(r.nummer, "")
        v = Vraag(naam, "Op welke dag is het volgende overleg?", "datum", "Bijvoorbeeld 7-4-2026.", een(ingevuld, naam), fout=fout, groot=20)
        plan = Formulier(ADRES, "Overleg plannen", (v,), (("reeks", r.nummer), ("sleutel", str(uuid4()))))
    return ReeksRij(naam_van(r, streken), tekst, Link(r.nummer, f"/dossier/{r.nummer}/"), plan)
