# SPDX-License-Identifier: EUPL-1.2
"""A whole set of dossiers at once, as if each fact had been recorded at its moment and the last night had run.

Frames, content, chain, state and sight come from the very functions that record a fact; only the way into the database is another: COPY.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from bench.databank import kopieren, partijen
from bench.databank.plek import beheer, pool
from bench.databank.verzinnen import PROTOCOL, Stof, Verhaal, moment, vastlegger, verzin
from bench.databank.verzinnen import stof as lees_stof
from bench.dossiers import ZAAD
from bench.metingen import lees_bron
from wijkregie.delen.masker import kolommen
from wijkregie.dossier import afspraken, kern, vastleggen, versleuteling
from wijkregie.dossier.bijwerken import TABEL, alle_rijen, gesloten_op, kop_rijen
from wijkregie.dossier.inhoud import begin_schakel, wortel
from wijkregie.dossier.kern import Kern
from wijkregie.dossier.laden import Geladen, omstandigheden
from wijkregie.dossier.opdracht import Nieuw
from wijkregie.dossier.projecties import Rij, afdruk
from wijkregie.klok import nu
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie

BROK = 50  # dossiers in one transaction
BEHANDELD = ("werk", "regie")


def maak(gemeente: int, aantal: int, meld: Callable[[int], None] = lambda n: None, werkers: int = 2) -> int:
    """Fill an empty database; gives the number of rows."""
    with beheer() as c:
        with kopieren.zonder_indexen(c), pool(werkers) as p:
            rijen = _brokken(p, gemeente, aantal, meld)
        jaar = nu().year
        for letter in ("WR", "P", "A"):
            c.execute("insert into dossier_nummering values (%s, %s, %s)", [gemeente, f"{letter}-{jaar}", aantal])
        c.execute("vacuum analyze")
    return rijen


def _brokken(p: ProcessPoolExecutor, gemeente: int, aantal: int, meld: Callable[[int], None]) -> int:
    begin = [range(i, min(i + BROK, aantal + 1)) for i in range(1, aantal + 1, BROK)]
    rijen = 0
    for i, n in enumerate(p.map(_brok, [gemeente] * len(begin), begin), 1):
        rijen += n
        meld(min(i * BROK, aantal))
    return rijen


@cache
def _vast(gemeente: int) -> tuple[partijen.Stad, Stof, psycopg.Connection[Any], dict[str, set[str]]]:
    """What a worker keeps: the city, the stories, and a connection past the policies, which COPY does not know."""
    c = beheer()
    c.execute("set session_replication_role = replica")  # no look at the other table for each reference: all that is referred to is in the set
    return partijen.lees(gemeente), lees_stof(lees_bron()), c, kopieren.json_kolommen(c)


def _brok(gemeente: int, nummers: Sequence[int]) -> int:
    stad, stof, c, als_json = _vast(gemeente)
    kans = random.Random(f"{ZAAD}/zout/{nummers[0]}")
    vastleggen.nieuw_zout = lambda: kans.randbytes(16)  # the same set each time
    versleuteling.toevallig = kans.randbytes
    opvang = kopieren.Opvang()
    with kern.in_kern(gemeente, partijen.CODE, foto=True) as echt:
        for nr in nummers:
            _Maker(echt, opvang, verzin(stad, stof, nr, echt.dag)).maak()
    return kopieren.kopieer(c, opvang.rijen, als_json)


class _Maker:
    """Records one story."""

    def __init__(self, echt: Kern, opvang: kopieren.Opvang, v: Verhaal) -> None:
        self.echt, self.opvang, self.v = echt, opvang, v
        self.k = Kern(opvang, echt.gemeente, echt.code, echt.nu, foto=True)
        self.k._sleutels = echt.sleutels()
        _ = echt.bits  # read once per process, through the real cursor

    def maak(self) -> None:
        v = self.v
        persoon, gegeven = self._dossier(v.persoon, "persoon", ("persoon",), None, v.van_persoon, "P")
        adres, daar = self._dossier(v.adres, "adres", ("adres",), v.gebied, v.van_adres, "A")
        gelezen = {persoon.id: (persoon, gegeven), adres.id: (adres, daar)}
        zaak, _ = self._dossier(v.zaak, "zaak", (PROTOCOL,), v.gebied, v.van_zaak, "WR", gelezen)
        behandelaar = {"dossier": v.zaak, "organisatie": v.organisaties["zorgaanbieder"], "lidmaatschap": v.behandelaar.lidmaatschap}
        self.opvang.voeg_toe("dossier_behandelaar", {"gemeente": self.k.gemeente, **behandelaar, "van": zaak.begonnen})

    def _dossier(
        self, id_: UUID, soort: str, protocollen: tuple[str, ...], gebied: int | None, feiten: list[Feit], letter: str,
        gelezen: dict[UUID, tuple[Geladen, dict[UUID, Rij]]] | None = None,
    ) -> tuple[Geladen, dict[UUID, Rij]]:  # fmt: skip
        """The rows of one dossier; gives it with what it publishes. `gelezen`: the dossiers that it is about, with what they publish."""
        k = self.k
        nummer = f"{letter}-{self.echt.nu.year}-{self.v.nr:04d}"
        begonnen = min(f.op for f in feiten)
        begin = begin_schakel(id_, nummer, soort, protocollen, gebied, begonnen)
        self.opvang.antwoord = []  # of keys: a dossier that begins has none
        g = Geladen(k.gemeente, k.code, id_, nummer, soort, protocollen, gebied, begonnen, None, 0, begin, None, None, {})
        for f in feiten:
            self._feit(g, f)
        self.opvang.antwoord = self._verbonden(feiten, gelezen or {})
        z = k.zaak(g, omstandigheden(self.opvang, k.partijen, g, k.bits))
        alle = alle_rijen(g, z)
        self.opvang.antwoord = self._gepubliceerd([(g, alle["publicatie"]), *(gelezen or {}).values()])
        self._behandeld(alle)
        koppen = kop_rijen(self.opvang, g)
        for tabel, per in alle.items():
            for i, r in per.items():
                extra = {"behandeld": (tabel, i) in self.behandeld} if tabel in BEHANDELD else {}
                self.opvang.voeg_toe(TABEL.get(tabel, f"dossier_{tabel}"), {"gemeente": k.gemeente, "dossier": g.id, "id": i, **kolommen(r), **extra})
        for kop in koppen:
            self.opvang.voeg_toe("dossier_kop", kop)
        afdrukken = {t: {str(i): afdruk(r) for i, r in per.items()} for t, per in alle.items()}
        rij = {
            "gemeente": k.gemeente, "id": g.id, "nummer": nummer, "soort": soort, "protocollen": protocollen, "gebied": gebied,
            "begonnen": g.begonnen, "gesloten_op": gesloten_op(g, z), "laatste_nr": g.laatste_nr, "schakel": g.schakel,
            "wisselt_op": z.stand.volgende_wisseling, "bijgewerkt": moment(feiten[-1]), "afdruk": afdrukken,
        }  # fmt: skip
        self.opvang.voeg_toe("dossier_dossier", rij)
        return g, alle["publicatie"]

    def _behandeld(self, alle: dict[str, dict[UUID, Rij]]) -> None:
        """What the triggers would have looked up: the care provider has a handler."""
        wie = self.v.organisaties["zorgaanbieder"]
        van = {s.id: s.organisatie for s in self.k.sleutels()}
        self.behandeld = {("werk", i) for i, r in alle["werk"].items() if van[r["sleutel"]] == wie}
        self.behandeld |= {("regie", i) for i, r in alle["regie"].items() if r["organisatie"] == wie}

    def _feit(self, g: Geladen, f: Feit) -> None:
        """One fact through the function that records it, at its own moment."""
        self.k.nu = moment(f)
        organisatie, wie = vastlegger(self.v, f)
        sessie = Sessie(g.gemeente, g.code, organisatie, "", wie.lidmaatschap, wie.login, wie.naam, (), (), (), (), f.vastgelegd_op)
        vastleggen.schrijf_feit(self.k, sessie, g, f, self._model(g, f), Nieuw(g.id, UUID(f.id), {}))
        self.k.nu = self.echt.nu

    def _model(self, g: Geladen, f: Feit) -> FeitType:
        begin = wortel(f, {x.id: x for x in g.feiten})
        return g.wereld.feiten[(begin or f).soort]

    # what the database would have answered

    def _verbonden(self, feiten: list[Feit], gelezen: dict[UUID, tuple[Geladen, dict[UUID, Rij]]]) -> list[tuple[Any, ...]]:
        """Links with the values that they bring, as laden.omstandigheden asks them."""
        soort = afspraken.systeemfeit(self.k.code, "dossier.verbonden")
        links: list[tuple[UUID, str, date]] = [(UUID(str(f.velden["ander"])), str(f.velden["relatie"]), f.op) for f in feiten if f.soort == soort]
        rijen = [
            (ander, relatie, op, None, p["naam"], json.dumps(p["waarde"]), p["vanaf"], p["categorie"], p["bron"])
            for ander, relatie, op in links
            for p in gelezen[ander][1].values()
        ]
        return sorted(rijen, key=lambda r: (r[0], r[6]))

    def _gepubliceerd(self, bronnen: list[tuple[Geladen, dict[UUID, Rij]]]) -> list[tuple[Any, ...]]:
        """The current values of these dossiers, as bijwerken.kop_rijen asks them."""
        uit: dict[tuple[UUID, str], tuple[Any, ...]] = {}
        for g, per in bronnen:
            for p in sorted(per.values(), key=lambda p: p["vanaf"]):
                uit[g.id, p["naam"]] = (g.id, g.soort, list(g.protocollen), p["naam"], json.dumps(p["waarde"]), p["categorie"], p["bron"])
        return [uit[s] for s in sorted(uit)]
