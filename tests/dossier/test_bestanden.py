# SPDX-License-Identifier: EUPL-1.2
"""What a file is, is read from its content, and looking costs little."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import pytest

from wijkregie.dossier import bestanden


def docx(*namen: str, commentaar: bytes = b"") -> bytes:
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        for n in ("[Content_Types].xml", "word/document.xml", *namen):
            z.writestr(n, "x")
        z.comment = commentaar
    return b.getvalue()


@pytest.mark.parametrize("commentaar", [b"", b"van de buren", b"c" * 65535])
def test_a_document_is_one_with_pictures_and_a_comment_too(commentaar: bytes) -> None:
    assert bestanden.soort(docx(*(f"word/media/image{i}.png" for i in range(300)), commentaar=commentaar)) == bestanden.DOCX


def vol(aantal: int, *, zip64: bool = False) -> bytes:
    """A zip whose index names the same entry many times."""
    heel = docx()
    begin = heel.index(b"PK\x01\x02")
    regel = heel[begin : heel.index(b"PK\x01\x02", begin + 1)] * aantal
    if not zip64:
        return heel[:begin] + regel + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, aantal & 0xFFFF, aantal & 0xFFFF, len(regel), begin, 0)
    eind = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, aantal, aantal, len(regel), begin)
    waar = struct.pack("<4sLQL", b"PK\x06\x07", 0, begin + len(regel), 1)
    return heel[:begin] + regel + eind + waar + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


@pytest.mark.parametrize("staart", [b"", b"c" * 500])
@pytest.mark.parametrize("zip64", [False, True])
def test_an_index_without_end_is_not_read(monkeypatch: Any, zip64: bool, staart: bytes) -> None:
    data = vol(9000, zip64=zip64)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        assert len(z.namelist()) == 9000, "a reader would read it all"
    if staart:
        data = data[:-2] + struct.pack("<H", len(staart)) + staart

    def niet(*_: Any) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(zipfile, "ZipFile", niet)
    assert bestanden.soort(data) is None
