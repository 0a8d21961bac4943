# SPDX-License-Identifier: EUPL-1.2
"""Consent is withdrawn while partners have the dossier open: their page asks within ten seconds, and then it is gone."""

from __future__ import annotations

from typing import Any

from .klacht import VERS, Mensen, houdt_bij_wat_hij_vraagt, is_weg_na_een_vraag


def vraagt(r: Any) -> bool:
    return VERS in r.url


def test_what_is_withdrawn_leaves_an_open_page(mens: Mensen, met_klacht: str) -> None:
    femke, rosa, harm = (mens(wie).log_in() for wie in ("femke", "rosa", "harm"))
    with rosa.p.expect_response(vraagt, timeout=60_000), harm.p.expect_response(vraagt, timeout=60_000):
        for partner in (rosa, harm):
            partner.ga(f"/dossier/{met_klacht}/").leest("Daan Wilgenroos", "Harde muziek")
    for partner in (rosa, harm):
        partner.leest("Harde muziek")  # it asked, and may stay

    femke.ga(f"/dossier/{met_klacht}/").kies("Toestemming", "Toestemming intrekken")
    femke.leest("Wie ziet wat: dit stopt", "Woonstichting De Eik", "Ziet niet meer wat anderen vastleggen over: naam en geboortedatum")
    femke.leest("kan het contract niet op eigen naam komen")
    vragen = {partner: houdt_bij_wat_hij_vraagt(partner.leest("Harde muziek")) for partner in (rosa, harm)}
    femke.vult_in({})
    for gevraagd in vragen.values():
        gevraagd.clear()
    for partner, gevraagd in vragen.items():
        is_weg_na_een_vraag(partner, "Harde muziek", gevraagd)
    rosa.keur().leest_niet("Wilgenroos", "Harde muziek", met_klacht)
    harm.keur().leest_niet("Wilgenroos", "Harde muziek").leest("De overlast oplossen")  # its own task, without whom it is about

    femke.ga(f"/dossier/{met_klacht}/").leest("Daan Wilgenroos", "Toestemming ingetrokken")


def test_without_script_a_page_asks_nothing_and_works(mens: Mensen, met_klacht: str) -> None:
    harm = mens("harm", js=False).log_in()
    gevraagd: list[str] = []
    harm.p.on("request", lambda r: gevraagd.append(r.url))
    harm.ga(f"/dossier/{met_klacht}/").leest("Harde muziek")
    harm.p.wait_for_timeout(9_000)
    assert not [u for u in gevraagd if VERS in u]
