# SPDX-License-Identifier: EUPL-1.2
"""Destroying the content of one fact: decided by a fact, agreed by somebody else, emptied by a job; the chain holds and the rest stays."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from wijkregie import klok
from wijkregie.dossier import afspraken, gewist, kern
from wijkregie.dossier.opdracht import Bijlage, Nieuw, Opdracht
from wijkregie.norm.feiten.feit import Feit
from wijkregie.privacy import gegevens
from wijkregie.privacy.vernietigen import Weigering

from .vernietigd import schoon

GEHEIM, BLIJFT = "Trommels van de Testbuur", "Muziek in de tuin"


@pytest.fixture
def zaak(toezicht: Any) -> tuple[UUID, UUID]:
    """Two complaints; of the first, with its file and what was put right in it, the content must go."""
    d: UUID = toezicht.begin("femke")
    brief = Bijlage("brief.pdf", "application/pdf", b"%PDF-1 " + GEHEIM.encode())
    velden = {"kanaal": "zorgaanbieder", "melder": "Testbuur"}
    f: UUID = toezicht.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), bijlagen=(brief,), omschrijving="Lawaai", **velden)
    toezicht.leg_vast("femke", d, "", rectificeer=str(f), wordt={"omschrijving": GEHEIM}, reden="Verkeerd verstaan.")
    toezicht.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), omschrijving=BLIJFT, **velden)
    return d, f


def besluit(duinveste: Any, d: UUID, f: UUID) -> UUID:
    n = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "feit": "gegevens_vernietigd", "velden": {"gegeven": str(f)}})
    return kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (n,), ongezien=frozenset((d,)))).feiten[0]


def akkoord(duinveste: Any, wie: str, b: UUID) -> None:
    with duinveste.ogen(wie):
        gegevens.akkoord(duinveste.sessie(wie), b)


def leesbaar(duinveste: Any, d: UUID) -> str:
    return " ".join(bytes(r[0]).decode() for r in duinveste.ziet("femke", "dossier_deel", "inhoud", "dossier = %s and vorm = 0", d) if r[0])


def test_two_people_and_then_only_that_fact_is_empty(toezicht: Any, zaak: tuple[UUID, UUID]) -> None:
    d, f = zaak
    b = besluit(toezicht, d, f)
    assert gegevens.stel_voor(toezicht.gemeente, "amsterdam") == 1 and gegevens.stel_voor(toezicht.gemeente, "amsterdam") == 0
    assert gegevens.voer_uit(toezicht.gemeente, "amsterdam") == (0, []), "one person alone empties nothing"
    with pytest.raises(Weigering, match="zelf besloten"):
        akkoord(toezicht, "wout", b)
    assert GEHEIM in leesbaar(toezicht, d)
    akkoord(toezicht, "rosa", b)
    assert gegevens.voer_uit(toezicht.gemeente, "amsterdam") == (1, [])
    tekst = leesbaar(toezicht, d)
    assert GEHEIM not in tekst and "Lawaai" not in tekst and BLIJFT in tekst
    assert toezicht.databank.beheer("select count(*) from dossier_bestand where inhoud is not null or naam is not null") == [(0,)]
    assert toezicht.ziet("femke", "dossier_feit", "count(*)", "id = %s", f) == [(1,)], "that it was recorded stays"
    assert schoon(toezicht) == []
    assert gegevens.stel_voor(toezicht.gemeente, "amsterdam") == 0 and gegevens.voer_uit(toezicht.gemeente, "amsterdam") == (0, [])
    (bewijs,) = toezicht.databank.beheer("select besluit, door, akkoord_door, bestanden from dossier_gegevenvernietiging")
    assert bewijs == (b, toezicht.leden["wout"][1], toezicht.leden["rosa"][1], 1)
    toezicht.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Weer muziek")
    assert schoon(toezicht) == []


def test_what_was_decided_is_not_done_until_the_content_is_gone(toezicht: Any, zaak: tuple[UUID, UUID]) -> None:
    """The duty to destroy reads this: a decision alone ends nothing."""
    d, f = zaak
    b = besluit(toezicht, d, f)

    def gedaan() -> tuple[tuple[str, date], ...]:
        with kern.in_kern(toezicht.gemeente, "amsterdam") as k:
            return k.omstandigheden(k.laad(d, slot=False)).vernietigd

    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    assert gedaan() == ()
    akkoord(toezicht, "rosa", b)
    assert gedaan() == (), "agreed, and not yet gone"
    gegevens.voer_uit(toezicht.gemeente, "amsterdam")
    assert gedaan() == ((str(b), klok.vandaag()),)


def test_what_was_decided_no_more_leaves_the_list(toezicht: Any, zaak: tuple[UUID, UUID]) -> None:
    d, f = zaak
    b = besluit(toezicht, d, f)
    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    r = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "rectificeer": str(b), "intrekken": "ja", "reden": "Het was een ander gegeven."})
    kern.leg_vast(toezicht.sessie("wout"), Opdracht(uuid4(), (r,), ongezien=frozenset((d,))))
    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    with pytest.raises(Weigering, match="niet meer op de lijst"):
        akkoord(toezicht, "rosa", b)


@pytest.mark.parametrize("rol", ["wijk_web", "wijk_kern"])
def test_pages_and_core_cannot_empty(toezicht: Any, zaak: tuple[UUID, UUID], rol: str) -> None:
    d, f = zaak
    b = besluit(toezicht, d, f)
    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    akkoord(toezicht, "rosa", b)
    with toezicht.databank.rauw(rol) as c, pytest.raises(psycopg.errors.InsufficientPrivilege):
        c.execute("select privacy_vernietig_gegevens(%s, %s, %s, %s)", [toezicht.gemeente, d, b, klok.nu()])


def test_the_proof_is_told_when_it_does_not_fit(toezicht: Any, zaak: tuple[UUID, UUID]) -> None:
    """A row put back from an older backup is emptied again; one emptied besides is told."""
    d, f = zaak
    b = besluit(toezicht, d, f)
    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    akkoord(toezicht, "rosa", b)
    toezicht.databank.beheer("create table oud as select * from dossier_deel where feit = %s", f)
    gegevens.voer_uit(toezicht.gemeente, "amsterdam")
    toezicht.databank.beheer("alter table dossier_deel disable trigger onveranderlijk")
    toezicht.databank.beheer(
        "update dossier_deel x set inhoud = o.inhoud, zout = o.zout from oud o where x.feit = o.feit and x.categorie = o.categorie"
    )
    toezicht.databank.beheer("drop table oud")
    toezicht.databank.beheer("alter table dossier_deel enable trigger onveranderlijk")
    assert any("vernietig --opnieuw" in m for m in schoon(toezicht))
    assert gegevens.voer_uit(toezicht.gemeente, "amsterdam", opnieuw=True) == (1, [])
    assert schoon(toezicht) == []


def test_the_desk_shows_it_and_asks_a_colleague(toezicht: Any, als: Any, zaak: tuple[UUID, UUID]) -> None:
    d, f = zaak
    b = besluit(toezicht, d, f)
    gegevens.stel_voor(toezicht.gemeente, "amsterdam")
    rosa, wout = als("rosa"), als("wout")
    tekst = rosa.get("/vernietigen/").content.decode()
    hier = f"/vernietigen/WR-2026-0001/gegevens/{b}/"
    assert hier in tekst and "2 gegevens" in tekst and GEHEIM not in tekst
    assert als("femke").get(hier).status_code == 404
    assert wout.post(hier).status_code == 400
    eigen = wout.get(hier).content.decode()
    assert "u besloot dit; een collega moet nog akkoord geven" in eigen.lower() and "Akkoord met vernietigen" not in eigen
    assert "wacht 1 besluit op uw akkoord" in tekst and "op uw akkoord" not in wout.get("/vernietigen/").content.decode()
    assert toezicht.databank.beheer("select count(*) from privacy_gegevenakkoord") == [(0,)]
    assert rosa.get(hier).status_code == 200
    rosa.post(hier)
    assert toezicht.databank.beheer("select login from privacy_gegevenakkoord") == [(toezicht.leden["rosa"][1],)]
    assert "wordt vannacht vernietigd" in rosa.get("/vernietigen/").content.decode()


def test_a_decision_names_what_it_is_about() -> None:
    """By the fact in its field, or by things: what opens them, what is about nothing else, and what was put right in those."""
    w = afspraken.wereld("dordrecht")
    soort = gewist.soort(w) or ""

    def feit(id_: str, naam: str, nr: int, **meer: Any) -> Feit:
        return Feit(id_, naam, date(2026, 1, nr), nr, **meer)

    alle = [
        feit("lid", "gezinslid_geregistreerd", 1, opent="g1"),
        feit("adres", "adres_vastgelegd", 2, opent="p1", over=("g1",)),
        feit("ander", "gezinslid_geregistreerd", 3, opent="g2"),
        feit("recht", "rectificatie", 4, velden={"van": "lid", "wordt": {}}),
        feit("samen", "vraag_beantwoord", 5, over=("g1", "g2")),
        feit("besluit", soort, 6, over=("g1",)),
        feit("later", "adres_vastgelegd", 7, opent="p2", over=("g1",)),
    ]
    assert gewist.doelen(w, alle[5], alle) == ["lid", "adres", "recht"]
