# SPDX-License-Identifier: EUPL-1.2
"""Hostile requests to every address, for people of two municipalities and for nobody: none breaks, tells or changes what it may not.

In CI a bounded number; WIJKREGIE_AANVAL=10000 (`make aanval`) sends that many, others with each WIJKREGIE_AANVAL_ZAAD.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings

from .oordeel import Afdruk, Logregels, bezwaren, geweigerd
from .stad import NIEMAND, Stad, client, routes
from .verzoeken import Verzoek, verzoeken

AANTAL: Final = int(os.environ.get("WIJKREGIE_AANVAL", "400"))
ZAAD: Final = int(os.environ.get("WIJKREGIE_AANVAL_ZAAD", "4"))
# After these somebody else may be logged in, or nobody.
WISSELT: Final = frozenset({"uitloggen", "inloggen", "personas", "lidmaatschap", "wachtwoord"})


class Aanval:
    """Sends requests, and keeps what was wrong with the answers."""

    def __init__(self, stad: Stad, log: Logregels) -> None:
        self.stad, self.log, self.afdruk = stad, log, Afdruk(stad)
        self.clients: dict[str, Any] = {}
        self.stand = self.afdruk.neem()
        self.fout: Counter[str] = Counter()
        self.eerste: dict[str, str] = {}
        self.statussen: Counter[int] = Counter()
        self.geraakt: Counter[str] = Counter()

    def stuur(self, v: Verzoek) -> None:
        c = self.clients.setdefault(v.wie, client(self.stad, v.wie)) if v.wie not in self.clients else self.clients[v.wie]
        self.log.regels.clear()
        antwoord = verzend(c, v)
        uit = bezwaren(v, antwoord, self.log.regels)
        nu = self.afdruk.neem()
        if geweigerd(v, antwoord) and nu != self.stand:
            uit.append(f"changed, with status {antwoord.status_code}: {[t for t in nu if nu[t] != self.stand[t]]}")
        self.stand = nu
        for b in uit:
            self.fout[f"{v.route}: {b}"] += 1
            self.eerste.setdefault(f"{v.route}: {b}", str(v))
        self.statussen[antwoord.status_code] += 1
        self.geraakt[v.route] += 1
        if v.route in WISSELT or v.koekje is not None or v.pad.strip("/") in WISSELT:
            self.clients.pop(v.wie, None)

    def klaar(self) -> None:
        print(f"{sum(self.statussen.values())} requests to {len(self.geraakt)} addresses: {dict(sorted(self.statussen.items()))}")
        assert not self.fout, "\n".join(f"{n}x {b}\n    {self.eerste[b]}" for b, n in self.fout.most_common())


def verzend(c: Any, v: Verzoek) -> Any:
    extra: dict[str, Any] = dict(v.kop)
    if v.koekje is not None:
        extra["HTTP_COOKIE"] = v.koekje
    pad = f"{v.pad}?{v.vraag}" if v.vraag else v.pad
    if v.lichaam is not None:
        return c.generic(v.methode, pad, v.lichaam[1], content_type=v.lichaam[0], **extra)
    if v.methode == "POST" and v.bestand is not None:
        data: dict[str, Any] = {}
        for n, w in v.velden:
            data.setdefault(n, []).append(w)
        bestand = SimpleUploadedFile("x", v.bestand[1])
        bestand._name = v.bestand[0]  # past Django's own cleaning of names
        return c.post(pad, data | {"bestand": bestand}, **extra)
    return c.generic(v.methode, pad, urlencode(v.velden).encode(), content_type="application/x-www-form-urlencoded", **extra)


@pytest.fixture
def aanval(stad: Stad) -> Iterator[Aanval]:
    log = Logregels()
    loggers = [logging.getLogger(n) for n in ("", "django", "wijkregie", "procrastinate")]
    oud = [(logger, list(logger.handlers)) for logger in loggers]
    for logger in loggers:
        logger.handlers = [log]
    yield Aanval(stad, log)
    for logger, handlers in oud:
        logger.handlers = handlers


def test_every_address_for_everybody_with_every_method(aanval: Aanval) -> None:
    """Without anything hostile in it: addresses of all cases, and of another municipality, by the wrong people."""
    eerste = {p.route.naam: p for p in reversed(aanval.stad.plekken) if aanval.stad.vreemd not in p.pad}
    assert set(eerste) == {r.naam for r in routes()}
    for wie in (NIEMAND, "femke", "wout", "bo"):
        for naam, p in eerste.items():
            pad, _, vraag = p.pad.partition("?")
            for methode in ("GET", "POST") if wie != NIEMAND else ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"):
                aanval.stuur(Verzoek(wie, naam, methode, pad, vraag))
    aanval.klaar()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=500)
def test_hostile_requests(aanval: Aanval) -> None:
    @seed(ZAAD)
    @settings(max_examples=AANTAL, phases=[Phase.generate], database=None, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(verzoeken(aanval.stad))
    def ronde(v: Verzoek) -> None:
        aanval.stuur(v)

    ronde()
    aanval.klaar()
