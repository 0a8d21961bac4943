# SPDX-License-Identifier: EUPL-1.2
"""The list of the desk: the most urgent of all on the first page, counts of all, pages that hold still, and one plan that its indexes carry."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from paginaproef import woorden as tekst_van

from .formulier import meld, nummer_en_code
from .test_balie import _telefoon

DAGEN = ("2026-01-13 10:00", "2026-01-20 10:00", "2026-01-21 10:00", "2026-01-22 10:00", "2026-01-23 10:00")
KOLOMMEN = "select string_agg(quote_ident(column_name), ', ') from information_schema.columns where table_name = %s and is_generated = 'NEVER'"


@pytest.fixture
def vijf(gemeente: Any, op_dag: Any) -> list[str]:
    """Five reports of five days, numbered from old to new; the first is too late on Friday 23 January."""
    nummers = []
    for dag in DAGEN:
        op_dag(dag)
        nummers.append(meld(Client(), gemeente, waar={"f-gebeurd_op": "12-01-2026"})[0])
    op_dag("2026-01-23 16:40")
    return nummers


def _rijen(c: Any, adres: str = "/meldingen/") -> tuple[list[str], str]:
    """The numbers on a page in their order, and the address of the next page."""
    html = c.get(adres).content.decode()
    volgende = re.search(r'href="([^"]+)" rel="next"', html)
    return re.findall(r'<a class="t" href="/dossier/(M-[\d-]+)/"', html), volgende[1].replace("&amp;", "&") if volgende else ""


def test_the_first_page_has_the_most_urgent_of_all_and_counts_all(als_gemeente: Any, vijf: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijkregie.scherm.paginas.meldingen.PER_BLAD", 2)
    c = als_gemeente("rosa")
    blad = tekst_van(c.get("/meldingen/"))
    assert "2 meldingen zijn te laat. 5 melders wachten op contact, 0 meldingen op een besluit." in blad
    assert "2 van 5" in blad and "De 2 dringendste van 5" in blad
    assert _rijen(c)[0] == vijf[:2]


def test_pages_hold_each_report_once_also_when_one_is_done_meanwhile(
    gemeente: Any, als_gemeente: Any, vijf: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.scherm.paginas.meldingen.PER_BLAD", 2)
    c = als_gemeente("rosa")
    eerste, volgende = _rijen(c)
    ((dossier,),) = gemeente.databank.beheer("select id from dossier_dossier where nummer = %s", eerste[1])
    gemeente.leg_vast("rosa", dossier, "melding_contact_gelegd", wijze="telefoon")
    tweede, volgende = _rijen(c, volgende)
    derde, einde = _rijen(c, volgende)
    assert [*eerste[:1], *tweede, *derde] == [vijf[0], *vijf[2:], vijf[1]]  # it waits for a decision now, without a day: last
    assert einde == ""


@pytest.mark.parametrize("vraag", ["na=M-2026-0001", "na=M-2026-0001&termijn=x", "na=x&termijn=2026-01-01", "na=M-2026-9999999&termijn=9999-12-31"])
def test_an_address_that_was_changed_is_a_page_all_the_same(als_gemeente: Any, vijf: list[str], vraag: str) -> None:
    assert als_gemeente("rosa").get(f"/meldingen/?{vraag}").status_code == 200


def test_a_deadline_that_one_may_not_see_orders_nothing(gemeente: Any, als_gemeente: Any, op_dag: Any) -> None:
    from wijkregie.meldingen.wachtrij import wachtrij

    op_dag("2026-01-13 10:00")
    nummers = [nummer_en_code(als_gemeente("bea").post("/meldingen/nieuw/", _telefoon(gemeente)))[0] for _ in range(2)]
    ids = dict(gemeente.databank.beheer("select nummer, id from dossier_dossier"))
    with gemeente.ogen("rosa", ("meldingen",)):
        zichtbaar = wachtrij(gemeente.sessie("rosa"), 10)
    assert [(w.dossier, w.uiterlijk) for w in zichtbaar.rijen] == [(ids[n], date(2026, 1, 15)) for n in nummers]
    gemeente.databank.beheer("update delen_toegang set bestaat = 0::bit(256) where dossier = %s", ids[nummers[0]])
    gemeente.databank.beheer("delete from dossier_werk where dossier = %s", ids[nummers[0]])
    with gemeente.ogen("rosa", ("meldingen",)):
        verborgen = wachtrij(gemeente.sessie("rosa"), 10)
    assert [(w.dossier, w.uiterlijk) for w in verborgen.rijen] == [(ids[nummers[1]], date(2026, 1, 15)), (ids[nummers[0]], None)]
    assert verborgen.per_groep == {"contact": 1, "besluit": 0, "anders": 1}


def test_who_sees_no_report_has_an_empty_list(gemeente: Any, als_gemeente: Any, vijf: list[str]) -> None:
    blad = tekst_van(als_gemeente("harm").get("/meldingen/"))
    assert "Er wacht nu geen melding." in blad and "M-2026" not in blad


ANDERS = {
    "dossier_dossier": "'id', k.id, 'nummer', k.nummer",
    "delen_toegang": "'id', gen_random_uuid(), 'dossier', k.id, 'volgorde', 20250000000 + k.n",
    "dossier_plicht": "'id', md5(t.id::text || k.n)::uuid, 'dossier', k.id",
    "dossier_werk": "'id', gen_random_uuid(), 'dossier', k.id, 'plicht', md5(t.plicht::text || k.n)::uuid",
}


def vermenigvuldig(d: Any, dossier: UUID, keer: int) -> None:
    """The same report so many times more, as rows."""
    d.databank.beheer(
        "create temporary table kopie as select gen_random_uuid() as id, 'M-2025-' || n as nummer, n from generate_series(1, %s::int) n", keer
    )
    for tabel, anders in ANDERS.items():
        kolommen = d.databank.beheer(KOLOMMEN, tabel)[0][0]
        d.databank.beheer(
            f"insert into {tabel} ({kolommen}) select {kolommen} from (select (jsonb_populate_record(t, jsonb_build_object({anders}))).*"
            f" from {tabel} t cross join kopie k where t.{'id' if tabel == 'dossier_dossier' else 'dossier'} = %s) x",
            dossier,
        )
    kolommen = d.databank.beheer(KOLOMMEN, "delen_toegang")[0][0]
    d.databank.beheer(  # and twenty times as many cases under the same keys: the list of reports may not walk those
        f"insert into delen_toegang ({kolommen}) select {kolommen} from (select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),"
        " 'dossier', gen_random_uuid(), 'lijst', 1, 'volgorde', 20240000000 + k.n))).* from delen_toegang t cross join kopie k"
        " cross join generate_series(1, 20) where t.dossier = %s) x",
        dossier,
    )
    d.databank.beheer("analyze dossier_plicht, delen_toegang, dossier_werk, dossier_dossier")
    d.databank.beheer("drop table kopie")


def test_of_a_thousand_the_counts_are_of_all_and_the_indexes_carry_the_plan(gemeente: Any, als_gemeente: Any, op_dag: Any) -> None:
    from wijkregie.meldingen import wachtrij as w

    op_dag("2026-01-13 10:00")
    oud, _ = meld(Client(), gemeente, waar={"f-gebeurd_op": "12-01-2026"})
    op_dag("2026-01-23 16:40")
    nieuw, _ = meld(Client(), gemeente)
    ids = dict(gemeente.databank.beheer("select nummer, id from dossier_dossier"))
    vermenigvuldig(gemeente, ids[nieuw], 1000)
    blad = tekst_van(als_gemeente("rosa").get("/meldingen/"))
    assert "1 melding is te laat. 1002 melders wachten op contact" in blad.replace(".002", "002") and oud in blad
    gevraagd: list[tuple[str, Any]] = []
    with gemeente.ogen("rosa", ("meldingen",)) as c, pytest.MonkeyPatch.context() as m:
        m.setattr(w, "rijen", lambda sql, waarden: gevraagd.append((sql, waarden)) or [(0, 0, 0, 0, None, 0, None, None, None)])
        w.wachtrij(gemeente.sessie("rosa"), 200)
        c.execute(f"explain (analyze, costs off, timing off) {gevraagd[0][0]}", gevraagd[0][1])
        plan = "\n".join(r[0] for r in c.fetchall())
    for tabel in ("dossier_plicht", "delen_toegang", "dossier_werk"):
        assert f"Seq Scan on {tabel}" not in plan, plan
    assert "using dossier_plicht_pkey" in plan and "delen_toegang_lijst" in plan, plan
