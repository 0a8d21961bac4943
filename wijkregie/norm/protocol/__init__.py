# SPDX-License-Identifier: EUPL-1.2
"""From protocol files to compiled rules; everything or nothing."""
