# SPDX-License-Identifier: EUPL-1.2
"""What a report may belong to: other reports and cases that this session may see, each with the evidence and its strength. A person decides.

Found by the search over heads (place, and who does it) and, for what a head does not hold, among the newest reports. No keys are stored: what was
rectified, closed to this session or destroyed is gone from here at once, and a reporter is compared only where this session reads who that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import lezen, lezen_kop
from wijkregie.dossier.lezen_kop import Kop
from wijkregie.dossier.lezen_samen import Samen, feiten_van
from wijkregie.dossier.personen import ADRES, PERSOON
from wijkregie.dossier.zoeken import ZAAK, zoek
from wijkregie.meldingen.gelijkenis import Bericht, Gelijkenis, Kenmerken, kenmerken, lijkt
from wijkregie.meldingen.systeem import SOORT
from wijkregie.meldingen.verteld import bericht_van, patroon_met
from wijkregie.partijen.sessie import Sessie

NIEUWSTE: Final = 200
"""So many of the newest reports are compared whole; older ones are found by place and by who does it."""
GEVONDEN: Final = 40
MELDINGEN, ZAKEN = 8, 5


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A report or case that may be about the same. `via`: the report in it that speaks for it."""

    id: UUID
    nummer: str
    titel: str
    gelijkenis: Gelijkenis
    sinds: date | None = None
    dicht: bool = False
    zaken: tuple[str, ...] = ()  # the numbers of the cases that a report is joined to
    via: str = ""


@dataclass(frozen=True, slots=True)
class Gelijken:
    meldingen: tuple[Kandidaat, ...]
    zaken: tuple[Kandidaat, ...]


def gelijken(sessie: Sessie, melding: UUID) -> Gelijken:
    """The likeliest, the strongest first."""
    zelf = feiten_van(sessie, [melding])[melding]
    bericht = bericht_van(sessie.gemeente_code, zelf.feiten)
    k = kenmerken(bericht)
    meldingen = _meldingen(sessie, melding, bericht, k)
    return Gelijken(meldingen, _zaken(sessie, bericht, k, meldingen))


def _gevonden(sessie: Sessie, b: Bericht, k: Kenmerken, soort: str) -> set[UUID]:
    """By the heads: the place as it is written out, and the names that were given."""
    vragen = [str(k.plaats) if k.plaats is not None else b.waar, " ".join(k.wie.namen) or b.wie]
    return {d for v in vragen if v for d in zoek(sessie, v, soort, GEVONDEN)}


def _meldingen(sessie: Sessie, zelf: UUID, b: Bericht, k: Kenmerken) -> tuple[Kandidaat, ...]:
    ids = _gevonden(sessie, b, k, SOORT) | {d for w in ("meldingen", "meldingen_dicht") for d in lezen.lijst(sessie, w, NIEUWSTE)}
    alle = feiten_van(sessie, ids | {zelf})
    patroon = patroon_met(sessie.gemeente_code, zelf, alle)
    gelezen = {d: s for d, s in alle.items() if d != zelf}
    gelijk = {d: g for d, s in gelezen.items() if (g := lijkt(k, kenmerken(bericht_van(sessie.gemeente_code, s.feiten)), patroon.get(d))) is not None}
    beste = _beste(gelijk, MELDINGEN)
    koppen, zaken = lezen_kop.koppen(sessie, beste), zaken_van(sessie, beste)
    for d in beste:
        noteer(d, gelezen[d].masker)
    return tuple(
        Kandidaat(d, kop.nummer, f"Melding {kop.nummer}", gelijk[d], _sinds(gelezen[d]), kop.gesloten_op is not None, zaken.get(d, ()))
        for d in beste
        if (kop := koppen.get(d)) is not None
    )


def _zaken(sessie: Sessie, b: Bericht, k: Kenmerken, meldingen: Sequence[Kandidaat]) -> tuple[Kandidaat, ...]:
    """Cases by their head; and those that a likely report is joined to, with the evidence of that report."""
    koppen = lezen_kop.koppen(sessie, _gevonden(sessie, b, k, ZAAK))
    uit = {
        kop.nummer: Kandidaat(d, kop.nummer, kop.titel, g, None, kop.gesloten_op is not None) for d, kop in koppen.items() if (g := _hoofd(k, kop))
    }
    via = {n: m for m in reversed(meldingen) for n in m.zaken}
    for kop in lezen_kop.koppen(sessie, _met_nummer(sessie, via)).values():
        m, eigen = via[kop.nummer], uit.get(kop.nummer)
        if eigen is None or m.gelijkenis.sterkte > eigen.gelijkenis.sterkte:
            uit[kop.nummer] = Kandidaat(kop.id, kop.nummer, kop.titel, m.gelijkenis, None, kop.gesloten_op is not None, via=m.nummer)
    return tuple(sorted(uit.values(), key=lambda x: (x.dicht, -x.gelijkenis.sterkte, x.nummer))[:ZAKEN])


def _hoofd(k: Kenmerken, kop: Kop) -> Gelijkenis | None:
    """The best that any address and any person of a head gives."""
    adressen, wie = ([t for s, v, t in kop.regels if s == soort and v == 0] or [""] for soort in (ADRES, PERSOON))
    alle = (lijkt(k, kenmerken(Bericht(waar=a, wie=w))) for a in adressen for w in wie)
    return max((g for g in alle if g is not None), key=lambda g: g.sterkte, default=None)


def _beste(gelijk: Mapping[UUID, Gelijkenis], hoeveel: int) -> list[UUID]:
    return sorted(gelijk, key=lambda d: (-gelijk[d].sterkte, d))[:hoeveel]


def _sinds(s: Samen) -> date | None:
    return min((f.op for f in s.feiten), default=None)


def _met_nummer(sessie: Sessie, nummers: Iterable[str]) -> list[UUID]:
    return [r[0] for r in lezen.rijen("select id from dossier_dossier where gemeente = %s and nummer = any(%s)", [sessie.gemeente, list(nummers)])]


def zaken_van(sessie: Sessie, meldingen: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The numbers of the cases that reports are joined to, as far as this session may see that."""
    uit: dict[UUID, tuple[str, ...]] = {}
    for melding, nummer in lezen.rijen(
        "select v.ander, d.nummer from dossier_verbinding v join dossier_dossier d on d.gemeente = v.gemeente and d.id = v.dossier"
        " where v.gemeente = %s and v.ander = any(%s) and v.tot is null and d.soort = %s order by d.nummer",
        [sessie.gemeente, list(meldingen), ZAAK],
    ):
        uit[melding] = (*uit.get(melding, ()), nummer)
    return uit
