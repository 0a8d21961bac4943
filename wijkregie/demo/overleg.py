# SPDX-License-Identifier: EUPL-1.2
"""Around the table in the demo: a series of Klein Overleg with a meeting this week, and one of Groot Overleg with a proposal for a decision."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from wijkregie.demo.dossier import Mensen, sleutel
from wijkregie.demo.verhaal import HIER
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
from wijkregie.klok import met_klok, vandaag
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.yaml12 import laad as laad_yaml

GEBIED, PROTOCOL, WIE = "noord", "treiteraanpak", "tess"
KLEIN, GROOT = "klein_overleg", "groot_overleg"
RELATIES: Final = {KLEIN: "ko_reeks", GROOT: "go_reeks"}
OVER: Final = {KLEIN: 1, GROOT: 2}  # working days until the meeting


def zaken() -> list[dict[str, Any]]:
    lijst: list[dict[str, Any]] = laad_yaml((HIER / "overleg.yaml").read_text("utf-8"), "overleg.yaml", alleen_kaart=False)
    return lijst


def speel(m: Mensen, kalender: Kalender) -> None:
    """Begin the series and their cases as of two weeks ago."""
    begin = kalender.werkdag_na(vandaag(), -10)
    with met_klok(datetime.combine(begin, time(9))):
        for vorm in (KLEIN, GROOT):
            _reeks(m, vorm, kalender)
    for n, z in enumerate(zaken(), 1):
        with met_klok(datetime.combine(begin, time(9, n))):
            _begin(m, n, z)
        for i, f in enumerate(z["feiten"]):
            with met_klok(datetime.combine(kalender.werkdag_na(begin, f["na"]), time(10, 10 * n + i))):
                _leg_vast(m, n, i, f)


def _reeks(m: Mensen, vorm: str, kalender: Kalender) -> None:
    s = m.sessie(m.lid(WIE))
    id_, dag = sleutel("reeks", vorm), vandaag()
    op = kalender.werkdag_na(kalender.werkdag_na(dag, 10), OVER[vorm])
    gestart = Nieuw(id_, sleutel("reeks", vorm, 1), {"op": dag.isoformat(), "feit": "overlegreeks_gestart", "velden": {"overlegvorm": vorm}})
    velden = {"overlegvorm": vorm, "gepland_op": op.isoformat()}
    gepland = Nieuw(id_, sleutel("reeks", vorm, 2), {"op": dag.isoformat(), "feit": "overleg_gepland", "velden": velden}, sleutel("overleg", vorm))
    kern.leg_vast(s, Opdracht(sleutel("reeks", vorm, "begin"), (gestart, gepland), (Begin(id_, "reeks", (PROTOCOL,), m.gebieden[GEBIED].id),)))


def _begin(m: Mensen, n: int, z: dict[str, Any]) -> None:
    """A case about a person at an address, in its series."""
    s, dag = m.sessie(m.lid(WIE)), vandaag().isoformat()
    zaak, persoon, adres = (sleutel("treiterzaak", n, *x) for x in ((), ("persoon",), ("adres",)))

    def feit(dossier: UUID, soort: str, **velden: str) -> Nieuw:
        ruw = {"op": dag, "feit": soort, "velden": velden}
        return Nieuw(dossier, sleutel("treiterzaak", n, soort, *velden.values()), ruw)

    def systeem(naam: str) -> str:
        return afspraken.systeemfeit(m.code, naam)

    verbonden = systeem("dossier.verbonden")
    feiten = (
        feit(persoon, systeem("persoon.gegevens"), **z["persoon"]),
        feit(adres, systeem("adres.gegevens"), **z["adres"], postcode=f"1234 {z['adres']['straat'][:2].upper()}", plaats="Duinveste"),
        feit(zaak, verbonden, ander=str(persoon), relatie="betreft"),
        feit(zaak, verbonden, ander=str(adres), relatie="woont_op"),
        *(feit(zaak, verbonden, ander=str(sleutel("reeks", vorm)), relatie=RELATIES[vorm]) for vorm in z["reeksen"]),
    )
    gebied = m.gebieden[GEBIED].id
    begin = (
        Begin(persoon, "persoon", ("persoon",)),
        Begin(adres, "adres", ("adres",), gebied),
        Begin(zaak, "zaak", (PROTOCOL,), gebied, s.lidmaatschap),
    )
    kern.leg_vast(s, Opdracht(sleutel("treiterzaak", n, "begin"), feiten, begin))


def _leg_vast(m: Mensen, n: int, i: int, f: dict[str, Any]) -> None:
    def ding(naam: str) -> UUID:
        return sleutel("treiterzaak", n, "ding", naam)

    ruw = {"op": vandaag().isoformat(), "feit": f["feit"], "over": [str(ding(x)) for x in f.get("over", ())], "velden": dict(f.get("velden", {}))}
    nieuw = Nieuw(sleutel("treiterzaak", n), sleutel("treiterzaak", n, "feit", i), ruw, ding(f["opent"]) if "opent" in f else None)
    kern.leg_vast(m.sessie(m.lid(f["wie"])), Opdracht(sleutel("treiterzaak", n, "stap", i), (nieuw,)))
