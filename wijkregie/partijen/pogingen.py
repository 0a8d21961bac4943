# SPDX-License-Identifier: EUPL-1.2
"""Throttling of log-in: failed attempts counted per account and per address, in windows that end by themselves.

Per account 10 and per address 60 failures in 15 minutes, counted from the first failure; the window never grows, so nobody is shut
out for longer than 15 minutes. An attempt is counted before the password is looked at, so that parallel attempts gain nothing.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wijkregie.partijen.models import Poging
from wijkregie.partijen.models.leden import naam_van_invoer

VENSTER: Final = timedelta(minutes=15)
PER_ACCOUNT: Final = 10
PER_ADRES: Final = 60
_MET_POORT: Final = re.compile(r"^(?:([0-9.]+)|\[([0-9A-Fa-f:.]+)\])(?::[0-9]+)?$")


class TeVaak(Exception):
    """Too many failures: no password is looked at before `minuten` have passed."""

    def __init__(self, minuten: int, *, eerste: bool = False, account: bool = False) -> None:
        super().__init__("te vaak geprobeerd")
        self.minuten = minuten
        self.account = account  # the account is shut; else the address it came from, and the account is open for others
        self.eerste = eerste  # the first one that was refused in this window


@dataclass(frozen=True, slots=True)
class Teller:
    """One counted attempt: its account and its address, hashed with the secret of this installation."""

    account: str
    adres: str


_TEL: Final = """INSERT INTO partijen_poging AS p (wie, begin, aantal) VALUES (%(wie)s, %(nu)s, 1)
    ON CONFLICT (wie) DO UPDATE SET
        aantal = CASE WHEN p.begin <= %(oud)s THEN 1 ELSE p.aantal + 1 END,
        begin = CASE WHEN p.begin <= %(oud)s THEN excluded.begin ELSE p.begin END
    RETURNING aantal, begin"""


def tel(gebruikersnaam: str, adres: str, nu: datetime) -> Teller:
    """Count an attempt. Raises TeVaak when it is one too many, for a known and an unknown account alike."""
    teller = Teller(_hash("account", naam_van_invoer(gebruikersnaam)), _hash("adres", adres))
    _tel(teller.adres, PER_ADRES, nu)  # an address that is shut out cannot shut out accounts
    _tel(teller.account, PER_ACCOUNT, nu, account=True)
    return teller


def adresteller(wat: str, adres: str) -> Teller:
    """A count of its own per address, for what anybody may ask for before it is known who that is."""
    return Teller("", _hash(wat, adres))


def tel_adres(teller: Teller, nu: datetime, grens: int = PER_ADRES) -> None:
    """Raises TeVaak."""
    _tel(teller.adres, grens, nu)


def gelukt(teller: Teller, nu: datetime) -> None:
    """A log-in that succeeded is no failure: the account starts anew, the address loses one. Old windows are cleared away."""
    with connections["default"].cursor() as c:
        c.execute("UPDATE partijen_poging SET aantal = greatest(aantal - 1, 0) WHERE wie = %s", [teller.adres])
    Poging.objects.filter(wie=teller.account).delete()
    Poging.objects.filter(begin__lte=nu - VENSTER).delete()


def _tel(wie: str, grens: int, nu: datetime, *, account: bool = False) -> None:
    """Raises TeVaak."""
    with connections["default"].cursor() as c:
        c.execute(_TEL, {"wie": wie, "nu": nu, "oud": nu - VENSTER})
        aantal, begin = c.fetchone()
    if aantal > grens:
        raise TeVaak(max(1, ceil((begin + VENSTER - nu) / timedelta(minutes=1))), eerste=aantal == grens + 1, account=account)


def _hash(soort: str, tekst: str) -> str:
    return salted_hmac(f"wijkregie.pogingen.{soort}", tekst, algorithm="sha256").hexdigest()


def adres_van(verzoek: HttpRequest) -> str:
    """Where a request comes from: one IPv4 address or one IPv6 network. Behind AANTAL_PROXIES of our own the outermost of them tells.

    Each proxy adds at the end who came to it. What stands before that was written by the visitor and is not looked at.
    """
    adres = str(verzoek.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.AANTAL_PROXIES
    keten = [x.strip() for x in str(verzoek.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if x.strip()]
    if proxies and len(keten) >= proxies:
        adres = _MET_POORT.sub(r"\1\2", keten[-proxies])
    try:
        ip = ipaddress.ip_address(adres)
    except ValueError:
        return "onbekend"
    if ip.version == 6 and ip.ipv4_mapped is not None:  # else every IPv4 visitor is of one network
        ip = ip.ipv4_mapped
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))
