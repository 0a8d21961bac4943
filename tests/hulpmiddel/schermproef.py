# SPDX-License-Identifier: EUPL-1.2
"""Sample pages with their strings and lists replaced, and HTML read back: for tests of templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any, Literal, get_args, get_origin, get_type_hints

from django.template.loader import render_to_string
from django.test import RequestFactory

from wijkregie.scherm.beelden import Beeld, Pagina
from wijkregie.scherm.fouten import ALLE
from wijkregie.scherm.patronen.schermen import STALEN

NIET_RAKEN = frozenset({"adres", "start", "zoek", "uitloggen", "iso", "stap", "concept", "blad"})
"""Addresses and machine values: ours, never typed by anyone."""
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"})


def stalen() -> dict[str, tuple[Pagina, Beeld]]:
    uit: dict[str, tuple[Pagina, Beeld]] = {naam: (pagina, maak()) for naam, (pagina, maak) in STALEN.items()}
    return uit | {f"fout-{n}": (Pagina(f.kop, ""), f) for n, f in ALLE.items()}


def html(pagina: Pagina, beeld: Beeld, sjabloon: str = "") -> str:
    return render_to_string(sjabloon or beeld.sjabloon, {"pagina": pagina, "beeld": beeld}, RequestFactory().get("/"))


def overal(ding: Any, tekst: Callable[[str], str], rij: Callable[[tuple[Any, ...]], tuple[Any, ...]] = lambda r: r) -> Any:
    """The same beeld with every text and every list passed through a function; what a Literal names stays."""
    if isinstance(ding, str):
        return tekst(ding)
    if isinstance(ding, tuple):
        return rij(tuple(overal(d, tekst, rij) for d in ding))
    if not is_dataclass(ding) or isinstance(ding, type):
        return ding
    soorten = get_type_hints(type(ding))
    anders = {}
    for f in fields(ding):
        waarde = getattr(ding, f.name)
        vast = f.name in NIET_RAKEN or get_origin(soorten[f.name]) is Literal or (isinstance(waarde, str) and waarde in get_args(soorten[f.name]))
        if not vast:
            anders[f.name] = overal(waarde, tekst, rij)
    return replace(ding, **anders)


class Lezer(HTMLParser):
    """Reads a page back: elements with their attributes, text with the elements around it, and what is not closed."""

    def __init__(self, bron: str) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str]]] = []
        self.teksten: list[tuple[tuple[str, ...], str]] = []
        self.fout: list[str] = []
        self._open: list[str] = []
        self.feed(bron)
        self.close()
        self.fout += [f"not closed: {n}" for n in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        namen = [n for n, _ in attrs]
        if len(namen) != len(set(namen)):
            self.fout.append(f"attribute twice in {tag}: {namen}")
        self.elementen.append((tag, {n: w or "" for n, w in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, {n: w or "" for n, w in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.fout.append(f"closed but not open: {tag}")

    def handle_data(self, data: str) -> None:
        self.teksten.append((tuple(self._open), data))
