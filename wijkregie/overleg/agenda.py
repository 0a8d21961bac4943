# SPDX-License-Identifier: EUPL-1.2
"""The agenda makes itself: cases whose discussion is due, and what partners brought in. The chair fixes it, adds, orders, and drops with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4, uuid5

from wijkregie.dossier import kern, lezen_feiten, lezen_kop, lezen_wie
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_taken import LOPEND_SQL, Taak, taken_van
from wijkregie.dossier.opdracht import Nieuw, Onbekend, Opdracht
from wijkregie.norm.feiten.feit import Feit
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Bijeenkomst, Reeks
from wijkregie.partijen.sessie import Sessie

HOOGSTENS: Final = 200


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A case for the agenda: because a duty asks for it, or because a partner brought it in (`punt` is open there already)."""

    zaak: UUID
    nummer: str
    reden: str
    taak: Taak | None = None
    punt: str | None = None
    inbreng: Feit | None = None

    @property
    def sleutel(self) -> str:
        return str(self.zaak)


@dataclass(frozen=True, slots=True)
class Inbreng:
    """What was brought in for this kind of meeting in one case, and what became of it."""

    open: tuple[Feit, ...]
    besproken: frozenset[str]  # items
    afgevoerd: frozenset[str]


def kandidaten(r: Reeks, b: Bijeenkomst) -> list[Kandidaat]:
    """What belongs on the agenda of this meeting and does not stand there: one line for each case, the first due first."""
    zaken = _zaken(r) | _nog_los(r)
    weg = _afgevoerd(r, zaken)  # from this agenda it stays off; on another one it may come
    al = {p.zaak for x in r.bijeenkomsten.values() if x.gehouden is None and not x.afgezegd for p in x.punten if x.id == b.id or p.id not in weg}
    uit: dict[UUID, Kandidaat] = {}
    for zaak, inbreng in _ingebracht(r, zaken).items():
        for f in inbreng.open:
            uit.setdefault(zaak, Kandidaat(zaak, zaken[zaak], r.vorm.model.ingebracht or "", punt=f.opent, inbreng=f))
    tot = r.vorm.volgende(b.op)
    for t in _taken(r, zaken):
        if t.uiterlijk is None or tot is None or t.uiterlijk < tot:
            uit.setdefault(t.dossier, Kandidaat(t.dossier, zaken[t.dossier], r.vorm.model.vanzelf[t.regel], t))
    return sorted((k for k in uit.values() if k.zaak not in al), key=_eerst)


def _eerst(k: Kandidaat) -> tuple[date, str]:
    return (k.taak.uiterlijk if k.taak and k.taak.uiterlijk else date.max), k.nummer


def _zaken(r: Reeks) -> dict[UUID, str]:
    """The cases that are linked to the series and there for this session."""
    relatie = r.vorm.model.relatie
    gevonden = rijen(
        "select distinct d.id, d.nummer from dossier_verbinding v join dossier_dossier d on d.gemeente = v.gemeente and d.id = v.dossier"
        " where v.gemeente = %s and v.ander = %s and v.relatie = %s and v.tot is null and d.gesloten_op is null order by d.nummer limit %s",
        [r.sessie.gemeente, r.id, relatie, HOOGSTENS],
    )
    return dict(gevonden)


def _nog_los(r: Reeks) -> dict[UUID, str]:
    """The cases in the area that are in no such series yet, and that ask for this kind of meeting: a duty does, or somebody brought them in. On the
    agenda they join the series, so only who may link them is told."""
    m = r.vorm.model
    if m.relatie is None or not w.mag(r.sessie, w.VERBONDEN):
        return {}
    streken = lezen_wie.gebieden(r.sessie)
    hier = [g for g in streken if r.gebied in lezen_wie.hogerop(streken, g)]
    gevonden = rijen(
        "select d.id, d.nummer from dossier_dossier d where d.gemeente = %(g)s and d.gebied = any(%(hier)s) and d.gesloten_op is null"
        " and d.id in (select dossier from dossier_plicht where gemeente = %(g)s and regel = any(%(regels)s)"
        f" and status in {LOPEND_SQL} union select dossier from dossier_feit where gemeente = %(g)s and soort = %(inbreng)s)"
        " and not exists (select 1 from dossier_verbinding v where v.gemeente = d.gemeente and v.dossier = d.id and v.relatie = %(relatie)s"
        " and v.tot is null) order by d.nummer limit %(n)s",
        {"g": r.sessie.gemeente, "hier": hier, "regels": list(m.vanzelf), "inbreng": w.naam(r.sessie, w.INGEBRACHT), "relatie": m.relatie,
         "n": HOOGSTENS},
    )  # fmt: skip
    return dict(gevonden)


def _taken(r: Reeks, zaken: Iterable[UUID]) -> list[Taak]:
    """The running duties that ask this kind of meeting to discuss a case."""
    regels = list(r.vorm.model.vanzelf)
    gevonden = rijen(
        f"select dossier, id from dossier_plicht where gemeente = %s and dossier = any(%s) and regel = any(%s) and status in {LOPEND_SQL}",
        [r.sessie.gemeente, list(zaken), regels],
    )
    return sorted(taken_van(r.sessie, gevonden).values(), key=lambda t: t.volgorde)


def _ingebracht(r: Reeks, zaken: Iterable[UUID]) -> dict[UUID, Inbreng]:
    soort = w.naam(r.sessie, w.INGEBRACHT)
    met = rijen(
        "select distinct dossier from dossier_feit where gemeente = %s and dossier = any(%s) and soort = %s", [r.sessie.gemeente, list(zaken), soort]
    )
    return {d: inbreng(r.sessie, r.vorm.naam, lezen_feiten.feiten(r.sessie, d).gevouwen.feiten) for (d,) in met}


