# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.databank.een`, started by opdracht.py: one set of dossiers in a process of its own, made if it is not there, then measured."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from time import perf_counter

from bench.databank import plek
from wijkregie import databank


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m bench.databank.een")
    p.add_argument("map", type=Path)
    p.add_argument("--dossiers", type=int, required=True)
    p.add_argument("--metingen", nargs="*", default=[])
    p.add_argument("--ronde", type=int, default=0)
    p.add_argument("--uit", type=Path, required=True)
    k = p.parse_args()
    try:
        _meet(k)
    except databank.DatabankFout as e:
        raise SystemExit(str(e)) from None


def _meet(k: argparse.Namespace) -> None:
    with databank.gebruik(k.map) as server:
        v = plek.lees(k.map)
        if v is not None and k.ronde == 0 and v.versie != plek.versie():
            print("De verzameling is van een andere versie en wordt opnieuw gemaakt.")
            v = None
        if v is None:
            plek.leeg(server)
            plek.zet_op(k.map)
            vul(k.map, k.dossiers)
            plek.geef_geheugen()
        else:
            plek.zet_op(k.map, v.dag)
            if v.dossiers != k.dossiers:
                raise SystemExit(f"In {k.map} liggen {v.dossiers} dossiers en niet {k.dossiers}. Noem een andere map.")
            _meet_van(v, k)
    if v is None:  # with the server begun again, as it is from now on
        os.execv(sys.executable, [sys.executable, "-m", "bench.databank.een", *sys.argv[1:]])


def _meet_van(v: plek.Verzameling, k: argparse.Namespace) -> None:
    from bench.databank import metingen

    plek.warm()
    k.uit.write_text(json.dumps(metingen.meet(v, k.map, k.metingen, k.ronde)), "utf-8")


def vul(map_: Path, aantal: int) -> plek.Verzameling:
    """Make the set; the mark beside it says that it is whole."""
    from django.core.management import call_command

    from wijkregie.klok import vandaag

    call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
    from bench.databank import maken, partijen

    begin = perf_counter()
    stad = partijen.bouw(aantal)
    with plek.beheer() as c, plek.snel(c):
        rijen = maken.maak(stad.gemeente, aantal, lambda n: print(f"\r{n} van {aantal} dossiers gemaakt", end="", flush=True))
    duur = perf_counter() - begin
    print(f"\r{aantal} dossiers, {rijen} rijen in {duur:.0f} s")
    v = plek.Verzameling(stad.gemeente, aantal, rijen, vandaag().isoformat(), duur, plek.versie())
    v.bewaar(map_)
    return v


if __name__ == "__main__":
    main()
