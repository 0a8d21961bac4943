# SPDX-License-Identifier: EUPL-1.2
"""The forms of a page, as a browser reads them."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Formulier:
    adres: str
    methode: str
    velden: tuple[tuple[str, str], ...]  # name and value; of choices each one
    bestanden: bool = False


class _Lezer(HTMLParser):
    def __init__(self, pad: str) -> None:
        super().__init__()
        self.pad, self.uit, self.links = pad, [], set()  # type: str, list[Formulier], set[str]
        self._open: tuple[str, str] | None = None
        self._velden: list[tuple[str, str]] = []
        self._bestanden = False
        self._keuze = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {n: w or "" for n, w in attrs}
        if tag == "a" and a.get("href", "").startswith("/"):
            self.links.add(a["href"].partition("#")[0])
        elif tag == "form" and a.get("method") != "dialog":
            self._open = (urljoin(self.pad, a.get("action") or self.pad), a.get("method", "get").upper())
            self._velden, self._bestanden = [], False
        elif tag == "select":
            self._keuze = a.get("name", "")
        elif tag == "option" and self._keuze:
            self._veld(self._keuze, a.get("value", ""))
        elif tag in ("input", "textarea", "button") and a.get("name"):
            if a.get("type") == "file":
                self._bestanden = True
            else:
                self._veld(a["name"], a.get("value", ""))

    def _veld(self, naam: str, waarde: str) -> None:
        if self._open is not None and naam != "csrfmiddlewaretoken":
            self._velden.append((naam, waarde))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._keuze = ""
        elif tag == "form" and self._open is not None:
            self.uit.append(Formulier(*self._open, tuple(self._velden), self._bestanden))
            self._open = None


def _lees(html: str, pad: str) -> _Lezer:
    lezer = _Lezer(pad)
    lezer.feed(html)
    return lezer


def formulieren(html: str, pad: str) -> list[Formulier]:
    return [f for f in _lees(html, pad).uit if not urlsplit(f.adres).netloc]


def koppelingen(html: str) -> set[str]:
    return _lees(html, "/").links
