# SPDX-License-Identifier: EUPL-1.2
"""`volgende_wisseling` misses no day on which the state changes by itself (ontwerp 5, Time)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .maken import BEGIN, Stand, proeven, reeksen, scenario, zonder
from .omgeving import OMGEVINGEN, Omgeving

RUSTIG = proeven(12)
# These three follow from dates in a query and are never stored, so their change is no switch.
OPEN = {"open": "open", "dreigt": "open", "te_laat": "open"}


def gevouwen(stand: Stand) -> Stand:
    def vouw(waarde: Any) -> Any:
        if isinstance(waarde, dict):
            return {k: OPEN.get(v, v) if k == "status" else vouw(v) for k, v in waarde.items()}
        return [vouw(v) for v in waarde] if isinstance(waarde, list) else waarde

    gevuld: Stand = vouw(zonder(stand, ("volgende_wisseling",), ("waarom",)))
    return gevuld


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data())
def test_geen_wisseling_gemist(omgeving: Omgeving, data: st.DataObject) -> None:
    """Each day against the day before, both with what was known the day before: what differs came by time alone."""
    feiten = data.draw(reeksen(omgeving.vocabulaire, maximum=10, dagen=70))
    proef = scenario(feiten, omgeving.bibliotheek, omgeving.protocol)
    for verder in range(0, 130):
        gisteren = BEGIN + dt.timedelta(days=verder)
        vandaag = gisteren + dt.timedelta(days=1)
        was = proef.stand(gisteren, gisteren)
        wordt = proef.stand(vandaag, gisteren)
        wisseling = was["volgende_wisseling"]
        assert wisseling is None or wisseling > gisteren.isoformat()
        if gevouwen(was) != gevouwen(wordt):
            anders = [k for k in was if gevouwen(was)[k] != gevouwen(wordt)[k]] if was.keys() == wordt.keys() else ["keys"]
            assert wisseling == vandaag.isoformat(), f"missed on {vandaag}: {anders} changed, foretold {wisseling}"


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
@RUSTIG
@given(data=st.data())
def test_ook_ver_vooruit_niets_gemist(omgeving: Omgeving, data: st.DataObject) -> None:
    """After the last fact, jumping from switch to switch gives the same as looking every week in between."""
    feiten = data.draw(reeksen(omgeving.vocabulaire, maximum=10, dagen=40))
    proef = scenario(feiten, omgeving.bibliotheek, omgeving.protocol)
    dag, einde = BEGIN + dt.timedelta(days=41), BEGIN + dt.timedelta(days=500)
    for _ in range(40):
        stand = proef.stand(dag)
        wisseling = stand["volgende_wisseling"]
        grens = min(dt.date.fromisoformat(wisseling), einde) if wisseling else einde
        for tussen in range(1, (grens - dag).days, 7):
            later = dag + dt.timedelta(days=tussen)
            assert gevouwen(proef.stand(later)) == gevouwen(stand), f"differs on {later}, foretold {wisseling} on {dag}"
        if grens >= einde:
            return
        dag = grens
