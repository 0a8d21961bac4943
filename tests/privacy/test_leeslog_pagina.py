# SPDX-License-Identifier: EUPL-1.2
"""The privacy officer finds who read a dossier; nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest


@pytest.fixture
def pleun(duinveste: Any, als: Any) -> Any:
    """Wout becomes privacy officer."""
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.privacy.inrichten import richt_in as richt_privacy_in

    duinveste.databank.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'privacyfunctionaris', %s)",
        duinveste.gemeente, duinveste.leden["wout"][0], date(2015, 1, 1),
    )  # fmt: skip
    richt_in()
    richt_privacy_in()
    return als("wout")


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    d: UUID = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def test_who_read_a_dossier_is_found_by_its_number(duinveste: Any, als: Callable[[str], Any], pleun: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    tekst = pleun.get("/leeslog/", {"dossier": zaak[1].lower()}).content.decode()
    assert ("Femke" in tekst and zaak[1] in tekst and "9." in tekst) or "Dossier" in tekst
    assert "Muziek" not in tekst
    assert "Leeslog" in pleun.get("/privacy/").content.decode()


def test_days_narrow_it_and_what_is_no_day_is_told(duinveste: Any, als: Callable[[str], Any], pleun: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    assert "Er is niets gevonden" in pleun.get("/leeslog/", {"tot": "01-01-2020"}).content.decode()
    for fout in ({"vanaf": "31-02-2026"}, {"dossier": "<script>"}, {"tot": "\x00"}):
        a = pleun.get("/leeslog/", fout)
        assert a.status_code == 400 and "<script>alert" not in a.content.decode()
    assert "Er is niets gevonden" in pleun.get("/leeslog/", {"dossier": "WR-2026-9999"}).content.decode()
    assert pleun.get("/leeslog/", {"voor": "99999999999999999999"}).status_code in (200, 400)


def test_looking_into_the_log_is_logged(duinveste: Any, als: Callable[[str], Any], pleun: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    pleun.get("/leeslog/")
    assert duinveste.databank.beheer("select login, deur from privacy_lezing order by id desc limit 1") == [(duinveste.leden["wout"][1], "leeslog")]


def test_nobody_else_has_the_page_or_the_lines(duinveste: Any, als: Callable[[str], Any], pleun: Any, zaak: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    for wie in ("femke", "harm", "rosa"):
        assert als(wie).get("/leeslog/").status_code == 404
        assert duinveste.ziet(wie, "privacy_lezing") == [(0,)]
    assert duinveste.ziet("wout", "privacy_lezing") != [(0,)]


def test_every_door_has_words() -> None:
    """The name of a door is ours and stands in no line of the log."""
    import re
    from pathlib import Path

    from wijkregie.scherm.paginas import leeslog

    bron = "".join(p.read_text() for p in Path(leeslog.__file__).parent.glob("*.py"))
    assert set(re.findall(r'^@deur\("(\w+)"\)', bron, re.M)) <= set(leeslog.DEUREN)


def test_what_is_no_day_does_not_say_that_there_is_nothing(pleun: Any) -> None:
    html = pleun.get("/leeslog/", {"vanaf": "31-02-2026"}).content.decode()
    assert "Dit is geen datum" in html and "Er is niets gevonden" not in html and "<table" not in html
