# SPDX-License-Identifier: EUPL-1.2
"""Inzage: all that is recorded about a person is found, nothing of others goes along unreviewed, and the package goes when its day has come."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.conf import settings
from django.test import override_settings

from wijkregie import klok
from wijkregie.delen.lezing import verzamel
from wijkregie.dossier import kern, sleutelwissel
from wijkregie.dossier.controle import controleer_dossiers
from wijkregie.dossier.opdracht import Nieuw, Onbekend, Opdracht
from wijkregie.dossier.sleutelwissel import onbekend
from wijkregie.privacy import inzage, pakket, verzoeken

DOELEN = ("rechten_betrokkene",)


@pytest.fixture
def zaak(gemeente: Any) -> tuple[UUID, UUID]:
    """A case about Daan, with a complaint of a neighbour."""
    d: UUID = gemeente.begin("femke")
    persoon, _ = gemeente.persoon("femke", d)
    gemeente.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Testbuur Nova", omschrijving="Trommels in de nacht"
    )
    return d, persoon


def verzoek(gemeente: Any, persoon: UUID, soort: str = "inzage", wie: str = "femke") -> UUID:
    u = verzoeken.begin(gemeente.sessie(wie), persoon, {"soort": soort, "wijze": "brief"}, klok.vandaag(), uuid4())
    return u.gemaakt[0][0]


@contextmanager
def bij(gemeente: Any, wie: str = "pleun") -> Any:
    """As a page of the desk: the session's own connection with the purposes of that door."""
    with gemeente.ogen(wie, DOELEN), verzamel() as gelezen:
        yield gemeente.sessie(wie), gelezen


def alles_bekeken(gemeente: Any, v: UUID) -> None:
    with bij(gemeente) as (s, _):
        inzage.oordeel(s, v, [(x, True, None) for x in inzage.stukken(s, v) if x.open])


def maak(gemeente: Any, v: UUID) -> tuple[UUID, dict[str, Any], bytes]:
    with bij(gemeente) as (s, _):
        p = pakket.vraag(s, v)
    assert pakket.maak(gemeente.gemeente, "amsterdam", p) and not pakket.maak(gemeente.gemeente, "amsterdam", p)
    with bij(gemeente) as (s, _):
        data, pdf = pakket.haal(s, v, p, "json"), pakket.haal(s, v, p, "pdf")
        assert data is not None and pdf is not None
    return p, json.loads(data), pdf


def test_all_dossiers_of_the_person_are_found_and_nobody_elses(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    ander = gemeente.begin("wout")
    gemeente.persoon("wout", ander)
    v = verzoek(gemeente, persoon)
    assert inzage.verzamel(gemeente.sessie("pleun"), v) > 5
    with bij(gemeente) as (s, _):
        gevonden = {x.dossier for x in inzage.stukken(s, v)}
    assert gevonden == {d, persoon}
    alle = {f for (f,) in gemeente.databank.beheer("select id from dossier_feit where dossier = any(%s) and soort <> 'rectificatie'", [d, persoon])}
    with bij(gemeente) as (s, _):
        assert {x.feit for x in inzage.stukken(s, v)} == alle


def test_entries_that_were_joined_are_one_person(gemeente: Any, zaak: Any) -> None:
    _, persoon = zaak
    elders = gemeente.begin("wout")
    dubbel, _ = gemeente.persoon("wout", elders)
    gemeente.databank.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'gegevensbeheerder', '2015-01-01')",
        gemeente.gemeente, gemeente.leden["femke"][0],
    )  # fmt: skip
    samen = {"feit": "dubbel_samengevoegd", "op": klok.vandaag().isoformat(), "velden": {"ander": str(dubbel), "reden": "zelfde"}}
    kern.leg_vast(gemeente.sessie("femke"), Opdracht(uuid4(), (Nieuw(persoon, uuid4(), samen),)))
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    with bij(gemeente) as (s, _):
        assert {elders, dubbel} <= {x.dossier for x in inzage.stukken(s, v)}


