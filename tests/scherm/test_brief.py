# SPDX-License-Identifier: EUPL-1.2
"""Letters: looked at, made on paper, sent once, on the list until they went."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest

PAD = "/dossier/WR-2026-0001/"
VELDEN = {"niet_nagekomen_afspraak": "Na 22 uur stil", "ondersteuning": "Elke week een gesprek."}


def huis(duinveste: Any, d: UUID, **velden: Any) -> None:
    """The address of a case."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    h, dag = uuid4(), "2026-01-23"
    adres = {"straat": "Lisdoddestraat", "huisnummer": 14, "postcode": "1234 XX", "plaats": "Duinveste", **velden}
    feit = Nieuw(h, uuid4(), {"op": dag, "feit": "adres_vastgelegd", "velden": adres})
    link = Nieuw(d, uuid4(), {"op": dag, "feit": "dossiers_verbonden", "velden": {"ander": str(h), "relatie": "betreft"}})
    kern.leg_vast(duinveste.sessie("femke"), Opdracht(uuid4(), (feit, link), (Begin(h, "adres", ("adres",)),)))


def leg_brief_vast(duinveste: Any, d: UUID, **velden: Any) -> UUID:
    f: UUID = duinveste.leg_vast("femke", d, "waarschuwingsbrief_uitgereikt", **({"opent": uuid4(), "herkomst": "systeem"} | VELDEN | velden))
    return f


@pytest.fixture
def zaak(duinveste: Any) -> UUID:
    """A case with a person, an address, a complaint and an agreed action."""
    d: UUID = duinveste.begin("femke")
    duinveste.persoon("femke", d)
    huis(duinveste, d)
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Mies Testbuur", omschrijving="Muziek")
    duinveste.leg_vast("femke", d, "actie_afgestemd", met=["woningcorporatie", "mzwo", "behandelaar"])
    return d


@pytest.fixture
def brief(zaak: UUID, duinveste: Any) -> UUID:
    return leg_brief_vast(duinveste, zaak)


def woorden(inhoud: bytes) -> str:
    """What stands in a PDF for who reads it aloud: the texts of its pages are marks, its metadata are not."""
    with pikepdf.open(io.BytesIO(inhoud)) as p:
        return str(p.open_metadata()) + str(dict(p.docinfo)) + str(p.Root)


def verstuurd(duinveste: Any) -> list[Any]:
    return list(duinveste.ziet("femke", "dossier_feit", "id, over", "soort = 'brief_verstuurd'"))


def test_the_page_shows_the_letter_and_what_it_must_hold(brief: UUID, als: Any) -> None:
    html = als("femke").get(f"{PAD}feit/{brief}/brief/").content.decode()
    blad = html.partition('<article class="wr-brief')[2]
    assert "Na 22 uur stil" in blad and "Elke week een gesprek." in blad and "23 januari 2026" in blad and "Daan Wilgenroos" in blad
    assert "Mies Testbuur" not in blad and "Muziek" not in blad
    assert "De afspraak die niet is nagekomen" in html and "Nog niet: De afspraak" not in html
    assert "Maak de brief (pdf)" in html and "Brief versturen" in html and "<title>Brief" in html


def test_the_pdf_is_accessible_and_names_nobody_outside_its_pages(brief: UUID, als: Any) -> None:
    a = als("femke").get(f"{PAD}feit/{brief}/brief/pdf/")
    assert a.status_code == 200 and a["Content-Type"] == "application/pdf" and a.content.startswith(b"%PDF-")
    assert a["Content-Disposition"] == 'attachment; filename="waarschuwingsbrief.pdf"'
    with pikepdf.open(io.BytesIO(a.content)) as p:
        meta = p.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert str(p.Root.Lang) == "nl" and "/StructTreeRoot" in p.Root
    assert "Wilgenroos" not in woorden(a.content) and "WR-2026" not in woorden(a.content)


def test_the_docx_can_be_edited_and_names_nobody_in_its_properties(brief: UUID, als: Any) -> None:
    a = als("femke").get(f"{PAD}feit/{brief}/brief/docx/")
    assert a.status_code == 200
    with zipfile.ZipFile(io.BytesIO(a.content)) as z:
        assert "Na 22 uur stil" in z.read("word/document.xml").decode() and "Wilgenroos" not in z.read("docProps/core.xml").decode()


def test_sending_is_one_fact_with_the_pdf_however_often_it_is_sent(brief: UUID, zaak: UUID, als: Any, duinveste: Any) -> None:
    c = als("femke")
    adres = f"{PAD}feit/{brief}/brief/"
    for _ in range(3):
        assert c.post(f"{adres}versturen/", {"weg": "post"}).status_code == 302
    assert len(verstuurd(duinveste)) == 1
    html = c.get(adres).content.decode()
    assert "Per post op vrijdag 23 januari 2026" in html
    bestand = re.search(rf'href="({PAD}bestand/[^"]+)"', html)
    assert bestand and c.get(bestand[1]).content == c.get(f"{adres}pdf/").content  # what went is what stands here
    assert als("joris").post(f"{adres}versturen/", {"weg": "post"}).status_code == 302 and len(verstuurd(duinveste)) == 1  # a colleague
    assert c.post(f"{adres}versturen/", {"weg": "overhandigd"}).status_code == 302 and len(verstuurd(duinveste)) == 2


