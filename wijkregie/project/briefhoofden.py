# SPDX-License-Identifier: EUPL-1.2
"""What stands above a letter: a file that names, per organisation, the lines under its name."""

from __future__ import annotations

from pathlib import Path

from wijkregie.norm.yaml12 import laad_bytes

HOOGSTENS = 6


def lees_briefhoofden(pad: str | None) -> dict[str, tuple[str, ...]]:
    """`Zorggroep Linde: [Lindelaan 1, 1234 XX  Duinveste]`, by the name of the organisation; nothing without a file. A file that is wrong stops the
    start: a letter without its sender goes nowhere."""
    if not pad:
        return {}
    ruw = laad_bytes(Path(pad).read_bytes(), pad)
    if not isinstance(ruw, dict) or not all(isinstance(r, list) and len(r) <= HOOGSTENS for r in ruw.values()):
        raise ValueError(f"{pad}: schrijf per organisatie een lijst van hoogstens {HOOGSTENS} regels.")
    return {str(naam): tuple(str(r) for r in regels) for naam, regels in ruw.items()}
