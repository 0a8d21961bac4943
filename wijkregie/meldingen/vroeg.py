# SPDX-License-Identifier: EUPL-1.2
"""Early recognition over the reports that a session may see (TA-03.04): which together look like one household being targeted, and why.

Computed when asked, from what the database gives this session at that moment: nothing is stored, so nothing can be out of date, outlive a destroyed
report or show one session what another may see. Only that somebody looked and why it is no case now is a fact, in each of the reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final
from uuid import UUID, uuid4

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, kern, lezen, lezen_kop
from wijkregie.dossier.lezen_samen import Samen, feiten_van
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.meldingen import triage
from wijkregie.meldingen.herkenning import Bericht, Situatie, herken
from wijkregie.meldingen.kandidaten import zaken_van
from wijkregie.meldingen.systeem import AANVULLING, GETRIEERD, ONTVANGEN, SOORT
from wijkregie.meldingen.verteld import berichten_van
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie

GEWOGEN: Final = "melding.samenhang_gewogen"
NIEUWSTE: Final = 2_000
"""So many of the newest reports are read, open or closed; the page says so when there are more."""
PER_KWARTIER: Final = 40
"""So often one login may ask in a quarter of an hour: reading and ranking that many reports takes a second or two."""
MEEST: Final = 25
"""So many situations are shown: what a person can read and weigh."""


@dataclass(frozen=True, slots=True)
class Melding:
    """A report that a situation rests on."""

    id: UUID
    nummer: str
    op: date
    zaken: tuple[str, ...]  # the numbers of the cases that it is joined to
    gewogen: bool  # looked at together with others, and nothing was told since


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A situation with its reports, the earliest first."""

    situatie: Situatie
    meldingen: tuple[Melding, ...]

    @property
    def open(self) -> tuple[Melding, ...]:
        """The reports about which nobody has decided yet that they belong to a case or, together, to none."""
        return tuple(m for m in self.meldingen if not m.zaken and not m.gewogen)


@dataclass(frozen=True, slots=True)
class Lijst:
    gevonden: tuple[Gevonden, ...]
    gelezen: int
    vanaf: str = ""  # the number of the oldest that was read, if there are older ones


@cache
def kent(gemeente: str) -> bool:
    """Does the vocabulary of a municipality have what the list needs?"""
    try:
        afspraken.systeemfeit(gemeente, GEWOGEN)
    except LookupError:
        return False
    return triage.kent(gemeente)


def mag(sessie: Sessie) -> bool:
    """Is the list for this session? If and only if the vocabulary has what it needs and names one of its roles, or one above it, among those that
    decide on reports."""
    if not kent(sessie.gemeente_code):
        return False
    w = afspraken.wereld(sessie.gemeente_code)
    wie = set(triage.model(sessie.gemeente_code, GETRIEERD).door or ())
    return any(wie.intersection((r, *w.boven(r))) for r in sessie.rollen)


def lijst(sessie: Sessie) -> Lijst:
    """The situations that still ask for a person, the clearest first."""
    ids = lezen.nieuwste(sessie, ("meldingen", "meldingen_dicht"), NIEUWSTE + 1)
    gelezen = feiten_van(sessie, ids[:NIEUWSTE])
    vanaf = lezen_kop.koppen(sessie, ids[NIEUWSTE - 1 : NIEUWSTE])[ids[NIEUWSTE - 1]].nummer if len(ids) > NIEUWSTE else ""
    berichten: list[Bericht] = []
    van: list[UUID] = []
    for d, samen in gelezen.items():
        eigen = berichten_van(sessie.gemeente_code, samen.feiten, len(van))
        berichten += eigen
        van += [d] * len(eigen)
    situaties = herken(berichten)
    dossiers = list(dict.fromkeys(van[b] for s in situaties for b in s.berichten))
    zaken, koppen = zaken_van(sessie, dossiers), lezen_kop.koppen(sessie, dossiers)
    gevonden = []
    for s in situaties:
        meldingen = [
            Melding(d, koppen[d].nummer, _sinds(gelezen[d]), zaken.get(d, ()), _gewogen(sessie.gemeente_code, gelezen[d].feiten))
            for d in dict.fromkeys(van[b] for b in s.berichten)
            if d in koppen
        ]
        g = Gevonden(s, tuple(sorted(meldingen, key=lambda m: (m.op, m.nummer))))
        if g.open and len(g.meldingen) > 1:
            gevonden.append(g)
    for g in gevonden[:MEEST]:
        for m in g.meldingen:
            noteer(m.id, gelezen[m.id].masker)
    return Lijst(tuple(gevonden[:MEEST]), len(gelezen), vanaf)


def _sinds(s: Samen) -> date:
    return min(f.op for f in s.feiten)


def _gewogen(gemeente: str, feiten: Sequence[Feit]) -> bool:
    """Was it weighed with others after the last time that something was told, in the order of recording: what reached us later was not weighed."""
    verteld, gewogen = {afspraken.systeemfeit(gemeente, s) for s in (ONTVANGEN, AANVULLING)}, afspraken.systeemfeit(gemeente, GEWOGEN)
    laatste = max((f for f in feiten if f.soort in verteld or f.soort == gewogen), key=lambda f: f.nr, default=None)
    return laatste is not None and laatste.soort == gewogen


def nu_geen_zaak(sessie: Sessie, sleutel: UUID, meldingen: Sequence[UUID], reden: str) -> None:
    """That these reports together are no case now, and why: a fact in each of them, all or none. Raises Geweigerd."""
    soort = afspraken.systeemfeit(sessie.gemeente_code, GEWOGEN)
    ruw = {"feit": soort, "op": sessie.dag.isoformat(), "velden": {"motivering": reden}}
    kern.leg_vast(sessie, Opdracht(sleutel, tuple(Nieuw(d, uuid4(), dict(ruw)) for d in meldingen)))


def meldingen_met(sessie: Sessie, nummers: Sequence[str]) -> dict[str, UUID]:
    """The reports with these numbers, as far as this session may see them."""
    gevonden = {n: lezen_kop.dossier(sessie, n) for n in dict.fromkeys(nummers)}
    return {n: d.id for n, d in gevonden.items() if d is not None and d.soort == SOORT}
