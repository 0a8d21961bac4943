# SPDX-License-Identifier: EUPL-1.2
"""Files on a fact: what kind they are is read from their content, not from their name; a scanner may refuse them."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import PurePosixPath
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from wijkregie.dossier.opdracht import Bijlage
from wijkregie.dossier.schoon import schoon, vuil

log = logging.getLogger("wijkregie.bestanden")
SCANNER_STIL: Final = (
    "Dit bestand kan nu niet op virussen worden nagekeken. Probeer het over een paar minuten opnieuw, of ga verder zonder dit bestand."
)
HOOGSTENS: Final = 25 * 1024 * 1024
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SOORTEN: Final = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_EINDE, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_STAART: Final = 22 + 65535 + 1
"""Bytes: the end record of a zip, and the longest comment behind it."""
_INDEX: Final = 512 * 1024
"""Bytes: some thousands of names."""
_EXTENSIE: Final = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", DOCX: ".docx"}


class BestandFout(ValueError):
    """A file that cannot be kept; the text says why and what to do."""


class BestandNuNiet(BestandFout):
    """A file that may be good, and cannot be kept now: the scanner does not answer."""


def bijlage(naam: str, inhoud: bytes, categorie: str | None = None, *, eigen: bool = False) -> Bijlage:
    """A file, checked; `eigen`: made here, so no scanner need judge it. Raises BestandFout."""
    if not inhoud:
        raise BestandFout("Dit bestand is leeg. Kies het bestand opnieuw.")
    if len(inhoud) > HOOGSTENS:
        raise BestandFout(f"Dit bestand is {len(inhoud) // 1024 // 1024} MB. Er past 25 MB. Maak het kleiner of splits het.")
    mediatype = soort(inhoud)
    if mediatype is None:
        raise BestandFout("Dit soort bestand kan niet. Kies een pdf, jpeg, png of docx.")
    if not eigen:
        _scan(inhoud, mediatype)
    return Bijlage(_naam(naam, mediatype), mediatype, inhoud, categorie)


def _scan(inhoud: bytes, mediatype: str) -> None:
    """What no scanner has judged is not kept, where one is set."""
    scanner: str | None = getattr(settings, "BESTAND_SCANNER", None)
    if not scanner:
        return
    try:
        oordeel = import_string(scanner)(inhoud, mediatype)
    except Exception as e:  # it is down, or broken: no reason to lose what somebody typed
        log.error("scanner antwoordt niet fout=%s", type(e).__name__)
        raise BestandNuNiet(SCANNER_STIL) from None
    if oordeel is not None:
        raise BestandFout(f"Dit bestand is tegengehouden: {oordeel}. Vraag de afzender om een schone versie.")


def soort(inhoud: bytes) -> str | None:
    """The media type by content; None for what may not be kept."""
    for begin, mediatype in _SOORTEN.items():
        if inhoud.startswith(begin):
            return mediatype
    if inhoud.startswith(b"PK\x03\x04") and _kleine_index(inhoud):
        try:
            with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
                namen = z.namelist()
                # a document without macros: nothing in it runs
                if "word/document.xml" in namen and not any(n.lower().endswith("vbaproject.bin") for n in namen):
                    return DOCX
        except (zipfile.BadZipFile, NotImplementedError, ValueError):  # no zip, one of a version to come, names that are no text
            return None
    return None


def _kleine_index(inhoud: bytes) -> bool:
    """Is the list of what a zip holds no longer than a document needs? Reading it costs time and memory for every name, however small the rest is.

    Every place is looked at where a reader may find the end record. A list in the form for huge files (zip64) is never that of a document.
    """
    van = max(len(inhoud) - _STAART, 0)
    while (i := inhoud.find(_EINDE, van)) >= 0:
        if inhoud[i - 20 : i].startswith(_ZIP64) or int.from_bytes(inhoud[i + 12 : i + 16], "little") > _INDEX:
            return False
        van = i + 1
    return True


def _naam(naam: str, mediatype: str) -> str:
    """A safe name: no path, no control characters, an extension that fits the content."""
    kaal = schoon(PurePosixPath(naam.replace("\\", "/")).name)[:120]
    if not kaal or vuil(kaal) is not None:
        kaal = "bestand"
    stam = kaal.rsplit(".", 1)[0] if "." in kaal else kaal
    return (stam or "bestand") + _EXTENSIE[mediatype]
