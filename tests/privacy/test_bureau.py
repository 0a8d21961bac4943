# SPDX-License-Identifier: EUPL-1.2
"""Who watches over privacy begins at a desk that says what waits, and can go on from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def _woorden(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_log_in_comes_out_at_the_desk(gemeente: Any, als_gemeente: Callable[[str], Any]) -> None:
    c = als_gemeente("pleun")
    assert c.get("/werk/").url == "/privacy/"
    html = c.get("/privacy/").content.decode()
    assert "Er wacht nu niets op u." in _woorden(html)
    for plek in ("/vernietigen/", "/noodtoegang/", "/belang/", "/leeslog/", "/werk/?van=eigen"):
        assert f'href="{plek}"' in html, plek
    assert c.get("/werk/?van=eigen").status_code == 200
    assert als_gemeente("femke").get("/werk/").status_code == 200


def test_the_desk_counts_what_waits_and_not_what_a_colleague_is_next_to_do(gemeente: Any, als_gemeente: Callable[[str], Any]) -> None:
    b = gemeente.databank.beheer
    d = gemeente.begin("femke")
    lijst = "insert into privacy_vernietiglijst (gemeente, dossier, gesloten_op, termijn, vanaf, voorgesteld)"
    b(f"{lijst} values (%s, %s, '2020-01-01', '1 jaar', '2021-01-02', '2021-01-02')", gemeente.gemeente, d)
    desk = _woorden(als_gemeente("pleun").get("/privacy/").content.decode())
    assert "1 besluit over vernietigen wacht op u." in desk and "1 besluit wacht op u." in desk
    ((nr,),) = b("select nummer from dossier_dossier where id = %s", d)
    als_gemeente("pleun").post(f"/vernietigen/{nr}/", {"wat": "vernietigen"})
    assert "Er wacht nu niets op u." in _woorden(als_gemeente("pleun").get("/privacy/").content.decode())
