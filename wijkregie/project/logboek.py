# SPDX-License-Identifier: EUPL-1.2
"""Log lines without people: the text of an error may hold what someone typed, so only its kind and its place are written."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import Final

from django.conf import settings

METHODEN: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
_ADRES: Final = re.compile(r"<(?:\w+:)?(\w+)>")


class Stil(logging.Formatter):
    """Writes of an exception which one and where, of a request which page: an address is typed by people and may hold a name or a line end."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        if record.name.startswith("django.security"):  # its text repeats what was sent
            record.message = "geweigerd"
        elif record.name == "django.request":
            record.message = _over_verzoek(record)
        return super().formatMessage(record)

    def formatException(  # noqa: N802
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        regels: list[str] = []
        fout = ei[1]
        while fout is not None:
            regels.append(f"{type(fout).__module__}.{type(fout).__qualname__}")
            regels += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(fout.__traceback__)]
            fout = fout.__cause__ or fout.__context__
        return "\n".join(regels)


def _over_verzoek(record: logging.LogRecord) -> str:
    return regel(getattr(record, "request", None), getattr(record, "status_code", "-"))


def regel(verzoek: object, status: object) -> str:
    """Status, method and page of a request, never what was typed or what a link holds: `404 GET dossier/{nummer}/`."""
    gevonden = getattr(verzoek, "resolver_match", None)
    methode = getattr(verzoek, "method", None)
    route = _ADRES.sub(r"{\1}", gevonden.route) or "/" if gevonden is not None else _zonder_pagina(getattr(verzoek, "path_info", ""))
    return f"{status} {methode if methode in METHODEN else '-'} {route}"


def _zonder_pagina(pad: str) -> str:
    """What is answered before a page is looked up."""
    return next((f"{vast.strip('/')}/" for vast in (settings.STATIC_URL, "/gezond/") if pad.startswith(vast)), "een adres dat niet bestaat")
