# SPDX-License-Identifier: EUPL-1.2
"""The text of a norm: the compact file says what the registers say, and every norm of a protocol is in it."""

from __future__ import annotations

from wijkregie.norm.protocol.lader import laad_map
from wijkregie.norm.protocol.normtekst import normtekst, normteksten, uit_registers


def test_the_compact_file_is_current() -> None:
    assert dict(normteksten()) == uit_registers(), "Schrijf het opnieuw: python -m wijkregie.norm.protocol.normtekst"


def test_a_norm_has_text_place_document_and_hardness() -> None:
    n = normtekst("TW-B1.31")
    assert n is not None
    assert n.tekst
    assert "bijlage 1" in n.plaats
    assert (n.document, n.hardheid) == ("Tien Werkafspraken Thuis in de Wijk (editie 2026)", "hard")
    assert normtekst("TW-99.99") is None


def test_every_norm_of_a_protocol_has_a_text() -> None:
    bib = laad_map()
    velden = {
        n for voc in bib.vocabulaires.values() for f in voc.feiten.values() for norm in (f.norm, *(x.norm for x in f.velden.values())) for n in norm
    }
    assert sorted(({n for v in bib.alles() for n in v.normen} | velden) - normteksten().keys()) == []
