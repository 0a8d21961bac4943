# SPDX-License-Identifier: EUPL-1.2
"""Small fictional files for the demo, made here so that none has to be kept: letters as pdf, a picture as png."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_BREED, _REGEL = 88, 16


def brief(titel: str, alineas: Sequence[str]) -> bytes:
    """A letter of one page that says by itself that it is made up."""
    regels = [titel, "", *(r for a in (*alineas, "Dit is een verzonnen brief uit een demonstratie.") for r in (*_breek(a), ""))]
    tekst = b"".join(b"(" + _schoon(r) + b") Tj T*\n" for r in regels)
    inhoud = b"BT /F1 11 Tf %d TL 72 770 Td\n" % _REGEL + tekst + b"ET"
    delen = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(inhoud) + inhoud + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    uit, plaatsen = b"%PDF-1.4\n", []
    for i, d in enumerate(delen, 1):
        plaatsen.append(len(uit))
        uit += b"%d 0 obj\n" % i + d + b"\nendobj\n"
    lijst = b"".join(b"%010d 00000 n \n" % p for p in plaatsen)
    staart = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(delen) + 1, len(uit))
    return uit + b"xref\n0 %d\n0000000000 65535 f \n" % (len(delen) + 1) + lijst + staart


def staafjes(hoogten: Sequence[int], hoog: int = 120) -> bytes:
    """A picture with bars, as an app draws how loud it was in an evening."""
    staaf = 14
    breed = staaf * len(hoogten)
    rijen = b"".join(
        b"\x00" + b"".join((b"\x1f\x4e\x79" if x % staaf < staaf - 4 and hoog - y <= hoogten[x // staaf] else b"\xf4\xf4\xf4") for x in range(breed))
        for y in range(hoog)
    )
    kop = struct.pack(">IIBBBBB", breed, hoog, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _deel(b"IHDR", kop) + _deel(b"IDAT", zlib.compress(rijen)) + _deel(b"IEND", b"")


def _deel(soort: bytes, inhoud: bytes) -> bytes:
    return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))


def _breek(tekst: str) -> list[str]:
    regels = [""]
    for woord in tekst.split():
        if len(regels[-1]) + len(woord) >= _BREED:
            regels.append("")
        regels[-1] = f"{regels[-1]} {woord}".strip()
    return regels


def _schoon(regel: str) -> bytes:
    return regel.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
