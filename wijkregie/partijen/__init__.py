# SPDX-License-Identifier: EUPL-1.2
"""Who takes part: municipalities, organisations and covenants with dates, logins, roles per area and deputies."""
