# SPDX-License-Identifier: EUPL-1.2
"""Persons and addresses as the session knows them: who is likely the one that is meant. Which dossiers they have is never told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.bijwerken import zoekvorm
from wijkregie.dossier.lezen import rijen
from wijkregie.partijen.sessie import Sessie

MEESTE: Final = 5
_CIJFERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A person or address that a new dossier can be about."""

    id: UUID
    titel: str
    regels: tuple[str, ...]


def kandidaten(sessie: Sessie, soort: str, tekst: str, nog: Sequence[str] = ()) -> list[Kandidaat]:
    """The likeliest ones of this kind that the session may see and may link to: it sees their own dossier, or its organisation entered them.

    `nog`: lines of the head that must be the same if the candidate has such a line at all (a date of birth).
    """
    vorm = zoekvorm(tekst)
    if len(vorm) < 2:
        return []
    gevonden = rijen(
        "select k.ander, max(word_similarity(%(v)s, k.zoek)) from dossier_lijkt_op(%(v)s, 300) l"
        " join dossier_kop k on k.gemeente = %(g)s and k.dossier = l.dossier and k.soort = %(s)s and k.volgorde = 0"
        " where word_similarity(%(v)s, k.zoek) > 0.45 and (k.bron = %(o)s"
        "   or exists (select 1 from dossier_dossier d where d.gemeente = %(g)s and d.id = k.ander))"
        " group by k.ander order by 2 desc, 1 limit 50",
        {"v": vorm, "g": sessie.gemeente, "s": soort, "o": sessie.organisatie},
    )
    ids = [r[0] for r in gevonden]
    regels: dict[UUID, dict[int, str]] = {}
    for ander, volgorde, t in rijen("select ander, volgorde, tekst from dossier_kop where gemeente = %s and ander = any(%s)", [sessie.gemeente, ids]):
        regels.setdefault(ander, {})[volgorde] = t
    uit = []
    for i in ids:
        r = regels.get(i, {})
        if all(x in r.values() or not _soortgelijk(x, r.values()) for x in nog if x):
            uit.append(Kandidaat(i, r.get(0, ""), tuple(t for v, t in sorted(r.items()) if v)))
    return uit[:MEESTE]


def _soortgelijk(tekst: str, waarden: Iterable[str]) -> bool:
    """Is there a line of the same shape (a date beside a date)? Then a different one is somebody else."""
    vorm = _CIJFERS.sub("9", tekst)
    return any(_CIJFERS.sub("9", w) == vorm for w in waarden)


@cache
def protocol_van(gemeente: str, systeem: str) -> str:
    """The protocol of a small dossier (a person, an address): the one that publishes what this fact type says. Raises LookupError."""
    feit = afspraken.systeemfeit(gemeente, systeem)
    for v in afspraken.bibliotheek().alles():
        if v.gemeente == gemeente and any(feit in p.waarde.leest for p in v.publiceert):
            return v.naam
    raise LookupError(f"Geen protocol van {gemeente} laat zien wat {systeem} zegt.")


@cache
def protocollen_van_zaak(gemeente: str) -> tuple[tuple[str, str], ...]:
    """The protocols that a case can have, with their titles: those of persons and addresses are left out."""
    klein = {protocol_van(gemeente, s) for s in ("persoon.gegevens", "adres.gegevens")}
    return tuple(
        (n, t) for n, t in {v.naam: v.kop.titel for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente}.items() if n not in klein
    )
