# SPDX-License-Identifier: EUPL-1.2
"""Proof of a norm that stands at a field: a scenario answers that question, and without the norm nobody asks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkregie.norm.proef.verantwoording import BEWEERD, UITGEVOERD, verantwoord
from wijkregie.norm.protocol.lader import EIGEN_MAP, laad_map

SCENARIOS = EIGEN_MAP / "amsterdam/treiteraanpak/scenarios"
ANTWOORDT, ZWIJGT = "wt-02-bezoek-aan-een-treiteraar.yaml", "stress-42-contact-met-slachtoffer.yaml"


@pytest.mark.parametrize(("bestand", "status"), [(ANTWOORDT, UITGEVOERD), (ZWIJGT, BEWEERD)])
def test_a_question_is_proven_by_who_answers_it(bestand: str, status: str, tmp_path: Path) -> None:
    tekst = (SCENARIOS / bestand).read_text("utf-8").replace("toont: [", "toont: [WT-07.03, ", 1).replace("WT-07.03, WT-07.04", "WT-07.04", 1)
    p = tmp_path / bestand
    p.write_text(tekst, "utf-8")
    rijen = verantwoord(laad_map(), EIGEN_MAP / "registers", [p], bewijs=True, alleen=["WT-07.03"])
    assert [r["status"] for r in rijen] == [status], rijen
