# SPDX-License-Identifier: EUPL-1.2
"""Consent is withdrawn while partners have the dossier open: within ten seconds of their own page's clock it is gone."""

from __future__ import annotations

from .klacht import Mensen, is_weg_binnen_tien_tellen, tel_vanaf_nu


def test_what_is_withdrawn_leaves_an_open_page(mens: Mensen, met_klacht: str) -> None:
    femke, rosa, harm = (mens(wie).log_in() for wie in ("femke", "rosa", "harm"))
    for partner in (rosa, harm):
        partner.ga(f"/dossier/{met_klacht}/").leest("Daan Wilgenroos", "Harde muziek")
        partner.p.wait_for_timeout(9_000)
        partner.leest("Harde muziek")  # it asked, and may stay

    femke.ga(f"/dossier/{met_klacht}/").kies("Toestemming", "Toestemming intrekken")
    femke.leest("Wie ziet wat: dit stopt", "Woonstichting De Eik", "Ziet niet meer wat anderen vastleggen over: naam en geboortedatum")
    femke.leest("kan het contract niet op eigen naam komen")
    for partner in (rosa, harm):
        tel_vanaf_nu(partner.leest("Harde muziek"))
    femke.vult_in({})
    is_weg_binnen_tien_tellen(rosa, "Harde muziek")
    is_weg_binnen_tien_tellen(harm, "Harde muziek")
    rosa.keur().leest_niet("Wilgenroos", "Harde muziek", met_klacht)
    harm.keur().leest_niet("Wilgenroos", "Harde muziek").leest("De overlast oplossen")  # its own task, without whom it is about

    femke.ga(f"/dossier/{met_klacht}/").leest("Daan Wilgenroos", "Toestemming ingetrokken")


def test_without_script_a_page_asks_nothing_and_works(mens: Mensen, met_klacht: str) -> None:
    harm = mens("harm", js=False).log_in()
    gevraagd: list[str] = []
    harm.p.on("request", lambda r: gevraagd.append(r.url))
    harm.ga(f"/dossier/{met_klacht}/").leest("Harde muziek")
    harm.p.wait_for_timeout(9_000)
    assert not [u for u in gevraagd if "/vers/" in u]
