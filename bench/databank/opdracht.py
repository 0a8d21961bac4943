# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench databank`: a small and a big set, each in a process of its own, measured in turn; what comes of it beside the aims."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from bench.meten import Uitkomst
from wijkregie import databank

NAMEN: Final = ("vastleggen", "doorvoer", "werk", "lijst", "zoeken", "dossier", "zicht", "leeslog", "nacht", "controle")
EENMAAL: Final = ("nacht", "controle")  # in the last round: they change the set, or take long
EERST: Final = ("doorvoer",)  # in the first round only
TRAGER, DOORVOER, WERK, BLAD, ZICHT, LEESLOG = 1.3, 100.0, 60.0, 100.0, 1.2, 1.1
Cijfers = dict[str, float]


def argumenten(p: argparse.ArgumentParser) -> None:
    p.add_argument("--dossiers", type=int, default=1000, metavar="N", help="grootte van de kleine verzameling (1000)")
    p.add_argument("--groot", type=int, default=100_000, metavar="N", help="grootte van de grote verzameling (100000); 0 laat haar weg")
    p.add_argument("--map", type=Path, help="bewaar de verzamelingen hier, en gebruik ze een volgende keer weer")
    p.add_argument("--alleen", nargs="+", choices=NAMEN, default=NAMEN, metavar="METING", help=f"niet alles: {', '.join(NAMEN)}")
    p.add_argument("--rondes", type=int, default=3, help="keren dat alles om de beurt wordt gemeten (3)")


def meet(k: argparse.Namespace) -> list[Uitkomst]:
    """Make what is not there, measure in rounds."""
    map_ = k.map.absolute() if k.map else databank.wegwerpmap("wijkregie-bench-")
    groottes = [n for n in dict.fromkeys((k.dossiers, k.groot)) if n]
    try:
        per: dict[int, list[Cijfers]] = {n: [] for n in groottes}
        for ronde in range(k.rondes):
            for n in groottes:
                per[n].append(_een(map_ / str(n), n, _in_ronde(k.alleen, ronde, k.rondes), ronde))
        return list(uitkomsten({n: _midden(r) for n, r in per.items()}, _verhouding(per)))
    finally:
        if k.map is None:
            _gooi_weg(map_)


def _in_ronde(alleen: Iterable[str], ronde: int, rondes: int) -> list[str]:
    return [m for m in alleen if (m not in EENMAAL or ronde == rondes - 1) and (m not in EERST or ronde == 0)]


def _een(map_: Path, dossiers: int, metingen: list[str], ronde: int) -> Cijfers:
    print(f"Ronde {ronde + 1}, {dossiers} dossiers: {', '.join(metingen) or 'alleen maken'}", flush=True)
    with TemporaryDirectory() as tijdelijk:
        uit = Path(tijdelijk) / "uit.json"
        opdracht = ["-m", "bench.databank.een", str(map_), "--dossiers", str(dossiers), "--ronde", str(ronde), "--uit", str(uit)]
        if subprocess.run([sys.executable, *opdracht, "--metingen", *metingen]).returncode:
            raise SystemExit(1)
        cijfers: Cijfers = json.loads(uit.read_text("utf-8"))
        return cijfers


def _gooi_weg(map_: Path) -> None:
    for m in map_.iterdir():
        s = databank.server(m)
        s.stop()
        if s.plek.socketmap.parent != m:
            shutil.rmtree(s.plek.socketmap, ignore_errors=True)
    shutil.rmtree(map_, ignore_errors=True)


def _midden(rondes: list[Cijfers]) -> Cijfers:
    """Of every figure the middle one of the rounds that have it."""
    namen = dict.fromkeys(n for r in rondes for n in r)
    return {n: median(r[n] for r in rondes if n in r) for n in namen}


def _verhouding(per: dict[int, list[Cijfers]]) -> Cijfers:
    """How much longer recording takes in the biggest set than in the smallest: round by round, then the middle."""
    klein, groot = min(per), max(per)
    uit: Cijfers = {}
    for naam in ("vastleggen p50", "vastleggen p95"):
        paren = [(a[naam], b[naam]) for a, b in zip(per[klein], per[groot], strict=True) if naam in a and naam in b]
        if klein != groot and paren:
            uit[naam] = median(b / a for a, b in paren)
    return uit


def uitkomsten(per: dict[int, Cijfers], trager: Cijfers) -> Iterator[Uitkomst]:
    """The lines of the report; an aim stands at the biggest set."""
    groot = max(per)
    for n, c in per.items():
        hier = f"{n:,}".replace(",", ".") + " dossiers"
        for naam, waarde in c.items():
            doel, eenheid, hoger = _doel(naam)
            yield Uitkomst(f"{hier}: {naam}", waarde, eenheid, None, doel if n == groot else None, hoger)
    for naam, x in trager.items():
        yield Uitkomst(f"{naam}, groot", x, "x zo lang", "klein", TRAGER, hoger=False)


def _doel(naam: str) -> tuple[float | None, str, bool]:
    """The aim of a figure, its unit, and whether more is better."""
    if naam == "doorvoer":
        return DOORVOER, "feiten/s", True
    if naam == "beperkte lezer":
        return ZICHT, "x zo lang als de behandelaar", False
    if naam.startswith("leeslog: "):
        return LEESLOG, "x zo lang als zonder", False
    if naam in ("nacht: te veel of te weinig", "controle: bezwaren"):
        return 0.0, "", False
    if naam in ("maken", "controle"):
        return None, "s", False
    if naam.endswith(("vragen", "rijen", "dossiers")):
        return None, "", False
    return {"mijn werk p95": WERK, "mijn werk, hele stad p95": WERK, "dossier van 500 feiten p95": BLAD}.get(naam), "ms", False
