# SPDX-License-Identifier: EUPL-1.2
"""What follows in a dossier (tracks, gates, rights, breaches, parties, links), its files, and lists of dossiers, as a session may see them.

These modules read on the session's own connection: plain SQL as wijk_web, row-level security leaves out what is not for it. Which dossiers are there:
`lezen_kop`; their facts: `lezen_feiten`; duties: `lezen_taken`; the lists of Mijn werk: `lezen_werk`; organisations and people: `lezen_wie`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.delen.lezing import noteer
from wijkregie.dossier.bijwerken import GESLOTEN, LIJSTEN, MELDING, OPEN
from wijkregie.dossier.laden import als_json
from wijkregie.dossier.versleuteling import HELDER, GeenSleutel, Sleutelbos
from wijkregie.partijen.sessie import Sessie


def rijen(sql: str, waarden: Iterable[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query on the session's own connection."""
    with connections["default"].cursor() as c:
        c.execute(sql, waarden if isinstance(waarden, Mapping) else list(waarden))
        return list(c.fetchall())


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
        "select id, soort, feit, norm, wat, gedekt from dossier_schending where gemeente = %s and dossier = %s order by wat, id",
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
        " and exists (select 1 from dossier_dossier d where d.gemeente = v.gemeente and d.id = v.ander) order by v.sinds, v.relatie, v.ander",
        [sessie.gemeente, dossier],
    )
    return [Link(*r) for r in gevonden]


def zaken_met(sessie: Sessie, dossier: UUID) -> list[Link]:
    """The cases that a report was joined to, as far as this session may see both that and them."""
    gevonden = rijen(
        "select v.dossier, v.sinds from dossier_verbinding v where v.gemeente = %s and v.ander = %s and v.tot is null"
        " and exists (select 1 from dossier_dossier d where d.gemeente = v.gemeente and d.id = v.dossier) order by v.sinds, v.dossier",
        [sessie.gemeente, dossier],
    )
    return [Link(d, "Zaak", sinds) for d, sinds in gevonden]


# what stands around the facts: when each was recorded, under which category, files


@dataclass(frozen=True, slots=True)
class Bestand:
    id: UUID
    feit: UUID
    naam: str | None
    mediatype: str
    grootte: int


def bestanden(sessie: Sessie, dossier: UUID) -> list[Bestand]:
    """Without their content."""
    gevonden = rijen(
        "select id, feit, naam, mediatype, grootte, categorie, naam_dicht from dossier_bestand where gemeente = %s and dossier = %s",
        [sessie.gemeente, dossier],
    )
    bos = Sleutelbos(connections["default"].cursor(), sessie.gemeente, dossier)
    uit = []
    for id_, feit, naam, mediatype, grootte, categorie, dicht in gevonden:
        noteer(dossier, 1 << categorie)
        uit.append(Bestand(id_, feit, naam if dicht is None else _naam(bos, feit, categorie, id_, bytes(dicht)), mediatype, grootte))
    return sorted(uit, key=lambda b: (b.naam is None, b.naam or "", b.id))


def _naam(bos: Sleutelbos, feit: UUID, categorie: int, bestand: UUID, dicht: bytes) -> str | None:
    try:
        return bos.open_naam(feit, categorie, bestand, dicht)
    except GeenSleutel:
        return None


def bestand(sessie: Sessie, dossier: UUID, id_: UUID) -> tuple[str, str, bytes] | None:
    """Name, media type and content of a file, if this session may read it and it was not destroyed."""
    gevonden = rijen(
        "select feit, categorie, naam, mediatype, vorm, naam_dicht, inhoud from dossier_bestand"
        " where gemeente = %s and dossier = %s and id = %s and inhoud is not null",
        [sessie.gemeente, dossier, id_],
    )
    for feit, categorie, naam, mediatype, vorm, dicht, inhoud in gevonden:
        noteer(dossier, 1 << categorie)
        if vorm == HELDER:
            return naam, mediatype, bytes(inhoud)
        bos = Sleutelbos(connections["default"].cursor(), sessie.gemeente, dossier)
        with suppress(GeenSleutel):
            return bos.open_naam(feit, categorie, id_, bytes(dicht)), mediatype, bos.open_bestand(feit, categorie, id_, bytes(inhoud))[1]
    return None


