# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.herkenning [--rangschik module:functie]`: the detector beside the baseline on the labelled set, or another too (regels.md)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from statistics import mean

from rich.console import Console
from rich.table import Table

from bench.herkenning.detector import detector
from bench.herkenning.maken import AANTAL
from bench.herkenning.meten import BASIS, DOEL_HOOGSTE, DOEL_VERHOUDING, DOEL_VONDST, RIVALEN, ZADEN, Rangschik, Score, meet, te_makkelijk
from bench.herkenning.zinnen import REEKSEN


def laad(naam: str) -> Rangschik:
    """The ranking that `module:functie` names."""
    module, _, functie = naam.partition(":")
    rangschik: Rangschik = getattr(import_module(module), functie)
    return rangschik


def regel(naam: str, scores: Sequence[Score], basis: float) -> tuple[str, ...]:
    """One ranking: mean and worst seed."""
    hoogste, vondst = [s.hoogste_waar for s in scores], [s.vondst for s in scores]
    lopend = [s.lopend for s in scores if s.lopend is not None]
    return (
        naam,
        f"{mean(hoogste):.1f} ({min(hoogste)})",
        f"{mean(vondst):.0%} ({min(vondst):.0%})",
        f"{mean(vondst) / basis:.2f}" if basis else "-",
        f"{mean(lopend):.0%}" if lopend else "",
        f"{mean(s.gelezen for s in scores):.0f} in {mean(s.groepen for s in scores):.0f}",
        " ".join(f"{s.hoogste_waar}/{s.vondst:.0%}" for s in scores),
    )


def main() -> None:
    """Measure and print; an aim that is not met is printed as such and does not fail."""
    p = argparse.ArgumentParser(prog="python -m bench.herkenning", description="Meet vroege herkenning op de gelabelde set.")
    p.add_argument("--rangschik", metavar="MODULE:FUNCTIE", help="meet ook deze rangschikking")
    p.add_argument("--reeks", choices=REEKSEN, default="toets", help="oefen mag bekeken worden, toets telt")
    p.add_argument("--zaden", type=int, nargs="+", default=ZADEN)
    p.add_argument("--aantal", type=int, default=AANTAL)
    p.add_argument("--lopend", action="store_true", help="meet ook wat er gevonden wordt terwijl het nog bezig is (duurt ruim twee keer zo lang)")
    keuze = p.parse_args()
    wie = RIVALEN | {"detector": detector} | ({keuze.rangschik: laad(keuze.rangschik)} if keuze.rangschik else {})
    uit = meet(wie, keuze.zaden, keuze.aantal, keuze.reeks, keuze.lopend)
    vondst = mean(s.vondst for s in uit[BASIS])
    situaties = mean(s.situaties for s in uit[BASIS])
    t = Table(
        "rangschikking", "van de 10", "vondst bij 50 ‰", "x basis", "lopend", "gelezen", "per zaad", title=f"Vroege herkenning, reeks {keuze.reeks}"
    )
    for naam, scores in uit.items():
        t.add_row(*regel(naam, scores, vondst))
    t.add_section()
    t.add_row("doel", f"{DOEL_HOOGSTE:.0f}", f"{DOEL_VONDST:.0%}", f"{DOEL_VERHOUDING}", "", "", "")
    t.caption = f"{keuze.aantal} meldingen, zaden {' '.join(map(str, keuze.zaden))}, {situaties:.0f} situaties. Gemiddelde (slechtste zaad). " + (
        "De set is te makkelijk: de basis haalt een doel." if te_makkelijk(uit[BASIS]) else "De basis haalt geen doel."
    )
    console = Console()
    if not console.is_terminal:
        console.width = 120
    console.print(t)


if __name__ == "__main__":
    main()