def test_what_is_of_others_stays_out_and_free_text_asks_for_a_look(gemeente: Any, zaak: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    with bij(gemeente) as (s, _):
        per = {(i.titel, i.categorie): x for x in inzage.stukken(s, v) for i in [inzage.inhoud(s, [x])[x.sleutel]]}
        melder = next(x for (t, c), x in per.items() if c == "wie meldde")
        assert (melder.reden, melder.mee, melder.open) == ("melder", False, False)
        assert per["Persoon ingeschreven", "naam en geboortedatum"].open, "a name is free text: somebody looks"
        with pytest.raises(pakket.NogOpen):
            pakket.vraag(s, v)
        with pytest.raises(ValueError, match="zomaar"):
            inzage.oordeel(s, v, [(melder, False, "zomaar")])


def test_the_package_holds_what_was_decided_and_no_more(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    p, data, pdf = maak(gemeente, v)
    tekst = json.dumps(data, ensure_ascii=False)
    assert "Trommels in de nacht" in tekst and "Wilgenroos" in tekst and data["naam"] == "Daan Wilgenroos"
    for geheim in ("Testbuur Nova", "Femke", "Pleun", str(d), str(persoon)):
        assert geheim not in tekst
    assert {w["norm"].split("(")[-1] for w in data["weggelaten"]} == {"AVG-15.4)"} and sum(w["aantal"] for w in data["weggelaten"]) > 0
    assert all(i["van"] for x in data["dossiers"] for i in x["gegevens"])
    with pikepdf.open(io.BytesIO(pdf)) as boek, boek.open_metadata() as meta:
        assert meta["pdfaid:part"] == "2" and meta["pdfuaid:part"] == "1" and boek.Root.Lang == "nl"
    ligt = gemeente.databank.beheer("select gegevens, pdf from privacy_pakket where id = %s", p)[0]
    assert b"Trommels" not in bytes(ligt[0]) and b"%PDF" not in bytes(ligt[1])


def test_who_looked_is_told_by_organisation_and_role(gemeente: Any, zaak: Any, als_gemeente: Any) -> None:
    d, persoon = zaak
    nr = gemeente.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0]
    for _ in range(3):
        als_gemeente("harm").get(f"/dossier/{nr}/")
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    _, data, _ = maak(gemeente, v)
    harm = next(x for x in data["gelezen"] if "De Eik" in x["wie"])
    assert harm["keren"] == 3 and harm["rol"] == "contactpersoon van de woningcorporatie" and "naam en geboortedatum" in harm["wat"]


def test_reviewing_is_logged_with_dossier_and_category(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    with bij(gemeente) as (s, gelezen):
        lijst = [x for x in inzage.stukken(s, v) if x.dossier == d]
        inzage.inhoud(s, lijst)
        assert all(gelezen[d] >> x.categorie & 1 for x in lijst)


@pytest.mark.parametrize("wie", ["femke", "harm", "rosa", "wout", "gijs"])
def test_nobody_else_gets_anything_of_it(gemeente: Any, zaak: Any, wie: str) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    p, _, _ = maak(gemeente, v)
    for tabel in ("privacy_stuk", "privacy_oordeel", "privacy_pakket"):
        with gemeente.ogen(wie, DOELEN) as c:
            c.execute(f"select count(*) from {tabel}")
            assert c.fetchone() == (0,)
    with pytest.raises(Onbekend):
        inzage.verzamel(gemeente.sessie(wie), v)
    with bij(gemeente, wie) as (s, _):
        assert inzage.stukken(s, v) == [] and pakket.haal(s, v, p, "pdf") is None
        with pytest.raises(Onbekend):
            pakket.vraag(s, v)


def test_without_the_purpose_of_the_desk_there_is_nothing(gemeente: Any, zaak: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    with gemeente.ogen("pleun", ()) as c:
        c.execute("select (select count(*) from privacy_stuk), (select count(*) from dossier_dossier where id = %s)", [v])
        assert c.fetchone() == (0, 1)  # her running duty shows that the request is there, and no more than that


def test_what_was_given_is_a_fact_and_ends_the_duty(gemeente: Any, zaak: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    assert gemeente.databank.beheer("select uiterlijk::text, organisatie from dossier_plicht where dossier = %s", v) == [
        ("2026-02-23", gemeente.organisaties["gemeente"])
    ]
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    p, data, _ = maak(gemeente, v)
    with bij(gemeente) as (s, _):
        klaar = next(x for x in pakket.pakketten(s, v) if x.id == p)
    pakket.gegeven(gemeente.sessie("pleun"), v, klaar, uuid4())
    assert gemeente.databank.beheer("select status from dossier_plicht where dossier = %s", v) == [("voldaan",)]
    inhoud = b" ".join(bytes(r[0]) for r in gemeente.databank.beheer("select inhoud from dossier_deel where dossier = %s", v)).decode()
    assert str(klaar.afdruk) in inhoud and "Zegt wie iets meldde" in inhoud
    assert sum(len(x["gegevens"]) for x in data["dossiers"]) == klaar.telling["meegegeven"]
    assert controleer_dossiers(gemeente.gemeente, "amsterdam", [v], klok.vandaag()).bezwaren == []


def test_after_thirty_days_the_package_is_empty(gemeente: Any, zaak: Any, op_dag: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    p, _, _ = maak(gemeente, v)
    op_dag("2026-02-21 09:00")
    assert pakket.vernietig(gemeente.gemeente, "amsterdam") == 0
    with bij(gemeente) as (s, _):
        assert pakket.haal(s, v, p, "pdf")
    op_dag("2026-02-22 00:10")
    with bij(gemeente) as (s, _):
        assert pakket.haal(s, v, p, "pdf") is None, "before the job has come by too"
    assert pakket.vernietig(gemeente.gemeente, "amsterdam") == 1
    assert gemeente.databank.beheer("select zout, gegevens, pdf from privacy_pakket") == [(None, None, None)]


def test_what_is_put_right_after_it_was_reviewed_is_reviewed_again(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    with bij(gemeente) as (s, _):
        p = pakket.vraag(s, v)  # asked for, and put right before it is made
    klacht = gemeente.databank.beheer("select id from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    gemeente.leg_vast("femke", d, "", rectificeer=str(klacht), wordt={"omschrijving": "Trommels, zegt Testbuur Nova"}, reden="Aangevuld")
    with pytest.raises(inzage.Gewijzigd):
        pakket.maak(gemeente.gemeente, "amsterdam", p)
    with bij(gemeente) as (s, _), pytest.raises(pakket.NogOpen):
        pakket.vraag(s, v)
    with bij(gemeente) as (s, _):
        open_ = [x for x in inzage.stukken(s, v) if x.open]
        assert {x.feit for x in open_} == {klacht}
        assert any("Testbuur Nova" in a.antwoord for i in inzage.inhoud(s, open_).values() for a in i.antwoorden)
        inzage.oordeel(s, v, [(x, False, "anderen") for x in open_])
    _, data, _ = maak(gemeente, v)
    assert "Trommels" not in json.dumps(data)


def test_who_recorded_a_request_does_not_review_it(gemeente: Any, zaak: Any, als_gemeente: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon, wie="pleun")
    with pytest.raises(inzage.ZelfVastgelegd):
        inzage.verzamel(gemeente.sessie("pleun"), v)
    nr = gemeente.databank.beheer("select nummer from dossier_dossier where id = %s", v)[0][0]
    pleun = als_gemeente("pleun")
    blad = pleun.get(f"/privacy/{nr}/").content.decode()
    assert "Een collega met dezelfde taak" in blad and "Verzamel alles" not in blad
    assert "Een collega met dezelfde taak" in pleun.post(f"/privacy/{nr}/", {"sleutel": str(uuid4())}, follow=True).content.decode()
    gemeente.databank.beheer(
        "insert into privacy_stuk (gemeente, verzoek, dossier, feit, categorie, vrij, versie, vastgelegd_door, verzameld)"
        " select gemeente, %s, dossier, id, categorie, true, '', %s, '2026-01-23' from dossier_feit where dossier = %s",
        v, gemeente.leden["pleun"][1], persoon,
    )  # fmt: skip
    with bij(gemeente) as (s, _):
        assert inzage.stukken(s, v) == [], "found by a colleague"


def vernietig(gemeente: Any, d: UUID) -> None:
    """As if it was destroyed before and an older backup was put back: that needs no term and no decision."""
    from wijkregie.privacy import vernietigen

    gemeente.databank.beheer(
        "insert into dossier_vernietiging select gemeente, id, '2026-01-23', 1, 2, 1, 2, 0, 0, 1, schakel, schakel, schakel from dossier_dossier"
        " where id = %s", d,
    )  # fmt: skip
    assert vernietigen.voer_uit(gemeente.gemeente, "amsterdam", [d]) == (1, [])


def test_destroying_a_dossier_takes_it_out_of_requests_and_packages(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    maak(gemeente, v)
    klacht = gemeente.databank.beheer("select id from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    with bij(gemeente) as (s, _):
        verzoeken.merk(s, v, "betwist", [klacht], "Het klopt niet.", uuid4())
    vernietig(gemeente, d)
    telling = "select count(*) from {} where {} = %s"
    assert gemeente.databank.beheer(telling.format("dossier_merk", "dossier"), d) == [(0,)]
    assert gemeente.databank.beheer(telling.format("privacy_stuk", "dossier"), d) == [(0,)]
    assert gemeente.databank.beheer("select zout, gegevens, pdf from privacy_pakket") == [(None, None, None)]
    over = gemeente.databank.beheer("select count(*) from privacy_oordeel")[0][0]
    assert over and gemeente.databank.beheer(telling.format("privacy_stuk", "dossier"), persoon)[0][0]
    vernietig(gemeente, v)  # the request itself
    for t in ("privacy_stuk", "privacy_oordeel"):
        assert gemeente.databank.beheer(telling.format(t, "verzoek"), v) == [(0,)], t


def test_text_is_never_read_as_markup() -> None:
    kwaad = '= Kop #panic("x") $ *vet* `a` @b <c> \\ // "'
    data: dict[str, Any] = {"gemeente": kwaad, "gemaakt": "1", "verzoek": "V-1", "naam": kwaad, "weggelaten": [], "gelezen": [], "dossiers": [
        {"nummer": "1", "afspraken": [kwaad], "begonnen": "1", "tot": kwaad, "gedeeld": [{"wie": kwaad, "wat": [kwaad]}], "gegevens": [
            {"op": "1", "wat": kwaad, "soort": kwaad, "van": kwaad, "ingetrokken": True, "waarom": [kwaad],
             "inhoud": [{"vraag": kwaad, "antwoord": kwaad}]}]}]}  # fmt: skip
    assert pakket.papier(data).startswith(b"%PDF")


def test_marks_go_to_the_dossiers_where_the_facts_lie(gemeente: Any, zaak: Any) -> None:
    d, persoon = zaak
    v = verzoek(gemeente, persoon, "beperking")
    inzage.verzamel(gemeente.sessie("pleun"), v)
    klacht = gemeente.databank.beheer("select id from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    with bij(gemeente) as (s, _):
        verzoeken.merk(s, v, "beperkt", [klacht, uuid4()], "Het klopt niet.", uuid4())
    assert gemeente.ziet("harm", "dossier_merk", "feit, soort") == [(klacht, "beperkt")]
    assert gemeente.ziet("gijs", "dossier_dossier", "count(*)", "id = %s", d) == [(0,)], "colleagues of who marked it see no dossier by that"
    assert gemeente.ziet("pleun", "dossier_dossier", "count(*)", "id = %s", d) == [(0,)]
    with bij(gemeente) as (s, _):
        assert [x for x in verzoeken.lijst(s) if x.id == v and x.vraagt == "beperking" and x.naam == "Daan Wilgenroos"]
    assert controleer_dossiers(gemeente.gemeente, "amsterdam", [d, v, persoon], klok.vandaag()).bezwaren == []


def test_a_package_hangs_on_the_ring_of_master_keys_and_not_on_the_secret_of_the_site(gemeente: Any, zaak: Any) -> None:
    _, persoon = zaak
    v = verzoek(gemeente, persoon)
    inzage.verzamel(gemeente.sessie("pleun"), v)
    alles_bekeken(gemeente, v)
    with override_settings(SECRET_KEY="van voor de wisseling " * 3):
        p, _, pdf = maak(gemeente, v)
    oud, nieuw = tuple(settings.HOOFDSLEUTELS), bytes(range(32))
    plek = (gemeente.gemeente, "amsterdam")

    def lees() -> bytes | None:
        with bij(gemeente) as (s, _):
            return pakket.haal(s, v, p, "pdf")

    assert lees() == pdf, "another secret of the site loses nothing"
    with override_settings(HOOFDSLEUTELS=(nieuw,)):
        assert onbekend([], pakket.merken(*plek)) == list(pakket.merken(*plek)) and pakket.vernieuw(*plek) == (0, 1)
    with override_settings(HOOFDSLEUTELS=(nieuw, *oud)):
        assert sleutelwissel.vernieuw()[1] == 0 and pakket.vernieuw(*plek) == (1, 0) and pakket.vernieuw(*plek) == (0, 0)
    with override_settings(HOOFDSLEUTELS=(nieuw,)):
        assert lees() == pdf and onbekend([], pakket.merken(*plek)) == []
