# SPDX-License-Identifier: EUPL-1.2
"""The few things that templates need and Django lacks: a symbol, and text of people that cannot change what stands around it."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# Controls that draw nothing or move what follows; line ends stay.
_ONZICHTBAAR: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")


@register.simple_tag
def teken(naam: str, soort: str = "") -> SafeString:
    """A symbol of the sprite. It is always hidden from a screen reader: the word beside it says the same."""
    klasse = f"wr-sym wr-sym--{soort}" if soort else "wr-sym"
    return format_html('<svg class="{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><use href="#s-{}"></use></svg>', klasse, naam)


@register.filter
def los(tekst: Any) -> SafeString:
    """Text that a person may have typed: escaped, and isolated so that right-to-left marks in it end with it."""
    schoon = _ONZICHTBAAR.sub("", str(tekst))
    return SafeString(f"<bdi>{escape(schoon)}</bdi>" if schoon else "")


@register.filter
def kaal(tekst: Any) -> str:
    """The same for an attribute, where no element can stand: isolated by the characters that do so."""
    schoon = _ONZICHTBAAR.sub("", str(tekst))
    return f"\u2068{schoon}\u2069" if re.search("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]", schoon) else schoon
