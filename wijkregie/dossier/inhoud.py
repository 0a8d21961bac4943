# SPDX-License-Identifier: EUPL-1.2
"""The content of facts as it is stored and read back: per category, as canonical text with a salted commitment, chained per dossier."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import UUID

from wijkregie.klok import ZONE
from wijkregie.norm.feiten.feit import RECTIFICATIE, Actor, Feit
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.tijd.termijn import Termijn, lees_termijn

_IN_KADER: Final = ("op", "tijd", "door", "over", "opent")


@dataclass(frozen=True, slots=True)
class Deel:
    """The content of a fact in one category."""

    categorie: str
    inhoud: dict[str, Any]


def canoniek(data: Any) -> bytes:
    """One and the same text for the same content: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def vastlegging(zout: bytes, inhoud: bytes) -> bytes:
    """The commitment of a category row: proves the content without showing it, and nothing once the salt is gone."""
    return sha256(zout + inhoud).digest()


def nieuw_zout() -> bytes:
    return secrets.token_bytes(16)


def begin_schakel(dossier: UUID, nummer: str, soort: str, protocollen: Iterable[str], gebied: int | None, begonnen: date) -> bytes:
    """The link before the first fact: over what the dossier is, which never changes."""
    kop = {
        "dossier": str(dossier),
        "nummer": nummer,
        "soort": soort,
        "protocollen": list(protocollen),
        "gebied": gebied,
        "begonnen": begonnen.isoformat(),
    }
    return sha256(b"wijkregie dossier" + canoniek(kop)).digest()


def schakel(vorige: bytes, kader: Mapping[str, Any], vastleggingen: Iterable[tuple[str, bytes]]) -> bytes:
    """The next link of the chain: over the one before, the frame, and the commitment of every category row and file (by its name, sorted)."""
    h = sha256(vorige)
    h.update(canoniek(kader))
    for naam, v in sorted(vastleggingen):
        h.update(naam.encode("utf-8") + b"\0" + v)
    return h.digest()


# values


def naar_json(v: Any) -> Any:
    """A value of the core as JSON holds it; read back by `naar_waarde` with the field's kind."""
    if isinstance(v, date):
        return v.isoformat()
    if isinstance(v, Termijn):
        return str(v)
    if isinstance(v, (list, tuple)):
        return [naar_json(x) for x in v]
    if isinstance(v, Mapping):
        return {k: naar_json(x) for k, x in v.items()}
    return v


def pak_in(v: Any) -> Any:
    """A published value as JSON that keeps its kind: it is read without its field."""
    if isinstance(v, date):
        return {"datum": v.isoformat()}
    if isinstance(v, Mapping):
        return {"per": {k: pak_in(x) for k, x in v.items()}}
    if isinstance(v, (list, tuple)):
        return {"lijst": [pak_in(x) for x in v]}
    return v if v is None or isinstance(v, (bool, int, float, str)) else str(v)


def pak_uit(v: Any) -> Any:
    """What `pak_in` put in."""
    if not isinstance(v, dict):
        return v
    if "datum" in v:
        return date.fromisoformat(v["datum"])
    if "lijst" in v:
        return tuple(pak_uit(x) for x in v["lijst"])
    return {k: pak_uit(x) for k, x in v["per"].items()}


def naar_waarde(v: Any, veld: Veld | None) -> Any:
    """A stored value as the core reads it."""
    if v is None or veld is None:
        return v
    if veld.soort == "datum":
        return date.fromisoformat(v)
    if veld.soort == "termijn":
        return lees_termijn(v)
    if veld.soort == "lijst":
        return tuple(_lid(x, veld) for x in v)
    return v


def _lid(x: Any, veld: Veld) -> Any:
    if isinstance(veld.van, dict) and isinstance(x, dict):
        return {k: naar_waarde(y, veld.van.get(k)) for k, y in x.items()}
    if veld.van == "datum":
        return date.fromisoformat(x)
    if veld.van == "termijn":
        return lees_termijn(x)
    return x


def categorie_van(model: FeitType, veld: str) -> str:
    """The category of a field: its own, else that of the fact type."""
    v = model.velden.get(veld)
    return (v.categorie if v is not None else None) or model.categorie


def verdeel(velden: Mapping[str, Any], model: FeitType, reden: str | None = None) -> list[Deel]:
    """The fields of a fact by category; the reason of a breach goes with the fact's own category."""
    uit: dict[str, dict[str, Any]] = {}
    for k, v in velden.items():
        if v is not None:
            uit.setdefault(categorie_van(model, k), {})[k] = naar_json(v)
    if reden is not None and "reden" not in velden:
        uit.setdefault(model.categorie, {})[":reden"] = reden
    return [Deel(c, i) for c, i in uit.items()]


