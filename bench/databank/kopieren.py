# SPDX-License-Identifier: EUPL-1.2
"""Rows into PostgreSQL by COPY, and a cursor that catches what the package would have written one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final

import psycopg
from psycopg import sql

Tabellen = dict[str, dict[tuple[str, ...], list[Sequence[Any]]]]  # table -> columns -> rows


class Opvang:
    """Stands in for a cursor: keeps what is inserted, and answers a question with rows that were laid ready."""

    def __init__(self) -> None:
        self.rowcount = 1
        self.rijen: Tabellen = {}
        self.antwoord: list[tuple[Any, ...]] = []

    def execute(self, opdracht: str, waarden: Sequence[Any]) -> None:
        self.executemany(opdracht, [waarden])

    def executemany(self, opdracht: str, rijen: Iterable[Sequence[Any]]) -> None:
        doel = _doel(opdracht)
        if doel is not None:
            n = len(doel[1])  # what follows them is of the condition of a conditional insert, which holds in an empty set
            self.rijen.setdefault(doel[0], {}).setdefault(doel[1], []).extend(r[:n] for r in rijen)

    def voeg_toe(self, tabel: str, rij: dict[str, Any]) -> None:
        self.rijen.setdefault(tabel, {}).setdefault(tuple(rij), []).append(tuple(rij.values()))

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.antwoord


@cache
def _doel(opdracht: str) -> tuple[str, tuple[str, ...]] | None:
    """The table and columns of an insert; None: something else."""
    m = re.match(r"insert into (\w+) \(([^)]*)\)", opdracht)
    return None if m is None else (m[1], tuple(k.strip() for k in m[2].split(",")))


def json_kolommen(c: psycopg.Connection[Any]) -> dict[str, set[str]]:
    """Per table the columns that hold JSON."""
    uit: dict[str, set[str]] = {}
    vraag = "select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'jsonb'"
    for tabel, kolom in c.execute(vraag):
        uit.setdefault(tabel, set()).add(kolom)
    return uit


def kopieer(c: psycopg.Connection[Any], tabellen: Tabellen, als_json: dict[str, set[str]]) -> int:
    """Everything in one transaction; gives the number of rows."""
    n = 0
    with c.transaction(), c.cursor() as cursor:
        for tabel, per in tabellen.items():
            json_hier = als_json.get(tabel, set())
            for kolommen, rijen in per.items():
                vormen = [_als_json if k in json_hier else _tekst for k in kolommen]
                n += len(rijen)
                opdracht = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(tabel), sql.SQL(", ").join(map(sql.Identifier, kolommen)))
                with cursor.copy(opdracht) as kopie:
                    kopie.write("".join("\t".join([vorm(v) for vorm, v in zip(vormen, rij, strict=True)]) + "\n" for rij in rijen))
    return n


# the text format of COPY, by kind of value: beside deriving, this is most of what a set costs

_BIJZONDER: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_RAAR: Final = re.compile(r"[\\\t\n\r]")
_json: Final = json.JSONEncoder(default=str).encode


def _als_json(v: Any) -> str:
    return r"\N" if v is None else _woord(_json(v))


def _tekst(v: Any) -> str:
    return _VORM.get(type(v), str)(v)


def _woord(v: str) -> str:
    return v.translate(_BIJZONDER) if _RAAR.search(v) else v


@lru_cache(1 << 16)
def _rij(v: tuple[Any, ...]) -> str:
    """An array; most are the same few norms and roles."""
    return _woord("{" + ",".join(json.dumps(str(x), ensure_ascii=False) for x in v) + "}")


_VORM: Final[dict[type, Callable[[Any], str]]] = {
    str: _woord,
    bytes: lambda v: rf"\\x{v.hex()}",
    tuple: _rij,
    list: lambda v: _rij(tuple(v)),
    type(None): lambda _: r"\N",
}


@contextmanager
def zonder_indexen(c: psycopg.Connection[Any]) -> Iterator[None]:
    """Without the indexes of the file that guard nothing, and made again afterwards: much faster than keeping them up row by row."""
    vraag = """select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class t on t.oid = i.indrelid
        where (t.relname like 'dossier\\_%' or t.relname like 'delen\\_%') and not i.indisunique"""
    indexen = c.execute(vraag).fetchall()
    for naam, _ in indexen:
        c.execute(sql.SQL("drop index {}").format(sql.Identifier(naam)))
    yield
    c.execute("set maintenance_work_mem = '512MB'")
    for _, opdracht in indexen:
        c.execute(opdracht)
