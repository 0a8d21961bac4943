# SPDX-License-Identifier: EUPL-1.2
"""One module per page: reads through the session's own connection, fills a view, renders it."""
