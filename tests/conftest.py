# SPDX-License-Identifier: EUPL-1.2
"""What tests share.

The database. A test that asks for the fixture `databank` gets an empty, migrated PostgreSQL with real commits and the real roles; afterwards all
rows are thrown away (what migrations put in stays: a test that changes those puts them back). One throwaway server per run, a database per xdist
worker; tests that do not ask pay nothing.

    def test_x(databank):
        with databank.web.cursor() as c: ...          # Django connection "default", role wijk_web
        databank.kern, databank.eigenaar              # the other two; models and transaction.atomic(using="kern") work as always
        with databank.rauw("wijk_web") as c: ...      # psycopg without Django
        databank.beheer("select count(*) from t")     # superuser: what is really there

The municipality. `duinveste` has its people and a way to record, `als("femke")` gives a client that is logged in, `op_dag("2026-03-02 10:00")` sets
the clock.

Time. `with klok.met_klok(datetime(2026, 4, 2, 9)):` in this thread, `met_klok(..., overal=True)` for the live server too.

The browser. `pagina` is a playwright page on a live server on that database (`webserver` is its address); `browser` alone needs no database. No
chromium on the path or in $CHROMIUM: skipped, with one loud line at the end; with WIJKREGIE_BROWSER=verplicht they fail.

Environment: WIJKREGIE_POSTGRES=systeem|wiel chooses the server; HYPOTHESIS_PROFILE=zoek searches with new random values (default: repeatable).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import als, duinveste, op_dag, zes_partners
from hypothesis import settings
from toetsbrowser import GEEN, _webserver, browser, pagina, webserver
from toetsdatabank import _databank, databank, kies_map, ruim_op, toetsserver

__all__ = ["_databank", "_webserver", "als", "browser", "databank", "duinveste", "op_dag", "pagina", "toetsserver", "webserver", "zes_partners"]

settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
settings.register_profile("zoek", max_examples=2000, print_blob=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_opzet: list[str] = []

HIER = Path(__file__).parent
LANG = (  # longest first: measured with --durations, on two cores
    "reizen/test_tot_de_sommatie.py", "onafhankelijk/test_deuren.py", "reizen/test_treiteren.py", "aanval/test_web.py", "demo/test_demo.py",
    "onafhankelijk/test_deuren_dordrecht.py", "onafhankelijk/test_orakel_kern.py", "onafhankelijk/test_orakel_afgeleid.py",
    "onafhankelijk/test_dossier_zicht.py", "onafhankelijk/test_dossier_aanval_invoer.py", "aanval/test_vijandig.py",
    "reizen/test_telefoon_en_toetsen.py", "reizen/test_zes_partners.py", "reizen/test_samen.py", "reizen/test_toestemming.py",
    "scherm/test_handeling.py", "scherm/test_beelden_browser.py", "onafhankelijk/test_zelfde_rijen.py", "delen/test_willekeurig.py",
    "dossier/test_uitval.py", "reizen/test_overleg.py", "reizen/test_triage.py", "reizen/test_agenda.py", "reizen/test_melden.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Django is set up before test modules import models. Where it does not load, tests of the pure core still run."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "wijkregie.project.toets"
    if not hasattr(config, "workerinput"):
        kies_map()
    import django

    try:
        django.setup()
    except Exception as e:
        _opzet.append(f"Django does not load, its tests will fail: {e!r}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: one that starts last keeps one core busy while the other has nothing left to do."""
    rang = {HIER / naam: i for i, naam in enumerate(LANG)}
    items.sort(key=lambda t: rang.get(t.path, len(LANG)))


def pytest_report_header() -> list[str]:
    return _opzet


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        ruim_op()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    weg = [r for r in terminalreporter.stats.get("skipped", []) if GEEN in str(r.longrepr)]
    if weg:
        terminalreporter.write_line(
            f"!!! {len(weg)} BROWSER TESTS LEFT OUT: no chromium (apt install chromium, or name one in $CHROMIUM)", red=True, bold=True
        )
