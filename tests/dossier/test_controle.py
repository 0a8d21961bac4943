# SPDX-License-Identifier: EUPL-1.2
"""Whoever owns the database can change a row; the proof tells which, and never what was in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie import klok
from wijkregie.dossier import kern
from wijkregie.dossier.controle import Uitkomst, controleer_dossiers, controleer_gemeente


def controleer(duinveste: Any) -> Uitkomst:
    uit = controleer_dossiers(duinveste.gemeente, "amsterdam", kern.alle_dossiers(duinveste.gemeente, "amsterdam"), klok.vandaag())
    uit.erbij(controleer_gemeente(duinveste.gemeente, "amsterdam"))
    return uit


@contextmanager
def knoei(databank: Any) -> Iterator[Any]:
    """As superuser with triggers and foreign keys off: what no role of the system can do."""
    databank.beheer("set session_replication_role = replica")
    try:
        yield databank.beheer
    finally:
        databank.beheer("set session_replication_role = origin")


@pytest.fixture
def zaak(duinveste: Any) -> UUID:
    d: UUID = duinveste.begin("femke")
    for dag in ("2026-01-20", "2026-01-21"):
        duinveste.leg_vast("femke", d, "klacht_ontvangen", op=dag, opent=uuid4(), kanaal="zorgaanbieder", melder="Testbuur", omschrijving="Muziek")
    assert controleer(duinveste).bezwaren == []
    return d


KNOEIEN = {
    "content changed": (
        "update dossier_deel set inhoud = convert_to(replace(convert_from(inhoud, 'UTF8'), 'Muziek', 'Niets'), 'UTF8') where vorm = 0",
        ["inhoud van een deel van feit 3", "inhoud van een deel van feit 4"],
    ),
    "content and commitment changed": (
        "update dossier_deel set inhoud = x.i, vastlegging = sha256(zout || x.i) from (select feit f, categorie c,"
        " convert_to(replace(convert_from(inhoud, 'UTF8'), 'Muziek', 'Niets'), 'UTF8') i from dossier_deel where vorm = 0) x"
        " where x.f = feit and x.c = categorie and x.i <> inhoud",
        ["feit 3 past niet in de keten", "feit 4 past niet in de keten"],
    ),
    "day changed": (
        "update dossier_feit set op = '2026-01-19' where nr = 4",
        ["feit 4 past niet in de keten", "rijen anders dan uit de feiten volgt"],
    ),
    "recorded moved to an earlier moment": (
        "update dossier_feit set vastgelegd = vastgelegd - interval '3 days' where nr = 4",
        ["feit 4 past niet in de keten"],
    ),
    "last fact deleted": (
        "delete from dossier_feit where nr = 4; delete from dossier_deel d where not exists (select 1 from dossier_feit f where f.id = d.feit)",
        ["feit 4 ontbreekt aan het eind"],
    ),
    "last fact deleted and the count with it": (
        "delete from dossier_feit where nr = 4; delete from dossier_deel d where not exists (select 1 from dossier_feit f where f.id = d.feit);"
        " update dossier_dossier set laatste_nr = 3",
        ["het eind van de keten is niet dat van het laatste feit"],
    ),
    "fact in the middle deleted": ("delete from dossier_feit where nr = 3", ["feit 3 ontbreekt.", "feit 4 past niet in de keten"]),
    "two facts swapped": (
        "update dossier_feit set nr = 99 where nr = 3; update dossier_feit set nr = 3 where nr = 4; update dossier_feit set nr = 4 where nr = 99",
        ["feit 3 past niet in de keten", "feit 4 past niet in de keten"],
    ),
    "part of a fact deleted": ("delete from dossier_deel where feit = (select id from dossier_feit where nr = 3)", ["feit 3 past niet in de keten"]),
    "part given to another organisation": (
        "update dossier_deel set vastlegger = (select id from partijen_organisatie where code = 'wilg')"
        " where feit = (select id from dossier_feit where nr = 3)",
        ["hoort bij een ander dossier of een andere organisatie"],
    ),
    "deadline moved": ("update dossier_plicht set uiterlijk = uiterlijk + 100 where uiterlijk is not null", ["dossier_plicht: "]),
    "duty deleted": ("delete from dossier_plicht where regel = 'corporatie_inlichten'", ["dossier_plicht: 2 rijen te weinig"]),
    "access forged": (
        "insert into delen_toegang select gemeente, dossier, gen_random_uuid(), (select min(s.id) from partijen_sleutel s join partijen_organisatie o"
        " on o.id = s.organisatie where o.code = 'wilg'), ding, doel, weg, bestaat, repeat('1', 256)::bit(256),"
        " eigen, lijst, volgorde, van, tot from delen_toegang limit 1",
        ["delen_toegang: 1 rij te veel"],
    ),
    "access widened": (
        "update delen_toegang set inhoud = repeat('1', 256)::bit(256) where id = (select id from delen_toegang limit 1)",
        ["delen_toegang: 1 rij anders"],
    ),
    "dossier put under another agreement": ("update dossier_dossier set protocollen = '{amsterdam/adres}'", ["feit 1 past niet in de keten"]),
    "dossier moved to another area": ("update dossier_dossier set gebied = coalesce(gebied, 0) + 1", ["feit 1 past niet in de keten"]),
    "night put off": ("update dossier_dossier set wisselt_op = '2040-01-01'", ["de dag waarop de stand vanzelf wisselt"]),
    "fingerprints changed": ("update dossier_dossier set afdruk = '{}'", ["afdrukken"]),
    "whole dossier deleted": (
        "delete from dossier_feit; delete from dossier_deel; delete from dossier_dossier",
        ["WR-2026-0001: dit dossier is uitgegeven en bestaat niet meer"],
    ),
}


def test_every_way_to_tamper_is_told(duinveste: Any, databank: Any, zaak: UUID) -> None:
    tabellen = [t for (t,) in databank.beheer("select tablename from pg_tables where tablename ~ '^(dossier|delen)_'")]
    eigen = "select string_agg(column_name, ', ') from information_schema.columns where table_name = %s and is_generated = 'NEVER'"
    kolommen = {t: databank.beheer(eigen, t)[0][0] for t in tabellen}
    with knoei(databank) as doe:
        for t in tabellen:
            doe(f"create temporary table kopie_{t} as select * from {t}")
        for wat, (sql, verwacht) in KNOEIEN.items():
            doe(sql)
            gevonden = controleer(duinveste).bezwaren
            for tekst in verwacht:
                assert any(tekst in b for b in gevonden), (wat, tekst, gevonden)
            assert not any(x in b for b in gevonden for x in ("Muziek", "Testbuur", "Niets")), wat
            for t in tabellen:
                doe(f"delete from {t}")
                doe(f"insert into {t} ({kolommen[t]}) overriding system value select {kolommen[t]} from kopie_{t}")
            assert controleer(duinveste).bezwaren == [], wat


def test_a_file_that_was_changed_is_told(duinveste: Any, databank: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d = duinveste.begin("femke")
    duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", bijlagen=(Bijlage("a.pdf", "application/pdf", b"%PDF-1"),)
    )
    with knoei(databank) as doe:
        doe("update dossier_bestand set inhoud = '%PDF-2'")
    assert any("inhoud van een bestand van feit 3" in b for b in controleer(duinveste).bezwaren)


def test_what_was_emptied_leaves_the_chain_whole_and_needs_a_decision(duinveste: Any, databank: Any, zaak: UUID) -> None:
    """With a decision: tests/privacy/test_vernietigen.py."""
    with knoei(databank) as doe:
        doe("update dossier_deel set inhoud = null, zout = null where feit = (select id from dossier_feit where nr = 3)")
        kern.herleid(duinveste.gemeente, "amsterdam", zaak)
    uit = controleer(duinveste)
    assert len(uit.bezwaren) == 1 and "3 delen zijn leeggemaakt zonder besluit" in uit.bezwaren[0]
    assert uit.vernietigd == 3


def test_the_command_tells_what_is_wrong_and_ends_with_one(duinveste: Any, databank: Any, zaak: UUID, tmp_path: Path) -> None:
    """In processes of its own, as an administrator runs it."""
    opdracht = [sys.executable, "-m", "wijkregie.opdrachten", "controleer", "--gemeente", "amsterdam", "--processen", "2"]

    def draai(*erbij: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*opdracht, *erbij], capture_output=True, text=True, timeout=60, check=False)

    for _ in range(26):
        duinveste.begin("femke")
    goed = draai()
    assert goed.returncode == 0, goed.stdout + goed.stderr
    assert "27 dossiers, 56 feiten" in goed.stdout
    assert "Alles klopt" in goed.stdout
    with knoei(databank) as doe:
        doe("update dossier_feit set op = '2026-01-02' where nr = 4")
    slecht = draai("--dossier", "WR-2026-0001")
    assert slecht.returncode == 1
    assert "WR-2026-0001: feit 4 past niet in de keten" in slecht.stdout
    assert json.dumps("Muziek")[1:-1] not in slecht.stdout + slecht.stderr
