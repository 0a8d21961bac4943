# SPDX-License-Identifier: EUPL-1.2
"""A sharing rule may ask who receives: it is then one rule for each role that it names, and a notion that asks it follows."""

from __future__ import annotations

from typing import Any

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.proef.dekking import dekking

from .hulp import bibliotheek, feit, klacht, zaak, zicht

DAG = "2026-03-05"
GRONDEN = "gronden:\n  taak: {norm: N-9, is: ja}\n"
GEEF = "norm: N-1, doel: hulp, grond: taak, aan: [corporatie, agent, zorg], gegevens: zorg"
TAFEL = "begrippen:\n  zit_erbij: {norm: N-3, per: overleg, is: 'enig a in aanwezig(ding): a.partij in onder(ontvanger)'}\n"
OVERLEG = [klacht("2026-03-01"), feit("overleg_gepland", "2026-03-02", "k1", opent="o1", door="wijk", gepland=DAG)]


def aan_tafel(*partijen: str) -> list[dict[str, Any]]:
    return [*OVERLEG, *(feit("aangekomen", DAG, "o1", door="wijk", partij=p) for p in partijen)]


def wie(als: str, feiten: list[dict[str, Any]], kop: str = "", **meer: Any) -> set[str]:
    regels = f'{GRONDEN}{kop}delen:\n  d: {{{GEEF}, als: "{als}"}}\n'
    return {rol for rol in ("corporatie", "agent", "zorg", "begeleider", "wijk") if zicht(regels, feiten, DAG, rol=rol, **meer)}


def test_who_is_named_in_a_fact_receives_and_the_others_do_not() -> None:
    gestuurd = [klacht("2026-03-01"), feit("gedaan", "2026-03-02", "k1", door="wijk", aan=["corporatie"])]
    assert wie("bestaat gedaan waar ontvanger in f.aan", gestuurd) == {"corporatie"}
    assert wie("bestaat gedaan waar ontvanger in f.aan", [klacht("2026-03-01")]) == set()


def test_what_the_receiver_recorded_itself() -> None:
    """By itself or in a role under it, as `door` says everywhere."""
    assert wie("bestaat klacht_ontvangen door ontvanger", [klacht("2026-03-01")]) == {"zorg"}
    assert wie("bestaat klacht_ontvangen door ontvanger", [{**klacht("2026-03-01"), "door": "wijk"}]) == set()


def test_who_sits_at_the_table_hears_it_also_by_a_special_case_of_its_role() -> None:
    als = "enig o in overleg: o.zit_erbij"
    assert wie(als, aan_tafel("agent"), TAFEL) == {"agent"}
    assert wie(als, aan_tafel("begeleider", "corporatie"), TAFEL) == {"zorg", "corporatie"}
    assert wie(als, OVERLEG, TAFEL) == set()


BEZET = "begrippen:\n  loopt: {norm: N-3, per: overleg, is: 'bestaat aangekomen over ding'}\n"


def test_a_table_gives_only_to_the_organisations_that_sit_there() -> None:
    regel = f"{GRONDEN}{BEZET}delen:\n  d: {{{GEEF}, tafel: loopt}}\n"
    zit = [*OVERLEG, feit("aangekomen", DAG, "o1", door="wijk", partij="begeleider", organisatie="Linde")]
    assert {rol for rol in ("corporatie", "agent", "zorg") if zicht(regel, zit, DAG, rol=rol)} == {"zorg"}
    assert zicht(regel, OVERLEG, DAG, rol="zorg") == []
    with pytest.raises(InvoerFout, match="zegt niet aan welke tafel"):
        bibliotheek(f"{GRONDEN}{BEZET}delen:\n  d: {{{GEEF}, tafel: bestaat_niet}}\n")


def test_the_same_notion_says_another_thing_of_each_receiver() -> None:
    """A notion is remembered per day: what it said of one receiver is not what it says of the next."""
    kop = TAFEL + "  hoort_het: {norm: N-3, is: 'enig o in overleg: o.zit_erbij'}\n"
    assert wie("hoort_het", aan_tafel("agent"), kop) == {"agent"}


def test_a_covenant_is_asked_of_who_receives() -> None:
    bezetting = [{"rol": r, "organisatie": o, "van": "2026-01-01"} for r, o in (("corporatie", "De Eik"), ("agent", "Eenheid"))]
    om = {"bezetting": bezetting, "convenanten": [{"organisatie": "De Eik", "van": "2026-01-01", "tot": DAG}]}
    assert wie("convenant(rol(ontvanger).organisatie)", OVERLEG, **om) == {"corporatie"}
    (z,) = zicht(f'{GRONDEN}delen:\n  d: {{{GEEF}, als: "convenant(rol(ontvanger).organisatie)"}}\n', OVERLEG, DAG, **om)
    assert z["tot"] == "2026-03-06"  # the end of its own covenant, not of another's


