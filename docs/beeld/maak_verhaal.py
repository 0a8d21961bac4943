# SPDX-License-Identifier: EUPL-1.2
"""Draw verhaal.svg: two days of the story as `wijkregie verhaal` tells them. Run it again when the story changes."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import laad_map
from wijkregie.verhaal import STANDAARD, Verteller
from wijkregie.verhaal.woorden import Bladspiegel

DAGEN = {date(2026, 4, 2), date(2026, 4, 7)}
TITEL = "wijkregie verhaal"


def teken() -> str:
    """The picture; without the fonts that rich would fetch from elsewhere."""
    bibliotheek = laad_map()
    console = Console(file=io.StringIO(), record=True, width=80, force_terminal=True, highlight=False)
    verteller = Verteller(Scenario.lees(STANDAARD, bibliotheek), bibliotheek, Bladspiegel(console))
    for dag, stappen in verteller.dagen():
        if dag in DAGEN:
            verteller.toon(dag, stappen)
    svg = console.export_svg(title=TITEL, theme=MONOKAI, unique_id="verhaal")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    return re.sub(r"[ \t]+$", "", svg, flags=re.M).replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


if __name__ == "__main__":
    Path(__file__).with_name("verhaal.svg").write_text(teken(), "utf-8")
