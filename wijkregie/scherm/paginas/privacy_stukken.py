# SPDX-License-Identifier: EUPL-1.2
"""What a request found in one dossier: give along or leave out, item by item; or mark as contested, restricted or objected to."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.norm.afleiding.merken import GEBRUIK
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import inzage, verzoeken
from wijkregie.privacy.gronden import GRONDEN
from wijkregie.privacy.inzage import Inhoud, Stuk
from wijkregie.scherm.beelden import Formulier, Fout, Link, Optie, StukkenBeeld, StukRij, Vraag, Zin
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import PRIVACY, kader
from wijkregie.scherm.paginas.privacy import verzoek_van
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon

PER_BLAD: Final = 25
MEE: Final = "mee"
MERK, GROND, TOELICHTING = "merk", "grond", "toelichting"


@require_http_methods(["GET", "POST"])
@deur("privacy")
def stukken(request: HttpRequest, sessie: Sessie, nummer: str, dossier: str) -> HttpResponse:
    d = verzoek_van(sessie, nummer)
    ids = kern.met_nummer(sessie.gemeente, sessie.gemeente_code, dossier)
    alle = [s for s in inzage.stukken(sessie, d.id) if ids and s.dossier == ids[0]]
    if not alle:
        raise Http404
    blad, bladen = _blad(request, alle)
    welke = alle[blad * PER_BLAD : (blad + 1) * PER_BLAD]
    hier = f"{PRIVACY}{nummer}/gegevens/{dossier}/?blad={blad}"
    is_inzage = verzoeken.vraagt_inzage(sessie, d.id)
    ingevuld = ingevuld_van(request)
    fouten: list[Fout] = []
    if request.method == "POST":
        fouten = _oordeel(sessie, d.id, welke, ingevuld) if is_inzage else _merk(sessie, d.id, welke, ingevuld)
        if not fouten:
            messages.success(request, "Vastgelegd.")
            verder = is_inzage and blad + 1 < bladen
            return redirect(f"{PRIVACY}{nummer}/gegevens/{dossier}/?blad={blad + 1}" if verder else f"{PRIVACY}{nummer}/")
    teksten = inzage.inhoud(sessie, welke)
    rij = _rij_inzage if is_inzage else _rij_merk
    beeld = StukkenBeeld(
        f"Dossier {dossier}",
        Zin("", "Kies per gegeven. Wat over een ander gaat, geeft u niet mee." if is_inzage else "Kies om welke gegevens het gaat."),
        Formulier(
            hier,
            "Vastleggen",
            () if is_inzage else _merkvragen(sessie, ingevuld),
            (("sleutel", str(uuid4())),),
            niet_doen=Link("Terug", f"{PRIVACY}{nummer}/"),
        ),
        tuple(rij(s, teksten[s.sleutel], sessie, ingevuld) for s in welke if s.sleutel in teksten),
        tuple(fouten),
        f"Blad {blad + 1} van {bladen}" if bladen > 1 else "",
    )
    return toon(request, kader(request, f"Verzoek {nummer}", terug=Link(f"Verzoek {nummer}", f"{PRIVACY}{nummer}/")), beeld, 400 if fouten else 200)


def _blad(request: HttpRequest, alle: list[Stuk]) -> tuple[int, int]:
    bladen = -(-len(alle) // PER_BLAD)
    ruw = request.GET.get("blad", "0")
    return (min(int(ruw), bladen - 1) if ruw.isascii() and ruw.isdigit() and len(ruw) < 6 else 0), bladen


# give along or leave out


def _rij_inzage(s: Stuk, i: Inhoud, sessie: Sessie, ingevuld: Ingevuld) -> StukRij:
    waarde = een(ingevuld, _naam(s)) or ("" if s.open else MEE if s.mee else s.waarom_niet or "")
    opties = (Optie(MEE, "Meegeven"), *(Optie(g, f"Weglaten: {x.tekst.lower()}") for g, x in GRONDEN.items()))
    let = "Vrije tekst: staat er iets over een ander in?" if s.open else ""
    if s.oordeel is None and s.reden is not None:
        let = f"Blijft weg: {GRONDEN[s.reden].tekst.lower()}."
    return _rij(
        s, i, sessie, Vraag(_naam(s), f"Wat doet u met {i.titel.lower()} ({i.categorie})?", "rol", opties=opties, waarde=waarde, verplicht=False), let
    )


def _oordeel(sessie: Sessie, verzoek: UUID, welke: list[Stuk], ingevuld: Ingevuld) -> list[Fout]:
    besluiten = []
    for s in welke:
        keuze = een(ingevuld, _naam(s))
        if keuze and keuze != MEE and keuze not in GRONDEN:
            return [Fout("Dit antwoord kan hier niet. Kies een van de antwoorden.", f"v-{_naam(s)}")]
        if keuze:
            besluiten.append((s, keuze == MEE, None if keuze == MEE else keuze))
    inzage.oordeel(sessie, verzoek, besluiten)
    return []


# mark


def _rij_merk(s: Stuk, i: Inhoud, sessie: Sessie, ingevuld: Ingevuld) -> StukRij:
    gekozen = s.sleutel in ingevuld.get(_naam(s), ())
    opties = (Optie(s.sleutel, "Dit gegeven", gekozen=gekozen),)
    return _rij(s, i, sessie, Vraag(_naam(s), f"Gaat het om {i.titel.lower()} ({i.categorie})?", "lijst", opties=opties, verplicht=False), "")


def _merkvragen(sessie: Sessie, ingevuld: Ingevuld) -> tuple[Vraag, ...]:
    opties = tuple(Optie(m, t) for m, t in verzoeken.MERKEN.items())
    return (
        Vraag(MERK, "Wat legt u vast?", "keuze", opties=opties, waarde=een(ingevuld, MERK)),
        Vraag(
            GROND,
            "Op welke grond mag het toch?",
            "rol",
            "Alleen als u kiest dat het toch mag worden gebruikt.",
            een(ingevuld, GROND),
            tuple(Optie(g, hoofdletter(t)) for g, t in verzoeken.gronden(sessie).items()),
            verplicht=False,
        ),
        Vraag(TOELICHTING, "Wat zegt de betrokkene erover, of waarom stopt het of mag het toch?", "lang", waarde=een(ingevuld, TOELICHTING)),
    )


def _merk(sessie: Sessie, verzoek: UUID, welke: list[Stuk], ingevuld: Ingevuld) -> list[Fout]:
    feiten = list(dict.fromkeys(s.feit for s in welke if s.sleutel in ingevuld.get(_naam(s), ())))
    merk, toelichting = een(ingevuld, MERK), een(ingevuld, TOELICHTING).strip()
    fouten = [] if feiten else [Fout("Kies minstens een gegeven.")]
    if merk not in verzoeken.MERKEN:
        fouten.append(Fout("Kies wat u vastlegt.", f"v-{MERK}"))
    if not toelichting:
        fouten.append(Fout("Vul in waarom.", f"v-{TOELICHTING}"))
    grond = een(ingevuld, GROND) if merk == GEBRUIK else ""
    if merk == GEBRUIK and grond not in verzoeken.gronden(sessie):
        fouten.append(Fout("Kies op welke grond het toch mag worden gebruikt.", f"v-{GROND}"))
    if fouten:
        return fouten
    try:
        verzoeken.merk(sessie, verzoek, merk, feiten, toelichting, sleutel_van(ingevuld), grond)
    except Geweigerd as e:
        return [Fout(b.melding) for b in e.bezwaren]
    return []


def _naam(s: Stuk) -> str:
    return f"o-{s.sleutel}"


def _rij(s: Stuk, i: Inhoud, sessie: Sessie, vraag: Vraag, let: str) -> StukRij:
    sub = ", ".join(x for x in (dag_kort(i.op, sessie.dag), i.categorie, i.van, "ingetrokken" if i.ingetrokken else "") if x)
    return StukRij(i.titel, sub, tuple((a.vraag, a.antwoord) for a in i.antwoorden), vraag, let)