def verdeel_rectificatie(velden: Mapping[str, Any], model: FeitType, reden: str | None) -> list[Deel]:
    """A rectification by category of what it changes; date, things and actor go with the existence of the fact it is about."""
    uit: dict[str, dict[str, Any]] = {}
    for k in ("intrekken", "verplaatst"):
        if velden.get(k):
            uit.setdefault(model.categorie, {})[f":{k}"] = True
    for k, v in (velden.get("wordt") or {}).items():
        c = model.categorie if k in _IN_KADER else categorie_van(model, k)
        if k == "door":
            v = {"rol": v.rol, "organisatie": v.organisatie, "soort": v.soort, "persoon": v.persoon}
        uit.setdefault(c, {}).setdefault(":wordt", {})[k] = naar_json(v)
    if reden is not None:
        uit.setdefault(model.categorie, {})[":reden"] = reden
    return [Deel(c, i) for c, i in uit.items()]


# and back


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What the rows of a fact say together: `verdeel` and `verdeel_rectificatie`, backwards."""

    velden: dict[str, Any]
    reden: str | None
    door: Mapping[str, Any]  # who recorded it: login, naam; empty where that is not for who reads
    vernietigd: frozenset[str]  # fields of which nobody can know any more what they were


def voeg_samen(delen: Iterable[tuple[str, bytes | None]], model: FeitType, *, heel: bool) -> Inhoud:
    """The rows of a fact, (category, text), as its fields. `model`: of a rectification, the type of what it puts right.

    `heel`: every row is there, as in the core, so one without text was destroyed, and its fields count as *vernietigd*. A session has only the rows
    that it may read: for it what lacks may as well be hidden, and nothing is said of it.
    """
    velden: dict[str, Any] = {}
    reden: str | None = None
    door: Mapping[str, Any] = {}
    weg: set[str] = set()
    for categorie, tekst in delen:
        if tekst is None:
            weg |= {v for v in model.velden if heel and categorie_van(model, v) == categorie}
            continue
        for naam, waarde in json.loads(tekst).items():
            if naam == ":reden":
                reden = waarde
            elif naam == ":door":
                door = waarde
            elif naam in (":intrekken", ":verplaatst"):
                velden[naam[1:]] = True
            elif naam == ":wordt":
                velden.setdefault("wordt", {}).update({x: _wordt(x, y, model) for x, y in waarde.items()})
            else:
                velden[naam] = naar_waarde(waarde, model.velden.get(naam))
    return Inhoud(velden, reden, door, frozenset(weg))


def _wordt(naam: str, waarde: Any, model: FeitType) -> Any:
    if naam == "op":
        return date.fromisoformat(waarde)
    if naam == "over":
        return tuple(waarde)
    if naam == "door":
        return Actor(waarde["rol"], waarde["organisatie"], waarde["soort"], waarde["persoon"])
    return waarde if naam == "tijd" else naar_waarde(waarde, model.velden.get(naam))


class Feitrij(NamedTuple):
    """The frame of a fact as its row holds it, without its number, which stays in the core."""

    id: UUID
    soort: str
    op: date
    tijd: int | None
    vastgelegd: datetime
    rol: str | None
    soort_organisatie: str | None
    organisatie: int | None
    namens: str | None
    vastlegger: int
    opent: UUID | None
    over: list[UUID]
    van: UUID | None
    herkomst: str | None
    overgenomen: bool
    categorie: int


FEIT_KOLOMMEN: Final = ", ".join(Feitrij._fields)


def maak_feit(k: Feitrij, nr: int, i: Inhoud, *, persoon: str | None, op_tijd: bool = False) -> Feit:
    """A fact from its frame and its content. `persoon`: who did it, as its reader names people; `op_tijd`: count it as recorded when it happened."""
    toen = k.vastgelegd.astimezone(ZONE)
    return Feit(
        str(k.id),
        k.soort,
        k.op,
        nr,
        tijd=k.tijd,
        vastgelegd_op=k.op if op_tijd else toen.date(),
        vastgelegd_tijd=k.tijd if op_tijd else toen.hour * 60 + toen.minute,
        door=Actor(k.rol, None if k.organisatie is None else str(k.organisatie), k.soort_organisatie, persoon),
        namens=k.namens,
        opent=None if k.opent is None else str(k.opent),
        over=tuple(map(str, k.over)),
        velden=i.velden if k.van is None else {**i.velden, "van": str(k.van)},
        herkomst=k.herkomst,
        reden=i.reden,
        vernietigd=i.vernietigd,
    )


def wortel(f: Feit, alle: Mapping[str, Feit]) -> Feit | None:
    """The fact at the root of a chain of rectifications; None if a link of it is not among these."""
    uit: Feit | None = f
    while uit is not None and uit.soort == RECTIFICATIE:
        uit = alle.get(str(uit.velden.get("van")))
    return uit


def wortelsoort(k: Feitrij, eerder: Mapping[str, Feit]) -> str:
    """By which type a row is read: of a rectification, that of the fact which it puts right in the end, which must be among the earlier ones."""
    f = None if k.van is None else wortel(eerder[str(k.van)], eerder)
    return k.soort if f is None else f.soort
