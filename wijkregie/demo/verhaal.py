# SPDX-License-Identifier: EUPL-1.2
"""A story of the demo as it happened in one dossier: with its own words, and its days counted back from today in working days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any, Final

from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.yaml12 import laad as laad_yaml

HIER: Final = Path(__file__).parent
VERHALEN: Final = HIER / "verhalen"
KANTOOR: Final = 10 * 60
_MELDERS: Final = ("mevrouw Anemoon", "meneer Ratelaar", "mevrouw Klokje", "meneer Spirea", "familie Koekoeksbloem", "mevrouw Vrouwenmantel")


@dataclass(frozen=True, slots=True)
class Stap:
    """Facts that one person records at one moment."""

    toen: datetime
    rol: str
    feiten: tuple[dict[str, Any], ...]


def stappen(regel: Mapping[str, Any], nr: int, kalender: Kalender, nu: datetime) -> list[Stap]:
    """The steps of the story of a dossier, in order of recording, none later than now."""
    feiten = _verhaal(str(regel["verhaal"]))["feiten"][: regel.get("tot")]
    zonder = regel.get("zonder", [])
    woorden = _woorden(str(regel["soort"]), nr)
    gekozen = [_vul_in(f, woorden) for f in feiten if f.get("feit") not in zonder]
    laatste = max(_vastgelegd(f)[0] for f in feiten)
    uit = _op(gekozen, laatste, kalender, _einde(kalender, nu.date(), int(regel["geleden"])))
    if uit[-1].toen >= nu.replace(tzinfo=None):  # early in the day: then it was the working day before
        uit = _op(gekozen, laatste, kalender, kalender.werkdag_na(uit[-1].toen.date(), -1))
    return uit


def protocollen(regel: Mapping[str, Any]) -> tuple[str, ...]:
    """The agreements of its story, without the municipality."""
    return tuple(p.split("/", 1)[1] for p in _verhaal(str(regel["verhaal"]))["protocollen"])


@cache
def _verhaal(naam: str) -> dict[str, Any]:
    uit: dict[str, Any] = laad_yaml((VERHALEN / f"{naam}.yaml").read_text("utf-8"), naam)
    return uit


def _einde(kalender: Kalender, vandaag: date, geleden: int) -> date:
    """The working day so long ago; from a free day it is counted as on the next working day, so that no deadline passes in a weekend."""
    dag = kalender.werkdag_na(kalender.volgende_werkdag(vandaag), -geleden)
    return dag if dag <= vandaag else kalender.werkdag_na(vandaag, -1)


def _op(feiten: list[dict[str, Any]], laatste: date, kalender: Kalender, einde: date) -> list[Stap]:
    """The story with its last day on another: the working days in between stay as many, so that nothing becomes late by moving it."""

    def schuif(d: date) -> date:
        if d.year < laatste.year - 1:  # a date of birth is nobody's working day
            return d
        if not kalender.is_werkdag(d):
            d = kalender.werkdag_na(d, -1)
        voor = kalender.tel_werkdagen(d, laatste) - 1 if d <= laatste else 1 - kalender.tel_werkdagen(laatste, d)
        return kalender.werkdag_na(einde, -voor)

    uit: list[Stap] = []
    for (rol, dag, tijd, _), groep in groupby(feiten, _samen):
        wanneer = datetime.combine(schuif(dag), datetime.min.time()) + timedelta(minutes=KANTOOR if tijd is None else tijd)
        if uit:
            wanneer = max(wanneer, uit[-1].toen + timedelta(minutes=7))
        uit.append(Stap(wanneer, rol, tuple(_met_dagen(f, schuif) for f in groep)))
    return uit


def _samen(f: dict[str, Any]) -> tuple[str, date, int | None, str]:
    """What one person records on one day is one command; a correction stands alone."""
    dag, tijd = _vastgelegd(f)
    return str(f["door"]), dag, tijd, str(f.get("rectificeer", ""))


def _vastgelegd(f: dict[str, Any]) -> tuple[date, int | None]:
    """When it was recorded: as the story says, or a few minutes after it happened."""
    if "vastgelegd" in f:
        return moment(f["vastgelegd"])
    dag, tijd = moment(f["op"])
    return dag, None if tijd is None else tijd + 5


def _met_dagen(f: dict[str, Any], schuif: Any) -> dict[str, Any]:
    """Every date in a fact moved, with its time."""

    def van(w: Any) -> Any:
        if isinstance(w, dict):
            return {k: van(x) for k, x in w.items()}
        if isinstance(w, str) and w[:4].isdigit() and w[4:5] == w[7:8] == "-":
            dag, _ = moment(w)
            return schuif(dag).isoformat() + w[10:]
        return w

    return {k: van(w) for k, w in f.items()}


# words


def _woorden(soort: str, nr: int) -> dict[str, str]:
    """The words of a kind of nuisance: a list `klachten` gives klacht1, klacht2, ..."""
    namen = {"klachten": "klacht", "visies": "visie"}
    uit = {"melder1": _MELDERS[nr % len(_MELDERS)], "melder2": _MELDERS[(nr + 2) % len(_MELDERS)]}
    for k, w in _soorten()[soort].items():
        uit |= {k: w} if isinstance(w, str) else {f"{namen.get(k, k)}{i}": x for i, x in enumerate(w, 1)}
    return uit


@cache
def _soorten() -> dict[str, Any]:
    uit: dict[str, Any] = laad_yaml((HIER / "soorten.yaml").read_text("utf-8"), "soorten.yaml")
    return uit


def _vul_in(f: dict[str, Any], woorden: dict[str, str]) -> dict[str, Any]:
    return {k: Template(w).substitute(woorden) if isinstance(w, str) else w for k, w in f.items()}


def regels() -> Iterator[dict[str, Any]]:
    """The dossiers of the demo."""
    yield from laad_yaml((HIER / "dossiers.yaml").read_text("utf-8"), "dossiers.yaml", alleen_kaart=False)
