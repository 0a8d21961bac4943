# SPDX-License-Identifier: EUPL-1.2
"""Who may see which category of data: database roles, access table, keys and the log of what was read. Knows nothing of facts."""
