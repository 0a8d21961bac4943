# SPDX-License-Identifier: EUPL-1.2
"""Is this environment fit for production? One list of everything that is not, for who reads it at the first start. Values are never repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from wijkregie.klok import VARIABELE
from wijkregie.project.databanken import VARIABELEN, uit_omgeving, uit_url
from wijkregie.project.geheim import lees_hoofdsleutels

VERBODEN = {
    VARIABELE: "de klok mag in productie niet verzet worden",
    "WIJKREGIE_DEMO": "de demo laat ieder zonder wachtwoord binnen",
    "DJANGO_DEBUG": "foutpagina's zouden gegevens tonen",
    "DEBUG": "foutpagina's zouden gegevens tonen",
}
VEILIG_TLS = {"require", "verify-ca", "verify-full"}


@dataclass(frozen=True, slots=True)
class Keuring:
    """What production needs, checked."""

    geheim: str
    hoofdsleutels: tuple[bytes, ...]
    adressen: list[str]
    hosts: list[str]
    databanken: dict[str, dict[str, Any]]
    proxies: int
    statisch: str


def keur(omgeving: Mapping[str, str]) -> Keuring:
    """Raises ImproperlyConfigured with all that is wrong."""
    fouten = [f"Haal {naam} weg: {reden}." for naam, reden in VERBODEN.items() if naam in omgeving]
    fouten += _geheim(omgeving.get("WIJKREGIE_GEHEIM", "")) + _hoofdsleutels(omgeving.get("WIJKREGIE_HOOFDSLEUTELS", ""))
    adressen = omgeving.get("WIJKREGIE_ADRES", "").split()
    hosts, over_adres = _hosts(adressen)
    fouten += over_adres + _databanken(omgeving) + _proxies(omgeving.get("WIJKREGIE_PROXIES", "0"))
    if fouten:
        regels = "".join(f"\n- {f}" for f in fouten)
        raise ImproperlyConfigured(f"Wijkregie start niet: de instellingen zijn niet veilig.{regels}\nZie docs/howto/productie.md.")
    return Keuring(
        geheim=omgeving["WIJKREGIE_GEHEIM"],
        hoofdsleutels=lees_hoofdsleutels(omgeving["WIJKREGIE_HOOFDSLEUTELS"]),
        adressen=adressen,
        hosts=hosts,
        databanken=uit_omgeving(omgeving),
        proxies=int(omgeving.get("WIJKREGIE_PROXIES", "0")),
        statisch=omgeving.get("WIJKREGIE_STATISCH", "/var/lib/wijkregie/statisch"),
    )


def _geheim(geheim: str) -> list[str]:
    if not geheim:
        return ["WIJKREGIE_GEHEIM ontbreekt: geef een willekeurige tekst van minstens 50 tekens."]
    if len(geheim) < 50 or len(set(geheim)) < 10:
        return ["WIJKREGIE_GEHEIM is te makkelijk te raden: geef een willekeurige tekst van minstens 50 tekens."]
    return []


def _hoofdsleutels(tekst: str) -> list[str]:
    if not tekst:
        return ["WIJKREGIE_HOOFDSLEUTELS ontbreekt: maak een sleutel met wijkregie sleutels nieuw, en bewaar haar buiten de databank."]
    try:
        lees_hoofdsleutels(tekst)
    except ValueError:
        return ["WIJKREGIE_HOOFDSLEUTELS is niet goed: noem een of meer verschillende sleutels van wijkregie sleutels nieuw, de nieuwste voorop."]
    return []


def _proxies(aantal: str) -> list[str]:
    if re.fullmatch(r"[0-9]", aantal):
        return []
    return ["WIJKREGIE_PROXIES is geen aantal: noem hoeveel eigen proxies er voor Wijkregie staan, van 0 tot en met 9."]


def _hosts(adressen: list[str]) -> tuple[list[str], list[str]]:
    if not adressen:
        return [], ["WIJKREGIE_ADRES ontbreekt: noem het adres waarop mensen Wijkregie openen, bijvoorbeeld https://wijkregie.example."]
    hosts, fouten = [], []
    for adres in adressen:
        delen = urlsplit(adres)
        if delen.scheme != "https":
            fouten.append("WIJKREGIE_ADRES begint niet met https://: zonder versleuteling leest een ander mee.")
        if not delen.hostname or "*" in delen.netloc or delen.path.strip("/"):
            fouten.append("WIJKREGIE_ADRES is geen adres van een website: noem https:// en de naam, zonder sterretje of pad.")
        hosts.append(delen.hostname or "")
    return hosts, fouten


def _databanken(omgeving: Mapping[str, str]) -> list[str]:
    fouten: list[str] = []
    rollen: dict[str, str] = {}
    for naam in VARIABELEN.values():
        if not omgeving.get(naam):
            fouten.append(f"{naam} ontbreekt: noem de databank en de rol.")
            continue
        try:
            d = uit_url(omgeving[naam])
        except psycopg.ProgrammingError:
            fouten.append(f"{naam} is geen adres van een databank: schrijf postgresql://rol:wachtwoord@machine/naam?sslmode=verify-full.")
            continue
        rol = d.get("USER", "")
        if not rol or not d.get("NAME"):
            fouten.append(f"{naam} noemt geen rol of geen databank.")
        elif rol == "postgres":
            fouten.append(f"{naam} gebruikt de rol postgres: die mag alles. Gebruik een eigen rol.")
        elif rol in rollen:
            fouten.append(f"{naam} gebruikt dezelfde rol als {rollen[rol]}: dan scheidt niets de pagina's van de kern. Geef elk een eigen rol.")
        rollen.setdefault(rol, naam)
        lokaal = not d.get("HOST") or str(d["HOST"]).startswith("/")
        if not lokaal and d["OPTIONS"].get("sslmode") not in VEILIG_TLS:
            fouten.append(f"{naam} gaat onversleuteld over het netwerk: zet er sslmode=verify-full achter.")
    return fouten
