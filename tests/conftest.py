# SPDX-License-Identifier: EUPL-1.2
"""Property tests are repeatable by default; HYPOTHESIS_PROFILE=zoek searches with new random values."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
settings.register_profile("zoek", max_examples=2000, print_blob=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
