# SPDX-License-Identifier: EUPL-1.2
"""Accounting for every norm id of the registers: carried out, shown, out of scope, claimed, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from wijkregie.norm.afleiding.regels import Versie
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.proef.bewijs import Bewijs
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.norm.yaml12 import laad, laad_bytes

UITGEVOERD, GETOOND, BUITEN, BEWEERD, ONTBREEKT, VERVALLEN = "uitgevoerd", "getoond", "buiten_bereik", "beweerd", "ontbreekt", "vervallen"
STREEF: Final = frozenset({BEWEERD, ONTBREEKT})
_MAG_GETOOND: Final = frozenset({"begrip", "advies", "context"})


@dataclass(slots=True)
class Register:
    """One norm register: its norms by id, and the norms that the source repeats."""

    code: str
    bestand: str
    normen: dict[str, dict[str, Any]] = field(default_factory=dict)
    dubbel: dict[str, list[str]] = field(default_factory=dict)


def lees_registers(map_: Path | str) -> list[Register]:
    """Read the registers in a folder. Raises InvoerFout if there are none."""
    uit = []
    for p in sorted(Path(map_).glob("*.yaml")):
        data = laad_bytes(p.read_bytes(), p.name)
        kop = data.get("document")
        if not isinstance(kop, dict) or not isinstance(data.get("normen"), list):
            raise InvoerFout(Fout(p.name, 1, "document", "Dit is geen register.", "Een register heeft een kop (document) en een lijst normen."))
        r = Register(str(kop.get("code", p.stem)), p.name)
        for n in data.get("normen") or []:
            r.normen[str(n["id"])] = n
        for d in kop.get("dubbelingen") or []:
            r.dubbel[str(d["norm"])] = [str(x) for x in d["zelfde_als"]]
        uit.append(r)
    if not uit:
        raise InvoerFout(Fout(str(map_), 0, "", "Hier staan geen registers.", "Noem met --register de map met de normregisters."))
    return uit


def verantwoord(
    bibliotheek: Bibliotheek, registers: Path | str, scenarios: Iterable[Path], *, bewijs: bool = False, alleen: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """Each norm id with `norm`, `status`, `waar`, `reden`; with `bewijs` a claim counts only if a scenario notices its absence."""
    versies = bibliotheek.alles()
    nieuwste = {(v.gemeente, v.naam): v for v in versies}
    bewijzer = Bewijs(bibliotheek, [(_kort(p), laad(p.read_text("utf-8"), str(p))) for p in scenarios]) if bewijs else None
    rijen: dict[str, dict[str, Any]] = {}
    for register in lees_registers(registers):
        for id_, norm in register.normen.items():
            if alleen is None or any(id_.startswith(x) for x in alleen):
                rijen[id_] = _rij(id_, norm, list(nieuwste.values()), bewijzer)
        _dubbelingen(register, rijen)
    return list(rijen.values())


def _kort(p: Path) -> str:
    """The last three parts of a path: protocol, folder, file."""
    return "/".join(p.parts[-3:])


def _rij(id_: str, norm: dict[str, Any], versies: list[Versie], bewijzer: Bewijs | None) -> dict[str, Any]:
    status = str(norm.get("status") or "geldend")
    if status in ("vervallen", "vervangen_2026"):
        opvolger = norm.get("vervangen_door") or norm.get("geldende_regel") or norm.get("geldende_termijn") or norm.get("noot")
        return _uit(id_, VERVALLEN, None, f"{status}: {opvolger or 'zie het register'}")
    plaatsen = [p for v in versies for p in v.normen.get(id_, ()) if not _van_lijst(v, id_, p)]
    velden = _velden(id_, versies)
    plaatsen += velden
    kop = [p for p in plaatsen if p.endswith("/protocol.yaml:norm")]  # what the protocol is about stands in its head
    regels = [p for p in plaatsen if ":aanwijzingen." not in p and ":overleggen." not in p and p not in kop]
    if regels:
        waar = ", ".join(regels)
        if bewijzer is None:
            return _uit(id_, UITGEVOERD, waar, None)
        goed, door = bewijzer.bewijs(id_, regels)
        return _uit(id_, UITGEVOERD if goed else BEWEERD, waar, f"bewezen door {door}" if goed else door)
    for v in versies:
        if id_ in v.buiten_bereik:
            return _uit(id_, BUITEN, v.sleutel, v.buiten_bereik[id_])
    for v in versies:
        if id_ in v.getoond or plaatsen:
            return _getoond(id_, norm, v.getoond.get(id_) or "", plaatsen, v)
    return _uit(id_, ONTBREEKT, None, None)


def _van_lijst(v: Versie, id_: str, plaats: str) -> bool:
    """A place that only says that the norm is shown or out of scope."""
    return plaats.split(":", 1)[1] in (v.getoond.get(id_), v.buiten_bereik.get(id_)) and ".yaml:" in plaats


def _velden(id_: str, versies: list[Versie]) -> list[str]:
    """Fields of forms that bear the norm."""
    uit: dict[str, None] = {}
    for v in versies:
        for naam, feit in v.wereld.feiten.items():
            if id_ in feit.norm:
                uit[f"{v.gemeente}/feiten:feiten.{naam}"] = None
            for veld, m in feit.velden.items():
                if id_ in m.norm:
                    uit[f"{v.gemeente}/feiten.yaml:feiten.{naam}.{veld}"] = None
    return list(uit)


def mag_getoond(norm: dict[str, Any], reden: str) -> bool:
    """May a norm be only shown? Definitions, advice and context, pure judgement, and what nobody can observe (LEESWIJZER)."""
    if norm.get("soort") in _MAG_GETOOND or norm.get("hardheid") == "advies":
        return True
    if not norm.get("voldaan_door") and not norm.get("termijn"):
        return True
    return reden.lower().startswith("oordeel")


def _getoond(id_: str, norm: dict[str, Any], reden: str, plaatsen: list[str], v: Versie) -> dict[str, Any]:
    waar = ", ".join(plaatsen) or reden or v.sleutel
    if mag_getoond(norm, reden):
        return _uit(id_, GETOOND, waar, reden or "staat bij de handeling")
    return _uit(id_, BEWEERD, waar, "alleen getoond, maar deze norm moet worden uitgevoerd")


def _dubbelingen(register: Register, rijen: dict[str, dict[str, Any]]) -> None:
    """One rule, several ids: what the source repeats is proven with its twin."""
    for id_, anderen in register.dubbel.items():
        rij = rijen.get(id_)
        if rij is None or rij["status"] != BEWEERD:
            continue
        tweeling = next((a for a in anderen if a in rijen and rijen[a]["status"] == UITGEVOERD), None)
        if tweeling is not None:
            rij.update(status=UITGEVOERD, reden=f"zelfde norm als {tweeling}")


def _uit(id_: str, status: str, waar: str | None, reden: str | None) -> dict[str, Any]:
    return {"norm": id_, "status": status, "waar": waar, "reden": reden}
