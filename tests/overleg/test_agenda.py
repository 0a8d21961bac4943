# SPDX-License-Identifier: EUPL-1.2
"""The agenda makes itself: from duties and from what partners bring in."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest


def test_een_nieuw_signaal_staat_er_vanzelf_op(tafel: Any) -> None:
    from wijkregie.overleg.agenda import kandidaten

    r = tafel.reeks("klein_overleg")
    b = tafel.plan(r, "klein_overleg")
    zaak = tafel.zaak((r, "ko_reeks"))
    tafel.zaak((tafel.reeks("klein_overleg"), "ko_reeks"))  # in another series
    with tafel.bij("rosa", r) as reeks:
        assert reeks.vorm.model.kort == "KO" and reeks.voorzitter == "mzwo" and reeks.zit_voor
        lijst = kandidaten(reeks, reeks.bijeenkomsten[str(b)])
        assert [(k.zaak, k.reden) for k in lijst] == [(zaak, "nieuw_signaal")]
        assert lijst[0].taak is not None and lijst[0].taak.norm == "WT-01.01"


def test_een_zaak_die_in_geen_reeks_is_komt_erin(tafel: Any) -> None:
    from wijkregie.overleg.agenda import kandidaten, zet_op

    klein, groot = tafel.reeks("klein_overleg"), tafel.reeks("groot_overleg")
    b = str(tafel.plan(klein, "klein_overleg"))
    zaak = tafel.zaak()
    with tafel.bij("rosa", klein) as reeks:
        (k,) = kandidaten(reeks, reeks.bijeenkomsten[b])
        assert (k.zaak, k.reden) == (zaak, "nieuw_signaal")
        zet_op(reeks, reeks.bijeenkomsten[b], [k])
    with tafel.bij("rosa", klein) as reeks:
        assert [p.zaak for p in reeks.bijeenkomsten[b].punten] == [zaak] and kandidaten(reeks, reeks.bijeenkomsten[b]) == []
    verbonden = "select ander from dossier_verbinding where dossier = %s and relatie in ('ko_reeks', 'go_reeks')"
    assert tafel.d.databank.beheer(verbonden, zaak) == [(klein,)]
    b = str(tafel.plan(groot, "groot_overleg"))
    with tafel.bij("rosa", groot) as reeks:  # nobody asked the other kind of meeting
        assert kandidaten(reeks, reeks.bijeenkomsten[b]) == []


def test_wie_niet_mag_verbinden_krijgt_geen_losse_zaak(tafel: Any) -> None:
    from wijkregie.overleg.agenda import kandidaten

    r = tafel.reeks("klein_overleg")
    b = str(tafel.plan(r, "klein_overleg"))
    tafel.zaak()
    with tafel.bij("kees", r) as reeks:
        assert kandidaten(reeks, reeks.bijeenkomsten[b]) == []


def test_geplaatst_heeft_in_zaak_en_reeks_hetzelfde_punt(tafel: Any) -> None:
    from wijkregie.overleg.agenda import kandidaten, zet_op

    r = tafel.reeks("klein_overleg")
    b = tafel.plan(r, "klein_overleg")
    zaak = tafel.zaak((r, "ko_reeks"))
    with tafel.bij("rosa", r) as reeks:
        lijst = kandidaten(reeks, reeks.bijeenkomsten[str(b)])
        zet_op(reeks, reeks.bijeenkomsten[str(b)], lijst)
        zet_op(reeks, reeks.bijeenkomsten[str(b)], lijst)  # a double click
    with tafel.bij("rosa", r) as reeks:
        (p,) = reeks.bijeenkomsten[str(b)].punten
        assert p.zaak == zaak and p.reden == "nieuw_signaal"
        assert kandidaten(reeks, reeks.bijeenkomsten[str(b)]) == []
    assert tafel.d.databank.beheer("select count(*) from dossier_feit where opent::text = %s", p.id) == [(2,)]


def test_wat_een_partner_inbrengt_komt_erop_en_kan_eraf(tafel: Any) -> None:
    from wijkregie.overleg.agenda import afgevoerd, kandidaten, voer_af, zet_op

    r = tafel.reeks("groot_overleg")
    b = str(tafel.plan(r, "groot_overleg"))
    zaak = tafel.zaak((r, "go_reeks"))
    with tafel.bij("rosa", r) as reeks:
        assert kandidaten(reeks, reeks.bijeenkomsten[b]) == []
    tafel.d.leg_vast("rosa", zaak, "agendapunt_ingebracht", overlegvorm="groot_overleg", vraagtekst="Einde Interventie?")
    with tafel.bij("rosa", r) as reeks:
        (k,) = kandidaten(reeks, reeks.bijeenkomsten[b])
        assert k.reden == "voorstel_tot_besluit"
        zet_op(reeks, reeks.bijeenkomsten[b], [k])
    with tafel.bij("rosa", r) as reeks:
        (p,) = reeks.bijeenkomsten[b].punten
        voer_af(reeks, zaak, p.id, "eerst het Kernteam")
        assert afgevoerd(reeks.sessie, zaak, p.id)


def test_wie_de_zaak_niet_ziet_leest_niet_welke_het_is(tafel: Any) -> None:
    from wijkregie.overleg.agenda import kandidaten, zet_op
    from wijkregie.overleg.punt import punt

    r = tafel.reeks("groot_overleg")
    b = str(tafel.plan(r, "groot_overleg"))
    zaak = tafel.zaak((r, "go_reeks"))
    tafel.d.leg_vast("rosa", zaak, "agendapunt_ingebracht", overlegvorm="groot_overleg")
    with tafel.bij("rosa", r) as reeks:
        zet_op(reeks, reeks.bijeenkomsten[b], kandidaten(reeks, reeks.bijeenkomsten[b]))
    with tafel.bij("harm", r) as reeks:
        (p,) = reeks.bijeenkomsten[b].punten
        assert p.zaak is None and punt(reeks, reeks.bijeenkomsten[b], p.id) is None
    with tafel.bij("pim", r) as reeks:
        assert reeks is None  # has no seat: the series is not there


def test_alleen_wie_de_agenda_maakt_bepaalt_de_volgorde(tafel: Any) -> None:
    from django.db import connections, transaction
    from django.db.utils import ProgrammingError

    from wijkregie.dossier.opdracht import Onbekend
    from wijkregie.overleg.agenda import kandidaten, orden, plaatsen, zet_op

    r = tafel.reeks("klein_overleg")
    b = str(tafel.plan(r, "klein_overleg"))
    tafel.zaak((r, "ko_reeks"))
    tafel.zaak((r, "ko_reeks"))
    with tafel.bij("rosa", r) as reeks:
        zet_op(reeks, reeks.bijeenkomsten[b], kandidaten(reeks, reeks.bijeenkomsten[b]))
    with tafel.bij("kees", r) as reeks:
        een, twee = (p.id for p in reeks.bijeenkomsten[b].punten)
        orden(reeks, [twee, een, str(uuid4())])  # of no item of this series nothing is kept
    with tafel.bij("rosa", r) as reeks:
        assert plaatsen(reeks) == {twee: 0, een: 1}
    with tafel.bij("bram", r) as reeks, pytest.raises(Onbekend):
        orden(reeks, [een, twee])
    for wie in ("bram", "rosa"):  # nor does the database take it from a page, of anybody
        with tafel.bij(wie, r) as reeks, pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connections["default"].cursor().execute(
                "insert into overleg_volgorde (gemeente, dossier, punt, plaats) values (%s, %s, %s, 0)", [reeks.sessie.gemeente, r, uuid4()]
            )
