# SPDX-License-Identifier: EUPL-1.2
"""Early recognition over a real database: who sees the list, on which reports it rests, what is no longer shown and why."""

from __future__ import annotations

import html
from typing import Any
from uuid import UUID, uuid4

import pytest

from .triageproef import als, duinveste, meld, nummer, ogen

__all__ = ["als", "duinveste"]

LIJST = "/meldingen/vroeg-herkennen/"
DADEN = (
    ("2025-11-10", "De buurman heeft ons bedreigd bij de deur."),
    ("2025-12-02", "Hij scheldt ons uit op de trap en bonkt op onze muur."),
    ("2025-12-20", "Die man heeft onze ruit ingegooid."),
    ("2026-01-05", "Er is poep voor onze deur gelegd, dat was hij."),
)


@pytest.fixture
def vier(duinveste: Any) -> list[UUID]:
    """Four reports about one household."""
    waar = ("Zeedistelstraat 12", "zeedistelstr. 12a", "Zeedistelstraat 12", "Zeedistelstraat 12")
    return [
        meld(duinveste, op=f"{dag} 09:30", waar=w, omschrijving=tekst, wie_doet_het="Karel van nummer 3", gedrag=["pesten"])
        for (dag, tekst), w in zip(DADEN, waar, strict=True)
    ]


def lees(c: Any) -> str:
    return html.unescape(c.get(LIJST).content.decode())


def geen_zaak(c: Any, d: Any, meldingen: list[UUID], reden: str = "Het zijn twee gezinnen.") -> Any:
    return c.post(f"{LIJST}geen-zaak/", {"m": [nummer(d, m) for m in meldingen], "reden": reden, "sleutel": str(uuid4())})


