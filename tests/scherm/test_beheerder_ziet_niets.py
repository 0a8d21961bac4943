# SPDX-License-Identifier: EUPL-1.2
"""Who administers access sees configuration, never a file: not by any page, and not by raw SQL in the context of that session."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections, transaction
from django.urls import URLPattern, get_resolver

from wijkregie.delen.context import zet
from wijkregie.dossier.inrichten import richt_in


@pytest.fixture
def beheerder(duinveste: Any, databank: Any) -> Any:
    """Joris stops as a caregiver and becomes an administrator; he still stands in for nobody and handled dossiers."""
    lid, _ = duinveste.leden["joris"]
    databank.beheer("DELETE FROM partijen_lidrol WHERE lidmaatschap = %s", lid)
    databank.beheer(
        "INSERT INTO partijen_lidrol (gemeente, lidmaatschap, rol, van) SELECT gemeente, id, 'beheerder', '2020-01-01' FROM partijen_lidmaatschap"
        " WHERE id = %s", lid,
    )  # fmt: skip
    femke, login = duinveste.leden["femke"]
    databank.beheer(
        "INSERT INTO partijen_waarneming (gemeente, organisatie, voor, door, van, reden, ingetrokken, gemeld_door)"
        " SELECT gemeente, organisatie, %s, %s, '2020-01-01', 'afwezig', false, %s FROM partijen_lidmaatschap WHERE id = %s", femke, lid, login, lid,
    )  # fmt: skip
    richt_in()
    return duinveste


def test_the_session_has_no_key_and_no_role_of_another(beheerder: Any) -> None:
    s = beheerder.sessie("joris")
    assert (s.beheert, s.rollen, s.sleutels, s.werk, s.neemt_waar) == (True, ("beheerder",), (), (), ())
    assert "persoonlijk_begeleider" in beheerder.sessie("femke").rollen


def test_what_an_administrator_may_passes_to_no_deputy(beheerder: Any, databank: Any) -> None:
    databank.beheer("UPDATE partijen_waarneming SET voor = door, door = voor")
    assert "beheerder" not in beheerder.sessie("femke").rollen and not beheerder.sessie("femke").beheert


def test_every_page_of_a_dossier_is_not_there(beheerder: Any, als: Any, databank: Any) -> None:
    dossier = beheerder.begin("femke")
    nummer = als("femke").get("/dossiers/").content.decode().split('href="/dossier/')[1].split("/")[0]
    feit = databank.beheer("SELECT id FROM dossier_feit WHERE dossier = %s", dossier)[0][0]
    client = als("joris")
    waarden = {"nummer": nummer, "feit": str(feit), "bestand": str(feit), "wat": "fase"}
    gezien = 0
    for p in get_resolver().url_patterns[0].url_patterns:  # type: ignore[union-attr]
        assert isinstance(p, URLPattern)
        adres = f"/{p.pattern}"
        if "<str:nummer>" not in adres:
            continue
        for naam, w in waarden.items():
            adres = adres.replace(f"<str:{naam}>", w).replace(f"<path:{naam}>", w)
        for antwoord in (client.get(adres), client.post(adres)):
            assert antwoord.status_code in (204, 404, 405), adres
            assert nummer not in antwoord.content.decode(), adres
        gezien += 1
    assert gezien > 10
    for adres in ("/dossiers/", "/overdracht/", "/beheer/"):
        tekst = client.get(adres).content.decode()
        assert client.get(adres).status_code == 200 and f"/dossier/{nummer}" not in tekst, adres
    assert f"/dossier/{nummer}" not in client.post("/zoeken/", {"q": nummer}).content.decode()
    assert client.get("/leeslog/").status_code == 404


def test_raw_sql_in_the_context_of_that_session_gives_no_row(beheerder: Any, databank: Any) -> None:
    beheerder.begin("femke")
    s = beheerder.sessie("joris")
    tabellen = databank.beheer(
        "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND (c.relname LIKE 'dossier\\_%' OR c.relname LIKE 'delen\\_toegang%'"
        " OR c.relname = 'privacy_lezing') AND has_any_column_privilege('wijk_web', c.oid, 'SELECT')"
    )
    assert len(tabellen) > 10
    with transaction.atomic(), connections["default"].cursor() as c:
        zet(c, s, range(100))
        for (t,) in tabellen:
            c.execute(f"SELECT 1 FROM {t} LIMIT 1")
            assert c.fetchall() == [], t


def test_an_administrator_begins_where_there_is_something_to_do(beheerder: Any, als: Any) -> None:
    """Mijn werk, the dossiers and search would be empty for ever, and tell to begin a dossier."""
    client = als("joris")
    assert client.get("/werk/")["Location"] == "/beheer/"
    html = client.get("/beheer/").content.decode()
    assert 'href="/beheer/" aria-current="page"' in html
    assert not [x for x in ("/werk/", "/dossiers/", "/zoeken/", "/overdracht/", "/afwezigheid/") if f'href="{x}"' in html]
    assert 'href="/werk/"' in als("femke").get("/werk/").content.decode()