def test_a_prohibition_on_each_receiver_reaches_all_under_it() -> None:
    geef = f"{GRONDEN}delen:\n  d: {{{GEEF.replace('zorg]', 'zorg, begeleider]')}}}\n"
    verbod = '  v: {norm: N-2, verbod: ja, aan: [corporatie, zorg], gegevens: zorg, als: "bestaat klacht_ontvangen door ontvanger"}\n'
    feiten = [klacht("2026-03-01")]
    assert {r for r in ("corporatie", "agent", "zorg", "begeleider") if zicht(geef + verbod, feiten, DAG, rol=r)} == {"corporatie", "agent"}


def test_one_rule_becomes_one_for_each_receiver_and_only_if_it_asks() -> None:
    bib = bibliotheek(f'{GRONDEN}delen:\n  d: {{{GEEF}, als: "bestaat gedaan waar ontvanger in f.aan"}}\n  e: {{{GEEF}, als: bestaat gedaan}}\n')
    delen = bib.alles()[0].delen
    assert [(r.naam, r.rollen) for r in delen] == [
        ("d", ("corporatie",)),
        ("d", ("agent",)),
        ("d", ("zorg",)),
        ("e", ("corporatie", "agent", "zorg")),
    ]
    assert len({r.bron for r in delen[:3]}) == 1  # one place in the file
    assert {r.voorwaarde_categorieen for r in delen} == {frozenset({"gewoon"})}


def test_coverage_asks_whether_the_rule_was_tried_and_not_each_receiver() -> None:
    bib = bibliotheek(f'{GRONDEN}delen:\n  d: {{{GEEF}, als: "bestaat gedaan waar ontvanger in f.aan"}}\n')
    gestuurd = feit("gedaan", "2026-03-02", "k1", door="wijk", aan=["corporatie"])
    verslag = dekking([zaak("", [klacht("2026-03-01"), gestuurd], bib, verwacht=[{"op": DAG}])], bib)["stad/proef@2020-01-01"]["delen"]
    assert (verslag["totaal"], verslag["geoefend"]) == (2, 2)


PLICHT = "plichten:\n  p: {norm: N-1, wat: Doen, bij: klacht_ontvangen, wie: zorg, doe: gedaan, als: ontvanger = zorg}\n"
TOETS = TAFEL + "toetsen:\n  t: {bewaakt: brief, alle: [{norm: N-1, eis: 'enig o in overleg: o.zit_erbij'}]}\n"
DEEL = GRONDEN + f'delen:\n  d: {{{GEEF}, als: "%s"}}\n'


@pytest.mark.parametrize(
    ("regels", "sleutel", "melding"),
    [
        (PLICHT, "plichten.p.als", "deelregel"),
        (TOETS, "toetsen.t.alle.0.eis", "deelregel"),
        ("begrippen:\n  b: {norm: N-1, is: ontvanger = zorg, uitkomst: ja}\n", "begrippen.b.is", "deelregel"),
        (DEEL % "bestaat gedaan waar ontvangr in f.aan", "delen.d.als", "Bedoelt u ontvanger?"),
        (DEEL % "zorg in onder(zrog)", "delen.d.als", "zrog is geen rol. Bedoelt u zorg?"),
        (DEEL % "onder(zorg, agent) = ontvanger", "delen.d.als", "onder(..) vraagt 1 waarde(n), er staan er 2."),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(regels: str, sleutel: str, melding: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        zaak(regels, [])
    (f,) = fout.value.fouten
    assert (f.sleutel, f.regel > 0) == (sleutel, True)
    assert melding in f.melding


def test_of_several_organisations_in_one_role_each_must_have_signed() -> None:
    bezetting = [{"rol": "corporatie", "organisatie": o, "van": "2026-01-01"} for o in ("De Eik", "De Berk")]
    getekend = [{"organisatie": o, "van": "2026-01-01", "tot": DAG} for o in ("De Eik", "De Berk")]
    als = "convenant(rol(ontvanger))"
    assert wie(als, OVERLEG, bezetting=bezetting, convenanten=getekend) == {"corporatie"}
    assert wie(als, OVERLEG, bezetting=bezetting, convenanten=getekend[:1]) == set()
    assert wie(als, OVERLEG, bezetting=bezetting[:1], convenanten=getekend[:1]) == {"corporatie"}
    assert wie(als, OVERLEG, convenanten=getekend) == set()  # nobody fills it: nobody was asked
