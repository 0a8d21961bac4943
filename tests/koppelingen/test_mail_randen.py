# SPDX-License-Identifier: EUPL-1.2
"""Mail at its edges: what was forwarded, what is hidden under a picture, names that come three times, our own address."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from django.test import override_settings

from wijkregie.koppelingen import mailbericht, mailmelding
from wijkregie.meldingen import permail


def test_the_sender_of_a_mail_that_was_forwarded_whole_is_no_text_of_the_report() -> None:
    binnen = EmailMessage()
    binnen["From"], binnen["Subject"] = "Wilma Waterlelie <wilma@voorbeeld.example>", "Overlast"
    binnen.set_content("Elke avond gebonk.")
    m = MIMEMultipart()
    m["From"], m["Message-ID"] = "Collega <collega@duinveste.example>", "<f@duinveste.example>"
    m.attach(MIMEText("Zie de bijlage."))
    m.attach(MIMEMessage(binnen))
    b = mailbericht.lees(bytes(m))
    assert "Elke avond gebonk." in b.tekst
    assert "wilma@voorbeeld.example" not in b.tekst and "Waterlelie" not in b.tekst


def test_what_stands_under_a_picture_in_a_page_is_not_lost_in_silence() -> None:
    m = EmailMessage()
    m["From"], m["Message-ID"] = "a@voorbeeld.example", "<g@voorbeeld.example>"
    plaat = f'<img src="data:image/png;base64,{"A" * 450_000}">'
    m.set_content(f"<p>Begin.</p>{plaat}<p>Hij bedreigt mij.</p>", subtype="html")
    b = mailbericht.lees(bytes(m))
    assert "Hij bedreigt mij." in b.tekst or permail.REST in b.tekst


def test_three_files_of_one_name_have_three_names() -> None:
    goed, _ = permail._bestanden(tuple(("image001.png", b"\x89PNG\r\n\x1a\n" + bytes([i])) for i in range(3)), True)
    assert len({b.naam for b in goed}) == 3


def test_one_more_file_than_is_named_is_one() -> None:
    m = permail.PerMail("s", "", "a@voorbeeld.example", "", "x")
    assert "En nog 1 bestanden" not in permail._tekst(m, [f"{i}.exe: kan niet." for i in range(21)])


def test_our_own_address_is_known_with_a_name_before_it() -> None:
    with override_settings(DEFAULT_FROM_EMAIL="Wijkregie <wijkregie@duinveste.example>"):
        assert "wijkregie@duinveste.example" in mailmelding._eigen()
