# SPDX-License-Identifier: EUPL-1.2
"""Maintainer script: seeds a version of the calendar `nederland` from the library `holidays`; days by decree are added by hand.

python bench/maak_kalender.py --vastgelegd 2026-11-21 > wijkregie/protocollen/kalenders/nederland.yaml
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

import holidays

# Algemene termijnenwet, article 3 (1) and (2). The library also knows Easter Sunday and Whit Sunday: Sundays, not in the article.
ARTIKEL_3 = {
    "nieuwjaarsdag": "Nieuwjaarsdag",
    "goede vrijdag": "Goede Vrijdag",
    "tweede paasdag": "Tweede Paasdag",
    "koningsdag": "Koningsdag",
    "bevrijdingsdag": "Bevrijdingsdag",
    "hemelvaartsdag": "Hemelvaartsdag",
    "tweede pinksterdag": "Tweede Pinksterdag",
    "eerste kerstdag": "Eerste Kerstdag",
    "tweede kerstdag": "Tweede Kerstdag",
}
# Article 3 (3): days equated by royal decree.
BESLUITEN = {date(2022, 5, 27): "een dag die bij koninklijk besluit gelijk is aan een feestdag"}


def dagen(van: int, tot: int) -> dict[date, str]:
    # `public` alone has 5 May only every fifth year, which is labour practice and not the law.
    bron = holidays.country_holidays("NL", years=range(van, tot + 1), categories=("public", "optional"), language="nl")
    uit = dict(BESLUITEN)
    for dag in sorted(bron):
        namen = [ARTIKEL_3[naam.lower()] for naam in bron.get_list(dag) if naam.lower() in ARTIKEL_3]
        if namen:
            uit[dag] = " en ".join(sorted(namen))
    return {dag: uit[dag] for dag in sorted(uit) if van <= dag.year <= tot}


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--vastgelegd", type=date.fromisoformat, required=True)
    lezer.add_argument("--van", type=int, default=2015)
    lezer.add_argument("--tot", type=int, default=2045)
    keuze = lezer.parse_args()
    regels = [
        "# SPDX-License-Identifier: EUPL-1.2",
        "# Algemene termijnenwet, artikel 3: lid 1 en 2, en de dagen die bij koninklijk besluit (lid 3) zijn toegevoegd.",
        "# Een latere versie vervangt een eerdere voor de jaren die zij noemt. Voor andere jaren geeft de kalender geen antwoord.",
        "naam: nederland",
        "versies:",
        f"  - vastgelegd: {keuze.vastgelegd}",
        f"    jaren: {{van: {keuze.van}, tot: {keuze.tot}}}",
        "    dagen:",
        *(f"      - {{dag: {dag}, naam: {naam}}}" for dag, naam in dagen(keuze.van, keuze.tot).items()),
    ]
    sys.stdout.write("\n".join(regels) + "\n")


if __name__ == "__main__":
    main()
