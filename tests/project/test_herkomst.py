# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from cannot be forged: to a web server X_Forwarded_For and X-Forwarded-For are one name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from wijkregie.partijen.pogingen import adres_van
from wijkregie.project.tussenlaag import herkomst

KOP = "X-Adres-9sKe0dLmQ2xZpW7vB"
ECHT, VALS = "198.51.100.4", "192.0.2.66"


def gelezen(**kop: str) -> str:
    """The address that throttling counts, of a request as it comes from our proxy."""
    gezien: list[str] = []

    def pagina(request: HttpRequest) -> HttpResponse:
        gezien.append(adres_van(request))
        return HttpResponse()

    herkomst(pagina)(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", **kop))  # type: ignore[arg-type]
    return gezien[0]


def test_behind_a_proxy_only_its_own_header_counts() -> None:
    eigen = "HTTP_" + KOP.upper().replace("-", "_")
    with override_settings(AANTAL_PROXIES=1, ADRESKOP=KOP):
        assert gelezen(**{eigen: ECHT, "HTTP_X_FORWARDED_FOR": VALS}) == ECHT
        assert gelezen(**{eigen: f"{VALS}, {ECHT}"}) == ECHT
        assert gelezen(HTTP_X_FORWARDED_FOR=VALS) == "127.0.0.1"
    with override_settings(AANTAL_PROXIES=2, ADRESKOP=KOP):
        assert gelezen(**{eigen: f"{ECHT}, 198.51.100.7", "HTTP_X_FORWARDED_FOR": VALS}) == ECHT
    assert gelezen(**{eigen: ECHT, "HTTP_X_FORWARDED_FOR": VALS}) == "127.0.0.1"
