# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a dossier ask the session's own connection: plain SQL as wijk_web, row-level security leaves out what is not for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier.laden import als_json
from wijkregie.partijen.sessie import Sessie


def rijen(sql: str, waarden: Iterable[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query on the session's own connection."""
    with connections["default"].cursor() as c:
        c.execute(sql, waarden if isinstance(waarden, Mapping) else list(waarden))
        return list(c.fetchall())


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that is there for this session, with its masks: of which categories it may know that there is something, and read it."""

    id: UUID
    nummer: str
    soort: str
    protocollen: tuple[str, ...]
    gebied: int | None
    begonnen: date
    gesloten_op: date | None
    bijgewerkt: datetime
    wacht_sinds: datetime | None
    bestaat: int
    inhoud: int


_DOSSIER: Final = """select d.id, d.nummer, d.soort, d.protocollen, d.gebied, d.begonnen, d.gesloten_op, d.bijgewerkt, d.wacht_sinds,
    coalesce((select bit_or(t.bestaat) from delen_toegang t where t.gemeente = d.gemeente and t.dossier = d.id and t.ding is null), 0),
    coalesce((select bit_or(t.inhoud) from delen_toegang t where t.gemeente = d.gemeente and t.dossier = d.id and t.ding is null), 0)
    from dossier_dossier d where d.gemeente = %s and d.nummer = %s"""


def dossier(sessie: Sessie, nummer: str) -> Dossier | None:
    """None: absent or hidden, which is the same."""
    gevonden = rijen(_DOSSIER, [sessie.gemeente, nummer])
    return next((Dossier(r[0], r[1], r[2], tuple(r[3]), *r[4:]) for r in gevonden), None)


# tracks and regie


@dataclass(frozen=True, slots=True)
class Fase:
    spoor: str
    ding: UUID | None
    fase: str
    sinds: date | None
    feit: UUID | None
    stappen: tuple[tuple[date, str, UUID], ...]  # day, phase, fact


@dataclass(frozen=True, slots=True)
class Regie:
    spoor: str
    soort: str
    ding: UUID | None
    rol: str | None
    organisatie: int | None
    feit: UUID | None


def fasen(sessie: Sessie, dossier: UUID) -> list[Fase]:
    gevonden = rijen(
        "select spoor, ding, fase, sinds, feit, stappen from dossier_fase where gemeente = %s and dossier = %s order by spoor, ding nulls first",
        [sessie.gemeente, dossier],
    )
    return [Fase(r[0], r[1], r[2], r[3], r[4], stappen_van(als_json(r[5]))) for r in gevonden]


def stappen_van(ruw: Iterable[Mapping[str, object]]) -> tuple[tuple[date, str, UUID], ...]:
    return tuple((date.fromisoformat(str(s["op"])), str(s["fase"]), UUID(str(s["feit"]))) for s in ruw)


def regie(sessie: Sessie, dossier: UUID) -> list[Regie]:
    gevonden = rijen(
        "select spoor, soort, ding, rol, organisatie, feit from dossier_regie where gemeente = %s and dossier = %s"
        " order by spoor, soort, ding nulls first",
        [sessie.gemeente, dossier],
    )
    return [Regie(*r) for r in gevonden]


# gates, rights, breaches


@dataclass(frozen=True, slots=True)
class Blad:
    """A leaf of a gate that this session may see."""

    toets: str
    ding: UUID | None
    norm: tuple[str, ...]
    wat: str
    uitkomst: str
    hardheid: str
    groep: str | None


@dataclass(frozen=True, slots=True)
class Recht:
    """What roles may record, where that hangs on this dossier."""

    rollen: tuple[str, ...]
    feit: str
    ding: UUID | None
    mag: str
    toetsen: tuple[str, ...]
    normen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breuk:
    """A breach, or an act that lost its ground afterwards."""

    id: UUID
    soort: str
    feit: UUID
    norm: tuple[str, ...]
    wat: str
    gedekt: bool


def bladen(sessie: Sessie, dossier: UUID) -> list[Blad]:
    gevonden = rijen(
        "select toets, ding, norm, wat, uitkomst, hardheid, groep from dossier_blad where gemeente = %s and dossier = %s"
        " order by toets, ding, volgorde",
        [sessie.gemeente, dossier],
    )
    return [Blad(r[0], r[1], tuple(r[2]), *r[3:]) for r in gevonden]


def rechten(sessie: Sessie, dossier: UUID) -> list[Recht]:
    """Of the session's own roles."""
    gevonden = rijen(
        "select rollen, feit, ding, mag, toetsen, normen from dossier_handeling where gemeente = %s and dossier = %s"
        " and rollen && %s order by feit, ding",
        [sessie.gemeente, dossier, list(sessie.rollen)],
    )
    return [Recht(tuple(r[0]), r[1], r[2], r[3], tuple(r[4]), tuple(r[5])) for r in gevonden]


def breuken(sessie: Sessie, dossier: UUID) -> dict[UUID, list[Breuk]]:
    """By fact."""
    uit: dict[UUID, list[Breuk]] = {}
    for r in rijen(
        "select id, soort, feit, norm, wat, gedekt from dossier_schending where gemeente = %s and dossier = %s order by wat",
        [sessie.gemeente, dossier],
    ):
        uit.setdefault(r[2], []).append(Breuk(r[0], r[1], r[2], tuple(r[3]), r[4], r[5]))
    return uit


# who takes part, links


@dataclass(frozen=True, slots=True)
class Partij:
    rol: str
    organisatie: int
    persoon: str | None
    sinds: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A linked dossier that this session can open too."""

    ander: UUID
    relatie: str
    sinds: date


def partijen(sessie: Sessie, dossier: UUID) -> list[Partij]:
    gevonden = rijen(
        "select rol, organisatie, persoon, sinds from dossier_partij where gemeente = %s and dossier = %s order by rol, organisatie",
        [sessie.gemeente, dossier],
    )
    return [Partij(*r) for r in gevonden]


def verbonden(sessie: Sessie, dossier: UUID) -> list[Link]:
    gevonden = rijen(
        "select v.ander, v.relatie, v.sinds from dossier_verbinding v where v.gemeente = %s and v.dossier = %s and v.tot is null"
        " and exists (select 1 from dossier_dossier d where d.gemeente = v.gemeente and d.id = v.ander) order by v.sinds, v.relatie",
        [sessie.gemeente, dossier],
    )
    return [Link(*r) for r in gevonden]


# what stands around the facts: when each was recorded, under which category, files


@dataclass(frozen=True, slots=True)
class Kader:
    vastgelegd: datetime
    categorie: int
    vastlegger: int
    overgenomen: bool
    leesbaar: int  # categories that were given onward with this fact


@dataclass(frozen=True, slots=True)
class Bestand:
    id: UUID
    feit: UUID
    naam: str | None
    mediatype: str
    grootte: int


def kaders(sessie: Sessie, dossier: UUID) -> dict[str, Kader]:
    gevonden = rijen(
        "select f.id, f.vastgelegd, f.categorie, f.vastlegger, f.overgenomen, coalesce((select bit_or(v.inhoud) from delen_toegang_feit v"
        " where v.gemeente = f.gemeente and v.feit = f.id), 0) from dossier_feit f where f.gemeente = %s and f.dossier = %s",
        [sessie.gemeente, dossier],
    )
    return {str(r[0]): Kader(*r[1:]) for r in gevonden}


def bestanden(sessie: Sessie, dossier: UUID) -> list[Bestand]:
    """Without their content."""
    gevonden = rijen(
        "select id, feit, naam, mediatype, grootte from dossier_bestand where gemeente = %s and dossier = %s order by naam, id",
        [sessie.gemeente, dossier],
    )
    return [Bestand(*r) for r in gevonden]


# lists of dossiers


@dataclass(frozen=True, slots=True)
class Rij:
    """A dossier in a list, with its first deadline that this session may see."""

    id: UUID
    nummer: str
    gesloten_op: date | None
    protocollen: tuple[str, ...]
    uiterlijk: date | None
    dreigt_vanaf: date | None
    te_laat_vanaf: date | None


_WELKE: Final = {"mij": "d.gesloten_op is null", "open": "d.gesloten_op is null", "gesloten": "d.gesloten_op is not null"}


def lijst(sessie: Sessie, welke: str, vanaf: int, hoogstens: int) -> list[Rij]:
    """The dossiers of a list, the newest change first."""
    gevonden = rijen(
        f"""select d.id, d.nummer, d.gesloten_op, d.protocollen, t.uiterlijk, t.dreigt_vanaf, t.te_laat_vanaf
        from (select d.id, d.gemeente, d.nummer, d.gesloten_op, d.protocollen, d.bijgewerkt from {_bron(welke)} where d.gemeente = %(gemeente)s
            and d.soort = 'zaak' and {_WELKE[welke]} order by d.bijgewerkt desc, d.nummer desc offset %(vanaf)s limit %(hoogstens)s) d
        left join lateral (select p.uiterlijk, p.dreigt_vanaf, p.te_laat_vanaf from dossier_plicht p where p.gemeente = d.gemeente
            and p.dossier = d.id and p.status = 'loopt' and p.uiterlijk is not null order by p.uiterlijk limit 1) t on true
        order by d.bijgewerkt desc, d.nummer desc""",
        {"gemeente": sessie.gemeente, "vanaf": vanaf, "hoogstens": hoogstens, **_wie(sessie)},
    )
    return [Rij(r[0], r[1], r[2], tuple(r[3]), *r[4:]) for r in gevonden]


def _bron(welke: str) -> str:
    """Start from the few that are handled, or from what the keys open: never from all dossiers."""
    if welke == "mij":
        welk = "select b.dossier from dossier_behandelaar b where b.gemeente = %(gemeente)s and b.lidmaatschap = any(%(leden)s) and b.tot is null"
    else:
        welk = "select t.dossier from delen_toegang t where t.gemeente = %(gemeente)s and t.sleutel = any(%(sleutels)s)"
    return f"(select distinct x.dossier from ({welk}) x) m join dossier_dossier d on d.gemeente = %(gemeente)s and d.id = m.dossier"


def aantal(sessie: Sessie, welke: str, meest: int) -> int:
    """How many dossiers a list has, counted up to one more than `meest`."""
    waar = f"d.gemeente = %(gemeente)s and d.soort = 'zaak' and {_WELKE[welke]}"
    sql = f"select count(*) from (select 1 from {_bron(welke)} where {waar} limit %(meest)s) x"
    return int(rijen(sql, {"gemeente": sessie.gemeente, **_wie(sessie), "meest": meest + 1})[0][0])


def _wie(sessie: Sessie) -> dict[str, list[int]]:
    return {"leden": [sessie.lidmaatschap, *sessie.neemt_waar], "sleutels": list(sessie.sleutels)}


def fasen_van(sessie: Sessie, dossiers: Iterable[UUID]) -> dict[UUID, list[Fase]]:
    """The phases of dossiers in a list; of tracks of a thing none."""
    uit: dict[UUID, list[Fase]] = {}
    for r in rijen(
        "select dossier, spoor, ding, fase, sinds, feit from dossier_fase where gemeente = %s and dossier = any(%s) and ding is null order by spoor",
        [sessie.gemeente, list(dossiers)],
    ):
        uit.setdefault(r[0], []).append(Fase(r[1], r[2], r[3], r[4], r[5], ()))
    return uit


def regie_van(sessie: Sessie, dossiers: Iterable[UUID]) -> dict[UUID, int]:
    """The organisation that has regie."""
    return dict(
        rijen(
            "select dossier, max(organisatie) from dossier_regie where gemeente = %s and dossier = any(%s) and ding is null group by dossier",
            [sessie.gemeente, list(dossiers)],
        )
    )
