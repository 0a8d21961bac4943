# SPDX-License-Identifier: EUPL-1.2
"""A live server and a Chromium for tests. See tests/conftest.py."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from toetsdatabank import Databank

GEEN = "geen chromium"
NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VERPLICHT = "WIJKREGIE_BROWSER"
# Every window makes two pages of the address bar, in processes of their own: two thirds of what a window cost. A list of one's own takes the place
# of playwright's, so what matters of that stands here too.
ZONDER = (
    "WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup", "AimEnabled", "LensOverlay", "MediaRouter", "OptimizationHints",
    "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "NetworkTimeServiceQuerying", "PreconnectToSearch", "PaintHolding",
    "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning", "AvoidUnnecessaryBeforeUnloadCheckSync",
)  # fmt: skip


def chromium() -> str | None:
    eigen = os.environ.get("CHROMIUM")
    return eigen if eigen else next((p for n in NAMEN if (p := shutil.which(n))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium by way of playwright, one per worker."""
    pad = chromium()
    if pad is None:
        if os.environ.get(VERPLICHT) == "verplicht":
            pytest.fail(f"{GEEN}: installeer chromium of noem het in $CHROMIUM")
        pytest.skip(GEEN)
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread; Django would refuse the database beside it
    vlaggen = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        f"--disable-features={','.join(ZONDER)}",
    ]
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=pad, args=vlaggen)
        yield b
        b.close()


@pytest.fixture(scope="session")
def _webserver(_databank: Databank) -> Iterator[str]:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("localhost", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    draad.join(5)


@pytest.fixture
def webserver(_webserver: str, databank: Databank) -> str:
    """The address of a live server on the database of this worker. Its threads follow `met_klok(..., overal=True)` only."""
    return _webserver


@pytest.fixture
def pagina(browser: Any, webserver: str) -> Iterator[Any]:
    """A page on the live server: `pagina.goto("/inloggen/")`. Errors in the console, as a breach of the CSP, fail the test (`pagina.fouten`)."""
    context = browser.new_context(base_url=webserver, locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    p = context.new_page()
    p.fouten = fouten = []
    p.on("console", lambda m: fouten.append(m.text) if m.type == "error" else None)
    p.on("pageerror", lambda e: fouten.append(str(e)))
    yield p
    context.close()
    assert not fouten, f"De browser meldt fouten: {fouten}"
