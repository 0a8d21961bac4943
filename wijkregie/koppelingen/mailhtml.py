# SPDX-License-Identifier: EUPL-1.2
"""The text of a mail that is written as a page. Nothing of the page itself is kept: what is shown later is text.

By lxml: the parser of the standard library takes seconds for ten thousand characters that were written to keep it busy.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

HOOGSTENS: Final = 400_000
"""Characters that are read; a page with so much says it in a hundredth of them."""
_STIL: Final = frozenset({"head", "script", "style", "title", "template", "noscript"})
_REGEL: Final = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
     "section", "table", "tr", "ul"}
)  # fmt: skip


_PLAATJE: Final = re.compile(r"data:[a-z0-9.+/-]{1,80};base64,[A-Za-z0-9+/=\s]*")
TE_LANG: Final = "De opmaak van deze e-mail is te lang. De rest staat in de mailbox."


def naar_tekst(html: str) -> str:
    """Words and lines, with the addresses of links."""
    kaal = _PLAATJE.sub("", html)
    schoon = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", kaal[:HOOGSTENS])
    lezer = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True)
    try:
        boom = etree.fromstring(schoon.encode(), lezer)
    except etree.XMLSyntaxError:
        return ""
    tekst = _woorden(boom) if boom is not None else ""
    return f"{tekst}\n\n{TE_LANG}" if len(kaal) > HOOGSTENS else tekst


def _woorden(boom: etree._Element) -> str:
    uit: list[str] = []
    stil = 0
    for wat, el in etree.iterwalk(boom, events=("start", "end")):
        tag = el.tag
        if wat == "start":
            stil += tag in _STIL
            if not stil:
                uit.append("\n" if tag in _REGEL else " " if tag in ("td", "th") else "")
                uit.append(_regel(el.text))
            continue
        if not stil:
            uit.append(_link(el) if tag == "a" else "\n" if tag in _REGEL and tag not in ("br", "hr") else "")
        stil -= tag in _STIL
        if not stil:
            uit.append(_regel(el.tail))
    regels = (" ".join(r.split()) for r in "".join(uit).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(regels)).strip()


def _regel(tekst: str | None) -> str:
    return re.sub(r"\s+", " ", tekst or "")


def _link(el: etree._Element) -> str:
    """Where a link leads, if the words do not say so: it may be what somebody wants to show."""
    href = el.get("href", "")
    return f" ({href})" if href.startswith(("http://", "https://")) and href not in (el.text or "") else ""
