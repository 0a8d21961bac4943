# SPDX-License-Identifier: EUPL-1.2
"""Housing: requirements, waiting list, offers, matching, tenancies, swaps and the omklap."""
