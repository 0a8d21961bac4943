# SPDX-License-Identifier: EUPL-1.2
"""Reading protocols as a careful colleague would: what compiles and still cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from wijkregie.norm.afleiding import regels
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.lint.bereikbaar import kijk_fasen, kijk_tabellen
from wijkregie.norm.lint.kringen import kijk_kringen, vervangkringen
from wijkregie.norm.lint.lezing import Lezing
from wijkregie.norm.lint.normen import kijk_normen, lijkt_op_norm, norm_ids
from wijkregie.norm.lint.regelcontrole import kijk_delen, kijk_deuren, kijk_namen, kijk_vast, kijk_vastleggen
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek
from wijkregie.norm.yaml12 import laad_bytes, plaats

_PLAATS: Final = re.compile(
    r"(?:^|/)((?:[a-z0-9_-]+/(?:feiten\.yaml|feiten/[^/]+\.yaml|[a-z0-9_-]+/\d{4}-\d{2}-\d{2}/[^/]+\.yaml))|kalenders/[a-z0-9_]+\.yaml)$"
)
_SYSTEEM: Final = frozenset({"rectificatie", "protocol_toegepast", "afwijking_gemotiveerd", "afgezien"})
"""Recorded by the system, or by whom `afwijken` and `afzien` name."""


def controleer(
    bibliotheek: Bibliotheek, bestanden: Sequence[str] = (), *, registers: Path = EIGEN_MAP / "registers", streng: bool = False
) -> list[Fout]:
    """Every message about the library, or only those about `bestanden` (paths on disk, also outside the protocol folder)."""
    if not bestanden:
        return _controleer(bibliotheek, registers, streng)
    uit: list[Fout] = []
    data: dict[str, Any] = {}
    namen: dict[str, str] = {}  # name in the library -> path as given
    verhalen: list[Path] = []
    for p in _uitgevouwen(bestanden, uit):
        m = _PLAATS.search(p.as_posix())
        try:
            inhoud = laad_bytes(p.read_bytes(), str(p))
        except InvoerFout as e:
            uit += e.fouten
            continue
        if m is not None:
            namen[m[1]] = str(p)
            data.update(_eromheen(p, m[1]))
            data[m[1]] = inhoud
        elif "scenario" in inhoud or "scenarios" in p.parts:
            verhalen.append(p)
        elif not {"registers", "brieven"} & set(p.parts):  # letters are read by the room that makes them
            herstel = "Zet het in gemeente/protocol/jjjj-mm-dd/ (of gemeente/feiten/), of begin een scenario met scenario: en een titel."
            uit.append(Fout(str(p), 0, "", "Dit bestand hoort bij geen protocol.", herstel))
    if any(bibliotheek.data.get(n) != x for n, x in data.items()):
        try:
            bibliotheek = Bibliotheek({**bibliotheek.data, **data})
        except InvoerFout as e:
            return sorted({*uit, *_onder_eigen_naam(e.fouten, namen)} or set(e.fouten))
    if namen:
        uit += _onder_eigen_naam(_controleer(bibliotheek, registers, streng), namen)
    for p in verhalen:
        uit += _scenario(p, bibliotheek, registers)
    return sorted(set(uit))


def _uitgevouwen(bestanden: Iterable[str], fouten: list[Fout]) -> Iterator[Path]:
    """Files, and the files of folders."""
    for naam in bestanden:
        p = Path(naam)
        if p.is_dir():
            yield from sorted(p.rglob("*.yaml"))
        elif p.is_file():
            yield p
        else:
            fouten.append(Fout(naam, 0, "", "Dit bestand bestaat niet.", "Kijk of de naam klopt."))


def _eromheen(p: Path, naam: str) -> dict[str, Any]:
    """The other files of the same municipality or calendar folder: a chapter is not read on its own."""
    wortel = p.resolve().parents[naam.count("/")]
    uit: dict[str, Any] = {}
    for q in sorted((wortel / naam.split("/")[0]).rglob("*.yaml")):
        eigen = q.relative_to(wortel).as_posix()
        if _PLAATS.fullmatch(eigen):
            try:
                uit[eigen] = laad_bytes(q.read_bytes(), eigen)
            except InvoerFout:
                continue  # not asked about; what it holds is missed by name
    return uit


def _onder_eigen_naam(fouten: Iterable[Fout], namen: dict[str, str]) -> list[Fout]:
    return [Fout(namen[f.bestand], f.regel, f.sleutel, f.melding, f.herstel) for f in fouten if f.bestand in namen]


def _scenario(p: Path, bibliotheek: Bibliotheek, registers: Path) -> list[Fout]:
    try:
        s = Scenario.lees(p, bibliotheek)
    except InvoerFout as e:
        return e.fouten
    protocollen = [v for d in s.dossiers.values() for reeks in d.regelset.versies.values() for v in reeks]
    bekend = {n for v in protocollen for n in v.normen}
    if any(v.kop.registers for v in protocollen):
        bekend |= norm_ids(registers)
    regel = plaats(s.ruw, ["toont"])
    melding = "De norm {} staat in geen register en in geen protocol."
    return [Fout(s.bestand, regel, "toont", melding.format(n), lijkt_op_norm(n, bekend)) for n in s.toont if n not in bekend]


def _controleer(bibliotheek: Bibliotheek, registers: Path, streng: bool) -> list[Fout]:
    fouten: list[Fout] = []
    versies: list[regels.Versie] = []
    for (gemeente, protocol), dagen in bibliotheek.versies.items():
        for dag, _ in dagen:
            try:
                versies.append(bibliotheek.versie(gemeente, protocol, dag))
            except InvoerFout as e:
                fouten += e.fouten
    if not fouten:
        try:
            bibliotheek.alles()
        except InvoerFout as e:
            fouten += e.fouten
    mag: dict[str, set[str]] = {}
    for v in versies:
        soorten = mag.setdefault(v.gemeente, set(_SYSTEEM))
        soorten.update(n for n, f in v.wereld.feiten.items() if f.door)
        soorten.update(s for r in v.rechten for s in r.soorten)
    gezien: set[str] = set()
    for v in versies:
        eerste = bool(v.kop.registers) and v.gemeente not in gezien
        gezien |= {v.gemeente} if eerste else set()
        z = Lezing(bibliotheek, v)
        kijk_normen(z, registers, eerste=eerste)
        kijk_vastleggen(z, mag[v.gemeente])
        for kijk in (kijk_fasen, kijk_tabellen, kijk_vast, kijk_kringen, kijk_delen, kijk_deuren, *((kijk_namen,) if streng else ())):
            kijk(z)
        fouten += z.fouten
    fouten += vervangkringen(versies)
    return sorted(set(fouten))
