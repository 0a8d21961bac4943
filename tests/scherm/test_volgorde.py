# SPDX-License-Identifier: EUPL-1.2
"""Two facts of one day, of which one has a time: the page says which counts first, and why."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from paginaproef import woorden

PAD = "/dossier/WR-2026-0001/"
DAG = "2026-01-23"


def test_what_has_no_time_counts_last_and_the_preview_says_so(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", op=f"{DAG} 08:40")
    zonder = {"op": "23-01-2026", "f-kanaal": "zorgaanbieder"}
    t = woorden(als("femke").post(f"{PAD}handeling/klacht_ontvangen/volgt/", zonder))
    assert "Op vrijdag 23 januari staat ook: overlastklacht ontvangen om 8.40 uur." in t
    assert "Wat geen tijd heeft, telt als het laatste van de dag. Dit telt dus daarna. Was het eerder? Vul dan de tijd in." in t
    t = woorden(als("femke").post(f"{PAD}handeling/klacht_ontvangen/volgt/", zonder | {"tijd": "8.50"}))
    assert "In welke volgorde" not in t  # both have a time: nothing is in doubt


def test_why_a_duty_came_names_what_else_happened_that_day(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", op=f"{DAG} 08:40")
    plichten = duinveste.databank.beheer("select id from dossier_plicht where dossier = %s and ding = %s", d, k)
    t = " ".join(woorden(als("femke").get(f"{PAD}waarom/plicht/{i}/")) for (i,) in plichten)
    assert "In welke volgorde de aanleiding telt" in t and "overlastklacht ontvangen om 8.40 uur" in t and "Vul dan de tijd in" not in t
