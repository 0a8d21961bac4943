# SPDX-License-Identifier: EUPL-1.2
"""The desk: from a request that came in, through review, to a package that was given; and marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie.privacy import pakket


@pytest.fixture
def zaak(gemeente: Any) -> tuple[UUID, str]:
    d: UUID = gemeente.begin("femke")
    gemeente.persoon("femke", d)
    gemeente.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Testbuur Nova", omschrijving="Trommels in de nacht"
    )
    return d, str(gemeente.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def begin(gemeente: Any, client: Any, soort: str, adres: str = "/privacy/nieuw/", naam: str = "wilgenroos") -> str:
    eerst = client.post(adres, {"sleutel": str(uuid4()), "naam": naam, "f-soort": soort}).content.decode()
    wie = re.search(r'name="persoon" value="([0-9a-f-]{36})"', eerst)
    assert wie, eerst
    client.post(adres, {"sleutel": str(uuid4()), "naam": naam, "persoon": wie[1], **_veld(eerst, soort)})
    return str(gemeente.databank.beheer("select nummer from dossier_dossier where soort = 'verzoek' order by volgorde desc")[0][0])


def _veld(tekst: str, soort: str) -> dict[str, str]:
    naam = re.search(rf'name="([^"]+)"[^>]*value="{soort}"|<select[^>]*name="([^"]+)"[^>]*>(?:(?!</select>).)*value="{soort}"', tekst, re.S)
    assert naam
    return {naam[1] or naam[2]: soort}


def test_from_request_to_package(gemeente: Any, zaak: Any, als_gemeente: Callable[[str], Any]) -> None:
    pleun = als_gemeente("pleun")
    nr = begin(gemeente, als_gemeente("femke"), "inzage", f"/privacy/nieuw/?dossier={zaak[1]}")
    desk = pleun.get("/privacy/").content.decode()
    assert nr in desk and "Daan Wilgenroos" in desk and "Inzage" in desk
    werk = pleun.get("/werk/?van=eigen").content.decode()
    assert "De betrokkene laten zien welke gegevens van hem er zijn" in werk
    waarom = re.search(r'href="(/dossier/[^"]*/waarom/[^"]*)"', werk)
    assert waarom and "AVG, artikel" in pleun.get(waarom[1].replace("&amp;", "&")).content.decode()
    pleun.post(f"/privacy/{nr}/", {"sleutel": str(uuid4())})
    blad = pleun.get(f"/privacy/{nr}/").content.decode()
    assert zaak[1] in blad and "Bekijk eerst nog" in blad
    for adres in re.findall(rf'href="(/privacy/{nr}/gegevens/[^"]+)"', blad):
        for n in range(3):
            tekst = pleun.get(f"{adres}?blad={n}").content.decode()
            vragen = re.findall(r'<select[^>]*name="(o-[^"]+)".*?</select>', tekst, re.S)
            kiezen = {
                v: "mee" for v in vragen if not re.search(rf'name="{re.escape(v)}".*?selected', tekst.split(f'name="{v}"')[1].join(["", ""]), re.S)
            }
            open_ = [v for v in vragen if "selected" not in tekst.split(f'name="{v}"')[1].split("</select>")[0]]
            assert pleun.post(f"{adres}?blad={n}", {"sleutel": str(uuid4()), **dict.fromkeys(open_, "mee")}).status_code == 302, kiezen
    assert "Bekijk eerst nog" not in pleun.get(f"/privacy/{nr}/").content.decode()
    pleun.post(f"/privacy/{nr}/pakket/", {"sleutel": str(uuid4())})
    p = gemeente.databank.beheer("select id from privacy_pakket")[0][0]
    assert gemeente.databank.beheer("select args->>'pakket' from procrastinate_jobs where task_name = 'privacy.pakket'") == [(str(p),)]
    assert pleun.get(f"/privacy/{nr}/pakket/{p}/pdf/").status_code == 404
    pakket.maak(gemeente.gemeente, "amsterdam", p)
    antwoord = pleun.get(f"/privacy/{nr}/pakket/{p}/pdf/")
    assert antwoord.content.startswith(b"%PDF") and "attachment" in antwoord["Content-Disposition"] and "no-store" in antwoord["Cache-Control"]
    data = pleun.get(f"/privacy/{nr}/pakket/{p}/json/").content.decode()
    assert "Trommels" in data and "Testbuur" not in data
    laatst = gemeente.databank.beheer("select dossiers from privacy_lezing order by id desc limit 1")[0][0]
    assert zaak[0] in laatst, "a download is a reading"
    assert pleun.post(f"/privacy/{nr}/pakket/{p}/gegeven/", {"sleutel": str(uuid4())}).status_code == 302
    assert "Er is geen verzoek dat u moet behandelen" in pleun.get("/privacy/").content.decode()


def test_marks_are_shown_on_the_timeline(gemeente: Any, zaak: Any, als_gemeente: Callable[[str], Any]) -> None:
    pleun = als_gemeente("pleun")
    nr = begin(gemeente, als_gemeente("femke"), "beperking", f"/privacy/nieuw/?dossier={zaak[1]}")
    pleun.post(f"/privacy/{nr}/", {"sleutel": str(uuid4())})
    adres = f"/privacy/{nr}/gegevens/{zaak[1]}/"
    klacht = gemeente.databank.beheer("select id from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    vak = re.search(rf'name="(o-{klacht}[^"]*)" value="([^"]+)"', pleun.get(adres).content.decode())
    assert vak
    leeg = pleun.post(adres, {"sleutel": str(uuid4())})
    assert leeg.status_code == 400 and "Kies minstens een gegeven" in leeg.content.decode()
    goed = {"sleutel": str(uuid4()), vak[1]: vak[2], "merk": "beperkt", "toelichting": "Het klopt niet."}
    assert pleun.post(adres, goed).status_code == 302
    for wie in ("femke", "harm"):
        tekst = als_gemeente(wie).get(f"/dossier/{zaak[1]}/").content.decode()
        assert "Beperkt sinds" in tekst and ("Trommels" in tekst) == (wie == "femke")


def test_who_takes_a_request_in_for_the_privacy_officer(gemeente: Any, zaak: Any, als_gemeente: Callable[[str], Any]) -> None:
    femke = als_gemeente("femke")
    adres = f"/privacy/nieuw/?dossier={zaak[1]}"
    assert "Daan Wilgenroos" in femke.get(adres).content.decode()
    nr = begin(gemeente, femke, "inzage", adres)
    assert nr in als_gemeente("pleun").get("/privacy/").content.decode()
    for pad in ("/privacy/", f"/privacy/{nr}/", f"/privacy/{nr}/gegevens/{zaak[1]}/"):
        assert femke.get(pad).status_code == 404
    assert als_gemeente("wout").post("/privacy/nieuw/", {"naam": "wilgenroos", "sleutel": str(uuid4())}).content.decode().count("Daan") == 0


@pytest.mark.parametrize("pad", ["/privacy/V-2026-9999/", "/privacy/x/", "/privacy/V-2026-0001/pakket/x/pdf/", "/privacy/V-2026-0001/gegevens/x/"])
def test_what_is_not_there_is_not_found(gemeente: Any, als_gemeente: Callable[[str], Any], pad: str) -> None:
    for wie in ("pleun", "harm"):
        assert als_gemeente(wie).get(pad).status_code == 404
