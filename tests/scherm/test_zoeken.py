# SPDX-License-Identifier: EUPL-1.2
"""Finding: by number, by a name with a typing error, by address; only what one may see; never in an address; by the index."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

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


@pytest.mark.parametrize("q", ["Wilgenroos Lisdoddestraat 14", "lisdodestraat 14 wilgenros", "wilgenroos, daan - lisdoddestraat", "Wilgenroos 14"])
def test_a_name_and_an_address_together_find_their_dossier(als: Any, zaak: str, q: str) -> None:
    """They are two lines of the head."""
    html = als("femke").post("/zoeken/", {"q": q}).content.decode()
    assert "1 dossier gevonden" in html and "Daan Wilgenroos" in html


def dossier(duinveste: Any, *regels: tuple[str, int], wie: str = "femke", inhoud: int = 0b11) -> Any:
    """A dossier with these lines of the head (text, category), of which the keys of somebody open some categories."""
    from wijkregie.delen.context import EIGEN_WERK
    from wijkregie.delen.masker import bitreeks

    d, gemeente = uuid4(), duinveste.gemeente
    for tekst, categorie in regels:
        sql = "insert into dossier_kop values (%s, %s, gen_random_uuid(), gen_random_uuid(), 'persoon', 'naam', 0, %s, %s, %s, null)"
        duinveste.databank.beheer(sql, gemeente, d, categorie, tekst, tekst)
    toegang = {"dossier": str(d), "id": str(uuid4()), "sleutel": duinveste.sessie(wie).sleutels[0], "ding": None, "doel": EIGEN_WERK, "weg": "x"}
    toegang |= {"bestaat": bitreeks(0), "inhoud": bitreeks(inhoud), "eigen": False, "van": "2020-01-01", "tot": "2099-01-01"}
    sql = "insert into delen_toegang select (jsonb_populate_record(t, %s)).* from delen_toegang t where t.gemeente = %s limit 1"
    duinveste.databank.beheer(sql, json.dumps(toegang), gemeente)
    return d


@pytest.fixture
def met_sleutel(als: Any, zaak: str, duinveste: Any) -> Any:
    """Somebody who holds a key: the first dossier of an organisation makes it."""
    assert duinveste.sessie("femke").sleutels
    return duinveste


def lijkt(duinveste: Any, q: str, wie: str = "femke") -> dict[Any, float]:
    with duinveste.ogen(wie) as c:
        c.execute("select dossier, gelijkenis from dossier_lijkt_op(%s, 150)", [q])
        return dict(c.fetchall())


def test_who_matches_on_both_lines_comes_first(met_sleutel: Any) -> None:
    beide = dossier(met_sleutel, ("piet kwelder", 0), ("lindelaan 12", 1))
    buur = dossier(met_sleutel, ("anna moeras", 0), ("lindelaan 12", 1))
    nummer = dossier(met_sleutel, ("piet kwelder", 0), ("lindelaan 121", 1))
    gevonden = lijkt(met_sleutel, "kwelder lindelan 12")
    assert list(gevonden) == [beide, nummer, buur]
    assert list(lijkt(met_sleutel, "kwelder")) == sorted([beide, nummer], key=str)


def test_a_line_that_may_not_be_read_adds_nothing(met_sleutel: Any) -> None:
    """Who may read the address does not learn from the score, or from being found, whether a name is right."""
    d = dossier(met_sleutel, ("piet kwelder", 0), ("lindelaan 12", 1), inhoud=0b10)
    assert lijkt(met_sleutel, "kwelder") == {}
    goed, mis = lijkt(met_sleutel, "kwelder lindelaan 12"), lijkt(met_sleutel, "zzzzzzz lindelaan 12")
    assert goed == mis and list(goed) == [d]
    assert lijkt(met_sleutel, "kwelder lindelaan 12", wie="wout") == {}
    met_sleutel.databank.beheer("update delen_toegang set tot = '2026-01-23' where dossier = %s", d)
    assert lijkt(met_sleutel, "lindelaan 12") == {}


def test_the_search_reads_no_table_from_end_to_end(met_sleutel: Any) -> None:
    """The function itself, planned without knowing the question and with tables nobody has analysed."""
    b = met_sleutel.databank.beheer
    b(
        "insert into dossier_kop select %s, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'persoon', 'naam', 0, 0, 'x',"
        " md5(i::text) || ' ' || md5((i * 7)::text), null"
        " from generate_series(1, 60000) i",
        met_sleutel.gemeente,
    )
    with met_sleutel.ogen("femke") as c:  # what this transaction itself did: other tests run on the same server
        c.execute("select count(*) > 0 from dossier_lijkt_op('wilgenroos lisdoddestraat 14', 150)")
        assert c.fetchone() == (True,)
        c.execute("select relname, coalesce(seq_scan, 0) from pg_stat_xact_user_tables where relname in ('dossier_kop', 'delen_toegang') order by 1")
        assert c.fetchall() == [("delen_toegang", 0), ("dossier_kop", 0)]


def test_no_word_of_a_question_is_costly(met_sleutel: Any) -> None:
    for q in (" ".join(f"woord{i}" for i in range(2000)), "x" * 9000, "-- , .", "a b c d", "12"):
        lijkt(met_sleutel, q)
