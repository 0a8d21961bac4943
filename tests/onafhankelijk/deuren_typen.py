# SPDX-License-Identifier: EUPL-1.2
"""Typing a marker into every address: into its path, its query and every field of its form. A form may show it again to who typed it; an error
page, a title, a header and a log may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .wereld import Wereld

VRAGEN = ("q", "feiten", "dag", "blad", "bekend_op", "partij", "van", "welke", "next", "state", "code", "dossier", "sleutel")
VELDEN = ("q", "naam", "reden", "toelichting", "gebruikersnaam", "wachtwoord", "code", "wat", "tot", "grond", "nummer", "mail", "partij", "op", "f-x")
NIET_STUREN = {"uitloggen", "sessies_weg", "sessie_weg"}


def patronen() -> dict[str, list[str]]:
    """The addresses by name, each with the kinds of what they name."""

    def loop(lijst: list[Any]) -> Iterator[tuple[str, list[str]]]:
        for p in lijst:
            if isinstance(p, URLResolver):
                yield from loop(p.url_patterns)
            elif isinstance(p, URLPattern) and p.name:
                yield p.name, list(p.pattern.converters)

    return dict(loop(get_resolver().url_patterns))


def adressen(w: Wereld, woord: str) -> Iterator[tuple[str, str]]:
    """Each address with ids that are there, and where it names something by a text with what was typed."""
    m = w.merken[0]
    echt: dict[str, Any] = {
        "nummer": w.nummer(m.dossier), "dossier": w.nummer(m.dossier), "bestand": uuid4(), "pakketnummer": w.pakket, "vorm": "pdf", "organisatie": 1,
        "wat": f"verborgen/{woord}", "besluit": w.besluit, "naam": "dossier",
        "bijeenkomst": uuid4(), "punt": uuid4(), "teken": "A" * 43,
    }  # fmt: skip
    for naam, wat in patronen().items():
        echt["feit"] = m.soort if naam in ("handeling", "volgt", "brief_concept") else m.feit
        yield naam, reverse(naam, kwargs={k: echt[k] for k in wat})
        for k in wat:
            if k not in ("organisatie", "besluit", "bijeenkomst", "punt"):  # these are no text
                yield naam, reverse(naam, kwargs={x: woord if x == k else echt[x] for x in wat})


def typ(w: Wereld, c: Any, woord: str) -> Iterator[tuple[str, Any]]:
    for naam, adres in adressen(w, woord):
        yield f"GET {adres}", c.get(adres, dict.fromkeys(VRAGEN, woord))
        if naam not in NIET_STUREN:
            velden = {*VELDEN, *re.findall(r'name="([^"]+)"', c.get(adres).content.decode("utf-8", "replace"))}
            yield f"POST {adres}", c.post(adres, dict.fromkeys(velden - {"csrfmiddlewaretoken"}, woord))


def bezwaren(wat: str, a: Any, woord: str) -> Iterator[str]:
    kop = "\n".join(f"{k}: {v}" for k, v in a.items()) + "".join(str(x) for x in a.cookies.values())
    tekst = "" if a.streaming else a.content.decode("utf-8", "replace")
    if a.status_code >= 500:
        yield f"{wat}: {a.status_code}"
    if woord in kop:
        yield f"{wat}: in a header"
    if woord in "".join(re.findall(r"<title>(.*?)</title>", tekst, re.S)):
        yield f"{wat}: in the title"
    if a.status_code in (403, 404, 405, 500) and woord in tekst:
        yield f"{wat}: on the error page {a.status_code}"


OPEN = {"dossier_kop", "dossier_bestand", "dossier_publicatie"}
"""Where content lies readable, as docs/beveiliging.md says: heads and names of files that are not of a category that is encrypted."""


def staat_leesbaar(w: Wereld, patroon: str) -> set[str]:
    """The tables in which a marker stands as text: queue, read log, events and sessions too."""
    tabellen = w.d.databank.beheer("select tablename from pg_tables where schemaname = 'public'")
    return {t for (t,) in tabellen if w.d.databank.beheer(f'select 1 from "{t}" x where x::text ~* %s limit 1', patroon)}
