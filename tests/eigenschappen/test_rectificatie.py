# SPDX-License-Identifier: EUPL-1.2
"""Rectifications lie over each other in order of recording; withdrawing one restores what it replaced."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .maken import Feit, Vocabulaire, later, ongeordend, reeksen, zonder
from .omgeving import MINI, OMGEVINGEN, Omgeving

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
def test_intrekken_van_een_rectificatie_herstelt(omgeving: Omgeving) -> None:
    @omgeving.proeven(30)
    @given(st.data(), reeksen(omgeving.vocabulaire))
    def proef(data: st.DataObject, reeks: list[Feit]) -> None:
        feiten = later(reeks, PEIL)
        doel = data.draw(st.sampled_from(feiten))
        weg: dict[str, Any] = {"intrekken": "ja"}
        anders: dict[str, Any] = {"wordt": patch(data, doel, omgeving.vocabulaire, ook_op=True)}
        fout = rectificatie(len(feiten) + 1, doel, **data.draw(st.sampled_from([weg, anders])))
        terug = rectificatie(len(feiten) + 2, fout, intrekken="ja")
        voor, na = omgeving.stand(feiten, PEIL), omgeving.stand([*feiten, fout, terug], PEIL)
        assert zonder(voor, sleutels=("waarom",)) == zonder(na, sleutels=("waarom",))

    proef()


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
def test_rectificaties_zijn_wat_er_met_de_hand_van_komt(omgeving: Omgeving) -> None:
    """A stack of patches, some of them withdrawn, against the same facts written right at once."""

    @omgeving.proeven(30)
    @given(st.data(), reeksen(omgeving.vocabulaire))
    def proef(data: st.DataObject, reeks: list[Feit]) -> None:
        feiten = later(reeks, PEIL)
        plek = data.draw(st.integers(0, len(feiten) - 1))
        gelden: list[Feit] = []
        extra: list[Feit] = []
        for _ in range(data.draw(st.integers(1, 4))):
            wijziging = patch(data, feiten[plek], omgeving.vocabulaire, ook_op=True)
            extra.append(rectificatie(len(feiten) + len(extra) + 1, feiten[plek], wordt=wijziging))
            if data.draw(st.booleans()):
                gelden.append(wijziging)
            else:
                extra.append(rectificatie(len(feiten) + len(extra) + 1, extra[-1], intrekken="ja"))
        gelijk(omgeving, [*feiten, *extra], [met_de_hand(f, gelden) if i == plek else f for i, f in enumerate(feiten)])

    proef()


@MINI.proeven(30)
@given(st.data(), reeksen(MINI.vocabulaire))
def test_rectificatie_van_een_rectificatie(data: st.DataObject, reeks: list[Feit]) -> None:
    """A correction corrected: the fact is what the last says; withdrawn, withdrawn again, it is what it was."""
    feiten = later(reeks, PEIL)
    plek = data.draw(st.integers(0, len(feiten) - 1))
    doel = feiten[plek]
    eerste, tweede = patch(data, doel, MINI.vocabulaire, ook_op=True), patch(data, doel, MINI.vocabulaire, ook_op=False)
    r1 = rectificatie(len(feiten) + 1, doel, wordt=eerste)
    r2 = rectificatie(len(feiten) + 2, r1, wordt=tweede)
    r3 = rectificatie(len(feiten) + 3, r2, intrekken="ja")
    r4 = rectificatie(len(feiten) + 4, r3, intrekken="ja")
    stappen = [r1, r2, r3, r4] if tweede else [r1]
    verwacht = [[eerste], [eerste, tweede], [eerste], [eerste, tweede]]
    for n in range(1, len(stappen) + 1):
        goed = [met_de_hand(f, verwacht[n - 1]) if i == plek else f for i, f in enumerate(feiten)]
        gelijk(MINI, [*feiten, *stappen[:n]], goed)


@MINI.proeven(30)
@given(st.data(), reeksen(MINI.vocabulaire))
def test_intrekken_laat_de_rest_staan(data: st.DataObject, reeks: list[Feit]) -> None:
    """A withdrawn fact that opened or triggered nothing might as well never have been written."""
    feiten = later(reeks, PEIL)
    stil = [f for f in feiten if f["feit"] in ("klacht_beantwoord", "ingelicht", "verslag_gemaakt", "evaluatie_gehouden")]
    if stil:
        doel = data.draw(st.sampled_from(stil))
        gelijk(MINI, [*feiten, rectificatie(len(feiten) + 1, doel, intrekken="ja")], [f for f in feiten if f is not doel])


def gelijk(omgeving: Omgeving, een: list[Feit], ander: list[Feit]) -> None:
    """Equal but for what hangs on what was known at recording, which a rectification by its nature changes."""
    standen = [ongeordend(zonder(omgeving.stand(f, PEIL), ("schendingen", "zonder_grond"), ("waarom", "vastgelegd_laat"))) for f in (een, ander)]
    assert standen[0] == standen[1]
