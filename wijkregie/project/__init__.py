# SPDX-License-Identifier: EUPL-1.2
"""The rooms put together as one Django project: settings per surroundings, addresses, rights in the database."""
