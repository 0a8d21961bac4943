# SPDX-License-Identifier: EUPL-1.2
"""The frame around every page: who is logged in, for which organisation, where one can go, and what just happened."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from wijkregie.dossier.personen import mag_samenvoegen
from wijkregie.klok import vandaag
from wijkregie.meldingen.balie import mag_melden
from wijkregie.overleg.woorden import kan as kan_overleggen
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.inrichten import mag_toezien
from wijkregie.privacy.verzoeken import mag_beginnen, mag_behandelen
from wijkregie.scherm.beelden.basis import Bericht, Ik, Link, Pagina, Tab
from wijkregie.scherm.taal import dag_lang

WERK: Final = "/werk/"
DUBBEL: Final = "/personen/dubbel/"
LEESLOG: Final = "/leeslog/"
BELANG: Final = "/belang/"
NOOD: Final = "/noodtoegang/"
BEHEER: Final = "/beheer/"
VERNIETIGEN: Final = "/vernietigen/"
PRIVACY: Final = "/privacy/"
MELDINGEN: Final = "/meldingen/"
NAV: Final = (("Mijn werk", WERK), ("Dossiers", "/dossiers/"))
OVERLEGGEN: Final = ("Overleggen", "/overleggen/")
TOEZIET: Final = (("Privacy", PRIVACY), ("Mijn werk", f"{WERK}?van=eigen"), NAV[1])
BEHEERT: Final = (("Beheer van toegang", BEHEER),)
EIGEN_WERK: Final = (
    Link("Post", "/post/"),
    Link("Dossiers overdragen", "/overdracht/"),
    Link("Afwezigheid", "/afwezigheid/"),
    Link("Agenda en mail", "/agenda/"),
)
IK: Final = (
    Link("Andere organisatie", "/lidmaatschap/"),
    Link("Inloggen en apparaten", "/beveiliging/"),
    Link("Wachtwoord wijzigen", "/wachtwoord/"),
)


def kader(request: HttpRequest, titel: str, *, terug: Link | None = None, berichten: tuple[Bericht, ...] = ()) -> Pagina:
    """The frame for a page. With `request.sessie` (the decorator `deur` sets it) the menu and the name are there. `titel` names no person."""
    sessie: Sessie | None = getattr(request, "sessie", None)
    return Pagina(
        titel=titel,
        gemeente=sessie.gemeente_naam if sessie else "",
        ik=Ik(sessie.naam, sessie.organisatie_naam, _ik(sessie), "/uitloggen/") if sessie else None,
        nav=tuple(Tab(tekst, adres, actief=_hier(request.path, adres)) for tekst, adres in _nav(sessie)) if sessie else (),
        start=thuis(sessie) if sessie else "/inloggen/",
        zoek="/zoeken/" if sessie and not sessie.beheert else "",
        terug=terug,
        vandaag=dag_lang(vandaag()),
        berichten=(*_gebeurd(request), *berichten),
        nog=stand.nog if sessie and settings.SESSIE_STIL and (stand := getattr(request, "aanmelding", None)) else 0,
        demo=Link("Kies iemand anders", "/personas/") if settings.DEMO else None,
    )


def thuis(sessie: Sessie) -> str:
    """Where somebody begins. Who administers sees no dossier: lists of those would always be empty; who watches over privacy has a desk."""
    return BEHEER if sessie.beheert else PRIVACY if mag_behandelen(sessie) else WERK


def _nav(sessie: Sessie) -> tuple[tuple[str, str], ...]:
    if sessie.beheert or mag_behandelen(sessie):
        return BEHEERT if sessie.beheert else TOEZIET
    meldingen = (("Meldingen", MELDINGEN),) if mag_melden(sessie) else ()
    return (*NAV, *meldingen, *((OVERLEGGEN,) if kan_overleggen(sessie.gemeente_code) else ()))


def _hier(pad: str, adres: str) -> bool:
    """A page of reports or of a meeting is under its entry; a dossier may be reached from every list, and is under none."""
    stam = {MELDINGEN: MELDINGEN, OVERLEGGEN[1]: "/overleg"}.get(adres)
    return pad.startswith(stam) if stam else pad == adres.partition("?")[0]


def _ik(sessie: Sessie) -> tuple[Link, ...]:
    """The menu under the name; what only some roles may do stands there for them alone."""
    if sessie.beheert:
        return IK
    eigen = (Link("Dubbele personen", DUBBEL),) if mag_samenvoegen(sessie) else ()
    erbij = (Link("Leeslog", LEESLOG), Link("Eigen belang", BELANG), Link("Noodtoegang", NOOD), Link("Vernietigen", VERNIETIGEN))
    toezicht = erbij if mag_toezien(sessie) else ()
    verzoek = (Link("Privacy", PRIVACY),) if mag_behandelen(sessie) else (Link("Verzoek van een betrokkene", f"{PRIVACY}nieuw/"),)
    return (*eigen, *(verzoek if mag_beginnen(sessie) else ()), *toezicht, *IK[:1], *EIGEN_WERK, *IK[1:])


def _gebeurd(request: HttpRequest) -> tuple[Bericht, ...]:
    """What the page before said: `messages.success(request, "Vastgelegd: ...")`."""
    return tuple(Bericht("goed" if m.level == messages.SUCCESS else "let", str(m)) for m in messages.get_messages(request))
