# SPDX-License-Identifier: EUPL-1.2
"""What tests of destroying share: choosing a term, deciding with two, and looking at what lies there still."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wijkregie.dossier import kern
from wijkregie.dossier.controle import controleer_dossiers, controleer_gemeente
from wijkregie.klok import vandaag
from wijkregie.privacy import vernietigen

GEHEIM = "Testbuurvrouw Lindelaan"
OPEN = "Muziek tot laat in de nacht"


def schoon(duinveste: Any) -> list[str]:
    alle = kern.alle_dossiers(duinveste.gemeente, "amsterdam")
    uit = controleer_dossiers(duinveste.gemeente, "amsterdam", alle, vandaag())
    uit.erbij(controleer_gemeente(duinveste.gemeente, "amsterdam"))
    return uit.bezwaren


def kies_termijn(duinveste: Any, optie: str = "na_2_jaar") -> None:
    duinveste.databank.beheer(
        "insert into partijen_keuze (gemeente, keuze, vanaf, optie, door) select %s, k, '2020-01-01', %s, 'stuurgroep (fictief)'"
        " from unnest(array['bewaartermijn', 'bewaartermijn_melding']) k",
        duinveste.gemeente, optie,
    )  # fmt: skip
    duinveste.databank.beheer("update partijen_stempel set nummer = nummer + 1 where gemeente = %s", duinveste.gemeente)


def besluit(duinveste: Any, wie: str, *args: Any, **kwargs: Any) -> None:
    with duinveste.ogen(wie):
        vernietigen.besluit(duinveste.sessie(wie), *args, **kwargs)


def goedgekeurd(duinveste: Any, zaak: UUID, op_dag: Any) -> None:
    kies_termijn(duinveste)
    op_dag("2028-01-24 02:00")
    assert vernietigen.stel_voor(duinveste.gemeente, "amsterdam") == 1
    besluit(duinveste, "wout", zaak, "vernietigen")
    besluit(duinveste, "rosa", zaak, "akkoord")


def inhoud(duinveste: Any, zaak: UUID) -> int:
    return int(duinveste.databank.beheer("select count(*) from dossier_deel where dossier = %s and inhoud is not null", zaak)[0][0])


def alles(duinveste: Any, *behalve: str) -> bytes:
    """Every row of every table but these, as a backup holds it."""
    uit = b""
    with duinveste.databank.rauw("wijk_reserve") as c:
        for (t,) in c.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            if t in behalve:
                continue
            with c.cursor().copy(f'copy "{t}" to stdout (format binary)') as kopie:
                for brok in kopie:
                    uit += bytes(brok)
    return uit
