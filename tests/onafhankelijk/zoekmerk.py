# SPDX-License-Identifier: EUPL-1.2
"""Which markers stand in an answer: its headers, and its page or file."""

from __future__ import annotations

import html
import re
from typing import Any

from .wereld import MERK, Merk


def zoek(a: Any, merken: dict[str, Merk]) -> list[Merk]:
    kop = "\n".join(f"{k}: {v}" for k, v in a.items())
    body = b"".join(a.streaming_content) if getattr(a, "streaming", False) else a.content
    tekst = html.unescape(kop + body.decode("utf-8", "replace")).lower()
    return [merken[t] for t in set(re.findall(MERK, tekst)) if t in merken]