def test_the_list_shows_the_household_its_evidence_and_the_reports(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    tekst = lees(als("rosa"))
    for zin in (
        "1 situatie lijkt op treiteren van één huishouden.",
        "Rond Zeedistelstraat 12",
        "4 meldingen over hetzelfde huishouden in 8 weken",
        "Volgens meldingen gaat het om: Karel van nummer 3",
        "Wat deze lijst niet weet",
        *(f"Melding {nummer(duinveste, m)}" for m in vier),
    ):
        assert zin in tekst, zin
    assert "Proefduin" not in tekst and "06-00000000" not in tekst


def test_who_may_not_decide_on_reports_gets_no_list(als: Any, vier: list[UUID]) -> None:
    for wie in ("bram", "harm", "femke"):
        assert als(wie).get(LIJST).status_code == 404 and als(wie).post(f"{LIJST}geen-zaak/", {"m": "x"}).status_code == 404
        assert "vroeg-herkennen" not in als(wie).get("/meldingen/").content.decode()
    assert "vroeg-herkennen" in als("rosa").get("/meldingen/").content.decode()


def test_who_sees_no_reports_gets_an_empty_list(als: Any, vier: list[UUID]) -> None:
    """The director may decide, but reads a report only once somebody saw signs in it: the list is over what this session sees."""
    tekst = lees(als("tess"))
    assert "Er zijn nu geen meldingen die samen op treiteren lijken." in tekst and "Zeedistel" not in tekst


def test_the_reporter_counts_only_for_who_may_know_it(duinveste: Any, vier: list[UUID]) -> None:
    from wijkregie.meldingen import vroeg

    with ogen(duinveste, "rosa") as s:
        (g,) = vroeg.lijst(s).gevonden
        assert not any("melders" in z for z in g.situatie.voor)
    with ogen(duinveste, "bram") as s:  # took the calls, so knows who called: one and the same
        (g,) = vroeg.lijst(s).gevonden
        assert len(g.meldingen) == 4


def test_no_case_now_is_recorded_and_stays_away_until_something_is_told(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    c = als("rosa")
    pagina = html.unescape(c.get(f"{LIJST}geen-zaak/", {"m": [nummer(duinveste, m) for m in vier]}).content.decode())
    assert "Waarom zijn deze meldingen samen nu geen zaak?" in pagina
    assert geen_zaak(c, duinveste, vier).status_code == 302
    for m in vier:
        assert duinveste.databank.beheer("select soort from dossier_feit where dossier = %s order by nr desc limit 1", m) == [
            ("melding_samenhang_gewogen",)
        ]
    assert "Er zijn nu geen meldingen die samen" in lees(c)
    nieuw = meld(
        duinveste,
        op="2026-01-14 08:00",
        waar="Zeedistelstraat 12",
        omschrijving="Nu scheldt hij ons weer uit.",
        wie_doet_het="Karel",
        gedrag=["pesten"],
    )
    tekst = lees(c)
    assert f"Melding {nummer(duinveste, nieuw)}" in tekst and tekst.count("eerder bekeken: geen zaak") == 4


def test_an_addition_brings_it_back(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Nieuw, Opdracht

    geen_zaak(als("rosa"), duinveste, vier)
    feit = {"feit": "melding_aangevuld", "op": "2026-01-14 09:00", "velden": {"omschrijving": "Hij heeft mij net weer bedreigd."}}
    kern.leg_vast(duinveste.sessie("bram"), Opdracht(uuid4(), (Nieuw(vier[0], uuid4(), feit),)))
    tekst = lees(als("rosa"))
    assert "Rond Zeedistelstraat 12" in tekst and "5 meldingen over hetzelfde huishouden" in tekst


def test_the_newest_numbers_are_read_whether_they_are_open_or_closed(als: Any, duinveste: Any, vier: list[UUID], monkeypatch: Any) -> None:
    from wijkregie.meldingen import vroeg

    with ogen(duinveste, "bram") as s:
        alles = vroeg.lijst(s)
        assert (alles.gelezen, alles.vanaf) == (4, "")
    duinveste.leg_vast("rosa", vier[3], "dossier_gesloten", reden="afgehandeld")
    monkeypatch.setattr(vroeg, "NIEUWSTE", 2)
    with ogen(duinveste, "bram") as s:  # took them down, so still reads the one that was closed
        deel = vroeg.lijst(s)
        assert (deel.gelezen, deel.vanaf) == (2, nummer(duinveste, vier[2]))
        assert {m.id for g in deel.gevonden for m in g.meldingen} <= {vier[2], vier[3]}
    assert "Bekeken: de nieuwste 2 meldingen die u mag zien, open en afgerond." in lees(als("rosa"))
    assert f"Oudere meldingen dan {nummer(duinveste, vier[2])} zijn niet bekeken." in lees(als("rosa"))


def test_who_asks_again_and_again_is_told_to_wait(als: Any, vier: list[UUID], monkeypatch: Any) -> None:
    from wijkregie.meldingen import vroeg

    monkeypatch.setattr(vroeg, "PER_KWARTIER", 2)
    c = als("rosa")
    assert [c.get(LIJST).status_code for _ in range(3)] == [200, 200, 429]
    assert "Over 15 minuten kan het weer." in lees(c)


def test_the_keys_of_all_are_asked_at_once(duinveste: Any, vier: list[UUID]) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from wijkregie.dossier.lezen_samen import feiten_van

    with ogen(duinveste, "bram") as s, CaptureQueriesContext(connections["default"]) as c:
        gelezen = feiten_van(s, vier)
    assert all("melder_naam" in f.velden for x in gelezen.values() for f in x.feiten if f.soort == "melding_ontvangen")
    assert sum("dossier_sleutel" in q["sql"] for q in c.captured_queries) == 1


def test_a_reason_is_asked_and_a_report_of_another_is_not_found(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    antwoord = geen_zaak(als("rosa"), duinveste, vier, " ")
    assert antwoord.status_code == 400 and "Vul in waarom deze meldingen samen nu geen zaak zijn." in html.unescape(antwoord.content.decode())
    assert geen_zaak(als("tess"), duinveste, vier).status_code == 404  # may decide, but does not see these
    assert als("rosa").get(f"{LIJST}geen-zaak/").status_code == 404


def test_the_same_form_twice_records_once(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    c, wat = als("rosa"), {"m": [nummer(duinveste, m) for m in vier], "reden": "Twee gezinnen.", "sleutel": str(uuid4())}
    assert c.post(f"{LIJST}geen-zaak/", wat).status_code == 302 == c.post(f"{LIJST}geen-zaak/", wat).status_code
    aantal = duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'melding_samenhang_gewogen'")
    assert aantal == [(4,)]


def test_what_is_shown_is_logged_as_read(als: Any, duinveste: Any, vier: list[UUID]) -> None:
    als("rosa").get(LIJST)
    ((deur, gelezen),) = duinveste.databank.beheer("select deur, dossiers from privacy_lezing order by id desc limit 1")
    assert deur == "handeling" and set(vier) <= set(gelezen)
