# SPDX-License-Identifier: EUPL-1.2
"""A report by mail: the same mail once, nothing lost whatever breaks in between, and a person looks at it first."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.test import override_settings
from formulierwerk import velden
from hypothesis import HealthCheck, given
from hypothesis import settings as proefinstelling
from hypothesis import strategies as st
from paginaproef import woorden as tekst_van

from wijkregie.klok import ZONE
from wijkregie.koppelingen import mailmelding
from wijkregie.koppelingen.postbus import NAKIJKEN, OVERGESLAGEN, VERWERKT, Map, Onbereikbaar, lees_postbussen

FEIT = "select count(*) from dossier_feit where soort = 'melding_ontvangen'"


def brief(tekst: str = "Elke avond gebonk op de muur.", id_: str = "<a@voorbeeld.example>", **koppen: str) -> EmailMessage:
    m = EmailMessage()
    m["Received"] = "from x by mx.duinveste.example; Thu, 22 Jan 2026 10:00:00 +0100"
    m["From"], m["To"], m["Subject"] = "Wilma Waterlelie <wilma@voorbeeld.example>", "meldingen@duinveste.example", "Overlast"
    m["Message-ID"] = id_
    for n, w in koppen.items():
        m[n.replace("_", "-")] = w
    m.set_content(tekst)
    return m


@pytest.fixture
def bus(gemeente: Any, tmp_path: Path) -> Iterator[Path]:
    """A folder into which a gateway drops mail."""
    bussen = lees_postbussen(f"file://{tmp_path}?gemeente=amsterdam&gebied=duinwijk&naam=meldingen")
    with override_settings(POSTBUSSEN=bussen):
        yield tmp_path


def leg(bus: Path, m: EmailMessage | bytes, naam: str = "1") -> None:
    """As a gateway does: whole, by one move."""
    (bus / f"{naam}.deel").write_bytes(m if isinstance(m, bytes) else bytes(m))
    (bus / f"{naam}.deel").rename(bus / f"{naam}.eml")


def ligt(bus: Path, map_: str = "") -> int:
    return len(list((bus / map_).glob("*.eml")))


def inhoud(d: Any) -> list[dict[str, Any]]:
    """The fields of every report, as the core reads them, with when it was received."""
    from wijkregie.dossier import kern

    with kern.in_kern(d.gemeente, "amsterdam") as k:
        k.cursor.execute("select dossier from dossier_feit where soort = 'melding_ontvangen' order by vastgelegd")
        geladen = [k.laad(x, slot=False) for (x,) in k.cursor.fetchall()]
    return [{**f.velden, "op": f.op, "tijd": f.tijd} for g in geladen for f in g.feiten if f.soort == "melding_ontvangen"]


def test_a_mail_is_a_report_from_the_moment_it_was_received(gemeente: Any, bus: Path, als_gemeente: Any) -> None:
    m = brief()
    m.add_attachment(b"\xff\xd8\xff foto", maintype="image", subtype="jpeg", filename="foto.jpg")
    leg(bus, m)
    mailmelding.lees_alles()
    (f,) = inhoud(gemeente)
    assert (f["kanaal"], f["anoniem"], f["melder_naam"], f["melder_bereikbaar"]) == ("mail", False, "Wilma Waterlelie", "wilma@voorbeeld.example")
    assert f["omschrijving"] == "Onderwerp: Overlast\n\nElke avond gebonk op de muur."
    assert (str(f["op"]), f["tijd"]) == ("2026-01-22", 600)
    assert gemeente.databank.beheer("select naam, mediatype from dossier_bestand") == [("foto.jpg", "image/jpeg")]
    assert gemeente.databank.beheer("select count(*) from meldingen_code") == [(0,)]
    assert (ligt(bus), ligt(bus, VERWERKT)) == (0, 1)
    assert gemeente.databank.beheer("select uiterlijk::text from dossier_plicht where uiterlijk is not null") == [("2026-01-26",)]
    lijst = tekst_van(als_gemeente("rosa").get("/meldingen/"))
    assert "M-2026-0001" in lijst
    assert "Via e-mail" in lijst


def test_the_desk_gives_who_mailed_a_code_after_recognising_that_one(gemeente: Any, bus: Path, als_gemeente: Any) -> None:
    leg(bus, brief())
    mailmelding.lees_alles()
    rosa = als_gemeente("rosa")
    adres = "/meldingen/M-2026-0001/code/"
    a = rosa.post(adres, velden(rosa.get(adres).content.decode()) | {"herkend": "teruggebeld"})
    assert re.search(r'class="wr-meldcode"><bdi>[0-9A-Z-]{17}<', a.content.decode())
    assert gemeente.databank.beheer("select count(*) from meldingen_code") == [(1,)]


def test_the_same_mail_again_is_the_same_report(gemeente: Any, bus: Path) -> None:
    for n in ("1", "2"):
        leg(bus, bytes(brief()).replace(b"10:00:00", b"10:00:0" + n.encode()), n)  # by two ways
        mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(1,)]
    assert ligt(bus, VERWERKT) == 2
    assert gemeente.databank.beheer("select uitkomst, aantal from koppelingen_postbusdag") == [("melding", 1)]


def test_another_mail_with_the_same_id_is_another_report(gemeente: Any, bus: Path) -> None:
    for n in range(3):
        leg(bus, brief(f"Verhaal {n}"), str(n))
    mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(3,)]


@pytest.mark.parametrize("stap", ["voor", "na"])
def test_a_crash_between_report_and_mailbox_loses_nothing_and_doubles_nothing(gemeente: Any, bus: Path, monkeypatch: Any, stap: str) -> None:
    leg(bus, brief())
    echt = Map.leg_weg

    def breek(self: Map, p: Any, map_: str) -> None:
        if stap == "na":
            echt(self, p, map_)
        raise KeyboardInterrupt

    with monkeypatch.context() as m, pytest.raises(KeyboardInterrupt):
        m.setattr(Map, "leg_weg", breek)
        mailmelding.lees_alles()
    mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(1,)]
    assert (ligt(bus), ligt(bus, VERWERKT)) == (0, 1)


def test_a_database_that_fails_leaves_the_mail_where_it_is(gemeente: Any, bus: Path, monkeypatch: Any, als_gemeente: Any) -> None:
    from django.db import OperationalError

    leg(bus, brief())
    with monkeypatch.context() as m:
        m.setattr("wijkregie.meldingen.permail.ontvang", lambda *a, **k: (_ for _ in ()).throw(OperationalError("weg")))
        mailmelding.lees_alles()
    assert ligt(bus) == 1
    assert "niet gelezen" in tekst_van(als_gemeente("rosa").get("/meldingen/"))
    mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(1,)]
    assert "niet gelezen" not in tekst_van(als_gemeente("rosa").get("/meldingen/"))


def test_a_mail_that_breaks_stops_no_other(gemeente: Any, bus: Path, monkeypatch: Any, als_gemeente: Any) -> None:
    leg(bus, brief("Deze breekt"), "1")
    leg(bus, brief("Deze niet", "<b@voorbeeld.example>"), "2")
    from wijkregie.koppelingen import mailbericht

    echt = mailbericht.lees
    monkeypatch.setattr(mailbericht, "lees", lambda r: 1 / 0 if b"Deze breekt" in r else echt(r))
    mailmelding.lees_alles()
    assert (ligt(bus, VERWERKT), ligt(bus, NAKIJKEN), ligt(bus)) == (1, 1, 0)
    lijst = tekst_van(als_gemeente("bea").get("/meldingen/"))
    assert "1 e-mail is geen melding geworden" in lijst
    assert "niet te lezen: 1" in lijst


def test_what_a_machine_sent_is_counted_and_no_report(gemeente: Any, bus: Path) -> None:
    leg(bus, brief(Auto_Submitted="auto-replied"), "1")
    leg(bus, bytes(brief()).replace(b"wilma@voorbeeld", b"wijkregie@duinveste"), "2")  # our own
    mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(0,)]
    assert ligt(bus, OVERGESLAGEN) == 2
    assert gemeente.databank.beheer("select uitkomst, aantal from koppelingen_postbusdag") == [("vanzelf", 2)]


def test_a_file_that_is_refused_is_named_and_the_report_is_there(gemeente: Any, bus: Path) -> None:
    m = brief()
    m.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="rekening.exe")
    m.add_attachment(b"%PDF-1.4 VIRUS", maintype="application", subtype="pdf", filename="brief.pdf")
    m.add_attachment(b"%PDF-1.4 goed", maintype="application", subtype="pdf", filename="goed.pdf")
    leg(bus, m)
    with override_settings(BESTAND_SCANNER="scanproef.scanner"):
        mailmelding.lees_alles()
    (f,) = inhoud(gemeente)
    assert "rekening.exe: Dit soort bestand kan niet." in f["omschrijving"]
    assert "brief.pdf: Dit bestand is tegengehouden: een virus." in f["omschrijving"]
    assert gemeente.databank.beheer("select naam from dossier_bestand") == [("goed.pdf",)]


def test_a_scanner_that_is_down_is_waited_for_an_hour_and_then_named(gemeente: Any, bus: Path, op_dag: Any) -> None:
    op_dag("2026-01-22 10:30")
    m = brief()
    m.add_attachment(b"%PDF-1.4 goed", maintype="application", subtype="pdf", filename="goed.pdf")
    leg(bus, m)
    with override_settings(BESTAND_SCANNER="wijkregie.koppelingen.clamav.scan", CLAMAV=""):
        mailmelding.lees_alles()
        assert (ligt(bus), gemeente.databank.beheer(FEIT)) == (1, [(0,)])
        op_dag("2026-01-22 11:01")
        mailmelding.lees_alles()
    (f,) = inhoud(gemeente)
    assert "goed.pdf: dit bestand kon niet op virussen worden nagekeken." in f["omschrijving"]
    assert gemeente.databank.beheer("select count(*) from dossier_bestand") == [(0,)]


def test_a_huge_mail_stays_and_the_desk_hears_of_it(gemeente: Any, bus: Path, monkeypatch: Any, als_gemeente: Any) -> None:
    monkeypatch.setattr(mailmelding, "GROOTST", 1_000)
    leg(bus, brief("x" * 2_000))
    mailmelding.lees_alles()
    assert (ligt(bus, NAKIJKEN), gemeente.databank.beheer(FEIT)) == (1, [(0,)])
    assert "te groot (meer dan 36 MB): 1" in tekst_van(als_gemeente("rosa").get("/meldingen/"))


def test_a_long_text_is_cut_and_says_so(gemeente: Any, bus: Path) -> None:
    leg(bus, brief("lang verhaal " * 5_000))
    mailmelding.lees_alles()
    (f,) = inhoud(gemeente)
    assert len(f["omschrijving"]) <= 20_000
    assert f["omschrijving"].endswith("De rest staat in de mailbox.")


def test_without_an_area_that_somebody_reads_it_is_put_aside_and_not_lost(gemeente: Any, bus: Path) -> None:
    leg(bus, brief())
    with override_settings(POSTBUSSEN=lees_postbussen(f"file://{bus}?gemeente=amsterdam&naam=meldingen")):
        mailmelding.lees_alles()
    assert (ligt(bus, NAKIJKEN), gemeente.databank.beheer(FEIT)) == (1, [(0,)])


def test_a_mailbox_that_is_set_no_more_asks_nothing_of_anybody(gemeente: Any, bus: Path, als_gemeente: Any) -> None:
    leg(bus, b"From: wilma@voorbeeld.example\n\n")
    mailmelding.lees_alles()
    assert "geen melding geworden" in tekst_van(als_gemeente("rosa").get("/meldingen/"))
    with override_settings(POSTBUSSEN=[]):
        mailmelding.lees_alles()
    assert "geen melding geworden" not in tekst_van(als_gemeente("rosa").get("/meldingen/"))


def test_pages_read_how_it_goes_and_change_nothing(gemeente: Any, bus: Path) -> None:
    mailmelding.lees_alles()
    with gemeente.databank.rauw("wijk_web") as c:
        c.execute("select set_config('app.gemeente', %s, false)", [str(gemeente.gemeente)])
        assert c.execute("select naam from koppelingen_postbus").fetchall() == [("meldingen",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            c.execute("update koppelingen_postbus set nakijken = 0")
    with gemeente.databank.rauw("wijk_web") as c:
        c.execute("select set_config('app.gemeente', %s, false)", [str(gemeente.gemeente + 1)])
        assert c.execute("select count(*) from koppelingen_postbus").fetchone() == (0,)


def test_nothing_of_a_mail_is_in_the_log(gemeente: Any, bus: Path, caplog: Any) -> None:
    logging.getLogger("wijkregie").propagate = True
    try:
        with caplog.at_level(logging.DEBUG):
            leg(bus, brief(), "1")
            leg(bus, b"From: wilma@voorbeeld.example\n\n", "2")
            leg(bus, b"Waterlelie zonder afzender", "3")
            mailmelding.lees_alles()
    finally:
        logging.getLogger("wijkregie").propagate = False
    assert "postbus gelezen gemeente=amsterdam postbus=meldingen geweigerd=1 melding=1 onleesbaar=1" in caplog.text
    assert not [w for w in ("wilma", "Waterlelie", "gebonk", "voorbeeld.example") if w in caplog.text]


def test_a_link_in_the_folder_is_not_followed_and_no_name_is_written_over(gemeente: Any, bus: Path) -> None:
    (bus / "geheim").write_bytes(bytes(brief()))
    (bus / "x.eml").symlink_to(bus / "geheim")
    for n in range(2):
        leg(bus, brief(f"Verhaal {n}", f"<{n}@voorbeeld.example>"), "1")
        mailmelding.lees_alles()
    assert gemeente.databank.beheer(FEIT) == [(2,)]
    assert sorted(p.name for p in (bus / VERWERKT).iterdir()) == ["1-1.eml", "1.eml"]


def test_a_setting_that_is_wrong_is_refused_without_repeating_it() -> None:
    for tekst in (
        "imap://a:geheim@m/INBOX?gemeente=x", "imaps://m/INBOX?gemeente=x", "imaps://a:geheim@m/INBOX", "file:///x?gemeente=a&wat=b",
        "imaps://a:geheim@m/INBOX?gemeente=x&token=https://t", "imaps://a:geheim@m/INBOX?gemeente=x&token=http://t&client=c&scope=s",
        "file:///x?gemeente=a&naam=n file:///y?gemeente=a&naam=n",
    ):  # fmt: skip
        with pytest.raises(ValueError, match="postbus") as e:
            lees_postbussen(tekst)
        assert "geheim" not in str(e.value)
    assert [b.naam for b in lees_postbussen("imaps://a%40b:c%2Fd@m?gemeente=x file:///y?gemeente=x")] == ["postbus 1", "postbus 2"]
    with pytest.raises(Onbereikbaar):
        Map(Path("/bestaat/niet"))


@proefinstelling(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda b: bytes(brief()) + b)), max_size=4))
def test_rubbish_is_never_lost(gemeente: Any, rommel: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as t:
        bus = Path(t)
        for i, b in enumerate(rommel):
            leg(bus, b, str(i))
        with override_settings(POSTBUSSEN=lees_postbussen(f"file://{bus}?gemeente=amsterdam&gebied=duinwijk")):
            mailmelding.lees_alles()
        mappen = {m: ligt(bus, m) for m in (VERWERKT, OVERGESLAGEN, NAKIJKEN)}
        assert ligt(bus) == 0
        assert sum(mappen.values()) == len(rommel)
        assert {p.stem.partition("-")[0] for m in mappen for p in (bus / m).glob("*.eml")} == {str(i) for i in range(len(rommel))}


def test_the_clock_of_a_file_is_used_where_no_server_wrote_one(gemeente: Any, bus: Path) -> None:
    leg(bus, bytes(brief()).replace(b"Received: from x", b"Ontvangen: from x"))
    moment = datetime(2026, 1, 21, 9, 30, tzinfo=ZONE).timestamp()
    os.utime(bus / "1.eml", (moment, moment))
    mailmelding.lees_alles()
    assert (str(inhoud(gemeente)[0]["op"]), inhoud(gemeente)[0]["tijd"]) == ("2026-01-21", 570)


def test_a_mail_that_may_not_be_opened_stays_and_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    from wijkregie.koppelingen import postbus

    def dicht(*_: Any) -> int:
        raise PermissionError

    (tmp_path / "geheim.eml").write_bytes(b"x")
    m = postbus.Map(tmp_path)
    (p,) = m.wachtend(5)
    monkeypatch.setattr(postbus.os, "open", dicht)
    assert m.haal(p) is None and (tmp_path / "geheim.eml").exists()
    assert "leesrecht" in caplog.text and "geheim" not in caplog.text
