# SPDX-License-Identifier: EUPL-1.2
"""After logging off the back button shows nothing: on a shared computer the next one presses it."""

from __future__ import annotations

from typing import Any

from .stad import Stad


def test_the_back_button_shows_nothing_after_logging_off(stad: Stad, pagina: Any, webserver: str) -> None:
    sleutel = stad.als("femke").cookies["wijkregie"].value
    pagina.context.add_cookies([{"name": "wijkregie", "value": sleutel, "url": webserver}])
    pagina.goto(f"/dossier/{stad.nummer}/")
    assert "Wilgenroos" in pagina.content() or "Vlierbes" in pagina.content()
    pagina.locator("form[action='/uitloggen/']").first.evaluate("f => f.requestSubmit()")  # it stands in a folded menu
    pagina.wait_for_url("**/inloggen/**")
    pagina.go_back()
    pagina.wait_for_load_state()
    assert "Wilgenroos" not in pagina.content() and "Vlierbes" not in pagina.content()
    assert "/dossier/" not in pagina.url
