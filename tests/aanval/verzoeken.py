# SPDX-License-Identifier: EUPL-1.2
"""Hostile requests: an address that exists and its forms, with one or more parts replaced by what nobody would type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from .formulieren import Formulier
from .stad import Plek, Stad

MERK: Final = "kwaad7913"
"""Stands in every text that is typed: it may come back escaped, and never in a line of a log."""
ZWAAR: Final = 10 * 1024 * 1024

_TEKSTEN: Final = (
    "' or 1=1 --", "'; drop table dossier_feit; --", "1) union select null,version() --", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% debug %}", "${7*7}#{7*7}", "%s%n%(x)s{0}", "../../../../etc/passwd", "a\x00b", "\x00", "\x1b[31m", "\r\nSet-Cookie: x=y", "\nERROR vals",
    "\u202eabc\u2066", "\ufffe\uffff", "\U00020000\U0001f600" * 20, "İıß", "٣²", "a" * 300, "a" * 30_000, "-1", "999999999999999999999", "1e309", "nan",
    "0001-01-01", "31-12-9999", "29-02-2027", "00000000-0000-0000-0000-000000000000", "[]", "{}", '{"a":' * 2000, "[" * 5000, "null", "true", " ", "",
    "//kwaad.example/x", "https://kwaad.example", "javascript:alert(1)", "(" * 3000, "(a+)+$" + "a" * 200, "%00%0a%ff", "\ud7ff\ue000", "WR-2026-0001", "O'Brien",
)  # fmt: skip
_LETTERS: Final = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
TEKST: Final = st.one_of(st.sampled_from(_TEKSTEN), _LETTERS).map(lambda t: t if not t.strip() or len(t) > 5000 else t + MERK)
KOPREGELS: Final = st.sampled_from(
    (
        {"HTTP_HOST": "kwaad.example"}, {"HTTP_HOST": ""}, {"HTTP_HOST": "localhost:99999999"}, {"HTTP_HOST": "[::1"}, {"HTTP_HOST": "a b\x00"},
        {"HTTP_X_FORWARDED_HOST": "kwaad.example"}, {"HTTP_X_FORWARDED_FOR": "9" * 5000}, {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "paneel-inhoud"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[x"},
        {"HTTP_HX_TARGET": "dit-volgt"}, {"HTTP_ACCEPT_LANGUAGE": "zz;q=x" * 500}, {"HTTP_IF_MODIFIED_SINCE": "gisteren"}, {"HTTP_RANGE": "bytes=-1"},
        {"HTTP_REFERER": "http://[x"}, {"HTTP_ORIGIN": "null"}, {"HTTP_ACCEPT": "\x00"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"REMOTE_ADDR": "x"},
        {"HTTP_USER_AGENT": "a" * 50_000}, {"HTTP_AUTHORIZATION": "Basic ===="}, {"HTTP_TRANSFER_ENCODING": "chunked"}, {"CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": "x"}, {"SCRIPT_NAME": "/kwaad"}, {"HTTP_X_ORIGINAL_URL": "/leeslog/"},
    )
)  # fmt: skip
KOEKJES: Final = st.sampled_from(
    ("wijkregie=x", "wijkregie=" + "a" * 5000, "wijkregie=\x00", 'wijkregie="a\\"b"; wijkregie=c', "csrftoken=x", "csrftoken=" + "é" * 32, "=;=;;,", "a" * 9000,
     "sessionid=1; wijkregie=' or 1=1 --", "messages=[[x]]")
)  # fmt: skip
LICHAMEN: Final = st.sampled_from(
    (
        ("multipart/form-data", b"--x\r\n"), ("multipart/form-data; boundary=", b"--\r\n"), ("multipart/form-data; boundary=x", b"--x\r\nrommel"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="op"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="../../x\x00.pdf"\r\n\r\n%PDF-\r\n--x--'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="' + b"a" * 20_000 + b'"\r\n\r\n1\r\n--x--'),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x"), ("multipart/form-data; boundary=x; charset=utf-7", b"--x--"),
        ("application/x-www-form-urlencoded; charset=bestaatniet", b"op=1"), ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfeo\x00p\x00"),
        ("application/x-www-form-urlencoded", b"op=%ff%fe&f-=%&=&&;=%u0041"), ("application/x-www-form-urlencoded", b"a=b&" * 2000),
        ("application/json", b'{"op":' * 3000), ("application/json", b"[" * 100_000), ("text/xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("", b"\x00" * 100), ("a" * 5000, b"x"), ("application/x-www-form-urlencoded", b"f-omschrijving=" + b"a" * ZWAAR),
        ("application/octet-stream", b"\xff" * 1000),
    )
)  # fmt: skip
BESTANDEN: Final = (
    ("x.pdf", b"%PDF-1.4 x"), ("x.jpg", b"<html><script>alert(1)</script>"), ("x.svg", b"<svg onload=alert(1)>"), ("../../x", b"%PDF-1"), ("a\x00.exe", b"MZ\x90"),
    ("x.docx", b"PK\x03\x04rommel"), ("", b"\xff\xd8\xff"), ("\u202efdp.exe", b""), ("." * 300, b"\x89PNG\r\n\x1a\n"),
)  # fmt: skip
# Parts of an address as they go over the line: bytes that are no text, and separators that are not seen as such.
RAUW: Final = st.sampled_from(("%ff%fe", "%C0%80", "%E2%82", "%2e%2e%2f", "%2F%2F", "%00", "%0d%0aX:%20y", "%ed%a0%80", "%", "%zz", "..", ".", "%5c"))
WAT: Final = ("veld",) * 8 + ("adres",) * 3 + ("vraag",) * 3 + ("lichaam", "methode", "kop", "koekje")
# What decides whose the record is and who acts: none of it is ever a form's to say.
BINNENSTE: Final = (
    "vastgelegd_door",
    "vastgelegd_op",
    "organisatie",
    "gemeente",
    "lidmaatschap_id",
    "login",
    "door",
    "soort",
    "is_superuser",
    "rollen",
    "nummer",
    "id",
    "masker",
)


@dataclass
class Verzoek:
    """One request as it is sent."""

    wie: str
    route: str
    methode: str
    pad: str
    vraag: str = ""
    velden: list[tuple[str, str]] = field(default_factory=list)
    lichaam: tuple[str, bytes] | None = None
    bestand: tuple[str, bytes] | None = None
    kop: dict[str, str] = field(default_factory=dict)
    koekje: str | None = None

    def __str__(self) -> str:
        delen = [
            f"{self.wie} {self.methode} {self.pad[:200]}",
            self.vraag[:100] and f"?{self.vraag[:100]}",
            f"{self.velden!r}"[:600] if self.velden else "",
        ]
        delen += [f"{x!r}"[:120] for x in (self.lichaam, self.bestand, self.kop, self.koekje) if x]
        return " ".join(d for d in delen if d)


@st.composite
def verzoeken(draw: Any, stad: Stad) -> Verzoek:
    """Base: somebody at a place, with a form that stood there or on another page (forged, stale, of somebody else)."""
    # Each address as often as any other, however many places it has.
    route = draw(st.sampled_from(sorted({p.route.naam for p in stad.plekken})))
    plek: Plek = draw(st.sampled_from([p for p in stad.plekken if p.route.naam == route]))
    v = Verzoek(draw(st.sampled_from((*stad.wie, "femke", "femke", "harm"))), route, "GET", plek.pad.partition("?")[0], plek.pad.partition("?")[2])
    wat = {draw(st.sampled_from(WAT)), draw(st.sampled_from(WAT))}
    if "adres" in wat:
        nieuw = {a: draw(st.one_of(TEKST.map(lambda t: quote(t[:2000], safe="")), RAUW)) for a in plek.route.argumenten if draw(st.booleans())}
        v.pad = plek.route.vorm.format(**{a: nieuw[a] if a in nieuw else _van(plek, a) for a in plek.route.argumenten})
    if "vraag" in wat:
        namen = st.sampled_from(
            ("dag", "bekend_op", "van", "blad", "welke", "groep", "ding", "plicht", "next", "partij", "soort", "als", "feiten", "merk", "voor", "x[]")
        )
        v.vraag = urlencode([(draw(namen), draw(TEKST)[:3000]) for _ in range(draw(st.integers(1, 3)))]) + draw(st.one_of(st.just(""), RAUW))
    if "veld" in wat:
        _formulier(draw, stad, plek, v)
    if "lichaam" in wat:
        v.methode, v.lichaam = "POST", draw(LICHAMEN)
    if "methode" in wat:
        v.methode = draw(st.sampled_from(("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "KWAAD", "POST", "get")))
    if "kop" in wat:
        v.kop = dict(draw(KOPREGELS))
    if "koekje" in wat:
        v.koekje = draw(KOEKJES)
    return v


def _van(plek: Plek, argument: str) -> str:
    """The value that this place has for an argument."""
    delen, vorm = plek.pad.partition("?")[0].split("/"), plek.route.vorm.split("/")
    i = vorm.index(f"{{{argument}}}")
    return delen[i] if argument != "wat" else "/".join(delen[i:-1])  # the only argument of several parts, and the last of its address


def _formulier(draw: Any, stad: Stad, plek: Plek, v: Verzoek) -> None:
    """Send a form with some of its fields changed, doubled, left out or added."""
    eigen = [f for f in plek.formulieren if f.methode == "POST"]
    alle = [f for p in stad.plekken for f in p.formulieren if f.methode == "POST"]
    f: Formulier = draw(st.sampled_from(eigen if eigen and draw(st.integers(0, 3)) else alle))
    v.methode = "POST"
    if eigen or draw(st.booleans()):  # where the form goes; else it is sent to a place that never had one
        v.pad, _, v.vraag = f.adres.partition("?")
    velden = [x for x in f.velden if draw(st.integers(0, 9))]
    for _ in range(draw(st.integers(1, 3))):
        naam = draw(st.sampled_from(sorted({n for n, _ in f.velden} | {"op", "stap", "reden", "ding", "next"})))
        doe = draw(st.sampled_from(("vervang", "vervang", "dubbel", "weg", "erbij")))
        velden = [x for x in velden if x[0] != naam] if doe in ("vervang", "weg") else velden
        if doe in ("vervang", "dubbel"):
            velden.append((naam, draw(TEKST)))
        elif doe == "erbij":
            velden.append((draw(st.sampled_from(BINNENSTE)), draw(st.sampled_from((str(stad.vreemd_feit), "1", "2", MERK)))))
    v.velden = velden
    if f.bestanden and draw(st.booleans()):
        v.bestand = draw(st.sampled_from(BESTANDEN))
