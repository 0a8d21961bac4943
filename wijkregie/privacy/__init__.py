# SPDX-License-Identifier: EUPL-1.2
"""The rights of the person concerned: consent, sight per partner, access, correction, restriction and retention."""
