# SPDX-License-Identifier: EUPL-1.2
"""Somebody who opens pages: a logged-in client in this process, from address to bytes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import connections
from django.test import Client
from django.urls import Resolver404, resolve

from wijkregie.partijen.inlog import Inlog
from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

ALIASSEN = ("default", "kern")


def loopt(adres: str) -> bool:
    """Is there such a page in this version?"""
    try:
        resolve(adres)
    except Resolver404:
        print(f"  {adres} is er nog niet")
        return False
    return True


@dataclass(frozen=True, slots=True)
class Bezoek:
    status: int
    duur: float  # seconds
    vragen: int  # to the database


class Bezoeker:
    def __init__(self, lidmaatschap: int, login: int) -> None:
        self.client = Client(SERVER_NAME="localhost")
        gebruiker = Inlog().get_user(login)
        assert gebruiker is not None
        self.client.force_login(gebruiker, "wijkregie.partijen.inlog.Inlog")
        s = self.client.session
        s[LIDMAATSCHAP] = lidmaatschap
        s.save()

    def bezoek(self, adres: str, vorm: dict[str, str] | None = None) -> Bezoek:
        """Open a page, or send a form to it."""
        tel = _Teller()
        with ExitStack() as stapel:
            for alias in ALIASSEN:
                stapel.enter_context(connections[alias].execute_wrapper(tel))
            begin = perf_counter()
            antwoord = self.client.get(adres) if vorm is None else self.client.post(adres, vorm)
            duur = perf_counter() - begin
        return Bezoek(antwoord.status_code, duur, tel.n)


class _Teller:
    def __init__(self) -> None:
        self.n = 0

    def __call__(self, doe: Callable[..., Any], sql: str, waarden: Any, vele: bool, om: dict[str, Any]) -> Any:
        self.n += 1
        return doe(sql, waarden, vele, om)
