# SPDX-License-Identifier: EUPL-1.2
"""Is this environment fit for production? One list of everything that is not, for who reads it at the first start. Values are never repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from wijkregie.klok import VARIABELE
from wijkregie.project import doorsturen
from wijkregie.project.databanken import nodig, uit_omgeving, uit_url
from wijkregie.project.geheim import lees_hoofdsleutels

VERBODEN = {
    VARIABELE: "de klok mag in productie niet verzet worden",
    "WIJKREGIE_DEMO": "de demo laat ieder zonder wachtwoord binnen",
    "DJANGO_DEBUG": "foutpagina's zouden gegevens tonen",
    "DEBUG": "foutpagina's zouden gegevens tonen",
}
GEEN_PROXY = "zonder eigen proxy (WIJKREGIE_PROXIES is 0) zou een bezoeker die kopregel kunnen schrijven."
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
    adreskop: str
    statisch: str
    sleutels_inlog: tuple[str, ...]
    mail: SplitResult | None
    mail_van: str


def keur(omgeving: Mapping[str, str]) -> Keuring:
    """Raises ImproperlyConfigured with all that is wrong."""
    fouten = [f"Haal {naam} weg: {reden}." for naam, reden in VERBODEN.items() if naam in omgeving]
    fouten += _geheim(omgeving.get("WIJKREGIE_GEHEIM", "")) + _hoofdsleutels(omgeving.get("WIJKREGIE_HOOFDSLEUTELS", ""))
    inlog = tuple(omgeving.get("WIJKREGIE_SLEUTEL_INLOG", "").split())
    fouten += _geheim(inlog[0] if inlog else "", "WIJKREGIE_SLEUTEL_INLOG")
    if inlog and inlog[0] == omgeving.get("WIJKREGIE_GEHEIM"):
        fouten.append("WIJKREGIE_SLEUTEL_INLOG is gelijk aan WIJKREGIE_GEHEIM: geef een eigen tekst.")
    adressen = omgeving.get("WIJKREGIE_ADRES", "").split()
    hosts, over_adres = _hosts(adressen)
    fouten += over_adres + _databanken(omgeving) + _proxies(proxies := omgeving.get("WIJKREGIE_PROXIES", "0"))
    fouten += _adreskop(omgeving.get("WIJKREGIE_ADRESKOP", ""), proxies)
    fouten += _mail(omgeving.get("WIJKREGIE_MAIL", ""), omgeving.get("WIJKREGIE_MAIL_VAN", ""))
    fouten += doorsturen.bezwaren(omgeving)
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
        adreskop=omgeving.get("WIJKREGIE_ADRESKOP", ""),
        statisch=omgeving.get("WIJKREGIE_STATISCH", "/var/lib/wijkregie/statisch"),
        sleutels_inlog=inlog,
        mail=urlsplit(omgeving["WIJKREGIE_MAIL"]) if omgeving.get("WIJKREGIE_MAIL") else None,
        mail_van=omgeving.get("WIJKREGIE_MAIL_VAN", ""),
    )


def _geheim(geheim: str, naam: str = "WIJKREGIE_GEHEIM") -> list[str]:
    if not geheim:
        return [f"{naam} ontbreekt: geef een willekeurige tekst van minstens 50 tekens."]
    if len(geheim) < 50 or len(set(geheim)) < 10:
        return [f"{naam} is te makkelijk te raden: geef een willekeurige tekst van minstens 50 tekens."]
    return []


def _mail(server: str, van: str) -> list[str]:
    """Links to get in go by mail: never readable on the way."""
    if not server:
        return []
    fouten = []
    if urlsplit(server).scheme != "smtps" or not urlsplit(server).hostname:
        fouten.append("WIJKREGIE_MAIL is geen versleutelde mailserver: schrijf smtps://gebruiker:wachtwoord@machine:465.")
    if "@" not in van:
        fouten.append("WIJKREGIE_MAIL_VAN ontbreekt: noem het mailadres waar uitnodigingen vandaan komen.")
    return fouten


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


def _adreskop(naam: str, proxies: str) -> list[str]:
    """Behind a proxy the address comes in a header by a name that cannot be guessed: whoever knows the name can write it."""
    if proxies == "0":
        return [f"Haal WIJKREGIE_ADRESKOP weg: {GEEN_PROXY}"] if naam else []
    if not naam:
        return ["WIJKREGIE_ADRESKOP ontbreekt: noem de kopregel waarin uw proxy het adres van de bezoeker schrijft, met een naam die niemand raadt."]
    if re.fullmatch(r"X(-[A-Za-z0-9]+)+", naam) is None or len(naam) < 20 or len(set(naam.lower())) < 10:
        return ["WIJKREGIE_ADRESKOP is te makkelijk te raden: neem X- met daarachter minstens 18 willekeurige letters en cijfers."]
    return []


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
    for naam in nodig(omgeving).values():
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
