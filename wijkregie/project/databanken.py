# SPDX-License-Identifier: EUPL-1.2
"""The three doors to the database as Django wants them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from wijkregie.databank import DATABANK, EIGENAAR, KERN, WEB, Server

VARIABELEN = {"default": "DATABASE_URL_WEB", "kern": "DATABASE_URL_KERN", "eigenaar": "DATABASE_URL"}
ALLEEN_PAGINAS = "WIJKREGIE_ALLEEN_PAGINAS"
"""Set by the web server for itself: it needs no owner of the tables, so it does not carry that password."""
ROLLEN = {"default": WEB, "kern": KERN, "eigenaar": EIGENAAR}
EIGEN_VELDEN = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def uit_url(url: str) -> dict[str, Any]:
    """A database from an address as libpq knows it, sslmode and the like included. Raises psycopg.ProgrammingError when it is none."""
    delen = conninfo_to_dict(url)
    data: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}
    for naam, waarde in delen.items():
        if naam in EIGEN_VELDEN:
            data[EIGEN_VELDEN[naam]] = str(waarde)
        else:
            data["OPTIONS"][naam] = waarde
    return data


def uit_omgeving(omgeving: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    return met_pool({alias: uit_url(omgeving[v]) for alias, v in nodig(omgeving).items()})


def nodig(omgeving: Mapping[str, str]) -> dict[str, str]:
    """The doors that this process uses, and where their addresses stand."""
    return {a: v for a, v in VARIABELEN.items() if a != "eigenaar" or ALLEEN_PAGINAS not in omgeving}


def van_server(server: Server, databank: str = DATABANK) -> dict[str, dict[str, Any]]:
    return {alias: server.django(rol, databank) for alias, rol in ROLLEN.items()}


def met_pool(databanken: dict[str, dict[str, Any]], grootste: int = 8) -> dict[str, dict[str, Any]]:
    """Connections that stay open, for the two doors that pages use. With a pool CONN_MAX_AGE must stay 0.

    Statements are prepared: with row-level security planning one costs more than carrying it out.
    """
    for alias in ("default", "kern"):
        opties = databanken[alias].setdefault("OPTIONS", {})
        opties["pool"] = {"min_size": 1, "max_size": grootste, "timeout": 10}
        opties |= {"server_side_binding": True, "prepare_threshold": 5}
        opties["options"] = f"{opties.get('options', '')} -c jit=off".strip()  # compiling a query with policies costs more than its answer
        databanken[alias]["CONN_MAX_AGE"] = 0
    return databanken
