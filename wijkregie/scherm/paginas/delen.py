# SPDX-License-Identifier: EUPL-1.2
"""*Wie ziet wat*: what each party may know of each kind of data in a dossier, why, and how that changed. Only as far as the reader may know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier.delen_stand import Mate, Verandering, WieZietWat, door_de_tijd, wie_ziet_wat
from wijkregie.dossier.toestemming import GEGEVEN, INGETROKKEN
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.klok import vandaag
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import (
    DelenBeeld,
    DelenCel,
    DelenGroep,
    DelenGrond,
    DelenPartij,
    DelenRij,
    DelenWijziging,
    Geen,
    Keuze,
    KijkAls,
    Knop,
    Link,
    Zin,
)
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.delen_woorden import LEGENDA, soort_naam, uitleg, woord
from wijkregie.scherm.paginas.dossier_bron import Bron, lees
from wijkregie.scherm.paginas.dossier_doen import Doen
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.partijen_in_dossier import soort_naam as soort_organisatie
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import aantal, dag_kort, dag_lang, en
from wijkregie.scherm.tonen import toon

PRIVACY: Final = "privacy"
ALLEEN_U: Final = "U ziet alleen uw eigen kolom: wie er nog meer meedoet, mag u in dit dossier niet weten."
GEDEELD: Final = "Dit wordt gedeeld"
ALLEEN_EIGEN: Final = "Dit ziet wie het vastlegde"
NU_NIET: Final = "Hiervan ziet u niets"
GEEN_TIJD: Final = "Er is niets veranderd in wie wat ziet, of u mag niet weten waar dat op rust."


@require_safe
@deur("delen")
def delen(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    b = lees(sessie, nummer, vandaag())
    v = matrix(b)
    terug = Link(b.d.op_nummer, f"/dossier/{nummer}/")
    return toon(request, kader(request, f"Wie ziet wat? {b.d.op_nummer}", terug=terug), stel_samen(b, v, _gevraagd(request, v)))


def matrix(b: Bron) -> WieZietWat:
    """With the parties that the session sees in this dossier, whether they see something or not."""
    genoemd = (
        {p.organisatie for p in b.partijen} | {r.organisatie for r in b.regie if r.organisatie} | {t.organisatie for t in b.taken if t.organisatie}
    )
    return wie_ziet_wat(b.sessie, b.d.id, b.feiten.zicht, genoemd)


def _gevraagd(request: HttpRequest, v: WieZietWat) -> tuple[int, str] | None:
    """The cell that is to be explained. Raises Http404 for one that is not there."""
    partij, soort = request.GET.get("partij", ""), request.GET.get("soort", "")
    if not partij and not soort:
        return None
    if not (partij.isascii() and partij.isdigit()) or int(partij) not in v.partijen or soort not in v.categorieen:
        raise Http404
    return int(partij), soort


def stel_samen(b: Bron, v: WieZietWat, gevraagd: tuple[int, str] | None) -> DelenBeeld:
    hier = f"/dossier/{b.d.nummer}/delen/"
    partijen = volgorde(b, v)
    groepen = _groepen(v, partijen, lambda c: _rij(b, v, partijen, c, hier, gevraagd))
    rijen = [r for g in groepen for r in g.rijen]
    zin = Zin(
        "", f"{aantal(len(partijen), 'partij', 'partijen')}, {aantal(len(rijen), 'soort', 'soorten')} gegevens. Zo is het nu, op {dag_lang(b.dag)}."
    )
    if not rijen:
        leeg = Geen("Er is niets waarvan u hier mag weten wie het ziet.", "Gebeurt er iets dat met u gedeeld mag worden, dan staat het hier.")
        return DelenBeeld(Zin("", f"Zo is het nu, op {dag_lang(b.dag)}."), leeg=leeg)
    mates: set[Mate] = {x.mate for r in rijen for x in r.cellen}
    tijd = [w for x in door_de_tijd(b.sessie, b.d.id, b.feiten.zicht, v) if (w := _wijziging(b, v, x)) is not None]
    return DelenBeeld(
        zin,
        tuple(_partij(b, v, p) for p in partijen),
        groepen,
        tuple(x for x in LEGENDA if x.mate in mates),
        ALLEEN_U if len(partijen) == 1 else "",
        _toestemming(b, v),
        kijk_als(b, v, hier),
        tuple(tijd),
        "" if tijd else GEEN_TIJD,
    )


def volgorde(b: Bron, v: WieZietWat) -> list[int]:
    """One's own organisation, who has regie, then by name."""
    regie = {r.organisatie for r in b.regie}
    bekend = [p for p in v.partijen if p in b.organisaties]
    return sorted(bekend, key=lambda p: (p != v.eigen, p not in regie, b.organisaties[p].kort))


def _partij(b: Bron, v: WieZietWat, p: int) -> DelenPartij:
    o = b.organisaties[p]
    sub = soort_organisatie(b.feiten.wereld, o.soort)
    if o.logt_in and sub.casefold() == o.kort.casefold():
        sub = ""  # GGD, Politie: the kind is its name
    return DelenPartij(o.kort, hoofdletter(sub) if o.logt_in else "Niet in Wijkregie", p == v.eigen)


