# SPDX-License-Identifier: EUPL-1.2
"""Roots: one hash over the heads of all chains that changed since the root before, taken outside the system.

Whoever owns the database can rewrite a chain from its beginning to its end, and each link will fit. He cannot rewrite what lies outside.
An exported root holds dossier ids and links, no content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier import kern
from wijkregie.dossier.inhoud import canoniek
from wijkregie.klok import ZONE
from wijkregie.norm.fouten import Fout, InvoerFout

BEGIN: Final = sha256(b"wijkregie wortel").digest()
"""The root before the first one."""
Koppen = list[tuple[UUID, bytes]]

_GEWIJZIGD: Final = """select d.id, d.laatste_nr, d.schakel from dossier_dossier d
    left join (select distinct on (dossier) dossier, schakel from dossier_wortel_kop where gemeente = %(g)s order by dossier, wortel desc) k
        on k.dossier = d.id
    where d.gemeente = %(g)s and d.laatste_nr > 0 and d.schakel is distinct from k.schakel order by d.id"""


@dataclass(frozen=True, slots=True)
class Wortel:
    """A root: number, moment, the root before, and the head of every chain that changed since."""

    gemeente: str
    nr: int
    moment: datetime
    vorige: bytes
    koppen: Koppen
    wortel: bytes

    @property
    def klopt(self) -> bool:
        return self.wortel == bereken(self.gemeente, self.nr, self.moment, self.vorige, self.koppen)

    @property
    def bestandsnaam(self) -> str:
        return f"wortel-{self.gemeente}-{self.nr:06d}.json"


def bereken(gemeente: str, nr: int, moment: datetime, vorige: bytes, koppen: Iterable[tuple[UUID, bytes]]) -> bytes:
    """The hash of a root, over the one before it and the heads by dossier."""
    inhoud = {
        "gemeente": gemeente,
        "nr": nr,
        "moment": moment.astimezone(ZONE).isoformat(),
        "koppen": sorted([str(d), s.hex()] for d, s in koppen),
    }
    return sha256(vorige + canoniek(inhoud)).digest()


def maak(gemeente: int, code: str, naar: Path | None = None) -> Wortel | None:
    """A new root of a municipality, and its file in `naar`; None if no chain changed since the last one.

    The file is whole on disk before the root is stored: a full disk outside leaves no root that nobody has. Raises OSError.
    """
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"wortel|{gemeente}"])
        k.cursor.execute("select nr, wortel from dossier_wortel where gemeente = %s order by nr desc limit 1", [gemeente])
        laatste, vorige = k.cursor.fetchone() or (0, BEGIN)
        k.cursor.execute(_GEWIJZIGD, {"g": gemeente})
        gewijzigd = [(d, nr, bytes(s)) for d, nr, s in k.cursor.fetchall()]
        if not gewijzigd:
            return None
        koppen = [(d, s) for d, _, s in gewijzigd]
        w = Wortel(code, laatste + 1, k.nu, bytes(vorige), koppen, bereken(code, laatste + 1, k.nu, bytes(vorige), koppen))
        k.cursor.execute("insert into dossier_wortel (gemeente, nr, moment, wortel) values (%s, %s, %s, %s)", [gemeente, w.nr, w.moment, w.wortel])
        k.cursor.executemany(
            "insert into dossier_wortel_kop (gemeente, wortel, dossier, nr, schakel) values (%s, %s, %s, %s, %s)",
            [(gemeente, w.nr, d, nr, s) for d, nr, s in gewijzigd],
        )
        deel = _schrijf(w, naar) if naar is not None else None
    if deel is not None and naar is not None:
        deel.rename(naar / w.bestandsnaam)
    return w


def _schrijf(w: Wortel, naar: Path) -> Path:
    naar.mkdir(parents=True, exist_ok=True)
    if (naar / w.bestandsnaam).exists():
        raise FileExistsError(17, "Deze wortel ligt er al", str(naar / w.bestandsnaam))
    deel = naar / f".{w.bestandsnaam}.deel"
    data = {
        "gemeente": w.gemeente,
        "nr": w.nr,
        "moment": w.moment.astimezone(ZONE).isoformat(),
        "vorige": w.vorige.hex(),
        "wortel": w.wortel.hex(),
        "koppen": [[str(d), s.hex()] for d, s in w.koppen],
    }
    with deel.open("w", encoding="utf-8") as f:
        f.write(json.dumps(data, indent=1) + "\n")
        f.flush()
        os.fsync(f.fileno())
    return deel


def bestanden(paden: Iterable[Path]) -> list[Path]:
    """Files and folders of roots to files."""
    uit: list[Path] = []
    for p in paden:
        uit += sorted(p.glob("wortel-*.json")) if p.is_dir() else [p]
    return uit


def lees(pad: Path) -> Wortel:
    """A root that was exported. Raises InvoerFout, OSError."""
    try:
        data: dict[str, Any] = json.loads(pad.read_text("utf-8"))
        return Wortel(
            str(data["gemeente"]),
            int(data["nr"]),
            datetime.fromisoformat(data["moment"]),
            bytes.fromhex(data["vorige"]),
            [(UUID(d), bytes.fromhex(s)) for d, s in data["koppen"]],
            bytes.fromhex(data["wortel"]),
        )
    except (ValueError, KeyError, TypeError):
        raise InvoerFout(Fout(str(pad), 0, "", "Dit is geen wortel.", "Neem een bestand dat `wijkregie wortel --naar` schreef.")) from None


# proof


def controleer(gemeente: int, code: str) -> tuple[int, list[str]]:
    """The roots as they are stored: their number, and what does not fit: a root, or a head that no fact has any more."""
    uit: list[str] = []
    with kern.in_kern(gemeente, code, foto=True) as k:
        k.cursor.execute("select nr, moment, wortel from dossier_wortel where gemeente = %s order by nr", [gemeente])
        rijen = k.cursor.fetchall()
        vorige = BEGIN
        for plaats, (nr, moment, wortel) in enumerate(rijen, 1):
            if nr != plaats:
                uit.append(f"Wortel {plaats} ontbreekt.")
                break
            k.cursor.execute("select dossier, schakel from dossier_wortel_kop where gemeente = %s and wortel = %s", [gemeente, nr])
            if bereken(code, nr, moment, vorige, [(d, bytes(s)) for d, s in k.cursor.fetchall()]) != bytes(wortel):
                uit.append(f"Wortel {nr} past niet op wat eronder ligt of op de vorige.")
            vorige = bytes(wortel)
        k.cursor.execute(
            "select w.wortel, w.dossier, d.nummer from dossier_wortel_kop w"
            " left join dossier_dossier d on d.gemeente = w.gemeente and d.id = w.dossier"
            " where w.gemeente = %s and not exists (select 1 from dossier_feit f"
            "   where f.gemeente = w.gemeente and f.dossier = w.dossier and f.nr = w.nr and f.schakel = w.schakel) and not exists"
            "  (select 1 from dossier_vernietiging v where v.gemeente = w.gemeente and v.dossier = w.dossier"
            "   and w.schakel in (v.schakel_voor, v.schakel_na))"
            " order by 1, 2",
            [gemeente],
        )
        uit += [f"{nummer or dossier}: wat wortel {nr} vastlegde staat er niet meer." for nr, dossier, nummer in k.cursor.fetchall()]
    return len(rijen), uit


def houd_tegen(w: Wortel, gemeente: int) -> list[str]:
    """An exported root held against the database: does everything that it saw still stand?"""
    if not w.klopt:
        return [f"Het bestand van wortel {w.nr} is zelf gewijzigd: de inhoud past niet bij de wortel."]
    uit: list[str] = []
    with kern.in_kern(gemeente, w.gemeente, foto=True) as k:
        k.cursor.execute("select wortel from dossier_wortel where gemeente = %s and nr = %s", [gemeente, w.nr])
        rij = k.cursor.fetchone()
        if rij is None or bytes(rij[0]) != w.wortel:
            uit.append(f"Wortel {w.nr} staat {'niet' if rij is None else 'anders'} in de databank dan erbuiten.")
        k.cursor.execute(
            "select x.dossier, d.nummer from unnest(%s::uuid[], %s::bytea[]) x(dossier, schakel)"
            " left join dossier_dossier d on d.gemeente = %s and d.id = x.dossier where not exists (select 1 from dossier_feit f"
            "   where f.gemeente = %s and f.dossier = x.dossier and f.schakel = x.schakel) and not exists"
            "  (select 1 from dossier_vernietiging v where v.gemeente = %s and v.dossier = x.dossier and x.schakel in (v.schakel_voor, v.schakel_na))"
            " order by 1",
            [[d for d, _ in w.koppen], [s for _, s in w.koppen], gemeente, gemeente, gemeente],
        )
        uit += [
            f"{nummer or dossier}: wat wortel {w.nr} vastlegde staat er niet meer. De keten is herschreven."
            for dossier, nummer in k.cursor.fetchall()
        ]
    return uit
