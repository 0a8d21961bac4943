# SPDX-License-Identifier: EUPL-1.2
"""Filling in the public form as a browser without script does."""

from __future__ import annotations

import re
from typing import Any

from formulierwerk import velden

WAAR = {"f-waar": "Lisdoddestraat 14", "f-gebeurd_op": "22-01-2026", "f-vaker": "ja"}
WAT = {"f-gedrag": ["pesten", "bedreiging"], "f-omschrijving": "Elke avond gebonk op de muur"}
WIE = {
    "f-anoniem": "nee",
    "f-melder_naam": "Annelies Kwikstaart",
    "f-melder_bereikbaar": "annelies@voorbeeld.example",
    "f-melder_voorkeur": "telefoon",
}
ANONIEM = {"f-anoniem": "ja", "f-melder_naam": "Annelies Kwikstaart"}


def stappen(c: Any, *antwoorden: dict[str, Any], adres: str = "/melden/") -> Any:
    """Walk through the steps; gives the last answer."""
    a = c.get(adres)
    for x in antwoorden:
        a = c.post(adres, velden(a.content.decode()) | x)
    return a


def meld(c: Any, d: Any, **anders: Any) -> tuple[str, str]:
    """A report, sent: its number and its code."""
    a = stappen(c, WAAR | {"f-:wijk": str(d.gebied("duinwijk"))} | anders.pop("waar", {}), WAT | anders, anders.pop("wie", WIE), {})
    assert a.status_code == 200, a.content.decode()
    return nummer_en_code(a)


def nummer_en_code(a: Any) -> tuple[str, str]:
    html = a.content.decode()
    code = re.search(r'class="wr-code__code">([^<]+)<|class="wr-meldcode"><bdi>([^<]+)<', html)
    nummer = re.search(r"M-\d{4}-\d{4}", html)
    return nummer[0] if nummer else "", (code[1] or code[2]) if code else ""
