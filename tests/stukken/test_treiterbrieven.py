# SPDX-License-Identifier: EUPL-1.2
"""The letters of the Treiteraanpak on the page: what they say, to whom they show, what is refused."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest

from .conftest import stemming


def blad(antwoord: Any) -> str:
    html: str = antwoord.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition('<article class="wr-brief')[2]))


def nummer(stad: Any, d: UUID) -> str:
    return str(stad.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def plek(stad: Any, d: UUID, feit: UUID) -> str:
    return f"/dossier/{nummer(stad, d)}/feit/{feit}/brief/"


@pytest.mark.parametrize(
    ("kans", "wel", "niet"), [(True, "Het antwoord is: ja.", "Het antwoord is: nee."), (False, "Het antwoord is: nee.", "nieuwe start")]
)
def test_the_decision_is_told_with_its_variant_and_without_the_votes(
    treiterzaak: UUID, stad: Any, als_in_stad: Any, kans: bool, wel: str, niet: str
) -> None:
    stemming(stad, treiterzaak, kans=kans)
    f = stad.leg_vast(
        "rosa",
        treiterzaak,
        "einde_interventie_meegedeeld",
        herkomst="systeem",
        uitleg_besluit="Niets hielp.",
        vervolg="U hoort van ons.",
        zonder_melders="ja",
    )  # fmt: skip
    adres = plek(stad, treiterzaak, f)
    tekst = blad(als_in_stad("rosa").get(adres))
    assert "stemden daar op 2 maart 2026" in tekst and wel in tekst and niet not in tekst and "Niets hielp." in tekst and "Wilgenroos" in tekst
    assert "veto" not in tekst and "Politie" not in tekst
    assert als_in_stad("rosa").post(f"{adres}versturen/", {"weg": "aangetekend"}).status_code == 302
    assert als_in_stad("kees").get(adres).status_code == 200  # leads the case
    assert als_in_stad("kees").post(f"{adres}versturen/", {"weg": "post"}).status_code == 404  # but did not make it
    for wie in ("bram", "bart"):
        for staart in ("", "pdf/", "docx/"):
            assert als_in_stad(wie).get(f"{adres}{staart}").status_code == 404, wie


def test_without_a_decision_there_is_no_letter_and_the_page_says_what_lacks(treiterzaak: UUID, stad: Any, als_in_stad: Any) -> None:
    from wijkregie.dossier.opdracht import Geweigerd

    with pytest.raises(Geweigerd):
        stad.leg_vast("rosa", treiterzaak, "einde_interventie_meegedeeld", herkomst="systeem", zonder_melders="ja")
    f = stad.leg_vast("rosa", treiterzaak, "einde_interventie_meegedeeld", herkomst="buiten", reden="Te vroeg verteld", zonder_melders="ja")
    c, adres = als_in_stad("rosa"), plek(stad, treiterzaak, f)
    html = c.get(adres).content.decode()
    assert "Nog niet:</b> <bdi>Het besluit van het Groot Overleg, met de dag" in html and "Naar het dossier" in html and "Brief versturen" not in html
    assert c.get(f"{adres}pdf/").status_code == 409
    weigert = c.post(f"{adres}versturen/", {"weg": "post"})
    assert weigert.status_code == 400 and "het besluit van het groot overleg" in weigert.content.decode().lower()
    assert not stad.databank.beheer("select 1 from dossier_feit where soort = 'brief_verstuurd'")


def test_the_card_says_which_and_why_and_nothing_of_the_approach(treiterzaak: UUID, stad: Any, als_in_stad: Any) -> None:
    f = stad.leg_vast(
        "bram", treiterzaak, "kaart_uitgereikt", herkomst="systeem", kaart="gele_kaart", toelichting="Buren durven niet.",
        tekst_op_kaart="U schreeuwde op de galerij.",
    )  # fmt: skip
    adres = plek(stad, treiterzaak, f)
    tekst = blad(als_in_stad("bram").get(adres))
    assert "een gele kaart" in tekst and "U schreeuwde op de galerij." in tekst and "Buren durven niet" not in tekst
    assert als_in_stad("bram").get(f"{adres}pdf/").status_code == 200
    assert als_in_stad("bart").get(adres).status_code == 404


def test_the_registration_names_the_person_with_the_profiles(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    tekst = blad(als_in_stad("vera").get(plek(stad, d, f)))
    assert "Daan Wilgenroos" in tekst and "Woont alleen." in tekst and "Spreek rustig." in tekst and "Lisdoddestraat" not in tekst
    assert "Klopt er iets niet?" in tekst and nummer(stad, d) not in tekst
    # who gets the fact of it alone reads no profile in the letter
    regie = als_in_stad("kees").get(plek(stad, d, f))
    assert regie.status_code == 404 or "Spreek rustig." not in regie.content.decode()


def test_consent_that_is_withdrawn_empties_the_registration(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    d, f = aangemeld
    stad.leg_vast("kees", d, "toestemming_ingetrokken")
    a = als_in_stad("vera").get(plek(stad, d, f))
    assert a.status_code == 404 or "Spreek rustig." not in blad(a)
    assert als_in_stad("vera").post(f"{plek(stad, d, f)}versturen/", {"weg": "post"}).status_code in (400, 404)
