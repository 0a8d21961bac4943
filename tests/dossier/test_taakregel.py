# SPDX-License-Identifier: EUPL-1.2
"""What the rule of a duty says about doing it, where no single act ends it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from wijkregie.dossier.taakregel import ding_zegt_het, houden
from wijkregie.scherm.paginas.taakrij import Rijmaker

TA = ("amsterdam", "treiteraanpak")


def handeling(rol: str, regel: str) -> str | None:
    sessie: Any = SimpleNamespace(gemeente_code="amsterdam", rollen=(rol,))
    taak: Any = SimpleNamespace(doe=(), protocol="treiteraanpak", regel=regel)
    return Rijmaker(sessie, None, {}).handeling(taak)  # type: ignore[arg-type]


def test_a_duty_that_a_state_ends_knows_what_brings_it_about() -> None:
    assert houden(*TA, "profielen_leveren") == ("aangemeld_bij_trajectbureau",)
    assert houden(*TA, "actie_uitvoeren") == houden(*TA, "bestaat_niet") == ()


@pytest.mark.parametrize(
    ("rol", "regel", "feit"),
    [
        ("vangnet", "profielen_leveren", "aangemeld_bij_trajectbureau"),
        ("vangnet", "kopie_van_aanmelding", "aanmelding_in_kopie_gestuurd"),
        ("politie", "profielen_leveren", None),
    ],
)
def test_its_button_goes_to_that_form_for_who_may_record_it(rol: str, regel: str, feit: str | None) -> None:
    assert handeling(rol, regel) == feit


def test_a_thing_says_what_the_duty_rests_on_only_if_each_trigger_opens_it() -> None:
    assert ding_zegt_het(*TA, "actie_uitvoeren") and ding_zegt_het(*TA, "signaal_duiden")
    assert not ding_zegt_het(*TA, "aanmelden_voor_restart") and not ding_zegt_het(*TA, "bestaat_niet")
