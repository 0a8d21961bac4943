# SPDX-License-Identifier: EUPL-1.2
"""Finding: by number, by a name with a typing error, by address; only what one may see; never in an address; by the index."""

from __future__ import annotations

from typing import Any

import pytest
from formulierwerk import laatste, stappen


@pytest.fixture
def zaak(als: Any, duinveste: Any) -> str:
    return str(stappen(als("femke"), duinveste, *laatste(duinveste))["Location"])


def test_a_number_goes_straight_to_its_dossier(als: Any, zaak: str) -> None:
    c = als("femke")
    for q in ("WR-2026-0001", " wr 2026 1 ", "2026-1"):
        a = c.post("/zoeken/", {"q": q})
        assert (a.status_code, a["Location"]) == (302, zaak)
    html = als("wout").post("/zoeken/", {"q": "WR-2026-0001"}).content.decode()
    assert "Dit nummer staat niet bij uw dossiers" in html


@pytest.mark.parametrize("q", ["Wilgenroos", "wilgenros", "Daan Wilgenroos", "LISDODDESTRAAT", "lisdodestraat 14", "Wílgenróös"])
def test_a_name_or_address_is_found_despite_accents_and_errors(als: Any, zaak: str, q: str) -> None:
    html = als("femke").post("/zoeken/", {"q": q}).content.decode()
    assert "1 dossier gevonden" in html and "Daan Wilgenroos" in html and "Actie 1" in html


def test_who_does_not_take_part_finds_nothing(als: Any, zaak: str, duinveste: Any) -> None:
    for wie in ("wout", "harm"):
        html = als(wie).post("/zoeken/", {"q": "Wilgenroos"}).content.decode()
        assert "Niets gevonden" in html and "Daan" not in html, wie


def test_nothing_searched_for_stands_in_title_or_address(als: Any, zaak: str) -> None:
    a = als("femke").post("/zoeken/", {"q": "Wilgenroos"})
    assert "<title>Zoeken" in a.content.decode()
    assert als("femke").get("/zoeken/?q=Wilgenroos").content.decode().count("Wilgenroos") == 0


@pytest.mark.parametrize(
    "q", ["", " ", "a", "x" * 9000, "\x00", "%", "'; drop table x; --", "\u202e", "<script>x</script>", "--", "WR-99999999999999-1"]
)
def test_hostile_questions(als: Any, zaak: str, q: str) -> None:
    a = als("femke").post("/zoeken/", {"q": q})
    assert a.status_code == 200 and "<script>x" not in a.content.decode()


def test_the_search_uses_the_trigram_index(duinveste: Any) -> None:
    beheer = duinveste.databank.beheer
    beheer(
        "insert into dossier_kop select %s, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'persoon', 'naam', 0, 0, 'x',"
        " md5(i::text) || ' ' || md5((i * 7)::text), null"
        " from generate_series(1, 60000) i",
        duinveste.gemeente,
    )
    beheer("analyze dossier_kop")
    plan = "\n".join(
        r[0] for r in beheer("explain select dossier from dossier_kop where 'wilgenroos' <%% zoek and gemeente = %s", duinveste.gemeente)
    )
    assert "dossier_kop_zoek" in plan, plan