def test_a_letter_that_was_put_right_goes_again(brief: UUID, zaak: UUID, als: Any, duinveste: Any) -> None:
    c = als("femke")
    c.post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": "post"})
    duinveste.leg_vast("femke", zaak, "rectificatie", rectificeer=str(brief), wordt={"niet_nagekomen_afspraak": "Na 21 uur stil"}, reden="Tikfout")
    assert c.post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": "post"}).status_code == 302
    assert len(verstuurd(duinveste)) == 2


def test_what_was_sent_is_for_the_own_organisation_alone(brief: UUID, zaak: UUID, als: Any, duinveste: Any) -> None:
    als("femke").post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": "post"})
    for wie in ("harm", "wout"):
        assert not duinveste.ziet(wie, "dossier_feit", "id", "soort = 'brief_verstuurd'"), wie
        assert not duinveste.ziet(wie, "dossier_bestand", "id"), wie
        for staart in ("", "pdf/", "docx/"):
            assert als(wie).get(f"{PAD}feit/{brief}/brief/{staart}").status_code == 404, wie
        assert als(wie).post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": "post"}).status_code == 404, wie


def test_a_letter_that_lacks_something_is_not_made_and_says_what(zaak: UUID, als: Any, duinveste: Any) -> None:
    f = leg_brief_vast(duinveste, zaak, ondersteuning="")
    c = als("femke")
    html = c.get(f"{PAD}feit/{f}/brief/").content.decode()
    assert "Hoe u met steun aan het gedrag gaat werken" in html and f"{PAD}feit/{f}/rechtzetten/#v-f-ondersteuning" in html
    assert "Maak de brief (pdf)" not in html and "Brief versturen" not in html
    a = c.get(f"{PAD}feit/{f}/brief/pdf/")
    assert a.status_code == 409 and "De brief is niet gemaakt" in a.content.decode()
    a = c.post(f"{PAD}feit/{f}/brief/versturen/", {"weg": "post"})
    assert a.status_code == 400 and not verstuurd(duinveste)


def test_a_way_that_the_letter_does_not_have_is_refused(brief: UUID, als: Any, duinveste: Any) -> None:
    for weg in ("", "aangetekend", "mail", "duif"):
        assert als("femke").post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": weg}).status_code == 400, weg
    assert als("femke").get(f"{PAD}feit/{brief}/brief/exe/").status_code == 404 and not verstuurd(duinveste)


def test_without_an_address_it_is_handed_over_and_not_posted(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    duinveste.leg_vast("femke", d, "actie_afgestemd", met=["woningcorporatie", "mzwo", "behandelaar"])
    f = leg_brief_vast(duinveste, d)
    c = als("femke")
    assert c.post(f"{PAD}feit/{f}/brief/versturen/", {"weg": "post"}).status_code == 400
    assert c.post(f"{PAD}feit/{f}/brief/versturen/", {"weg": "overhandigd"}).status_code == 302


def test_a_draft_says_across_the_page_that_it_is_one(zaak: UUID, als: Any) -> None:
    c = als("femke")
    adres = f"{PAD}handeling/waarschuwingsbrief_uitgereikt/"
    vast = dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))
    data = vast | {"op": "23-01-2026", "stap": "brief"} | {f"f-{n}": w for n, w in VELDEN.items()}
    assert c.post(adres, data)["Location"] == f"{adres}brief/"
    html = c.get(f"{adres}brief/").content.decode()
    assert "Concept, niet verstuurd" in html and "Brief versturen" not in html
    a = c.get(f"{adres}brief/pdf/")
    assert a.status_code == 200 and "waarschuwingsbrief-concept.pdf" in a["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(c.get(f"{adres}brief/docx/").content)) as z:
        assert any("CONCEPT" in z.read(n).decode() for n in z.namelist() if "header" in n)


def test_the_list_holds_what_must_go_and_no_more(brief: UUID, zaak: UUID, als: Any, duinveste: Any) -> None:
    buiten = leg_brief_vast(duinveste, zaak, herkomst="buiten")
    ingetrokken = leg_brief_vast(duinveste, zaak)
    duinveste.leg_vast("femke", zaak, "rectificatie", rectificeer=str(ingetrokken), intrekken="ja", reden="Verkeerd dossier")
    c = als("femke")
    html = c.get("/post/").content.decode()
    assert str(brief) in html and str(buiten) not in html and str(ingetrokken) not in html and "Daan Wilgenroos" in html
    assert str(brief) not in als("joris").get("/post/").content.decode()  # not the dossier that he handles
    a = c.post(f"{PAD}feit/{brief}/brief/versturen/", {"weg": "post", "terug": "post"})
    assert a["Location"] == "/post/" and "Er ligt geen post" in c.get("/post/").content.decode()


def test_a_hostile_text_stays_text(zaak: UUID, als: Any, duinveste: Any) -> None:
    kwaad = '#import "x" #panic() $x$ </bdi><script>alert(1)</script> {{ 7*7 }} \\u{202e} [[ ]]'
    f = leg_brief_vast(duinveste, zaak, niet_nagekomen_afspraak=kwaad)
    c = als("femke")
    assert "<script>alert" not in c.get(f"{PAD}feit/{f}/brief/").content.decode()
    assert c.get(f"{PAD}feit/{f}/brief/pdf/").content.startswith(b"%PDF-")
    with zipfile.ZipFile(io.BytesIO(c.get(f"{PAD}feit/{f}/brief/docx/").content)) as z:
        assert "&lt;script&gt;" in z.read("word/document.xml").decode()
