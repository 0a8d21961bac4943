# SPDX-License-Identifier: EUPL-1.2
"""Text as it comes in: what no field may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

HOOGSTENS: Final = 20_000
"""Characters in one field; a conversation written out has some 4,000."""
_NIET: Final = ("Cc", "Cs", "Co", "Cn")
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def vuil(ruw: Any, veld: str = "") -> tuple[str, str] | None:
    """The first field that holds what it may not, with what to do; None if all is well."""
    if isinstance(ruw, str):
        if len(ruw) > HOOGSTENS:
            return veld, f"Deze tekst heeft {len(ruw)} tekens; er passen er {HOOGSTENS}. Maak de tekst korter of voeg een bestand toe."
        if any(unicodedata.category(c) in _NIET and c not in "\n\r\t" for c in ruw):
            return veld, "Deze tekst bevat tekens die niet te lezen zijn. Haal ze weg of typ de tekst opnieuw."
        return None
    if isinstance(ruw, Mapping):
        delen = [(str(k), v) for k, v in ruw.items()]
    elif isinstance(ruw, (list, tuple)):
        delen = [(veld, v) for v in ruw[:1001]]
        if len(delen) > 1000:
            return veld, "Dit zijn er te veel. Kies er hoogstens 1000."
    else:
        return None
    return next((f for k, v in delen if (f := vuil(k) or vuil(v, k)) is not None), None)


def schoon(tekst: str) -> str:
    """Text from a form: composed, without marks that turn the direction of reading, line ends as one sign."""
    return unicodedata.normalize("NFC", "".join(c for c in tekst if c not in _BIDI)).replace("\r\n", "\n").replace("\r", "\n").strip()


def leesbaar(tekst: str) -> str:
    """Text that a machine brought, where nobody can be asked to type it again: what no field may hold shows as unreadable."""
    return schoon("".join(c if c in "\n\r\t" or unicodedata.category(c) not in _NIET else "\ufffd" for c in tekst))
