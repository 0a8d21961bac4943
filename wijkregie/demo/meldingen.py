# SPDX-License-Identifier: EUPL-1.2
"""The reports of the demo, made as residents and colleagues make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wijkregie.demo.dossier import Mensen, sleutel
from wijkregie.demo.verhaal import HIER
from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.klok import met_klok, nu, vandaag
from wijkregie.meldingen import balie, openbaar
from wijkregie.meldingen.melder import Loket, van_gemeente
from wijkregie.meldingen.woorden import opzet
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.yaml12 import laad as laad_yaml


def regels() -> list[dict[str, Any]]:
    lijst: list[dict[str, Any]] = laad_yaml((HIER / "meldingen.yaml").read_text("utf-8"), "meldingen.yaml", alleen_kaart=False)
    return lijst


def speel(m: Mensen, kalender: Kalender) -> None:
    """All of them, the oldest first. A second time nothing is made."""
    loket = van_gemeente(m.gemeente, m.code, "", vandaag())
    if loket is None:
        return
    for n, r in enumerate(regels(), 1):
        _melding(m, loket, n, r, kalender)


def _toen(kalender: Kalender, geleden: int, uur: int) -> datetime:
    return datetime.combine(kalender.werkdag_na(vandaag(), -geleden), datetime.min.time()) + timedelta(hours=uur)


def _melding(m: Mensen, loket: Loket, nr: int, r: dict[str, Any], kalender: Kalender) -> None:
    formulier, gebied = sleutel(nr, "melding"), m.gebieden[r["wijk"]].id
    o = opzet(m.code)
    with met_klok(_toen(kalender, r["geleden"], r["uur"])):
        if "door" in r:
            u = balie.neem_aan(loket, m.sessie(m.lid(r["door"])), dict(r["velden"]), nu().isoformat(" ", "minutes")[:16], formulier, gebied)
        else:
            u = openbaar.ontvang(loket, {**r["velden"], **(o.vast if o else {})}, nu(), formulier, gebied=gebied)
    for i, d in enumerate(r.get("dan", ())):
        with met_klok(_toen(kalender, r["geleden"] - d["na"], 15 + i)):
            ruw = {"feit": d["feit"], "op": vandaag().isoformat(), "velden": dict(d["velden"])}
            feit = Nieuw(u.dossier, sleutel(nr, "melding", i), ruw)
            kern.leg_vast(m.sessie(m.lid(d["wie"])), Opdracht(sleutel(nr, "melding", "dan", i), (feit,)))
