# SPDX-License-Identifier: EUPL-1.2
"""What is contested is marked for who sees it; what is restricted opens nothing but for who recorded it and for what the law names."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie import klok
from wijkregie.dossier import kern
from wijkregie.dossier.controle import controleer_dossiers
from wijkregie.dossier.opdracht import Bijlage, Nieuw, Onbekend, Opdracht


@pytest.fixture
def klacht(duinveste: Any) -> tuple[UUID, UUID]:
    """A complaint with a file, put right once; Rosa of the desk handles requests of the person concerned."""
    d: UUID = duinveste.begin("femke")
    foto = Bijlage("brief.pdf", "application/pdf", b"%PDF-1 Trommels")
    zegt = {"kanaal": "zorgaanbieder", "omschrijving": "Muziek"}
    f: UUID = duinveste.leg_vast("femke", d, "klacht_ontvangen", op="2026-01-20", opent=uuid4(), bijlagen=(foto,), **zegt)
    duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"omschrijving": "Trommels"}, reden="Verkeerd verstaan.")
    duinveste.databank.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'privacyfunctionaris', %s)",
        duinveste.gemeente, duinveste.leden["wout"][0], date(2015, 1, 1),
    )  # fmt: skip
    return d, f


def merk(duinveste: Any, d: UUID, soort: str, f: UUID) -> UUID:
    n = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "feit": soort, "velden": {"gegeven": str(f), "toelichting": "Dat klopt niet."}})
    return kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (n,), ongezien=frozenset((d,)))).feiten[0]


def inhoud(duinveste: Any, wie: str, dossier: UUID) -> str:
    return " ".join(bytes(r[0]).decode() for r in duinveste.ziet(wie, "dossier_deel", "inhoud", "dossier = %s", dossier))


def test_a_contested_fact_is_marked_and_stays_open(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    d, f = klacht
    merk(duinveste, d, "gegeven_betwist", f)
    for wie in ("femke", "harm"):
        assert duinveste.ziet(wie, "dossier_merk", "feit, soort, sinds::text") == [(f, "betwist", "2026-01-23")]
        assert "Trommels" in inhoud(duinveste, wie, d)
    assert duinveste.ziet("wout", "dossier_merk") == [(0,)], "who marked it sees no more of the dossier than before"
    assert duinveste.ziet("wout", "dossier_dossier") == [(0,)]
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d], klok.vandaag()).bezwaren == []


def test_a_restricted_fact_is_read_by_who_recorded_it_alone(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    d, f = klacht
    assert "Trommels" in inhoud(duinveste, "harm", d) and duinveste.ziet("harm", "dossier_bestand") == [(1,)]
    merk(duinveste, d, "gegeven_beperkt", f)
    hier = inhoud(duinveste, "harm", d)
    assert "Trommels" not in hier and "Muziek" not in hier
    assert duinveste.ziet("harm", "dossier_bestand") == [(0,)]
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", "id = %s", f) == [(1,)], "that it is there and restricted is shown"
    assert duinveste.ziet("harm", "dossier_merk", "soort") == [("beperkt",)]
    assert "Trommels" in inhoud(duinveste, "femke", d)
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d], klok.vandaag()).bezwaren == []
    merk(duinveste, d, "beperking_opgeheven", f)
    assert "Trommels" in inhoud(duinveste, "harm", d) and duinveste.ziet("harm", "dossier_merk") == [(0,)]
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d], klok.vandaag()).bezwaren == []


def test_a_provision_does_not_open_what_is_restricted(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    """Rows per fact stay for purposes that the law names, and for no other."""
    d, f = klacht
    merk(duinveste, d, "gegeven_beperkt", f)
    wettig = duinveste.databank.beheer("select id from delen_doel where gemeente = %s and naam = 'rechten_betrokkene'", duinveste.gemeente)[0][0]
    doelen = {x for (x,) in duinveste.databank.beheer("select doel from delen_toegang_feit where feit = %s", f)}
    assert doelen <= {wettig}


def test_a_provision_of_one_category_opens_no_other_of_a_restricted_fact(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    from wijkregie.delen.context import EIGEN_WERK
    from wijkregie.delen.masker import bitreeks

    d, f = klacht
    merk(duinveste, d, "gegeven_beperkt", f)
    (eigen,) = duinveste.databank.beheer("select categorie from dossier_bestand where feit = %s", f)[0]

    def geef(masker: int) -> None:
        duinveste.databank.beheer(
            "insert into delen_toegang_feit (gemeente, dossier, id, sleutel, feit, doel, weg, inhoud, van, tot)"
            " values (%s, %s, gen_random_uuid(), %s, %s, %s, 'inzage', %s::bit(256), '2026-01-01', '2027-01-01')",
            duinveste.gemeente, d, min(duinveste.sessie("harm").sleutels), f, EIGEN_WERK, bitreeks(masker),
        )  # fmt: skip

    geef(1 << (eigen + 1))
    assert "Trommels" not in inhoud(duinveste, "harm", d) and duinveste.ziet("harm", "dossier_bestand") == [(0,)]
    geef(1 << eigen)
    assert duinveste.ziet("harm", "dossier_bestand") == [(1,)]


def test_a_restricted_name_is_published_no_more(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    d, _ = klacht
    persoon, naam = duinveste.persoon("femke", d)
    assert duinveste.ziet("harm", "dossier_kop", "tekst", "soort = 'persoon'") == [("Daan Wilgenroos",)]
    merk(duinveste, persoon, "gegeven_beperkt", naam)
    kern.herleid(duinveste.gemeente, "amsterdam", d)
    assert duinveste.ziet("harm", "dossier_kop", "tekst", "soort = 'persoon'") == []
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d, persoon], klok.vandaag()).bezwaren == []


def test_a_mark_in_a_dossier_that_is_not_seen_needs_proof(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    d, f = klacht
    n = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "feit": "gegeven_betwist", "velden": {"gegeven": str(f)}})
    with pytest.raises(Onbekend):
        kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (n,)))
    merk(duinveste, d, "gegeven_betwist", f)
    with pytest.raises(Onbekend):  # nor does a mark that was made open the dossier for the next
        kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (n,)))


def test_a_withdrawn_mark_counts_for_nothing(duinveste: Any, klacht: tuple[UUID, UUID]) -> None:
    d, f = klacht
    m = merk(duinveste, d, "gegeven_beperkt", f)
    r = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "rectificeer": str(m), "intrekken": "ja", "reden": "Het was een ander gegeven."})
    kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (r,), ongezien=frozenset((d,))))
    assert duinveste.ziet("harm", "dossier_merk") == [(0,)] and "Trommels" in inhoud(duinveste, "harm", d)
