# SPDX-License-Identifier: EUPL-1.2
"""Doors to the outside: REST API, OIDC, mail, calendar feeds, Signalen and ZGW."""
