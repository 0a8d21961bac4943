# SPDX-License-Identifier: EUPL-1.2
"""Wijkregie: carries out what partners around a household agreed in writing."""
