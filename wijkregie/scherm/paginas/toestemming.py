# SPDX-License-Identifier: EUPL-1.2
"""Consent: what it changes is shown before it is recorded, an open page follows at once, and the person himself can read who may know what."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.delen.context import INZAGE
from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, lezen_kop, lezen_wie, vooraf, voorbeeld
from wijkregie.dossier.opdracht import Opdracht
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.toegang import VORM_INHOUD
from wijkregie.dossier.toestemming import GEGEVEN, INGETROKKEN, antwoorden, met_toestemming
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.dossier.zichtmerk import merk
from wijkregie.dossier.zichtverschil import Deel, nooit, verschil, zichtbaar
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bericht, DossierVerwijzing, Link, Mag, PartijUitleg, Punt, ToestemmingUitleg
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.formulier_beeld import Formulierpagina
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.partijen_in_dossier import Organisaties, soort_naam
from wijkregie.scherm.paginas.volgt import categorienaam, categorienamen, per_partij
from wijkregie.scherm.paginas.vragen import naam_van
from wijkregie.scherm.taal import dag_lang
from wijkregie.scherm.tonen import toon

OP_PAPIER: Final = Bericht("let", "Leg het eerst uit", "Bespreek met de deelnemer wie wat mag weten. De uitleg kunt u afdrukken en meegeven.")


# the form


def meteen(form: Formulierpagina) -> voorbeeld.Gevolgen | None:
    """What giving or withdrawing consent changes, for the form as it opens: nobody records it without having seen that.

    A draft is previewed with what was filled in, also when something in it is wrong; but not when a choice of whom or what cannot be read, for
    without that choice it would seem to be for all."""
    if form.model.systeem not in (GEGEVEN, INGETROKKEN) or not form.vooraf.rollen:
        return None
    form.lees()
    onleesbaar = any(v.soort == "lijst" and naam_van(n) in form.fouten for n, v in form.model.velden.items())
    form.fouten = {}  # what is not filled in yet is no mistake yet
    if onleesbaar:
        return None
    form.stand.velden = antwoorden(form.model) | form.stand.velden
    return voorbeeld.gevolgen(form.sessie, Opdracht(uuid4(), form.feiten()), {form.kop.id: form.masker})[form.kop.id]


def uitleg_vooraf(form: Formulierpagina) -> tuple[Bericht, ...]:
    """The way to the printed explanation, on the form with which consent is given."""
    if form.model.systeem != GEGEVEN or not form.vooraf.rollen:
        return ()
    link = Link("Wie mag wat van u weten", f"/dossier/{form.kop.nummer}/delen/uitleg/")
    return (Bericht(OP_PAPIER.soort, OP_PAPIER.kop, OP_PAPIER.tekst, (link,)),)


# a page that is open


@require_safe
def vers(request: HttpRequest, nummer: str) -> HttpResponse:
    """Does an open page of this dossier still show what its reader may see? 204: yes. Else the whole page is asked again, and is what it then is."""
    antwoord = _vers(request, nummer)
    if antwoord.status_code != 204:  # logged out meanwhile: that page says so
        antwoord = HttpResponse(status=204)
        antwoord["HX-Refresh"] = "true"
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@deur("dossier")
def _vers(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    # The door of the page itself: the same purposes, or the marks would never be the same. It shows nothing, so it logs nothing.
    antwoord = HttpResponse(status=204)
    nu = merk(sessie, nummer)
    if not nu or nu != request.GET.get("merk"):
        antwoord["HX-Refresh"] = "true"
    return antwoord


# the explanation


@require_safe
@deur("dossier")
def uitleg(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    """*Wie mag wat van u weten*, to print: for who records the consent of the person it is about."""
    d = lezen_kop.dossier(sessie, nummer)
    if d is None:
        raise Http404
    try:
        gegeven, ingetrokken = (afspraken.systeemfeit(sessie.gemeente_code, s) for s in (GEGEVEN, INGETROKKEN))
    except LookupError:  # a municipality in which sharing hangs on no consent
        raise Http404 from None
    if not vooraf.vooraf(sessie, d.id, gegeven, d.bestaat).rollen:
        raise Http404
    nu, straks = met_toestemming(sessie, d.id, gegeven)
    w = afspraken.wereld(sessie.gemeente_code)
    nodig = nu.bits.masker(w.feiten[f].categorie for f in (gegeven, ingetrokken, BETROKKEN))
    if nodig & ~d.bestaat:
        raise Http404
    noteer(d.id, nodig)
    nog_niet = bool(verschil(nu, straks, d.bestaat, sessie.organisatie).opent)
    uitlegger = _Uitlegger(sessie, straks if nog_niet else nu, d.bestaat, w, ingetrokken)
    gevolgen = vooraf.vooraf(sessie, d.id, ingetrokken, d.bestaat).aanwijzingen
    beeld = ToestemmingUitleg(
        DossierVerwijzing(nummer, f"/dossier/{nummer}/"),
        f"{sessie.gemeente_naam}, {dag_lang(sessie.dag)}",
        f"Beste {d.naam}," if d.naam else "Beste deelnemer,",
        _inleiding(sessie, nog_niet),
        "Als u toestemming geeft, mag dit" if nog_niet else "Dit mag nu",
        uitlegger.partijen(),
        (
            f"Dat mag altijd. U hoeft niet te zeggen waarom. Zeg het tegen {sessie.naam} of een collega bij {sessie.organisatie_naam}.",
            "Het delen stopt dan meteen. Wat een partij zelf al had opgeschreven, heeft zij nog wel.",
        ),
        tuple(Punt(tekst, f"({norm})" if norm else "") for norm, tekst in gevolgen),
        (
            "U mag bij elke partij vragen welke gegevens zij van u heeft. U mag ze inzien.",
            "Klopt er iets niet? Vraag de partij om het te verbeteren. Bent u het niet eens met het delen? Dan kunt u bezwaar maken.",
            "Wat een partij zelf over u opschrijft, weet zij ook zonder uw toestemming.",
        ),
        nog_niet,
        f"Gemaakt door {sessie.naam}. Hier staat wat {sessie.organisatie_naam} op {dag_lang(sessie.dag)} over het delen weet.",
    )
    terug = Link(f"Dossier {nummer}", f"/dossier/{nummer}/")
    return toon(request, kader(request, "Wie mag wat van u weten", terug=terug), beeld)


def _inleiding(sessie: Sessie, nog_niet: bool) -> tuple[str, ...]:
    samen = "Verschillende partijen helpen u om goed te wonen. Daarvoor moeten zij soms iets van elkaar weten."
    if nog_niet:
        return samen, "Zonder uw toestemming delen zij dit niet. Hieronder leest u wat zij mogen weten als u toestemming geeft. Neem rustig de tijd."
    return samen, "Hieronder leest u wie wat van u mag weten, waarom, en tot wanneer."


class _Uitlegger:
    """The state of sharing, party by party, in words for the person it is about."""

    def __init__(self, sessie: Sessie, z: Zaak, masker: int, w: Wereld, ingetrokken: str) -> None:
        self.w = w
        self.org: Organisaties = lezen_wie.organisaties(sessie, sessie.dag)
        self.delen = zichtbaar(z, masker, sessie.organisatie)
        self.nooit = nooit(z, masker)
        self.ingetrokken = ingetrokken

    def partijen(self) -> tuple[PartijUitleg, ...]:
        return tuple(self._partij(o, naam, hier) for o, naam, hier in per_partij(self.delen, self.org))

    def _partij(self, o: int, naam: str, hier: list[Deel]) -> PartijUitleg:
        wat, verbod = self.nooit.get(o, (frozenset(), ()))
        soorten = (
            ("Deze partij mag lezen:", [d for d in hier if d.weg == INZAGE and d.vorm == VORM_INHOUD]),
            ("Deze partij mag weten dat het zo is, maar leest niet wat het is:", [d for d in hier if d.weg == INZAGE and d.vorm != VORM_INHOUD]),
            ("Hierover mag deze partij bericht krijgen:", [d for d in hier if d.weg != INZAGE]),
        )
        mag = [Mag(kop, tuple(categorienamen(x, self.w))) for kop, x in soorten if x]
        if wat:
            mag.append(Mag("Dit krijgt deze partij nooit:", tuple(sorted(categorienaam(c, self.w) for c in wat))))
        normen = dict.fromkeys((*(n for d in hier for n in d.normen), *verbod))
        waarom = [t for n in normen if (t := normtekst(n)) is not None and t.hardheid]
        return PartijUitleg(
            naam,
            soort_naam(self.w, self.org[o].soort),
            tuple(mag),
            tuple(Punt(t.tekst, f"({t.norm})") for t in waarom),
            tuple(dict.fromkeys(self._tot(d) for d in hier)),
        )

    def _tot(self, d: Deel) -> str:
        dag = f"Dit mag tot en met {dag_lang(d.tot - timedelta(days=1))}" if d.tot is not None else ""
        if self.ingetrokken in d.leest:
            return f"{dag}, of tot u uw toestemming intrekt." if dag else "Dit mag tot u uw toestemming intrekt."
        return f"{dag}." if dag else "Dit mag zolang de afspraak geldt. Uw toestemming is hiervoor niet nodig."
