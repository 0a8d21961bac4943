# SPDX-License-Identifier: EUPL-1.2
"""What the attacks share."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from gemeenteproef import klant


def nummer(d: Any, dossier: UUID) -> str:
    return str(d.databank.beheer("select nummer from dossier_dossier where id = %s", dossier)[0][0])


def zacht(c: Any) -> Any:
    c.raise_request_exception = False
    return c


def formulier(c: Any, adres: str) -> dict[str, Any]:
    html = c.get(adres).content.decode()
    return {n: re.search(rf'name="{n}" value="([^"]*)"', html)[1] for n in ("sleutel", "kenmerk")}  # type: ignore[index]


def ingelogd(d: Any, wie: str) -> Any:
    """A client that is logged in as a persona; an error is a page here too."""
    c = klant(d, wie)
    c.raise_request_exception = False
    return c
