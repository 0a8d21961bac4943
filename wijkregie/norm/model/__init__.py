# SPDX-License-Identifier: EUPL-1.2
"""The shape of vocabularies and protocols as people write them."""
