# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in an agreement that load but cannot be meant."""
