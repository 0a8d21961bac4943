# SPDX-License-Identifier: EUPL-1.2
"""The desk ends the code of a report, because somebody else may have it, and gives who reported a new one: after recognising that one."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import lezen_kop, vooraf
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.meldingen import balie, code, einde, systeem
from wijkregie.meldingen.melder import Loket
from wijkregie.meldingen.openbaar import AlVerzonden
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import DossierVerwijzing, Formulier, Fout, Link, Optie, Vraag
from wijkregie.scherm.beelden.beheer import Formulierblad
from wijkregie.scherm.beelden.meldingen import MeldingKlaar
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.melden import FORMULIER
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.tonen import toon

TITEL: Final = "De code van de melding"
REDEN, HERKEND, NIEUWE = "reden", "herkend", "nieuwe"
MET: Final = (
    "Kan iemand anders de code lezen? Dan opent de code meteen niets meer, ook niet op een pagina die nog openstaat. De melding blijft, en alle"
    " termijnen lopen door. Zorg eerst dat u weet dat u de melder zelf spreekt."
)
ZONDER: Final = "Deze melding heeft nu geen code. Zorg eerst dat u weet dat u de melder zelf spreekt. U ziet de nieuwe code maar één keer."
GEEN_CODE: Final = "Deze melding is gesloten en heeft geen code meer."
_NA: Final = (
    "Lees de code rustig voor, en laat de melder hem herhalen.",
    "De oude code opent niets meer.",
    "Vraag waar de melder de code veilig bewaart. Misschien leest iemand mee op de telefoon.",
)


@require_http_methods(["GET", "POST"])
@deur("handeling")
def einde_code(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    kop, loket = _melding(sessie, nummer)
    ingevuld = ingevuld_van(request) if request.method == "POST" else {}
    heeft, dicht = code.geldt(loket, kop.id), kop.gesloten_op is not None
    if request.method == "POST":
        return _doe(request, sessie, kop, loket, ingevuld, heeft=heeft)
    if dicht and not heeft:
        messages.warning(request, GEEN_CODE)
        return redirect(f"/dossier/{kop.nummer}/")
    return _toon(request, sessie, kop, ingevuld, {}, heeft=heeft)


def _melding(sessie: Sessie, nummer: str) -> tuple[Dossier, Loket]:
    """A report of which this session may end the code; else there is no such page."""
    kop = lezen_kop.dossier(sessie, nummer)
    if kop is None or kop.soort != systeem.SOORT or not systeem.kent(sessie.gemeente_code):
        raise Http404
    feit, _ = systeem.model(sessie.gemeente_code, systeem.CODE_BEEINDIGD)
    loket = balie.loket_van(sessie)
    if loket is None or not vooraf.vooraf(sessie, kop.id, feit, kop.bestaat).rollen:
        raise Http404
    return kop, loket


def _doe(request: HttpRequest, sessie: Sessie, kop: Dossier, loket: Loket, ingevuld: Ingevuld, *, heeft: bool) -> HttpResponse:
    """The form says what it was made for (`had`): who sends it again finds a new code, and must not end that one."""
    had = een(ingevuld, "had") == "ja"
    waarom, hoe = einde.keuzes(sessie.gemeente_code)
    reden, herkend = een(ingevuld, REDEN), een(ingevuld, HERKEND)
    nieuwe = not had or (een(ingevuld, NIEUWE) == "ja" and kop.gesloten_op is None)
    fouten: dict[str, str] = {}
    if had and reden not in waarom.waarden:
        fouten[REDEN] = "Kies waarom de code eindigt."
    if herkend not in hoe.waarden:
        fouten[HERKEND] = "Kies waaraan u de melder herkende."
    if had and kop.gesloten_op is None and een(ingevuld, NIEUWE) not in ("ja", "nee"):
        fouten[NIEUWE] = "Kies of de melder een nieuwe code krijgt."
    if fouten:
        return _toon(request, sessie, kop, ingevuld, fouten, heeft=had)
    try:
        if had:
            nieuw = einde.beeindig(loket, sessie, kop.id, sleutel_van(ingevuld), reden, herkend, nieuwe=nieuwe)
        else:
            nieuw = einde.geef(loket, sessie, kop.id, sleutel_van(ingevuld), herkend)
    except (Geweigerd, AlVerzonden) as e:
        zin = e.bezwaren[0].melding if isinstance(e, Geweigerd) else einde.NET_VERANDERD
        return _toon(request, sessie, kop, {**ingevuld, "sleutel": [str(uuid4())]}, {}, heeft=heeft, algemeen=zin)
    if not nieuwe:
        messages.success(request, "De code is beëindigd. Wie hem heeft, opent er niets meer mee.")
        return redirect(f"/dossier/{kop.nummer}/")
    beeld = MeldingKlaar(
        DossierVerwijzing(kop.nummer, f"/dossier/{kop.nummer}/"), code.schrijf(nieuw) if nieuw else "", _NA if nieuw else (),
        request.build_absolute_uri(FORMULIER["nl"]), "Er is een nieuwe code",
    )  # fmt: skip
    return toon(request, kader(request, "Nieuwe code"), beeld)


def _toon(
    request: HttpRequest, sessie: Sessie, kop: Dossier, ingevuld: Ingevuld, fouten: dict[str, str], *, heeft: bool, algemeen: str = ""
) -> HttpResponse:
    _, model = systeem.model(sessie.gemeente_code, systeem.CODE_BEEINDIGD)
    waarom, hoe = einde.keuzes(sessie.gemeente_code)

    def vraag(naam: str, keuze: einde.Keuze) -> Vraag:
        v, gekozen = model.velden[keuze.veld], een(ingevuld, naam)
        opties = tuple(Optie(w, v.tekst(w)[:1].upper() + v.tekst(w)[1:], gekozen=w == gekozen) for w in keuze.waarden)
        return Vraag(naam, v.vraag or keuze.veld, "keuze", opties=opties, waarde=gekozen, fout=fouten.get(naam, ""))

    vragen: tuple[Vraag, ...] = (vraag(HERKEND, hoe),)
    if heeft:
        vragen = (vraag(REDEN, waarom), *vragen)
        if kop.gesloten_op is None:
            uitleg = "U ziet de code maar één keer. Geef hem alleen aan de melder zelf."
            vragen = (
                *vragen,
                Vraag(NIEUWE, "Krijgt de melder een nieuwe code?", "ja_nee", uitleg, een(ingevuld, NIEUWE), fout=fouten.get(NIEUWE, "")),
            )
    plek = f"/dossier/{kop.nummer}/"
    vast = (("sleutel", een(ingevuld, "sleutel") or str(uuid4())), ("had", "ja" if heeft else "nee"))
    knop = "Code beëindigen" if heeft else "Nieuwe code geven"
    formulier = Formulier(f"/meldingen/{kop.nummer}/code/", knop, vragen, vast, (Fout(algemeen),) if algemeen else (), Link("Niet doen", plek))
    pagina = kader(request, TITEL, terug=Link(f"Melding {kop.nummer}", plek))
    status = 409 if algemeen else 400 if fouten else 200
    return toon(request, pagina, Formulierblad(zin=MET if heeft else ZONDER, formulier=formulier), status)
