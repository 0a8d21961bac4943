# SPDX-License-Identifier: EUPL-1.2
"""Documents: letters, forms, signatures and the file for the court."""
