# SPDX-License-Identifier: EUPL-1.2
"""Random series of facts from any vocabulary, and what two states have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek

Feit = dict[str, Any]
Stand = dict[str, Any]

BEGIN = dt.date(2026, 1, 2)
INGEBOUWD = {"rectificatie", "afwijking_gemotiveerd", "afgezien", "partij_betrokken", "partij_vertrokken", "regie_overgedragen"}
INGEBOUWD |= {"aangekomen", "vertrokken", "verstrekt", "protocol_toegepast"}


class Vocabulaire:
    """What the generator needs of a vocabulary: read as plain YAML, not through the loader under test."""

    def __init__(self, bronnen: Iterable[Mapping[str, Any]], uit: Mapping[str, Any] | None = None, vaak: Iterable[str] = ()) -> None:
        samen: dict[str, dict[str, Any]] = {"feiten": {}, "rollen": {}, "dingen": {}}
        for bron in bronnen:
            for sleutel, inhoud in samen.items():
                inhoud.update(bron.get(sleutel) or {})
        self.feiten: dict[str, dict[str, Any]] = samen["feiten"]
        self.rollen = sorted(samen["rollen"])
        self.gewone = [*sorted(set((uit or samen)["feiten"]) - INGEBOUWD), *(naam for naam in vaak for _ in range(5))]
        self.openers = {soort["opent"]: naam for naam, soort in sorted(self.feiten.items()) if "opent" in soort and naam in self.gewone}


def _lijst(waarde: Any) -> list[Any]:
    return [] if waarde is None else waarde if isinstance(waarde, list) else [waarde]


def _waarde(draw: st.DrawFn, veld: Mapping[str, Any], voc: Vocabulaire, dingen: Mapping[str, list[str]], dag: dt.date) -> Any:
    match veld["soort"]:
        case "janee":
            return draw(st.sampled_from(["ja", "ja", "nee"]))
        case "getal":
            return draw(st.integers(0, 6))
        case "datum":
            return (dag + dt.timedelta(days=draw(st.integers(-40, 60)))).isoformat()
        case "tijd":
            return f"{draw(st.integers(0, 23)):02}:{draw(st.sampled_from([0, 30])):02}"
        case "termijn":
            return draw(st.sampled_from(["2 weken", "1 maand", "10 dagen"]))
        case "keuze":
            return draw(st.sampled_from([str(w) for w in veld["waarden"]]))
        case "rol":
            return draw(st.sampled_from(voc.rollen))
        case "persoon":
            return draw(st.sampled_from(["P1", "P2"]))
        case "organisatie":
            return draw(st.sampled_from(["Zorggroep Linde", "Woonstichting De Eik"]))
        case "ding":
            bekende = dingen.get(veld["van"], [])
            return draw(st.sampled_from(bekende)) if bekende else None
        case "lijst":
            van = veld.get("van", "tekst")
            if isinstance(van, dict):
                rijen = [{n: _waarde(draw, v, voc, dingen, dag) for n, v in van.items()} for _ in range(draw(st.integers(0, 2)))]
                return [{n: w for n, w in rij.items() if w is not None} for rij in rijen]
            enkel = {"soort": "keuze", "waarden": veld["waarden"]} if "waarden" in veld else {"soort": van}
            waarden = [_waarde(draw, enkel, voc, dingen, dag) for _ in range(draw(st.integers(0, 3)))]
            return list(dict.fromkeys(waarden))
        case _:
            return draw(st.sampled_from(["a", "b"]))


@st.composite
def reeksen(draw: st.DrawFn, voc: Vocabulaire, maximum: int = 16, dagen: int = 240, uniek: bool = False) -> list[Feit]:
    """Facts in order of `op`, each with an id and the number of its recording. Things are opened before they are named."""
    plekken = st.integers(0, dagen)
    wanneer = sorted(draw(st.lists(plekken, min_size=5, max_size=maximum, unique=uniek)))
    dingen: dict[str, list[str]] = {}
    reeks: list[Feit] = []
    for nr, verder in enumerate(wanneer, 1):
        naam = draw(st.sampled_from(voc.gewone))
        kan_over = _lijst(voc.feiten[naam].get("over"))
        if kan_over and not dingen.keys() & set(kan_over):  # open one first
            naam = next((voc.openers[k] for k in kan_over if k in voc.openers), naam)
        soort, dag = voc.feiten[naam], BEGIN + dt.timedelta(days=verder)
        feit: Feit = {"op": dag.isoformat(), "feit": naam, "id": f"f{nr}", "nr": nr}
        feit["door"] = draw(st.sampled_from(_lijst(soort.get("door")) or voc.rollen))
        over = [draw(st.sampled_from(dingen[k])) for k in _lijst(soort.get("over")) if k in dingen and draw(st.integers(0, 9))]
        if over:
            feit["over"] = list(dict.fromkeys(over))
        for veld, vorm in (soort.get("velden") or {}).items():
            gegeven = vorm.get("verplicht") == "ja" or draw(st.integers(0, 4)) > 0
            if gegeven and (waarde := _waarde(draw, vorm, voc, dingen, dag)) is not None:
                feit[veld] = waarde
        if "opent" in soort:
            feit["opent"] = f"{soort['opent'][:3]}{nr}"
            dingen.setdefault(soort["opent"], []).append(feit["opent"])
        reeks.append(feit)
    return reeks


def scenario(feiten: Iterable[Feit], bibliotheek: Bibliotheek, protocol: str, **meer: Any) -> Scenario:
    return Scenario.uit_data({"scenario": "proef", "protocollen": [protocol], "feiten": list(feiten), **meer}, bibliotheek)


def later(feiten: Iterable[Feit], dag: dt.date) -> list[Feit]:
    """The same facts, all recorded on one later day (so that their numbers alone give the order of recording)."""
    return [{**f, "vastgelegd": dag.isoformat()} for f in feiten]


def zonder(stand: Stand, delen: Iterable[str] = (), sleutels: Iterable[str] = ()) -> Stand:
    """The state without whole parts, and without some keys at any depth."""
    weg = frozenset(sleutels)

    def kaal(waarde: Any) -> Any:
        if isinstance(waarde, dict):
            return {k: kaal(v) for k, v in waarde.items() if k not in weg}
        return [kaal(v) for v in waarde] if isinstance(waarde, list) else waarde

    return {k: kaal(v) for k, v in stand.items() if k not in set(delen)}


def ongeordend(waarde: Any) -> Any:
    """Lists as sorted lists: for comparisons in which the order of lines is no part of the claim."""
    if isinstance(waarde, dict):
        return {k: ongeordend(v) for k, v in waarde.items()}
    return sorted((ongeordend(v) for v in waarde), key=repr) if isinstance(waarde, list) else waarde
