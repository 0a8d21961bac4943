# SPDX-License-Identifier: EUPL-1.2
"""The file: subjects and links, append-only facts, projections of the stand, and the commands that record facts."""
