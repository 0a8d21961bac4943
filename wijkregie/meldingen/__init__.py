# SPDX-License-Identifier: EUPL-1.2
"""Reports of nuisance: intake, public form, triage and detection of patterns."""
