# SPDX-License-Identifier: EUPL-1.2
"""Calendar and terms: when something is due, and why then."""
