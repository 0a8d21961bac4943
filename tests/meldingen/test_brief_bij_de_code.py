# SPDX-License-Identifier: EUPL-1.2
"""A letter to who reported lies behind the code: as it went, for that report alone, and it is known when it was first opened."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from paginaproef import woorden as tekst_van

from .formulier import meld
from .test_code import _dossier, _open


def brief(d: Any, nummer: str, tekst: str) -> str:
    f = d.leg_vast(
        "rosa", _dossier(d, nummer), "melder_beantwoord", herkomst="systeem", soort_bericht="stand_van_zaken", antwoord=tekst, alleen_de_melding="ja"
    )
    return f"/dossier/{nummer}/feit/{f}/brief/"


def link(c: Client, adres: str = "/melden/code/") -> str:
    gevonden = re.search(r'href="(/melden/code/brief/[0-9a-f-]+/)"', c.get(adres).content.decode())
    return gevonden[1] if gevonden else ""


@pytest.fixture
def verstuurd(gemeente: Any, als_gemeente: Any) -> tuple[str, str, str]:
    """A report, its code, and the page of a letter that went there."""
    nummer, code = meld(Client(), gemeente)
    adres = brief(gemeente, nummer, "Wij spraken met de buren.")
    a = als_gemeente("rosa").post(f"{adres}versturen/", {"weg": "portaal"})
    assert a.status_code == 302, tekst_van(a)
    return nummer, code, adres


def test_it_is_read_with_the_code_and_the_first_time_is_known(verstuurd: tuple[str, str, str], gemeente: Any, als_gemeente: Any, op_dag: Any) -> None:
    _, code, adres = verstuurd
    rosa = als_gemeente("rosa")
    assert "nog niet geopend" in tekst_van(rosa.get(adres))
    c = _open(code)
    assert link(c) and link(c) == link(c, "/report/code/")
    pdf = c.get(link(c))
    assert pdf.status_code == 200 and pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"] == 'attachment; filename="bericht_aan_de_melder.pdf"' and "no-store" in pdf["Cache-Control"]
    assert "voor het eerst geopend op vrijdag 23 januari 2026" in tekst_van(rosa.get(adres))
    op_dag("2026-01-24 10:00")
    c = _open(code)
    c.get(link(c))
    assert "voor het eerst geopend op vrijdag 23 januari 2026" in tekst_van(als_gemeente("rosa").get(adres))
    # what went is what lies there
    ((bestand,),) = gemeente.databank.beheer(
        "select b.id from dossier_bestand b join dossier_feit f on f.id = b.feit where f.soort = 'brief_verstuurd'"
    )
    assert als_gemeente("rosa").get(f"{adres.partition('feit/')[0]}bestand/{bestand}/").content == pdf.content


def test_another_code_none_and_a_letter_that_is_not_there_look_the_same(verstuurd: tuple[str, str, str], gemeente: Any) -> None:
    _, code, _ = verstuurd
    plek = link(_open(code))
    _, ander = meld(Client(), gemeente)
    for c, adres in ((Client(), plek), (_open(ander), plek), (_open(code), f"/melden/code/brief/{uuid4()}/")):
        assert c.get(adres).status_code == 404
    assert not link(_open(ander))


def test_one_that_went_by_post_does_not_lie_there(gemeente: Any, als_gemeente: Any) -> None:
    nummer, code = meld(Client(), gemeente)
    als_gemeente("rosa").post(f"{brief(gemeente, nummer, 'Wij bellen u.')}versturen/", {"weg": "overhandigd"})
    ((feit,),) = gemeente.databank.beheer("select id from dossier_feit where soort = 'brief_verstuurd'")
    c = _open(code)
    assert not link(c) and c.get(f"/melden/code/brief/{UUID(str(feit))}/").status_code == 404


def test_without_a_code_there_is_no_such_way(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    adres = brief(gemeente, nummer, "Wij bellen u.")
    gemeente.databank.beheer("update delen_zaaksleutel set tot = '2026-01-23', van = '2026-01-01' returning 1")
    rosa = als_gemeente("rosa")
    assert "op de eigen pagina" not in tekst_van(rosa.get(adres)).lower()
    assert rosa.post(f"{adres}versturen/", {"weg": "portaal"}).status_code == 400
