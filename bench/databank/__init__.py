# SPDX-License-Identifier: EUPL-1.2
"""The file on PostgreSQL, measured on a throwaway server full of made-up dossiers. See docs/referentie/bench.md."""
