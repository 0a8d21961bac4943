# SPDX-License-Identifier: EUPL-1.2
"""A letter on paper: PDF/A-2a and PDF/UA-1 with typst, and DOCX where people must edit. Data go in as data, never as markup."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import typst
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from wijkregie.stukken.maken import Inhoud, dag

SJABLOON: Final = Path(__file__).parent / "sjablonen" / "brief.typ"
_GRIJS: Final = RGBColor(0x4B, 0x55, 0x63)


def pdf(b: Inhoud, *, concept: bool) -> bytes:
    """The same letter gives the same page; *concept* stands across it."""
    uit: bytes = typst.compile(SJABLOON, sys_inputs={"brief": b.als_json(), "concept": "ja" if concept else "nee"}, pdf_standards=["a-2a", "ua-1"])
    return uit


def docx(b: Inhoud, *, concept: bool) -> bytes:
    """To edit elsewhere: what comes of it is sent outside the system."""
    d = Document()
    _maak_op(d, b)
    for s in d.sections:
        s.page_width, s.page_height = Cm(21), Cm(29.7)
        s.left_margin = s.right_margin = Cm(2.5)
        s.top_margin, s.bottom_margin = Cm(2.2), Cm(2.6)
        if concept:
            s.header.paragraphs[0].add_run("CONCEPT, niet verstuurd").bold = True
    _regels(d, b.afzender[:1], groot=True)
    _regels(d, b.afzender[1:])
    _regels(d, b.geadresseerde)
    _regels(d, (f"Datum: {', '.join(x for x in (b.plaats, dag(b.datum)) if x)}", *((f"Kenmerk: {b.kenmerk}",) if b.kenmerk else ())))
    d.add_heading(b.betreft, 1)
    d.add_paragraph(b.aanhef)
    for a in b.alineas:
        if a.kop:
            d.add_heading(a.kop, 2)
        _regels(d, a.regels)
    d.add_heading(b.bezwaar_kop, 2)
    d.add_paragraph(b.bezwaar)
    d.add_paragraph(b.groet)
    d.add_paragraph()
    _regels(d, b.ondertekening)
    if b.tekenen:
        _regels(d, (b.tekenen, "Datum:", "Handtekening:"))
    uit = io.BytesIO()
    d.save(uit)
    return uit.getvalue()


def _maak_op(d: Docx, b: Inhoud) -> None:
    """Language, type and properties: no person in any of them."""
    stijl = d.styles["Normal"]
    stijl.font.name, stijl.font.size = "Source Sans 3", Pt(11)
    taal = stijl.element.get_or_add_rPr()
    lang = taal.makeelement(qn("w:lang"), {qn("w:val"): "nl-NL"})
    taal.append(lang)
    for n in (1, 2):
        kop = d.styles[f"Heading {n}"].font
        kop.name, kop.size, kop.color.rgb = "Source Sans 3", Pt(14 if n == 1 else 11), RGBColor(0x1F, 0x29, 0x37)
    e = d.core_properties
    toen = datetime.combine(b.datum, time(), UTC)
    e.title, e.author, e.last_modified_by, e.comments, e.language = b.betreft, b.afzender[0] if b.afzender else "", "", "", "nl-NL"
    e.created = e.modified = toen


def _regels(d: Docx, regels: tuple[str, ...], *, groot: bool = False) -> None:
    if not regels:
        return
    p = d.add_paragraph()
    for i, r in enumerate(regels):
        run = p.add_run(r)
        if i < len(regels) - 1:
            run.add_break()
        if groot:
            run.bold, run.font.size = True, Pt(15)
