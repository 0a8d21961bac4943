# SPDX-License-Identifier: EUPL-1.2
"""What a fact says, in words for the person it is about: each answer behind its question, per category."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier.inhoud import categorie_van
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.vocabulaire import FeitType, Veld, leesbaar
from wijkregie.norm.taal.wereld import Wereld

VRIJ: Final = "tekst"
_MAANDEN: Final = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")


def dag(d: date) -> str:
    return f"{d.day} {_MAANDEN[d.month - 1]} {d.year}"


@dataclass(frozen=True, slots=True)
class Antwoord:
    vraag: str
    antwoord: str


def antwoorden(w: Wereld, f: Feit, categorie: str, organisaties: Mapping[int, str]) -> tuple[Antwoord, ...]:
    """The answers of a fact that lie in this category."""
    model = w.feiten[f.soort]
    uit = []
    for naam, v in f.velden.items():
        veld = model.velden.get(naam)
        if veld is None or categorie_van(model, naam) != categorie:
            continue
        tekst = _tekst(w, v, veld, organisaties)
        if tekst:
            uit.append(Antwoord(w.kort_van(f.soort, naam), tekst))
    if f.reden and categorie == model.categorie and "reden" not in f.velden:
        uit.append(Antwoord("Reden", f.reden))
    return tuple(uit)


def categorieen(model: FeitType, f: Feit) -> list[str]:
    """The categories of a fact: that of its existence, and those of what it says."""
    return list(dict.fromkeys((model.categorie, *(categorie_van(model, n) for n, v in f.velden.items() if v is not None and n in model.velden))))


def heeft_vrije_tekst(model: FeitType, f: Feit, categorie: str) -> bool:
    """May something about another stand in it?"""
    if f.reden and categorie == model.categorie:
        return True
    return any(v is not None and _vrij(model.velden[n], v) for n, v in f.velden.items() if n in model.velden and categorie_van(model, n) == categorie)


def _vrij(veld: Veld, v: Any) -> bool:
    if veld.soort == "lijst":
        return (veld.van == VRIJ and not veld.waarden) or (isinstance(veld.van, dict) and any(x.soort == VRIJ for x in veld.van.values()))
    return veld.soort in (VRIJ, "persoon") and not _is_uuid(str(v))


def _tekst(w: Wereld, v: Any, veld: Veld, organisaties: Mapping[int, str]) -> str:
    if v is None or v == "":
        return ""
    if isinstance(v, bool):
        return veld.teksten.get("ja" if v else "nee") or ("Ja" if v else "Nee")
    if isinstance(v, date):
        return dag(v)
    if isinstance(v, (list, tuple)):
        return "; ".join(t for x in v if (t := _lid(w, x, veld, organisaties)))
    if veld.soort == "keuze":
        return veld.tekst(str(v))
    if veld.soort == "rol":
        return _rol(w, str(v))
    if veld.soort == "organisatie":
        return organisaties.get(int(v), "") if str(v).isdigit() else str(v)
    if veld.soort == "tijd" and isinstance(v, int):
        return f"{v // 60}.{v % 60:02d} uur"
    return "" if veld.soort == "ding" or _is_uuid(str(v)) else f"{v:g}" if isinstance(v, float) else str(v)


def _lid(w: Wereld, x: Any, veld: Veld, organisaties: Mapping[int, str]) -> str:
    if isinstance(x, Mapping):
        van = veld.van if isinstance(veld.van, dict) else {}
        delen = ((van.get(str(k)) or Veld(), str(k), y) for k, y in x.items())
        return ", ".join(f"{(d.kort or leesbaar(k)).lower()}: {t}" for d, k, y in delen if (t := _tekst(w, y, d, organisaties)))
    if veld.van == "rol":
        return _rol(w, str(x))
    if veld.van == "organisatie":
        return organisaties.get(int(x), "") if str(x).isdigit() else str(x)
    return veld.tekst(str(x)) if veld.waarden else "" if _is_uuid(str(x)) else str(x)


def _rol(w: Wereld, rol: str) -> str:
    r = w.rollen.get(rol)
    return (r.naam if r is not None else "") or leesbaar(rol)


def _is_uuid(tekst: str) -> bool:
    try:
        UUID(tekst)
    except ValueError:
        return False
    return True


def als_json(x: Any) -> bytes:
    """The package as data: readable, in one order."""
    return json.dumps(x, ensure_ascii=False, indent=1, default=str).encode()
