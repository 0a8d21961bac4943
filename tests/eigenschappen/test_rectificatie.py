# SPDX-License-Identifier: EUPL-1.2
"""Rectifications lie over each other in order of recording; withdrawing one restores what it replaced (ontwerp 5, Correction)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .maken import Feit, Vocabulaire, later, ongeordend, proeven, reeksen, scenario, zonder
from .omgeving import MINI, OMGEVINGEN, Omgeving

RUSTIG = proeven(30)
PEIL = dt.date(2026, 10, 1)


def rectificatie(nr: int, doel: Feit, **inhoud: Any) -> Feit:
    return {"op": PEIL.isoformat(), "rectificeer": doel["id"], "id": f"r{nr}", "nr": nr, "door": doel["door"], "reden": "proef", **inhoud}


def patch(data: st.DataObject, feit: Feit, voc: Vocabulaire, ook_op: bool) -> Feit:
    """A small change: another date, or a janee field given, turned or emptied."""
    velden = [v for v, vorm in (voc.feiten[feit["feit"]].get("velden") or {}).items() if vorm["soort"] == "janee"]
    anders: Feit = {v: data.draw(st.sampled_from(["ja", "nee", None])) for v in velden}
    if ook_op and (not anders or data.draw(st.booleans())):
        anders["op"] = (dt.date.fromisoformat(feit["op"]) - dt.timedelta(days=data.draw(st.integers(1, 20)))).isoformat()
    return anders


def met_de_hand(feit: Feit, wijzigingen: list[Feit]) -> Feit:
    samen = {**feit, **{k: v for w in wijzigingen for k, v in w.items()}}
    return {k: v for k, v in samen.items() if v is not None}


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data())
def test_intrekken_van_een_rectificatie_herstelt(omgeving: Omgeving, data: st.DataObject) -> None:
    feiten = later(data.draw(reeksen(omgeving.vocabulaire)), PEIL)
    doel = data.draw(st.sampled_from(feiten))
    inhoud: dict[str, Any] = (
        {"intrekken": "ja"} if data.draw(st.booleans()) else {"wordt": patch(data, doel, omgeving.vocabulaire, ook_op=True)}
    )
    fout = rectificatie(len(feiten) + 1, doel, **inhoud)
    terug = rectificatie(len(feiten) + 2, fout, intrekken="ja")
    voor, na = (scenario(f, omgeving.bibliotheek, omgeving.protocol).stand(PEIL) for f in (feiten, [*feiten, fout, terug]))
    assert zonder(voor, sleutels=("waarom",)) == zonder(na, sleutels=("waarom",))


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data())
def test_rectificaties_zijn_wat_er_met_de_hand_van_komt(omgeving: Omgeving, data: st.DataObject) -> None:
    """A stack of patches, some of them withdrawn, against the same facts written right at once."""
    feiten = later(data.draw(reeksen(omgeving.vocabulaire)), PEIL)
    plek = data.draw(st.integers(0, len(feiten) - 1))
    nr, gelden, extra = len(feiten), [], []
    for _ in range(data.draw(st.integers(1, 4))):
        nr += 1
        wijziging = patch(data, feiten[plek], omgeving.vocabulaire, ook_op=True)
        extra.append(rectificatie(nr, feiten[plek], wordt=wijziging))
        if data.draw(st.booleans()):
            gelden.append(wijziging)
        else:
            nr += 1
            extra.append(rectificatie(nr, extra[-1], intrekken="ja"))
    goed = [met_de_hand(f, gelden) if i == plek else f for i, f in enumerate(feiten)]
    _gelijk(omgeving, [*feiten, *extra], goed)


@RUSTIG
@given(data=st.data())
def test_rectificatie_van_een_rectificatie(data: st.DataObject) -> None:
    """A correction corrected: the fact is what the last says; withdrawn, withdrawn again, it is what it was."""
    feiten = later(data.draw(reeksen(MINI.vocabulaire)), PEIL)
    plek = data.draw(st.integers(0, len(feiten) - 1))
    doel = feiten[plek]
    eerste, tweede = patch(data, doel, MINI.vocabulaire, ook_op=True), patch(data, doel, MINI.vocabulaire, ook_op=False)
    r1 = rectificatie(len(feiten) + 1, doel, wordt=eerste)
    r2 = rectificatie(len(feiten) + 2, r1, wordt=tweede)
    r3 = rectificatie(len(feiten) + 3, r2, intrekken="ja")
    r4 = rectificatie(len(feiten) + 4, r3, intrekken="ja")
    reeks = [r1, r2, r3, r4] if tweede else [r1]
    verwacht = [[eerste], [eerste, tweede], [eerste], [eerste, tweede]]
    for n in range(1, len(reeks) + 1):
        goed = [met_de_hand(f, verwacht[n - 1]) if i == plek else f for i, f in enumerate(feiten)]
        _gelijk(MINI, [*feiten, *reeks[:n]], goed)


@RUSTIG
@given(data=st.data())
def test_intrekken_laat_de_rest_staan(data: st.DataObject) -> None:
    """A withdrawn fact that opened or triggered nothing might as well never have been written."""
    feiten = later(data.draw(reeksen(MINI.vocabulaire)), PEIL)
    stil = [
        f for f in feiten if f["feit"] in ("klacht_beantwoord", "bezoek_gebracht", "ingelicht", "verslag_gemaakt", "evaluatie_gehouden")
    ]
    if not stil:
        return
    doel = data.draw(st.sampled_from(stil))
    weg = rectificatie(len(feiten) + 1, doel, intrekken="ja")
    _gelijk(MINI, [*feiten, weg], [f for f in feiten if f is not doel])


def _gelijk(omgeving: Omgeving, een: list[Feit], ander: list[Feit]) -> None:
    """Equal but for what hangs on what was known at recording, which a rectification by its nature changes."""
    standen = [
        ongeordend(
            zonder(
                scenario(f, omgeving.bibliotheek, omgeving.protocol).stand(PEIL),
                ("schendingen", "zonder_grond"),
                ("waarom", "vastgelegd_laat"),
            )
        )
        for f in (een, ander)
    ]
    assert standen[0] == standen[1]
