# SPDX-License-Identifier: EUPL-1.2
"""Facts, and the picture of one dossier on one day."""
