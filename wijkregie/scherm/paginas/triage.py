# SPDX-License-Identifier: EUPL-1.2
"""Deciding on a report in one screen: what it says, what it resembles, what weighs, and the decision with all that follows from it, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen_feiten, lezen_kop
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Opdracht, Uitslag
from wijkregie.dossier.zoeken import ZAAK
from wijkregie.meldingen import kandidaten, triage, wegen
from wijkregie.meldingen.kandidaten import Gelijken, Kandidaat
from wijkregie.meldingen.systeem import AANVULLING, CODE_BEEINDIGD, CODE_GEGEVEN, GETRIEERD, ONTVANGEN, SOORT
from wijkregie.meldingen.verteld import gegevens
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Kenmerk, Link, Optie, Vraag, Zin
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.beelden.triage import Bewijs, LijktOp, Stand, Triage, WeegFactor
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.triage_vragen import Beslissing
from wijkregie.scherm.paginas.vragen import Omgeving, een, leesbare_waarde
from wijkregie.scherm.taal import aantal, dag_kort
from wijkregie.scherm.tonen import toon

BESLISSEN, LOSMAKEN, CODE = "beslissen", "losmaken", "code"
TITEL: Final = "Beslissen over de melding"
NET_VERANDERD: Final = "Bij deze melding kwam net iets nieuws binnen. Lees het na. Klopt uw besluit nog? Leg het dan opnieuw vast."
KEREN: Final = 3
SOORTEN: Final = {"adres": "Plaats", "wie": "Wie het doet", "tekst": "Woorden", "tijd": "Tijd", "melder": "Melder", "patroon": "Patroon"}
ACTS: Final = {GETRIEERD: BESLISSEN, triage.GEKOPPELD: BESLISSEN, triage.LOSGEMAAKT: LOSMAKEN, CODE_BEEINDIGD: CODE, CODE_GEGEVEN: CODE}
"""The acts that have a page of their own instead of the form that every act has."""


def eigen_pagina(sessie: Sessie, d: Dossier, feit: str) -> str | None:
    """The page on which this act is done in a report."""
    plek = ACTS.get(afspraken.wereld(sessie.gemeente_code).feiten[feit].systeem or "") if d.soort == SOORT else None
    return f"/meldingen/{d.nummer}/{plek}/" if plek is not None else None


@require_http_methods(["GET", "POST"])
@deur("handeling")
def beslissen(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    kop = _melding(sessie, nummer)
    feiten = lezen_feiten.feiten(sessie, kop.id).gevouwen.feiten
    lijkt = kandidaten.gelijken(sessie, kop.id)
    b = Beslissing(sessie, kop, feiten, lijkt.zaken, ingevuld_van(request) if request.method == "POST" else {})
    if not b.mag:
        raise Http404
    if request.method == "GET":
        return _toon(request, b, feiten, lijkt)
    eerder = kern.vastgelegd_met(sessie, sleutel_van(b.ingevuld))
    if eerder:
        messages.success(request, "Dit besluit was al vastgelegd.")
        return redirect(f"/dossier/{kop.nummer}/")
    opdracht = b.opdracht()
    if opdracht is None:
        return _toon(request, b, feiten, lijkt, 400)
    try:
        uitslag = _leg_vast(b, opdracht)
    except Geweigerd as e:
        b.bezwaar(e.bezwaren)
        return _toon(request, b, feiten, lijkt, 400)
    except Gewijzigd as e:
        b.ingevuld["kenmerk"] = [e.kenmerk]
        b.algemeen.append(Fout(NET_VERANDERD))
        return _toon(request, b, feiten, lijkt, 409)
    messages.success(request, _gedaan(b, uitslag))
    return redirect(_naar(b, uitslag))


def _leg_vast(b: Beslissing, opdracht: Opdracht) -> Uitslag:
    """Record. What came in meanwhile and this session may not see is no reason to stop: it would tell that it is there.

    Raises Geweigerd, Gewijzigd (with something visible)."""
    kenmerk = een(b.ingevuld, "kenmerk") or b.vooraf.kenmerk
    for keer in range(KEREN):
        try:
            return kern.leg_vast(b.sessie, replace(opdracht, verwacht={b.kop.id: kenmerk}))
        except Gewijzigd as e:
            if keer == KEREN - 1 or lezen_feiten.zichtbare(b.kop.id, e.feiten):
                raise
            kenmerk = e.kenmerk
    raise AssertionError


def _melding(sessie: Sessie, nummer: str) -> Dossier:
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or kop.soort != SOORT or not triage.kent(sessie.gemeente_code):
        raise Http404
    return kop


def _gedaan(b: Beslissing, uitslag: Uitslag) -> str:
    zaken = [nr for d, nr in uitslag.gemaakt if d != b.kop.id]
    if zaken:
        return f"Dossier {zaken[0]} is begonnen met melding {b.kop.nummer}."
    if b.uitkomst == triage.AANSLUITEN:
        return f"Melding {b.kop.nummer} hoort nu bij dit dossier."
    return f"Vastgelegd wat er met melding {b.kop.nummer} gebeurt."


def _naar(b: Beslissing, uitslag: Uitslag) -> str:
    """The case that it was joined to or that began; else the report."""
    zaken = [k for k in lezen_kop.koppen(b.sessie, uitslag.dossiers).values() if k.soort == ZAAK]
    nummers = [nr for d, nr in uitslag.gemaakt if d != b.kop.id] or [k.nummer for k in zaken]
    return f"/dossier/{nummers[0] if nummers else b.kop.nummer}/"


def _toon(request: HttpRequest, b: Beslissing, feiten: Sequence[Feit], lijkt: Gelijken, status: int = 200) -> HttpResponse:
    plek = f"/meldingen/{b.kop.nummer}/{BESLISSEN}/"
    beeld = Triage(
        TITEL,
        _zin(lijkt),
        _kenmerken(b, feiten),
        _verteld(b, feiten),
        tuple(_lijkt(k, b.sessie) for k in lijkt.meldingen),
        tuple(_lijkt(k, b.sessie) for k in lijkt.zaken),
        _factoren(b, lijkt),
        b.keuze,
        b.per_uitkomst,
        Formulier(
            plek,
            "Besluit vastleggen",
            b.altijd,
            (("sleutel", een(b.ingevuld, "sleutel") or str(uuid4())), ("kenmerk", een(b.ingevuld, "kenmerk") or b.vooraf.kenmerk)),
            tuple(b.algemeen),
            Link("Niet doen", f"/dossier/{b.kop.nummer}/"),
        ),
        next((t for _, t in b.vooraf.aanwijzingen), ""),
    )
    terug = Link(f"Melding {b.kop.nummer}", f"/dossier/{b.kop.nummer}/")
    return toon(request, kader(request, f"{TITEL} {b.kop.nummer}", terug=terug), beeld, status)


def _zin(lijkt: Gelijken) -> Zin:
    n, z = len(lijkt.meldingen), len(lijkt.zaken)
    if not n and not z:
        return Zin("", "Er lijkt geen andere melding op. Hoort zij bij een dossier, begint er een, of gaat zij naar iemand anders?")
    wat = [x for x in (aantal(z, "dossier", "dossiers") if z else "", aantal(n, "melding", "meldingen") if n else "") if x]
    lijken = f"{' en '.join(wat)} {'lijkt' if n + z == 1 else 'lijken'} hierop."
    return Zin(lijken, "U beslist of het bij elkaar hoort.")


def _kenmerken(b: Beslissing, feiten: Sequence[Feit]) -> tuple[Kenmerk, ...]:
    """What the report says, in the words of its questions; the account itself stands below."""
    feit = afspraken.systeemfeit(b.code, ONTVANGEN)
    o, model = Omgeving(b.w), b.w.feiten[feit]
    f = next((x for x in reversed(feiten) if x.soort == feit), None)
    if f is None:
        return ()
    uit = [Kenmerk("Gemeld op", dag_kort(f.op, b.sessie.dag))]
    bekend = gegevens(b.code, feiten)
    for n, v in model.velden.items():
        w = bekend.get(n)
        if w is None or w == () or n == "omschrijving":
            continue
        if v.soort == "janee":
            uit.append(Kenmerk(v.kort or b.w.vraag_van(feit, n), v.tekst("ja" if w else "nee")))
        else:
            uit.append(Kenmerk(v.kort or b.w.vraag_van(feit, n), leesbare_waarde(w, v, o)))
    return tuple(uit)


def _verteld(b: Beslissing, feiten: Sequence[Feit]) -> tuple[tuple[str, str], ...]:
    soorten = [afspraken.systeemfeit(b.code, s) for s in (ONTVANGEN, AANVULLING)]
    return tuple((dag_kort(f.op, b.sessie.dag), str(w)) for f in feiten if f.soort in soorten and (w := f.velden.get("omschrijving")))


def _lijkt(k: Kandidaat, sessie: Sessie) -> LijktOp:
    regels = ["" if k.nummer in k.titel else k.nummer]
    regels += [f"van {dag_kort(k.sinds, sessie.dag)}" if k.sinds else "", "gesloten" if k.dicht else "", f"door melding {k.via}" if k.via else ""]
    bewijs = tuple(Bewijs(SOORTEN[a.soort], _kracht(a.sterkte), a.uitleg) for a in k.gelijkenis.aanwijzingen)
    zaken = tuple(Link(n, f"/dossier/{n}/") for n in k.zaken)
    zeker = k.gelijkenis.oordeel == "waarschijnlijk"
    return LijktOp(Link(k.titel, f"/dossier/{k.nummer}/"), " · ".join(x for x in regels if x), k.gelijkenis.oordeel, zeker, bewijs, zaken)


def _kracht(sterkte: float) -> str:
    return "sterk" if sterkte >= 0.75 else "redelijk" if sterkte >= 0.4 else "zwak"


def _factoren(b: Beslissing, lijkt: Gelijken) -> tuple[WeegFactor, ...]:
    standen: dict[object, Stand] = {True: "voldaan", False: "niet", None: "onbekend"}
    eigen = tuple(
        WeegFactor(f.wat, standen[f.stand], norm=", ".join(f.norm[:1]))
        if f.stand is None or isinstance(f.stand, bool)
        else WeegFactor(f.wat, aantal=f.stand, norm=", ".join(f.norm[:1]))
        for f in wegen.factoren(b.sessie, b.kop)
    )
    waarschijnlijk = sum(k.gelijkenis.oordeel == "waarschijnlijk" for k in lijkt.meldingen)
    return (*eigen, WeegFactor(f"Meldingen die hierop lijken, {waarschijnlijk} waarschijnlijk", aantal=len(lijkt.meldingen)))


@require_http_methods(["GET", "POST"])
@deur("handeling")
def losmaken(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    """The link with a case is taken back, in both."""
    kop = _melding(sessie, nummer)
    zaken = {n: d for n in kandidaten.zaken_van(sessie, [kop.id]).get(kop.id, ()) if (d := lezen_kop.dossier(sessie, n)) is not None}
    if not zaken:
        messages.warning(request, "Deze melding staat bij geen dossier dat u mag zien.")
        return redirect(f"/dossier/{kop.nummer}/")
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    gekozen = een(ingevuld, "zaak") or (next(iter(zaken)) if len(zaken) == 1 else "")
    reden = een(ingevuld, "reden").strip()
    fouten: dict[str, str] = {}
    algemeen: tuple[Fout, ...] = ()
    if request.method == "POST":
        if gekozen not in zaken:
            fouten["zaak"] = "Kies van welk dossier."
        if not reden:
            fouten["reden"] = "Vul in waarom de melding er niet bij hoort."
        if not fouten:
            try:
                kern.leg_vast(sessie, triage.losmaken(sessie, sleutel_van(ingevuld), kop.id, zaken[gekozen].id, reden))
            except Geweigerd as e:
                algemeen = tuple(Fout(b.melding) for b in e.bezwaren)
            else:
                messages.success(request, f"Melding {kop.nummer} staat los van dossier {gekozen}. Beslis opnieuw wat er met de melding gebeurt.")
                return redirect(f"/dossier/{kop.nummer}/")
    opties = tuple(Optie(n, n) for n in zaken)
    vragen = (
        Vraag("zaak", "Van welk dossier?", "rol", opties=opties, waarde=gekozen, fout=fouten.get("zaak", "")),
        Vraag("reden", "Waarom hoort de melding er niet bij?", "lang", waarde=reden, fout=fouten.get("reden", "")),
    )
    plek = f"/dossier/{kop.nummer}/"
    vast = (("sleutel", een(ingevuld, "sleutel") or str(uuid4())),)
    formulier = Formulier(f"/meldingen/{kop.nummer}/{LOSMAKEN}/", "Melding losmaken", vragen, vast, algemeen, Link("Niet doen", plek))
    zin = "De melding telt daarna niet meer mee. Wat in het dossier al over haar staat, corrigeert u daar."
    pagina = kader(request, "Melding losmaken", terug=Link(f"Melding {kop.nummer}", plek))
    return toon(request, pagina, Formulierblad(zin=zin, formulier=formulier), 400 if fouten or algemeen else 200)
