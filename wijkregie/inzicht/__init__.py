# SPDX-License-Identifier: EUPL-1.2
"""What the files show together: dashboards, figures, dry runs and simulation."""
