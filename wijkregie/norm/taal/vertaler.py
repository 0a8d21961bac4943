# SPDX-License-Identifier: EUPL-1.2
"""The compiler: a tree of the language becomes closures, once. Names are resolved here; nothing is looked up by name later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.bereik import (
    BOOL,
    DAG_VAN_DIT,
    DATUM,
    DING,
    DIT,
    ELK,
    GETAL,
    KANDIDAAT,
    ONTVANGER,
    TEKST,
    TERMIJN,
    VAAG,
    VAR,
    Bereik,
    Fn,
    Soort,
    Uitdrukking,
    lijkt_op,
    noem,
)
from wijkregie.norm.taal.blanco import met_wissel, verhouding
from wijkregie.norm.taal.lezers import onthoud, op_ding
from wijkregie.norm.taal.ontleden import ontleed
from wijkregie.norm.taal.rekenen import KAAL, bekend_fn, in_fn, logica, optellen, terugval, vergelijking
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.taal.vormen import VORMEN
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import VRIJ

T = TypeVar("T")
_TEGENSTRIJDIG: Final = frozenset({"bool", "getal", "datum", "termijn"})


class Vertaler:
    """Compiles the expressions of one set of protocols over one vocabulary."""

    def __init__(self, wereld: Wereld) -> None:
        self.w = wereld
        self.bezig: list[str] = []  # notions being compiled: a name that comes back is a cycle
        self.gelezen: set[str] = set()
        self.merken: set[str] = set()
        self.categorieen: set[str] = set()

    def vertaal(self, tekst: str, bereik: Bereik) -> Uitdrukking:
        """Compile one line. Raises TaalFout with the place in the line."""
        bewaard = self.gelezen, self.merken, self.categorieen
        self.gelezen, self.merken, self.categorieen = set(), set(), set()
        try:
            k = ontleed(tekst)
            soort = self.k(k, bereik)
            merken = frozenset(self.merken)
            return Uitdrukking(tekst, k, k.fn, soort, frozenset(self.gelezen), merken, frozenset(self.categorieen))
        finally:
            self.gelezen, self.merken, self.categorieen = bewaard

    def voorwaarde(self, tekst: str, bereik: Bereik) -> Uitdrukking:
        """Compile a line that must be true, false or unknown."""
        u = self.vertaal(tekst, bereik)
        if u.soort not in (BOOL, VAAG):
            raise TaalFout(f"Dit is geen voorwaarde (ja of nee) maar {noem(u.soort)}. Vergelijk het met iets, of schrijf 'bekend' erachter.", 0)
        return u

    # nodes

    def k(self, k: Knoop, r: Bereik) -> Soort:
        """Compile one node; its closure goes into the node."""
        vorm = VORMEN.get(k.soort)
        if vorm is not None:
            return vorm(self, k, r)
        soort: Soort = getattr(self, "_" + k.soort)(k, r)
        return soort

    def _vast(self, k: Knoop, r: Bereik) -> Soort:
        waarde = k.arg[0]
        k.fn = KAAL(waarde)
        if isinstance(waarde, bool):
            return BOOL
        if waarde is None:
            return VAAG
        if isinstance(waarde, (int, float)):
            return GETAL
        return DATUM if isinstance(waarde, date) else TERMIJN if isinstance(waarde, Termijn) else TEKST

    def _lijst(self, k: Knoop, r: Bereik) -> Soort:
        soorten = [self.k(x, r) for x in k.arg]
        fns = [x.fn for x in k.arg]

        def fn(c: Ctx) -> Any:
            return tuple(f(c) for f in fns)

        k.fn = fn
        return ("lijst", soorten[0] if soorten else VAAG)

    def _logisch(self, k: Knoop, r: Bereik) -> Soort:
        for x in k.arg:
            s = self.k(x, r)
            if s not in (BOOL, VAAG):
                raise TaalFout(f"Naast 'en', 'of' en 'niet' hoort een voorwaarde, geen {noem(s)}.", x.plaats)
        k.fn = logica(k.soort, [x.fn for x in k.arg])
        return BOOL

    _en = _logisch
    _of = _logisch

    def _niet(self, k: Knoop, r: Bereik) -> Soort:
        """Push the negation inwards, so that 'hangs on the act' stays exact (a monotone tree over its leaves)."""
        (x,) = k.arg
        if x.soort in ("en", "of"):
            k.soort = "of" if x.soort == "en" else "en"
            k.arg = tuple(Knoop("niet", y.plaats, (y,), y.tot) for y in x.arg)
            return self._logisch(k, r)
        if x.soort == "niet":
            k.soort, k.arg = "en", (x.arg[0],)
            return self._logisch(k, r)
        return self._logisch(k, r)

    def _als(self, k: Knoop, r: Bereik) -> Soort:
        self.k(k.arg[0], r)
        s, s2 = self.k(k.arg[1], r), self.k(k.arg[2], r)
        fc, fa, fb = (x.fn for x in k.arg)

        def fn(c: Ctx) -> Any:
            v = fc(c)
            if v is True:
                return fa(c)
            if v is False:
                return fb(c)
            a, b = fa(c), fb(c)
            return a if a is b or (a is not VRIJ and b is not VRIJ and a == b) else v

        k.fn = fn
        return s if s == s2 else VAAG

    def _vergelijk(self, k: Knoop, r: Bereik) -> Soort:
        op, a, b = k.arg
        op_dag, (sa, sb) = self.op_dag(lambda: (self.k(a, r), self.k(b, r)))
        if sa[0] != sb[0] and ((sa[0] in _TEGENSTRIJDIG and sb[0] in _TEGENSTRIJDIG | {"tekst"}) or (sb[0] in _TEGENSTRIJDIG and sa[0] == "tekst")):
            raise TaalFout(f"Een {noem(sa)} is niet te vergelijken met een {noem(sb)}.", k.plaats)
        orde = None
        for s, t in ((sa, b), (sb, a)):
            if s[0] == "fase":
                orde = self.w.fase_orde[s[1]]
                if t.soort == "naam" and t.arg[0] not in orde:
                    raise TaalFout(f"{t.arg[0]} is geen fase van spoor {s[1]}.{lijkt_op(t.arg[0], orde)}", t.plaats)
            elif s[0] == "keuze" and self._woord(t, r) and t.arg[0] not in s[1]:
                raise TaalFout(f"{t.arg[0]} is geen waarde van dit veld ({', '.join(s[1])}).{lijkt_op(t.arg[0], s[1])}", t.plaats)
        k.fn = vergelijking(op, a.fn, b.fn, orde if op not in ("=", "!=") else None)
        if op_dag:
            k.fn = met_wissel(k.fn, verhouding(a.fn, b.fn))
        return BOOL

    def op_dag(self, vertaal: Callable[[], T]) -> tuple[bool, T]:
        """Does what is compiled here look at the day of the act?"""
        eerder = self.merken & {DAG_VAN_DIT}
        self.merken -= eerder
        uit = vertaal()
        gezien = DAG_VAN_DIT in self.merken
        self.merken |= eerder
        return gezien, uit

    def _woord(self, t: Knoop, r: Bereik) -> bool:
        """Is this a constant word, and not a variable or a notion?"""
        if t.soort == "vast":
            return isinstance(t.arg[0], str)
        return t.soort == "naam" and t.arg[0] not in self.w.begrippen and t.arg[0] not in (*(v for v, _, _ in r.vars), "elk_een", "ding", "ontvanger")

    def _bekend(self, k: Knoop, r: Bereik) -> Soort:
        self.k(k.arg[0], r)
        k.fn = bekend_fn(k.arg[0].fn)
        return BOOL

    def _in(self, k: Knoop, r: Bereik) -> Soort:
        for x in k.arg:
            self.k(x, r)
        k.fn = in_fn(k.soort, k.arg[0].fn, k.arg[1].fn)
        return BOOL

    _deel = _in

    def _anders(self, k: Knoop, r: Bereik) -> Soort:
        s = self.k(k.arg[0], r)
        s2 = self.k(k.arg[1], r)
        k.fn = terugval(k.arg[0].fn, k.arg[1].fn)
        return s2 if s == VAAG else s

    def _som(self, k: Knoop, r: Bereik) -> Soort:
        op, a, b = k.arg
        sa, sb = self.k(a, r), self.k(b, r)
        if sa in (BOOL, TEKST) or sb in (BOOL, TEKST):
            raise TaalFout(f"Met een {noem(sa if sa in (BOOL, TEKST) else sb)} is niet te rekenen.", k.plaats)
        k.fn = optellen(op, a.fn, b.fn)
        return DATUM if DATUM in (sa, sb) and TERMIJN in (sa, sb) else sa if sa == sb else (DATUM if sa == DATUM else VAAG)

    def _maal(self, k: Knoop, r: Bereik) -> Soort:
        for x in k.arg:
            self.k(x, r)
        k.fn = optellen("*", k.arg[0].fn, k.arg[1].fn)
        return GETAL

    def _naam(self, k: Knoop, r: Bereik) -> Soort:
        naam = k.arg[0]
        for v, i, soort in r.vars:
            if v == naam:
                self.merken.add(VAR)
                k.fn = lambda c, i=i: c.v[i]
                return soort
        eigen = self._eigen_naam(k, naam, r)
        if eigen is not None:
            return eigen
        if naam in self.w.begrippen:
            return self.begrip(k, naam, r)
        if naam in self.w.symbolen or naam in self.w.soorten_ding or naam in self.w.feiten:
            k.fn = KAAL(naam)
            return TEKST
        bekende = [*self.w.begrippen, *self.w.symbolen, *self.w.feiten, *(v for v, _, _ in r.vars), *(["ontvanger"] if r.ontvanger else [])]
        raise TaalFout(f"De naam {naam} is niet bekend.{lijkt_op(naam, bekende)} Tekst staat tussen enkele aanhalingstekens.", k.plaats)

    def _eigen_naam(self, k: Knoop, naam: str, r: Bereik) -> Soort | None:
        if naam == "dit" and r.dit is not None:
            self.merken.add(DIT)
            k.fn = lambda c: c.dit
            return ("feit", r.dit)
        if naam == "f" and r.f is not None:
            self.merken.add(KANDIDAAT)
            k.fn = lambda c: c.f
            return ("feit", r.f)
        if naam == "ding" and r.ding is not None:
            self.merken.add(DING)
            k.fn = lambda c: c.ding
            return ("ding", r.ding)
        if naam == "elk_een" and r.elk is not None:
            self.merken.add(ELK)
            k.fn = lambda c: c.elk
            return r.elk
        if naam == "ontvanger":
            k.fn = KAAL(self.rol(naam, r, k.plaats))
            return TEKST
        if naam in _UITLEG:
            raise TaalFout(f"'{naam}' heeft hier geen betekenis: er is geen {_UITLEG[naam]}.", k.plaats)
        return None

    def rol(self, naam: str, r: Bereik, plaats: int) -> str:
        """The name of a role where one is asked: `ontvanger` is the role to which this rule gives."""
        if naam != "ontvanger":
            return naam
        if r.ontvanger is None:
            raise TaalFout("'ontvanger' heeft hier geen betekenis: wie ontvangt staat alleen vast in de voorwaarde van een deelregel.", plaats)
        self.merken.add(ONTVANGER)
        return r.ontvanger

    def begrip(self, k: Knoop, naam: str, r: Bereik, ding: Fn | None = None) -> Soort:
        """A notion is compiled where it is used; one that looks at nothing local is remembered per day."""
        tekst, soort_ding = self.w.begrippen[naam]
        if naam in self.bezig:
            raise TaalFout(
                f"Het begrip {naam} verwijst naar zichzelf: {' > '.join([*self.bezig, naam])}. Haal een van de verwijzingen weg.", k.plaats
            )
        self.bezig.append(naam)
        eerder, gegevens = self.merken, self.categorieen
        self.merken, self.categorieen = set(), set()
        bereik = Bereik(ding=soort_ding) if soort_ding else Bereik(dit=r.dit, ding=r.ding, elk=r.elk)
        bereik = replace(bereik, ontvanger=r.ontvanger)
        try:
            boom = ontleed(tekst)
            soort = self.k(boom, bereik)
        except TaalFout as e:
            raise TaalFout(f"In het begrip {naam}: {e}", k.plaats) from None
        finally:
            self.bezig.pop()
            merken, self.merken = self.merken, eerder
            eigen, self.categorieen = self.categorieen, gegevens
        smal = self.w.begrip_categorie.get(naam)  # a category of its own stands for all that it reads
        self.categorieen |= {smal} if smal else eigen
        k.arg = (naam, boom)
        los = merken & {VAR, KANDIDAAT}  # changes from member to member: nothing to remember
        lokaal = bool(merken & {DIT, ELK, DING})
        if soort_ding and ding is None:
            if r.ding != soort_ding:
                raise TaalFout(f"Het begrip {naam} hoort bij een {soort_ding}: schrijf bijvoorbeeld ding.{naam}.", k.plaats)
            self.merken.add(DING)
        self.merken |= merken - ({DING} if soort_ding else set())
        eigen_naam = f"{naam} {r.ontvanger}" if ONTVANGER in merken else naam
        if soort_ding:
            k.fn = op_ding(boom.fn if los else onthoud(eigen_naam, boom.fn, ding=True, lokaal=DIT in merken), ding)
        else:
            k.fn = boom.fn if los else onthoud(f"{eigen_naam}/{r.dit}/{r.ding}" if lokaal else eigen_naam, boom.fn, ding=False, lokaal=lokaal)
        return soort


_UITLEG: Final = {"dit": "handeling of aanleiding", "f": "feit dat wordt getoetst", "ding": "ding", "elk_een": "'voor_elk'"}
