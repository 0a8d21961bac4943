# SPDX-License-Identifier: EUPL-1.2
"""Attack: hostile input in addresses and forms, files that are not what they say."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from .hulp import formulier, zacht

VREEMD = (
    "\x00", "a\x00b", "\x1b[31m", "\u202eabc\u2066", "\U0001f600" * 50, "\U00020000", "' or 1=1 --", "'; drop table dossier_feit; --",
    "<script>alert(1)</script>", "{{ 7|add:7 }}{% debug %}", "%s%s%n", "../../../etc/passwd", "${7*7}", "a" * 30_000, " ", "\r\nSet-Cookie: x=y",
    "-1", "999999999999999999999", "1e309", "nan", "0001-01-01", "9999-12-31", "31-12-9999", "01-01-0001", "29-02-2027", "99-99-9999",
    "00000000-0000-0000-0000-000000000000", "[]", "{}", "null", "true", "\ufffe", "\u0600", "İ", "ß" * 300, "٣", "²",
)  # fmt: skip


# hostile input


def test_no_address_gives_500(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    from urllib.parse import quote

    c, stuk = zacht(als("femke")), []
    vormen = ["/dossier/{}/", f"/dossier/{nr}/waarom/{{}}/", f"/dossier/{nr}/waarom/plicht/{{}}/", f"/dossier/{nr}/waarom/fase/{{}}/", f"/dossier/{nr}/waarom/regie/{{}}/x/",
              f"/dossier/{nr}/waarom/verborgen/{{}}/", f"/dossier/{nr}/waarom/handeling/{{}}/", f"/dossier/{nr}/bekend-op/?dag={{}}",
              f"/dossier/{nr}/waarom/fase/ladder/?bekend_op={{}}", f"/dossier/{nr}/handeling/{{}}/", f"/dossier/{nr}/handeling/klacht_ontvangen/?ding={{}}&plicht={{}}",
              f"/dossier/{nr}/feit/{{}}/rechtzetten/", f"/dossier/{nr}/feit/{{}}/brief/", f"/dossier/{nr}/bestand/{{}}/", "/dossiers/?welke={}&blad={}",
              "/werk/?van={}&groep={}&blad={}&protocol={}&wijk={}&dag={}", "/inloggen/?next={}", "/lidmaatschap/?x={}"]  # fmt: skip
    for vorm, x in ((v, x) for i, v in enumerate(vormen) for x in VREEMD[i % 2 :: 2] if len(x) < 1000):
        pad = vorm.replace("{}", quote(x.encode("utf-8"), safe=""))
        a = c.get(pad)
        if a.status_code >= 500:
            stuk.append(pad[:120])
    assert not stuk, "\n".join(stuk)


def test_no_form_gives_500(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    k = uuid4()
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="muziek")
    c, stuk = zacht(als("femke")), []
    vormen: list[tuple[str, list[str], dict[str, str]]] = [
        (f"/dossier/{nr}/handeling/klacht_ontvangen/", ["op", "tijd", "f-kanaal", "f-melder", "f-omschrijving", "f-ernstig", "ding", "rol", "sleutel", "kenmerk", "reden",
                                                        "wie", "namens", "herkomst", "stap", "bestandsoort", "afwijken-TW-6.24"], {"f-kanaal": "mzwo"}),
        (f"/dossier/{nr}/handeling/klacht_ontvangen/volgt/", ["op", "tijd", "f-kanaal", "ding"], {"f-kanaal": "mzwo"}),
        (f"/dossier/{nr}/handeling/begeleidingsovereenkomst_ondertekend/", ["f-ingang", "f-einde", "op"], {"f-ingang": "1-1-2026", "stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/toestemming_gegeven/", ["f-geldig_tot", "f-doeleinden"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/woning_ingericht/", ["f-isolatie_lin", "f-harde_vloer"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/partij_betrokken/", ["f-rol", "f-organisatie", "rol-en-organisatie", "partij"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/dossiers_verbonden/", ["f-ander", "f-relatie"], {"f-relatie": "betreft"}),
        (f"/dossier/{nr}/handeling/signaal_gedeeld/", ["f-aan", "f-in_driegesprek"], {}),
        (f"/dossier/{nr}/feit/{f}/rechtzetten/", ["op", "tijd", "f-kanaal", "f-omschrijving", "ding", "reden", "kenmerk", "sleutel", "wat"], {"wat": "wijzigen", "reden": "x"}),
        (f"/dossier/{nr}/feit/{f}/verplaatsen/", ["naar", "nummer", "reden", "kenmerk", "sleutel", "stap", "dossier"], {}),
        ("/zoeken/", ["q"], {}),
        ("/dossiers/nieuw/", ["f-voornaam", "f-achternaam", "f-geboortedatum", "bij", "stap", "sleutel"], {"bij": "1", "f-achternaam": "Wilgenroos"}),
        ("/dossiers/nieuw/", ["f-straat", "f-huisnummer", "f-postcode", "f-plaats", "wijk", "wie", "waar"], {"bij": "2", "f-achternaam": "Wilgenroos", "f-straat": "X", "f-huisnummer": "1"}),
        ("/afwezigheid/", ["voor", "door", "van", "tot", "reden"], {"van": "24-01-2026", "tot": "25-01-2026", "reden": "afwezig",
                                                                    "voor": str(duinveste.leden["femke"][0]), "door": str(duinveste.leden["joris"][0])}),
        ("/afwezigheid/stop/", ["waarneming"], {}),
        ("/lidmaatschap/", ["lidmaatschap"], {}),
    ]  # fmt: skip
    for adres, namen, vast in vormen:
        for naam, x in ((n, x) for i, n in enumerate(namen) for x in VREEMD[i % 4 :: 4]):  # every value meets every form
            a = c.post(adres, vast | {naam: x})
            if a.status_code >= 500:
                stuk.append(f"{adres} {naam}={x[:30]!r}")
        a = c.post(adres, {**vast, **{n: ["1", "2", "x"] for n in namen}})  # lists where one is meant
        if a.status_code >= 500:
            stuk.append(f"{adres} lists")
    assert not stuk, "\n".join(stuk)


def test_the_log_in_page_stands_hostile_input(duinveste: Any) -> None:
    c = Client(REMOTE_ADDR="203.0.113.7")
    c.raise_request_exception = False
    for i, x in enumerate(VREEMD):
        a = c.post("/inloggen/", {"naam": x, "wachtwoord": x, "next": x}, REMOTE_ADDR=f"198.51.100.{i}")
        assert a.status_code in (400, 429), repr(x)
        assert "<script>alert" not in a.content.decode()


def test_what_was_typed_never_becomes_markup(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    slecht = '"><script>alert(1)</script>{{ 7|add:7 }}<img src=x onerror=alert(1)>'
    persoon, f = duinveste.persoon("femke", d)
    duinveste.leg_vast("femke", persoon, "", rectificeer=str(f), wordt={"achternaam": slecht}, reden=slecht)
    k = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving=slecht, melder=slecht)
    c = als("femke")
    paden = ["/werk/", "/dossiers/?welke=open", f"/dossier/{nr}/", f"/dossier/{nr}/feit/{k}/rechtzetten/", f"/dossier/{nr}/bekend-op/?dag=2026-01-23"]
    paginas = [c.get(p).content.decode() for p in paden]
    paginas.append(c.post("/zoeken/", {"q": slecht}).content.decode())
    paginas.append(
        c.post(
            f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": slecht, "f-omschrijving": slecht, "reden": slecht, "stap": "bekijk"}
        ).content.decode()
    )
    paginas.append(
        c.post(
            f"/dossier/{nr}/handeling/klacht_ontvangen/", {"kenmerk": "vals", "op": "23-01-2026", "f-kanaal": "mzwo", "f-omschrijving": slecht}
        ).content.decode()
    )
    for html in paginas:
        assert "<script>alert" not in html and "<img src=x" not in html and "{{ 7|add" not in html.replace("{{ 7|add:7 }}&lt;", ""), html[:200]
        assert 'value=""&gt' not in html


def test_too_much_is_refused_and_not_kept(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    voor = duinveste.databank.beheer("select count(*) from dossier_feit")
    assert c.post(adres, {"f-omschrijving": "x" * 10_000_000}).status_code in (400, 413)
    assert c.post(adres, {"op": "23-01-2026", "ding": [str(uuid4()) for _ in range(1000)], "f-kanaal": "mzwo"}).status_code in (400, 413)
    assert c.post(adres, {f"veld{i}": "x" for i in range(1000)}).status_code in (400, 413)
    assert duinveste.databank.beheer("select count(*) from dossier_feit") == voor


@pytest.mark.parametrize("pad", ["/werk/", "/dossiers/", "/dossier/{n}/", "/dossier/{n}/bekend-op/", "/dossier/{n}/waarom/fase/ladder/"])
@pytest.mark.parametrize("hoe", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_pages_that_only_show_take_no_other_methods(duinveste: Any, als: Any, zaak: Any, pad: str, hoe: str) -> None:
    assert als("femke").generic(hoe, pad.format(n=zaak[1])).status_code == 405


# files


def _docx(**meer: bytes) -> bytes:
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", "<w:document/>")
        for n, i in meer.items():
            z.writestr(n, i)
    return b.getvalue()


def _upload(c: Any, adres: str, naam: str, inhoud: bytes, soort: str = "application/pdf") -> Any:
    bestand = SimpleUploadedFile("x", inhoud, content_type=soort)
    bestand._name = naam  # past Django's own cleaning of names
    return c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "f-kanaal": "mzwo", "bestand": bestand})


@pytest.mark.parametrize(
    "naam",
    [
        "../../etc/passwd",
        "a\r\nSet-Cookie: x=y.pdf",
        'a"; filename="b.exe',
        "\u202efdp.exe",
        "x\x00.pdf",
        "CON",
        "." * 300,
        "😀.pdf",
        "/",
        "a\nb",
        "",
    ],
)
def test_the_name_of_a_file_is_only_a_name(duinveste: Any, als: Any, zaak: Any, naam: str) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    a = _upload(c, adres, naam, b"%PDF-1.4 x")
    assert a.status_code in (302, 400)
    for i, bewaard in duinveste.databank.beheer("select id, naam from dossier_bestand"):
        assert bewaard.endswith(".pdf") and not set("/\\\r\n\x00\u202e") & set(bewaard)
        b = c.get(f"/dossier/{nr}/bestand/{i}/")
        assert b.status_code == 200 and b["Content-Disposition"].startswith("attachment") and "\n" not in b["Content-Disposition"]
        assert b["X-Content-Type-Options"] == "nosniff" and "sandbox" in b["Content-Security-Policy"] and not b.cookies.get("x")


def test_a_file_is_what_it_begins_with_or_it_is_refused(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"0" * 50_000_000)
    for inhoud in (b"MZ\x90\x00", b"<html><script>alert(1)</script>", b"<svg onload=alert(1)>", b"GIF89a", b"PK\x03\x04rommel", b"", b"#!/bin/sh",
                   _docx(**{"word/vbaProject.bin": b"x"}), b"%pdf-1.4"):  # fmt: skip
        assert _upload(c, adres, "x.pdf", inhoud).status_code == 400, inhoud[:10]
    assert _upload(c, adres, "x.pdf", b"%PDF-" + b"0" * (25 * 1024 * 1024)).status_code == 400
    assert duinveste.databank.beheer("select count(*) from dossier_bestand") == [(0,)]
    assert _upload(c, adres, "bom.docx", bom.getvalue()).status_code == 302  # kept as it is, never unpacked
    polyglot = b"%PDF-1.4\n<script>alert(1)</script>"
    assert _upload(c, adres, "p.html", polyglot, "text/html").status_code == 302
    soorten = {r[0] for r in duinveste.databank.beheer("select mediatype from dossier_bestand")}
    assert soorten <= {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@pytest.mark.parametrize(("plek", "waarde"), [(6, 99), (46, 0xD2)], ids=["version to come", "name that is no text"])
def test_a_damaged_document_is_refused(duinveste: Any, als: Any, zaak: Any, plek: int, waarde: int) -> None:
    ruw = bytearray(_docx())
    begin = ruw.rindex(b"PK\x01\x02")
    ruw[begin + 8 : begin + 10] = (0x800).to_bytes(2, "little")  # names are UTF-8
    ruw[begin + plek] = waarde
    assert _upload(zacht(als("femke")), f"/dossier/{zaak[1]}/handeling/klacht_ontvangen/", "x.docx", bytes(ruw)).status_code == 400
