# SPDX-License-Identifier: EUPL-1.2
"""What happened around logging in, for the administrator: of colleagues by name, of names that are nobody's how many."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.klok import ZONE, nu
from wijkregie.partijen import gebeurtenissen as g
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Gebeurtenissen, Link
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import BEHEER, kader
from wijkregie.scherm.taal import aantal, dag_kort, tijd
from wijkregie.scherm.tonen import toon

WEEK: Final = timedelta(days=7)
_WAT: Final = {
    g.ONJUIST: "wachtwoord onjuist",
    g.TE_VAAK: "te vaak geprobeerd, een kwartier dicht",
    g.TWEEDE: "code of passkey onjuist",
    g.GEEN_TOEGANG: "ingelogd bij de eigen organisatie, maar geen toegang hier",
    g.HERSTELCODE: "herstelcode gebruikt",
    g.HERSTELCODES: "nieuwe herstelcodes gemaakt",
    g.ERBIJ: "app of passkey toegevoegd",
    g.WEG: "app of passkey weggehaald",
    g.WACHTWOORD: "nieuw wachtwoord",
    g.ELDERS_UIT: "uitgelogd op alle andere plekken",
    g.AGENDA: "agendalink gemaakt",
    g.AGENDA_WEG: "agendalink gestopt",
}


def wat_gebeurde(soort: str) -> str:
    return _WAT.get(soort, soort)


@require_safe
@deur("beheer")
def gebeurtenissen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not sessie.beheert:
        raise Http404

    def regel(x: g.Gebeurtenis) -> str:
        toen = x.moment.astimezone(ZONE)
        return f"{dag_kort(toen.date(), sessie.dag)}, {tijd(toen)}. {x.naam}: {wat_gebeurde(x.soort)}"

    v = g.vreemden(sessie, nu() - WEEK)
    vreemd = (
        f"In de afgelopen week probeerde iemand {aantal(v.keren, 'keer', 'keer')} in te loggen met een mailadres dat hier niet bestaat"
        f" ({aantal(v.namen, 'adres', 'adressen')})."
        if v.keren
        else "In de afgelopen week probeerde niemand in te loggen met een mailadres dat hier niet bestaat."
    )
    if v.dicht:
        vreemd += f" {aantal(v.dicht, 'keer', 'keer').capitalize()} hielden we een computer een kwartier tegen, omdat er te vaak werd geprobeerd."
    beeld = Gebeurtenissen(tuple(map(regel, g.van_organisatie(sessie))), vreemd, g.BEWAAR.days)
    return toon(request, kader(request, "Gebeurtenissen bij het inloggen", terug=Link("Beheer van toegang", BEHEER)), beeld)
