# SPDX-License-Identifier: EUPL-1.2
"""A mail as bytes -> what it says, or that no person wrote it. Pure; whatever stands in it, the bytes of a stranger decide nothing but text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from typing import Final

from wijkregie.koppelingen.mailhtml import naar_tekst

REGELS, GRENZEN, VOUWEN, DELEN, DIEP = 700_000, 20_000, 50, 500, 20
"""A mail of 35 MB has half a million lines; one with more, or with so many parts, was made to keep us busy."""
_KOP, _SOORTKOP = 4_000, 4_000
"""Characters of a header that are read; and of one about a part, which the library reads again for every piece of it."""
_ONDERTEKEND: Final = re.compile(r"^-- ?$", re.MULTILINE)
_SOORT_RUIS: Final = {"bulk", "junk", "list", "auto_reply"}
_LIJST: Final = ("List-Id", "List-Post", "X-Autoreply", "X-Autorespond")
_MACHINES: Final = ("mailer-daemon", "postmaster")


class Onleesbaar(ValueError):
    """No mail, or one that is not to be read."""


@dataclass(frozen=True, slots=True)
class Bericht:
    """What a mail says. `sleutel`: the same for the same mail; `vanzelf`: a machine sent it, and nobody reports."""

    sleutel: str
    vanzelf: bool
    naam: str = ""
    adres: str = ""
    antwoord_aan: str = ""
    onderwerp: str = ""
    tekst: str = ""
    ondertekening: str = ""
    bestanden: tuple[tuple[str, bytes], ...] = ()
    ontvangen: datetime | None = None


def lees(rauw: bytes) -> Bericht:
    """Raises Onleesbaar, and nothing else."""
    _past(rauw)
    try:
        return _bericht(message_from_bytes(rauw), rauw)
    except (Onleesbaar, MemoryError):
        raise
    except Exception as e:  # whatever a library thinks of the bytes of a stranger
        raise Onleesbaar(type(e).__name__) from None


class _Melder(str):
    """Of a mail in a mail, who wrote it: that is about the reporter and no part of what is told."""

    __slots__ = ()


def _past(rauw: bytes) -> None:
    """Is it small enough in every way that costs time? Before anything is parsed. Raises Onleesbaar."""
    kaal = rauw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lower()
    if kaal.count(b"\n") > REGELS or kaal.count(b"\n--") > GRENZEN or kaal.count(b"multipart/") > VOUWEN:
        raise Onleesbaar("te veel delen")
    lengte = 0
    for regel in kaal.split(b"\n"):
        if regel.startswith(b"content-") or (lengte and regel[:1] in (b" ", b"\t")):
            lengte = len(regel) + (0 if regel.startswith(b"content-") else lengte)
        else:
            lengte = 0
        if lengte > _SOORTKOP:
            raise Onleesbaar("te lange kop")


def _bericht(m: Message, rauw: bytes) -> Bericht:
    naam, adres = _adres(m, "From")
    if not adres:
        raise Onleesbaar("geen afzender")
    eigen = _kop(m, "Message-ID").strip()
    sleutel = f"id {eigen}" if 3 <= len(eigen) <= 998 else f"hash {sha256(rauw).hexdigest()}"
    if _vanzelf(m, adres):
        return Bericht(sleutel, True)
    delen = list(_delen(m))
    teksten = [d for d in delen if isinstance(d, str) and not isinstance(d, _Melder)]
    bestanden = tuple(d for d in delen if not isinstance(d, str))
    tekst, ondertekening = _zonder_ondertekening("\n\n".join(t for t in teksten if t.strip()))
    ondertekening = "\n".join(x for x in (ondertekening, *(d for d in delen if isinstance(d, _Melder))) if x)
    antwoord = _adres(m, "Reply-To")[1]
    return Bericht(
        sleutel,
        False,
        naam,
        adres,
        antwoord if antwoord.lower() != adres.lower() else "",
        _kop(m, "Subject"),
        tekst,
        ondertekening,
        bestanden,
        _ontvangen(m),
    )


def _vanzelf(m: Message, adres: str) -> bool:
    """Answers of machines, bounces, receipts and mailing lists (RFC 3834, 3464, 2919)."""
    gezegd = _kop(m, "Auto-Submitted").split(";")[0].strip().lower()
    return (
        gezegd not in ("", "no")
        or _kop(m, "Precedence").strip().lower() in _SOORT_RUIS
        or any(n in m for n in _LIJST)
        or _kop(m, "Return-Path").strip() == "<>"
        or m.get_content_type() == "multipart/report"
        or adres.partition("@")[0].lower() in _MACHINES
    )


def _kop(m: Message, naam: str) -> str:
    """A header as text, whatever alphabet it claims, on one line."""
    ruw = m.get(naam)
    if ruw is None:
        return ""
    if len(str(ruw)) > _KOP:
        ruw = str(ruw)[:_KOP]
    try:
        delen = decode_header(ruw)
    except (HeaderParseError, ValueError):
        delen = [(str(ruw), None)]
    tekst = "".join(d if isinstance(d, str) else _ontcijfer(d, c) for d, c in delen)
    return " ".join(tekst.split())


def _adres(m: Message, naam: str) -> tuple[str, str]:
    """The first address of a header, with its name. The name is decoded after the address was found: an encoded comma divides nothing."""
    ruw = (m.get_all(naam) or [])[:1]
    for n, a in getaddresses([x[:_KOP] if isinstance(x, str) else _kop(m, naam) for x in ruw]):
        if "@" in a and not any(c.isspace() for c in a):
            kaal: Message = Message()
            kaal["X"] = " ".join(n.split())
            return _kop(kaal, "X"), a
    return "", ""


def _ontcijfer(ruw: bytes, alfabet: str | None) -> str:
    """What it claims to be if that is so, else what is likely; never nothing."""
    for naam in (alfabet, "utf-8"):
        try:
            return ruw.decode(naam or "utf-8")
        except (LookupError, ValueError):
            continue
    return ruw.decode("cp1252", "replace")


def _delen(m: Message, diep: int = 0, teller: list[int] | None = None) -> Iterator[str | tuple[str, bytes]]:
    """Texts and files (name, content), in the order in which they stand."""
    teller = [0] if teller is None else teller
    teller[0] += 1
    if diep > DIEP or teller[0] > DELEN:
        raise Onleesbaar("te veel delen")
    soort = m.get_content_type()
    binnen = [x for x in m.get_payload() if isinstance(x, Message)] if m.is_multipart() else []
    if soort == "multipart/alternative":
        yield from _beste([list(_delen(x, diep + 1, teller)) for x in binnen])
    elif binnen:
        if soort == "message/rfc822":  # forwarded whole: what it says belongs to what is told
            yield "\n".join(f"{w}: {_kop(binnen[0], n)}" for w, n in (("Onderwerp", "Subject"), ("Datum", "Date")))
            yield _Melder(f"Doorgestuurd van: {_kop(binnen[0], 'From')}")
        for x in binnen:
            yield from _delen(x, diep + 1, teller)
    elif soort in ("text/plain", "text/html") and m.get_content_disposition() != "attachment":
        tekst = _ontcijfer(_inhoud(m), m.get_content_charset())
        yield tekst if soort == "text/plain" else naar_tekst(tekst)
    elif (inhoud := _inhoud(m)) or m.get_filename():
        yield _bestandsnaam(m), inhoud


def _beste(vormen: list[list[str | tuple[str, bytes]]]) -> Iterator[str | tuple[str, bytes]]:
    """Of several forms of one text the plainest that says about as much as the longest; the files of all."""
    lengtes = [sum(len(w) for w in v if isinstance(w, str)) for v in vormen]
    gekozen = next((i for i, n in enumerate(lengtes) if n and n * 4 >= max(lengtes)), None)
    for i, v in enumerate(vormen):
        yield from (x for x in v if not isinstance(x, str) or i == gekozen)


def _inhoud(m: Message) -> bytes:
    ruw = m.get_payload(decode=True)
    return ruw if isinstance(ruw, bytes) else b""


def _bestandsnaam(m: Message) -> str:
    try:
        ruw = m.get_filename() or ""
    except (LookupError, ValueError):
        ruw = ""
    kaal: Message = Message()
    kaal["X"] = " ".join(str(ruw).split())
    return _kop(kaal, "X") or "bestand"


def _zonder_ondertekening(tekst: str) -> tuple[str, str]:
    """What stands under the last line that begins a signature: who wrote it, and so not for all who read the report."""
    plekken = list(_ONDERTEKEND.finditer(tekst.replace("\r\n", "\n")))
    tekst = tekst.replace("\r\n", "\n")
    if not plekken or len(tekst) - plekken[-1].end() > 1_000:
        return tekst, ""
    return tekst[: plekken[-1].start()], tekst[plekken[-1].end() :]


def _ontvangen(m: Message) -> datetime | None:
    """When the last server got it, as that wrote down itself."""
    for regel in (m.get_all("Received") or [])[:1]:
        try:
            moment = parsedate_to_datetime(str(regel).rpartition(";")[2].strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
