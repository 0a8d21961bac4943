# SPDX-License-Identifier: EUPL-1.2
"""The content of facts as it is stored: per category, as canonical text with a salted commitment, chained per dossier."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.tijd.termijn import Termijn, lees_termijn

BEGIN: Final = sha256(b"wijkregie dossier").digest()
"""The link before the first fact."""
_KADER: Final = ("op", "tijd", "door", "over", "opent")


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
        c = model.categorie if k in _KADER else categorie_van(model, k)
        if k == "door":
            v = {"rol": v.rol, "organisatie": v.organisatie, "soort": v.soort, "persoon": v.persoon}
        uit.setdefault(c, {}).setdefault(":wordt", {})[k] = naar_json(v)
    if reden is not None:
        uit.setdefault(model.categorie, {})[":reden"] = reden
    return [Deel(c, i) for c, i in uit.items()]
