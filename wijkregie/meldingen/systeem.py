# SPDX-License-Identifier: EUPL-1.2
"""What this room recognises of a vocabulary: the system names of the facts and of the role of who reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from wijkregie.dossier import afspraken
from wijkregie.dossier.bijwerken import MELDING as SOORT
from wijkregie.dossier.personen import MELDING as ONTVANGEN
from wijkregie.dossier.personen import protocol_van_klein
from wijkregie.norm.model.vocabulaire import FeitType

__all__ = ["ONTVANGEN", "SOORT"]

AANVULLING: Final = "melding.aanvulling"
INGEVULD: Final = "melding.ingevuld"
"""What the desk filled in of what a text says: it comes before what the reporter left empty, and takes nothing away."""
CONTACT: Final = "melding.contact"
CONTACT_ONMOGELIJK: Final = "melding.contact_onmogelijk"
BEANTWOORD: Final = "melder.beantwoord"
GETRIEERD: Final = "melding.getrieerd"
CODE_GEGEVEN: Final = "melding.code_gegeven"
CODE_BEEINDIGD: Final = "melding.code_beeindigd"
NODIG: Final = (ONTVANGEN, AANVULLING, INGEVULD, CONTACT, CONTACT_ONMOGELIJK, BEANTWOORD, GETRIEERD, CODE_GEGEVEN, CODE_BEEINDIGD)
MELDER: Final = "melder"
"""Of the role of who reports, and of the category that says who that is."""


@cache
def kent(gemeente: str) -> bool:
    """Does the vocabulary of a municipality have all that reports need?"""
    try:
        for s in NODIG:
            afspraken.systeemfeit(gemeente, s)
        rol(gemeente)
    except LookupError:
        return False
    return bool(protocol(gemeente))


@cache
def rol(gemeente: str) -> str:
    """The role of who reports. Raises LookupError."""
    for naam, r in afspraken.wereld(gemeente).voc.rollen.items():
        if r.systeem == MELDER:
            return naam
    raise LookupError(f"Het vocabulaire van {gemeente} heeft geen rol met systeem: {MELDER}.")


def protocol(gemeente: str) -> tuple[str, ...]:
    """The protocol of a report."""
    return tuple(sorted(protocol_van_klein(gemeente, ONTVANGEN)))


def model(gemeente: str, systeem: str = ONTVANGEN) -> tuple[str, FeitType]:
    """A fact of a report: its name and its questions."""
    feit = afspraken.systeemfeit(gemeente, systeem)
    return feit, afspraken.wereld(gemeente).feiten[feit]


def over_de_melder(gemeente: str) -> tuple[str, ...]:
    """The fields of a report that say who reported."""
    wie = afspraken.systeemcategorie(gemeente, MELDER)
    return tuple(n for n, v in model(gemeente)[1].velden.items() if v.categorie == wie)


def gevuld(velden: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something: what is empty takes nothing away from what was known."""
    return {n: w for n, w in velden.items() if w not in (None, "", ())}