def inbreng(sessie: Sessie, vorm: str, feiten: list[Feit]) -> Inbreng:
    soort = w.naam(sessie, w.INGEBRACHT)
    besproken = frozenset(d for f in feiten if f.soort == w.naam(sessie, w.BESPROKEN) for d in f.over)
    afgevoerd = frozenset(d for f in feiten if f.soort == w.naam(sessie, w.AFGEVOERD) for d in f.over)
    open_ = tuple(f for f in feiten if f.soort == soort and f.velden.get("overlegvorm") == vorm and f.opent and f.opent not in besproken | afgevoerd)
    return Inbreng(open_, besproken, afgevoerd)


def _afgevoerd(r: Reeks, zaken: Iterable[UUID]) -> set[str]:
    """The items of these cases that were taken off an agenda."""
    gevonden = rijen(
        "select over from dossier_feit where gemeente = %s and dossier = any(%s) and soort = %s",
        [r.sessie.gemeente, list(zaken), w.naam(r.sessie, w.AFGEVOERD)],
    )
    return {str(d) for (over,) in gevonden for d in over}


# what the chair does


def zet_op(r: Reeks, b: Bijeenkomst, lijst: Iterable[Kandidaat]) -> None:
    """Put these on the agenda, in the series too if they are not. In the case and in the series an item has one id. Raises Geweigerd, Onbekend."""
    feiten: list[Nieuw] = []
    verbonden, dag = _zaken(r), r.sessie.dag.isoformat()
    for k in lijst:
        punt = UUID(k.punt) if k.punt else uuid5(UUID(b.id), f"punt|{k.zaak}|{len(b.punten)}")
        if k.zaak not in verbonden and r.vorm.model.relatie:
            link = {"ander": str(r.id), "relatie": r.vorm.model.relatie}
            feiten.append(Nieuw(k.zaak, uuid4(), {"feit": w.naam(r.sessie, w.VERBONDEN), "op": dag, "velden": link}))
        if k.punt is None:
            velden = {"overlegvorm": r.vorm.naam}
            feiten.append(Nieuw(k.zaak, uuid4(), {"feit": w.naam(r.sessie, w.INGEBRACHT), "op": dag, "velden": velden}, punt))
        op = {"zaak": str(k.zaak)} | ({"agendareden": k.reden} if k.reden else {})
        feiten.append(Nieuw(r.id, uuid4(), {"feit": w.naam(r.sessie, w.GEPLAATST), "op": dag, "over": [b.id], "velden": op}, punt))
    if feiten:
        sleutel = uuid5(UUID(b.id), "agenda|" + "|".join(str(f.opent) for f in feiten if f.opent))
        kern.leg_vast(r.sessie, Opdracht(sleutel, tuple(feiten), verzonden=str(sleutel).encode()))


def voeg_toe(r: Reeks, b: Bijeenkomst, nummer: str) -> bool:
    """Put a case on the agenda by its number; no if there is no such case. Raises Geweigerd, Onbekend."""
    d = lezen_kop.dossier(r.sessie, nummer.strip().upper())
    if d is None or d.id == r.id or r.vorm.protocol not in d.protocollen:
        return False
    eerder = inbreng(r.sessie, r.vorm.naam, lezen_feiten.feiten(r.sessie, d.id).gevouwen.feiten).open
    if d.id not in {p.zaak for p in b.punten if not afgevoerd(r.sessie, p.zaak, p.id)}:
        zet_op(r, b, [Kandidaat(d.id, d.nummer, r.vorm.model.ingebracht or "", punt=eerder[0].opent if eerder else None)])
    return True


def voer_af(r: Reeks, zaak: UUID, punt: str, reden: str) -> None:
    """Take an item off the agenda, with the reason. Raises Geweigerd, Onbekend."""
    ruw = {"feit": w.naam(r.sessie, w.AFGEVOERD), "op": r.sessie.dag.isoformat(), "over": [punt], "velden": {"motivering": reden}}
    kern.leg_vast(r.sessie, Opdracht(uuid5(UUID(punt), "af"), (Nieuw(zaak, uuid4(), ruw),), verzonden=reden.encode()))


def afgevoerd(sessie: Sessie, zaak: UUID | None, punt: str) -> bool:
    if zaak is None:
        return False
    soort = w.naam(sessie, w.AFGEVOERD)
    return bool(
        rijen(
            "select 1 from dossier_feit where gemeente = %s and dossier = %s and soort = %s and %s = any(over) limit 1",
            [sessie.gemeente, zaak, soort, UUID(punt)],
        )
    )


# the order, of the room itself


def plaatsen(r: Reeks) -> dict[str, int]:
    gevonden = rijen("select punt, plaats from overleg_volgorde where gemeente = %s and dossier = %s", [r.sessie.gemeente, r.id])
    return {str(p): n for p, n in gevonden}


def orden(r: Reeks, punten: list[str]) -> None:
    """The items of a meeting in this order; items of another series keep theirs. Raises Onbekend, if and only if this session may place no case on
    an agenda, or the series is not there for it."""
    s, hier = r.sessie, {p.id for b in r.bijeenkomsten.values() for p in b.punten}
    with kern.in_kern(s.gemeente, s.gemeente_code) as k:
        if not w.mag(s, w.GEPLAATST) or not k.ziet(s, r.id):
            raise Onbekend
        for n, p in enumerate(p for p in punten if p in hier):
            k.cursor.execute(
                "insert into overleg_volgorde (gemeente, dossier, punt, plaats) values (%s, %s, %s, %s)"
                " on conflict (gemeente, dossier, punt) do update set plaats = excluded.plaats",
                [s.gemeente, r.id, UUID(p), n],
            )
