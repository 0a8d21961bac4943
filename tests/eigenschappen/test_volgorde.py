# SPDX-License-Identifier: EUPL-1.2
"""The order in which facts are given or recorded tells nothing that their dates do not tell."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .maken import BEGIN, Feit, later, ongeordend, reeksen, zonder
from .omgeving import OMGEVINGEN, Omgeving

PEIL = dt.date(2026, 10, 1)
TOEVAL = st.randoms(use_true_random=False)
# Whether something was recorded late or against what was known then is what the order of recording decides, and nothing else.
HANGT_AF_VAN_VASTLEGGEN = ("schendingen", "zonder_grond")
NIET_VERGELEKEN = ("vastgelegd_laat", "waarom", "aanleiding", "id", "ids")


def met_rectificaties(reeks: list[Feit], toeval: random.Random) -> list[Feit]:
    """Some facts withdrawn or moved a day, some of those corrections withdrawn again."""
    extra: list[Feit] = []

    def erbij(doel: Feit, **inhoud: Any) -> Feit:
        nr = len(reeks) + len(extra) + 1
        extra.append({"op": PEIL.isoformat(), "rectificeer": doel["id"], "id": f"r{nr}", "nr": nr, "reden": "fout", "door": doel["door"], **inhoud})
        return extra[-1]

    for doel in toeval.sample(reeks, min(3, len(reeks))):
        vroeger = (dt.date.fromisoformat(doel["op"]) - dt.timedelta(days=1)).isoformat()
        inhoud: dict[str, Any] = {"intrekken": "ja"} if toeval.random() < 0.4 else {"wordt": {"op": vroeger}}
        rectificatie = erbij(doel, **inhoud)
        if toeval.random() < 0.5:
            erbij(rectificatie, intrekken="ja")
    return reeks + extra


@pytest.mark.parametrize("rectificaties", [False, True], ids=["feiten", "met_rectificaties"])
@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
def test_volgorde_van_invoer_doet_niets(omgeving: Omgeving, rectificaties: bool) -> None:
    """The same facts with the same numbers of recording, written in another order: the same state, to the letter."""

    @omgeving.proeven(30)
    @given(reeksen(omgeving.vocabulaire), TOEVAL)
    def proef(reeks: list[Feit], toeval: random.Random) -> None:
        feiten = met_rectificaties(reeks, toeval) if rectificaties else reeks
        geschud = toeval.sample(feiten, len(feiten))
        for op in (PEIL, BEGIN + dt.timedelta(days=100)):
            assert omgeving.stand(feiten, op) == omgeving.stand(geschud, op)

    proef()


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
def test_volgorde_van_vastleggen_raakt_alleen_wat_te_laat_is_vastgelegd(omgeving: Omgeving) -> None:
    @omgeving.proeven(30)
    @given(reeksen(omgeving.vocabulaire, uniek=True), TOEVAL)
    def proef(reeks: list[Feit], toeval: random.Random) -> None:
        feiten = later(reeks, PEIL)
        nummers = toeval.sample(range(1, len(feiten) + 1), len(feiten))
        anders = [{**f, "nr": nr} for f, nr in zip(feiten, nummers, strict=True)]
        een, ander = (ongeordend(zonder(omgeving.stand(f, PEIL), HANGT_AF_VAN_VASTLEGGEN, NIET_VERGELEKEN)) for f in (feiten, anders))
        assert een == ander

    proef()
