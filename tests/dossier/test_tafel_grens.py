# SPDX-License-Identifier: EUPL-1.2
"""What a rule of a table tells, and what it does not give to a letter."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from wijkregie.dossier import afspraken
from wijkregie.dossier.delen_stand import _Kijk, _voorwaarden
from wijkregie.norm.afleiding.zicht import Zicht
from wijkregie.stukken.maken import gegund

DAG = date(2026, 3, 10)


def test_who_may_not_know_who_sits_at_the_table_does_not_hear_it_from_the_page_of_delen() -> None:
    """Whether a rule of a table gives something to an organisation tells whether it sits there today."""
    regels = afspraken.regelset("amsterdam", ("treiteraanpak",)).op(DAG, DAG)
    r = next(r for r in regels.delen if r.tafel is not None)
    weet = frozenset(c for u in _voorwaarden(r) for c in u.categorieen)
    assert r.tafel is not None and not r.tafel[1].categorieen <= weet  # it rests on more than the condition of the rule
    kijk = _Kijk.__new__(_Kijk)
    kijk.w, kijk.mag, kijk.gelezen, kijk.waar = regels.wereld, SimpleNamespace(afgeleid=weet), set(), frozenset()  # type: ignore[assignment]
    assert not kijk.bekend(r)


def test_a_letter_does_not_take_what_is_given_to_who_sits_at_a_table() -> None:
    rij = Zicht("betrokkene", "doel", "zorg", True, "inhoud", ("brief",), False, None, None, [], [], organisaties=frozenset({"1"}))
    vorm: Any = SimpleNamespace(model=SimpleNamespace(aan="betrokkene", doel="doel", deur="brief"))
    stand: Any = SimpleNamespace(zicht=[rij])
    assert gegund(stand, vorm) == {}


def test_who_signs_the_answer_to_a_reporter_may_record_that_it_went() -> None:
    w = afspraken.wereld("amsterdam")
    door = w.feiten["brief_verstuurd"].door or ()
    for rol in w.feiten["melder_beantwoord"].door or ():
        assert {rol, *w.boven(rol)} & set(door), rol
