# SPDX-License-Identifier: EUPL-1.2
"""Searching by name and by everything that stands in a dossier: what a persona may not read finds nothing, and the answer is that of a word that is
nowhere. Also where a form looks for whom it is about: a new dossier, a request."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from .wereld import Wereld, merktekst


def koppen(w: Wereld) -> dict[str, set[UUID]]:
    """What dossiers can be found by: the marker in a line of a head, and the dossiers with that line."""
    uit: dict[str, set[UUID]] = {}
    for m in w.merken:
        for (d,) in w.d.databank.beheer("select dossier from dossier_kop where zoek like '%%' || %s || '%%'", m.tekst):
            uit.setdefault(m.tekst, set()).add(d)
    return uit


def kaal(a: Any, vraag: str) -> str:
    """An answer without what was typed, and without what each answer has of its own."""
    tekst = html.unescape(a.content.decode()).lower().replace(vraag.lower(), "")
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=csrfmiddlewaretoken\" value=\")[^\"]*|(?<=x-csrftoken\": \")[^\"]*", "", tekst)


def vragen(c: Any, woord: str) -> Iterator[tuple[str, Any]]:
    """Everywhere where a name is looked for."""
    yield "zoeken", c.post("/zoeken/", {"q": woord})
    yield "zoeken met voornaam", c.post("/zoeken/", {"q": f"Daan {woord}"})
    yield "verzoek", c.post("/privacy/nieuw/", {"sleutel": str(uuid4()), "naam": woord})
    namen = re.findall(r'name="([^"]*achternaam[^"]*)"', c.get("/dossiers/nieuw/").content.decode())
    for naam in namen:
        yield "nieuw", c.post("/dossiers/nieuw/", {"sleutel": str(uuid4()), "bij": "1", naam: woord})


def gevonden(w: Wereld, wie: str, woorden: list[str]) -> dict[str, set[UUID]]:
    """Which dossiers the search gives, for many words at once: as wijk_web, in the context of the page."""
    from .verdeling import doelen_van_de_deur

    with w.d.ogen(wie, doelen_van_de_deur(w, "zoek")) as c:
        c.execute("select m, l.dossier from unnest(%s::text[]) m, lateral dossier_lijkt_op(m, 50) l", [woorden])
        uit: dict[str, set[UUID]] = {}
        for m, d in c.fetchall():
            uit.setdefault(m, set()).add(d)
    return uit


def bezwaren(w: Wereld, c: Any, wie: str, goed: set[str], binnen: set[UUID], in_dienst: bool) -> Iterator[str]:
    """`goed`: the markers that it may read; `binnen`: the dossiers that it may enter."""
    kop = koppen(w)
    if in_dienst:
        for m, ids in gevonden(w, wie, [m.tekst for m in w.merken]).items():
            if m not in goed or not ids <= kop.get(m, set()) & binnen:
                yield f"{wie} vindt {sorted(map(str, ids))} met {m}"
    nergens = [merktekst() for _ in kop]
    for woord, geen in zip(kop, nergens, strict=True):
        if woord not in goed:
            for (waar, a), (_, b) in zip(vragen(c, woord), vragen(c, geen), strict=True):
                if a.status_code != b.status_code or kaal(a, woord) != kaal(b, geen):
                    yield f"{wie} {waar}: wat verborgen is, antwoordt anders dan wat er niet is ({a.status_code}, {b.status_code})"
