# SPDX-License-Identifier: EUPL-1.2
"""Attack: what is hidden answers as what is absent; forged ids, stale and stolen marks."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from .hulp import formulier, nummer, zacht

# hidden is absent


def test_a_hidden_dossier_answers_as_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="muziek")
    plicht = duinveste.databank.beheer("select id from dossier_plicht limit 1")[0][0]
    paden = ["", "bekend-op/?dag=2026-01-23", f"waarom/plicht/{plicht}/", "waarom/verborgen/zorg/", "handeling/klacht_ontvangen/", f"feit/{f}/rechtzetten/",
             f"feit/{f}/verplaatsen/", f"feit/{f}/brief/", "handeling/waarschuwingsbrief_uitgereikt/brief/", f"bestand/{f}/", "niets/"]  # fmt: skip
    c, merk = als("wout"), re.compile(r'name="(csrfmiddlewaretoken|sleutel)" value="[^"]*"')
    for p in paden:
        echt, weg = (c.get(f"/dossier/{n}/{p}") for n in (nr, "WR-2026-9999"))
        assert echt.status_code == weg.status_code == 404, p
        assert merk.sub("", echt.content.decode()).replace(nr, "") == merk.sub("", weg.content.decode()).replace("WR-2026-9999", ""), p
    for p in ("handeling/klacht_ontvangen/", "handeling/klacht_ontvangen/volgt/", f"feit/{f}/rechtzetten/", f"feit/{f}/verplaatsen/"):
        data = {"op": "23-01-2026", "f-kanaal": "mzwo", "reden": "x", "wat": "intrekken"}
        assert [c.post(f"/dossier/{n}/{p}", data).status_code for n in (nr, "WR-2026-9999")] == [404, 404], p
    zoek = [merk.sub("", c.post("/zoeken/", {"q": n}).content.decode()).replace(n, "") for n in (nr, "WR-2026-9999")]
    assert zoek[0] == zoek[1]


def test_a_hidden_fact_or_file_answers_as_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d, nr = zaak
    f = duinveste.leg_vast(
        "femke", d, "herplaatsing_besloten", overgenomen=True, rol="persoonlijk_begeleider", zorginhoudelijke_reden="x",
        bijlagen=(Bijlage("x.pdf", "application/pdf", b"%PDF-1.4"),),
    )  # fmt: skip
    b = duinveste.databank.beheer("select id from dossier_bestand")[0][0]
    c, weg = als("harm"), uuid4()
    assert c.get(f"/dossier/{nr}/").status_code == 200
    for vorm in ("feit/{}/rechtzetten/", "feit/{}/verplaatsen/", "feit/{}/brief/"):
        a, z = (c.get(f"/dossier/{nr}/{vorm.format(x)}") for x in (f, weg))
        assert (a.status_code, a.content) == (z.status_code, z.content) == (404, a.content), vorm
    a, z = (c.get(f"/dossier/{nr}/bestand/{x}/") for x in (b, weg))
    assert (a.status_code, a.content) == (z.status_code, z.content) == (404, a.content)


def test_a_file_of_one_dossier_is_not_given_under_the_number_of_another(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d, nr = zaak
    duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", bijlagen=(Bijlage("x.pdf", "application/pdf", b"%PDF-1"),)
    )
    b = duinveste.databank.beheer("select id from dossier_bestand")[0][0]
    ander = nummer(duinveste, duinveste.begin("femke"))
    assert als("femke").get(f"/dossier/{nr}/bestand/{b}/").status_code == 200
    assert als("femke").get(f"/dossier/{ander}/bestand/{b}/").status_code == 404


# forged ids in forms


def test_a_link_to_a_hidden_dossier_is_refused_as_to_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    """Who guesses the id of a person of another organisation does not read his name by laying a link."""
    d, _ = zaak
    persoon, _ = duinveste.persoon("femke", d)
    eigen = duinveste.begin("wout")
    c, nr = als("wout"), nummer(duinveste, eigen)
    adres = f"/dossier/{nr}/handeling/dossiers_verbonden/"
    uit = []
    for ander in (persoon, d, uuid4()):
        a = c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "f-ander": str(ander), "f-relatie": "betreft"})
        uit.append((a.status_code, re.sub(r'value="[^"]*"|\?sleutel=[0-9a-f-]{36}', "", a.content.decode())))
        assert "Wilgenroos" not in a.content.decode()
    assert uit[0] == uit[1] == uit[2] and uit[0][0] == 400
    assert duinveste.databank.beheer("select count(*) from dossier_verbinding where dossier = %s", eigen) == [(0,)]


def test_things_and_facts_of_another_dossier_are_not_accepted(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    vreemd = uuid4()
    elders = duinveste.begin("wout")
    f = duinveste.leg_vast("wout", elders, "klacht_ontvangen", opent=vreemd, kanaal="zorgaanbieder", omschrijving="elders")
    c = als("femke")
    adres = f"/dossier/{nr}/handeling/melder_gesproken/"
    c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "ding": str(vreemd), "reden": "x"})
    assert all(str(vreemd) not in map(str, r[0]) for r in duinveste.databank.beheer("select over from dossier_feit where dossier = %s", d))
    assert c.post(f"/dossier/{nr}/feit/{f}/rechtzetten/", {"wat": "intrekken", "reden": "x", "stap": "leg_vast"}).status_code == 404
    assert duinveste.databank.beheer("select count(*) from dossier_feit where van = %s", f) == [(0,)]


@pytest.mark.parametrize(
    "feit", ["rectificatie", "verstrekt", "dubbel_samengevoegd", "samenvoeging_teruggedraaid", "klacht_beoordeeld", "afspraken_ingegaan"]
)
def test_an_act_that_is_not_of_ones_role_is_refused(duinveste: Any, als: Any, zaak: Any, feit: str) -> None:
    d, nr = zaak
    voor = duinveste.databank.beheer("select count(*) from dossier_feit")
    a = zacht(als("harm")).post(f"/dossier/{nr}/handeling/{feit}/", {"op": "23-01-2026", "f-ander": str(d), "f-reden": "x", "rol": "zorgaanbieder",
                                                                  "reden": "x", "kenmerk": "vals", "sleutel": str(uuid4())})  # fmt: skip
    assert a.status_code in (400, 404, 409), a.status_code
    assert duinveste.databank.beheer("select count(*) from dossier_feit") == voor


# marks and keys


def test_the_key_of_another_is_no_way_to_lose_what_is_recorded(duinveste: Any, als: Any, zaak: Any) -> None:
    """A key that somebody else used: the page may refuse, it may not say that it is recorded."""
    _, nr = zaak
    adres = f"/dossier/{nr}/handeling/klacht_ontvangen/"
    femke, harm = als("femke"), als("harm")
    data = formulier(femke, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "van femke"}
    assert femke.post(adres, data).status_code == 302
    a = zacht(harm).post(adres, formulier(harm, adres) | {"sleutel": data["sleutel"], "op": "23-01-2026", "f-kanaal": "woningcorporatie"})
    n = duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    assert a.status_code < 500
    assert n == 2 or a.status_code != 302, "said to be recorded, and it is not"


def test_going_back_and_sending_something_else_with_the_same_key_is_not_said_to_be_recorded(duinveste: Any, als: Any, zaak: Any) -> None:
    """The browser's back button gives the form with its old key; what is typed then is another complaint."""
    _, nr = zaak
    c, adres = als("femke"), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    data = formulier(c, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "muziek"}
    assert c.post(adres, data).status_code == 302
    a = c.post(adres, data | {"f-omschrijving": "iets heel anders: water door het plafond"})
    n = duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    assert n == 2 or a.status_code != 302, "said to be recorded, and it is not"


def test_a_mark_of_another_dossier_or_a_forged_one_does_not_pass_for_the_state(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    c, adres = als("femke"), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    ander = nummer(duinveste, duinveste.begin("femke"))
    vreemd = formulier(c, f"/dossier/{ander}/handeling/klacht_ontvangen/")["kenmerk"]
    duinveste.leg_vast("joris", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="van joris")
    for merk in (vreemd, "", "vals", "=" * 40, "é", "A" * 100_000, "\x00"):
        a = zacht(c).post(adres, {"sleutel": str(uuid4()), "kenmerk": merk, "op": "23-01-2026", "f-kanaal": "zorgaanbieder"})
        assert a.status_code == 409, (merk[:10], a.status_code)
