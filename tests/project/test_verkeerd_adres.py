# SPDX-License-Identifier: EUPL-1.2
"""What Django will not read: a wrong name of the site, too much at once, and what cannot be read each have their own page."""

from __future__ import annotations

from django.core.exceptions import BadRequest, DisallowedHost, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.test import Client

from wijkregie.scherm.fouten import niet_te_lezen


def test_a_wrong_host_is_told_so_and_not_that_it_is_too_large(databank: object) -> None:
    a = Client().get("/inloggen/", headers={"host": "elders.example"})
    html = a.content.decode()
    assert a.status_code == 400 and "Dit adres klopt niet" in html and "te groot" not in html
    assert "elders.example" not in html  # what came in is not repeated


def test_each_refusal_has_its_own_page_and_status() -> None:
    def van(e: Exception | None) -> tuple[int, str]:
        a = niet_te_lezen(None, e)  # type: ignore[arg-type]
        return a.status_code, a.content.decode()

    for groot in (RequestDataTooBig(), TooManyFieldsSent()):
        assert van(groot)[0] == 413 and "Dit is te groot" in van(groot)[1]
    assert van(DisallowedHost())[0] == 400 and "Dit adres klopt niet" in van(DisallowedHost())[1]
    for rest in (BadRequest(), SuspiciousOperation(), None):
        assert van(rest)[0] == 400 and "Dit konden we niet lezen" in van(rest)[1]
