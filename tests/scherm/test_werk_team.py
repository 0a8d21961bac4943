# SPDX-License-Identifier: EUPL-1.2
"""*Mijn team*: the work of the team that was recorded, else of the area, else of all that the member works with."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from paginaproef import woorden


def _zaak(d: Any, gebied: str | None) -> None:
    """A case with work for the care provider and for the desk."""
    zaak, k = d.begin("femke", gebied=gebied), uuid4()
    d.leg_vast("femke", zaak, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    d.leg_vast("femke", zaak, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")


@pytest.fixture
def alles_bezet(duinveste: Any) -> None:
    """The desk fills its role everywhere, and so holds a key for all areas too."""
    duinveste.databank.beheer("update partijen_bezetting set gebied = null where rol = 'mzwo'")
    from wijkregie.dossier.inrichten import richt_in

    richt_in()


@pytest.fixture
def team_west(duinveste: Any) -> None:
    """Joris works in team West of the care provider, Femke in team Oost."""
    from wijkregie.dossier.inrichten import richt_in

    b, g, o = duinveste.databank.beheer, duinveste.gemeente, duinveste.organisaties["linde"]
    for code, wie in (("west", "joris"), ("oost", "femke")):
        sql = "insert into partijen_team (gemeente, organisatie, code, naam) values (%s, %s, %s, %s) returning id"
        team = b(sql, g, o, code, f"Team {code} (fictief)")[0][0]
        rol = "update partijen_lidrol set team = %s where lidmaatschap = %s and rol = 'persoonlijk_begeleider'"
        b(rol, team, duinveste.leden[wie][0])
    richt_in()


def test_of_the_area_where_the_member_works(duinveste: Any, alles_bezet: None, als: Any) -> None:
    _zaak(duinveste, "duinwijk")
    _zaak(duinveste, "noord")
    _zaak(duinveste, None)
    c = als("rosa")
    team = woorden(c.get("/werk/?van=team"))
    assert "WR-2026-0001" in team and "WR-2026-0002" not in team and "WR-2026-0003" in team
    assert "WR-2026-0002" in woorden(c.get("/werk/?van=heel"))


def test_not_what_another_team_handles(duinveste: Any, team_west: None, als: Any) -> None:
    for wie in ("femke", "joris", "femke"):
        zaak = duinveste.begin(wie)
        duinveste.leg_vast(wie, zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    c = als("femke")
    weg = {"doe": "los", "nu": str(duinveste.leden["femke"][0])}
    assert c.post("/dossier/WR-2026-0003/behandelaar/", weg).status_code == 302
    team = woorden(als("joris").get("/werk/?van=team"))
    assert "WR-2026-0001" not in team and "WR-2026-0002" in team
    assert "WR-2026-0003" in team and "Niemand van" in team
    for nr in ("WR-2026-0001", "WR-2026-0002", "WR-2026-0003"):
        assert nr in woorden(als("joris").get("/werk/?van=heel"))
    oost = woorden(c.get("/werk/?van=team"))
    assert "WR-2026-0001" in oost and "WR-2026-0002" not in oost


def test_of_the_organisation_without_team_or_area(duinveste: Any, als: Any) -> None:
    _zaak(duinveste, "noord")
    assert "WR-2026-0001" in woorden(als("joris").get("/werk/?van=team"))
