# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.databank.lijsten MAP --dossiers N`: a page of fifty dossiers for partners with 1, 15 and 95 per cent of them, first and far down.

The set is one of a thousand whole dossiers, copied in the tables that a list reads. Each visit is a whole request; the same requests run once
more as a role that no policy holds for ("zonder regels"). Wall-clock milliseconds.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from typing import Any, Final

import psycopg

from bench.databank import een, kopieren, plek
from wijkregie import databank

BASIS: Final = 1000
DELEN: Final = {"woningcorporatie1": 1, "woningcorporatie2": 15, "woningcorporatie3": 95}  # per cent of the dossiers
VOORBEELD: Final = "woningcorporatie4"  # what a housing corporation is given
TABELLEN: Final = (
    "delen_toegang", "dossier_kop", "dossier_fase", "dossier_regie", "dossier_plicht", "dossier_plicht_grond", "dossier_werk",
)  # fmt: skip
RONDES, PER_RONDE, INLOOP = 3, 20, 8


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m bench.databank.lijsten")
    p.add_argument("map", type=Path)
    p.add_argument("--dossiers", type=int, default=100_000)
    k = p.parse_args()
    merk = k.map / "lijsten"
    with databank.gebruik(k.map) as server:
        if not merk.exists():
            plek.leeg(server)
            plek.zet_op(k.map)
            een.vul(k.map, BASIS)
            with plek.beheer() as c, plek.snel(c):
                vermenigvuldig(c, k.dossiers // BASIS)
            plek.geef_geheugen()
            merk.write_text(str(k.dossiers))
            nieuw = True
        else:
            nieuw = False
    if nieuw:  # with the server begun again, as it is from now on
        os.execv(sys.executable, [sys.executable, "-m", "bench.databank.lijsten", *sys.argv[1:]])
    with databank.gebruik(k.map) as server:
        v = plek.lees(k.map)
        assert v is not None
        plek.zet_op(k.map, v.dag)
        plek.warm()
        meet(server, v.gemeente)


def vermenigvuldig(c: psycopg.Connection[Any], keer: int) -> None:
    """Copies of every case under ids and numbers of their own; then the shares of the three partners."""
    c.execute("set session_replication_role = replica")
    with kopieren.zonder_indexen(c):
        c.execute("create temp table kopie as select generate_series(1, %s) as i", [keer - 1])
        plaats = f"(2000 + kopie.i % 25)::bigint * 10000000 + {BASIS} * kopie.i + b.volgorde % 10000000"  # as the number below
        for tabel in TABELLEN:
            anders = {"volgorde": plaats} if tabel == "delen_toegang" else {}
            _kopieer(c, tabel, "b.dossier in (select id from dossier_dossier where soort = 'zaak')", anders)
            print(f"{tabel}: {c.execute(f'select count(*) from {tabel}').fetchone()}", flush=True)  # type: ignore[misc]
        nummer = f"'WR-' || (2000 + kopie.i % 25) || '-' || ({BASIS} * kopie.i + split_part(b.nummer, '-', 3)::int)"
        _kopieer(c, "dossier_dossier", "b.soort = 'zaak'", {"nummer": nummer, "afdruk": "'{}'::jsonb"})
        _deel_uit(c)
    c.execute("vacuum analyze")


def _kopieer(c: psycopg.Connection[Any], tabel: str, waar: str, anders: dict[str, str]) -> None:
    vraag = "select column_name from information_schema.columns where table_name = %s and table_schema = 'public' and is_generated = 'NEVER'"
    kolommen = [r[0] for r in c.execute(vraag, [tabel])]
    nieuw = {n: f"md5(b.{n}::text || kopie.i)::uuid" for n in ("id", "dossier", "plicht")} | anders
    waarden = ", ".join(nieuw.get(n, f"b.{n}") for n in kolommen)
    c.execute(f"insert into {tabel} ({', '.join(kolommen)}) select {waarden} from {tabel} b, kopie where {waar}")  # type: ignore[arg-type]


def _deel_uit(c: psycopg.Connection[Any]) -> None:
    """Each partner sees its share, by two purposes, with what a housing corporation is given."""
    for organisatie, procent in DELEN.items():
        (sleutel,) = c.execute(
            "select min(s.id) from partijen_sleutel s join partijen_organisatie o on o.id = s.organisatie where o.code = %s"
            " and s.rol = 'sociaal_beheerder' and s.gebied is null",
            [organisatie],
        ).fetchone()  # type: ignore[misc]
        c.execute(
            "create temp table staal as select distinct on (t.doel) t.* from delen_toegang t join partijen_sleutel s on s.id = t.sleutel"
            " join partijen_organisatie o on o.id = s.organisatie where o.code = %s and s.rol = 'sociaal_beheerder' and t.lijst > 0 order by t.doel",
            [VOORBEELD],
        )
        c.execute("delete from delen_toegang where sleutel in (select s.id from partijen_sleutel s join partijen_organisatie o"
                  " on o.id = s.organisatie where o.code = %s)", [organisatie])  # fmt: skip
        c.execute(
            "insert into delen_toegang (gemeente, dossier, id, sleutel, ding, doel, weg, bestaat, inhoud, eigen, lijst, volgorde, van, tot)"
            " select d.gemeente, d.id, md5(d.id::text || s.id || %s)::uuid, %s, null, s.doel, s.weg, s.bestaat, s.inhoud, s.eigen,"
            " case when d.gesloten_op is null then 1 else 2 end, d.volgorde, s.van, s.tot from dossier_dossier d, staal s"
            " where d.soort = 'zaak' and abs(hashtext(d.id::text)) %% 100 < %s",
            [sleutel, sleutel, procent],
        )
        c.execute("drop table staal")


def meet(server: databank.Server, gemeente: int) -> None:
    from django.db import connections

    from bench.databank import partijen
    from bench.databank.bezoek import Bezoeker
    from wijkregie.databank.inrichting import BEHEER, WEB

    stad = partijen.lees(gemeente)
    beheer = server.django(BEHEER)
    connections["default"].settings_dict |= {"USER": beheer["USER"]}
    connections["default"].settings_dict["OPTIONS"]["pool"] |= {"min_size": 1, "max_size": 1}
    bezoekers = {}
    for organisatie, procent in DELEN.items():
        lid = stad.leden[organisatie][0]
        bezoekers[procent] = Bezoeker(lid.lidmaatschap, lid.login)

    def rol(naam: str) -> None:
        with connections["default"].cursor() as c:
            c.execute("reset role" if naam == BEHEER else f"set role {naam}")
        connections["default"].close()  # back into the pool of one

    with plek.beheer() as c:
        diep = c.execute(
            "select nummer from dossier_dossier where soort = 'zaak' order by volgorde offset (select count(*) / 10 from dossier_dossier) limit 1"
        )
        (ver,) = diep.fetchone()  # type: ignore[misc]
    for naam, adres in (("eerste blad", "/dossiers/?welke=open"), ("ver naar onder", f"/dossiers/?welke=open&na={ver}")):
        for procent, b in bezoekers.items():
            tijden: dict[str, list[float]] = {WEB: [], BEHEER: []}
            rijen = 0
            for _ in range(RONDES):
                for r in (WEB, BEHEER):
                    rol(r)
                    for i in range(PER_RONDE + INLOOP):
                        x = b.bezoek(adres)
                        assert x.status == 200, x.status
                        if i >= INLOOP:
                            tijden[r].append(1000 * x.duur)
                    if r == WEB:
                        rijen = b.client.get(adres).content.count(b'href="/dossier/WR-')
            met, zonder = sorted(tijden[WEB]), sorted(tijden[BEHEER])
            print(
                f"{procent:3d} % {naam:15s} rijen {rijen:3d}  met regels p50 {median(met):6.1f} p95 {met[int(0.95 * len(met))]:6.1f} ms"
                f"  zonder p50 {median(zonder):6.1f} ms  verhouding {median(met) / median(zonder):.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
