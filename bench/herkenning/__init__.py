# SPDX-License-Identifier: EUPL-1.2
"""The labelled set for early recognition of structural targeting: made-up reports of a made-up town, and the score. Rules: regels.md."""
