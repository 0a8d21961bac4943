# SPDX-License-Identifier: EUPL-1.2
"""Who reads is written down, in the same transaction, and nobody can change that afterwards."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from wijkregie.privacy import leeslog


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    d: UUID = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def regels(duinveste: Any) -> list[tuple[Any, ...]]:
    rijen: list[tuple[Any, ...]] = duinveste.databank.beheer("select login, deur, dossiers, categorieen, doelen from privacy_lezing order by id")
    return rijen


def test_each_page_that_shows_a_dossier_leaves_a_line_with_that_dossier(duinveste: Any, als: Any, zaak: Any) -> None:
    """Whatever number stands on a page, its dossier stands in the line of that page."""
    d, nr = zaak
    femke = als("femke")
    per_nummer = dict(duinveste.databank.beheer("select nummer, id from dossier_dossier"))
    heel = femke.get(f"/dossier/{nr}/").content.decode()
    feit = duinveste.databank.beheer("select id from dossier_feit where dossier = %s and soort = 'klacht_ontvangen'", d)[0][0]
    paden = ["/werk/?van=heel", "/dossiers/?welke=open", f"/dossier/{nr}/", f"/dossier/{nr}/bekend-op/?dag=2026-01-23", "/overdracht/",
             "/personen/dubbel/",
             f"/dossier/{nr}/feit/{feit}/rechtzetten/", f"/dossier/{nr}/feit/{feit}/verplaatsen/", f"/dossier/{nr}/behandelaar/",
             *sorted({x.replace("&amp;", "&") for x in re.findall(r'href="(/dossier/[^"#]*(?:handeling|waarom)[^"#]*)"', heel)})]  # fmt: skip
    for pad in paden:
        voor = len(regels(duinveste))
        antwoord = femke.get(pad)
        tekst = antwoord.content.decode()
        nieuw = regels(duinveste)[voor:]
        genoemd = {per_nummer[n] for n in re.findall(r"\b[A-Z]{1,3}-\d{4}-\d{4,}\b", tekst) if n in per_nummer}
        gelogd = {x for r in nieuw for x in r[2]}
        assert genoemd <= gelogd, (pad, antwoord.status_code, genoemd - gelogd)
    femke.post("/zoeken/", {"q": nr})
    assert d in regels(duinveste)[-1][2]


def test_the_line_names_the_categories_that_were_read_and_no_others(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    bits = dict(duinveste.databank.beheer("select bit, naam from delen_categorie where gemeente = %s", duinveste.gemeente))
    als("femke").get(f"/dossier/{nr}/")
    login, deur, dossiers, categorieen, doelen = regels(duinveste)[-1]
    masker = categorieen[dossiers.index(d)]
    namen = {n for b, n in bits.items() if masker >> b & 1}
    ligt = {bits[b] for (b,) in duinveste.databank.beheer("select categorie from dossier_deel where dossier = %s", d)}
    assert (login, deur) == (duinveste.leden["femke"][1], "dossier") and 0 in doelen
    assert namen and ligt <= namen <= set(bits.values())


def test_a_page_that_shows_nobody_leaves_no_line(duinveste: Any, als: Any, zaak: Any) -> None:
    als("wout").get(f"/dossier/{zaak[1]}/")
    als("femke").get("/afwezigheid/")
    assert regels(duinveste) == []


def test_without_a_line_there_is_no_page(duinveste: Any, als: Any, zaak: Any) -> None:
    femke = als("femke")
    femke.raise_request_exception = False
    duinveste.databank.beheer("alter table privacy_lezing add constraint vol check (false) not valid")
    try:
        antwoord = femke.get(f"/dossier/{zaak[1]}/")
    finally:
        duinveste.databank.beheer("alter table privacy_lezing drop constraint vol")
    assert antwoord.status_code >= 500 and "Muziek" not in antwoord.content.decode()


def test_a_session_writes_its_own_lines_and_changes_none(duinveste: Any, als: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    assert duinveste.ziet("femke", "privacy_lezing") == [(0,)]
    for sql in ("update privacy_lezing set login = 1", "delete from privacy_lezing", "select * from privacy_zegel"):
        with pytest.raises(Exception, match="permission denied"), duinveste.ogen("femke") as c:
            c.execute(sql)
    vreemd = "insert into privacy_lezing (gemeente, moment, login, organisatie, rollen, deur, weg, doelen, dossiers, categorieen)" \
             " values (%s, '2026-01-23', %s, %s, '{}', 'x', 'inzage', '{}', '{}', '{}')"  # fmt: skip
    with pytest.raises(Exception, match="row-level security"), duinveste.ogen("femke") as c:
        c.execute(vreemd, [duinveste.gemeente, duinveste.leden["harm"][1], duinveste.organisaties["linde"]])


def test_what_was_read_is_sealed_and_tampering_is_told(duinveste: Any, als: Any, zaak: Any) -> None:
    femke = als("femke")
    for _ in range(3):
        femke.get(f"/dossier/{zaak[1]}/")
        femke.get("/werk/")
    n = leeslog.verzegel(duinveste.gemeente, "amsterdam")  # what runs elsewhere on the server may put the last ones off to the next seal
    femke.get("/werk/")
    assert n > 0 and n + _verzegel_rest(duinveste) == 7
    assert leeslog.controleer(duinveste.gemeente, "amsterdam") == (7, [])
    beheer = duinveste.databank.beheer
    for wat in ("update privacy_lezing set login = login + 1 where id = (select min(id) from privacy_lezing)",
                "delete from privacy_lezing where id = (select min(id) from privacy_lezing)",
                "update privacy_zegel set wortel = '\\x00' where nr = 1", "delete from privacy_zegel where nr = 1"):  # fmt: skip
        beheer("create temporary table k1 as select * from privacy_lezing")
        beheer("create temporary table k2 as select * from privacy_zegel")
        beheer("set session_replication_role = replica")
        beheer(wat)
        assert leeslog.controleer(duinveste.gemeente, "amsterdam")[1], wat
        for t, k in (("privacy_lezing", "k1"), ("privacy_zegel", "k2")):
            beheer(f"delete from {t}")
            beheer(f"insert into {t} overriding system value select * from {k}")
            beheer(f"drop table {k}")
        beheer("set session_replication_role = origin")
    assert leeslog.controleer(duinveste.gemeente, "amsterdam") == (7, [])


def test_a_reading_that_still_runs_is_in_the_next_seal(duinveste: Any, als: Any, zaak: Any) -> None:
    """Its line exists before the seal and is there only after it: no seal may pass it by."""
    with transaction.atomic():
        sessie = duinveste.sessie("femke")
        from wijkregie.scherm.paginas.basis import open_deur

        doelen = open_deur(sessie, "dossier")
        leeslog.schrijf(sessie, "dossier", doelen, {zaak[0]: 1})
        duinveste.leg_vast("femke", zaak[0], "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")  # others go on meanwhile
        assert leeslog.verzegel(duinveste.gemeente, "amsterdam") == 0
    assert _verzegel_rest(duinveste) == 1
    assert leeslog.controleer(duinveste.gemeente, "amsterdam") == (1, [])
    connections["default"].close()


def _verzegel_rest(duinveste: Any) -> int:
    """Seal until every line is in one."""
    n = 0
    for _ in range(200):
        n += leeslog.verzegel(duinveste.gemeente, "amsterdam")
        if duinveste.databank.beheer("select coalesce(sum(aantal), 0) = (select count(*) from privacy_lezing) from privacy_zegel") == [(True,)]:
            return n
    raise AssertionError("some lines are in no seal")


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 9])
def test_the_tree_changes_with_every_leaf_and_with_their_order(n: int) -> None:
    bladen = [bytes([i]) * 32 for i in range(n)]
    wortel = leeslog.boom(list(bladen))
    for i in range(n):
        anders = list(bladen)
        anders[i] = b"\xff" * 32
        assert leeslog.boom(anders) != wortel
    assert n == 1 or leeslog.boom(bladen[::-1]) != wortel