# lists of dossiers


VOOR_ALLES: Final = 2**63 - 1
_LIJST: Final = {"open": OPEN, "gesloten": GESLOTEN, "meldingen": LIJSTEN[MELDING][0], "meldingen_dicht": LIJSTEN[MELDING][1]}


def lijst(sessie: Sessie, welke: str, hoogstens: int, *, voor: int | None = None) -> list[UUID]:
    """The dossiers of a list, the newest number first: an order that tells nothing of what was recorded. `voor`: only those below this place, so
    that a page far down costs what the first costs."""
    return [d for _, d in _plekken(sessie, welke, hoogstens, voor)]


def nieuwste(sessie: Sessie, lijsten: Iterable[str], hoogstens: int) -> list[UUID]:
    """Of several lists together the newest numbers, whichever list they are in."""
    alle = {p for welke in lijsten for p in _plekken(sessie, welke, hoogstens, None)}
    return [d for _, d in sorted(alle, reverse=True)[:hoogstens]]


def _plekken(sessie: Sessie, welke: str, hoogstens: int, voor: int | None) -> list[tuple[int, UUID]]:
    waarden = {**_wie(sessie, welke), "meest": hoogstens, "voor": VOOR_ALLES if voor is None else voor}
    return [(n, d) for d, n in rijen(f"select x.dossier, x.volgorde from ({_bron(welke)}) x order by x.volgorde desc", waarden)]


@dataclass(frozen=True, slots=True)
class Termijn:
    """The deadline of a duty, and from when it is near and passed."""

    uiterlijk: date
    dreigt_vanaf: date | None
    te_laat_vanaf: date | None


def eerste_termijnen(sessie: Sessie, dossiers: Iterable[UUID]) -> dict[UUID, Termijn]:
    """Of each dossier the first deadline that this session may see."""
    gevonden = rijen(
        """select distinct on (dossier) dossier, uiterlijk, dreigt_vanaf, te_laat_vanaf from dossier_plicht
        where gemeente = %s and dossier = any(%s) and status = 'loopt' and uiterlijk is not null order by dossier, uiterlijk, id""",
        [sessie.gemeente, list(dossiers)],
    )
    return {r[0]: Termijn(*r[1:]) for r in gevonden}


def _bron(welke: str) -> str:
    """The first `meest` of a list: of the few that are handled, or per key by its index. Never from all dossiers, nor from all that a key opens."""
    if welke == "mij":
        return """select d.id as dossier, d.volgorde from (select distinct b.dossier from dossier_behandelaar b
            where b.gemeente = %(gemeente)s and b.lidmaatschap = any(%(leden)s) and b.tot is null) b
            join dossier_dossier d on d.gemeente = %(gemeente)s and d.id = b.dossier
            where d.soort = 'zaak' and d.gesloten_op is null and d.volgorde < %(voor)s order by d.volgorde desc limit %(meest)s"""
    return """select distinct p.dossier, p.volgorde from unnest(%(sleutels)s::int[]) s(sleutel) cross join lateral
        (select distinct on (t.volgorde) t.volgorde, t.dossier from delen_toegang t where t.gemeente = %(gemeente)s and t.sleutel = s.sleutel
            and t.lijst = %(lijst)s and t.volgorde < %(voor)s order by t.volgorde desc limit %(meest)s) p
        order by p.volgorde desc limit %(meest)s"""


def aantal(sessie: Sessie, welke: str, meest: int) -> int:
    """How many dossiers a list has, counted up to one more than `meest`."""
    return int(rijen(f"select count(*) from ({_bron(welke)}) x", {**_wie(sessie, welke), "meest": meest + 1, "voor": VOOR_ALLES})[0][0])


def _wie(sessie: Sessie, welke: str) -> dict[str, Any]:
    leden = [sessie.lidmaatschap, *sessie.neemt_waar]
    return {"gemeente": sessie.gemeente, "leden": leden, "sleutels": list(sessie.sleutels), "lijst": _LIJST.get(welke)}


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
