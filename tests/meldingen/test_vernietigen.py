# SPDX-License-Identifier: EUPL-1.2
"""A report that is destroyed leaves no key and no code behind."""

from __future__ import annotations

from typing import Any

from django.test import Client

from wijkregie.privacy import vernietigen

from .formulier import meld


def test_destroying_a_report_takes_its_key_and_its_code_along(gemeente: Any, op_dag: Any) -> None:
    blijft, code = meld(Client(), gemeente)
    weg, code_weg = meld(Client(), gemeente)
    b = gemeente.databank.beheer
    ((dossier,),) = b("select id from dossier_dossier where nummer = %s", weg)
    b("update dossier_dossier set gesloten_op = '2026-01-24' where id = %s", dossier)
    b("insert into privacy_vernietiglijst (gemeente, dossier, gesloten_op, termijn, vanaf, voorgesteld)"
      " values (%s, %s, '2026-01-24', 'na_2_jaar', '2028-01-24', '2028-01-24 02:00+01')", gemeente.gemeente, dossier)  # fmt: skip
    for login, wat in ((1, "vernietigen"), (2, "akkoord")):
        b("insert into privacy_vernietigbesluit (gemeente, dossier, wat, voor, login, organisatie, moment) values (%s, %s, %s,"
          " (select max(id) from privacy_vernietigbesluit where %s = 'akkoord'), %s, 1, '2028-01-25 02:00+01')",
          gemeente.gemeente, dossier, wat, wat, login)  # fmt: skip
    op_dag("2028-01-26 02:00")
    assert vernietigen.vernietig_goedgekeurd(gemeente.gemeente, "amsterdam") == (1, [])
    assert b("select count(*) from delen_zaaksleutel where dossier = %s", dossier) == [(0,)]
    assert b("select count(*) from meldingen_code") == b("select count(*) from delen_zaaksleutel") == [(1,)]
    op_dag("2026-06-01 10:00")
    assert Client().post("/melden/code/", {"code": code_weg}).status_code == 400
    assert Client().post("/melden/code/", {"code": code}).status_code == 302
    assert blijft != weg
