# SPDX-License-Identifier: EUPL-1.2
"""Settings of the measurement of public reports: the demo, and one machine may send as many as it likes."""

from __future__ import annotations

from wijkregie.project.demo import *  # noqa: F403

MELDEN_PER_ADRES = 1_000_000
