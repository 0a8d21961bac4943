# SPDX-License-Identifier: EUPL-1.2
"""Demo only: log in as one of the fictional people by one click. Without settings.DEMO this page does not exist."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen import rijen
from wijkregie.klok import vandaag
from wijkregie.meldingen.melder import loket
from wijkregie.partijen.collegas import Persona as Wie
from wijkregie.partijen.collegas import personas as wie_er_zijn
from wijkregie.partijen.inlog import Inlog
from wijkregie.partijen.sessie import maak_sessie
from wijkregie.privacy.verzoeken import mag_behandelen
from wijkregie.scherm.beelden import Persona, Personas
from wijkregie.scherm.paginas.aanmelden import ga_door, veilig
from wijkregie.scherm.paginas.basis import open_deur
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.lidmaatschap import rolnamen
from wijkregie.scherm.paginas.melden import FORMULIER
from wijkregie.scherm.paginas.werk import te_doen
from wijkregie.scherm.taal import aantal, en
from wijkregie.scherm.tonen import toon


@require_http_methods(["GET", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    verder = veilig(request.POST.get("next") or request.GET.get("next"))
    mensen = wie_er_zijn(vandaag())
    if request.method == "POST":
        gekozen = next((m for m in mensen if str(m.lidmaatschap) == request.POST.get("persona")), None)
        login = Inlog().get_user(gekozen.login) if gekozen else None
        if gekozen is not None and login is not None:
            return ga_door(request, login, verder, gekozen.lidmaatschap)
    begin = [_begin(m) for m in mensen]
    knoppen = tuple(
        Persona(str(m.lidmaatschap), m.naam, _functie(m.gemeente_code, m.rollen), m.organisatie, b) for m, (b, _) in zip(mensen, begin, strict=True)
    )
    samen = _samen([(m, nummer) for m, (_, nummer) in zip(mensen, begin, strict=True) if nummer])
    melden = FORMULIER["nl"] if loket(vandaag()) is not None else ""
    return toon(request, kader(request, "Kies een persoon"), Personas("/personas/", knoppen, verder=verder, samen=samen, melden=melden))


_MEER_AFSPRAKEN: Final = """select min(nummer) from dossier_dossier
    where gemeente = %s and soort = 'zaak' and gesloten_op is null and cardinality(protocollen) > 1"""


def _samen(mensen: list[tuple[Wie, str]]) -> str:
    """The dossier to compare: under more than one agreement, so that each organisation sees something else of it."""
    per: dict[str, dict[str, str]] = {}
    for m, nummer in mensen:
        per.setdefault(nummer, {}).setdefault(m.organisatie, m.naam.split()[0])
    if not per:
        return ""
    nummer, wie = max(per.items(), key=lambda x: len(x[1]))
    return f"Vergelijk: {en(list(wie.values()))} zien elk iets anders van dossier {nummer}. Zoek dat nummer op, en kijk ook bij Delen."


def _begin(m: Wie) -> tuple[str, str]:
    """Where to begin as this person: what stands on the first page; and the number of the dossier to compare."""
    with transaction.atomic():
        sessie = maak_sessie(m.lidmaatschap, m.login, vandaag(), afspraken.boven)
        if sessie.beheert:
            return "Begin hier: geef een collega toegang. Een andere beheerder keurt dat goed.", ""
        open_deur(sessie, "werk")
        if mag_behandelen(sessie):
            return "Begin hier: verzoeken van bewoners, vernietigen, en wie wat las.", ""
        nummer = rijen(_MEER_AFSPRAKEN, [sessie.gemeente])[0][0] or ""
        n = te_doen(sessie, vandaag())
    if n["laat"]:
        return (
            f"Begin hier: er {'is' if n['laat'] == 1 else 'zijn'} {aantal(n['laat'], 'taak', 'taken')} te laat. Kijk bij ‘waarom?’ en doe de taak.",
            nummer,
        )
    if n["week"]:
        return f"Deze week {aantal(n['week'], 'taak', 'taken')}. Open een dossier en kijk bij Delen wie wat ziet.", nummer
    return "Nu niets te doen. Kijk bij Dossiers wat deze persoon wel en niet ziet.", nummer


def _functie(gemeente_code: str, rollen: tuple[str, ...]) -> str:
    return en(rolnamen(gemeente_code, rollen)) or "medewerker"
