# SPDX-License-Identifier: EUPL-1.2
"""The demo: a fictional municipality whose dossiers are made by playing scenarios, with the clock set to the recording of each fact."""

from wijkregie.demo.laden import laad

__all__ = ["laad"]
