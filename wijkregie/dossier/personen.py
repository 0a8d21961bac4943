# SPDX-License-Identifier: EUPL-1.2
"""Persons and addresses as the session knows them: who is likely the one that is meant. Which dossiers they have is never told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.bijwerken import zoekvorm
from wijkregie.dossier.lezen import rijen
from wijkregie.partijen.sessie import Sessie

PERSOON, ADRES = "persoon", "adres"
GEGEVENS: Final = {PERSOON: "persoon.gegevens", ADRES: "adres.gegevens"}
"""The kinds of dossier that others are about, and the mark of the fact that says what they are."""
VERZOEK: Final = "verzoek.ontvangen"
MELDING: Final = "melding.ontvangen"
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


def adressen_van(sessie: Sessie, persoon: UUID, gaat_over: str, woont_op: str) -> list[Kandidaat]:
    """The addresses at which a person lives by the cases that this session sees, the latest first."""
    gevonden = rijen(
        "select a.ander, max(a.sinds) from dossier_verbinding p join dossier_verbinding a on a.gemeente = p.gemeente and a.dossier = p.dossier"
        " where p.gemeente = %s and p.ander = %s and p.relatie = %s and a.relatie = %s and p.tot is null and a.tot is null"
        " group by a.ander order by 2 desc, 1",
        [sessie.gemeente, persoon, gaat_over, woont_op],
    )
    bekend = wie(sessie, {r[0] for r in gevonden})
    return [bekend[i] for i, _ in gevonden if i in bekend]


def _soortgelijk(tekst: str, waarden: Iterable[str]) -> bool:
    """Is there a line of the same shape (a date beside a date)? Then a different one is somebody else."""
    vorm = _CIJFERS.sub("9", tekst)
    return any(_CIJFERS.sub("9", w) == vorm for w in waarden)


@dataclass(frozen=True, slots=True)
class Paar:
    """Two entries that are likely one person, or were joined as one."""

    een: Kandidaat
    ander: Kandidaat


def dubbelen(sessie: Sessie, soort: str, hoogstens: int = 50) -> list[Paar]:
    """Entries that look alike: a title that resembles, and another line of the head that is the same (a date of birth).

    Only what this session may see: for whom may join, that is who somebody is, and no other dossier.
    """
    gevonden = rijen(
        "select a.dossier, b.dossier from dossier_kop a"
        " join dossier_kop x on x.gemeente = a.gemeente and x.dossier = a.dossier and x.ander = x.dossier and x.volgorde > 0"
        " join dossier_kop y on y.gemeente = a.gemeente and y.ander = y.dossier and y.naam = x.naam and y.tekst = x.tekst and y.dossier > x.dossier"
        " join dossier_kop b on b.gemeente = a.gemeente and b.dossier = y.dossier and b.ander = b.dossier and b.volgorde = 0"
        " where a.gemeente = %(g)s and a.ander = a.dossier and a.soort = %(s)s and b.soort = %(s)s and a.volgorde = 0"
        " and word_similarity(a.zoek, b.zoek) > 0.45 group by 1, 2 order by max(word_similarity(a.zoek, b.zoek)) desc, 1, 2 limit %(n)s",
        {"g": sessie.gemeente, "s": soort, "n": hoogstens},
    )
    bekend = wie(sessie, {i for paar in gevonden for i in paar})
    return [Paar(bekend[a], bekend[b]) for a, b in gevonden if a in bekend and b in bekend]


def wie(sessie: Sessie, ids: set[UUID]) -> dict[UUID, Kandidaat]:
    """Persons or addresses by their own dossier, as far as the session may see them."""
    regels: dict[UUID, list[str]] = {}
    for ander, tekst in rijen(
        "select ander, tekst from dossier_kop where gemeente = %s and dossier = any(%s) and ander = dossier order by ander, volgorde",
        [sessie.gemeente, list(ids)],
    ):
        regels.setdefault(ander, []).append(tekst)
    return {i: Kandidaat(i, r[0], tuple(r[1:])) for i, r in regels.items()}


@lru_cache(maxsize=16)
def samenvoegers(gemeente: str, dag: date) -> frozenset[str]:
    """The roles that may join persons that were entered twice: none where no agreement is about persons."""
    try:
        feit, protocol = afspraken.systeemfeit(gemeente, "persoon.samengevoegd"), protocol_van(gemeente, PERSOON)
    except LookupError:
        return frozenset()
    regels = afspraken.regelset(gemeente, (protocol,)).op(dag, dag)
    return frozenset(rol for r in regels.rechten if feit in r.soorten for rol in r.rollen)


def mag_samenvoegen(sessie: Sessie) -> bool:
    return not samenvoegers(sessie.gemeente_code, sessie.dag).isdisjoint(sessie.rollen)


@cache
def protocol_van(gemeente: str, soort: str) -> str:
    """The protocol of a small dossier (a person, an address): the one that publishes what it is. Raises LookupError."""
    feit = afspraken.systeemfeit(gemeente, GEGEVENS[soort])
    for v in afspraken.bibliotheek().alles():
        if v.gemeente == gemeente and any(feit in p.waarde.leest for p in v.publiceert):
            return v.naam
    raise LookupError(f"Geen protocol van {gemeente} laat zien wat {GEGEVENS[soort]} zegt.")


@cache
def protocol_van_klein(gemeente: str, systeem: str) -> frozenset[str]:
    """The protocol of a small dossier that begins with a fact (a report, a request); none in a municipality whose vocabulary does not know it."""
    try:
        feit = afspraken.systeemfeit(gemeente, systeem)
    except LookupError:
        return frozenset()
    alle = (v for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente)
    return frozenset(v.naam for v in alle if any(feit in p.waarde.leest for p in v.publiceert))


def protocol_van_verzoek(gemeente: str) -> frozenset[str]:
    return protocol_van_klein(gemeente, VERZOEK)


@cache
def protocollen_van_zaak(gemeente: str) -> tuple[tuple[str, str], ...]:
    """The protocols that a case can have, with their titles: those of persons, addresses, requests and reports are left out."""
    klein = {protocol_van(gemeente, s) for s in GEGEVENS} | protocol_van_verzoek(gemeente) | protocol_van_klein(gemeente, MELDING)
    return tuple(
        (n, t) for n, t in {v.naam: v.kop.titel for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente}.items() if n not in klein
    )
