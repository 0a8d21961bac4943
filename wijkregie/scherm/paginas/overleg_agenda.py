# SPDX-License-Identifier: EUPL-1.2
"""The agenda of a meeting: what stands on it and why, what still belongs on it, and who is in the room."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht
from wijkregie.overleg import agenda, zaal
from wijkregie.overleg import woorden as w
from wijkregie.overleg.agenda import Kandidaat
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Link, Vraag, WaaromLink, Zin
from wijkregie.scherm.beelden.overleg import AgendaBeeld, AgendaRij
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.overleg_basis import ADRES, Overleg, norm_zin, vind
from wijkregie.scherm.paginas.overleg_vooraf import STAP, bewaar, voorbereiding
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.taal import aantal, dag_kort, en, tot_van
from wijkregie.scherm.tonen import toon

REDEN = "sluitreden"
GEEN_ZAAK = "Er is geen dossier met dit nummer waar deze afspraak voor geldt. Kijk het nummer na."


@require_http_methods(["GET", "POST"])
@deur("overleg")
def overleg(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID) -> HttpResponse:
    o = vind(sessie, nummer, bijeenkomst)
    ingevuld = ingevuld_van(request)
    fouten: dict[str, str] = {}
    if request.method == "POST":
        vooraf = een(ingevuld, "stap").startswith(f"{STAP}:")  # that is for who does not lead too
        if not o.mag and not vooraf:
            raise Http404
        try:
            gedaan = bewaar(o, een(ingevuld, "stap").partition(":")[2], ingevuld, fouten) if vooraf else _doe(o, ingevuld, fouten)
            if vooraf and not gedaan:
                raise Http404
        except Geweigerd as e:
            if redenen := [b.melding for b in e.bezwaren if b.soort == "reden"]:  # it may be closed; why so, must be said
                fouten[REDEN] = f"{'. '.join(redenen)}. Schrijf waarom u het overleg toch afsluit." if len(e.bezwaren) == len(redenen) else redenen[0]
            else:
                fouten[""] = e.bezwaren[0].melding
        if not fouten:
            if gedaan:
                messages.success(request, gedaan)
            return redirect(o.adres)
    terug = Link("Overleggen", ADRES)
    return toon(request, kader(request, f"Agenda {o.reeks.vorm.model.naam}", terug=terug), _beeld(o, ingevuld, fouten), 400 if fouten else 200)


def _doe(o: Overleg, ingevuld: Ingevuld, fouten: dict[str, str]) -> str:
    """Carry out what was asked of the agenda; gives what to say."""
    stap, _, wat = een(ingevuld, "stap").partition(":")
    nieuw = {k.sleutel: k for k in agenda.kandidaten(o.reeks, o.bijeenkomst)}
    if stap in ("alles", "zet"):
        lijst = list(nieuw.values()) if stap == "alles" else [nieuw[wat]] if wat in nieuw else []
        agenda.zet_op(o.reeks, o.bijeenkomst, lijst)
        return f"Op de agenda gezet: {aantal(len(lijst), 'zaak', 'zaken')}." if lijst else ""
    if stap == "toevoegen":
        if not agenda.voeg_toe(o.reeks, o.bijeenkomst, een(ingevuld, "zaak")):
            fouten["zaak"] = GEEN_ZAAK
        return "Op de agenda gezet: 1 zaak."
    if stap in ("omhoog", "omlaag"):
        rij = [p.id for p in o.punten]
        if wat in rij:
            i = rij.index(wat)
            j = i + (1 if stap == "omlaag" else -1)
            if 0 <= j < len(rij):
                rij[i], rij[j] = rij[j], rij[i]
                agenda.orden(o.reeks, rij)
        return ""
    if stap == "af":
        reden = een(ingevuld, f"reden-{wat}").strip()
        p = o.punt(wat)
        if p is None:
            raise Http404
        if not reden:
            fouten[f"reden-{wat}"] = "Schrijf waarom deze zaak van de agenda gaat."
            return ""
        agenda.voer_af(o.reeks, p.zaak, wat, reden)
        return "Van de agenda gehaald."
    if stap == "houden" and o.bijeenkomst.gehouden is None:
        if nog := [str(o.punten.index(p.agendapunt) + 1) for p in o.open]:
            wat = f"Punt {en(nog)} {'is' if len(nog) == 1 else 'zijn'} nog open. Rond {'het' if len(nog) == 1 else 'ze'} eerst af"
            fouten[""] = f"{wat}, of haal {'het' if len(nog) == 1 else 'ze'} van de agenda. Anders gaat verloren wat er is opgeschreven."
            return ""
        velden = {"overlegvorm": o.reeks.vorm.naam}
        ruw = {"feit": w.naam(o.sessie, w.GEHOUDEN), "op": zaal.moment(), "over": [o.bijeenkomst.id], "velden": velden}
        if reden := een(ingevuld, REDEN).strip():
            ruw["reden"] = reden
        kern.leg_vast(o.sessie, Opdracht(uuid5(UUID(o.bijeenkomst.id), "gehouden"), (Nieuw(o.reeks.id, uuid4(), ruw),), verzonden=b"gehouden"))
        return "Het overleg is klaar. Nu kunt u het verslag vaststellen."
    return ""


@require_POST
@deur("overleg")
def aanwezig(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID) -> HttpResponse:
    """Somebody comes or goes. Who goes leaves every item that is open; who comes is at the one whose page this is, or the only one that is open."""
    o = vind(sessie, nummer, bijeenkomst)
    ingevuld = ingevuld_van(request)
    stap, _, sleutel = een(ingevuld, "stap").partition(":")
    wie = o.aanwezige(sleutel or een(ingevuld, "gast"))
    terug = een(ingevuld, "terug")
    if not url_has_allowed_host_and_scheme(terug, None) or not terug.startswith(o.adres):
        terug = o.adres
    if not o.mag or o.bijeenkomst.gehouden is not None:
        raise Http404
    if wie is None:
        messages.warning(request, "Kies eerst wie er binnenkomt.")
        return redirect(terug)
    komt, open_ = stap != "gaat", o.open
    if komt and any(m.waarom == "deel" for p in open_ for m in zaal.moeten_weg(o.reeks, [wie], p.agendapunt.deel)):
        naam = o.stoel(wie).naam  # who may not hear this part comes in after it: nothing is recorded, for nobody came in
        messages.warning(request, f"{naam} hoort niet bij het deel dat nu bezig is. Laat {naam} wachten tot dit punt klaar is.")
        return redirect(terug)
    if not komt:
        bij = [p for p in open_ if wie.sleutel in {a.sleutel for a in p.agendapunt.erbij()}]
    else:
        hier = [p for p in open_ if terug.endswith(f"/punt/{p.agendapunt.id}/")] or open_
        bij = hier if len(hier) == 1 and not zaal.moeten_weg(o.reeks, [wie], hier[0].agendapunt.deel) else []
    try:
        zaal.komt_of_gaat(o.reeks, o.bijeenkomst, wie, komt=komt, bij=[(p.zaak, p.over) for p in bij])
    except Geweigerd as e:
        messages.warning(request, e.bezwaren[0].melding)
    return redirect(terug)


def _beeld(o: Overleg, ingevuld: Ingevuld, fouten: dict[str, str]) -> AgendaBeeld:
    s = o.sessie
    klaar = o.bijeenkomst.gehouden is not None
    nieuw = agenda.kandidaten(o.reeks, o.bijeenkomst) if o.mag and not klaar else []
    punten = tuple(_punt(o, n, ingevuld, fouten) for n in range(1, len(o.punten) + 1))
    eerste = next((p.adres for p in punten if p.adres and p.stand != "klaar"), "")
    v = Vraag("zaak", "Nummer van het dossier", "tekst", "Bijvoorbeeld WR-2026-0147.", een(ingevuld, "zaak"), fout=fouten.get("zaak", ""), groot=20)
    zin = f"{aantal(len(punten), 'punt', 'punten')} op de agenda." if punten else "Er staat nog niets op de agenda."
    return AgendaBeeld(
        o.balk(),
        f"Agenda van {dag_kort(o.bijeenkomst.op, s.dag)}",
        Zin(zin, f"{aantal(len(nieuw), 'zaak hoort', 'zaken horen')} er nog op." if nieuw else ""),
        o.adres,
        punten,
        tuple(_kandidaat(o, k, len(punten) + i) for i, k in enumerate(nieuw, 1)),
        o.zaal(o.adres),
        Formulier(o.adres, "Zaak toevoegen", (v,), (("stap", "toevoegen"),)) if o.mag and not klaar and o.reeks.vorm.model.relatie else None,
        o.mag and not klaar,
        Link("Punt openen" if o.bijeenkomst.aanwezig() else "Overleg beginnen", eerste) if eerste and not klaar else None,
        Link("Verslag", f"{o.adres}verslag/"),
        None if klaar else Link("Zet in uw agenda", f"{o.adres}overleg.ics"),
        () if klaar else voorbereiding(o, ingevuld, fouten),
        tuple(Fout(t) for k, t in fouten.items() if k == ""),
        _sluiten(ingevuld, fouten),
    )


def _sluiten(ingevuld: Ingevuld, fouten: dict[str, str]) -> Vraag | None:
    """What must be said before it may be closed as it is."""
    if REDEN not in fouten:
        return None
    return Vraag(REDEN, "Waarom sluit u het overleg af?", "tekst", waarde=een(ingevuld, REDEN), fout=fouten[REDEN], groot=400)


def _punt(o: Overleg, n: int, ingevuld: Ingevuld, fouten: dict[str, str]) -> AgendaRij:
    p = o.punten[n - 1]
    zaak = o.zaken[p.id]
    naam = f"reden-{p.id}"
    af = Vraag(naam, "Waarom gaat deze zaak van de agenda?", "tekst", waarde=een(ingevuld, naam), fout=fouten.get(naam, ""), groot=400)
    is_klaar = p.id in o.klaar
    adres = f"{o.adres}punt/{p.id}/" if zaak in o.koppen else ""
    stand = "klaar" if is_klaar else ""
    return AgendaRij(p.id, n, o.nummer(p), o.waarom(p), adres, stand, af=af if o.mag and adres and not is_klaar else None)


def _kandidaat(o: Overleg, k: Kandidaat, n: int) -> AgendaRij:
    adres = f"/dossier/{k.nummer}/"
    if k.taak is not None:
        waarom = WaaromLink(f"{adres}waarom/plicht/{k.taak.id}/", f"dossier {k.nummer} op de agenda")
        tot = tot_van(k.taak.uiterlijk, o.sessie.dag) if k.taak.uiterlijk else None
        return AgendaRij(
            "", n, k.nummer, f"{o.reden(k.reden)}: {norm_zin(k.taak.normen) or k.taak.wat}", adres, waarom=waarom, tot=tot, sleutel=k.sleutel
        )
    return AgendaRij("", n, k.nummer, o.reden(k.reden), adres, sleutel=k.sleutel)
