# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench [databank]`: measure, print one table, write bench/uitkomsten.json. `--profiel N`: where the time of N-fact dossiers goes.

`python -m bench melden`, `stapel`, `herkenning`: measurements with a report of their own, each with `--help`.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

from bench import dossiers, metingen
from bench.databank import opdracht
from bench.meten import Uitkomst, een_kern

UIT = Path(__file__).parent / "uitkomsten.json"
EIGEN = {
    "melden": "500 openbare meldingen tegelijk op een echte server",
    "stapel": "het loket met 20.000 meldingen in de databank",
    "herkenning": "vroege herkenning op een gelabelde verzameling",
}
UITLEG = "Uitleg: docs/referentie/bench.md."


def getal(x: float) -> str:
    """A figure as people here write it."""
    return (f"{x:,.0f}" if abs(x) >= 100 else f"{x:,.2f}").translate(str.maketrans(",.", ".,"))


def onderschrift(bron: dossiers.Bron) -> str:
    """What was measured."""
    regels = bron.regelset.op(dossiers.BEGIN, dossiers.BEGIN)
    return (
        f"{metingen.PROTOCOL}: {len(regels.plichten)} plichten, {len(regels.toetsen)} toetsen, {len(regels.sporen)} sporen, "
        f"{len(regels.delen)} regels voor delen; {len(bron.strengen)} strengen uit de scenario's, "
        f"{100 * bron.laat:.1f}% laat vastgelegd, {100 * bron.rechtgezet:.1f}% rechtgezet. "
        f"Processortijd op één kern, de beste van enkele keren. {UITLEG}"
    )


def tabel(uitkomsten: list[Uitkomst], onder: str) -> Table:
    """All outcomes, goals met or not."""
    t = Table("meting", "waarde", "eenheid", "t.o.v.", "doel", "gehaald", title="Wijkregie: metingen", caption=onder)
    for kolom in (1, 4):
        t.columns[kolom].justify = "right"
        t.columns[kolom].no_wrap = True
    for u in uitkomsten:
        doel = "" if u.doel is None else ("≥ " if u.hoger else "≤ ") + getal(u.doel)
        gehaald = {None: "", True: "[green]ja[/]", False: "[red]nee[/]"}[u.gehaald]
        t.add_row(u.naam, getal(u.waarde), u.eenheid, u.verhouding_tot or "", doel, gehaald)
    return t


def meet(bron: dossiers.Bron, console: Console) -> Iterator[Uitkomst]:
    """All measures in turn, with a word about what is going on."""
    for wat, meting in (
        ("hele dossiers", metingen.hele_dossiers(bron)),
        ("stille normen", metingen.stille_normen()),
        ("stap voor stap", metingen.stap_voor_stap(bron)),
    ):
        with console.status(f"Meten: {wat}"):
            yield from meting


def profiel(bron: dossiers.Bron, feiten: int) -> None:
    """Where the time goes: the 25 costliest functions, with and without what they call."""
    stapel = dossiers.trek(bron, max(4000 // feiten, 1), feiten)
    for r in stapel:
        metingen.schrijf(bron.regelset, r, bron.om)
    p = cProfile.Profile(process_time)
    p.enable()
    for r in stapel:
        metingen.schrijf(bron.regelset, r, bron.om)
    p.disable()
    for orde in ("cumulative", "tottime"):
        pstats.Stats(p).strip_dirs().sort_stats(orde).print_stats(25)


def main() -> None:
    """Measure and report; a goal that is not met is printed as such and does not fail."""
    p = argparse.ArgumentParser(prog="python -m bench", description="Meet de kern van Wijkregie.")
    p.add_argument("--profiel", type=int, metavar="N", help="toon waar de tijd van dossiers met N feiten blijft, en meet verder niet")
    delen = p.add_subparsers(dest="deel")
    opdracht.argumenten(delen.add_parser("databank", help="meet het dossier op PostgreSQL"))
    for naam, wat in EIGEN.items():
        delen.add_parser(naam, help=wat, add_help=False)
    keuze, rest = p.parse_known_args()
    if keuze.deel in EIGEN:
        raise SystemExit(subprocess.run([sys.executable, "-m", f"bench.{keuze.deel}", *rest]).returncode)
    if rest:
        p.error(f"onbekend: {' '.join(rest)}")
    console = Console()
    if not console.is_terminal:  # in a file or a log: room for a line each
        console.width = 120
    if keuze.deel == "databank":
        uitkomsten, onder = opdracht.meet(keuze), f"Verstreken tijd van wie wacht, het midden van de rondes. {UITLEG}"
    else:
        een_kern()
        bron = metingen.lees_bron()
        if keuze.profiel:
            profiel(bron, keuze.profiel)
            return
        uitkomsten, onder = list(meet(bron, console)), onderschrift(bron)
    console.print(tabel(uitkomsten, onder))
    bewaar(uitkomsten, keuze.deel or "kern")


def bewaar(uitkomsten: list[Uitkomst], deel: str) -> None:
    """Write what was measured; what the other half measured before stays."""
    oud = json.loads(UIT.read_text("utf-8")) if UIT.exists() else []
    ander = [u for u in oud if u.get("deel", "kern") != deel]
    UIT.write_text(json.dumps([*ander, *({**u.json(), "deel": deel} for u in uitkomsten)], ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
