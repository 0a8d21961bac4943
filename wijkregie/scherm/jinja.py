# SPDX-License-Identifier: EUPL-1.2
"""The language of our templates, and what they need besides: a symbol, and text of people that cannot change what stands around it.

Jinja2 and not Django's own: it compiles a template to Python, which makes a long list several times faster.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any, Final

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from wijkregie.scherm.vindplaats import sectie, zonder_regels

# Controls that draw nothing or move what follows; line ends stay.
_ONZICHTBAAR: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
_RICHTING: Final = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def teken(naam: str, soort: str = "") -> Markup:
    """A symbol of the sprite. It is always hidden from a screen reader: the word beside it says the same."""
    klasse = f"wr-sym wr-sym--{soort}" if soort else "wr-sym"
    return Markup('<svg class="{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><use href="#s-{}"></use></svg>').format(klasse, naam)


def los(tekst: Any) -> Markup:
    """Text that a person may have typed: escaped, and isolated so that right-to-left marks in it end with it.

    `html.escape` and not that of markupsafe: it believes no text that says of itself that it is HTML, and makes one object less."""
    schoon = _schoon(tekst)
    return Markup(f"<bdi>{escape(schoon)}</bdi>" if schoon else "")


def kaal(tekst: Any) -> str:
    """The same for an attribute, where no element can stand: isolated by the characters that do so."""
    schoon = _schoon(tekst)
    return f"\u2068{schoon}\u2069" if _RICHTING.search(schoon) else schoon


def _schoon(tekst: Any) -> str:
    """Plain text, whatever came in (`sub` gives no subclass): what says of itself that it is HTML is escaped like the rest."""
    return _ONZICHTBAAR.sub("", str(tekst))


def eenmaal(request: HttpRequest) -> dict[str, Any]:
    """A context processor. A page has several forms: their hidden field is made once, and only when there is one."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


def omgeving(**opties: Any) -> Environment:
    """What is not there is a mistake of ours and raises. A line with only a tag leaves no empty line behind."""
    vast = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    uit = Environment(**opties | vast)
    uit.filters |= {"los": los, "kaal": kaal, "sectie": sectie, "zonder_regels": zonder_regels}
    uit.globals |= {"teken": teken, "static": static, "url": reverse}
    return uit
