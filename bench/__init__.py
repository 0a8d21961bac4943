# SPDX-License-Identifier: EUPL-1.2
"""Measurements of the core: `python -m bench`. What each means stands in docs/referentie/bench.md."""
