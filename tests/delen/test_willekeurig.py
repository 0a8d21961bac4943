# SPDX-License-Identifier: EUPL-1.2
"""Random protocols, parties and consents: no row outside the rule reaches a page's connection, by raw SQL on every table either."""

from __future__ import annotations

import json
import random
import threading
from queue import Queue
from typing import Any

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings

from wijkregie.dossier import afspraken

from .willekeur import DOELEN, Geval, gegeven, gevallen, protocol, speel

LEZERS = {"femke": "persoonlijk_begeleider", "joris": "teammanager", "wout": "persoonlijk_begeleider", "harm": "contactpersoon", "rosa": "mzwo"}


def _tabellen(d: Any) -> list[tuple[str, str, set[str]]]:
    """Every table that a page may read and that speaks of a dossier, save those of access itself: name, question, columns that may be read."""
    rijen = d.databank.beheer(
        "select table_name, array_agg(column_name::text order by column_name) from information_schema.column_privileges"
        " where table_schema = 'public' and grantee = 'wijk_web' and privilege_type = 'SELECT' and column_name <> 'inhoud'"
        " group by 1 having bool_or(column_name = 'dossier') order by 1"
    )
    buiten = ("dossier_feit", "dossier_deel", "dossier_behandelaar", "dossier_concept")  # compared apart; the organisation's and the login's own
    return [
        (n, f"select to_jsonb(x) from (select {', '.join(k)} from {n}) x where x.dossier = %s", set(k))
        for n, k in rijen
        if n not in buiten and not n.startswith("delen_")
    ]


def _vergelijk(d: Any, g: Geval, dossier: Any, van_anderen: list[str]) -> list[str]:
    fout: list[str] = []
    soorten = [s for (s,) in d.databank.beheer("select soort from dossier_feit where dossier = %s order by nr", dossier)]
    namen = dict(d.databank.beheer("select bit, naam from delen_categorie where gemeente = %s", d.gemeente))
    kader = dict(d.databank.beheer("select id, categorie from dossier_feit where dossier = %s", dossier))
    for wie, rol in LEZERS.items():
        mag, org = gegeven(g, soorten, rol), d.sessie(wie).organisatie
        with d.ogen(wie, DOELEN) as c:
            c.execute("select id, categorie, vastlegger from dossier_feit where dossier = %s", [dossier])
            feiten = c.fetchall()
            van_anderen += [namen[cat] for _, cat, v in feiten if v != org]
            fout += [f"{wie}: feit {namen[cat]}" for _, cat, v in feiten if v != org and namen[cat] not in mag]
            c.execute("select feit, categorie, vastlegger from dossier_deel where dossier = %s", [dossier])
            fout += [f"{wie}: inhoud {namen[cat]}" for _, cat, v in c.fetchall() if v != org and mag.get(namen[cat]) != "inhoud"]
            zichtbaar = {namen[cat] for _, cat, _ in feiten} | set(mag)
            eigen = {f for f, cat, v in feiten if v == org}
            for tabel, vraag, kolommen in _tabellen(d):
                c.execute(vraag, [dossier])
                for rij in (json.loads(r) for (r,) in c.fetchall()):
                    if org in (rij.get("vastlegger"), rij.get("organisatie"), rij.get("bron")) or rij.get("sleutel") in d.sessie(wie).werk:
                        continue
                    cats = _namen(rij["masker"], namen) if "masker" in kolommen else {namen[rij["categorie"]]} if "categorie" in kolommen else set()
                    if buiten := cats - zichtbaar - {namen[kader[f]] for f in eigen} - zonder_anderen(d, dossier, org, namen):
                        fout.append(f"{wie}: {tabel} {sorted(buiten)}")
        if not mag and not any(v == org for (v,) in d.databank.beheer("select vastlegger from dossier_feit where dossier = %s", dossier)):
            fout += [f"{wie}: {n} feiten zonder recht" for n in [len(feiten)] if n]
    return fout


def _namen(masker: int | str, namen: dict[int, str]) -> set[str]:
    """The categories of a mask as JSON gives it: a number, or a row of bits whose first is bit 0."""
    return {n for b, n in namen.items() if (masker[b] == "1" if isinstance(masker, str) else masker >> b & 1)}


def zonder_anderen(d: Any, dossier: Any, org: int, namen: dict[int, str]) -> set[str]:
    """Categories that hold nothing of others: what is derived of them tells an organisation only what it recorded itself."""
    van_anderen = {b for (b,) in d.databank.beheer("select categorie from dossier_feit where dossier = %s and vastlegger <> %s", dossier, org)}
    van_anderen |= {b for (b,) in d.databank.beheer("select categorie from dossier_deel where dossier = %s and vastlegger <> %s", dossier, org)}
    return {n for b, n in namen.items() if b not in van_anderen}


def test_no_row_outside_the_rule_reaches_a_page(duinveste: Any) -> None:
    van_anderen: list[str] = []

    @settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
    @given(gevallen())
    def proef(g: Geval) -> None:
        with protocol(g.tekst()):
            fout = _vergelijk(duinveste, g, speel(duinveste, g), van_anderen)
        assert not fout, "\n".join(sorted(set(fout))) + "\n" + g.tekst()

    proef()
    assert len(set(van_anderen)) > 2, "no rule opened anything: the examples try nothing"


