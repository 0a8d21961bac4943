# SPDX-License-Identifier: EUPL-1.2
"""Two people at once: no update is lost, who was second hears of it, and numbers have no gaps."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connections

from wijkregie import klok
from wijkregie.dossier import afspraken, behandelaars, kenmerk, kern
from wijkregie.dossier.controle import controleer_dossiers, controleer_gemeente
from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Nieuw, Onbekend, Opdracht, Uitslag

T = TypeVar("T")


def tegelijk(*werk: Callable[[], T]) -> list[T | Exception]:
    """Run these at the same moment, each in a thread with connections of its own."""
    start = Barrier(len(werk))

    def draai(w: Callable[[], T]) -> T | Exception:
        try:
            start.wait(10)
            return w()
        except Exception as e:
            return e
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(werk)) as pool:
        return list(pool.map(draai, werk))


def klacht(dossier: UUID, sleutel: UUID | None = None, verwacht: str | None = None) -> Opdracht:
    n = Nieuw(dossier, uuid4(), {"op": "2026-01-23", "feit": "klacht_ontvangen", "velden": {"kanaal": "zorgaanbieder"}}, opent=uuid4())
    return Opdracht(sleutel or uuid4(), (n,), verwacht={dossier: verwacht} if verwacht else {})


def heel(duinveste: Any) -> None:
    u = controleer_dossiers(duinveste.gemeente, "amsterdam", kern.alle_dossiers(duinveste.gemeente, "amsterdam"), klok.vandaag())
    assert u.bezwaren + controleer_gemeente(duinveste.gemeente, "amsterdam").bezwaren == []


def test_two_forms_of_the_same_state_one_is_recorded_and_the_other_is_told(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    s = duinveste.sessie("femke")
    merk = kern.kenmerk_van(s, d)
    uit = tegelijk(*[lambda: kern.leg_vast(s, klacht(d, verwacht=merk))] * 4)
    assert sum(isinstance(x, Uitslag) for x in uit) == 1
    geweigerd = [x for x in uit if isinstance(x, Gewijzigd)]
    assert len(geweigerd) == 3
    [(eerste,)] = databank.beheer("select id from dossier_feit where soort = 'klacht_ontvangen'")
    assert all(x.feiten == (eerste,) and kenmerk.lees(x.kenmerk, d) == kenmerk.lees(kern.kenmerk_van(s, d), d) for x in geweigerd)
    heel(duinveste)


def test_without_a_form_both_are_recorded_one_after_the_other(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    sessies = [duinveste.sessie(w) for w in ("femke", "joris")]
    uit = tegelijk(*[lambda s=s: [kern.leg_vast(s, klacht(d)) for _ in range(4)] for s in sessies for _ in range(2)])
    assert not [x for x in uit if isinstance(x, Exception)]
    assert [n for (n,) in databank.beheer("select nr from dossier_feit where dossier = %s order by nr", d)] == list(range(1, 2 + 16 + 1))
    heel(duinveste)


def test_a_double_click_is_one_fact(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    s, sleutel = duinveste.sessie("femke"), uuid4()
    uit = tegelijk(*[lambda: kern.leg_vast(s, klacht(d, sleutel))] * 4)
    assert not [x for x in uit if isinstance(x, Exception)]
    assert len({x.feiten for x in uit if isinstance(x, Uitslag)}) == 1
    assert sorted(x.herhaald for x in uit if isinstance(x, Uitslag)) == [False, True, True, True]
    assert databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'") == [(1,)]


def test_new_dossiers_get_numbers_without_gaps_also_when_some_are_refused(duinveste: Any, databank: Any) -> None:
    def fout() -> None:
        with pytest.raises(Geweigerd):
            duinveste.leg_vast("harm", duinveste_dossier, "gesprek_teammanager_gehouden")

    duinveste_dossier = duinveste.begin("femke")
    uit = tegelijk(*[lambda: duinveste.begin("femke")] * 3, *[lambda: duinveste.begin("wout")] * 2, fout)
    assert not [x for x in uit if isinstance(x, Exception)]
    nummers = [n for (n,) in databank.beheer("select nummer from dossier_dossier order by nummer")]
    assert nummers == [f"WR-2026-{i:04d}" for i in range(1, 7)]


def test_commands_over_several_dossiers_in_any_order_do_not_stand_in_each_others_way(duinveste: Any, databank: Any) -> None:
    a, b = duinveste.begin("femke"), duinveste.begin("femke")
    s = duinveste.sessie("femke")

    def beide(een: UUID, twee: UUID) -> None:
        for _ in range(4):
            kern.leg_vast(s, Opdracht(uuid4(), (*klacht(een).feiten, *klacht(twee).feiten)))

    uit = tegelijk(lambda: beide(a, b), lambda: beide(b, a), lambda: beide(a, b))
    assert not [x for x in uit if isinstance(x, Exception)]
    assert databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'") == [(24,)]
    heel(duinveste)


def test_a_person_and_a_case_that_reads_it_at_once_end_up_the_same(duinveste: Any, databank: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Followed in the same transaction, whatever the order of the locks: a deadlock is tried again."""
    zaak = duinveste.begin("femke")
    persoon, f = duinveste.persoon("femke", zaak)
    monkeypatch.setattr(afspraken, "deelt_naar_verbonden", lambda code, protocollen: True)
    s = duinveste.sessie("femke")

    def verbeter() -> None:
        for i in range(4):
            duinveste.leg_vast("femke", persoon, "", rectificeer=str(f), wordt={"achternaam": f"Wilgenroos-{i}"}, reden="Toets.")

    uit = tegelijk(verbeter, *[lambda: [kern.leg_vast(s, Opdracht(uuid4(), (*klacht(zaak).feiten, _noot(persoon)))) for _ in range(4)]] * 2)
    assert not [x for x in uit if isinstance(x, Exception)], uit
    heel(duinveste)
    assert any("Wilgenroos-3" in t for (t,) in databank.beheer("select tekst from dossier_kop where dossier = %s", zaak))


def _noot(persoon: UUID) -> Nieuw:
    return Nieuw(persoon, uuid4(), {"op": "2026-01-23", "feit": "contactgegevens_vastgelegd", "velden": {"mail": "daan@voorbeeld.invalid"}})


def test_an_id_that_was_guessed_opens_nothing(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")
    with pytest.raises(Onbekend):
        kern.leg_vast(duinveste.sessie("wout"), klacht(d))
    assert databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'") == [(0,)]


def test_two_who_take_a_dossier_on_at_once_leave_one_handler(duinveste: Any, databank: Any) -> None:
    d = duinveste.begin("femke")

    def neem(wie: str) -> None:
        with duinveste.ogen(wie):
            behandelaars.neem_op_je(duinveste.sessie(wie), d)

    uit = tegelijk(*[lambda w=w: neem(w) for w in ("femke", "joris") * 2])
    assert uit == [None] * 4
    assert databank.beheer("select count(*) from dossier_behandelaar where tot is null") == [(1,)]
