# SPDX-License-Identifier: EUPL-1.2
"""What all pages share: templates, components, static assets and navigation."""
