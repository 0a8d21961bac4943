# SPDX-License-Identifier: EUPL-1.2
"""Playing scenarios: facts in, expectations beside the state, coverage and proof."""
