# SPDX-License-Identifier: EUPL-1.2
"""`volgende_wisseling` misses no day on which the state changes by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from .maken import BEGIN, Feit, Stand, reeksen, scenario, zonder
from .omgeving import OMGEVINGEN, Omgeving

DAG = dt.timedelta(days=1)
# These three follow from dates in a query and are never stored, so their change is no switch. The marks that a deadline or a target
# has passed are of the same kind.
MERKEN = ("te_laat", "streef_voorbij")
OPEN = {"open": "open", "dreigt": "open", "te_laat": "open"}


def gevouwen(stand: Stand) -> Stand:
    def vouw(waarde: Any) -> Any:
        if isinstance(waarde, dict):
            return {k: OPEN.get(v, v) if k == "status" else vouw(v) for k, v in waarde.items()}
        return [vouw(v) for v in waarde] if isinstance(waarde, list) else waarde

    gevuld: Stand = vouw(zonder(stand, ("peildatum", "volgende_wisseling"), ("waarom", *MERKEN)))
    return gevuld


def verschil(een: Stand, ander: Stand) -> str:
    een, ander = gevouwen(een), gevouwen(ander)
    return "; ".join(
        f"{deel}: {[r for r in een[deel] if r not in ander[deel]]} -> {[r for r in ander[deel] if r not in een[deel]]}"
        for deel in een
        if een[deel] != ander[deel]
    )


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
def test_geen_wisseling_gemist(omgeving: Omgeving) -> None:
    """Each day against the day before, both with what was known the day before: what differs came by time alone."""
    dagen = 130 if omgeving.zwaarte == 1 else 45

    @omgeving.proeven(12)
    @given(reeksen(omgeving.vocabulaire, maximum=10, dagen=dagen // 2))
    def proef(feiten: list[Feit]) -> None:
        spel = scenario(feiten, omgeving.bibliotheek, omgeving.protocol)
        for verder in range(dagen):
            gisteren = BEGIN + verder * DAG
            was, wordt = spel.stand(gisteren, gisteren), spel.stand(gisteren + DAG, gisteren)
            wisseling = was["volgende_wisseling"]
            assert wisseling is None or wisseling > gisteren.isoformat()
            if anders := verschil(was, wordt):
                assert wisseling == (gisteren + DAG).isoformat(), f"on {gisteren} foretold {wisseling}; next day {anders}"

    proef()


@pytest.mark.parametrize("omgeving", OMGEVINGEN, ids=str)
def test_ook_ver_vooruit_niets_gemist(omgeving: Omgeving) -> None:
    """After the last fact, jumping from switch to switch passes over nothing that a look every week in between would show."""

    @omgeving.proeven(12)
    @given(reeksen(omgeving.vocabulaire, maximum=10, dagen=40))
    def proef(feiten: list[Feit]) -> None:
        spel = scenario(feiten, omgeving.bibliotheek, omgeving.protocol)
        dag, einde = BEGIN + 41 * DAG, BEGIN + 500 * DAG
        for _ in range(30):
            stand = spel.stand(dag)
            wisseling = stand["volgende_wisseling"]
            grens = min(dt.date.fromisoformat(wisseling), einde) if wisseling else einde
            for tussen in range(1, (grens - dag).days, 7 if omgeving.zwaarte == 1 else 40):
                anders = verschil(stand, spel.stand(dag + tussen * DAG))
                assert not anders, f"on {dag} foretold {wisseling}; {tussen} days later {anders}"
            if grens >= einde:
                return
            dag = grens

    proef()
