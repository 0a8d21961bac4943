# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with the database server, told so that the reader knows the next step."""

from __future__ import annotations

import errno


class DatabankFout(Exception):
    """The database cannot be used. `herstel` is the next step."""

    def __init__(self, melding: str, herstel: str = "") -> None:
        self.melding, self.herstel = melding, herstel
        super().__init__(f"{melding} {herstel}".strip())


VOL = "De schijf is vol, daardoor start de databank niet."
VOL_HERSTEL = "Maak ruimte vrij (er is ongeveer 200 MB nodig) en probeer het opnieuw. Er is niets weg."


def uit_os(e: OSError) -> DatabankFout:
    """An error of the operating system in words."""
    waar = e.filename or "de map van de databank"
    if e.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabankFout(VOL, VOL_HERSTEL)
    if e.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DatabankFout(f"U mag niet schrijven in {waar}.", "Kies een map die van u is, of vraag de beheerder om rechten.")
    return DatabankFout(f"De databank kan {waar} niet gebruiken ({e.strerror}).", "Kijk of deze map bestaat en van u is.")


def uit_uitvoer(wat: str, tekst: str) -> DatabankFout:
    """What a program of PostgreSQL said in words; the last lines go along for who must mend it."""
    laag = tekst.lower()
    if "no space left" in laag or "disk quota" in laag:
        return DatabankFout(VOL, VOL_HERSTEL)
    if "permission denied" in laag:
        return DatabankFout(f"{wat} lukt niet: PostgreSQL mag een map niet gebruiken.", "Kijk van wie de map van de databank is.")
    staart = " | ".join(r.strip() for r in tekst.strip().splitlines()[-3:])
    return DatabankFout(f"{wat} lukt niet.", f"PostgreSQL meldt: {staart}" if staart else "PostgreSQL zegt niet waarom.")
