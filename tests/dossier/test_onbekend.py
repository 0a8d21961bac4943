# SPDX-License-Identifier: EUPL-1.2
"""An id is no proof of sight: what is hidden from a session is not there for it, whatever it asks the core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie.dossier import kern, vooraf, voorbeeld
from wijkregie.dossier.opdracht import Nieuw, Onbekend, Opdracht

Vraag = Callable[[Any, UUID], Any]


def _opdracht(dossier: UUID) -> Opdracht:
    ruw = {"op": "2026-01-22", "feit": "klacht_ontvangen", "velden": {"kanaal": "zorgaanbieder", "omschrijving": "Muziek"}}
    return Opdracht(uuid4(), (Nieuw(dossier, uuid4(), ruw, opent=uuid4()),))


VRAGEN: dict[str, Vraag] = {
    "proef": lambda s, d: kern.proef(s, _opdracht(d)),
    "gevolgen": lambda s, d: voorbeeld.gevolgen(s, _opdracht(d), {d: 0}),
    "vooraf": lambda s, d: vooraf.vooraf(s, d, "klacht_ontvangen", 0),
    "zaak": kern.zaak,
    "kenmerk_van": kern.kenmerk_van,
    "leg_vast": lambda s, d: kern.leg_vast(s, _opdracht(d)),
}


@pytest.fixture(params=VRAGEN)
def vraag(request: Any) -> Vraag:
    return VRAGEN[request.param]


def test_who_sees_the_dossier_gets_an_answer(duinveste: Any, vraag: Vraag) -> None:
    assert vraag(duinveste.sessie("femke"), duinveste.begin("femke"))


def test_a_hidden_dossier_and_an_absent_one_are_the_same(duinveste: Any, vraag: Vraag) -> None:
    d = duinveste.begin("femke")
    for dossier in (d, uuid4()):
        with pytest.raises(Onbekend) as e:
            vraag(duinveste.sessie("wout"), dossier)
        assert str(e.value) == ""


def test_another_municipality_has_no_such_dossier(duinveste: Any, vraag: Vraag) -> None:
    elders = replace(duinveste.sessie("femke"), gemeente=duinveste.gemeente + 1)
    with pytest.raises(Onbekend):
        vraag(elders, duinveste.begin("femke"))


def test_a_key_that_holds_no_longer_opens_nothing(duinveste: Any, databank: Any, vraag: Vraag) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    harm = duinveste.sessie("harm")
    assert kern.kenmerk_van(harm, d)
    databank.beheer("update delen_toegang set tot = '2026-01-23' where dossier = %s", d)
    with pytest.raises(Onbekend):
        vraag(harm, d)


def test_an_organisation_keeps_sight_of_what_it_recorded_itself(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    databank.beheer("delete from delen_toegang")
    assert kern.kenmerk_van(duinveste.sessie("joris"), d)
