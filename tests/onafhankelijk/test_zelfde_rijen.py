# SPDX-License-Identifier: EUPL-1.2
"""What is hidden and what is not there cost the database the same: per table the rows read, in every statement of a request.

Of a dossier nothing differs. Of a file or a fact in a dossier that is seen differs what row-level security itself must look at: it finds the one row,
looks for a key to it, and refuses it. MAG holds where that is; that it does not grow with what is recorded is tested apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from .hulp import zacht

GELEZEN = "select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables"
PAGINAS = ["", "?feiten=alle", "delen/", "vers/", "bekend-op/?dag=2026-01-23", "behandelaar/", "handeling/klacht_ontvangen/"]
MAG = {"delen_toegang"}
"""Where a hidden file or fact may read other rows than an absent one (docs/beveiliging.md says why that tells nobody anything)."""


@contextmanager
def geteld() -> Iterator[Counter[str]]:
    """The rows that every statement inside reads, by table."""
    uit: Counter[str] = Counter()

    def stand(c: Any) -> Counter[str]:
        with c.connection.cursor() as los:
            return Counter(dict(los.execute(GELEZEN).fetchall()))

    def meet(doe: Any, sql: str, waarden: Any, veel: bool, om: dict[str, Any]) -> Any:
        c = om["connection"]
        with ExitStack() as s:
            if not c.in_atomic_block:  # the counters are of a transaction
                s.enter_context(transaction.atomic(using=c.alias))
            with c.connection.cursor() as los:
                los.execute("set local enable_seqscan = off")  # as in a table of some size
            voor = stand(c)
            antwoord = doe(sql, waarden, veel, om)
            uit.update(stand(c) - voor)
        return antwoord

    with connections["default"].execute_wrapper(meet), connections["kern"].execute_wrapper(meet):
        yield uit


def gelezen(c: Any, adres: str, **data: str) -> tuple[int, Counter[str]]:
    with geteld() as n:
        a = c.post(adres, data) if data else c.get(adres)
    return a.status_code, n


def verschil(a: Counter[str], b: Counter[str]) -> dict[str, int]:
    return {t: a[t] - b[t] for t in a.keys() | b.keys() if a[t] != b[t] and not t.startswith("django_session")}


@pytest.fixture
def afwezig(duinveste: Any, zaak: Any) -> str:
    """A number that is not there. Statistics are made now: made halfway, by the database itself, they would give the second request other plans."""
    duinveste.databank.beheer("analyze")
    return str(zaak[1][:-1] + "9")


def test_a_hidden_number_reads_what_an_absent_one_reads(duinveste: Any, als: Any, zaak: Any, afwezig: str) -> None:
    c = zacht(als("wout"))
    fout = {}
    for staart in PAGINAS:
        c.get(f"/dossier/{afwezig}/{staart}")  # what is read once per process
        (s1, h), (s2, a) = (gelezen(c, f"/dossier/{n}/{staart}") for n in (zaak[1], afwezig))
        assert s1 == s2 and h, staart
        if (v := verschil(h, a)).keys():
            fout[staart] = v
    assert not fout, fout


def test_a_search_reads_as_much_for_a_hidden_number(duinveste: Any, als: Any, zaak: Any, afwezig: str) -> None:
    c = zacht(als("wout"))
    c.post("/zoeken/", {"q": afwezig})
    (_, h), (_, a) = (gelezen(c, "/zoeken/", q=n) for n in (zaak[1], afwezig))
    v = verschil(h, a)
    assert h and not v, v


def test_a_hidden_file_or_fact_reads_what_an_absent_one_reads(duinveste: Any, als: Any, zaak: Any) -> None:
    """In a dossier that is seen: a file and a fact in a category that is not."""
    from wijkregie.dossier.opdracht import Bijlage

    d, nr = zaak
    f = duinveste.leg_vast(
        "femke", d, "herplaatsing_besloten", overgenomen=True, rol="persoonlijk_begeleider", zorginhoudelijke_reden="x",
        bijlagen=(Bijlage("x.pdf", "application/pdf", b"%PDF-1.4"),),
    )  # fmt: skip
    b = duinveste.databank.beheer("select id from dossier_bestand")[0][0]
    c, fout = zacht(als("harm")), {}
    for vorm, id_ in (("bestand/{}/", b), ("feit/{}/rechtzetten/", f), ("feit/{}/brief/", f)):
        c.get(f"/dossier/{nr}/{vorm.format(uuid4())}")
        (s1, h), (s2, a) = (gelezen(c, f"/dossier/{nr}/{vorm.format(x)}") for x in (id_, uuid4()))
        assert s1 == s2 == 404 and h, vorm
        fout[vorm] = verschil(h, a)
    assert all(set(v) <= {*MAG, "dossier_bestand", "dossier_feit"} for v in fout.values()), fout


def test_what_is_read_does_not_grow_with_what_is_hidden(duinveste: Any, als: Any, zaak: Any) -> None:
    """So nobody learns how much there is: the same rows with no complaint and with eight."""
    c = zacht(als("wout"))
    c.get(f"/dossier/{zaak[1]}/")
    _, klein = gelezen(c, f"/dossier/{zaak[1]}/")
    for _ in range(8):
        duinveste.leg_vast("femke", zaak[0], "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="muziek")
    _, groot = gelezen(c, f"/dossier/{zaak[1]}/")
    assert klein and verschil(klein, groot) == {}
