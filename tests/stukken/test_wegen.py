# SPDX-License-Identifier: EUPL-1.2
"""A letter by secure mail goes at most once, and what did not go stays on the list with its reason; one with the code of a report is read there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from wijkregie.stukken.haak import NietAangenomen, Zending

from .test_treiterbrieven import nummer, plek

GEGEVEN: list[Zending] = []
DOE: list[Callable[[], None]] = []


def neem_aan(z: Zending) -> None:
    """The service of the municipality."""
    GEGEVEN.append(z)
    if DOE:
        DOE.pop(0)()


def weiger() -> None:
    raise NietAangenomen("postvak vol")


def zwijg() -> None:
    raise TimeoutError("Wilgenroos")


@pytest.fixture(autouse=True)
def dienst(monkeypatch: pytest.MonkeyPatch) -> None:
    GEGEVEN.clear()
    DOE.clear()
    monkeypatch.setattr(settings, "BRIEF_MAILHAAK", f"{__name__}.neem_aan")


def gegaan(stad: Any) -> int:
    return int(stad.databank.beheer("select count(*) from dossier_feit where soort = 'brief_verstuurd'")[0][0])


def zendingen(stad: Any) -> list[tuple[str, str]]:
    return [(a, b) for a, b in stad.databank.beheer("select stand, reden from stukken_zending")]


def tekst(a: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", a.content.decode()))


def test_the_service_gets_the_pdf_the_address_and_a_reference_of_nobody(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    assert "Met beveiligde mail" in tekst(c.get(adres)) and "Naar Zorggroep Linde" in tekst(c.get(adres))
    for _ in range(3):
        assert c.post(f"{adres}versturen/", {"weg": "mail"}).status_code == 302
    (z,) = GEGEVEN
    assert (z.naar, z.naam) == ("aanmelden@linde.example", "aanmelding_restart.pdf") and z.pdf.startswith(b"%PDF-")
    assert "linde" not in repr(z) and str(f) != str(z.kenmerk) and nummer(stad, d) not in f"{z.kenmerk}{z.naam}"
    ((feit,),) = stad.databank.beheer("select id from dossier_feit where soort = 'brief_verstuurd'")
    assert feit == z.kenmerk and zendingen(stad) == []


def test_what_is_refused_stays_on_the_list_with_its_reason_and_goes_later(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    from wijkregie.dossier.behandelaars import neem_op_je

    d, f = aangemeld
    with stad.ogen("vera"):
        neem_op_je(stad.sessie("vera"), d)
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    DOE[:] = [weiger]
    a = c.post(f"{adres}versturen/", {"weg": "mail"})
    assert a.status_code == 502 and "postvak vol" in tekst(a) and gegaan(stad) == 0
    assert zendingen(stad) == [("geweigerd", "postvak vol")]
    assert "De beveiligde mail nam de brief niet aan: postvak vol." in tekst(c.get("/post/"))
    assert c.post(f"{adres}versturen/", {"weg": "mail"}).status_code == 302 and gegaan(stad) == 1 and zendingen(stad) == []
    assert "postvak vol" not in tekst(c.get("/post/"))


def test_of_one_without_an_answer_nothing_goes_again_until_a_person_asked(
    aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any, caplog: pytest.LogCaptureFixture
) -> None:
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    DOE[:] = [zwijg]
    for _ in range(3):
        a = c.post(f"{adres}versturen/", {"weg": "mail"})
        assert a.status_code == 502 and "Vraag de ontvanger of hij aankwam" in tekst(a)
    assert len(GEGEVEN) == 1 and gegaan(stad) == 0 and "Wilgenroos" not in caplog.text
    assert "De beveiligde mail kwam aan" in tekst(c.get(adres))
    assert c.post(f"{adres}versturen/", {"weg": "mail-aangekomen"}).status_code == 302
    assert len(GEGEVEN) == 1 and gegaan(stad) == 1 and zendingen(stad) == []


def test_one_that_did_not_arrive_goes_again_when_a_person_says_so(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    DOE[:] = [zwijg]
    c.post(f"{adres}versturen/", {"weg": "mail"})
    assert c.post(f"{adres}versturen/", {"weg": "mail-opnieuw"}).status_code == 302
    assert [z.kenmerk for z in GEGEVEN] == [GEGEVEN[0].kenmerk] * 2 and gegaan(stad) == 1  # one reference: the service can tell


def test_that_it_arrived_is_only_for_the_letter_that_was_handed_over(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    assert c.post(f"{adres}versturen/", {"weg": "mail-aangekomen"}).status_code == 400  # it was never handed over
    DOE[:] = [zwijg]
    c.post(f"{adres}versturen/", {"weg": "mail"})
    stad.leg_vast("vera", d, "rectificatie", rectificeer=str(f), wordt={"profiel": "Woont met een kat."}, reden="Aangevuld")
    assert c.post(f"{adres}versturen/", {"weg": "mail-aangekomen"}).status_code == 409 and gegaan(stad) == 0


@pytest.mark.parametrize("zonder", ["haak", "adres"])
def test_without_a_service_or_an_address_mail_is_no_way(
    aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any, monkeypatch: pytest.MonkeyPatch, zonder: str
) -> None:
    if zonder == "haak":
        monkeypatch.setattr(settings, "BRIEF_MAILHAAK", None)
    else:
        stad.databank.beheer("update partijen_organisatie set mail = '' returning 1")
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    assert "Met beveiligde mail" not in tekst(c.get(adres))
    assert c.post(f"{adres}versturen/", {"weg": "mail"}).status_code == 400 and not GEGEVEN and gegaan(stad) == 0


def test_somebody_else_sends_nothing(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    for wie in ("rosa", "kees", "bram", "bart"):
        assert als_in_stad(wie).post(f"{plek(stad, d, f)}versturen/", {"weg": "mail"}).status_code == 404, wie
    assert not GEGEVEN


def test_a_partner_reads_its_letter_in_its_own_work_and_no_other(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    vera, bart, adres = als_in_stad("vera"), als_in_stad("bart"), plek(stad, d, f)
    plaats = f"/dossier/{nummer(stad, d)}/"
    assert "bestand/" not in bart.get(plaats).content.decode()
    assert vera.post(f"{adres}versturen/", {"weg": "portaal"}).status_code == 302
    assert "nog niet geopend" in tekst(vera.get(adres))
    blad = bart.get(plaats)
    assert blad.status_code == 200 and "Spreek rustig" not in tekst(blad)  # it stands in the letter, and nowhere else
    (pdf,) = set(re.findall(rf'href="({plaats}bestand/[0-9a-f-]+/)"', blad.content.decode()))
    assert bart.get(pdf).content.startswith(b"%PDF-")
    assert "voor het eerst geopend op" in tekst(vera.get(adres))
    stad.leg_vast("kees", d, "toestemming_ingetrokken")
    assert bart.get(pdf).status_code == 404
