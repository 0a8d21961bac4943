# SPDX-License-Identifier: EUPL-1.2
"""What waits at the privacy desk of the demo: a request in treatment, an emergency to judge and a fact to destroy, made as on their pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wijkregie.demo.dossier import Mensen, sleutel
from wijkregie.dossier import afspraken, gewist, kern
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.klok import met_klok, vandaag
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.privacy import inzage, nood, verzoeken


def speel(m: Mensen, nr: int, regel: dict[str, Any], kalender: Kalender) -> None:
    """Of one dossier, if its line asks for it."""
    if v := regel.get("verzoek"):
        _verzoek(m, nr, v, kalender)
    if n := regel.get("nood"):
        _nood(m, sleutel(nr, "zaak"), n, kalender)
    if w := regel.get("weg"):
        _weg(m, nr, w, kalender)


def _toen(kalender: Kalender, geleden: int, uur: int) -> datetime:
    return datetime.combine(kalender.werkdag_na(vandaag(), -geleden), datetime.min.time()) + timedelta(hours=uur)


def _verzoek(m: Mensen, nr: int, v: dict[str, Any], kalender: Kalender) -> None:
    """One records it; the next day another looks for all there is about this person."""
    with met_klok(_toen(kalender, v["geleden"], 11)):
        s = m.sessie(m.lid(v["door"]))
        with m.als(s, "privacy"):
            verzoeken.begin(s, sleutel(nr, "persoon"), dict(v["velden"]), vandaag(), sleutel(nr, "verzoek"))
    with met_klok(_toen(kalender, v["geleden"] - 1, 10)):
        s = m.sessie(m.lid(v["behandelt"]))
        with m.als(s, "privacy"):
            for x in verzoeken.lijst(s):
                inzage.verzamel(s, x.id)


def _weg(m: Mensen, nr: int, w: dict[str, Any], kalender: Kalender) -> None:
    """Somebody decided that a fact must go; a colleague has to agree."""
    with met_klok(_toen(kalender, w["geleden"], 14)):
        zaak, velden = sleutel(nr, "zaak"), {"gegeven": str(sleutel(nr, "feit", w["feit"])), "toelichting": w["toelichting"]}
        ruw = {"op": vandaag().isoformat(), "feit": afspraken.systeemfeit(m.code, gewist.SYSTEEM), "velden": velden}
        feit = Nieuw(zaak, sleutel(nr, "weg"), ruw)
        kern.leg_vast(m.sessie(m.lid(w["door"])), Opdracht(sleutel(nr, "weg", "opdracht"), (feit,), ongezien=frozenset((zaak,))))


def _nood(m: Mensen, zaak: UUID, n: dict[str, Any], kalender: Kalender) -> None:
    """Somebody opened one kind of data that was shut, and said why. It ended by itself; nobody judged it yet."""
    with met_klok(_toen(kalender, n["geleden"], 20)):
        s = m.sessie(m.lid(n["wie"]))
        with m.als(s):
            nood.open_nood(s, zaak, nood.te_openen(s, zaak)[-1:], n["reden"])
