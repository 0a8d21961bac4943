# SPDX-License-Identifier: EUPL-1.2
"""The text of a norm: the compact file says what the registers say, every norm of a protocol is in it, and says who."""

from __future__ import annotations

import re

from wijkregie.norm.protocol.lader import laad_map
from wijkregie.norm.protocol.normtekst import lees_registers, lees_zinnen, normtekst, normteksten, uit_registers

IN_DE_BROWSER = ("overlastprotocol", "persoon", "adres")
"""The protocols that a file in the demo carries out: their norms are what people read."""
WERKWOORD_EERST = re.compile(r"^(Actie \d: )?(Belt|Benadert|Deelt|Geeft|Heeft|Informeert|Legt|Meldt|Melden|Neemt|Reageert|Stuurt|Zorgt)\b(?!.*, dan)")


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
    assert sorted(_normen() - normteksten().keys()) == []


def test_a_norm_says_who() -> None:
    """Not *Belt binnen twee werkdagen*: who must do it stands in the sentence."""
    assert _tekst("TW-B1.16") == "De zorgaanbieder reageert binnen twee werkdagen op de klacht."
    assert _tekst("TW-B1.73").startswith("De zorgaanbieder stuurt de woningcorporatie")
    assert _tekst("TW-3.13").startswith("Zorgaanbieder: meldt de beëindiging")  # nobody wrote a sentence: who, and the register's own words
    assert [n.norm for n in normteksten().values() if n.norm.startswith(("TW-", "WT-", "HO-")) and WERKWOORD_EERST.match(n.tekst)] == []


def test_every_norm_that_people_read_names_one_of_whom_it_is_about() -> None:
    wie: dict[str, list[str]] = {}
    for register in lees_registers().values():
        for x in register["normen"]:
            w = x.get("wie") or []
            wie[str(x["id"])] = [str(y) for y in ([w] if isinstance(w, str) else w)]
    zonder = [n for n in sorted(_normen(IN_DE_BROWSER)) if wie.get(n) and not any(_noemt(normteksten()[n].tekst, w) for w in wie[n])]
    assert zonder == []


def test_a_written_sentence_belongs_to_a_norm_and_is_a_sentence() -> None:
    zinnen = lees_zinnen()
    assert sorted(zinnen.keys() - normteksten().keys()) == []
    assert [n for n, z in zinnen.items() if not re.match(r"[A-Z].*[.]$", z)] == []
    assert [n for n, z in zinnen.items() if "Amsterdam" in z or re.search(r"\b(derden|frequentie|geconstateerd|conform|d\.m\.v|m\.b\.t)\b", z)] == []


def _noemt(tekst: str, wie: str) -> bool:
    """Is this one of who it is about in the sentence? *Alle partijen* may also be *de betrokken partners*, the system calls itself Wijkregie."""
    anders = {"gemeente Amsterdam": "gemeente", "netwerkpartner": "netwerkpartner", "systeem": "Wijkregie", "alle partijen": "partij"}
    naam = {"betrokken partijen": "betrokken partners", "teammanager zorgaanbieder": "teammanager"}.get(wie, anders.get(wie, wie))
    return naam.lower() in tekst.lower()


def _tekst(norm: str) -> str:
    n = normtekst(norm)
    assert n is not None
    return n.tekst


def _normen(protocollen: tuple[str, ...] = ()) -> set[str]:
    """The norms of these protocols (default: of all), and with all those of the fact types."""
    bib = laad_map()
    velden = {
        n for voc in bib.vocabulaires.values() for f in voc.feiten.values() for norm in (f.norm, *(x.norm for x in f.velden.values())) for n in norm
    }
    return {n for v in bib.alles() if not protocollen or v.naam in protocollen for n in v.normen} | (set() if protocollen else velden)


def test_a_written_sentence_fits_a_row() -> None:
    """A row shows the first sentence up to 130 characters: what follows may explain, and stands under *waarom?*."""
    eerste = {n: re.split(r"(?<=[a-z)])[.] ", z, maxsplit=1)[0].rstrip(".") for n, z in lees_zinnen().items() if n.startswith("TW-")}
    assert {n: len(z) for n, z in eerste.items() if len(z) > 130} == {}
