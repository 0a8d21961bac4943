# SPDX-License-Identifier: EUPL-1.2
"""What is encrypted opens with its own key at its own place, and nowhere else."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.dossier import kern, versleuteling
from wijkregie.dossier.controle import controleer_dossiers
from wijkregie.dossier.opdracht import Geweigerd
from wijkregie.dossier.sleutelwissel import onbekend, vernieuw
from wijkregie.dossier.taken import gemeenten
from wijkregie.dossier.versleuteling import GeenHoofdsleutel, OnleesbaarFout, Sleutelbos, open_, plek, sluit
from wijkregie.klok import vandaag

ZOUT = bytes(range(16))
plekken = st.tuples(st.integers(1, 9), st.uuids(), st.uuids(), st.integers(0, 62))


@given(st.binary(min_size=32, max_size=32), plekken, st.binary(max_size=400))
def test_what_is_closed_opens_again(sleutel: bytes, p: Any, tekst: bytes) -> None:
    dicht = sluit(sleutel, plek(*p), ZOUT, tekst)
    assert open_(sleutel, plek(*p), dicht) == (ZOUT, tekst)
    assert dicht != sluit(sleutel, plek(*p), ZOUT, tekst)
    assert len(dicht) % 64 == (12 + 16) % 64


@given(st.binary(min_size=32, max_size=32), plekken, plekken, st.binary(max_size=50))
def test_at_another_place_it_does_not(sleutel: bytes, p: Any, q: Any, tekst: bytes) -> None:
    if p != q:
        with pytest.raises(OnleesbaarFout):
            open_(sleutel, plek(*q), sluit(sleutel, plek(*p), ZOUT, tekst))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50), st.data())
def test_changed_anywhere_it_does_not(sleutel: bytes, tekst: bytes, data: Any) -> None:
    dicht = bytearray(sluit(sleutel, b"x", ZOUT, tekst))
    dicht[data.draw(st.integers(0, len(dicht) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(OnleesbaarFout):
        open_(sleutel, b"x", bytes(dicht))


@given(st.text(max_size=30), st.text(max_size=30))
def test_places_are_not_confused(a: str, b: str) -> None:
    assert (plek(a, b) != plek(a + b) and plek(a, b) != plek(b, a)) or a == b


class _Cursor:
    """A key table in memory."""

    def __init__(self) -> None:
        self.rijen: list[tuple[int, str, bytes]] = []
        self.rowcount = 1

    def execute(self, sql: str, waarden: list[Any]) -> None:
        if sql.startswith("insert"):
            self.rijen.append(tuple(waarden[2:5]))  # type: ignore[arg-type]

    def fetchall(self) -> list[tuple[int, str, bytes]]:
        return self.rijen


@given(st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9), lambda x: st.lists(x, max_size=3), max_leaves=5))
def test_a_published_value_is_the_same_each_time_and_opens_again(waarde: Any) -> None:
    bos = Sleutelbos(_Cursor(), 1, uuid4())
    dicht = bos.sluit_waarde(3, "melder", waarde)
    assert dicht == bos.sluit_waarde(3, "melder", waarde) != bos.sluit_waarde(3, "ander", waarde)
    assert bos.open_waarde(3, "melder", dicht) == waarde
    with pytest.raises(OnleesbaarFout):
        bos.open_waarde(3, "ander", dicht)


def test_yes_is_as_long_as_no() -> None:
    s = bytes(32)
    assert len(sluit(s, b"", ZOUT, b'{"a":true}')) == len(sluit(s, b"", ZOUT, b'{"a":false,"b":"wat langer"}'))


# in the database


def klacht(duinveste: Any) -> tuple[UUID, UUID]:
    d: UUID = duinveste.begin("femke")
    f: UUID = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Testbuur", omschrijving="Muziek")
    return d, f


def bezwaren(duinveste: Any) -> list[str]:
    return controleer_dossiers(duinveste.gemeente, "amsterdam", kern.alle_dossiers(duinveste.gemeente, "amsterdam"), vandaag()).bezwaren


def test_a_row_that_is_swapped_with_one_of_another_dossier_does_not_open(duinveste: Any, databank: Any) -> None:
    (a, fa), (b, fb) = klacht(duinveste), klacht(duinveste)
    assert bezwaren(duinveste) == []
    with databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        zelfde = "x.vorm = 1 and y.vorm = 1 and x.feit = %s and y.feit = %s"
        c.execute(f"update dossier_deel x set inhoud = y.inhoud from dossier_deel y where {zelfde}", [fa, fb])
        # its key too
        c.execute("update dossier_sleutel x set sleutel = y.sleutel from dossier_sleutel y where x.dossier = %s and y.dossier = %s", [a, b])
    assert any("inhoud van een deel van feit" in x for x in bezwaren(duinveste))
    with pytest.raises(OnleesbaarFout):
        duinveste.leest("femke", "dossier = %s", a)
    assert any("Testbuur" in x for x in duinveste.leest("femke", "dossier = %s", b))


def test_a_session_has_the_keys_of_what_it_may_read(duinveste: Any) -> None:
    d, _ = klacht(duinveste)
    (bit,) = [r[0] for r in duinveste.databank.beheer("select categorie from dossier_sleutel where dossier = %s", d)]
    assert duinveste.ziet("femke", "dossier_sleutel", "categorie") == [(bit,)]
    for wie in ("harm", "rosa", "wout"):  # two see the nuisance and never who reported it, one sees nothing
        assert duinveste.ziet(wie, "dossier_sleutel") == [(0,)], wie


def test_another_master_key_opens_the_same(duinveste: Any) -> None:
    d, _ = klacht(duinveste)
    oud = tuple(settings.HOOFDSLEUTELS)
    nieuw = bytes(range(32))
    with override_settings(HOOFDSLEUTELS=(nieuw,)):
        with pytest.raises(GeenHoofdsleutel):  # not there is not destroyed: nothing may be derived from that
            duinveste.leest("femke")
        with pytest.raises(GeenHoofdsleutel):
            kern.herleid(duinveste.gemeente, "amsterdam", d)
        assert onbekend(gemeenten()) == [duinveste.databank.beheer("select hoofdsleutel from dossier_sleutel")[0][0]]
        assert vernieuw() == (0, 1)
        assert any("sleutel van een deel" in x for x in bezwaren(duinveste))
    with override_settings(HOOFDSLEUTELS=(nieuw, *oud)):
        assert any("Testbuur" in x for x in duinveste.leest("femke"))
        assert vernieuw() == (1, 0)
        assert vernieuw() == (0, 0)
    with override_settings(HOOFDSLEUTELS=(nieuw,)):
        assert any("Testbuur" in x for x in duinveste.leest("femke", "dossier = %s", d))
        assert bezwaren(duinveste) == []
    assert len(onbekend(gemeenten())) == 1
    with pytest.raises(GeenHoofdsleutel), kern.in_kern(duinveste.gemeente, "amsterdam") as k:
        Sleutelbos(k.cursor, k.gemeente, d).sleutel(duinveste.databank.beheer("select categorie from dossier_sleutel")[0][0])


def test_a_missing_key_gets_no_new_one_over_what_it_closed(duinveste: Any, databank: Any) -> None:
    """A backup of the keys that is older than the rest: the right key can still be put back."""
    d, _ = klacht(duinveste)
    rij = databank.beheer("select * from dossier_sleutel")
    databank.beheer("delete from dossier_sleutel")
    with pytest.raises(Geweigerd) as e:
        duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", melder="Testvrouw", omschrijving="Muziek")
    assert "ontbreekt de sleutel" in e.value.bezwaren[0].melding
    assert databank.beheer("select count(*) from dossier_sleutel") == [(0,)]
    databank.beheer("insert into dossier_sleutel values (%s, %s, %s, %s, %s)", *rij[0])
    assert any("Testbuur" in x for x in duinveste.leest("femke"))


def test_a_command_sent_twice_is_known_again_after_the_master_key_changed(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    sleutel = uuid4()
    velden = {"opent": uuid4(), "kanaal": "zorgaanbieder", "omschrijving": "Muziek"}
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", sleutel=sleutel, **velden)
    with override_settings(HOOFDSLEUTELS=(bytes(range(32)), *settings.HOOFDSLEUTELS)):
        assert duinveste.leg_vast("femke", d, "klacht_ontvangen", sleutel=sleutel, **velden) == f


def test_a_draft_opens_for_its_own_login_and_form_alone() -> None:
    dicht = versleuteling.sluit_concept(1, 2, "x", "Testbuur")
    assert versleuteling.open_concept(1, 2, "x", dicht) == "Testbuur"
    for plek_ in ((2, 2, "x"), (1, 3, "x"), (1, 2, "y")):
        with pytest.raises(OnleesbaarFout):
            versleuteling.open_concept(*plek_, dicht)
