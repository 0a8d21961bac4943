# SPDX-License-Identifier: EUPL-1.2
"""Expectations of a scenario beside the state: every difference as one readable line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

_LIJSTEN: Final = (
    "plichten",
    "fasen",
    "regie",
    "toetsen",
    "handelingen",
    "zicht",
    "schendingen",
    "zonder_grond",
    "besluiten",
    "uitkomsten",
    "gepubliceerd",
    "aanwijzingen",
    "buiten_route",
    "misschien",
    "formulier",
)
DELEN: Final = frozenset({"op", "bekend_op", "dossier", "volgende_wisseling", "open_precies", "noot", *_LIJSTEN, *(f"geen_{x}" for x in _LIJSTEN)})
_GEWOON: Final = {"norm", "normen", "ding", "feit", "id", "op", "wat", "waarom_bevat"}
SLEUTELS: Final[dict[str, set[str]]] = {
    "plichten": {
        *("norm", "normen", "regel", "wie", "organisatie", "samen", "ding", "voor", "elk", "uiterlijk", "niet_voor", "streef", "streef_voorbij"),
        *(
            "moment",
            "periode",
            "rest",
            "status",
            "hardheid",
            "aanleiding",
            "voldaan_op",
            "voldaan_door",
            "te_laat",
            "vastgelegd_laat",
            "te_vroeg",
            "termijn",
        ),
        *("termijn_onbekend", "reden", "mist", "wat", "doe", "waarom_bevat"),
    },
    "fasen": {"spoor", "ding", "fase", "sinds", "waarom_bevat"},
    "regie": {"spoor", "soort", "rol", "organisatie", "ding", "overdracht"},
    "toetsen": {"toets", "ding", "uitkomst", "voorwaarden", "bewaakt"},
    "handelingen": {"rol", "feit", "ding", "mag", "waarom_bevat"},
    "zicht": {"rol", "doel", "categorie", "zichtbaar", "vorm", "weg", "eenmalig", "feiten", "tot", "norm", "normen", "waarom_bevat"},
    "schendingen": {*_GEWOON, "door", "reden", "uitkomst", "achteraf_gedekt", "toets"},
    "zonder_grond": _GEWOON,
    "besluiten": {"besluit", "norm", "normen", "feit", "op", "ding", "geldig", "aangenomen"},
    "uitkomsten": {"naam", "ding", "waarde"},
    "gepubliceerd": {"naam", "ding", "waarde"},
    "aanwijzingen": {"naam", "norm", "normen", "bij", "feiten", "tekst"},
    "buiten_route": {"spoor", "ding", "feit", "id", "op"},
    "misschien": {"spoor", "ding", "feit", "id", "naar"},
    "formulier": {"feit", "veld", "soort", "verplicht", "norm", "normen", "waarden", "categorie"},
}
"""The keys that a pattern may have: a misspelt key would make "is not there" true by accident."""
_OPEN: Final = frozenset({"open", "dreigt", "te_laat", "opgeschort", "mogelijk"})
_NIET_GEGEVEN: Final = {"zicht": "zichtbaar", "handelingen": "mag"}
_MEERVOUD: Final = {"plichten": "plicht", "toetsen": "toets", "handelingen": "handeling", "schendingen": "schending", "besluiten": "besluit"}


def vergelijk(v: dict[str, Any], stand: dict[str, Any]) -> list[str]:
    """The differences between one `verwacht` and the state."""
    uit: list[str] = []
    for deel in _LIJSTEN:
        rijen = stand[deel]
        for patroon in patronen(deel, v.get(deel)):
            nee = _NIET_GEGEVEN.get(deel)
            if nee is not None and patroon.get(nee) in ("nee", False) and "voorwaarden" not in patroon:
                # what no rule gives is not there: no row says so either
                anders = {k: x for k, x in patroon.items() if k not in (nee, "norm", "waarom_bevat")}
                uit += [_ontbreekt(deel, patroon, [r]) for r in rijen if _past(anders, r) and not _gelijk("nee", r.get(nee))]
                if ("norm" in patroon or "waarom_bevat" in patroon) and not any(_past(patroon, r) for r in rijen):
                    uit.append(_ontbreekt(deel, patroon, rijen))
            elif not any(_past(patroon, r) for r in rijen):
                uit.append(_ontbreekt(deel, patroon, rijen))
        for patroon in patronen(deel, v.get(f"geen_{deel}")):
            uit += [f"{deel}: verwacht was geen {_kort(patroon)}, maar er is {_toon(r, patroon)}" for r in rijen if _past(patroon, r)]
    if "volgende_wisseling" in v and v["volgende_wisseling"] != stand["volgende_wisseling"]:
        uit.append(f"volgende_wisseling: verwacht {v['volgende_wisseling']}, het is {stand['volgende_wisseling']}")
    if "open_precies" in v:
        is_er = sorted({r for p in stand["plichten"] if p["status"] in _OPEN for r in p["regels"]})
        moet = sorted(set(v["open_precies"] or []))
        if is_er != moet:
            te_veel, te_weinig = sorted(set(is_er) - set(moet)), sorted(set(moet) - set(is_er))
            uit.append(
                "open plichten: "
                + "; ".join([f"te veel: {', '.join(te_veel)}"] * bool(te_veel) + [f"ontbreekt: {', '.join(te_weinig)}"] * bool(te_weinig))
            )
    return uit


def patronen(deel: str, ruw: Any) -> Iterable[dict[str, Any]]:
    if ruw is None:
        return []
    if isinstance(ruw, dict):
        if deel == "fasen":
            return [{"spoor": k, "fase": x} for k, x in ruw.items()]
        if deel in ("uitkomsten", "gepubliceerd"):
            return [{"naam": k, "waarde": x} for k, x in ruw.items()]
        if deel == "regie":
            return [{"spoor": k, **(x if isinstance(x, dict) else {"rol": x})} for k, x in ruw.items()]
        return [ruw]
    return [x if isinstance(x, dict) else {"*": x} for x in (ruw if isinstance(ruw, list) else [ruw])]


def _past(patroon: dict[str, Any], rij: dict[str, Any]) -> bool:
    """Every key that is given must fit."""
    return all(_sleutel_past(k, x, rij) for k, x in patroon.items())


def _sleutel_past(k: str, x: Any, rij: dict[str, Any]) -> bool:
    if k == "*":
        return bool(rij)
    if k == "norm":
        return x in [rij.get("norm"), *rij.get("normen", ())]
    if k == "regel":
        return x in rij.get("regels", [rij.get("regel")])
    if k == "waarom_bevat":
        return str(x) in json.dumps(rij.get("waarom"), ensure_ascii=False)
    if k == "voorwaarden" and isinstance(x, list):
        return all(any(_past(p, b) for b in rij.get("voorwaarden", ())) for p in x)
    if k == "wie":
        heeft = rij.get("wie")
        namen = heeft if isinstance(heeft, list) else [heeft]
        return set(x) == set(namen) if isinstance(x, list) else x in namen
    if k == "elk":
        return _gelijk(x, rij.get("voor"))
    if k == "status" and x == "open":
        return rij.get("status") in ("open", "dreigt")
    if k == "feit" and "id" in rij:
        return x in (rij.get("feit"), rij["id"])
    return _gelijk(x, rij.get(k))


def _gelijk(x: Any, y: Any) -> bool:
    if isinstance(y, bool):
        return {"ja": True, "nee": False}.get(x, x) is y if isinstance(x, str) else x is y
    if isinstance(x, list) and isinstance(y, (list, tuple)):
        return len(x) == len(y) and all(_gelijk(a, b) for a, b in zip(x, y, strict=True))
    if isinstance(x, dict) and isinstance(y, dict):
        return all(_gelijk(a, y.get(k)) for k, a in x.items())
    return bool(x == y) or (x is not None and y is not None and str(x) == str(y))


def _ontbreekt(deel: str, patroon: dict[str, Any], rijen: list[dict[str, Any]]) -> str:
    """Say what is there instead: the row that comes nearest."""
    naam = _MEERVOUD.get(deel, deel)
    beste = max(rijen, key=lambda r: _gewicht(patroon, r), default=None)
    if beste is None or _gewicht(patroon, beste) == 0:
        return f"{deel}: er is geen {naam} met {_kort(patroon)}"
    mis = {k: x for k, x in patroon.items() if not _sleutel_past(k, x, beste)}
    er_is = {k: beste.get("waarom" if k == "waarom_bevat" else k) for k in mis}
    return f"{deel}: {_kort({k: x for k, x in patroon.items() if k not in mis})} heeft {_kort(er_is)}, verwacht was {_kort(mis)}"


def _gewicht(patroon: dict[str, Any], rij: dict[str, Any]) -> int:
    sterk = {"norm": 4, "regel": 4, "spoor": 4, "toets": 4, "feit": 4, "categorie": 3, "rol": 3, "naam": 4, "ding": 2, "wie": 2}
    return sum(sterk.get(k, 1) for k, x in patroon.items() if _sleutel_past(k, x, rij))


def _kort(x: dict[str, Any]) -> str:
    tekst = ", ".join(f"{k} {_waarde(v)}" for k, v in x.items())
    return tekst if len(tekst) <= 400 else tekst[:397] + "..."


def _toon(rij: dict[str, Any], patroon: dict[str, Any]) -> str:
    extra = [k for k in ("norm", "regel", "status", "uiterlijk", "wie", "ding", "fase", "uitkomst", "mag", "zichtbaar") if k in rij]
    return _kort({k: rij.get(k) for k in [*patroon, *(k for k in extra if k not in patroon)] if k != "*"})


def _waarde(v: Any) -> str:
    if v is True or v is False:
        return "ja" if v else "nee"
    return "leeg" if v is None else json.dumps(v, ensure_ascii=False) if isinstance(v, (list, dict)) else str(v)
