# SPDX-License-Identifier: EUPL-1.2
"""What the timeline says of a fact: sentences and labels, never the name of a field, a role or a norm."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from paginaproef import woorden

PAD = "/dossier/WR-2026-0001/"


def test_yes_and_no_are_said_as_what_they_mean(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    klacht = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=klacht, kanaal="zorgaanbieder", ernstig=True, na_22_uur=False, omschrijving="Muziek")
    duinveste.leg_vast("femke", d, "melder_gesproken", over=[klacht], zonder_zorg_en_verhuur=True)
    t = woorden(als("femke").get(PAD))
    assert "Binnengekomen bij: zorgaanbieder" in t
    assert "Wat er gebeurde: Muziek" in t
    assert "Ernstig incident. Overlast vóór 22 uur." in t
    assert "Over zorg en intermediaire verhuur is gezwegen." in t
    assert not re.search(r"\b(na 22 uur: |zonder zorg en verhuur|Ja: |Nee: )", t)


def test_a_waiver_names_the_agreement_and_not_its_number(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    klacht = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=klacht, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "afgezien", over=[klacht], norm="TW-B1.50", reden="De buren zijn vrienden")
    t = woorden(als("femke").get(PAD))
    assert "Afspraak: De zorgaanbieder kiest bij een burenconflict eerst voor buurtbemiddeling." in t
    assert "Reden: De buren zijn vrienden" in t
    assert "Afspraak: TW-B1.50" not in t


def test_the_norm_of_a_duty_says_who(duinveste: Any, als: Any) -> None:
    duinveste.leg_vast("femke", duinveste.begin("femke"), "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    t = woorden(als("femke").get(PAD))
    assert "De zorgaanbieder neemt zo snel mogelijk contact op met de melder, in elk geval binnen twee werkdagen." in t
    assert "De zorgaanbieder meldt de overlast bij het MZWO." in t
