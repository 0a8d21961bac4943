# SPDX-License-Identifier: EUPL-1.2
"""What a form asks the session's own connection: the dossier, the facts and things it may see, its running duties, its mask.

Plain SQL as wijk_web; row-level security leaves out what is not for this session.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import naar_waarde
from wijkregie.dossier.lezen import rijen
from wijkregie.klok import ZONE
from wijkregie.norm.feiten.feit import RECTIFICATIE, Actor, Feit, Gevouwen, vouw
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie

NUMMER: Final = re.compile(r"[A-Z]{1,3}-\d{4}-\d{4,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kop:
    """A dossier as its head shows it: only lines that this session may read."""

    id: UUID
    nummer: str
    soort: str
    protocollen: tuple[str, ...]
    gebied: int | None
    gesloten_op: date | None
    regels: tuple[tuple[str, int, str], ...] = ()  # (kind of subject, place, text)

    def _titels(self, soort: str) -> list[str]:
        return list(dict.fromkeys(t for s, v, t in self.regels if s == soort and v == 0 and t))

    @property
    def naam(self) -> str:
        """Whom it is about; an address when no person is named."""
        return ", ".join(self._titels("persoon")) or self.adres

    @property
    def adres(self) -> str:
        return ", ".join(self._titels("adres"))

    @property
    def titel(self) -> str:
        """What to call it: by its number for who may know neither name nor address, or where there is none."""
        return self.naam or f"Dossier {self.nummer}"


@dataclass(frozen=True, slots=True)
class Lopend:
    """A running duty that this session may see."""

    id: UUID
    wat: str
    doe: tuple[str, ...]
    norm: str
    normen: tuple[str, ...]
    ding: str | None
    wie: tuple[str, ...]
    organisatie: int | None
    hardheid: str
    status: str
    uiterlijk: date | None
    streef: date | None
    niet_voor: date | None
    moment: date | None
    dreigt_vanaf: date | None
    te_laat_vanaf: date | None
    van_mij: bool

    @property
    def volgorde(self) -> date:
        return self.uiterlijk or self.moment or self.streef or date.max


@dataclass(slots=True)
class Ding:
    """A thing with the fact that opened it, as far as this session may read."""

    id: str
    soort: str
    opener: Feit
    feiten: list[Feit] = field(default_factory=list)


@dataclass(slots=True)
class Zicht:
    """The facts that this session may see, as they stand now."""

    gevouwen: Gevouwen
    alle: dict[str, Feit]  # by id, before correction, rectifications too
    vastleggers: dict[str, int]
    categorieen: dict[str, frozenset[str]]  # fact -> categories of which the content is readable
    dingen: dict[str, Ding]

    def feit(self, id_: UUID | str) -> Feit | None:
        """A fact as it stands now, or the one that was withdrawn or that rectifies."""
        nu = next((f for f in self.gevouwen.feiten if f.id == str(id_)), None)
        return nu or self.alle.get(str(id_))

    def wortel(self, f: Feit) -> Feit | None:
        """The fact at the root of a chain of rectifications; None if it is not visible."""
        wortel: Feit | None = f
        while wortel is not None and wortel.soort == RECTIFICATIE:
            wortel = self.alle.get(str(wortel.velden.get("van")))
        return wortel


def dossier(sessie: Sessie, nummer: str) -> Kop | None:
    """A dossier by its number; None: absent or hidden, which is the same."""
    if NUMMER.fullmatch(nummer) is None:
        return None
    gevonden = rijen(
        "select id, nummer, soort, protocollen, gebied, gesloten_op from dossier_dossier where gemeente = %s and nummer = %s",
        [sessie.gemeente, nummer],
    )
    if not gevonden:
        return None
    r = gevonden[0]
    return Kop(r[0], r[1], r[2], tuple(r[3]), r[4], r[5], _regels(sessie, [r[0]]).get(r[0], ()))


def koppen(sessie: Sessie, ids: list[UUID]) -> dict[UUID, Kop]:
    """Several dossiers at once."""
    regels = _regels(sessie, ids)
    gevonden = rijen(
        "select id, nummer, soort, protocollen, gebied, gesloten_op from dossier_dossier where gemeente = %s and id = any(%s)",
        [sessie.gemeente, ids],
    )
    return {r[0]: Kop(r[0], r[1], r[2], tuple(r[3]), r[4], r[5], regels.get(r[0], ())) for r in gevonden}


def _regels(sessie: Sessie, ids: list[UUID]) -> dict[UUID, tuple[tuple[str, int, str], ...]]:
    uit: dict[UUID, tuple[tuple[str, int, str], ...]] = {}
    for d, soort, volgorde, tekst in rijen(
        "select dossier, soort, volgorde, tekst from dossier_kop where gemeente = %s and dossier = any(%s)"
        " order by dossier, soort desc, ander, volgorde",
        [sessie.gemeente, ids],
    ):
        uit[d] = (*uit.get(d, ()), (soort, volgorde, tekst))
    return uit


def lopend(sessie: Sessie, dossier: UUID, feit: str | None = None) -> list[Lopend]:
    """Running duties in a dossier (that this act discharges), mine first, then by deadline."""
    gevonden = rijen(
        "select p.id, p.wat, p.doe, p.norm, p.normen, p.ding::text, p.wie, p.organisatie, p.hardheid, p.status, p.uiterlijk, p.streef, p.niet_voor,"
        " p.moment, p.dreigt_vanaf, p.te_laat_vanaf,"
        " exists (select 1 from dossier_werk w where w.gemeente = p.gemeente and w.plicht = p.id)"
        " from dossier_plicht p where p.gemeente = %s and p.dossier = %s and p.status in ('loopt', 'mogelijk', 'opgeschort')"
        " and (%s::text is null or %s = any(p.doe))",
        [sessie.gemeente, dossier, feit, feit],
    )
    uit = []
    for r in gevonden:
        waarden: tuple[Any, ...] = tuple(tuple(x) if isinstance(x, list) else x for x in r)
        uit.append(Lopend(*waarden))
    return sorted(uit, key=lambda p: (not p.van_mij, p.volgorde, p.wat))


def masker(sessie: Sessie, dossier: UUID) -> int:
    """The categories of which this session may know that there is something."""
    return int(
        rijen(
            "select coalesce(bit_or(bestaat), 0) from delen_toegang where gemeente = %s and dossier = %s and ding is null", [sessie.gemeente, dossier]
        )[0][0]
    )


def zichtbare(dossier: UUID, ids: Iterable[UUID | str]) -> set[str]:
    """Which of these facts this session may know to be there."""
    return {str(r[0]) for r in rijen("select id from dossier_feit where dossier = %s and id = any(%s)", [dossier, [UUID(str(i)) for i in ids]])}


def organisaties(sessie: Sessie) -> dict[int, tuple[str, str, bool]]:
    """Of every organisation of the municipality its short name, its kind, and whether it logs in."""
    gevonden = rijen(
        "select id, coalesce(nullif(kort, ''), naam), soort, logt_in from partijen_organisatie where gemeente = %s order by naam", [sessie.gemeente]
    )
    return {r[0]: (r[1], r[2], r[3]) for r in gevonden}


def partijen(sessie: Sessie, dossier: UUID) -> list[tuple[str, int]]:
    """Who takes part: (role, organisation)."""
    return [
        (r[0], r[1]) for r in rijen("select rol, organisatie from dossier_partij where gemeente = %s and dossier = %s", [sessie.gemeente, dossier])
    ]


_KADERS = """select id, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger, opent, over, van, herkomst, categorie
    from dossier_feit where gemeente = %s and dossier = %s order by vastgelegd"""


def feiten(sessie: Sessie, dossier: UUID) -> Zicht:
    """Every fact of a dossier that this session may see, with the content that it may read, corrections laid over it."""
    w = afspraken.wereld(sessie.gemeente_code)
    bits = afspraken.bits(connections["default"].cursor(), sessie.gemeente)
    delen: dict[UUID, list[tuple[str, dict[str, Any]]]] = {}
    for feit, categorie, inhoud in rijen(
        "select feit, categorie, inhoud from dossier_deel where gemeente = %s and dossier = %s", [sessie.gemeente, dossier]
    ):
        if inhoud is not None:
            delen.setdefault(feit, []).append((bits.naam[categorie], json.loads(bytes(inhoud))))
    alle: dict[str, Feit] = {}
    vastleggers: dict[str, int] = {}
    categorieen: dict[str, frozenset[str]] = {}
    for nr, k in enumerate(rijen(_KADERS, [sessie.gemeente, dossier]), 1):
        van = None if k[12] is None else str(k[12])
        if van is not None and van not in alle:
            continue  # it puts right what this session may not see
        soort = k[1]
        model = w.feiten[_wortelsoort(alle, van) if van is not None else soort]
        f = _feit(k, nr, van, model, delen.get(k[0], []))
        alle[f.id] = f
        vastleggers[f.id] = k[9]
        categorieen[f.id] = frozenset(c for c, _ in delen.get(k[0], []))
    gevouwen = vouw(alle.values())
    dingen: dict[str, Ding] = {}
    for f in gevouwen.feiten:
        if f.opent is not None:
            dingen.setdefault(f.opent, Ding(f.opent, w.feiten[f.soort].opent or "", f))
        for d in f.over:
            if d in dingen:
                dingen[d].feiten.append(f)
    return Zicht(gevouwen, alle, vastleggers, categorieen, dingen)


def _wortelsoort(alle: dict[str, Feit], id_: str) -> str:
    f = alle[id_]
    while f.soort == RECTIFICATIE:
        f = alle[str(f.velden["van"])]
    return f.soort


def _feit(k: tuple[Any, ...], nr: int, van: str | None, model: FeitType, delen: list[tuple[str, dict[str, Any]]]) -> Feit:
    id_, soort, op, tijd, vastgelegd, rol, soort_org, org, namens, _, opent, over, _, herkomst, _ = k
    velden: dict[str, Any] = {} if van is None else {"van": van}
    reden = persoon = None
    for _, inhoud in delen:
        for naam, waarde in inhoud.items():
            if naam == ":reden":
                reden = waarde
            elif naam == ":door":
                persoon = waarde.get("naam")
            elif naam == ":intrekken":
                velden["intrekken"] = True
            elif naam == ":wordt":
                velden.setdefault("wordt", {}).update({x: _wordt(x, y, model) for x, y in waarde.items()})
            else:
                velden[naam] = naar_waarde(waarde, model.velden.get(naam))
    toen = vastgelegd.astimezone(ZONE)
    return Feit(
        str(id_), soort, op, nr, tijd=tijd, vastgelegd_op=toen.date(), vastgelegd_tijd=toen.hour * 60 + toen.minute,
        door=Actor(rol, None if org is None else str(org), soort_org, persoon), namens=namens, opent=None if opent is None else str(opent),
        over=tuple(map(str, over)), velden=velden, herkomst=herkomst, reden=reden,
    )  # fmt: skip


def _wordt(naam: str, waarde: Any, model: FeitType) -> Any:
    if naam == "op":
        return date.fromisoformat(waarde)
    if naam == "over":
        return tuple(waarde)
    if naam == "door":
        return Actor(waarde["rol"], waarde["organisatie"], waarde["soort"], waarde["persoon"])
    return waarde if naam == "tijd" else naar_waarde(waarde, model.velden.get(naam))
