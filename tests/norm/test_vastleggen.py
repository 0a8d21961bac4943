# SPDX-License-Identifier: EUPL-1.2
"""A fact about to be recorded: refused, recorded with its breach, or warned about; and the rights on one fact type by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wijkregie.norm.afleiding.handelingen import handelingen, handelingen_van
from wijkregie.norm.afleiding.leid_af import afleider, leid_af
from wijkregie.norm.afleiding.vastleggen import Bezwaar, toetsing_van_feit
from wijkregie.norm.proef.invoer import FeitenLezer

from .hulp import feit, klacht, zaak

K = [klacht("2026-03-01")]
LEEG = "hoofdstuk: leeg\n"


def toets(blad: str, bewaakt: str = "brief") -> str:
    return f"toetsen:\n  t: {{norm: N-0, bewaakt: {bewaakt}, alle: [{{norm: N-1, wat: het is gedaan, {blad}}}]}}\n"


def bezwaren(regels: str, daad: dict[str, Any], *rollen: str, eerder: list[dict[str, Any]] = K) -> list[Bezwaar]:
    d = zaak(regels, [*eerder, daad | {"id": "nieuw"}])._dossier(None)
    return toetsing_van_feit(d.regelset, d.feiten, "nieuw", rollen or ("zorg",))


BRIEF = feit("brief", "2026-03-02", "k1", door="zorg")
BEZOEK = feit("bezoek", "2026-03-02", "k1", door="zorg")


@pytest.mark.parametrize(
    ("blad", "daad", "weigert", "uitkomst"),
    [
        ("eis: bestaat gedaan", BRIEF, True, "nee"),
        ("eis: (laatste klacht_ontvangen).ernstig", BRIEF, True, "onbekend"),
        ("eis: bestaat gedaan", BEZOEK, False, "nee"),
        ("eis: bestaat gedaan, hardheid: doorgaans, afwijken: zorg", BRIEF, True, "nee"),
        ("eis: bestaat gedaan, hardheid: advies", BRIEF, False, "nee"),
    ],
)
def test_a_gate(blad: str, daad: dict[str, Any], weigert: bool, uitkomst: str) -> None:
    (b,) = bezwaren(toets(blad, daad["feit"]), daad)
    assert (b.soort, b.weigert, b.norm, b.wat, b.uitkomst, b.toets) == ("toets", weigert, ("N-1",), "het is gedaan", uitkomst, "t")
    assert b.schending is (not weigert and "advies" not in blad)
    assert b.beslist_door == (("klacht_ontvangen",) if uitkomst == "onbekend" else ())
    assert b.categorieen == {"gewoon"}
    assert bool(b.afwijken) is ("afwijken" in blad)


def test_a_gate_that_passes_objects_to_nothing() -> None:
    gedaan = feit("gedaan", "2026-03-01", "k1", door="zorg")
    assert bezwaren(toets("eis: bestaat gedaan"), BRIEF, eerder=[*K, gedaan]) == []
    assert bezwaren(toets("eis: bestaat brief"), BRIEF)  # the act itself does not count


def test_a_deviation_recorded_with_it_lets_it_pass() -> None:
    anders = feit("afwijking_gemotiveerd", "2026-03-02", "k1", door="zorg", velden={"norm": "N-1", "reden": "haast"})
    regel = toets("eis: bestaat gedaan, hardheid: doorgaans, afwijken: zorg")
    assert bezwaren(regel, BRIEF, eerder=[*K, anders]) == []


def test_an_act_without_its_ground_is_refused() -> None:
    regel = "toetsen:\n  t: {norm: N-0, bewaakt: brief, kies: {veld: dit.grond, takken: {a: {norm: N-1, eis: ja}, b: {norm: N-2, eis: ja}}}}\n"
    (b,) = bezwaren(regel, BRIEF)
    assert (b.weigert, b.uitkomst, b.norm) == (True, "onbekend", ("N-0",))
    assert bezwaren(regel, BRIEF | {"grond": "a"}) == []


def test_rights() -> None:
    (b,) = bezwaren(LEEG, BRIEF, "agent")
    assert (b.soort, b.weigert) == ("recht", True)
    assert bezwaren(LEEG, BRIEF, "begeleider") == []  # a special case of the role that may
    recht = "rechten: {r: {norm: N-3, rol: agent, feit: brief, als: bestaat gedaan}}\n"
    (b,) = bezwaren(recht, BRIEF, "agent")
    assert (b.norm, b.uitkomst) == (("N-3",), "nee")
    assert bezwaren(recht, BRIEF, "agent", eerder=[*K, feit("gedaan", "2026-03-01", "k1", door="zorg")]) == []


def test_what_may_not_exist_is_refused_wherever_it_came_from() -> None:
    regel = "bestaan: {b: {norm: N-4, niet: zorg, wat: geen zorg hier}}\n"
    (b,) = bezwaren(regel, feit("zorgnotitie", "2026-03-02", "k1", door="zorg", tekst="x"))
    assert (b.soort, b.weigert, b.norm, b.wat) == ("bestaan", True, ("N-4",), "geen zorg hier")
    assert bezwaren(regel, BRIEF) == []


def test_the_rights_on_one_type_are_those_of_the_whole_state() -> None:
    regels = (
        toets("eis: bestaat gedaan over ding").replace("bewaakt: brief", "bewaakt: brief, per: klacht")
        + "rechten: {r: {norm: N-3, rol: agent, feit: brief, als: bestaat gedaan}}\n"
    )
    d = zaak(regels, [*K, klacht("2026-03-02", "k2"), feit("gedaan", "2026-03-02", "k2", door="zorg")])._dossier(None)
    dag = date(2026, 3, 3)
    stand = leid_af(d.regelset, d.feiten, dag)
    for soort in stand.afleider.regels.feiten:
        los = handelingen_van(afleider(d.regelset, d.feiten, dag), soort, frozenset({"zorg", "agent"}))
        heel = [h for h in handelingen(stand.afleider, stand.toetsen) if h.feit == soort and {"zorg", "agent"} & set(h.rollen)]
        assert [(h.rollen, h.ding, h.mag) for h in los] == [(h.rollen, h.ding, h.mag) for h in heel]
    assert handelingen_van(stand.afleider, "contract", frozenset({"agent"})) == []


def test_a_reader_knows_what_the_dossier_holds() -> None:
    d = zaak(LEEG, [*K, {"op": "2026-03-02", "id": "r1", "rectificeer": "f1", "wordt": {"ernstig": "ja"}}])._dossier(None)
    w = next(iter(d.regelset.versies.values()))[0].wereld
    lezer = FeitenLezer.bij(w, d.feiten, "formulier")
    assert lezer.lees(feit("gebeld", "2026-03-03", "k1", door="zorg"), 3, []) is not None
    assert lezer.lees({"op": "2026-03-03", "rectificeer": "r1", "intrekken": "ja"}, 4, []) is not None
    assert lezer.lees(feit("gebeld", "2026-03-03", "k9", door="zorg"), 5, ["over"]) is None
    assert lezer.lees(feit("gebeld", "2026-03-03", "k1", id="f1"), 6, []) is None
    assert lezer.lees(feit("gebeld", "2026-03-03", "k1", nr=1), 7, []) is None
    assert [f.melding for f in lezer.fouten] == ["K9 is nog niet geopend.", "Het nummer f1 is al gebruikt.", "Nummer 1 is al gebruikt."]
