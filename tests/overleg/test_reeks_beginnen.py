# SPDX-License-Identifier: EUPL-1.2
"""A series is begun on the page of meetings, by who may, once for each kind and area."""

from __future__ import annotations

from typing import Any


def _begin(c: Any, vorm: str, gebied: object) -> Any:
    return c.post("/overleggen/", {"stap": "begin", "vorm": vorm, "gebied": str(gebied)})


def test_het_meldpunt_begint_een_reeks(tafel: Any, als_aan_tafel: Any) -> None:
    rosa, zuid = als_aan_tafel("rosa"), tafel.d.gebied("zuid")
    assert "Reeks beginnen" in rosa.get("/overleggen/").content.decode()
    assert _begin(rosa, "klein_overleg", zuid).status_code == 302
    pagina = rosa.get("/overleggen/").content.decode()
    assert "Begonnen: Klein Overleg Duinveste Zuid" in pagina and "Overleg plannen" in pagina
    dubbel = _begin(rosa, "klein_overleg", zuid)
    assert dubbel.status_code == 400 and "loopt al een reeks" in dubbel.content.decode()
    assert tafel.d.databank.beheer("select count(*) from dossier_dossier where soort = 'reeks'") == [(1,)]


def test_wat_niet_kan(tafel: Any, als_aan_tafel: Any) -> None:
    rosa = als_aan_tafel("rosa")
    for vorm, gebied in (("evaluatie", tafel.d.gebied("zuid")), ("klein_overleg", 0), ("", "")):  # an evaluation belongs to one case
        assert _begin(rosa, vorm, gebied).status_code == 400
    harm = als_aan_tafel("harm")
    assert "Reeks beginnen" not in harm.get("/overleggen/").content.decode()
    assert _begin(harm, "klein_overleg", tafel.d.gebied("zuid")).status_code in (400, 404)
    assert tafel.d.databank.beheer("select count(*) from dossier_dossier where soort = 'reeks'") == [(0,)]
