# SPDX-License-Identifier: EUPL-1.2
"""Around the table in the demo: a series of Klein Overleg with a meeting this week, and one of Groot Overleg with a proposal for a decision."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from wijkregie.demo.dossier import Mensen, sleutel
from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
from wijkregie.klok import met_klok, vandaag
from wijkregie.norm.tijd.kalender import Kalender

GEBIED, PROTOCOL, WIE = "noord", "treiteraanpak", "tess"
KLEIN, GROOT = "klein_overleg", "groot_overleg"
RELATIES: Final = {KLEIN: "ko_reeks", GROOT: "go_reeks"}
OVER: Final = {KLEIN: 1, GROOT: 2}  # working days until the meeting
ZAKEN: Final = 3
"""So many cases; the last is the one that the Groot Overleg is asked about."""


def speel(m: Mensen, kalender: Kalender) -> None:
    """Begin the series and their cases as of two weeks ago."""
    begin = kalender.werkdag_na(vandaag(), -10)
    with met_klok(datetime.combine(begin, time(9))):
        for vorm in (KLEIN, GROOT):
            _reeks(m, vorm, kalender)
        for n in range(1, ZAKEN + 1):
            _zaak(m, n)
    with met_klok(datetime.combine(kalender.werkdag_na(begin, 6), time(9))):
        _breng_in(m)


def _reeks(m: Mensen, vorm: str, kalender: Kalender) -> None:
    s = m.sessie(m.lid(WIE))
    id_, dag = sleutel("reeks", vorm), vandaag()
    op = kalender.werkdag_na(kalender.werkdag_na(dag, 10), OVER[vorm])
    gestart = Nieuw(id_, sleutel("reeks", vorm, 1), {"op": dag.isoformat(), "feit": "overlegreeks_gestart", "velden": {"overlegvorm": vorm}})
    velden = {"overlegvorm": vorm, "gepland_op": op.isoformat()}
    gepland = Nieuw(id_, sleutel("reeks", vorm, 2), {"op": dag.isoformat(), "feit": "overleg_gepland", "velden": velden}, sleutel("overleg", vorm))
    kern.leg_vast(s, Opdracht(sleutel("reeks", vorm, "begin"), (gestart, gepland), (Begin(id_, "reeks", (PROTOCOL,), m.gebieden[GEBIED].id),)))


def _zaak(m: Mensen, n: int) -> None:
    """A case with a signal. The last one is in both series."""
    s = m.sessie(m.lid(WIE))
    id_, dag = sleutel("treiterzaak", n), vandaag().isoformat()
    feiten = [Nieuw(id_, sleutel("treiterzaak", n, "signaal"), {"op": dag, "feit": "treitersignaal_ontvangen"}, sleutel("signaal", n))]
    for vorm, relatie in RELATIES.items():
        if vorm == KLEIN or n == ZAKEN:
            velden = {"ander": str(sleutel("reeks", vorm)), "relatie": relatie}
            feiten.append(Nieuw(id_, sleutel("treiterzaak", n, relatie), {"op": dag, "feit": "dossiers_verbonden", "velden": velden}))
    begin = Begin(id_, "zaak", (PROTOCOL,), m.gebieden[GEBIED].id, s.lidmaatschap)
    kern.leg_vast(s, Opdracht(sleutel("treiterzaak", n, "begin"), tuple(feiten), (begin,)))


def _breng_in(m: Mensen) -> None:
    """A proposal for a decision."""
    velden = {"overlegvorm": GROOT, "vraagtekst": "Kan er een Einde Interventie komen, met een Laatste Kans?"}
    ruw = {"op": vandaag().isoformat(), "feit": "agendapunt_ingebracht", "velden": velden}
    nieuw = Nieuw(sleutel("treiterzaak", ZAKEN), sleutel("treiterzaak", "voorstel"), ruw, sleutel("overleg", "voorstel"))
    kern.leg_vast(m.sessie(m.lid(WIE)), Opdracht(sleutel("treiterzaak", "voorstel", "vast"), (nieuw,)))
