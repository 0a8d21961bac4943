# SPDX-License-Identifier: EUPL-1.2
"""Facts plus norms give the state: duties, phases, gates, rights, sight, breaches, and why."""
