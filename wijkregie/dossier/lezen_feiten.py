# SPDX-License-Identifier: EUPL-1.2
"""The facts of a dossier and its things as a session may see them: what is hidden is not there, and corrections are laid over the rest.

The core reads a dossier whole, in `laden`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connections

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import FEIT_KOLOMMEN, Feitrij, maak_feit, voeg_samen, wortel, wortelsoort
from wijkregie.dossier.laden import leesbaar
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.versleuteling import Sleutelbos
from wijkregie.norm.feiten.feit import Feit, Gevouwen, vouw
from wijkregie.partijen.sessie import Sessie


@dataclass(slots=True)
class Ding:
    """A thing with the fact that opened it, as far as this session may read."""

    id: str
    soort: str
    opener: Feit
    feiten: list[Feit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kader:
    """What stands around a fact."""

    vastgelegd: datetime
    categorie: int  # bit of its existence
    vastlegger: int
    overgenomen: bool
    leesbaar: int  # categories that were given onward with this fact


@dataclass(slots=True)
class Zicht:
    """The facts that this session may see, as they stand now."""

    gevouwen: Gevouwen
    alle: dict[str, Feit]  # by id, before correction, rectifications too
    vastleggers: dict[str, int]
    categorieen: dict[str, frozenset[str]]  # fact -> categories of which the content is readable
    dingen: dict[str, Ding]
    kaders: dict[str, Kader]
    zelf: frozenset[str] = frozenset()  # recorded by this very login, whichever window it was
    merken: dict[str, list[tuple[str, date]]] = field(default_factory=dict)  # fact -> (contested, restricted or objected to, since when)

    def feit(self, id_: UUID | str) -> Feit | None:
        """A fact as it stands now, or the one that was withdrawn or that rectifies."""
        nu = next((f for f in self.gevouwen.feiten if f.id == str(id_)), None)
        return nu or self.alle.get(str(id_))

    def wortel(self, f: Feit) -> Feit | None:
        """The fact at the root of a chain of rectifications; None if it is not visible."""
        return wortel(f, self.alle)


def zichtbare(dossier: UUID, ids: Iterable[UUID | str]) -> set[str]:
    """Which of these facts this session may know to be there."""
    return {str(r[0]) for r in rijen("select id from dossier_feit where dossier = %s and id = any(%s)", [dossier, [UUID(str(i)) for i in ids]])}


def gemerkte(sessie: Sessie, dossier: UUID) -> set[str]:
    """The facts of a dossier that bear a mark, as far as this session may know of them."""
    return {str(r[0]) for r in rijen("select feit from dossier_merk where gemeente = %s and dossier = %s", [sessie.gemeente, dossier])}


_DELEN: Final = "select feit, categorie, vorm, inhoud from dossier_deel where gemeente = %s and dossier = %s and inhoud is not null"
_VERSTREKT: Final = "select feit, bit_or(inhoud) from delen_toegang_feit where gemeente = %s and dossier = %s group by feit"
_MERKEN: Final = "select feit, soort, sinds from dossier_merk where gemeente = %s and dossier = %s order by soort"
_FEITEN: Final = f"select {FEIT_KOLOMMEN} from dossier_feit where gemeente = %s and dossier = %s"
_SOORT: Final = "(soort = any(%s) or van is not null)"  # what puts a fact right is of another type


def feiten(sessie: Sessie, dossier: UUID, soorten: Iterable[str] | None = None) -> Zicht:
    """Every fact of a dossier that this session may see, with the content that it may read, corrections laid over it. `soorten`: only of these types,
    for a list that needs no more of a dossier."""
    welke, waar, waarden = "", "", [sessie.gemeente, dossier]
    if soorten is not None:
        welke, waarden = f" and {_SOORT}", [*waarden, list(soorten)]
        waar = f" and feit in (select id from dossier_feit where gemeente = %s and dossier = %s{welke})"
    w = afspraken.wereld(sessie.gemeente_code)
    bits = afspraken.bits(connections["default"].cursor(), sessie.gemeente)
    delen: dict[UUID, list[tuple[str, bytes | None]]] = {}
    gelezen = 0
    verstrekt: dict[UUID, int] = dict(rijen(_VERSTREKT, [sessie.gemeente, dossier]))
    bos = Sleutelbos(connections["default"].cursor(), sessie.gemeente, dossier)
    for feit, categorie, vorm, inhoud in rijen(_DELEN + waar, [sessie.gemeente, dossier, *(waarden if waar else ())]):
        tekst = leesbaar(bos, feit, categorie, vorm, inhoud)
        if tekst is not None:
            delen.setdefault(feit, []).append((bits.naam[categorie], tekst))
            gelezen |= 1 << categorie
    alle: dict[str, Feit] = {}
    vastleggers: dict[str, int] = {}
    categorieen: dict[str, frozenset[str]] = {}
    kaders: dict[str, Kader] = {}
    zelf: set[str] = set()
    for nr, r in enumerate(rijen(f"{_FEITEN}{welke} order by vastgelegd", waarden), 1):
        k = Feitrij(*r)
        kaders[str(k.id)] = Kader(k.vastgelegd, k.categorie, k.vastlegger, k.overgenomen, verstrekt.get(k.id, 0))
        gelezen |= 1 << k.categorie
        if k.van is not None and str(k.van) not in alle:
            continue  # it puts right what this session may not see
        eigen = delen.get(k.id, [])
        samen = voeg_samen(eigen, w.feiten[wortelsoort(k, alle)], heel=False)
        f = alle[str(k.id)] = maak_feit(k, nr, samen, persoon=samen.door.get("naam"))
        if samen.door.get("login") == sessie.login:
            zelf.add(f.id)
        vastleggers[f.id] = k.vastlegger
        categorieen[f.id] = frozenset(c for c, _ in eigen)
    noteer(dossier, gelezen)
    gevouwen = vouw(alle.values())
    dingen: dict[str, Ding] = {}
    for f in gevouwen.feiten:
        if f.opent is not None:
            dingen.setdefault(f.opent, Ding(f.opent, w.feiten[f.soort].opent or "", f))
        for d in f.over:
            if d in dingen:
                dingen[d].feiten.append(f)
    merken: dict[str, list[tuple[str, date]]] = {}
    for feit, soort, sinds in rijen(_MERKEN, [sessie.gemeente, dossier]):
        merken.setdefault(str(feit), []).append((soort, sinds))
    return Zicht(gevouwen, alle, vastleggers, categorieen, dingen, kaders, frozenset(zelf), merken)
