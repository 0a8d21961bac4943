# SPDX-License-Identifier: EUPL-1.2
"""The look at dependencies: licences without a network; no answer about holes is never taken for no holes."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def keuring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("keuring", Path(__file__).parents[2] / ".ci" / "keuring.py")
    assert spec is not None and spec.loader is not None
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    monkeypatch.setattr(m, "NOTITIE", tmp_path / "lekken.json")
    return m


def test_every_line_of_the_lock_has_its_hashes(keuring: ModuleType) -> None:
    for slot in keuring.SLOTEN:
        tekst = (keuring.HIER / slot).read_text("utf-8")
        pakketten = keuring.vastgezet(slot)
        assert len(pakketten) > 10
        for blok in tekst.split("\n\n")[-1].split("\n"):
            assert not blok or blok[0] in "# -" or "==" in blok
        assert tekst.count("--hash=sha256:") >= len(pakketten)


def test_licences_are_on_the_list_and_others_are_refused(keuring: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert keuring.licenties() == 0
    monkeypatch.setattr(keuring, "licentie", lambda p: "GPL-3.0-only" if p == "django" else "MIT")
    assert keuring.licenties() == 1
    assert "django: GPL-3.0-only" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("antwoord", "code", "zin"),
    [
        ("", 2, "No answer"),
        (json.dumps({"dependencies": [{"name": "django", "skip_reason": "not found"}]}), 2, "could not be looked up"),
        (json.dumps({"dependencies": [{"name": "django", "version": "1", "vulns": [{"id": "VERZONNEN-1"}]}]}), 1, "VERZONNEN-1"),
        (json.dumps({"dependencies": [{"name": "django", "version": "1", "vulns": []}]}), 0, "0 found"),
    ],
)
def test_what_the_answer_about_holes_means(
    keuring: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Any, antwoord: str, code: int, zin: str
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, antwoord, ""))
    assert "never looked over" in keuring.stand()
    assert keuring.lekken("2026-03-02") == code
    assert zin in capsys.readouterr().out
    assert keuring.NOTITIE.exists() == (code < 2)


def test_a_lock_that_changed_since_says_so(keuring: ModuleType) -> None:
    keuring.NOTITIE.write_text(json.dumps({"day": "2026-03-02", "lock": "x", "found": []}))
    assert "changed since 2026-03-02" in keuring.stand()
