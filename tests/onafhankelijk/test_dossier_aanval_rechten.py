# SPDX-License-Identifier: EUPL-1.2
"""Attack: forms without a token, sessions of others, rights that ended."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings


def test_every_form_asks_for_the_token(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    bron = als("femke")
    c = Client(enforce_csrf_checks=True)
    c.cookies = bron.cookies
    for p in (f"/dossier/{nr}/handeling/klacht_ontvangen/", f"/dossier/{nr}/handeling/klacht_ontvangen/volgt/", f"/dossier/{nr}/feit/{f}/rechtzetten/",
              f"/dossier/{nr}/feit/{f}/verplaatsen/", "/zoeken/", "/dossiers/nieuw/", "/afwezigheid/", "/afwezigheid/stop/", "/uitloggen/", "/lidmaatschap/",
              "/inloggen/", "/wachtwoord/", "/personas/", "/personen/dubbel/"):  # fmt: skip
        assert c.post(p, {"q": "x"}).status_code == 403, p


@override_settings(DEMO=False)
def test_without_demo_nobody_logs_in_by_one_click(duinveste: Any) -> None:
    c = Client()
    lid = str(duinveste.leden["femke"][0])
    assert c.get("/personas/").status_code == c.post("/personas/", {"persona": lid}).status_code == 404
    assert c.get("/patronen/").status_code == 404
    assert c.get("/werk/").status_code == 302 and "_auth_user_id" not in c.session


def test_rights_that_end_stop_the_session_at_the_next_page(duinveste: Any, als: Any, zaak: Any, op_dag: Any) -> None:
    _, nr = zaak
    lid, login = duinveste.leden["joris"]
    c = als("joris")
    adres = f"/dossier/{nr}/"
    assert c.get(adres).status_code == 200
    duinveste.databank.beheer("update partijen_lidrol set tot = '2026-01-22' where lidmaatschap = %s", lid)
    assert c.get(adres).status_code == 404  # no role, no key
    assert c.post(f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": "23-01-2026", "f-kanaal": "mzwo"}).status_code == 404
    duinveste.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-22' where id = %s", lid)
    a = c.get(adres)  # the last membership ended, and with it the session
    assert a.status_code == 302 and a["Location"].startswith("/inloggen/")
    duinveste.databank.beheer("update partijen_medewerker set actief = false where id = %s", login)
    assert c.get(adres)["Location"].startswith("/inloggen/")


def test_a_deputy_stops_being_one_the_day_after(duinveste: Any, als: Any, zaak: Any, op_dag: Any) -> None:
    _, nr = zaak
    femke, joris = duinveste.leden["femke"][0], duinveste.leden["joris"][0]
    duinveste.databank.beheer("delete from partijen_lidrol where lidmaatschap = %s", joris)
    organisatie, login = duinveste.organisaties["linde"], duinveste.leden["femke"][1]
    kolommen = [
        r[0] for r in duinveste.databank.beheer("select column_name from information_schema.columns where table_name = 'partijen_waarneming'")
    ]
    waarden = {"gemeente": duinveste.gemeente, "organisatie": organisatie, "voor": femke, "door": joris, "van": date(2026, 1, 20), "tot": date(2026, 1, 23),
               "reden": "afwezig", "gemeld_door": login, "ingetrokken": False, "gemeld_op": "2026-01-20 09:00+01"}  # fmt: skip
    k = [x for x in kolommen if x in waarden]
    duinveste.databank.beheer(f"insert into partijen_waarneming ({', '.join(k)}) values ({', '.join(['%s'] * len(k))})", *[waarden[x] for x in k])
    c = als("joris")
    assert c.get(f"/dossier/{nr}/").status_code == 200
    op_dag("2026-01-24 00:00")
    assert c.get(f"/dossier/{nr}/").status_code == 404


def test_a_membership_of_another_in_the_session_is_refused(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

    _, nr = zaak
    c = als("harm")
    s = c.session
    s[LIDMAATSCHAP] = duinveste.leden["femke"][0]
    s.save()
    assert c.get(f"/dossier/{nr}/").status_code == 302
    assert c.post("/lidmaatschap/", {"lidmaatschap": str(duinveste.leden["femke"][0])}).status_code in (302, 400)
    assert c.session.get(LIDMAATSCHAP) != duinveste.leden["femke"][0]


@pytest.mark.parametrize(
    "verder", ["//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "javascript:alert(1)", "/\r\nX: y", "\t//kwaad.example"]
)
def test_log_in_does_not_send_one_elsewhere(duinveste: Any, verder: str) -> None:
    c = Client()
    a = c.post("/personas/", {"persona": str(duinveste.leden["femke"][0]), "next": verder})
    assert a.status_code == 302 and a["Location"].startswith("/") and "kwaad" not in a["Location"] and not a.has_header("X")
