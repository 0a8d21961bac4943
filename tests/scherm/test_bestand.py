# SPDX-License-Identifier: EUPL-1.2
"""Files: added with an act, given back as they came, only to who may, and never run."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4\n" + b"inhoud " * 100


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    d = duinveste.begin("femke")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def leg_vast(c: Any, nr: str, *bestanden: SimpleUploadedFile, feit: str = "klacht_ontvangen", **velden: Any) -> Any:
    adres = f"/dossier/{nr}/handeling/{feit}/"
    html = c.get(adres).content.decode()
    kenmerk = re.search(r'name="kenmerk" value="([^"]*)"', html)
    assert kenmerk is not None
    data = {"sleutel": str(uuid4()), "kenmerk": kenmerk[1], "op": "23-01-2026", "f-kanaal": "zorgaanbieder", **velden}
    return c.post(adres, data | {"bestand": list(bestanden)})


def test_a_file_comes_back_as_it_went_in(als: Any, zaak: Any, duinveste: Any) -> None:
    _, nr = zaak
    c = als("femke")
    assert (
        leg_vast(c, nr, SimpleUploadedFile("../../etc/brief <b>.exe", PDF), SimpleUploadedFile("foto.png", b"\x89PNG\r\n\x1a\nx")).status_code == 302
    )
    rijen = duinveste.ziet("femke", "dossier_bestand", "id, naam")
    assert sorted(n for _, n in rijen) == ["brief <b>.pdf", "foto.png"]
    id_ = next(i for i, n in rijen if n.endswith(".pdf"))
    a = c.get(f"/dossier/{nr}/bestand/{id_}/")
    assert a.content == PDF and a["Content-Type"] == "application/pdf"
    assert a["Content-Disposition"].startswith("attachment") and a["X-Content-Type-Options"] == "nosniff"
    assert a["Content-Security-Policy"] == "default-src 'none'; sandbox" and "no-store" in a["Cache-Control"]


def test_who_may_not_read_it_gets_the_same_as_for_nothing(als: Any, zaak: Any, duinveste: Any) -> None:
    d, nr = zaak
    leg_vast(als("femke"), nr, SimpleUploadedFile("a.pdf", PDF))
    ((id_,),) = duinveste.ziet("femke", "dossier_bestand", "id")
    assert als("harm").get(f"/dossier/{nr}/bestand/{id_}/").status_code == 200  # with consent he sees the nuisance
    weg = [
        als("wout").get(f"/dossier/{nr}/bestand/{id_}/"),
        als("femke").get(f"/dossier/{nr}/bestand/{uuid4()}/"),
        als("femke").get(f"/dossier/{nr}/bestand/x/"),
    ]
    assert {a.status_code for a in weg} == {404} and len({a.content for a in weg}) == 1
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    assert als("harm").get(f"/dossier/{nr}/bestand/{id_}/").status_code == 404


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [("leeg.pdf", b"", "leeg"), ("x.pdf", b"MZ\x90programma", "soort bestand"), ("x.html", b"<script>1</script>", "soort bestand")],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(als: Any, zaak: Any, duinveste: Any, naam: str, inhoud: bytes, zin: str) -> None:
    _, nr = zaak
    a = leg_vast(als("femke"), nr, SimpleUploadedFile(naam, inhoud), **{"f-omschrijving": "Blijft staan"})
    html = a.content.decode()
    assert a.status_code == 400 and zin in html and "Blijft staan" in html
    assert duinveste.databank.beheer("select count(*) from dossier_bestand") == [(0,)]


def test_a_file_that_is_too_large(als: Any, zaak: Any) -> None:
    _, nr = zaak
    a = leg_vast(als("femke"), nr, SimpleUploadedFile("groot.pdf", b"%PDF-" + bytes(26 * 1024 * 1024)))
    assert a.status_code == 400 and "Er past 25 MB" in a.content.decode()


def test_after_a_refusal_files_must_be_chosen_again(als: Any, zaak: Any) -> None:
    _, nr = zaak
    a = leg_vast(als("femke"), nr, SimpleUploadedFile("a.pdf", PDF), **{"f-kanaal": ""})
    assert a.status_code == 400 and "Kies uw bestanden opnieuw" in a.content.decode()
