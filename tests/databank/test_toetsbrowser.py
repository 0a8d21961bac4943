# SPDX-License-Identifier: EUPL-1.2
"""The browser that other tests stand on."""

from __future__ import annotations

from typing import Any


def test_a_page_that_is_not_there_says_so_without_breaking_the_csp(pagina: Any) -> None:
    antwoord = pagina.goto("/bestaat-niet/")
    assert antwoord.status == 404
    assert "default-src 'none'" in antwoord.headers["content-security-policy"]
    assert antwoord.headers["cache-control"] == "no-store"
    pagina.fouten[:] = [f for f in pagina.fouten if "404" not in f]
