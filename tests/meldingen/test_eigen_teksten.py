# SPDX-License-Identifier: EUPL-1.2
"""Texts of a municipality of its own, older than a sentence of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings

from wijkregie.meldingen.woorden import EIGEN, woorden


@pytest.mark.parametrize("zonder", ["maanden", "einde_knop", "fout_scanner_stil"])
def test_own_texts_that_lack_a_sentence_take_ours(tmp_path: Path, zonder: str) -> None:
    """As the manual says: what is not there comes from Wijkregie. Texts of one's own are older than the sentences that an update brings."""
    regels = (EIGEN / "nl.yaml").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "nl.yaml").write_text("".join(r for r in regels if not r.startswith(f"  {zonder}:")), "utf-8")
    woorden.cache_clear()
    try:
        with override_settings(MELDTEKSTEN=tmp_path):
            assert woorden("nl")(zonder)
    finally:
        woorden.cache_clear()
