# SPDX-License-Identifier: EUPL-1.2
"""Sample pages: every beeld with invented content, so that the look can be seen, measured and tested without a database. Only in the demo."""
