# SPDX-License-Identifier: EUPL-1.2
"""Plays the labelled cases of gevallen_*.yaml: what the source asks, next to what the protocol does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

import wijkregie
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek, laad_map

HIER = Path(__file__).parent
PROTOCOLLEN = Path(wijkregie.__file__).parent / "protocollen"
GEVALLEN: list[dict[str, Any]] = [g for p in sorted(HIER.glob("gevallen_*.yaml")) for g in yaml.safe_load(p.read_text("utf-8"))["gevallen"]]
BINDING: dict[str, list[dict[str, Any]]] = yaml.safe_load((HIER / "binding.yaml").read_text("utf-8"))
LEEFT = ("mogelijk", "open", "dreigt", "te_laat", "opgeschort")
Rij = dict[str, Any]


@pytest.fixture(scope="module")
def bibliotheek() -> Bibliotheek:
    return laad_map(PROTOCOLLEN)


def tekst(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, dt.date) else waarde


def feiten(gebeurt: list[list[Any]]) -> list[Rij]:
    reeks = []
    for dag, wat, *rest in gebeurt:
        ding = next((r for r in rest if not isinstance(r, dt.date)), None)
        dagen = [r.isoformat() for r in rest if isinstance(r, dt.date)]
        vastgelegd = {"vastgelegd": dagen[0]} if dagen else {}
        for sjabloon in BINDING[wat]:
            feit = {k: ding if w == "DING" else w for k, w in sjabloon.items()}
            reeks.append({"op": tekst(dag), **feit, **vastgelegd})
    return reeks


def noemt(rij: Rij, norm: str) -> bool:
    genoemd = rij.get("normen") or []
    eigen = rij.get("norm")
    return norm in genoemd or norm == eigen or (isinstance(eigen, list) and norm in eigen)


def is_rol(wie: Any, rol: str) -> bool:
    return rol == wie or (isinstance(wie, list) and rol in wie) or (isinstance(wie, dict) and rol in str(wie))


def klopt_plicht(rij: Rij, eis: Rij) -> bool:
    if "wie" in eis and not is_rol(rij["wie"], eis["wie"]):
        return False
    if "nog_niet" in eis and (rij["status"] == eis["nog_niet"] or rij["status"] not in LEEFT):
        return False
    if "status" not in eis and "nog_niet" not in eis and rij["status"] not in LEEFT:
        return False
    sleutels = [k for k in eis if k not in ("plicht", "wie", "nog_niet")]
    return all(rij.get(k) == tekst(eis[k]) for k in sleutels)


def bezwaar(stand: Rij, eis: Rij) -> str | None:
    """What the state lacks of one expectation; None if it holds."""
    soort, naam = next(iter(eis.items()))
    plichten = [p for p in stand["plichten"] if noemt(p, naam)]
    match soort:
        case "plicht":
            return None if any(klopt_plicht(p, eis) for p in plichten) else f"{eis}; there are {_kort(plichten)}"
        case "geen_plicht":
            levend = [p for p in plichten if p["status"] in LEEFT]
            return f"{eis}; there are {_kort(levend)}" if levend else None
        case "voorwaarde":
            bladeren = [v for t in stand["toetsen"] for v in t["voorwaarden"] if noemt(v, naam)]
            goed = any(v["uitkomst"] == eis["uitkomst"] and v["hardheid"] == eis.get("hardheid", v["hardheid"]) for v in bladeren)
            return None if goed else f"{eis}; there are {[(v['uitkomst'], v['hardheid']) for v in bladeren]}"
        case "schending" | "geen_schending":
            geschonden = [s for s in stand["schendingen"] if noemt(s, naam)]
            return None if bool(geschonden) == (soort == "schending") else f"{eis}; there are {stand['schendingen']}"
        case "regie":
            casus = [r for r in stand["regie"] if r["soort"] == "casus"]
            return None if any(is_rol(r["rol"], naam) for r in casus) else f"{eis}; there are {stand['regie']}"
        case "zicht" | "geen_zicht":
            gezien = [z for z in stand["zicht"] if z["rol"] == eis["rol"] and z["categorie"] == naam and z["zichtbaar"] in ("ja", True)]
            return None if bool(gezien) == (soort == "zicht") else f"{eis}; seen {gezien}"
        case "mag":
            feit = BINDING[naam][0]["feit"]
            rechten = [h["mag"] for h in stand["handelingen"] if h["rol"] == eis["rol"] and h["feit"] == feit]
            return None if eis["antwoord"] in rechten else f"{eis}; the state says {rechten}"
        case _:
            raise AssertionError(f"unknown kind of expectation: {soort}")


def _kort(plichten: list[Rij]) -> list[tuple[Any, ...]]:
    return [(p["regel"], p["wie"], p.get("ding"), p["uiterlijk"], p["status"], p["voldaan_op"]) for p in plichten]


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_geval(geval: Rij, bibliotheek: Bibliotheek) -> None:
    data = {"scenario": geval["geval"], "toont": [], "protocollen": ["amsterdam/overlastprotocol"], "feiten": feiten(geval["gebeurt"])}
    stand = Scenario.uit_data(data, bibliotheek).stand(geval["dag"], geval.get("bekend_op"))
    bezwaren = [b for eis in geval["verwacht"] if (b := bezwaar(stand, eis))]
    assert not bezwaren, geval["redenering"] + "\n" + "\n".join(bezwaren)
