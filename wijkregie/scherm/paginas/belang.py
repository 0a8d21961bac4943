# SPDX-License-Identifier: EUPL-1.2
"""An interest of one's own in a dossier: shutting oneself out, and for who watches over privacy the list of who is, with adding and ending."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import kern
from wijkregie.dossier.lezen_kop import dossier as lees_kop
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.partijen.collegas import Weigering, naam_van_login
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.belang import GRONDEN, Belang, hef_op, lopend, meld_ander, meld_zelf
from wijkregie.privacy.inrichten import mag_toezien
from wijkregie.scherm.beelden import Afwezigheid, Formulier, Fout, Link, Optie, Samenvoegen, Vraag
from wijkregie.scherm.beelden.toegang import Waarneming
from wijkregie.scherm.paginas.aanmelden import vers_bewijs
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import BELANG, WERK, kader, thuis
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon

ZELF: Final = (
    "Kent u iemand in dit dossier, of bent u zelf partij? Dan hoort u het niet te lezen. Na de knop ziet u dit dossier niet meer en behandelt u"
    " het niet meer. Uw collega's nemen het over. Zelf kunt u dit niet terugdraaien."
)
TOEZICHT: Final = "Deze medewerkers zien een dossier niet, omdat zij er zelf een belang bij hebben. Het werkt vanaf hun eerstvolgende bladzijde."


@require_http_methods(["GET", "POST"])
@deur("dossier")
def eigen(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    kop = lees_kop(sessie, nummer)
    if kop is None:
        raise Http404
    grond = request.POST.get("grond", "")[:20]
    fout = ""
    if request.method == "POST":
        try:
            meld_zelf(sessie, kop.id, grond)
        except Weigering as e:
            fout = str(e)
        else:
            messages.success(request, f"Vastgelegd: u ziet dossier {kop.nummer} niet meer.")
            return redirect(WERK)
    terug = Link(kop.op_nummer, f"/dossier/{kop.nummer}/")
    formulier = Formulier(
        f"/dossier/{kop.nummer}/belang/", "Sluit mij uit van dit dossier", (_gronden(grond, fout),), niet_doen=Link("Niet doen", terug.adres)
    )
    beeld = Samenvoegen("Ik hoor hier niet in te kijken", ZELF, formulier)
    return toon(request, kader(request, "Ik hoor hier niet in te kijken", terug=terug), beeld, 400 if fout else 200)


@require_http_methods(["GET", "POST"])
@deur("leeslog")
def toezicht(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not mag_toezien(sessie):
        raise Http404
    velden = {n: request.POST.get(n, "")[:200].strip() for n in ("dossier", "mail", "grond")}
    if request.method == "GET":
        return _pagina(request, sessie, velden, {}, ())
    nummers = nummer_in(velden["dossier"])
    fouten = {} if nummers else {"dossier": "Dit is geen nummer van een dossier. Schrijf bijvoorbeeld WR-2026-0147."}
    if not velden["mail"]:
        fouten["mail"] = "Vul het mailadres in waarmee deze medewerker inlogt."
    if velden["grond"] not in GRONDEN:
        fouten["grond"] = "Kies een reden uit de lijst."
    if fouten:
        return _pagina(request, sessie, velden, fouten, ())
    try:
        meld_ander(sessie, nummers[0], velden["mail"], velden["grond"])
    except Weigering as e:
        return _pagina(request, sessie, velden, {}, (Fout(str(e)),))
    messages.success(request, f"Vastgelegd: deze medewerker ziet dossier {nummers[0]} niet meer.")
    return redirect(BELANG)


@require_POST
@vers_bewijs(terug=BELANG)
@deur("leeslog")
def opheffen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not mag_toezien(sessie):
        raise Http404
    try:
        hef_op(sessie, UUID(request.POST.get("waarneming", "")[:36]))
    except Weigering as e:
        messages.warning(request, str(e))
    except ValueError:
        messages.warning(request, "Dit is er niet meer. Open de pagina opnieuw.")
    else:
        messages.success(request, "Opgeheven: deze medewerker ziet het dossier weer zoals collega's het zien.")
    return redirect(BELANG)


def _pagina(request: HttpRequest, sessie: Sessie, velden: dict[str, str], fouten: dict[str, str], algemeen: tuple[Fout, ...]) -> HttpResponse:
    vragen = (
        Vraag("dossier", "Nummer van het dossier", "tekst", waarde=velden["dossier"], fout=fouten.get("dossier", ""), groot=20),
        Vraag("mail", "Mailadres waarmee de medewerker inlogt", "tekst", waarde=velden["mail"], fout=fouten.get("mail", ""), groot=200),
        _gronden(velden["grond"], fouten.get("grond", "")),
    )
    formulier = Formulier(BELANG, "Sluit deze medewerker uit", vragen, fouten=algemeen, niet_doen=Link("Niet doen", thuis(sessie)))
    rijen = lopend(sessie)
    for b in rijen:
        noteer(b.dossier)
    nummers = kern.nummers_van(sessie.gemeente, sessie.gemeente_code, {b.dossier for b in rijen})
    lijst = tuple(_regel(b, sessie, nummers.get(b.dossier, "een dossier")) for b in rijen)
    beeld = Afwezigheid(TOEZICHT, formulier, lijst, "Eigen belang", "Zij zijn uitgesloten", "Laat weer toe")
    return toon(request, kader(request, "Eigen belang", terug=Link("Privacy", thuis(sessie))), beeld, 400 if fouten or algemeen else 200)


def _regel(b: Belang, sessie: Sessie, nummer: str) -> Waarneming:
    wie = naam_van_login(b.login) or "Een medewerker"
    zelf = "zelf gemeld" if b.gemeld_door == b.login else f"gemeld door {naam_van_login(b.gemeld_door) or 'een collega'}"
    sub = f"{GRONDEN[b.grond]}. Vanaf {dag_kort(b.van, sessie.dag)}, {zelf}."
    mag = b.login != sessie.login
    return Waarneming(f"{wie}: {nummer}", sub, f"{BELANG}opheffen/" if mag else "", str(b.id) if mag else "")


def _gronden(gekozen: str, fout: str) -> Vraag:
    opties = tuple(Optie(w, t, gekozen=w == gekozen) for w, t in GRONDEN.items())
    return Vraag("grond", "Waarom?", "keuze", opties=opties, waarde=gekozen, fout=fout)
