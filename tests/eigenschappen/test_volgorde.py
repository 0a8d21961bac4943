# SPDX-License-Identifier: EUPL-1.2
"""The order in which facts are given or recorded tells nothing that their dates do not tell (ontwerp 2 and 5)."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .maken import BEGIN, Feit, later, ongeordend, proeven, reeksen, scenario, zonder
from .omgeving import OMGEVINGEN, Omgeving

RUSTIG = proeven(30)
PEIL = dt.date(2026, 10, 1)
# Whether something was recorded late or against what was known then is what the order of recording decides, and nothing else.
HANGT_AF_VAN_VASTLEGGEN = ("schendingen", "zonder_grond")
NIET_VERGELEKEN = ("vastgelegd_laat", "waarom", "aanleiding", "id", "ids")


def met_rectificaties(reeks: list[Feit], toeval: random.Random) -> list[Feit]:
    """Some facts withdrawn, moved a day or given to another role, some of those corrections withdrawn again."""
    nr, extra = len(reeks), []
    for doel in toeval.sample(reeks, min(3, len(reeks))):
        nr += 1
        rectificatie: dict[str, Any] = {"op": PEIL.isoformat(), "rectificeer": doel["id"], "id": f"r{nr}", "nr": nr, "reden": "fout"}
        rectificatie["door"] = doel["door"]
        vroeger = (dt.date.fromisoformat(doel["op"]) - dt.timedelta(days=1)).isoformat()
        rectificatie |= {"intrekken": "ja"} if toeval.random() < 0.4 else {"wordt": {"op": vroeger}}
        extra.append(rectificatie)
        if toeval.random() < 0.5:
            nr += 1
            extra.append(
                {
                    "op": PEIL.isoformat(),
                    "rectificeer": rectificatie["id"],
                    "intrekken": "ja",
                    "id": f"r{nr}",
                    "nr": nr,
                    "reden": "toch",
                    "door": doel["door"],
                }
            )
    return reeks + extra


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data(), toeval=st.randoms(use_true_random=False))
def test_volgorde_van_invoer_doet_niets(omgeving: Omgeving, data: st.DataObject, toeval: random.Random) -> None:
    feiten = met_rectificaties(data.draw(reeksen(omgeving.vocabulaire)), toeval)
    geschud = toeval.sample(feiten, len(feiten))
    for op in (PEIL, BEGIN + dt.timedelta(days=100)):
        een, ander = (scenario(f, omgeving.bibliotheek, omgeving.protocol).stand(op) for f in (feiten, geschud))
        assert een == ander


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data(), toeval=st.randoms(use_true_random=False))
def test_volgorde_van_vastleggen_raakt_alleen_wat_te_laat_is_vastgelegd(
    omgeving: Omgeving, data: st.DataObject, toeval: random.Random
) -> None:
    feiten = later(data.draw(reeksen(omgeving.vocabulaire, uniek=True)), PEIL)
    nummers = toeval.sample(range(1, len(feiten) + 1), len(feiten))
    anders = [{**f, "nr": nr} for f, nr in zip(feiten, nummers, strict=True)]
    een, ander = (
        ongeordend(zonder(scenario(f, omgeving.bibliotheek, omgeving.protocol).stand(PEIL), HANGT_AF_VAN_VASTLEGGEN, NIET_VERGELEKEN))
        for f in (feiten, anders)
    )
    assert een == ander
