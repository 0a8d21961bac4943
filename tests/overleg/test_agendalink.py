# SPDX-License-Identifier: EUPL-1.2
"""Meetings and duties outside the pages: the file of a meeting, the feed behind a token, and mail; and who tries to get at them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from wijkregie.koppelingen.ics import Dag, kalender

Als = Callable[[str], Any]
LINK = re.compile(r"http://testserver(/agenda/([\w-]{40,})/wijkregie\.ics)")


@pytest.fixture
def klein(tafel: Any) -> tuple[Any, str, str]:
    r = tafel.reeks("klein_overleg")
    b = tafel.plan(r, "klein_overleg", "2026-01-13")
    zaak = tafel.zaak((r, "ko_reeks"))
    return zaak, f"/overleg/{tafel.nummer(r)}/{b}/", tafel.nummer(zaak)


def link(c: Any) -> str:
    pagina = c.post("/agenda/maken/").content.decode()
    return LINK.search(pagina)[1]  # type: ignore[index]


def ontvouwd(antwoord: Any) -> str:
    return str(antwoord.content.decode().replace("\r\n ", ""))


# the file itself


def test_regels_zijn_kort_en_geen_teken_breekt_uit() -> None:
    dagen = [Dag("a", date(2026, 12, 31), "Éérste; contact, \\ met\r\nBEGIN:VALARM " + "ë" * 90, "https://x.example/a/", 2)]
    tekst = kalender("Wijkregie", dagen, "x.example", datetime(2026, 1, 1, 9, tzinfo=UTC))
    assert all(len(r.encode()) <= 75 for r in tekst.split("\r\n")) and "\n" not in tekst.replace("\r\n", "")
    heel = tekst.replace("\r\n ", "")
    assert "SUMMARY:Éérste\\; contact\\, \\\\ met  BEGIN:VALARM ëëë" in heel and "\r\nBEGIN:VALARM" not in heel
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSEQUENCE:2\r\nSTATUS:CONFIRMED" in heel


def test_het_bestand_van_een_overleg(als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, nummer = klein
    c = als_aan_tafel("rosa")
    c.post(adres, {"stap": "alles"})
    assert f'href="{adres}overleg.ics"' in c.get(adres).content.decode()
    a = c.get(f"{adres}overleg.ics")
    assert a["Content-Type"].startswith("text/calendar")
    tekst = ontvouwd(a)
    assert "SUMMARY:Klein Overleg Duinveste Zuid\r\n" in tekst and "DTSTART;VALUE=DATE:20260113" in tekst
    assert f"URL:http://testserver{adres}\r\n" in tekst and nummer not in tekst
    assert als_aan_tafel("pim").get(f"{adres}overleg.ics").status_code == 404
    assert c.post(f"{adres}overleg.ics").status_code == 405


# the feed


def test_de_feed_heeft_overleggen_en_taken_en_geen_namen(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    zaak, adres, nummer = klein
    a = Client().get(link(als_aan_tafel("rosa")))
    tekst = ontvouwd(a)
    assert a.status_code == 200 and not a.cookies and a["Cache-Control"] == "no-store"
    assert "SUMMARY:Klein Overleg Duinveste Zuid" in tekst and f"http://testserver{adres}" in tekst
    taken = re.findall(r"SUMMARY:(.+) \((WR-[\d-]+)\)", tekst)
    assert taken and {n for _, n in taken} == {nummer}
    assert "Proef" not in tekst
    gelezen = tafel.d.databank.beheer("select login, doelen from privacy_lezing where deur = 'agenda' and %s = any(dossiers)", zaak)
    assert [x for x, _ in gelezen] == [tafel.d.leden["rosa"][1]]
    assert "Uw agenda haalde hem voor het laatst op" in als_aan_tafel("rosa").get("/agenda/").content.decode()


def test_ieder_zijn_eigen_feed(als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, nummer = klein
    assert adres in ontvouwd(Client().get(link(als_aan_tafel("bram"))))
    pim = ontvouwd(Client().get(link(als_aan_tafel("pim"))))
    assert "BEGIN:VEVENT" not in pim and nummer not in pim
    # the session of somebody else who asks does not count
    assert adres in ontvouwd(als_aan_tafel("pim").get(link(als_aan_tafel("bram"))))


def test_het_teken_staat_nergens(tafel: Any, als_aan_tafel: Als) -> None:
    c = als_aan_tafel("rosa")
    teken = link(c).split("/")[2]
    assert teken not in c.get("/agenda/").content.decode()
    (merk,) = tafel.d.databank.beheer("select merk from koppelingen_feed")[0]
    assert len(merk) == 32 and bytes(merk).hex() not in teken
    with tafel.d.ogen("bram") as cursor:  # who has the database as a page has it sees no feed of another, nor by guessing whose
        cursor.execute("select count(*) from koppelingen_feed")
        assert cursor.fetchone() == (0,)
        with pytest.raises(Exception, match="row-level security"):
            lid, login = tafel.d.leden["rosa"]
            cursor.execute(
                "insert into koppelingen_feed (gemeente, lidmaatschap, login, merk, gemaakt)"
                " values (%s, %s, %s, decode(repeat('00', 32), 'hex'), '2026-01-12')",
                [tafel.d.gemeente, lid, login],
            )


def test_een_ander_of_gestopt_teken_opent_niets(als_aan_tafel: Als) -> None:
    c = als_aan_tafel("rosa")
    oud = link(c)
    nieuw = link(c)
    assert Client().get(oud).status_code == 404 and Client().get(nieuw).status_code == 200
    c.post("/agenda/stoppen/")
    weg, nooit = Client().get(nieuw), Client().get("/agenda/" + "A" * 43 + "/wijkregie.ics")
    assert (weg.status_code, weg.content) == (nooit.status_code, nooit.content) and weg.status_code == 404
    gebeurd = c.get("/beveiliging/").content.decode()
    assert "agendalink gemaakt" in gebeurd and "agendalink gestopt" in gebeurd


def test_de_feed_eindigt_met_het_lidmaatschap_en_de_login(tafel: Any, als_aan_tafel: Als, op_dag: Callable[[str], None]) -> None:
    adres = link(als_aan_tafel("rosa"))
    bram = link(als_aan_tafel("bram"))
    tafel.d.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-12' where id = %s", tafel.d.leden["rosa"][0])
    assert Client().get(adres).status_code == 200
    op_dag("2026-01-13 00:01")
    assert Client().get(adres).status_code == 404
    tafel.d.databank.beheer("update partijen_medewerker set actief = false where id = %s", tafel.d.leden["bram"][1])
    assert Client().get(bram).status_code == 404


def test_raden_en_te_vaak_vragen(als_aan_tafel: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    adres = link(als_aan_tafel("rosa"))
    for i in range(60):
        assert Client().get(f"/agenda/{i:043d}/wijkregie.ics").status_code == 404
    dicht = Client().get("/agenda/" + "B" * 43 + "/wijkregie.ics")
    assert dicht.status_code == 429 and int(dicht["Retry-After"]) > 0
    assert Client().get(adres).status_code == 429  # from that address nothing is looked at
    elders = Client(REMOTE_ADDR="192.0.2.7")
    monkeypatch.setattr(settings, "AGENDA_PER_KWARTIER", 2)
    assert [elders.get(adres).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("teken", ["a", "%00", "%ff%fe", "a" * 5000, "..%2f..%2fwerk", "' or 1=1 --"])
def test_onzin_als_teken(tafel: Any, teken: str) -> None:
    assert Client().get(f"/agenda/{teken}/wijkregie.ics").status_code == 404


def test_head_en_andere_wegen(tafel: Any, als_aan_tafel: Als) -> None:
    adres = link(als_aan_tafel("rosa"))
    hoofd = Client().head(adres)
    assert hoofd.status_code == 200 and hoofd.content == b""
    assert [Client().generic(m, adres).status_code for m in ("POST", "PUT", "DELETE", "OPTIONS")] == [405] * 4
    c = als_aan_tafel("bram")
    assert c.get("/agenda/maken/").status_code == c.get("/agenda/stoppen/").status_code == 405
    assert tafel.d.databank.beheer("select count(*) from koppelingen_feed") == [(1,)]
    assert Client().post("/agenda/maken/").status_code == 302 and Client().get("/agenda/").status_code == 302
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = c.cookies
    assert streng.post("/agenda/maken/").status_code == 403


# mail


def ochtend(tafel: Any) -> list[Any]:
    from wijkregie.koppelingen import seintjes

    mail.outbox = []  # type: ignore[attr-defined]
    seintjes.stuur_alles(tafel.d.gemeente, "amsterdam")
    return list(mail.outbox)  # type: ignore[attr-defined]


def test_zonder_vraag_geen_mail(tafel: Any, klein: tuple[Any, str, str]) -> None:
    assert ochtend(tafel) == []


def test_taken_een_keer_per_werkdag(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str], op_dag: Callable[[str], None]) -> None:
    _, _, nummer = klein
    c = als_aan_tafel("rosa")
    c.post("/agenda/", {"taken": "ja", "overleg": "nee"})
    (m,) = ochtend(tafel)
    assert m.to == ["rosa@meldpunt.example"] and m.subject == "Uw taken in Wijkregie"
    assert re.match(r"U heeft \d+ (taak|taken) deze week", m.body) and "https://wijkregie.duinveste.example/werk/" in m.body
    assert nummer not in m.body and "Proef" not in m.body
    assert ochtend(tafel) == []
    op_dag("2026-01-13 06:05")
    assert len(ochtend(tafel)) == 1
    op_dag("2026-01-17 06:05")  # a Saturday
    assert ochtend(tafel) == []
    op_dag("2026-01-19 06:05")
    c.post("/agenda/", {"taken": "nee", "overleg": "nee"})
    assert ochtend(tafel) == []


def test_uitnodiging_en_herinnering(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str], op_dag: Callable[[str], None]) -> None:
    _, adres, nummer = klein
    als_aan_tafel("bram").post("/agenda/", {"taken": "nee", "overleg": "ja"})
    nodigt, herinnert = ochtend(tafel)
    assert "Klein Overleg Duinveste Zuid: dinsdag 13-1-2026" in nodigt.body and nodigt.attachments[0][0] == "overleg.ics"
    assert herinnert.subject == "Binnenkort overleg in Wijkregie" and f"https://wijkregie.duinveste.example{adres}" in herinnert.body
    assert nummer not in nodigt.body + herinnert.body + str(nodigt.attachments[0][1])
    assert ochtend(tafel) == []
    b = adres.split("/")[3]
    reeks = tafel.d.databank.beheer("select dossier from dossier_feit where opent = %s", b)[0][0]
    tafel.d.leg_vast("rosa", reeks, "overleg_verplaatst", over=[b], gepland_op="2026-01-19")
    (verplaatst,) = ochtend(tafel)
    assert "Klein Overleg Duinveste Zuid, op een andere dag: maandag 19-1-2026" in verplaatst.body
    assert "SEQUENCE:1" in str(verplaatst.attachments[0][1])
    op_dag("2026-01-15 06:05")
    assert ochtend(tafel) == []
    op_dag("2026-01-16 06:05")  # the Friday before
    (straks,) = ochtend(tafel)
    assert "maandag 19-1-2026" in straks.body
    assert ochtend(tafel) == []
    tafel.d.leg_vast("rosa", reeks, "overleg_afgezegd", over=[b])
    (af,) = ochtend(tafel)
    assert "gaat niet door: maandag 19-1-2026" in af.body and "STATUS:CANCELLED" in str(af.attachments[0][1])


def test_wie_weg_is_krijgt_geen_mail(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    als_aan_tafel("rosa").post("/agenda/", {"taken": "ja", "overleg": "ja"})
    tafel.d.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-11' where id = %s", tafel.d.leden["rosa"][0])
    assert ochtend(tafel) == []


def test_er_gaat_niets_uit_zonder_server(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    als_aan_tafel("rosa").post("/agenda/", {"taken": "ja", "overleg": "ja"})
    monkeypatch.setattr(settings, "MAIL_GAAT_UIT", False)
    assert ochtend(tafel) == []
    monkeypatch.setattr(settings, "MAIL_GAAT_UIT", True)
    assert ochtend(tafel)  # nothing was written down as told
