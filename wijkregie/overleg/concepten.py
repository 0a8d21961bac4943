# SPDX-License-Identifier: EUPL-1.2
"""What is typed at an item and not recorded yet: per field, of everybody who writes there. Two people at once lose nothing.

The last writer wins if nobody changed the field since he read it; else both texts stay, and he is shown the other one. Each open page has an id of
its own (`blad`): what a page wrote itself is no collision for it, and what its writer typed on another screen is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connections, transaction

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.laden import als_json
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.versleuteling import OnleesbaarFout, open_concept, sluit_concept
from wijkregie.klok import ZONE, nu
from wijkregie.overleg.weg import aan_tafel
from wijkregie.partijen.sessie import Sessie

BEWAARD: Final = timedelta(days=30)
SCHRIJFT_MEE: Final = timedelta(minutes=5)
HOOGSTENS: Final = 20_000
VOORAF: Final = "vooraf-"
"""How the name of a note begins that an organisation left before the meeting."""


@dataclass(frozen=True, slots=True)
class Veld:
    """A field as it stands now."""

    tekst: str
    versie: int
    wie: str
    login: int
    bewaard: datetime
    blad: str = ""

    def schreef(self, sessie: Sessie) -> str:
        """Who changed it, as a sentence begins."""
        return "U schreef hier op een ander scherm" if self.login == sessie.login else f"{self.wie} schreef hier"


@dataclass(frozen=True, slots=True)
class Botsing:
    """Somebody changed the field since it was read: his text, and the version to write over."""

    veld: str
    ander: Veld


class Schrijfblok:
    """The drafts of one item. A session reads one if and only if it may read what it will be, on a page or at the table, or its organisation
    typed it."""

    def __init__(self, sessie: Sessie, dossier: UUID, punt: str, categorie: str, anders: Mapping[str, str] | None = None) -> None:
        """`anders`: fields of another category, by how their names begin."""
        self.sessie, self.dossier, self.punt = sessie, dossier, UUID(punt)
        self.cursor = connections["default"].cursor()
        self.bits = afspraken.bits(self.cursor, sessie.gemeente)
        self.categorie = self.bits.bit[categorie]
        self.anders = {begin: self.bits.bit[c] for begin, c in (anders or {}).items()}

    def velden(self) -> dict[str, Veld]:
        """The newest text of every field of the item itself."""
        return {n: v for n, v in self._alles().items() if not n.startswith(VOORAF)}

    def vooraf(self, *, aan_tafel: bool = False) -> dict[str, Veld]:
        """The notes that organisations left before the meeting: by the way of a page, and of the table for who sits there."""
        return {n: v for n, v in self._alles(tafel=aan_tafel).items() if n.startswith(VOORAF)}

    def _alles(self, *, tafel: bool = True) -> dict[str, Veld]:
        uit: dict[str, Veld] = {}
        gevonden = self._rijen()
        if tafel:
            with aan_tafel(self.sessie):
                gevonden += self._rijen()
        for veld, organisatie, versie, login, inhoud, bewaard in sorted(gevonden, key=lambda r: (r[0], r[2], r[5])):
            try:
                m = json.loads(open_concept(self.sessie.gemeente, 0, self._plek(veld, organisatie), als_json(inhoud)))
            except OnleesbaarFout:  # the master key that it was kept under is gone
                continue
            uit[veld] = Veld(m["tekst"], versie, m["wie"], login, bewaard.astimezone(ZONE), m.get("blad", ""))
        return uit

    def _rijen(self) -> list[tuple[Any, ...]]:
        return rijen(
            "select veld, organisatie, versie, login, inhoud, bewaard from overleg_concept where gemeente = %s and dossier = %s and punt = %s",
            [self.sessie.gemeente, self.dossier, self.punt],
        )

    def bewaar(self, nieuw: Mapping[str, str], gelezen: Mapping[str, int], blad: str = "") -> list[Botsing]:
        """Keep these fields; `gelezen`: the version of each that was on the page. Gives those that another page changed meanwhile."""
        self.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"overleg|{self.punt}"])
        nu_ = self._alles()
        botsingen = []
        for veld, tekst in nieuw.items():
            staat = nu_.get(veld)
            if (staat.tekst if staat else "") == tekst:
                continue
            if staat is not None and staat.versie != gelezen.get(veld, 0) and not self._van(staat, blad):
                botsingen.append(Botsing(veld, staat))
                continue
            self._schrijf(veld, tekst, (staat.versie if staat else 0) + 1, blad)
        return botsingen

    def _van(self, staat: Veld, blad: str) -> bool:
        return bool(blad) and staat.blad == blad and staat.login == self.sessie.login

    def _schrijf(self, veld: str, tekst: str, versie: int, blad: str) -> None:
        s = self.sessie
        categorie = next((c for begin, c in self.anders.items() if veld.startswith(begin)), self.categorie)
        open_ = json.dumps({"tekst": tekst[:HOOGSTENS], "wie": s.naam, "blad": blad[:40]})
        dicht = sluit_concept(s.gemeente, 0, self._plek(veld, s.organisatie), open_)
        self.cursor.execute(
            "insert into overleg_concept (gemeente, dossier, punt, veld, organisatie, versie, categorie, login, inhoud, bewaard)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (gemeente, dossier, punt, veld, organisatie) do update"
            " set versie = excluded.versie, login = excluded.login, inhoud = excluded.inhoud, bewaard = excluded.bewaard,"
            " categorie = excluded.categorie",
            [s.gemeente, self.dossier, self.punt, veld, s.organisatie, versie, categorie, s.login, json.dumps(dicht), nu()],
        )

    def gooi_weg(self) -> None:
        """All of the item, also what this session may not read: once the page is done, so that what it wrote itself goes too."""
        waar = [self.sessie.gemeente, self.dossier, self.punt]

        def weg() -> None:
            with kern.in_kern(self.sessie.gemeente, self.sessie.gemeente_code) as k:
                k.cursor.execute("delete from overleg_concept where gemeente = %s and dossier = %s and punt = %s", waar)

        transaction.on_commit(weg, robust=True)

    def _plek(self, veld: str, organisatie: int) -> str:
        return f"overleg|{self.punt}|{veld}|{organisatie}"


def ook(velden: Iterable[Veld], sessie: Sessie) -> list[str]:
    """Who else wrote here just now, by name."""
    sinds = nu() - SCHRIJFT_MEE
    return sorted({v.wie for v in velden if v.login != sessie.login and v.bewaard >= sinds})


def laatst(velden: Iterable[Veld]) -> datetime | None:
    return max((v.bewaard for v in velden), default=None)


def ruim_op(gemeente: int, code: str) -> int:
    """Throw away what nobody finished for so long; gives how many."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("delete from overleg_concept where gemeente = %s and bewaard < %s", [gemeente, k.nu - BEWAARD])
        return int(k.cursor.rowcount)
