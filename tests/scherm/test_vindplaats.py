# SPDX-License-Identifier: EUPL-1.2
"""Where a norm stands: readers get the document and its section, never the lines of the source."""

from __future__ import annotations

import re

import pytest

from wijkregie.norm.protocol.normtekst import normteksten
from wijkregie.scherm.vindplaats import sectie, vindplaats, zonder_regels


@pytest.mark.parametrize(
    ("plaats", "verwacht"),
    [
        ("werkafspraak 10, Doelbinding, r. 1628-1630", "werkafspraak 10, Doelbinding"),
        ("r. 12-14, 20-22, 31", ""),
        ("werkafspraak 6, r. 9-10; termijnentabel r. 90-92", "werkafspraak 6; termijnentabel"),
        ("6 Maatregelen, r. 527-533", "hoofdstuk 6 Maatregelen"),
        ("3.2.2, r. 638", "paragraaf 3.2.2"),
        ("B2.9, r. 1746-1748", "bijlage B2.9"),
        ("AVG, artikel 5, tweede lid", "AVG, artikel 5, tweede lid"),
    ],
)
def test_a_section_has_no_lines(plaats: str, verwacht: str) -> None:
    assert sectie(plaats) == verwacht


def test_no_norm_of_any_register_shows_lines() -> None:
    over = {n.norm: vindplaats(n) for n in normteksten().values() if re.search(r"\br\. ?\d", vindplaats(n))}
    assert over == {}
    assert all(n.document in vindplaats(n) for n in normteksten().values())
    assert zonder_regels("zorg – werkafspraak 10, r. 1628.") == "zorg – werkafspraak 10."
