# SPDX-License-Identifier: EUPL-1.2
"""Meetings: agenda, attendance per item, votes and minutes."""
