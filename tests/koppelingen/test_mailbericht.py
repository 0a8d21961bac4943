# SPDX-License-Identifier: EUPL-1.2
"""What a mail says, whatever it looks like; and what no person wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.koppelingen.mailbericht import Onleesbaar, lees
from wijkregie.koppelingen.mailhtml import naar_tekst

KOP = b"From: Wilma Waterlelie <wilma@voorbeeld.example>\r\nMessage-ID: <a@voorbeeld.example>\r\nSubject: Overlast\r\n"


def brief(tekst: str = "Elke avond gebonk.", **koppen: str) -> EmailMessage:
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "Wilma Waterlelie <wilma@voorbeeld.example>", "meldingen@duinveste.example", "Overlast"
    m["Message-ID"] = "<a@voorbeeld.example>"
    for n, w in koppen.items():
        m[n.replace("_", "-")] = w
    m.set_content(tekst)
    return m


def test_a_plain_mail() -> None:
    b = lees(bytes(brief()))
    assert (b.naam, b.adres, b.onderwerp, b.tekst.strip()) == ("Wilma Waterlelie", "wilma@voorbeeld.example", "Overlast", "Elke avond gebonk.")
    assert b.sleutel == "id <a@voorbeeld.example>"
    assert not b.vanzelf


def test_the_plain_form_is_read_and_the_page_only_where_it_says_more() -> None:
    m = brief("De buurman roept.")
    m.add_alternative("<p>De buurman <b>roept</b>.</p><script>boe()</script>", subtype="html")
    assert lees(bytes(m)).tekst.strip() == "De buurman roept."
    kort = brief("Zie html")
    kort.add_alternative("<p>" + "De buurman roept elke avond door de muur. " * 5 + "</p>", subtype="html")
    assert lees(bytes(kort)).tekst.startswith("De buurman roept elke avond")


def test_a_page_becomes_lines_of_text_with_where_links_lead() -> None:
    html = "<html><head><title>x</title><style>p{}</style></head><body>Hallo&nbsp;u,<br>zie <a href='https://beeld.example/1'>de foto</a>"
    assert naar_tekst(html + "<a href='javascript:x()'>hier</a><table><tr><td>a</td><td>b</td></tr></table>") == (
        "Hallo u,\nzie de foto (https://beeld.example/1)hier\n\na b"
    )


def test_files_keep_their_names_and_texts_between_pictures_stay_in_order() -> None:
    m = brief("Eerst dit.")
    m.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="foto één.jpg")
    m.add_attachment("Dan dit.", disposition="inline")
    b = lees(bytes(m))
    assert [n for n, _ in b.bestanden] == ["foto één.jpg"]
    assert b.tekst.index("Eerst dit.") < b.tekst.index("Dan dit.")


def test_what_was_forwarded_as_a_whole_mail_is_read_too() -> None:
    m = brief("Zie onder.")
    m.add_attachment(brief("Hij heeft mij bedreigd.", Date="Thu, 22 Jan 2026 10:00:00 +0100"))
    b = lees(bytes(m))
    tekst = b.tekst
    assert "Hij heeft mij bedreigd." in tekst
    assert "Wilma Waterlelie <wilma@voorbeeld.example>" in b.ondertekening  # who wrote it is about the reporter


def test_a_signature_is_who_wrote_it_and_not_what_it_says() -> None:
    b = lees(bytes(brief("Elke avond gebonk.\n-- \nWilma Waterlelie\nVerzonnenlaan 3")))
    assert (b.tekst.strip(), b.ondertekening.strip()) == ("Elke avond gebonk.", "Wilma Waterlelie\nVerzonnenlaan 3")


@pytest.mark.parametrize(
    ("kop", "waarde"),
    [
        ("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "auto-generated; type=x"), ("Precedence", "bulk"), ("Precedence", "List"),
        ("List-Id", "<buurt.voorbeeld.example>"), ("X-Autoreply", "yes"), ("Return-Path", "<>"),
    ],
)  # fmt: skip
def test_what_a_machine_sent_is_no_report(kop: str, waarde: str) -> None:
    assert lees(bytes(brief(**{kop: waarde}))).vanzelf


def test_bounces_are_no_reports_and_what_says_it_is_from_a_person_is_one() -> None:
    assert lees(KOP + b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n--x--\r\n').vanzelf
    assert lees(bytes(brief()).replace(b"wilma@", b"MAILER-DAEMON@", 1)).vanzelf
    assert not lees(bytes(brief(Auto_Submitted="no"))).vanzelf


@pytest.mark.parametrize(
    ("ruw", "woord"),
    [
        (KOP + b"Content-Type: text/plain; charset=x-bestaat-niet\r\n\r\nGesch\xc3\xa9\xc3\xa9l", "Geschéél"),
        (KOP + b"Content-Type: text/plain; charset=us-ascii\r\n\r\ncaf\xe9", "café"),
        (KOP + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR2Vib25r!!!\xff", "Gebonk"),
        (KOP + b"Content-Type: text/plain; charset=\"\x00\"\r\n\r\ngebonk", "gebonk"),
    ],
)  # fmt: skip
def test_an_alphabet_that_is_wrong_loses_no_words(ruw: bytes, woord: str) -> None:
    assert woord in lees(ruw).tekst


def test_headers_in_any_alphabet() -> None:
    ruw = b"From: =?x-niets?B?V2lsbWE=?= <w@voorbeeld.example>\r\nSubject: =?utf-8?Q?Ge=C3=A9?= =?utf-8?B?%%%?=\r\n\r\nx"
    b = lees(ruw)
    assert (b.naam, b.adres) == ("Wilma", "w@voorbeeld.example")
    assert "Geé" in b.onderwerp
    assert lees(KOP.replace(b"Overlast", b"Geschr\xc3\xabeuw") + b"\r\nx").onderwerp == "Geschrëeuw"
    komma = lees(b"From: =?utf-8?Q?Waterlelie=2C_W=2E_=3Cvals=40x=2Eexample=3E?= <w@voorbeeld.example>\r\n\r\nx")
    assert (komma.naam, komma.adres) == ("Waterlelie, W. <vals@x.example>", "w@voorbeeld.example")


def test_a_mail_without_an_id_is_known_by_all_of_it() -> None:
    ruw = bytes(brief()).replace(b"Message-ID: <a@voorbeeld.example>\n", b"")
    assert lees(ruw).sleutel == lees(ruw).sleutel != lees(ruw + b"!").sleutel


def test_when_the_last_server_got_it() -> None:
    boven = b"Received: from x by mx.duinveste.example; Thu, 22 Jan 2026 10:00:00 +0100\r\nReceived: from y by x; Wed, 1 Jan 2020 10:00:00 +0000\r\n"
    assert lees(boven + bytes(brief())).ontvangen == datetime(2026, 1, 22, 9, tzinfo=UTC)
    assert lees(b"Received: rommel; gisteren\r\n" + bytes(brief())).ontvangen is None


def test_what_was_made_to_keep_us_busy_is_refused() -> None:
    diep = KOP
    for i in range(60):
        diep += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i)
    parameters = KOP + b"Content-Type: text/plain;\r\n" + b" a=b;\r\n" * 1_000 + b"\r\nx"
    nesten = KOP + b"".join(b'Content-Type: Multipart/Mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(60))
    for ruw in (
        parameters,
        nesten,
        diep + b"\r\nx",
        KOP + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 30_000,
        b"\n" * 800_000,
    ):
        with pytest.raises(Onleesbaar):
            lees(ruw)


rommel = st.one_of(
    st.binary(max_size=400),
    st.builds(lambda k, b: KOP + k + b"\r\n\r\n" + b, st.binary(max_size=200), st.binary(max_size=400)),
    st.lists(
        st.sampled_from(
            [
                KOP, b"\r\n", b"\r\n\r\n", b"--b\r\n", b"--b--\r\n", b'Content-Type: multipart/mixed; boundary="b"\r\n',
                b"Content-Type: text/html\r\n", b"Content-Type: message/rfc822\r\n",
                b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
                b"Content-Type: multipart/alternative; boundary=b\r\n", b"Content-Disposition: attachment; filename*0*=x''%ff; filename*1=b\r\n",
                b"=?utf-8?q?=ff?=", b"<p>\xff<a href=", b"\x00\xed\xa0\x80", b"Subject: =?a?b?c?=\r\n", b"From: <@>, a b@c\r\n", b"Received: ;\r\n",
            ]
        ),
        max_size=14,
    ).map(b"".join),
)  # fmt: skip


@given(rommel)
def test_rubbish_is_read_or_refused_and_nothing_else(ruw: bytes) -> None:
    try:
        b = lees(ruw)
    except Onleesbaar:
        return
    assert b.sleutel
    assert b.adres
    assert all(isinstance(n, str) and isinstance(i, bytes) for n, i in b.bestanden)
