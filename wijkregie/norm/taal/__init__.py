# SPDX-License-Identifier: EUPL-1.2
"""The language of conditions: from one line of Dutch to a closure with three values."""
