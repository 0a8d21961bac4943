# SPDX-License-Identifier: EUPL-1.2
"""What a page says to who reads it, and what it asked the database."""

from __future__ import annotations

import html
import re
from typing import Any

from django.db import connections
from django.test.utils import CaptureQueriesContext


def woorden(antwoord: Any) -> str:
    """The text of a page without its elements, spaces made single."""
    assert antwoord.status_code == 200, antwoord.status_code
    kaal = re.sub(r"<(script|style|title|svg)\b.*?</\1>", " ", antwoord.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"</?(?:bdi|b|span|time)\b[^>]*>", "", re.sub(r"<(?!/?(?:bdi|b|span|time)\b)[^>]+>", " ", kaal))).split())


def vragen(client: Any, adres: str) -> int:
    """The number of queries of a page, over both connections."""
    with CaptureQueriesContext(connections["default"]) as web, CaptureQueriesContext(connections["kern"]) as kern:
        assert client.get(adres).status_code == 200
    return len(web) + len(kern)
