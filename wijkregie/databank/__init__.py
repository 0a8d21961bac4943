# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL of one's own for demo, development and tests, and the roles that every server needs. Production names its server in DATABASE_URL."""

from wijkregie.databank.fouten import DatabankFout
from wijkregie.databank.inrichting import BEHEER, DATABANK, EIGENAAR, KERN, RESERVE, WEB, maak_databank, voor_productie
from wijkregie.databank.plek import MAP, wegwerpmap
from wijkregie.databank.server import Server, gebruik, server, start

__all__ = [
    "BEHEER", "DATABANK", "EIGENAAR", "KERN", "MAP", "RESERVE", "WEB",
    "DatabankFout", "Server", "gebruik", "maak_databank", "server", "start", "voor_productie", "wegwerpmap",
]  # fmt: skip
