# SPDX-License-Identifier: EUPL-1.2
"""Writes verschillen.yaml anew from what the core says now: `python -m tests.onafhankelijk.lijst`. What was judged of a row stays with it; a row that
is new says that nobody has read its source yet."""

from __future__ import annotations

import json
import sys

from .orakelkern import HIER, SOORTEN, Uitslag, lees, uitslagen

KOP = """\
# SPDX-License-Identifier: EUPL-1.2
# Rows of the oracle in which product and table differ, by kind: lekt (shows more than any row allows), valt samen (the product has one word for
# what is hidden and for something that is granted), smal (shows less). `wat` is the first difference, `oordeel` who errs as far as the source
# was read; `cellen` stands for every difference of the row: how many of each kind, and a hash of them all. A row leaves this list when it
# holds; nothing is added without a line of the source.
---
"""
NIEUW = "nog te lezen"


def _rij(u: Uitslag, oordeel: str) -> str:
    wat = json.dumps((u.lekt or u.valt_samen or u.smal)[0], ensure_ascii=False)
    return f"    {u.rij}:\n      wat: {wat}\n      cellen: {u.afdruk}\n      oordeel: {json.dumps(oordeel, ensure_ascii=False)}\n"


def maak(gemeente: str, oud: dict[str, str]) -> str:
    uit = f"{gemeente}:\n"
    for soort in SOORTEN[:3]:
        rijen = [_rij(u, oud.get(u.rij, NIEUW)) for u in uitslagen(gemeente).values() if u.soort == soort]
        uit += f"  {soort}:\n{''.join(rijen)}" if rijen else f"  {soort}: {{}}\n"
    return uit


def main() -> None:
    nu = lees("verschillen.yaml")
    tekst = KOP
    for gemeente, soorten in nu.items():
        tekst += maak(gemeente, {rij: x["oordeel"] for rijen in soorten.values() for rij, x in rijen.items()})
        stil = sum(u.soort == "niet te zeggen" for u in uitslagen(gemeente).values())
        sys.stderr.write(f"{gemeente}: {stil} rows cannot be said\n")
    (HIER / "verschillen.yaml").write_text(tekst, encoding="utf-8")


if __name__ == "__main__":
    main()
