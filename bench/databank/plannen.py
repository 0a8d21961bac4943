# SPDX-License-Identifier: EUPL-1.2
"""What the database does for a page: the plan of every query, asked in the very transaction and context in which the page asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import perf_counter
from typing import Any, Final

from django.db import connections

from bench.databank.bezoek import ALIASSEN

GROOT: Final = 20_000  # rows: a table that nobody should read from end to end
DOEL: Final = {"mijn werk": 60.0, "dossier van 500 feiten": 100.0}  # milliseconds, p95
_VRAGEN: Final = ("select", "with", "(select")


class _Uitlegger:
    """Beside each query: its plan."""

    def __init__(self) -> None:
        self.plannen: list[tuple[float, str, dict[str, Any], str]] = []

    def __call__(self, doe: Callable[..., Any], sql: str, waarden: Any, vele: bool, om: dict[str, Any]) -> Any:
        begin = perf_counter()
        uit = doe(sql, waarden, vele, om)
        duur = perf_counter() - begin
        if sql.lstrip().lower().startswith(_VRAGEN) and "set_config" not in sql and not vele:
            rauw = om["connection"].connection
            with rauw.cursor() as c:
                c.execute(f"explain (format json) {sql}", waarden)
                rij = c.fetchone()
                c.execute(f"explain {sql}", waarden)
                self.plannen.append((duur, " ".join(sql.split()), rij[0][0]["Plan"], "\n".join(r[0] for r in c.fetchall())))
        return uit


def _plannen(doe: Callable[[], object]) -> list[tuple[float, str, dict[str, Any], str]]:
    uitlegger = _Uitlegger()
    with ExitStack() as stapel:
        for alias in ALIASSEN:
            stapel.enter_context(connections[alias].execute_wrapper(uitlegger))
        doe()
    return uitlegger.plannen


def toon_grote_lezers(naam: str, doe: Callable[[], object]) -> None:
    """Print the queries that read a big table from end to end."""
    groot = _grote_tabellen()
    for _, sql, plan, tekst in _plannen(doe):
        van_eind_tot_eind = {d["Relation Name"] for d in _delen(plan) if d["Node Type"] == "Seq Scan"} & groot
        if van_eind_tot_eind:
            print(f"  {naam}: leest {', '.join(sorted(van_eind_tot_eind))} helemaal\n    {sql[:300]}\n{_inspringen(tekst)}")


def toon_langzaamste(naam: str, doe: Callable[[], object]) -> None:
    """Print the plan of the query that took longest."""
    duur, sql, _, tekst = max(_plannen(doe), key=lambda p: p[0])
    print(f"  {naam}: langste vraag {1000 * duur:.1f} ms\n    {sql[:300]}\n{_inspringen(tekst)}")


def _grote_tabellen() -> set[str]:
    with connections["kern"].cursor() as c:
        c.execute("select relname from pg_class where relkind = 'r' and reltuples >= %s", [GROOT])
        return {r[0] for r in c.fetchall()}


def _delen(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for deel in plan.get("Plans", ()):
        yield from _delen(deel)


def _inspringen(tekst: str) -> str:
    return "\n".join(f"      {r[:180]}" for r in tekst.splitlines())