def _groepen(v: WieZietWat, partijen: list[int], rij: Callable[[str], DelenRij]) -> tuple[DelenGroep, ...]:
    """First what is given, then what only who recorded it is seen to see, last what stays shut to the reader: that others see it may not be known."""
    per: dict[str, list[str]] = {}
    for c in v.categorieen:
        cellen = [v.cellen[p, c] for p in partijen]
        gegeven = any(x.mate in ("alles", "bestaat") or (x.mate == "deel" and x.rechten) for x in cellen)
        per.setdefault(GEDEELD if gegeven else ALLEEN_EIGEN if any(x.mate == "deel" for x in cellen) else NU_NIET, []).append(c)
    return tuple(DelenGroep(kop if len(per) > 1 else "", tuple(map(rij, per[kop]))) for kop in (GEDEELD, ALLEEN_EIGEN, NU_NIET) if kop in per)


def _rij(b: Bron, v: WieZietWat, partijen: list[int], c: str, hier: str, gevraagd: tuple[int, str] | None) -> DelenRij:
    cellen = []
    for p in partijen:
        x = v.cellen[p, c]
        cellen.append(DelenCel(b.organisaties[p].kort, x.mate, woord(x), f"{hier}?partij={p}&soort={c}#uitleg", gevraagd == (p, c)))
    open_ = gevraagd is not None and gevraagd[1] == c
    tekst = uitleg(b, v, gevraagd[0], c, Link("Sluit", f"{hier}#wie-ziet-wat")) if gevraagd is not None and open_ else None
    return DelenRij(hoofdletter(soort_naam(b, c)), tuple(cellen), tekst)


# consent


def _toestemming(b: Bron, v: WieZietWat) -> DelenGrond | None:
    """The last word of the person it is about, if the session reads it."""
    w = b.feiten.wereld
    over = [f for f in b.feiten.zicht.gevouwen.feiten if w.feiten[f.soort].systeem in (GEGEVEN, INGETROKKEN) and b.feiten.leesbaar(f)]
    if not over:
        return None
    f = max(over, key=lambda f: f.sleutel)
    if w.feiten[f.soort].categorie not in v.mag.afgeleid:
        return None
    geldt = w.feiten[f.soort].systeem == GEGEVEN
    tekst = " ".join([f"Op {dag_lang(f.op)}.", *(f"{t.rstrip('.')}." for t in b.feiten.details(f))])
    stop = next((s for s, m in w.feiten.items() if m.systeem == INGETROKKEN), "")
    knop = Knop("Bekijk wat er stopt", f"/dossier/{b.d.nummer}/handeling/{stop}/") if geldt and stop in Doen(b).mag else None
    tweede = "Intrekken kan altijd. U ziet eerst wat er dan stopt." if geldt else "Wat alleen met toestemming gedeeld mag worden, is nu dicht."
    return DelenGrond(b.feiten.titel(f), tekst, geldt, tweede, knop)


# looking as another


def mag_kijken(b: Bron, v: WieZietWat) -> bool:
    """Who has regie, and the privacy role of an organisation that recorded something. What is shown is always within what they see themselves."""
    w = b.feiten.wereld
    privacy = any(r in w.rollen and w.rollen[r].systeem == PRIVACY for r in b.sessie.rollen)
    return b.heeft_regie or (privacy and bool(v.mag.eigen))


def kijk_als(b: Bron, v: WieZietWat, hier: str) -> KijkAls | None:
    if not mag_kijken(b, v):
        return None
    anderen = [p for p in volgorde(b, v) if p != v.eigen and b.organisaties[p].logt_in]
    return KijkAls(f"{hier}als/", tuple(Keuze(str(p), b.organisaties[p].naam) for p in anderen)) if anderen else None


# over time


def _wijziging(b: Bron, v: WieZietWat, x: Verandering) -> DelenWijziging | None:
    per: dict[tuple[int, str], list[str]] = {}
    for p, c, van, naar in x.cellen:
        if p in b.organisaties:
            per.setdefault((p, _wat(van, naar)), []).append(soort_naam(b, c))
    regels = [f"{_wie(b, v, p, wat)}: {en(soorten)}." for (p, wat), soorten in per.items()]
    return DelenWijziging(dag_kort(x.dag, b.dag), x.dag.isoformat(), _oorzaak(b, v, x.dag), tuple(regels)) if regels else None


def _wat(van: Mate, naar: Mate) -> str:
    if naar == "nee":
        return "ziet niet meer"
    if naar == "alles":
        return "ziet vanaf nu"
    if naar == "bestaat":
        return "ziet alleen nog dat het er is" if van == "alles" else "weet vanaf nu dat het er is"
    return "ziet vanaf nu een deel"


def _wie(b: Bron, v: WieZietWat, p: int, wat: str) -> str:
    werkwoord, rest = wat.split(" ", 1)
    return f"U {'weet' if werkwoord == 'weet' else 'ziet'} {rest}" if p == v.eigen else f"{b.organisaties[p].kort} {werkwoord} {rest}"


def _oorzaak(b: Bron, v: WieZietWat, dag: date) -> str:
    """What the session sees happening on that day that the rules read: facts, phases; else only that the day had come."""
    w = b.feiten.wereld
    leest = v.leest | {s for s, m in w.feiten.items() if m.categorie == w.feiten[BETROKKEN].categorie}
    toen = sorted((f for f in b.feiten.zicht.gevouwen.feiten if f.op == dag and f.soort in leest and b.feiten.leesbaar(f)), key=lambda f: f.sleutel)
    namen = list(dict.fromkeys(b.feiten.titel(f) for f in toen))
    fasen = [n for x in b.fasen if (s := b.regels.sporen.get(x.spoor)) is not None for op, f, _ in x.stappen if op == dag and (n := s.fasen.get(f))]
    uit = [*namen, *(f"Fase: {n}" for n in fasen)]
    return ". ".join(uit) or "Een datum of termijn uit de afspraak ging in"
