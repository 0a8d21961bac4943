# SPDX-License-Identifier: EUPL-1.2
"""Whereto the read log is sent (Logboek Dataverwerkingen), from the environment. Nothing set: nowhere; the lines wait in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

ADRES, REGISTER, SLEUTEL, KOP = "WIJKREGIE_LOGBOEK", "WIJKREGIE_LOGBOEK_REGISTER", "WIJKREGIE_LOGBOEK_SLEUTEL", "WIJKREGIE_LOGBOEK_KOP"


def uit_omgeving(omgeving: Mapping[str, str]) -> dict[str, str] | None:
    """The setting LOGBOEK."""
    if not omgeving.get(ADRES):
        return None
    return {"adres": omgeving[ADRES], "register": omgeving[REGISTER], "sleutel": omgeving[SLEUTEL], "kop": omgeving.get(KOP, "")}


def bezwaren(omgeving: Mapping[str, str]) -> list[str]:
    """What is not safe, or lacks, in production. Values are not repeated."""
    if not omgeving.get(ADRES):
        los = [n for n in (REGISTER, SLEUTEL, KOP) if omgeving.get(n)]
        return [f"{los[0]} is gezet en {ADRES} niet: noem het adres waar het leeslog heen moet, of haal {los[0]} weg."] if los else []
    fouten = []
    for naam in (ADRES, REGISTER):
        delen = urlsplit(omgeving.get(naam, ""))
        if delen.scheme != "https" or not delen.hostname:
            fouten.append(f"{naam} is geen adres met https://: zo gaat het leeslog onversleuteld of nergens heen.")
    if len(omgeving.get(SLEUTEL, "")) < 32:
        fouten.append(f"{SLEUTEL} is te kort: geef een willekeurige tekst van minstens 32 tekens. Daarmee worden namen onherkenbaar.")
    if omgeving.get(KOP) and ":" not in omgeving[KOP]:
        fouten.append(f"{KOP} is geen kopregel: schrijf bijvoorbeeld Authorization: Bearer en dan de code.")
    return fouten
