# SPDX-License-Identifier: EUPL-1.2
"""The heart: facts and norms give the state. Pure Python; knows nothing of Django, of a database or of today."""
