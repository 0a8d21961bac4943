# SPDX-License-Identifier: EUPL-1.2
"""Public pages under pressure: they use at most half of the threads of a process, and a few of those write at once; who works here has the others.

Who comes when all are taken hears so at once, in a page that costs next to nothing: a thread that lets him wait is one that nobody else has. The
browser has all that was typed and sends it again by itself; the key of the form makes one report of it, however often it comes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from threading import BoundedSemaphore, Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from wijkregie.meldingen.woorden import woorden
from wijkregie.scherm.paginas.melden import CODE, FORMULIER, WEG

log = logging.getLogger("wijkregie.melding")
OPNIEUW: Final = 5
"""Seconds after which a browser asks again; the script spreads them."""
_TAAL: Final = {adres: taal for adressen in (FORMULIER, CODE) for taal, adres in adressen.items()}


class Drempel:
    """How many are inside, and how many of them write. Counted per process."""

    def __init__(self, binnen: int, schrijven: int) -> None:
        self._binnen = BoundedSemaphore(binnen)
        self._schrijven = BoundedSemaphore(schrijven)
        self._slot = Lock()
        self._aantal, self._vol = 0, False

    def erin(self) -> bool:
        if not self._binnen.acquire(blocking=False):
            self._zeg_dat_het_vol_is()
            return False
        with self._slot:
            self._aantal += 1
        return True

    def eruit(self) -> None:
        with self._slot:
            self._aantal -= 1
            self._vol = self._vol and self._aantal > 0
        self._binnen.release()

    def schrijf(self) -> bool:
        """Waits for a turn: before it are only those who are inside."""
        return self._schrijven.acquire(timeout=settings.MELDEN_WACHT)

    def klaar(self) -> None:
        self._schrijven.release()

    def _zeg_dat_het_vol_is(self) -> None:
        """Once, until nobody is inside: a line per refusal would itself be work."""
        with self._slot:
            eerst, self._vol = not self._vol, True
        if eerst:
            log.warning("meldformulier vol: nieuwe verzoeken proberen het over %d seconden opnieuw", OPNIEUW)


@cache
def drempel_van_proces() -> Drempel:
    return Drempel(max(1, settings.DRADEN // 2), settings.MELDEN_TEGELIJK)


def drempel(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The layer. Stands before whatever asks the database."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        taal = _TAAL.get(request.path_info)
        if taal is None:
            return volgende(request)
        d = drempel_van_proces()
        if not d.erin():
            return _druk(request, taal)
        try:
            if request.method != "POST":
                return volgende(request)
            _ = request.POST  # all of it is here before the turn begins: a slow telephone keeps no others waiting
            if not d.schrijf():
                return _druk(request, taal)
            try:
                return volgende(request)
            finally:
                d.klaar()
        finally:
            d.eruit()

    return antwoord


def _druk(request: HttpRequest, taal: str) -> HttpResponse:
    verstuurd = request.method == "POST"
    antwoord = HttpResponse(_pagina(taal, verstuurd), status=503)
    antwoord["Retry-After"] = str(OPNIEUW)
    if not verstuurd:
        antwoord["Refresh"] = str(OPNIEUW)
    antwoord._has_been_logged = True  # type: ignore[attr-defined]  # Django writes an error for each; this is what should happen
    return antwoord


@cache
def _pagina(taal: str, verstuurd: bool) -> bytes:
    return render_to_string("scherm/melden_druk.html", {"taal": taal, "w": woorden(taal).teksten, "verstuurd": verstuurd, "weg": WEG}).encode()
