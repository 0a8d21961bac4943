# SPDX-License-Identifier: EUPL-1.2
"""Who handles a dossier, for an organisation: taken on, assigned, handed over in one act, and never another organisation's affair."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie.dossier import behandelaars as b
from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Begin, Geweigerd, Onbekend, Opdracht


def doe(duinveste: Any, wie: str, functie: Any, *args: Any) -> Any:
    with duinveste.ogen(wie):
        return functie(duinveste.sessie(wie), *args)


def lid(duinveste: Any, wie: str) -> int:
    return int(duinveste.leden[wie][0])


def test_who_takes_it_on_follows_who_had_it_and_the_history_stays(duinveste: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    op_dag("2026-02-02 09:00")
    doe(duinveste, "joris", b.neem_op_je, d)
    doe(duinveste, "joris", b.neem_op_je, d)
    gevonden = doe(duinveste, "femke", b.behandelaars, d)
    assert [(x.lidmaatschap, str(x.van), x.tot and str(x.tot)) for x in gevonden] == [
        (lid(duinveste, "joris"), "2026-02-02", None),
        (lid(duinveste, "femke"), "2026-01-23", "2026-02-02"),
    ]


def test_a_caseload_goes_over_in_one_act(duinveste: Any) -> None:
    dossiers = sorted(duinveste.begin("femke") for _ in range(3))
    over = doe(duinveste, "joris", b.draag_over, lid(duinveste, "femke"), lid(duinveste, "joris"))
    assert over == b.Overdracht(tuple(dossiers), 0)
    assert doe(duinveste, "joris", b.caseload, lid(duinveste, "joris")) == dossiers
    assert doe(duinveste, "joris", b.caseload, lid(duinveste, "femke")) == []
    terug = doe(duinveste, "joris", b.draag_over, lid(duinveste, "joris"), lid(duinveste, "femke"), dossiers[:1])
    assert terug == b.Overdracht((dossiers[0],), 0)


def test_what_the_session_does_not_see_stays_and_is_counted(duinveste: Any, databank: Any) -> None:
    duinveste.begin("femke")
    databank.beheer("delete from delen_toegang")
    assert doe(duinveste, "joris", b.draag_over, lid(duinveste, "femke"), lid(duinveste, "joris")) == b.Overdracht((), 1)


def test_another_organisation_sees_and_changes_nothing(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    assert doe(duinveste, "harm", b.behandelaars, d) == []
    with pytest.raises(Onbekend):
        doe(duinveste, "wout", b.neem_op_je, d)
    with pytest.raises(b.NietBijUw):
        doe(duinveste, "femke", b.wijs_toe, d, lid(duinveste, "harm"))
    assert doe(duinveste, "harm", b.draag_over, lid(duinveste, "femke"), lid(duinveste, "harm")) == b.Overdracht((), 0)
    doe(duinveste, "harm", b.neem_op_je, d)  # the corporation has a handler of its own
    assert [x.lidmaatschap for x in doe(duinveste, "femke", b.behandelaars, d)] == [lid(duinveste, "femke")]


def test_nobody_need_handle_it(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    doe(duinveste, "femke", b.laat_los, d)
    assert doe(duinveste, "femke", b.caseload, lid(duinveste, "femke")) == []
    assert isinstance(d, UUID)


@pytest.mark.parametrize(("wie", "zin"), [("harm", "werkt vandaag niet bij uw organisatie"), ("niemand", "werkt vandaag niet bij uw organisatie")])
def test_the_core_refuses_a_handler_of_elsewhere_when_a_dossier_begins(duinveste: Any, wie: str, zin: str) -> None:
    s, id_ = duinveste.sessie("femke"), uuid4()
    behandelaar = 999_999 if wie == "niemand" else lid(duinveste, wie)
    with pytest.raises(Geweigerd) as e:
        kern.leg_vast(s, Opdracht(uuid4(), (), begin=(Begin(id_, "zaak", ("overlastprotocol",), None, behandelaar),)))
    assert zin in e.value.bezwaren[0].melding
    assert duinveste.databank.beheer("select count(*) from dossier_dossier where id = %s", id_) == [(0,)]


def test_the_core_refuses_a_handler_whose_membership_ended_or_who_has_no_role(duinveste: Any) -> None:
    s, joris = duinveste.sessie("femke"), lid(duinveste, "joris")

    def begin() -> str:
        with pytest.raises(Geweigerd) as e:
            kern.leg_vast(s, Opdracht(uuid4(), (), begin=(Begin(uuid4(), "zaak", ("overlastprotocol",), None, joris),)))
        return str(e.value.bezwaren[0].melding)

    kern.leg_vast(s, Opdracht(uuid4(), (), begin=(Begin(uuid4(), "zaak", ("overlastprotocol",), None, joris),)))
    duinveste.databank.beheer("update partijen_lidrol set tot = '2026-01-22' where lidmaatschap = %s", joris)
    assert "geen rol" in begin()
    duinveste.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-22' where id = %s", joris)
    assert "werkt vandaag niet bij uw organisatie" in begin()