@pytest.fixture
def zaken(duinveste: Any) -> dict[str, set[str]]:
    """Three dossiers with consent and three without: who sees which numbers."""
    from uuid import uuid4

    for i in range(6):
        z = duinveste.begin("femke", toestemming=i % 2 == 0)
        duinveste.leg_vast("femke", z, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving=f"tekst {i}")
    return {wie: {n for (n,) in duinveste.ziet(wie, "dossier_dossier", "nummer")} for wie in LEZERS}


def test_connections_that_are_used_again_leak_nothing(duinveste: Any, zaken: dict[str, set[str]]) -> None:
    """Four threads share two connections, as a pool hands them out, with errors and interrupted transactions in between."""
    from wijkregie.delen.categorieen import lees
    from wijkregie.delen.context import EIGEN_WERK, zet

    assert len({frozenset(v) for v in zaken.values()}) > 1
    sessies = {wie: duinveste.sessie(wie) for wie in LEZERS}
    with duinveste.ogen("femke") as c:
        bits = lees(c, duinveste.gemeente)
    doelen = [EIGEN_WERK, *(bits.doel[x] for x in DOELEN)]
    bak: Queue[Any] = Queue()
    verbindingen = [duinveste.databank.rauw("wijk_web", autocommit=True) for _ in range(2)]
    for v in verbindingen:
        bak.put(v)
    fout: list[str] = []

    def werk(zaad: int) -> None:
        r = random.Random(zaad)
        for _ in range(40):
            wie, v = r.choice(list(LEZERS)), bak.get()
            try:
                if v.execute("select count(*) from dossier_dossier").fetchone()[0]:
                    fout.append("something is left in a connection that came back")
                with v.transaction(), v.cursor() as c:
                    zet(c, sessies[wie], doelen)
                    ziet = {n for (n,) in c.execute("select nummer from dossier_dossier")}
                    if ziet != zaken[wie]:
                        fout.append(f"{wie} sees {ziet ^ zaken[wie]}")
                    if r.random() < 0.3:
                        c.execute("select 1 / 0")
                    if r.random() < 0.2:
                        raise KeyError
            except KeyError:
                pass
            except Exception as e:
                if type(e).__name__ != "DivisionByZero":
                    fout.append(repr(e))
            finally:
                bak.put(v)

    draden = [threading.Thread(target=werk, args=(i,)) for i in range(4)]
    for t in draden:
        t.start()
    for t in draden:
        t.join()
    for v in verbindingen:
        v.close()
    assert not fout, "\n".join(fout[:5])


def _doe(c: Any, adres: str) -> tuple[int, str, list[str]]:
    """The answer, and the statements that made it."""
    with CaptureQueriesContext(connections["default"]) as vast:
        a = c.get(adres)
    return a.status_code, a.content.decode(), [q["sql"] for q in vast.captured_queries]


@pytest.mark.parametrize(
    "staart", ["", "?feiten=alle", "delen/", "vers/", "bekend-op/?dag=2026-01-23", "handeling/klacht_ontvangen/", "behandelaar/"]
)
def test_hidden_and_absent_are_the_same(duinveste: Any, als: Any, staart: str) -> None:
    """The same answer by the same statements: who asks for a number learns nothing from whether it exists."""
    duinveste.begin("femke")
    nummer = duinveste.databank.beheer("select nummer from dossier_dossier")[0][0]
    c = als("wout")
    c.raise_request_exception = False
    afwezig = nummer[:-1] + "9"
    uit = []
    for n in (nummer, afwezig, nummer, afwezig):
        status, tekst, sql = _doe(c, f"/dossier/{n}/{staart}")
        uit.append((status, tekst.replace(n, "NUMMER"), [s.replace(n, "NUMMER") for s in sql]))
    assert uit[2][0] == uit[3][0] in (404, 204, 405)
    assert uit[2][1] == uit[3][1]
    assert [_zonder_getallen(s) for s in uit[2][2]] == [_zonder_getallen(s) for s in uit[3][2]]


def _zonder_getallen(sql: str) -> str:
    import re

    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)


def test_hidden_and_absent_touch_the_same_rows(duinveste: Any) -> None:
    """What the policies read of the tables with content is the same for a dossier that is hidden and for one that is not there."""
    z = duinveste.begin("femke")
    absent = "00000000-0000-4000-8000-000000000000"

    def geraakt(dossier: Any) -> dict[str, tuple[int, int]]:
        with duinveste.ogen("wout") as c:
            for tabel in ("dossier_feit", "dossier_deel", "dossier_kop", "dossier_plicht", "dossier_fase", "dossier_publicatie"):
                c.execute(f"select count(*) from {tabel} where dossier = %s", [dossier])
                assert c.fetchone() == (0,)
            c.execute("select nummer from dossier_dossier where id = %s", [dossier])
            assert c.fetchone() is None
            c.execute("select relname, n_tup_ins, n_tup_upd from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd > 0 order by 1")
            return {n: (i, u) for n, i, u in c.fetchall()}

    assert geraakt(z) == geraakt(absent) == {}
    assert afspraken.deur("amsterdam", "dossier")
    with transaction.atomic(using="default"), connections["default"].cursor() as c:
        c.execute("select count(*) from dossier_feit")
        assert c.fetchone() == (0,)
