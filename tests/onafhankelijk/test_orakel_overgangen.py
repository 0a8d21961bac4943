# SPDX-License-Identifier: EUPL-1.2
"""Every event of the oracle that facts can say: what is seen right before it, and right after."""

from __future__ import annotations

from .overgangen import uitslagen

KAN_NIET = 25
"""How many rows of Amsterdam no rule of sharing can say (each with its reason in voorwaarden/): this number only goes down."""


def test_before_and_after_an_event_nobody_sees_more_or_less_than_the_oracle_says() -> None:
    verschil, _ = uitslagen("amsterdam")
    fout = [f"{rij}: " + "; ".join(x[:3]) for rij, x in verschil.items() if x]
    assert not fout, "\n".join(fout)


def test_what_cannot_be_said_only_shrinks_and_has_a_reason() -> None:
    _, stil = uitslagen("amsterdam")
    assert len(stil) == KAN_NIET
    assert not [rij for rij, reden in stil.items() if "heeft nog geen woord" in reden]
